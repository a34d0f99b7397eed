//! Moods on valence and arousal: what scenes ask for and what music says, as one kind of value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A word of the show's vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Mood {
    /// The word, in small letters.
    pub word: String,
    /// How pleasant it is: from -100 to 100.
    pub valence: i64,
    /// How stirred: from -100 to 100.
    pub arousal: i64,
}

/// Where something lies on both, from -100 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Feeling {
    /// How pleasant.
    pub valence: i64,
    /// How stirred.
    pub arousal: i64,
}

/// The least and the most that a mood may be on either.
pub const MOOD_RANGE: std::ops::RangeInclusive<i64> = -100..=100;

/// The words of a mood as people write them: `Tense; longing`, `warm & bright`, `sad/hopeful`.
#[must_use]
pub fn mood_words(text: &str) -> Vec<String> {
    let parts = text.split([';', ',', '/', '|', '&', '+']).flat_map(|part| part.split(" and "));
    let words = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// What some words come to together: the mean of those that the vocabulary has; nothing where it has none of them.
pub fn feeling<'a>(words: impl Iterator<Item = &'a str>, vocabulary: &BTreeMap<String, Mood>) -> Option<Feeling> {
    let (mut valence, mut arousal, mut count) = (0, 0, 0);
    for mood in words.filter_map(|word| vocabulary.get(word)) {
        valence += mood.valence;
        arousal += mood.arousal;
        count += 1;
    }
    // To the nearest, halves away from zero.
    let mean = |sum: i64| (2 * sum + count * sum.signum()) / (2 * count);
    (count > 0).then(|| Feeling { valence: mean(valence), arousal: mean(arousal) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_however_they_are_joined() {
        assert_eq!(mood_words("Tense; longing"), ["tense", "longing"]);
        assert_eq!(mood_words(" At  ease & bright and warm/ sad"), ["at ease", "bright", "warm", "sad"]);
        assert_eq!(mood_words(" ; "), Vec::<String>::new());
    }

    #[test]
    fn what_the_vocabulary_does_not_have_counts_for_nothing() {
        let mood = |word: &str, valence, arousal| (word.to_owned(), Mood { word: word.to_owned(), valence, arousal });
        let known = BTreeMap::from([mood("sad", -90, -40), mood("warm", 70, -20)]);
        let told = feeling(["sad", "warm", "purple"].into_iter(), &known);
        assert_eq!(told, Some(Feeling { valence: -10, arousal: -30 }));
        let two = BTreeMap::from([mood("a", -1, 3), mood("b", -2, 4)]);
        assert_eq!(feeling(["a", "b"].into_iter(), &two), Some(Feeling { valence: -2, arousal: 4 }));
        assert_eq!(feeling(["purple"].into_iter(), &known), None);
    }
}
