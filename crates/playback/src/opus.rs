//! A mix for others to listen to: a program as Ogg Opus (RFC 7845), through the renderer that plays it.

use std::io::{self, BufWriter, Write};
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::Arc;

use ogg::PacketWriter;
use ogg::writing::PacketWriteEndInfo;
use opusic_c::{Application, Bitrate, Channels, Encoder, ErrorCode, SampleRate as Rate};
use timebase::SampleRate;

use crate::Frame;
use crate::ahead::Ahead;
use crate::bounce::{Bounce, BounceError, Measure, PartFile, Progress, Unreadable};
use crate::convert::Frames;
use crate::program::Program;
use crate::source::Sources;

/// Frames of a packet: 20 ms at 48 kHz.
const PACKET: usize = 960;
/// Packets of a page: a second, so that a listener may begin anywhere.
const PACKETS_OF_A_PAGE: u64 = 50;
/// Bytes that a packet may have (RFC 6716, 3.2.1: 1,275 a frame).
const MOST_BYTES: usize = 4_000;
/// Every file is one stream, and the same mix gives the same bytes: the number need not differ from that of another.
const SERIAL: u32 = 0x4E44_4F50;

/// What file to write.
#[derive(Debug, Clone)]
pub struct OpusOptions {
    /// Where to; a file already there is replaced once the new one is whole.
    pub path: PathBuf,
    /// The samples of the time line to write.
    pub span: Range<i64>,
    /// From 6,000 to 510,000; music is hard to tell from the original at 128,000.
    pub bits_per_second: u32,
    /// What to do about recordings that cannot be read.
    pub unreadable: Unreadable,
    /// Columns of the waveform that is measured on the way.
    pub columns: usize,
}

/// A file that was written.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// Its length and loudness, measured before it was encoded.
    pub bounce: Bounce,
    /// Pairs of least and greatest sample of both sides, from −127 to 127.
    pub wave: Vec<(i8, i8)>,
}

/// Writes `options.span` of `program` to an Ogg Opus file: as long to the sample, and beginning with the first.
///
/// The file is written beside its place and renamed when it is whole. The same program and options give the same bytes with
/// the same encoder. `progress` is called about every 0.2 s of sound, and cancels by breaking.
///
/// # Errors
/// See [`BounceError`]; whichever it is, no new file is left behind and an old one is untouched.
pub fn encode_opus(
    program: &Arc<Program>,
    sources: &Arc<dyn Sources>,
    options: &OpusOptions,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Encoded, BounceError> {
    let Range { start, end } = options.span.clone();
    let length = end.checked_sub(start).filter(|&length| length > 0);
    let length = length.ok_or(BounceError::Empty { span: options.span.clone() })?;
    let failed = |source| BounceError::Write { path: options.path.clone(), source };
    let mut mix = Ahead::new(program, sources, options.span.clone());
    let mut measure = Measure::new(SampleRate::MIX)?;
    let mut wave = Wave::new(length, options.columns);
    let mut part = PartFile::create(&options.path).map_err(failed)?;
    let mut stream = Stream::begin(BufWriter::new(&mut part.file), length as u64, options.bits_per_second)?;
    stream.head().map_err(failed)?;
    let mut block = [[0.0; 2]; PACKET];
    let mut done = 0;
    while let Some(last) = stream.next() {
        let inside = (length - done).clamp(0, PACKET as i64) as usize;
        block.fill([0.0; 2]);
        mix.fill(done, &mut block[..inside]);
        if options.unreadable == Unreadable::Refuse
            && let Some(fault) = mix.faults().first()
        {
            return Err(fault.clone().into());
        }
        measure.add(&block[..inside]);
        wave.add(&block[..inside]);
        done += inside as i64;
        stream.write(&block, last, failed)?;
        if stream.packets % 10 == 0 && progress(Progress { done: done as u64, total: length as u64 }).is_break() {
            return Err(BounceError::Cancelled);
        }
    }
    stream.end().map_err(failed)?;
    part.keep(&options.path).map_err(failed)?;
    Ok(Encoded { bounce: measure.finish(length as u64, mix.faults().to_vec()), wave: wave.finish() })
}

/// An Ogg Opus stream being written.
struct Stream<'a, W: Write> {
    writer: PacketWriter<'a, W>,
    encoder: Encoder,
    /// Frames that a decoder makes before the first that counts.
    pre_skip: u64,
    length: u64,
    packets: u64,
    bytes: Vec<u8>,
}

