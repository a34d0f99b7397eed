//! Editing as cutting rooms do it: what follows, what is held, what is lifted, and music that is timed from its end.

use model::{Millibels, VolumePoint};
use serde_json::{Value, json};
use tests::board::{alternate, check, cue, draw, picture, placed, row, shift, trim};
use tests::stage::{BRAVO, CHARLIE, CUT, Stage, request, second};
use timebase::Flicks;

fn rippling(edit: impl FnOnce(&Stage) -> Value) -> impl FnOnce(&Stage) -> Value {
    move |stage| {
        let mut edit = edit(stage);
        edit["ripple"] = json!(true);
        edit
    }
}

fn lock(stage: &mut Stage, letter: char) {
    let placement = row(stage, letter);
    stage.edit(json!({ "type": "lockPlacements", "placements": [placement], "locked": true }));
}

fn label(stage: &Stage) -> String {
    stage.studio().history(1).expect("history")[0].label.clone()
}

#[test]
fn what_comes_later_on_the_lane_follows_a_trim_of_the_end() {
    check(
        "songs |---B----|  |-C-|
         score            |--A--|",
        rippling(trim('B', "out", 6)),
        "songs |-B--|  |-C-|
         score            |--A--|",
    );
    check("songs |--B--|  |-C-|", rippling(trim('B', "out", 9)), "songs |---B---|  |-C-|");
}

#[test]
fn a_start_that_is_trimmed_with_ripple_stays_on_its_frame() {
    let mut stage = draw("songs   |--B--|  |-C-|");
    stage.edit(rippling(trim('B', "in", 5))(&stage));
    assert_eq!(picture(&stage), "songs   |B-|  |-C-|");
    assert_eq!(placed(&stage, 'B').placement.track_start.0, second(3));
}

#[test]
fn what_comes_later_follows_a_move_and_closes_up_after_a_removal() {
    check("songs |-A-|  |-B-|  |-C-|", rippling(shift('B', 10, 1)), "songs |-A-|     |-B-|  |-C-|");
    check("songs |-A-|  |-B-|  |-C-|", rippling(shift('B', 5, 1)), "songs |-A-||-B-|  |-C-|");
    let gone = |stage: &Stage| json!({ "type": "removePlacements", "placements": [row(stage, 'B')] });
    check("songs |-A-|  |-B-|  |-C-|", rippling(gone), "songs |-A-|    |-C-|");
}

#[test]
fn music_that_is_placed_with_ripple_has_what_comes_later_make_room() {
    let place = |lane: i64, at: i64, length: i64| {
        move |_: &Stage| {
            json!({
                "type": "place", "cut": CUT, "track": CHARLIE, "lane": lane, "at": second(at), "length": second(length),
            })
        }
    };
    check(
        "songs |-A-|  |-B-|
         score            |-A-|",
        rippling(place(1, 5, 6)),
        "songs |-A-||-C--|  |-B-|
         score            |-A-|",
    );
    check("songs |--A--||-B-|", rippling(place(1, 3, 5)), "songs |--A--|     |-B-|\nsongs    |-C-|");
    // An alternate lies under its cue: nothing has to make room.
    let under = |stage: &Stage| {
        let mut edit = place(1, 0, 5)(stage);
        edit["cue"] = json!(cue(stage, 'A'));
        edit
    };
    check("songs |-A-|  |-B-|", rippling(under), "songs |-A-|  |-B-|\nsongs |-c-|");
}

#[test]
fn alternates_follow_their_cue_and_the_locked_stay() {
    let mut stage = draw("songs |-A-|  |-C-|");
    stage.edit(alternate(BRAVO, 'C')(&stage));
    stage.edit(rippling(shift('A', 2, 1))(&stage));
    assert_eq!(picture(&stage), "songs   |-A-|  |-C-|\nsongs          |-b-|");
    lock(&mut stage, 'C');
    stage.edit(rippling(shift('A', 3, 1))(&stage));
    assert_eq!(picture(&stage), "songs    |-A-| |-C-|\nsongs          |-b-|");
}

/// Bravo as an alternate of Charlie from a second on.
fn earlier(at: i64, length: i64) -> impl FnOnce(&Stage) -> Value {
    move |stage| {
        let mut edit = alternate(BRAVO, 'C')(stage);
        (edit["at"], edit["length"]) = (json!(second(at)), json!(second(length)));
        edit
    }
}

