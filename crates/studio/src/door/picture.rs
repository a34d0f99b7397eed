//! The picture of a cut as it leaves in a file: what browsers play, or why it stays.

use std::path::{Path, PathBuf};

use model::Cut;

use crate::pictures;

/// A picture that may go into a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaving {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is called.
    pub name: String,
    /// `H.264 in MP4`.
    pub what: String,
    /// Its media type.
    pub kind: &'static str,
    /// How large it is.
    pub bytes: u64,
}

/// What there is of a picture to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sendable {
    /// The cut has none.
    None,
    /// It stays, and why, as a sentence.
    Stays(String),
    /// It goes.
    Goes(Leaving),
}

/// The picture of a cut, if browsers play it as it is.
pub(super) fn sendable(cut: &Cut) -> Sendable {
    let Some(path) = cut.picture.as_deref().map(Path::new) else { return Sendable::None };
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let Ok(bytes) = path.metadata().map(|found| found.len()) else {
        return Sendable::Stays(format!("The picture {name} is left out: its file is not there."));
    };
    let facts = pictures::read(path);
    let facts = match &*facts {
        Ok(facts) => facts,
        Err(error) => return Sendable::Stays(format!("The picture {name} is left out: {error}.")),
    };
    let what = format!("{} in {}", facts.codec, facts.container);
    let kind = match (facts.codec.as_str(), facts.container) {
        ("H.264", "MP4" | "QuickTime") => "video/mp4",
        ("VP8" | "VP9", "WebM" | "Matroska") => "video/webm",
        _ => {
            return Sendable::Stays(format!(
                "The picture {name} is left out: browsers do not play {what}. An H.264 MP4 of it plays everywhere."
            ));
        }
    };
    Sendable::Goes(Leaving { path: path.to_owned(), name, what, kind, bytes })
}
