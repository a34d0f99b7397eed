//! The bounce: a program written to a Broadcast Wave file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use media::LoudnessMeter;
use timebase::{Flicks, SampleRate};

use crate::Frame;
use crate::ahead::Ahead;
use crate::convert::{ConversionError, Converter, Frames};
use crate::limiter::Limited;
use crate::meters::FLOOR_DB;
use crate::program::Program;
use crate::source::{Fault, Sources};
use crate::track::CONVERSION_BLOCK;
use crate::wave::{About, Header, SampleFormat};

/// Frames rendered, measured and written at once.
const BLOCK: usize = 8192;

/// What to do about clips whose recordings cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unreadable {
    /// Write nothing, and say which.
    #[default]
    Refuse,
    /// Write silence in their place, and say which in [`Bounce::faults`].
    Silence,
}

/// What file to write.
#[derive(Debug, Clone)]
pub struct BounceOptions {
    /// Where to; a file already there is replaced once the new one is whole.
    pub path: PathBuf,
    /// The samples of the time line to write; the clips outside are left out, the gaps inside are silence.
    pub span: Range<i64>,
    /// At any rate but 48 kHz the mix goes through one more conversion.
    pub sample_rate: SampleRate,
    /// How samples are stored.
    pub format: SampleFormat,
    /// Time from midnight to the first sample of the file: what its timecode says. Written as the BWF time reference.
    pub since_midnight: Flicks,
    /// What to do about recordings that cannot be read.
    pub unreadable: Unreadable,
    /// What the file says of itself.
    pub about: About,
}

/// How far a bounce has come, in frames of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Written.
    pub done: u64,
    /// To be written.
    pub total: u64,
}

/// A file that was written.
#[derive(Debug, Clone)]
pub struct Bounce {
    /// Its length in frames at its own rate.
    pub frames: u64,
    /// Integrated loudness after ITU-R BS.1770 in LUFS; `None` where all is below the gate of −70 LUFS.
    pub loudness_lufs: Option<f64>,
    /// The highest true peak of both sides after ITU-R BS.1770, in dBTP; [`FLOOR_DB`] for silence.
    pub true_peak_dbtp: f64,
    /// Samples over full scale, counted on each side: clipped in an integer file, kept in a float file.
    pub samples_over: u64,
    /// Clips that are silent in the file because their recordings cannot be read.
    pub faults: Vec<Fault>,
}

