//! Sustained ensembles: several saw-like sources that never quite agree, behind a soft filter.

use super::{Played, hertz};
use crate::SAMPLE_RATE;
use crate::bus::Bus;
use crate::chance::Chance;
use crate::effect::{Biquad, OnePole};

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

/// The most players of one note.
const LANES: usize = 4;

/// One player: a chair on the stage, an ear, a wrist.
struct Player {
    hz: f32,
    left: f32,
    right: f32,
    swing_hz: f32,
    swing_from: f32,
    phase: f32,
    drift: OnePole,
}

impl Player {
    fn seated(ensemble: Ensemble, seat: usize, hz: f32, chance: &mut Chance) -> Self {
        let last = ensemble.players.saturating_sub(1).max(1);
        let side = if ensemble.players == 1 { 0.0 } else { 2.0 * seat as f32 / last as f32 - 1.0 };
        let cents = ensemble.apart * (side * 0.6 + 0.5 * chance.bell());
        let (right, left) = ((ensemble.spread * side + 1.0) * std::f32::consts::FRAC_PI_4).sin_cos();
        Self {
            hz: hz * (cents / 1200.0).exp2(),
            left,
            right,
            swing_hz: 4.6 + 1.2 * chance.unit(),
            swing_from: chance.unit(),
            phase: chance.unit(),
            drift: OnePole::new(40.0),
        }
    }

    /// Periods a sample at time `t` of the note: vibrato grows over the first second, and the pitch drifts by some cents.
    fn step(&mut self, ensemble: Ensemble, t: f32, chance: &mut Chance) -> f32 {
        let growing = (t / 0.9).min(1.0);
        let swing = (std::f32::consts::TAU * (self.swing_from + self.swing_hz * t)).sin();
        let bend = ensemble.vibrato * growing * swing + 130.0 * self.drift.tick(chance.signed());
        // A cent is 0.05778 % of a frequency.
        self.hz * (1.0 + bend * 0.000_577_8) / SAMPLE_RATE as f32
    }
}

/// The players' saws side by side: a parabola differentiated, so that it aliases little (Välimäki 2005).
#[derive(Default)]
struct Desk {
    phase: [f32; LANES],
    step: [f32; LANES],
    scale: [f32; LANES],
    before: [f32; LANES],
}

impl Desk {
    fn start(&mut self, lane: usize, phase: f32) {
        self.phase[lane] = phase;
        self.before[lane] = (2.0 * phase - 1.0).powi(2);
    }

    fn tune(&mut self, lane: usize, step: f32) {
        self.step[lane] = step;
        self.scale[lane] = 0.25 / step;
    }

    /// Left and right of the next sample.
    #[inline]
    fn tick(&mut self, left: &[f32; LANES], right: &[f32; LANES]) -> (f32, f32) {
        let (mut to_left, mut to_right) = ([0.0; LANES], [0.0; LANES]);
        for lane in 0..LANES {
            let phase = self.phase[lane] + self.step[lane];
            self.phase[lane] = if phase >= 1.0 { phase - 1.0 } else { phase };
            let ramp = 2.0 * self.phase[lane] - 1.0;
            let parabola = ramp * ramp;
            let saw = (parabola - self.before[lane]) * self.scale[lane];
            self.before[lane] = parabola;
            to_left[lane] = left[lane] * saw;
            to_right[lane] = right[lane] * saw;
        }
        (to_left[0] + to_left[1] + (to_left[2] + to_left[3]), to_right[0] + to_right[1] + (to_right[2] + to_right[3]))
    }
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
    let mut players: Vec<Player> =
        (0..ensemble.players).map(|seat| Player::seated(ensemble, seat, hz, chance)).collect();
    let (mut left_gain, mut right_gain) = ([0.0; LANES], [0.0; LANES]);
    let mut desk = Desk::default();
    for (lane, player) in players.iter().enumerate().take(LANES) {
        (left_gain[lane], right_gain[lane]) = (player.left, player.right);
        desk.start(lane, player.phase);
    }
    const BLOCK: usize = 32;
    for (block, (left, right)) in sound.left.chunks_mut(BLOCK).zip(sound.right.chunks_mut(BLOCK)).enumerate() {
        let t = (block * BLOCK) as f32 / rate;
        for (lane, player) in players.iter_mut().enumerate().take(LANES) {
            desk.tune(lane, player.step(ensemble, t, chance));
        }
        for (to_left, to_right) in left.iter_mut().zip(right) {
            (*to_left, *to_right) = desk.tick(&left_gain, &right_gain);
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
