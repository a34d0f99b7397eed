//! Sound files that say where they lie, the plain list, and who receives what.

use timebase::{Flicks, FrameRate, Frames, Position, SampleRate, Span};

use super::*;

fn cut(rate: FrameRate) -> PlacedCut {
    let clip = |cue: &str, title: &str, id: &str, from: i64, length: i64| PlacedClip {
        lane: 0,
        cue: cue.to_owned(),
        id: id.to_owned(),
        title: title.to_owned(),
        artist: "Ana Øst".to_owned(),
        isrc: "NOUM71900421".to_owned(),
        path: format!("/music/{cue}.wav"),
        span: Span::new(rate.position(Frames(from)), rate.flicks(Frames(length))),
        track_start: Flicks::from_seconds(1),
        track_length: Flicks::from_seconds(60),
        channels: 2,
        sample_rate: 44_100,
        gain_millibel: -650,
        fade_in: Flicks::from_millis(500),
        fade_out: Flicks::ZERO,
        fade_shapes: [FadeShape::EqualPower, FadeShape::EqualPower],
        fade_bends: false,
        gain_curve: Vec::new(),
        tail: Flicks::ZERO,
    };
    PlacedCut {
        title: "My Heart 1x04".to_owned(),
        rate,
        start: Frames(
            3_600 * rate.labels_per_second() - if rate.is_drop() { 54 * rate.dropped_per_minute() } else { 0 },
        ),
        length: rate.flicks(Frames(10_000)),
        lanes: vec!["Songs".to_owned()],
        clips: vec![
            clip("1M01", "AC/DC: \"Spark\"?", "3K9X0A7B2QF", 10, 100),
            clip("1M02", "Ёж", "3K9X0A7B2QG", 500, 48),
        ],
        markers: Vec::new(),
        muted: 0,
    }
}

#[test]
fn a_file_has_the_samples_since_midnight_of_its_first_frame_at_every_rate() {
    for rate in FrameRate::ALL {
        let cut = cut(rate);
        let file = &spotted(&cut, Spotting::Heard)[0];
        // Frames as labels count them, each as long as it is: 48,000 samples a second of real time.
        let (over, under) = rate.ratio();
        let frames = cut.start.0 + 10;
        let exact = i128::from(frames) * 48_000 * i128::from(under);
        let samples = (exact * 2 + i128::from(over)) / (2 * i128::from(over));
        assert_eq!(i128::from(file.time_reference(SampleRate::MIX)), samples, "{rate}");
        assert_eq!((file.span, file.track_start), (cut.clips[0].span, cut.clips[0].track_start));
        let ixml = file.ixml(&cut, SampleRate::MIX, 24);
        for said in [
            format!("<TIMECODE_RATE>{over}/{under}</TIMECODE_RATE>"),
            format!("<TIMECODE_FLAG>{}</TIMECODE_FLAG>", if rate.is_drop() { "DF" } else { "NDF" }),
            format!("<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>{samples}</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>"),
        ] {
            assert!(ixml.contains(&said), "{said} is not in {ixml}");
        }
    }
}

/// The reference counts from midnight: what a cut has after it begins again at nothing, and is found again by the day.
#[test]
fn what_lies_past_midnight_counts_from_midnight() {
    for rate in FrameRate::ALL {
        // Ten seconds of labels before midnight; the clips lie 5 and 20 seconds into the cut.
        let second = rate.labels_per_second();
        let mut cut = cut(rate);
        cut.start = Frames(rate.frames_per_day() - 10 * second);
        cut.clips[0].span = Span::new(rate.position(Frames(5 * second)), Flicks::from_seconds(3));
        cut.clips[1].span = Span::new(rate.position(Frames(20 * second)), Flicks::from_seconds(3));
        let files = spotted(&cut, Spotting::Heard);
        let (over, under) = rate.ratio();
        let samples = |frames: i64| {
            let exact = i128::from(frames) * 48_000 * i128::from(under);
            (exact * 2 + i128::from(over)) / (2 * i128::from(over))
        };
        let found: Vec<i128> = files.iter().map(|file| file.time_reference(SampleRate::MIX).into()).collect();
        assert_eq!(found, [samples(rate.frames_per_day() - 5 * second), samples(10 * second)], "{rate}");
        // Read back: so many samples after the cut's first, counted on over midnight.
        let (first, day) = (samples(cut.start.0), samples(rate.frames_per_day()));
        let places: Vec<i128> = found.iter().map(|at| (at - first).rem_euclid(day)).collect();
        let wanted = [samples(5 * second), samples(20 * second)];
        assert!(places.iter().zip(wanted).all(|(at, wanted)| (at - wanted).abs() <= 1), "{rate}: {places:?}");
        let text = String::from_utf8(spotted_list(&cut, &files, Spotting::Heard)).expect("text");
        let label = if rate.is_drop() { "00:00:10;00" } else { "00:00:10:00" };
        assert!(text.contains(&format!("\t{label}\t")), "{text}");
        let ixml = files[1].ixml(&cut, SampleRate::MIX, 24);
        assert!(ixml.contains(&format!("_LO>{}</", samples(10 * second))), "{ixml}");
    }
    // A handle that begins before midnight counts from the evening before.
    let mut cut = cut(FrameRate::F25);
    cut.start = Frames(FrameRate::F25.frames_per_day() - 25);
    cut.clips[0].span = Span::new(FrameRate::F25.position(Frames(30)), Flicks::SECOND);
    let file = &spotted(&cut, Spotting::Recorded { handles: Flicks::SECOND })[0];
    assert_eq!(file.time_reference(SampleRate::MIX), 86_400 * 48_000 - 20 * 1_920);
}

