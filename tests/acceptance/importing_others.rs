//! Sound of every kind that is not read: named when it is left out, never passed over in silence.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::command::Shell;
use tests::sound::tone;

#[test]
fn sound_that_is_not_read_is_named_in_a_folder_by_what_it_holds_or_is_called() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Others"]);
    let path = |name: &str| shell.path("music").join(name);
    fs::create_dir(shell.path("music")).expect("a folder");
    for (name, codec) in [
        ("a.tta", &[][..]),
        ("b.mka", &["-c:a", "flac"]),
        ("c.webm", &["-c:a", "libopus"]),
        ("d.au", &[]),
        ("e.dts", &["-c:a", "dca", "-strict", "-2"]),
        ("f.rm", &["-c:a", "ac3"]),
        ("g.voc", &[]),
        ("h.mp2", &["-c:a", "mp2"]),
    ] {
        tone(&path(name), 440, codec);
    }
    for (name, bytes) in [
        ("i.mid", &b"MThd\0\0\0\x06\0\0\0\x01\0\x60MTrk\0\0\0\x04\0\xff\x2f\0"[..]),
        ("j.AMR", b"#!AMR\n0000000000000000"),
        ("k.sd2", b"no header tells what this is, only the ending does"),
    ] {
        fs::write(path(name), bytes).expect("written");
    }
    fs::write(path("cover.jpg"), b"no sound").expect("written");
    let ran = shell.run(&["import", "s.needledrop", "music", "--json"]);
    let done = ran.json();
    let failed = done["failed"].as_array().expect("failures");
    let told = |one: &Value| {
        let name = Path::new(one["path"].as_str().expect("a path")).file_name().expect("a name").to_owned();
        format!(
            "{}: {}",
            name.display(),
            one["reason"]
                .as_str()
                .expect("a reason")
                .replace(" audio is not supported; convert the file to WAV, FLAC, MP3 or AAC", "")
        )
    };
    let mut told: Vec<String> = failed.iter().map(told).collect();
    told.sort();
    assert_eq!(
        told,
        [
            "a.tta: True Audio (TTA)",
            "b.mka: Matroska or WebM",
            "c.webm: Matroska or WebM",
            "d.au: AU",
            "e.dts: DTS",
            "f.rm: RealMedia",
            "g.voc: Creative Voice (VOC)",
            "h.mp2: MPEG layer 2",
            "i.mid: MIDI",
            "j.AMR: AMR",
            "k.sd2: Sound Designer II",
        ]
    );
}
