use timebase::{Flicks, FrameRate};

use super::*;
use crate::timeline::{Fade, FadeShape, IdKind, Length, Speed, read_timeline, reader_of};

/// As Reaper 7 writes it: ids, states, effects, takes, a folder, a region.
const PROJECT: &str = r#"<REAPER_PROJECT 0.1 "7.08/linux-x86_64" 1709212345
  <NOTES 0 2
    |>
  >
  RIPPLE 0 0
  PROJOFFS 3600 0 0
  TEMPO 120 4 4
  MARKER 1 1.5 Hit 0 0 1 R {0B1E4F9A-0000-4A4A-8B8B-000000000001} 0
  MARKER 2 10.0000000004 "Rain 'n' sun" 1 16777471 1
  MARKER 2 12.25 "" 1
  MARKER 3 soon "x" 0
  <TRACK {5C0F0C5E-0000-4A4A-8B8B-000000000002}
    NAME "The music"
    VOLPAN 0.5 0 -1 -1 1
    MUTESOLO 0 0 0
    ISBUS 1 1
    NCHAN 2
    <FXCHAIN
      <VST "VST: x" x.so 0 ""
        AAAA>AAAA
      >
    >
    <ITEM
      POSITION 20.5
      SNAPOFFS 0
      LENGTH 10
      LOOP 0
      FADEIN 5 0.25 0 5 0 0 0
      FADEOUT 1 0.5 1.5 1 0 0 0
      MUTE 0 0
      NAME 'MX "one" [nd:3K9X0A7B2QF]'
      VOLPAN 0.5 0 -0.5 -1
      SOFFS 2 0
      PLAYRATE 1.5 1 0 -1 0 0.0025
      <SOURCE SECTION
        LENGTH 30
        STARTPOS 4
        <SOURCE WAVE
          FILE "Media/one two.wav" 1
        >
      >
    >
  >
  <TRACK
    NAME Muted
    MUTESOLO 1 0 0
    ISBUS 2 -1
    <ITEM
      POSITION 1
      LENGTH 2
      MUTE 1 0
      NAME first
      SOFFS 1
      <SOURCE MP3
        FILE first.mp3
      >
      TAKE SEL
      NAME second
      <SOURCE FLAC
        FILE second.flac
      >
    >
    <ITEM
      POSITION 5
      LENGTH 1
      <SOURCE MIDI
        HASDATA 1 960 QN
      >
    >
    <ITEM
      LENGTH 1
    >
  >
>
"#;

fn read_text(text: &str) -> Timeline {
    read_timeline(text.as_bytes(), &Hints::default()).expect("reads")
}

fn millis(millis: i64) -> Time {
    Time::Elapsed(Flicks::from_millis(millis))
}

#[test]
fn a_project_has_tracks_items_and_markers() {
    let list = read_text(PROJECT);
    assert_eq!((list.format, list.rate, list.start), ("reaper", None, Some(Time::Exact(Flicks::from_seconds(3_600)))));
    let tracks: Vec<(&str, bool)> = list.tracks.iter().map(|track| (track.name.as_str(), track.muted)).collect();
    assert_eq!(tracks, [("The music", false), ("Muted", true)]);
    assert_eq!(list.events.len(), 2);
    let one = &list.events[0];
    assert_eq!((one.name.as_str(), one.file.as_str()), ("MX \"one\" [nd:3K9X0A7B2QF]", "Media/one two.wav"));
    assert!(one.ids.iter().any(|id| id.kind == IdKind::Needledrop && id.text == "3K9X0A7B2QF"));
    assert_eq!((one.record.from, one.record.to), (millis(20_500), millis(30_500)));
    // Two seconds into a section that begins at four, and ten seconds at half more speed.
    let exact = |seconds| Time::Exact(Flicks::from_seconds(seconds));
    assert_eq!(one.source_span, Some(Stretch { from: exact(6), to: exact(21) }));
    assert_eq!(one.speed, Some(Speed { numerator: 3, denominator: 2 }));
    // A quarter of the level is 12.04 dB less.
    assert_eq!(one.gain_millibel, Some(-1_204));
    let fade = |millis, shape| Some(Fade { length: Length::Exact(Flicks::from_millis(millis)), shape });
    assert_eq!(one.fade_in, fade(250, FadeShape::SCurve));
    // The crossfade that Reaper made counts.
    assert_eq!(one.fade_out, fade(1_500, FadeShape::EqualPower));
    let two = &list.events[1];
    assert_eq!((two.track, two.muted, two.name.as_str(), two.file.as_str()), (1, true, "second", "second.flac"));
    assert_eq!(two.source_span.map(|span| span.from), Some(exact(0)));
    let markers: Vec<(&str, Time, Option<Time>)> =
        list.markers.iter().map(|marker| (marker.name.as_str(), marker.at, marker.until)).collect();
    assert_eq!(markers, [("Hit", millis(1_500), None), ("Rain 'n' sun", millis(10_000), Some(millis(12_250)))]);
}

