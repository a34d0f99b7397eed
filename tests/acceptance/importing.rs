//! Import: every format, past every bad file, without a trace on the user's files.

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;
use studio::Studio;
use studio::jobs::{self, Job, LongOnes};
use studio::views::JobKind;
use tests::command::Shell;
use tests::sound::{ffmpeg, tone};

/// File, codec, and what the library calls it.
const FORMATS: [(&str, &[&str], &str); 12] = [
    ("a-wav16.wav", &["-c:a", "pcm_s16le"], "wav"),
    ("b-wav24.wav", &["-c:a", "pcm_s24le"], "wav"),
    ("c-wav32.wav", &["-c:a", "pcm_s32le"], "wav"),
    ("d-float.wav", &["-c:a", "pcm_f32le"], "wav"),
    ("e-rf64.wav", &["-c:a", "pcm_s24le", "-rf64", "always"], "wav"),
    ("f.aiff", &["-c:a", "pcm_s16be"], "aiff"),
    ("g.flac", &["-c:a", "flac"], "flac"),
    ("h.mp3", &["-c:a", "libmp3lame", "-b:a", "192k"], "mp3"),
    ("i-aac.m4a", &["-c:a", "aac", "-b:a", "160k"], "aac"),
    ("j-alac.m4a", &["-c:a", "alac"], "alac"),
    ("k.ogg", &["-c:a", "libvorbis"], "vorbis"),
    ("l.opus", &["-c:a", "libopus"], "opus"),
];

/// A show and a folder of music in every format.
fn with_music() -> Shell {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Import"]);
    fs::create_dir_all(shell.path("music/deep/er")).expect("folders");
    for (hertz, (name, codec, _)) in (300..).step_by(50).zip(FORMATS) {
        tone(&shell.path("music/deep").join(name), hertz, codec);
    }
    shell
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// Every file below a folder with its bytes and when it was written to.
fn traces(folder: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(traces(&path));
        } else {
            let written = fs::metadata(&path).and_then(|facts| facts.modified()).expect("a time");
            found.push((path.clone(), fs::read(&path).expect("bytes"), written));
        }
    }
    found.sort();
    found
}

#[test]
fn every_format_comes_in_whole_and_untouched() {
    let shell = with_music();
    let before = traces(&shell.path("music"));
    let done = shell.json(&["import", "s.needledrop", "music", "--jobs", "2"]);
    assert_eq!(done["imported"].as_array().map(Vec::len), Some(FORMATS.len()), "{done}");
    assert_eq!((&done["known"], &done["failed"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert!(traces(&shell.path("music")) == before, "an import leaves no trace on the files");

    let tracks = shell.json(&["tracks", "s.needledrop"])["tracks"].clone();
    for (hertz, (name, _, format)) in (300..).step_by(50).zip(FORMATS) {
        let is_it = |track: &&Value| track["path"].as_str().is_some_and(|path| path.ends_with(name));
        let track = tracks.as_array().expect("tracks").iter().find(is_it).expect(name);
        assert_eq!(
            track["format"].as_str().map(|known| known.contains(format)),
            Some(true),
            "{name}: {}",
            track["format"]
        );
        assert_eq!((&track["sampleRate"], &track["channels"]), (&48_000.into(), &2.into()), "{name}");
        assert_eq!(track["title"], format!("Tone {hertz}"), "{name}: {track}");
        let off = track["durationFlicks"].as_i64().expect("a length") - 2 * 705_600_000;
        assert!(off.abs() <= 14_700, "{name} is more than a sample off: {off}");
        let lufs = track["loudnessLufs"].as_f64().expect("loudness");
        assert!((-24.0..-15.0).contains(&lufs), "{name}: {lufs} LUFS");
    }
}

#[test]
fn the_same_files_again_are_known() {
    let shell = with_music();
    let first = shell.json(&["import", "s.needledrop", "music"]);
    fs::copy(shell.path("music/deep/h.mp3"), shell.path("music/copy.mp3")).expect("a copy");
    let again = shell.json(&["import", "s.needledrop", "music"]);
    assert_eq!(again["imported"].as_array().map(Vec::len), Some(0));
    assert_eq!(again["known"].as_array().map(Vec::len), Some(FORMATS.len() + 1));
    assert_eq!(shell.json(&["tracks", "s.needledrop"])["total"], first["imported"].as_array().expect("ids").len());
}

#[test]
fn the_same_bytes_twice_in_one_import_are_one_track() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Twice"]);
    tone(&shell.path("one.wav"), 440, &[]);
    fs::copy(shell.path("one.wav"), shell.path("two.wav")).expect("a copy");
    let done = shell.json(&["import", "s.needledrop", "one.wav", "two.wav", "one.wav"]);
    assert_eq!((done["imported"].as_array().map(Vec::len), done["known"].as_array().map(Vec::len)), (Some(1), Some(1)));
}

#[test]
fn a_bad_file_and_its_copy_are_both_named() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Twice"]);
    for name in ["one.wav", "two.wav"] {
        fs::write(shell.path(name), "not a sound").expect("a file");
    }
    let ran = shell.run(&["import", "s.needledrop", "one.wav", "two.wav", "--json"]);
    assert_eq!((ran.status, ran.json()["failed"].as_array().map(Vec::len)), (3, Some(2)), "{}", ran.out);
}

#[test]
fn a_file_that_was_moved_is_found_again() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Moved"]);
    tone(&shell.path("old.flac"), 440, &[]);
    let id = shell.json(&["import", "s.needledrop", "old.flac"])["imported"][0].clone();
    fs::create_dir(shell.path("new")).expect("a folder");
    fs::rename(shell.path("old.flac"), shell.path("new/renamed.flac")).expect("moved");
    let check = shell.json(&["check", "s.needledrop"]);
    assert_eq!((&check["ok"], &check["problems"][0]["kind"]), (&false.into(), &"audio-missing".into()));
    assert_eq!(shell.json(&["import", "s.needledrop", "new"])["known"][0], id);
    let track = shell.json(&["tracks", "s.needledrop"])["tracks"][0].clone();
    assert!(track["path"].as_str().is_some_and(|path| path.ends_with("new/renamed.flac")), "{track}");
    assert_eq!(shell.json(&["check", "s.needledrop", "--deep"])["ok"], true);
}

