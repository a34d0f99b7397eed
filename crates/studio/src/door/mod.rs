//! The door of a review: links, what they show, the mixes that are heard behind them, and the answers that come in.
//!
//! `review` serves; here is what it may see ([`Doorkeeper`]), and what the supervisor does with links.

mod answers;
mod keeper;
mod links;
mod mixes;
mod page;
mod rights;
mod share;
mod shared;
mod wake;

pub use keeper::Doorkeeper;
pub use links::{LinkSpec, LinkView, MadeLink};
pub use mixes::{MixQuality, prepare_mixes};
pub use review::{Address, Answer, Page, Reach, Received, Said, ServerError, Token, qr_svg, qr_text};
pub use share::Share;
pub(crate) use shared::Door;
pub use shared::{Leaving, SharedLink, SharedRound};