#[test]
fn what_is_left_out_of_a_project_is_told() {
    let list = read_text(PROJECT);
    let told: Vec<(Place, &str)> =
        list.skipped.iter().map(|skipped| (skipped.place.clone(), skipped.reason.as_str())).collect();
    let line = |text: &str| {
        let at = PROJECT.lines().position(|line| line.trim() == text).expect("a line");
        Place::Line(at as u64 + 1)
    };
    let reasons: Vec<&str> = told.iter().map(|(_, reason)| *reason).collect();
    assert_eq!(
        reasons,
        [
            "\"soon\" is no time",
            "the fader of a track, at −6.0 dB",
            "effects",
            "takes of an item that do not play",
            "an item of notes for instruments (MIDI)",
            "an item says no place or no length",
        ]
    );
    assert_eq!((&told[0].0, &told[2].0), (&line("MARKER 3 soon \"x\" 0"), &line("<FXCHAIN")));
    let cut_off = read_text(&PROJECT[..PROJECT.find("PLAYRATE").expect("there")]);
    assert!(cut_off.remarks[0].contains("ends in the middle"), "{:?}", cut_off.remarks);
    assert_eq!((cut_off.tracks.len(), cut_off.events.len()), (1, 0));
}

/// A project of one track with one item of two seconds at the first second.
fn of_item(item: &str) -> Timeline {
    read_text(&format!("{HEAD} 0.1\n<TRACK\nNAME T\n<ITEM\nPOSITION 1\nLENGTH 2\n{item}\n>\n>\n>\n"))
}

fn told(list: &Timeline) -> Vec<&str> {
    list.skipped.iter().map(|skipped| skipped.reason.as_str()).collect()
}

#[test]
fn the_gain_is_of_the_take_that_plays() {
    let gain = |first: &str, second: &str| {
        let text = format!("VOLPAN {first} -1\n<SOURCE WAVE\nFILE a.wav\n>\n{second}\n<SOURCE WAVE\nFILE b.wav\n>");
        let list = of_item(&text);
        (list.events[0].file.clone(), list.events[0].gain_millibel)
    };
    let of = |file: &str, gain| (file.to_owned(), gain);
    // Of the item half; the level of its first take counts for that take only.
    assert_eq!(gain("1 0 0.5", "TAKE SEL\nTAKEVOLPAN 0 0.25 -1"), of("b.wav", Some(-1_204)));
    assert_eq!(gain("1 0 0.1", "TAKE SEL\nTAKEVOLPAN 0 1 -1"), of("b.wav", None));
    assert_eq!(gain("0.5 0 0.1", "TAKE SEL\nTAKEVOLPAN -1 -0.5 -1"), of("b.wav", Some(-1_204)));
    assert_eq!(gain("0.5 0 0.1", "TAKE SEL"), of("b.wav", Some(-602)));
    assert_eq!(gain("0.5 0 0.5", "TAKE\nTAKEVOLPAN 0 0.1 -1"), of("a.wav", Some(-1_204)));
}

#[test]
fn an_empty_take_that_plays_is_silence() {
    let first = "NAME a\n<SOURCE WAVE\nFILE a.wav\n>";
    let silent = of_item(&format!("{first}\nTAKE NULL SEL"));
    assert_eq!((silent.events.len(), told(&silent)), (0, vec!["an item whose empty take plays: nothing sounds there"]));
    let heard = of_item(&format!("{first}\nTAKE NULL"));
    assert_eq!((heard.events[0].file.as_str(), told(&heard)), ("a.wav", Vec::new()));
    let second = of_item(&format!("{first}\nTAKE NULL\nTAKE SEL\n<SOURCE WAVE\nFILE b.wav\n>"));
    assert_eq!((second.events[0].file.as_str(), told(&second)), ("b.wav", vec!["takes of an item that do not play"]));
}

