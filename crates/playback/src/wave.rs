//! Broadcast Wave files: the header, and samples as bytes.
//!
//! The header holds no date and no time of day, so equal mixes are equal files. Layout after EBU
//! Tech 3285 (version 2 of the `bext` chunk) and, over 4 GiB, EBU Tech 3306 (RF64).

/// How a sample is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SampleFormat {
    /// 16-bit integers, dithered with triangular noise that is a function of the sample's place.
    Int16,
    /// 24-bit integers, rounded. Without dither: the error lies 146 dB below full scale, under the noise of any
    /// converter, and 24-bit recordings at no gain come out as they went in.
    #[default]
    Int24,
    /// 32-bit floats: nothing is rounded, nothing clips.
    Float32,
}

impl SampleFormat {
    /// Bits of one sample of one channel.
    #[must_use]
    pub const fn bits(self) -> u16 {
        match self {
            Self::Int16 => 16,
            Self::Int24 => 24,
            Self::Float32 => 32,
        }
    }

    pub(crate) const fn bytes_per_frame(self) -> u16 {
        self.bits() / 8 * 2
    }

    const fn tag(self) -> u16 {
        match self {
            Self::Int16 | Self::Int24 => 1,
            Self::Float32 => 3,
        }
    }

    /// Appends `frames` to `bytes`; `first` is the number of the first in the file.
    pub(crate) fn encode(self, first: u64, frames: &[[f32; 2]], bytes: &mut Vec<u8>) {
        let samples = frames.as_flattened();
        match self {
            Self::Int16 => {
                bytes.extend(samples.iter().zip(first * 2..).flat_map(|(sample, place)| {
                    let scaled = f64::from(*sample) * 32_768.0 + triangular_noise(place);
                    (nearest(scaled.clamp(-32_768.0, 32_767.0)) as i16).to_le_bytes()
                }));
            }
            Self::Int24 => {
                let begun = bytes.len();
                bytes.resize(begun + samples.len() * 3, 0);
                let (places, _) = bytes[begun..].as_chunks_mut::<3>();
                for (place, sample) in places.iter_mut().zip(samples) {
                    let scaled = f64::from(*sample) * 8_388_608.0;
                    let [low, middle, high, _] = nearest(scaled.clamp(-8_388_608.0, 8_388_607.0)).to_le_bytes();
                    *place = [low, middle, high];
                }
            }
            Self::Float32 => samples.iter().for_each(|sample| bytes.extend_from_slice(&sample.to_le_bytes())),
        }
    }
}

/// The whole number nearest to `value`, which is within ±2³¹, the even one of two as near.
///
/// At 1.5 · 2⁵² floats are whole numbers, so that adding it rounds, and the lower half of the bits is the number: a call
/// of the C library less for each sample where processors of 2003 must do.
fn nearest(value: f64) -> i32 {
    const WHOLE: f64 = 6_755_399_441_055_744.0;
    (value + WHOLE).to_bits() as i32
}

/// Noise of one step at most to either side, a function of `place` alone (splitmix64, two halves added).
fn triangular_noise(place: u64) -> f64 {
    let mut mixed = place.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^= mixed >> 31;
    let half = |bits: u64| f64::from(bits as u32) / 4_294_967_296.0;
    half(mixed) + half(mixed >> 32) - 1.0
}

/// What a file says of itself, beside where it lies and how loud it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// For the description of the `bext` chunk: ASCII, cut to 256 letters.
    pub description: String,
    /// The `iXML` chunk, a whole XML document in UTF-8; empty for none.
    pub ixml: String,
}

/// What a header says.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub(crate) format: SampleFormat,
    pub(crate) sample_rate: u32,
    pub(crate) frames: u64,
    /// Samples from midnight to the first frame.
    pub(crate) time_reference: u64,
    /// In LUFS and dBTP, once known.
    pub(crate) loudness: Option<(f64, f64)>,
    pub(crate) about: About,
}

impl Header {
    pub(crate) fn data_bytes(&self) -> u64 {
        self.frames * u64::from(self.format.bytes_per_frame())
    }

