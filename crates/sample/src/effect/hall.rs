//! A hall: early reflections into a feedback network of eight lines (Jot and Chaigne 1991, Householder matrix).

use super::filter::{Biquad, OnePole};
use crate::SAMPLE_RATE;
use crate::bus::Bus;

/// An all-pass that smears transients before they enter the network.
struct Diffuser {
    line: Vec<f32>,
    at: usize,
}

impl Diffuser {
    fn new(samples: usize) -> Self {
        Self { line: vec![0.0; samples], at: 0 }
    }

    fn tick(&mut self, x: f32) -> f32 {
        const G: f32 = 0.62;
        let held = self.line[self.at];
        let v = x - G * held;
        self.line[self.at] = v;
        self.at += 1;
        if self.at == self.line.len() {
            self.at = 0;
        }
        held + G * v
    }
}

/// Adds the hall's answer to `send` to `out`. `decay_s` is the time to fall by 60 dB at middle frequencies.
pub(crate) fn hall(send: &Bus, decay_s: f32, out: &mut Bus) {
    // Primes between 31 and 83 ms: no two lines share an echo.
    const LINES: [usize; 8] = [1499, 1733, 2027, 2357, 2711, 3089, 3547, 3989];
    const LONGEST_SWING: usize = 24;
    let pre_delay = (0.022 * SAMPLE_RATE as f32) as usize;
    let mut lines: Vec<Vec<f32>> = LINES.iter().map(|length| vec![0.0; length + LONGEST_SWING]).collect();
    let feedback = LINES.map(|length| 10_f32.powf(-3.0 * length as f32 / (decay_s * SAMPLE_RATE as f32)));
    let mut damping = [OnePole::new(4200.0); 8];
    let mut smear = [[142, 379, 677], [107, 421, 613]].map(|side| side.map(Diffuser::new));
    let mut inlet = [Biquad::high_pass(180.0, 0.6), Biquad::high_pass(180.0, 0.6)];
    let mut at = [0_usize; 8];
    let mut swing = [0.0_f32; 8];

    for index in 0..send.left.len() {
        let early = |side: &[f32], back: usize| index.checked_sub(back).map_or(0.0, |from| side[from]);
        let mut enter = [early(&send.left, pre_delay), early(&send.right, pre_delay)];
        for ((x, filter), stages) in enter.iter_mut().zip(&mut inlet).zip(&mut smear) {
            *x = stages.iter_mut().fold(filter.tick(*x), |x, stage| stage.tick(x));
        }
        // A slow swing of each reading point keeps the tail from ringing on one pitch.
        for (line, swing) in swing.iter_mut().enumerate() {
            let turns = index as f32 * (0.31 + 0.07 * line as f32) / SAMPLE_RATE as f32 + line as f32 * 0.125;
            let along = turns - turns as u32 as f32;
            *swing = (2.0 * along - 1.0).abs() * (LONGEST_SWING - 2) as f32;
        }
        let mut taps = [0.0_f32; 8];
        for (line, tap) in taps.iter_mut().enumerate() {
            let whole = swing[line] as usize;
            let fraction = swing[line] - whole as f32;
            let length = lines[line].len();
            let wrapped = |position: usize| if position >= length { position - length } else { position };
            let read = wrapped(at[line] + 1 + whole);
            let near = lines[line][read];
            let far = lines[line][wrapped(read + 1)];
            *tap = feedback[line] * damping[line].tick(near + fraction * (far - near));
        }
        let shared = taps.iter().sum::<f32>() * 0.25;
        for line in 0..8 {
            let position = at[line];
            lines[line][position] = enter[line % 2] + taps[line] - shared;
            at[line] = if position + 1 == lines[line].len() { 0 } else { position + 1 };
        }
        let first = early(&send.left, 610) - 0.7 * early(&send.right, 1130);
        let second = early(&send.right, 790) - 0.7 * early(&send.left, 1370);
        out.left[index] += 0.34 * (taps[0] + taps[2] - taps[5] + taps[6]) + 0.16 * first;
        out.right[index] += 0.34 * (taps[1] + taps[3] - taps[4] + taps[7]) + 0.16 * second;
    }
}
