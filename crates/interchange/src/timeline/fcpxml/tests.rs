//! Documents without a project.

use timebase::{Flicks, FrameRate};

use crate::timeline::{Hints, Stretch, Time, Timeline, read_timeline};

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
