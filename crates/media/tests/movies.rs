//! The sound of picture files: found beside the picture, chosen among several, exact to the frame from any frame on.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::Folder;
use media::{AudioReader, MediaError};

const RATE: u32 = 48_000;
/// Two seconds and a bit.
const FRAMES: usize = 101_003;

/// A picture of three seconds with each of `sounds` beside it, coded as `codec` says.
fn film(folder: &Folder, name: &str, sounds: &[&Path], codec: &[&str]) -> PathBuf {
    let path = folder.path(name);
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=3"]);
    for sound in sounds {
        ffmpeg.arg("-i").arg(sound);
    }
    ffmpeg.args(["-map", "0:v", "-c:v", "mpeg4"]);
    for number in 1..=sounds.len() {
        ffmpeg.args(["-map", &format!("{number}:a")]);
    }
    let made = ffmpeg.args(codec).arg(&path).output().expect("ffmpeg runs");
    assert!(made.status.success(), "{name}: {}", String::from_utf8_lossy(&made.stderr));
    path
}

fn read(path: &Path, stream: usize, from: i64, most: usize) -> Vec<f32> {
    let mut reader = AudioReader::open_stream(path, Some(stream)).expect("opened");
    reader.seek(from).expect("moved");
    let mut samples = Vec::new();
    reader.read(&mut samples, most).expect("read");
    samples
}

#[test]
fn lossless_sound_of_a_picture_is_the_sound_that_was_put_in() {
    let folder = Folder::new();
    let samples = common::noise(RATE, FRAMES);
    let wav = folder.wav("sound.wav", RATE, &samples);
    let straight = common::decode(&wav);
    let films = [
        ("le.mov", "pcm_s24le", 24),
        ("be.mov", "pcm_s24be", 24),
        ("float.mov", "pcm_f32le", 24),
        ("sixteen.mov", "pcm_s16le", 16),
        ("pcm.mkv", "pcm_s24le", 24),
        ("flac.mkv", "flac", 16),
    ];
    for (name, codec, bits) in films {
        let path = film(&folder, name, &[&wav], &["-c:a", codec]);
        let whole = read(&path, 0, 0, usize::MAX >> 8);
        assert_eq!(whole.len(), 2 * FRAMES, "{name}");
        let worst = whole.iter().zip(&straight).map(|(ours, put)| (ours - put).abs()).fold(0.0, f32::max);
        let step = if bits == 24 { 1e-6 } else { 1.0 / 32_768.0 };
        assert!(worst <= step, "{name}: off by {worst}");
        for from in [1, 47_999, 48_000, 77_777] {
            let part = read(&path, 0, from, 3_000);
            assert!(part[..] == whole[from as usize * 2..(from as usize + 3_000) * 2], "{name} from {from}");
        }
    }
}

#[test]
fn lossy_sound_of_a_picture_lies_where_it_was_put() {
    let folder = Folder::new();
    let samples = common::noise(RATE, FRAMES);
    let wav = folder.wav("sound.wav", RATE, &samples);
    for name in ["aac.mp4", "aac.mov", "aac.mkv"] {
        let path = film(&folder, name, &[&wav], &["-c:a", "aac", "-b:a", "320k"]);
        let whole = read(&path, 0, 0, usize::MAX >> 8);
        for from in [0, 40_000] {
            let part = read(&path, 0, from as i64, 8_000);
            // Where it fits what was put in, within a millisecond either way.
            let fit = |shift: i64| -> f32 {
                let pairs = part.iter().skip(200).step_by(2).zip((from as i64 + 100 + shift)..);
                pairs.map(|(ours, at)| ours * samples[at as usize * 2]).sum()
            };
            let best = (-48..=48).max_by(|a, b| fit(*a).total_cmp(&fit(*b)));
            // Matroska counts milliseconds, and says no better how much of the first packet is to be dropped.
            let most = if name == "aac.mkv" { 24 } else { 0 };
            assert!(best.is_some_and(|best| best.abs() <= most), "{name} from {from}: {best:?}");
        }
        assert!(whole.len() >= 2 * FRAMES, "{name}: {}", whole.len());
    }
}

#[test]
fn one_of_several_sounds_is_chosen() {
    let folder = Folder::new();
    let level = |level: f32| vec![level; 2 * FRAMES];
    let wavs = [0.1, 0.2, 0.3].map(|value| folder.wav(&format!("{value}.wav"), RATE, &level(value)));
    let sounds: Vec<&Path> = wavs.iter().map(PathBuf::as_path).collect();
    for (name, codec) in [("three.mov", "pcm_s24le"), ("three.mkv", "flac")] {
        let path = film(&folder, name, &sounds, &["-c:a", codec]);
        for (stream, expected) in [0.1, 0.2, 0.3].into_iter().enumerate() {
            let part = read(&path, stream, 5_000, 100);
            assert!(part.iter().all(|sample| (sample - expected).abs() < 1e-4), "{name} {stream}: {}", part[0]);
        }
        assert!(matches!(
            AudioReader::open_stream(&path, Some(3)),
            Err(MediaError::NoSound | MediaError::Damaged { .. })
        ));
    }
    // A sound file has one sound.
    assert_eq!(read(&wavs[0], 0, 0, 1).len(), 2);
    assert!(matches!(AudioReader::open_stream(&wavs[0], Some(1)), Err(MediaError::NoSound)));
}
