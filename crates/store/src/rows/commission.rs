//! Commissions, each with its references, versions and files.

use std::collections::HashMap;

use model::{
    ClearanceId, Commission, CommissionId, ComposerWord, Cue, CueId, CutId, DeliveredFile, EpisodeId, PartyId,
    Reference, ThemeId, TrackId, Version, commission_code,
};
use rusqlite::Row;

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, number, title, brief, theme_id, party_id, length, moods, demo_by, due_on, master_keeper, publishing_keeper, \
         terms, wants_stems, wants_time_reference, wants_sheet_facts, sent_on, clearance_id"
    };
}

const INSERT: &str = concat!(
    "INSERT INTO commission (",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
);
const UPDATE: &str = "UPDATE commission SET number = ?2, title = ?3, brief = ?4, theme_id = ?5, party_id = ?6, length = ?7, \
     moods = ?8, demo_by = ?9, due_on = ?10, master_keeper = ?11, publishing_keeper = ?12, terms = ?13, wants_stems = ?14, \
     wants_time_reference = ?15, wants_sheet_facts = ?16, sent_on = ?17, clearance_id = ?18 WHERE id = ?1";
const DELETE: &str = "DELETE FROM commission WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM commission WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM commission ORDER BY number, id");

const INSERT_REFERENCE: &str =
    "INSERT INTO commission_reference (commission_id, track_id, ordinal, note) VALUES (?1, ?2, ?3, ?4)";
const DELETE_REFERENCES: &str = "DELETE FROM commission_reference WHERE commission_id = ?1";
const REFERENCES: &str =
    "SELECT track_id, note FROM commission_reference WHERE commission_id = ?1 ORDER BY ordinal, track_id";

const INSERT_VERSION: &str = "INSERT INTO commission_version (commission_id, number, track_id, came_on, approved_on) VALUES (?1, ?2, ?3, ?4, ?5)";
const DELETE_VERSIONS: &str = "DELETE FROM commission_version WHERE commission_id = ?1";
const VERSIONS: &str =
    "SELECT number, track_id, came_on, approved_on FROM commission_version WHERE commission_id = ?1 ORDER BY number";

const INSERT_FILE: &str =
    "INSERT INTO commission_file (commission_id, track_id, part, came_on) VALUES (?1, ?2, ?3, ?4)";
const DELETE_FILES: &str = "DELETE FROM commission_file WHERE commission_id = ?1";
const FILES: &str =
    "SELECT track_id, part, came_on FROM commission_file WHERE commission_id = ?1 ORDER BY part, came_on, track_id";

const INSERT_WORD: &str = "INSERT INTO commission_word (commission_id, key, kind, said_at, author, body, delivers_on, resolved) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const DELETE_WORDS: &str = "DELETE FROM commission_word WHERE commission_id = ?1";
const WORDS: &str = "SELECT key, kind, said_at, author, body, delivers_on, resolved FROM commission_word WHERE commission_id = ?1 ORDER BY said_at, key";

const CUES: &str = "SELECT cue.commission_id, episode.id, cut.id, cue.id FROM cue \
     JOIN cut ON cut.id = cue.cut_id JOIN episode ON episode.id = cut.episode_id \
     WHERE cue.commission_id IS NOT NULL AND cut.id = (SELECT newest.id FROM cut AS newest \
       WHERE newest.episode_id = episode.id ORDER BY newest.ordinal DESC, newest.id DESC LIMIT 1) \
     ORDER BY episode.season, episode.number, episode.id, cue.at, cue.id";
const ALL_CUES: &str = "SELECT id FROM cue WHERE commission_id = ?1 ORDER BY id";
const CAME: &str = "SELECT came.track_id, commission.number FROM (\
       SELECT commission_id, track_id FROM commission_version UNION SELECT commission_id, track_id FROM commission_file\
     ) AS came JOIN commission ON commission.id = came.commission_id ORDER BY commission.number DESC";
const FEES: &str = "SELECT DISTINCT episode.id, cue.id, clearance.track_id FROM cue \
     JOIN commission ON commission.id = cue.commission_id \
     JOIN clearance ON clearance.id = commission.clearance_id \
     JOIN cut ON cut.id = cue.cut_id JOIN episode ON episode.id = cut.episode_id \
     WHERE cut.id = (SELECT newest.id FROM cut AS newest \
       WHERE newest.episode_id = episode.id ORDER BY newest.ordinal DESC, newest.id DESC LIMIT 1) \
     ORDER BY episode.season, episode.number, episode.id, cue.at, cue.id";

