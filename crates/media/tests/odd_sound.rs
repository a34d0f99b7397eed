//! Sound behind headers that are wrong: it is read as far as it goes, and only what is really cut is refused.

mod common;

use common::tags::{page, pages};
use common::{Folder, decode, noise, wav_bytes};
use media::{AudioReader, MediaError, Scanned, scan};

fn never() -> bool {
    false
}

const RATE: u32 = 48_000;

fn scanned(folder: &Folder, name: &str, bytes: &[u8]) -> Scanned {
    scan(&folder.bytes(name, bytes), &never).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn made(folder: &Folder, seconds: usize, args: &str, name: &str) -> Vec<u8> {
    let wav = folder.wav("source.wav", RATE, &noise(RATE, seconds * RATE as usize));
    std::fs::read(folder.ffmpeg(&wav, args, name)).expect("read")
}

fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).expect("in the file")
}

#[test]
fn wav_reaches_to_the_end_of_the_file_where_its_sizes_are_no_sizes() {
    let folder = Folder::new();
    let whole = wav_bytes(RATE, &noise(RATE, 20_000), &[]);
    let with = |outer: u32, data: u32| {
        let mut bytes = whole.clone();
        bytes[4..8].copy_from_slice(&outer.to_le_bytes());
        bytes[40..44].copy_from_slice(&data.to_le_bytes());
        bytes
    };
    let outer = whole.len() as u32 - 8;
    let right = outer - 36;
    let none = u32::MAX;
    let sizes =
        [0x7fff_f000, 0x7fff_ffff, 0x7fff_ffff - 36, 0x8000_0000, 0x8000_0024, none, none - 8, none - 44, none - 255];
    for placeholder in sizes {
        for outer in [placeholder, 0, outer, none, placeholder.wrapping_add(36)] {
            assert_eq!(
                scanned(&folder, "a.wav", &with(outer, placeholder)).probe.frames,
                20_000,
                "{placeholder:#x} in {outer}"
            );
        }
    }
    for surplus in [1, 8, 12, 36, 44, 100, 4_000] {
        for outer in [outer, outer + surplus, 0] {
            assert_eq!(scanned(&folder, "a.wav", &with(outer, right + surplus)).probe.frames, 20_000, "{surplus}");
        }
    }
    for outer in [outer, 0, none, 36] {
        assert_eq!(scanned(&folder, "a.wav", &with(outer, 0)).probe.frames, 20_000, "no size in {outer}");
    }
    // Half of it is not there.
    let cut = &whole[..whole.len() / 2];
    assert!(matches!(scan(&folder.bytes("a.wav", cut), &never), Err(MediaError::Truncated { .. })));
}

#[test]
fn aiff_reaches_to_the_end_of_the_file_too() {
    let folder = Folder::new();
    let whole = made(&folder, 1, "-c:a pcm_s16be", "a.aiff");
    let at = find(&whole, b"SSND") + 4;
    for placeholder in [0x7fff_f000_u32, 0x7fff_ffff, 0x8000_0000, u32::MAX, 0] {
        let mut bytes = whole.clone();
        bytes[at..at + 4].copy_from_slice(&placeholder.to_be_bytes());
        assert_eq!(scanned(&folder, "a.aiff", &bytes).probe.frames, 48_000, "{placeholder:#x}");
    }
}

#[test]
fn the_bits_say_how_wide_a_sample_is() {
    let folder = Folder::new();
    let whole = made(&folder, 1, "-c:a pcm_s16le -bitexact", "a.wav");
    let wanted = decode(&folder.bytes("a.wav", &whole));
    for align in [0_u16, 1, 2, 3, 6, 8, 4_096] {
        let mut bytes = whole.clone();
        bytes[32..34].copy_from_slice(&align.to_le_bytes());
        let path = folder.bytes("b.wav", &bytes);
        assert_eq!(scan(&path, &never).expect("scanned").probe.frames, 48_000, "{align}");
        assert!(decode(&path) == wanted, "{align}");
    }
    // 24 bits in 32, as old Windows programs wrote them, with a rate of bytes that agrees.
    let mut wide = made(&folder, 1, "-c:a pcm_s32le -bitexact", "c.wav");
    let frames = scanned(&folder, "c.wav", &wide).probe.frames;
    wide[34..36].copy_from_slice(&24_u16.to_le_bytes());
    wide[20..22].copy_from_slice(&1_u16.to_le_bytes());
    assert_eq!(scanned(&folder, "d.wav", &wide).probe.frames, frames);
}

