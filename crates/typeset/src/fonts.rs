//! The faces a document may use.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::TypesetError;

/// Font faces, read once and shared by all jobs. Where two have a character, the template's order of families decides.
#[derive(Debug, Clone)]
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

impl Fonts {
    /// Reads OpenType or TrueType files, or collections of them.
    ///
    /// # Errors
    /// If one of them is not a font.
    pub fn new(files: &[&'static [u8]]) -> Result<Self, TypesetError> {
        let mut faces = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let before = faces.len();
            faces.extend(Font::iter(Bytes::new(*file)));
            if faces.len() == before {
                return Err(TypesetError::NotAFont { index });
            }
        }
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&faces)), faces })
    }

    /// The families, in alphabetical order.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.book.families().map(|(name, _)| name)
    }
}
