//! The cue list of a cut, from the timeline as it is; who wrote, published and released its music as the cue sheet has it.

use std::collections::HashMap;

use deliver::sheet::{SheetCue, TrackFacts, WorkFacts};
use deliver::{CueList, CueRow};
use model::{CueId, CutId, Publishing, WorkSide};
use store::{Rows, StoreError};
use timebase::Span;

use super::cut::cut_by;
use crate::books::Books;
use crate::facts::facts;

/// The cue list of a cut, or `None` if the cut is gone.
pub(crate) fn cue_list(rows: &Rows, books: &Books, revision: u64, id: CutId) -> Result<Option<CueList>, StoreError> {
    let Some(view) = cut_by(rows, revision, id, &books.counted())? else { return Ok(None) };
    let Some(facts) = facts(rows, books, id)? else { return Ok(None) };
    let of_sheet: HashMap<CueId, &SheetCue> = facts.cues.iter().map(|cue| (cue.id, cue)).collect();
    let nothing = TrackFacts::default();
    let mut list = Vec::with_capacity(view.cues.len());
    for cue in view.cues {
        let pick = view.placements.iter().find(|placement| Some(placement.placement.id) == cue.cue.pick);
        let track = of_sheet.get(&cue.cue.id).and_then(|cue| cue.track.as_ref()).unwrap_or(&nothing);
        list.push(CueRow {
            number: cue.cue.number.to_string(),
            title: cue.cue.title,
            scene: cue.scene_number.unwrap_or_default(),
            span: pick.filter(|_| !cue.sounding.is_empty()).map(|_| Span { start: cue.in_point, end: cue.out_point }),
            sounding: cue.sounding,
            usage: cue.cue.usage,
            track: track.title.clone(),
            artist: track.artist.clone(),
            composer: of_work(track, WorkSide::Writers, &track.composer),
            publisher: of_work(track, WorkSide::Publishers, &track.publisher),
            label: track.label.clone(),
            status: cue.status,
        });
    }
    Ok(Some(CueList {
        show: facts.show,
        episode: view.episode.name,
        title: view.episode.title,
        cut: view.cut.label,
        rate: view.cut.rate,
        start: view.cut.start,
        length: view.cut.length,
        rows: list,
    }))
}

/// Who has a side of the work, by name; what the file's tags say where no work is known, or nobody of its side is.
fn of_work(track: &TrackFacts, side: WorkSide, tag: &str) -> String {
    let Some(WorkFacts { work, holders }) = &track.work else { return tag.to_owned() };
    let of_side = || holders.iter().filter(|holder| holder.share.role.side() == side);
    let owned = of_side().any(|holder| holder.share.role.owns());
    let mut names: Vec<String> =
        of_side().filter(|holder| holder.share.role.owns() || !owned).map(|holder| holder.party.full_name()).collect();
    if side == WorkSide::Publishers {
        let parts = work.open_shares().into_iter().map(|(kind, _)| kind);
        let whole = [work.publishing].into_iter().filter(|kind| *kind != Publishing::Published);
        names.extend(parts.chain(whole).map(|kind| kind.name().to_lowercase()));
    }
    names.dedup();
    if names.is_empty() { tag.to_owned() } else { names.join(", ") }
}
