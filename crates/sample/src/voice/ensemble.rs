//! Sustained ensembles: several saw-like sources that never quite agree, behind a soft filter.

use super::{Played, hertz};
use crate::SAMPLE_RATE;
use crate::chance::Chance;
use crate::effect::{Biquad, OnePole};
use crate::mix::Bus;

/// How an ensemble speaks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ensemble {
    players: usize,
    /// Cents by which players differ.
    apart: f32,
    /// Cents of vibrato.
    vibrato: f32,
    attack_s: f32,
    release_s: f32,
    /// Low-pass: Hz at the softest, and partials of the note let through more when loud.
    dark_hz: f32,
    open: f32,
    level: f32,
    spread: f32,
}

pub(crate) const STRINGS: Ensemble = Ensemble {
    players: 4,
    apart: 7.0,
    vibrato: 11.0,
    attack_s: 0.28,
    release_s: 0.5,
    dark_hz: 1100.0,
    open: 5.0,
    level: 0.11,
    spread: 0.75,
};

pub(crate) const CELLO: Ensemble = Ensemble {
    players: 2,
    apart: 3.5,
    vibrato: 16.0,
    attack_s: 0.14,
    release_s: 0.35,
    dark_hz: 700.0,
    open: 4.5,
    level: 0.2,
    spread: 0.25,
};

pub(crate) const PAD: Ensemble = Ensemble {
    players: 4,
    apart: 10.0,
    vibrato: 3.0,
    attack_s: 0.8,
    release_s: 1.1,
    dark_hz: 600.0,
    open: 2.2,
    level: 0.12,
    spread: 0.95,
};

pub(crate) const HARMONIUM: Ensemble = Ensemble {
    players: 3,
    apart: 5.0,
    vibrato: 2.0,
    attack_s: 0.09,
    release_s: 0.18,
    dark_hz: 900.0,
    open: 2.6,
    level: 0.11,
    spread: 0.5,
};

/// A saw with its corner rounded by a two-sample polynomial, so that it does not alias (Välimäki and Huovilainen 2007).
pub(crate) fn saw(phase: f32, step: f32) -> f32 {
    let corner = if phase < step {
        let t = phase / step;
        t + t - t * t - 1.0
    } else if phase > 1.0 - step {
        let t = (phase - 1.0) / step;
        t * t + t + t + 1.0
    } else {
        0.0
    };
    2.0 * phase - 1.0 - corner
}

/// Plays one held note with the whole ensemble.
pub(crate) fn bow(ensemble: Ensemble, note: Played, chance: &mut Chance, bus: &mut Bus) {
    let rate = SAMPLE_RATE as f32;
    let hz = hertz(note.pitch);
    let held = note.samples as f32 / rate;
    let attack = ensemble.attack_s.min(held * 0.6) * (1.25 - 0.5 * note.velocity);
    let samples = note.samples + (2.0 * ensemble.release_s * rate) as usize;
    let loudness = ensemble.level * note.velocity.powf(1.1) / (ensemble.players as f32).sqrt();
    let mut sound = Bus::new(samples);
    for player in 0..ensemble.players {
        let side = if ensemble.players == 1 { 0.0 } else { 2.0 * player as f32 / (ensemble.players - 1) as f32 - 1.0 };
        let cents = ensemble.apart * (side * 0.6 + 0.5 * chance.bell());
        let tuned = hz * (cents / 1200.0).exp2();
        let (swing_hz, swing_from) = (4.6 + 1.2 * chance.unit(), chance.unit());
        let mut drift = OnePole::new(40.0);
        let mut phase = chance.unit();
        let mut step = tuned / rate;
        let (right, left) = ((ensemble.spread * side + 1.0) * std::f32::consts::FRAC_PI_4).sin_cos();
        for (index, (to_left, to_right)) in sound.left.iter_mut().zip(&mut sound.right).enumerate() {
            if index % 32 == 0 {
                let t = index as f32 / rate;
                let growing = (t / 0.9).min(1.0);
                let swing = (std::f32::consts::TAU * (swing_from + swing_hz * t)).sin();
                let bend = ensemble.vibrato * growing * swing + 130.0 * drift.tick(chance.signed());
                // A cent is 0.05778 % of a frequency.
                step = tuned * (1.0 + bend * 0.000_577_8) / rate;
            }
            phase += step;
            if phase >= 1.0 {
                phase -= 1.0;
            }
            let source = saw(phase, step);
            *to_left += left * source;
            *to_right += right * source;
        }
    }
    let fading = (-1.0 / (ensemble.release_s * 0.33 * rate)).exp();
    let tone = Biquad::low_pass(ensemble.dark_hz + ensemble.open * hz * (0.35 + note.velocity), 0.62);
    for side in [&mut sound.left, &mut sound.right] {
        let (mut first, mut second) = (tone, tone);
        let mut fall = loudness;
        for (index, sample) in side.iter_mut().enumerate() {
            let rise = (index as f32 / (attack.max(0.01) * rate)).min(1.0);
            if index > note.samples {
                fall *= fading;
            }
            let envelope = rise * rise * (3.0 - 2.0 * rise) * fall;
            *sample = second.tick(first.tick(*sample * envelope));
        }
    }
    bus.add_at(&sound, note.start);
}
