//! The cue list of a cut, from the timeline as it is.

use deliver::{CueList, CueRow};
use model::{CueStatus, CutId};
use store::{Rows, StoreError};
use timebase::Span;

use super::read;

/// The cue list of a cut, or `None` if the cut is gone.
pub(crate) fn cue_list(rows: &Rows, revision: u64, id: CutId) -> Result<Option<CueList>, StoreError> {
    let Some(view) = read::cut(rows, revision, id)? else { return Ok(None) };
    let mut list = Vec::with_capacity(view.cues.len());
    for cue in view.cues {
        let pick = view.placements.iter().find(|placement| Some(placement.placement.id) == cue.cue.pick);
        let track = match pick {
            Some(pick) => rows.track(pick.placement.track)?,
            None => None,
        };
        let text = |read: fn(&model::Track) -> &String| track.as_ref().map(read).cloned().unwrap_or_default();
        list.push(CueRow {
            number: cue.cue.number.to_string(),
            title: cue.cue.title,
            scene: cue.scene_number.unwrap_or_default(),
            span: pick.map(|_| Span { start: cue.in_point, end: cue.out_point }),
            usage: cue.cue.usage,
            track: text(|track| &track.title),
            artist: text(|track| &track.artist),
            composer: text(|track| &track.composer),
            publisher: text(|track| &track.publisher),
            label: text(|track| &track.label),
            status: CueStatus::of(pick.is_some(), pick.and_then(|pick| pick.verdict)),
        });
    }
    Ok(Some(CueList {
        show: rows.show()?.title,
        episode: view.episode.name,
        title: view.episode.title,
        cut: view.cut.label,
        rate: view.cut.rate,
        start: view.cut.start,
        length: view.cut.length,
        rows: list,
    }))
}
