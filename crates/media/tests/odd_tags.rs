//! Tags with one odd part: the others stay, the sound comes in, and what could not be read is named.

mod common;

use common::tags::{self, frame, id3, latin, latin_text, utf16, vorbis};
use common::{Folder, noise};
use media::{Scanned, scan};

fn never() -> bool {
    false
}

/// An MP3 of a second without any tag.
fn plain_mp3(folder: &Folder) -> Vec<u8> {
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 44_100));
    let args = "-c:a libmp3lame -id3v2_version 0 -write_id3v1 0 -map_metadata -1";
    std::fs::read(folder.ffmpeg(&wav, args, "plain.mp3")).expect("read")
}

fn scanned(folder: &Folder, name: &str, bytes: &[u8]) -> Scanned {
    scan(&folder.bytes(name, bytes), &never).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn title_and_artist(scanned: &Scanned) -> (Option<&str>, Option<&str>) {
    (scanned.tags.title.as_deref(), scanned.tags.artist.as_deref())
}

/// Odd frames by version: name, content, and two bytes of flags.
fn odd_frames() -> Vec<(u8, &'static str, Vec<u8>, [u8; 2])> {
    const PLAIN: [u8; 2] = [0, 0];
    let mut odd: Vec<(u8, &'static str, Vec<u8>, [u8; 2])> = Vec::new();
    for words in
        ["April 2019", "c. 1999", "1.4.2019", "1999/2005", "spring", "", "2019-13-45", "2019\u{0}2020", "20", "²"]
    {
        for id in ["TDRC", "TDOR", "TDRL", "TDTG", "TDEN"] {
            odd.push((4, id, [&[3], words.as_bytes()].concat(), PLAIN));
        }
        for id in ["TYER", "TDAT", "TIME", "TORY", "TRDA"] {
            odd.push((3, id, latin_text(words), PLAIN));
        }
    }
    let marked = [vec![0xff, 0xfe], utf16("Warm")].concat();
    for version in [3, 4] {
        for id in ["COMM", "USLT"] {
            let language = |encoding: u8, rest: &[u8]| [&[encoding], b"eng".as_slice(), rest].concat();
            let texts = [
                language(1, &[utf16("note"), vec![0, 0], utf16("Warm")].concat()),
                language(1, &[marked.clone(), vec![0, 0, 7]].concat()),
                language(1, &[0xff, 0xfe, 0x00, 0xd8, 0, 0, 0x41, 0]),
                language(1, &[0xff]),
                language(3, b"caf\xe9\0caf\xe9"),
                language(4, b"\0Warm"),
                language(9, b"Warm"),
                language(0, b"no end"),
                vec![0],
                vec![1, b'e'],
                vec![],
            ];
            odd.extend(texts.map(|content| (version, id, content, PLAIN)));
        }
        for id in ["TXXX", "TALB", "WXXX", "TIPL", "IPLS", "TCON"] {
            let texts = [
                [vec![1], utf16("Mood"), vec![0, 0], utf16("hopeful")].concat(),
                [vec![1], marked.clone(), vec![0]].concat(),
                vec![1, 0xff, 0xfe, 0, 0xd8],
                b"\x03caf\xe9\0caf\xe9".to_vec(),
                b"\x04Warm".to_vec(),
                b"\x09Warm".to_vec(),
                b"\xffWarm".to_vec(),
                vec![3],
                vec![],
            ];
            odd.extend(texts.map(|content| (version, id, content, PLAIN)));
        }
        let pictures: [&[u8]; 9] = [
            b"\0image/png",
            b"\0image/png\0",
            b"\0image/png\0\x03",
            b"\0image/png\0\x03no end of the words",
            b"\x01image/png\0\x03\xff\xfe\x00\xd8\0\0\x89PNG\r\n\x1a\n",
            b"\x01image/png\0\x03a\0\x89PNG\r\n\x1a\n",
            b"\x09image/png\0\x03\0\x89PNG\r\n\x1a\n",
            b"\0-->\0\x03\0http://example.com/a.png",
            b"",
        ];
        odd.extend(pictures.map(|content| (version, "APIC", content.to_vec(), PLAIN)));
        for id in ["POPM", "UFID", "PRIV", "GEOB", "MCDI", "RVA2", "ETCO", "SYLT", "OWNE", "CHAP", "CTOC", "ZZZZ"] {
            odd.push((version, id, vec![0xff], PLAIN));
            odd.push((version, id, vec![], PLAIN));
        }
    }
    // Compressed, encrypted, grouped, with a length, in the bits of each version.
    for flags in [0x80, 0x40, 0x20, 0xe0] {
        odd.push((3, "TALB", latin_text("Heart"), [0, flags]));
        odd.push((3, "APIC", vec![0; 3], [0, flags]));
    }
    for flags in [0x40, 0x08, 0x04, 0x02, 0x01, 0x4f] {
        odd.push((4, "TALB", latin_text("Heart"), [0, flags]));
        odd.push((4, "COMM", vec![7], [0, flags]));
    }
    odd
}

#[test]
fn an_odd_frame_costs_none_of_the_others() {
    let folder = Folder::new();
    let sound = plain_mp3(&folder);
    let whole = scanned(&folder, "plain.mp3", &sound).probe.frames;
    for (number, (version, id, content, flags)) in odd_frames().into_iter().enumerate() {
        let title = frame(version, "TIT2", &latin_text("Spark"));
        let artist = frame(version, "TPE1", &latin_text("Ann"));
        let odd = tags::frame_with(version, id, &content, flags);
        let tag = match number % 3 {
            0 => [odd, title, artist].concat(),
            1 => [title, odd, artist].concat(),
            _ => [title, artist, odd].concat(),
        };
        let found = scanned(&folder, "odd.mp3", &[id3(version, 0, &tag), sound.clone()].concat());
        let name = format!("{number}: 2.{version} {id} {content:?} {flags:?}");
        assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Ann")), "{name}");
        assert_eq!(found.probe.frames, whole, "{name}");
    }
}

#[test]
fn titles_are_read_in_encodings_that_are_marked_wrongly() {
    let folder = Folder::new();
    let sound = plain_mp3(&folder);
    let big: Vec<u8> = "Zoë".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let titles: [(Vec<u8>, &str); 8] = [
        ([vec![1], utf16("Zoë")].concat(), "Zoë"),
        ([vec![1], big.clone()].concat(), "Zoë"),
        ([vec![2], big].concat(), "Zoë"),
        (b"\x03Zo\xeb".to_vec(), "Zoë"),
        (b"\0Don\x92t \x96 go".to_vec(), "Don’t – go"),
        (b"\x04Spark".to_vec(), "Spark"),
        ([&[3], "\u{feff}Spark".as_bytes()].concat(), "Spark"),
        ([vec![1, 0xff, 0xfe], utf16("Zoë"), vec![0x41]].concat(), "Zoë"),
    ];
    for (content, title) in titles {
        for version in [3, 4] {
            let tag = id3(version, 0, &frame(version, "TIT2", &content));
            let found = scanned(&folder, "odd.mp3", &[tag, sound.clone()].concat());
            assert_eq!(found.tags.title.as_deref(), Some(title), "2.{version} {content:?}");
        }
    }
}

#[test]
fn years_in_words_give_their_year() {
    let folder = Folder::new();
    let sound = plain_mp3(&folder);
    let years = [("April 2019", "2019"), ("c. 1999", "1999"), ("1.4.2019", "2019"), ("1999/2005", "1999")];
    for (words, year) in years {
        for (version, id) in [(4, "TDRC"), (3, "TYER")] {
            let tag = id3(version, 0, &frame(version, id, &latin_text(words)));
            let found = scanned(&folder, "odd.mp3", &[tag, sound.clone()].concat());
            assert_eq!(found.tags.year.as_deref(), Some(year), "{words}");
        }
    }
}

#[test]
fn what_could_not_be_read_is_named_once() {
    let folder = Folder::new();
    let sound = plain_mp3(&folder);
    let encrypted = tags::frame_with(3, "TALB", &latin_text("Heart"), [0, 0x40]);
    let body = [frame(3, "TIT2", &latin_text("Spark")), encrypted.clone(), encrypted].concat();
    let found = scanned(&folder, "odd.mp3", &[id3(3, 0, &body), sound.clone()].concat());
    assert_eq!(found.tags.unread, ["TALB"]);
    assert_eq!(found.tags.album, None);
    assert_eq!(scanned(&folder, "plain.mp3", &sound).tags.unread, [""; 0]);
}

#[test]
fn tags_of_other_versions_and_layouts_are_read() {
    let folder = Folder::new();
    let sound = plain_mp3(&folder);
    let check = |name: &str, tag: Vec<u8>| {
        let found = scanned(&folder, "odd.mp3", &[tag, sound.clone()].concat());
        assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Ann")), "{name}");
    };
    let old = [tags::old_frame("TT2", &latin_text("Spark")), tags::old_frame("TP1", &latin_text("Ann"))].concat();
    check("version 2.2", id3(2, 0, &old));
    let long = "x".repeat(300);
    // Sizes above 127 differ between the two ways to write them.
    for version in [3, 4] {
        let swapped = if version == 4 { 3 } else { 4 };
        let body = [
            frame(swapped, "TALB", &latin_text(&long)),
            frame(swapped, "TIT2", &latin_text("Spark")),
            frame(swapped, "TPE1", &latin_text("Ann")),
        ];
        check("sizes of the other version", id3(version, 0, &body.concat()));
    }
    let good = [frame(3, "TIT2", &latin_text("Spark")), frame(3, "TPE1", &latin_text("Ann"))].concat();
    check("extended header", id3(3, 0x40, &[vec![0, 0, 0, 6, 0, 0, 0, 0, 0, 0], good.clone()].concat()));
    let new = [frame(4, "TIT2", &latin_text("Spark")), frame(4, "TPE1", &latin_text("Ann"))].concat();
    check("extended header of 2.4", id3(4, 0x40, &[vec![0, 0, 0, 6, 1, 0], new.clone()].concat()));
    check("padding", id3(3, 0, &[good.clone(), vec![0; 5_000]].concat()));
    check("two tags", [id3(4, 0, &frame(4, "TALB", &latin_text("Heart"))), id3(3, 0, &good)].concat());
    check(
        "garbage between frames",
        id3(3, 0, &[good[..16].to_vec(), vec![1, 2, 3, 4, 5], good[16..].to_vec()].concat()),
    );
    let mut overrun = frame(3, "GEOB", &[7; 40]);
    overrun[4..8].copy_from_slice(&9_000_u32.to_be_bytes());
    check("a frame longer than the tag", id3(3, 0, &[overrun, good.clone()].concat()));
    let mut too_long = id3(3, 0, &good);
    too_long[6] = 0x7f;
    check("a tag longer than the file", too_long);
}

#[test]
fn genres_by_number_have_their_names() {
    let folder = Folder::new();
    let sound = plain_mp3(&folder);
    for (text, genre) in
        [("(17)", "Rock"), ("17\0Folk", "Rock; Folk"), ("(17)\0Folk", "Rock; Folk"), ("Folk\0(17)", "Folk; Rock")]
    {
        let tag = id3(4, 0, &frame(4, "TCON", &latin_text(text)));
        assert_eq!(scanned(&folder, "a.mp3", &[tag, sound.clone()].concat()).tags.genre.as_deref(), Some(genre));
    }
}

#[test]
fn good_tags_beside_an_odd_one_are_read() {
    let folder = Folder::new();
    let sound = plain_mp3(&folder);
    let encrypted = tags::frame_with(3, "TIT2", &latin_text("?"), [0, 0x40]);
    let odd = id3(3, 0, &[encrypted, tags::frame_with(3, "TPE1", &[1, 0xff], [0, 0x80])].concat());
    let found = scanned(&folder, "v1.mp3", &[odd.clone(), sound.clone(), tags::id3v1("Spark", "Ann")].concat());
    assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Ann")));
    let ape = tags::ape(&[("Title", "Spark"), ("Artist", "Ann")]);
    let found = scanned(&folder, "ape.mp3", &[odd.clone(), sound.clone(), ape.clone(), tags::id3v1("", "")].concat());
    assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Ann")));
    let info = tags::info(&[(b"INAM", b"Spark"), (b"IART", b"Ann")]);
    let more: [(&[u8; 4], Vec<u8>); 2] = [(b"LIST", info), (b"id3 ", odd)];
    let wav = common::wav_bytes(44_100, &noise(44_100, 4_410), &more);
    assert_eq!(title_and_artist(&scanned(&folder, "a.wav", &wav)), (Some("Spark"), Some("Ann")));
}

#[test]
fn info_is_read_in_its_code_page_and_in_rf64() {
    let folder = Folder::new();
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let (spark, night) = (wide("Spark – Zoë\0"), wide("Ночь\0"));
    let texts: [(&[u8], Option<u16>, &str); 10] = [
        (&spark, None, "Spark – Zoë"),
        (&night, Some(1200), "Ночь"),
        (b"Zo\x89", Some(850), "Zoë"),
        (b"Zo\x89", Some(437), "Zoë"),
        (b"Caf\xe9", None, "Café"),
        (b"Don\x92t \x96 go", None, "Don’t – go"),
        (b"Zo\xeb", Some(1252), "Zoë"),
        (b"\xcf\xf0\xe8\xe2\xe5\xf2", Some(1251), "Привет"),
        ("Привет".as_bytes(), Some(1252), "Привет"),
        (b"\x82\xb3\x82\xad\x82\xe7", Some(932), "さくら"),
    ];
    for (bytes, page, text) in texts {
        let mut more: Vec<(&[u8; 4], Vec<u8>)> = vec![(b"LIST", tags::info(&[(b"INAM", bytes), (b"IART", b"Ann")]))];
        if let Some(page) = page {
            more.push((b"CSET", [page.to_le_bytes().as_slice(), &[0; 6]].concat()));
        }
        let wav = common::wav_bytes(44_100, &noise(44_100, 4_410), &more);
        let found = scanned(&folder, "a.wav", &wav);
        assert_eq!(title_and_artist(&found), (Some(text), Some("Ann")));
    }
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 4_410));
    let path = folder.ffmpeg(&wav, "-c:a pcm_s16le -rf64 always -metadata title=Spark", "a.wav");
    assert_eq!(scan(&path, &never).expect("scanned").tags.title.as_deref(), Some("Spark"));
}

