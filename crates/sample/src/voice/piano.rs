//! Piano and celesta: a hammer on something stiff, and the many ways in which it then dies away.

use super::partials::{Partial, damp, ring};
use super::{Played, hertz, place};
use crate::SAMPLE_RATE;
use crate::bus::Bus;
use crate::chance::Chance;
use crate::effect::{Biquad, OnePole};

/// A felted upright piano, played softly rather than loudly.
///
/// Stiff strings stretch their partials, f(n) = n f0 sqrt(1 + B n²) (Fletcher 1964); the hammer strikes at an
/// eighth of the string and so leaves out every eighth partial; a harder blow is brighter, not only louder. Two
/// slightly mistuned strings give the fast first decay and the long beating second one (Weinreich 1977).
pub(crate) fn strike(note: Played, chance: &mut Chance, bus: &mut Bus) {
    let f0 = hertz(note.pitch);
    let height = (f32::from(note.pitch) - 60.0) / 12.0;
    let stiffness = 2.6e-4 * (height * 1.15).exp2();
    let decay_s = (9.0 * (-0.62 * height).exp2()).clamp(0.8, 16.0);
    let bright_hz = (620.0 + 3200.0 * note.velocity.powf(1.4)) * (0.28 * height).exp2();
    let release_s = if note.pitch > 88 { decay_s } else { 0.42 - 0.05 * height.clamp(-2.0, 2.0) };

    let mut first = Vec::with_capacity(40);
    let mut second = Vec::with_capacity(40);
    let mistuned = 1.0 + 0.00022 * (1.0 + 0.5 * chance.bell());
    for order in 1..=44_u8 {
        let n = f32::from(order);
        let hz = n * f0 * (1.0 + stiffness * n * n).sqrt();
        if hz > 11_000.0 {
            break;
        }
        let place = (std::f32::consts::PI * n / 8.3).sin().abs().max(0.04);
        let hammer = (-(hz - f0) / bright_hz).exp();
        // A small soundboard carries its lowest tones weakly.
        let board = 1.0 / (1.0 + (75.0 / hz).powi(2));
        let level = place * hammer * board * n.powf(-0.55) * (1.0 + 0.18 * chance.bell());
        // What starts 74 dB under the fundamental is never heard.
        if level < 2e-4 {
            continue;
        }
        let fade = decay_s / (1.0 + 0.22 * (n - 1.0) + (hz / 3800.0).powi(2));
        first.push(Partial { hz, level: 0.72 * level, decay_s: (0.42 * fade).max(0.05) });
        second.push(Partial { hz: hz * mistuned, level: 0.28 * level, decay_s: fade.max(0.06) });
    }
    let longest = ((decay_s * 1.3) * SAMPLE_RATE as f32) as usize;
    let samples = longest.min(note.samples + (1.2 * release_s * SAMPLE_RATE as f32) as usize);
    let mut near = vec![0.0_f32; samples];
    let mut far = vec![0.0_f32; samples];
    ring(&mut first, &mut near);
    ring(&mut second, &mut far);

    let loudness = 0.30 * note.velocity.powf(1.35) * (-0.10 * height).exp2();
    let soften = (0.0035 - 0.0024 * note.velocity) * SAMPLE_RATE as f32;
    for sound in [&mut near, &mut far] {
        for (index, sample) in sound.iter_mut().enumerate() {
            let attack = (index as f32 / soften).min(1.0);
            *sample *= loudness * attack * attack * (3.0 - 2.0 * attack);
        }
        damp(sound, note.samples, release_s);
    }
    knock(&mut near, note, loudness, chance);
    // Low strings to the player's left; the second string answers from the other side of the board.
    let pan = (0.26 * height).clamp(-0.6, 0.6);
    place(&near, note.start, pan - 0.12, bus);
    place(&far, note.start, pan * 0.4 + 0.2, bus);
}

/// The felt, the key bed: a soft thud under each note.
fn knock(sound: &mut [f32], note: Played, loudness: f32, chance: &mut Chance) {
    let mut felt = Biquad::band_pass(700.0 + 900.0 * note.velocity, 0.8);
    let mut bed = Biquad::band_pass(130.0, 1.4);
    let length = (0.09 * SAMPLE_RATE as f32) as usize;
    for (index, sample) in sound.iter_mut().take(length).enumerate() {
        let t = index as f32 / SAMPLE_RATE as f32;
        let noise = chance.signed();
        let quick = (-t / 0.006).exp() * (t / 0.001).min(1.0);
        let slow = (-t / 0.022).exp() * (t / 0.002).min(1.0);
        *sample += loudness * (0.5 * felt.tick(noise * quick) + 1.1 * bed.tick(noise * slow));
    }
}

/// A celesta: small steel plates over wooden resonators, an octave up in spirit.
pub(crate) fn chime(note: Played, chance: &mut Chance, bus: &mut Bus) {
    let f0 = hertz(note.pitch);
    let mut plates: Vec<Partial> =
        [(1.0, 1.0, 2.6), (2.0, 0.10, 1.3), (3.98, 0.22 * note.velocity, 0.5), (9.1, 0.07, 0.12)]
            .into_iter()
            .map(|(ratio, level, decay_s)| Partial { hz: f0 * ratio, level, decay_s })
            .filter(|partial| partial.hz < 15_000.0)
            .collect();
    let mut sound = vec![0.0_f32; (2.8 * SAMPLE_RATE as f32) as usize];
    ring(&mut plates, &mut sound);
    let mut tick = OnePole::new(5000.0);
    let loudness = 0.22 * note.velocity.powf(1.2);
    for (index, sample) in sound.iter_mut().enumerate() {
        let t = index as f32 / SAMPLE_RATE as f32;
        let touch = if t < 0.02 { 0.10 * tick.tick(chance.signed()) * (-t / 0.004).exp() } else { 0.0 };
        *sample = loudness * (*sample * (t / 0.0015).min(1.0) + touch);
    }
    place(&sound, note.start, 0.25 + 0.3 * chance.bell(), bus);
}
