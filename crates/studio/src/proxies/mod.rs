//! Pictures as browsers can show them: which play as they are, and proxies of those that do not.
//!
//! A proxy has the frames of its picture, each at its place: as many, at the same rate, from the same first one. It lies
//! in the cache under a name that says what it was made of and how, and is there whole or not at all.

mod burn;
mod ffmpeg;
mod fitness;
mod joined;
mod make;
mod own_sound;
mod parts;
mod plan;
mod reels;
mod run;
mod shelf;
mod sound;
mod still;
mod stretch;
mod strip;

use std::path::{Path, PathBuf};

use model::{Cut, CutId, PicturePart, picture_parts};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use self::own_sound::OwnSound;
pub(crate) use self::parts::Picture;
pub use self::plan::ProxyPlan;
pub(crate) use self::sound::encode_sound;
pub(crate) use self::still::printable;
pub(crate) use self::stretch::Stretch;
pub(crate) use self::strip::Filmstrip;
pub use crate::proxy_error::ProxyError;

use crate::fingerprint;
use crate::jobs::Job;
use crate::pictures;
use crate::{Studio, StudioError};

/// How large a proxy is at most: lines of its picture. A smaller picture is not made larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
pub enum ProxyHeight {
    /// 540 lines: for a slow network, or a file that is sent.
    #[serde(rename = "540")]
    P540,
    /// 720 lines.
    #[default]
    #[serde(rename = "720")]
    P720,
    /// 1080 lines.
    #[serde(rename = "1080")]
    P1080,
}

impl ProxyHeight {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::P540, Self::P720, Self::P1080];

    /// Its lines.
    #[must_use]
    pub const fn lines(self) -> u32 {
        match self {
            Self::P540 => 540,
            Self::P720 => 720,
            Self::P1080 => 1080,
        }
    }
}

/// What is burnt into a picture, so that nobody can take it out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BurnIn {
    /// The cut's timecode.
    #[serde(default)]
    pub timecode: bool,
    /// Whose copy it is.
    #[serde(default)]
    pub name: Option<String>,
}

impl BurnIn {
    /// Whether nothing is burnt in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.timecode && self.name.is_none()
    }

    /// Says what of it decides what is seen, for the name of a proxy.
    fn say(&self, cut: &Cut, said: &mut String) {
        if self.timecode {
            said.push_str(&format!("timecode {} {}\n", cut.start.0, cut.rate));
        }
        if let Some(name) = &self.name {
            said.push_str(&format!("name {name}\n"));
        }
    }
}

/// What a proxy is to be like.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProxySpec {
    /// Its size.
    #[serde(default)]
    pub height: ProxyHeight,
    /// What is burnt in.
    #[serde(default)]
    pub burn: BurnIn,
}

/// The picture of a cut, for a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Playable {
    /// The cut has no picture, or its file is not there or is none.
    Nothing,
    /// This file plays.
    Plays(PlayableFile),
    /// There is a picture, and nothing of it that would play as wanted.
    Needs {
        /// Why, as sentences; at least one.
        why: Vec<String>,
    },
}

/// A file that plays in browsers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayableFile {
    /// Where it lies. A proxy may be taken out of the cache when it has not been used for long.
    pub path: PathBuf,
    /// Its media type.
    pub kind: &'static str,
    /// The size of a proxy; `None` for the picture itself.
    pub proxy: Option<ProxyHeight>,
    /// What a proxy would do better, as sentences; nothing for a proxy.
    pub better: Vec<String>,
}

/// A cut with a picture that can be read.
#[derive(Clone)]
pub(crate) struct Source {
    pub cut: Cut,
    pub path: PathBuf,
    pub facts: media::PictureFacts,
}

impl Source {
    /// `None` where the cut has no picture, or its file is not there or is none.
    pub fn of(cut: Cut) -> Option<Self> {
        let path = PathBuf::from(cut.picture.as_deref()?);
        let facts = pictures::read(&path);
        let facts = facts.as_ref().as_ref().ok()?.clone();
        Some(Self { cut, path, facts })
    }

    /// What a proxy of it is made of.
    fn ask(&self, spec: &ProxySpec, drawing: &burn::Drawing) -> ffmpeg::Ask<'_> {
        let (rate, even_out) = ffmpeg::rate_of(&self.facts, self.cut.rate);
        let drawn = drawing.filters.clone();
        ffmpeg::Ask {
            path: &self.path,
            facts: &self.facts,
            rate,
            even_out,
            height: spec.height,
            drawn,
            first_frame: None,
        }
    }

    /// Names the proxy by all that decides what it shows.
    fn key(&self, spec: &ProxySpec) -> Result<String, ProxyError> {
        let mut said = format!("{}\n{}\n", fingerprint::of(&self.path)?, spec.height.lines());
        spec.burn.say(&self.cut, &mut said);
        if self.facts.varies || self.facts.rate.is_none() {
            said.push_str(&format!("at {}\n", self.cut.rate));
        }
        Ok(shelf::key(&said))
    }
}

