//! Whole frames of what lies between two: the frame before, as pictures and lists count. What is less than a sample short of a
//! frame is that frame: seconds that were typed, and rates that were changed, miss it by a flick.

use timebase::{FLICKS_PER_SECOND, Flicks, FrameRate, Frames};

/// Flicks of a sample at 48,000 a second.
const SAMPLE: i64 = FLICKS_PER_SECOND / 48_000;

/// Whole frames in a length, or from the first frame to a moment.
pub(crate) fn whole_frames(length: Flicks, rate: FrameRate) -> Frames {
    rate.frames_floor(Flicks(length.0.saturating_add(SAMPLE - 1)))
}

/// Whether a length is whole frames, to less than a sample.
pub(crate) fn is_whole(length: Flicks, rate: FrameRate) -> bool {
    let away = length.0.saturating_sub(rate.flicks(whole_frames(length, rate)).0);
    away.abs() < SAMPLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_flick_short_of_a_frame_is_that_frame() {
        for rate in FrameRate::ALL {
            let fifty = rate.flicks(Frames(50)).0;
            for (length, frames, whole) in [
                (fifty, 50, true),
                (fifty - 1, 50, true),
                (fifty - SAMPLE + 1, 50, true),
                (fifty - SAMPLE, 49, false),
                (fifty + SAMPLE - 1, 50, true),
                (fifty + SAMPLE, 50, false),
                (fifty + rate.frame().0 / 2, 50, false),
                (-1, 0, true),
            ] {
                let length = Flicks(length);
                assert_eq!(
                    (whole_frames(length, rate).0, is_whole(length, rate)),
                    (frames, whole),
                    "{length:?} at {rate}"
                );
            }
        }
    }
}
