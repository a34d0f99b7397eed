//! An alternate by itself, from its first sound to its last: what sounds in it, the name of that, and how loud it is.
//!
//! Loudness is measured over what sounds on the cut, with its gain, fades and pieces, through the one renderer; never taken
//! from the whole recording, of which a quiet part may be what is used.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use model::Placement;
use parking_lot::Mutex;
use playback::{Clip, Fade, Files as SoundFiles, Program, Sources, measure_loudness};

use crate::StudioError;
use crate::cache::Cache;
use crate::sound::{Files, clip};

/// The version of the reverb: it rises when a tail would sound otherwise.
const TAIL_VERSION: u32 = 1;

/// What sounds in a stretch: clips with the content of their recordings. The same text sounds the same.
pub(crate) fn said<'a>(samples: &Range<i64>, sounding: impl Iterator<Item = (&'a Clip, &'a str)>) -> String {
    let mut said = format!("{} {}\n", samples.start, samples.end);
    for (one, hash) in sounding {
        let at = (one.start, one.length, one.source_start.0, one.gain_millibel, one.lane);
        // Written to a text, which does not fail.
        let _ = writeln!(said, "{hash} {at:?} {} {}", fade_said(one.fade_in), fade_said(one.fade_out));
        if !one.volume.is_empty() {
            let _ = writeln!(said, "{:?}", one.volume);
        }
        if one.tail > 0 {
            let _ = writeln!(said, "tail {TAIL_VERSION} {}", one.tail);
        }
    }
    said
}

/// A fade as names of what was kept before bends have it, where it is not bent.
fn fade_said(fade: Fade) -> String {
    let bend = if fade.bend == 0 { String::new() } else { format!(", bend: {}", fade.bend) };
    format!("Fade {{ length: {}, shape: {:?}{bend} }}", fade.length, fade.shape)
}

/// Names what sounds in a stretch, as it is measured.
pub(crate) fn key(said: &str) -> String {
    blake3::hash(format!("needledrop loudness 1 {said}").as_bytes()).to_hex().to_string()
}

/// An alternate by itself.
pub(crate) struct SpanOf {
    /// Names what sounds.
    pub key: String,
    program: Arc<Program>,
    samples: Range<i64>,
}

impl SpanOf {
    /// Of all pieces of an alternate; `None` where nothing of it sounds.
    pub fn of<'a>(pieces: impl Iterator<Item = &'a Placement>, files: &Files) -> Option<Self> {
        let mut clips: Vec<(Clip, &str)> = pieces
            .filter(|piece| !piece.muted)
            .filter_map(|piece| {
                let file = files.get(&piece.track)?;
                let gain = i32::try_from(piece.gain.0).unwrap_or(0);
                let mut clip = clip(piece, &file.path, gain, files.volume(piece));
                // Which row it is makes no difference to how it sounds.
                clip.id = 0;
                Some((clip, file.hash.as_str()))
            })
            .filter(|(clip, _)| clip.length > 0)
            .collect();
        clips.sort_by(|(a, left), (b, right)| (a.start, a.lane, left).cmp(&(b.start, b.lane, right)));
        let start = clips.iter().map(|(clip, _)| clip.start).min()?;
        let end = clips.iter().map(|(clip, _)| clip.rings_until()).max()?;
        // From its own beginning: where on the cut it lies makes no difference either.
        for (number, (clip, _)) in (0..).zip(&mut clips) {
            clip.start -= start;
            clip.id = number;
        }
        let samples = 0..end - start;
        let key = key(&said(&samples, clips.iter().map(|(clip, hash)| (clip, *hash))));
        let program = Arc::new(Program::new(clips.into_iter().map(|(clip, _)| clip).collect()));
        Some(Self { key, program, samples })
    }

    /// Its integrated loudness, in hundredths of a LUFS; `None` for silence.
    ///
    /// # Errors
    /// If a recording cannot be read, or `go_on` breaks off.
    pub fn measure(&self, go_on: impl FnMut() -> ControlFlow<()>) -> Result<Option<i64>, StudioError> {
        let sources: Arc<dyn Sources> = Arc::new(SoundFiles);
        let lufs = measure_loudness(&self.program, &sources, self.samples.clone(), go_on)?;
        Ok(lufs.map(hundredths))
    }
}

/// LUFS as they are kept.
pub(crate) fn hundredths(lufs: f64) -> i64 {
    (lufs * 100.0).round() as i64
}

/// What was measured, in memory and in the cache.
#[derive(Default)]
pub(crate) struct Loudnesses(Mutex<HashMap<String, Option<i64>>>);

/// What is kept in memory at most; an episode has some hundreds.
const MOST_KEPT: usize = 20_000;

impl Loudnesses {
    /// What was measured of a stretch; the outer `None` where nothing was.
    pub fn of(&self, cache: &Cache, key: &str) -> Option<Option<i64>> {
        let mut known = self.0.lock();
        if let Some(loudness) = known.get(key) {
            return Some(*loudness);
        }
        let kept = cache.loudness(key)?;
        Self::put(&mut known, key, kept);
        Some(kept)
    }

    /// Keeps what was measured.
    pub fn keep(&self, cache: &Cache, key: &str, loudness: Option<i64>) {
        cache.keep_loudness(key, loudness);
        Self::put(&mut self.0.lock(), key, loudness);
    }

    /// Takes a stretch that cannot be read for silent, until the show is opened again.
    pub fn pass_over(&self, key: &str) {
        Self::put(&mut self.0.lock(), key, None);
    }

    fn put(known: &mut HashMap<String, Option<i64>>, key: &str, loudness: Option<i64>) {
        if known.len() >= MOST_KEPT {
            known.clear();
        }
        known.insert(key.to_owned(), loudness);
    }
}