    /// Everything before the samples. Its length hangs on the format, the number of frames and the words only.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut chunks = Vec::with_capacity(1024);
        chunk(&mut chunks, b"bext", &self.bext());
        if !self.about.ixml.is_empty() {
            chunk(&mut chunks, b"iXML", self.about.ixml.as_bytes());
        }
        chunk(&mut chunks, b"fmt ", &self.fmt());
        if self.format == SampleFormat::Float32 {
            chunk(&mut chunks, b"fact", &u32::try_from(self.frames).unwrap_or(u32::MAX).to_le_bytes());
        }
        let data = self.data_bytes();
        let padded = data + data % 2;
        // From "WAVE" on: that word, the chunks, the head of the data chunk, the data.
        let plain = 4 + chunks.len() as u64 + 8 + padded;
        let mut bytes = Vec::with_capacity(chunks.len() + 64);
        if let (Ok(file_size), Ok(data_size)) = (u32::try_from(plain), u32::try_from(data)) {
            bytes.extend_from_slice(b"RIFF");
            bytes.extend_from_slice(&file_size.to_le_bytes());
            bytes.extend_from_slice(b"WAVE");
            bytes.extend_from_slice(&chunks);
            bytes.extend_from_slice(b"data");
            bytes.extend_from_slice(&data_size.to_le_bytes());
        } else {
            let mut sizes = Vec::with_capacity(28);
            sizes.extend_from_slice(&(plain + 8 + 28).to_le_bytes());
            sizes.extend_from_slice(&data.to_le_bytes());
            sizes.extend_from_slice(&self.frames.to_le_bytes());
            sizes.extend_from_slice(&0_u32.to_le_bytes());
            bytes.extend_from_slice(b"RF64");
            bytes.extend_from_slice(&u32::MAX.to_le_bytes());
            bytes.extend_from_slice(b"WAVE");
            chunk(&mut bytes, b"ds64", &sizes);
            bytes.extend_from_slice(&chunks);
            bytes.extend_from_slice(b"data");
            bytes.extend_from_slice(&u32::MAX.to_le_bytes());
        }
        bytes
    }

    fn fmt(&self) -> Vec<u8> {
        let frame = self.format.bytes_per_frame();
        let mut bytes = Vec::with_capacity(18);
        bytes.extend_from_slice(&self.format.tag().to_le_bytes());
        bytes.extend_from_slice(&2_u16.to_le_bytes());
        bytes.extend_from_slice(&self.sample_rate.to_le_bytes());
        bytes.extend_from_slice(&(self.sample_rate.saturating_mul(u32::from(frame))).to_le_bytes());
        bytes.extend_from_slice(&frame.to_le_bytes());
        bytes.extend_from_slice(&self.format.bits().to_le_bytes());
        if self.format == SampleFormat::Float32 {
            bytes.extend_from_slice(&0_u16.to_le_bytes());
        }
        bytes
    }

    /// EBU Tech 3285, version 2; dates and identifiers stay empty.
    fn bext(&self) -> Vec<u8> {
        /// What stands for a value that was not measured.
        const UNMEASURED: i16 = 0x7FFF;
        let hundredths = |value: f64| {
            let scaled = (value * 100.0).round();
            if (-9_999.0..=9_999.0).contains(&scaled) { scaled as i16 } else { UNMEASURED }
        };
        let (integrated, true_peak) =
            self.loudness.map_or((UNMEASURED, UNMEASURED), |(lufs, peak)| (hundredths(lufs), hundredths(peak)));
        let mut bytes = vec![0; 602];
        let letters = self.about.description.bytes().filter(|letter| letter.is_ascii() && !letter.is_ascii_control());
        for (place, letter) in bytes.iter_mut().zip(letters.take(256)) {
            *place = letter;
        }
        bytes[256..256 + ORIGINATOR.len()].copy_from_slice(ORIGINATOR);
        bytes[338..346].copy_from_slice(&self.time_reference.to_le_bytes());
        bytes[346..348].copy_from_slice(&2_u16.to_le_bytes());
        let loudness = [integrated, UNMEASURED, true_peak, UNMEASURED, UNMEASURED];
        for (place, value) in loudness.iter().enumerate() {
            bytes[412 + place * 2..414 + place * 2].copy_from_slice(&value.to_le_bytes());
        }
        let history = format!("A=PCM,F={},W={},M=stereo,T=Needledrop\r\n", self.sample_rate, self.format.bits());
        bytes.extend_from_slice(history.as_bytes());
        bytes
    }
}

