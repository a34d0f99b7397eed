//! Why an album cannot be as an edit says.

/// Why an edit of albums was refused.
#[derive(Debug, thiserror::Error)]
pub enum AlbumError {
    /// A text is no number of a release.
    #[error("\"{text}\" is no UPC; it has twelve digits, or thirteen as an EAN, and the last one checks the others")]
    NoUpc {
        /// What was typed.
        text: String,
    },
    /// A booklet has so many pages.
    #[error("a booklet has at most {most} stills")]
    TooManyStills {
        /// How many.
        most: usize,
    },
    /// A loudness is out of all proportion.
    #[error("a loudness is between −40 and −5 LUFS")]
    NoLoudness,
    /// An entry of an album has no length.
    #[error("an entry of an album ends after it begins")]
    EntryEmpty,
}
