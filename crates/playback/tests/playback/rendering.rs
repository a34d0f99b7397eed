//! The renderer: sample-accurate, and the same from wherever it starts.

use std::sync::Arc;

use playback::{Clip, FadeShape, Monitor, Program, Renderer};
use proptest::prelude::*;
use timebase::{Flicks, FrameRate, Frames, Position, SampleRate};

use crate::files::{Folder, clip, decoded, fade, files, mixture, rendered};

#[test]
fn any_start_gives_the_bits_of_straight_rendering() {
    let folder = Folder::new();
    let kinds: [(&str, &[&str]); 3] = [("wav", &["-c:a", "pcm_s24le"]), ("flac", &[]), ("mp3", &["-b:a", "128k"])];
    for rate in [44_100, 48_000] {
        for (kind, options) in kinds {
            let path = folder.noise(&format!("{rate}.{kind}"), rate, 5.0, rate, options);
            let program = Arc::new(Program::new(vec![clip(1, &path, 500..250_000)]));
            let whole = rendered(&program, 0..250_000);
            assert!(whole[100_000..].iter().any(|frame| frame[0].abs() > 0.01), "{path:?} sounds");
            for start in [1, 499, 500, 4_979, 33_333, 96_000, 155_501, 239_990] {
                let part = rendered(&program, start..(start + 9_000).min(250_000));
                let expected = &whole[start as usize..start as usize + part.len()];
                assert!(part == expected, "{path:?} from {start}");
            }
        }
    }
}

#[test]
fn starts_and_ends_are_on_the_sample_at_ntsc_frames() {
    let folder = Folder::new();
    // One sample at full scale, then silence: a click says exactly where it is.
    let click = folder.make("click.wav", "aevalsrc=eq(n\\,0)+eq(n\\,479):s=48000:d=0.01", &["-c:a", "pcm_f32le"]);
    for rate in [FrameRate::F23_976, FrameRate::F29_97Drop] {
        let at = |frame: i64| {
            let position = Position::ZERO + rate.flicks(Frames(frame));
            SampleRate::MIX.samples_nearest(position.since_origin())
        };
        let starts: Vec<i64> = [0, 1, 2, 3, 100, 101, 999].into_iter().map(at).collect();
        let clips = starts.iter().enumerate().map(|(id, start)| clip(id as i64, &click, *start..start + 480));
        let end = at(1_010);
        let out = rendered(&Arc::new(Program::new(clips.collect())), 0..end);
        let heard: Vec<i64> = (0..end).filter(|sample| out[*sample as usize] != [0.0; 2]).collect();
        let mut expected: Vec<i64> = starts.iter().flat_map(|start| [*start, start + 479]).collect();
        expected.sort_unstable();
        assert_eq!(heard, expected);
        assert!(heard.iter().all(|sample| out[*sample as usize] == [1.0, 1.0]));
    }
}

#[test]
fn a_clip_at_no_gain_is_its_recording() {
    let folder = Folder::new();
    let path = folder.noise("plain.wav", 48_000, 1.0, 9, &["-c:a", "pcm_s24le"]);
    let program = Arc::new(Program::new(vec![clip(1, &path, 1_000..60_000)]));
    let out = rendered(&program, 0..60_000);
    let original = decoded(&path);
    assert_eq!(original.len(), 48_000);
    assert_eq!(&out[1_000..49_000], &original[..]);
    assert!(out[..1_000].iter().chain(&out[49_000..]).all(|frame| *frame == [0.0; 2]));
}

#[test]
fn a_clip_can_start_inside_its_recording() {
    let folder = Folder::new();
    let path = folder.noise("inside.wav", 48_000, 1.0, 11, &["-c:a", "pcm_f32le"]);
    let source_start = SampleRate::MIX.flicks(12_345);
    let program = Arc::new(Program::new(vec![Clip { source_start, ..clip(1, &path, 10..1_010) }]));
    assert_eq!(rendered(&program, 10..1_010), &decoded(&path)[12_345..13_345]);
}

