//! What a director gets without an account: a link, a page behind it, a file for where there is no network, and the way
//! their answers come back.
//!
//! This crate sees a show through [`Shown`] alone: one round, for one of its reviewers. It knows no path, no row and no view
//! of the window's. `docs/security.md` says what it promises.
//!
//! ```text
//! browser ─► connections (how many, how slow) ─► guard (Host, Origin, headers) ─► routes ─► Shown (who, what)
//!    ▲                                                                              │
//!    └───────────────── live: said, presence, goodbye ◄─────────────────────────────┘
//! ```

mod answer;
mod brief;
mod brief_reply;
mod media;
mod package;
mod page;
mod qr;
mod reply;
mod secret;
mod server;
mod shown;

pub use answer::{Answer, AnswerFault, Outcome, Received};
pub use brief::{
    BriefDemo, BriefFact, BriefHit, BriefMedia, BriefNote, BriefPage, BriefReference, BriefReturn, BriefScene,
};
pub use brief_reply::{BriefReply, ComposerAnswer};
pub use media::{Media, MediaId};
pub use package::{Index, Packed, PackedPerson, packed_length, write_beside, write_inside};
pub use page::{
    EarlierVersion, EarlierYes, Page, Person, Said, SaidNote, SaidVerdict, ShownAlternate, ShownCue, ShownCut,
    ShownPicture, ShownRound, ShownSound,
};
pub use qr::{qr_svg, qr_text};
pub use reply::{Claimed, Reply, ReplyFault, SealedReply, Signed, package_name};
pub use secret::{Pin, Token, proof_hash};
pub use server::{Address, Reach, Server, ServerError};
pub use shown::{Guest, Handle, LinkState, Shown, Standing, Unavailable, Visit};
