//! The transport, heard through a tape that keeps exactly what a device would be given.

use std::sync::Arc;
use std::time::{Duration, Instant};

use playback::{
    Capture, Clip, FLOOR_DB, Frame, Monitor, OutputState, Program, SampleFormat, Silent, State, Tape, Transport,
};
use timebase::{Flicks, SampleRate};

use crate::files::{Folder, bounced, clip, decoded, files, mixture, options, rendered};

pub fn taped(program: &Arc<Program>) -> (Transport, Tape) {
    let (capture, tape) = Capture::new(48_000);
    let transport = Transport::with_output(files(), Box::new(capture));
    transport.load(Arc::clone(program));
    (transport, tape)
}

/// Waits for what another thread will do; not a measurement.
pub fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < limit, "{what} did not come");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_is_heard_is_what_is_delivered() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let path = folder.path("mix.wav");
    bounced(&program, &options(path.clone(), 0..265_000, SampleFormat::Float32)).expect("a bounce");
    let delivered = decoded(&path);
    for start in [0, 101_337] {
        let (transport, mut tape) = taped(&program);
        transport.seek(start);
        transport.play();
        let heard = tape.pull(265_000 - start as usize);
        assert!(heard == delivered[start as usize..], "from {start}");
    }
}

#[test]
fn the_position_is_the_sample_heard() {
    let folder = Folder::new();
    let (transport, mut tape) = taped(&mixture(&folder));
    assert_eq!((transport.state(), transport.position()), (State::Stopped, 0));
    transport.seek(5_000);
    assert_eq!(transport.position(), 5_000);
    transport.play();
    assert_eq!((transport.state(), transport.position()), (State::Playing, 5_000));
    tape.pull(12_345);
    assert_eq!(transport.position(), 17_345);
    transport.stop();
    assert_eq!((transport.state(), transport.position()), (State::Stopped, 17_345));
    tape.pull_now(4_800);
    assert_eq!(transport.position(), 17_345);
}

#[test]
fn stopping_is_silence_at_once_and_playing_goes_on_from_there() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let whole = rendered(&program, 0..60_000);
    let (transport, mut tape) = taped(&program);
    transport.play();
    assert!(tape.pull(20_000) == whole[..20_000]);
    transport.stop();
    // The last sample falls to nothing in 128 frames, lest it click.
    assert!(tape.pull_now(2_000)[128..].iter().all(|frame| *frame == [0.0; 2]));
    transport.play();
    assert!(tape.pull(20_000) == whole[20_000..40_000]);
}

#[test]
fn a_seek_while_playing_goes_straight_to_the_new_place() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let whole = rendered(&program, 0..250_000);
    let (transport, mut tape) = taped(&program);
    transport.play();
    assert!(tape.pull(10_000) == whole[..10_000]);
    for place in [150_000, 3, 90_001] {
        transport.seek(place);
        assert_eq!(transport.position(), place);
        let place = place as usize;
        assert!(tape.pull(8_000) == whole[place..place + 8_000], "at {place}");
        assert_eq!(transport.position(), place as i64 + 8_000);
    }
}

#[test]
fn a_loop_has_no_seam() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let range = rendered(&program, 50_123..70_001);
    let (transport, mut tape) = taped(&program);
    transport.set_range(Some(50_123..70_001));
    transport.seek(50_123);
    transport.play();
    let heard = tape.pull(range.len() * 5 / 2);
    let expected: Vec<Frame> = range.iter().cycle().take(heard.len()).copied().collect();
    assert!(heard == expected);
    assert_eq!(transport.position(), 50_123 + (range.len() as i64) / 2);
}

#[test]
fn a_loop_can_be_set_and_lifted_while_playing() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let whole = rendered(&program, 0..120_000);
    let (transport, mut tape) = taped(&program);
    transport.play();
    assert!(tape.pull(10_000) == whole[..10_000]);
    transport.set_range(Some(12_000..20_000));
    transport.settle();
    assert!(tape.pull(10_000) == whole[10_000..20_000]);
    assert!(tape.pull(3_000) == whole[12_000..15_000]);
    transport.set_range(None);
    transport.settle();
    assert!(tape.pull(25_000) == whole[15_000..40_000]);
    assert_eq!(transport.position(), 40_000);
}