#[test]
fn sections_begin_after_each_other_and_backwards_is_told() {
    let section = |outer: &str, inner: &str| {
        of_item(&format!(
            "SOFFS 1\n<SOURCE SECTION\n{outer}\n<SOURCE SECTION\n{inner}\n<SOURCE WAVE\nFILE a.wav\n>\n>\n>"
        ))
    };
    let from = |list: Timeline| list.events[0].source_span.map(|span| span.from);
    let exact = |seconds| Some(Time::Exact(Flicks::from_seconds(seconds)));
    assert_eq!(from(section("STARTPOS 5", "STARTPOS 7")), exact(13));
    // All of a source counts from its beginning, whatever its section was.
    assert_eq!(from(section("STARTPOS 5\nMODE 1", "STARTPOS 7")), exact(8));
    let late = "<SOURCE SECTION\n<SOURCE WAVE\nFILE a.wav\n>\nSTARTPOS 5\n>";
    assert_eq!(from(of_item(late)), exact(5));
    for (outer, inner) in [("STARTPOS 5\nMODE 2", ""), ("MODE 3", ""), ("", "MODE 2\nSTARTPOS 1")] {
        let list = section(outer, inner);
        assert_eq!((list.events.len(), told(&list)), (0, vec!["an item that plays its file backwards"]), "{outer}");
    }
}

#[test]
fn takes_at_once_solo_and_lanes_are_told() {
    let takes = of_item("ALLTAKES 1\n<SOURCE WAVE\nFILE a.wav\n>\nTAKE\n<SOURCE WAVE\nFILE b.wav\n>");
    assert_eq!(told(&takes), ["takes of an item that all play at once: only the chosen one is read"]);
    assert_eq!(takes.events[0].file, "a.wav");
    let track = |line: &str| read_text(&format!("{HEAD} 0.1\n<TRACK\n{line}\n>\n>\n"));
    assert_eq!(told(&track("MUTESOLO 0 1 0")), ["the solo of a track: tracks without it are read too"]);
    assert!(track("MUTESOLO 0 1 0").tracks[0].solo);
    for lanes in ["FREEMODE 2", "FREEMODE 2\nITEMLANES 2\nLANESOLO x"] {
        assert_eq!(told(&track(lanes)), ["which lanes of a track play: items of all its lanes are read"]);
    }
    assert!(told(&track("MUTESOLO 0 0 0\nFREEMODE 1")).is_empty());
}

#[test]
fn items_on_lanes_that_do_not_play_are_left_out() {
    // Three items on rows of a track from the top, by where they are drawn.
    let read = |lanes: &str, drawn: [&str; 3]| {
        let items: Vec<String> = drawn
            .iter()
            .enumerate()
            .map(|(nth, drawn)| {
                format!("<ITEM\nPOSITION {nth}\nLENGTH 1\n{drawn}\nNAME {nth}\n<SOURCE WAVE\nFILE {nth}.wav\n>\n>")
            })
            .collect();
        let list = read_text(&format!("{HEAD} 0.1\n<TRACK\n{lanes}\n{}\n>\n>\n", items.join("\n")));
        let names: Vec<String> = list.events.iter().map(|event| event.name.clone()).collect();
        let places: Vec<(Place, String)> = list.skipped.into_iter().map(|one| (one.place, one.reason)).collect();
        (names.join(" "), places)
    };
    let rows = ["", "YPOS 0.33333333 0.33333333 2", "YPOS 0.66666667 0.33333333 2"];
    let silent = |line, lane| (Place::Line(line), format!("an item on lane {lane} of its track, which does not play"));
    let (names, places) = read("FREEMODE 2\nITEMLANES 3\nLANESOLO 2 0 0 0 0 0 0 0", rows);
    assert_eq!((names.as_str(), places), ("1", vec![silent(6, 1), silent(24, 3)]));
    // How many lanes there are, by how high an item is; two play.
    assert_eq!(read("FREEMODE 2\nLANESOLO 5", rows).0, "0 2");
    assert_eq!(read("FREEMODE 2\nITEMLANES 3\nLANESOLO 0 0", rows).0, "");
    // The thirty-fourth lane is the second bit of the second word.
    let far = ["YPOS 0.825 0.025 2", "YPOS 0.8 0.025 2", "YPOS 0 0.025 2"];
    assert_eq!(read("FREEMODE 2\nITEMLANES 40\nLANESOLO 0 2 0 0 0 0 0 0", far).0, "0");
    assert_eq!(read("FREEMODE 2\nITEMLANES 40\nLANESOLO -2147483647 0", far).0, "2");
    // Items that lie freely all play, and so do those of a track that had lanes.
    for free in ["FREEMODE 1\nITEMLANES 3\nLANESOLO 1", "ITEMLANES 3\nLANESOLO 1"] {
        assert_eq!(read(free, rows), ("0 1 2".to_owned(), Vec::new()));
    }
}

