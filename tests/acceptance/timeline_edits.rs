//! Placements: laid, moved, trimmed, slipped, shaped, cut, copied, joined, removed.

use serde_json::json;
use tests::board::{alternate, check, cue, draw, picture, placed, row, shift, trim};
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, Stage, second};

#[test]
fn a_track_is_laid_to_its_end_unless_a_length_is_said() {
    check(
        "",
        |_| json!({ "type": "place", "cut": CUT, "track": ALPHA, "lane": 1, "at": second(3) }),
        "songs    |---A----|",
    );
}

#[test]
fn a_track_is_laid_at_most_to_the_end_of_the_cut() {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "place", "cut": CUT, "track": CHARLIE, "lane": 1, "at": second(50) }));
    assert_eq!(stage.cut().cues[0].out_point, stage.cut().cut.span().end);
}

#[test]
fn a_drop_on_a_cue_adds_an_alternate_at_the_same_frames() {
    check(
        "songs   |--A--|",
        alternate(BRAVO, 'A'),
        "songs   |--A--|
         songs   |--b--|",
    );
}

#[test]
fn a_drop_on_the_source_lane_makes_a_source_cue() {
    let mut stage = Stage::default();
    assert_eq!(stage.place(ALPHA, 3, 0, 5).0, "1S01");
    assert_eq!(stage.place(BRAVO, 1, 0, 5).0, "1M01");
    assert_eq!(stage.cue("1S01").usage_code, "F");
}

#[test]
fn tracks_are_not_laid_outside_cut_or_recording() {
    let mut stage = Stage::default();
    let place =
        |at: i64, from: i64| json!({ "type": "place", "cut": CUT, "track": ALPHA, "lane": 1, "at": at, "from": from });
    assert_eq!(stage.refused(place(second(60), 0)), "That point lies outside Cut 1");
    assert_eq!(stage.refused(place(-second(1), 0)), "That point lies outside Cut 1");
    assert_eq!(stage.refused(place(0, second(10))), "\"Alpha\" ends before that point");
    assert_eq!(stage.refused(place(i64::MAX, 0)), "9223372036854775807 is too large a number");
    assert_eq!(stage.refused(place(0, i64::MIN)), "-9223372036854775808 is too large a number");
    let nowhere = json!({ "type": "place", "cut": CUT, "track": ALPHA, "lane": 1 });
    assert_eq!(stage.refused(nowhere), "Say where the placement starts");
    let gone = json!({ "type": "place", "cut": CUT, "track": 99, "lane": 1, "at": 0 });
    assert_eq!(stage.refused(gone), "There is no track 99 in this show; it may have been removed");
    let no_lane = json!({ "type": "place", "cut": CUT, "track": ALPHA, "lane": 9, "at": 0 });
    assert_eq!(stage.refused(no_lane), "There is no lane 9 in this show; it may have been removed");
}

#[test]
fn moving_keeps_the_length_and_changes_lanes() {
    check(
        "songs |--A--|
         score      |-B-|",
        shift('A', 4, 2),
        "score     |--A--|
         score      |-B-|",
    );
}

#[test]
fn nothing_is_moved_out_of_the_cut() {
    let mut stage = draw("songs |--A--|");
    let refused = stage.refused(shift('A', 60, 1)(&stage));
    assert_eq!(refused, "Cue 1M01: the placement would lie outside the cut");
    assert!(stage.refused(shift('A', -1, 1)(&stage)).contains("outside the cut"));
}

#[test]
fn trimming_the_end_leaves_the_start() {
    check("songs |--A--|  |-B-|", trim('A', "out", 4), "songs |A-|     |-B-|");
}

#[test]
fn trimming_stops_at_the_end_of_the_recording() {
    check("songs |--A--|       ", trim('A', "out", 19), "songs |---A----|");
}

#[test]
fn trimming_the_start_stops_at_the_start_of_the_recording() {
    check("songs      |--B--|", trim('B', "in", 1), "songs      |--B--|");
    let mut stage = draw("songs      |--B--|");
    stage.edit(trim('B', "in", 7)(&stage));
    assert_eq!(placed(&stage, 'B').placement.track_start.0, second(2));
}

