//! Pictures in tags.

use serde::{Deserialize, Serialize};

/// A picture in the file, usually the cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artwork {
    /// Media type, such as "image/jpeg", by the picture's own first bytes where these are known.
    pub mime: String,
    /// The picture file.
    pub bytes: Vec<u8>,
}

/// "Cover (front)" in ID3v2 and in FLAC's picture block.
pub(super) const FRONT: u32 = 3;

/// FLAC's picture block (RFC 9639, section 8.8), which Vorbis comments hold in base64: what it says of the picture, and
/// the picture. Where its lengths are wrong the picture is looked for by its first bytes.
pub(super) fn block(bytes: &[u8]) -> Option<(u32, String, &[u8])> {
    let long = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let kind = long(0)?;
    let exact = || {
        let mime_end = 8_usize.checked_add(long(4)? as usize)?;
        let mime = bytes.get(8..mime_end)?;
        let words_end = mime_end.checked_add(4)?.checked_add(long(mime_end)? as usize)?;
        let start = words_end.checked_add(20)?;
        let end = start.checked_add(long(words_end.checked_add(16)?)? as usize)?;
        let picture = bytes.get(start..end)?;
        (!picture.is_empty()).then(|| (kind, String::from_utf8_lossy(mime).into_owned(), picture))
    };
    exact().or_else(|| Some((kind, String::new(), found(bytes.get(4..)?)?)))
}

/// The rest of `bytes` from where a picture begins.
pub(super) fn found(bytes: &[u8]) -> Option<&[u8]> {
    (0..bytes.len()).map(|at| &bytes[at..]).find(|rest| is_long_mark(rest))
}

/// The beginnings that are long enough to be no chance.
fn is_long_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8, 0xff, 0xe0])
        || bytes.starts_with(&[0xff, 0xd8, 0xff, 0xe1])
        || bytes.starts_with(&[0xff, 0xd8, 0xff, 0xdb])
        || bytes.starts_with(b"\x89PNG\r\n")
        || bytes.starts_with(b"GIF89a")
        || bytes.starts_with(b"GIF87a")
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}

/// The media type of a picture by its first bytes.
pub(super) fn image_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'B', b'M', ..] => Some("image/bmp"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(data_length: u32, data: &[u8]) -> Vec<u8> {
        let word = |word: u32| word.to_be_bytes();
        let start =
            [word(3).as_slice(), &word(9), b"image/png", &word(2), b"up", &[0; 16], &word(data_length)].concat();
        [start.as_slice(), data].concat()
    }

    #[test]
    fn a_block_gives_its_picture_even_where_its_lengths_are_wrong() {
        let png = b"\x89PNG\r\n\x1a\nmore";
        let length = png.len() as u32;
        assert_eq!(block(&made(length, png)), Some((3, "image/png".to_owned(), png.as_slice())));
        assert_eq!(block(&made(u32::MAX, png)), Some((3, String::new(), png.as_slice())));
        assert_eq!(block(&made(0, &[])), None);
        let mut wrong = made(length, png);
        wrong[4] = 0xff;
        assert_eq!(block(&wrong), Some((3, String::new(), png.as_slice())));
        for length in 0..40 {
            assert_eq!(block(&made(1, &[])[..length.min(39)]), None);
        }
    }
}
