//! What somebody says of artists and labels, for the report of a season, and the words of the show's moods.

use model::{MOOD_RANGE, Mood, SaidOf, SubjectFact};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::EditError;
use super::draft::Draft;
use super::family::Family;

/// What can be said of artists and labels, and of moods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
pub enum SaidEdit {
    /// Keeps what somebody says of an artist or a label; empty takes it back. Names are told apart by their letters alone, not by
    /// how large they are written.
    SayOf {
        /// The artist as recordings have it; the label where the size of one is said.
        name: String,
        /// What kind of thing is said.
        fact: SubjectFact,
        /// As it is said; empty for nothing any more.
        said: String,
    },
    /// Keeps where a word of the show's moods lies, each from -100 to 100: how pleasant it is, and how stirred. A word that is not
    /// there yet is added.
    SetMood {
        /// The word.
        word: String,
        /// How pleasant.
        valence: i64,
        /// How stirred.
        arousal: i64,
    },
    /// Takes words out of the show's moods; scenes and recordings keep them as they are written.
    RemoveMoods {
        /// Which.
        words: Vec<String>,
    },
}

impl Family for SaidEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        let (name, fact, said) = match self {
            Self::SayOf { name, fact, said } => (name, fact, said),
            Self::SetMood { word, valence, arousal } => return set_mood(draft, word, *valence, *arousal),
            Self::RemoveMoods { words } => {
                for word in words {
                    draft.rows.delete_mood(&model::name_key(word))?;
                }
                return Ok(());
            }
        };
        let name = model::name_key(name);
        if name.is_empty() {
            return Err(EditError::Unnamed { what: "artist or label" });
        }
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(draft.rows.set_said_of(&SaidOf { subject: fact.subject(), name, fact: *fact, said })?)
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SayOf { name, fact, .. } => format!("Say the {} of {name}", fact.word()),
            Self::SetMood { word, .. } => format!("Place the mood {word}"),
            Self::RemoveMoods { words } => match &words[..] {
                [word] => format!("Remove the mood {word}"),
                words => format!("Remove {}", model::words::counted(words.len(), "mood")),
            },
        })
    }
}

fn set_mood(draft: &Draft<'_>, word: &str, valence: i64, arousal: i64) -> Result<(), EditError> {
    let word = model::name_key(word);
    if word.is_empty() {
        return Err(EditError::Unnamed { what: "mood" });
    }
    let within = |value: i64| value.clamp(*MOOD_RANGE.start(), *MOOD_RANGE.end());
    Ok(draft.rows.set_mood(&Mood { word, valence: within(valence), arousal: within(arousal) })?)
}
