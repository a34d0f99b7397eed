//! Lists of an editor's sound, and the recordings that are heard in them.

use timebase::{FLICKS_PER_SECOND, FrameRate};

use super::*;
use crate::timeline::{Hints, read_timeline};

/// Name, seconds, tracks and events of each recording.
fn heard(text: &str) -> Vec<String> {
    let list = read_timeline(text.as_bytes(), &Hints { rate: Some(FrameRate::F25) }).expect("reads");
    let counting = list.counting().expect("a clock");
    let seconds = |at: Position| (at.0 - counting.start.0) / FLICKS_PER_SECOND;
    let (found, _) = recordings(&list, counting, &[]);
    let told = found.iter().map(|entry| {
        format!(
            "{} {}-{} {} ({})",
            entry.name,
            seconds(entry.from),
            seconds(entry.to),
            entry.tracks.join("+"),
            entry.events
        )
    });
    told.collect()
}

fn event(number: u32, track: &str, source: (u32, u32), record: (u32, u32), name: &str) -> String {
    let label = |seconds: u32| format!("01:{:02}:{:02}:00", seconds / 60, seconds % 60);
    format!(
        "{number:03}  AX {track} C {} {} {} {}\n* FROM CLIP NAME: {name}\n",
        label(source.0),
        label(source.1),
        label(record.0),
        label(record.1)
    )
}

#[test]
fn channels_of_a_recording_are_one_entry() {
    let list = event(1, "A9", (0, 10), (0, 10), "SPARK.L.WAV")
        + &event(2, "A10", (0, 10), (0, 10), "SPARK.R.WAV")
        + &event(3, "A11", (0, 10), (0, 10), "OTHER.WAV");
    assert_eq!(heard(&list), ["SPARK 0-10 A9+A10 (2)", "OTHER 0-10 A11 (1)"]);
}

#[test]
fn a_channel_that_is_trimmed_or_faded_by_itself_is_still_a_channel() {
    let list = event(1, "A", (0, 10), (0, 10), "SPARK") + &event(2, "A2", (0, 8), (0, 8), "SPARK");
    assert_eq!(heard(&list), ["SPARK 0-10 A1+A2 (2)"]);
    let list = event(1, "A", (0, 10), (0, 10), "SPARK") + &event(2, "A2", (3, 10), (3, 10), "SPARK");
    assert_eq!(heard(&list), ["SPARK 0-10 A1+A2 (2)"]);
    // Out of step, or of another part, it is another.
    let list = event(1, "A", (0, 10), (0, 10), "SPARK") + &event(2, "A2", (20, 30), (0, 10), "SPARK");
    assert_eq!(heard(&list).len(), 2);
    let list = event(1, "A", (0, 10), (0, 10), "SPARK") + &event(2, "A2", (2, 8), (2, 8), "SPARK");
    assert_eq!(heard(&list).len(), 2);
}

#[test]
fn add_edits_are_joined_and_jumps_are_not() {
    let joined = event(1, "A", (0, 10), (0, 10), "SPARK") + &event(2, "A", (10, 20), (10, 20), "SPARK");
    assert_eq!(heard(&joined), ["SPARK 0-20 A1 (2)"]);
    let jump = event(1, "A", (0, 10), (0, 10), "SPARK") + &event(2, "A", (30, 40), (10, 20), "SPARK");
    assert_eq!(heard(&jump), ["SPARK 0-10 A1 (1)", "SPARK 10-20 A1 (1)"]);
    let gap = event(1, "A", (0, 10), (0, 10), "SPARK") + &event(2, "A", (10, 20), (12, 22), "SPARK");
    assert_eq!(heard(&gap).len(), 2);
}

#[test]
fn a_dissolve_lets_the_first_sound_on_and_heals_what_is_one() {
    let dissolve = |name: &str, source: &str| {
        format!(
            "{}002 AX A C 01:00:10:00 01:00:10:00 01:00:10:00 01:00:10:00\n002 AX A D 050 {source} 01:00:10:00 01:00:20:00\n* FROM CLIP NAME: SPARK\n* TO CLIP NAME: {name}\n",
            event(1, "A", (0, 10), (0, 10), "SPARK")
        )
    };
    assert_eq!(heard(&dissolve("OTHER", "01:00:00:00 01:00:10:00")), ["SPARK 0-12 A1 (1)", "OTHER 10-20 A1 (1)"]);
    assert_eq!(heard(&dissolve("SPARK", "01:00:10:00 01:00:20:00")), ["SPARK 0-20 A1 (2)"]);
}

