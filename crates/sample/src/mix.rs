//! The mix: each part through its strip, the sends through echo and hall, all through the master.

use ebur128::{EbuR128, Mode};

use crate::SAMPLE_RATE;
use crate::chance::Chance;
use crate::effect::{Biquad, echo, hall, master};
use crate::score::{Part, Score};
use crate::voice::{Played, perform};

/// Silence before the first downbeat, seconds: room for a note that comes early.
const LEAD_IN_S: f64 = 0.12;

/// Two channels of the same length.
#[derive(Debug, Clone)]
pub(crate) struct Bus {
    pub left: Vec<f32>,
    pub right: Vec<f32>,
}

impl Bus {
    pub(crate) fn new(samples: usize) -> Self {
        Self { left: vec![0.0; samples], right: vec![0.0; samples] }
    }

    pub(crate) fn add(&mut self, other: &Bus, gain: f32) {
        for (mine, theirs) in self.left.iter_mut().zip(&other.left) {
            *mine += gain * theirs;
        }
        for (mine, theirs) in self.right.iter_mut().zip(&other.right) {
            *mine += gain * theirs;
        }
    }

    /// Adds a shorter sound from a sample on; what does not fit is left out.
    pub(crate) fn add_at(&mut self, sound: &Bus, start: usize) {
        let start = start.min(self.left.len());
        for (mine, theirs) in self.left[start..].iter_mut().zip(&sound.left) {
            *mine += theirs;
        }
        for (mine, theirs) in self.right[start..].iter_mut().zip(&sound.right) {
            *mine += theirs;
        }
    }

    /// Root of the mean square over both channels.
    pub(crate) fn rms(&self) -> f32 {
        let power: f64 = self.left.iter().chain(&self.right).map(|x| f64::from(*x).powi(2)).sum();
        (power / (self.left.len().max(1) * 2) as f64).sqrt() as f32
    }

    pub(crate) fn scale(&mut self, gain: f32) {
        for sample in self.left.iter_mut().chain(&mut self.right) {
            *sample *= gain;
        }
    }

    /// Integrated loudness in LUFS (EBU R 128), or `None` when there is nothing above the gate.
    pub(crate) fn loudness(&self) -> Option<f64> {
        let mut meter = EbuR128::new(2, SAMPLE_RATE, Mode::I).ok()?;
        meter.add_frames_planar_f32(&[&self.left, &self.right]).ok()?;
        meter.loudness_global().ok().filter(|loudness| loudness.is_finite())
    }
}

/// How the whole record sounds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// Time for the hall to fall by 60 dB, seconds.
    pub decay_s: f32,
    /// Integrated loudness of the master, LUFS.
    pub lufs: f64,
    /// High shelf of the master at 2.4 kHz, dB.
    pub air_db: f32,
}

/// Plays a score and mixes it to two interleaved channels.
pub(crate) fn mix(score: &Score, room: Room, seed: u64) -> Vec<f32> {
    let length_s = LEAD_IN_S + score.seconds(score.beats) + score.ring_s;
    let length = (length_s * f64::from(SAMPLE_RATE)) as usize;
    let mut dry = Bus::new(length);
    let mut to_hall = Bus::new(length);
    let mut to_echo = Bus::new(length);
    for (index, part) in score.parts.iter().enumerate() {
        let mut chance = Chance::new(seed ^ ((index as u64 + 1) << 32));
        let mut bus = Bus::new(length);
        perform(part.voice, &played(score, part, &mut chance), &mut chance, &mut bus);
        strip(part, &mut bus);
        dry.add(&bus, 1.0);
        to_hall.add(&bus, part.reverb);
        if part.echo > 0.0 {
            to_echo.add(&bus, part.echo);
        }
    }
    let dotted_eighth = 0.75 * 60_000.0 / f64::from(score.bpm_milli) * f64::from(SAMPLE_RATE);
    let mut echoes = Bus::new(length);
    echo(&to_echo, dotted_eighth as usize, 0.42, &mut echoes);
    dry.add(&echoes, 1.0);
    to_hall.add(&echoes, 0.3);
    hall(&to_hall, room.decay_s, &mut dry);
    master(&mut dry, room.lufs, room.air_db);
    dry.left.iter().zip(&dry.right).flat_map(|(left, right)| [*left, *right]).collect()
}

/// Takes the notes off the page: seconds for beats, and the unevenness of a hand.
fn played(score: &Score, part: &Part, chance: &mut Chance) -> Vec<Played> {
    let (late_s, uneven) = part.voice.looseness();
    let mut notes: Vec<Played> = part
        .notes
        .iter()
        .map(|note| {
            let start_s = LEAD_IN_S + score.seconds(note.at) + late_s * f64::from(chance.bell());
            let end_s = LEAD_IN_S + score.seconds(note.at + note.beats);
            let velocity = (note.velocity * (1.0 + uneven * chance.bell())).clamp(0.02, 1.0);
            Played {
                start: (start_s.max(0.0) * f64::from(SAMPLE_RATE)) as usize,
                samples: ((end_s - start_s).max(0.03) * f64::from(SAMPLE_RATE)) as usize,
                pitch: note.pitch,
                velocity,
            }
        })
        .collect();
    notes.sort_by_key(|note| (note.start, note.pitch));
    notes
}

fn strip(part: &Part, bus: &mut Bus) {
    for side in [&mut bus.left, &mut bus.right] {
        Biquad::high_pass(part.low_cut_hz, 0.7).run(side);
        for bell in part.bells {
            Biquad::bell(bell.hz, bell.gain_db, bell.q).run(side);
        }
    }
    // Balance, not re-panning: the part keeps its own width.
    let gain = 10_f32.powf(part.gain_db / 20.0);
    let (left, right) = ((1.0 - part.pan).min(1.0), (1.0 + part.pan).min(1.0));
    for (samples, side) in [(&mut bus.left, left), (&mut bus.right, right)] {
        for sample in samples {
            *sample *= gain * side;
        }
    }
}
