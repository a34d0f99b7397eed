//! Pieces: what a blade cuts stays one alternate and one row of the sheet; healed, joined, copied, muted, renumbered.

use deliver::Form;
use model::{CueNumber, CutId};
use proptest::prelude::*;
use serde_json::{Value, json};
use studio::SheetExport;
use tests::board::{alternate, cue, draw, picture, placed, row, shift};
use tests::stage::{ALPHA, BRAVO, CUT, EPISODE, Stage, placement_in, row_in, second};

fn blade(stage: &mut Stage, placement: i64, at: i64) -> i64 {
    let edit = json!({ "type": "bladePlacements", "placements": [placement], "at": second(at) });
    placement_in(&stage.edit(edit))
}

/// Splits the first placement of a track.
fn blade_of(stage: &mut Stage, letter: char, at: i64) -> i64 {
    let placement = row(stage, letter);
    blade(stage, placement, at)
}

fn numbers(stage: &Stage) -> Vec<String> {
    stage.cut().cues.iter().map(|cue| cue.cue.number.to_string()).collect()
}

fn assert_whole(stage: &Stage) {
    let found = stage.studio().check(false, |_, _, _| ()).expect("a check").problems;
    assert!(found.iter().all(|finding| finding.kind != "document"), "{found:?}");
}

fn spans(stage: &Stage, number: &str) -> Vec<(i64, i64)> {
    let cue = stage.cue(number);
    cue.sounding.iter().map(|span| (span.start.0 / second(1), span.end.0 / second(1))).collect()
}

#[test]
fn a_split_stays_one_alternate_of_one_cue() {
    let mut stage = draw("songs   |----A---|");
    let head = row(&stage, 'A');
    stage.edit(json!({ "type": "setVerdict", "placement": head, "value": "approved", "author": "Dana" }));
    let piece = blade(&mut stage, head, 6);
    assert_eq!(picture(&stage), "songs   |A-||-A--|");
    assert_eq!(numbers(&stage), ["1M01"]);
    let views = stage.placements(cue(&stage, 'A'));
    let told: Vec<_> = views.iter().map(|view| (view.letter.as_str(), view.pick, view.piece, view.pieces)).collect();
    assert_eq!(told, [("A", true, 1, 2), ("A", true, 2, 2)]);
    assert!(views.iter().all(|view| view.verdict.is_some() && view.alternate.0 == head));
    assert_eq!(views[1].placement.track_start.0, second(4));
    // A verdict, a note and a pick are of the alternate, whichever piece they are said of.
    stage.edit(json!({ "type": "setVerdict", "placement": piece, "value": "rejected", "author": "Dana" }));
    stage.edit(json!({ "type": "addNote", "cut": CUT, "placement": piece, "author": "Dana", "body": "too long" }));
    assert_eq!(stage.cut().notes[0].placement.map(|id| id.0), Some(head));
    assert_eq!(stage.cue("1M01").status.word(), "rejected");
    stage.edit(alternate(BRAVO, 'A')(&stage));
    stage.edit(json!({ "type": "setPick", "placement": row(&stage, 'B') }));
    stage.edit(json!({ "type": "setPick", "placement": piece }));
    assert_eq!(stage.cue("1M01").cue.pick.map(|id| id.0), Some(head));
    assert_whole(&stage);
}

#[test]
fn one_piece_moves_and_the_cue_counts_what_sounds() {
    let mut stage = draw("songs |---C-----|\nsongs              |-B-|");
    let piece = blade_of(&mut stage, 'C', 4);
    let step = json!({ "placement": piece, "inPoint": second(20), "lane": 1 });
    stage.edit(json!({ "type": "movePlacements", "moves": [step] }));
    assert_eq!(picture(&stage), "songs |C-|         |-B-|  |--C--|");
    let found = stage.cue("1M01");
    assert_eq!(spans(&stage, "1M01"), [(0, 4), (20, 27)]);
    assert_eq!((found.in_point.0, found.out_point.0, found.length.0), (0, second(27), second(11)));
    assert_eq!(stage.cut().totals.music.0, second(11 + 5));
    let sheet = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").sheet;
    let rows: Vec<_> = sheet.rows.iter().map(|row| (row.number.as_str(), row.spans.len(), row.exact.0)).collect();
    assert_eq!(rows, [("1M01", 2, second(11)), ("1M02", 1, second(5))]);
    let list = stage.studio().cue_list(CUT).expect("a list").written_out().expect("it is written");
    assert_eq!(list.rows[0].duration_flicks.map(|length| length.0), Some(second(11)));
    assert_eq!(list.totals.sum_flicks.0, second(16));
    // The gap is nobody's: 1M02 lies in it, and nothing is to be decided between the two.
    let problems = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").problems;
    assert!(problems.iter().all(|problem| !problem.rule.contains("overlap")), "{problems:?}");
    let group = &stage.clear().groups.into_iter().find(|group| group.track == tests::stage::CHARLIE).expect("a use");
    assert_eq!((group.numbers.clone(), group.length.0), (vec!["1M01".to_owned()], second(11)));
}