#[test]
fn fades_of_a_session_belong_to_their_clips() {
    let row = |channel: u32, name: &str, from: &str, to: &str, state: &str| {
        format!("{channel} \t1 \t{name} \t{from}\t{to}\t-\t{state}\n")
    };
    let mut text = "SESSION NAME:\tx\nSAMPLE RATE:\t48000.000000\nSESSION START TIMECODE:\t01:00:00:00\nTIMECODE FORMAT:\t25 Frame\n\nT R A C K  L I S T I N G\nTRACK NAME:\tMX (Stereo)\nCOMMENTS:\t\nSTATE: \nCHANNEL \tEVENT   \tCLIP NAME \tSTART TIME \tEND TIME \tDURATION \tSTATE\n".to_owned();
    for channel in [1, 2] {
        let side = if channel == 1 { "L" } else { "R" };
        text += &row(channel, "(fade in)", "01:00:01:00", "01:00:02:00", "Unmuted");
        text += &row(channel, &format!("Spark.{side}"), "01:00:02:00", "01:00:08:00", "Unmuted");
        text += &row(channel, "(fade out)", "01:00:08:00", "01:00:10:00", "Unmuted");
        text += &row(channel, &format!("Quiet.{side}"), "01:00:20:00", "01:00:30:00", "Muted");
    }
    assert_eq!(heard(&text), ["Spark 1-10 MX (Stereo) (6)"]);
    let list = read_timeline(text.as_bytes(), &Hints::default()).expect("reads");
    let (found, left_out) = recordings(&list, list.counting().expect("a clock"), &[]);
    assert_eq!((found[0].fade_in, found[0].fade_out), (Flicks::SECOND, Flicks::from_seconds(2)));
    assert_eq!(left_out.len(), 2);
    assert!(left_out[0].reason.contains("muted"));
}

#[test]
fn names_lose_the_mark_of_their_channel() {
    for (name, bare) in
        [("Spark.L", "Spark"), ("Spark_R.wav", "Spark"), ("Spark.wav", "Spark"), ("Raul", "Raul"), (".L", ".L")]
    {
        assert_eq!(without_channel(name), bare);
    }
}

/// Both clips of a crossfade are heard from its beginning to its end, however much of it lies before the cut.
#[test]
fn crossfades_lie_round_their_cut() {
    let time = |value: i64| format!("{{\"OTIO_SCHEMA\":\"RationalTime.1\",\"rate\":25,\"value\":{value}}}");
    let clip = |name: &str, from: i64| {
        format!(
            "{{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"{name}\",\"source_range\":{{\"start_time\":{},\"duration\":{}}}}}",
            time(from),
            time(500)
        )
    };
    let text = format!(
        "{{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[{{\"OTIO_SCHEMA\":\"Track.1\",\
         \"kind\":\"Audio\",\"children\":[{},{{\"OTIO_SCHEMA\":\"Transition.1\",\"in_offset\":{},\"out_offset\":{},\
         \"transition_type\":\"SMPTE_Dissolve\"}},{}]}}]}}}}",
        clip("A", 100),
        time(10),
        time(20),
        clip("B", 1_000)
    );
    let list = read_timeline(text.as_bytes(), &Hints::default()).expect("reads");
    let counting = list.counting().expect("a clock");
    let frames = |at: i64| at / FrameRate::F25.frame().0;
    let (found, _) = recordings(&list, counting, &[]);
    let told: Vec<_> = found
        .iter()
        .map(|own| {
            let span = (frames(own.from.0), frames(own.to.0));
            let source = own.source_from.map(|from| frames(from.0));
            (own.name.as_str(), span, source, frames(own.fade_in.0), frames(own.fade_out.0))
        })
        .collect();
    assert_eq!(told, [("A", (0, 520), Some(100), 0, 30), ("B", (490, 1_000), Some(990), 30, 0)]);
}