#[test]
fn a_cue_follows_with_its_alternates_wherever_they_begin() {
    let drawn = || {
        let mut stage = draw("songs |-A-|        |--C--|");
        stage.edit(earlier(11, 9)(&stage));
        stage
    };
    let gap = json!({ "type": "closeGap", "cut": CUT, "lane": 1, "at": second(7) });
    let lift = json!({ "type": "liftRange", "cut": CUT, "start": second(6), "end": second(12), "close": true });
    let gone = |stage: &Stage| json!({ "type": "removePlacements", "placements": [row(stage, 'A')], "ripple": true });
    let mut stage = drawn();
    stage.edit(gap);
    assert_eq!(picture(&stage), "songs |-A-||--C--|\nsongs    |---b---|");
    let mut stage = drawn();
    stage.edit(lift);
    assert_eq!(picture(&stage), "songs |-A-||---b---|\nsongs        |--C--|");
    let mut stage = drawn();
    stage.edit(gone(&stage));
    assert_eq!(picture(&stage), "songs       |---b---|\nsongs         |--C--|");
    // Moved up itself, it takes its own along; music that is laid before it makes room for all.
    let mut stage = drawn();
    stage.edit(rippling(shift('C', 10, 1))(&stage));
    assert_eq!(picture(&stage), "songs |-A-|   |---b---|\nsongs           |--C--|");
    let insert = json!({
        "type": "place", "cut": CUT, "track": BRAVO, "lane": 1, "at": second(10), "length": second(3), "ripple": true,
    });
    stage.edit(insert);
    assert_eq!(picture(&stage), "songs |-A-|     |B||--C--|\nsongs            |---b---|");
}

#[test]
fn the_alternates_of_a_lifted_pick_are_lifted_and_no_others() {
    let mut stage = draw("songs |----C-----|  |-A-|");
    stage.edit(earlier(0, 11)(&stage));
    stage.edit(json!({ "type": "liftRange", "cut": CUT, "start": second(4), "end": second(8), "close": true }));
    assert_eq!(picture(&stage), "songs |C-||C-|  |-A-|\nsongs |b-||b|");
}

#[test]
fn where_another_alternate_takes_its_place_no_gap_is_closed() {
    let mut stage = draw("songs |--C--|  |-A-|");
    stage.edit(alternate(BRAVO, 'C')(&stage));
    stage.edit(json!({ "type": "removePlacements", "placements": [row(&stage, 'C')], "ripple": true }));
    assert_eq!(picture(&stage), "songs |--B--|  |-A-|");
}

#[test]
fn history_tells_rolls_gaps_and_intensities() {
    let mut stage = draw("songs |--B--||--C--|  |-A-|\nscore |-A-|    |-B-|");
    let cues: Vec<String> = stage.cut().cues.iter().map(|view| view.cue.number.to_string()).collect();
    let two = [row(&stage, 'B'), row(&stage, 'C')];
    let roll = [("out", two[0]), ("in", two[1])]
        .map(|(edge, placement)| json!({ "placement": placement, "edge": edge, "to": second(6) }));
    stage.edit(json!({ "type": "trimPlacements", "trims": roll }));
    let told = label(&stage);
    assert!(told.starts_with("Roll the edit between 1M0") && cues.iter().any(|one| told.ends_with(one)), "{told}");
    let gaps = [(1, 15), (2, 6)]
        .map(|(lane, at)| json!({ "type": "closeGap", "cut": CUT, "lane": lane, "at": second(at) }))
        .to_vec();
    stage.studio().edit(&request(gaps)).expect("closed");
    assert_eq!(label(&stage), "Close gaps on Songs and Score");
    let scene = json!({ "number": "22", "slugline": "", "synopsis": "", "inPoint": 0, "outPoint": second(5) });
    let scene = tests::stage::row_in(&stage.edit(json!({ "type": "addScene", "cut": CUT, "scene": scene })));
    stage.edit(json!({ "type": "editScene", "scene": scene, "set": { "intensity": 7 } }));
    assert_eq!(label(&stage), "Intensity of scene 22");
    stage.edit(json!({ "type": "editScene", "scene": scene, "set": { "intensity": 7, "number": "23" } }));
    assert_eq!(label(&stage), "Edit scene 22");
}

#[test]
fn several_are_trimmed_with_ripple_as_one() {
    let mut stage = draw("songs |--B--| |--C--| |-A-|");
    let trims = [('B', 4), ('C', 11)]
        .map(|(letter, to)| json!({ "placement": row(&stage, letter), "edge": "out", "to": second(to) }));
    stage.edit(json!({ "type": "trimPlacements", "trims": trims, "ripple": true }));
    assert_eq!(picture(&stage), "songs |B-| |C| |-A-|");
}

