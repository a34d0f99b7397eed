//! Edits over several placements of which some are locked: those stay, the others are done, and it is said.

use serde_json::{Value, json};
use tests::board::{alternate, cue, draw, picture, placed, row};
use tests::stage::{BRAVO, CUT, Stage, request, second};

fn lock(stage: &mut Stage, letter: char) {
    let placement = row(stage, letter);
    stage.edit(json!({ "type": "lockPlacements", "placements": [placement], "locked": true }));
}

/// What is said when it is done.
fn said(stage: &Stage, edit: Value) -> Vec<String> {
    stage.studio().edit(&request(vec![edit])).expect("done").remarks
}

/// What history calls what was done last.
fn named(stage: &Stage) -> String {
    stage.studio().history(1).expect("history")[0].label.clone()
}

const STAYED: &str = "1M01 is locked and stayed.";

#[test]
fn of_several_the_locked_stay_and_the_others_are_done() {
    let mut stage = draw("songs |--A--|  |--B--|  |--C--|");
    lock(&mut stage, 'A');
    let all = ['A', 'B', 'C'].map(|letter| row(&stage, letter));
    let [a, b, c] = all;
    let step = |placement: i64, at: i64| json!({ "placement": placement, "inPoint": second(at), "lane": 1 });
    let moves = [step(a, 1), step(b, 10), step(c, 19)];
    assert_eq!(said(&stage, json!({ "type": "movePlacements", "moves": moves })), [STAYED]);
    assert_eq!(picture(&stage), "songs |--A--|   |--B--|  |--C--|");
    assert_eq!(named(&stage), "Move 2 placements");
    let trims = [(a, 4), (b, 14), (c, 23)]
        .map(|(placement, to)| json!({ "placement": placement, "edge": "out", "to": second(to) }));
    assert_eq!(said(&stage, json!({ "type": "trimPlacements", "trims": trims })), [STAYED]);
    assert_eq!(picture(&stage), "songs |--A--|   |B-|     |C-|");
    assert_eq!(named(&stage), "Trim 2 placements");
    let slips = all.map(|placement| json!({ "placement": placement, "trackStart": second(1) }));
    assert_eq!(said(&stage, json!({ "type": "slipPlacements", "slips": slips })), [STAYED]);
    let starts = ['A', 'B', 'C'].map(|letter| placed(&stage, letter).placement.track_start.0 / second(1));
    assert_eq!(starts, [0, 1, 1]);
    assert_eq!(named(&stage), "Slip 2 placements");
    for (edit, name) in [
        (json!({ "type": "shapePlacements", "placements": all, "gain": -300 }), "Gain of 2 placements"),
        (json!({ "type": "mutePlacements", "placements": [a, c], "muted": true }), "Mute 1M03"),
        (json!({ "type": "mutePlacements", "placements": all, "muted": true }), "Mute 2 placements"),
        (
            json!({ "type": "setVolume", "placements": all, "points": [{ "at": 0, "gain": -300 }] }),
            "Volume line of 2 placements",
        ),
    ] {
        assert_eq!((said(&stage, edit), named(&stage).as_str()), (vec![STAYED.to_owned()], name));
    }
    let changed = ['A', 'B', 'C'].map(|letter| {
        let one = placed(&stage, letter);
        (one.placement.gain.0, one.placement.muted, one.volume_points.len())
    });
    assert_eq!(changed, [(0, false, 0), (-300, true, 1), (-300, true, 1)]);
    lock(&mut stage, 'B');
    let both = ["1M01 and 1M02 are locked and stayed."];
    assert_eq!(said(&stage, json!({ "type": "removePlacements", "placements": all })), both);
    assert_eq!((picture(&stage).as_str(), named(&stage).as_str()), ("songs |--A--|   |B-|", "Remove 1M03"));
    // Where all are locked nothing is left to do.
    for edit in [
        json!({ "type": "removePlacements", "placements": [a, b] }),
        json!({ "type": "removeCues", "cues": [cue(&stage, 'A'), cue(&stage, 'B')] }),
    ] {
        assert_eq!(stage.refused(edit), "Cue 1M01 is locked; unlock it first");
    }
    let cues = json!({ "type": "removeCues", "cues": [cue(&stage, 'A'), cue(&stage, 'B')] });
    stage.edit(json!({ "type": "lockPlacements", "placements": [b], "locked": false }));
    assert_eq!(said(&stage, cues), [STAYED]);
    assert_eq!((picture(&stage).as_str(), named(&stage).as_str()), ("songs |--A--|", "Remove 1M02"));
}

#[test]
fn a_copy_of_what_is_locked_is_free() {
    let mut stage = draw("songs |--A--|");
    lock(&mut stage, 'A');
    let placement = row(&stage, 'A');
    let copy = json!({ "type": "duplicatePlacements", "placements": [placement], "by": second(10) });
    assert_eq!(said(&stage, copy), Vec::<String>::new());
    let locks: Vec<bool> = stage.cut().placements.iter().map(|view| view.placement.locked).collect();
    assert_eq!(locks, [true, false]);
}

#[test]
fn a_roll_has_two_sides_or_none() {
    let mut stage = draw("songs |--A--||--B--|  |-C-|");
    let trims = |stage: &Stage| {
        let roll = [('A', "out", 5), ('B', "in", 5), ('C', "out", 20)];
        let trims =
            roll.map(|(letter, edge, to)| json!({ "placement": row(stage, letter), "edge": edge, "to": second(to) }));
        json!({ "type": "trimPlacements", "trims": trims })
    };
    lock(&mut stage, 'B');
    assert_eq!(said(&stage, trims(&stage)), ["1M02 is locked and stayed."]);
    assert_eq!(picture(&stage), "songs |--A--||--B--|  |C-|");
}

#[test]
fn a_locked_pick_holds_its_alternates() {
    let mut stage = draw("songs |--A--|      |----C----|");
    stage.edit(alternate(BRAVO, 'C')(&stage));
    lock(&mut stage, 'C');
    let before = picture(&stage);
    let lift = json!({ "type": "liftRange", "cut": CUT, "start": second(16), "end": second(20) });
    assert_eq!(stage.refused(lift.clone()), "Cue 1M02 is locked; unlock it first");
    let gap = json!({ "type": "closeGap", "cut": CUT, "lane": 1, "at": second(9) });
    assert_eq!(stage.refused(gap), "Cue 1M02 is locked; unlock it first");
    let wide = json!({ "type": "liftRange", "cut": CUT, "start": second(4), "end": second(20) });
    assert_eq!(said(&stage, wide), ["1M02 is locked and stayed."]);
    assert_eq!(picture(&stage), before.replace("|--A--|", "|A-|   "));
    let duck = |cues: Vec<_>| json!({ "type": "duckCues", "cues": cues, "duck": { "depth": -900, "attack": 0, "release": 0 } });
    assert_eq!(stage.refused(duck(vec![cue(&stage, 'C')])), "Cue 1M02 is locked; unlock it first");
    assert_eq!(said(&stage, duck(vec![cue(&stage, 'A'), cue(&stage, 'C')])), ["1M02 is locked and stayed."]);
    // An alternate that is locked by itself stays by itself.
    let all = [row(&stage, 'C')];
    stage.edit(json!({ "type": "lockPlacements", "placements": all, "locked": false }));
    lock(&mut stage, 'B');
    assert_eq!(said(&stage, lift), ["1M02 B is locked and stayed."]);
    assert_eq!(placed(&stage, 'B').placement.span().length().0, second(11));
}
