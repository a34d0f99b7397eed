//! Offline packages of a review: what left as a file, and the replies that came back.

use std::fmt;

use crate::{PackageId, ReviewerId, RoundId};

/// A round that left as a file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its row, and what replies call it.
    pub id: PackageId,
    /// What is shown in it.
    pub round: RoundId,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// What it was called, without its folder.
    pub file: String,
    /// Whether it is a folder with media beside its page.
    pub folder: bool,
    /// Bytes of all of it.
    pub size: i64,
    /// How many mixes are in it.
    pub mixes: i64,
    /// Bits a second of their sound.
    pub bits: i64,
    /// Whether they are in it as WAV as well.
    pub wav: bool,
    /// The name of the picture's file that is in it.
    pub picture: Option<String>,
    /// Whether alternates are called by their letters alone.
    pub neutral: bool,
    /// Whether the reviewer's name is shown over the picture.
    pub burn_name: bool,
    /// For whom it was made.
    pub people: Vec<PackagedFor>,
}

/// Somebody whom a package was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackagedFor {
    /// Who.
    pub reviewer: ReviewerId,
    /// What their replies are signed with.
    pub secret: Secret,
}

/// What stands in a package and signs the replies to it. It is never shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret(pub [u8; 32]);

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// A reply that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenReply {
    /// To which package.
    pub package: PackageId,
    /// Whose.
    pub reviewer: ReviewerId,
    /// When it was taken, RFC 3339 in UTC.
    pub at: String,
    /// How many of its answers were new and taken.
    pub answers: i64,
    /// How many were left out.
    pub left_out: i64,
}