#[test]
fn sample_rates_that_no_recording_has_are_refused() {
    let folder = Folder::new();
    for rate in [1_u32, 7, 999, 1_000_000, u32::MAX] {
        let mut bytes = wav_bytes(RATE, &noise(RATE, 4_800), &[]);
        bytes[24..28].copy_from_slice(&rate.to_le_bytes());
        match scan(&folder.bytes("a.wav", &bytes), &never) {
            Err(MediaError::SampleRate { hertz }) => assert_eq!(hertz, rate),
            other => panic!("{rate}: {:?}", other.map(|scanned| scanned.probe)),
        }
    }
    for rate in [8_000, 192_000, 384_000] {
        let bytes = wav_bytes(rate, &noise(rate, 4_800), &[]);
        assert_eq!(scanned(&folder, "a.wav", &bytes).probe.sample_rate.hertz(), rate);
    }
}

#[test]
fn a_count_in_an_mp3_does_not_end_its_sound() {
    let folder = Folder::new();
    for args in ["-c:a libmp3lame -q:a 4", "-c:a libmp3lame -b:a 128k"] {
        let whole = made(&folder, 3, &format!("{args} -id3v2_version 0"), "a.mp3");
        let name = if args.contains("-q") { b"Xing" } else { b"Info" };
        let at = find(&whole, name) + 8;
        let stated = u32::from_be_bytes(whole[at..at + 4].try_into().expect("four bytes"));
        assert_eq!(scanned(&folder, "a.mp3", &whole).probe.frames, 144_000);
        for count in [0, 1, stated / 2, stated - 3] {
            let mut bytes = whole.clone();
            bytes[at..at + 4].copy_from_slice(&count.to_be_bytes());
            let path = folder.bytes("b.mp3", &bytes);
            let frames = scan(&path, &never).expect("scanned").probe.frames;
            assert!((144_000..147_000).contains(&frames), "{count} of {stated}: {frames}");
            assert_eq!(AudioReader::open(&path).expect("opened").frames(), Some(frames), "{count}");
            // Its last second is there, at its place, also after a seek.
            let straight = decode(&path);
            let mut reader = AudioReader::open(&path).expect("opened");
            reader.seek(100_000).expect("sought");
            let mut found = Vec::new();
            reader.read(&mut found, 4_000).expect("read");
            assert!(found == straight[200_000..208_000]);
        }
        let joined = scanned(&folder, "c.mp3", &whole.repeat(4)).probe.frames;
        assert!((576_000..590_000).contains(&joined), "{joined}");
        let mut bytes = whole.clone();
        bytes[at..at + 4].copy_from_slice(&(2 * stated).to_be_bytes());
        assert!(matches!(scan(&folder.bytes("d.mp3", &bytes), &never), Err(MediaError::Truncated { .. })));
    }
}

#[test]
fn opus_is_as_loud_as_its_header_says() {
    let folder = Folder::new();
    let whole = made(&folder, 2, "-c:a libopus", "a.opus");
    let plain = scanned(&folder, "a.opus", &whole).loudness.integrated_lufs.expect("loud");
    for (gain, decibels) in [(6 * 256, 6.0), (-10 * 256, -10.0), (0, 0.0)] {
        let made = pages(&whole);
        let mut bytes = Vec::new();
        for (number, (lengths, body, head)) in made.iter().enumerate() {
            let mut body = body.clone();
            if number == 0 {
                body[16..18].copy_from_slice(&i16::to_le_bytes(gain));
            }
            bytes.extend(page(head[5], &head[6..14], &head[14..18], number as u32, lengths, &body));
        }
        let found = scanned(&folder, "b.opus", &bytes);
        let lufs = found.loudness.integrated_lufs.expect("loud");
        assert!((lufs - plain - decibels).abs() < 0.05, "{gain}: {lufs} from {plain}");
        assert_eq!(found.probe.frames, 96_000);
    }
    // In MP4 the same number stands the other way round.
    let mut movie = made(&folder, 2, "-c:a libopus", "a.mp4");
    let before = scanned(&folder, "a.mp4", &movie).loudness.integrated_lufs.expect("loud");
    let at = find(&movie, b"dOps") + 4 + 8;
    movie[at..at + 2].copy_from_slice(&i16::to_be_bytes(-10 * 256));
    let lufs = scanned(&folder, "b.mp4", &movie).loudness.integrated_lufs.expect("loud");
    assert!((lufs - before + 10.0).abs() < 0.05, "{lufs} from {before}");
}