#[test]
fn what_is_locked_is_not_touched_until_it_is_unlocked() {
    let mut stage = draw("songs |--A--|  |-B-|");
    let placement = row(&stage, 'A');
    lock(&mut stage, 'A');
    assert_eq!(label(&stage), "Lock 1M01");
    let all = [placement];
    for edit in [
        shift('A', 3, 1)(&stage),
        trim('A', "out", 4)(&stage),
        json!({ "type": "slipPlacement", "placement": placement, "trackStart": second(1) }),
        json!({ "type": "shapePlacements", "placements": all, "gain": -300 }),
        json!({ "type": "bladePlacements", "placements": all, "at": second(3) }),
        json!({ "type": "mutePlacements", "placements": all, "muted": true }),
        json!({ "type": "removePlacements", "placements": all }),
        json!({ "type": "removeCues", "cues": [cue(&stage, 'A')] }),
        json!({ "type": "setVolume", "placements": all, "points": [{ "at": 0, "gain": -300 }] }),
        json!({ "type": "backTime", "placement": placement, "at": second(20) }),
    ] {
        assert_eq!(stage.refused(edit), "Cue 1M01 is locked; unlock it first");
    }
    stage.edit(json!({ "type": "lockPlacements", "placements": all, "locked": false }));
    stage.edit(shift('A', 1, 1)(&stage));
    assert_eq!(picture(&stage), "songs  |--A--| |-B-|");
}

#[test]
fn a_group_is_kept_by_a_split_and_a_copy_is_a_group_of_its_own() {
    let mut stage = draw("songs |--A--|\nscore |--B--|");
    let both = [row(&stage, 'A'), row(&stage, 'B')];
    stage.edit(json!({ "type": "groupPlacements", "placements": both }));
    assert_eq!(label(&stage), "Group 2 placements");
    let group = placed(&stage, 'A').placement.group;
    assert!(group.is_some() && placed(&stage, 'B').placement.group == group);
    stage.edit(json!({ "type": "duplicatePlacements", "placements": both, "by": second(10) }));
    let copies: Vec<_> =
        stage.cut().placements.iter().map(|view| view.placement).filter(|one| !both.contains(&one.id.0)).collect();
    assert!(copies.len() == 2 && copies[0].group == copies[1].group && copies[0].group != group, "{copies:?}");
    stage.edit(json!({ "type": "ungroupPlacements", "placements": [both[1]] }));
    assert_eq!(placed(&stage, 'A').placement.group, None);
    let one = json!({ "type": "groupPlacements", "placements": [both[0]] });
    assert_eq!(stage.refused(one), "A group needs two placements or more");
}

#[test]
fn music_is_ended_on_a_frame_and_starts_wherever_that_falls() {
    let mut stage = draw("songs |---B----|");
    let placement = row(&stage, 'B');
    let at = |at: i64, more: Value| {
        let mut edit = json!({ "type": "backTime", "placement": placement, "at": second(at) });
        edit.as_object_mut().expect("an edit").extend(more.as_object().cloned().unwrap_or_default());
        edit
    };
    // Bravo is 20 s long, and 10 s of it were laid: all of it is heard now, and ends at 25 s.
    stage.edit(at(25, json!({})));
    assert_eq!(picture(&stage), "songs      |--------B---------|");
    assert_eq!((label(&stage), placed(&stage, 'B').placement.track_start.0), ("Back-time 1M01".into(), 0));
    // A moment within it, half a frame off: the ending is exact, and the start is the first whole frame.
    let half = Flicks::from_seconds(1).0 / 48;
    stage.edit(at(30, json!({ "ends": second(12) + half })));
    let one = placed(&stage, 'B').placement;
    assert_eq!((one.out_point.0, one.in_point.0), (second(30), second(18)));
    assert_eq!(one.track_start.0, half);
    // With its start kept, other sound comes under it.
    stage.edit(at(28, json!({ "keepIn": true })));
    let one = placed(&stage, 'B').placement;
    assert_eq!((one.in_point.0, one.out_point.0, one.track_start.0), (second(18), second(28), second(10)));
    // Nothing starts before the cut does.
    stage.edit(at(5, json!({})));
    let one = placed(&stage, 'B').placement;
    assert_eq!((one.in_point.0, one.out_point.0, one.track_start.0), (0, second(5), second(15)));
    assert!(stage.refused(at(61, json!({}))).contains("outside the cut"));
    assert!(stage.refused(at(0, json!({}))).contains("outside the cut"));
    assert!(stage.refused(at(9, json!({ "ends": 0 }))).contains("one frame"));
}