#[test]
fn a_new_program_takes_over_without_a_gap() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let whole = rendered(&program, 0..200_000);
    let (transport, mut tape) = taped(&program);
    transport.seek(30_000);
    transport.play();
    assert!(tape.pull(5_000) == whole[30_000..35_000]);
    // The same sound, said anew: not a bit may change.
    transport.load(Arc::new(Program::clone(&program)));
    transport.settle();
    assert!(tape.pull(30_000) == whole[35_000..65_000]);
    // Other sound from some place soon on.
    let louder = program.clips().cloned().map(|clip| Clip { gain_millibel: clip.gain_millibel + 600, ..clip });
    let louder = Arc::new(Program::new(louder.collect()));
    let loud = rendered(&louder, 0..200_000);
    transport.load(louder);
    transport.settle();
    let heard = tape.pull(30_000);
    let kept = heard.iter().zip(&whole[65_000..]).take_while(|(heard, old)| heard == old).count();
    assert!((1..5_000).contains(&kept), "the old program went on for {kept} samples");
    assert!(heard[kept + 240..] == loud[65_000 + kept + 240..95_000]);
    assert_eq!(transport.position(), 95_000);
}

#[test]
fn many_changes_in_a_row_end_with_the_last() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let (transport, mut tape) = taped(&program);
    transport.play();
    tape.pull(5_000);
    for gain in 0..50 {
        let clips = program.clips().cloned().map(|clip| Clip { gain_millibel: -gain * 10, ..clip });
        transport.load(Arc::new(Program::new(clips.collect())));
        tape.pull(200);
    }
    transport.settle();
    tape.pull(40_000);
    transport.settle();
    tape.pull(10_000);
    let last = program.clips().cloned().map(|clip| Clip { gain_millibel: -490, ..clip });
    let expected = rendered(&Arc::new(Program::new(last.collect())), 65_000..75_000);
    assert!(tape.pull(10_000) == expected);
}

#[test]
fn muting_is_heard_and_never_delivered() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let (transport, mut tape) = taped(&program);
    transport.set_monitor(Monitor { muted: vec![1], soloed: vec![] });
    transport.seek(60_000);
    transport.play();
    let only = program.clips().filter(|clip| clip.lane == 0).cloned().collect();
    let only = rendered(&Arc::new(Program::new(only)), 60_000..70_000);
    assert!(tape.pull(10_000) == only);
    let path = folder.path("mix.wav");
    bounced(&program, &options(path.clone(), 60_000..70_000, SampleFormat::Float32)).expect("a bounce");
    assert!(decoded(&path) == rendered(&program, 60_000..70_000) && decoded(&path) != only);
}

#[test]
fn the_shuttle_runs_at_its_speed_both_ways() {
    let folder = Folder::new();
    let ramp = folder.make("ramp.wav", "aevalsrc=n/200000:s=48000:d=4", &["-c:a", "pcm_f32le"]);
    let program = Arc::new(Program::new(vec![clip(1, &ramp, 0..192_000)]));
    for (rate, start) in [(2.0, 10_000), (-1.0, 100_000), (-4.0, 150_000), (0.5, 20_000)] {
        let (transport, mut tape) = taped(&program);
        transport.set_rate(rate);
        transport.seek(start);
        transport.play();
        let heard = tape.pull(8_000);
        for (frame, sound) in heard.iter().enumerate() {
            let expected = (start as f64 + rate * frame as f64) / 200_000.0;
            assert!((f64::from(sound[0]) - expected).abs() < 1e-4, "rate {rate}, frame {frame}");
        }
        let position = start + (8_000.0 * rate) as i64;
        assert!((transport.position() - position).abs() <= 1);
        transport.set_rate(1.0);
        transport.settle();
        tape.pull(30_000);
        let back = transport.position();
        let heard = tape.pull(1_000);
        assert!((f64::from(heard[0][0]) - back as f64 / 200_000.0).abs() < 1e-6);
        assert_eq!(transport.position(), back + 1_000);
    }
}

