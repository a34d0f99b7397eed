//! Harmony: keys, chords, and where a hand puts them on a keyboard or a fretboard.

pub(crate) const C: u8 = 0;
pub(crate) const D: u8 = 2;
pub(crate) const E_FLAT: u8 = 3;
pub(crate) const E: u8 = 4;
pub(crate) const F: u8 = 5;
pub(crate) const F_SHARP: u8 = 6;
pub(crate) const G: u8 = 7;
pub(crate) const A_FLAT: u8 = 8;
pub(crate) const A: u8 = 9;
pub(crate) const B_FLAT: u8 = 10;
pub(crate) const B: u8 = 11;

/// Major or natural minor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The major scale.
    Major,
    /// The natural minor scale.
    Minor,
}

/// The key a song is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Pitch class of the first degree, C = 0 … B = 11.
    pub tonic: u8,
    /// The scale over it.
    pub mode: Mode,
}

impl Key {
    pub(crate) const fn major(tonic: u8) -> Self {
        Self { tonic, mode: Mode::Major }
    }

    pub(crate) const fn minor(tonic: u8) -> Self {
        Self { tonic, mode: Mode::Minor }
    }

    /// The name as ID3 writes it in TKEY: `Eb`, `Cm`.
    pub fn name(self) -> String {
        const NAMES: [&str; 12] = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
        let tonic = NAMES[usize::from(self.tonic % 12)];
        match self.mode {
            Mode::Major => tonic.to_owned(),
            Mode::Minor => format!("{tonic}m"),
        }
    }

    /// MIDI pitch of a scale degree over the tonic at or above `low`: 1 is the tonic, 8 its octave, 0 the seventh below.
    pub(crate) fn pitch(self, low: u8, degree: i8, alter: i8) -> u8 {
        const MAJOR: [i16; 7] = [0, 2, 4, 5, 7, 9, 11];
        const MINOR: [i16; 7] = [0, 2, 3, 5, 7, 8, 10];
        let steps = i16::from(degree) - 1;
        let scale = match self.mode {
            Mode::Major => MAJOR,
            Mode::Minor => MINOR,
        };
        let semitones = 12 * steps.div_euclid(7) + scale[usize::from(steps.rem_euclid(7).unsigned_abs())];
        let pitch = i16::from(at_or_above(low, self.tonic)) + semitones + i16::from(alter);
        pitch.clamp(0, 127).unsigned_abs() as u8
    }
}

impl Key {
    /// The tone of the scale a third above a pitch: what a second voice sings.
    pub(crate) fn third_above(self, pitch: u8) -> u8 {
        let scale: Vec<u8> = (1..=7).map(|degree| self.pitch(0, degree, 0) % 12).collect();
        (pitch + 3..=pitch + 4).find(|third| scale.contains(&(third % 12))).unwrap_or(pitch + 3)
    }
}

/// The lowest MIDI pitch of a pitch class at or above `low`.
pub(crate) fn at_or_above(low: u8, class: u8) -> u8 {
    low + (class + 12 - low % 12) % 12
}

/// A chord: its tones over a root, and the tone in the bass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chord {
    root: u8,
    bass: u8,
    intervals: &'static [u8],
}

const fn chord(root: u8, intervals: &'static [u8]) -> Chord {
    Chord { root, bass: root, intervals }
}

pub(crate) const fn maj(root: u8) -> Chord {
    chord(root, &[0, 4, 7])
}

pub(crate) const fn min(root: u8) -> Chord {
    chord(root, &[0, 3, 7])
}

pub(crate) const fn sus4(root: u8) -> Chord {
    chord(root, &[0, 5, 7])
}

pub(crate) const fn add9(root: u8) -> Chord {
    chord(root, &[0, 2, 4, 7])
}

pub(crate) const fn seventh(root: u8) -> Chord {
    chord(root, &[0, 4, 7, 10])
}

pub(crate) const fn maj7(root: u8) -> Chord {
    chord(root, &[0, 4, 7, 11])
}

pub(crate) const fn min7(root: u8) -> Chord {
    chord(root, &[0, 3, 7, 10])
}

impl Chord {
    pub(crate) const fn over(self, bass: u8) -> Chord {
        Chord { bass, ..self }
    }

    fn holds(self, pitch: u8) -> bool {
        self.intervals.iter().any(|interval| (self.root + interval) % 12 == pitch % 12)
    }

    /// The bass note at or above `low`.
    pub(crate) fn bass(self, low: u8) -> u8 {
        at_or_above(low, self.bass)
    }

    /// The fifth of the chord at or above `low`, for bass lines that walk between root and fifth.
    pub(crate) fn fifth(self, low: u8) -> u8 {
        at_or_above(low, (self.root + 7) % 12)
    }

    /// `count` chord tones upwards from `low`: the inversion nearest to that place, so that voices move little.
    pub(crate) fn stack(self, low: u8, count: usize) -> Vec<u8> {
        (low..=108).filter(|pitch| self.holds(*pitch)).take(count).collect()
    }

    /// The open-position shape on a guitar in standard tuning, lowest string first; `None` is a string not played.
    ///
    /// Each string takes its lowest fret (0 to 4) that is a chord tone; strings under the bass note stay silent.
    pub(crate) fn guitar(self) -> [Option<u8>; 6] {
        const OPEN: [u8; 6] = [40, 45, 50, 55, 59, 64];
        let mut shape = [None; 6];
        let bass = OPEN.iter().position(|open| (*open..=open + 4).any(|pitch| pitch % 12 == self.bass)).unwrap_or(0);
        for (string, open) in OPEN.iter().enumerate().skip(bass) {
            shape[string] = (*open..=open + 4)
                .find(|pitch| if string == bass { pitch % 12 == self.bass } else { self.holds(*pitch) });
        }
        shape
    }
}
