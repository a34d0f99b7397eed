//! The mix itself: a program in, blocks of stereo sound out. Playback and the bounce both come from here.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::Frame;
use crate::program::{Part, Program};
use crate::source::{Fault, Sources};
use crate::track::Voice;

/// Recordings kept open, beyond those that sound at once.
const VOICES_KEPT: usize = 48;

/// How far ahead [`Renderer::prepare`] looks, in samples: two seconds.
const PREPARED: i64 = 96_000;

/// Which lanes are heard while working. It never changes what is delivered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Monitor {
    /// Lanes that are silent.
    pub muted: Vec<i64>,
    /// If there are any, all other lanes are silent.
    pub soloed: Vec<i64>,
}

impl Monitor {
    /// Whether `lane` is heard.
    #[must_use]
    pub fn hears(&self, lane: i64) -> bool {
        !self.muted.contains(&lane) && (self.soloed.is_empty() || self.soloed.contains(&lane))
    }
}

/// Renders a program at 48 kHz, from any sample on; any two ways of asking for the same samples give the same bits.
pub struct Renderer {
    program: Arc<Program>,
    sources: Arc<dyn Sources>,
    monitor: Monitor,
    voices: HashMap<i64, OpenVoice>,
    faults: Vec<Fault>,
    scratch: Vec<Frame>,
    /// Counts the calls, to know which voice was used last.
    turn: u64,
}

struct OpenVoice {
    path: PathBuf,
    stream: Option<usize>,
    /// `None` when its recording cannot be read.
    voice: Option<Voice>,
    used: u64,
}

impl OpenVoice {
    fn plays(&self, part: &Part) -> bool {
        self.path == part.clip.path && self.stream == part.stream
    }
}

impl Renderer {
    /// A renderer of `program`, whose recordings come from `sources`.
    #[must_use]
    pub fn new(program: Arc<Program>, sources: Arc<dyn Sources>) -> Self {
        let monitor = Monitor::default();
        Self { program, sources, monitor, voices: HashMap::new(), faults: Vec::new(), scratch: Vec::new(), turn: 0 }
    }

    /// Changes the program. Recordings that both use stay open where they are; those that failed are tried again.
    pub fn set_program(&mut self, program: Arc<Program>) {
        self.program = program;
        self.faults.clear();
        let parts: HashMap<i64, &Part> = self.program.recordings().collect();
        self.voices.retain(|id, open| open.voice.is_some() && parts.get(id).is_some_and(|part| open.plays(part)));
    }

    /// Chooses which lanes are heard.
    pub fn set_monitor(&mut self, monitor: Monitor) {
        self.monitor = monitor;
    }

    /// The program being rendered.
    #[must_use]
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The clips met so far that are silent because their recordings cannot be read, each once.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Renders the samples from `first` on into `out`.
    pub fn render(&mut self, first: i64, out: &mut [Frame]) {
        out.fill([0.0; 2]);
        self.turn += 1;
        let program = Arc::clone(&self.program);
        let end = first.saturating_add(out.len() as i64);
        for part in program.sounding(first..end) {
            if !self.monitor.hears(part.clip.lane) {
                continue;
            }
            let from = part.clip.start.max(first);
            let to = part.clip.end().min(end);
            let mix = &mut out[(from - first) as usize..(to - first) as usize];
            self.add(part, from - part.clip.start, mix);
        }
    }

    /// Opens one recording that will be needed soon after `from`, if there is one to open, so that a slow disk does
    /// not hold up the sound later. Returns whether there was.
    pub fn prepare(&mut self, from: i64) -> bool {
        if self.voices.len() >= VOICES_KEPT {
            return false;
        }
        let program = Arc::clone(&self.program);
        let range = from..from.saturating_add(PREPARED);
        let soon = program.sounding(range.clone()).chain(program.standing_by(range));
        let mut soon = soon.filter(|part| self.monitor.hears(part.clip.lane));
        let Some(part) = soon.find(|part| self.voices.get(&part.clip.id).is_none_or(|open| !open.plays(part))) else {
            return false;
        };
        let offset = (from - part.clip.start).max(0);
        // Reading one frame puts the decoder where the clip will start.
        let mut frame = [[0.0; 2]];
        self.add(part, offset, &mut frame);
        true
    }

    /// Adds `part` to `mix`, from `offset` samples into the clip on.
    fn add(&mut self, part: &Part, offset: i64, mix: &mut [Frame]) {
        let id = part.clip.id;
        if self.voices.get(&id).is_none_or(|open| !open.plays(part)) {
            self.open(part);
        }
        let Some(open) = self.voices.get_mut(&id) else { return };
        open.used = self.turn;
        let Some(voice) = &mut open.voice else { return };
        let first = part.source_sample.saturating_add(offset);
        // Most sound goes from where it was read to the mix in one step.
        let added = part.line.is_none()
            && voice.show(first, mix.len(), |done, frames| {
                part.envelope.add(offset + done as i64, frames, &mut mix[done..done + frames.len()]);
            });
        if !added {
            self.scratch.resize(mix.len(), [0.0; 2]);
            voice.fill(first, &mut self.scratch);
            if let Some(line) = &part.line {
                line.apply(part.clip.start.saturating_add(offset), &mut self.scratch);
            }
            part.envelope.add(offset, &self.scratch, mix);
        }
        if let Some(cause) = voice.take_failure() {
            open.voice = None;
            self.faults.push(Fault { clip: id, path: part.clip.path.clone(), cause });
        }
    }

    fn open(&mut self, part: &Part) {
        self.close_the_oldest();
        let voice = Voice::open(&part.clip.path, part.stream, self.sources.as_ref());
        let voice = voice.map_err(|cause| {
            self.faults.push(Fault { clip: part.clip.id, path: part.clip.path.clone(), cause });
        });
        let open = OpenVoice { path: part.clip.path.clone(), stream: part.stream, voice: voice.ok(), used: self.turn };
        self.voices.insert(part.clip.id, open);
    }

    /// Keeps the number of open files bounded on a time line of thousands of clips.
    fn close_the_oldest(&mut self) {
        // Failed voices hold no file; they stay, lest the same fault be met again with every block.
        let open = self.voices.iter().filter(|(_, open)| open.voice.is_some());
        if open.clone().count() < VOICES_KEPT {
            return;
        }
        let oldest = open.filter(|(_, open)| open.used < self.turn).min_by_key(|(id, open)| (open.used, **id));
        if let Some(id) = oldest.map(|(id, _)| *id) {
            self.voices.remove(&id);
        }
    }
}
