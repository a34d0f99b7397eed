//! Links: made for one reviewer of one round, taken back, listed with who came by them. None of it is a step of undo.

use jiff::{SignedDuration, Timestamp};
use model::{Link, LinkId, ReviewerId, RoundId, Visit, VisitKind};
use review::{Pin, Token, proof_hash};
use serde::{Deserialize, Serialize};
use store::StoreError;
use ts_rs::TS;

use crate::{Studio, StudioError};

/// What a link shows, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkSpec {
    /// What it leads to.
    pub round: RoundId,
    /// Who it is for; one of those who are asked in the round.
    pub reviewer: ReviewerId,
    /// Digits that are asked for besides the link: 4 to 12.
    #[serde(default)]
    pub pin: Option<String>,
    /// Days until it is over, from 1 to 365.
    #[serde(default)]
    pub days: Option<u32>,
    /// Whether alternates are called by their letters alone.
    #[serde(default)]
    pub neutral: bool,
    /// Whether the reviewer's name is shown over the picture.
    #[serde(default)]
    pub burn_name: bool,
    /// Whether the picture is shared.
    #[serde(default = "yes")]
    pub picture: bool,
}

fn yes() -> bool {
    true
}

/// A link that was made. What opens it is told this once.
#[derive(Debug, Clone)]
pub struct MadeLink {
    /// Its row.
    pub id: LinkId,
    /// What opens it.
    pub token: Token,
}

/// A link as the supervisor sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    /// Its row.
    pub id: LinkId,
    /// Who it is for.
    pub reviewer: ReviewerId,
    /// Their name.
    pub name: String,
    /// Whether a PIN is asked for.
    pub pin: bool,
    /// Whether alternates are called by their letters alone.
    pub neutral: bool,
    /// Whether the reviewer's name is shown over the picture.
    pub burn_name: bool,
    /// Whether the picture is shared.
    pub picture: bool,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// From when on it is over.
    pub expires_at: Option<String>,
    /// Whether its time is over.
    pub expired: bool,
    /// When it was taken back.
    pub revoked_at: Option<String>,
    /// Until when no PIN is taken.
    pub locked_until: Option<String>,
    /// When somebody came by it last.
    pub seen_at: Option<String>,
}

/// Entries of the log that a view holds.
const SEEN: usize = 500;

/// How much later, or earlier, `then` is than `now`, in seconds; `None` for what is no moment.
pub(super) fn seconds_until(then: &str, now: &str) -> Option<i64> {
    let read = |text: &str| text.parse::<Timestamp>().ok();
    Some(read(then)?.duration_since(read(now)?).as_secs())
}

/// A moment so many minutes after another.
pub(super) fn after(now: &str, minutes: i64) -> Option<String> {
    let then = now.parse::<Timestamp>().ok()?.checked_add(SignedDuration::from_mins(minutes)).ok()?;
    Some(then.to_string())
}

impl Studio {
    /// Makes a link. It opens as long as it is not over, and somebody serves it.
    ///
    /// # Errors
    /// If the reviewer is not asked in the round, the PIN is none, or the document cannot be written.
    pub fn make_link(&self, spec: &LinkSpec) -> Result<MadeLink, StudioError> {
        let round = self
            .read(|rows, _| rows.round(spec.round)?.ok_or(StudioError::NoSuch { what: "round", id: spec.round.0 }))?;
        if !round.asks(spec.reviewer) {
            return Err(StudioError::Link { reason: "that reviewer is not asked in this round".to_owned() });
        }
        let token = Token::random().map_err(StudioError::Server)?;
        let pin = match spec.pin.as_deref() {
            None => None,
            Some(text) => Some(Pin::read(text).ok_or_else(|| StudioError::Link {
                reason: "a PIN has 4 to 12 digits, and nothing else".to_owned(),
            })?),
        };
        let now = self.moment().at;
        let expires_at = match spec.days {
            None => None,
            Some(days @ 1..=365) => after(&now, i64::from(days) * 24 * 60),
            Some(_) => {
                return Err(StudioError::Link { reason: "a link lasts from 1 to 365 days".to_owned() });
            }
        };
        let mut document = self.document();
        let link = Link {
            id: LinkId(document.next_id()),
            round: spec.round,
            reviewer: spec.reviewer,
            token_hash: token.hash(),
            pin_hash: pin.map(|pin| proof_hash(&pin.proof(&token))),
            neutral: spec.neutral,
            burn_name: spec.burn_name,
            picture: spec.picture,
            made_at: now.clone(),
            expires_at,
            revoked_at: None,
            wrong_pins: 0,
            locked_until: None,
        };
        document.put_link(&link)?;
        document.log_visit(&visit(link.id, &now, VisitKind::Made))?;
        Ok(MadeLink { id: link.id, token })
    }

    /// Takes a link back for good. Whoever serves it closes what is open when it is told of it.
    ///
    /// # Errors
    /// If there is no such link, or the document cannot be written.
    pub fn revoke_link(&self, id: LinkId) -> Result<(), StudioError> {
        let now = self.moment().at;
        let mut document = self.document();
        let link = document.rows().link(id)?.ok_or(StudioError::NoSuch { what: "link", id: id.0 })?;
        if link.revoked_at.is_some() {
            return Ok(());
        }
        document.put_link(&Link { revoked_at: Some(now.clone()), ..link })?;
        Ok(document.log_visit(&visit(id, &now, VisitKind::Revoked))?)
    }

    /// The links to a round, the oldest first.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn links(&self, round: RoundId) -> Result<Vec<LinkView>, StudioError> {
        let now = self.moment().at;
        Ok(self.read(|rows, _| -> Result<_, StoreError> {
            let visits = rows.visits(round, SEEN)?;
            let mut views = Vec::new();
            for link in rows.links(round)? {
                let name = rows.reviewer(link.reviewer)?.map_or_else(String::new, |reviewer| reviewer.name);
                let came = |visit: &&Visit| {
                    visit.link == link.id && matches!(visit.what, VisitKind::Entered | VisitKind::Answered)
                };
                let over = |at: &String| seconds_until(at, &now).is_none_or(|seconds| seconds <= 0);
                views.push(LinkView {
                    id: link.id,
                    reviewer: link.reviewer,
                    name,
                    pin: link.pin_hash.is_some(),
                    neutral: link.neutral,
                    burn_name: link.burn_name,
                    picture: link.picture,
                    made_at: link.made_at,
                    expired: link.expires_at.as_ref().is_some_and(over),
                    expires_at: link.expires_at,
                    revoked_at: link.revoked_at,
                    locked_until: link.locked_until.filter(|until| !over(until)),
                    seen_at: visits.iter().find(came).map(|visit| visit.at.clone()),
                });
            }
            Ok(views)
        })?)
    }

    /// What happened at the door of a round, newest first.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn visits(&self, round: RoundId, limit: usize) -> Result<Vec<Visit>, StudioError> {
        Ok(self.read(|rows, _| rows.visits(round, limit.min(SEEN)))?)
    }
}

fn visit(link: LinkId, at: &str, what: VisitKind) -> Visit {
    Visit { link, at: at.to_owned(), peer: String::new(), what, answers: 0 }
}
