//! What headers of cue sheets ask of the series and its episodes.

use model::{EpisodeFacts, EpisodeId, SeriesFacts};
use rusqlite::Row;

use super::columns::Columns;
use crate::{Rows, StoreError};

const SET_SERIES: &str = "INSERT INTO series_facts (id, other_title, address, prepared_by, email, network, category, \
     country, language, director, principal_cast, synopsis) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
     ON CONFLICT (id) DO UPDATE SET other_title = excluded.other_title, address = excluded.address, \
     prepared_by = excluded.prepared_by, email = excluded.email, network = excluded.network, \
     category = excluded.category, country = excluded.country, language = excluded.language, \
     director = excluded.director, principal_cast = excluded.principal_cast, \
     synopsis = excluded.synopsis";
const SERIES: &str = "SELECT other_title, address, prepared_by, email, network, category, country, language, director, \
     principal_cast, synopsis FROM series_facts WHERE id = 1";
const SET_EPISODE: &str = "INSERT INTO episode_facts (episode_id, other_title, production_number, air_date, version, \
     year, isan, eidr, director, incomplete) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
     ON CONFLICT (episode_id) DO UPDATE SET other_title = excluded.other_title, \
     production_number = excluded.production_number, air_date = excluded.air_date, version = excluded.version, \
     year = excluded.year, isan = excluded.isan, eidr = excluded.eidr, director = excluded.director, \
     incomplete = excluded.incomplete";
const DELETE_EPISODE: &str = "DELETE FROM episode_facts WHERE episode_id = ?1";
const EPISODE: &str = "SELECT episode_id, other_title, production_number, air_date, version, year, isan, eidr, director, \
     incomplete \
     FROM episode_facts WHERE episode_id = ?1";
const ALL: &str = "SELECT episode_id, other_title, production_number, air_date, version, year, isan, eidr, director, \
     incomplete \
     FROM episode_facts ORDER BY episode_id";

impl Rows {
    /// Says what is known of the series.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_series_facts(&self, facts: &SeriesFacts) -> Result<(), StoreError> {
        let values = (
            &facts.other_title,
            &facts.address,
            &facts.prepared_by,
            &facts.email,
            &facts.network,
            &facts.category,
            &facts.country,
            &facts.language,
            &facts.director,
            &facts.cast,
            &facts.synopsis,
        );
        self.execute(SET_SERIES, values).map(drop)
    }

    /// What is known of the series.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn series_facts(&self) -> Result<SeriesFacts, StoreError> {
        let found = self.one(SERIES, [], |row| {
            let mut columns = Columns::of(row);
            Ok(SeriesFacts {
                other_title: columns.value()?,
                address: columns.value()?,
                prepared_by: columns.value()?,
                email: columns.value()?,
                network: columns.value()?,
                category: columns.value()?,
                country: columns.value()?,
                language: columns.value()?,
                director: columns.value()?,
                cast: columns.value()?,
                synopsis: columns.value()?,
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Says what is known of an episode.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_episode_facts(&self, facts: &EpisodeFacts) -> Result<(), StoreError> {
        let values = (
            facts.episode.0,
            &facts.other_title,
            &facts.production_number,
            &facts.air_date,
            &facts.version,
            &facts.year,
            &facts.isan,
            &facts.eidr,
            &facts.director,
            &facts.incomplete,
        );
        self.execute(SET_EPISODE, values).map(drop)
    }

    /// Forgets what is known of an episode.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_episode_facts(&self, episode: EpisodeId) -> Result<(), StoreError> {
        self.execute(DELETE_EPISODE, [episode.0]).map(drop)
    }

    /// What is known of an episode.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn episode_facts(&self, episode: EpisodeId) -> Result<EpisodeFacts, StoreError> {
        let found = self.one(EPISODE, [episode.0], read)?;
        Ok(found.unwrap_or(EpisodeFacts { episode, ..EpisodeFacts::default() }))
    }

    /// What is known of all episodes.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_episode_facts(&self) -> Result<Vec<EpisodeFacts>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<EpisodeFacts> {
    let mut columns = Columns::of(row);
    Ok(EpisodeFacts {
        episode: EpisodeId(columns.value()?),
        other_title: columns.value()?,
        production_number: columns.value()?,
        air_date: columns.value()?,
        version: columns.value()?,
        year: columns.value()?,
        isan: columns.value()?,
        eidr: columns.value()?,
        director: columns.value()?,
        incomplete: columns.value()?,
    })
}
