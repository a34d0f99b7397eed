//! What is asked of an album that is written, and what was written.

use std::path::PathBuf;

use model::AlbumId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of masters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AlbumForm {
    /// Broadcast Wave of 24 bits.
    Wav,
    /// FLAC of 24 bits, through the ffmpeg that the user has.
    Flac,
}

impl AlbumForm {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Wav => "wav",
            Self::Flac => "flac",
        }
    }
}

/// Which album is made, and where.
#[derive(Debug, Clone)]
pub struct AlbumRequest {
    /// Which.
    pub album: AlbumId,
    /// The folder that its files are written into; made if it is missing.
    pub folder: PathBuf,
    /// What kind of masters.
    pub form: AlbumForm,
    /// The loudness that entries are brought to, in hundredths of a LUFS, in the place of the album's.
    pub loudness: Option<i64>,
    /// Whether files of the same names are replaced.
    pub replace: bool,
}

/// A master that was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Master {
    /// Where.
    pub path: PathBuf,
    /// Counting from 1.
    pub number: usize,
    /// What it is called.
    pub title: String,
    /// Its loudness as it was measured again, in LUFS; `None` for silence.
    pub loudness_lufs: Option<f64>,
    /// Its true peak, in dBTP.
    pub true_peak_dbtp: f64,
    /// What it was to be brought to, in hundredths of a LUFS.
    pub target: Option<i64>,
    /// Its length in frames of 48 kHz.
    pub frames: u64,
}

/// What was written of an album.
#[derive(Debug, Clone, PartialEq)]
pub struct AlbumMade {
    /// The masters, in order.
    pub masters: Vec<Master>,
    /// What stands beside them.
    pub beside: Vec<PathBuf>,
}
