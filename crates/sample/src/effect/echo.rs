//! A ping-pong echo, darker with each turn.

use super::filter::{Biquad, OnePole};
use crate::bus::Bus;

/// Adds echoes of `send` to `out`, `delay` samples apart, first left, then right.
pub(crate) fn echo(send: &Bus, delay: usize, feedback: f32, out: &mut Bus) {
    let mut lines = [vec![0.0_f32; delay.max(1)], vec![0.0_f32; delay.max(1)]];
    let mut dark = [OnePole::new(2600.0); 2];
    let mut thin = [Biquad::high_pass(220.0, 0.7); 2];
    for index in 0..send.left.len() {
        let at = index % delay.max(1);
        let heard = [lines[0][at], lines[1][at]];
        let input = 0.5 * (send.left[index] + send.right[index]);
        lines[0][at] = thin[0].tick(dark[0].tick(input + feedback * heard[1]));
        lines[1][at] = thin[1].tick(dark[1].tick(heard[0]));
        out.left[index] += heard[0] * 0.9 + heard[1] * 0.25;
        out.right[index] += heard[1] * 0.9 + heard[0] * 0.25;
    }
}
