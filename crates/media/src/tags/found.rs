//! What was found in a file, within bounds: no tag may fill the memory or the document.

use super::picture::{Artwork, image_type};

/// Raw keys and texts of one file, its best picture, and what could not be read.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub raw: Vec<Raw>,
    /// Whether it is the front cover.
    picture: Option<(bool, Artwork)>,
    /// Names of tags that could not be read, each once.
    pub unread: Vec<String>,
    /// Bytes of keys and texts so far.
    held: usize,
    /// For what is read next.
    pub rank: u8,
}

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raw {
    /// Tags of a lower rank win.
    pub rank: u8,
    pub key: String,
    pub text: String,
}

/// Longer texts are no tags; embedded projects and lookup tables hide in them.
const LONGEST_TEXT: usize = 1 << 16;
/// Longer names are no names.
const LONGEST_KEY: usize = 256;
/// All tags of a file: many times what the most thorough tagger writes.
const MOST_TAGS: usize = 4_096;
const MOST_HELD: usize = 1 << 20;
/// Larger pictures are no covers.
const LARGEST_PICTURE: usize = 64 << 20;
/// So many names say enough.
const MOST_UNREAD: usize = 12;

impl Found {
    pub(super) fn add(&mut self, key: impl Into<String>, text: &str) {
        let key = key.into();
        // Signs without a width are copied along from pages.
        let blank = |c: char| {
            matches!(c, '\0' | '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}') || c.is_whitespace()
        };
        let text = text.trim_matches(blank);
        if text.is_empty() {
            return;
        }
        let held = self.held.saturating_add(key.len()).saturating_add(text.len());
        if text.len() > LONGEST_TEXT || key.len() > LONGEST_KEY || held > MOST_HELD || self.raw.len() >= MOST_TAGS {
            self.fail(&key);
            return;
        }
        self.held = held;
        self.raw.push(Raw { rank: self.rank, key, text: text.to_owned() });
    }

    /// Notes a tag that could not be read.
    pub(super) fn fail(&mut self, name: &str) {
        let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
        if self.unread.len() < MOST_UNREAD && !name.is_empty() && !self.unread.contains(&name) {
            self.unread.push(name);
        }
    }

    /// `stated` is the media type that the tag names. The front cover wins, else the first.
    pub(super) fn add_picture(&mut self, front: bool, stated: &str, bytes: &[u8]) {
        let better = self.picture.as_ref().is_none_or(|(is_front, _)| front && !is_front);
        if bytes.is_empty() || bytes.len() > LARGEST_PICTURE || !better {
            return;
        }
        let stated = if stated.contains('/') { stated } else { "application/octet-stream" };
        let mime = image_type(bytes).unwrap_or(stated).to_owned();
        self.picture = Some((front, Artwork { mime, bytes: bytes.to_vec() }));
    }

    pub(super) fn artwork(&mut self) -> Option<Artwork> {
        self.picture.take().map(|(_, artwork)| artwork)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        let mut found = Found::default();
        found.add("a", "\u{feff}\u{200b} Spark \0\u{200e}");
        found.add("b", &"x".repeat(LONGEST_TEXT + 1));
        found.add("n".repeat(300), "y");
        for number in 0..2 * MOST_TAGS {
            found.add(format!("k{number}"), "z");
        }
        assert_eq!(found.raw[0].text, "Spark");
        assert_eq!((found.raw.len(), found.unread.len()), (MOST_TAGS, MOST_UNREAD));
        assert_eq!(found.unread[..2], ["b".to_owned(), "n".repeat(40)]);
    }

    #[test]
    fn the_front_cover_wins() {
        let mut found = Found::default();
        found.add_picture(false, "image/png", b"back");
        found.add_picture(true, "image/png", b"front");
        found.add_picture(true, "image/png", b"other");
        assert_eq!(found.artwork().map(|artwork| artwork.bytes), Some(b"front".to_vec()));
    }
}
