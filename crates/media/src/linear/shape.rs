//! How samples are written as numbers, and what a header says of them.

/// How one sample of one channel is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    Unsigned8,
    Signed8,
    Signed16 { big: bool },
    Signed24 { big: bool },
    Signed32 { big: bool },
    Float32 { big: bool },
    Float64 { big: bool },
}

impl Sample {
    pub(super) fn bytes(self) -> usize {
        match self {
            Self::Unsigned8 | Self::Signed8 => 1,
            Self::Signed16 { .. } => 2,
            Self::Signed24 { .. } => 3,
            Self::Signed32 { .. } | Self::Float32 { .. } => 4,
            Self::Float64 { .. } => 8,
        }
    }

    /// Whether it is written in a file as it stands in memory.
    pub(super) fn is_ours(self) -> bool {
        self == Self::Float32 { big: cfg!(target_endian = "big") }
    }

    pub(super) fn whole(bytes: u16, big: bool) -> Option<Self> {
        match bytes {
            2 => Some(Self::Signed16 { big }),
            3 => Some(Self::Signed24 { big }),
            4 => Some(Self::Signed32 { big }),
            _ => None,
        }
    }

    pub(super) fn float(bytes: u16, big: bool) -> Option<Self> {
        match bytes {
            4 => Some(Self::Float32 { big }),
            8 => Some(Self::Float64 { big }),
            _ => None,
        }
    }
}

/// What the header says before the sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(super) sample: Sample,
    pub(super) rate: u32,
    pub(super) channels: u16,
    pub(super) bits: u16,
    /// Speakers by the bits of WAVE_FORMAT_EXTENSIBLE; 0 where none are named.
    pub(super) speakers: u32,
}

impl Shape {
    /// Whole numbers or floats of `bits`, most significant byte first where `big`; `None` for a width that is none.
    pub(crate) fn of(rate: u32, channels: u16, bits: u16, is_float: bool, big: bool) -> Option<Self> {
        let width = bits.div_ceil(8);
        let sample = match (width, is_float) {
            (_, true) => Sample::float(width, big),
            (1, false) => Some(Sample::Signed8),
            (_, false) => Sample::whole(width, big),
        };
        Some(Self { sample: sample?, rate, channels, bits, speakers: 0 })
    }

    /// In hertz.
    pub(crate) fn rate(&self) -> u32 {
        self.rate
    }

    /// Bytes of a frame.
    pub(crate) fn frame(&self) -> u64 {
        self.sample.bytes() as u64 * u64::from(self.channels)
    }
}

/// Appends the numbers in `bytes` at full scale of ±1.
pub(super) fn convert(sample: Sample, bytes: &[u8], out: &mut Vec<f32>) {
    const STEP_16: f32 = 1.0 / 32_768.0;
    const STEP_32: f32 = 1.0 / 2_147_483_648.0;
    fn each<const N: usize>(bytes: &[u8], out: &mut Vec<f32>, value: impl Fn([u8; N]) -> f32) {
        let (samples, _) = bytes.as_chunks::<N>();
        out.extend(samples.iter().map(|sample| value(*sample)));
    }
    match sample {
        Sample::Unsigned8 => each(bytes, out, |[b]| (f32::from(b) - 128.0) / 128.0),
        Sample::Signed8 => each(bytes, out, |[b]| f32::from(b as i8) / 128.0),
        Sample::Signed16 { big: false } => each(bytes, out, |b| f32::from(i16::from_le_bytes(b)) * STEP_16),
        Sample::Signed16 { big: true } => each(bytes, out, |b| f32::from(i16::from_be_bytes(b)) * STEP_16),
        // 24 bits go to the top of 32, which carries the sign along.
        Sample::Signed24 { big: false } => {
            each(bytes, out, |[a, b, c]| i32::from_le_bytes([0, a, b, c]) as f32 * STEP_32)
        }
        Sample::Signed24 { big: true } => {
            each(bytes, out, |[a, b, c]| i32::from_be_bytes([a, b, c, 0]) as f32 * STEP_32)
        }
        Sample::Signed32 { big: false } => each(bytes, out, |b| i32::from_le_bytes(b) as f32 * STEP_32),
        Sample::Signed32 { big: true } => each(bytes, out, |b| i32::from_be_bytes(b) as f32 * STEP_32),
        Sample::Float32 { big: false } => each(bytes, out, |b| finite(f32::from_le_bytes(b))),
        Sample::Float32 { big: true } => each(bytes, out, |b| finite(f32::from_be_bytes(b))),
        Sample::Float64 { big: false } => each(bytes, out, |b| finite(f64::from_le_bytes(b) as f32)),
        Sample::Float64 { big: true } => each(bytes, out, |b| finite(f64::from_be_bytes(b) as f32)),
    }
}

/// One broken float would silence a whole mix; it becomes silence itself.
fn finite(value: f32) -> f32 {
    if value.is_finite() { value } else { 0.0 }
}

/// Makes those silent that are no numbers.
pub(super) fn silence_broken(samples: &mut [f32]) {
    // Infinity and what is no number have all bits of the exponent. One pass to find one is quicker than one to write all.
    let is_broken = |sample: &f32| sample.to_bits() & 0x7f80_0000 == 0x7f80_0000;
    let broken = samples.iter().fold(false, |broken, sample| broken | is_broken(sample));
    if broken {
        samples.iter_mut().for_each(|sample| *sample = finite(*sample));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_keep_their_sign_at_every_width() {
        let read = |sample, bytes: &[u8]| {
            let mut out = Vec::new();
            convert(sample, bytes, &mut out);
            out
        };
        assert_eq!(read(Sample::Unsigned8, &[0, 128, 192]), [-1.0, 0.0, 0.5]);
        assert_eq!(read(Sample::Signed16 { big: true }, &[0x80, 0, 0x40, 0]), [-1.0, 0.5]);
        assert_eq!(read(Sample::Signed24 { big: false }, &[0, 0, 0x80, 0, 0, 0x40]), [-1.0, 0.5]);
        assert_eq!(read(Sample::Signed24 { big: true }, &[0x80, 0, 0, 0x40, 0, 0]), [-1.0, 0.5]);
        assert_eq!(read(Sample::Signed32 { big: false }, &i32::MIN.to_le_bytes()), [-1.0]);
        assert_eq!(read(Sample::Float32 { big: false }, &f32::NAN.to_le_bytes()), [0.0]);
        assert_eq!(read(Sample::Float64 { big: true }, &(-0.25_f64).to_be_bytes()), [-0.25]);
    }
}
