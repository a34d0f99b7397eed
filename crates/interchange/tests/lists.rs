//! EDLs and ALEs held to OpenTimelineIO's adapters: those of a folder of real ones, and made ones in the ways in which programs
//! write them.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use interchange::timeline::{Hints, Label, Part, Time, Timeline, read_timeline};
use timebase::{FrameRate, Timecode};

/// Where the adapters see something else: the file, what begins the line, who is right and why. A difference that is not here
/// fails the test.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("premiere.edl", "clip|NONE|", "ours: an event on no channel is on no track, and is told"),
    ("fcp7.edl", "clip|A3|", "ours: AUD 3 4 says that the event sounds there too"),
    ("fcp7.edl", "clip|A4|", "ours: AUD 3 4 says that the event sounds there too"),
    ("pycmx_25.edl", "clip|A3|", "ours: AUD 3 4 says that the event sounds there too"),
    ("pycmx_25.edl", "clip|A4|", "ours: AUD 3 4 says that the event sounds there too"),
    ("otio_multi_audio.edl", "clip|A3|", "ours: AUD 3 says that the event sounds there too"),
    ("premiere.edl", "clip|A1|", "ours: they lay events in the order of their lines, whatever their record times say"),
    ("premiere.edl", "clip|A2|", "ours: they lay events in the order of their lines, whatever their record times say"),
    ("avid_file129.edl", "clip|MIX|", "ours: they take the second word of a long reel for the channel"),
    ("avid_file129.edl", "clip|A2|", "ours: they take the second word of a long reel for the channel"),
    ("df_dots.edl", "clip|", "ours: a point before the frames counts as drop-frame, which they read without dropping"),
    ("speed_effects", "clip|V1|", "ours: a name as the list has it; they take `FF` off it where the frame stands"),
    ("multi_audio.edl", "clip|A3|", "ours: AUD 3 says that the event sounds there too"),
    ("timecode_mismatch.edl", "clip|V1|", "ours: a clip lies where its record times say, however long its source is"),
    (
        "pycmx_ToD_R4_video.edl",
        "clip|V1|",
        "ours: a retimed clip is as long there as its source, and pushes all after it",
    ),
];

fn made() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/made")
}

fn frames(label: Label, rate: FrameRate) -> i64 {
    Timecode::parse(&label.to_string(), rate).map_or(-1, |label| label.to_frames().0)
}

/// What we see of an EDL, in the other reader's words.
fn of_edl(list: &Timeline, rate: FrameRate) -> BTreeSet<String> {
    let at = |time: Time| time.label().map_or(-1, |label| frames(label, rate));
    let clips: Vec<_> = list
        .events
        .iter()
        .filter(|event| event.part == Part::Clip && at(event.record.to) > at(event.record.from))
        .collect();
    let lines = clips.iter().map(|event| {
        let track = &list.tracks[event.track].name;
        let all = list.events.iter().filter(|other| other.track == event.track);
        let first = all.map(|other| at(other.record.from)).min().unwrap_or(0);
        let (from, to) = (at(event.record.from), at(event.record.to));
        let source = event.source_span.map_or(-1, |span| at(span.from));
        format!("clip|{track}|{}|{}|{source}|{}", from - first, to - from, event.name)
    });
    lines.collect()
}

fn difference(path: &Path, kind: &str, rate: FrameRate, ours: &BTreeSet<String>) -> Option<Vec<String>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (over, under) = rate.ratio();
    let per_second = (over as f64 / under as f64).to_string();
    let theirs = match common::python("lists.py", &[kind, path.to_str().expect("a plain path"), &per_second]) {
        Ok(lines) => lines.into_iter().filter(|line| line.starts_with("clip|")).collect::<BTreeSet<String>>(),
        Err(error) => {
            println!("{name}: they cannot read it: {}", error.lines().last().unwrap_or_default());
            return None;
        }
    };
    // They know less of names: a line without one is the same as one with it.
    let has = |lines: &BTreeSet<String>, line: &str| {
        let bare = line.rsplit_once('|').map_or(line, |(bare, _)| bare);
        let nameless = line.ends_with('|');
        lines.contains(line)
            || lines.iter().any(|other| {
                other.rsplit_once('|').is_some_and(|(own, name)| own == bare && (nameless || name.is_empty()))
            })
    };
    let missing = theirs.iter().filter(|line| !has(ours, line)).map(|line| format!("{name}: they see {line}"));
    let added = ours.iter().filter(|line| !has(&theirs, line)).map(|line| format!("{name}: we see {line}"));
    let known = |told: &String| {
        DIFFERENCES.iter().any(|(file, line, _)| {
            name.contains(file) && told.rsplit_once("see ").is_some_and(|(_, own)| own.starts_with(line))
        })
    };
    Some(missing.chain(added).filter(|told| !known(told)).collect())
}

