use timebase::{FrameRate, Frames};

use super::*;

fn sequence(rate: FrameRate) -> MarkerSequence {
    let frame = |index| rate.position(Frames(index));
    let start = Timecode::parse("01:00:00:00", rate).expect("a label").to_frames();
    MarkerSequence {
        title: "My Heart 1x04".into(),
        rate,
        start,
        markers: vec![
            Marker {
                at: frame(34),
                until: None,
                name: "4M07".into(),
                comment: "Strings too early?\nReally|early.".into(),
                author: "Dana".into(),
                colour: MarkerColour::Red,
            },
            Marker {
                at: frame(1_800),
                until: Some(frame(1_850)),
                name: "4M09".into(),
                comment: "Less\tpiano".into(),
                author: String::new(),
                colour: MarkerColour::Green,
            },
        ],
    }
}

fn written(name: &str, rate: FrameRate) -> String {
    let bytes = (MarkerForm::named(name).expect("a form").write)(&sequence(rate));
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn avid_gets_a_line_a_marker_with_its_length_in_frames() {
    assert_eq!(
        written("avid", FrameRate::F24),
        "Dana\t01:00:01:10\tV1\tred\t4M07 Strings too early? Really|early.\t1\r\n\
         Needledrop\t01:01:15:00\tV1\tgreen\t4M09 Less piano\t50\r\n"
    );
}

#[test]
fn an_edl_has_locators_below_one_event_of_black() {
    let text = written("edl", FrameRate::F29_97Drop);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines,
        [
            "TITLE:   My Heart 1x04",
            "FCM: DROP FRAME",
            "",
            "001  BL       V     C        00:00:00;00 00:01:01;22 01:00:00;00 01:01:01;22",
            "* LOC: 01:00:01;04 RED     4M07 Dana: Strings too early? Really|early.",
            "* LOC: 01:01:00;02 GREEN   4M09 Less piano",
            "",
        ]
    );
}

#[test]
fn resolve_gets_the_note_before_the_fields_and_no_bar_in_it() {
    let text = written("resolve", FrameRate::F24);
    assert!(text.starts_with("TITLE: My Heart 1x04\r\nFCM: NON-DROP FRAME\r\n\r\n"), "{text}");
    assert!(text.contains(
        "001  001      V     C        01:00:01:10 01:00:01:11 01:00:01:10 01:00:01:11  \r\n\
         Dana: Strings too early? Really/early. |C:ResolveColorRed |M:4M07 |D:1\r\n"
    ));
    assert!(text.contains("Less piano |C:ResolveColorGreen |M:4M09 |D:50\r\n"), "{text}");
}

#[test]
fn premiere_gets_columns_in_utf_16_and_semicolons_in_drop_frame() {
    let read = |rate| {
        let bytes = (MarkerForm::named("premiere").expect("a form").write)(&sequence(rate));
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16(&units).expect("UTF-16")
    };
    assert_eq!(
        read(FrameRate::F24),
        "\u{feff}Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\r\n\
         4M07\tDana: Strings too early? Really|early.\t01:00:01:10\t01:00:01:10\t00:00:00:00\tComment\r\n\
         4M09\tLess piano\t01:01:15:00\t01:01:17:02\t00:00:02:02\tComment\r\n"
    );
    assert!(read(FrameRate::F29_97Drop).contains("\t01;01;00;02\t01;01;01;22\t00;00;01;20\t"));
}

#[test]
fn no_note_breaks_out_of_its_line() {
    let mut wild = sequence(FrameRate::F25);
    wild.markers[0].comment = "a\r\n* LOC: 00:00:00:00 RED b\u{2028}c\u{202e}d".into();
    wild.markers[0].author = "x\ty".into();
    wild.title = "T\r\n002  AX".into();
    for form in MARKER_FORMS {
        let bytes = (form.write)(&wild);
        let calm = (form.write)(&sequence(FrameRate::F25));
        let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
        assert_eq!(lines(&bytes), lines(&calm), "{}", form.name);
    }
}

#[test]
fn reaper_gets_markers_and_regions_in_real_time() {
    let mut sequence = sequence(FrameRate::F25);
    sequence.markers[0].name = "4M07, \"late\"".into();
    let bytes = (MarkerForm::named("reaper").expect("a form").write)(&sequence);
    assert_eq!(
        String::from_utf8(bytes).expect("UTF-8"),
        "#,Name,Start,End,Length,Color\r\n\
         M1,\"4M07, \"\"late\"\" Dana: Strings too early? Really|early.\",0:01.360,,,D03030\r\n\
         R1,4M09 Less piano,1:12.000,1:14.000,0:02.000,30A040\r\n"
    );
}

#[test]
fn a_text_list_has_a_column_for_each_thing() {
    assert_eq!(
        written("text", FrameRate::F24),
        "Marker\tIn\tOut\tDuration\tColour\tAuthor\tNotes\r\n\
         4M07\t01:00:01:10\t\t\tred\tDana\tStrings too early? Really|early.\r\n\
         4M09\t01:01:15:00\t01:01:17:02\t00:00:02:02\tgreen\t\tLess piano\r\n"
    );
}

#[test]
fn what_is_written_is_read_back_up_to_what_the_form_holds() {
    use crate::timeline::{Hints, Time, read_timeline};
    for rate in FrameRate::ALL {
        let sequence = sequence(rate);
        for form in MARKER_FORMS {
            let bytes = (form.write)(&sequence);
            let list = read_timeline(&bytes, &Hints { rate: Some(rate) });
            let list = list.unwrap_or_else(|error| panic!("{} at {rate}: {error}", form.name));
            let counting = list.counting().expect("a rate");
            let start = rate.flicks(sequence.start).0;
            let frame = |time: Time| {
                let elapsed = match time {
                    Time::Elapsed(at) => at.0,
                    time => time.position(counting).0 - start,
                };
                rate.frame_nearest(timebase::Position(elapsed)).0
            };
            let places: Vec<(i64, Option<i64>)> =
                list.markers.iter().map(|marker| (frame(marker.at), marker.until.map(frame))).collect();
            let losses = form.losses(&sequence).join(" ");
            let until = (!losses.contains("range")).then_some(1_850);
            assert_eq!(places, [(34, None), (1_800, until)], "{} at {rate}", form.name);
            for (marker, wanted) in list.markers.iter().zip(&sequence.markers) {
                let text = format!("{} {} {}", marker.name, marker.comment, marker.author);
                assert!(text.contains(&wanted.name) && text.contains(&wanted.author), "{}: {text}", form.name);
                assert!(text.contains("piano") || text.contains("Strings too early?"), "{}: {text}", form.name);
                let has_colour = marker.colour == wanted.colour.word() || form.name == "reaper";
                assert_eq!(has_colour, !losses.contains("colours"), "{}: {}", form.name, marker.colour);
            }
            println!("{} at {rate}: 2 markers came back; lost: {losses}", form.name);
        }
    }
}
