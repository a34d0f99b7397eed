//! Review links and the log of who came by them. They stand outside history: see `Document::put_link`.

use model::{Link, LinkId, ReviewerId, RoundId, Visit};
use rusqlite::{Row, ToSql};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, round_id, reviewer_id, token_hash, pin_hash, neutral, burn_name, picture, made_at, expires_at, revoked_at, \
         wrong_pins, locked_until"
    };
}

/// Entries of the log that are kept.
const KEPT: i64 = 5_000;

const PUT: &str = concat!(
    "INSERT OR REPLACE INTO link (",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
);
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM link WHERE id = ?1");
const OF_ROUND: &str = concat!("SELECT ", columns!(), " FROM link WHERE round_id = ?1 ORDER BY made_at, id");
const LOG: &str = "INSERT INTO visit (link_id, at, peer, what, answers) VALUES (?1, ?2, ?3, ?4, ?5)";
const FORGET: &str = "DELETE FROM visit WHERE id <= (SELECT max(id) FROM visit) - ?1";
const VISITS: &str = "SELECT link_id, at, peer, what, answers FROM visit WHERE link_id IN \
     (SELECT id FROM link WHERE round_id = ?1) ORDER BY id DESC LIMIT ?2";

impl Rows {
    pub(crate) fn put_link(&self, link: &Link) -> Result<(), StoreError> {
        let values: [&dyn ToSql; 13] = [
            &link.id.0,
            &link.round.0,
            &link.reviewer.0,
            &link.token_hash,
            &link.pin_hash,
            &link.neutral,
            &link.burn_name,
            &link.picture,
            &link.made_at,
            &link.expires_at,
            &link.revoked_at,
            &link.wrong_pins,
            &link.locked_until,
        ];
        self.execute(PUT, &values[..]).map(drop)
    }

    pub(crate) fn log_visit(&self, visit: &Visit) -> Result<(), StoreError> {
        self.execute(LOG, (visit.link.0, &visit.at, &visit.peer, Word(&visit.what), visit.answers))?;
        self.execute(FORGET, [KEPT]).map(drop)
    }

    /// A review link by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn link(&self, id: LinkId) -> Result<Option<Link>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The links to a round, the oldest first; those that were taken back among them.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn links(&self, round: RoundId) -> Result<Vec<Link>, StoreError> {
        self.list(OF_ROUND, [round.0], read)
    }

    /// The newest `limit` entries of the log of a round's links, newest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn visits(&self, round: RoundId, limit: usize) -> Result<Vec<Visit>, StoreError> {
        self.list(VISITS, (round.0, i64::try_from(limit).unwrap_or(i64::MAX)), |row| {
            let mut columns = Columns::of(row);
            Ok(Visit {
                link: LinkId(columns.value()?),
                at: columns.value()?,
                peer: columns.value()?,
                what: columns.word()?,
                answers: columns.value()?,
            })
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Link> {
    let mut columns = Columns::of(row);
    Ok(Link {
        id: LinkId(columns.value()?),
        round: RoundId(columns.value()?),
        reviewer: ReviewerId(columns.value()?),
        token_hash: columns.value()?,
        pin_hash: columns.value()?,
        neutral: columns.value()?,
        burn_name: columns.value()?,
        picture: columns.value()?,
        made_at: columns.value()?,
        expires_at: columns.value()?,
        revoked_at: columns.value()?,
        wrong_pins: columns.value()?,
        locked_until: columns.value()?,
    })
}