const ORIGINATOR: &[u8] = b"Needledrop";

fn chunk(bytes: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) {
    bytes.extend_from_slice(name);
    bytes.extend_from_slice(&(content.len() as u32).to_le_bytes());
    bytes.extend_from_slice(content);
    if content.len() % 2 == 1 {
        bytes.push(0);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    fn header(frames: u64) -> Header {
        let about = About { description: "1M01 Spark".to_owned(), ixml: "<BWFXML/>".to_owned() };
        Header { format: SampleFormat::Int24, sample_rate: 48_000, frames, time_reference: 7, loudness: None, about }
    }

    #[test]
    fn sizes_add_up() {
        for format in [SampleFormat::Int16, SampleFormat::Int24, SampleFormat::Float32] {
            let header = Header { format, ..header(1_001) };
            let bytes = header.bytes();
            let size = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
            assert_eq!(u64::from(size), bytes.len() as u64 - 8 + header.data_bytes());
            assert_eq!(&bytes[bytes.len() - 8..bytes.len() - 4], b"data");
        }
    }

    #[test]
    fn over_four_gibibytes_the_sizes_move_to_ds64() {
        let frames = 48_000 * 3600 * 5;
        let bytes = header(frames).bytes();
        assert_eq!(&bytes[..4], b"RF64");
        assert_eq!(&bytes[12..16], b"ds64");
        let long = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
        assert_eq!(long(20), bytes.len() as u64 - 8 + frames * 6);
        assert_eq!(long(28), frames * 6);
        assert_eq!(long(36), frames);
    }

    #[test]
    fn other_programs_read_files_over_four_gibibytes() {
        let header = header(48_000 * 3600 * 5);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("long.wav");
        let bytes = header.bytes();
        std::fs::write(&path, &bytes).expect("a file");
        // All but the header is a hole.
        let file = std::fs::File::options().write(true).open(&path).expect("the file");
        file.set_len(bytes.len() as u64 + header.data_bytes()).expect("room for a hole");
        let ffprobe = std::process::Command::new("ffprobe")
            .args(["-v", "error", "-show_entries", "stream=duration_ts:format_tags=time_reference"])
            .args(["-of", "default=noprint_wrappers=1:nokey=1"])
            .arg(&path)
            .output()
            .expect("ffprobe runs");
        assert_eq!(String::from_utf8_lossy(&ffprobe.stdout).trim(), "864000000\n7");
    }

    #[test]
    fn integers_are_rounded_and_stop_at_full_scale() {
        let mut bytes = Vec::new();
        SampleFormat::Int24.encode(0, &[[1.0, -1.0], [2.0, -2.0], [0.5, 1.0 / 8_388_608.0]], &mut bytes);
        assert_eq!(
            bytes,
            [
                0xFF, 0xFF, 0x7F, 0x00, 0x00, 0x80, 0xFF, 0xFF, 0x7F, 0x00, 0x00, 0x80, 0x00, 0x00, 0x40, 0x01, 0x00,
                0x00
            ]
        );
    }

    #[test]
    fn dither_hangs_on_the_place_alone_and_averages_to_nothing() {
        let frames = [[0.1, -0.2]; 1_000];
        let (mut whole, mut parts) = (Vec::new(), Vec::new());
        SampleFormat::Int16.encode(0, &frames, &mut whole);
        SampleFormat::Int16.encode(0, &frames[..333], &mut parts);
        SampleFormat::Int16.encode(333, &frames[333..], &mut parts);
        assert_eq!(whole, parts);
        let mean = (0..100_000).map(triangular_noise).sum::<f64>() / 100_000.0;
        assert!(mean.abs() < 0.01);
        assert!((0..100_000).all(|place| triangular_noise(place).abs() <= 1.0));
    }
}
