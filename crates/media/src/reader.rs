//! Exact decoding of one sound file, whatever its format.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use timebase::SampleRate;

use crate::chain::Chain;
use crate::chunk::{Chunks, Family};
use crate::codec::shown;
use crate::coded::Coded;
use crate::extent::{caf_chunks, tagged_start, untagged_end};
use crate::flac::Flac;
use crate::guard::guard;
use crate::hash::open;
use crate::layout::Layout;
use crate::linear::Linear;
use crate::mp4::Movie;
use crate::sniff::{Foreign, foreign, named_by_ending};
use crate::stream_info::matroska;
use crate::window::{Part, View};
use crate::{MediaError, adts, mpeg, wrap};

/// Exact, trimmed, seekable decoding of one file.
///
/// Frame 0 is the first frame of the recording: what the encoder put before it is gone. Reading straight through and
/// seeking give the same frames, bit by bit, except for AAC (whose decoder fills noise bands at random).
///
/// A packet that cannot be decoded is silent, so that all after it stays in time; [`Self::skipped`] counts them.
pub struct AudioReader {
    source: Source,
    format: String,
    /// Whether the file ends where its container does, as far as that is known before decoding.
    finished: bool,
    /// A decoder panicked: what it left is not to be used.
    broken: bool,
}

enum Source {
    Linear(Linear),
    Coded(Chain),
}

impl std::fmt::Debug for AudioReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AudioReader")
            .field("format", &self.format)
            .field("frames", &self.frames())
            .finish_non_exhaustive()
    }
}

impl AudioReader {
    /// Opens a file at its first frame. A file cut short opens if some of its sound can be read. Tags and pictures, and
    /// counts in headers that the sound contradicts, do not matter.
    ///
    /// # Errors
    /// Every variant of [`MediaError`] but `Cancelled`.
    pub fn open(path: &Path) -> Result<Self, MediaError> {
        guard(|| Self::open_unguarded(path)).map_err(|error| match named_by_ending(path) {
            // Nothing in the file tells what it is, but its name does.
            Some(name) if matches!(error, MediaError::NotAudio) => MediaError::Unsupported { codec: name.to_owned() },
            _ => error,
        })
    }

