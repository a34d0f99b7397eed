use super::*;

/// A cut that starts at 01:00:00:00 and lasts two hours.
fn scale(rate: FrameRate) -> TimeScale<'static> {
    let start = Timecode::parse("01:00:00:00", rate).expect("a label").to_frames();
    TimeScale { cut: "Cut 1", rate, start, length: rate.flicks(Frames(2 * 3600 * rate.labels_per_second())) }
}

fn label(text: &str, now: Option<Position>, rate: FrameRate) -> String {
    let scale = scale(rate);
    match scale.point(text, now) {
        Ok(at) => Timecode::from_frames(scale.start + rate.frame_at(at), rate).to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_point_is_typed_in_many_ways() {
    for (text, point) in [
        ("01:00:10:00", "01:00:10:00"),
        ("1:0:10:0", "01:00:10:00"),
        ("01001000", "01:00:10:00"),
        ("1001000", "01:00:10:00"),
        (" 1000 ", "01:00:10:00"),
        ("4:00", "01:00:04:00"),
        ("4:00:00", "01:04:00:00"),
        ("90:00", "01:01:30:00"),
        ("12", "01:00:00:12"),
        ("100", "01:00:01:00"),
        ("75", "01:00:03:03"),
        ("300f", "01:00:12:12"),
        ("12.5s", "01:00:12:12"),
        ("12,5 S", "01:00:12:12"),
    ] {
        assert_eq!(label(text, None, FrameRate::F24), point, "{text}");
    }
}

#[test]
fn a_step_counts_from_the_present_value() {
    let now = Some(FrameRate::F25.position(Frames(2 * 60 * 25)));
    for (text, point) in [
        ("+12", "01:02:00:12"),
        ("-12", "01:01:59:13"),
        ("−12", "01:01:59:13"),
        ("+1:00", "01:02:01:00"),
        ("-1:00", "01:01:59:00"),
        ("+1:00:00", "01:03:00:00"),
        ("+ 100", "01:02:01:00"),
        ("-0.5s", "01:01:59:13"),
        ("+300f", "01:02:12:00"),
    ] {
        assert_eq!(label(text, now, FrameRate::F25), point, "{text}");
    }
    assert!(label("+12", None, FrameRate::F25).contains("steps from the current value"));
    assert!(label("-2:00:01", now, FrameRate::F25).contains("lies outside Cut 1"));
}

#[test]
fn what_names_no_hour_is_a_label_where_the_cut_has_it() {
    let rate = FrameRate::F25;
    let scale = TimeScale { cut: "Cut 1", rate, start: Frames(0), length: rate.flicks(Frames(25 * 60)) };
    assert_eq!(scale.point("1000", None), Ok(rate.position(Frames(250))));
    let scale = TimeScale { start: Frames(25 * 5), ..scale };
    assert_eq!(scale.point("1000", None), Ok(rate.position(Frames(125))));
}

#[test]
fn drop_frame_is_typed_with_any_mark_and_skipped_labels_are_refused() {
    let rate = FrameRate::F29_97Drop;
    for text in ["01:01:00;02", "01:01:00:02", "01:01:00.02", "01;01;00;02", "01010002"] {
        assert_eq!(label(text, None, rate), "01:01:00;02", "{text}");
    }
    assert!(label("01:01:00:00", None, rate).contains("minute 1 starts at ;02"));
    assert_eq!(label("1800f", None, rate), "01:01:00;02");
    assert!(label("01:00:10;00", None, FrameRate::F25).contains("25 is not"));
}

#[test]
fn a_drop_frame_length_is_a_length() {
    let read = |text, rate| read_length(text, rate, None).map(|length| rate.frames_floor(length).0);
    // From 01:00:00;00 to the end of 01:21:59;29.
    assert_eq!(read("00:22:00:00", FrameRate::F29_97Drop), Ok(39_562));
    assert_eq!(read("00:22:00;00", FrameRate::F29_97Drop), Ok(39_562));
    assert_eq!(read("00:21:59;29", FrameRate::F29_97Drop), Ok(39_561));
    assert_eq!(read("00:20:00;00", FrameRate::F29_97Drop), Ok(35_964));
    assert_eq!(read("00:01:00:00", FrameRate::F59_94Drop), Ok(3600));
    assert_eq!(read("22:00:00", FrameRate::F29_97Drop), Ok(39_562));
}

#[test]
fn lengths_are_exact_and_never_negative() {
    let rate = FrameRate::F25;
    assert_eq!(read_length("0.5s", rate, None), Ok(Flicks(352_800_000)));
    assert_eq!(read_length("00:00:00:05", rate, None), Ok(rate.flicks(Frames(5))));
    assert_eq!(read_length("+5", rate, Some(rate.flicks(Frames(5)))), Ok(rate.flicks(Frames(10))));
    assert_eq!(read_length("-5", rate, Some(rate.flicks(Frames(5)))), Ok(Flicks::ZERO));
    for wrong in ["-1s", "-1:00", "99999999999s", "9999999999999f", "1.s.s", "--1s", "s", "f", "+", ""] {
        assert!(read_length(wrong, rate, None).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_start_is_any_label_of_the_day() {
    let rate = FrameRate::F24;
    assert_eq!(read_start("10000000", rate, None), Ok(Frames(10 * 3600 * 24)));
    assert_eq!(read_start("-1", rate, Some(Frames(0))), Ok(Frames(rate.frames_per_day() - 1)));
    assert!(read_start("24:00:00:00", rate, None).is_err());
    assert!(read_start("9999:00:00", rate, None).is_err());
}

#[test]
fn points_outside_say_where_the_cut_lies() {
    let rate = FrameRate::F29_97Drop;
    let start = Timecode::parse("01:00:00:00", rate).expect("a label").to_frames();
    let scale = TimeScale { cut: "Cut 1", rate, start, length: rate.flicks(Frames(1800)) };
    let error = scale.point("00:59:59;29", None).expect_err("before the start");
    assert_eq!(error.to_string(), "00:59:59;29 lies outside Cut 1, which goes from 01:00:00;00 to 01:00:59;29");
    assert_eq!(scale.end("1800f", None), Ok(rate.position(Frames(1800))));
    assert!(scale.point("1800f", None).is_err());
}

#[test]
fn a_point_within_the_last_frame_is_that_frame() {
    let rate = FrameRate::F24;
    let scale = TimeScale { cut: "Cut 1", rate, start: Frames(0), length: rate.flicks(Frames(48)) };
    assert_eq!(scale.point("1.99s", None), Ok(rate.position(Frames(47))));
    assert!(scale.point("2s", None).is_err());
    assert_eq!(scale.end("2s", None), Ok(rate.position(Frames(48))));
}

#[test]
fn nonsense_of_any_kind_is_refused() {
    for text in
        ["noon", ":", "1:", ":1", "1::2", "123456789", "1:2:3:4:5", "1e3", "٠١", "0x10", "1:-2", "f1", "🎬", "+-1"]
    {
        assert!(scale(FrameRate::F25).point(text, Some(Position::ZERO)).is_err(), "{text:?}");
    }
}
