//! What the picture of a cut is: one file, or several end to end; which file is shown, and from where it is read.

use std::path::PathBuf;

use model::CutId;

use super::burn::Drawing;
use super::ffmpeg::Tool;
use super::fitness::{self, Fitness};
use super::reels::Reels;
use super::{BurnIn, Playable, ProxySpec, Source};
use crate::cache::Cache;
use crate::proxy_error::ProxyError;
use crate::{Studio, StudioError, pictures};

/// The picture of a cut, all of which can be read.
pub(crate) enum Picture {
    /// One file, from the first frame of the cut on, at its own rate.
    One(Source),
    /// Several, as one at the cut's rate.
    Several(Reels),
}

impl Picture {
    /// Names a proxy of it by all that decides what that shows.
    pub(super) fn key(&self, spec: &ProxySpec) -> Result<String, ProxyError> {
        match self {
            Self::One(source) => source.key(spec),
            Self::Several(reels) => reels.key(spec),
        }
    }

    /// What speaks against it as it is.
    pub(super) fn fitness(&self) -> Fitness {
        match self {
            Self::One(source) => fitness::of(&source.facts, &source.path),
            Self::Several(reels) => Fitness { cannot: reels.why(), better: Vec::new() },
        }
    }

    /// What is burnt into a proxy of it.
    pub(super) fn drawing(&self, cache: &Cache, tool: &Tool, burn: &BurnIn) -> Result<Drawing, ProxyError> {
        match self {
            Self::One(source) => Drawing::of(cache, tool, &source.cut, Some(&source.facts), burn),
            Self::Several(reels) => Drawing::of(cache, tool, &reels.cut, None, burn),
        }
    }

    /// Its files, for whoever is told what could not be done with them.
    pub(super) fn said(&self) -> String {
        match self {
            Self::One(source) => source.path.display().to_string(),
            Self::Several(reels) => reels.name(),
        }
    }

    /// What its file is called, or its files are.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::One(source) => source.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            Self::Several(reels) => reels.name(),
        }
    }
}

impl Studio {
    /// The picture of a cut.
    ///
    /// # Errors
    /// If there is no such cut, it has no picture, or a file of it is not there or is none.
    pub(crate) fn whole_picture(&self, cut: CutId) -> Result<Picture, StudioError> {
        let row = self.cut_row(cut)?;
        let parts = self.picture_parts(cut)?;
        if parts.len() > 1 {
            return Ok(Picture::Several(Reels::of(row, parts)?));
        }
        let why = match pictures::beside(&row, false) {
            (None, warnings) => warnings.into_iter().next().map(|warning| warning.message),
            (Some(_), _) => None,
        };
        let source = Source::of(row).ok_or(StudioError::Proxy(ProxyError::NoPicture { why }))?;
        Ok(Picture::One(source))
    }

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
        Ok(match self.playable(&Picture::One(source.clone()), None, &BurnIn::default())? {
            Playable::Plays(file) => file.path,
            Playable::Needs { .. } | Playable::Nothing => source.path.clone(),
        })
    }
}