#[test]
fn ogg_needs_no_mark_at_its_end_and_no_zero_at_its_start() {
    let folder = Folder::new();
    for (name, args) in [("a.ogg", "-c:a libvorbis"), ("a.opus", "-c:a libopus"), ("a.oga", "-c:a flac -f ogg")] {
        let whole = made(&folder, 3, &format!("{args} -page_duration 200000"), name);
        assert_eq!(scanned(&folder, name, &whole).probe.frames, 144_000, "{name}");
        let rewritten = |late: i64, mark: bool, from: usize| {
            let made = pages(&whole);
            let mut bytes = Vec::new();
            for (number, (lengths, body, head)) in made.iter().enumerate() {
                let position = i64::from_le_bytes(head[6..14].try_into().expect("eight bytes"));
                let sound = position > 0;
                if sound && number < from {
                    continue;
                }
                let position = if sound { position + late } else { position };
                let flags = if mark { head[5] } else { head[5] & !4 };
                bytes.extend(page(flags, &position.to_le_bytes(), &head[14..18], number as u32, lengths, body));
            }
            bytes
        };
        let unmarked = scanned(&folder, name, &rewritten(0, false, 0)).probe.frames;
        assert!((144_000..146_500).contains(&unmarked), "{name} without a mark: {unmarked}");
        if name != "a.oga" {
            for mark in [true, false] {
                let path = folder.bytes(name, &rewritten(60 * 48_000, mark, 0));
                let late = scan(&path, &never).unwrap_or_else(|error| panic!("{name} late: {error}")).probe.frames;
                assert!((143_000..146_500).contains(&late), "{name} late: {late}");
            }
        }
        let cut = &whole[..whole.len() * 2 / 3];
        assert!(matches!(scan(&folder.bytes(name, cut), &never), Err(MediaError::Truncated { .. })), "{name}");
    }
}

#[test]
fn flac_is_read_whatever_its_blocks_say() {
    let folder = Folder::new();
    let whole = made(&folder, 3, "-c:a flac", "a.flac");
    let wanted = decode(&folder.bytes("a.flac", &whole));
    let check = |name: &str, bytes: &[u8]| {
        let path = folder.bytes("b.flac", bytes);
        let frames = scan(&path, &never).unwrap_or_else(|error| panic!("{name}: {error}")).probe.frames;
        assert_eq!(frames, 144_000, "{name}");
        assert!(decode(&path) == wanted, "{name}");
        let mut reader = AudioReader::open(&path).expect("opened");
        reader.seek(100_000).expect("sought");
        let mut found = Vec::new();
        reader.read(&mut found, 4_000).expect("read");
        assert!(found == wanted[200_000..208_000], "{name} after a seek");
    };
    for (least, most) in
        [(0_u16, 0_u16), (16, 4_096), (4_096, 65_535), (8_192, 4_096), (0, 4_608), (65_535, 65_535), (1, 1)]
    {
        let mut bytes = whole.clone();
        bytes[8..10].copy_from_slice(&least.to_be_bytes());
        bytes[10..12].copy_from_slice(&most.to_be_bytes());
        check(&format!("blocks {least} to {most}"), &bytes);
    }
    for sizes in [[0xff; 6], [0, 0, 1, 0, 0, 1]] {
        let mut bytes = whole.clone();
        bytes[12..18].copy_from_slice(&sizes);
        check("frame sizes", &bytes);
    }
    // A count that is too low, and none.
    for count in [0_u32, 1, 48_000] {
        let mut bytes = whole.clone();
        bytes[22..26].copy_from_slice(&count.to_be_bytes());
        check(&format!("count {count}"), &bytes);
    }
    let with = |kind: u8, content: &[u8], stated: usize| {
        let mut bytes = whole[..42].to_vec();
        bytes.push(kind);
        bytes.extend_from_slice(&(stated as u32).to_be_bytes()[1..]);
        bytes.extend_from_slice(content);
        bytes.extend_from_slice(&whole[42..]);
        bytes
    };
    for kind in [1, 2, 3, 4, 5, 6, 7, 126] {
        for content in [&[][..], &[0], &[0xff; 3], &[7; 8], &[0; 40], &[0xff; 64]] {
            check(&format!("block {kind} of {}", content.len()), &with(kind, content, content.len()));
        }
    }
    check("a block longer than it says", &with(6, &[3; 50], 20));
    check("a block shorter than it says", &with(6, &[3; 50], 3_000));
    check("a block longer than the file", &with(6, &[3; 50], 0xff_ffff));
    // No block is marked as the last.
    let mut endless = whole.clone();
    let mut at = 4;
    while endless[at] & 0x80 == 0 {
        at += 4 + u32::from_be_bytes([0, endless[at + 1], endless[at + 2], endless[at + 3]]) as usize;
    }
    endless[at] &= 0x7f;
    check("no last block", &endless);
    let cut = &whole[..whole.len() / 2];
    assert!(matches!(scan(&folder.bytes("c.flac", cut), &never), Err(MediaError::Truncated { kept: Some(_), .. })));
}

