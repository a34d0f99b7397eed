//! Where the channels of a recording sound, as far as loudness asks.

use ebur128::Channel;

/// The weight of each channel in loudness (ITU-R BS.1770-5, annex 1 and 3).
///
/// Side and back channels weigh 1.5 dB more, as EBU meters and ffmpeg have it for every layout; the low-frequency
/// effects do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout(Vec<Channel>);

/// Bits of `dwChannelMask` in WAVE_FORMAT_EXTENSIBLE.
const LOW: u32 = 0x8;
const SURROUND: u32 = 0x10 | 0x20 | 0x100 | 0x200 | 0x400 | 0x8000 | 0x1_0000 | 0x2_0000;

impl Layout {
    /// By the speakers that a header names, in the order of their bits. Where it names none, or not as many as there are
    /// channels, by the order that WAV, FLAC and AIFF have for so many.
    pub(crate) fn of_speakers(channels: u16, speakers: u32) -> Self {
        let named = if speakers.count_ones() == u32::from(channels) { speakers } else { usual(channels) };
        let bits = (0..32).map(|bit| 1 << bit).filter(|bit| named & bit != 0);
        let mut weights: Vec<Channel> = bits.map(weight).collect();
        weights.resize(usize::from(channels), Channel::Center);
        Self(weights)
    }

    /// The channels, each as one that weighs as much.
    pub(crate) fn channels(&self) -> &[Channel] {
        &self.0
    }
}

fn weight(bit: u32) -> Channel {
    match bit {
        LOW => Channel::Unused,
        bit if SURROUND & bit != 0 => Channel::LeftSurround,
        _ => Channel::Center,
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
        use Channel::{Center, LeftSurround, Unused};
        let layout = Layout::of_speakers(8, 0);
        let expected = [Center, Center, Center, Unused, LeftSurround, LeftSurround, LeftSurround, LeftSurround];
        assert_eq!(layout.channels(), expected);
        // Five channels whose header puts one of them below.
        assert_eq!(Layout::of_speakers(5, 0x3b).channels(), [Center, Center, Unused, LeftSurround, LeftSurround]);
        assert_eq!(Layout::of_speakers(12, 0).channels(), [Center; 12]);
    }
}
