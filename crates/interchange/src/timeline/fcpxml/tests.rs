//! Documents without a project.

use timebase::{Flicks, FrameRate};

use crate::timeline::{Hints, Stretch, Time, Timeline, TrackKind, read_timeline};

fn read(inside: &str) -> Timeline {
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fcpxml><fcpxml version=\"1.11\"><resources>\
         <format id=\"r1\" frameDuration=\"1001/30000s\"/><asset id=\"r2\" name=\"Pier\" start=\"3600s\" duration=\"60s\" \
         hasVideo=\"1\" format=\"r1\"><media-rep src=\"file:///pier.mov\"/></asset></resources>{inside}</fcpxml>"
    );
    read_timeline(text.as_bytes(), &Hints::default()).expect("reads")
}

#[test]
fn a_clip_without_a_project_is_a_time_line_of_its_own() {
    for around in ["", "library", "event"] {
        let clip = "<asset-clip ref=\"r2\" name=\"Pier take 2\" start=\"3610s\" duration=\"20s\">\
                    <marker start=\"3615s\" duration=\"1001/30000s\" value=\"wave\"/></asset-clip>\
                    <asset-clip ref=\"r2\" name=\"Short\" duration=\"1s\"/>";
        let list = read(&if around.is_empty() { clip.to_owned() } else { format!("<{around}>{clip}</{around}>") });
        assert_eq!((list.title.as_str(), list.rate), ("Pier take 2", Some(FrameRate::F29_97)));
        let seconds = Flicks::from_seconds;
        let record = Stretch { from: Time::Elapsed(Flicks::ZERO), to: Time::Elapsed(seconds(20)) };
        let event = list.events.first().expect("an event");
        assert_eq!(
            (event.record, event.name.as_str(), event.file.as_str()),
            (record, "Pier take 2", "file:///pier.mov")
        );
        assert_eq!(list.start, Some(Time::Exact(seconds(3610))));
        assert_eq!(list.markers.first().map(|marker| marker.at), Some(Time::Elapsed(seconds(5))));
        assert!(list.remarks.iter().any(|remark| remark.contains("no project")), "{:?}", list.remarks);
        assert!(list.remarks.iter().any(|remark| remark.contains("Short")), "{:?}", list.remarks);
    }
}

#[test]
fn a_document_with_nothing_in_it_is_said() {
    let error =
        read_timeline(b"<fcpxml version=\"1.11\"><resources/></fcpxml>", &Hints::default()).expect_err("nothing");
    assert!(error.to_string().contains("no project and no clip"), "{error}");
}

/// Names and places of markers, in thousandths of a second from the first frame.
fn marked(list: &Timeline) -> Vec<(&str, i64)> {
    let millis = |at: Time| match at {
        Time::Elapsed(at) => at.floor_millis(),
        other => panic!("{other:?}"),
    };
    list.markers.iter().map(|marker| (marker.name.as_str(), millis(marker.at))).collect()
}

fn project(tc_start: &str, spine: &str) -> Timeline {
    let text = format!(
        "<fcpxml version=\"1.13\"><resources><format id=\"r1\" frameDuration=\"1/24s\"/><format id=\"r3\" frameDuration=\"1/25s\"/>\
         <asset id=\"r2\" name=\"Pier\" start=\"0s\" duration=\"300s\" hasVideo=\"1\" format=\"r3\" src=\"file:///pier.mov\"/></resources>\
         <project name=\"p\"><sequence format=\"r1\" tcStart=\"{tc_start}\" duration=\"200s\"><spine>{spine}</spine></sequence></project></fcpxml>"
    );
    read_timeline(text.as_bytes(), &Hints::default()).expect("reads")
}

#[test]
fn what_lies_on_a_source_of_another_rate_runs_with_it() {
    let list = project(
        "3600s",
        "<asset-clip ref=\"r2\" offset=\"3600s\" start=\"100s\" duration=\"50s\"><conform-rate srcFrameRate=\"25\"/>\
         <marker start=\"124s\" value=\"wave\"/><asset-clip ref=\"r2\" lane=\"1\" offset=\"148s\" duration=\"1s\" name=\"Over\"/></asset-clip>",
    );
    // 24 seconds of 25 frames are 25 seconds of 24, and 48 are 50.
    assert_eq!(marked(&list), [("wave", 25_000)]);
    let over = list.events.iter().find(|event| event.name == "Over").expect("the connected clip");
    let seconds = Flicks::from_seconds;
    // It begins with the frame it is connected to, and is as long as it says.
    assert_eq!(over.record, Stretch { from: Time::Elapsed(seconds(50)), to: Time::Elapsed(seconds(51)) });
    let source = list.events[0].source_span.expect("a source");
    assert_eq!((source.from, source.to), (Time::Exact(seconds(100)), Time::Exact(seconds(148))));
    // A frame that is repeated is no other pace.
    let still = project(
        "0s",
        "<asset-clip ref=\"r2\" offset=\"0s\" duration=\"50s\"><conform-rate srcFrameRate=\"25\" scaleEnabled=\"0\"/>\
         <marker start=\"24s\" value=\"wave\"/></asset-clip>",
    );
    assert_eq!(marked(&still), [("wave", 24_000)]);
}

