//! What is said in a cut.

use model::{Cut, CutId, DialogueSpan, DialogueSpanId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Position, Span};
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::counted;
use super::{DialogueSpec, EditError};

/// What can happen to the dialogue of cuts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum DialogueEdit {
    /// Puts these lines in the place of all that the cut has.
    SetDialogue { cut: CutId, lines: Vec<DialogueSpec> },
    /// Removes every line that the cut has.
    ClearDialogue { cut: CutId },
}

impl Family for DialogueEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetDialogue { cut, lines } => set(draft, *cut, lines),
            Self::ClearDialogue { cut } => clear(draft, *cut),
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetDialogue { lines, .. } => format!("{} of dialogue", counted("Import", lines.len(), "line")),
            Self::ClearDialogue { .. } => "Remove the dialogue".into(),
        })
    }
}

fn set(draft: &mut Draft<'_>, cut: CutId, lines: &[DialogueSpec]) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    clear(draft, cut.id)?;
    for line in lines {
        draft.rows.insert_dialogue_span(&DialogueSpan {
            id: DialogueSpanId(draft.ids.next()),
            cut: cut.id,
            span: on_cut(&cut, Span { start: line.in_point, end: line.out_point })?,
            text: line.text.trim().to_owned(),
            speaker: line.speaker.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned),
            source: line.source.trim().to_owned(),
        })?;
    }
    Ok(())
}

fn clear(draft: &mut Draft<'_>, cut: CutId) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    for line in draft.rows.dialogue(cut.id)? {
        draft.rows.delete_dialogue_span(line.id)?;
    }
    Ok(())
}

/// A line on frames of its cut: a frame long at least, and refused where no frame of it is left.
fn on_cut(cut: &Cut, span: Span) -> Result<Span, EditError> {
    let start = cut.rate.snap(span.start).max(Position::ZERO);
    let end = cut.rate.snap(span.end).max(start + cut.rate.frame()).min(cut.span().end);
    if span.end <= span.start || end <= start {
        return Err(EditError::OutsideCut { cut: cut.label.clone() });
    }
    Ok(Span { start, end })
}
