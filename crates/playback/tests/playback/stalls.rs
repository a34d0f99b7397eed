//! A disk that does not answer, while the transport plays.

#![allow(clippy::disallowed_types, reason = "a gate that waits")]

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use playback::{Capture, Files, Program, Source, SourceError, Sources, Transport};

use crate::files::{Folder, clip, rendered};
use crate::transport::{alternates, eventually, hearing, steepest};

/// Files whose reading can be held up.
struct Stalling {
    stalled: Arc<(Mutex<bool>, Condvar)>,
    waiting: Arc<AtomicBool>,
}

struct StallingSource {
    source: Box<dyn Source>,
    stalled: Arc<(Mutex<bool>, Condvar)>,
    waiting: Arc<AtomicBool>,
}

impl Sources for Stalling {
    fn open(&self, path: &Path) -> Result<Box<dyn Source>, SourceError> {
        let source = Files.open(path)?;
        Ok(Box::new(StallingSource { source, stalled: Arc::clone(&self.stalled), waiting: Arc::clone(&self.waiting) }))
    }
}

impl Source for StallingSource {
    fn sample_rate(&self) -> u32 {
        self.source.sample_rate()
    }
    fn channels(&self) -> usize {
        self.source.channels()
    }
    fn frames(&self) -> Option<i64> {
        self.source.frames()
    }
    fn seek(&mut self, frame: i64) -> Result<(), SourceError> {
        self.source.seek(frame)
    }
    fn read(&mut self, samples: &mut Vec<f32>, most_frames: usize) -> Result<usize, SourceError> {
        let (stalled, released) = &*self.stalled;
        let mut stalled = stalled.lock().expect("the lock");
        while *stalled {
            self.waiting.store(true, Ordering::Release);
            stalled = released.wait(stalled).expect("the lock");
        }
        self.waiting.store(false, Ordering::Release);
        self.source.read(samples, most_frames)
    }
}

#[test]
fn a_stalled_render_thread_gives_silence_and_then_only_what_is_wanted() {
    let folder = Folder::new();
    let path = folder.noise("slow.wav", 48_000, 10.0, 1, &["-c:a", "pcm_f32le"]);
    let program = Arc::new(Program::new(vec![clip(1, &path, 0..480_000)]));
    let whole = rendered(&program, 0..480_000);
    let stalled = Arc::new((Mutex::new(false), Condvar::new()));
    let waiting = Arc::new(AtomicBool::new(false));
    let sources = Stalling { stalled: Arc::clone(&stalled), waiting: Arc::clone(&waiting) };
    let (capture, mut tape) = Capture::new(48_000);
    let transport = Transport::with_output(Arc::new(sources), Box::new(capture));
    transport.load(program);
    transport.play();
    assert!(tape.pull(10_000) == whole[..10_000]);
    *stalled.0.lock().expect("the lock") = true;
    // What was rendered already still sounds; then there is silence, and the position stands still.
    let mut heard = Vec::new();
    eventually("the stall", || {
        heard.extend(tape.pull(512));
        waiting.load(Ordering::Acquire)
    });
    // What was decoded before is still being rendered: it comes to an end of its own, and only then is all of it pulled.
    let mut ready = (tape.ready(), Instant::now());
    eventually("the end of what is rendered", || {
        if tape.ready() != ready.0 {
            ready = (tape.ready(), Instant::now());
        }
        ready.1.elapsed() > Duration::from_millis(500)
    });
    heard.extend(tape.pull_now(80_000));
    let sounding = heard.iter().zip(&whole[10_000..]).take_while(|(heard, expected)| heard == expected).count();
    assert!((1_024..heard.len() - 10_000).contains(&sounding), "{sounding}");
    assert!(heard[sounding + 128..].iter().all(|frame| *frame == [0.0; 2]));
    let position = transport.position();
    assert_eq!(position, 10_000 + sounding as i64);
    // A seek during the stall: still silence, never the old place.
    transport.seek(300_000);
    assert_eq!(transport.position(), 300_000);
    assert!(tape.pull_now(5_000)[128..].iter().all(|frame| *frame == [0.0; 2]));
    *stalled.0.lock().expect("the lock") = false;
    stalled.1.notify_all();
    assert!(tape.pull(10_000) == whole[300_000..310_000]);
}

#[test]
fn a_switch_that_the_disk_holds_up_comes_late_and_without_a_click() {
    let folder = Folder::new();
    let all = alternates(&folder);
    let stalled = Arc::new((Mutex::new(false), Condvar::new()));
    let waiting = Arc::new(AtomicBool::new(false));
    let sources = Stalling { stalled: Arc::clone(&stalled), waiting: Arc::clone(&waiting) };
    let (capture, mut tape) = Capture::new(48_000);
    let transport = Transport::with_output(Arc::new(sources), Box::new(capture));
    transport.load(hearing(&all, 0));
    transport.play();
    // The device takes all there is before the switch, some of it, or waits.
    for (turn, taken) in [60_000, 2_000, 1_100, 0].into_iter().enumerate() {
        let wanted = 1 - turn % 2;
        let mut heard = tape.pull(20_000);
        *stalled.0.lock().expect("the lock") = true;
        transport.load(hearing(&all, wanted));
        eventually("the stall", || waiting.load(Ordering::Acquire));
        heard.extend(tape.pull_now(taken));
        *stalled.0.lock().expect("the lock") = false;
        stalled.1.notify_all();
        let new = [0.25, -0.5][wanted];
        eventually("the switch", || {
            heard.extend(tape.pull_now(256));
            heard.last().is_some_and(|frame| (frame[0] - new).abs() < 0.001)
        });
        let steepest = steepest(&heard);
        assert!(steepest < 0.02, "a step of {steepest} where {taken} were taken");
    }
}
