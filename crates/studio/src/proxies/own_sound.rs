//! The sound that a picture has of its own: what is said and heard in its scenes.
//!
//! That of a proxy is read as any recording, since we made it begin with its first frame. Of other files the user's ffmpeg lifts
//! the stretch that is wanted: it knows every codec, and where a track begins late. Without one they are read as recordings, where
//! that can be done.

use std::ops::Range;
use std::path::{Path, PathBuf};

use media::{AudioReader, PictureFacts};
use model::CutId;

use super::ffmpeg::{Tool, file_name, from_sample, sound_to_stereo};
use super::{BurnIn, Playable, run};
use crate::fingerprint;
use crate::jobs::Job;
use crate::proxy_error::ProxyError;
use crate::unfinished::Unfinished;
use crate::{Studio, StudioError, pictures};

/// The sound of a picture, and how it is read.
#[derive(Debug, Clone)]
pub(crate) struct OwnSound {
    /// The file that has it.
    pub path: PathBuf,
    /// Names what is in it.
    pub name: String,
    facts: PictureFacts,
    tool: Option<Tool>,
}

impl Studio {
    /// The sound of a cut's picture as browsers are shown that; `None` where it has none, or none that can be read here.
    pub(crate) fn own_sound(&self, cut: CutId) -> Result<Option<OwnSound>, StudioError> {
        let Playable::Plays(file) = self.playable_picture(cut, None, &BurnIn::default())? else { return Ok(None) };
        let facts = pictures::read(&file.path);
        let Ok(facts) = facts.as_ref().as_ref() else { return Ok(None) };
        if facts.sound.is_empty() {
            return Ok(None);
        }
        let ours = file.proxy.is_some() && file.kind == "video/mp4";
        let tool = if ours { None } else { Tool::find().ok() };
        let is_split = matches!(facts.sound.as_slice(), [left, right, ..] if left.channels == 1 && right.channels == 1);
        if tool.is_none() && (is_split || AudioReader::open(&file.path).is_err()) {
            return Ok(None);
        }
        let name = fingerprint::of(&file.path)?;
        Ok(Some(OwnSound { path: file.path, name, facts: facts.clone(), tool }))
    }
}

impl OwnSound {
    /// Whether a stretch of it must be lifted out before it can be read.
    pub const fn is_lifted(&self) -> bool {
        self.tool.is_some()
    }

    /// Lifts `samples` of it, counted at 48 kHz from the first frame, into a WAV at `to`.
    ///
    /// # Errors
    /// If it cannot be read or written, or the job is cancelled.
    pub fn lift(&self, job: &Job, samples: &Range<i64>, to: &Path) -> Result<(), ProxyError> {
        let Some(tool) = &self.tool else { return Ok(()) };
        let unwritable = |error: &std::io::Error| ProxyError::io("the cache cannot be written", error);
        let unfinished = Unfinished::beside(to).map_err(|error| unwritable(&error))?;
        let Range { start, end } = *samples;
        let mut command = tool.command();
        command.args(["-protocol_whitelist", "file"]);
        if start > 0 {
            command.args(["-ss", &format!("{}.{:06}", start / 48_000, start % 48_000 * 1_000_000 / 48_000)]);
        }
        // By the times of the file, as players show its frames: a track may begin before the first of them.
        command.args(["-copyts", "-i"]).arg(file_name(&self.path));
        let cut = format!("{},atrim=end_pts={end},asetpts=PTS-STARTPTS", from_sample(start));
        command.args(["-vn", "-sn", "-dn"]).args(sound_to_stereo(&self.facts, &cut));
        command.args(["-map_metadata", "-1", "-map_chapters", "-1", "-c:a", "pcm_s16le", "-f", "wav"]);
        command.arg(file_name(unfinished.path()));
        run::run(command, &|| job.is_cancelled(), &mut |_| {})?;
        unfinished.publish(to).map_err(|error| unwritable(&error))
    }
}