impl Studio {
    /// The picture of a cut as browsers can show it: a proxy that is there, or else the picture itself where it plays.
    ///
    /// With a `height`, only what is no larger; with something to be burnt in, only a proxy that has it. Without either, the
    /// largest proxy that is there comes before the picture itself. Reads no more than headers, and a few blocks of a
    /// picture that was not seen before.
    ///
    /// # Errors
    /// If there is no such cut, or the document or the picture cannot be read.
    pub fn playable_picture(
        &self,
        cut: CutId,
        height: Option<ProxyHeight>,
        burn: &BurnIn,
    ) -> Result<Playable, StudioError> {
        match self.whole_picture(cut) {
            Ok(picture) => self.playable(&picture, height, burn),
            Err(StudioError::Proxy(ProxyError::NoPicture { why: Some(why) })) if self.picture_parts(cut)?.len() > 1 => {
                Ok(Playable::Needs { why: vec![crate::sentence(&ProxyError::NoPicture { why: Some(why) })] })
            }
            Err(StudioError::Proxy(ProxyError::NoPicture { .. })) => Ok(Playable::Nothing),
            Err(error) => Err(error),
        }
    }

    /// The files of a cut's picture, in time.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub(crate) fn picture_parts(&self, cut: CutId) -> Result<Vec<PicturePart>, StudioError> {
        let row = self.cut_row(cut)?;
        let others = self.read(|rows, _| rows.reel_pictures(cut))?;
        Ok(picture_parts(&row, &others))
    }

    /// As [`Studio::playable_picture`], of a picture that is there.
    fn playable(&self, picture: &Picture, height: Option<ProxyHeight>, burn: &BurnIn) -> Result<Playable, StudioError> {
        let mut wanted: Vec<ProxyHeight> = height.map_or_else(|| ProxyHeight::ALL.to_vec(), |height| vec![height]);
        wanted.reverse();
        for height in wanted {
            let spec = ProxySpec { height, burn: burn.clone() };
            if let Some(path) = shelf::find(self.cache(), &picture.key(&spec)?) {
                let kind = kind_of(&path);
                return Ok(Playable::Plays(PlayableFile { path, kind, proxy: Some(height), better: Vec::new() }));
            }
        }
        let fitness = picture.fitness();
        let mut why = fitness.cannot;
        if let Picture::One(source) = picture
            && let Some(height) = height.filter(|height| source.facts.height > height.lines())
        {
            why.push(format!("It has {} lines; no proxy with {} was made yet.", source.facts.height, height.lines()));
        }
        if !burn.is_empty() {
            why.push("No proxy with that burnt in was made yet.".to_owned());
        }
        match picture {
            Picture::One(source) if why.is_empty() => {
                let (path, kind) = (source.path.clone(), kind_of(&source.path));
                Ok(Playable::Plays(PlayableFile { path, kind, proxy: None, better: fitness.better }))
            }
            Picture::One(_) | Picture::Several(_) => Ok(Playable::Needs { why }),
        }
    }

    /// What making a proxy would come to: measured on a few seconds of the picture.
    ///
    /// # Errors
    /// If there is no picture, or nothing that could make one.
    pub fn proxy_plan(&self, job: &Job, cut: CutId, spec: &ProxySpec) -> Result<ProxyPlan, StudioError> {
        Ok(plan::of(&self.whole_picture(cut)?, self.cache(), job, spec)?)
    }

    /// Makes a proxy, unless it is there; where it lies. Progress counts frames.
    ///
    /// # Errors
    /// If there is no picture or nothing that could make one, if it was cancelled, or if what was made has not the
    /// frames of the picture; then nothing is kept.
    pub fn make_proxy(&self, job: &Job, cut: CutId, spec: &ProxySpec) -> Result<PathBuf, StudioError> {
        let picture = self.whole_picture(cut)?;
        let key = picture.key(spec)?;
        let made = match shelf::find(self.cache(), &key) {
            Some(there) => Ok(there),
            None => make::make(self.cache(), &picture, job, spec, &key),
        };
        if let Err(error) = &made
            && !matches!(error, ProxyError::Cancelled)
        {
            let failed = crate::views::FailedFile { path: picture.said(), reason: crate::sentence(error) };
            job.update(|view| view.failed.push(failed));
        }
        job.finish();
        Ok(made?)
    }
}

/// The media type of a picture file by its ending, as players ask for it.
pub(crate) fn kind_of(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "webm" => "video/webm",
        "mkv" => "video/x-matroska",
        "mov" => "video/quicktime",
        "mp4" | "m4v" => "video/mp4",
        _ => "application/octet-stream",
    }
}
