//! What a file says about itself.
//!
//! Each container is read into a flat list of raw keys and texts, with nothing dropped; one table in
//! [`fields`] then says which keys mean which field. The tag library's own unified view is not used where there is
//! a concrete one, because it silently drops what it cannot map: BPM in M4A, ISWC, LABEL beside PUBLISHER in ID3.

mod apple;
mod broadcast;
mod fields;
mod id3;
mod plain;
mod xml;

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType, TaggedFileExt};
use lofty::flac::FlacFile;
use lofty::iff::aiff::AiffFile;
use lofty::iff::wav::WavFile;
use lofty::mp4::Mp4File;
use lofty::mpeg::MpegFile;
use lofty::ogg::{OggPictureStorage, OpusFile, VorbisFile};
use lofty::picture::{Picture, PictureType};
use serde::{Deserialize, Serialize};

use crate::chunk::Chunks;

/// The fields of a recording, as its file states them. Several values of one field are joined by "; ".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tags {
    /// Title of the recording.
    pub title: Option<String>,
    /// Performer.
    pub artist: Option<String>,
    /// Album or library disc.
    pub album: Option<String>,
    /// Performer of the whole album.
    pub album_artist: Option<String>,
    /// Writer of the music.
    pub composer: Option<String>,
    /// Writer of the words.
    pub lyricist: Option<String>,
    /// Publisher of the work.
    pub publisher: Option<String>,
    /// Label of the recording.
    pub label: Option<String>,
    /// International Standard Recording Code, as written.
    pub isrc: Option<String>,
    /// International Standard Musical Work Code, as written.
    pub iswc: Option<String>,
    /// Tempo in thousandths of a beat a minute.
    pub bpm: Option<u32>,
    /// Musical key, as written.
    pub key: Option<String>,
    /// Mood.
    pub mood: Option<String>,
    /// Genre, by name.
    pub genre: Option<String>,
    /// Language of the words.
    pub language: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Grouping; music libraries put writers, societies and shares here.
    pub grouping: Option<String>,
    /// Four digits.
    pub year: Option<String>,
    /// Track number, alone or as "3/12".
    pub track_number: Option<String>,
    /// Catalogue number of the label or library.
    pub catalogue_number: Option<String>,
    /// Copyright line.
    pub copyright: Option<String>,
    /// Words.
    pub lyrics: Option<String>,
    /// Version: "Instrumental", "60 s edit".
    pub version: Option<String>,
    /// Every raw key and text value as found, in the order of the file: "TIT2", "TXXX:ISWC", "©nam",
    /// "----:com.apple.iTunes:LABEL", "COMPOSER", "INFO:IART", "bext:Originator", "iXML:SCENE".
    pub raw: Vec<(String, String)>,
}

/// A picture in the file, usually the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artwork {
    /// Media type, such as "image/jpeg", by the picture's own first bytes where these are known.
    pub mime: String,
    /// The picture file.
    pub bytes: Vec<u8>,
}

/// Raw keys and texts of one file, and its pictures.
#[derive(Debug, Default)]
pub(crate) struct Found {
    raw: Vec<(String, String)>,
    pictures: Vec<(bool, Artwork)>,
}

/// Longer texts are no tags; embedded projects and lookup tables hide in them.
const LONGEST_TEXT: usize = 1 << 16;

impl Found {
    fn add(&mut self, key: impl Into<String>, text: &str) {
        let text = text.trim_matches(|c: char| c == '\0' || c.is_whitespace());
        if !text.is_empty() && text.len() <= LONGEST_TEXT {
            self.raw.push((key.into(), text.to_owned()));
        }
    }

    fn add_picture(&mut self, picture: &Picture) {
        let bytes = picture.data();
        if bytes.is_empty() {
            return;
        }
        let stated = picture.mime_type().map_or("application/octet-stream", |mime| mime.as_str());
        let mime = image_type(bytes).unwrap_or(stated).to_owned();
        let front = picture.pic_type() == PictureType::CoverFront;
        self.pictures.push((front, Artwork { mime, bytes: bytes.to_vec() }));
    }

