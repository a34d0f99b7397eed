//! Bounces, read back by another program.

#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

use std::collections::HashMap;
use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use playback::{
    Beside, Bounce, BounceError, BounceOptions, Capture, Clip, GainLine, Program, SampleFormat, Transport, Unreadable,
    bounce,
};
use timebase::{Flicks, SampleRate};

use crate::files::{Folder, bounced, clip, decoded, files, mixture, options, probed, rendered};

#[test]
fn a_float_bounce_is_the_mix_bit_for_bit() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let path = folder.path("mix.wav");
    let done = bounced(&program, &options(path.clone(), 20_000..250_000, SampleFormat::Float32)).expect("a bounce");
    assert_eq!(done.frames, 230_000);
    assert_eq!(decoded(&path), rendered(&program, 20_000..250_000));
}

#[test]
fn what_is_heard_is_what_is_written_across_the_stretches_that_cores_share() {
    let folder = Folder::new();
    let long = folder.noise("long.mp3", 44_100, 50.0, 7, &["-b:a", "192k"]);
    let other = folder.noise("other.wav", 48_000, 50.0, 8, &["-c:a", "pcm_s24le"]);
    let movie = folder.noise("picture.mov", 48_000, 48.0, 9, &["-c:a", "pcm_s16be"]);
    let clips = vec![clip(1, &long, 777..2_300_000), Clip { lane: 1, ..clip(2, &other, 900_001..2_200_000) }];
    let line = GainLine::new(vec![(950_000, 0.0), (970_000, -900.0), (1_000_000, -900.0), (1_100_000, 0.0)]);
    let lines = HashMap::from([(1, Arc::new(line))]);
    let beside =
        Beside { clip: Clip { lane: 2, gain_millibel: -600, ..clip(3, &movie, -4_800..2_300_000) }, stream: Some(0) };
    let program = Arc::new(Program::new(clips).with_lines(&lines).with_beside(vec![beside]));
    let path = folder.path("mix.wav");
    let span = 0..2_350_000;
    bounced(&program, &options(path.clone(), span.clone(), SampleFormat::Float32)).expect("a bounce");
    let (capture, mut tape) = Capture::new(48_000);
    let transport = Transport::with_output(files(), Box::new(capture));
    transport.load(Arc::clone(&program));
    transport.settle();
    transport.play();
    let heard = tape.pull(2_350_000);
    assert!(decoded(&path) == heard);
    assert!(rendered(&program, 960_000..1_920_000) == heard[960_000..1_920_000]);
}

#[test]
fn a_24_bit_bounce_is_the_mix_rounded() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let path = folder.path("mix.wav");
    bounced(&program, &options(path.clone(), 0..260_000, SampleFormat::Int24)).expect("a bounce");
    assert_eq!(probed(&path, "stream=codec_name,sample_rate,channels"), "pcm_s24le\n48000\n2");
    let step = 1.0 / 8_388_608.0;
    for (read, mixed) in decoded(&path).iter().zip(rendered(&program, 0..260_000)) {
        assert!((f64::from(read[0]) - f64::from(mixed[0])).abs() <= step / 2.0);
    }
}

#[test]
fn two_bounces_are_the_same_file() {
    let folder = Folder::new();
    let program = mixture(&folder);
    for format in [SampleFormat::Int16, SampleFormat::Int24, SampleFormat::Float32] {
        let bytes = ["one.wav", "two.wav"].map(|name| {
            bounced(&program, &options(folder.path(name), 0..100_000, format)).expect("a bounce");
            fs::read(folder.path(name)).expect("the file")
        });
        assert!(bytes[0] == bytes[1], "{format:?}");
    }
}

#[test]
fn the_time_reference_says_where_the_file_belongs() {
    let folder = Folder::new();
    let program = mixture(&folder);
    // 01:00:00:00 at 23.976 is 3603.6 s after midnight.
    let since_midnight = Flicks::from_millis(3_603_600);
    for (rate, expected) in [(48_000, "172972800"), (44_100, "158918760"), (96_000, "345945600")] {
        let path = folder.path("reference.wav");
        let sample_rate = SampleRate::new(rate).expect("a rate");
        let options =
            BounceOptions { since_midnight, sample_rate, ..options(path.clone(), 0..48_000, SampleFormat::Int24) };
        let done = bounced(&program, &options).expect("a bounce");
        assert_eq!(done.frames, u64::from(rate));
        assert_eq!(probed(&path, "format_tags=time_reference"), expected);
        assert_eq!(probed(&path, "format_tags=encoded_by"), "Needledrop");
        assert_eq!(probed(&path, "format_tags=date,creation_time"), "");
        assert_eq!(probed(&path, "stream=sample_rate,duration_ts"), format!("{rate}\n{rate}"));
    }
}

