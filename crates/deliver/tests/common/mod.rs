//! Lists to deliver, and the independent readers that judge the files.
#![allow(dead_code, clippy::unwrap_used)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests make files as they come, and wait for each other"
)]

pub mod sheets;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use deliver::{CueList, CueRow};
use model::CueStatus;
use model::{Perception, ThemeRole, Usage, Voice};
use timebase::{Flicks, FrameRate, Frames, Span, Timecode};

/// Texts that a spreadsheet could take for formulas or that break careless writers.
pub const HOSTILE: [&str; 13] = [
    "=1+1",
    "=HYPERLINK(\"http://example.com\",\"Rising Tide\")",
    "+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "say \"when\", she said",
    "two\nlines",
    "semi;colon,comma",
    "'quoted'",
    "#set text(red) $x$ *bold* \\ [x]",
];

pub const WORLD: [&str; 9] = [
    "Café Señor – Øystein Łukasz Nguyễn Thị",
    "Ωδή στη Χαρά",
    "Жар-птица",
    "漢字かなカナ 上を向いて歩こう",
    "한글 제목",
    "مرحبا بالعالم",
    "שלום עולם",
    "🔥😀🎵 ♪ ♫ ♭ ♯ ★ ♥",
    "ภาษาไทย हिन्दी",
];

/// The span between two timecodes of a cut at 23.976 that starts at one hour.
pub fn span(list: &CueList, first: &str, after: &str) -> Span {
    let at = |label: &str| list.rate.position(Timecode::parse(label, list.rate).unwrap().to_frames() - list.start);
    Span { start: at(first), end: at(after) }
}

pub fn empty(rate: FrameRate) -> CueList {
    let start = if rate.is_drop() { "01:00:00;00" } else { "01:00:00:00" };
    CueList {
        show: "My Heart".into(),
        episode: "1x04".into(),
        title: "Rising Tide".into(),
        cut: "Cut 3, locked".into(),
        rate,
        start: Timecode::parse(start, rate).unwrap().to_frames(),
        length: rate.flicks(Frames((42 * 60 + 18) * rate.labels_per_second())),
        rows: Vec::new(),
    }
}

pub fn row(number: &str, title: &str) -> CueRow {
    CueRow {
        number: number.into(),
        title: title.into(),
        scene: "12".into(),
        span: None,
        sounding: Vec::new(),
        usage: Usage { voice: Some(Voice::Instrumental), ..Usage::default() },
        track: String::new(),
        artist: String::new(),
        composer: String::new(),
        publisher: String::new(),
        label: String::new(),
        status: CueStatus::Spotted,
    }
}

/// An episode as it might be: songs, score, an overlap, cues still without music.
pub fn episode() -> CueList {
    let mut list = empty(FrameRate::F23_976);
    let score = ("R. Lindqvist", "R. Lindqvist", "Lantern Street Music");
    let songs = [
        ("1M01", "Main title", "1", "01:00:00:00", "01:00:31:00", "Mara's Theme", score, CueStatus::Approved),
        ("1M02", "Kitchen morning", "3", "01:02:10:05", "01:03:24:10", "Kitchen Morning", score, CueStatus::Approved),
        (
            "1M03",
            "The meet-cute",
            "7A",
            "01:08:15:00",
            "01:10:02:12",
            "First Spark",
            ("Tidal Low", "T. Low, A. Low", "Tidal Songs"),
            CueStatus::Approved,
        ),
        (
            "1S04",
            "Radio in the café, through the window",
            "9",
            "01:11:30:00",
            "01:12:01:00",
            "Northbound",
            ("Ewa Halden and the Harbour Band", "E. Halden", "Fjord Songs"),
            CueStatus::Waiting,
        ),
        (
            "2M05",
            "She reads the letter",
            "14",
            "01:17:21:00",
            "01:18:55:00",
            "Silent Echoes",
            ("Ingrid Vold", "I. Vold, J. Vold", "Fjord Songs"),
            CueStatus::Changes,
        ),
        (
            "2M06",
            "The lanterns go up",
            "15",
            "01:18:49:00",
            "01:19:47:00",
            "Paper Lanterns",
            ("Odalisque", "M. Oda, L. Reyes", "Odalisque Publishing; Reyes Music International"),
            CueStatus::Waiting,
        ),
        (
            "3M08",
            "Wave breaks over the pier",
            "22A",
            "01:31:10:00",
            "01:33:22:08",
            "Rising Tide",
            ("Kovac", "M. Kovac", "Lantern Street Songs"),
            CueStatus::Rejected,
        ),
        (
            "3M09",
            "End credits",
            "31",
            "01:41:13:00",
            "01:42:18:00",
            "Endless Horizon",
            ("Tidal Low", "T. Low, A. Low", "Tidal Songs"),
            CueStatus::Approved,
        ),
    ];
    for (number, title, scene, first, after, track, (artist, composer, publisher), status) in songs {
        let mut cue = row(number, title);
        cue.scene = scene.into();
        cue.span = Some(span(&list, first, after));
        (cue.track, cue.artist) = (track.into(), artist.into());
        (cue.composer, cue.publisher, cue.status) = (composer.into(), publisher.into(), status);
        list.rows.push(cue);
    }
    list.rows[0].usage.theme_role = ThemeRole::MainTitle;
    list.rows[2].usage.voice = Some(Voice::Vocal);
    list.rows[3].usage =
        Usage { perception: Perception::Visual, voice: Some(Voice::Vocal), theme_role: ThemeRole::None, origin: None };
    list.rows[7].usage = Usage {
        perception: Perception::Featured,
        voice: Some(Voice::Vocal),
        theme_role: ThemeRole::EndTitle,
        origin: None,
    };
    list.rows.insert(6, row("2M07", "Mara alone at the window"));
    list
}

