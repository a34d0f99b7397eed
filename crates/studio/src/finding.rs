//! Finding things by what people call them.

use model::{Cue, CueNumber, Cut, CutId, EpisodeName, Lane, LaneKind, Track};

use crate::views::LibraryQuery;
use crate::{Studio, StudioError};

impl Studio {
    /// A cut of an episode: the newest, or the one called `label`.
    ///
    /// # Errors
    /// If there is no such episode or cut, or the document cannot be read.
    pub fn find_cut(&self, episode: EpisodeName, label: Option<&str>) -> Result<Cut, StudioError> {
        let document = self.document();
        let rows = document.rows();
        let Some(found) = rows.episode_named(episode)? else {
            let known: Vec<String> = rows.episodes()?.iter().map(|known| known.name().to_string()).collect();
            return Err(StudioError::NoEpisode { name: episode, known: listed(&known) });
        };
        let mut cuts = rows.cuts(found.id)?;
        cuts.sort_by_key(|cut| cut.ordinal);
        let known: Vec<String> = cuts.iter().map(|cut| cut.label.clone()).collect();
        let wanted = match label {
            Some(label) => cuts.into_iter().find(|cut| cut.label == label),
            None => cuts.pop(),
        };
        wanted.ok_or_else(|| StudioError::NoCut {
            episode,
            label: label.unwrap_or_default().to_owned(),
            known: listed(&known),
        })
    }

    /// A cue of a cut by its number.
    ///
    /// # Errors
    /// If the cut has none of that number, or the document cannot be read.
    pub fn find_cue(&self, cut: CutId, number: CueNumber) -> Result<Cue, StudioError> {
        self.document().rows().cue_numbered(cut, number)?.ok_or(StudioError::NoCue { number })
    }

    /// A lane by its name; without one, the first for songs, or the topmost.
    ///
    /// # Errors
    /// If there is none of that name, or the document cannot be read.
    pub fn find_lane(&self, name: Option<&str>) -> Result<Lane, StudioError> {
        let lanes = self.document().rows().lanes()?;
        let found = match name {
            Some(name) => lanes.iter().find(|lane| lane.name.eq_ignore_ascii_case(name)),
            None => lanes.iter().find(|lane| lane.kind == LaneKind::Songs).or(lanes.first()),
        };
        let names = || lanes.iter().map(|lane| lane.name.clone()).collect::<Vec<_>>();
        found
            .cloned()
            .ok_or_else(|| StudioError::NoLane { name: name.unwrap_or_default().to_owned(), known: listed(&names()) })
    }

    /// The tracks that match `query`, whole and in its order, at most `query.limit`, and how many match in all.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn find_tracks(&self, query: &LibraryQuery) -> Result<(usize, Vec<Track>), StudioError> {
        let mut tracks = Vec::new();
        loop {
            let left = query.limit - tracks.len();
            let offset = query.offset + tracks.len();
            let page = self.library(&LibraryQuery { offset, limit: left, ..query.clone() });
            let document = self.document();
            let before = tracks.len();
            for row in &page.rows {
                tracks.extend(document.rows().track(row.id)?);
            }
            if tracks.len() == before || tracks.len() >= query.limit {
                return Ok((page.matched, tracks));
            }
        }
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