/// A cue of the newest cut of an episode that a commission answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommissionedCue {
    /// Which commission.
    pub commission: CommissionId,
    /// Its episode.
    pub episode: EpisodeId,
    /// The newest cut of that.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
}

impl Rows {
    /// Adds a commission with its references, versions and files.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_commission(&self, commission: &Commission) -> Result<(), StoreError> {
        write(self, INSERT, commission)?;
        self.insert_references(commission)?;
        self.insert_versions(commission)?;
        self.insert_files(commission)?;
        self.insert_words(commission)
    }

    /// Changes a commission, its references, versions and files to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_commission(&self, commission: &Commission) -> Result<(), StoreError> {
        let id = commission.id.0;
        if write(self, UPDATE, commission)? == 0 {
            return Err(StoreError::Missing { noun: "commission", id });
        }
        if self.references(id)? != commission.references {
            self.execute(DELETE_REFERENCES, [id])?;
            self.insert_references(commission)?;
        }
        if self.versions(id)? != commission.versions {
            self.execute(DELETE_VERSIONS, [id])?;
            self.insert_versions(commission)?;
        }
        if self.files(id)? != commission.files {
            self.execute(DELETE_FILES, [id])?;
            self.insert_files(commission)?;
        }
        if self.words(id)? != commission.words {
            self.execute(DELETE_WORDS, [id])?;
            self.insert_words(commission)?;
        }
        Ok(())
    }

    /// Removes a commission with its references, versions and files. Cues that it answers are changed with
    /// [`Rows::update_cue`].
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_commission(&self, id: CommissionId) -> Result<(), StoreError> {
        for sql in [DELETE_REFERENCES, DELETE_VERSIONS, DELETE_FILES, DELETE_WORDS] {
            self.execute(sql, [id.0])?;
        }
        self.change("commission", id.0, DELETE, [id.0])
    }

    /// A commission by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn commission(&self, id: CommissionId) -> Result<Option<Commission>, StoreError> {
        self.one(BY_ID, [id.0], read)?.map(|found| self.whole(found)).transpose()
    }

    /// All commissions, by their numbers.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn commissions(&self) -> Result<Vec<Commission>, StoreError> {
        self.list(ALL, [], read)?.into_iter().map(|found| self.whole(found)).collect()
    }

    /// The cues of the newest cuts that commissions answer, in the order of the story.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn commissioned_cues(&self) -> Result<Vec<CommissionedCue>, StoreError> {
        self.list(CUES, [], |row| {
            Ok(CommissionedCue {
                commission: CommissionId(row.get(0)?),
                episode: EpisodeId(row.get(1)?),
                cut: CutId(row.get(2)?),
                cue: CueId(row.get(3)?),
            })
        })
    }

    /// The cues that a commission answers, in all cuts.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn cues_of_commission(&self, id: CommissionId) -> Result<Vec<Cue>, StoreError> {
        let ids = self.list(ALL_CUES, [id.0], |row| row.get(0).map(CueId))?;
        let mut cues = Vec::with_capacity(ids.len());
        for id in ids {
            cues.extend(self.cue(id)?);
        }
        Ok(cues)
    }

    /// The recordings that came for commissions, as versions or files, with what the commission is counted by; the first of
    /// them where there are several.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn came_for(&self) -> Result<HashMap<TrackId, String>, StoreError> {
        let came = self.list(CAME, [], |row| Ok((TrackId(row.get(0)?), commission_code(row.get(1)?))))?;
        Ok(came.into_iter().collect())
    }

    /// The recordings that the fees of commissions stand on, for each cue of the newest cuts that one answers: in the order
    /// of the story.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn commissioned_fees(&self) -> Result<Vec<(EpisodeId, CueId, TrackId)>, StoreError> {
        self.list(FEES, [], |row| Ok((EpisodeId(row.get(0)?), CueId(row.get(1)?), TrackId(row.get(2)?))))
    }

    fn whole(&self, mut commission: Commission) -> Result<Commission, StoreError> {
        let id = commission.id.0;
        commission.references = self.references(id)?;
        commission.versions = self.versions(id)?;
        commission.files = self.files(id)?;
        commission.words = self.words(id)?;
        Ok(commission)
    }

    fn references(&self, commission: i64) -> Result<Vec<Reference>, StoreError> {
        self.list(REFERENCES, [commission], |row| {
            let mut columns = Columns::of(row);
            Ok(Reference { track: TrackId(columns.value()?), note: columns.value()? })
        })
    }

    fn versions(&self, commission: i64) -> Result<Vec<Version>, StoreError> {
        self.list(VERSIONS, [commission], |row| {
            let mut columns = Columns::of(row);
            Ok(Version {
                number: columns.value()?,
                track: TrackId(columns.value()?),
                came_on: columns.value()?,
                approved_on: columns.value()?,
            })
        })
    }

    fn files(&self, commission: i64) -> Result<Vec<DeliveredFile>, StoreError> {
        self.list(FILES, [commission], |row| {
            let mut columns = Columns::of(row);
            Ok(DeliveredFile { track: TrackId(columns.value()?), part: columns.word()?, came_on: columns.value()? })
        })
    }

    fn words(&self, commission: i64) -> Result<Vec<ComposerWord>, StoreError> {
        self.list(WORDS, [commission], |row| {
            let mut columns = Columns::of(row);
            Ok(ComposerWord {
                key: columns.value()?,
                kind: columns.word()?,
                said_at: columns.value()?,
                author: columns.value()?,
                body: columns.value()?,
                delivers_on: columns.value()?,
                resolved: columns.value()?,
            })
        })
    }

    fn insert_references(&self, commission: &Commission) -> Result<(), StoreError> {
        for (ordinal, reference) in (0_i64..).zip(&commission.references) {
            self.execute(INSERT_REFERENCE, (commission.id.0, reference.track.0, ordinal, &reference.note))?;
        }
        Ok(())
    }

    fn insert_versions(&self, commission: &Commission) -> Result<(), StoreError> {
        for Version { number, track, came_on, approved_on } in &commission.versions {
            self.execute(INSERT_VERSION, (commission.id.0, number, track.0, came_on, approved_on))?;
        }
        Ok(())
    }

    fn insert_words(&self, commission: &Commission) -> Result<(), StoreError> {
        for word in &commission.words {
            let ComposerWord { key, kind, said_at, author, body, delivers_on, resolved } = word;
            let values = (commission.id.0, key, Word(kind), said_at, author, body, delivers_on, resolved);
            self.execute(INSERT_WORD, values)?;
        }
        Ok(())
    }

    fn insert_files(&self, commission: &Commission) -> Result<(), StoreError> {
        for DeliveredFile { track, part, came_on } in &commission.files {
            self.execute(INSERT_FILE, (commission.id.0, track.0, Word(part), came_on))?;
        }
        Ok(())
    }
}

