//! What is said in a production sound, found by listening to it: a proposal, which nobody has to take.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use media::{Voice, VoiceRule, voice_of};
use model::{Cut, ProductionSound, ProductionSoundId};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Span};
use ts_rs::TS;

use crate::error::StudioError;
use crate::production::{key_of, stream_of};
use crate::session::Studio;

/// What is taken for speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpeechRule {
    /// Decibels that a voice rises above the sound of the place at least, from 3 to 24: the fewer, the more is found.
    pub rise: u32,
    /// A pause that is shorter, in milliseconds, lies within one line.
    pub pause: u32,
    /// A line that is shorter, in milliseconds, is none.
    pub least: u32,
}

/// Silence that a line keeps before its first sound and after its last, in milliseconds.
const AIR: (i64, i64) = (40, 100);
const FLICKS_PER_MS: i64 = timebase::FLICKS_PER_SECOND / 1000;

impl Studio {
    /// The spans of a cut in which somebody speaks in one of its production sounds, on whole frames, in order. What was
    /// decoded is kept while the same sound is asked for again.
    ///
    /// # Errors
    /// If there is no such sound, or its file cannot be read.
    pub fn find_speech(&self, id: ProductionSoundId, rule: SpeechRule) -> Result<Vec<Span>, StudioError> {
        let (sound, cut) = self.read(|rows, _| {
            let sound = rows.production_sound(id)?.ok_or(StudioError::NoSuch { what: "production sound", id: id.0 })?;
            let cut = rows.cut(sound.cut)?.ok_or(StudioError::NoSuch { what: "cut", id: sound.cut.0 })?;
            Ok::<_, StudioError>((sound, cut))
        })?;
        let voice = self.voice(&sound)?;
        let rule = VoiceRule {
            rise_db: rule.rise.clamp(3, 24) as f32,
            pause_ms: u64::from(rule.pause.min(10_000)),
            least_ms: u64::from(rule.least.min(10_000)),
        };
        Ok(on_cut(&cut, &sound, &voice, rule))
    }

    fn voice(&self, sound: &ProductionSound) -> Result<Arc<Voice>, StudioError> {
        let unreadable = |reason: String| StudioError::Unreadable { path: PathBuf::from(&sound.path), reason };
        let key = key_of(sound).ok_or_else(|| unreadable("it is not there".to_owned()))?;
        if let Some((_, voice)) = self.0.voice.lock().as_ref().filter(|(known, _)| *known == key) {
            return Ok(Arc::clone(voice));
        }
        let read = voice_of(Path::new(&sound.path), stream_of(sound), &|| false);
        let voice = Arc::new(read.map_err(|error| unreadable(error.to_string()))?);
        *self.0.voice.lock() = Some((key, Arc::clone(&voice)));
        Ok(voice)
    }
}

fn on_cut(cut: &Cut, sound: &ProductionSound, voice: &Voice, rule: VoiceRule) -> Vec<Span> {
    let whole = cut.span();
    let mut lines: Vec<Span> = Vec::new();
    for found in voice.spans(rule) {
        let at = |ms: u64, air: i64| {
            let ms = i64::try_from(ms).unwrap_or(i64::MAX / FLICKS_PER_MS / 2) + air;
            cut.rate.snap(sound.start + Flicks(ms * FLICKS_PER_MS))
        };
        let start = at(found.start, -AIR.0).max(whole.start);
        let end = at(found.end, AIR.1).min(whole.end);
        match lines.last_mut() {
            _ if end <= start => {}
            Some(last) if start <= last.end => last.end = end,
            _ => lines.push(Span { start, end }),
        }
    }
    lines
}
