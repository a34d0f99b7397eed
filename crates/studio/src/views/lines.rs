//! Reading the clearance lines of a track.

use std::cmp::Reverse;

use model::{Clearance, ClearanceId, ClearanceStatus, EpisodeId, Share, Side, Track, TrackId};
use store::{Rows, StoreError};

use super::ClearanceLine;
use crate::books::Counted;

/// The lines of a track that hold in an episode, as [`lines`] has them.
pub(super) fn lines_in(counted: &Counted<'_>, track: TrackId, episode: EpisodeId) -> Vec<ClearanceLine> {
    let own = counted.costs.lines(track).iter().filter(|line| line.is_for(episode));
    let mut lines: Vec<ClearanceLine> =
        own.map(|line| ClearanceLine { licensor: counted.books.licensor(line), clearance: (*line).clone() }).collect();
    lines.sort_by(|a, b| order(&a.clearance, &a.licensor).cmp(&order(&b.clearance, &b.licensor)));
    lines
}

/// All lines of a track, master first, then the larger shares.
pub(super) fn lines(rows: &Rows, track: &Track) -> Result<Vec<ClearanceLine>, StoreError> {
    let mut lines = Vec::new();
    for clearance in rows.clearances(track.id)? {
        let party = clearance.party.map(|party| rows.party(party)).transpose()?.flatten();
        let licensor = party.map(|party| party.full_name()).unwrap_or_default();
        lines.push(ClearanceLine { licensor, clearance });
    }
    lines.sort_by(|a, b| order(&a.clearance, &a.licensor).cmp(&order(&b.clearance, &b.licensor)));
    Ok(lines)
}

/// Master first, then the larger shares, then by name; what was replaced last.
pub(super) fn order<'a>(line: &Clearance, licensor: &'a str) -> (bool, Side, Reverse<Share>, &'a str, ClearanceId) {
    (line.status == ClearanceStatus::Replaced, line.side, Reverse(line.share), licensor, line.id)
}