fn write(rows: &Rows, sql: &str, commission: &Commission) -> Result<usize, StoreError> {
    rows.execute(
        sql,
        rusqlite::params![
            commission.id.0,
            commission.number,
            &commission.title,
            &commission.brief,
            commission.theme.map(|id| id.0),
            commission.composer.map(|id| id.0),
            commission.length.map(|length| length.0),
            &commission.moods,
            &commission.demo_by,
            &commission.due_on,
            commission.master.as_ref().map(Word),
            commission.publishing.as_ref().map(Word),
            &commission.terms,
            commission.wants_stems,
            commission.wants_time_reference,
            commission.wants_sheet_facts,
            &commission.sent_on,
            commission.clearance.map(|id| id.0),
        ],
    )
}

/// All but its references, versions and files.
fn read(row: &Row<'_>) -> rusqlite::Result<Commission> {
    let mut columns = Columns::of(row);
    let (id, number) = (CommissionId(columns.value()?), columns.value()?);
    Ok(Commission {
        title: columns.value()?,
        brief: columns.value()?,
        theme: columns.value::<Option<_>>()?.map(ThemeId),
        composer: columns.value::<Option<_>>()?.map(PartyId),
        length: columns.optional_flicks()?,
        moods: columns.value()?,
        demo_by: columns.value()?,
        due_on: columns.value()?,
        master: columns.optional_word()?,
        publishing: columns.optional_word()?,
        terms: columns.value()?,
        wants_stems: columns.value()?,
        wants_time_reference: columns.value()?,
        wants_sheet_facts: columns.value()?,
        sent_on: columns.value()?,
        clearance: columns.value::<Option<_>>()?.map(ClearanceId),
        ..Commission::new(id, number, String::new())
    })
}
