//! Session texts, and what is read of them.

use timebase::{FLICKS_PER_SECOND, Position};

use super::*;
use crate::timeline::read_timeline;

const HEAD: &str = "SESSION NAME:\tEP 104\nSAMPLE RATE:\t48000.000000\nBIT DEPTH:\t24-bit\nSESSION START TIMECODE:\t00:59:50:00\nTIMECODE FORMAT:\t25 Frame\n# OF AUDIO TRACKS:\t1\n\n\n";

fn read(text: &str) -> Timeline {
    read_timeline(text.as_bytes(), &Hints::default()).expect("reads")
}

/// A track with rows; `times` stand for start and end.
fn session(rows: &[(&str, &str, &str)]) -> String {
    let mut text = format!(
        "{HEAD}O N L I N E  F I L E S  I N  S E S S I O N\nFilename      \tLocation\nSpark.wav\tMac:Audio Files:\n\n\n\
         O N L I N E  C L I P S  I N  S E S S I O N\nCLIP NAME \tSource File\nSpark.L    \tSpark.wav\t[1]\nSpark.R    \tSpark.wav\t[2]\n\n\n\
         T R A C K  L I S T I N G\nTRACK NAME:\tMX (Stereo)\nCOMMENTS:\tfirst\nsecond line\nUSER DELAY:\t0 Samples\nSTATE: Hidden Muted \nPLUG-INS: \n\
         CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n"
    );
    for (name, from, to) in rows {
        let channel = if name.ends_with(".R") { 2 } else { 1 };
        text.push_str(&format!(
            "{channel}       \t1       \t{name}              \t   {from}\t   {to}\t   -\tUnmuted\n"
        ));
    }
    text
}

fn seconds(timeline: &Timeline) -> Vec<(i64, i64)> {
    let counting = timeline.counting().expect("a clock");
    let millis = |time: Time| (time.position(counting).0 - counting.start.0) / (FLICKS_PER_SECOND / 1000);
    timeline.events.iter().map(|event| (millis(event.record.from), millis(event.record.to))).collect()
}

#[test]
fn every_time_format_is_the_same_place() {
    for (from, to) in [
        ("01:00:00:00", "01:00:15:00"),
        ("01:00:00:00.00", "01:00:15:00.00"),
        ("0:10.000", "0:25.000"),
        ("0:10", "0:25"),
        ("480000", "1200000"),
        ("15+00.00", "37+08.00"),
    ] {
        let list = read(&session(&[("Spark.L", from, to)]));
        assert_eq!(seconds(&list), [(10_000, 25_000)], "{from}");
        assert_eq!(list.rate, Some(FrameRate::F25));
    }
}

#[test]
fn tracks_have_their_states_comments_and_channels() {
    let list = read(&session(&[("Spark.L", "01:00:00:00", "01:00:05:00"), ("Spark.R", "01:00:00:00", "01:00:05:00")]));
    let track = &list.tracks[0];
    assert_eq!(
        (track.name.as_str(), track.channels, track.comments.as_str()),
        ("MX (Stereo)", Some(2), "first\nsecond line")
    );
    assert!(track.muted && track.hidden && !track.solo && !track.inactive);
    let told: Vec<_> = list.events.iter().map(|event| (event.file.as_str(), event.channels.as_slice())).collect();
    assert_eq!(told, [("Mac:Audio Files:Spark.wav", &[1_u16][..]), ("Mac:Audio Files:Spark.wav", &[2][..])]);
}

#[test]
fn fades_are_told_from_clips() {
    let list = read(&session(&[
        ("(fade in)", "01:00:00:00", "01:00:01:00"),
        ("Spark.L", "01:00:01:00", "01:00:05:00"),
        ("(cross fade)", "01:00:05:00", "01:00:06:00"),
    ]));
    let parts: Vec<Part> = list.events.iter().map(|event| event.part).collect();
    assert_eq!(parts, [Part::FadeIn, Part::Clip, Part::CrossFade]);
}

