//! Tracks of the library.

use std::borrow::Cow;

use model::{CutId, Track, TrackId};
use rusqlite::{Row, ToSql};
use timebase::{Flicks, SampleRate};

use super::columns::Columns;
use super::unreadable;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, title, artist, album, composer, lyricist, publisher, label, isrc, bpm_milli, key, mood, genre, \
         language, comment, grouping, year, vocal, duration, sample_rate, channels, format, loudness, \
         loudness_range, hash, size, path, added_at"
    };
}

const INSERT: &str = concat!(
    "INSERT INTO track (",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
     ?22, ?23, ?24, ?25, ?26, ?27, ?28)"
);
const UPDATE: &str = "UPDATE track SET title = ?2, artist = ?3, album = ?4, composer = ?5, lyricist = ?6, publisher = ?7, label = ?8, \
     isrc = ?9, bpm_milli = ?10, key = ?11, mood = ?12, genre = ?13, language = ?14, comment = ?15, \
     grouping = ?16, year = ?17, vocal = ?18, duration = ?19, sample_rate = ?20, channels = ?21, \
     format = ?22, loudness = ?23, loudness_range = ?24, hash = ?25, size = ?26, path = ?27, \
     added_at = ?28 WHERE id = ?1";
const DELETE: &str = "DELETE FROM track WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM track WHERE id = ?1");
const BY_HASH: &str = concat!("SELECT ", columns!(), " FROM track WHERE hash = ?1");
const BY_PATH: &str = concat!("SELECT ", columns!(), " FROM track WHERE path = ?1 ORDER BY id LIMIT 1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM track ORDER BY id");
/// What lists name has an index of its own; what is commissioned is found by the lines that commissions stand on, so that
/// neither walks through the library.
const OFFLINE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM track WHERE format = 'offline' UNION ALL SELECT ",
    columns!(),
    " FROM track WHERE format = 'commissioned' AND id IN (SELECT clearance.track_id FROM commission \
     JOIN clearance ON clearance.id = commission.clearance_id) ORDER BY id"
);
const OF_CUT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM track WHERE id IN (SELECT placement.track_id FROM cue JOIN placement ON placement.cue_id = cue.id \
     WHERE cue.cut_id = ?1) ORDER BY id"
);
const COUNT: &str = "SELECT (SELECT count(*) FROM track) - (SELECT count(DISTINCT track.id) FROM commission \
     JOIN clearance ON clearance.id = commission.clearance_id \
     JOIN track ON track.id = clearance.track_id AND track.format = 'commissioned')";

/// A [`Track`] whose texts lie where the database has them: a walk over a large library copies nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackRef<'a> {
    /// Its row.
    pub id: TrackId,
    /// Title of the recording.
    pub title: Cow<'a, str>,
    /// Who performs.
    pub artist: Cow<'a, str>,
    /// The record it is from.
    pub album: Cow<'a, str>,
    /// Who wrote the music.
    pub composer: Cow<'a, str>,
    /// Who wrote the words.
    pub lyricist: Cow<'a, str>,
    /// Who publishes the work.
    pub publisher: Cow<'a, str>,
    /// Who released the recording.
    pub label: Cow<'a, str>,
    /// ISO 3901, where known.
    pub isrc: Cow<'a, str>,
    /// Tempo in thousandths of a beat a minute.
    pub bpm_milli: Option<i64>,
    /// Musical key as tagged.
    pub key: Cow<'a, str>,
    /// Moods, separated by commas.
    pub mood: Cow<'a, str>,
    /// Genres, separated by commas.
    pub genre: Cow<'a, str>,
    /// Language of the words.
    pub language: Cow<'a, str>,
    /// Free text.
    pub comment: Cow<'a, str>,
    /// The grouping tag.
    pub grouping: Cow<'a, str>,
    /// Year of release.
    pub year: Option<i64>,
    /// Whether somebody sings, where known.
    pub vocal: Option<bool>,
    /// Of what sounds.
    pub duration: Flicks,
    /// Of the file, in hertz.
    pub sample_rate: SampleRate,
    /// Channels of the file.
    pub channels: i64,
    /// `flac`, `mp3`, `aac` …
    pub format: Cow<'a, str>,
    /// Hundredths of a LUFS.
    pub loudness: Option<i64>,
    /// Hundredths of a LU.
    pub loudness_range: Option<i64>,
    /// BLAKE3 of the file, 64 hex digits.
    pub hash: Cow<'a, str>,
    /// Bytes of the file.
    pub size: i64,
    /// Where the file was last seen.
    pub path: Cow<'a, str>,
    /// When it came into the library, RFC 3339 in UTC.
    pub added_at: Cow<'a, str>,
}