#[test]
fn trimming_to_nothing_is_refused() {
    let mut stage = draw("songs |--A--|");
    let refused = stage.refused(trim('A', "out", 0)(&stage));
    assert_eq!(refused, "Cue 1M01: the placement would be shorter than one frame");
}

#[test]
fn slipping_moves_the_sound_and_stays_within_the_recording() {
    let mut stage = draw("songs |--A--|");
    let slip =
        |stage: &Stage, to: i64| json!({ "type": "slipPlacement", "placement": row(stage, 'A'), "trackStart": to });
    stage.edit(slip(&stage, second(2)));
    assert_eq!(placed(&stage, 'A').placement.track_start.0, second(2));
    stage.edit(slip(&stage, second(99)));
    assert_eq!(placed(&stage, 'A').placement.track_start.0, second(3));
    stage.edit(slip(&stage, -second(1)));
    assert_eq!(placed(&stage, 'A').placement.track_start.0, 0);
}

#[test]
fn gain_and_fades_are_kept_within_what_fits() {
    let mut stage = draw("songs |--A--|");
    stage.edit(json!({
        "type": "shapePlacements", "placements": [row(&stage, 'A')], "gain": 9_999,
        "fadeIn": { "length": second(3), "shape": "linear" }, "fadeOut": { "length": second(11), "shape": "equalPower" },
    }));
    let placement = placed(&stage, 'A').placement;
    assert_eq!(placement.gain.0, 1200);
    assert_eq!(placement.fade_in.length + placement.fade_out.length, placement.span().length());
    stage.edit(trim('A', "out", 2)(&stage));
    let placement = placed(&stage, 'A').placement;
    assert!(placement.fade_in.length + placement.fade_out.length <= placement.span().length());
}

#[test]
fn the_blade_makes_two_pieces_that_sound_as_one() {
    let mut stage = draw("songs   |----A---|");
    let blade = json!({ "type": "bladePlacements", "placements": [row(&stage, 'A')], "at": second(6) });
    stage.edit(blade);
    assert_eq!(picture(&stage), "songs   |A-||-A--|");
    let cut = stage.cut();
    let starts: Vec<i64> = cut.placements.iter().map(|view| view.placement.track_start.0).collect();
    assert_eq!((starts, cut.cues.len()), (vec![0, second(4)], 1));
    let outside = json!({ "type": "bladePlacements", "placements": [row(&stage, 'A')], "at": second(30) });
    assert_eq!(stage.refused(outside), "Cue 1M01: the blade is not inside the placement");
}

#[test]
fn a_copy_is_a_cue_of_its_own() {
    let mut stage = draw("songs |--A--|");
    stage.edit(json!({ "type": "duplicatePlacements", "placements": [row(&stage, 'A')], "by": second(10) }));
    assert_eq!(picture(&stage), "songs |--A--|   |--A--|");
    let numbers: Vec<String> = stage.cut().cues.iter().map(|cue| cue.cue.number.to_string()).collect();
    assert_eq!(numbers, ["1M01", "1M02"]);
    let out = json!({ "type": "duplicatePlacements", "placements": [row(&stage, 'A')], "by": second(100) });
    assert!(stage.refused(out).contains("outside the cut"));
}

#[test]
fn a_placement_joins_another_cue_and_its_own_empty_cue_goes() {
    let mut stage = draw("songs |--A--|   |-B-|");
    stage.edit(json!({ "type": "joinCue", "placement": row(&stage, 'B'), "cue": cue(&stage, 'A') }));
    assert_eq!(picture(&stage), "songs |--A--|   |-b-|");
    assert_eq!(stage.cut().cues.len(), 1);
}

#[test]
fn another_alternate_becomes_the_pick() {
    let mut stage = draw("songs |--A--|");
    stage.edit(alternate(BRAVO, 'A')(&stage));
    stage.edit(json!({ "type": "setPick", "placement": row(&stage, 'B') }));
    assert_eq!(picture(&stage), "songs |--a--|\nsongs |--B--|");
}

#[test]
fn when_the_pick_goes_the_next_alternate_is_picked() {
    let mut stage = draw("songs |--A--|");
    stage.edit(alternate(BRAVO, 'A')(&stage));
    stage.edit(json!({ "type": "removePlacements", "placements": [row(&stage, 'A')] }));
    assert_eq!(picture(&stage), "songs |--B--|");
}

