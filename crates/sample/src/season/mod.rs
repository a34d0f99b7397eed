//! The season's songs, one file each.

pub(crate) mod endless_horizon;
pub(crate) mod first_spark;
pub(crate) mod hearts_compass;
pub(crate) mod rising_tide;
pub(crate) mod silent_echoes;

use crate::score::Bell;

/// The box of an acoustic guitar: air and top resonances, a little less boxiness, some string.
const GUITAR_BODY: &[Bell] = &[
    Bell { hz: 108.0, gain_db: 3.0, q: 2.5 },
    Bell { hz: 215.0, gain_db: 2.5, q: 2.0 },
    Bell { hz: 420.0, gain_db: -3.0, q: 1.2 },
    Bell { hz: 3200.0, gain_db: 2.0, q: 0.9 },
];

/// The wood of an upright bass.
const BASS_BODY: &[Bell] = &[Bell { hz: 95.0, gain_db: 2.5, q: 1.4 }, Bell { hz: 750.0, gain_db: 2.0, q: 1.0 }];

/// A voice in front of the others.
const VOICE_FRONT: &[Bell] = &[Bell { hz: 260.0, gain_db: -2.0, q: 1.0 }, Bell { hz: 2900.0, gain_db: 3.5, q: 0.8 }];
