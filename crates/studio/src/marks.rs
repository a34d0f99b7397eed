//! What the library's list says of a track that follows from the rest of the show: its rights and its uses.

use std::collections::HashMap;

use model::{Clearance, Rights, TrackId};
use store::{Rows, StoreError};

use crate::books::Books;
use crate::views::LibrarySort;

/// What the list shows of a track beside its own facts.
#[derive(Default)]
pub(crate) struct Marks {
    pub rights: HashMap<TrackId, Rights>,
    pub uses: HashMap<TrackId, Vec<String>>,
}

impl Marks {
    /// Where a track stands in the orders that follow from marks; 0 in all others.
    pub fn rank(&self, id: TrackId, sort: LibrarySort) -> usize {
        match sort {
            LibrarySort::Rights => self.rights.get(&id).copied().unwrap_or(Rights::Unknown).concern().into(),
            LibrarySort::Used => self.uses.get(&id).map_or(0, Vec::len),
            LibrarySort::Best
            | LibrarySort::Title
            | LibrarySort::Artist
            | LibrarySort::Album
            | LibrarySort::Composer
            | LibrarySort::Genre
            | LibrarySort::Mood
            | LibrarySort::Bpm
            | LibrarySort::Key
            | LibrarySort::Duration
            | LibrarySort::Loudness
            | LibrarySort::Added => 0,
        }
    }
}

/// Where the rights of each track stand that a line of the show is about.
pub(crate) fn rights_of(books: &Books) -> HashMap<TrackId, Rights> {
    let mut of_track: HashMap<TrackId, Vec<&Clearance>> = HashMap::new();
    for line in &books.lines {
        of_track.entry(line.track).or_default().push(line);
    }
    of_track.into_iter().map(|(track, lines)| (track, Rights::of(lines))).collect()
}

/// Episode and cue of each use of a track.
///
/// # Errors
/// If the rows cannot be read.
pub(crate) fn read_uses(rows: &Rows) -> Result<HashMap<TrackId, Vec<String>>, StoreError> {
    let told = |uses: &[(model::EpisodeName, model::CueNumber)]| {
        uses.iter().map(|(episode, cue)| format!("{episode} {cue}")).collect()
    };
    Ok(rows.track_uses()?.iter().map(|(track, uses)| (*track, told(uses))).collect())
}