#[test]
fn playing_backwards_ends_at_the_start() {
    let folder = Folder::new();
    let (transport, mut tape) = taped(&mixture(&folder));
    transport.set_rate(-2.0);
    transport.seek(9_000);
    transport.play();
    tape.pull(4_500);
    eventually("the end", || {
        tape.pull_now(64);
        transport.state() == State::Stopped
    });
    assert_eq!(transport.position(), 0);
}

#[test]
fn an_audition_stops_at_its_end() {
    let folder = Folder::new();
    let path = folder.noise("song.mp3", 44_100, 2.0, 1, &[]);
    let program = Arc::new(Program::audition(&path, Flicks::from_millis(500), Flicks::from_millis(1_000), 0));
    let (transport, mut tape) = taped(&program);
    transport.play();
    assert!(tape.pull(48_000) == rendered(&program, 0..48_000));
    eventually("the end", || {
        tape.pull_now(64);
        transport.state() == State::Stopped
    });
    assert_eq!(transport.position(), 48_000);
    transport.seek(0);
    transport.play();
    assert!(tape.pull(1_000) == rendered(&program, 0..1_000));
}

#[test]
fn meters_show_what_sounds() {
    let folder = Folder::new();
    let tone = folder.make(
        "tone.wav",
        "aevalsrc=0.5*sin(2*PI*1000*t)|0.25*sin(2*PI*1000*t):s=48000:d=2",
        &["-c:a", "pcm_f32le"],
    );
    let (transport, mut tape) = taped(&Arc::new(Program::new(vec![clip(1, &tone, 48_000..144_000)])));
    transport.play();
    tape.pull(40_000);
    assert_eq!(transport.meters().peak_db, [FLOOR_DB; 2]);
    tape.pull(56_000);
    let meters = transport.meters();
    for (side, peak) in [-6.02, -12.04].into_iter().enumerate() {
        assert!((meters.peak_db[side] - peak).abs() < 0.05, "{meters:?}");
        assert!((meters.rms_db[side] - (peak - 3.01)).abs() < 0.1, "{meters:?}");
    }
    assert!((meters.momentary_lufs - -8.04).abs() < 0.2, "{meters:?}");
    transport.stop();
    assert_eq!(transport.meters().peak_db, [FLOOR_DB; 2]);
}

#[test]
fn a_device_at_another_rate_hears_the_same_tone_and_the_same_time() {
    let folder = Folder::new();
    let tone = folder.make("tone.wav", "aevalsrc=0.5*sin(2*PI*n/48):s=48000:d=4", &["-c:a", "pcm_f32le"]);
    for rate in [44_100_usize, 96_000] {
        let (capture, mut tape) = Capture::new(rate as u32);
        let transport = Transport::with_output(files(), Box::new(capture));
        transport.load(Arc::new(Program::new(vec![clip(1, &tone, 0..192_000)])));
        transport.play();
        let heard = tape.pull(rate * 2);
        for frame in (rate / 2..rate * 2).step_by(997) {
            let phase = (1_000 * frame % rate) as f32 / rate as f32;
            let expected = 0.5 * (std::f32::consts::TAU * phase).sin();
            assert!((heard[frame][0] - expected).abs() < 1e-3, "{rate} Hz, frame {frame}");
        }
        assert!((transport.position() - 96_000).abs() <= 1, "{}", transport.position());
        transport.seek(48_000);
        tape.pull(rate / 2);
        assert!((transport.position() - 72_000).abs() <= 1);
    }
}

#[test]
fn without_a_device_time_passes_all_the_same() {
    let folder = Folder::new();
    let transport = Transport::with_output(files(), Box::new(Silent::new("no sound device")));
    transport.load(mixture(&folder));
    transport.play();
    let begun = Instant::now();
    eventually("half a second", || transport.position() > 24_000);
    let passed = SampleRate::MIX.flicks(transport.position());
    // Coarse on purpose: it must be a clock, not a race.
    assert!(begun.elapsed() > Duration::from_millis(400), "{passed} passed at once");
    assert_eq!(transport.output(), OutputState::Silent { reason: "no sound device".into() });
    transport.stop();
}

