//! Time lines of real cutting rooms, held to what OpenTimelineIO and its adapters see in them.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use interchange::timeline::{Hints, Time, Timeline, TrackKind, read_timeline};
use timebase::Flicks;

/// Where another reader sees something else: the file, what begins the line, who is right and why. A difference that is not
/// here fails the test.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("DR_Stereo_Clip_Positioning", "clip|A|", "ours: the combiner's own length, which the rest of the row is laid by"),
    ("MC_Markers", "marker|0|", "ours: a marker on the timecode track is a marker too"),
    ("libaaf_PT_", "start|0", "ours: Pro Tools writes a timecode slot of a sequence"),
    (
        "nested_example",
        "clip|V|12583|",
        "ours: a time warp of a stack stretches what is in it; this walk leaves it out",
    ),
    ("premiere_example", "clip|A|39233|", "ours: overlapping sounds stay where the file puts them"),
    ("premiere_example", "clip|A|21200|", "ours: what a nested sequence holds"),
    ("premiere_example", "clip|A|31867|", "ours: overlapping sounds stay as long as the file has them"),
    ("premiere_example", "clip|A|38800|", "ours: overlapping sounds stay where the file puts them"),
    ("premiere_example", "clip|V|21200|", "ours: what a nested sequence holds"),
    ("premiere_example", "clip|V|24533|", "ours: what a nested sequence holds"),
    ("premiere_example", "marker|26967|", "ours: a marker in a nested sequence"),
];

