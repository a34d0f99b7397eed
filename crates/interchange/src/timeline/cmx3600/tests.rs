//! Lists as each program writes them, and what is read of them.

use super::*;
use crate::timeline::read_timeline;

fn read_at(text: &str, rate: Option<FrameRate>) -> Timeline {
    read_timeline(text.as_bytes(), &Hints { rate }).expect("reads")
}

fn read(text: &str) -> Timeline {
    read_at(text, None)
}

/// Track, name, record in and out of each event.
fn drawn(timeline: &Timeline) -> Vec<String> {
    let time = |time: Time| time.label().map_or_else(|| format!("{time:?}"), |label| label.to_string());
    let told = timeline.events.iter().map(|event| {
        let track = &timeline.tracks[event.track].name;
        format!("{track} {} {}-{}", event.name, time(event.record.from), time(event.record.to))
    });
    told.collect()
}

#[test]
fn an_event_stands_on_each_of_its_channels() {
    let list = read(
        "TITLE: Music\nFCM: NON-DROP FRAME\n001  AX  AA/V  C  00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: Spark.wav\nAUD  3    4\n",
    );
    assert_eq!(list.title, "Music");
    let names: Vec<&str> = list.tracks.iter().map(|track| track.name.as_str()).collect();
    assert_eq!(names, ["V1", "A1", "A2", "A3", "A4"]);
    assert_eq!(list.events.len(), 5);
    assert!(list.events.iter().all(|event| event.name == "Spark.wav"));
}

#[test]
fn a_dissolve_has_an_outgoing_and_an_incoming_source() {
    let list = read(
        "001  ONE V C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\n\
         001  TWO V D 010 00:00:08:08 00:00:08:18 01:00:00:00 01:00:00:10\n\
         EFFECTS NAME IS CROSS DISSOLVE\n* FROM CLIP NAME: first\n* TO CLIP NAME: second\n* SOURCE FILE: first.mov\n",
    );
    assert_eq!(drawn(&list), ["V1 first 01:00:00:00-01:00:00:00", "V1 second 01:00:00:00-01:00:00:10"]);
    let incoming = list.events[1].transition.as_ref().expect("a transition");
    assert_eq!((&incoming.kind, incoming.length), (&TransitionKind::Dissolve, Length::Frames(10)));
    assert_eq!(incoming.name, "CROSS DISSOLVE");
    assert_eq!((list.events[0].file.as_str(), list.events[1].file.as_str()), ("first.mov", ""));
}

#[test]
fn black_is_no_clip_and_takes_no_name() {
    let list = read(
        "040  BL  A12 C     00:00:00:00 00:00:00:00 01:08:56:00 01:08:56:00\n\
         040  TC  A12 D 002 00:00:00:00 00:00:00:00 01:08:56:00 01:08:56:02\n\
         * TO CLIP NAME:  MX.WAV\n* A12 VOL =  +6.0 DB  PAN L100\n* PATCH TC:  FROM SOURCE 2 TO RECORD 12\n* SOURCE FILE: (NULL)\n",
    );
    assert_eq!((list.events[0].part, list.events[0].name.as_str()), (Part::Black, ""));
    assert_eq!((list.events[1].name.as_str(), list.events[1].gain_millibel), ("MX.WAV", Some(600)));
    assert_eq!(list.events[1].channels, [2]);
    assert_eq!(list.events[0].gain_millibel, None);
}

#[test]
fn speeds_are_fractions_and_each_event_has_its_own() {
    let list = read_at(
        "001  ONE V C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\n\
         001  TWO V D 010 00:00:08:08 00:00:08:18 01:00:00:00 01:00:01:10\n\
         M2   ONE       -24.0                00:00:00:00\nM2   TWO       012.0                00:00:08:08\n",
        Some(FrameRate::F24),
    );
    assert_eq!(list.events[0].speed, Some(Speed { numerator: -1, denominator: 1 }));
    assert_eq!(list.events[1].speed, Some(Speed { numerator: 1, denominator: 2 }));
}

