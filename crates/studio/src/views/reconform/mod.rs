//! A newer cut beside the one that is worked on: what became of the picture, and what becomes of each cue.

mod changes;
mod shapes;
mod triage;

pub(crate) use changes::{changes, compared, compared_with};
pub use shapes::{
    ComparedCue, ComparedCuts, LicenceCost, LostThing, NamedSpan, ProposalView, ReconformPicture, ReconformView,
    RenamedShot, TriageCue,
};
pub(crate) use triage::{NewPicture, triage};