/// An episode with `count` cues of four seconds, one every six.
pub fn many(count: i64, rate: FrameRate) -> CueList {
    let mut list = empty(rate);
    for index in 0..count {
        let mut cue = row(&format!("{}M{:02}", index / 50 + 1, index % 50 + 1), &format!("Cue number {index}"));
        let per_second = rate.labels_per_second();
        let start = rate.position(Frames(index * 6 * per_second + index % 7));
        cue.span = Some(Span::new(start, rate.flicks(Frames(4 * per_second + index % 5))));
        (cue.track, cue.artist) = (format!("Track {index}"), "R. Lindqvist".into());
        (cue.composer, cue.publisher) = ("R. Lindqvist".into(), "Lantern Street Music".into());
        cue.status = CueStatus::Waiting;
        list.rows.push(cue);
    }
    list
}

/// One row for each text, which stands in each of its columns.
pub fn with_texts(texts: &[&str]) -> CueList {
    let mut list = episode();
    list.rows = Vec::new();
    for text in texts {
        let mut cue = row("1M01", text);
        (cue.scene, cue.track, cue.artist, cue.composer) =
            (text.to_string(), text.to_string(), text.to_string(), text.to_string());
        (cue.publisher, cue.label) = (text.to_string(), text.to_string());
        cue.span = Some(Span::new(timebase::Position::ZERO, Flicks::from_seconds(10)));
        cue.status = CueStatus::Waiting;
        list.rows.push(cue);
    }
    list
}

/// Writes `bytes` as `name` into a new folder, which lives as long as the first value.
pub fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Runs a Python script on a file and reads the JSON it prints.
///
/// The interpreter is `NEEDLEDROP_PYTHON`, else `python3`; it needs what `tests/requirements.txt` names.
pub fn python(script: &str, path: &Path) -> serde_json::Value {
    let interpreter = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    let ran = Command::new(&interpreter).args(["-X", "utf8", "-c", script]).arg(path).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{interpreter} (set NEEDLEDROP_PYTHON to one with tests/requirements.txt): {said}");
    serde_json::from_slice(&ran.stdout).unwrap()
}

/// Runs a Python script of a file with arguments.
pub fn python_file(script: &Path, arguments: &[&std::ffi::OsStr]) {
    let interpreter = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    let ran = Command::new(&interpreter).args(["-X", "utf8"]).arg(script).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{interpreter} (set NEEDLEDROP_PYTHON to one with tests/requirements.txt): {said}");
}

/// Runs a program and gives what it prints.
pub fn run(program: &str, arguments: &[&str]) -> String {
    let ran = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// Converts a file with LibreOffice, which needs no window, under a profile of its own.
pub fn libreoffice(path: &Path, to: &str) -> PathBuf {
    // Two at once can crash each other, even with a profile each.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = path.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let (folder, path_text) = (folder.to_str().unwrap(), path.to_str().unwrap());
    run("soffice", &[&profile, "--headless", "--convert-to", to, "--outdir", folder, path_text]);
    path.with_extension(to.split(':').next().unwrap())
}
