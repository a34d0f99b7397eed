//! Tags before the sound and behind it.

mod common;

use common::tags::{frame, id3, latin};
use common::{Folder, noise};
use media::{Scanned, scan};

/// An MP3 of a second without any tag.
fn plain_mp3(folder: &Folder) -> Vec<u8> {
    let wav = folder.wav("source.wav", 44_100, &noise(44_100, 44_100));
    let args = "-c:a libmp3lame -id3v2_version 0 -write_id3v1 0 -map_metadata -1";
    std::fs::read(folder.ffmpeg(&wav, args, "plain.mp3")).expect("read")
}

fn scanned(folder: &Folder, name: &str, bytes: &[u8]) -> Scanned {
    scan(&folder.bytes(name, bytes), &|| false).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn title_and_artist(scanned: &Scanned) -> (Option<&str>, Option<&str>) {
    (scanned.tags.title.as_deref(), scanned.tags.artist.as_deref())
}

#[test]
fn a_tag_with_a_footer_is_read_before_and_behind_the_sound() {
    let folder = Folder::new();
    let body = [frame(4, "TIT2", &latin("Spark")), frame(4, "TPE1", &latin("Ann"))].concat();
    let head = id3(4, 0x10, &body);
    let footer = [b"3DI".as_slice(), &head[3..10]].concat();
    let tag = [head, footer].concat();
    let sound = plain_mp3(&folder);
    for (name, bytes) in
        [("before.mp3", [tag.clone(), sound.clone()].concat()), ("behind.mp3", [sound, tag.clone()].concat())]
    {
        let found = scanned(&folder, name, &bytes);
        assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Ann")), "{name}");
        assert_eq!(found.tags.unread, [""; 0], "{name}");
    }
}

#[test]
fn an_ape_tag_is_read_before_the_sound_as_behind_it() {
    let folder = Folder::new();
    let item = |key: &str, value: &str| {
        [&(value.len() as u32).to_le_bytes()[..], &[0; 4], key.as_bytes(), &[0], value.as_bytes()].concat()
    };
    let items = [item("Title", "Spark"), item("Artist", "Zoë")].concat();
    let end = |flags: u32| {
        let words = [2_000, items.len() as u32 + 32, 2, flags, 0, 0];
        [b"APETAGEX".as_slice(), &words.map(u32::to_le_bytes).concat()].concat()
    };
    let tag = [end(0xA000_0000), items.clone(), end(0x8000_0000)].concat();
    let sound = plain_mp3(&folder);
    let frames = scanned(&folder, "plain.mp3", &sound).probe.frames;
    let id3 = id3(4, 0, &frame(4, "TALB", &latin("Coast")));
    for (name, bytes) in [
        ("before.mp3", [tag.clone(), sound.clone()].concat()),
        ("both.mp3", [id3.clone(), tag.clone(), sound.clone()].concat()),
        ("other.mp3", [tag.clone(), id3, sound.clone()].concat()),
        ("behind.mp3", [sound, tag].concat()),
    ] {
        let found = scanned(&folder, name, &bytes);
        assert_eq!(title_and_artist(&found), (Some("Spark"), Some("Zoë")), "{name}");
        assert_eq!(found.probe.frames, frames, "{name}");
        assert_eq!(found.tags.album.is_some(), name == "both.mp3" || name == "other.mp3", "{name}");
    }
}
