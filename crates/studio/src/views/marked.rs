//! What of a cut becomes markers for other programs: what is open, what music answers, and what is wanted.

use std::collections::HashMap;

use interchange::markers::{Marker, MarkerColour, MarkerSequence};
use interchange::placed::crockford;
use model::{CueId, CutId, Placement};
use store::{Rows, StoreError};

use super::review::markers;

/// The name of a hit that has none.
pub(crate) const NO_LABEL: &str = "Hit";

/// Which cues become markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkedCues {
    /// Those that have no music yet: the others lie on the time line themselves.
    Empty,
    /// All of them.
    All,
}

/// Open notes that are not private, hits, and cues, in the order of time; `None` if the cut is gone.
pub(crate) fn marked(rows: &Rows, id: CutId, which: MarkedCues) -> Result<Option<MarkerSequence>, StoreError> {
    let Some(mut sequence) = markers(rows, id, true, false)? else { return Ok(None) };
    for hit in rows.hits(id)? {
        let name = if hit.label.is_empty() { NO_LABEL.to_owned() } else { hit.label };
        sequence.markers.push(Marker {
            at: hit.at,
            until: None,
            name,
            comment: String::new(),
            author: String::new(),
            colour: MarkerColour::Cyan,
        });
    }
    let mut placements: HashMap<CueId, Vec<Placement>> = HashMap::new();
    for placement in rows.placements_of_cut(id)? {
        placements.entry(placement.cue).or_default().push(placement);
    }
    for cue in rows.cues(id)? {
        let own = placements.get(&cue.id).into_iter().flatten().filter(|one| Some(one.alternate()) == cue.pick);
        let extent = model::alternate::extent(own);
        if extent.is_some() && which == MarkedCues::Empty {
            continue;
        }
        let words: Vec<&str> =
            [cue.title.as_str(), cue.brief.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        sequence.markers.push(Marker {
            at: extent.map_or(cue.at, |span| span.start),
            until: extent.map(|span| span.end),
            name: cue.number.to_string(),
            // What it is known by when the list comes back.
            comment: format!("{} [nd:{}]", words.join(": "), crockford(cue.id.0)).trim_start().to_owned(),
            author: String::new(),
            colour: MarkerColour::Magenta,
        });
    }
    sequence.markers.sort_by_key(|marker| marker.at);
    Ok(Some(sequence))
}