#[test]
fn a_tone_at_another_rate_keeps_its_pitch_and_place() {
    let folder = Folder::new();
    for rate in [22_050, 44_100, 88_200, 96_000] {
        let path = folder.make(
            &format!("{rate}.wav"),
            &format!("aevalsrc=0.5*sin(2*PI*997*n/{rate}):s={rate}:d=2"),
            &["-c:a", "pcm_f32le"],
        );
        let out = rendered(&Arc::new(Program::new(vec![clip(1, &path, 0..96_000)])), 0..96_000);
        for sample in (20_000..70_000).step_by(997) {
            let expected = 0.5 * (std::f32::consts::TAU * (997 * sample % 48_000) as f32 / 48_000.0).sin();
            assert!((out[sample as usize][0] - expected).abs() < 1e-3, "{rate} Hz, sample {sample}");
        }
    }
}

#[test]
fn mono_and_surround_files_fold_down_to_stereo() {
    let folder = Folder::new();
    let mono = folder.make("mono.wav", "aevalsrc=0.5:s=48000:d=0.1", &["-c:a", "pcm_f32le"]);
    let surround =
        folder.make("surround.wav", "aevalsrc=0.1|0.2|0.3|0.9|0.4|0.5:c=5.1:s=48000:d=0.1", &["-c:a", "pcm_f32le"]);
    let level = |path| rendered(&Arc::new(Program::new(vec![clip(1, path, 0..4_800)])), 2_400..2_401)[0];
    assert_eq!(level(&mono), [0.5, 0.5]);
    let [left, right] = level(&surround);
    let third = std::f32::consts::FRAC_1_SQRT_2;
    assert!((left - (0.1 + third * 0.7)).abs() < 1e-6 && (right - (0.2 + third * 0.8)).abs() < 1e-6);
}

#[test]
fn a_crossfade_of_two_unlike_sounds_keeps_the_power() {
    let folder = Folder::new();
    let first = folder.noise("first.wav", 48_000, 3.0, 21, &["-c:a", "pcm_f32le"]);
    let second = folder.noise("second.wav", 48_000, 3.0, 31, &["-c:a", "pcm_f32le"]);
    let program = Program::new(vec![clip(1, &first, 0..96_000), clip(2, &second, 48_000..144_000)]);
    let both = rendered(&Arc::new(program), 48_000..96_000);
    let alone = |path, span| rendered(&Arc::new(Program::new(vec![clip(1, path, span)])), 48_000..96_000);
    let (falling, rising) = (alone(&first, 0..96_000), alone(&second, 48_000..144_000));
    for (sample, frame) in both.iter().enumerate().step_by(101) {
        let expected = FadeShape::EqualPower.fall(sample as i64, 48_000) * f64::from(falling[sample][0])
            + FadeShape::EqualPower.rise(sample as i64, 48_000) * f64::from(rising[sample][0]);
        assert!((f64::from(frame[0]) - expected).abs() < 1e-6);
    }
}

#[test]
fn muted_lanes_are_silent_and_soloed_ones_alone() {
    let folder = Folder::new();
    let tone =
        |name: &str, level: &str| folder.make(name, &format!("aevalsrc={level}:s=48000:d=0.1"), &["-c:a", "pcm_f32le"]);
    let clips = [("a.wav", "0.125"), ("b.wav", "0.25"), ("c.wav", "0.5")];
    let clips = clips.iter().enumerate().map(|(lane, (name, level))| {
        let lane = lane as i64;
        Clip { lane, ..clip(lane, &tone(name, level), 0..4_800) }
    });
    let mut renderer = Renderer::new(Arc::new(Program::new(clips.collect())), files());
    let mut heard = |muted: &[i64], soloed: &[i64]| {
        renderer.set_monitor(Monitor { muted: muted.to_vec(), soloed: soloed.to_vec() });
        let mut out = [[0.0; 2]];
        renderer.render(2_000, &mut out);
        out[0][0]
    };
    assert_eq!(heard(&[], &[]), 0.875);
    assert_eq!(heard(&[1], &[]), 0.625);
    assert_eq!(heard(&[], &[2]), 0.5);
    assert_eq!(heard(&[2], &[2, 0]), 0.125);
}