    /// Opens one of the sounds of a picture file, counted from 0: QuickTime, MP4, Matroska or WebM. `None`, and 0 of any
    /// other file, is as [`Self::open`].
    ///
    /// # Errors
    /// As [`Self::open`]; a file without so many sounds is [`MediaError::NoSound`].
    pub fn open_stream(path: &Path, stream: Option<usize>) -> Result<Self, MediaError> {
        let Some(stream) = stream else { return Self::open(path) };
        guard(|| {
            let mut file = open(path)?;
            let mut head = Vec::new();
            file.by_ref().take(16).read_to_end(&mut head)?;
            if head.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
                let view = matroska(&mut file)?;
                return Self::coded(path, Coded::open(path, None, view, Some(stream))?, true);
            }
            match Movie::walk_for(&mut file, Some(stream))? {
                Some(movie) => Self::open_sound_of(path, &movie),
                None if stream == 0 => Self::open_unguarded(path),
                None => Err(MediaError::NoSound),
            }
        })
    }

    fn open_sound_of(path: &Path, movie: &Movie) -> Result<Self, MediaError> {
        let Some(track) = &movie.linear else { return Self::open_movie(path, movie) };
        let first = movie.playable(None, track.shape.rate()).start;
        let first = u64::try_from(first).unwrap_or(0);
        Self::linear(Linear::open_shown(path, &track.view(), &track.shape, first)?, "wav")
    }

    fn open_unguarded(path: &Path) -> Result<Self, MediaError> {
        let mut file = open(path)?;
        let start = tagged_start(&mut file)?;
        file.seek(SeekFrom::Start(start))?;
        let mut head = Vec::new();
        file.by_ref().take(16).read_to_end(&mut head)?;
        if head.is_empty() {
            return Err(if start == 0 { MediaError::Empty } else { MediaError::NoSound });
        }
        match foreign(&head) {
            Some(Foreign::Named(name)) => return Err(MediaError::Unsupported { codec: name.to_owned() }),
            Some(Foreign::NotAudio) => return Err(MediaError::NotAudio),
            None => {}
        }
        if head.starts_with(b"OggS") {
            return Self::open_ogg(path, &mut file, start);
        }
        if head.starts_with(b"fLaC") {
            return Self::open_flac(path, &mut file, start);
        }
        if start == 0 {
            if let Some(chunks) = Chunks::walk(&mut file)? {
                return Self::open_chunks(path, &mut file, &chunks);
            }
            if let Some(caf) = caf_chunks(&mut file)? {
                if let Some(linear) = Linear::open_caf(file.try_clone()?, &caf)? {
                    return Self::linear(linear, "caf");
                }
                return Self::coded(path, Coded::open(path, None, wrap::caf(&mut file, &caf)?, None)?, true);
            }
            if let Some(movie) = Movie::walk(&mut file)? {
                return Self::open_movie(path, &movie);
            }
        }
        Self::open_frames(path, &mut file, start, &head)
    }

    fn open_ogg(path: &Path, file: &mut File, start: u64) -> Result<Self, MediaError> {
        let (chain, finished) = Chain::open_ogg(path, file, start)?;
        Ok(Self::chain(chain, finished))
    }

    fn open_flac(path: &Path, file: &mut File, start: u64) -> Result<Self, MediaError> {
        let end = untagged_end(file)?;
        let Some(flac) = Flac::walk(file, start)? else { return Err(MediaError::NotAudio) };
        let Some(view) = flac.view(end) else {
            return Err(match (flac.cut, flac.informed) {
                (true, _) => MediaError::Truncated { kept: None, promised: None },
                (false, false) => MediaError::damaged("the part that says how to play it (STREAMINFO) is missing"),
                (false, true) => MediaError::NoSound,
            });
        };
        let mut coded = Coded::open(path, None, view, None)?;
        coded.speakers = flac.speakers(file)?.unwrap_or(coded.speakers);
        if let Some(stated) = flac.stated() {
            coded.promise(stated);
        }
        Self::coded(path, coded, true)
    }

    fn open_chunks(path: &Path, file: &mut File, chunks: &Chunks) -> Result<Self, MediaError> {
        if let Some(linear) = Linear::open(file.try_clone()?, chunks)? {
            let format = match chunks.family {
                Family::Wave => "wav",
                Family::Aiff => "aiff",
            };
            return Self::linear(linear, format);
        }
        let Some(wrapped) = wrap::chunks(file, chunks)? else { return Err(MediaError::NoSound) };
        let mut coded = Coded::open(path, None, wrapped.view, None)?;
        // The last block of ADPCM is filled up; a count that is lower than that is wrong.
        if let (Some(stated), Some(frames)) = (wrapped.stated, coded.frames())
            && stated < frames
            && frames - stated < wrapped.block
        {
            coded.cut_at(stated);
        }
        Self::coded(path, coded, true)
    }

    fn open_movie(path: &Path, movie: &Movie) -> Result<Self, MediaError> {
        if !movie.indexed {
            return Err(match movie.cut {
                Some(_) => MediaError::Truncated { kept: None, promised: None },
                None => MediaError::damaged("its index (moov) is missing"),
            });
        }
        let mut coded = Coded::open(path, Some(movie), movie.view(), None)?;
        coded.speakers = movie.speakers().unwrap_or(coded.speakers);
        Self::coded(path, coded, !movie.unfinished)
    }

    /// MPEG audio and AAC without a container, which are found by their frames.
    fn open_frames(path: &Path, file: &mut File, start: u64, head: &[u8]) -> Result<Self, MediaError> {
        let end = untagged_end(file)?.max(start);
        let aac_first = adts::is_frame(head);
        if !aac_first && let Some(found) = mpeg::walk(file, start)? {
            if found.layer != 3 {
                return Err(MediaError::Unsupported { codec: format!("MPEG layer {}", found.layer) });
            }
            let first = found.info.as_ref().map_or(0, |info| info.len() as u64);
            let behind = found.start + first;
            let rest = Part::File { start: behind, length: end.saturating_sub(behind) };
            let states = found.info.is_some();
            let parts = found.info.map(Part::Bytes).into_iter().chain([rest]).collect();
            let mut coded = Coded::open(path, None, View::new(parts), None)?;
            if !states {
                coded.forget_length();
            } else if found.miscounted {
                coded.doubt_length();
            }
            return Self::coded(path, coded, true);
        }
        let start = adts::find(file, start)?.unwrap_or(start);
        let mut coded = Coded::open(path, None, View::range(start, end), None)?;
        coded.forget_length();
        Self::coded(path, coded, true)
    }

    fn coded(path: &Path, coded: Coded, finished: bool) -> Result<Self, MediaError> {
        if coded.frames() == Some(0) {
            return Err(MediaError::NoSound);
        }
        Ok(Self::chain(Chain::whole(path, coded), finished))
    }

    fn chain(chain: Chain, finished: bool) -> Self {
        let format = shown(chain.coded().codec, chain.coded().container);
        Self { source: Source::Coded(chain), format, finished, broken: false }
    }

    fn linear(linear: Linear, format: &str) -> Result<Self, MediaError> {
        if linear.promised == 0 {
            return Err(MediaError::NoSound);
        }
        Ok(Self { source: Source::Linear(linear), format: format.to_owned(), finished: true, broken: false })
    }

    /// Frames a second.
    #[must_use]
    pub fn sample_rate(&self) -> SampleRate {
        match &self.source {
            Source::Linear(linear) => linear.rate,
            Source::Coded(chain) => chain.coded().rate,
        }
    }

    /// Channels of a frame, at least 1.
    #[must_use]
    pub fn channels(&self) -> u16 {
        match &self.source {
            Source::Linear(linear) => linear.channels,
            Source::Coded(chain) => chain.coded().channels,
        }
    }

    /// Bits of a sample where the format has such a number.
    #[must_use]
    pub fn bits(&self) -> Option<u16> {
        match &self.source {
            Source::Linear(linear) => Some(linear.bits),
            Source::Coded(chain) => chain.coded().bits,
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
        match &self.source {
            Source::Linear(linear) => Some(linear.promised),
            Source::Coded(coded) => coded.frames(),
        }
    }

    /// Playable frames that must be there, else the file is cut; `None` where no header can be trusted so far.
    pub(crate) fn promised(&self) -> Option<i64> {
        match &self.source {
            Source::Linear(linear) => Some(linear.promised),
            Source::Coded(coded) => coded.promised(),
        }
    }

    /// Where each channel sounds.
    pub(crate) fn layout(&self) -> Layout {
        match &self.source {
            Source::Linear(linear) => linear.layout.clone(),
            Source::Coded(chain) => Layout::of_speakers(chain.coded().channels, chain.coded().speakers),
        }
    }

    /// Packets so far that could not be decoded and were replaced by silence.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        match &self.source {
            Source::Linear(_) => 0,
            Source::Coded(coded) => coded.tally().skipped,
        }
    }

    /// Whether recordings behind this one in the same file were left out: they are of another shape or cannot be read.
    pub(crate) fn left_out(&self) -> bool {
        matches!(&self.source, Source::Coded(chain) if chain.left_out())
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
        self.guarded(|source| match source {
            Source::Linear(linear) => {
                linear.seek(frame);
                Ok(())
            }
            Source::Coded(coded) => coded.seek(frame),
        })
    }

    /// Appends up to `most` frames, interleaved, full scale at ±1, and says how many; 0 at the end.
    ///
    /// Fewer than `most` come only at the end.
    ///
    /// # Errors
    /// [`MediaError::Io`] and its kin if the disk fails.
    pub fn read(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        self.guarded(|source| match source {
            Source::Linear(linear) => linear.read(out, most),
            Source::Coded(coded) => coded.read(out, most),
        })
    }

    /// As [`Self::read`], in place of what `out` held: for reading on and on into the same memory.
    ///
    /// # Errors
    /// As [`Self::read`]; `out` is then of no use.
    pub fn replace(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        self.guarded(|source| match source {
            Source::Linear(linear) => linear.replace(out, most),
            Source::Coded(coded) => {
                out.clear();
                coded.read(out, most)
            }
        })
    }

    fn guarded<T>(&mut self, read: impl FnOnce(&mut Source) -> Result<T, MediaError>) -> Result<T, MediaError> {
        if self.broken {
            return Err(MediaError::damaged("its content makes no sense to the decoder"));
        }
        // Set until the decoder has come back.
        self.broken = true;
        let source = &mut self.source;
        guard(|| {
            let done = read(source);
            self.broken = false;
            done
        })
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
}