impl Rows {
    /// Adds a track.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_track(&self, track: &Track) -> Result<(), StoreError> {
        with_values(track, |values| self.execute(INSERT, values)).map(drop)
    }

    /// Changes a track to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_track(&self, track: &Track) -> Result<(), StoreError> {
        with_values(track, |values| self.change("track", track.id.0, UPDATE, values))
    }

    /// Removes a track. Its raw tags, clearances and places in themes are removed by the caller.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_track(&self, id: TrackId) -> Result<(), StoreError> {
        self.change("track", id.0, DELETE, [id.0])
    }

    /// A track by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn track(&self, id: TrackId) -> Result<Option<Track>, StoreError> {
        self.one(BY_ID, [id.0], |row| read(row).map(|track| track.to_track()))
    }

    /// The track with that content (BLAKE3 of the file, 64 hex digits).
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn track_by_hash(&self, hash: &str) -> Result<Option<Track>, StoreError> {
        self.one(BY_HASH, [hash], |row| read(row).map(|track| track.to_track()))
    }

    /// The track whose file was last seen there; the oldest, if there are several.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn track_by_path(&self, path: &str) -> Result<Option<Track>, StoreError> {
        self.one(BY_PATH, [path], |row| read(row).map(|track| track.to_track()))
    }

    /// All tracks, by id. For a walk that keeps little, [`Rows::for_each_track`] is faster.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn tracks(&self) -> Result<Vec<Track>, StoreError> {
        self.list(ALL, [], |row| read(row).map(|track| track.to_track()))
    }

    /// The tracks that are placed in a cut, by id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn tracks_of_cut(&self, cut: CutId) -> Result<Vec<Track>, StoreError> {
        self.list(OF_CUT, [cut.0], |row| read(row).map(|track| track.to_track()))
    }

    /// The tracks of which no file has come yet, by id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn offline_tracks(&self) -> Result<Vec<Track>, StoreError> {
        self.list(OFFLINE, [], |row| read(row).map(|track| track.to_track()))
    }

    /// Shows all tracks to `visit`, by id. One that cannot be read is passed over: it keeps nobody from the others, and
    /// [`crate::Document::check`] tells of it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn for_each_track(&self, mut visit: impl FnMut(TrackRef<'_>)) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(ALL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            match read(row) {
                Ok(track) => visit(track),
                Err(error) => match unreadable(ALL, row, error) {
                    StoreError::Value { detail } => tracing::warn!("a track is left out, because {detail}"),
                    other => return Err(other),
                },
            }
        }
        Ok(())
    }

    /// How many tracks there are; what is commissioned and has not come is none.
    ///
    /// # Errors
    /// If they cannot be counted.
    pub fn track_count(&self) -> Result<usize, StoreError> {
        let count: Option<u32> = self.one(COUNT, [], |row| row.get(0))?;
        Ok(count.unwrap_or(0) as usize)
    }
}

impl TrackRef<'_> {
    /// A copy with texts of its own.
    #[must_use]
    pub fn to_track(self) -> Track {
        Track {
            id: self.id,
            title: self.title.into_owned(),
            artist: self.artist.into_owned(),
            album: self.album.into_owned(),
            composer: self.composer.into_owned(),
            lyricist: self.lyricist.into_owned(),
            publisher: self.publisher.into_owned(),
            label: self.label.into_owned(),
            isrc: self.isrc.into_owned(),
            bpm_milli: self.bpm_milli,
            key: self.key.into_owned(),
            mood: self.mood.into_owned(),
            genre: self.genre.into_owned(),
            language: self.language.into_owned(),
            comment: self.comment.into_owned(),
            grouping: self.grouping.into_owned(),
            year: self.year,
            vocal: self.vocal,
            duration: self.duration,
            sample_rate: self.sample_rate,
            channels: self.channels,
            format: self.format.into_owned(),
            loudness: self.loudness,
            loudness_range: self.loudness_range,
            hash: self.hash.into_owned(),
            size: self.size,
            path: self.path.into_owned(),
            added_at: self.added_at.into_owned(),
        }
    }
}

// More columns than a tuple of parameters has.
fn with_values<T>(track: &Track, work: impl FnOnce(&[&dyn ToSql]) -> T) -> T {
    work(&[
        &track.id.0,
        &track.title,
        &track.artist,
        &track.album,
        &track.composer,
        &track.lyricist,
        &track.publisher,
        &track.label,
        &track.isrc,
        &track.bpm_milli,
        &track.key,
        &track.mood,
        &track.genre,
        &track.language,
        &track.comment,
        &track.grouping,
        &track.year,
        &track.vocal,
        &track.duration.0,
        &track.sample_rate.hertz(),
        &track.channels,
        &track.format,
        &track.loudness,
        &track.loudness_range,
        &track.hash,
        &track.size,
        &track.path,
        &track.added_at,
    ])
}

fn read<'row>(row: &'row Row<'_>) -> rusqlite::Result<TrackRef<'row>> {
    let mut columns = Columns::of(row);
    Ok(TrackRef {
        id: TrackId(columns.value()?),
        title: columns.text()?,
        artist: columns.text()?,
        album: columns.text()?,
        composer: columns.text()?,
        lyricist: columns.text()?,
        publisher: columns.text()?,
        label: columns.text()?,
        isrc: columns.text()?,
        bpm_milli: columns.value()?,
        key: columns.text()?,
        mood: columns.text()?,
        genre: columns.text()?,
        language: columns.text()?,
        comment: columns.text()?,
        grouping: columns.text()?,
        year: columns.value()?,
        vocal: columns.value()?,
        duration: columns.flicks()?,
        sample_rate: columns.checked(SampleRate::new)?,
        channels: columns.value()?,
        format: columns.text()?,
        loudness: columns.value()?,
        loudness_range: columns.value()?,
        hash: columns.hash()?,
        size: columns.value()?,
        path: columns.text()?,
        added_at: columns.text()?,
    })
}
