//! The vocabulary of moods, and where its words are used.

use std::collections::BTreeMap;

use model::{Mood, mood_words};
use serde::Serialize;
use store::{Rows, StoreError};
use ts_rs::TS;

use super::named::TrackOf;

/// The moods of a show as a season uses them.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoodList {
    /// The vocabulary, by word.
    pub moods: Vec<MoodUse>,
    /// Words that scenes and recordings of the season have and the vocabulary has not.
    pub unknown: Vec<UnknownMood>,
}

/// A word of the vocabulary.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoodUse {
    /// The word and where it lies.
    #[serde(flatten)]
    pub mood: Mood,
    /// Scenes of the season that ask for it.
    pub scenes: usize,
    /// Cues that sound with a recording that says it.
    pub cues: usize,
}

/// A word that lies nowhere yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnknownMood {
    /// The word.
    pub word: String,
    /// Scenes of the season that ask for it.
    pub scenes: usize,
    /// Cues that sound with a recording that says it.
    pub cues: usize,
}

/// The moods, counted over a season.
pub(crate) fn mood_list(rows: &Rows, season: u32, track_of: TrackOf<'_>) -> Result<MoodList, StoreError> {
    let mut used: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (_, scene) in rows.scenes_of_season(season)? {
        for word in scene.moods.iter().flat_map(|text| mood_words(text)) {
            used.entry(word).or_default().0 += 1;
        }
    }
    for heard in rows.heard_in_season(season)? {
        let mood = track_of(heard.track).unwrap_or_default().mood;
        for word in mood_words(&mood) {
            used.entry(word).or_default().1 += 1;
        }
    }
    let moods = rows.moods()?;
    let of = |word: &str| used.get(word).copied().unwrap_or_default();
    let unknown = used.iter().filter(|(word, _)| !moods.contains_key(*word));
    Ok(MoodList {
        unknown: unknown.map(|(word, &(scenes, cues))| UnknownMood { word: word.clone(), scenes, cues }).collect(),
        moods: moods
            .into_values()
            .map(|mood| {
                let (scenes, cues) = of(&mood.word);
                MoodUse { mood, scenes, cues }
            })
            .collect(),
    })
}
