//! Voices: the instruments, each modelled on how the real one makes its sound.

mod ensemble;
mod kit;
mod partials;
mod piano;
mod plucked;
mod singer;

pub(crate) use kit::{BRUSH, CLAP, CRASH, HAT, KICK, OPEN_HAT, SHAKER, SNARE, TAMBOURINE, TOM_HIGH, TOM_LOW};

use crate::bus::Bus;
use crate::chance::Chance;

/// An instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    Piano,
    Celesta,
    Guitar,
    Electric,
    Bass,
    Strings,
    Cello,
    Pad,
    Harmonium,
    /// A soft alto.
    Alto,
    /// A soft tenor.
    Tenor,
    /// Several singers on "ah".
    Choir,
    Kit,
}

/// A note in time: first sample, samples until it is let go, MIDI pitch, velocity 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Played {
    pub start: usize,
    pub samples: usize,
    pub pitch: u8,
    pub velocity: f32,
}

impl Voice {
    /// How far a hand misses: seconds early or late at most, and share of velocity at most.
    pub(crate) fn looseness(self) -> (f64, f32) {
        match self {
            Voice::Piano | Voice::Celesta => (0.011, 0.11),
            Voice::Guitar | Voice::Electric => (0.008, 0.14),
            Voice::Bass => (0.007, 0.09),
            Voice::Strings | Voice::Cello | Voice::Pad | Voice::Harmonium | Voice::Choir => (0.02, 0.08),
            Voice::Alto | Voice::Tenor => (0.016, 0.06),
            Voice::Kit => (0.005, 0.12),
        }
    }
}

/// Frequency of a MIDI pitch in equal temperament, A4 = 440 Hz.
pub(crate) fn hertz(pitch: u8) -> f32 {
    440.0 * ((f32::from(pitch) - 69.0) / 12.0).exp2()
}

/// Plays the notes into the bus.
pub(crate) fn perform(voice: Voice, notes: &[Played], chance: &mut Chance, bus: &mut Bus) {
    match voice {
        Voice::Piano => notes.iter().for_each(|note| piano::strike(*note, chance, bus)),
        Voice::Celesta => notes.iter().for_each(|note| piano::chime(*note, chance, bus)),
        Voice::Guitar => notes.iter().for_each(|note| plucked::pluck(plucked::STEEL, *note, chance, bus)),
        Voice::Electric => notes.iter().for_each(|note| plucked::pluck(plucked::ELECTRIC, *note, chance, bus)),
        Voice::Bass => notes.iter().for_each(|note| plucked::pluck(plucked::BASS, *note, chance, bus)),
        Voice::Strings => notes.iter().for_each(|note| ensemble::bow(ensemble::STRINGS, *note, chance, bus)),
        Voice::Cello => notes.iter().for_each(|note| ensemble::bow(ensemble::CELLO, *note, chance, bus)),
        Voice::Pad => notes.iter().for_each(|note| ensemble::bow(ensemble::PAD, *note, chance, bus)),
        Voice::Harmonium => notes.iter().for_each(|note| ensemble::bow(ensemble::HARMONIUM, *note, chance, bus)),
        Voice::Alto => singer::sing(singer::ALTO, notes, chance, bus),
        Voice::Tenor => singer::sing(singer::TENOR, notes, chance, bus),
        Voice::Choir => notes.iter().for_each(|note| singer::chorus(*note, chance, bus)),
        Voice::Kit => notes.iter().for_each(|note| kit::hit(*note, chance, bus)),
    }
}

/// Adds a mono sound to the bus at `start`, panned with equal power (-1 left … 1 right).
pub(crate) fn place(sound: &[f32], start: usize, pan: f32, bus: &mut Bus) {
    let angle = (pan.clamp(-1.0, 1.0) + 1.0) * std::f32::consts::FRAC_PI_4;
    let (right, left) = angle.sin_cos();
    let end = (start + sound.len()).min(bus.left.len());
    let start = start.min(end);
    for (index, sample) in sound.iter().take(end - start).enumerate() {
        bus.left[start + index] += left * sample;
        bus.right[start + index] += right * sample;
    }
}
