//! Sound files: bytes in, values out.
//!
//! [`scan`] is what an import does with a file: identity, tags, peaks and loudness in one decode. [`AudioReader`] is
//! what playback and bounce read from: every format trimmed to the frame and seekable to the frame. Nothing here
//! writes to a user's file, and nothing here knows of shows or cues.

mod adts;
mod block;
mod boxes;
mod chain;
mod chunk;
mod codec;
mod coded;
mod energy;
mod error;
mod extent;
mod flac;
mod guard;
mod hash;
mod labelled;
mod layout;
mod linear;
mod loudness;
mod meter;
mod movie_pcm;
mod mp4;
mod mpeg;
mod ogg;
mod ogg_page;
mod peaks;
mod picture;
mod probe;
mod rate;
mod reader;
mod scan;
mod sniff;
mod stream;
mod stream_info;
mod tags;
mod tally;
mod voice;
pub mod waveform;
mod window;
mod wrap;

pub use energy::{Energy, Moment, energy_of};
pub use error::MediaError;
pub use hash::{ContentHash, hash_file};
pub use labelled::{LabelError, Labels, label_file};
pub use loudness::Loudness;
pub use meter::LoudnessMeter;
pub use peaks::{BASE_BUCKET, LEVEL_FACTOR, Peaks, PeaksError, fine_peaks, peaks_of};
pub use picture::{PictureError, PictureFacts, Playing, SoundStream, StartTimecode, read_picture};
pub use probe::Probe;
pub use reader::AudioReader;
pub use scan::{Described, Look, Scanned, at_once, look, scan};
pub use sniff::is_candidate;
pub use tags::{Artwork, Tags, read_tags};
pub use voice::{Voice, VoiceRule, voice_of};