#[test]
fn the_head_may_go_and_what_was_said_stays() {
    let mut stage = draw("songs |----A---|");
    let head = row(&stage, 'A');
    stage.edit(json!({ "type": "setVerdict", "placement": head, "value": "approved", "author": "Dana" }));
    blade(&mut stage, head, 3);
    blade(&mut stage, head, 1);
    stage.edit(json!({ "type": "removePlacements", "placements": [head] }));
    assert_eq!(spans(&stage, "1M01"), [(1, 10)]);
    let seen = stage.cue("1M01");
    assert_eq!(
        (seen.status.word(), seen.changed_since_approved),
        ("waiting", true),
        "less of it is left than was approved"
    );
    assert_eq!(stage.placements(seen.cue.id)[0].verdict, Some(model::VerdictValue::Approved));
    let left: Vec<i64> = stage.placements(cue(&stage, 'A')).iter().map(|view| view.placement.id.0).collect();
    stage.edit(json!({ "type": "removePlacements", "placements": left }));
    assert_eq!((numbers(&stage).len(), stage.cut().placements.len()), (0, 0));
}

#[test]
fn a_new_cue_from_here_takes_all_that_comes_after() {
    let mut stage = draw("songs |----A---|");
    let head = row(&stage, 'A');
    let piece = blade(&mut stage, head, 6);
    stage.edit(json!({ "type": "newCueFrom", "placements": [piece], "at": second(4) }));
    assert_eq!(numbers(&stage), ["1M01", "1M02"]);
    assert_eq!((spans(&stage, "1M01"), spans(&stage, "1M02")), (vec![(0, 4)], vec![(4, 10)]));
    assert_eq!(stage.cue("1M01").cue.pick.map(|id| id.0), Some(head));
    assert_eq!(stage.placements(stage.cue("1M02").cue.id).len(), 2);
    // On the seam of two pieces nothing is cut.
    stage.edit(json!({ "type": "newCueFrom", "placements": [piece], "at": second(6) }));
    assert_eq!((spans(&stage, "1M02"), spans(&stage, "1M03")), (vec![(4, 6)], vec![(6, 10)]));
    let nothing = json!({ "type": "newCueFrom", "placements": [head], "at": second(0) });
    assert_eq!(stage.refused(nothing), "Cue 1M01: the blade is not inside the placement");
}

#[test]
fn pieces_that_continue_each_other_heal() {
    let mut stage = draw("songs |----A---|");
    let head = row(&stage, 'A');
    let last = blade(&mut stage, head, 6);
    let middle = blade(&mut stage, head, 3);
    stage.edit(json!({ "type": "healPlacements", "placements": [middle, last] }));
    assert_eq!(picture(&stage), "songs |A||--A--|");
    stage.edit(json!({ "type": "healPlacements", "placements": [head] }));
    assert_eq!(picture(&stage), "songs |---A----|");
    assert_eq!(row(&stage, 'A'), head);
    let refused = stage.refused(json!({ "type": "healPlacements", "placements": [head] }));
    assert!(refused.starts_with("No pieces of 1M01 touch"), "{refused}");
    let piece = blade(&mut stage, head, 6);
    stage.edit(json!({ "type": "shapePlacements", "placements": [piece], "gain": -600 }));
    assert!(stage.refused(json!({ "type": "healPlacements", "placements": [head] })).contains("same gain"));
}

#[test]
fn cues_of_one_recording_are_joined_and_others_are_not() {
    let mut stage = draw("songs |----A---|  |-B-|");
    let head = row(&stage, 'A');
    stage.edit(json!({ "type": "newCueFrom", "placements": [head], "at": second(4) }));
    let (first, second_half, other) = (stage.cue("1M01").cue.id, stage.cue("1M03").cue.id, cue(&stage, 'B'));
    stage.edit(json!({ "type": "addNote", "cut": CUT, "cue": second_half, "author": "Dana", "body": "hold" }));
    stage.edit(json!({ "type": "mergeCues", "into": first, "from": [second_half] }));
    assert_eq!(picture(&stage), "songs |---A----|  |-B-|");
    assert_eq!((numbers(&stage), stage.cut().notes[0].cue), (vec!["1M01".to_owned(), "1M02".to_owned()], Some(first)));
    assert_eq!(
        stage.refused(json!({ "type": "mergeCues", "into": first, "from": [other] })),
        "1M02 is not the same recording as 1M01; make it an alternate of 1M01 instead"
    );
}

