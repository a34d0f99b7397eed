//! What a form has a place for, looked at in what it writes, and what it says that it has not.

use std::collections::HashMap;

use timebase::{Flicks, FrameRate, Frames};

use super::tests::{clip, cut};
use super::*;
use crate::timeline::{FadeShape, Hints, Length, Time, read_timeline};

fn text_of(name: &str, cut: &PlacedCut) -> String {
    let write = PlacedForm::named(name).and_then(|form| form.write).expect("it is written whole");
    String::from_utf8(write(cut).remove(0).bytes).expect("letters")
}

fn losses(name: &str, cut: &PlacedCut) -> Vec<String> {
    PlacedForm::named(name).expect("a form").losses(cut)
}

#[test]
fn no_two_events_of_a_list_overlap_on_a_channel() {
    let mut busy = cut(FrameRate::F25);
    let at = busy.rate.position(Frames(710));
    busy.clips.extend([clip(0, "1M05", at, Flicks::SECOND), clip(0, "1M06", at, Flicks::SECOND)]);
    for form in ["edl", "edl-long"] {
        let text = text_of(form, &busy);
        let mut channels: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
        for line in text.lines().filter(|line| line.starts_with(|letter: char| letter.is_ascii_digit())) {
            let words: Vec<&str> = line.split_whitespace().collect();
            channels.entry(words[2]).or_default().push((words[6], words[7]));
        }
        assert_eq!(channels.values().map(Vec::len).sum::<usize>(), 6);
        for (channel, mut spans) in channels {
            spans.sort_unstable();
            assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{form} {channel}: {spans:?}");
        }
    }
    let told = "The list has 5 channels of sound; many programs read four.";
    assert!(losses("edl", &busy).iter().any(|loss| loss == told), "{:?}", losses("edl", &busy));
    assert!(!losses("edl", &cut(FrameRate::F25)).iter().any(|loss| loss.contains("channels")));
}

#[test]
fn markers_of_a_cut_without_music_are_written_with_who_noted_them() {
    let mut cut = cut(FrameRate::F24);
    cut.clips.clear();
    cut.lanes.clear();
    for form in ["edl", "edl-long"] {
        let text = text_of(form, &cut);
        let read = read_timeline(text.as_bytes(), &Hints { rate: Some(cut.rate) }).expect("it is read");
        let told: Vec<(String, &str)> = read
            .markers
            .iter()
            .map(|marker| (marker.at.label().expect("a label").to_string(), marker.name.as_str()))
            .collect();
        let wanted =
            [("01:00:00:10".to_owned(), "1M01 Dana: less piano"), ("01:00:25:00".to_owned(), "1M02 Dana: less piano")];
        assert_eq!(told, wanted, "{form}");
        assert!(read.events.iter().all(|event| event.part == crate::timeline::Part::Black), "{form}");
    }
    assert!(text_of("rpp", &cut).contains("\"1M01 Dana: less piano\""));
}

#[test]
fn links_of_stereo_clips_lead_to_their_other_channel() {
    let mut cut = cut(FrameRate::F25);
    // Mono, stereo, mono, stereo on one lane.
    let at = |frame: i64| cut.rate.position(Frames(frame));
    cut.clips = (0..4).map(|nth| clip(0, &format!("1M0{nth}"), at(nth * 100), Flicks::SECOND)).collect();
    (cut.clips[0].channels, cut.clips[2].channels) = (1, 1);
    let text = text_of("xmeml", &cut);
    let name = |item: &str| item.split("<name>").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
    let audio = text.split_once("<audio>").expect("sound").1;
    let tracks: Vec<Vec<&str>> =
        audio.split("<track ").skip(1).map(|track| track.split("<clipitem ").skip(1).collect()).collect();
    assert_eq!(tracks.iter().map(Vec::len).collect::<Vec<_>>(), [4, 2]);
    for item in tracks.iter().flatten() {
        let number = |text: &str, tag: &str| -> usize {
            let inside = text.split(&format!("<{tag}>")).nth(1).and_then(|rest| rest.split('<').next());
            inside.and_then(|text| text.parse().ok()).expect("a number")
        };
        for link in item.split("<link>").skip(1) {
            let (track, place) = (number(link, "trackindex"), number(link, "clipindex"));
            assert_eq!(name(tracks[track - 1][place - 1]), name(item), "track {track}, clip {place}");
        }
    }
}

