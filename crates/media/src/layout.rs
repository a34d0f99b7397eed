//! Where the channels of a recording sound, as far as loudness asks.

/// The weight of each channel in loudness (ITU-R BS.1770-5, annex 1 and 3).
///
/// Side and back channels weigh 1.5 dB more, as EBU meters and ffmpeg have it for every layout; the low-frequency
/// effects do not count.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Layout(Vec<f64>);

/// In front; beside and behind; low frequencies.
const FRONT: f64 = 1.0;
const SIDE: f64 = 1.41;
const UNHEARD: f64 = 0.0;

/// Bits of `dwChannelMask` in WAVE_FORMAT_EXTENSIBLE.
const LOW: u32 = 0x8;
const SURROUND: u32 = 0x10 | 0x20 | 0x100 | 0x200 | 0x400 | 0x8000 | 0x1_0000 | 0x2_0000;

impl Layout {
    /// By the speakers that a header names, in the order of their bits. Where it names none, or not as many as there are
    /// channels, by the order that WAV, FLAC and AIFF have for so many.
    pub(crate) fn of_speakers(channels: u16, speakers: u32) -> Self {
        let named = if speakers.count_ones() == u32::from(channels) { speakers } else { usual(channels) };
        let bits = (0..32).map(|bit| 1 << bit).filter(|bit| named & bit != 0);
        let mut weights: Vec<f64> = bits.map(weight).collect();
        weights.resize(usize::from(channels), FRONT);
        Self(weights)
    }

    /// How much each channel weighs.
    pub(crate) fn weights(&self) -> &[f64] {
        &self.0
    }
}

fn weight(bit: u32) -> f64 {
    match bit {
        LOW => UNHEARD,
        bit if SURROUND & bit != 0 => SIDE,
        _ => FRONT,
    }
}

/// Speakers for a number of channels: mono, stereo, 3.0, quad, 5.0, 5.1, 6.1, 7.1.
fn usual(channels: u16) -> u32 {
    match channels {
        1 => 0x4,
        2 => 0x3,
        3 => 0x7,
        4 => 0x33,
        5 => 0x37,
        6 => 0x3f,
        7 => 0x70f,
        8 => 0x63f,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_seven_one_counts_but_the_low_frequencies() {
        let layout = Layout::of_speakers(8, 0);
        let expected = [FRONT, FRONT, FRONT, UNHEARD, SIDE, SIDE, SIDE, SIDE];
        assert_eq!(layout.weights(), expected);
        // Five channels whose header puts one of them below.
        assert_eq!(Layout::of_speakers(5, 0x3b).weights(), [FRONT, FRONT, UNHEARD, SIDE, SIDE]);
        assert_eq!(Layout::of_speakers(12, 0).weights(), [FRONT; 12]);
    }
}
