//! Every format starts on its first frame, ends on its last, and seeks to the frame.

mod common;

use common::{FORMATS, Folder, decode, lag, noise};
use media::{AudioReader, MediaError};

const FRAMES_44: usize = 281_011;
const FRAMES_48: usize = 305_859;

fn is_lossless(name: &str) -> bool {
    !(name.ends_with(".mp3") || name == "lc.m4a" || name.ends_with(".ogg") || name.ends_with(".opus"))
}

fn check_trim(rate: u32, frames: usize, formats: &[(&str, &str)]) {
    let folder = Folder::new();
    let source = noise(rate, frames);
    let wav = folder.wav("source.wav", rate, &source);
    let exact = decode(&wav);
    assert_eq!(exact.len(), 2 * frames);
    for (name, args) in formats {
        let path = folder.ffmpeg(&wav, args, name);
        let reader = AudioReader::open(&path).expect("opened");
        assert_eq!(reader.sample_rate().hertz(), rate, "{name}");
        assert_eq!(reader.channels(), 2, "{name}");
        assert_eq!(reader.frames(), Some(frames as i64), "{name} promises");
        let found = decode(&path);
        assert_eq!(found.len() / 2, frames, "{name} delivers");
        for around in [100, frames / 2, frames - 6_000] {
            assert_eq!(lag(&exact, &found, around), 0, "{name} around {around}");
        }
        if is_lossless(name) {
            let off = exact.iter().zip(&found).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            let least = if *name == "s16.wav" || name.starts_with("alac") { 1.0 / 32_768.0 } else { 0.0 };
            assert!(off <= least, "{name} is off by {off}");
        }
    }
}

#[test]
fn every_format_is_trimmed_to_the_frame_at_44100() {
    check_trim(44_100, FRAMES_44, &FORMATS);
}

#[test]
fn every_format_is_trimmed_to_the_frame_at_48000() {
    let opus = [("music.opus", "-c:a libopus -b:a 160k")];
    check_trim(48_000, FRAMES_48, &[FORMATS.as_slice(), &opus].concat());
}

#[test]
fn reading_in_place_of_what_was_there_is_reading() {
    let folder = Folder::new();
    let mut source = noise(48_000, 20_000);
    let wav = folder.wav("source.wav", 48_000, &source);
    let packed = [("s24.wav", "-c:a pcm_s24le"), ("music.flac", "-c:a flac")]
        .map(|(name, args)| folder.ffmpeg(&wav, args, name));
    // What is no number is silent, wherever it stands.
    source[4_097] = f32::NAN;
    source[39_999] = f32::NEG_INFINITY;
    let broken = folder.wav("broken.wav", 48_000, &source);
    for path in packed.into_iter().chain([wav, broken]) {
        let whole = decode(&path);
        let mut reader = AudioReader::open(&path).expect("opened");
        let mut found = vec![9.0; 7];
        for frame in [0, 700, 1_400, 19_500, 300] {
            reader.seek(frame as i64).expect("sought");
            for at in [frame, frame + 333] {
                let read = reader.replace(&mut found, 333).expect("read");
                let wanted = &whole[(2 * at).min(40_000)..(2 * (at + 333)).min(40_000)];
                assert!(2 * read == wanted.len() && found == wanted, "{} at {at}", path.display());
            }
        }
        assert!(whole.iter().all(|sample| sample.is_finite()));
    }
}

#[test]
fn a_seek_gives_what_straight_decoding_gives() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &noise(48_000, FRAMES_48));
    let opus = [("music.opus", "-c:a libopus -b:a 160k"), ("source.wav", "")];
    for (name, args) in FORMATS.iter().chain(&opus) {
        let path = if args.is_empty() { wav.clone() } else { folder.ffmpeg(&wav, args, name) };
        let straight = decode(&path);
        let mut reader = AudioReader::open(&path).expect("opened");
        let end = FRAMES_48 - 1;
        for frame in [150_000, 0, 1, 299, 100_000, 100_500, 97_000, 305_000, 60_001, 48_000, end, 250_123, 20_000] {
            reader.seek(frame as i64).expect("sought");
            let mut found = Vec::new();
            let read = reader.read(&mut found, 6_000).expect("read");
            assert_eq!(read, 6_000.min(FRAMES_48 - frame), "{name} at {frame}");
            let wanted = &straight[2 * frame..2 * (frame + read)];
            if *name == "lc.m4a" {
                if read == 6_000 {
                    assert_eq!(lag(wanted, &found, 500), 0, "{name} at {frame}");
                }
            } else {
                let differs = wanted.iter().zip(&found).position(|(a, b)| a.to_bits() != b.to_bits());
                assert_eq!(differs, None, "{name} at {frame}");
            }
        }
        reader.seek(10 * FRAMES_48 as i64).expect("sought");
        assert_eq!(reader.read(&mut Vec::new(), 10).expect("read"), 0, "{name} beyond its end");
    }
}