#[test]
fn a_missing_recording_is_told_while_the_rest_plays() {
    let folder = Folder::new();
    let good = folder.noise("good.wav", 48_000, 2.0, 1, &[]);
    let gone = folder.path("gone.wav");
    let program = vec![clip(1, &good, 0..96_000), Clip { lane: 1, ..clip(2, &gone, 10..90_000) }];
    let (transport, mut tape) = taped(&Arc::new(Program::new(program)));
    transport.play();
    let alone = rendered(&Arc::new(Program::new(vec![clip(1, &good, 0..96_000)])), 0..20_000);
    assert!(tape.pull(20_000) == alone);
    eventually("the fault", || transport.faults().iter().map(|fault| fault.clip).eq([2]));
}

/// Two alternates at levels that tell them apart, each in a format that must be sought in.
pub fn alternates(folder: &Folder) -> [Clip; 2] {
    let level = |name: &str, level: f32| {
        let source = format!("aevalsrc={level}|{level}:s=48000:d=60");
        folder.make(name, &source, &["-c:a", "flac", "-sample_fmt", "s16"])
    };
    [clip(1, &level("a.flac", 0.25), 0..2_880_000), clip(2, &level("b.flac", -0.5), 0..2_880_000)]
}

/// One of them sounds, the other stands by.
pub fn hearing(all: &[Clip; 2], heard: usize) -> Arc<Program> {
    Arc::new(Program::new(vec![all[heard].clone()]).with_standby(vec![all[1 - heard].clone()]))
}

pub fn steepest(heard: &[Frame]) -> f32 {
    heard.windows(2).map(|pair| (pair[1][0] - pair[0][0]).abs()).fold(0.0, f32::max)
}

#[test]
fn an_alternate_is_heard_within_30_ms_from_the_same_place_without_gap_or_click() {
    let folder = Folder::new();
    let all = alternates(&folder);
    let (transport, mut tape) = taped(&hearing(&all, 0));
    transport.seek(1_000_000);
    transport.play();
    let mut tail = tape.pull(20_000);
    for turn in 0..20 {
        let wanted = 1 - turn % 2;
        transport.load(hearing(&all, wanted));
        transport.settle();
        let heard = tape.pull(10_000 + 137 * turn);
        let old = [0.25, -0.5][1 - wanted];
        let kept = heard.iter().take_while(|frame| (frame[0] - old).abs() < 0.001).count();
        let done = heard.iter().position(|frame| (frame[0] - [0.25, -0.5][wanted]).abs() < 0.001);
        assert!(kept > 0 && done.is_some_and(|done| done <= 1_440), "turn {turn}: begun at {kept}, done at {done:?}");
        tail.extend(heard);
    }
    // Between 0.25 and -0.5 in 5 ms: no step, and silence only where one level passes into the other.
    let steepest = steepest(&tail);
    assert!(steepest < 0.01, "a step of {steepest}");
    let silent = tail.chunk_by(|a, b| a == b).filter(|run| run[0] == [0.0; 2]).map(<[Frame]>::len).max();
    assert!(silent.unwrap_or(0) <= 2, "silent for {silent:?} samples");
    assert_eq!(transport.position(), 1_000_000 + tail.len() as i64, "it went on, and began nowhere again");
}

#[test]
fn a_device_that_does_not_wait_gets_no_click_either() {
    let folder = Folder::new();
    let all = alternates(&folder);
    let (transport, mut tape) = taped(&hearing(&all, 0));
    transport.play();
    let mut heard = tape.pull(20_000);
    let mut begun = Vec::new();
    for turn in 0..12 {
        let wanted = 1 - turn % 2;
        transport.load(hearing(&all, wanted));
        let start = heard.len();
        let new = [0.25, -0.5][wanted];
        let mut done = None;
        // As a sound card takes it, whatever is ready.
        let mut pull = |heard: &mut Vec<Frame>| {
            heard.extend(tape.pull_now(256));
            std::thread::sleep(Duration::from_micros(5_333));
        };
        eventually("the switch", || {
            pull(&mut heard);
            done = heard[start..].iter().position(|frame| (frame[0] - new).abs() < 0.001);
            done.is_some()
        });
        (0..20).for_each(|_| pull(&mut heard));
        begun.extend(done.map(|done| done * 1_000 / 48_000));
    }
    begun.sort_unstable();
    println!("switched after {begun:?} ms");
    let steepest = steepest(&heard);
    assert!(steepest < 0.02, "a step of {steepest}");
}
