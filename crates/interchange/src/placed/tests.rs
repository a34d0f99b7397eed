use std::io::{Cursor, Read};

use timebase::{Flicks, FrameRate, Frames, Position, Span};

use super::*;
use crate::markers::MarkerColour;
use crate::timeline::{Event, Hints, IdKind, Length, Time, Timeline, read_timeline};

pub(super) fn clip(lane: usize, cue: &str, from: Position, length: Flicks) -> PlacedClip {
    PlacedClip {
        lane,
        cue: cue.to_owned(),
        id: crockford(4_000_000 + from.0 % 9_999_991),
        title: format!("Spark & <Ash> {cue}"),
        artist: "Nora \"N\" Vale".to_owned(),
        isrc: String::new(),
        path: format!("/music/Volume 1/Spark {cue} é.wav"),
        span: Span::new(from, length),
        track_start: Flicks::ZERO,
        track_length: Flicks::from_seconds(240),
        channels: 2,
        sample_rate: 48_000,
        gain_millibel: 0,
        fade_in: Flicks::ZERO,
        fade_out: Flicks::ZERO,
        fade_shapes: [FadeShape::EqualPower, FadeShape::EqualPower],
        fade_bends: false,
        gain_curve: Vec::new(),
        tail: Flicks::ZERO,
    }
}

/// A cut with what a cue sheet of an hour has: overlaps, gains, fades, an offset into the recording, markers.
pub(super) fn cut(rate: FrameRate) -> PlacedCut {
    let frame = |frame: i64| rate.position(Frames(frame));
    let frames = |frames: i64| rate.flicks(Frames(frames));
    let mut clips = vec![
        clip(0, "1M01", frame(0), frames(250)),
        clip(0, "1M02", frame(500), frames(1000)),
        clip(1, "1M03", frame(700), frames(90)),
        clip(1, "1M04", frame(760), frames(90)),
    ];
    clips[1].track_start = frames(48);
    clips[1].gain_millibel = -650;
    clips[1].gain_curve = vec![(frames(100), 0), (frames(200), -1_200), (frames(300), -600)];
    clips[1].fade_in = frames(12);
    clips[1].fade_out = frames(24);
    clips[2].gain_millibel = 300;
    clips[2].channels = 1;
    let marker = |at: i64, until: Option<i64>, name: &str| Marker {
        at: frame(at),
        until: until.map(frame),
        name: name.to_owned(),
        comment: "less piano".to_owned(),
        author: "Dana".to_owned(),
        colour: MarkerColour::Red,
    };
    PlacedCut {
        title: "My Heart 1x04 Cut 3".to_owned(),
        rate,
        start: Frames(
            3600 * rate.labels_per_second() - if rate.is_drop() { 108 * rate.dropped_per_minute() / 2 } else { 0 },
        ),
        length: frames(30_000),
        lanes: vec!["Songs".to_owned(), "Score".to_owned()],
        clips,
        markers: vec![marker(10, None, "1M01"), marker(600, Some(648), "1M02")],
        muted: 0,
    }
}

fn read_back(form: &PlacedForm, cut: &PlacedCut) -> Timeline {
    let bytes = match form.write {
        Some(write) => write(cut).remove(0).bytes,
        None => {
            let mut out = Cursor::new(Vec::new());
            let mut media =
                |_: &str| -> std::io::Result<Option<Box<dyn Read>>> { Ok(Some(Box::new(Cursor::new(b"RIFF")))) };
            assert_eq!(write_otioz(&mut out, cut, &mut media).expect("written"), Vec::<String>::new());
            out.into_inner()
        }
    };
    let hints = Hints { rate: Some(cut.rate) };
    read_timeline(&bytes, &hints).unwrap_or_else(|error| panic!("{}: {error}", form.name))
}

fn length(length: Option<Length>, rate: FrameRate) -> i64 {
    length.map_or(0, |length| length.flicks(rate).0)
}