#[test]
fn an_alternate_in_pieces_joins_another_cue_whole() {
    let mut stage = draw("songs |--A--|   |--B--|");
    let piece = blade_of(&mut stage, 'B', 14);
    stage.edit(json!({ "type": "joinCue", "placement": piece, "cue": cue(&stage, 'A') }));
    assert_eq!(picture(&stage), "songs |--A--|   |b-||b|");
    assert_eq!(numbers(&stage), ["1M01"]);
}

#[test]
fn what_is_muted_is_not_counted_and_said() {
    let mut stage = draw("songs |----A---|");
    let head = row(&stage, 'A');
    let piece = blade(&mut stage, head, 6);
    let mute = |stage: &mut Stage, of: i64, muted: bool| {
        stage.edit(json!({ "type": "mutePlacements", "placements": [of], "muted": muted }));
    };
    mute(&mut stage, piece, true);
    assert_eq!(spans(&stage, "1M01"), [(0, 6)]);
    mute(&mut stage, head, true);
    assert_eq!((spans(&stage, "1M01").len(), stage.cut().totals.music.0), (0, 0));
    let view = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet");
    assert_eq!(view.sheet.rows.len(), 0);
    assert!(view.problems.iter().any(|problem| problem.message.contains("1M01 is muted")), "{:?}", view.problems);
    mute(&mut stage, head, false);
    mute(&mut stage, piece, false);
    assert_eq!(spans(&stage, "1M01"), [(0, 10)]);
}

#[test]
fn several_placements_are_trimmed_and_slipped_together_or_not_at_all() {
    let mut stage = draw("songs |--B--|\nscore |--C--|");
    let (b, c) = (row(&stage, 'B'), row(&stage, 'C'));
    let trim = |placement: i64, to: i64| json!({ "placement": placement, "edge": "out", "to": second(to) });
    stage.edit(json!({ "type": "trimPlacements", "trims": [trim(b, 5), trim(c, 9)] }));
    assert_eq!(picture(&stage), "songs |-B-|\nscore |---C---|");
    assert!(
        stage.refused(json!({ "type": "trimPlacements", "trims": [trim(b, 4), trim(c, 0)] })).contains("one frame")
    );
    let slip = |placement: i64, to: i64| json!({ "placement": placement, "trackStart": second(to) });
    stage.edit(json!({ "type": "slipPlacements", "slips": [slip(b, 2), slip(c, 3)] }));
    let starts = ['B', 'C'].map(|letter| placed(&stage, letter).placement.track_start.0);
    assert_eq!(starts, [second(2), second(3)]);
}

fn copied(stage: &Stage, placements: &[i64]) -> Value {
    let ids: Vec<_> = placements.iter().map(|id| model::PlacementId(*id)).collect();
    serde_json::to_value(stage.studio().copied(&ids).expect("a clip")).expect("JSON")
}

#[test]
fn what_was_copied_is_pasted_elsewhere_even_when_it_is_gone() {
    let mut stage = draw("songs |----A---|\nscore   |--B--|");
    let head = row(&stage, 'A');
    let piece = blade(&mut stage, head, 6);
    stage.edit(json!({ "type": "shapePlacements", "placements": [piece], "gain": -600 }));
    let clip = copied(&stage, &[head, piece, row(&stage, 'B')]);
    stage.edit(json!({ "type": "removePlacements", "placements": [head, piece, row(&stage, 'B')] }));
    assert_eq!(picture(&stage), "");
    stage.edit(json!({ "type": "pasteClip", "cut": CUT, "at": second(20), "clip": clip }));
    assert_eq!(picture(&stage), "songs                     |-A--||A-|\nscore                       |--B--|");
    assert_eq!(numbers(&stage), ["1M01", "1M02"]);
    let gains: Vec<i64> = stage.placements(cue(&stage, 'A')).iter().map(|view| view.placement.gain.0).collect();
    assert_eq!(gains, [0, -600]);
    // A lane down, the other with it as far as there are lanes.
    stage.edit(json!({ "type": "pasteClip", "cut": CUT, "at": second(40), "clip": copied(&stage, &[row(&stage, 'A')]), "lane": 3 }));
    assert!(numbers(&stage).iter().any(|number| number == "1M03"));
    let over = json!([{ "type": "pasteClip", "cut": CUT, "at": second(53), "clip": clip }]);
    let request = serde_json::from_value(json!({ "edits": over })).expect("a request");
    let told = stage.studio().edit(&request).expect("it is pasted");
    assert_eq!(told.remarks.len(), 2, "{:?}", told.remarks);
    assert!(told.remarks.iter().all(|remark| remark.ends_with("goes on past the end of the picture.")));
    let late = json!({ "type": "pasteClip", "cut": CUT, "at": second(60), "clip": clip });
    assert_eq!(stage.refused(late), "That point lies outside Cut 1");
    let empty = json!({ "type": "pasteClip", "cut": CUT, "at": 0, "clip": { "cues": [] } });
    assert_eq!(stage.refused(empty), "There is nothing to paste; copy something first");
}