#[test]
fn bad_files_are_named_with_their_reason_and_the_rest_comes_in() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Bad"]);
    let path = |name: &str| shell.path("music").join(name);
    fs::create_dir(shell.path("music")).expect("a folder");
    tone(&path("good.wav"), 440, &[]);
    for (whole, cut) in [("w.wav", "cut.wav"), ("w.flac", "cut.flac"), ("w.m4a", "cut.m4a")] {
        tone(&shell.path(whole), 500, &[]);
        let bytes = fs::read(shell.path(whole)).expect("bytes");
        fs::write(path(cut), &bytes[..bytes.len() / 2]).expect("half of it");
    }
    fs::write(path("text.mp3"), "This is a shopping list, not a song.\n".repeat(200)).expect("text");
    fs::write(path("empty.flac"), "").expect("nothing");
    tone(&path("dolby.ac3"), 600, &["-c:a", "ac3"]);
    tone(&path("windows.wma"), 700, &["-c:a", "wmav2"]);
    fs::write(path("notes.txt"), "not looked at in a folder").expect("text");
    let silent = ["-f", "lavfi", "-i", "color=black:s=64x64:d=1", "-c:v", "mpeg4"];
    ffmpeg(&[&silent[..], &[text(&path("silent.mp4"))]].concat());

    let before = traces(&shell.path("music"));
    let gone = shell.path("gone.wav");
    let ran = shell.run(&["import", "s.needledrop", "music", "gone.wav", "--json"]);
    assert_eq!(ran.status, 3, "{}", ran.err);
    assert!(traces(&shell.path("music")) == before);
    let done = ran.json();
    assert_eq!(done["imported"].as_array().map(Vec::len), Some(1), "{done}");
    let reason = |file: &Path| -> String {
        let failed = done["failed"].as_array().expect("failures");
        let found =
            failed.iter().find(|failed| failed["path"] == text(file)).unwrap_or_else(|| panic!("{file:?} in {done}"));
        let reason = found["reason"].as_str().expect("a reason").to_owned();
        assert!(ran.err.contains(&format!("{}: {reason}", text(file))), "{}", ran.err);
        reason
    };
    for (name, says) in [
        ("cut.wav", "the file ends early"),
        ("cut.flac", "the file ends early"),
        ("cut.m4a", "the file ends early"),
        ("text.mp3", "this is not an audio file that can be read"),
        ("empty.flac", "the file is empty (0 bytes)"),
        ("dolby.ac3", "AC-3 audio is not supported"),
        ("windows.wma", "WMA audio is not supported"),
        ("silent.mp4", "there is no sound in the file"),
    ] {
        let reason = reason(&path(name));
        assert!(reason.starts_with(says), "{name}: {reason}");
    }
    assert_eq!(reason(&gone), "the file is not there");
    assert_eq!(done["failed"].as_array().map(Vec::len), Some(9), "{done}");
}

#[test]
fn a_file_that_may_not_be_read_says_so() {
    // Tests may run as root, who may read everything; so the reason is asked for where it is made.
    let error = media::MediaError::from(io::Error::from(io::ErrorKind::PermissionDenied));
    assert_eq!(error.to_string(), "you do not have permission to read the file");
}

