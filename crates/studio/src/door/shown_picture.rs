//! Which file of a cut's picture goes to a reviewer.

use std::path::PathBuf;

use model::CutId;

use crate::proxies::{BurnIn, Playable};
use crate::{Studio, StudioError};

/// The file that a reviewer is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picked {
    pub path: PathBuf,
    /// Its media type.
    pub kind: &'static str,
    /// What is burnt into it.
    pub burn: BurnIn,
}

/// What there is for a reviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ForReviewer {
    /// The cut has no picture.
    Nothing,
    /// There is one, and browsers do not show it: a proxy is wanted.
    Waiting,
    /// This.
    Shown(Picked),
}

/// The proxy with the most burnt in that was made for them, else one with timecode, else what plays. A picture that does not
/// play in browsers never leaves as it is.
pub(super) fn for_reviewer(studio: &Studio, cut: CutId, name: Option<&str>) -> Result<ForReviewer, StudioError> {
    let named = |timecode| name.map(|name| BurnIn { timecode, name: Some(name.to_owned()) });
    let burnt = [named(true), named(false), Some(BurnIn { timecode: true, name: None }), Some(BurnIn::default())];
    let mut waits = false;
    for burn in burnt.into_iter().flatten() {
        match studio.playable_picture(cut, None, &burn)? {
            Playable::Plays(file) => {
                return Ok(ForReviewer::Shown(Picked { path: file.path, kind: file.kind, burn }));
            }
            Playable::Needs { .. } => waits = true,
            Playable::Nothing => {}
        }
    }
    Ok(if waits { ForReviewer::Waiting } else { ForReviewer::Nothing })
}