#[test]
fn fades_keep_their_shapes_where_a_form_has_them() {
    let shapes = [FadeShape::EqualPower, FadeShape::Linear, FadeShape::SCurve, FadeShape::Logarithmic];
    let kept: [(&str, &[FadeShape]); 4] =
        [("otio", &shapes), ("fcpxml", &shapes[1..3]), ("xmeml", &shapes[..2]), ("text", &[])];
    for shape in shapes.clone() {
        let mut cut = cut(FrameRate::F25);
        cut.clips.truncate(2);
        cut.clips[1].fade_shapes = [shape.clone(), shape.clone()];
        for (form, holds) in kept {
            let text = text_of(form, &cut);
            let read = read_timeline(text.as_bytes(), &Hints { rate: Some(cut.rate) }).expect("it is read");
            let event = read.events.iter().find(|event| event.name == cut.clips[1].name()).expect("the clip");
            let own = [&event.fade_in, &event.fade_out].map(|fade| fade.as_ref().expect("a fade").shape.clone());
            if holds.contains(&shape) {
                assert_eq!(own, [shape.clone(), shape.clone()], "{form}");
            }
            let says = losses(form, &cut).iter().any(|loss| loss.contains("keep their lengths"));
            assert_eq!(says, !holds.contains(&shape) && shape != FadeShape::EqualPower, "{form} {shape:?}");
        }
    }
    let mut bent = cut(FrameRate::F25);
    bent.clips[1].fade_bends = true;
    assert!(losses("otio", &bent).contains(&"One fade keeps its length, but not its shape.".to_owned()));
}

#[test]
fn lists_of_ours_say_how_they_count() {
    for rate in FrameRate::ALL {
        let mut cut = cut(rate);
        cut.start = Frames(0);
        for form in ["text", "otio"] {
            let read = read_timeline(text_of(form, &cut).as_bytes(), &Hints::default()).expect("it is read");
            assert_eq!((read.rate, &read.possible[..]), (Some(rate), &[rate][..]), "{form} at {rate}");
            assert_eq!(read.remarks, Vec::<String>::new(), "{form} at {rate}");
        }
    }
}

#[test]
fn what_lists_leave_out_is_said() {
    let mut cut = cut(FrameRate::F25);
    cut.muted = 2;
    cut.clips[0].track_start = Flicks(20_000);
    cut.clips[0].channels = 6;
    cut.clips[0].fade_in = Flicks(20_000);
    let says = |form: &str, told: &str| losses(form, &cut).iter().any(|loss| loss == told);
    for form in PLACED_FORMS {
        assert!(says(form.name, "2 placements are left out: they are muted, or their lanes are."), "{}", form.name);
        let frames = "One placement begins between two frames of its recording; it is written from the frame before.";
        assert_eq!(says(form.name, frames), !form.holds.parts_of_frames, "{}", form.name);
        let colours = ["fcpxml", "xmeml", "rpp", "text"].contains(&form.name);
        assert_eq!(says(form.name, "The colours of 2 markers are left out."), colours, "{}", form.name);
    }
    assert!(says("xmeml", "One placement has more than two channels; the first two are written."));
    assert!(says("xmeml", "The fades of one placement are written in whole frames."));
    assert!(says("rpp", "It says no frame rate: set the project to 25, so that its ruler counts as the cut."));
}

#[test]
fn what_is_a_flick_short_of_a_frame_is_written_as_that_frame() {
    for rate in FrameRate::ALL {
        let mut cut = cut(rate);
        let short = |frames: i64| rate.flicks(Frames(frames)) - Flicks(1);
        cut.clips.truncate(1);
        let one = &mut cut.clips[0];
        one.span = Span::new(Position(rate.position(Frames(100)).0 - 1), rate.flicks(Frames(200)));
        (one.track_start, one.fade_in, one.fade_out) = (short(50), short(10), Flicks(1));
        cut.markers[0].at = Position(short(30).0);
        for form in ["edl", "edl-long", "xmeml"] {
            let text = text_of(form, &cut);
            let read = read_timeline(text.as_bytes(), &Hints { rate: Some(rate) }).expect("it is read");
            let counting = read.counting().expect("a rate");
            let event = read.events.iter().find(|event| event.name == cut.clips[0].name()).expect("the clip");
            // Labels count from the cut's own; what has passed counts from nothing.
            let frame = |time: Time, first: Flicks| match time {
                Time::Elapsed(passed) => rate.frame_nearest(Position(passed.0)).0,
                time => rate.frame_nearest(Position(time.position(counting).0 - first.0)).0,
            };
            let from = event.source_span.expect("a source").from;
            assert_eq!(frame(from, Flicks::ZERO), 50, "{form} at {rate}");
            assert_eq!(frame(event.record.from, rate.flicks(cut.start)), 100, "{form} at {rate}");
            if form == "xmeml" {
                let frames = event.fade_in.as_ref().map(|fade| match fade.length {
                    Length::Exact(length) => rate.frames_floor(length + Flicks(1)).0,
                    Length::Frames(frames) => frames,
                });
                assert_eq!((frames, event.fade_out.is_some()), (Some(10), false), "{form} at {rate}");
            }
            let told = losses(form, &cut);
            assert!(!told.iter().any(|loss| loss.contains("frame of") || loss.contains("frames")), "{form}: {told:?}");
        }
    }
}

#[test]
fn copies_have_names_that_every_system_takes() {
    let names = flat_names(["/a/what?.wav", "/b/what*.wav", "/c/Plain.flac"].into_iter());
    let mut own: Vec<&str> = names.values().map(String::as_str).collect();
    own.sort_unstable();
    assert_eq!(own, ["Plain.flac", "what- 2.wav", "what-.wav"]);
}
