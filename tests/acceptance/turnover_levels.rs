//! What files of cutting rooms bring along: levels that move, and episodes whose rate nobody has said yet.

use std::fs;

use model::{Millibels, VolumePoint};
use serde_json::json;
use studio::views::{CueFate, TimelinePart};
use studio::{AskedEpisode, Studio, StudioError, TimelineAsked};
use tests::stage::{ALPHA, CUT, Stage, second};
use timebase::{Flicks, FrameRate};

use crate::turnover::{preview, take, written};

/// A sequence of Final Cut Pro 7 at 24 frames: ten seconds of Alpha from its fourth second on, its level at `keys`, as frames
/// of the clip and factors.
fn ridden(keys: &[(i64, f64)]) -> String {
    let rate = "<rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate>";
    let keys: String = keys
        .iter()
        .map(|(when, value)| format!("<keyframe><when>{when}</when><value>{value}</value></keyframe>"))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE xmeml><xmeml version=\"5\"><sequence><name>Levels</name>{rate}\
         <duration>1440</duration><timecode>{rate}<string>01:00:00:00</string><frame>86400</frame>\
         <displayformat>NDF</displayformat></timecode><media><audio><track><clipitem id=\"c1\"><name>Alpha</name>{rate}\
         <duration>720</duration><start>240</start><end>480</end><in>96</in><out>336</out><file id=\"f1\"><name>Alpha.wav</name>\
         <pathurl>file:///Volumes/MX/Alpha.wav</pathurl>{rate}</file><filter><effect><name>Audio Levels</name>\
         <effectid>audiolevels</effectid><parameter><parameterid>level</parameterid><value>1</value>{keys}</parameter></effect>\
         </filter></clipitem></track></audio></media></sequence></xmeml>"
    )
}

#[test]
fn levels_that_an_editor_rode_are_volume_lines() {
    let mut stage = Stage::default();
    let file = ridden(&[(96, 1.0), (144, 1.0), (168, 0.5), (216, 0.5), (336, 0.5)]);
    let asked = written(&stage, "levels.xml", &file);
    let shown = preview(&stage, &asked);
    assert_eq!(shown.cues.len(), 1, "{shown:?}");
    assert!(shown.cues[0].brings.contains(&"volume line of 4 points".to_owned()), "{:?}", shown.cues[0].brings);
    take(&mut stage, &asked);
    let cut = stage.cut();
    let placed = cut.placements.iter().find(|view| view.placement.in_point.0 == second(10)).expect("placed");
    // Points stand in the recording: the clip begins at its fourth second. Half the amplitude is 6.02 dB less.
    let point = |at: i64, gain: i64| VolumePoint { at: Flicks(second(at)), gain: Millibels(gain) };
    assert_eq!(placed.volume_points, [point(4, 0), point(6, 0), point(7, -602), point(14, -602)]);
    // The same file again has nothing new; one that was ridden again has.
    assert_eq!(preview(&stage, &asked).cues[0].fate, CueFate::Same);
    let again = written(&stage, "again.xml", &ridden(&[(96, 1.0), (144, 1.0), (168, 0.25), (336, 0.25)]));
    assert_eq!(preview(&stage, &again).cues[0].fate, CueFate::Moves);
}

#[test]
fn gains_of_pieces_that_go_on_are_steps_of_one_line() {
    let mut stage = Stage::default();
    let clip = |nth: i64, gain: f64| {
        let (from, to) = (240 + nth * 120, 360 + nth * 120);
        let (into, out) = (nth * 120, nth * 120 + 120);
        format!(
            "<clipitem id=\"c{nth}\"><name>Alpha</name><rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate>\
             <start>{from}</start><end>{to}</end><in>{into}</in><out>{out}</out><file id=\"f{nth}\"><name>Alpha.wav</name></file>\
             <filter><effect><effectid>audiolevels</effectid><parameter><parameterid>level</parameterid><value>{gain}</value>\
             </parameter></effect></filter></clipitem>"
        )
    };
    let file = ridden(&[]);
    let (head, rest) = file.split_once("<clipitem").expect("a clip");
    let tail = rest.split_once("</clipitem>").expect("its end").1;
    let asked = written(&stage, "steps.xml", &format!("{head}{}{}{tail}", clip(0, 1.0), clip(1, 0.5)));
    let shown = preview(&stage, &asked);
    assert_eq!(shown.cues.len(), 1, "one recording that goes on is one cue: {:?}", shown.cues);
    take(&mut stage, &asked);
    let cut = stage.cut();
    let placed = cut.placements.iter().find(|view| view.placement.in_point.0 == second(10)).expect("placed");
    assert_eq!(placed.placement.out_point.0, second(20));
    let gains: Vec<(i64, i64)> =
        placed.volume_points.iter().map(|point| (point.at.0 / (second(1) / 1_000), point.gain.0)).collect();
    assert_eq!(gains, [(0, 0), (4_999, 0), (5_000, -602), (10_000, -602)]);
}