#[test]
fn a_rate_is_never_invented() {
    let text = "001  AX V C 00:00:00:00 00:00:30:01 00:00:59:24 00:01:30:00\n";
    let list = read(text);
    assert_eq!((list.rate, list.possible.as_slice()), (None, &[FrameRate::F25][..]));
    assert_eq!(read_at(text, Some(FrameRate::F25)).rate, Some(FrameRate::F25));
    let refused = read_timeline(text.as_bytes(), &Hints { rate: Some(FrameRate::F24) }).expect_err("refused");
    assert!(refused.to_string().contains("line 1 has the label 00:00:59:24"), "{refused}");
}

#[test]
fn sources_keep_labels_of_a_rate_of_their_own() {
    let text = "FCM: NON-DROP FRAME\n\
        001  TAPE25 V C 02:00:00:20 02:00:03:05 10:00:00:00 10:00:02:10\n\
        002  TAPE25 V C 02:00:05:20 02:00:08:06 10:00:02:10 10:00:04:21\n\
        003  TAPE30 V C 01:00:00:29 01:00:02:14 10:00:04:21 10:00:06:08\n\
        004  TAPE30 V C 01:00:03:00 01:00:04:00 10:00:06:08 10:00:07:08\n\
        005  TAPEDF V C 01:00:10;28 01:00:12;29 10:00:07:08 10:00:09:09\n";
    // The rest of its labels tell the rate.
    assert_eq!(read(text).possible, [FrameRate::F25]);
    let list = read_at(text, Some(FrameRate::F25));
    let rates: Vec<Option<FrameRate>> = list.events.iter().map(|event| event.source_rate).collect();
    let (full, dropping) = (Some(FrameRate::F30), Some(FrameRate::F29_97Drop));
    assert_eq!(rates, [None, None, full, full, dropping]);
    assert_eq!((list.events.len(), list.skipped.len()), (5, 0));
    assert_eq!(list.remarks.len(), 2, "{:?}", list.remarks);
    assert!(list.remarks[0].contains("TAPE30 has the label 01:00:00:29 (line 4)"), "{:?}", list.remarks);
    // Where the labels are of the list itself, its rate is another.
    let refused = read_timeline(
        b"001 A V C 00:00:00:00 00:00:01:00 10:00:00:29 10:00:01:29\n",
        &Hints { rate: Some(FrameRate::F25) },
    );
    assert!(refused.is_err());
}

#[test]
fn the_count_of_the_list_is_the_record_sides() {
    let list = read(
        "TITLE: x\nFCM: DROP FRAME\n001  A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n\
         FCM: NON-DROP FRAME\n002  B V C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n",
    );
    let drop = |time: Time| time.label().and_then(|label| label.drop);
    assert_eq!(drop(list.events[1].record.from), Some(true));
    assert_eq!(drop(list.events[1].source_span.expect("a source").from), Some(false));
    assert!(list.remarks[0].contains("Line 4"), "{:?}", list.remarks);
    assert_eq!(list.possible, [FrameRate::F29_97Drop, FrameRate::F59_94Drop]);
}

#[test]
fn a_label_that_drop_frame_skips_costs_its_event() {
    let list = read_at(
        "FCM: DROP FRAME\n001 A V C 00:00:00:00 00:00:01:00 01:01:00;00 01:01:01;00\n002 A V C 00:00:00:00 00:00:01:00 01:01:01;00 01:01:02;00\n",
        Some(FrameRate::F29_97Drop),
    );
    assert_eq!(list.events.len(), 1);
    assert_eq!(list.skipped[0].place, Place::Line(2));
    assert!(list.skipped[0].reason.contains("01:01:00;00"), "{:?}", list.skipped);
}

