//! Links by which reviewers come without an account, and what happened at the door.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{LinkId, ReviewerId, RoundId};

/// A link of one reviewer to one round. The link itself is nowhere kept: only hashes of its secrets are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its row.
    pub id: LinkId,
    /// What it leads to.
    pub round: RoundId,
    /// Who it is for.
    pub reviewer: ReviewerId,
    /// Of its token.
    pub token_hash: [u8; 32],
    /// Of its PIN, where it has one.
    pub pin_hash: Option<[u8; 32]>,
    /// Whether alternates are called by their letters alone.
    pub neutral: bool,
    /// Whether the reviewer's name is shown over the picture.
    pub burn_name: bool,
    /// Whether the picture is shared.
    pub picture: bool,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// From when on it is over, as `made_at`.
    pub expires_at: Option<String>,
    /// When it was taken back, as `made_at`.
    pub revoked_at: Option<String>,
    /// Wrong PINs since the last right one.
    pub wrong_pins: i64,
    /// Until when no PIN is taken, as `made_at`.
    pub locked_until: Option<String>,
}

impl Link {
    /// Wrong PINs until it is locked, and again until it is locked for longer.
    pub const PINS: i64 = 5;

    /// For how many minutes the newest wrong PIN locks it: a quarter of an hour, then twice as long each time, a day at most.
    /// `None` while there are tries left.
    #[must_use]
    pub fn lock_minutes(&self) -> Option<i64> {
        let times = self.wrong_pins / Self::PINS;
        (self.wrong_pins > 0 && self.wrong_pins % Self::PINS == 0)
            .then(|| (15_i64 << (times - 1).clamp(0, 10)).min(24 * 60))
    }
}

/// What happened at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum VisitKind {
    /// Somebody was let in.
    Entered,
    /// Somebody came with a token that is not the link's.
    WrongToken,
    /// Somebody typed a wrong PIN.
    WrongPin,
    /// Somebody came while the link was closed, expired or locked.
    Refused,
    /// Answers came in.
    Answered,
    /// The link was made.
    Made,
    /// The link was taken back.
    Revoked,
}

/// An entry of the access log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Visit {
    /// Of which link.
    pub link: LinkId,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// From which address; empty for the desk.
    pub peer: String,
    /// What.
    pub what: VisitKind,
    /// How many answers came in.
    pub answers: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fifth_wrong_pin_locks_for_twice_as_long_up_to_a_day() {
        let link = |wrong_pins| Link {
            id: LinkId(1),
            round: RoundId(1),
            reviewer: ReviewerId(1),
            token_hash: [0; 32],
            pin_hash: Some([0; 32]),
            neutral: false,
            burn_name: false,
            picture: true,
            made_at: String::new(),
            expires_at: None,
            revoked_at: None,
            wrong_pins,
            locked_until: None,
        };
        let minutes: Vec<Option<i64>> = [0, 4, 5, 6, 10, 15, 40, 500].map(|wrong| link(wrong).lock_minutes()).into();
        assert_eq!(minutes, [None, None, Some(15), None, Some(30), Some(60), Some(1_440), Some(1_440)]);
    }
}