    fn artwork(&mut self) -> Option<Artwork> {
        let at = self.pictures.iter().position(|(front, _)| *front).unwrap_or(0);
        (at < self.pictures.len()).then(|| self.pictures.swap_remove(at).1)
    }
}

/// Reads tags and artwork. Damaged or absent tags give empty fields: a file can be heard without them.
#[must_use]
pub fn read_tags(path: &Path) -> (Tags, Option<Artwork>) {
    let mut found = Found::default();
    if let Err(reason) = read_into(&mut found, path) {
        tracing::debug!(path = %path.display(), %reason, "tags not read");
    }
    let artwork = found.artwork();
    (fields::fold(found.raw), artwork)
}

fn read_into(found: &mut Found, path: &Path) -> Result<(), String> {
    let mut file = BufReader::new(crate::hash::open(path).map_err(|error| error.to_string())?);
    let kind = kind_of(&mut file);
    let library = read_known(found, kind, &mut file);
    // What the tag library does not read comes last, so that real tags win.
    let chunks = Chunks::walk(&mut file).map_err(|error| error.to_string())?;
    if let Some(chunks) = chunks {
        broadcast::read(found, &mut file, &chunks);
    } else {
        plain::read_caf(found, &mut file);
    }
    library
}

fn kind_of(file: &mut BufReader<File>) -> Option<FileType> {
    let guessed = lofty::probe::Probe::new(&mut *file).guess_file_type().ok()?.file_type();
    file.rewind().ok()?;
    guessed
}

fn read_known<R: Read + Seek>(found: &mut Found, kind: Option<FileType>, file: &mut R) -> Result<(), String> {
    // Lengths come from the decoder: a container's own are off by the encoder's padding.
    let options = ParseOptions::new().read_properties(false);
    let words = |error: lofty::error::FileParseError| error.to_string();
    match kind {
        Some(FileType::Mpeg) => {
            let file = MpegFile::read_from(file, options).map_err(words)?;
            file.id3v2().into_iter().for_each(|tag| id3::read(found, tag));
            file.ape().into_iter().for_each(|tag| plain::read_ape(found, tag));
            file.id3v1().into_iter().for_each(|tag| plain::read_id3v1(found, tag));
        }
        Some(FileType::Mp4) => {
            let file = Mp4File::read_from(file, options).map_err(words)?;
            file.ilst().into_iter().for_each(|tag| apple::read(found, tag));
        }
        Some(FileType::Flac) => {
            let file = FlacFile::read_from(file, options).map_err(words)?;
            file.vorbis_comments().into_iter().for_each(|tag| plain::read_vorbis(found, tag));
            file.pictures().iter().for_each(|(picture, _)| found.add_picture(picture));
            file.id3v2().into_iter().for_each(|tag| id3::read(found, tag));
        }
        Some(FileType::Vorbis) => {
            plain::read_vorbis(found, VorbisFile::read_from(file, options).map_err(words)?.vorbis_comments());
        }
        Some(FileType::Opus) => {
            plain::read_vorbis(found, OpusFile::read_from(file, options).map_err(words)?.vorbis_comments());
        }
        Some(FileType::Wav) => {
            let file = WavFile::read_from(file, options).map_err(words)?;
            file.id3v2().into_iter().for_each(|tag| id3::read(found, tag));
            for (key, text) in file.riff_info().into_iter().flatten() {
                found.add(format!("INFO:{key}"), text);
            }
        }
        Some(FileType::Aiff) => {
            let file = AiffFile::read_from(file, options).map_err(words)?;
            file.id3v2().into_iter().for_each(|tag| id3::read(found, tag));
            file.text_chunks().into_iter().for_each(|tag| plain::read_aiff(found, tag));
        }
        Some(other) => {
            let probe = lofty::probe::Probe::with_file_type(file, other).options(options);
            let file = probe.read().map_err(|error| error.to_string())?;
            file.tags().iter().for_each(|tag| plain::read_generic(found, tag));
        }
        None => {}
    }
    Ok(())
}

/// The media type of a picture by its first bytes.
fn image_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'B', b'M', ..] => Some("image/bmp"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}
