//! An AAF that pyaaf2 makes here, read to the frame: fades, dissolves, gain, nests, channels, the chain of sources, markers.

mod common;

use interchange::timeline::{Event, FadeShape, Hints, IdKind, Length, ReadError, Time, TransitionKind, read_timeline};
use timebase::{Flicks, FrameRate, Frames};

const RATE: FrameRate = FrameRate::F29_97Drop;

fn made() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("made.aaf");
    common::python("make_aaf.py", &[path.to_str().expect("a plain path")]).expect("pyaaf2 makes it");
    std::fs::read(&path).expect("it is there")
}

fn frames(count: i64) -> Flicks {
    RATE.flicks(Frames(count))
}

fn record(event: &Event) -> (i64, i64) {
    let frame = |time: Time| match time {
        Time::Elapsed(at) if at.0 % RATE.frame().0 == 0 => at.0 / RATE.frame().0,
        other => panic!("{other:?} is no frame"),
    };
    (frame(event.record.from), frame(event.record.to))
}

/// Frames of the source from label zero.
fn source(event: &Event) -> (i64, i64) {
    let span = event.source_span.expect("a source");
    let frame = |time: Time| match time {
        Time::Exact(at) => at.0 / RATE.frame().0,
        other => panic!("{other:?} has no label"),
    };
    (frame(span.from), frame(span.to))
}

#[test]
fn a_sequence_is_read_to_the_frame() {
    let list = read_timeline(&made(), &Hints::default()).expect("it is read");
    assert_eq!((list.format, list.title.as_str(), list.rate), ("aaf", "Reel 1", Some(RATE)));
    assert_eq!(list.start, Some(Time::Exact(frames(107_892))));
    let names: Vec<&str> = list.tracks.iter().map(|track| track.name.as_str()).collect();
    assert_eq!(names, ["Music", "A2"]);

    let music: Vec<&Event> = list.events.iter().filter(|event| event.track == 0).collect();
    assert_eq!(music.len(), 2);
    // 100 of nothing, less the 10 that the fade lies over; the clip of 200 ends in the middle of a dissolve of 20.
    assert_eq!(record(music[0]), (90, 280));
    assert_eq!(record(music[1]), (280, 390));
    let fade = music[0].fade_in.as_ref().expect("a fade");
    assert_eq!((fade.length, &fade.shape), (Length::Exact(frames(10)), &FadeShape::Unknown));
    assert_eq!(music[0].fade_out, None);
    let dissolve = music[1].transition.as_ref().expect("a dissolve");
    assert_eq!(dissolve.kind, TransitionKind::Dissolve);
    assert_eq!((dissolve.length, dissolve.before), (Length::Exact(frames(20)), Length::Exact(frames(10))));
    assert_eq!(music[1].fade_out.as_ref().map(|fade| fade.length), Some(Length::Exact(frames(12))));

    // Half of the level is -6.02 dB.
    assert_eq!((music[0].gain_millibel, music[1].gain_millibel), (Some(-602), None));
    // The file begins 60 frames into a tape whose first label is 01:00:00;00, and the clip 30 frames into the file.
    assert_eq!(source(music[0]), (107_892 + 60 + 30, 107_892 + 60 + 30 + 190));
    assert_eq!(source(music[1]), (107_892 + 60 + 510, 107_892 + 60 + 620));
    assert_eq!(music[0].source_start, Some(Time::Exact(frames(107_892))));
    assert_eq!((music[0].name.as_str(), music[0].source.as_str()), ("Spark", "Spark tape"));
    assert_eq!(music[0].file, "file:///music/Spark%201.wav");
    assert_eq!((&music[0].channels[..], &music[1].channels[..]), (&[1][..], &[2][..]));
    assert!(music[0].ids.iter().any(|id| id.kind == IdKind::Umid && id.text.starts_with("urn:smpte:umid:060a2b34.")));
}

#[test]
fn a_nested_sequence_is_opened_and_cut_where_its_clip_is() {
    let list = read_timeline(&made(), &Hints::default()).expect("it is read");
    let nested: Vec<&Event> = list.events.iter().filter(|event| event.track == 1).collect();
    // From frame 20 of a sequence of 40 and 60: 20 of the first, 30 of the second.
    assert_eq!(nested.iter().map(|event| record(event)).collect::<Vec<_>>(), [(50, 70), (70, 100)]);
    assert_eq!(source(nested[0]), (107_892 + 60 + 20, 107_892 + 60 + 40));
    assert_eq!(source(nested[1]), (107_892 + 60 + 100, 107_892 + 60 + 130));
    assert!(nested.iter().all(|event| event.within == ["Montage"]));
}

#[test]
fn a_marker_names_its_track() {
    let list = read_timeline(&made(), &Hints::default()).expect("it is read");
    let marker = list.markers.first().expect("a marker");
    assert_eq!(
        (marker.at, marker.comment.as_str(), marker.track.as_str()),
        (Time::Elapsed(frames(77)), "less piano", "Music")
    );
}

/// Name, record in and out of each event, at 25 frames a second.
fn pictures(what: &str) -> (interchange::timeline::Timeline, Vec<(String, i64, i64)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("made.aaf");
    common::python("make_aaf_pictures.py", &[what, path.to_str().expect("a plain path")]).expect("pyaaf2 makes it");
    let list = read_timeline(&std::fs::read(&path).expect("it is there"), &Hints::default()).expect("it is read");
    let frame = |time: Time| match time {
        Time::Elapsed(at) => at.0 / FrameRate::F25.frame().0,
        other => panic!("{other:?} is no frame"),
    };
    let told = list
        .events
        .iter()
        .map(|event| (event.name.clone(), frame(event.record.from), frame(event.record.to)))
        .collect();
    (list, told)
}

#[test]
fn what_lies_over_a_picture_is_read_and_seen() {
    let (list, told) = pictures("stack");
    let own = |name: &str, from: i64, to: i64| (name.to_owned(), from, to);
    // A frame that stands is as long as its effect, not as the one frame below it.
    assert_eq!(told, [own("Pier", 0, 40), own("Gull", 10, 25), own("Card", 40, 60), own("Pier", 60, 90)]);
    let counting = list.counting().expect("a rate");
    let seen = interchange::picture::picture(&list, counting, None).expect("a picture");
    let shots: Vec<(&str, i64, i64)> =
        seen.shots.iter().map(|shot| (shot.name.as_str(), shot.at.0, shot.length.0)).collect();
    assert_eq!(shots, [("Pier", 0, 10), ("Gull", 10, 15), ("Pier", 25, 15), ("Card", 40, 20), ("Pier", 60, 30)]);
}

#[test]
fn a_clip_without_a_sequence_is_read_by_its_name() {
    let (list, told) = pictures("clips");
    assert_eq!(told, [("Pier take 2".to_owned(), 0, 240)]);
    assert!(list.remarks.iter().any(|remark| remark.contains("no sequence")), "{:?}", list.remarks);
}

#[test]
fn a_torn_file_is_said_in_a_sentence() {
    let bytes = made();
    for part in 1..16 {
        let cut = &bytes[..bytes.len() * part / 16];
        if let Err(error) = read_timeline(cut, &Hints::default()) {
            assert!(
                matches!(error, ReadError::Damaged { .. } | ReadError::Unknown(_) | ReadError::TooMuch(_)),
                "{error}"
            );
            assert!(!error.to_string().contains("something in it is not as it should be"), "a panic: {error}");
        }
    }
}
