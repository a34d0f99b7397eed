//! Files that lists of cutting rooms named, or commissions wait for, before they came.

use model::Track;
use store::{Rows, StoreError};
use timebase::Flicks;

use crate::turnover::names;

/// The recordings that wait for their files.
pub(super) struct Awaited {
    tracks: Vec<Waiting>,
}

struct Waiting {
    track: Track,
    /// How much of it is played.
    needs: Flicks,
    placements: usize,
}

impl Awaited {
    pub fn read(rows: &Rows) -> Result<Self, StoreError> {
        let waiting = |track: Track| {
            let placements = rows.placements_of_track(track.id)?;
            let needs = placements.iter().map(|one| one.track_start + one.span().length()).max();
            Ok(Waiting { needs: needs.unwrap_or(Flicks::ZERO), placements: placements.len(), track })
        };
        let tracks: Result<Vec<Waiting>, StoreError> = rows.offline_tracks()?.into_iter().map(waiting).collect();
        Ok(Self { tracks: tracks? })
    }

    /// Whether a new file is what one of them waits for: by ISRC, or by its name, and as long as what is played of it. It
    /// then has the row of the one that waited. `None` where none of them does, or more than one could be it.
    pub fn take(&mut self, found: &Track) -> Option<(Track, String)> {
        let name = names::plain_stem(&found.path);
        let is_it = |waiting: &Waiting| {
            let isrc = !found.isrc.is_empty() && found.isrc == waiting.track.isrc;
            let named = names::plain_stem(&waiting.track.path) == name;
            (isrc || named) && found.duration >= waiting.needs
        };
        let mut fitting = self.tracks.iter().enumerate().filter(|(_, waiting)| is_it(waiting));
        let at = fitting.next().map(|(at, _)| at)?;
        if fitting.next().is_some() {
            return None;
        }
        let Waiting { track, placements, .. } = self.tracks.remove(at);
        let remark = if track.is_to_come() {
            format!("it has the name of what is commissioned as \"{}\", and its fee; take it as a version", track.title)
        } else {
            format!(
                "it is the recording that a list called \"{}\"; {} now",
                track.title,
                match placements {
                    1 => "its placement sounds".to_owned(),
                    count => format!("its {count} placements sound"),
                }
            )
        };
        Some((arrived(track, found), remark))
    }
}

/// The row that waited, with the file and what its tags say; what a list knew stays where they say nothing.
fn arrived(waited: Track, found: &Track) -> Track {
    let isrc = if found.isrc.is_empty() { waited.isrc } else { found.isrc.clone() };
    Track { id: waited.id, isrc, added_at: waited.added_at, ..found.clone() }
}