#[test]
fn lists_are_read_as_others_read_them() {
    let mut files = common::files(&made(), "edl");
    if let Some(samples) = common::samples() {
        files.extend(common::files(&samples.join("edl"), "edl"));
    }
    let (mut left, mut compared) = (Vec::new(), 0);
    for path in &files {
        let bytes = std::fs::read(path).expect("the file is read");
        let open =
            read_timeline(&bytes, &Hints::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let rate = open.rate.or(open.possible.first().copied()).unwrap_or(FrameRate::F25);
        let list = read_timeline(&bytes, &Hints { rate: Some(rate) }).expect("it is read at a rate that it may have");
        if let Some(differences) = difference(path, "edl", rate, &of_edl(&list, rate)) {
            compared += 1;
            left.extend(differences);
        }
    }
    assert!(compared >= 5, "{compared} lists were compared");
    assert!(left.is_empty(), "{} differences:\n{}", left.len(), left.join("\n"));
}

#[test]
fn clips_of_a_bin_are_those_that_others_see() {
    let path = made().join("clips.ale");
    let list = read_timeline(&std::fs::read(&path).expect("the file"), &Hints::default()).expect("reads");
    let rate = list.rate.expect("it says its rate");
    let at = |time: Time| time.label().map_or(-1, |label| frames(label, rate));
    let ours: BTreeSet<String> = list
        .events
        .iter()
        .map(|event| {
            format!("clip|{}|{}|{}", event.name, at(event.record.from), at(event.record.to) - at(event.record.from))
        })
        .collect();
    assert_eq!(difference(&path, "ale", rate, &ours), Some(Vec::new()));
}

/// Programs that no oracle reads.
#[test]
fn every_way_of_writing_a_list_is_read() {
    let read = |name: &str, rate: FrameRate| {
        let bytes = std::fs::read(made().join(name)).expect("the file");
        read_timeline(&bytes, &Hints { rate: Some(rate) }).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let told = |list: &Timeline| -> Vec<(String, String, String)> {
        let track = |at: usize| list.tracks[at].name.clone();
        list.events.iter().map(|event| (track(event.track), event.name.clone(), event.source.clone())).collect()
    };
    let own = |track: &str, name: &str, reel: &str| (track.to_owned(), name.to_owned(), reel.to_owned());
    let long = read("avid_file129.edl", FrameRate::F25);
    assert_eq!(told(&long)[1..], [own("V1", "BOATS", "A002C011_170614_R287"), own("A2", "TIDE MIX.A1", "TIDE MIX")]);
    let mac = read("mac_cr_tabs.edl", FrameRate::F25);
    assert_eq!(told(&mac), [own("V1", "café at night.mov", "Harbour"), own("A1", "", "Harbour")]);
    assert_eq!(told(&read("utf16.edl", FrameRate::F25)), [own("V1", "Чайки.mov", "AX")]);
    // A title that lies over a clip does not name it.
    let over = read("fcp7.edl", FrameRate::F25);
    let take = over.events.iter().find(|event| event.source == "pier tape 01").expect("the second event");
    assert_eq!(
        (take.name.as_str(), take.comments.contains(&"KEY CLIP NAME: Title 1".to_owned())),
        ("Pier take 2", true)
    );
    let dots = read("df_dots.edl", FrameRate::F29_97Drop);
    let first = dots.events.first().and_then(|event| event.record.from.label());
    assert_eq!(first.map(|label| label.to_string()).as_deref(), Some("01:00:00;00"));
    let premiere = read("premiere.edl", FrameRate::F25);
    let gains: Vec<Option<i32>> =
        premiere.events.iter().filter(|event| event.name == "gulls.mov").map(|event| event.gain_millibel).collect();
    assert_eq!(gains, [Some(-350), Some(-14_400), None, None]);
    let desk = read("sony5000.edl", FrameRate::F25);
    assert_eq!(desk.events.len(), 9);
}