#[test]
fn a_copy_goes_where_it_is_dropped_and_pieces_stay_together() {
    let mut stage = draw("songs |----A---|");
    let head = row(&stage, 'A');
    let piece = blade(&mut stage, head, 6);
    let copies = [(head, 20), (piece, 26)].map(|(id, at)| json!({ "placement": id, "inPoint": second(at), "lane": 2 }));
    stage.edit(json!({ "type": "copyPlacements", "copies": copies }));
    assert_eq!(picture(&stage), "songs |-A--||A-|\nscore                     |-A--||A-|");
    assert_eq!(numbers(&stage), ["1M01", "1M02"]);
    assert_eq!(stage.placements(stage.cue("1M02").cue.id).len(), 2);
}

#[test]
fn pieces_go_along_to_a_newer_cut_and_what_has_no_room_is_told() {
    let mut stage = draw("songs |----A---|        |-B-|\nsongs                                         |-C-|");
    let head = row(&stage, 'A');
    blade(&mut stage, head, 6);
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(50), "label": "end" }));
    let spec = json!({ "label": "Cut 2", "rate": serde_json::to_value(timebase::FrameRate::F25).expect("JSON"), "start": "01:00:00:00", "length": "00:00:22:12" });
    let add = json!({ "type": "addCut", "episode": EPISODE, "copyFrom": CUT, "cut": spec });
    let edited = stage.studio().edit(&tests::stage::request(vec![add])).expect("a cut");
    assert_eq!(edited.remarks, ["Past the end of Cut 2, and so not copied: 1 cue, 1 scene and 1 hit."]);
    let copied = stage.studio().cut(CutId(row_in(&edited.created[..1]))).expect("the copy");
    let rate = timebase::FrameRate::F25;
    let frames = |at| rate.frame_nearest(at).0;
    let mut spans: Vec<_> = copied
        .placements
        .iter()
        .map(|view| (frames(view.placement.in_point), frames(view.placement.out_point), view.pieces))
        .collect();
    spans.sort_unstable();
    // Frame for frame; what crosses the end of the new cut ends there.
    assert_eq!(spans, [(0, 144, 2), (144, 240, 2), (432, 552, 1)]);
    assert_whole(&stage);
}

#[test]
fn cues_are_numbered_anew_in_order_and_issued_numbers_stay() {
    let mut stage = draw("songs |-A-|  |-B-|  |-C-|");
    let cues = ['A', 'B', 'C'].map(|letter| cue(&stage, letter));
    let number = |cue, number: &str| json!({ "type": "numberCue", "cue": cue, "number": number });
    stage.edits(vec![number(cues[0], "1M09"), number(cues[1], "1M01"), number(cues[2], "2M05")]);
    let plan = stage.studio().renumbering(CUT, None, false).expect("a plan");
    let told: Vec<_> = plan.changes.iter().map(|change| format!("{} {}", change.from, change.to)).collect();
    assert_eq!(told, ["1M09 1M01", "1M01 1M02", "2M05 2M01"]);
    stage.edit(json!({ "type": "renumberCues", "cut": CUT, "reel": 1 }));
    assert_eq!(numbers(&stage), ["1M01", "1M02", "2M05"]);
    assert_eq!(
        stage.refused(json!({ "type": "renumberCues", "cut": CUT, "reel": 1 })),
        "The cues are numbered in order already"
    );

    let file = stage.file("sheet.csv");
    let export = SheetExport {
        profile: "rapidcue",
        format: Form::Csv,
        is_final: false,
        recipient: "",
        replace: false,
        template: None,
        roll_up: false,
    };
    stage.studio().export_sheet(CUT, &export, &file).expect("it is written");
    stage.edit(shift('A', 40, 1)(&stage));
    let plan = stage.studio().renumbering(CUT, None, false).expect("a plan");
    assert!(plan.changes.is_empty() && plan.issued.len() == 3, "{plan:?}");
    let asked = json!([{ "cue": cues[0], "number": "1M05" }]);
    let refused = stage.refused(json!({ "type": "renumberCues", "cut": CUT, "numbers": asked }));
    assert_eq!(
        refused,
        "1M01 stands on a cue sheet that has been issued; say that issued numbers may change, or leave it"
    );
    stage.edit(json!({ "type": "renumberCues", "cut": CUT, "issued": true }));
    assert_eq!(stage.cut().cues.iter().map(|cue| cue.cue.id).collect::<Vec<_>>(), [cues[1], cues[2], cues[0]]);
    assert_eq!(stage.cue("1M02").cue.id, cues[0]);
    assert!(stage.cue("1M02").cue.number > "1M01".parse::<CueNumber>().expect("a number"));
}

