//! A newer cut of an older one: the picture's list, and everything that goes with the picture.

use model::reconform::Shot;
use model::{AnswerSource, CueId, Cut, CutId, Note, NoteId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Carried, TimeMap};
use ts_rs::TS;

use super::conform_error::ConformError;
use super::conformed::{Going, Gone};
use super::contents::{Contents, Twin};
use super::cuts::{add_bare, lengths};
use super::draft::Draft;
use super::family::Family;
use super::{ConformedCue, CutSpec, EditError, PictureSpec, production, travelled};

/// What can happen to the picture of cuts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ConformEdit {
    /// Keeps the shots of an editor's list as the picture of a cut, in place of those it had.
    SetShots { cut: CutId, shots: Vec<Shot> },
    /// Makes a newer cut of `from`, which stays as it is: `picture` says which of its picture is left and where, and hits,
    /// notes, scenes and reels go with it. Of its cues those in `cues` go, each to where it says; what was said of them in
    /// review goes along.
    ConformCut { from: CutId, cut: CutSpec, shots: Vec<Shot>, picture: Vec<PictureSpec>, cues: Vec<ConformedCue> },
}

impl Family for ConformEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetShots { cut, shots } => {
                let cut = draft.cut(*cut)?;
                draft.rows.delete_shots(cut.id)?;
                insert_shots(draft, &cut, shots)
            }
            Self::ConformCut { from, cut, shots, picture, cues } => {
                let from = draft.cut(*from)?;
                let cut = add_bare(draft, from.episode, cut)?;
                insert_shots(draft, &cut, shots)?;
                conform(draft, &from, &cut, picture, cues)?;
                production::of_picture(draft, &cut, None)
            }
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetShots { .. } => "Import the picture list".into(),
            Self::ConformCut { cut, .. } => format!("Reconform to {}", cut.label),
        })
    }
}

fn insert_shots(draft: &Draft<'_>, cut: &Cut, shots: &[Shot]) -> Result<(), EditError> {
    let length = cut.rate.frames_floor(cut.length);
    for (index, shot) in shots.iter().enumerate() {
        if !shot.fits(length) {
            return Err(ConformError::NotAShot { number: index + 1, cut: cut.label.clone() }.into());
        }
        draft.rows.insert_shot(cut.id, shot, draft.ids)?;
    }
    Ok(())
}

fn conform(
    draft: &mut Draft<'_>,
    from: &Cut,
    to: &Cut,
    picture: &[PictureSpec],
    cues: &[ConformedCue],
) -> Result<(), EditError> {
    let pieces = picture.iter().map(|piece| Carried { old: piece.old, new: piece.new }).collect();
    let map = TimeMap::new(from.span(), to.span(), pieces).map_err(ConformError::NotAMap)?;
    let contents = Contents::of(draft.rows, from.id)?;
    for asked in cues {
        if !contents.cues.iter().any(|cue| cue.id == asked.cue) {
            return Err(EditError::NoSuch { what: "cue", id: asked.cue.0 });
        }
    }
    let lengths = lengths(draft, from.id)?;
    let going = Going { map: &map, cut: to, cues, lengths: &lengths };
    let (carried, gone) = contents.conformed(&going);
    let twin = carried.twin(draft, to.id);
    twin.insert(draft, to.id)?;
    let Twin { cues: cue_twins, placements, .. } = twin;
    travelled::take_along(
        draft,
        &contents.rounds,
        to,
        &travelled::Twins { cues: &cue_twins, placements: &placements, asked: cues },
    )?;
    for asked in cues {
        if let (Some(body), Some(cue)) = (&asked.decide, cue_twins.get(&asked.cue)) {
            draft.rows.insert_note(&to_decide(draft, to, *cue, body))?;
        }
    }
    draft.remarks.extend(remarks(&gone, to));
    Ok(())
}

/// What stayed behind, and what went to another place than its picture.
fn remarks(gone: &Gone, to: &Cut) -> Vec<String> {
    let mut said = Vec::new();
    let behind = gone.counts.in_words();
    if !behind.is_empty() {
        said.push(format!("Not on {}, since their picture is gone or they were left out: {behind}.", to.label));
    }
    if gone.notes_moved > 0 {
        let notes = model::words::counted(gone.notes_moved, "note");
        said.push(format!("The picture of {notes} is gone: what is written there stands where it was cut out."));
    }
    said
}

fn to_decide(draft: &Draft<'_>, cut: &Cut, cue: CueId, body: &str) -> Note {
    Note {
        id: NoteId(draft.ids.next()),
        cut: cut.id,
        cue: Some(cue),
        placement: None,
        at: None,
        until: None,
        author: "Reconform".to_owned(),
        body: body.to_owned(),
        resolved: false,
        answers: None,
        written_at: draft.now.to_owned(),
        reviewer: None,
        round: None,
        private: true,
        drawing: Vec::new(),
        source: AnswerSource::Desk,
        key: None,
    }
}
