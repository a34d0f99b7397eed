//! A track as list and search need it.

use model::{Track, TrackId};
use timebase::Flicks;

use super::words::{Wanted, folded, inner, joined, words};

/// What is kept in memory of a track.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub id: TrackId,
    pub title: String,
    pub artist: String,
    pub album: String,
    pub composer: String,
    pub genre: String,
    pub mood: String,
    pub bpm_milli: Option<i64>,
    pub key: String,
    pub duration: Flicks,
    pub format: String,
    pub loudness: Option<i64>,
    pub hash: String,
    pub added_at: String,
    pub folded_title: String,
}

impl Entry {
    pub fn of(track: Track) -> Self {
        Self {
            folded_title: folded(&track.title),
            id: track.id,
            title: track.title,
            artist: track.artist,
            album: track.album,
            composer: track.composer,
            genre: track.genre,
            mood: track.mood,
            bpm_milli: track.bpm_milli,
            key: track.key,
            duration: track.duration,
            format: track.format,
            loudness: track.loudness,
            hash: track.hash,
            added_at: track.added_at,
        }
    }

    /// The words it is found by, each with whether it is of the title.
    pub fn words(&self, mut each: impl FnMut(String, bool)) {
        let mut all = |text: &str, of_title: bool| {
            for word in words(text) {
                inner(&word).for_each(|end| each(end.to_owned(), of_title));
                each(word, of_title);
            }
            joined(text).for_each(|word| each(word, of_title));
        };
        all(&self.folded_title, true);
        for field in [&self.artist, &self.album, &self.composer, &self.genre, &self.mood] {
            all(&folded(field), false);
        }
    }

    /// Whether each of `wanted` begins one of its words, and whether the title alone would do.
    pub fn matches(&self, wanted: &[Wanted]) -> (bool, bool) {
        let prefixes = || wanted.iter().flat_map(|one| one.words.iter().chain(&one.as_one));
        let (mut anywhere, mut in_title) = (vec![false; prefixes().count()], vec![false; prefixes().count()]);
        self.words(|word, of_title| {
            for (index, prefix) in prefixes().enumerate() {
                if word.starts_with(prefix.as_str()) {
                    anywhere[index] = true;
                    in_title[index] |= of_title;
                }
            }
        });
        let all = |found: &[bool]| {
            let mut rest = found;
            wanted.iter().all(|one| {
                let (words, behind) = rest.split_at(one.words.len());
                let (as_one, behind) = behind.split_at(usize::from(one.as_one.is_some()));
                rest = behind;
                words.iter().all(|&found| found) || as_one.contains(&true)
            })
        };
        (all(&anywhere), all(&in_title))
    }
}