#[test]
fn a_missing_recording_is_silent_and_named_once() {
    let folder = Folder::new();
    let good = folder.noise("good.wav", 48_000, 1.0, 1, &[]);
    let bad = folder.path("gone.wav");
    let program = Arc::new(Program::new(vec![clip(1, &good, 0..4_000), Clip { lane: 1, ..clip(2, &bad, 0..4_000) }]));
    let mut renderer = Renderer::new(Arc::clone(&program), files());
    let mut out = vec![[0.0; 2]; 1_000];
    renderer.render(0, &mut out);
    renderer.render(1_000, &mut out);
    assert_eq!(out, rendered(&Arc::new(Program::new(vec![clip(1, &good, 0..4_000)])), 1_000..2_000));
    let faults = renderer.faults();
    assert_eq!(faults.iter().map(|fault| (fault.clip, &fault.path)).collect::<Vec<_>>(), [(2, &bad)]);
    // Once it is back, the next program finds it.
    std::fs::copy(&good, &bad).expect("a copy");
    renderer.set_program(program);
    renderer.render(1_000, &mut out);
    assert!(renderer.faults().is_empty());
}

#[test]
fn thousands_of_clips_do_not_keep_thousands_of_files_open() {
    let folder = Folder::new();
    let path = folder.noise("short.wav", 44_100, 0.5, 1, &[]);
    let clips = (0..300).map(|id| clip(id, &path, id * 1_000..id * 1_000 + 900)).collect();
    let program = Arc::new(Program::new(clips));
    let mut renderer = Renderer::new(Arc::clone(&program), files());
    let mut out = vec![[0.0; 2]; 1_000];
    let open = || std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    let before = open();
    for block in 0..300 {
        renderer.render(block * 1_000, &mut out);
        renderer.prepare(block * 1_000);
    }
    // Other tests open files meanwhile; 300 of ours would stand out.
    assert!(open() < before + 200);
    assert!(renderer.faults().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn how_blocks_are_cut_does_not_change_a_bit(cuts in prop::collection::vec(1..30_000_usize, 3..12)) {
        let folder = Folder::new();
        let program = mixture(&folder);
        let whole = rendered(&program, 0..270_000);
        let mut renderer = Renderer::new(program, files());
        let mut at = 0;
        for cut in cuts.into_iter().cycle() {
            let count = cut.min(270_000 - at);
            if count == 0 {
                break;
            }
            let mut out = vec![[0.0; 2]; count];
            renderer.render(at as i64, &mut out);
            prop_assert!(out == whole[at..at + count], "block of {} at {}", count, at);
            at += count;
        }
    }
}

#[test]
fn an_audition_is_the_recording_from_a_point_on() {
    let folder = Folder::new();
    let path = folder.noise("audition.wav", 48_000, 1.0, 1, &["-c:a", "pcm_f32le"]);
    let program = Program::audition(&path, Flicks::from_millis(250), Flicks::from_millis(500), 0);
    assert_eq!((program.end(), program.stops_at()), (24_000, Some(24_000)));
    assert_eq!(rendered(&Arc::new(program), 0..24_000), &decoded(&path)[12_000..36_000]);
}

#[test]
fn an_audition_is_as_loud_as_its_listener_wants() {
    let folder = Folder::new();
    let path = folder.make("one.wav", "aevalsrc=1:s=48000:d=1", &["-c:a", "pcm_f32le"]);
    let program = Program::audition(&path, Flicks::ZERO, Flicks::from_millis(500), -600);
    let [left, _] = rendered(&Arc::new(program), 0..24_000)[12_000];
    // Six decibels less, as an amplitude.
    assert!((left - 0.501_187_2).abs() < 1e-4, "{left}");
}

#[test]
fn fades_start_from_silence() {
    let folder = Folder::new();
    let path = folder.make("one.wav", "aevalsrc=1:s=48000:d=1", &["-c:a", "pcm_f32le"]);
    let fades = Clip {
        fade_in: fade(100, FadeShape::Linear),
        fade_out: fade(100, FadeShape::EqualPower),
        ..clip(1, &path, 0..1_000)
    };
    let out = rendered(&Arc::new(Program::new(vec![fades])), 0..1_001);
    assert_eq!((out[0][0], out[50][0], out[100][0], out[900][0]), (0.0, 0.5, 1.0, 1.0));
    assert!((out[950][0] - std::f32::consts::FRAC_1_SQRT_2).abs() < 1e-6);
    assert!(out[999][0] < 0.02 && out[1_000][0] == 0.0);
}