#[test]
fn a_bracket_that_is_missing_or_too_many_costs_no_other_track() {
    let item = |file: &str| format!("<ITEM\nPOSITION 1\nLENGTH 2\n<SOURCE WAVE\nFILE {file}\n>\n>\n");
    let whole = format!("{HEAD} 0.1\n<TRACK\nNAME A\n{}{}>\n<TRACK\nNAME B\n{}>\n>\n", item("a"), item("b"), item("c"));
    let read = |text: &str| {
        let list = read_text(text);
        let files: Vec<String> =
            list.events.iter().map(|one| format!("{}{}", list.tracks[one.track].name, one.file)).collect();
        (files.join(" "), list.skipped.into_iter().map(|one| (one.place, one.reason)).collect::<Vec<_>>(), list.remarks)
    };
    assert_eq!(read(&whole), ("Aa Ab Bc".to_owned(), Vec::new(), Vec::new()));
    let missing =
        |line| vec![(Place::Line(line), "a \">\" is missing before this line: what follows was read".to_owned())];
    // Of the first source, of the second item, of the first track.
    for (from, to, line) in [
        ("FILE a\n>\n>\n", "FILE a\n>\n", 10),
        ("FILE b\n>\n>\n", "FILE b\n>\n", 18),
        (">\n<TRACK\nNAME B", "<TRACK\nNAME B", 18),
    ] {
        let text = whole.replacen(from, to, 1);
        assert_eq!(read(&text), ("Aa Ab Bc".to_owned(), missing(line), Vec::new()), "{from}");
    }
    // Effects that do not end, before an item.
    let text = whole.replacen("NAME A\n", "NAME A\n<FXCHAIN\n<VST x\nAAAA\n", 1);
    let (files, told, _) = read(&text);
    assert_eq!((files.as_str(), told.len()), ("Aa Ab Bc", 2));
    let text = whole.replacen(">\n<TRACK\nNAME B", ">\n>\n<TRACK\nNAME B", 1);
    let (files, told, remarks) = read(&text);
    assert_eq!((files.as_str(), remarks.len()), ("Aa Ab Bc", 0));
    assert_eq!(told[0], (Place::Line(20), "a \">\" too many before this line: what follows was read".to_owned()));
    // Too many within a track: what lies behind it is on no track.
    let text = whole.replacen("FILE a\n>\n>\n", "FILE a\n>\n>\n>\n", 1);
    let (files, told, _) = read(&text);
    assert_eq!(files, "Aa Bc");
    assert_eq!(told[0], (Place::Line(12), "an item that lies on no track".to_owned()));
}

#[test]
fn regions_that_overlap_keep_their_ends() {
    let list = read_text(&format!(
        "{HEAD} 0.1\nMARKER 1 1 a 0\nMARKER 1 2 one 1\nMARKER 2 3 two 1\nMARKER 1 4 \"\" 1\nMARKER 2 5 \"\" 1\n>\n"
    ));
    let markers: Vec<(&str, Time, Option<Time>)> =
        list.markers.iter().map(|marker| (marker.name.as_str(), marker.at, marker.until)).collect();
    assert_eq!(
        markers,
        [
            ("a", millis(1_000), None),
            ("one", millis(2_000), Some(millis(4_000))),
            ("two", millis(3_000), Some(millis(5_000))),
        ]
    );
}

#[test]
fn a_project_is_known_by_its_bytes_and_bounded() {
    let text = format!("\n{HEAD} 0.1\n>");
    let input = Input { bytes: text.as_bytes(), text: Some(&text), encoding: None, watch: None };
    assert_eq!(reader_of(&input).map(|reader| reader.id), Some("reaper"));
    let deep = format!("{HEAD}\n{}", "<A\n".repeat(100));
    assert!(read_timeline(deep.as_bytes(), &Hints::default()).is_err());
    let read = read_timeline(text.as_bytes(), &Hints { rate: Some(FrameRate::F25) }).expect("reads");
    assert_eq!((read.rate, read.events.len(), read.possible.len()), (Some(FrameRate::F25), 0, 0));
    assert_eq!((seconds("1e9"), seconds(""), seconds("-0.5")), (None, None, Some(Flicks::from_millis(-500))));
    assert_eq!(words("a \"b c\" `d` 'e"), ["a", "b c", "d", "e"]);
}
