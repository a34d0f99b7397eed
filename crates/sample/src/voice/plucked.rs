//! Plucked strings: a delay line fed back through a filter (Karplus and Strong 1983, tuned and shaped after Jaffe
//! and Smith 1983).

use super::{Played, hertz, place};
use crate::SAMPLE_RATE;
use crate::bus::Bus;
use crate::chance::Chance;
use crate::effect::{Biquad, OnePole};

/// A kind of string and the finger that plucks it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StringKind {
    /// Seconds for a note at 110 Hz to fall by 60 dB.
    decay_s: f32,
    /// Share of the loop filter's neighbour sample: more is darker, sooner.
    dull: f32,
    /// Where the finger plucks, as a share of the string.
    place: f32,
    /// Low-pass of the pluck at the softest and the hardest touch, Hz.
    touch_hz: (f32, f32),
    /// Drive into a valve stage; 0 is clean.
    drive: f32,
    level: f32,
    /// Seconds for a damped note to fall by 60 dB.
    release_s: f32,
    /// Pick noise.
    scrape: f32,
    /// Width over which single notes are spread.
    spread: f32,
}

pub(crate) const STEEL: StringKind = StringKind {
    decay_s: 5.2,
    dull: 0.2,
    place: 0.15,
    touch_hz: (2600.0, 9500.0),
    drive: 0.0,
    level: 0.5,
    release_s: 0.22,
    scrape: 0.05,
    spread: 0.12,
};

pub(crate) const ELECTRIC: StringKind = StringKind {
    decay_s: 7.0,
    dull: 0.2,
    place: 0.24,
    touch_hz: (2400.0, 7000.0),
    drive: 2.4,
    level: 0.34,
    release_s: 0.2,
    scrape: 0.02,
    spread: 0.05,
};

pub(crate) const BASS: StringKind = StringKind {
    decay_s: 4.0,
    dull: 0.42,
    place: 0.22,
    touch_hz: (600.0, 2200.0),
    drive: 0.7,
    level: 0.95,
    release_s: 0.16,
    scrape: 0.012,
    spread: 0.0,
};

/// Plucks one note: two polarisations of the string a breath apart in pitch, so that it shimmers as it fades.
pub(crate) fn pluck(kind: StringKind, note: Played, chance: &mut Chance, bus: &mut Bus) {
    let samples = (note.samples + (kind.release_s * SAMPLE_RATE as f32) as usize).min(9 * SAMPLE_RATE as usize);
    let mut sound = vec![0.0_f32; samples];
    let hz = hertz(note.pitch) * (1.0 + 0.0006 * chance.bell());
    let velocity = note.velocity;
    let touch = kind.touch_hz.0 + (kind.touch_hz.1 - kind.touch_hz.0) * velocity * velocity;
    vibrate(kind, hz, 0.62, 1.0, touch, note.samples, chance, &mut sound);
    vibrate(kind, hz * 1.0005, 0.38, 1.5, touch * 0.8, note.samples, chance, &mut sound);

    let loudness = kind.level * velocity.powf(1.2);
    let mut pick = Biquad::band_pass(2600.0, 0.9);
    let mut cabinet = [Biquad::low_pass(4600.0, 0.8), Biquad::low_pass(5200.0, 0.7)];
    for (index, sample) in sound.iter_mut().enumerate() {
        let t = index as f32 / SAMPLE_RATE as f32;
        let noise = if t < 0.03 { pick.tick(chance.signed()) * (-t / 0.005).exp() * kind.scrape } else { 0.0 };
        let mut x = *sample + noise;
        if kind.drive > 0.0 {
            x = (x * kind.drive * (0.6 + velocity)).tanh() / kind.drive;
            x = cabinet.iter_mut().fold(x, |x, filter| filter.tick(x));
        }
        *sample = loudness * x;
    }
    place(&sound, note.start, kind.spread * (2.0 * chance.unit() - 1.0), bus);
}

#[expect(clippy::too_many_arguments, reason = "the physics of one polarisation, named nowhere else")]
fn vibrate(
    kind: StringKind,
    hz: f32,
    level: f32,
    longer: f32,
    touch_hz: f32,
    let_go: usize,
    chance: &mut Chance,
    out: &mut [f32],
) {
    let period = SAMPLE_RATE as f32 / hz;
    // High strings lose less per turn to the filter's dullness than they turn more often: ease it with pitch.
    let dull = (kind.dull * (110.0 / hz).powf(0.35)).clamp(0.02, 0.49);
    // The filter's phase delay at the fundamental, taken out of the line so that the note is in tune.
    let omega = std::f32::consts::TAU / period;
    let filter_delay = (dull * omega.sin()).atan2(1.0 - dull + dull * omega.cos()) / omega;
    let line_delay = period - filter_delay;
    let whole = (line_delay - 0.3).floor();
    let fraction = line_delay - whole;
    let all_pass = (1.0 - fraction) / (1.0 + fraction);
    let length = (whole as usize).max(4);
    let decay_s = kind.decay_s * longer * (110.0 / hz).powf(0.45);
    let keep = 10_f32.powf(-3.0 * period / (decay_s * SAMPLE_RATE as f32));
    let damped = 10_f32.powf(-3.0 * period / (kind.release_s * SAMPLE_RATE as f32));

    let mut line = excitation(kind, length, touch_hz, chance);
    let (mut at, mut before, mut passed_in, mut passed_out) = (0, 0.0, 0.0, 0.0);
    for (index, sample) in out.iter_mut().enumerate() {
        let x = line[at];
        let filtered = (1.0 - dull) * x + dull * before;
        before = x;
        let passed = all_pass * (filtered - passed_out) + passed_in;
        passed_in = filtered;
        passed_out = passed;
        line[at] = passed * if index < let_go { keep } else { damped };
        at = if at + 1 == length { 0 } else { at + 1 };
        *sample += level * x;
    }
}

/// The string as the finger leaves it: soft noise and a kink, combed by the place of the pluck, without offset.
fn excitation(kind: StringKind, length: usize, touch_hz: f32, chance: &mut Chance) -> Vec<f32> {
    let mut soft = [OnePole::new(touch_hz), OnePole::new(touch_hz)];
    let corner = ((length as f32 * kind.place) as usize).clamp(1, length - 1);
    let mut shape: Vec<f32> = (0..length)
        .map(|index| {
            let slope = if index < corner {
                index as f32 / corner as f32
            } else {
                (length - index) as f32 / (length - corner) as f32
            };
            0.55 * (slope - 0.5) + 0.75 * chance.signed()
        })
        .collect();
    // Twice round, so that the filters start in the state in which they end.
    for round in 0..2 {
        for sample in &mut shape {
            let filtered = soft.iter_mut().fold(*sample, |x, filter| filter.tick(x));
            if round == 1 {
                *sample = filtered;
            }
        }
    }
    let combed: Vec<f32> =
        (0..length).map(|index| shape[index] - 0.75 * shape[(index + length - corner) % length]).collect();
    let mean = combed.iter().sum::<f32>() / length as f32;
    let power = combed.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / length as f32;
    let scale = 0.3 / power.sqrt().max(1e-6);
    combed.into_iter().map(|x| (x - mean) * scale).collect()
}
