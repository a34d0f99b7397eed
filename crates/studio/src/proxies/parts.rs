//! Pictures in several files: which file is shown, and from where it is read.

use std::path::PathBuf;

use model::CutId;

use super::{BurnIn, Playable, Source};
use crate::{Studio, StudioError};

impl Studio {
    /// The file that the window reads for one of the files of a cut's picture, counted from 0: its proxy, where one is
    /// there, or else the file itself, if it is where it was.
    ///
    /// # Errors
    /// If there is no such cut, or the document or the picture cannot be read.
    pub(crate) fn picture_file(&self, cut: CutId, nth: usize) -> Result<Option<PathBuf>, StudioError> {
        let Some(part) = self.picture_parts(cut)?.into_iter().nth(nth) else { return Ok(None) };
        let path = part.cut.picture.as_ref().map(PathBuf::from).filter(|path| path.is_file());
        Ok(match Source::of(part.cut) {
            Some(source) => Some(self.quickest(&source)?),
            // The window says itself that it cannot be shown.
            None => path,
        })
    }

    /// What is quickest to go about in: a proxy, or the picture itself.
    pub(super) fn quickest(&self, source: &Source) -> Result<PathBuf, StudioError> {
        Ok(match self.playable(source.clone(), None, &BurnIn::default())? {
            Playable::Plays(file) => file.path,
            Playable::Needs { .. } | Playable::Nothing => source.path.clone(),
        })
    }
}
