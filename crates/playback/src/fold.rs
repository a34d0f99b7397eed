//! Folding any number of channels down to two.

use std::f32::consts::FRAC_1_SQRT_2 as MINUS_3_DB;

use crate::Frame;

/// What each channel gives to left and right.
///
/// Mono goes to both sides at full level, as in the editing programs: a mono recording is as loud as the same one
/// copied to two channels. The rest follows ITU-R BS.775, annex 4, for channels in the order of WAV files: centre
/// and surrounds 3 dB down, the low-frequency channel left out. Where no layout is known (more than eight channels) the first two are taken.
#[derive(Debug, Clone)]
pub(crate) struct FoldDown {
    channels: usize,
    gains: Vec<Frame>,
}

const LEFT: Frame = [1.0, 0.0];
const RIGHT: Frame = [0.0, 1.0];
const CENTRE: Frame = [MINUS_3_DB, MINUS_3_DB];
const LEFT_SURROUND: Frame = [MINUS_3_DB, 0.0];
const RIGHT_SURROUND: Frame = [0.0, MINUS_3_DB];
/// One surround channel feeds both sides, 3 dB down once more.
const BACK: Frame = [0.5, 0.5];
const LOW: Frame = [0.0, 0.0];

impl FoldDown {
    pub(crate) fn new(channels: usize) -> Self {
        let gains: &[Frame] = match channels {
            1 => &[[1.0, 1.0]],
            2 => &[LEFT, RIGHT],
            3 => &[LEFT, RIGHT, CENTRE],
            4 => &[LEFT, RIGHT, LEFT_SURROUND, RIGHT_SURROUND],
            5 => &[LEFT, RIGHT, CENTRE, LEFT_SURROUND, RIGHT_SURROUND],
            6 => &[LEFT, RIGHT, CENTRE, LOW, LEFT_SURROUND, RIGHT_SURROUND],
            7 => &[LEFT, RIGHT, CENTRE, LOW, BACK, LEFT_SURROUND, RIGHT_SURROUND],
            8 => &[LEFT, RIGHT, CENTRE, LOW, LEFT_SURROUND, RIGHT_SURROUND, LEFT_SURROUND, RIGHT_SURROUND],
            _ => &[LEFT, RIGHT],
        };
        Self { channels: channels.max(1), gains: gains.to_vec() }
    }

    /// Folds whole frames of `samples`; as many as `out` has room for, or there are.
    pub(crate) fn fold(&self, samples: &[f32], out: &mut [Frame]) {
        if self.channels == 2 {
            let (frames, _) = samples.as_chunks::<2>();
            let count = frames.len().min(out.len());
            out[..count].copy_from_slice(&frames[..count]);
            return;
        }
        let frames = samples.chunks_exact(self.channels).zip(out);
        match self.channels {
            1 => frames.for_each(|(frame, out)| *out = [frame[0]; 2]),
            _ => frames.for_each(|(frame, out)| {
                *out = frame
                    .iter()
                    .zip(&self.gains)
                    .fold([0.0; 2], |sum, (sample, gain)| [sum[0] + sample * gain[0], sum[1] + sample * gain[1]]);
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(frame: &[f32]) -> Frame {
        let mut out = [[9.0; 2]];
        FoldDown::new(frame.len()).fold(frame, &mut out);
        out[0]
    }

    #[test]
    fn mono_and_stereo_pass_unchanged() {
        assert_eq!(folded(&[0.3]), [0.3, 0.3]);
        assert_eq!(folded(&[0.3, -0.4]), [0.3, -0.4]);
    }

    #[test]
    fn five_point_one_folds_by_bs_775_without_the_low_channel() {
        let [left, right] = folded(&[0.1, 0.2, 0.4, 0.9, 0.3, 0.5]);
        assert!((left - (0.1 + MINUS_3_DB * 0.4 + MINUS_3_DB * 0.3)).abs() < 1e-6);
        assert!((right - (0.2 + MINUS_3_DB * 0.4 + MINUS_3_DB * 0.5)).abs() < 1e-6);
    }

    #[test]
    fn quad_and_seven_point_one_keep_their_sides() {
        assert_eq!(folded(&[0.0, 0.0, 1.0, 0.0]), LEFT_SURROUND);
        for left in [0, 4, 6] {
            let mut frame = [0.0; 8];
            frame[left] = 1.0;
            assert_eq!(folded(&frame)[1], 0.0);
            assert!(folded(&frame)[0] > 0.7);
        }
    }

    #[test]
    fn unknown_layouts_give_their_first_two() {
        let mut frame = [0.5; 16];
        frame[0] = 0.1;
        assert_eq!(folded(&frame), [0.1, 0.5]);
    }
}