#[test]
fn text_in_aiff_and_bext_is_read_as_macs_and_pcs_write_it() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 4_410));
    let mut aiff = std::fs::read(folder.ffmpeg(&wav, "-c:a pcm_s16be", "a.aiff")).expect("read");
    aiff.extend(b"NAME\0\0\0\x04Caf\x8eAUTH\0\0\0\x05Zo\x91 A\0");
    assert_eq!(title_and_artist(&scanned(&folder, "b.aiff", &aiff)), (Some("Café"), Some("Zoë A")));
    let mut bext = vec![0; 602];
    bext[..10].copy_from_slice(b"\x93Rain\x94 \x96 a");
    let bytes = common::wav_bytes(44_100, &noise(44_100, 4_410), &[(b"bext", bext)]);
    assert_eq!(scanned(&folder, "b.wav", &bytes).tags.comment.as_deref(), Some("“Rain” – a"));
}

#[test]
fn covers_of_any_damage_cost_nothing_in_vorbis_comments() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &noise(48_000, 48_000));
    let block = tags::picture(b"\x89PNG\r\n\x1a\n0123456789");
    let mut covers: Vec<Vec<u8>> = vec![];
    for key in ["COVERART", "METADATA_BLOCK_PICTURE"] {
        for value in ["", "=", "A", "AA==", "/9j/4AAQ", "!!!!", "AAAAAA", "iVBORw0K", "AAAAAwAAAAA="] {
            covers.push(format!("{key}={value}").into_bytes());
        }
    }
    for length in 0..block.len() {
        covers.push(format!("METADATA_BLOCK_PICTURE={}", tags::base64(&block[..length])).into_bytes());
    }
    for at in 0..28 {
        let mut wrong = block.clone();
        wrong[at] = 0xff;
        covers.push(format!("METADATA_BLOCK_PICTURE={}", tags::base64(&wrong)).into_bytes());
    }
    for (name, args) in [
        ("a.ogg", "-c:a libvorbis"),
        ("a.opus", "-c:a libopus"),
        ("a.flac", "-c:a flac"),
        ("b.oga", "-c:a flac -f ogg"),
    ] {
        let made = std::fs::read(folder.ffmpeg(&wav, &format!("{args} -metadata title=Spark"), name)).expect("read");
        let whole = scanned(&folder, name, &made).probe.frames;
        for cover in &covers {
            let comments = vorbis(&[b"ARTIST=Ann", cover, b"TITLE=Spark"]);
            let found = scanned(&folder, name, &tags::with_comments(&made, &comments));
            let shown = String::from_utf8_lossy(cover);
            assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Ann")), "{name} {shown}");
            assert_eq!(found.probe.frames, whole, "{name} {shown}");
        }
        for count in [0, 1, 3, 99, u32::MAX] {
            let mut comments = vorbis(&[b"TITLE=Spark", b"ARTIST=Ann"]);
            comments[8..12].copy_from_slice(&count.to_le_bytes());
            let found = scanned(&folder, name, &tags::with_comments(&made, &comments));
            assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Ann")), "{name} count {count}");
        }
        for nothing in [vec![], vec![0xff; 9], vec![0; 8]] {
            assert_eq!(scanned(&folder, name, &tags::with_comments(&made, &nothing)).probe.frames, whole, "{name}");
        }
    }
}

