//! Exact decoding of one sound file, whatever its format.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};
use timebase::SampleRate;

use crate::MediaError;
use crate::chunk::{Chunks, Family};
use crate::codec::shown;
use crate::coded::Coded;
use crate::extent::{OggEnd, caf_chunks, flac_end, ogg_end};
use crate::hash::open;
use crate::linear::Linear;
use crate::mp4::Movie;
use crate::sniff::{EXTENSIONS, Foreign, foreign, mp3_states_its_length};
use crate::window::View;

/// What kind of sound a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Probe {
    /// Lower-case name shown to users: "wav", "aiff", "flac", "mp3", "aac", "alac", "vorbis", "opus", "caf", "mp4".
    pub format: String,
    /// Frames a second.
    pub sample_rate: SampleRate,
    /// Channels of a frame, at least 1.
    pub channels: u16,
    /// Playable frames: encoder delay and padding are not counted.
    pub frames: i64,
    /// Bits of a sample where the format has such a number; 32 or 64 for floats.
    pub bits: Option<u16>,
}

/// Exact, trimmed, seekable decoding of one file.
///
/// Frame 0 is the first frame of the recording: what the encoder put before it is gone. Reading straight through and
/// seeking give the same frames, bit by bit, except for AAC (whose decoder fills noise bands at random).
///
/// A packet that cannot be decoded is silent, so that all after it stays in time; [`Self::skipped`] counts them.
pub struct AudioReader {
    source: Source,
    frames: Option<i64>,
    format: String,
    /// Whether the container says that it ends here, as an Ogg file must.
    finished: bool,
}

enum Source {
    Linear(Linear),
    Coded(Box<Coded>),
}

impl std::fmt::Debug for AudioReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AudioReader")
            .field("format", &self.format)
            .field("frames", &self.frames)
            .finish_non_exhaustive()
    }
}

impl AudioReader {
    /// Opens a file at its first frame. A file cut short opens if some of its sound can be read.
    ///
    /// # Errors
    /// Every variant of [`MediaError`] but `Cancelled`.
    pub fn open(path: &Path) -> Result<Self, MediaError> {
        let mut file = open(path)?;
        let mut head = Vec::new();
        file.by_ref().take(16).read_to_end(&mut head)?;
        if head.is_empty() {
            return Err(MediaError::Empty);
        }
        match foreign(&head) {
            Some(Foreign::Named(name)) => return Err(MediaError::Unsupported { codec: name.to_owned() }),
            Some(Foreign::NotAudio) => return Err(MediaError::NotAudio),
            None => {}
        }
        let chunks = Chunks::walk(&mut file)?;
        if let Some(chunks) = &chunks
            && let Some(linear) = Linear::open(file.try_clone()?, chunks)?
        {
            let format = match chunks.family {
                Family::Wave => "wav",
                Family::Aiff => "aiff",
            };
            return Self::linear(linear, format);
        }
        let caf = caf_chunks(&mut file)?;
        if let Some(caf) = &caf
            && let Some(linear) = Linear::open_caf(file.try_clone()?, caf)?
        {
            return Self::linear(linear, "caf");
        }
        let movie = Movie::walk(&mut file)?;
        if movie.as_ref().is_some_and(|movie| !movie.indexed) {
            return Err(match movie.as_ref().is_some_and(|movie| movie.cut.is_some()) {
                true => MediaError::Truncated { kept: None, promised: None },
                false => MediaError::damaged("its index (moov) is missing"),
            });
        }
        let ogg = if head.starts_with(b"OggS") { ogg_end(&mut file)? } else { None };
        let mut coded = match (&movie, ogg) {
            (Some(movie), _) => Coded::open(path, Some(movie), View { size: movie.cut, ..View::default() })?,
            (None, Some(end)) => open_ogg(path, end)?,
            (None, None) => {
                let last = caf.as_ref().and_then(|caf| caf.last());
                let size = match last {
                    Some(last) => Some(last.start.saturating_add(last.size)),
                    None => flac_end(&mut file)?,
                };
                Coded::open(path, None, View { size, ..View::default() })?
            }
        };
        match coded.container {
            "mp3" if !mp3_states_its_length(&mut file)? => coded.forget_length(),
            "aac" | "adts" => coded.forget_length(),
            "wave" => {
                let fact = chunks.as_ref().and_then(|chunks| chunks.find(b"fact"));
                if let Some(stated) = fact.and_then(|fact| fact_frames(&mut file, fact.start))
                    && coded.frames().is_none_or(|frames| stated < frames)
                {
                    coded.cut_at(stated);
                }
            }
            _ => {}
        }
        let finished = ogg.is_none_or(|end| end.finished);
        let frames = coded.frames();
        if frames == Some(0) {
            return Err(MediaError::NoSound);
        }
        Ok(Self {
            frames,
            format: shown(coded.codec, coded.container),
            source: Source::Coded(Box::new(coded)),
            finished,
        })
    }

