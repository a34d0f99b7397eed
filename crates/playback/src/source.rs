//! Where recordings come from: sound files through `media`, anything else through the same two traits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use media::AudioReader;

/// A recording being read, as interleaved samples at its own rate.
pub trait Source: Send {
    /// In hertz; above 0.
    fn sample_rate(&self) -> u32;
    /// Channels of a frame, in the order of WAV files; above 0.
    fn channels(&self) -> usize;
    /// How many frames there are, where that is known before the end.
    fn frames(&self) -> Option<i64>;
    /// Makes `frame` the next one to be read, and what is read then the same as if everything before had been read.
    ///
    /// # Errors
    /// When the recording cannot be read there.
    fn seek(&mut self, frame: i64) -> Result<(), SourceError>;
    /// Reads the next frames into `samples`, in place of what it held: at least one and at most `most_frames`;
    /// 0 stands for the end.
    ///
    /// # Errors
    /// When the recording cannot be read there.
    fn read(&mut self, samples: &mut Vec<f32>, most_frames: usize) -> Result<usize, SourceError>;
}

/// Opens recordings.
pub trait Sources: Send + Sync {
    /// Opens the recording at `path`, at its first frame.
    ///
    /// # Errors
    /// When there is none, or it is not sound that can be read.
    fn open(&self, path: &Path) -> Result<Box<dyn Source>, SourceError>;

    /// Opens one of several sounds of the file at `path`, counted from 0: those of a picture.
    ///
    /// # Errors
    /// As [`Sources::open`].
    fn open_stream(&self, path: &Path, stream: usize) -> Result<Box<dyn Source>, SourceError> {
        let _ = stream;
        self.open(path)
    }
}

/// Why a recording cannot be read.
pub type SourceError = Arc<dyn std::error::Error + Send + Sync>;

/// A recording that cannot be read: its clip is silent, or the bounce is not made.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{path} cannot be read")]
pub struct Fault {
    /// The clip's id.
    pub clip: i64,
    /// The recording.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub cause: SourceError,
}

/// Sound files on this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Files;

impl Sources for Files {
    fn open(&self, path: &Path) -> Result<Box<dyn Source>, SourceError> {
        let reader = AudioReader::open(path).map_err(|error| Arc::new(error) as SourceError)?;
        Ok(Box::new(reader))
    }

    fn open_stream(&self, path: &Path, stream: usize) -> Result<Box<dyn Source>, SourceError> {
        let reader = AudioReader::open_stream(path, Some(stream)).map_err(|error| Arc::new(error) as SourceError)?;
        Ok(Box::new(reader))
    }
}

impl Source for AudioReader {
    fn sample_rate(&self) -> u32 {
        AudioReader::sample_rate(self).hertz()
    }

    fn channels(&self) -> usize {
        usize::from(AudioReader::channels(self))
    }

    fn frames(&self) -> Option<i64> {
        AudioReader::frames(self)
    }

    fn seek(&mut self, frame: i64) -> Result<(), SourceError> {
        AudioReader::seek(self, frame).map_err(|error| Arc::new(error) as SourceError)
    }

    fn read(&mut self, samples: &mut Vec<f32>, most_frames: usize) -> Result<usize, SourceError> {
        AudioReader::replace(self, samples, most_frames).map_err(|error| Arc::new(error) as SourceError)
    }
}
