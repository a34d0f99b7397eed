//! What mends a problem, as edits.

use deliver::problem::Fix;
use model::Publishing;

use crate::Studio;
use crate::edits::{
    CueEdit, CuePatch, EditRequest, Edited, FilingEdit, LibraryEdit, PartyEdit, PartyPatch, ShareEdit, TrackPatch,
    WorkEdit, WorkPatch,
};
use crate::error::StudioError;

impl Studio {
    /// Takes one of a problem's fixes, as one step of undo.
    ///
    /// # Errors
    /// If the edit is refused.
    pub fn mend(&self, fix: &Fix) -> Result<Edited, StudioError> {
        let edit = match fix.clone() {
            Fix::CarveOut { first, second, method, .. } => {
                FilingEdit::SetCarveOut { first, second, method: Some(method) }.into()
            }
            Fix::MakeWhole { work, side, .. } => ShareEdit::MakeWhole { work, side }.into(),
            Fix::SetOpenShare { work, kind, share, .. } => {
                let published = WorkPatch { publishing: Some(Publishing::Published), ..WorkPatch::default() };
                let set = match kind {
                    Publishing::Published => published,
                    Publishing::Unpublished => WorkPatch { unpublished: Some(share), ..published },
                    Publishing::CopyrightControl => WorkPatch { copyright_control: Some(share), ..published },
                };
                WorkEdit::EditWorks { works: vec![work], set }.into()
            }
            Fix::SetLabel { track, name, .. } => LibraryEdit::EditTracks {
                tracks: vec![track],
                set: TrackPatch { label: Some(name), ..TrackPatch::default() },
            }
            .into(),
            Fix::SetSociety { party, society, .. } => PartyEdit::EditParties {
                parties: vec![party],
                set: PartyPatch { society: Some(society), ..PartyPatch::default() },
            }
            .into(),
            Fix::SetPublishing { work, publishing, .. } => WorkEdit::EditWorks {
                works: vec![work],
                set: WorkPatch { publishing: Some(publishing), ..WorkPatch::default() },
            }
            .into(),
            Fix::SetUsage { cue, usage, .. } => CueEdit::EditCues {
                cues: vec![cue],
                set: CuePatch {
                    perception: Some(usage.perception),
                    voice: Some(usage.voice.into()),
                    theme_role: Some(usage.theme_role),
                    origin: Some(usage.origin.into()),
                    ..CuePatch::default()
                },
            }
            .into(),
        };
        self.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None })
    }
}
