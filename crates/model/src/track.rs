//! Recordings of the library.

use serde::{Deserialize, Serialize};
use timebase::{Flicks, SampleRate};
use ts_rs::TS;

use crate::TrackId;

/// One recording: one audio file, where it lies, with what is known of it. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Track {
    /// Its row.
    pub id: TrackId,
    /// Title of the recording.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// The record it is from.
    pub album: String,
    /// Who wrote the music.
    pub composer: String,
    /// Who wrote the words.
    pub lyricist: String,
    /// Who publishes the work.
    pub publisher: String,
    /// Who released the recording.
    pub label: String,
    /// ISO 3901, twelve characters without hyphens, where known.
    pub isrc: String,
    /// Tempo in thousandths of a beat a minute.
    pub bpm_milli: Option<i64>,
    /// Musical key as tagged: `Cm`, `E♭`.
    pub key: String,
    /// Moods, separated by commas.
    pub mood: String,
    /// Genres, separated by commas.
    pub genre: String,
    /// Language of the words.
    pub language: String,
    /// Free text.
    pub comment: String,
    /// The grouping tag, where libraries keep all kinds of things.
    pub grouping: String,
    /// Year of release.
    pub year: Option<i64>,
    /// Whether somebody sings; `None` where nobody has said.
    pub vocal: Option<bool>,
    /// From the first sounding sample to the last, encoder delay removed.
    pub duration: Flicks,
    /// Of the file, in hertz.
    pub sample_rate: SampleRate,
    /// Channels of the file.
    pub channels: i64,
    /// `flac`, `mp3`, `aac` …
    pub format: String,
    /// Integrated loudness in hundredths of a LUFS (EBU R 128); `None` for silence.
    pub loudness: Option<i64>,
    /// Loudness range in hundredths of a LU (EBU Tech 3342).
    pub loudness_range: Option<i64>,
    /// BLAKE3 of the file's bytes, 64 hex digits.
    pub hash: String,
    /// Bytes of the file.
    pub size: i64,
    /// Where the file was last seen.
    pub path: String,
    /// When it came into the library, RFC 3339 in UTC.
    pub added_at: String,
}

impl Track {
    /// The format of a recording that somebody is asked to make and of which nothing has come yet.
    pub const COMMISSIONED: &str = "commissioned";
    /// The format of a recording of which no file has come yet.
    pub const OFFLINE: &str = "offline";

    /// A recording that a list names and the library has not: `file` is what the list calls it, `length` how long it is at
    /// least. A file of its name takes its place when one is imported.
    #[must_use]
    pub fn offline(id: TrackId, file: &str, length: Flicks) -> Self {
        Self {
            format: Self::OFFLINE.to_owned(),
            // No file has these bytes: the row's number in the place of a hash.
            hash: format!("{:064x}", id.0),
            size: 1,
            ..Self::new(id, file, length, SampleRate::MIX)
        }
    }

    /// What a commission is to bring: its money stands on it, and it is no music of the library until a file of the name
    /// `file` is imported, or a version comes.
    #[must_use]
    pub fn commissioned(id: TrackId, file: &str, length: Flicks) -> Self {
        Self { format: Self::COMMISSIONED.to_owned(), ..Self::offline(id, file, length) }
    }

    /// Whether no file of it has come yet.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.format == Self::OFFLINE || self.is_to_come()
    }

    /// Whether it stands for what a commission is to bring, and is not music yet.
    #[must_use]
    pub fn is_to_come(&self) -> bool {
        self.format == Self::COMMISSIONED
    }

    /// A stereo recording of which nothing is known but where it lies.
    #[must_use]
    pub fn new(id: TrackId, path: impl Into<String>, duration: Flicks, sample_rate: SampleRate) -> Self {
        Self {
            id,
            title: String::new(),
            artist: String::new(),
            album: String::new(),
            composer: String::new(),
            lyricist: String::new(),
            publisher: String::new(),
            label: String::new(),
            isrc: String::new(),
            bpm_milli: None,
            key: String::new(),
            mood: String::new(),
            genre: String::new(),
            language: String::new(),
            comment: String::new(),
            grouping: String::new(),
            year: None,
            vocal: None,
            duration,
            sample_rate,
            channels: 2,
            format: String::new(),
            loudness: None,
            loudness_range: None,
            hash: String::new(),
            size: 0,
            path: path.into(),
            added_at: String::new(),
        }
    }
}

/// A tag as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
pub struct RawTag {
    /// The raw key: `TXXX:LABEL`, `©wrt`, `ORGANIZATION`.
    pub key: String,
    /// Its text.
    pub value: String,
}