    fn linear(linear: Linear, format: &str) -> Result<Self, MediaError> {
        if linear.promised == 0 {
            return Err(MediaError::NoSound);
        }
        let frames = Some(linear.promised);
        Ok(Self { frames, format: format.to_owned(), source: Source::Linear(linear), finished: true })
    }

    /// Frames a second.
    #[must_use]
    pub fn sample_rate(&self) -> SampleRate {
        match &self.source {
            Source::Linear(linear) => linear.rate,
            Source::Coded(coded) => coded.rate,
        }
    }

    /// Channels of a frame, at least 1.
    #[must_use]
    pub fn channels(&self) -> u16 {
        match &self.source {
            Source::Linear(linear) => linear.channels,
            Source::Coded(coded) => coded.channels,
        }
    }

    /// Bits of a sample where the format has such a number.
    #[must_use]
    pub fn bits(&self) -> Option<u16> {
        match &self.source {
            Source::Linear(linear) => Some(linear.bits),
            Source::Coded(coded) => coded.bits,
        }
    }

    /// Lower-case name of the format, as in [`Probe::format`].
    #[must_use]
    pub fn format(&self) -> &str {
        &self.format
    }

    /// Playable frames that the container promises, after trimming; `None` where it does not know (MP3 without a
    /// Xing header, raw AAC). A file cut short has fewer.
    #[must_use]
    pub fn frames(&self) -> Option<i64> {
        self.frames
    }

    /// Packets so far that could not be decoded and were replaced by silence.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        match &self.source {
            Source::Linear(_) => 0,
            Source::Coded(coded) => coded.tally().skipped,
        }
    }

    /// Packets so far that were decoded.
    pub(crate) fn decoded(&self) -> u64 {
        match &self.source {
            Source::Linear(_) => 1,
            Source::Coded(coded) => coded.tally().decoded,
        }
    }

    /// Whether the file ends where its container says it does, as far as that is known before decoding.
    pub(crate) fn is_finished(&self) -> bool {
        self.finished
    }

    /// Makes the next read start exactly at this playable frame. A frame beyond the end gives the end.
    ///
    /// Packets before the target are decoded and dropped until the decoder has settled, so that the sound equals that
    /// of straight decoding.
    ///
    /// # Errors
    /// [`MediaError::Io`], or what [`Self::open`] reports if the file changed meanwhile.
    pub fn seek(&mut self, frame: i64) -> Result<(), MediaError> {
        match &mut self.source {
            Source::Linear(linear) => {
                linear.seek(frame);
                Ok(())
            }
            Source::Coded(coded) => coded.seek(frame),
        }
    }

    /// Appends up to `most` frames, interleaved, full scale at ±1, and says how many; 0 at the end.
    ///
    /// Fewer than `most` come only at the end.
    ///
    /// # Errors
    /// [`MediaError::Io`] and its kin if the disk fails.
    pub fn read(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        match &mut self.source {
            Source::Linear(linear) => linear.read(out, most),
            Source::Coded(coded) => coded.read(out, most),
        }
    }
}

/// Whether an import of a folder tries this file: by its extension. Formats that are known but not supported are
/// tried too, so that the user hears why they are left out.
#[must_use]
pub fn is_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    // macOS leaves "._song.mp3" beside each file on foreign disks; they hold no sound.
    let shadow = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("._"));
    !shadow && extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// An Ogg file whose last pages are damaged opens too, but from start to end only.
fn open_ogg(path: &Path, end: OggEnd) -> Result<Coded, MediaError> {
    let view = View { size: Some(end.bytes), forward_only: false };
    match Coded::open(path, None, view) {
        Err(MediaError::Damaged { .. } | MediaError::Truncated { .. }) => {
            let mut coded = Coded::open(path, None, View { forward_only: true, ..view })?;
            if let Some(frames) = end.frames {
                coded.end_at(frames);
            }
            Ok(coded)
        }
        opened => opened,
    }
}

/// Frames by the `fact` chunk; `None` if it says nothing useful.
fn fact_frames<R: Read + Seek>(file: &mut R, start: u64) -> Option<i64> {
    let mut bytes = [0; 4];
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    match u32::from_le_bytes(bytes) {
        0 | u32::MAX => None,
        frames => Some(i64::from(frames)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_can_move_to_a_worker_thread() {
        fn is_send<T: Send>() {}
        is_send::<AudioReader>();
    }

    #[test]
    fn folders_are_searched_by_extension() {
        for name in ["a.wav", "b.MP3", "c d.Flac", "é.m4a", "old.wma"] {
            assert!(is_candidate(Path::new(name)), "{name}");
        }
        for name in ["cover.jpg", "notes.txt", "wav", "._a.wav", ""] {
            assert!(!is_candidate(Path::new(name)), "{name}");
        }
    }
}