fn read(path: &Path) -> Timeline {
    let bytes = std::fs::read(path).expect("the file is read");
    read_timeline(&bytes, &Hints::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Milliseconds from the first frame, to the nearest.
fn millis(list: &Timeline, time: Time) -> i64 {
    let at = match (time, list.counting()) {
        (Time::Elapsed(at), _) => at,
        (time, Some(counting)) => Flicks(time.position(counting).0 - counting.start.0),
        (_, None) => Flicks::ZERO,
    };
    Flicks(at.0 + 352_800).floor_millis()
}

/// What we see, in the other reader's words.
fn ours(list: &Timeline) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    if let (Some(_), Some(counting)) = (list.start, list.counting()) {
        lines.insert(format!("start|{}", Flicks(counting.start.0 + 352_800).floor_millis()));
    }
    for event in &list.events {
        let kind = if list.tracks[event.track].kind == TrackKind::Sound { 'A' } else { 'V' };
        let (from, to) = (millis(list, event.record.from), millis(list, event.record.to));
        lines.insert(format!("clip|{kind}|{from}|{to}|{}", event.name));
    }
    for marker in &list.markers {
        let name = if marker.name.is_empty() { &marker.comment } else { &marker.name };
        lines.insert(format!("marker|{}|{name}", millis(list, marker.at)));
    }
    lines
}

/// Lines that are the same but for a millisecond of rounding.
fn has_near(lines: &BTreeSet<String>, line: &str) -> bool {
    let near = |other: &String| {
        let (one, two): (Vec<&str>, Vec<&str>) = (line.split('|').collect(), other.split('|').collect());
        one.len() == two.len()
            && one.iter().zip(&two).all(|(a, b)| {
                a == b || matches!((a.parse::<i64>(), b.parse::<i64>()), (Ok(a), Ok(b)) if (a - b).abs() <= 1)
            })
    };
    lines.contains(line) || lines.iter().any(near)
}

fn compare(folder: &str, ending: &str, adapter: &[&str], differences: &mut Vec<String>) -> usize {
    let Some(samples) = common::samples() else { return 0 };
    let found = common::files(&samples.join(folder), ending);
    for path in &found {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let arguments: Vec<&str> =
            [path.to_str().expect("a plain path")].into_iter().chain(adapter.iter().copied()).collect();
        let theirs: BTreeSet<String> = match common::python("timelines.py", &arguments) {
            Ok(lines) => lines.into_iter().filter(|line| line.contains('|')).collect(),
            Err(error) => {
                eprintln!("{name}: they cannot read it: {}", error.lines().last().unwrap_or_default());
                let _ = read(path);
                continue;
            }
        };
        let own = ours(&read(path));
        let missing = theirs.iter().filter(|line| !has_near(&own, line)).map(|line| format!("{name}: they see {line}"));
        let added = own.iter().filter(|line| !has_near(&theirs, line)).map(|line| format!("{name}: we see {line}"));
        differences.extend(missing.chain(added));
    }
    found.len()
}

fn unexplained(differences: Vec<String>) -> Vec<String> {
    let known = |told: &String| {
        DIFFERENCES.iter().any(|(file, line, _)| {
            told.split_once(": ").is_some_and(|(name, rest)| {
                name.contains(file)
                    && rest.trim_start_matches("they see ").trim_start_matches("we see ").starts_with(line)
            })
        })
    };
    differences.into_iter().filter(|told| !known(told)).collect()
}

#[test]
fn real_sequences_are_read_as_others_read_them() {
    if common::samples().is_none() {
        return;
    }
    let mut differences = Vec::new();
    let count = compare("aaf", "aaf", &[], &mut differences)
        + compare("otio", "otio", &[], &mut differences)
        + compare("xmeml", "xml", &["fcp_xml"], &mut differences);
    assert!(count > 0, "the folder of samples holds no sequence");
    let left = unexplained(differences);
    assert!(left.is_empty(), "{} differences:\n{}", left.len(), left.join("\n"));
}

/// The adapter for FCPXML rounds every time to another rate, so the file itself is asked: its storyline has no more holes than
/// the file has gaps, and ends where the sequence does.
#[test]
fn a_real_storyline_is_in_order_and_ends_where_its_sequence_does() {
    let Some(samples) = common::samples() else { return };
    for path in common::files(&samples.join("fcpxml"), "fcpxml") {
        let list = read(&path);
        let counting = list.counting().expect("a rate");
        let (mut at, mut holes) = (0, 0);
        for event in list.events.iter().filter(|event| list.tracks[event.track].name == "Primary storyline video") {
            let (from, to) = (event.record.from.position(counting), event.record.to.position(counting));
            let from = from.0 - counting.start.0;
            assert!(from >= at, "{}: {} begins at {from}, before {at}", path.display(), event.place);
            holes += usize::from(from > at);
            at = to.0 - counting.start.0;
        }
        let gaps = std::fs::read_to_string(&path).expect("the file is text").matches("<gap ").count();
        assert!(holes <= gaps, "{}: {holes} holes, {gaps} gaps", path.display());
        let end = list.end.expect("an end").position(counting).0 - counting.start.0;
        assert!((end - at).abs() < counting.rate.frame().0, "{}: ends at {at}, not at {end}", path.display());
    }
}

#[test]
fn no_cut_or_changed_byte_of_a_real_file_is_a_panic() {
    let Some(samples) = common::samples() else { return };
    for (folder, ending) in [("aaf", "aaf"), ("otio", "otio"), ("xmeml", "xml"), ("fcpxml", "fcpxml")] {
        for path in common::files(&samples.join(folder), ending) {
            let bytes = std::fs::read(&path).expect("the file is read");
            for part in 1..8 {
                let _ = read_timeline(&bytes[..bytes.len() * part / 8], &Hints::default());
            }
            // A different byte here and there, as a damaged disk leaves them; the same ones each time.
            for turn in 0..20u64 {
                let mut damaged = bytes.clone();
                let mut state = turn.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
                for _ in 0..12 {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let at = usize::try_from(state >> 33).unwrap_or(0) % damaged.len();
                    damaged[at] ^= u8::try_from(state >> 8 & 0xff).unwrap_or(1) | 1;
                }
                if let Err(error) = read_timeline(&damaged, &Hints::default()) {
                    assert!(
                        !error.to_string().contains("something in it is not as it should be"),
                        "{}: a panic",
                        path.display()
                    );
                }
            }
        }
    }
}
