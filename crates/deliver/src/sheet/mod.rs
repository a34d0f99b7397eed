//! The cue sheet: the list of all music of an episode as it is filed.
//!
//! [`SheetFacts`] holds what the show knows, a [`Profile`](crate::profile::Profile) how somebody wants it; a [`Sheet`] is
//! what is printed. Every file and the Deliver page are made of the same [`Sheet`], so they cannot disagree.

mod build;
mod carve;
mod cells;
mod clock;
mod example;
mod facts;
mod header;
mod owners;
mod roll_up;
mod rounding;
mod shape;

pub use carve::{Proposal, proposals};
pub use facts::{Holder, Licence, SheetCue, SheetFacts, TrackFacts, WorkFacts};
pub use model::{CarveMethod, CarveOut};
pub use shape::{Cell, HeaderFact, Reconciliation, RowSpan, Sheet, SheetColumn, SheetParty, SheetRow};

pub(crate) use carve::in_order_of_time;
pub(crate) use cells::{Contributor, contributors, full_name, minutes};
pub(crate) use example::example;
pub(crate) use header::{day as written_day, value as header_value};

pub use build::sheet;
pub use roll_up::rolled_up;
