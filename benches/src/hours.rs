//! `hours`: eight hours of playback with edits at random, as fast as the machine gives them.
//!
//! The real transport and its render thread, and a tape in place of the device, which counts eight hours of frames however
//! quickly they come. All the while a cut of 45 minutes is edited at random, and it is sought and repeated. Asked is what only
//! shows in the long run: whether the position is still the sample that is heard, by the tape's count and by the sound itself,
//! which is held against the same moment rendered anew, and whether memory stays as it was.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use playback::{
    Capture, Clip, Fade, FadeShape, Files, Frame, MOST_TAIL, Program, Renderer, Sources, Tape, Transport, VolumePoint,
};
use timebase::{Flicks, SampleRate};

use crate::mix::load;

/// Something that keeps the benchmark from running.
type Failure = Box<dyn std::error::Error>;

const RATE: i64 = 48_000;
const HOURS: i64 = 8;
const CUT: i64 = 45 * 60 * RATE;
const TRACK: i64 = 240 * RATE;
const PLACED: i64 = 24;
/// Samples heard between two edits, at most: ten seconds.
const MOST_BETWEEN: i64 = 10 * RATE;
/// Samples after which an edit is heard alone: all that was ready before, taken as quickly as a tape takes it, and the blend.
const SETTLED: i64 = 24_000;
/// Samples held against the same moment rendered anew.
const COMPARED: usize = 4_096;

/// The formats that recordings come in, with their rates.
const RECORDINGS: [(&str, i64, &[&str]); 6] = [
    ("a.wav", RATE, &["-c:a", "pcm_s24le"]),
    ("b.wav", 44_100, &["-c:a", "pcm_s16le"]),
    ("c.flac", RATE, &["-sample_fmt", "s16"]),
    ("d.mp3", RATE, &["-c:a", "libmp3lame", "-b:a", "320k"]),
    ("e.wav", RATE, &["-c:a", "pcm_f32le"]),
    ("f.ogg", RATE, &["-c:a", "libvorbis", "-q:a", "6"]),
];

/// Runs the benchmark and prints what it found.
///
/// # Errors
/// When ffmpeg is missing, the disk is full, or the sound was not what the position said.
pub fn run() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let recordings = RECORDINGS
        .iter()
        .map(|(name, rate, codec)| recording(folder.path(), name, *rate, codec))
        .collect::<Result<Vec<_>, _>>()?;
    let hours = std::env::var("HOURS").ok().and_then(|hours| hours.parse().ok()).unwrap_or(HOURS);
    println!("hours: {hours} h of playback, an edit every 5 s of it at the mean, load {}", load());
    let begun = Instant::now();
    let mut session = Session::new(recordings);
    for hour in 0..hours {
        session.play(RATE * 3_600)?;
        session.rest();
        session.report(hour + 1, begun);
    }
    session.finish(hours)
}

struct Session {
    random: Random,
    recordings: Vec<PathBuf>,
    clips: BTreeMap<i64, Clip>,
    next: i64,
    transport: Transport,
    tape: Tape,
    reference: Renderer,
    /// Where the position must be.
    expected: i64,
    heard: i64,
    edits: u64,
    drift: i64,
    compared: u64,
    /// Kibibytes, once every minute of the sound.
    memory: Vec<u64>,
    /// The same after each hour, once nothing is placed and what was open for it is closed.
    rests: Vec<u64>,
}

impl Session {
    fn new(recordings: Vec<PathBuf>) -> Self {
        let sources: Arc<dyn Sources> = Arc::new(Files);
        let (capture, tape) = Capture::new(SampleRate::MIX.hertz());
        let transport = Transport::with_output(Arc::clone(&sources), Box::new(capture));
        let reference = Renderer::new(Arc::default(), sources);
        let mut session = Self {
            random: Random(0x5eed_0011),
            recordings,
            clips: BTreeMap::new(),
            next: 0,
            transport,
            tape,
            reference,
            expected: 0,
            heard: 0,
            edits: 0,
            drift: 0,
            compared: 0,
            memory: Vec::new(),
            rests: Vec::new(),
        };
        (0..PLACED).for_each(|_| session.place());
        session.load();
        session.transport.set_range(Some(0..CUT));
        session.transport.play();
        session
    }

    /// Hears `frames` more, with edits.
    fn play(&mut self, frames: i64) -> Result<(), Failure> {
        let until = self.heard + frames;
        while self.heard < until {
            self.edit();
            let between = self.random.within(SETTLED..MOST_BETWEEN).min(until - self.heard);
            let sound = self.hear(between);
            if between >= SETTLED + COMPARED as i64 {
                self.compare(&sound[sound.len() - COMPARED..])?;
            }
        }
        Ok(())
    }

    fn hear(&mut self, frames: i64) -> Vec<Frame> {
        let sound = self.tape.pull(frames as usize);
        if (self.heard + frames) / (60 * RATE) > self.heard / (60 * RATE) {
            self.memory.push(resident());
        }
        self.heard += frames;
        self.expected = (self.expected + frames) % CUT;
        let apart = (self.transport.position() - self.expected).rem_euclid(CUT);
        self.drift = self.drift.max(apart.min(CUT - apart));
        sound
    }

    /// What was heard last must be what a renderer gives that begins there.
    fn compare(&mut self, heard: &[Frame]) -> Result<(), Failure> {
        let from = self.expected - heard.len() as i64;
        // The loop's seam has a test of its own.
        if from < 0 {
            return Ok(());
        }
        let mut anew = vec![[0.0; 2]; heard.len()];
        self.reference.render(from, &mut anew);
        self.compared += 1;
        let wrong = heard.iter().zip(&anew).position(|(heard, anew)| heard != anew);
        match wrong {
            None => Ok(()),
            Some(at) => {
                let at = from + at as i64;
                Err(format!("after {} edits sample {at} sounded as another one", self.edits).into())
            }
        }
    }

