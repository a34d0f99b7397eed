//! A scan's numbers against ffmpeg's and against the samples.

mod common;

use std::process::Command;

use common::{Folder, decode, noise};
use media::waveform::{Depth, Waveform, WaveformShape};
use media::{ContentHash, Look, fine_peaks, hash_file, look, scan};

fn never() -> bool {
    false
}

#[test]
fn a_scan_counts_hashes_and_names() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 200_000));
    let path = folder.ffmpeg(&wav, "-c:a flac -metadata title=Spark", "a.flac");
    let scanned = scan(&path, &never).expect("scanned");
    assert_eq!(scanned.hash, hash_file(&path).expect("hashed"));
    assert_eq!(ContentHash::from_hex(&scanned.hash.to_string()), Some(scanned.hash));
    assert_eq!(scanned.size, std::fs::metadata(&path).expect("metadata").len());
    assert_eq!((scanned.probe.format.as_str(), scanned.probe.frames), ("flac", 200_000));
    assert_eq!((scanned.probe.channels, scanned.probe.bits), (2, Some(24)));
    assert_eq!((scanned.tags.title.as_deref(), scanned.skipped), (Some("Spark"), 0));
}

#[test]
fn loudness_agrees_with_ffmpeg() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &noise(48_000, 12 * 48_000));
    let loudness = scan(&wav, &never).expect("scanned").loudness;
    let output = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostats", "-i"])
        .arg(&wav)
        .args(["-af", "ebur128", "-f", "null", "-"])
        .output()
        .expect("ffmpeg is installed");
    let text = String::from_utf8_lossy(&output.stderr);
    let summary = text.rsplit_once("Summary:").expect("a summary").1;
    let number = |name: &str| -> f64 {
        let rest = summary.split_once(name).expect("a line").1;
        rest.split_ascii_whitespace().next().and_then(|word| word.parse().ok()).expect("a number")
    };
    assert!((loudness.integrated_lufs.expect("loud") - number("I:")).abs() <= 0.1, "{loudness:?} {summary}");
    assert!((loudness.range_lu.expect("long") - number("LRA:")).abs() <= 0.5, "{loudness:?} {summary}");
    let highest = decode(&wav).iter().fold(0.0, |highest: f32, sample| highest.max(sample.abs()));
    assert_eq!(loudness.sample_peak, highest);
}

#[test]
fn silence_has_peaks_but_no_loudness() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &vec![0.0; 2 * 5 * 48_000]);
    let scanned = scan(&wav, &never).expect("scanned");
    assert_eq!((scanned.loudness.integrated_lufs, scanned.loudness.range_lu), (None, None));
    assert!(scanned.peaks.level(0).iter().all(|value| *value == 0));
}

#[test]
fn peaks_hold_every_sample_and_fine_peaks_agree_with_them() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &noise(48_000, 100_100));
    let path = folder.ffmpeg(&wav, "-c:a libvorbis", "a.ogg");
    let samples = decode(&path);
    let peaks = scan(&path, &never).expect("scanned").peaks;
    assert_eq!(peaks.frames(), 100_100);
    for level in 0..peaks.levels() {
        let bucket = 2 * peaks.bucket(level) as usize;
        assert_eq!(peaks.level(level).len(), 2 * samples.len().div_ceil(bucket));
        for (samples, outline) in samples.chunks(bucket).zip(peaks.level(level).as_chunks::<2>().0) {
            let (low, high) = samples.iter().fold((1.0_f32, -1.0_f32), |(low, high), s| (low.min(*s), high.max(*s)));
            assert!(f32::from(outline[0]) <= low * 127.0 && low * 127.0 < f32::from(outline[0]) + 1.0);
            assert!(f32::from(outline[1]) >= high * 127.0 && high * 127.0 > f32::from(outline[1]) - 1.0);
        }
    }
    // Buckets 100 to 109 of level 0.
    assert_eq!(fine_peaks(&path, 25_600, 2_560, 256).expect("decoded"), peaks.level(0)[200..220]);
    assert_eq!(fine_peaks(&path, 25_600, 100, 16).expect("decoded").len(), 2 * 7);
    assert_eq!(fine_peaks(&path, 100_090, 1_000, 5).expect("decoded").len(), 2 * 2);
    assert!(fine_peaks(&path, 200_000, 1_000, 5).expect("decoded").is_empty());
}

#[test]
fn waveforms_are_written_as_audiowaveform_writes_them() {
    let folder = Folder::new();
    // One channel at a quarter, the other at minus a half, so that their mean is minus an eighth.
    let samples: Vec<f32> = (0..1_000).flat_map(|_| [0.25, -0.5]).collect();
    let wav = folder.wav("source.wav", 44_100, &samples);
    let mixed = Waveform::of_file(&wav, WaveformShape::default(), &never).expect("made");
    assert_eq!((mixed.pixels(), mixed.channels), (4, 1));
    let dat = mixed.to_dat();
    let words: Vec<i32> = dat[..24].as_chunks::<4>().0.iter().map(|word| i32::from_le_bytes(*word)).collect();
    assert_eq!(words, [2, 0, 44_100, 256, 4, 1]);
    assert_eq!(dat.len(), 24 + 4 * 2 * 2);
    assert_eq!(i16::from_le_bytes([dat[24], dat[25]]), -4_096);
    let shape = WaveformShape { frames_per_pixel: 500, depth: Depth::Eight, split_channels: true };
    let split = Waveform::of_file(&wav, shape, &never).expect("made");
    let json: serde_json::Value = serde_json::from_str(&split.to_json()).expect("json");
    let expected = serde_json::json!({
        "version": 2, "channels": 2, "sample_rate": 44_100, "samples_per_pixel": 500, "bits": 8, "length": 2,
        "data": [32, 32, -64, -64, 32, 32, -64, -64],
    });
    assert_eq!(json, expected);
    assert_eq!(split.to_dat()[24..], [32, 32, 192, 192, 32, 32, 192, 192]);
}

#[test]
fn hours_of_nothing_are_described_at_once_and_measured_on_demand() {
    let folder = Folder::new();
    let path = folder.path("long.flac");
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", "aevalsrc=0|0:d=1300:s=48000", "-metadata", "title=Room tone"])
        .arg(&path)
        .status()
        .expect("ffmpeg is installed");
    assert!(made.success());
    let Look::Long(described) = look(&path, &never).expect("looked at") else { panic!("decoded to its end") };
    assert_eq!((described.probe.frames, described.probe.channels), (1_300 * 48_000, 2));
    assert_eq!(
        (described.tags.title.as_deref(), described.hash),
        (Some("Room tone"), hash_file(&path).expect("hashed"))
    );
    let scanned = scan(&path, &never).expect("scanned");
    assert_eq!((scanned.probe.frames, scanned.hash), (1_300 * 48_000, described.hash));
    // What is cut short is told at once too.
    let bytes = std::fs::read(&path).expect("there");
    let dense = folder.wav("dense.wav", 48_000, &noise(48_000, 48_000));
    assert!(matches!(look(&dense, &never), Ok(Look::Whole(_))));
    let half = folder.bytes("half.flac", &bytes[..bytes.len() / 2]);
    assert!(scan(&half, &never).is_err());
}
