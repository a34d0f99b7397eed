//! FLAC in Ogg, MP4 and Matroska, whatever its headers say of block sizes; and the speakers that its comments name.

mod common;

use std::path::Path;

use common::tags::{page, pages, vorbis, with_comments};
use common::{Folder, decode, noise};
use media::{AudioReader, scan};

fn never() -> bool {
    false
}

const RATE: u32 = 48_000;

/// Where STREAMINFO begins.
fn info(bytes: &[u8]) -> usize {
    let heads = [[0, 0, 0, 34], [0x80, 0, 0, 34]];
    let at = bytes.windows(8).position(|bytes| {
        (bytes.starts_with(b"fLaC") || bytes.starts_with(&[0; 4])) && heads.iter().any(|head| bytes.ends_with(head))
    });
    at.expect("STREAMINFO") + 8
}

/// The file with other sizes of blocks, the least and the most.
fn with_sizes(file: &[u8], least: u16, most: u16) -> Vec<u8> {
    let at = info(file);
    let mut bytes = file.to_vec();
    bytes[at..at + 2].copy_from_slice(&least.to_be_bytes());
    bytes[at + 2..at + 4].copy_from_slice(&most.to_be_bytes());
    if !bytes.starts_with(b"OggS") {
        return bytes;
    }
    let pages = pages(&bytes);
    let number = |head: &[u8]| u32::from_le_bytes(head[18..22].try_into().expect("a number"));
    let whole = |(lengths, body, head): &(Vec<u8>, Vec<u8>, Vec<u8>)| {
        page(head[5], &head[6..14], &head[14..18], number(head), lengths, body)
    };
    pages.iter().flat_map(whole).collect()
}

#[test]
fn sizes_of_blocks_do_not_decide_whether_flac_is_read() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", RATE, &noise(RATE, 3 * RATE as usize));
    for (name, args) in [
        ("a.oga", "-c:a flac"),
        ("a.mp4", "-c:a flac -strict -2"),
        ("a.m4a", "-c:a flac -strict -2 -movflags +faststart"),
        ("b.mp4", "-c:a flac -strict -2 -movflags +frag_keyframe+empty_moov -frag_duration 500000"),
        ("a.mka", "-c:a flac"),
    ] {
        let args = if name.ends_with("m4a") { format!("{args} -f mp4") } else { args.to_owned() };
        let path = folder.ffmpeg(&wav, &args, name);
        let whole = std::fs::read(&path).expect("read");
        let wanted = sound(&path, 0, 144_000);
        assert_eq!(wanted.len(), 288_000, "{name}");
        for (least, most) in [(0, 0), (0, 4_608), (16, 16), (1, 1), (8_192, 4_096), (65_535, 65_535), (4_608, 16)] {
            let path = folder.bytes(name, &with_sizes(&whole, least, most));
            assert!(sound(&path, 0, 200_000) == wanted, "{name} {least} to {most}");
            assert!(sound(&path, 100_000, 4_000) == wanted[200_000..208_000], "{name} {least} to {most} after a seek");
            // Matroska holds pictures, whose sound alone is read.
            if !name.ends_with("mka") {
                let found = scan(&path, &never).unwrap_or_else(|error| panic!("{name} {least} to {most}: {error}"));
                assert_eq!((found.probe.frames, found.probe.format.as_str()), (144_000, "flac"), "{name}");
            }
        }
    }
}

/// Up to so many frames from one on of the first sound of a file.
fn sound(path: &Path, from: i64, most: usize) -> Vec<f32> {
    let mut reader =
        AudioReader::open_stream(path, Some(0)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.seek(from).expect("sought");
    let mut found = Vec::new();
    reader.read(&mut found, most).expect("read");
    found
}

#[test]
fn an_ogg_file_with_another_stream_beside_its_flac_is_read_too() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", RATE, &noise(RATE, RATE as usize));
    let whole = std::fs::read(folder.ffmpeg(&wav, "-c:a flac", "a.oga")).expect("read");
    let wanted = decode(&folder.path("a.oga"));
    let broken = with_sizes(&whole, 0, 4_608);
    let first = 27 + usize::from(broken[26]) + 51;
    let other = page(2, &[0; 8], &[9, 9, 9, 9], 0, &[9], b"something");
    let path = folder.bytes("b.oga", &[&broken[..first], &other, &broken[first..]].concat());
    assert!(decode(&path) == wanted);
}

#[test]
fn speakers_are_those_that_a_comment_names() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", RATE, &noise(RATE, 4 * RATE as usize));
    let mix: Vec<String> = (0..7).map(|nth| format!("c{nth}={}*c{}", 0.1 * f64::from(nth + 1), nth % 2)).collect();
    let path = folder.ffmpeg(&wav, &format!("-af pan=6.1|{} -c:a flac", mix.join("|")), "a.flac");
    let native = std::fs::read(&path).expect("read");
    let ogg = std::fs::read(folder.ffmpeg(&path, "-c:a copy", "a.oga")).expect("read");
    let loud = |name: &str, bytes: &[u8]| {
        let path = folder.bytes(name, bytes);
        let found = scan(&path, &never).expect("scanned").loudness.integrated_lufs.expect("loud");
        (found, common::integrated(&path))
    };
    let usual = loud("b.flac", &native).0;
    // Seven channels whose fourth is one of those behind, and no low frequencies.
    let seven = vorbis(&[b"TITLE=Spark", b"WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x637"]);
    // ffmpeg looks for it in files of FLAC alone.
    let (_, wanted) = loud("b.flac", &with_comments(&native, &seven));
    for (name, bytes) in [("b.flac", &native), ("b.oga", &ogg)] {
        let (found, _) = loud(name, &with_comments(bytes, &seven));
        assert!((found - wanted).abs() <= 0.1, "{name}: {found}, ffmpeg says {wanted}");
        assert!(found > usual + 0.3, "{name}: {found} is not {usual}");
    }
    // As many speakers as there are channels, else it names nothing.
    for text in ["0x3", "0x0", "0x70F", "front"] {
        let entry = format!("WAVEFORMATEXTENSIBLE_CHANNEL_MASK={text}");
        let (found, _) = loud("b.flac", &with_comments(&native, &vorbis(&[entry.as_bytes()])));
        assert!((found - usual).abs() <= 0.01, "{text}: {found} is not {usual}");
    }
}
