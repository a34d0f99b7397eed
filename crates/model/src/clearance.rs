//! Clearances: permission for a right in a track, one line a right and licensor.
//!
//! The master is one right; the work is as many as it has publishers. Each is asked for, priced and granted on its own,
//! and a song is clear when all of it is.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::{
    AttachmentId, ClearanceEventId, ClearanceId, EpisodeId, MfnGroupId, OptionStepId, PartyId, Share, TrackId,
};

/// The right that a line is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The recording.
    Master,
    /// The work, or a share of it.
    Publishing,
    /// Both, from one licensor.
    OneStop,
}

impl Side {
    /// Whether a line of this kind is permission for the recording.
    #[must_use]
    pub const fn has_master(self) -> bool {
        matches!(self, Self::Master | Self::OneStop)
    }

    /// Whether a line of this kind is permission for the work.
    #[must_use]
    pub const fn has_publishing(self) -> bool {
        matches!(self, Self::Publishing | Self::OneStop)
    }

    /// As people write it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Master => "master",
            Self::Publishing => "publishing",
            Self::OneStop => "one-stop",
        }
    }
}

/// How far permission has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum ClearanceStatus {
    /// Nobody was asked.
    ToRequest,
    /// Asked.
    Requested,
    /// A price is named.
    Quoted,
    /// Another price was offered in answer.
    Countered,
    /// The price is accepted.
    Agreed,
    /// Agreed in writing: the confirmation letter is signed.
    Confirmed,
    /// The licence is signed.
    Licensed,
    /// The licence is paid.
    Paid,
    /// Refused.
    Denied,
    /// It was granted, and is over.
    Expired,
    /// Its music was dropped for another; costs nothing any more.
    Replaced,
    /// Nobody need be asked: own commission, public domain.
    NotNeeded,
}

impl ClearanceStatus {
    /// Every status, in the order in which a line goes through them.
    pub const ALL: [Self; 12] = [
        Self::ToRequest,
        Self::Requested,
        Self::Quoted,
        Self::Countered,
        Self::Agreed,
        Self::Confirmed,
        Self::Licensed,
        Self::Paid,
        Self::Denied,
        Self::Expired,
        Self::Replaced,
        Self::NotNeeded,
    ];

    /// Whether the right is in hand: in writing, or not needed.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Confirmed | Self::Licensed | Self::Paid | Self::NotNeeded)
    }

    /// Whether its fee is committed: agreed, confirmed, licensed, paid.
    #[must_use]
    pub const fn is_committed(self) -> bool {
        matches!(self, Self::Agreed | Self::Confirmed | Self::Licensed | Self::Paid)
    }

    /// Whether its fee stands in a paper that somebody signed: it changes only when somebody says so.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Confirmed | Self::Licensed | Self::Paid)
    }

    /// Whether it takes part in favoured-nations groups and budgets: not refused, over, dropped or without need.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Denied | Self::Expired | Self::Replaced | Self::NotNeeded)
    }

    /// Whether a line can only be so with a fee, which may be nothing.
    #[must_use]
    pub const fn needs_fee(self) -> bool {
        matches!(self, Self::Quoted | Self::Countered | Self::Agreed | Self::Confirmed | Self::Licensed | Self::Paid)
    }

    /// Whether a line can only be so with somebody who was asked.
    #[must_use]
    pub const fn needs_licensor(self) -> bool {
        !matches!(self, Self::ToRequest | Self::Replaced | Self::NotNeeded)
    }

    /// As people write it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ToRequest => "to request",
            Self::Requested => "requested",
            Self::Quoted => "quoted",
            Self::Countered => "countered",
            Self::Agreed => "agreed",
            Self::Confirmed => "confirmed",
            Self::Licensed => "licensed",
            Self::Paid => "paid",
            Self::Denied => "denied",
            Self::Expired => "expired",
            Self::Replaced => "replaced",
            Self::NotNeeded => "not needed",
        }
    }
}

