//! The master: tone, a slow compressor, the level, a limiter that looks ahead, and silence at both ends.

use super::filter::Biquad;
use crate::SAMPLE_RATE;
use crate::bus::Bus;

/// Highest sample after the limiter: -1.5 dBFS, which leaves inter-sample peaks under full scale.
const CEILING: f32 = 0.841;

/// Seconds of fade on the tail.
const FADE_S: f32 = 2.5;

/// Brings a mix to `lufs` (integrated, EBU R 128) under the ceiling.
pub(crate) fn master(mix: &mut Bus, lufs: f64, air_db: f32) {
    for side in [&mut mix.left, &mut mix.right] {
        Biquad::high_pass(28.0, 0.7).run(side);
        Biquad::bell(320.0, -1.2, 0.8).run(side);
        Biquad::high_shelf(2400.0, air_db).run(side);
    }
    // The compressor expects a mix at about -18 dBFS.
    mix.scale(0.126 / mix.rms().max(1e-6));
    compress(mix);
    fade_end(mix);
    scale_to(mix, lufs);
    limit(mix);
}

fn scale_to(mix: &mut Bus, lufs: f64) {
    let Some(loudness) = mix.loudness() else { return };
    let gain = 10_f64.powf((lufs - loudness) / 20.0) as f32;
    mix.scale(gain);
}

/// 1.8 : 1 above -20 dBFS (RMS), 25 ms attack, 250 ms release: holds the parts together.
fn compress(mix: &mut Bus) {
    const THRESHOLD: f32 = 0.1;
    const SLOPE: f32 = 1.0 - 1.0 / 1.8;
    let coefficient = |seconds: f32| (-1.0 / (seconds * SAMPLE_RATE as f32)).exp();
    let (attack, release) = (coefficient(0.025), coefficient(0.25));
    let mut power = 0.0_f32;
    for (left, right) in mix.left.iter_mut().zip(&mut mix.right) {
        let now = 0.5 * (*left * *left + *right * *right);
        let hold = if now > power { attack } else { release };
        power = now + hold * (power - now);
        let over = power / (THRESHOLD * THRESHOLD);
        if over > 1.0 {
            let gain = over.powf(-0.5 * SLOPE);
            *left *= gain;
            *right *= gain;
        }
    }
}

/// Lowers the gain 4 ms before a peak arrives, and lets it rise over 120 ms.
fn limit(mix: &mut Bus) {
    let ahead = (0.004 * SAMPLE_RATE as f32) as usize;
    let length = mix.left.len();
    let wanted: Vec<f32> = mix
        .left
        .iter()
        .zip(&mix.right)
        .map(|(left, right)| (CEILING / left.abs().max(right.abs()).max(CEILING)).min(1.0))
        .collect();
    // The lowest gain wanted within the look-ahead, by a monotone queue.
    let mut lowest = vec![1.0_f32; length];
    let mut queue = std::collections::VecDeque::new();
    for index in 0..length + ahead {
        if index < length {
            while queue.back().is_some_and(|back: &usize| wanted[*back] >= wanted[index]) {
                queue.pop_back();
            }
            queue.push_back(index);
        }
        if index >= ahead {
            while queue.front().is_some_and(|front| *front + ahead < index) {
                queue.pop_front();
            }
            lowest[index - ahead] = queue.front().map_or(1.0, |front| wanted[*front]);
        }
    }
    let release = 1.0 - (-1.0 / (0.12 * SAMPLE_RATE as f32)).exp();
    let mut gain = 1.0_f32;
    let mut window = std::collections::VecDeque::from(vec![1.0_f32; ahead]);
    let mut sum = ahead as f64;
    for ((wanted, left), right) in lowest.iter().zip(&mut mix.left).zip(&mut mix.right) {
        gain = if *wanted < gain { *wanted } else { gain + release * (wanted - gain) };
        // A running mean over the look-ahead turns each step into a ramp that is down when the peak comes.
        window.push_back(gain);
        sum += f64::from(gain) - f64::from(window.pop_front().unwrap_or(1.0));
        let smooth = (sum / ahead as f64) as f32;
        *left = (*left * smooth).clamp(-CEILING, CEILING);
        *right = (*right * smooth).clamp(-CEILING, CEILING);
    }
}

fn fade_end(mix: &mut Bus) {
    let fade = ((FADE_S * SAMPLE_RATE as f32) as usize).min(mix.left.len());
    let still = SAMPLE_RATE as usize / 10;
    for side in [&mut mix.left, &mut mix.right] {
        let length = side.len();
        for (index, sample) in side[length - fade..].iter_mut().enumerate() {
            let along = 1.0 - index as f32 / (fade - still.min(fade - 1)) as f32;
            *sample *= along.max(0.0).powi(2);
        }
    }
}
