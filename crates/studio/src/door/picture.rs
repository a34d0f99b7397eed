//! The picture of a cut as it leaves in a file: what browsers play, or why it stays.

use std::path::{Path, PathBuf};

use model::Cut;

use crate::proxies::{BurnIn, Playable};
use crate::{Studio, StudioError, pictures};

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

/// The picture of a cut as browsers play it: a proxy where one was made, else the picture itself where it plays.
pub(super) fn sendable(studio: &Studio, cut: &Cut) -> Result<Sendable, StudioError> {
    let Some(path) = cut.picture.as_deref().map(Path::new) else { return Ok(Sendable::None) };
    let first = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let what = |path: &Path| match &*pictures::read(path) {
        Ok(facts) => Ok(format!("{} in {}", facts.codec, facts.container)),
        Err(error) => Err(format!("The picture {first} is left out: {error}.")),
    };
    let several = studio.picture_parts(cut.id)?.len() > 1;
    let what_it_is = match what(path) {
        // Of several files each is named by what says why they stay.
        _ if several => String::new(),
        Ok(what) => what,
        Err(_) if !path.is_file() => {
            return Ok(Sendable::Stays(format!("The picture {first} is left out: its file is not there.")));
        }
        Err(reason) => return Ok(Sendable::Stays(reason)),
    };
    Ok(match studio.playable_picture(cut.id, None, &BurnIn::default())? {
        Playable::Plays(file) => {
            let bytes = file.path.metadata().map_or(0, |found| found.len());
            let what = what(&file.path).unwrap_or(what_it_is);
            // Browsers that play what is in a QuickTime file know it by the name of MP4.
            let kind = if file.kind == "video/quicktime" { "video/mp4" } else { file.kind };
            let name = if several { studio.whole_picture(cut.id)?.name() } else { first };
            Sendable::Goes(Leaving { path: file.path, name, what, kind, bytes })
        }
        Playable::Needs { why } if several => {
            // Of files that are not all there none can be made.
            let then = if studio.whole_picture(cut.id).is_ok() { " Make one first." } else { "" };
            Sendable::Stays(format!("The picture is left out. {}{then}", why.join(" ")))
        }
        Playable::Needs { .. } => Sendable::Stays(format!(
            "The picture {first} is left out: browsers do not play {what_it_is}. Make a proxy of it first, which they do."
        )),
        Playable::Nothing => Sendable::None,
    })
}