#[test]
fn markers_of_resolve_are_no_events() {
    let list = read_at(
        "TITLE: Notes\nFCM: NON-DROP FRAME\n\n001  001      V     C        01:00:01:00 01:00:01:01 01:00:01:00 01:00:01:01  \n\
         less piano |C:ResolveColorBlue |M:1M03 |D:25\n\n002  001      V     C        01:00:05:00 01:00:05:01 01:00:05:00 01:00:05:01  \n |C:ResolveColorRed |M:Hit |D:1\n",
        Some(FrameRate::F25),
    );
    assert_eq!((list.events.len(), list.tracks.len(), list.markers.len()), (0, 0, 2));
    let first = &list.markers[0];
    assert_eq!((first.name.as_str(), first.comment.as_str(), first.colour.as_str()), ("1M03", "less piano", "blue"));
    let counting = list.counting().expect("a clock");
    let seconds = first.until.expect("a range").position(counting).0 / timebase::FLICKS_PER_SECOND;
    assert_eq!(seconds, 3602);
    assert_eq!((list.markers[1].name.as_str(), list.markers[1].until), ("Hit", None));
}

#[test]
fn lists_run_on_past_midnight() {
    let list = read_at(
        "001 A V C 00:00:00:00 00:00:01:00 23:59:59:12 00:00:00:12\n002 A V C 00:00:00:00 00:00:01:00 00:00:00:12 00:00:01:12\n",
        Some(FrameRate::F25),
    );
    let seconds: Vec<i64> = list
        .events
        .iter()
        .map(|event| event.record.from.position(list.counting().expect("a clock")).0 / timebase::FLICKS_PER_SECOND)
        .collect();
    assert_eq!(seconds, [86_399, 86_400]);
    assert_eq!(list.skipped, []);
}

#[test]
fn an_end_that_was_left_out_is_worked_out() {
    let list = read_at("001 AX V D 010 00:00:00:00 00:00:02:00 01:00:00:00 00:00:00:00\n", Some(FrameRate::F25));
    assert_eq!(drawn(&list), ["V1  01:00:00:00-01:00:02:00"]);
}

#[test]
fn a_split_edit_begins_later_on_one_side() {
    let list = read_at(
        "001 AX B C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\nSPLIT:    AUDIO DELAY=  00:00:00:10\n",
        Some(FrameRate::F25),
    );
    assert_eq!(drawn(&list), ["V1  01:00:00:00-01:00:02:00", "A1  01:00:00:10-01:00:02:00"]);
}

#[test]
fn whatever_ends_lines_and_whatever_the_letters_are() {
    let text = "TITLE: Café\rFCM: NON-DROP FRAME\r001\tax\tv\tc\t00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\r*from clip name: Café – Night\r";
    let (mac, _, _) = encoding_rs::MACINTOSH.encode(text);
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.replace('\r', "\r\n").bytes()).collect();
    for bytes in [text.as_bytes(), &mac, &marked] {
        let list = read_timeline(bytes, &Hints::default()).expect("reads");
        assert_eq!((list.title.as_str(), list.events[0].name.as_str()), ("Café", "Café – Night"));
    }
}

#[test]
fn what_is_not_understood_is_told_with_its_line() {
    let list = read(
        "TITLE: x\nBLOCK 7\n001 AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n002 AX V C 00:00:00:00 00:00:01:00 01:00:05:00 01:00:04:00\n",
    );
    let lines: Vec<&Place> = list.skipped.iter().map(|skipped| &skipped.place).collect();
    assert_eq!(lines, [&Place::Line(2), &Place::Line(4)]);
}

#[test]
fn material_is_found_by_its_reel_and_long_reels_come_back() {
    let list = read(
        "001 LONGNAM1 A C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\nFINAL CUT PRO REEL: Long name REPLACED BY: LONGNAM1\n\
         002 SROY-12B A C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n\
         >>> SOURCE SROY-12B SROY-12B 060a2b340101010101010f00-13-00-00-00-{00000511} \n* SOURCE FILE: master.wav\n",
    );
    assert_eq!(list.events[0].source, "Long name");
    assert_eq!((list.events[1].file.as_str(), list.events[1].ids[0].kind), ("master.wav", IdKind::Umid));
}

#[test]
fn a_cut_is_named_by_what_it_is_from() {
    let list = read(
        "189  A015 V C 08:28:06:00 08:28:08:00 04:11:35:18 04:11:37:18\n* FROM CLIP NAME:  two\n* TO CLIP NAME:  one\n",
    );
    assert_eq!(
        (list.events[0].name.as_str(), list.events[0].comments.as_slice()),
        ("two", &["TO CLIP NAME: one".to_owned()][..])
    );
}

