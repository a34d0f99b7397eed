//! What this crate may see of a show: one round, for one of its reviewers.

use std::fmt;
use std::sync::Arc;

use model::{LinkId, ReviewerId, RoundId};

use crate::answer::{Answer, Received};
use crate::media::{Media, MediaId};
use crate::page::Page;

/// Names a link in addresses. It is no secret: without the token it opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Handle(pub LinkId);

impl Handle {
    /// Reads what stands in an address.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain =
            (1..=13).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        plain.then(|| i64::from_str_radix(text, 16).ok()).flatten().map(|id| Self(LinkId(id)))
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:x}", self.0.0)
    }
}

/// Whether a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Open,
    /// Its time is over.
    Expired,
    /// It was taken back, or its round is gone.
    Revoked,
    /// Too many wrong PINs: not for so many seconds.
    Locked {
        /// Until then, from now.
        seconds: u64,
    },
}

/// A link as the document has it.
#[derive(Debug, Clone)]
pub struct LinkState {
    /// Whom it lets in.
    pub guest: Guest,
    /// [`crate::Token::hash`] of its token.
    pub token_hash: [u8; 32],
    /// [`crate::proof_hash`] of its PIN's proof, where it has one.
    pub pin_hash: Option<[u8; 32]>,
    /// Whether it opens now.
    pub standing: Standing,
    /// Seconds until its time is over; `None` for no such time.
    pub seconds_left: Option<u64>,
}

/// Who was let in, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guest {
    /// By which link.
    pub link: LinkId,
    /// As whom.
    pub reviewer: ReviewerId,
    /// To which round.
    pub round: RoundId,
}

/// Something that happened at the door, for the document's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// Somebody was let in.
    Entered,
    /// Somebody came with a token that is not the link's.
    WrongToken,
    /// Somebody typed a wrong PIN.
    WrongPin,
    /// The link was closed, expired or locked when somebody came.
    Refused,
    /// So many answers came in.
    Answered(usize),
}

/// The show cannot be read or written just now.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unavailable(pub String);

/// What the server may ask of a show. Reads are made on snapshots: nobody who edits waits for them.
pub trait Shown: Send + Sync + 'static {
    /// A link as it stands now; `None` if there is none by this name.
    ///
    /// # Errors
    /// If the show cannot be read.
    fn link(&self, handle: Handle) -> Result<Option<LinkState>, Unavailable>;

    /// What is proposed in the round, as this guest may see it.
    ///
    /// # Errors
    /// If the show cannot be read.
    fn page(&self, guest: &Guest) -> Result<Page, Unavailable>;

    /// What was said in the round, as far as this guest may see it: a [`Said`](crate::Said) as JSON, since all who see the same
    /// get the same bytes.
    ///
    /// # Errors
    /// If the show cannot be read.
    fn said(&self, guest: &Guest) -> Result<Arc<[u8]>, Unavailable>;

    /// A picture or mix of the round that this guest may see; `None` for anything else.
    ///
    /// # Errors
    /// If it cannot be made or read.
    fn media(&self, guest: &Guest, id: &MediaId) -> Result<Option<Media>, Unavailable>;

    /// Takes answers; each by itself, durable when this returns.
    ///
    /// # Errors
    /// If the show cannot be written: then none is taken.
    fn answer(&self, guest: &Guest, answers: &[Answer]) -> Result<Vec<Received>, Unavailable>;

    /// Keeps in the log what happened at the door, and from where. Counts wrong PINs, so that the next [`Shown::link`] may
    /// say that it is locked, and forgets them when somebody is let in.
    fn visited(&self, handle: Handle, from: &str, visit: Visit);
}