#[test]
fn a_session_runs_on_past_midnight() {
    let text = session(&[("Spark.L", "23:59:55:00", "00:00:05:00")]).replace("00:59:50:00", "23:50:00:00");
    assert_eq!(seconds(&read(&text)), [(595_000, 605_000)]);
}

#[test]
fn markers_come_with_their_tracks() {
    let text = format!(
        "{HEAD}M A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tTRACK NAME                       \tTRACK TYPE   \tCOMMENTS\n\
         1   \t01:00:00:00  \t480000            \tSamples  \tHit                              \tMX                               \tTrack                            \tDoor slams\n\
         oops\n2   \t01:00:61:00  \t0\tSamples  \tWrong\t\t\t\n"
    );
    let list = read(&text);
    let marker = &list.markers[0];
    assert_eq!((marker.name.as_str(), marker.track.as_str(), marker.kind.as_str()), ("Hit", "MX", "Track"));
    assert_eq!(marker.comment, "Door slams\noops");
    assert_eq!(list.skipped[0].place, Place::Line(13));
}

#[test]
fn bars_are_time_only_where_a_marker_tells_both() {
    let bars = session(&[("Spark.L", "6|1| 000", "13|3| 480")]);
    let list = read(&bars);
    assert_eq!((list.events.len(), list.skipped.len()), (0, 1));
    assert!(list.skipped[0].reason.contains("tempo"), "{:?}", list.skipped);
    let told = format!(
        "{bars}\n\nM A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tCOMMENTS\n1   \t11|1| 000  \t960000            \tSamples  \tBar                              \t\n"
    );
    let list = read(&told);
    assert_eq!(seconds(&list), [(10_000, 25_250)]);
    assert!(list.remarks.iter().any(|remark| remark.contains("120.0 beats")), "{:?}", list.remarks);
}

#[test]
fn bars_without_ticks_are_read_at_the_one_tempo_that_fits() {
    let told = |at: &str, samples: &str| {
        format!(
            "{}\n\nM A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tCOMMENTS\n1   \t{at}  \t{samples}            \tSamples  \tBar                              \t\n",
            session(&[("Spark.L", "6|1", "13|3")])
        )
    };
    // 56.149 s lie in the beat after 112 at 120 beats a minute, and at no other whole number.
    let list = read(&told("29|1", "2695168"));
    assert_eq!(seconds(&list), [(10_000, 25_000)]);
    assert!(list.remarks.iter().any(|remark| remark.contains("up to a beat later")), "{:?}", list.remarks);
    // Two seconds lie in the beat after 4 at many.
    let open = read(&told("2|1", "96000"));
    assert_eq!((open.events.len(), open.skipped.len()), (0, 1));
}

#[test]
fn other_letters_and_missing_parts_are_read() {
    let text = format!(
        "{HEAD}T R A C K  L I S T I N G\nTRACK NAME:\tMusique française\nCOMMENTS:\t\nSTATE: Solo\nQ U A R K  L I S T I N G\nx\n"
    );
    for bytes in [
        text.clone().into_bytes(),
        encoding_rs::MACINTOSH.encode(&text).0.into_owned(),
        encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
    ] {
        let list = read_timeline(&bytes, &Hints::default()).expect("reads");
        assert_eq!(list.tracks[0].name, "Musique française");
        assert!(list.tracks[0].solo);
        assert_eq!(list.skipped.len(), 1);
    }
}

#[test]
fn a_session_says_its_rate_and_its_start() {
    let list = read(&HEAD.replace("25 Frame", "29.97 Drop Frame").replace("00:59:50:00", "01:00:00;00"));
    assert_eq!((list.rate, list.title.as_str()), (Some(FrameRate::F29_97Drop), "EP 104"));
    assert_eq!(list.counting().expect("a clock").start, Position(FrameRate::F29_97Drop.frame().0 * 107_892));
}