#[test]
fn what_is_on_no_channel_sounds_where_the_line_below_says() {
    let list = read(
        "001  AX  NONE  C  00:00:10:00 00:00:14:00 01:00:00:00 01:00:04:00\n* FROM CLIP NAME: Tide.wav\n\
         * AUDIO LEVEL AT 00:00:10:00 IS -3.00 DB  (REEL AX A4)\nAUD  3    4\n\
         002  BL  NONE  C  00:00:00:00 00:00:01:00 01:00:04:00 01:00:05:00\n",
    );
    let names: Vec<&str> = list.tracks.iter().map(|track| track.name.as_str()).collect();
    assert_eq!(names, ["A3", "A4"]);
    assert_eq!(drawn(&list), ["A3 Tide.wav 01:00:00:00-01:00:04:00", "A4 Tide.wav 01:00:00:00-01:00:04:00"]);
    let gains: Vec<Option<i32>> = list.events.iter().map(|event| event.gain_millibel).collect();
    assert_eq!(gains, [None, Some(-300)]);
    let told: Vec<&Place> = list.skipped.iter().map(|skipped| &skipped.place).collect();
    assert_eq!(told, [&Place::Line(5)]);
}

#[test]
fn two_events_of_one_number_are_two_where_they_do_not_touch() {
    let list = read_timeline(
        b"TITLE: x\nFCM: NON-DROP FRAME\n\n\
          001  ONE A C 00:00:00:00 00:00:05:00 01:02:00:00 01:02:05:00\n* FROM CLIP NAME: First\n\
          001  TWO A C 00:00:00:00 00:00:05:00 01:04:00:00 01:04:05:00\n* FROM CLIP NAME: Second\n",
        &Hints { rate: Some(FrameRate::F25) },
    );
    let list = list.expect("reads");
    let told: Vec<(&str, &str)> =
        list.events.iter().map(|event| (event.name.as_str(), event.source.as_str())).collect();
    assert_eq!(told, [("First", "ONE"), ("Second", "TWO")]);
}

#[test]
fn what_is_silent_throughout_is_silent_and_what_rises_is_not() {
    let list = read_timeline(
        b"TITLE: x\nFCM: NON-DROP FRAME\n\n\
          001  AA A C 00:00:00:00 00:00:05:00 01:00:00:00 01:00:05:00\n\
          * AUDIO LEVEL AT 00:00:00:00 IS -INF DB  (REEL AA A1)\n\
          002  BB A C 00:00:00:00 00:00:05:00 01:00:05:00 01:00:10:00\n\
          * AUDIO LEVEL AT 00:00:00:00 IS -INF DB  (REEL BB A1)\n\
          * AUDIO LEVEL AT 00:00:02:00 IS -3.00 DB  (REEL BB A1)\n",
        &Hints { rate: Some(FrameRate::F25) },
    );
    let gains: Vec<Option<i32>> = list.expect("reads").events.iter().map(|event| event.gain_millibel).collect();
    assert_eq!(gains, [Some(-14_400), Some(-300)]);
}

#[test]
fn what_is_said_below_an_event_that_is_not_read_is_not_about_the_one_before() {
    let list = read_timeline(
        b"TITLE: x\nFCM: NON-DROP FRAME\n\n\
          001  AA A C 00:00:00:00 00:00:05:00 01:00:00:00 01:00:05:00\n* FROM CLIP NAME: Song One\n\
          002  BB A C 00:00:00:00  01:00:05:00 \n* FROM CLIP NAME: Song Two\n\
          003  CC A C 00:00:00:00 00:00:05:00 01:00:10:00 01:00:15:00\n",
        &Hints { rate: Some(FrameRate::F25) },
    );
    let list = list.expect("reads");
    let told: Vec<(&str, &str)> =
        list.events.iter().map(|event| (event.name.as_str(), event.source.as_str())).collect();
    assert_eq!((told, list.skipped.len()), (vec![("Song One", "AA"), ("", "CC")], 1));
}
