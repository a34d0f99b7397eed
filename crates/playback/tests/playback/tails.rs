//! Tails: what rings on after a clip, held to a reference in another language, to the bounce and to what is heard.

use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use playback::{Clip, Fade, FadeShape, Frame, GainLine, Program, Renderer, SampleFormat};

use crate::files::{Folder, bounced, clip, decoded, fade, files, options, rendered};
use crate::transport::taped;

/// Samples over which a tail comes, and its clip goes.
const COMES: usize = 480;

/// The tail of `sound` by the reference, from where it comes.
fn reference(sound: &[Frame], tail: usize) -> Vec<Frame> {
    let python = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    let mut peer = Command::new(python)
        .args(["-c", include_str!("tail.py"), &tail.to_string(), &COMES.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python");
    let fed: Vec<u8> = sound.as_flattened().iter().flat_map(|sample| sample.to_le_bytes()).collect();
    let mut input = peer.stdin.take().expect("its input");
    let writer = std::thread::spawn(move || input.write_all(&fed));
    let output = peer.wait_with_output().expect("its answer");
    writer.join().expect("written").expect("written");
    assert!(output.status.success(), "the reference failed");
    let samples: Vec<f32> =
        output.stdout.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    samples.as_chunks::<2>().0.to_vec()
}

#[test]
fn a_tail_is_the_last_stretch_through_the_reverb_of_the_reference() {
    let folder = Folder::new();
    let path = folder.noise("out.wav", 48_000, 2.0, 5, &["-c:a", "pcm_f32le"]);
    // A whole one, one of a clip that is shorter than its tail, and one after a fade of its own.
    let own = Fade { bend: 20, ..fade(9_000, FadeShape::SCurve) };
    for (span, tail, fade_out) in [(300..50_300, 14_400, None), (0..7_000, 12_000, None), (0..60_000, 9_600, Some(own))]
    {
        let plain =
            Clip { gain_millibel: -450, fade_out: fade_out.unwrap_or_default(), ..clip(1, &path, span.clone()) };
        let tailed = Program::new(vec![Clip { tail, ..plain.clone() }]);
        let lets_go = fade_out.unwrap_or(fade(COMES as i64, FadeShape::EqualPower));
        let dry = Arc::new(Program::new(vec![Clip { fade_out: lets_go, ..plain }]));
        let end = span.end + tail;
        let (heard, dry) = (rendered(&Arc::new(tailed), span.start..end + 100), rendered(&dry, span.start..end + 100));
        let length = (span.end - span.start) as usize;
        let fed = &dry[length - (tail as usize).min(length)..length];
        let expected = reference(fed, tail as usize);
        assert_eq!(expected.len(), COMES + tail as usize);
        let comes = length - COMES;
        assert_eq!(heard[..comes], dry[..comes], "what comes before is as it was");
        for (at, wet) in expected.iter().enumerate() {
            for side in 0..2 {
                let found = f64::from(heard[comes + at][side]) - f64::from(dry[comes + at][side]);
                let wanted = f64::from(wet[side]);
                assert!((found - wanted).abs() < 2e-7, "{tail}, sample {at}: {found}, the reference has {wanted}");
            }
        }
        assert!(heard[length + tail as usize..].iter().all(|frame| *frame == [0.0; 2]), "then it is silent");
        let loudest = expected[COMES..].iter().flatten().fold(0.0_f32, |most, sample| sample.abs().max(most));
        assert!(loudest > 0.001, "it sounds: {loudest}");
    }
}

/// Three tails: over other music, on a line of gain, of a recording that must be converted.
fn ringing(folder: &Folder) -> Arc<Program> {
    let song = folder.noise("song.mp3", 44_100, 4.0, 1, &["-b:a", "192k"]);
    let score = folder.noise("score.wav", 48_000, 4.0, 3, &["-c:a", "pcm_s24le"]);
    let clips = vec![
        Clip { tail: 96_000, gain_millibel: -350, ..clip(1, &song, 1_001..90_000) },
        Clip { tail: 30_000, fade_out: fade(20_000, FadeShape::EqualPower), ..clip(2, &score, 80_000..130_000) },
        Clip { lane: 1, tail: 50_001, ..clip(3, &score, 40_321..140_000) },
    ];
    let line = GainLine::new(vec![(100_000, 0.0), (120_000, -900.0), (160_000, -900.0), (170_000, 0.0)]);
    Arc::new(Program::new(clips).with_lines(&HashMap::from([(1, Arc::new(line))])))
}

#[test]
fn a_tail_sounds_the_same_however_it_is_reached() {
    let folder = Folder::new();
    let program = ringing(&folder);
    assert_eq!(program.end(), 190_001);
    let whole = rendered(&program, 0..195_000);
    // Begun within a tail, before it, and at its last samples.
    for start in [89_000, 89_519, 89_520, 90_000, 91_234, 150_000, 185_990, 190_000] {
        assert!(rendered(&program, start..195_000) == whole[start as usize..], "from {start}");
    }
    // In blocks of every size, forwards and back.
    let mut renderer = Renderer::new(Arc::clone(&program), files());
    let mut at = 0;
    for size in [1, 511, 512, 4_096, 479, 8_192, 17_000, 3].into_iter().cycle() {
        let mut out = vec![[0.0; 2]; size.min(195_000 - at)];
        renderer.render(at as i64, &mut out);
        assert!(out == whole[at..at + out.len()], "a block of {size} at {at}");
        at += out.len();
        while renderer.prepare(at as i64) {}
        if at == 195_000 {
            break;
        }
    }
    for at in (0..195_000 - 5_000).step_by(5_000).rev() {
        let mut out = vec![[0.0; 2]; 5_000];
        renderer.render(at as i64, &mut out);
        assert!(out == whole[at..at + 5_000], "back at {at}");
    }
    assert!(renderer.faults().is_empty());
}

#[test]
fn a_tail_follows_the_line_of_gain_that_its_clip_follows() {
    let folder = Folder::new();
    let path = folder.noise("line.wav", 48_000, 1.0, 5, &["-c:a", "pcm_f32le"]);
    let clips = vec![Clip { tail: 20_000, ..clip(1, &path, 0..40_000) }];
    let line = GainLine::new(vec![(40_000, 0.0), (40_001, -2_000.0), (60_000, -2_000.0)]);
    let plain = rendered(&Arc::new(Program::new(clips.clone())), 41_000..55_000);
    let program = Program::new(clips).with_lines(&HashMap::from([(1, Arc::new(line))]));
    for (heard, plain) in rendered(&Arc::new(program), 41_000..55_000).iter().zip(&plain) {
        assert!((heard[0] - plain[0] / 10.0).abs() < 1e-7);
    }
}

#[test]
fn tails_are_heard_as_they_are_written() {
    let folder = Folder::new();
    let program = ringing(&folder);
    let path = folder.path("mix.wav");
    bounced(&program, &options(path.clone(), 0..195_000, SampleFormat::Float32)).expect("a bounce");
    let written = decoded(&path);
    for start in [0, 100_007] {
        let (transport, mut tape) = taped(&program);
        transport.seek(start);
        transport.play();
        assert!(tape.pull(195_000 - start as usize) == written[start as usize..], "from {start}");
    }
    // Given while it plays, as when somebody types it: nothing but the tail changes.
    let without = program.clips().cloned().map(|clip| Clip { tail: 0, ..clip });
    let (transport, mut tape) = taped(&Arc::new(Program::new(without.collect())));
    transport.seek(20_000);
    transport.play();
    tape.pull(30_000);
    transport.load(Arc::clone(&program));
    transport.settle();
    tape.pull(30_000);
    assert!(tape.pull(115_000) == written[80_000..]);
}

#[test]
fn no_step_is_heard_where_a_clip_is_let_go() {
    let folder = Folder::new();
    let tone = folder.make("tone.wav", "aevalsrc=0.5*sin(2*PI*220*n/48000):s=48000:d=2", &["-c:a", "pcm_f32le"]);
    let program = Program::new(vec![Clip { tail: 48_000, ..clip(1, &tone, 0..70_031) }]);
    let out = rendered(&Arc::new(program), 0..120_000);
    // The tone itself moves by 0.0144 a sample at most.
    let steepest = out.windows(2).map(|pair| (pair[1][0] - pair[0][0]).abs()).fold(0.0, f32::max);
    assert!(steepest < 0.03, "{steepest}");
}

#[test]
fn a_tail_without_its_recording_is_silent_and_said_once() {
    let folder = Folder::new();
    let gone = folder.path("gone.wav");
    let program = Arc::new(Program::new(vec![Clip { tail: 9_600, ..clip(1, &gone, 0..20_000) }]));
    let mut renderer = Renderer::new(program, files());
    let mut out = vec![[0.0; 2]; 5_000];
    for first in [22_000, 18_000, 23_000] {
        renderer.render(first, &mut out);
        assert!(out.iter().all(|frame| *frame == [0.0; 2]));
    }
    assert_eq!(renderer.faults().len(), 1);
}
