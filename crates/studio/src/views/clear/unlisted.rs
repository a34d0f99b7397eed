//! What became known of a track's rights after they were listed, and where a line contradicts it.

use model::shares::TOLERANCE;
use model::{Clearance, PartyId, Share, Side, Track};
use store::{Rows, StoreError};

use crate::edits::{is_blank, publishers};
use crate::views::UnlistedRights;

/// Where lines that nobody has touched stand for somebody who is known by now, or ask somebody for more than they have of
/// the work. Nothing where there is no line yet, or where all is as the work has it.
///
/// # Errors
/// If the document cannot be read.
pub(super) fn unlisted(rows: &Rows, track: &Track, lines: &[Clearance]) -> Result<Option<UnlistedRights>, StoreError> {
    let blank = |has: fn(Side) -> bool| lines.iter().any(|line| has(line.side) && is_blank(line));
    let (blank_master, blank_publishing) = (blank(Side::has_master), blank(Side::has_publishing));
    let asked: Vec<(&Clearance, PartyId)> = lines
        .iter()
        .filter(|line| line.side == Side::Publishing && line.status.is_live() && !line.status.is_committed())
        .filter_map(|line| Some((line, line.party?)))
        .collect();
    if !blank_master && !blank_publishing && asked.is_empty() {
        return Ok(None);
    }
    let Some(recording) = rows.recording(track.id)? else { return Ok(None) };
    let name =
        |party: PartyId| Ok::<_, StoreError>(rows.party(party)?.map_or_else(String::new, |party| party.full_name()));
    let publishing = match recording.work {
        Some(work) => publishers(rows, work)?,
        None => Vec::new(),
    };
    let mut parts = Vec::new();
    if let Some(label) = recording.label.filter(|_| blank_master) {
        parts.push(format!("master {}", name(label)?));
    }
    if blank_publishing {
        for &(party, share) in &publishing {
            if let Some(party) = party {
                parts.push(format!("{} {share}", name(party)?));
            }
        }
    }
    if !parts.is_empty() {
        let message = format!("Known since these rights were listed: {}.", parts.join(", "));
        return Ok(Some(UnlistedRights { message, listable: true }));
    }
    for (line, party) in asked {
        let held = publishing.iter().find(|(other, _)| *other == Some(party)).map(|(_, share)| *share);
        if let Some(Share(held)) = held.filter(|held| line.share.0 > held.0 + TOLERANCE.0) {
            let (name, held, asked) = (name(party)?, Share(held), line.share);
            let message = format!("{name} has {held} of the work, and is asked for {asked}.");
            return Ok(Some(UnlistedRights { message, listable: false }));
        }
    }
    Ok(None)
}