#[test]
fn a_placement_in_pieces_takes_an_alternate_over_all_of_it() {
    let mut stage = draw("songs |----A---|");
    blade_of(&mut stage, 'A', 6);
    stage.edit(alternate(BRAVO, 'A')(&stage));
    assert_eq!(picture(&stage), "songs |-A--||A-|\nsongs |---b----|");
    let first = ALPHA;
    assert!(stage.refused(json!({ "type": "removeTracks", "tracks": [first] })).contains("1x01 1M01;"));
}

/// Something that is done to the placement at `which` of those there are, at a second.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Blade,
    NewCue,
    Heal,
    Mute,
    Remove,
    Move,
    Copy,
    Join,
}

fn deed(stage: &Stage, deed: Deed, which: usize, at: i64) -> Option<Value> {
    let cut = stage.cut();
    let placement = cut.placements.get(which % cut.placements.len().max(1))?.placement;
    let ids = [placement.id];
    let step = json!([{ "placement": placement.id, "inPoint": second(at), "lane": at % 3 + 1 }]);
    Some(match deed {
        Deed::Blade => json!({ "type": "bladePlacements", "placements": ids, "at": second(at) }),
        Deed::NewCue => json!({ "type": "newCueFrom", "placements": ids, "at": second(at) }),
        Deed::Heal => json!({ "type": "healPlacements", "placements": ids }),
        Deed::Mute => json!({ "type": "mutePlacements", "placements": ids, "muted": at % 2 == 0 }),
        Deed::Remove => json!({ "type": "removePlacements", "placements": ids }),
        Deed::Move => json!({ "type": "movePlacements", "moves": step }),
        Deed::Copy => json!({ "type": "copyPlacements", "copies": step }),
        Deed::Join => {
            let from: Vec<_> = cut.cues.iter().map(|cue| cue.cue.id).filter(|cue| *cue != placement.cue).collect();
            json!({ "type": "mergeCues", "into": placement.cue, "from": [from.get(which % from.len().max(1))?] })
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_to_pieces_the_show_stays_whole_and_can_be_taken_back(
        deeds in proptest::collection::vec(
            (
                prop_oneof![
                    3 => Just(Deed::Blade), 2 => Just(Deed::NewCue), 1 => Just(Deed::Heal), 1 => Just(Deed::Mute),
                    1 => Just(Deed::Remove), 2 => Just(Deed::Move), 1 => Just(Deed::Copy), 2 => Just(Deed::Join),
                ],
                0..8_usize,
                0..30_i64,
            ),
            1..14,
        ),
    ) {
        let stage = draw("songs |------C-----|\nscore      |--B--|");
        let before = stage.seen();
        let first = stage.steps();
        for (kind, which, at) in deeds {
            let Some(edit) = deed(&stage, kind, which, at) else { continue };
            // What is refused leaves everything as it is.
            let _ = stage.studio().edit(&tests::stage::request(vec![edit]));
            assert_whole(&stage);
            for cue in stage.cut().cues {
                let own = stage.placements(cue.cue.id);
                prop_assert!(own.iter().any(|view| view.pick), "{cue:?}");
                prop_assert!(own.iter().all(|view| view.piece <= view.pieces && !view.letter.is_empty()));
            }
        }
        stage.takes_back(first, &before);
    }
}