#[test]
fn a_range_is_lifted_out_and_extracted() {
    let before = "songs |----A---|    |-B-|
                  score    |------C------|";
    let lift = |close: bool| move |_: &Stage| json!({ "type": "liftRange", "cut": CUT, "start": second(6), "end": second(10), "close": close });
    check(before, lift(false), "songs |-A--|        |-B-|\nscore    |C|    |--C---|");
    check(before, lift(true), "songs |-A--|    |-B-|\nscore    |C||--C---|");
}

#[test]
fn a_lifted_range_splits_what_lies_across_it_and_leaves_what_is_locked() {
    let mut stage = draw("songs |------C-----|  |-B-|\nscore    |--A--|");
    lock(&mut stage, 'A');
    let lift = json!({ "type": "liftRange", "cut": CUT, "start": second(4), "end": second(9), "close": true });
    stage.edit(lift);
    assert_eq!(picture(&stage), "songs |C-||-C-|  |-B-|\nscore    |--A--|");
    assert_eq!(label(&stage), "Extract 01:00:04:00 to 01:00:09:00");
    let starts: Vec<i64> = stage.placements(cue(&stage, 'C')).iter().map(|view| view.placement.track_start.0).collect();
    assert_eq!(starts, [0, second(9)]);
    let empty = json!({ "type": "liftRange", "cut": CUT, "start": second(4), "end": second(4) });
    assert_eq!(stage.refused(empty), "The range is empty; set its in before its out");
}

#[test]
fn a_gap_is_closed() {
    let close = |at: i64| move |_: &Stage| json!({ "type": "closeGap", "cut": CUT, "lane": 1, "at": second(at) });
    check("songs |-A-|    |-B-|  |-C-|", close(7), "songs |-A-||-B-|  |-C-|");
    check("songs    |-A-|", close(1), "songs |-A-|");
    let mut stage = draw("songs |-A-|    |-B-|");
    for at in [2, 13] {
        assert_eq!(stage.refused(close(at)(&stage)), "There is no gap on lane Songs there that something comes after");
    }
}

#[test]
fn lanes_have_level_mute_and_colour() {
    let mut stage = draw("songs |--A--|");
    let edit = |what: Value| {
        let mut edit = json!({ "type": "editLane", "lane": 1 });
        edit.as_object_mut().expect("an edit").extend(what.as_object().cloned().unwrap_or_default());
        edit
    };
    for (what, called) in [
        (json!({ "muted": true }), "Mute lane Songs"),
        (json!({ "level": -450 }), "Level of lane Songs"),
        (json!({ "colour": "teal" }), "Colour of lane Songs"),
        (json!({ "name": "Needle drops" }), "Rename lane Songs to Needle drops"),
        (json!({ "muted": false }), "Unmute lane Needle drops"),
        (json!({ "ordinal": 2 }), "Reorder lane Needle drops"),
    ] {
        stage.edit(edit(what));
        assert_eq!(label(&stage), called);
    }
    let lane = stage.studio().show().expect("the show").lanes.remove(2);
    assert_eq!((lane.name.as_str(), lane.muted, lane.level), ("Needle drops", false, Millibels(-450)));
    assert_eq!(lane.colour, model::LaneColour::Teal);
    stage.edit(edit(json!({ "level": 9_999 })));
    assert_eq!(stage.studio().show().expect("the show").lanes[2].level, Millibels::MOST);
}

#[test]
fn a_volume_line_belongs_to_the_recording() {
    let mut stage = draw("songs |---B----|");
    let placement = row(&stage, 'B');
    let points =
        json!([{ "at": second(4), "gain": -600 }, { "at": second(2), "gain": 0 }, { "at": second(8), "gain": 300 }]);
    stage.edit(json!({ "type": "setVolume", "placements": [placement], "points": points }));
    assert_eq!(label(&stage), "Volume line of 1M01");
    let line = placed(&stage, 'B').volume_points;
    let ats: Vec<i64> = line.iter().map(|point| point.at.0 / second(1)).collect();
    assert_eq!((ats, line[1].gain), (vec![2, 4, 8], Millibels(-600)));
    // A trim, a split and a copy leave it where it is heard; the pieces heal again.
    stage.edit(trim('B', "in", 3)(&stage));
    stage.edit(json!({ "type": "bladePlacements", "placements": [placement], "at": second(5) }));
    let lines: Vec<Vec<VolumePoint>> = stage.cut().placements.iter().map(|view| view.volume_points.clone()).collect();
    assert_eq!(lines, [line.clone(), line.clone()]);
    stage.edit(json!({ "type": "healPlacements", "placements": [placement] }));
    let clip = stage.studio().copied(&[model::PlacementId(placement)]).expect("a clip");
    let clip = serde_json::to_value(clip).expect("JSON");
    stage.edit(json!({ "type": "pasteClip", "cut": CUT, "at": second(30), "clip": clip }));
    assert!(stage.cut().placements.iter().all(|view| view.volume_points == line));
    // Pieces with lines of their own do not heal.
    stage.edit(json!({ "type": "bladePlacements", "placements": [placement], "at": second(5) }));
    stage.edit(json!({ "type": "setVolume", "placements": [placement], "points": [] }));
    assert_eq!(label(&stage), "Remove the volume line of 1M01");
    assert!(stage.refused(json!({ "type": "healPlacements", "placements": [placement] })).starts_with("No pieces"));
}

