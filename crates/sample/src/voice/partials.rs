//! Partials: a bank of dying sines, eight at a time as turning phasors.

use std::f32::consts::TAU;

use crate::SAMPLE_RATE;

/// One mode of a struck body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Partial {
    pub hz: f32,
    pub level: f32,
    /// Seconds to fall by 60 dB.
    pub decay_s: f32,
}

/// Sums the partials into `out`, from phase zero. Stops each group of eight when it can no longer be heard.
pub(crate) fn ring(partials: &mut [Partial], out: &mut [f32]) {
    partials.sort_by(|a, b| a.decay_s.total_cmp(&b.decay_s));
    for group in partials.chunks(8) {
        let longest = group.iter().map(|partial| partial.decay_s).fold(0.0, f32::max);
        let end = ((longest * 1.15 * SAMPLE_RATE as f32) as usize).min(out.len());
        let (mut re, mut im) = ([0.0_f32; 8], [0.0_f32; 8]);
        let (mut cos, mut sin) = ([0.0_f32; 8], [0.0_f32; 8]);
        for (lane, partial) in group.iter().enumerate() {
            let turn = TAU * partial.hz / SAMPLE_RATE as f32;
            let keep = 10_f32.powf(-3.0 / (partial.decay_s * SAMPLE_RATE as f32));
            re[lane] = partial.level;
            cos[lane] = keep * turn.cos();
            sin[lane] = keep * turn.sin();
        }
        for sample in &mut out[..end] {
            for lane in 0..8 {
                let turned = re[lane] * cos[lane] - im[lane] * sin[lane];
                im[lane] = re[lane] * sin[lane] + im[lane] * cos[lane];
                re[lane] = turned;
            }
            // Added in pairs, so that the lanes stay side by side in a vector register.
            let pairs = [im[0] + im[4], im[1] + im[5], im[2] + im[6], im[3] + im[7]];
            *sample += (pairs[0] + pairs[2]) + (pairs[1] + pairs[3]);
        }
    }
}

/// Fades a struck sound when it is let go: to a thousandth in `release_s`.
pub(crate) fn damp(sound: &mut [f32], let_go: usize, release_s: f32) {
    let keep = 10_f32.powf(-3.0 / (release_s * SAMPLE_RATE as f32));
    let mut gain = 1.0;
    for sample in sound.iter_mut().skip(let_go) {
        *sample *= gain;
        gain *= keep;
    }
}
