//! What is told of a file before it is listened to.

use serde::{Deserialize, Serialize};
use timebase::SampleRate;

/// What kind of sound a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Probe {
    /// Lower-case name shown to users: "wav", "aiff", "flac", "mp3", "aac", "alac", "vorbis", "opus", "caf", "mp4".
    pub format: String,
    /// Frames a second.
    pub sample_rate: SampleRate,
    /// Channels of a frame, at least 1.
    pub channels: u16,
    /// Playable frames: encoder delay and padding are not counted.
    pub frames: i64,
    /// Bits of a sample where the format has such a number; 32 or 64 for floats.
    pub bits: Option<u16>,
}