#[test]
fn shapes_of_fades_and_their_bends_are_kept() {
    let mut stage = draw("songs |---B----|");
    let placement = row(&stage, 'B');
    for shape in ["linear", "equalPower", "sCurve", "logarithmic"] {
        let fade = json!({ "length": second(2), "shape": shape, "bend": 400 });
        stage.edit(json!({ "type": "shapePlacements", "placements": [placement], "fadeOut": fade }));
        let kept = serde_json::to_value(placed(&stage, 'B').placement.fade_out).expect("JSON");
        assert_eq!(kept, json!({ "length": second(2), "shape": shape, "bend": 100 }));
    }
    // What an older version wrote has no bend.
    let old = request(vec![json!({
        "type": "shapePlacements", "placements": [placement], "fadeIn": { "length": second(1), "shape": "linear" },
    })]);
    stage.studio().edit(&old).expect("an edit");
    assert_eq!(placed(&stage, 'B').placement.fade_in.bend, 0);
}

#[test]
fn the_second_half_of_one_alternate_is_taken_into_another_and_both_recordings_are_on_the_sheet() {
    let mut stage = draw("songs |----A---|");
    stage.edit(alternate(BRAVO, 'A')(&stage));
    let (a, b) = (row(&stage, 'A'), row(&stage, 'B'));
    stage.edit(json!({ "type": "compAlternate", "into": a, "from": b, "at": second(6) }));
    assert_eq!(picture(&stage), "songs |-A--||B-|\nsongs |---b----|");
    assert_eq!(label(&stage), "Comp 1M01");
    let own = stage.placements(cue(&stage, 'A'));
    let piece = own.iter().find(|view| view.pick && view.placement.track == BRAVO).expect("the piece of B");
    assert_eq!((piece.placement.track_start.0, piece.alternate.0, piece.letter.as_str()), (second(6), a, "A"));
    let sheet = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").sheet;
    let rows: Vec<_> = sheet.rows.iter().map(|row| (row.number.as_str(), row.track, row.exact.0)).collect();
    assert_eq!(rows, [("1M01", Some(tests::stage::ALPHA), second(6)), ("1M01", Some(BRAVO), second(4))]);
    // The recording that is only a part of the pick stays a use of its own once its alternate is gone.
    let whole = stage.placements(cue(&stage, 'A')).iter().find(|view| !view.pick).map(|view| view.placement.id.0);
    let pieces: Vec<i64> = stage.placements(cue(&stage, 'A')).iter().map(|view| view.placement.id.0).collect();
    assert_eq!((whole, pieces.len()), (Some(b), 3));
    let copy = json!({ "type": "removePlacements", "placements": [b] });
    stage.edit(copy);
    let used: Vec<_> = stage.clear().groups.iter().map(|group| (group.track, group.length.0)).collect();
    assert_eq!(used, [(tests::stage::ALPHA, second(6)), (BRAVO, second(4))]);
    stage.studio().undo().expect("undone");
    // A range in the middle, and back again.
    stage.edit(json!({ "type": "compAlternate", "into": a, "from": b, "at": second(2), "until": second(4) }));
    let spans: Vec<_> = stage
        .placements(cue(&stage, 'A'))
        .iter()
        .filter(|view| view.pick)
        .map(|view| (view.placement.in_point.0 / second(1), view.placement.track))
        .collect();
    assert_eq!(spans, [(0, tests::stage::ALPHA), (2, BRAVO), (4, tests::stage::ALPHA), (6, BRAVO)]);
    let none = json!({ "type": "compAlternate", "into": a, "from": b, "at": second(30) });
    assert_eq!(stage.refused(none), "That alternate of 1M01 has no music there");
    let same = json!({ "type": "compAlternate", "into": a, "from": a, "at": second(3) });
    assert_eq!(stage.refused(same), "Take from another alternate of 1M01");
}
