//! Uncompressed sound in WAV, RF64, BW64, AIFF, AIFF-C and CAF, read straight from the file.
//!
//! Symphonia 0.6 reads neither RF64 nor a file cut short in its sound, so the header walk is ours; what lies
//! behind it is only numbers. A frame of a linear file stands at a fixed place, which makes seeking exact.

mod head;
mod shape;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use timebase::SampleRate;

use self::head::{aiff, caf, wave};
pub(crate) use self::shape::Shape;
use self::shape::{Sample, convert, silence_broken};
use crate::chunk::{Chunk, Chunks, Family};
use crate::layout::Layout;
use crate::window::{View, Window};
use crate::{MediaError, rate};

/// The sound of one linear file.
#[derive(Debug)]
pub(crate) struct Linear {
    file: Bytes,
    sample: Sample,
    pub rate: SampleRate,
    pub channels: u16,
    pub bits: u16,
    /// Where each channel sounds.
    pub layout: Layout,
    /// As the header says, in frames.
    pub promised: i64,
    /// As the file has, in frames.
    kept: i64,
    start: u64,
    /// Next frame to read.
    position: i64,
    /// The byte that the file gives next, where that is known.
    at: Option<u64>,
    bytes: Vec<u8>,
}

/// Where the numbers are read from.
#[derive(Debug)]
enum Bytes {
    /// A file that holds them in one piece.
    File(File),
    /// Pieces of a movie, one after the other.
    Shown(Window),
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Shown(window) => window.read(buffer),
        }
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Shown(window) => window.seek(to),
        }
    }
}

/// Frames taken from the file at once.
const BLOCK: usize = 1 << 14;
/// More channels than any sound file has; what claims more is damaged.
const MOST_CHANNELS: u16 = 256;

impl Linear {
    /// `None` if the file is chunked but its sound is compressed.
    pub(crate) fn open(mut file: File, chunks: &Chunks) -> Result<Option<Self>, MediaError> {
        let found = match chunks.family {
            Family::Wave => wave(&mut file, chunks)?,
            Family::Aiff => aiff(&mut file, chunks)?,
        };
        let Some((shape, start, size)) = found else { return Ok(None) };
        Self::new(file, &shape, start, size).map(Some)
    }

    /// The same for CAF: `None` if its sound is compressed.
    pub(crate) fn open_caf(mut file: File, chunks: &[Chunk]) -> Result<Option<Self>, MediaError> {
        let find = |id: &[u8; 4]| chunks.iter().copied().find(|chunk| &chunk.id == id);
        let (Some(description), Some(data)) = (find(b"desc"), find(b"data")) else { return Ok(None) };
        let bytes = Chunks::content(&mut file, description, 32)?;
        let Some(shape) = caf(&bytes)? else { return Ok(None) };
        // The content opens with a count of edits.
        Self::new(file, &shape, data.start + 4, data.size.saturating_sub(4)).map(Some)
    }

    /// The numbers of a sound track of a movie, which lie in `view` one after the other: from frame `first` on.
    pub(crate) fn open_shown(path: &Path, view: &View, shape: &Shape, first: u64) -> Result<Self, MediaError> {
        let mut window = view.open(path)?;
        let size = window.seek(SeekFrom::End(0))?;
        let start = first.saturating_mul(shape.frame()).min(size);
        Self::of(Bytes::Shown(window), shape, start, size - start, size)
    }

    fn new(file: File, shape: &Shape, start: u64, size: u64) -> Result<Self, MediaError> {
        let all = file.metadata()?.len();
        Self::of(Bytes::File(file), shape, start, size, all)
    }

    fn of(file: Bytes, shape: &Shape, start: u64, size: u64, all: u64) -> Result<Self, MediaError> {
        let rate = rate::checked(shape.rate)?;
        if shape.channels == 0 || shape.channels > MOST_CHANNELS {
            return Err(MediaError::damaged(format!("it claims {} channels", shape.channels)));
        }
        let frame = shape.sample.bytes() as u64 * u64::from(shape.channels);
        let promised = i64::try_from(size / frame).unwrap_or(i64::MAX);
        let kept = i64::try_from(size.min(all.saturating_sub(start)) / frame).unwrap_or(i64::MAX);
        // Some writers count the header in. A tenth of a second that is missing is no cut.
        let missing = promised.saturating_sub(kept);
        let promised = if missing <= i64::from(rate.hertz()) / 10 { kept } else { promised };
        Ok(Self {
            file,
            sample: shape.sample,
            rate,
            channels: shape.channels,
            bits: shape.bits,
            layout: Layout::of_speakers(shape.channels, shape.speakers),
            promised,
            kept,
            start,
            position: 0,
            at: None,
            bytes: Vec::new(),
        })
    }

    pub(crate) fn seek(&mut self, frame: i64) {
        self.position = frame.clamp(0, self.kept);
    }

    pub(crate) fn read(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        let (frame, wanted) = (self.frame(), most.min(self.left()));
        let mut done = 0;
        while done < wanted {
            let block = (wanted - done).min(BLOCK);
            let mut bytes = std::mem::take(&mut self.bytes);
            bytes.resize(block * frame, 0);
            let read = self.take(&mut bytes)?;
            convert(self.sample, &bytes[..read * frame], out);
            self.bytes = bytes;
            done += read;
            if read < block {
                break;
            }
        }
        Ok(done)
    }

    /// As [`Self::read`], in place of what `out` held. Floats come straight from the file to where they are wanted.
    pub(crate) fn replace(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        if !self.sample.is_ours() {
            out.clear();
            return self.read(out, most);
        }
        let channels = usize::from(self.channels);
        out.resize(most.min(self.left()) * channels, 0.0);
        let read = self.take(bytemuck::cast_slice_mut(out)).inspect_err(|_| out.clear())?;
        out.truncate(read * channels);
        silence_broken(out);
        Ok(read)
    }

    /// Bytes of a frame.
    fn frame(&self) -> usize {
        self.sample.bytes() * usize::from(self.channels)
    }

    /// Frames that are left.
    fn left(&self) -> usize {
        usize::try_from(self.kept - self.position).unwrap_or(0)
    }

    /// Fills `bytes` with the next frames, and says how many came.
    fn take(&mut self, bytes: &mut [u8]) -> Result<usize, MediaError> {
        let frame = self.frame();
        let from = self.start + self.position as u64 * frame as u64;
        // Reading on asks the system for nothing but the bytes.
        if self.at.take() != Some(from) {
            self.file.seek(SeekFrom::Start(from))?;
        }
        let read = fill(&mut self.file, bytes)?;
        self.at = Some(from + read as u64);
        self.position += (read / frame) as i64;
        Ok(read / frame)
    }
}

/// Reads until the buffer is full or the file ends; how many bytes came.
fn fill(file: &mut Bytes, buffer: &mut [u8]) -> Result<usize, MediaError> {
    let mut done = 0;
    while done < buffer.len() {
        match file.read(&mut buffer[done..]) {
            Ok(0) => break,
            Ok(read) => done += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done)
}