#[test]
fn a_volume_line_comes_back_from_the_lists_that_we_write() {
    for name in ["otio", "fcpxml", "xmeml"] {
        let mut stage = Stage::default();
        let (_, placement) = stage.place(ALPHA, 1, 2, 8);
        let line = json!([
            { "at": second(1), "gain": 0 }, { "at": second(2), "gain": -1_200 }, { "at": second(6), "gain": -300 },
        ]);
        stage.edit(json!({ "type": "shapePlacements", "placements": [placement], "gain": -600 }));
        stage.edit(json!({ "type": "setVolume", "placements": [placement], "points": line }));
        stage.edit(json!({ "type": "editLane", "lane": 1, "level": -450 }));
        let form = studio::PlacedForm::named(name).expect("a form");
        let file = stage.file(&format!("out.{}", form.ending));
        let told = stage.studio().export_placed(CUT, form, &file, false).expect("written");
        assert!(!format!("{told:?}").contains("gain curve"), "{name}: {told:?}");
        let asked = TimelineAsked { file, cut: Some(CUT), ..TimelineAsked::default() };
        let same = preview(&stage, &asked);
        assert!(same.cues.iter().all(|cue| cue.fate == CueFate::Same), "{name}: {:?}", same.cues);
        stage.edit(json!({ "type": "setVolume", "placements": [placement], "points": [] }));
        assert_eq!(preview(&stage, &asked).cues[0].fate, CueFate::Moves, "{name}");
        take(&mut stage, &asked);
        // Gain and line together are what they were, whichever of them has it.
        let view = stage.cut().placements.into_iter().next().expect("placed");
        for (at, gain) in [(1, -600), (2, -1_800), (6, -900)] {
            let point = view.volume_points.iter().find(|point| point.at.0 == second(at)).expect("a point");
            assert!((point.gain.0 + view.placement.gain.0 - gain).abs() <= 1, "{name}, {at} s: {point:?}");
        }
    }
}

#[test]
fn an_episode_is_never_made_at_a_rate_that_nobody_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let studio = Studio::create(&folder.path().join("empty.needledrop"), "Empty", "USD").expect("a show");
    let script = "INT. BAR - NIGHT\n\nMARA comes in.\n\nMARA\nHi.\n\nEXT. PIER - DAY\n\nRain.\n";
    let said = "1\n00:00:02,000 --> 00:00:04,000\nNot tonight.\n\n2\n00:01:05,000 --> 00:01:06,000\nListen.\n";
    for (name, text, number) in [("The Pier.v2.fountain", script, 1), ("The Pier.v2.srt", said, 2)] {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("written");
        let episode = Some(AskedEpisode { season: 1, number, title: None });
        let mut asked = TimelineAsked { file, episode, ..TimelineAsked::default() };
        let shown = studio.preview_timeline(&asked).expect("a preview");
        assert!(shown.needs_rate && shown.possible_rates.len() > 9, "{name}");
        assert!(matches!(studio.import_timeline(&asked), Err(StudioError::NoRate { .. })), "{name}");
        assert!(studio.show().expect("the show").episodes.len() < number as usize, "{name}: nothing was made");
        asked.rate = Some(FrameRate::F25);
        let done = studio.import_timeline(&asked).expect("imported");
        let cut = studio.cut(done.cut).expect("the cut");
        assert_eq!((cut.episode.title.as_str(), cut.cut.rate), ("The Pier.v2", FrameRate::F25));
        let has = |part| done.preview.parts.iter().any(|own| own.part == part && own.takes);
        if number == 1 {
            // Three eighths of a page, at a minute a page.
            assert_eq!((cut.length_timecode.as_str(), cut.scenes.len()), ("00:00:22:12", 2));
            assert!(has(TimelinePart::Scenes));
        } else {
            assert_eq!((cut.length_timecode.as_str(), cut.dialogue.len()), ("00:01:06:00", 2));
            assert!(has(TimelinePart::Dialogue));
        }
    }
    studio.close().expect("it closes");
}