/// Why no file was written.
#[derive(Debug, thiserror::Error)]
pub enum BounceError {
    /// The span ends before it starts, has no sample, or more than can be counted.
    #[error("there is nothing between sample {} and sample {}", .span.start, .span.end)]
    Empty {
        /// The span asked for.
        span: Range<i64>,
    },
    /// A recording cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Fault),
    /// The rate cannot be made from 48 kHz.
    #[error(transparent)]
    Conversion(#[from] ConversionError),
    /// The meter does not take the rate.
    #[error("loudness cannot be measured at {hertz} Hz")]
    Meter {
        /// The rate asked for.
        hertz: u32,
    },
    /// The encoder does not take what it is asked for.
    #[error("cannot be encoded as Opus: {reason}")]
    Opus {
        /// What the encoder says.
        reason: &'static str,
    },
    /// The caller broke off.
    #[error("the bounce was cancelled")]
    Cancelled,
    /// The file cannot be written.
    #[error("cannot write {path}")]
    Write {
        /// The file asked for.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}

/// Writes `options.span` of `program` to a file.
///
/// The file is written beside its place and renamed when it is whole and on the disk. The same program and options
/// give the same bytes. It is rendered ahead on all cores. Memory does not grow with the length. `progress` is called after each block of about
/// 0.2 s of sound, and cancels by breaking.
///
/// # Errors
/// See [`BounceError`]; whichever it is, no new file is left behind and an old one is untouched.
pub fn bounce(
    program: &Arc<Program>,
    sources: &Arc<dyn Sources>,
    options: &BounceOptions,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Bounce, BounceError> {
    let length = options.span.end.checked_sub(options.span.start);
    if length.is_none_or(|length| length <= 0) {
        return Err(BounceError::Empty { span: options.span.clone() });
    }
    let mut mix = Mixdown::new(program, sources, options)?;
    let failed = |source| BounceError::Write { path: options.path.clone(), source };
    let mut part = PartFile::create(&options.path).map_err(failed)?;
    let written = mix.write(&mut part.file, options, &mut progress)?;
    part.keep(&options.path).map_err(failed)?;
    Ok(written)
}

/// As [`bounce`] at 48 kHz, with no sample above `ceiling`, an amplitude: what would be is turned down for a moment, seen
/// ahead.
///
/// # Errors
/// As [`bounce`].
pub fn bounce_limited(
    program: &Arc<Program>,
    sources: &Arc<dyn Sources>,
    options: &BounceOptions,
    ceiling: f64,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Bounce, BounceError> {
    let length = options.span.end.checked_sub(options.span.start).filter(|length| *length > 0);
    let Some(length) = length else { return Err(BounceError::Empty { span: options.span.clone() }) };
    let options = BounceOptions { sample_rate: SampleRate::MIX, ..options.clone() };
    let ahead = Ahead::new(program, sources, options.span.clone());
    let mut mix = Mixdown::Limited(Box::new(Limited::new(ahead, length, ceiling)));
    let failed = |source| BounceError::Write { path: options.path.clone(), source };
    let mut part = PartFile::create(&options.path).map_err(failed)?;
    let written = mix.write(&mut part.file, &options, &mut progress)?;
    part.keep(&options.path).map_err(failed)?;
    Ok(written)
}

enum Mixdown {
    Plain(Box<Ahead>),
    Limited(Box<Limited<Ahead>>),
    Converted(Box<Converter<Ahead>>),
}

impl Mixdown {
    fn new(program: &Arc<Program>, sources: &Arc<dyn Sources>, options: &BounceOptions) -> Result<Self, BounceError> {
        let span = Ahead::new(program, sources, options.span.clone());
        if options.sample_rate == SampleRate::MIX {
            return Ok(Self::Plain(Box::new(span)));
        }
        let (from, to) = (SampleRate::MIX.hertz(), options.sample_rate.hertz());
        Ok(Self::Converted(Box::new(Converter::new(span, from, to, CONVERSION_BLOCK)?)))
    }

    fn fill(&mut self, first: i64, out: &mut [Frame]) {
        match self {
            Self::Plain(span) => span.fill(first, out),
            Self::Limited(limiter) => limiter.fill(first, out),
            Self::Converted(converter) => converter.fill(first, out),
        }
    }

    fn faults(&mut self) -> &[Fault] {
        match self {
            Self::Plain(span) => span.faults(),
            Self::Limited(limiter) => limiter.input_mut().faults(),
            Self::Converted(converter) => converter.input_mut().faults(),
        }
    }

    fn write(
        &mut self,
        file: &mut File,
        options: &BounceOptions,
        progress: &mut impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Bounce, BounceError> {
        let failed = |source| BounceError::Write { path: options.path.clone(), source };
        let length = SampleRate::MIX.flicks(options.span.end - options.span.start);
        let frames = options.sample_rate.samples_nearest(length).max(0) as u64;
        let mut header = Header {
            format: options.format,
            sample_rate: options.sample_rate.hertz(),
            frames,
            time_reference: u64::try_from(options.sample_rate.samples_nearest(options.since_midnight)).unwrap_or(0),
            loudness: None,
            about: options.about.clone(),
        };
        let mut measure = Measure::new(options.sample_rate)?;
        let mut out = BufWriter::with_capacity(1 << 18, file);
        out.write_all(&header.bytes()).map_err(failed)?;
        let mut block = vec![[0.0; 2]; BLOCK];
        let mut bytes = Vec::with_capacity(BLOCK * 8);
        let mut done = 0;
        while done < frames {
            let count = (frames - done).min(BLOCK as u64) as usize;
            self.fill(done as i64, &mut block[..count]);
            if options.unreadable == Unreadable::Refuse
                && let Some(fault) = self.faults().first()
            {
                return Err(fault.clone().into());
            }
            measure.add(&block[..count]);
            bytes.clear();
            options.format.encode(done, &block[..count], &mut bytes);
            out.write_all(&bytes).map_err(failed)?;
            done += count as u64;
            if progress(Progress { done, total: frames }).is_break() {
                return Err(BounceError::Cancelled);
            }
        }
        let bounce = measure.finish(frames, self.faults().to_vec());
        header.loudness = Some((bounce.loudness_lufs.unwrap_or(f64::NEG_INFINITY), bounce.true_peak_dbtp));
        out.seek(SeekFrom::Start(0)).map_err(failed)?;
        out.write_all(&header.bytes()).map_err(failed)?;
        out.flush().map_err(failed)?;
        Ok(bounce)
    }
}

/// What is told about the sound of the file.
pub(crate) struct Measure {
    meter: LoudnessMeter,
    samples_over: u64,
}

impl Measure {
    pub(crate) fn new(rate: SampleRate) -> Result<Self, BounceError> {
        let meter = LoudnessMeter::stereo(rate).ok_or(BounceError::Meter { hertz: rate.hertz() })?;
        Ok(Self { meter: meter.with_true_peak(rate), samples_over: 0 })
    }

    pub(crate) fn add(&mut self, frames: &[Frame]) {
        let samples = frames.as_flattened();
        self.samples_over += samples.iter().filter(|sample| sample.abs() > 1.0).count() as u64;
        self.meter.add(samples);
    }

    pub(crate) fn finish(self, frames: u64, faults: Vec<Fault>) -> Bounce {
        let peak = (0..2).filter_map(|side| self.meter.true_peak(side)).fold(0.0, f64::max);
        Bounce {
            frames,
            loudness_lufs: self.meter.integrated(),
            true_peak_dbtp: (20.0 * peak.log10()).max(f64::from(FLOOR_DB)),
            samples_over: self.samples_over,
            faults,
        }
    }
}

/// How many part files this process has begun.
static PARTS: AtomicU64 = AtomicU64::new(0);

/// A file on its way; gone again unless it is kept.
pub(crate) struct PartFile {
    pub(crate) file: File,
    path: PathBuf,
    kept: bool,
}

impl PartFile {
    pub(crate) fn create(target: &Path) -> io::Result<Self> {
        target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        loop {
            // Two bounces to one place at the same time must not write into one another. By this beginning of its name, the
            // document's crate knows what a process that is gone left unfinished.
            let number = PARTS.fetch_add(1, Ordering::Relaxed);
            let path = target.with_file_name(format!(".needledrop-{}-{number}.part", std::process::id()));
            match File::create_new(&path) {
                Ok(file) => return Ok(Self { file, path, kept: false }),
                // Left by an earlier process of our number, or put there to lead us elsewhere.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn keep(mut self, target: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, target)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.kept
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(%error, path = %self.path.display(), "an unfinished file stays behind");
        }
    }
}
