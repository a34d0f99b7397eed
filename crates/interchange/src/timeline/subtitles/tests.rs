//! Subtitles of every kind, and what is read of them.

use super::*;
use crate::timeline::read_timeline;

fn read(text: &str) -> Timeline {
    read_timeline(text.as_bytes(), &Hints::default()).expect("reads")
}

/// Start and end in milliseconds, who, what.
fn told(text: &str) -> Vec<String> {
    let millis = |time: Time| match time {
        Time::Elapsed(flicks) => flicks.floor_millis(),
        _ => -1,
    };
    let line = |said: &Dialogue| {
        format!("{}-{} {}|{}", millis(said.span.from), millis(said.span.to), said.speaker, said.text.replace('\n', "/"))
    };
    read(text).dialogue.iter().map(line).collect()
}

#[test]
fn every_kind_of_subtitle_is_read() {
    let expected = ["1000-2500 |Come in.", "3000-4000 |She said:/no"];
    assert_eq!(
        told(
            "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Come</i> in.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000 X1:1 X2:2\r\nShe said:\r\nno\r\n"
        ),
        expected
    );
    assert_eq!(
        told(
            "WEBVTT - x\n\nNOTE a --> b\nmore\n\nintro\n00:01.000 --> 00:02.500 align:start\nCome in.\n\n00:03.000 --> 00:04.000\nShe said:\nno\n"
        ),
        expected
    );
    assert_eq!(told("0:00:01.000,0:00:02.500\nCome in.\n\n0:00:03.000,0:00:04.000\nShe said:[br]no\n"), expected);
    assert_eq!(
        told(
            "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\nDialogue: 0,0:00:01.00,0:00:02.50,Default,,{\\an8}Come in.\nDialogue: 0,0:00:03.00,0:00:04.00,Default,,She said:\\Nno\n"
        ),
        expected
    );
}

#[test]
fn who_speaks_is_kept_apart() {
    assert_eq!(
        told("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mary Ann>Come in &amp; sit</v>\n"),
        ["1000-2000 Mary Ann|Come in & sit"]
    );
    assert_eq!(told("1\n00:00:01,000 --> 00:00:02,000\nMARY: Come in.\n"), ["1000-2000 MARY|Come in."]);
    assert_eq!(told("1\n00:00:01,000 --> 00:00:02,000\nI mean: 2 < 3\n"), ["1000-2000 |I mean: 2 < 3"]);
}

#[test]
fn songs_and_sounds_are_told_from_speech() {
    let list = read(
        "1\n00:00:01,000 --> 00:00:02,000\n♪ Fly me ♪\n\n2\n00:00:03,000 --> 00:00:04,000\n[door slams]\n\n3\n00:00:05,000 --> 00:00:06,000\n# Home again #\n",
    );
    let told: Vec<_> = list.dialogue.iter().map(|said| (said.text.as_str(), said.sung, said.described)).collect();
    assert_eq!(told, [("Fly me", true, false), ("[door slams]", false, true), ("Home again", true, false)]);
}

#[test]
fn careless_files_are_read_and_what_is_wrong_is_told() {
    let list = read(
        "00:00:01.000 --> 00:00:02.000\nfirst\n\nstill first\n00:00:03,000 --> 00:00:04,000\n12\n\n7\n00:00:09,000 --> 00:00:08,000\nbackwards\n\n8\n00:00:10,000 --> 00:00:11,000\n\n",
    );
    let texts: Vec<&str> = list.dialogue.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(texts, ["first\nstill first", "12"]);
    let places: Vec<&Place> = list.skipped.iter().map(|skipped| &skipped.place).collect();
    assert_eq!(places, [&Place::Line(9), &Place::Line(13)]);
}

#[test]
fn what_a_subtitle_draws_is_not_said() {
    let list = read(
        "[Script Info]\n[Events]\nFormat: Start, End, Name, Text\n\
         Dialogue: 0:00:01.00,0:00:02.00,,{\\p1}m 0 0 l 100 0{\\p0}\n\
         Dialogue: 0:00:02.00,0:00:03.00,,{\\pos(1,2)}Look{\\i1\\p2} m 0 0 {\\p0} there {a\n",
    );
    let texts: Vec<&str> = list.dialogue.iter().map(|said| said.text.as_str()).collect();
    assert_eq!((texts, list.skipped.len()), (vec!["Look there {a"], 1));
}