#[test]
fn names_are_safe_and_bring_their_identifier_back() {
    let files = spotted(&cut(FrameRate::F25), Spotting::Heard);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["1M01 AC-DC- -Spark-- nd-3K9X0A7B2QF.wav", "1M02 Ёж nd-3K9X0A7B2QG.wav"]);
    assert_eq!(files[1].description, "1M02 ?? [nd:3K9X0A7B2QG]");
    assert_eq!(file_safe(&"é".repeat(300)).len(), 180);
    assert_eq!(file_safe(" ..a\u{202e}b\n/c.. "), "ab -c");
}

#[test]
fn handles_are_as_long_as_there_is_recording_and_time() {
    let mut cut = cut(FrameRate::F25);
    let long = Spotting::Recorded { handles: Flicks::from_seconds(5) };
    let file = &spotted(&cut, long)[0];
    // One second is before the part that sounds; the frame itself is ten frames into the cut.
    assert_eq!(
        (file.track_start, file.span.start),
        (Flicks::ZERO, Position(cut.clips[0].span.start.0 - Flicks::SECOND.0))
    );
    assert_eq!(file.span.end, cut.clips[0].span.end + Flicks::from_seconds(5));
    cut.clips[0].track_length = cut.clips[0].track_end();
    assert_eq!(spotted(&cut, long)[0].span.end, cut.clips[0].span.end);
    // No label lies before midnight.
    cut.start = Frames(0);
    let file = &spotted(&cut, long)[0];
    assert_eq!((file.since_midnight, file.span.start), (Flicks::ZERO, Position::ZERO));
    assert_eq!(file.track_start, Flicks(Flicks::SECOND.0 - cut.clips[0].span.start.0));
}

#[test]
fn the_list_says_what_was_done_and_where_each_lies() {
    let cut = cut(FrameRate::F25);
    let files = spotted(&cut, Spotting::Recorded { handles: Flicks::SECOND });
    let bytes = spotted_list(&cut, &files, Spotting::Recorded { handles: Flicks::SECOND });
    let text = String::from_utf8(bytes).expect("text");
    assert!(text.starts_with("My Heart 1x04\r\n25 frames a second, non-drop-frame, from 01:00:00:00\r\n"), "{text}");
    let line = text.lines().find(|line| line.starts_with("1M01")).expect("a line");
    let cells: Vec<&str> = line.split('\t').collect();
    assert_eq!(cells[1..6], ["00:59:59:10", "1M01", "01:00:00:10", "01:00:04:10", "00:00:04:00"]);
    assert_eq!(cells[9..], ["Songs", "-6.50 dB", "0.500 s", "", "[nd:3K9X0A7B2QF]"]);
}

#[test]
fn every_program_gets_forms_that_there_are_each_once() {
    for receiver in RECEIVERS {
        let mut names: Vec<&str> = receiver.parts.iter().map(|part| part.kind.name()).collect();
        assert!(receiver.parts.iter().any(|part| part.usual), "{}", receiver.name);
        for part in receiver.parts {
            match part.kind {
                PartKind::Placed(form) => assert!(PlacedForm::named(form).is_some(), "{form}"),
                PartKind::Markers(form) => assert!(crate::markers::MarkerForm::named(form).is_some(), "{form}"),
                PartKind::Spotted | PartKind::Recordings => {}
            }
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), receiver.parts.len(), "{}", receiver.name);
    }
}

#[test]
fn recordings_in_one_folder_are_told_apart() {
    let paths = ["/a/Spark.wav", "/b/spark.WAV", "/a/Spark.wav", "C:\\x\\Ash"];
    let names = flat_names(paths.into_iter());
    assert_eq!((names["/a/Spark.wav"].as_str(), names["/b/spark.WAV"].as_str()), ("Spark.wav", "spark 2.WAV"));
    assert_eq!(names["C:\\x\\Ash"], "Ash");
    assert_eq!(file_url("Sound/a b.wav"), "./Sound/a%20b.wav");
    assert_eq!(file_url("C:\\a\\b.wav"), "file:///C:/a/b.wav");
    assert_eq!(file_url("/a/b.wav"), "file:///a/b.wav");
}
