//! The five songs of the sample season *My Heart*: composed here as scores, played by instrument models, mixed and
//! mastered by the program itself on first use.
//!
//! A song goes `season` (the score) -> `mix` (performance, strips, hall, master) -> `wav` (file and tags). Nothing is
//! random: chance is seeded, so a song is the same at every rendering on one kind of machine.

mod bus;
mod chance;
mod effect;
mod harmony;
mod mix;
mod pattern;
mod score;
mod season;
mod song;
mod theme;
mod voice;
mod wav;

pub use harmony::{Key, Mode};
pub use song::{Song, songs};
pub use theme::{JUN, MARA, Tone};
pub use wav::{WriteError, write_season, write_wav};

/// Samples per second of every song.
pub const SAMPLE_RATE: u32 = 48_000;

/// Two channels of rendered sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Stereo {
    /// Samples per second of each channel.
    pub sample_rate: u32,
    /// Left and right in turn, within -1..1.
    pub samples: Vec<f32>,
}

/// Plays a song: about 1 s of computing for 80 s of music.
pub fn render(song: &Song) -> Stereo {
    Stereo { sample_rate: SAMPLE_RATE, samples: mix::mix(&song.score(), song.room, song.seed) }
}
