//! Albums, each with its entries.

use model::{Album, AlbumEntry, AlbumEntryId, AlbumId, PlacementId, TrackId};
use rusqlite::Row;
use timebase::Flicks;

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, title, artist, label, upc, year, artwork, note, loudness, side_limit"
    };
}

const INSERT: &str = concat!("INSERT INTO album (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
const UPDATE: &str = "UPDATE album SET title = ?2, artist = ?3, label = ?4, upc = ?5, year = ?6, artwork = ?7, note = ?8, \
     loudness = ?9, side_limit = ?10 WHERE id = ?1";
const DELETE: &str = "DELETE FROM album WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM album WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM album ORDER BY title, id");

const INSERT_ENTRY: &str = "INSERT INTO album_entry (id, album_id, ordinal, track_id, placement_id, title, start, stop, \
     fade_in, fade_out, gap, loudness, starts_side, note) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
const DELETE_ENTRIES: &str = "DELETE FROM album_entry WHERE album_id = ?1";
const ENTRIES: &str = "SELECT id, track_id, placement_id, title, start, stop, fade_in, fade_out, gap, loudness, starts_side, \
     note FROM album_entry WHERE album_id = ?1 ORDER BY ordinal, id";

const INSERT_STILL: &str = "INSERT INTO album_still (album_id, ordinal, path) VALUES (?1, ?2, ?3)";
const DELETE_STILLS: &str = "DELETE FROM album_still WHERE album_id = ?1";
const STILLS: &str = "SELECT path FROM album_still WHERE album_id = ?1 ORDER BY ordinal";

impl Rows {
    /// Adds an album with its entries and stills.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_album(&self, album: &Album) -> Result<(), StoreError> {
        write(self, INSERT, album)?;
        self.insert_entries(album)?;
        self.insert_stills(album)
    }

    /// Changes an album, its entries and stills to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_album(&self, album: &Album) -> Result<(), StoreError> {
        if write(self, UPDATE, album)? == 0 {
            return Err(StoreError::Missing { noun: "album", id: album.id.0 });
        }
        if self.entries(album.id)? != album.entries {
            self.execute(DELETE_ENTRIES, [album.id.0])?;
            self.insert_entries(album)?;
        }
        if self.stills(album.id)? != album.stills {
            self.execute(DELETE_STILLS, [album.id.0])?;
            self.insert_stills(album)?;
        }
        Ok(())
    }

    /// Removes an album with its entries and stills.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_album(&self, id: AlbumId) -> Result<(), StoreError> {
        self.execute(DELETE_ENTRIES, [id.0])?;
        self.execute(DELETE_STILLS, [id.0])?;
        self.change("album", id.0, DELETE, [id.0])
    }

    /// An album by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn album(&self, id: AlbumId) -> Result<Option<Album>, StoreError> {
        let Some(mut album) = self.one(BY_ID, [id.0], read)? else { return Ok(None) };
        album.entries = self.entries(id)?;
        album.stills = self.stills(id)?;
        Ok(Some(album))
    }

    /// All albums, by title.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn albums(&self) -> Result<Vec<Album>, StoreError> {
        let mut albums = self.list(ALL, [], read)?;
        for album in &mut albums {
            album.entries = self.entries(album.id)?;
            album.stills = self.stills(album.id)?;
        }
        Ok(albums)
    }

    fn entries(&self, album: AlbumId) -> Result<Vec<AlbumEntry>, StoreError> {
        self.list(ENTRIES, [album.0], |row| {
            let mut columns = Columns::of(row);
            Ok(AlbumEntry {
                id: AlbumEntryId(columns.value()?),
                track: TrackId(columns.value()?),
                placement: columns.value::<Option<_>>()?.map(PlacementId),
                title: columns.value()?,
                start: columns.flicks()?,
                stop: columns.optional_flicks()?,
                fade_in: columns.flicks()?,
                fade_out: columns.flicks()?,
                gap: Flicks(columns.value()?),
                loudness: columns.value()?,
                starts_side: columns.value()?,
                note: columns.value()?,
            })
        })
    }

    fn stills(&self, album: AlbumId) -> Result<Vec<String>, StoreError> {
        self.list(STILLS, [album.0], |row| row.get(0))
    }

    fn insert_stills(&self, album: &Album) -> Result<(), StoreError> {
        for (ordinal, path) in (0_i64..).zip(&album.stills) {
            self.execute(INSERT_STILL, (album.id.0, ordinal, path))?;
        }
        Ok(())
    }

    fn insert_entries(&self, album: &Album) -> Result<(), StoreError> {
        for (ordinal, entry) in (0_i64..).zip(&album.entries) {
            self.execute(
                INSERT_ENTRY,
                (
                    entry.id.0,
                    album.id.0,
                    ordinal,
                    entry.track.0,
                    entry.placement.map(|id| id.0),
                    &entry.title,
                    entry.start.0,
                    entry.stop.map(|stop| stop.0),
                    entry.fade_in.0,
                    entry.fade_out.0,
                    entry.gap.0,
                    entry.loudness,
                    entry.starts_side,
                    &entry.note,
                ),
            )?;
        }
        Ok(())
    }
}

fn write(rows: &Rows, sql: &str, album: &Album) -> Result<usize, StoreError> {
    rows.execute(
        sql,
        (
            album.id.0,
            &album.title,
            &album.artist,
            &album.label,
            &album.upc,
            album.year,
            &album.artwork,
            &album.note,
            album.loudness,
            album.side_limit.0,
        ),
    )
}

/// All but its entries.
fn read(row: &Row<'_>) -> rusqlite::Result<Album> {
    let mut columns = Columns::of(row);
    Ok(Album {
        id: AlbumId(columns.value()?),
        title: columns.value()?,
        artist: columns.value()?,
        label: columns.value()?,
        upc: columns.value()?,
        year: columns.value()?,
        artwork: columns.value()?,
        note: columns.value()?,
        loudness: columns.value()?,
        side_limit: columns.flicks()?,
        entries: Vec::new(),
        stills: Vec::new(),
    })
}
