//! Edits: what can happen to a show, and what it does to the document.

mod album_error;
mod album_ties;
mod albums;
mod answers;
mod clearances;
mod clipboard;
mod commission_error;
mod commission_ties;
mod commissioned;
mod commissions;
mod comps;
mod conform;
mod conform_error;
mod conformed;
mod contents;
mod counts;
mod cues;
mod cuts;
mod dialogue;
mod draft;
mod edit;
mod episodes;
mod error;
mod family;
mod filing;
mod held;
mod hold_error;
mod holding;
mod imported;
mod labels;
mod library;
mod licensors;
mod lines;
mod mfn;
mod money;
mod moving;
mod named_parties;
mod notes;
mod options;
mod papers;
mod papers_error;
mod parties;
mod payments;
mod pieces;
mod placements;
mod prepare;
mod production;
mod proposing;
mod reach;
mod recording_error;
mod recordings;
mod reel_picture_error;
mod reel_pictures;
mod relink;
mod remaining;
mod renumber;
mod reuse;
mod review;
mod review_error;
mod reviewers;
mod ripple;
mod rolls;
mod said;
mod scenarios;
mod scenes;
mod shares;
mod show;
mod suggested;
mod texts;
mod themes;
mod travelled;
mod vocabulary;
mod works;

use store::{Change, Document, Ids, Rows, StoreError};

pub use album_error::AlbumError;
pub use albums::AlbumEdit;
pub(crate) use answers::moment;
pub use clearances::ClearanceEdit;
pub(crate) use clipboard::copied;
pub use commission_error::CommissionError;
pub use commissions::CommissionEdit;
pub use comps::CompEdit;
pub use conform::ConformEdit;
pub use conform_error::ConformError;
pub use cues::CueEdit;
pub use cuts::CutEdit;
pub use dialogue::DialogueEdit;
use draft::Draft;
pub use edit::{Edit, EditRequest, VOCABULARY};
pub use episodes::EpisodeEdit;
pub use error::EditError;

pub use filing::FilingEdit;
pub use hold_error::HoldError;
pub use holding::HoldEdit;
pub use imported::ImportEdit;
pub use library::LibraryEdit;
pub use mfn::MfnEdit;
pub use money::MoneyEdit;
pub use notes::NoteEdit;
pub use papers::PaperEdit;
pub(crate) use papers::check_template;
pub use papers_error::PaperError;
pub(crate) use parties::Mentions;
pub use parties::PartyEdit;
pub use payments::PaymentEdit;
pub use placements::PlacementEdit;
pub use prepare::PrepareEdit;
pub(crate) use prepare::{is_blank, publishers};
pub use production::ProductionEdit;
pub(crate) use production::{DEPTHS as DUCK_DEPTHS, GAINS as PRODUCTION_GAINS};
pub use recording_error::RecordingError;
pub use recordings::RecordingEdit;
pub use reel_picture_error::ReelPictureError;
pub(crate) use renumber::plan as renumbering;
pub use review::ReviewEdit;
pub use review_error::ReviewError;
pub use reviewers::ReviewerEdit;
pub use ripple::RippleEdit;
pub use said::SaidEdit;
pub use scenarios::ScenarioEdit;
pub use scenes::SceneEdit;
pub use shares::ShareEdit;
pub(crate) use shares::party_named;
pub use show::ShowEdit;
pub(crate) use show::currency_code;
pub use suggested::SuggestionEdit;
pub(crate) use suggested::open_suggestions;
pub(crate) use texts::check_line;
pub use themes::ThemeEdit;
pub use vocabulary::{
    AlbumEntryPatch, AlbumPatch, AskedSpec, ClearancePatch, Clip, ClipCue, ClipPlacement, CommissionPatch,
    ConformedCue, Created, CuePatch, CutPatch, CutSpec, DialogueSpec, DuckSpec, Edited, EpisodeFactsPatch, ImportInto,
    ImportedAnswer, ImportedCue, ImportedHit, ImportedNote, ImportedPlacement, ImportedSound, ImportedTimeline,
    NewEpisode, NotSaid, NumberedCue, OfflineRecording, OptionSpec, PartyPatch, PaymentPatch, PickSpec, PictureSpec,
    PlacementMove, PlacementSlip, PlacementTrim, ProductionPatch, ProductionSpec, QuotedFor, RecordingPatch,
    ReelPictureSpec, ReelSpec, ReviewerPatch, ScenePatch, SceneSpec, SeriesFactsPatch, ShareSpec, Told, TrackPatch,
    WorkPatch,
};
pub use works::WorkEdit;

use crate::clock::Moment;

/// Does `request` as one transaction and one step of undo, durably; `moment` is when it happens.
///
/// # Errors
/// If any of its edits is refused; then none takes effect.
pub fn perform(
    document: &mut Document,
    request: &EditRequest,
    moment: &Moment,
) -> Result<(Edited, Option<Change>), EditError> {
    perform_counted(document, request, moment, &mut 0)
}

/// As [`perform`]; `at` is left at the number, from 0, of the edit that was done or refused last.
pub(crate) fn perform_counted(
    document: &mut Document,
    request: &EditRequest,
    moment: &Moment,
    at: &mut usize,
) -> Result<(Edited, Option<Change>), EditError> {
    check(request, at)?;
    let label = match &request.label {
        Some(label) => label.clone(),
        None => Edit::describe_all(document.rows(), &request.edits)?,
    };
    let ids = document.ids();
    let ((created, remarks), change) =
        document.edit(&label, request.merge_key.as_deref(), &moment.at, |rows: &Rows| {
            apply(rows, &ids, request, moment, at)
        })?;
    Ok((Edited { revision: document.revision(), created, remarks }, change))
}

/// What `read` finds where `request` would be done: nothing is changed. It is told what was created.
///
/// # Errors
/// If any of the edits is refused, or those of `read`.
pub(crate) fn rehearse<T, E: From<EditError> + From<StoreError>>(
    document: &mut Document,
    request: &EditRequest,
    moment: &Moment,
    read: impl FnOnce(&Rows, &[Created]) -> Result<T, E>,
) -> Result<T, E> {
    check(request, &mut 0)?;
    let ids = document.ids();
    document.rehearse(|rows| {
        let (created, _) = apply(rows, &ids, request, moment, &mut 0)?;
        read(rows, &created)
    })
}

fn check(request: &EditRequest, at: &mut usize) -> Result<(), EditError> {
    for (number, edit) in request.edits.iter().enumerate() {
        *at = number;
        reach::check(edit)?;
        texts::check(edit)?;
    }
    Ok(())
}

/// Does the edits on `rows`, within a transaction of the caller's; what they created, and what is to be known of them.
fn apply(
    rows: &Rows,
    ids: &Ids,
    request: &EditRequest,
    moment: &Moment,
    at: &mut usize,
) -> Result<(Vec<Created>, Vec<String>), EditError> {
    let mut draft = Draft {
        rows,
        ids,
        now: &moment.at,
        today: &moment.day,
        created: Vec::new(),
        remarks: Vec::new(),
        stayed: Vec::new(),
        named: None,
        theme_names: None,
    };
    for (number, edit) in request.edits.iter().enumerate() {
        *at = number;
        // Other edits may make, change and remove parties.
        if !matches!(edit, Edit::Share(_)) {
            draft.named = None;
        }
        if !matches!(edit, Edit::Theme(ThemeEdit::AddTheme { .. })) {
            draft.theme_names = None;
        }
        edit.apply(&mut draft)?;
    }
    draft.remarks.extend(labels::stayed(&draft.stayed));
    Ok((draft.created, draft.remarks))
}