/// A column for each thing that a placement has, and whether it came back.
fn came_back(form: &PlacedForm, rate: FrameRate) -> Vec<(&'static str, bool)> {
    let cut = cut(rate);
    let list = read_back(form, &cut);
    let counting = list.counting().expect("a rate");
    let elapsed = |time: Time| match time {
        Time::Elapsed(at) => at.0,
        time => time.position(counting).0 - counting.start.0,
    };
    let find =
        |clip: &PlacedClip| -> Vec<&Event> { list.events.iter().filter(|event| event.name == clip.name()).collect() };
    let each = |test: &dyn Fn(&PlacedClip, &Event) -> bool| {
        cut.clips.iter().all(|clip| {
            let own = find(clip);
            !own.is_empty() && own.iter().all(|event| test(clip, event))
        })
    };
    let source = |event: &Event| {
        let start = event.source_start.map_or(0, |start| match start {
            Time::Exact(at) | Time::Elapsed(at) => at.0,
            time => time.position(counting).0,
        });
        event.source_span.map_or(-1, |span| match span.from {
            Time::Exact(at) | Time::Elapsed(at) => at.0 - start,
            time => time.position(counting).0 - start,
        })
    };
    let markers: Vec<i64> = list.markers.iter().map(|marker| elapsed(marker.at)).collect();
    let wanted: Vec<i64> = cut.markers.iter().map(|marker| marker.at.0).collect();
    vec![
        ("title", list.title == cut.title),
        ("rate", list.rate == Some(rate)),
        ("start", list.start.is_none() || counting.start.0 == cut.start_time().0),
        (
            "placements",
            each(&|clip, event| {
                elapsed(event.record.from) == clip.span.start.0 && elapsed(event.record.to) == clip.span.end.0
            }),
        ),
        ("cue and title", each(&|_, _| true)),
        ("id", each(&|clip, event| event.ids.iter().any(|id| id.kind == IdKind::Needledrop && id.text == clip.id))),
        ("offset into the track", each(&|clip, event| source(event) == clip.track_start.0)),
        ("file", each(&|clip, event| event.file.contains(&file_name(&clip.path)[..6]) || event.file.contains("Spark"))),
        (
            "gain",
            each(&|clip, event| {
                !event.gain_points.is_empty() || event.gain_millibel.unwrap_or(0) == clip.gain_millibel
            }),
        ),
        (
            "gain curves",
            each(&|clip, event| {
                // As a whole, whatever of it is the clip's own gain.
                let own = event.gain_millibel.unwrap_or(0);
                clip.gain_curve.iter().all(|&(at, gain)| {
                    event.gain_points.iter().any(|point| {
                        point.at.flicks(rate) == at && (point.millibel + own - gain - clip.gain_millibel).abs() <= 1
                    })
                })
            }),
        ),
        (
            "fades",
            each(&|clip, event| {
                length(event.fade_in.as_ref().map(|fade| fade.length), rate) == clip.fade_in.0
                    && length(event.fade_out.as_ref().map(|fade| fade.length), rate) == clip.fade_out.0
            }),
        ),
        ("markers", markers == wanted),
        (
            "marker notes",
            list.markers.len() == 2
                && list
                    .markers
                    .iter()
                    .all(|marker| marker.comment.contains("less piano") || marker.name.contains("less piano")),
        ),
        (
            "marker ranges",
            list.markers.get(1).and_then(|marker| marker.until).map(elapsed)
                == cut.markers[1].until.map(|until| until.0),
        ),
        (
            "lanes",
            list.tracks.iter().any(|track| track.name == "Songs")
                && list.tracks.iter().any(|track| track.name.starts_with("Score")),
        ),
    ]
}

/// What each form gives back, as `docs/interchange.md` has it.
#[test]
fn what_is_written_is_read_back_up_to_what_the_form_holds() {
    let lost: &[(&str, &[&str])] = &[
        ("edl", &["gain curves", "fades", "marker ranges", "lanes", "start"]),
        ("edl-long", &["gain curves", "fades", "marker ranges", "lanes", "start"]),
        ("fcpxml", &["lanes"]),
        ("rpp", &["title", "gain curves"]),
        ("text", &["title", "gain curves", "fades"]),
    ];
    for form in &PLACED_FORMS {
        for rate in FrameRate::ALL {
            let told = came_back(form, rate);
            let row: Vec<String> =
                told.iter().map(|(what, back)| format!("{what} {}", if *back { "yes" } else { "no" })).collect();
            if rate == FrameRate::F25 {
                println!("{}: {}", form.name, row.join(", "));
            }
            let known = lost.iter().find(|(name, _)| *name == form.name).map_or(&[][..], |(_, lost)| *lost);
            for (what, back) in told {
                assert!(back || known.contains(&what), "{} at {rate}: {what} did not come back", form.name);
            }
        }
    }
}