#[test]
fn an_import_is_one_step_of_undo() {
    let shell = with_music();
    shell.json(&["import", "s.needledrop", "music"]);
    let undone = shell.json(&["undo", "s.needledrop"]);
    assert_eq!(undone["undone"][0], "Import 12 files");
    assert_eq!(shell.json(&["tracks", "s.needledrop"])["total"], 0);
    shell.json(&["redo", "s.needledrop"]);
    assert_eq!(shell.json(&["tracks", "s.needledrop", "--limit", "5"])["tracks"].as_array().map(Vec::len), Some(5));
    assert_eq!(shell.json(&["tracks", "s.needledrop", "--limit", "5"])["total"], 12);
}

#[test]
fn a_changed_file_is_found_by_check() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Changed"]);
    tone(&shell.path("a.wav"), 440, &[]);
    shell.json(&["import", "s.needledrop", "a.wav"]);
    let mut bytes = fs::read(shell.path("a.wav")).expect("bytes");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(shell.path("a.wav"), &bytes).expect("changed");
    assert_eq!(shell.json(&["check", "s.needledrop"])["ok"], true, "the size is the same");
    let deep = shell.json(&["check", "s.needledrop", "--deep"]);
    assert_eq!((&deep["ok"], &deep["problems"][0]["kind"]), (&false.into(), &"audio-changed".into()));
}

/// An MP3 with a good title, and an album that is encrypted.
fn half_readable(path: &Path) {
    let frame = |id: &str, flags: u8, text: &str| {
        let size = (text.len() as u32 + 1).to_be_bytes();
        [id.as_bytes(), &size, &[0, flags, 0], text.as_bytes()].concat()
    };
    let body = [frame("TALB", 0x40, "Heart"), frame("TIT2", 0, "Spark")].concat();
    tone(path, 440, &["-c:a", "libmp3lame", "-id3v2_version", "0", "-map_metadata", "-1"]);
    let sound = fs::read(path).expect("bytes");
    fs::write(path, [b"ID3\x03\0\0\0\0\0".as_slice(), &[body.len() as u8], &body, &sound].concat()).expect("written");
}

#[test]
fn what_could_not_be_read_of_a_track_is_a_remark_and_no_failure() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Remarks"]);
    half_readable(&shell.path("a.mp3"));
    tone(&shell.path("b.wav"), 500, &[]);
    let ran = shell.run(&["import", "s.needledrop", "a.mp3", "b.wav", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let done = ran.json();
    assert_eq!(done["remarks"].as_array().map(Vec::len), Some(1), "{done}");
    let remark = &done["remarks"][0];
    assert_eq!(remark["remark"], "some of its tags could not be read (TALB)");
    let tracks = shell.json(&["tracks", "s.needledrop", "--search", "Spark"])["tracks"].clone();
    assert_eq!((&tracks[0]["id"], &tracks[0]["path"]), (&remark["track"], &remark["path"]));
    assert!(ran.err.contains("a.mp3: some of its tags could not be read (TALB)"), "{}", ran.err);
}

#[test]
fn of_several_isrcs_the_first_is_taken_and_the_others_are_told() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Codes"]);
    let codes = [
        "NOUM71900421;NOUM71900422",
        "NO-UM7-19-00421 / NO-UM7-19-00422",
        "NOUM71900421 NOUM71900422",
        "NO UM7 19 00421 & NO UM7 19 00422",
        "NOUM71900421, NOUM71900421",
    ];
    for (number, code) in codes.into_iter().enumerate() {
        let name = format!("{number}.flac");
        tone(&shell.path(&name), 400 + 50 * number as u32, &["-c:a", "flac", "-metadata", &format!("ISRC={code}")]);
        let done = shell.json(&["import", "s.needledrop", &name]);
        let told = done["remarks"][0]["remark"].as_str().unwrap_or_default().contains("NOUM71900422 was not");
        assert_eq!(told, number < 4, "{code}: {done}");
    }
    let tracks = shell.json(&["tracks", "s.needledrop"])["tracks"].clone();
    for track in tracks.as_array().expect("tracks") {
        assert_eq!(track["isrc"], "NOUM71900421");
    }
}

#[test]
fn what_is_no_isrc_is_told_and_is_no_fact() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Codes"]);
    for (number, code) in ["A\\B", "NO\\UM7\\19\\00421", "NOUM719"].into_iter().enumerate() {
        let name = format!("{number}.flac");
        tone(&shell.path(&name), 400 + 50 * number as u32, &["-c:a", "flac", "-metadata", &format!("ISRC={code}")]);
        let done = shell.json(&["import", "s.needledrop", &name]);
        let told = done["remarks"][0]["remark"].as_str().unwrap_or_default();
        assert!(told.contains(&format!("“{code}” is not an ISRC and was left out")), "{done}");
    }
    for track in shell.json(&["tracks", "s.needledrop"])["tracks"].as_array().expect("tracks") {
        assert_eq!(track["isrc"], serde_json::Value::Null, "{track}");
    }
}

