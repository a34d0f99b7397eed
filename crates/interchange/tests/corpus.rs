//! Real files of cutting rooms, where there is a folder of them, held to what independent readers see in them.
//!
//! The folder is named by `NEEDLEDROP_SAMPLES`, or is `../shared/samples` beside the project. The other readers are Python
//! packages pinned in `tests/requirements.txt`; the interpreter is `NEEDLEDROP_PYTHON`, else `python3`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use interchange::timeline::{Hints, Part, Time, Timeline, read_timeline};
use timebase::FrameRate;

/// Where another reader sees something else: the file, what its line holds, and who is right and why. A difference that is not
/// here fails the test.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("otio_gap_test.edl", "event|V1|", "we: names stand without an asterisk, which pycmx asks for"),
    (
        "otio_multi_audio.edl",
        "event|A3|",
        "we: AUD 3 adds a channel to the event above; pycmx looks for it before its event ends",
    ),
    ("pycmx_25.edl", "event|A3|", "we: AUD 3 4 adds channels to the event above"),
    ("pycmx_25.edl", "event|A4|", "we: AUD 3 4 adds channels to the event above"),
    (
        "pycmx_ToD_R4_video.edl",
        "|08:19:13:12|08:19:15:12|",
        "we: a cut with FROM and TO is what it is from; pycmx leaves it nameless",
    ),
    (
        "pycmx_ToD_R4_video.edl",
        "|08:28:06:00|08:28:08:00|",
        "we: a cut with FROM and TO is what it is from; pycmx leaves it nameless",
    ),
    (
        "SessionText_TimeFormats_MinSecs_PT2022.9.txt",
        "Marker Absolute",
        "we: the marker's samples are exact, its minutes and seconds are not",
    ),
];

fn samples() -> Option<PathBuf> {
    let named = std::env::var_os("NEEDLEDROP_SAMPLES").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn read(path: &Path) -> Timeline {
    let bytes = std::fs::read(path).expect("the file is read");
    read_timeline(&bytes, &Hints::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the other reader sees: a line a thing.
fn seen_by(kind: &str, path: &Path) -> Option<Vec<String>> {
    let interpreter = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle.py");
    let ran = Command::new(&interpreter).arg(script).arg(kind).arg(path).output().expect("Python runs");
    if !ran.status.success() {
        eprintln!(
            "{kind} cannot read {}: {}",
            path.display(),
            String::from_utf8_lossy(&ran.stderr).lines().last().unwrap_or_default()
        );
        return None;
    }
    Some(String::from_utf8(ran.stdout).expect("UTF-8").lines().map(str::to_owned).collect())
}

fn label(time: Time) -> String {
    match time {
        Time::Label(label) => label.to_string(),
        Time::Frames(hundredths) => (hundredths / 100).to_string(),
        Time::Elapsed(flicks) | Time::Exact(flicks) => flicks.floor_millis().to_string(),
        Time::After(label, frames) => format!("{label}+{frames}"),
    }
}

/// What we see, in the other reader's words.
fn ours(kind: &str, list: &Timeline) -> Vec<String> {
    let track = |at: usize| list.tracks[at].name.as_str();
    let mut lines = Vec::new();
    for event in list.events.iter().filter(|event| event.part != Part::Black) {
        let record = (label(event.record.from), label(event.record.to));
        lines.push(match kind {
            "protools" => format!("event|{}|{}|{}|{}", track(event.track), record.0, record.1, event.name),
            _ => {
                let source =
                    event.source_span.map_or(("".to_owned(), "".to_owned()), |span| (label(span.from), label(span.to)));
                format!(
                    "event|{}|{}|{}|{}|{}|{}",
                    track(event.track),
                    record.0,
                    record.1,
                    source.0,
                    source.1,
                    event.name
                )
            }
        });
    }
    for marker in &list.markers {
        let at = label(marker.at);
        lines.push(match kind {
            "protools" => format!("marker|{at}|{}", marker.name),
            "avid" => format!("marker|{at}|{}|{}|{}|{}", marker.track, marker.colour, marker.comment, marker.author),
            _ => format!("marker|{at}|{}|{}", marker.colour, marker.name),
        });
    }
    for said in &list.dialogue {
        lines.push(format!("said|{}|{}|{}", label(said.span.from), label(said.span.to), said.text.replace('\n', "/")));
    }
    for scene in &list.scenes {
        lines.push(format!("scene|{}|{}", scene.number, scene.heading));
    }
    lines
}

fn counted(lines: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    lines.iter().for_each(|line| *counts.entry(line.trim()).or_insert(0) += 1);
    counts
}

#[test]
fn real_files_are_read_as_others_read_them() {
    let Some(folder) = samples() else { return };
    let mut differences = Vec::new();
    for (kind, part) in [
        ("edl", "edl"),
        ("srt", "subtitles"),
        ("vtt", "subtitles"),
        ("fountain", "script"),
        ("fdx", "script"),
        ("protools", "protools"),
        ("avid", "markers"),
    ] {
        let mut found = Vec::new();
        files(&folder.join(part), &mut found);
        found.sort();
        let ending = |path: &Path| path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        found.retain(|path| match kind {
            "protools" => ending(path) == "txt",
            "avid" => path.file_name().is_some_and(|name| name.to_string_lossy().contains("avid")),
            kind => ending(path) == kind,
        });
        for path in found {
            let list = read(&path);
            let Some(theirs) = seen_by(kind, &path) else { continue };
            let own = ours(kind, &list);
            let (own, theirs) = (counted(&own), counted(&theirs));
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for (line, count) in &theirs {
                if own.get(line).unwrap_or(&0) < count {
                    differences.push(format!("{name}: they see \"{line}\""));
                }
            }
            for (line, count) in &own {
                if theirs.get(line).unwrap_or(&0) < count {
                    differences.push(format!("{name}: we see \"{line}\""));
                }
            }
        }
    }
    differences.retain(|told| !is_explained(told));
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

fn is_explained(told: &str) -> bool {
    DIFFERENCES.iter().any(|(file, holds, _)| told.starts_with(file) && told.contains(holds))
}

#[test]
fn every_real_file_is_known_and_whole() {
    let Some(folder) = samples() else { return };
    let mut found = Vec::new();
    for part in ["edl", "protools", "markers", "subtitles", "script"] {
        files(&folder.join(part), &mut found);
    }
    assert!(!found.is_empty());
    for path in found {
        let list = read(&path);
        let things = list.events.len() + list.markers.len() + list.dialogue.len() + list.scenes.len();
        assert!(things > 0, "{} has nothing", path.display());
        eprintln!(
            "{}: {}, {} events, {} markers, {} lines, {} scenes, {} left out, rate {:?} of {:?}",
            path.file_name().unwrap_or_default().to_string_lossy(),
            list.format,
            list.events.len(),
            list.markers.len(),
            list.dialogue.len(),
            list.scenes.len(),
            list.skipped.len(),
            list.rate.map(FrameRate::name),
            list.possible.iter().map(|rate| rate.name()).collect::<Vec<_>>(),
        );
        for skipped in list.skipped.iter().take(5) {
            eprintln!("    {}: {}", skipped.place, skipped.reason);
        }
    }
}
