//! The kit: skins as falling sines, brushes and metal as shaped noise.

use std::f32::consts::TAU;

use super::{Played, place};
use crate::SAMPLE_RATE;
use crate::bus::Bus;
use crate::chance::Chance;
use crate::effect::Biquad;

// Numbers of General MIDI's percussion map.
pub(crate) const KICK: u8 = 36;
pub(crate) const SNARE: u8 = 38;
pub(crate) const CLAP: u8 = 39;
pub(crate) const BRUSH: u8 = 40;
pub(crate) const TOM_LOW: u8 = 41;
pub(crate) const HAT: u8 = 42;
pub(crate) const OPEN_HAT: u8 = 46;
pub(crate) const TOM_HIGH: u8 = 47;
pub(crate) const CRASH: u8 = 49;
pub(crate) const TAMBOURINE: u8 = 54;
pub(crate) const SHAKER: u8 = 70;

/// A drumhead: it starts sharp and settles on its tone.
struct Skin {
    hz: f32,
    sharp: f32,
    settle_s: f32,
    decay_s: f32,
    level: f32,
}

/// Noise through a band, dying away.
struct Rattle {
    low_hz: f32,
    high_hz: f32,
    attack_s: f32,
    decay_s: f32,
    level: f32,
}

/// Strikes one piece of the kit.
pub(crate) fn hit(note: Played, chance: &mut Chance, bus: &mut Bus) {
    let v = note.velocity;
    let skin = |hz, sharp, settle_s, decay_s, level| Some(Skin { hz, sharp, settle_s, decay_s, level });
    let rattle = |low_hz, high_hz, attack_s, decay_s, level| Some(Rattle { low_hz, high_hz, attack_s, decay_s, level });
    let (skin, rattle, length_s, pan) = match note.pitch {
        KICK => (skin(52.0, 2.2, 0.022, 0.13, 0.8), rattle(900.0, 4200.0, 0.0005, 0.006, 0.35), 0.6, 0.0),
        SNARE => (skin(186.0, 0.5, 0.012, 0.07, 0.38), rattle(900.0, 7800.0, 0.0005, 0.075, 0.62), 0.5, -0.05),
        BRUSH => (skin(178.0, 0.3, 0.01, 0.05, 0.14), rattle(1100.0, 6500.0, 0.012, 0.085, 0.42), 0.5, 0.08),
        TOM_LOW => (skin(82.0, 0.7, 0.04, 0.26, 0.75), rattle(500.0, 2800.0, 0.0008, 0.02, 0.2), 1.0, 0.35),
        TOM_HIGH => (skin(128.0, 0.6, 0.035, 0.2, 0.7), rattle(600.0, 3200.0, 0.0008, 0.018, 0.2), 0.8, -0.3),
        CLAP => (None, rattle(800.0, 4600.0, 0.0005, 0.055, 0.55), 0.4, 0.12),
        OPEN_HAT => (None, rattle(5200.0, 13_000.0, 0.0008, 0.16, 0.22), 0.7, 0.28),
        CRASH => (None, rattle(2600.0, 12_000.0, 0.003, 0.75, 0.42), 3.6, -0.32),
        TAMBOURINE => (None, rattle(4600.0, 12_500.0, 0.006, 0.06, 0.3), 0.35, 0.36),
        SHAKER => (None, rattle(3800.0, 10_500.0, 0.018, 0.03, 0.34), 0.2, -0.36),
        // What is left is the closed hat.
        _ => (None, rattle(5600.0, 13_000.0, 0.0005, 0.028, 0.26), 0.2, 0.28),
    };
    let samples = (length_s * SAMPLE_RATE as f32) as usize;
    let mut sound = vec![0.0_f32; samples];
    if let Some(skin) = skin {
        let mut phase = 0.0_f32;
        for (index, sample) in sound.iter_mut().enumerate() {
            let t = index as f32 / SAMPLE_RATE as f32;
            let hz = skin.hz * (1.0 + skin.sharp * v * (-t / skin.settle_s).exp());
            phase = (phase + hz / SAMPLE_RATE as f32).fract();
            let head = (TAU * phase).sin() + 0.18 * (TAU * phase * 1.0).sin().powi(3);
            let edge =
                if note.pitch == KICK { 0.0 } else { 0.3 * (TAU * 1.59 * skin.hz * t).sin() * (-t / 0.05).exp() };
            *sample += skin.level * (head + edge) * (-t / skin.decay_s).exp() * (t / 0.0012).min(1.0);
        }
    }
    if let Some(rattle) = rattle {
        let mut low = [Biquad::high_pass(rattle.low_hz, 0.7); 2];
        let mut high = Biquad::low_pass(rattle.high_hz * (0.7 + 0.3 * v), 0.7);
        let decay_s = rattle.decay_s * (0.8 + 0.4 * chance.unit());
        for (index, sample) in sound.iter_mut().enumerate() {
            let t = index as f32 / SAMPLE_RATE as f32;
            let mut envelope = (-t / decay_s).exp() * (t / rattle.attack_s).min(1.0);
            if note.pitch == CLAP {
                // Hands do not meet at once: three small bursts, then the room.
                envelope += [0.011, 0.023].iter().map(|late| burst(t - late)).sum::<f32>();
            }
            let noise = high.tick(low.iter_mut().fold(chance.signed(), |x, filter| filter.tick(x)));
            *sample += rattle.level * envelope * noise;
        }
    }
    // The last hundredth of a second goes to nothing, however long the piece rings.
    let tail = samples / 20;
    for (index, sample) in sound.iter_mut().enumerate() {
        *sample *= v.powf(1.4) * ((samples - index) as f32 / tail as f32).min(1.0);
    }
    place(&sound, note.start, pan, bus);
}

fn burst(t: f32) -> f32 {
    if t < 0.0 { 0.0 } else { (-t / 0.006).exp() }
}