#[test]
fn another_rate_keeps_every_sound_in_its_place() {
    let folder = Folder::new();
    let tone = folder.make("tone.wav", "aevalsrc=0.5*sin(2*PI*n/48):s=48000:d=2", &["-c:a", "pcm_f32le"]);
    let program = Arc::new(Program::new(vec![clip(1, &tone, 0..96_000)]));
    for rate in [44_100, 96_000] {
        let path = folder.path("converted.wav");
        let sample_rate = SampleRate::new(rate).expect("a rate");
        bounced(&program, &BounceOptions { sample_rate, ..options(path.clone(), 0..96_000, SampleFormat::Float32) })
            .expect("a bounce");
        let out = decoded(&path);
        for sample in (rate as usize / 2..rate as usize).step_by(331) {
            let phase = (1_000 * sample % rate as usize) as f32 / rate as f32;
            let expected = 0.5 * (std::f32::consts::TAU * phase).sin();
            assert!((out[sample][0] - expected).abs() < 1e-3, "{rate} Hz, sample {sample}");
        }
    }
}

#[test]
fn loudness_and_peaks_agree_with_ffmpeg() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let path = folder.path("loud.wav");
    let Bounce { loudness_lufs, true_peak_dbtp, samples_over, .. } =
        bounced(&program, &options(path.clone(), 0..260_000, SampleFormat::Float32)).expect("a bounce");
    let mut ffmpeg = std::process::Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-i"]).arg(&path).args(["-af", "ebur128=peak=true", "-f", "null", "-"]);
    let said = String::from_utf8_lossy(&ffmpeg.output().expect("ffmpeg runs").stderr).into_owned();
    let summary = said.split("Summary:").nth(1).expect("a summary");
    let value = |name: &str| -> f64 {
        let after = summary.split(name).nth(1).expect("the value");
        after.split_whitespace().next().expect("a number").parse().expect("a number")
    };
    assert!((loudness_lufs.expect("a loudness") - value("I:")).abs() <= 0.11, "{loudness_lufs:?}");
    assert!((true_peak_dbtp - value("Peak:")).abs() <= 0.2, "{true_peak_dbtp}");
    let over = decoded(&path).as_flattened().iter().filter(|sample| sample.abs() > 1.0).count();
    assert_eq!(samples_over, over as u64);
}

#[test]
fn clipping_is_counted() {
    let folder = Folder::new();
    let loud = folder.make("loud.wav", "aevalsrc=if(lt(n\\,100)\\,0.9\\,0.1):s=48000:d=0.1", &["-c:a", "pcm_f32le"]);
    let program = Arc::new(Program::new(vec![Clip { gain_millibel: 600, ..clip(1, &loud, 0..4_800) }]));
    let path = folder.path("clipped.wav");
    let done = bounced(&program, &options(path.clone(), 0..4_800, SampleFormat::Int24)).expect("a bounce");
    assert_eq!(done.samples_over, 200);
    assert!(decoded(&path)[..100].iter().all(|frame| frame[0] > 0.999_999));
}

#[test]
fn an_empty_mix_has_no_loudness() {
    let folder = Folder::new();
    let options = options(folder.path("silence.wav"), 0..48_000, SampleFormat::Int24);
    let done = bounced(&Arc::new(Program::default()), &options).expect("a bounce");
    assert_eq!((done.loudness_lufs, done.samples_over), (None, 0));
    assert!(decoded(&options.path).iter().all(|frame| *frame == [0.0; 2]));
}

#[test]
fn a_cancelled_bounce_leaves_the_old_file_and_nothing_else() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let options = options(folder.path("mix.wav"), 0..200_000, SampleFormat::Int24);
    fs::write(&options.path, "the old file").expect("a file");
    let before = fs::read_dir(folder.path("")).expect("the folder").count();
    let mut calls = 0;
    let result = bounce(&program, &files(), &options, |progress| {
        calls += 1;
        assert_eq!(progress.total, 200_000);
        if progress.done > 50_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(result, Err(BounceError::Cancelled)) && calls > 1);
    assert_eq!(fs::read(&options.path).expect("the file"), b"the old file");
    assert_eq!(fs::read_dir(folder.path("")).expect("the folder").count(), before);
}

#[test]
fn an_unreadable_recording_is_refused_or_left_out_as_asked() {
    let folder = Folder::new();
    let broken = folder.path("broken.mp3");
    fs::write(&broken, b"this is no music").expect("a file");
    let program = Arc::new(Program::new(vec![clip(7, &broken, 0..1_000)]));
    let refuse = options(folder.path("out.wav"), 0..1_000, SampleFormat::Int24);
    let Err(BounceError::Unreadable(fault)) = bounced(&program, &refuse) else { panic!("a hole was written") };
    assert_eq!(fault.to_string(), format!("{} cannot be read", broken.display()), "no number of a row is said");
    assert_eq!((fault.clip, fault.path), (7, broken));
    assert!(!refuse.path.exists());
    let done = bounced(&program, &BounceOptions { unreadable: Unreadable::Silence, ..refuse }).expect("a bounce");
    assert_eq!(done.faults.len(), 1);
}

#[test]
fn a_span_without_a_sample_and_a_folder_that_is_not_there_are_refused() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let empty = bounced(&program, &options(folder.path("out.wav"), 5..5, SampleFormat::Int24));
    assert!(matches!(empty, Err(BounceError::Empty { .. })));
    let nowhere = bounced(&program, &options(folder.path("no/such/out.wav"), 0..5, SampleFormat::Int24));
    assert!(matches!(nowhere, Err(BounceError::Write { .. })));
}
