//! Picture files: what their headers say of rate, timecode, length, codecs and sound. Nothing is decoded.
//!
//! QuickTime and MP4, Matroska and WebM, MXF, and AVI. Each reader walks headers by their stated sizes and holds a few
//! kilobytes of them at a time, whatever the size of the file.

mod avi;
mod codec;
mod configuration;
mod iso;
mod keyframes;
mod matroska;
mod mxf;
mod source;

use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use timebase::{FrameRate, Frames, Timecode};

use self::source::{Fault, Source};

/// What a picture file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFacts {
    /// `QuickTime`, `MP4`, `Matroska`, `WebM`, `MXF` or `AVI`.
    pub container: &'static str,
    /// As people call it: `H.264`, `ProRes 422 HQ`.
    pub codec: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Frames over seconds, in lowest terms; `None` where the file does not say.
    pub rate: Option<(u64, u64)>,
    /// Whether frames last differently long.
    pub varies: bool,
    /// How many frames it shows, after its edit list.
    pub frames: Option<i64>,
    /// Timecode of its first frame.
    pub start: Option<StartTimecode>,
    /// The sound that lies in it.
    pub sound: Vec<SoundStream>,
    /// How it lends itself to playing elsewhere.
    pub playing: Playing,
}

/// What decides whether a player can begin at once, and go to any frame without decoding many others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Playing {
    /// The most frames from one that stands by itself to the next; 1 where each does, `None` where the file does not say.
    pub keyframes: Option<i64>,
    /// Whether what says how to play it can be had without reading through the picture: `moov` before `mdat` in MP4 and
    /// QuickTime, an index (`Cues`) in Matroska and WebM; `None` for containers where it makes no difference.
    pub indexed: Option<bool>,
    /// Whether its colour is 8-bit 4:2:0, which is all that browsers decode; `None` where the file does not say.
    pub plain_colour: Option<bool>,
}

/// Timecode of a first frame, as a file keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartTimecode {
    /// Frames from `00:00:00:00`.
    pub frames: i64,
    /// Labels in a second of it: 24, 25, 30 …
    pub labels: i64,
    /// Whether it skips labels.
    pub drop: bool,
}

/// A track of sound in a picture file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoundStream {
    /// As people call it: `AAC`, `PCM`.
    pub codec: String,
    /// Channels.
    pub channels: u32,
    /// In hertz.
    pub sample_rate: u32,
}

/// Why a file cannot serve as picture. Its text is a clause without the path; the caller puts the path before it.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// There is no such file.
    #[error("the file is not there")]
    NotFound,
    /// The file may not be read by this user.
    #[error("you do not have permission to read the file")]
    NoPermission,
    /// The path names a folder or a device.
    #[error("this is not a file")]
    NotAFile,
    /// The file has no bytes.
    #[error("the file is empty (0 bytes)")]
    Empty,
    /// The bytes are no picture format that is known.
    #[error("this is not a picture file; choose a MOV, MP4, MXF, MKV, WebM or AVI file")]
    NotAPicture,
    /// A media file with sound only.
    #[error("there is no picture in the file, only sound")]
    NoPicture,
    /// Picture in a container whose headers are not read.
    #[error("{container} is not supported; export the picture as an H.264 MP4 or QuickTime file")]
    Unsupported {
        /// The container by the name that people know.
        container: &'static str,
    },
    /// The part that says how to play it is missing.
    #[error("the file is incomplete: the part that says how to play it is missing; copy or export it again")]
    Incomplete,
    /// The format is known but its content makes no sense.
    #[error("the file is damaged: {reason}")]
    Damaged {
        /// What is wrong.
        reason: &'static str,
    },
    /// The disk or network failed while reading.
    #[error("the file could not be read: {0}")]
    Io(#[source] io::Error),
}