/// Permission for one right in a track from one licensor. Texts are empty where nothing is known; dates are ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Clearance {
    /// Its row.
    pub id: ClearanceId,
    /// The track it is for.
    pub track: TrackId,
    /// The only episode it is for; `None` for the whole show.
    pub episode: Option<EpisodeId>,
    /// Which right.
    pub side: Side,
    /// Who grants it, if that is known.
    pub party: Option<PartyId>,
    /// What of the right is theirs.
    pub share: Share,
    /// How far it has come.
    pub status: ClearanceStatus,
    /// Since when it is so.
    pub since: String,
    /// What it may cost, before somebody names a price; for this share, in minor units of the currency.
    pub estimate: Option<i64>,
    /// What it costs, for this share, in minor units of the currency.
    pub fee: Option<i64>,
    /// ISO 4217; empty for the show's.
    pub currency: String,
    /// Where it may be shown: `All media`.
    pub media: String,
    /// Where in the world: `World`, `US, CA`.
    pub territory: String,
    /// For how long, in words: `Perpetuity`, `5 years`.
    pub term: String,
    /// First day of the licence.
    pub starts: String,
    /// Last day of the licence; empty for perpetuity.
    pub ends: String,
    /// The longest single use it allows.
    pub max_length: Option<Flicks>,
    /// How many uses it allows.
    pub max_uses: Option<i64>,
    /// The group in which nobody is paid less than another.
    pub mfn_group: Option<MfnGroupId>,
    /// Whether it is left out when the group rises.
    pub mfn_exempt: bool,
    /// What is to be done next.
    pub next_action: String,
    /// By when.
    pub next_on: String,
    /// The licensor's own number for it.
    pub reference: String,
    /// Free text.
    pub note: String,
    /// What a favoured-nations group asks beyond the fee that is signed, in minor units of the currency: due, and not
    /// confirmed in writing yet.
    pub top_up: Option<i64>,
}

impl Clearance {
    /// A line that nothing was done about yet.
    #[must_use]
    pub fn new(id: ClearanceId, track: TrackId, side: Side) -> Self {
        Self {
            id,
            track,
            episode: None,
            side,
            party: None,
            share: Share::WHOLE,
            status: ClearanceStatus::ToRequest,
            since: String::new(),
            estimate: None,
            fee: None,
            currency: String::new(),
            media: String::new(),
            territory: String::new(),
            term: String::new(),
            starts: String::new(),
            ends: String::new(),
            max_length: None,
            max_uses: None,
            mfn_group: None,
            mfn_exempt: false,
            next_action: String::new(),
            next_on: String::new(),
            reference: String::new(),
            note: String::new(),
            top_up: None,
        }
    }

    /// Whether it is permission for uses in this episode.
    #[must_use]
    pub fn is_for(&self, episode: EpisodeId) -> bool {
        self.episode.is_none_or(|own| own == episode)
    }
}

/// Something that happened to a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClearanceEvent {
    /// Its row.
    pub id: ClearanceEventId,
    /// The line.
    pub clearance: ClearanceId,
    /// When: a date, or a moment in RFC 3339.
    pub at: String,
    /// What: `quoted $3,375 (75 % of $4,500)`.
    pub body: String,
}

/// What a licensor would also allow, for how much, and until when one may say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OptionStep {
    /// Its row.
    pub id: OptionStepId,
    /// The line.
    pub clearance: ClearanceId,
    /// What it is called: `Trailer`, `Theatrical`.
    pub label: String,
    /// Where it would be shown.
    pub media: String,
    /// Where in the world.
    pub territory: String,
    /// For how long.
    pub term: String,
    /// What it costs beyond the fee of the line, in minor units of the line's currency.
    pub fee: Option<i64>,
    /// Last day on which it can be taken; empty if there is none.
    pub exercise_by: String,
    /// Whether it was taken.
    pub exercised: bool,
    /// Order within the line.
    pub ordinal: i64,
    /// When it was taken; empty if it was not, or nobody has said.
    pub exercised_on: String,
}

/// A paper that belongs to a line, by where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Its row.
    pub id: AttachmentId,
    /// The line.
    pub clearance: ClearanceId,
    /// What it is: `Confirmation letter`.
    pub label: String,
    /// Where it lies.
    pub path: String,
}

/// Lines among whom nobody is paid less than another for the same share: most favoured nations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MfnGroup {
    /// Its row.
    pub id: MfnGroupId,
    /// `MFN A`.
    pub name: String,
}
