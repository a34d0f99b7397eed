//! The door of a review: links, what they show, the mixes that are heard behind them, and the answers that come in.
//!
//! `review` serves; here is what it may see ([`Doorkeeper`]), and what the supervisor does with links.

mod answered;
mod answers;
mod brief_replies;
mod composer;
mod conflict;
mod earlier;
mod keeper;
mod links;
mod mixes;
mod mixing;
mod opaque;
mod package;
mod packing;
mod page;
mod picture;
mod replies;
mod reply_plan;
mod rights;
mod saying;
mod sent;
mod share;
mod shared;
mod shown_picture;
mod wake;

pub use composer::MadeBrief;
pub use conflict::{Choice, Conflict, ConflictKind, WordedChoice};
pub use keeper::Doorkeeper;
pub use links::{LinkSpec, LinkView, MadeLink};
pub use mixes::MixQuality;
pub use mixing::prepare_mixes;
pub use package::{MadePackage, PackagePlan, PackageSpec};
pub use replies::{ReplySource, ReplyTaken, ReplyView};
pub use reply_plan::ReplyLine;
pub use review::{
    Address, Answer, BriefPage, ComposerAnswer, Packed, Page, Reach, Received, Said, ServerError, Token, qr_svg,
    qr_text,
};
pub use sent::{PackageView, ReplyRow};
pub use share::Share;
pub(crate) use shared::Door;
pub use shared::{Leaving, SharedLink, SharedRound};