impl PictureFacts {
    /// The rate of a cut that this picture fits, drop-frame where its timecode is; `None` if no cut runs so.
    ///
    /// Files that count in milliseconds or nanoseconds only come near a rate: 2 in 10,000 is near enough, a fifth of
    /// what lies between 23.976 and 24.
    #[must_use]
    pub fn frame_rate(&self) -> Option<FrameRate> {
        let (frames, seconds) = self.rate?;
        let near = |rate: FrameRate| {
            let (known, per) = rate.ratio();
            let ours = i128::from(frames) * i128::from(per);
            let theirs = i128::from(known) * i128::from(seconds);
            (ours - theirs).abs() * 5_000 <= theirs
        };
        let drop = self.start.is_some_and(|start| start.drop);
        let fitting = || FrameRate::ALL.into_iter().filter(|rate| near(*rate));
        fitting().find(|rate| rate.is_drop() == drop).or_else(|| fitting().next())
    }

    /// Timecode of the first frame at the picture's own rate, as frames from `00:00:00:00`.
    #[must_use]
    pub fn start_at(&self, rate: FrameRate) -> Option<Frames> {
        let start = self.start?;
        if start.labels == rate.labels_per_second() && start.drop == rate.is_drop() {
            return Some(Frames(start.frames.rem_euclid(rate.frames_per_day())));
        }
        // Timecode of another base, as that of 25 beside a picture of 50: the same label.
        let label = start.label()?;
        Timecode::parse(&label, rate).ok().map(Timecode::to_frames)
    }

    /// How fast it runs, as people say it: `23.976`, `15`, `12.5`.
    #[must_use]
    pub fn rate_name(&self) -> Option<String> {
        if let Some(rate) = self.frame_rate() {
            return Some(rate.name().trim_end_matches("df").to_owned());
        }
        let (frames, seconds) = self.rate?;
        let thousandths = (u128::from(frames) * 1000 + u128::from(seconds) / 2) / u128::from(seconds.max(1));
        let (whole, part) = (thousandths / 1000, thousandths % 1000);
        let text = format!("{whole}.{part:03}");
        Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
    }
}

impl StartTimecode {
    /// Reads `01:00:00:00`, or `01:00:00;00` for drop-frame, that counts `labels` in a second.
    pub(crate) fn read(text: &str, labels: i64) -> Option<Self> {
        let drop = text.contains([';', '.']);
        let rate = rate_of(labels, drop)?;
        let frames = Timecode::parse(text.trim(), rate).ok()?.to_frames().0;
        Some(Self { frames, labels, drop })
    }

    /// As people write it.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        let rate = rate_of(self.labels, self.drop)?;
        Some(Timecode::from_frames(Frames(self.frames), rate).to_string())
    }
}

/// Any rate whose timecode counts so.
fn rate_of(labels: i64, drop: bool) -> Option<FrameRate> {
    FrameRate::ALL.into_iter().find(|rate| rate.labels_per_second() == labels && rate.is_drop() == drop)
}

/// Reads the headers of a picture file.
///
/// # Errors
/// Every variant of [`PictureError`]; anything that is not a picture is refused.
pub fn read_picture(path: &Path) -> Result<PictureFacts, PictureError> {
    let kind = std::fs::metadata(path)?;
    if !kind.is_file() {
        return Err(PictureError::NotAFile);
    }
    let read = || read(Source::new(File::open(path)?, kind.len()));
    // Headers that make no sense are refused, whatever they do to the reader.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(PictureError::Damaged { reason: "its headers make no sense" }))
}

/// More frames than any picture has: a week at a thousand a second.
const MOST_FRAMES: i64 = 7 * 86_400 * 1_000;

fn read<R: io::Read + io::Seek>(mut source: Source<R>) -> Result<PictureFacts, PictureError> {
    if source.size() == 0 {
        return Err(PictureError::Empty);
    }
    let head = source.up_to(0, 64)?;
    let facts = if iso::is_iso(&head) {
        iso::read(&mut source)
    } else if head.starts_with(&matroska::MAGIC) {
        matroska::read(&mut source)
    } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"AVI ") {
        avi::read(&mut source)
    } else if let Some(at) = mxf::find(&mut source)? {
        mxf::read(&mut source, at)
    } else {
        return Err(
            foreign(&head).map_or(PictureError::NotAPicture, |container| PictureError::Unsupported { container })
        );
    }?;
    // A clock that stands, or frames that no picture has, are of a broken header.
    let frames = facts.frames.filter(|frames| (1..=MOST_FRAMES).contains(frames));
    Ok(PictureFacts { rate: facts.rate.and_then(reduced), frames, ..facts })
}

