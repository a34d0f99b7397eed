//! The themes of the season: written once, so that each song that quotes one really plays it.
//!
//! Mara's theme reaches up to the octave and sinks back; Jun's theme steps off the beat and climbs. Both are
//! four bars of 4/4 in scale degrees, and so sound in major and minor.

/// One tone of a melody, or a rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tone {
    /// A scale degree (1 is the tonic, 8 its octave, 0 the seventh below), altered by semitones.
    Note {
        /// Scale degree.
        degree: i8,
        /// Semitones added to the scale's own tone.
        alter: i8,
        /// Length in beats.
        beats: f64,
    },
    /// Silence of so many beats.
    Rest {
        /// Length in beats.
        beats: f64,
    },
}

impl Tone {
    /// Length in beats.
    pub fn beats(self) -> f64 {
        match self {
            Tone::Note { beats, .. } | Tone::Rest { beats } => beats,
        }
    }

    /// The same tone, `factor` times as long.
    pub(crate) fn stretched(self, factor: f64) -> Tone {
        match self {
            Tone::Note { degree, alter, beats } => Tone::Note { degree, alter, beats: beats * factor },
            Tone::Rest { beats } => Tone::Rest { beats: beats * factor },
        }
    }
}

/// A tone of the scale.
pub(crate) const fn n(degree: i8, beats: f64) -> Tone {
    Tone::Note { degree, alter: 0, beats }
}

/// A tone a semitone above the scale's own.
pub(crate) const fn sharp(degree: i8, beats: f64) -> Tone {
    Tone::Note { degree, alter: 1, beats }
}

/// A tone a semitone below the scale's own.
pub(crate) const fn flat(degree: i8, beats: f64) -> Tone {
    Tone::Note { degree, alter: -1, beats }
}

/// A rest.
pub(crate) const fn r(beats: f64) -> Tone {
    Tone::Rest { beats }
}

/// Mara's theme, over I, vi, ii, V (in minor i, VI, iv, v). Stated in Heart's Compass; quoted in Silent Echoes,
/// Rising Tide and Endless Horizon.
pub const MARA: &[Tone] = &[
    n(3, 1.0),
    n(5, 0.5),
    n(8, 1.5),
    n(7, 1.0),
    n(6, 1.5),
    n(5, 0.5),
    n(3, 2.0),
    n(4, 1.0),
    n(6, 0.5),
    n(9, 1.5),
    n(8, 1.0),
    n(7, 1.5),
    n(8, 0.5),
    n(5, 2.0),
];

/// Jun's theme, over I, V, vi, IV. Stated in First Spark; in Rising Tide it meets Mara's.
pub const JUN: &[Tone] = &[
    r(0.5),
    n(1, 0.5),
    n(2, 0.5),
    n(3, 1.0),
    n(2, 0.5),
    n(3, 1.0),
    n(5, 1.5),
    n(3, 0.5),
    n(2, 2.0),
    r(0.5),
    n(1, 0.5),
    n(2, 0.5),
    n(3, 1.0),
    n(5, 0.5),
    n(6, 1.0),
    n(8, 1.5),
    n(6, 0.5),
    n(5, 1.5),
    r(0.5),
];
