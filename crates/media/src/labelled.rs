//! Tags of files that the program itself has written: masters of an album. Files of the user's are never written.

use std::path::Path;

use lofty::config::WriteOptions;
use lofty::file::FileType;
use lofty::id3::v2::Id3v2Tag;
use lofty::picture::{MimeType, Picture, PictureType};
use lofty::tag::{ItemKey, Tag, TagExt, TagType};

/// What a file says of itself. Texts that are empty are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// Title of the recording.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// The album.
    pub album: String,
    /// Whose album it is.
    pub album_artist: String,
    /// Its number on the album, and how many there are.
    pub number: (u32, u32),
    /// Who wrote it.
    pub composer: String,
    /// Who publishes it.
    pub publisher: String,
    /// Who released it.
    pub label: String,
    /// ISRC.
    pub isrc: String,
    /// The number of the release.
    pub barcode: String,
    /// Year of the release.
    pub year: String,
    /// Free text.
    pub comment: String,
    /// The picture of the album: JPEG or PNG.
    pub picture: Option<Vec<u8>>,
}

/// Why tags were not written.
#[derive(Debug, thiserror::Error)]
#[error("the tags of {path} cannot be written: {reason}")]
pub struct LabelError {
    /// The file.
    path: String,
    /// What the tag library says.
    reason: String,
}

/// Writes tags into a WAV (RIFF INFO and ID3v2) or FLAC file (Vorbis comments) that the program has just made.
///
/// # Errors
/// If it is neither, or cannot be written.
pub fn label_file(path: &Path, labels: &Labels) -> Result<(), LabelError> {
    let told = |reason: String| LabelError { path: path.display().to_string(), reason };
    let is = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if is("flac") {
        let tag = tag(TagType::VorbisComments, labels);
        return tag.save_to_path(path, WriteOptions::default()).map_err(|error| told(error.to_string()));
    }
    if FileType::from_path(path) != Some(FileType::Wav) {
        return Err(told("only WAV and FLAC files get tags".to_owned()));
    }
    let written = tag(TagType::RiffInfo, labels).save_to_path(path, WriteOptions::default());
    written.map_err(|error| told(error.to_string()))?;
    // The library puts frames together in no order; the same labels are the same bytes.
    let mut frames: Vec<_> = Id3v2Tag::from(tag(TagType::Id3v2, labels)).into_iter().collect();
    frames.sort_by_cached_key(|frame| format!("{} {frame:?}", frame.id_str()));
    let mut id3 = Id3v2Tag::default();
    for frame in frames {
        id3.insert(frame);
    }
    for (name, value) in [("LABEL", &labels.label), ("BARCODE", &labels.barcode)] {
        if !value.is_empty() {
            id3.insert_user_text(name.to_owned(), value.clone());
        }
    }
    id3.save_to_path(path, WriteOptions::default()).map_err(|error| told(error.to_string()))
}

fn tag(kind: TagType, labels: &Labels) -> Tag {
    let mut tag = Tag::new(kind);
    let (number, total) = labels.number;
    let fields = [
        (ItemKey::TrackTitle, labels.title.clone()),
        (ItemKey::TrackArtist, labels.artist.clone()),
        (ItemKey::AlbumTitle, labels.album.clone()),
        (ItemKey::AlbumArtist, labels.album_artist.clone()),
        (ItemKey::TrackNumber, number.to_string()),
        (ItemKey::TrackTotal, total.to_string()),
        (ItemKey::Composer, labels.composer.clone()),
        (ItemKey::Publisher, labels.publisher.clone()),
        (ItemKey::Label, labels.label.clone()),
        (ItemKey::Isrc, labels.isrc.clone()),
        (ItemKey::Barcode, labels.barcode.clone()),
        (ItemKey::RecordingDate, labels.year.clone()),
        (ItemKey::Comment, labels.comment.clone()),
    ];
    for (key, text) in fields {
        if !text.is_empty() {
            tag.insert_text(key, text);
        }
    }
    if let Some(bytes) = labels.picture.as_ref().filter(|_| kind != TagType::RiffInfo) {
        let is_png = bytes.starts_with(b"\x89PNG");
        let kind = if is_png { MimeType::Png } else { MimeType::Jpeg };
        let front = Picture::unchecked(bytes.clone()).pic_type(PictureType::CoverFront).mime_type(kind).build();
        tag.push_picture(front);
    }
    tag
}