#[test]
fn a_transition_has_markers_of_its_own() {
    let list = project(
        "3600s",
        "<transition offset=\"3600s\" duration=\"1s\"><marker start=\"3600s\" value=\"a\"/></transition>\
         <asset-clip ref=\"r2\" offset=\"3600s\" duration=\"10s\"/>\
         <transition offset=\"3609.5s\" duration=\"1s\"><marker start=\"3600s\" value=\"b\"/><marker start=\"7201/2s\" value=\"c\"/></transition>\
         <asset-clip ref=\"r2\" offset=\"3610s\" duration=\"10s\"/>\
         <transition offset=\"3619s\" duration=\"1s\"><marker start=\"3619.25s\" value=\"d\"/></transition>",
    );
    assert_eq!(marked(&list), [("a", 0), ("b", 9_500), ("c", 10_000), ("d", 19_250)]);
}

#[test]
fn a_clip_whose_length_is_none_is_named() {
    let clip = |name: &str, duration: &str| {
        format!("<asset-clip ref=\"r2\" name=\"{name}\" offset=\"3600s\" start=\"0s\" duration=\"{duration}\"/>")
    };
    let list = project("3600s", &[clip("whole", "10s"), clip("odd", "1/0s"), clip("less", "-5s")].concat());
    let told: Vec<String> = list.skipped.iter().map(|one| format!("{}: {}", one.place, one.reason)).collect();
    assert!(told.iter().any(|one| one.starts_with("clip \"odd\": \"1/0s\" is no length")), "{told:?}");
    assert!(told.iter().any(|one| one == "clip \"less\": its length is -5s: it is left out"), "{told:?}");
    assert!(!told.iter().any(|one| one.contains("whole")), "{told:?}");
}

#[test]
fn blanks_between_the_styles_of_a_caption_stay() {
    let list = project(
        "0s",
        "<asset-clip ref=\"r2\" offset=\"0s\" start=\"0s\" duration=\"9s\"><caption name=\"c\" lane=\"1\" offset=\"1s\" duration=\"2s\" \
         role=\"iTT?captionFormat=ITT.en\"><text placement=\"bottom\"><text-style ref=\"ts1\">Hello </text-style><text-style ref=\"ts2\">big\
         </text-style><text-style ref=\"ts1\"> world </text-style></text></caption></asset-clip>",
    );
    assert_eq!(list.dialogue.iter().map(|said| said.text.as_str()).collect::<Vec<_>>(), ["Hello big world"]);
}

#[test]
fn roles_and_levels_of_a_compound_clip_are_those_of_what_is_inside() {
    let text = |around: &str| {
        format!(
            "<fcpxml version=\"1.10\"><resources><format id=\"r1\" frameDuration=\"1/25s\"/><asset id=\"r2\" name=\"Cam\" start=\"0s\" \
             duration=\"100s\" hasVideo=\"1\" hasAudio=\"1\" format=\"r1\" src=\"file:///Cam.mov\"/><asset id=\"r3\" name=\"Song\" start=\"0s\" \
             duration=\"90s\" hasAudio=\"1\" src=\"file:///Song.wav\"/><media id=\"r8\" name=\"Deep\"><sequence format=\"r1\" tcStart=\"0s\"><spine>\
             <asset-clip ref=\"r2\" name=\"talk\" offset=\"0s\" start=\"0s\" duration=\"50s\" audioRole=\"dialogue\"><asset-clip ref=\"r3\" name=\"song\" \
             lane=\"-1\" offset=\"0s\" start=\"0s\" duration=\"50s\" audioRole=\"music.score\"/></asset-clip></spine></sequence></media></resources>\
             <project name=\"p\"><sequence format=\"r1\" tcStart=\"0s\" duration=\"9s\"><spine><ref-clip ref=\"r8\" name=\"In\" offset=\"0s\" \
             duration=\"9s\">{around}</ref-clip></spine></sequence></project></fcpxml>"
        )
    };
    let heard = |around: &str| {
        let list = read_timeline(text(around).as_bytes(), &Hints::default()).expect("reads");
        let sound = list.events.iter().filter(|event| list.tracks[event.track].kind == TrackKind::Sound);
        let mut heard: Vec<(String, bool, Option<i32>)> =
            sound.map(|event| (event.name.clone(), event.muted, event.gain_millibel)).collect();
        heard.sort();
        heard
    };
    let two = |song: (bool, Option<i32>), talk: (bool, Option<i32>)| {
        vec![("song".to_owned(), song.0, song.1), ("talk".to_owned(), talk.0, talk.1)]
    };
    assert_eq!(heard(""), two((false, None), (false, None)));
    let off = "<audio-role-source role=\"music\" active=\"0\"/>";
    assert_eq!(heard(off), two((true, None), (false, None)));
    let down = "<audio-role-source role=\"music\"><adjust-volume amount=\"-12dB\"/></audio-role-source>";
    assert_eq!(heard(down), two((false, Some(-1_200)), (false, None)));
    let all = "<adjust-volume amount=\"-6dB\"/>";
    assert_eq!(heard(&format!("{all}{down}")), two((false, Some(-1_800)), (false, Some(-600))));
}