#[test]
fn a_show_that_went_away_ends_its_import_with_one_sentence() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Gone"]);
    let show = shell.path("s.needledrop");
    let studio = Studio::open(&show).expect("it opens");
    fs::remove_file(&show).expect("removed");
    let paths: Vec<PathBuf> = (0..3).map(|number| shell.path(&format!("{number}.wav"))).collect();
    for (path, hertz) in paths.iter().zip([400, 500, 600]) {
        tone(path, hertz, &[]);
    }
    let job = Job::new(1, JobKind::Import, "Import", |_| {});
    let done = jobs::import(&studio, &job, &paths, NonZeroUsize::MIN, LongOnes::Left);
    assert_eq!((done.imported.len(), done.failed.len()), (0, 1), "{done:?}");
    assert_eq!(done.failed[0].path, show.display().to_string());
    assert!(done.failed[0].reason.contains("was moved, removed or replaced"), "{done:?}");
}

#[test]
fn files_that_break_a_decoder_or_a_tag_reader_end_no_import() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Broken"]);
    fs::create_dir(shell.path("music")).expect("a folder");
    let path = |name: &str| shell.path("music").join(name);
    tone(&path("z-good.wav"), 440, &[]);
    // More samples than a number holds.
    tone(&shell.path("whole.m4a"), 500, &["-c:a", "aac", "-movflags", "+faststart"]);
    let mut movie = fs::read(shell.path("whole.m4a")).expect("bytes");
    let at = movie.windows(4).position(|window| window == b"stts").expect("a table of times");
    movie[at + 12..at + 16].fill(0xff);
    for number in 0..8 {
        movie.push(number);
        fs::write(path(&format!("panic-{number}.m4a")), &movie).expect("written");
    }
    // Chapters in chapters in chapters.
    tone(&shell.path("plain.mp3"), 600, &["-c:a", "libmp3lame", "-id3v2_version", "0"]);
    let mut chapter = Vec::new();
    for _ in 0..400 {
        let inside = [b"a\0".as_slice(), &[0; 16], &chapter].concat();
        chapter = [b"CHAP".as_slice(), &(inside.len() as u32).to_be_bytes(), &[0, 0], &inside].concat();
    }
    let size = [21, 14, 7, 0].map(|shift| (chapter.len() >> shift) as u8 & 0x7f);
    let sound = fs::read(shell.path("plain.mp3")).expect("bytes");
    let deep = [b"ID3\x03\0\0".as_slice(), &size, &chapter, &sound].concat();
    fs::write(path("deep.mp3"), deep).expect("written");
    for jobs in ["1", "2", "16"] {
        let ran = shell.run(&["import", "s.needledrop", "music", "--jobs", jobs, "--json"]);
        assert!(matches!(ran.status, 0 | 3), "{} {}", ran.status, ran.err);
        let done = ran.json();
        let count = |name: &str| done[name].as_array().map_or(0, Vec::len);
        assert_eq!(count("imported") + count("known") + count("failed"), 10, "{done}");
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        let tracks = shell.json(&["tracks", "s.needledrop"])["tracks"].clone();
        let named = |name: &str| {
            tracks
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["path"].as_str().is_some_and(|path| path.ends_with(name))))
        };
        assert!(named("z-good.wav") && named("deep.mp3"), "{tracks}");
    }
}

#[test]
fn hours_of_nothing_come_in_at_once_and_are_measured_when_that_is_asked_for() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Room tone"]);
    let made = std::process::Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", "aevalsrc=0|0:d=1300:s=48000"])
        .arg(shell.path("tone.flac"))
        .status()
        .expect("ffmpeg is installed");
    assert!(made.success());
    let done = shell.json(&["import", "s.needledrop", "tone.flac"]);
    assert_eq!(done["imported"].as_array().map(Vec::len), Some(1), "{done}");
    let told = done["remarks"][0]["remark"].as_str().unwrap_or_default();
    assert!(told.contains("were not measured"), "{done}");
    let tracks = shell.json(&["tracks", "s.needledrop"]);
    let flicks = Value::from(1_300_i64 * 705_600_000);
    assert_eq!((&tracks["tracks"][0]["durationFlicks"], &tracks["tracks"][0]["loudnessLufs"]), (&flicks, &Value::Null));
    // Asked for once more, it is known, and measured now.
    let again = shell.json(&["import", "s.needledrop", "tone.flac", "--whole"]);
    assert_eq!(
        (again["known"].as_array().map(Vec::len), again["remarks"].as_array().map(Vec::len)),
        (Some(1), Some(0))
    );
    let third = shell.json(&["import", "s.needledrop", "tone.flac"]);
    assert_eq!(third["remarks"].as_array().map(Vec::len), Some(0), "{third}");
}
