//! Singers: a soft glottal source through the formants of vowels, phrase by phrase, with scoops, glides, a late
//! vibrato and breath. They sing vowels, no words.

use std::f32::consts::TAU;

use super::{Played, hertz, place};
use crate::SAMPLE_RATE;
use crate::bus::Bus;
use crate::chance::Chance;
use crate::effect::{Biquad, OnePole};

/// Hz and dB of four formants (after the tables of the Csound manual, Pabon and others).
type Vowel = [(f32, f32); 4];

const AH: Vowel = [(800.0, 0.0), (1150.0, -4.0), (2850.0, -20.0), (3700.0, -30.0)];
const OH: Vowel = [(450.0, 0.0), (800.0, -9.0), (2830.0, -24.0), (3500.0, -32.0)];
const OO: Vowel = [(340.0, 0.0), (700.0, -14.0), (2600.0, -30.0), (3400.0, -38.0)];
const EH: Vowel = [(520.0, 0.0), (1750.0, -14.0), (2600.0, -20.0), (3500.0, -30.0)];
const BANDWIDTHS: [f32; 4] = [85.0, 100.0, 130.0, 160.0];

/// A kind of singer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Singer {
    /// Size of the throat: scales the formants.
    throat: f32,
    level: f32,
}

pub(crate) const ALTO: Singer = Singer { throat: 1.0, level: 1.0 };
pub(crate) const TENOR: Singer = Singer { throat: 0.88, level: 1.0 };

/// Notes nearer than this sound in one breath, samples.
const BREATH: usize = SAMPLE_RATE as usize / 8;

/// Sings a melody twice, as a doubled take: left and right of the middle, never quite alike.
pub(crate) fn sing(singer: Singer, notes: &[Played], chance: &mut Chance, bus: &mut Bus) {
    let mut phrases: Vec<Vec<Played>> = Vec::new();
    for note in notes {
        match phrases.last_mut() {
            Some(phrase) if phrase.last().is_some_and(|last| last.start + last.samples + BREATH > note.start) => {
                phrase.push(*note);
            }
            _ => phrases.push(vec![*note]),
        }
    }
    for phrase in &phrases {
        for (pan, gain) in [(-0.14, 0.62), (0.2, 0.46)] {
            take(singer, phrase, gain, pan, chance, bus);
        }
    }
}

/// Four singers hold one note.
pub(crate) fn chorus(note: Played, chance: &mut Chance, bus: &mut Bus) {
    for (pan, throat) in [(-0.8, 1.04), (-0.3, 0.92), (0.35, 1.0), (0.8, 0.88)] {
        let late = (0.05 * chance.unit() * SAMPLE_RATE as f32) as usize;
        let singer = Singer { throat, level: 0.5 };
        take(singer, &[Played { start: note.start + late, ..note }], 0.5, pan, chance, bus);
    }
}

fn vowel(order: usize, note: Played) -> Vowel {
    // Long and high tones open; short ones pass through darker vowels.
    if note.samples > SAMPLE_RATE as usize { AH } else { [OH, EH, OO, AH, OH][order % 5] }
}

fn take(singer: Singer, phrase: &[Played], gain: f32, pan: f32, chance: &mut Chance, bus: &mut Bus) {
    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else { return };
    let rate = SAMPLE_RATE as f32;
    let start = first.start;
    let held = last.start + last.samples - start;
    let samples = held + (0.35 * rate) as usize;
    let mut sound = vec![0.0_f32; samples];

    let mut current = 0;
    let mut pitch = hertz(first.pitch).log2() - 0.045;
    let mut level = 0.0_f32;
    let mut formants = vowel(0, *first);
    let mut bands = [Biquad::default(); 4];
    let mut gains = [0.0_f32; 4];
    let mut phase = chance.unit();
    let (swing_hz, swing_from) = (5.1 + 0.5 * chance.unit(), chance.unit());
    let detune = 0.004 * chance.bell();
    let (mut drift, mut shake) = (OnePole::new(40.0), OnePole::new(400.0));
    let mut tilt = OnePole::new(2200.0 + 2600.0 * first.velocity);
    let mut air = Biquad::band_pass(3400.0, 0.5);
    let mut step = 0.0_f32;
    for (index, sample) in sound.iter_mut().enumerate() {
        while phrase.get(current + 1).is_some_and(|next| next.start <= start + index) {
            current += 1;
        }
        let note = phrase[current];
        let since = ((start + index).saturating_sub(note.start)) as f32 / rate;
        if index % 16 == 0 {
            // Sixteen samples a step: the glide takes about 45 ms, the mouth about 60 ms, the breath about 50 ms.
            pitch += 0.0075 * (hertz(note.pitch).log2() - pitch);
            let target = vowel(current, note);
            for ((formant, aim), band) in formants.iter_mut().zip(target).zip(0..) {
                formant.0 += 0.0055 * (aim.0 - formant.0);
                formant.1 += 0.0055 * (aim.1 - formant.1);
                // A singer lifts the first formant to the note when the note is above it.
                let sung = pitch.exp2();
                let hz =
                    if band == 0 { (formant.0 * singer.throat).max(sung * 1.03) } else { formant.0 * singer.throat };
                bands[band].move_band(hz, hz / BANDWIDTHS[band] * 0.55);
                gains[band] = 10_f32.powf(formant.1 / 20.0);
            }
            // Ticked every sixteenth sample, so these are 2.5 Hz and 25 Hz: some five cents and one.
            let wander = 0.12 * drift.tick(chance.signed()) + 0.01 * shake.tick(chance.signed());
            let growing = ((since - 0.28) / 0.5).clamp(0.0, 1.0);
            let vibrato = 0.0145 * growing * (TAU * (swing_from + swing_hz * index as f32 / rate)).sin();
            step = (pitch + vibrato + wander + detune).exp2() / rate;
            let sung = note.samples as f32 / rate;
            // Each note swells a little and eases; a new syllable dips first.
            let arch = 0.82 + 0.18 * (std::f32::consts::PI * (since / sung.max(0.1)).min(1.0)).sin();
            let dip = if current > 0 && since < 0.045 { 0.45 } else { 1.0 };
            let sounding = if start + index < note.start + note.samples { 1.0 } else { 0.0 };
            let aim = sounding * dip * arch * note.velocity;
            let ease = if aim > level {
                0.007
            } else if sounding > 0.0 {
                0.010
            } else {
                0.0045
            };
            level += ease * (aim - level);
        }
        phase += step;
        if phase >= 1.0 {
            phase -= 1.0;
        }
        let breath = air.tick(chance.signed()) * (0.018 + 0.05 * (-since / 0.06).exp());
        let source = tilt.tick(saw(phase, step)) + breath;
        let mut voiced = 0.0;
        for (band, gain) in bands.iter_mut().zip(&gains) {
            voiced += gain * band.tick(source);
        }
        *sample = singer.level * gain * level * (voiced + 0.05 * source);
    }
    place(&sound, start, pan, bus);
}

/// A saw with its corner rounded by a two-sample polynomial, so that it does not alias (Välimäki and Huovilainen 2007).
fn saw(phase: f32, step: f32) -> f32 {
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