#[test]
fn a_cue_goes_with_its_last_placement_unless_it_is_kept() {
    let mut stage = draw("songs |--A--|  |-B-|");
    stage.edit(json!({ "type": "removePlacements", "placements": [row(&stage, 'A')] }));
    assert_eq!(stage.cut().cues.len(), 1);
    stage.edit(json!({ "type": "removePlacements", "placements": [row(&stage, 'B')], "keepCues": true }));
    let kept = stage.cue("1M02");
    assert_eq!((kept.cue.pick, kept.cue.at), (None, stage.at(9)));
}

#[test]
fn several_placements_go_in_one_step() {
    let mut stage = draw("songs |--A--|  |-B-|");
    stage.edit(alternate(CHARLIE, 'A')(&stage));
    let all = [row(&stage, 'A'), row(&stage, 'B'), row(&stage, 'C')];
    stage.edit(json!({ "type": "removePlacements", "placements": all }));
    assert_eq!(picture(&stage), "");
    assert_eq!(stage.cut().cues.len(), 0);
}

#[test]
fn a_cue_that_is_spotted_waits_for_music() {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "addCue", "cut": CUT, "at": second(5), "title": "Wave", "kind": "source" }));
    let cue = stage.cue("1S01");
    assert_eq!((cue.status.word(), cue.scene_number.as_deref()), ("spotted", Some("1")));
    stage.edit(json!({ "type": "place", "cut": CUT, "track": ALPHA, "lane": 3, "cue": cue.cue.id }));
    assert_eq!(picture(&stage), "source      |---A----|");
    let late = json!({ "type": "addCue", "cut": CUT, "at": second(60), "title": "" });
    assert_eq!(stage.refused(late), "That point lies outside Cut 1");
}

#[test]
fn cues_are_renumbered_even_into_each_others_numbers() {
    let mut stage = draw("songs |--A--|  |-B-|");
    let (a, b) = (cue(&stage, 'A'), cue(&stage, 'B'));
    assert_eq!(
        stage.refused(json!({ "type": "numberCue", "cue": a, "number": "1M02" })),
        "Cue number 1M02 is taken in this cut"
    );
    let number = |cue, number: &str| json!({ "type": "numberCue", "cue": cue, "number": number });
    stage.edits(vec![number(a, "9M99"), number(b, "1M01"), number(a, "1M02")]);
    assert_eq!(stage.cue("1M01").cue.id, b);
}

#[test]
fn what_is_known_of_cues_changes_for_many_at_once() {
    let mut stage = draw("songs |--A--|  |-B-|");
    let cues = [cue(&stage, 'A'), cue(&stage, 'B')];
    let set = json!({
        "title": " Pier ", "brief": "restless", "scene": 3, "perception": "featured", "voice": "vocal", "themeRole": "theme",
    });
    stage.edit(json!({ "type": "editCues", "cues": cues, "set": set }));
    let found = stage.cue("1M02");
    assert_eq!((found.cue.title.as_str(), found.usage_code.as_str()), ("Pier", "FV"));
    assert_eq!(found.scene_number.as_deref(), Some("3"));
    stage.edit(json!({ "type": "editCues", "cues": cues, "set": { "scene": 0 } }));
    assert_eq!(stage.cue("1M02").scene_number.as_deref(), Some("1"));
    let moved = json!({ "type": "editCues", "cues": [cues[0]], "set": { "at": second(3) } });
    assert_eq!(stage.refused(moved), "Cue 1M01 starts where its music starts; move its placement instead");
    let unnamed = json!({ "type": "editCues", "cues": [cues[0]], "set": { "title": "  " } });
    assert_eq!(stage.refused(unnamed), "The cue needs a name");
}

#[test]
fn cues_go_with_all_that_is_about_them() {
    let mut stage = draw("songs |--A--|  |-B-|");
    let (a, placement) = (cue(&stage, 'A'), row(&stage, 'A'));
    stage.edit(json!({ "type": "setVerdict", "placement": placement, "value": "approved", "author": "Dana" }));
    stage.edit(json!({ "type": "addNote", "cut": CUT, "placement": placement, "author": "Dana", "body": "louder" }));
    stage.edit(json!({ "type": "removeCues", "cues": [a] }));
    assert_eq!(picture(&stage), "songs          |-B-|");
    assert_eq!(stage.cut().notes.len(), 0);
}
