//! What we write, read by others: the same placements at the same frames.

mod common;

use std::collections::BTreeSet;
use std::io::Write;

use interchange::markers::{Marker, MarkerColour};
use interchange::placed::{PLACED_FORMS, PlacedClip, PlacedCut, PlacedForm};
use interchange::timeline::FadeShape;
use timebase::{Flicks, FrameRate, Frames, Span};

fn cut(rate: FrameRate) -> PlacedCut {
    let clip = |lane: usize, cue: &str, from: i64, length: i64| PlacedClip {
        lane,
        cue: cue.to_owned(),
        id: "4ZK8".to_owned(),
        title: format!("Spark & Ash {cue}"),
        artist: "Nora Vale".to_owned(),
        isrc: String::new(),
        path: format!("/music/Spark {cue}.wav"),
        span: Span::new(rate.position(Frames(from)), rate.flicks(Frames(length))),
        track_start: rate.flicks(Frames(48)),
        track_length: Flicks::from_seconds(300),
        channels: 1,
        sample_rate: 48_000,
        gain_millibel: -650,
        fade_in: Flicks::ZERO,
        fade_out: Flicks::ZERO,
        fade_shapes: [FadeShape::EqualPower, FadeShape::EqualPower],
        fade_bends: false,
        gain_curve: Vec::new(),
        tail: Flicks::ZERO,
    };
    PlacedCut {
        title: "Cut 3".to_owned(),
        rate,
        start: Frames(3600 * rate.labels_per_second()),
        length: rate.flicks(Frames(20_000)),
        lanes: vec!["Songs".to_owned(), "Score".to_owned()],
        clips: vec![clip(0, "1M01", 0, 250), clip(0, "1M02", 500, 1000), clip(1, "1M03", 700, 90)],
        markers: vec![Marker {
            at: rate.position(Frames(600)),
            until: None,
            name: "1M02".to_owned(),
            comment: "less piano".to_owned(),
            author: "Dana".to_owned(),
            colour: MarkerColour::Red,
        }],
        muted: 0,
    }
}

fn seen(form: &str, adapter: &[&str], rate: FrameRate) -> BTreeSet<String> {
    let form = PlacedForm::named(form).expect("a form");
    let write = form.write.expect("it is written whole");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("cut.{}", form.ending));
    let mut file = std::fs::File::create(&path).expect("a file");
    file.write_all(&write(&cut(rate)).remove(0).bytes).expect("written");
    let arguments: Vec<&str> =
        [path.to_str().expect("a plain path")].into_iter().chain(adapter.iter().copied()).collect();
    let lines = common::python("timelines.py", &arguments).unwrap_or_else(|error| panic!("{}: {error}", form.name));
    lines.into_iter().collect()
}

fn millis(rate: FrameRate, frame: i64) -> i64 {
    Flicks(rate.flicks(Frames(frame)).0 + 352_800).floor_millis()
}

#[test]
fn others_find_the_same_placements_and_markers() {
    for rate in [FrameRate::F23_976, FrameRate::F25, FrameRate::F29_97, FrameRate::F30] {
        for (form, adapter) in [("otio", &[][..]), ("xmeml", &["fcp_xml"][..])] {
            let lines = seen(form, adapter, rate);
            for (cue, from, length) in [("1M01", 0, 250), ("1M02", 500, 1000), ("1M03", 700, 90)] {
                let (from, to) = (millis(rate, from), millis(rate, from + length));
                let near = |line: &&String| {
                    let parts: Vec<&str> = line.split('|').collect();
                    parts.len() == 5
                        && parts[0] == "clip"
                        && parts[4].starts_with(cue)
                        && parts[2].parse().is_ok_and(|own: i64| (own - from).abs() <= 1)
                        && parts[3].parse().is_ok_and(|own: i64| (own - to).abs() <= 1)
                };
                assert_eq!(lines.iter().filter(near).count(), 1, "{form} at {rate}: {cue} {from} to {to} in {lines:?}");
            }
            let marker = millis(rate, 600);
            let marked = |line: &String| {
                line.strip_prefix("marker|").and_then(|line| line.split_once('|')).is_some_and(|(at, name)| {
                    name.starts_with("1M02") && at.parse().is_ok_and(|at: i64| (at - marker).abs() <= 1)
                })
            };
            assert!(lines.iter().any(marked), "{form} at {rate}: no marker at {marker} in {lines:?}");
        }
    }
}

#[test]
fn every_form_is_offered_with_what_opens_it() {
    let names: Vec<&str> = PLACED_FORMS.iter().map(|form| form.name).collect();
    assert_eq!(names, ["edl", "edl-long", "otio", "otioz", "fcpxml", "xmeml", "rpp", "text"]);
    assert!(PLACED_FORMS.iter().all(|form| !form.programs.is_empty() && !form.word.is_empty()));
}
