//! The mix: each part through its strip, the sends through echo and hall, all through the master.

use crate::SAMPLE_RATE;
use crate::bus::Bus;
use crate::chance::Chance;
use crate::effect::{Biquad, echo, hall, master};
use crate::score::{Part, Score};
use crate::voice::{Played, perform};

/// Silence before the first downbeat, seconds: room for a note that comes early.
const LEAD_IN_S: f64 = 0.12;

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
