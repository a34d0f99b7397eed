//! The mix itself: a program in, blocks of stereo sound out. Playback and the bounce both come from here.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::Frame;
use crate::program::{Part, Program};
use crate::ringing::Ringing;
use crate::source::{Fault, SourceError, Sources};
use crate::track::Voice;

/// Recordings kept open, beyond those that sound at once.
const VOICES_KEPT: usize = 48;

/// Tails kept beyond those that ring at once; the longest takes 4 MB.
const TAILS_KEPT: usize = 8;

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
    /// Tails by the names of their clips.
    ringing: HashMap<i64, Ringing>,
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
        Self {
            program,
            sources,
            monitor,
            voices: HashMap::new(),
            ringing: HashMap::new(),
            faults: Vec::new(),
            scratch: Vec::new(),
            turn: 0,
        }
    }

    /// Changes the program. Recordings that both use stay open where they are; those that failed are tried again.
    pub fn set_program(&mut self, program: Arc<Program>) {
        self.program = program;
        self.faults.clear();
        let parts: HashMap<i64, &Part> = self.program.recordings().collect();
        self.voices.retain(|id, open| open.voice.is_some() && parts.get(id).is_some_and(|part| open.plays(part)));
        self.ringing.retain(|id, ringing| parts.get(id).is_some_and(|part| ringing.is_of(part)));
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
            if from < to {
                let mix = &mut out[(from - first) as usize..(to - first) as usize];
                self.add(part, from - part.clip.start, mix);
            }
            if let Some(rings) = part.rings() {
                let (from, to) = (rings.start.max(first), rings.end.min(end));
                if from < to {
                    let mix = &mut out[(from - first) as usize..(to - first) as usize];
                    self.ring(part, from - rings.start, mix);
                }
            }
        }
    }

    /// Opens one recording that will be needed soon after `from`, or works out one tail, if there is one, so that a slow disk
    /// does not hold up the sound later. Returns whether there was.
    pub fn prepare(&mut self, from: i64) -> bool {
        self.prepare_tail(from) || self.prepare_voice(from)
    }

    fn prepare_tail(&mut self, from: i64) -> bool {
        let program = Arc::clone(&self.program);
        let range = from..from.saturating_add(PREPARED);
        let rings_soon = |part: &&Part| {
            part.rings().is_some_and(|rings| rings.start < range.end && range.start < rings.end)
                && self.monitor.hears(part.clip.lane)
        };
        let mut soon = program.sounding(range.clone()).filter(rings_soon);
        let Some(part) = soon.find(|part| !self.ringing.contains_key(&part.clip.id)) else { return false };
        if self.ringing.len() >= TAILS_KEPT {
            self.ringing.retain(|id, _| program.sounding(range.clone()).any(|part| part.clip.id == *id));
        }
        if self.ringing.len() >= TAILS_KEPT {
            return false;
        }
        self.begin_to_ring(part);
        true
    }

    fn prepare_voice(&mut self, from: i64) -> bool {
        if self.voices.len() >= VOICES_KEPT {
            return false;
        }
        let program = Arc::clone(&self.program);
        let range = from..from.saturating_add(PREPARED);
        let soon = program.sounding(range.clone()).chain(program.standing_by(range));
        let mut soon = soon.filter(|part| from < part.clip.end() && self.monitor.hears(part.clip.lane));
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
            self.blame(part, cause);
        }
    }

    /// Adds what rings of `part` to `mix`, from `first` samples after it begins to.
    fn ring(&mut self, part: &Part, first: i64, mix: &mut [Frame]) {
        if !self.ringing.contains_key(&part.clip.id) {
            self.forget_a_tail();
            self.begin_to_ring(part);
        }
        let Some(ringing) = self.ringing.get_mut(&part.clip.id) else { return };
        ringing.used = self.turn;
        let heard = ringing.heard(first..first + mix.len() as i64);
        let heard = match (&part.line, part.rings()) {
            (Some(line), Some(rings)) => {
                self.scratch.clear();
                self.scratch.extend_from_slice(heard);
                line.apply(rings.start.saturating_add(first), &mut self.scratch);
                &self.scratch
            }
            _ => heard,
        };
        for (out, frame) in mix.iter_mut().zip(heard) {
            *out = [out[0] + frame[0], out[1] + frame[1]];
        }
    }

    fn begin_to_ring(&mut self, part: &Part) {
        let id = part.clip.id;
        let (ringing, failure) = Ringing::new(part, self.sources.as_ref(), self.turn);
        if let Some(cause) = failure {
            self.blame(part, cause);
        }
        self.ringing.insert(id, ringing);
    }

    /// Notes why a clip is silent, or its tail; once for each clip.
    fn blame(&mut self, part: &Part, cause: SourceError) {
        let clip = part.clip.id;
        if !self.faults.iter().any(|known| known.clip == clip) {
            self.faults.push(Fault { clip, path: part.clip.path.clone(), cause });
        }
    }

    fn forget_a_tail(&mut self) {
        if self.ringing.len() >= TAILS_KEPT {
            let done = self.ringing.iter().filter(|(_, ringing)| ringing.used < self.turn);
            let oldest = done.min_by_key(|(id, ringing)| (ringing.used, **id)).map(|(id, _)| *id);
            oldest.and_then(|id| self.ringing.remove(&id));
        }
    }

    fn open(&mut self, part: &Part) {
        self.close_the_oldest();
        let voice = Voice::open(&part.clip.path, part.stream, self.sources.as_ref());
        let voice = voice.map_err(|cause| self.blame(part, cause));
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