impl<W: Write> Stream<'_, W> {
    fn begin(writer: W, length: u64, bits_per_second: u32) -> Result<Self, BounceError> {
        let refused = |error: ErrorCode| BounceError::Opus { reason: error.message() };
        let mut encoder = Encoder::new(Channels::Stereo, Rate::Hz48000, Application::Audio).map_err(refused)?;
        encoder.set_bitrate(Bitrate::Value(bits_per_second)).map_err(refused)?;
        let pre_skip = u64::from(encoder.get_look_ahead().map_err(refused)?);
        let writer = PacketWriter::new(writer);
        Ok(Self { writer, encoder, pre_skip, length, packets: 0, bytes: vec![0; MOST_BYTES] })
    }

    /// The two packets of RFC 7845, 5.1 and 5.2.
    fn head(&mut self) -> io::Result<()> {
        let mut head = b"OpusHead\x01\x02".to_vec();
        head.extend_from_slice(&u16::try_from(self.pre_skip).unwrap_or(u16::MAX).to_le_bytes());
        head.extend_from_slice(&48_000_u32.to_le_bytes());
        // No gain, and the mapping of plain stereo.
        head.extend_from_slice(&[0, 0, 0]);
        self.writer.write_packet(head, SERIAL, PacketWriteEndInfo::EndPage, 0)?;
        let vendor = b"needledrop";
        let mut tags = b"OpusTags".to_vec();
        tags.extend_from_slice(&(vendor.len() as u32).to_le_bytes());
        tags.extend_from_slice(vendor);
        tags.extend_from_slice(&0_u32.to_le_bytes());
        self.writer.write_packet(tags, SERIAL, PacketWriteEndInfo::EndPage, 0)
    }

    /// Whether the packet to be written is the last; `None` when all are. What the encoder holds back is asked for too.
    fn next(&self) -> Option<bool> {
        let needed = (self.length + self.pre_skip).div_ceil(PACKET as u64);
        (self.packets < needed).then_some(self.packets + 1 == needed)
    }

    fn write(
        &mut self,
        block: &[Frame],
        last: bool,
        failed: impl Fn(io::Error) -> BounceError,
    ) -> Result<(), BounceError> {
        let encoded = self.encoder.encode_float_to_slice(block.as_flattened(), &mut self.bytes);
        let size = encoded.map_err(|error| BounceError::Opus { reason: error.message() })?;
        self.packets += 1;
        let ends = match (last, self.packets % PACKETS_OF_A_PAGE) {
            (true, _) => PacketWriteEndInfo::EndStream,
            (false, 0) => PacketWriteEndInfo::EndPage,
            (false, _) => PacketWriteEndInfo::NormalPacket,
        };
        // The last position says where the sound ends, so that what was filled up is cut off (RFC 7845, 4.4).
        let granule = (self.packets * PACKET as u64).min(self.length + self.pre_skip);
        let packet = self.bytes[..size].to_vec();
        self.writer.write_packet(packet, SERIAL, ends, granule).map_err(failed)
    }

    fn end(self) -> io::Result<()> {
        self.writer.into_inner().flush()
    }
}

/// The waveform of what passes.
struct Wave {
    pairs: Vec<(f32, f32)>,
    length: i64,
    at: i64,
}

impl Wave {
    fn new(length: i64, columns: usize) -> Self {
        Self { pairs: vec![(0.0, 0.0); columns.max(1)], length, at: 0 }
    }

    fn add(&mut self, frames: &[Frame]) {
        let columns = self.pairs.len() as i64;
        for frame in frames {
            let column = (self.at * columns / self.length).clamp(0, columns - 1) as usize;
            let pair = &mut self.pairs[column];
            pair.0 = pair.0.min(frame[0]).min(frame[1]);
            pair.1 = pair.1.max(frame[0]).max(frame[1]);
            self.at += 1;
        }
    }

    fn finish(self) -> Vec<(i8, i8)> {
        let drawn = |sample: f32| (sample.clamp(-1.0, 1.0) * 127.0).round() as i8;
        self.pairs.into_iter().map(|(least, greatest)| (drawn(least), drawn(greatest))).collect()
    }
}