/// Picture in a container that is known and not read.
fn foreign(head: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    match head {
        _ if starts(&[0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]) => Some("Windows Media Video"),
        _ if starts(&[0, 0, 1, 0xba]) || starts(&[0, 0, 1, 0xb3]) => Some("An MPEG program stream"),
        [0x47, ..] if head.len() >= 64 && starts(&[0x47, 0x40]) => Some("An MPEG transport stream"),
        _ if starts(b"FLV\x01") => Some("Flash Video"),
        _ if starts(b"OggS") && head.windows(7).any(|word| word == b"\x80theora") => Some("Ogg Theora"),
        _ => None,
    }
}

/// A fraction in lowest terms; `None` unless both are there and the rate is one that picture can have.
fn reduced((frames, seconds): (u64, u64)) -> Option<(u64, u64)> {
    let (mut a, mut b) = (frames, seconds);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let fraction = (frames.checked_div(a)?, seconds.checked_div(a)?);
    let sane = fraction.1 > 0 && fraction.0 > 0 && fraction.0 / fraction.1 <= 1_000;
    sane.then_some(fraction)
}

impl From<io::Error> for PictureError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Io(error),
        }
    }
}

impl From<Fault> for PictureError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Ends => Self::Incomplete,
            Fault::Io(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn of(bytes: &[u8]) -> Result<PictureFacts, PictureError> {
        read(Source::new(Cursor::new(bytes), bytes.len() as u64))
    }

    fn facts(rate: (u64, u64)) -> PictureFacts {
        PictureFacts {
            container: "MP4",
            codec: "H.264".into(),
            width: 16,
            height: 16,
            rate: Some(rate),
            varies: false,
            frames: None,
            start: None,
            sound: Vec::new(),
            playing: Playing::default(),
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_with_a_sentence() {
        let noise: Vec<u8> = (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [&b"#!/bin/sh\necho hello\n"[..], b"\x89PNG\r\n\x1a\n", b"x", &noise, b"ID3\x04 mp3", b"{}"] {
            assert!(matches!(of(bytes), Err(PictureError::NotAPicture)), "{bytes:?}");
        }
        assert!(matches!(of(b""), Err(PictureError::Empty)));
        assert!(of(&[0, 0, 1, 0xba, 0x44]).expect_err("MPEG-PS").to_string().contains("H.264 MP4"));
    }

    #[test]
    fn rates_that_only_come_near_are_known() {
        for (rate, known) in [
            ((24_000, 1001), Some("23.976")),
            ((2397, 100), None),
            ((2398, 100), Some("23.976")),
            ((1_000_000_000, 41_708_333), Some("23.976")),
            ((1_000_000_000, 33_366_667), Some("29.97")),
            ((24, 1), Some("24")),
            ((50, 1), Some("50")),
            ((15, 1), None),
        ] {
            assert_eq!(facts(rate).frame_rate().map(FrameRate::name), known, "{rate:?}");
        }
        assert_eq!(facts((25, 2)).rate_name().as_deref(), Some("12.5"));
    }

    #[test]
    fn drop_frame_is_taken_from_the_timecode() {
        let mut picture = facts((30_000, 1001));
        picture.start = StartTimecode::read("00:59:58;00", 30);
        assert_eq!(picture.frame_rate(), Some(FrameRate::F29_97Drop));
        assert_eq!(picture.start.and_then(|start| start.label()).as_deref(), Some("00:59:58;00"));
        picture.rate = Some((25, 1));
        assert_eq!(picture.frame_rate(), Some(FrameRate::F25));
    }

    #[test]
    fn timecode_of_half_the_rate_keeps_its_label() {
        let mut picture = facts((50, 1));
        picture.start = StartTimecode::read("10:00:00:12", 25);
        assert_eq!(picture.start_at(FrameRate::F50), Some(Frames(10 * 3600 * 50 + 12)));
    }
}