#[test]
fn covers_of_any_size_are_read_in_every_format() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 44_100));
    for size in [300, 1_048_000, 1_048_576, 2_500_000] {
        let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
        picture.resize(size, 0x5a);
        let apic = [b"\0image/png\0\x03\0".as_slice(), &picture].concat();
        let tag = id3(3, 0, &[frame(3, "APIC", &apic), frame(3, "TIT2", &latin("Spark"))].concat());
        let before = |args: &str, name: &str| {
            let made = std::fs::read(folder.ffmpeg(&wav, args, name)).expect("read");
            [tag.clone(), made].concat()
        };
        let wave = common::wav_bytes(44_100, &noise(44_100, 44_100), &[(b"id3 ", tag.clone())]);
        let mut aiff = std::fs::read(folder.ffmpeg(&wav, "-c:a pcm_s16be", "a.aiff")).expect("read");
        aiff.extend([b"ID3 ".as_slice(), &(tag.len() as u32).to_be_bytes(), &tag].concat());
        let files = [
            ("a.mp3", before("-c:a libmp3lame -id3v2_version 0", "x.mp3")),
            ("b.mp3", before("-c:a libmp3lame -id3v2_version 0 -write_xing 0", "x.mp3")),
            ("a.aac", before("-c:a aac", "x.aac")),
            ("a.flac", before("-c:a flac", "x.flac")),
            ("a.wav", wave),
            ("a.aiff", aiff),
        ];
        for (name, bytes) in files {
            let found = scanned(&folder, name, &bytes);
            assert!((44_100..48_000).contains(&found.probe.frames), "{name} {}", found.probe.frames);
            assert_eq!(found.tags.title.as_deref(), Some("Spark"), "{name} with {size} bytes");
            assert_eq!(found.artwork.map(|artwork| artwork.bytes.len()), Some(size), "{name}");
        }
    }
}

#[test]
fn comments_of_flac_and_ogg_win_over_tags_of_other_programs() {
    let folder = Folder::new();
    let wav = folder.wav("source.wav", 48_000, &noise(48_000, 4_800));
    let stale = [frame(3, "TIT2", &latin("Stale")), frame(3, "TALB", &latin("Heart"))].concat();
    for (codec, name) in [("flac", "a.flac"), ("libvorbis", "a.ogg"), ("libopus", "a.opus")] {
        let made = folder.ffmpeg(&wav, &format!("-c:a {codec} -metadata title=Own"), name);
        let made = std::fs::read(made).expect("read");
        let found = scanned(&folder, &format!("stale-{name}"), &[id3(3, 0, &stale), made].concat());
        assert_eq!((found.tags.title.as_deref(), found.tags.album.as_deref()), (Some("Own"), Some("Heart")), "{name}");
    }
}