#[test]
fn mp4_in_fragments_is_read_to_its_last() {
    let folder = Folder::new();
    let kinds = [
        ("one index", "-movflags +frag_keyframe+empty_moov+default_base_moof -frag_duration 1000000"),
        ("an index each", "-movflags +dash+frag_keyframe -frag_duration 1000000"),
        ("global index", "-movflags +frag_keyframe+empty_moov+global_sidx+default_base_moof -frag_duration 1000000"),
        ("sound before fragments", "-movflags +frag_keyframe -frag_duration 1000000"),
        ("ismv", "-f ismv -frag_duration 1000000"),
    ];
    for (codec, off) in [("aac", 2_048), ("alac", 4_096), ("flac", 4_608), ("libopus", 1_920)] {
        for (kind, args) in kinds {
            // Smooth streaming holds AAC alone of these.
            if codec != "aac" && kind == "ismv" {
                continue;
            }
            let bytes = made(&folder, 6, &format!("-c:a {codec} -strict -2 {args}"), "a.mp4");
            let path = folder.bytes("a.mp4", &bytes);
            let frames = scan(&path, &never).unwrap_or_else(|error| panic!("{codec} {kind}: {error}")).probe.frames;
            assert!((288_000 - off..288_000 + off).contains(&frames), "{codec} {kind}: {frames}");
            let half = &bytes[..bytes.len() / 2];
            let cut = scan(&folder.bytes("b.mp4", half), &never);
            assert!(matches!(cut, Err(MediaError::Truncated { .. })), "{codec} {kind}: {:?}", cut.map(|cut| cut.probe));
        }
    }
}

#[test]
fn mp4_is_read_whatever_stands_beside_its_sound() {
    let folder = Folder::new();
    for (name, args) in [("a.m4a", "-c:a aac"), ("b.m4a", "-c:a aac -movflags +faststart"), ("c.m4a", "-c:a alac")] {
        let whole = made(&folder, 2, &format!("{args} -metadata title=Spark"), name);
        let frames = scanned(&folder, name, &whole).probe.frames;
        let behind: [&[u8]; 6] =
            [b"TAGspark", &[0; 9], &[0xff; 300], b"\0\0\0\x08free", b"\0\0\x40\0free", b"APETAGEX\xd0\x07\0\0 \0\0\0"];
        for bytes in behind {
            let found = scanned(&folder, name, &[whole.as_slice(), bytes].concat());
            assert_eq!(found.probe.frames, frames, "{name} {bytes:?}");
            assert_eq!(found.tags.title.as_deref(), Some("Spark"), "{name} {bytes:?}");
        }
        // Each byte of the list of tags, made wrong.
        let list = find(&whole, b"ilst");
        let length = u32::from_be_bytes(whole[list - 4..list].try_into().expect("four bytes")) as usize;
        for at in (list..list - 4 + length).step_by(3) {
            let mut bytes = whole.clone();
            bytes[at] = 0xff;
            let path = folder.bytes(name, &bytes);
            match scan(&path, &never) {
                Ok(found) => assert_eq!(found.probe.frames, frames, "{name} at {at}"),
                Err(error) => panic!("{name} at {at} (the list is at {list}): {error}"),
            }
        }
    }
}

#[test]
fn all_channels_of_surround_count_but_the_lowest() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", RATE, &noise(RATE, 4 * RATE as usize));
    for (layout, codec) in
        [("7.1", "pcm_s24le"), ("6.1", "pcm_s24le"), ("5.1", "pcm_s24le"), ("7.1", "flac"), ("quad", "pcm_s24le")]
    {
        let count = match layout {
            "7.1" => 8,
            "6.1" => 7,
            "5.1" => 6,
            _ => 4,
        };
        // Each channel gets sound of its own, the last ones the loudest.
        let mix: Vec<String> =
            (0..count).map(|nth| format!("c{nth}={}*c{}", 0.1 * f64::from(nth + 1), nth % 2)).collect();
        let name = if codec == "flac" { "a.flac" } else { "a.wav" };
        let path = folder.ffmpeg(&wav, &format!("-af pan={layout}|{} -c:a {codec}", mix.join("|")), name);
        let found = scan(&path, &never).expect("scanned").loudness.integrated_lufs.expect("loud");
        let wanted = common::integrated(&path);
        assert!((found - wanted).abs() <= 0.1, "{layout} in {codec}: {found}, ffmpeg says {wanted}");
    }
}

#[test]
fn ogg_that_is_not_read_is_named() {
    let folder = Folder::new();
    let first = page(2, &[0; 8], &[1, 0, 0, 0], 0, &[80], &[b"Speex   1.2.0".as_slice(), &[0; 67]].concat());
    let bytes = [first, page(4, &[9, 0, 0, 0, 0, 0, 0, 0], &[1, 0, 0, 0], 1, &[50], &[7; 50])].concat();
    match scan(&folder.bytes("a.spx", &bytes), &never) {
        Err(MediaError::Unsupported { codec }) => assert_eq!(codec, "Speex"),
        other => panic!("{:?}", other.map(|scanned| scanned.probe)),
    }
}
