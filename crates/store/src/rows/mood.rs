//! The vocabulary of moods.

use std::collections::BTreeMap;

use model::Mood;

use super::columns::Columns;
use crate::{Rows, StoreError};

const SET: &str = "INSERT INTO mood (word, valence, arousal) VALUES (?1, ?2, ?3) \
     ON CONFLICT (word) DO UPDATE SET valence = excluded.valence, arousal = excluded.arousal";
const FORGET: &str = "DELETE FROM mood WHERE word = ?1";
const ALL: &str = "SELECT word, valence, arousal FROM mood ORDER BY word";

impl Rows {
    /// Keeps where a word lies; where it lay before is forgotten.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_mood(&self, mood: &Mood) -> Result<(), StoreError> {
        self.execute(SET, (&mood.word, mood.valence, mood.arousal)).map(drop)
    }

    /// Forgets a word; whether it was there.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_mood(&self, word: &str) -> Result<bool, StoreError> {
        Ok(self.execute(FORGET, [word])? > 0)
    }

    /// All words, each by itself.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn moods(&self) -> Result<BTreeMap<String, Mood>, StoreError> {
        let found = self.list(ALL, [], |row| {
            let mut columns = Columns::of(row);
            Ok(Mood { word: columns.value()?, valence: columns.value()?, arousal: columns.value()? })
        })?;
        Ok(found.into_iter().map(|mood| (mood.word.clone(), mood)).collect())
    }
}
