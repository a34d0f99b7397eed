//! Ogg files in links: several recordings one behind the other are one.

mod common;

use common::{Folder, decode, noise};
use media::{AudioReader, scan};

fn joined(folder: &Folder, name: &str, parts: &[&std::path::Path]) -> std::path::PathBuf {
    let bytes: Vec<u8> = parts.iter().flat_map(|part| std::fs::read(part).expect("there")).collect();
    folder.bytes(name, &bytes)
}

#[test]
fn links_are_read_one_behind_the_other() {
    let folder = Folder::new();
    let one = folder.wav("one.wav", 48_000, &noise(48_000, 60_000));
    let two = folder.wav("two.wav", 48_000, &noise(48_000, 90_001));
    for (codec, ending) in [("libvorbis", "ogg"), ("libopus", "opus"), ("flac", "oga")] {
        let one = folder.ffmpeg(&one, &format!("-c:a {codec}"), &format!("one.{ending}"));
        let two = folder.ffmpeg(&two, &format!("-c:a {codec}"), &format!("two.{ending}"));
        // The second time with streams of one and the same number.
        for parts in [[one.as_path(), two.as_path(), one.as_path()], [two.as_path(); 3]] {
            let whole = joined(&folder, &format!("joined.{ending}"), &parts);
            let wanted: Vec<f32> = parts.iter().flat_map(|part| decode(part)).collect();
            let read = decode(&whole);
            assert_eq!(read.len(), wanted.len(), "{codec}");
            assert!(read == wanted, "{codec}: other samples");
            let scanned = scan(&whole, &|| false).expect("scanned");
            assert_eq!((scanned.probe.frames as usize, scanned.left_out), (wanted.len() / 2, false), "{codec}");
            // From within any link, forth and back.
            let mut reader = AudioReader::open(&whole).expect("opens");
            let last = wanted.len() / 2 - 500;
            for from in [last, 100, 59_990, 60_000, 90_500, 150_100] {
                let mut out = Vec::new();
                reader.seek(from as i64).expect("sought");
                let count = reader.read(&mut out, 400).expect("read");
                assert_eq!(count, 400, "{codec} {from}");
                let straight = &wanted[2 * from..2 * from + 800];
                let off = out.iter().zip(straight).fold(0.0_f32, |most, (a, b)| most.max((a - b).abs()));
                assert!(off < 1e-4, "{codec} {from}: off by {off}");
            }
        }
    }
}

#[test]
fn a_link_of_another_shape_ends_the_recording_and_is_told() {
    let folder = Folder::new();
    let wav = folder.wav("one.wav", 48_000, &noise(48_000, 60_000));
    let stereo = folder.ffmpeg(&wav, "-c:a libvorbis", "stereo.ogg");
    let mono = folder.ffmpeg(&wav, "-c:a libvorbis -ac 1", "mono.ogg");
    let scanned = scan(&joined(&folder, "both.ogg", &[&stereo, &mono]), &|| false).expect("scanned");
    assert_eq!((scanned.probe.frames, scanned.probe.channels, scanned.left_out), (60_000, 2, true));
}