#[test]
fn losses_are_said_before_anything_is_written() {
    let mut cut = cut(FrameRate::F25);
    cut.clips[0].span = Span::new(Position(20_000), Flicks::SECOND);
    let named = |name: &str| PlacedForm::named(name).expect("a form").losses(&cut);
    assert_eq!(named("otio"), ["2 placements have gain or fades that only Needledrop reads in this form."]);
    let edl = named("edl");
    assert!(
        edl.iter()
            .any(|loss| loss == "One placement begins or ends between two frames; it is moved to the nearest frame."),
        "{edl:?}"
    );
    assert!(edl.iter().any(|loss| loss == "The fades of one placement are left out."), "{edl:?}");
    assert!(
        edl.iter().any(|loss| loss == "The range of one marker is left out; it stands where it begins."),
        "{edl:?}"
    );
}

#[test]
fn a_list_of_more_than_999_events_is_several() {
    let mut cut = cut(FrameRate::F25);
    let one = cut.clips[0].clone();
    cut.clips = (0..1000i64)
        .map(|nth| PlacedClip {
            span: Span::new(cut.rate.position(Frames(nth * 10)), cut.rate.flicks(Frames(10))),
            ..one.clone()
        })
        .collect();
    let written = edl::write(&cut);
    let parts: Vec<&str> = written.iter().map(|list| list.part.as_str()).collect();
    assert_eq!(parts, [" 1 of 2", " 2 of 2"]);
    let events = |list: &Written| {
        let text = String::from_utf8(list.bytes.clone()).expect("text");
        text.lines().filter(|line| line.starts_with(|letter: char| letter.is_ascii_digit())).count()
    };
    assert_eq!((events(&written[0]), events(&written[1])), (999, 1));
}

#[test]
fn reels_have_eight_letters_and_are_told_apart() {
    let mut cut = cut(FrameRate::F25);
    cut.clips[0].path = "/a/Long Name Of A Song.wav".to_owned();
    cut.clips[1].path = "/b/Long Name Of Another.wav".to_owned();
    cut.clips[2].path = "/c/...".to_owned();
    let text = String::from_utf8(edl::write(&cut).remove(0).bytes).expect("text");
    for reel in ["LONGNAME", "LONGNAM2", "MUSIC   "] {
        assert!(text.contains(&format!("  {reel} ")), "{reel} is not in\n{text}");
    }
    let long = String::from_utf8(edl::write_long(&cut).remove(0).bytes).expect("text");
    assert!(long.contains("  LONGNAMEOFASONG  "), "{long}");
}

#[test]
fn a_reaper_project_has_items_fades_gain_and_markers() {
    let text = String::from_utf8(rpp::write(&cut(FrameRate::F25)).remove(0).bytes).expect("text");
    for line in [
        "  PROJOFFS 3600.000000000 0 0",
        "  MARKER 1 0.400000000 \"1M01 Dana: less piano\" 0 0 1",
        "      POSITION 20.000000000",
        "      FADEIN 1 0.480000000 0 1 0 0 0",
        "      VOLPAN 1 0 0.473151259 -1",
        "      SOFFS 1.920000000",
        "    NAME \"Songs\"",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line} is not in\n{text}");
    }
    let opened = text.matches('<').count() - text.matches("<Ash>").count();
    assert_eq!(opened, text.lines().filter(|line| line.trim() == ">").count());
}

#[test]
fn a_bundle_names_the_sound_in_it_and_says_what_is_missing() {
    let cut = cut(FrameRate::F25);
    let mut out = Cursor::new(Vec::new());
    let mut media = |path: &str| -> std::io::Result<Option<Box<dyn Read>>> {
        Ok(if path.contains("1M02") { None } else { Some(Box::new(Cursor::new(b"RIFF"))) })
    };
    let missing = write_otioz(&mut out, &cut, &mut media).expect("written");
    assert_eq!(missing, ["/music/Volume 1/Spark 1M02 é.wav"]);
    let list = read_timeline(&out.into_inner(), &Hints::default()).expect("read");
    let files: Vec<&str> = list.events.iter().map(|event| event.file.as_str()).collect();
    assert!(files.contains(&"media/Spark 1M01 é.wav"), "{files:?}");
    assert!(files.contains(&"file:///music/Volume%201/Spark%201M02%20%C3%A9.wav"), "{files:?}");
}
