//! All that is known of one line.

use std::path::Path;

use model::ClearanceId;
use store::{Pick, Rows, StoreError};

use super::page::Marks;
use crate::books::Books;
use crate::licences::uses_of;
use crate::views::{AttachmentView, ClearanceDetail, UseView};

/// A line with its history, papers and uses, or `None` if it is gone.
pub(crate) fn clearance(rows: &Rows, books: &Books, id: ClearanceId) -> Result<Option<ClearanceDetail>, StoreError> {
    let Some(line) = rows.clearance(id)? else { return Ok(None) };
    let Some(track) = rows.track(line.track)? else { return Ok(None) };
    let counted = books.counted();
    let own: Vec<&Pick> =
        books.picks.iter().filter(|pick| pick.track == line.track && line.is_for(pick.episode)).collect();
    let mut uses = Vec::new();
    for used in uses_of(&own) {
        let pick = used.first;
        let episode = books.episodes.iter().find(|episode| episode.id == pick.episode);
        uses.push(UseView {
            episode: episode.map_or_else(String::new, |episode| episode.name().to_string()),
            cut: pick.cut,
            cue: pick.cue,
            usage_code: pick.usage.plain_code().to_owned(),
            number: used.number,
            length: used.length,
        });
    }
    let attachments = rows
        .attachments(id)?
        .into_iter()
        .map(|attachment| AttachmentView { missing: !Path::new(&attachment.path).exists(), attachment });
    Ok(Some(ClearanceDetail {
        line: Marks::read(rows, &counted, &[line.track].into())?.line(&counted, &line),
        title: track.title,
        artist: track.artist,
        licensed_by: line.party.and_then(|party| books.parties.get(&party)).cloned(),
        sides: books.lines.iter().filter(|other| other.track == line.track).count(),
        uses,
        options: rows.option_steps(id)?,
        payments: rows.payments(id)?,
        attachments: attachments.collect(),
        events: rows.clearance_events(id)?,
    }))
}