#[test]
fn small_reads_and_large_reads_give_the_same() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 30_000));
    let path = folder.ffmpeg(&wav, "-c:a libmp3lame", "a.mp3");
    let mut reader = AudioReader::open(&path).expect("opened");
    let mut small = Vec::new();
    while reader.read(&mut small, 7).expect("read") > 0 {}
    assert_eq!(small, decode(&path));
}

#[test]
fn a_length_that_is_only_estimated_is_not_told() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 100_000));
    for (name, args) in [("plain.mp3", "-c:a libmp3lame -write_xing 0"), ("raw.aac", "-c:a aac")] {
        let reader = AudioReader::open(&folder.ffmpeg(&wav, args, name)).expect("opened");
        assert_eq!(reader.frames(), None, "{name}");
    }
}

#[test]
fn mono_and_many_channels_keep_their_order() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &noise(48_000, 20_000));
    for (name, channels) in [("mono.flac", 1), ("six.wav", 6), ("six.flac", 6)] {
        let args = format!("-ac {channels} -af aresample=48000");
        let reader = AudioReader::open(&folder.ffmpeg(&wav, &args, name)).expect("opened");
        assert_eq!(reader.channels(), channels, "{name}");
    }
}

#[test]
fn companded_and_adpcm_wav_are_read_and_cut_by_their_fact() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 50_001));
    for (name, args) in [("alaw.wav", "-c:a pcm_alaw"), ("mulaw.wav", "-c:a pcm_mulaw")] {
        let path = folder.ffmpeg(&wav, args, name);
        assert_eq!(decode(&path).len() / 2, 50_001, "{name}");
    }
    // ffmpeg counts whole blocks into the fact; other programs count what was recorded.
    let mut bytes = std::fs::read(folder.ffmpeg(&wav, "-c:a adpcm_ima_wav", "ima.wav")).expect("read");
    let fact = bytes.windows(4).position(|word| word == b"fact").expect("fact") + 8;
    bytes[fact..fact + 4].copy_from_slice(&50_001_u32.to_le_bytes());
    assert_eq!(decode(&folder.bytes("ima.wav", &bytes)).len() / 2, 50_001);
}

#[test]
fn formats_have_their_names() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &noise(48_000, 20_000));
    let opus = [("music.opus", "-c:a libopus")];
    let names = [
        "wav", "wav", "wav", "wav", "aiff", "flac", "mp3", "mp3", "mp3", "aac", "alac", "vorbis", "caf", "alac", "opus",
    ];
    for ((file, args), name) in FORMATS.iter().chain(&opus).zip(names) {
        let reader = AudioReader::open(&folder.ffmpeg(&wav, args, file)).expect("opened");
        assert_eq!(reader.format(), name, "{file}");
    }
}

#[test]
fn what_is_not_supported_is_named() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 44_100));
    let named = |path: &std::path::Path| match AudioReader::open(path) {
        Err(MediaError::Unsupported { codec }) => codec,
        other => panic!("{}: {other:?}", path.display()),
    };
    assert_eq!(named(&folder.ffmpeg(&wav, "-c:a wmav2", "a.wma")), "WMA");
    assert_eq!(named(&folder.ffmpeg(&wav, "-c:a ac3", "a.ac3")), "AC-3");
    assert_eq!(named(&folder.ffmpeg(&wav, "-c:a eac3", "a.eac3")), "E-AC-3");
    assert_eq!(named(&folder.ffmpeg(&wav, "-c:a ac3", "ac3.mp4")), "AC-3");
    assert_eq!(named(&folder.ffmpeg(&wav, "-c:a wavpack", "a.wv")), "WavPack");
    // An AudioSpecificConfig with the note that spectral band replication is there.
    let mut bytes = std::fs::read(folder.ffmpeg(&wav, "-c:a aac", "lc.m4a")).expect("read");
    let note = bytes.windows(5).position(|word| word == [0x12, 0x10, 0x56, 0xe5, 0x00]).expect("config");
    bytes[note + 4] = 0x80;
    assert_eq!(named(&folder.bytes("he.m4a", &bytes)), "HE-AAC");
}
