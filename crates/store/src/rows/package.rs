//! Offline packages and the replies that were taken. They stand outside history: see `Document::put_package`.

use model::{Package, PackageId, PackagedFor, ReviewerId, RoundId, Secret, TakenReply};
use rusqlite::{Row, ToSql};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, round_id, made_at, file, folder, size, mixes, bits, wav, picture, neutral, burn_name"
    };
}

const INSERT: &str =
    concat!("INSERT INTO package (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
const INSERT_PERSON: &str = "INSERT INTO package_reviewer (package_id, reviewer_id, secret) VALUES (?1, ?2, ?3)";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM package WHERE id = ?1");
const OF_ROUND: &str = concat!("SELECT ", columns!(), " FROM package WHERE round_id = ?1 ORDER BY made_at, id");
const PEOPLE: &str = "SELECT reviewer_id, secret FROM package_reviewer WHERE package_id = ?1 ORDER BY reviewer_id";
const DELETE: &str = "DELETE FROM package WHERE id = ?1";
const DELETE_PEOPLE: &str = "DELETE FROM package_reviewer WHERE package_id = ?1";
const INSERT_REPLY: &str =
    "INSERT INTO reply (package_id, reviewer_id, at, answers, left_out) VALUES (?1, ?2, ?3, ?4, ?5)";
const REPLIES: &str = "SELECT package_id, reviewer_id, at, answers, left_out FROM reply WHERE package_id IN \
     (SELECT id FROM package WHERE round_id = ?1) ORDER BY id DESC";

impl Rows {
    pub(crate) fn insert_package(&self, package: &Package) -> Result<(), StoreError> {
        let values: [&dyn ToSql; 12] = [
            &package.id.0,
            &package.round.0,
            &package.made_at,
            &package.file,
            &package.folder,
            &package.size,
            &package.mixes,
            &package.bits,
            &package.wav,
            &package.picture,
            &package.neutral,
            &package.burn_name,
        ];
        self.execute(INSERT, &values[..])?;
        let person =
            |one: &PackagedFor| self.execute(INSERT_PERSON, (package.id.0, one.reviewer.0, one.secret.0)).map(drop);
        package.people.iter().try_for_each(person)
    }

    pub(crate) fn delete_package(&self, id: PackageId) -> Result<(), StoreError> {
        self.execute(DELETE, [id.0])?;
        self.execute(DELETE_PEOPLE, [id.0]).map(drop)
    }

    pub(crate) fn log_reply(&self, reply: &TakenReply) -> Result<(), StoreError> {
        let TakenReply { package, reviewer, at, answers, left_out } = reply;
        self.execute(INSERT_REPLY, (package.0, reviewer.0, at, answers, left_out)).map(drop)
    }

    /// A package by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn package(&self, id: PackageId) -> Result<Option<Package>, StoreError> {
        self.one(BY_ID, [id.0], read)?.map(|package| self.with_people(package)).transpose()
    }

    /// The packages of a round, the oldest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn packages(&self, round: RoundId) -> Result<Vec<Package>, StoreError> {
        let found = self.list(OF_ROUND, [round.0], read)?;
        found.into_iter().map(|package| self.with_people(package)).collect()
    }

    /// The replies to the packages of a round that were taken, newest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn replies(&self, round: RoundId) -> Result<Vec<TakenReply>, StoreError> {
        self.list(REPLIES, [round.0], |row| {
            let mut columns = Columns::of(row);
            Ok(TakenReply {
                package: PackageId(columns.value()?),
                reviewer: ReviewerId(columns.value()?),
                at: columns.value()?,
                answers: columns.value()?,
                left_out: columns.value()?,
            })
        })
    }

    fn with_people(&self, package: Package) -> Result<Package, StoreError> {
        let people = self.list(PEOPLE, [package.id.0], |row| {
            let mut columns = Columns::of(row);
            Ok(PackagedFor { reviewer: ReviewerId(columns.value()?), secret: Secret(columns.value()?) })
        })?;
        Ok(Package { people, ..package })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Package> {
    let mut columns = Columns::of(row);
    Ok(Package {
        id: PackageId(columns.value()?),
        round: RoundId(columns.value()?),
        made_at: columns.value()?,
        file: columns.value()?,
        folder: columns.value()?,
        size: columns.value()?,
        mixes: columns.value()?,
        bits: columns.value()?,
        wav: columns.value()?,
        picture: columns.value()?,
        neutral: columns.value()?,
        burn_name: columns.value()?,
        people: Vec::new(),
    })
}