    fn edit(&mut self) {
        self.edits += 1;
        let ids: Vec<i64> = self.clips.keys().copied().collect();
        let id = ids[self.random.within(0..ids.len() as i64) as usize];
        let kind = self.random.within(0..12);
        let [first, second] = [0, 1].map(|_| self.random.within(0..10_000));
        let Some(clip) = self.clips.get_mut(&id) else { return };
        match kind {
            0 | 1 => clip.start = (CUT - clip.length) * first / 10_000,
            2 | 3 => {
                let at = first * (TRACK - RATE) / 10_000;
                clip.source_start = SampleRate::MIX.flicks(at);
                clip.length = (RATE + second * (TRACK - RATE - at) / 10_000).min(CUT - clip.start);
            }
            4 => clip.gain_millibel = -(first as i32) / 5,
            5 => {
                let shape = [FadeShape::Linear, FadeShape::EqualPower, FadeShape::SCurve, FadeShape::Logarithmic];
                let fade = Fade { length: second * 10, shape: shape[first as usize % 4], bend: first as i32 % 60 };
                (clip.fade_in, clip.fade_out) = (fade, fade);
            }
            6 => {
                let point =
                    |part: i64, millibel: i64| VolumePoint { at: clip.length * part / 4, millibel: millibel as f64 };
                clip.volume =
                    if first % 2 == 0 { Vec::new() } else { vec![point(1, 0), point(2, -second / 10), point(3, 0)] };
            }
            7 => clip.tail = if first % 2 == 0 { 0 } else { second * MOST_TAIL / 10_000 },
            8 => clip.lane = first % 4,
            9 => self.place(),
            10 if ids.len() > PLACED as usize / 2 => drop(self.clips.remove(&id)),
            _ => {
                self.expected = CUT * first / 10_000;
                self.transport.seek(self.expected);
                return;
            }
        }
        self.load();
    }

    /// Lays another recording somewhere.
    fn place(&mut self) {
        let id = self.next;
        self.next += 1;
        let which = self.random.within(0..self.recordings.len() as i64) as usize;
        let length = self.random.within(10 * RATE..TRACK);
        self.clips.insert(
            id,
            Clip {
                id,
                lane: self.random.within(0..4),
                path: self.recordings[which].clone(),
                start: self.random.within(0..CUT - length),
                length,
                source_start: Flicks::ZERO,
                gain_millibel: -600,
                fade_in: Fade::default(),
                fade_out: Fade::default(),
                volume: Vec::new(),
                tail: 0,
            },
        );
        while self.clips.len() > 2 * PLACED as usize {
            self.clips.pop_first();
        }
    }

    fn load(&mut self) {
        let program = Arc::new(Program::new(self.clips.values().cloned().collect()));
        self.reference.set_program(Arc::clone(&program));
        self.transport.load(program);
    }

    /// Takes all away, looks at what memory is held then, and goes on.
    fn rest(&mut self) {
        self.reference.set_program(Arc::default());
        self.transport.load(Arc::default());
        self.hear(2 * SETTLED);
        self.rests.push(resident());
        self.load();
    }

    fn report(&self, hour: i64, begun: Instant) {
        let minutes = self.memory.iter().rev().take(60);
        let (least, most) = (minutes.clone().min().unwrap_or(&0), minutes.max().unwrap_or(&0));
        let rest = self.rests.last().copied().unwrap_or(0);
        println!(
            "  after {hour} h ({:.0} s): {} edits, position at most {} samples off, {} places as rendered anew, \
             memory {:.1} to {:.1} MiB, {:.1} with nothing placed",
            begun.elapsed().as_secs_f64(),
            self.edits,
            self.drift,
            self.compared,
            mebibytes(*least),
            mebibytes(*most),
            mebibytes(rest),
        );
    }

    fn finish(&self, hours: i64) -> Result<(), Failure> {
        // In the first hour everything is used for the first time.
        let later = self.rests.get(1..).unwrap_or_default();
        if let (Some(least), Some(most)) = (later.iter().min(), later.iter().max()) {
            let apart = (*most as f64 / *least as f64 - 1.0) * 100.0;
            let drift = self.drift;
            println!(
                "  {hours} h: drift {drift} samples, aim 1; memory with nothing placed within {apart:.1} % from hour to hour, aim 5 %"
            );
        }
        println!("  load in the end {}", load());
        if self.transport.faults().is_empty() { Ok(()) } else { Err("a recording could not be read".into()) }
    }
}

/// Numbers at random, the same in every run.
struct Random(u64);

impl Random {
    fn within(&mut self, range: Range<i64>) -> i64 {
        // Marsaglia's xorshift64.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        range.start + (self.0 % (range.end - range.start).max(1) as u64) as i64
    }
}

fn recording(folder: &Path, name: &str, rate: i64, codec: &[&str]) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    let noise = |seed: u8| format!("anoisesrc=color=pink:amplitude=0.3:sample_rate={rate}:duration=240:seed={seed}");
    let seed = name.as_bytes()[0];
    let source = format!("{}[l];{}[r];[l][r]join=inputs=2:channel_layout=stereo", noise(seed), noise(seed + 100));
    let status = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-f", "lavfi", "-i", &source])
        .args(codec)
        .arg(&path)
        .status()?;
    if status.success() { Ok(path) } else { Err(format!("ffmpeg ended with {status}").into()) }
}

fn mebibytes(kibibytes: u64) -> f64 {
    kibibytes as f64 / 1_024.0
}

/// Memory that this process holds, in kibibytes.
fn resident() -> u64 {
    let told = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
