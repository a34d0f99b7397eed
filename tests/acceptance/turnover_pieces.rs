//! Clips of ours that an editor cut or copied: pieces of one cue, with nothing lost and nothing twice.

use model::{Fade, FadeShape, Placement};
use serde_json::json;
use studio::TimelineAsked;
use studio::views::CueFate;
use tests::stage::{ALPHA, CHARLIE, CUT, Stage, second};
use timebase::Flicks;

use crate::turnover::{event, laid, list, preview, studio_id, take, written};

/// Charlie from 5 to 25, 6 dB down, with a straight fade of two seconds at its end.
fn whole() -> (Stage, i64) {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(CHARLIE, 1, 5, 20);
    let fade = json!({ "length": second(2), "shape": "linear", "bend": 0 });
    stage.edit(json!({ "type": "shapePlacements", "placements": [placement], "gain": -600, "fadeOut": fade }));
    (stage, placement)
}

fn pieces(stage: &Stage) -> Vec<Placement> {
    let mut pieces: Vec<Placement> = stage.cut().placements.iter().map(|view| view.placement).collect();
    pieces.sort_by_key(|piece| piece.in_point);
    pieces
}

#[test]
fn a_clip_that_was_cut_and_copied_comes_back_in_pieces() {
    let (mut stage, placement) = whole();
    let name = format!("1M01 Charlie [nd:{}]", studio_id(placement));
    let cut = [
        event(1, "A", &name, (0, 8), (5, 13)),
        // A second of nothing, and what was after it slipped by two seconds.
        event(2, "A", &name, (11, 20), (14, 23)),
        // Another track, much later.
        event(3, "A2", &name, (2, 6), (40, 44)),
    ];
    let asked = written(&stage, "cut.edl", &list("MX", &cut));
    let shown = preview(&stage, &asked);
    assert_eq!((shown.cues.len(), shown.cues[0].fate), (1, CueFate::Moves), "{:?}", shown.cues);
    assert!(
        shown.cues[0].brings.contains(&"2 pieces added: it was cut or copied".to_owned()),
        "{:?}",
        shown.cues[0].brings
    );
    take(&mut stage, &asked);
    let wanted = [(5, 13, 0, CHARLIE), (14, 23, 11, CHARLIE), (40, 44, 2, CHARLIE)];
    assert_eq!(laid(&stage.cut()), wanted);
    assert_eq!(stage.cut().cues.len(), 1);
    let own = pieces(&stage);
    assert!(own.iter().all(|one| one.alternate().0 == placement && one.gain.0 == -600 && one.lane == own[0].lane));
    let fade = Fade { length: Flicks(second(2)), shape: FadeShape::Linear, bend: 0 };
    let fades: Vec<Fade> = own.iter().map(|one| one.fade_out).collect();
    assert_eq!(fades, [Fade::NONE, fade, Fade::NONE], "only the piece that ends as the whole did has its fade");
    // The same list once more brings nothing.
    let again = preview(&stage, &asked);
    assert_eq!((again.cues.len(), again.cues[0].fate), (1, CueFate::Same), "{:?}", again.cues);
}

#[test]
fn of_a_copy_the_one_that_stayed_is_the_placement() {
    let (mut stage, placement) = whole();
    let name = format!("1M01 Charlie [nd:{}]", studio_id(placement));
    let copied = [event(1, "A", &name, (0, 4), (0, 4)), event(2, "A", &name, (0, 20), (5, 25))];
    let asked = written(&stage, "copied.edl", &list("MX", &copied));
    take(&mut stage, &asked);
    let own = pieces(&stage);
    assert_eq!(laid(&stage.cut()), [(0, 4, 0, CHARLIE), (5, 25, 0, CHARLIE)]);
    assert_eq!((own[1].id.0, own[0].piece_of.map(|head| head.0)), (placement, Some(placement)));
}

#[test]
fn what_is_locked_stays_whole() {
    let (mut stage, placement) = whole();
    stage.edit(json!({ "type": "lockPlacements", "placements": [placement], "locked": true }));
    let name = format!("1M01 Charlie [nd:{}]", studio_id(placement));
    let cut = [
        event(1, "A", &name, (0, 8), (5, 13)),
        event(2, "A", &name, (11, 20), (14, 23)),
        event(3, "A", "Alpha", (0, 5), (50, 55)),
    ];
    let asked = written(&stage, "cut.edl", &list("MX", &cut));
    let told = preview(&stage, &asked).cues[0].brings.join("; ");
    assert!(told.contains("it is locked"), "{told}");
    take(&mut stage, &asked);
    assert_eq!(laid(&stage.cut()), [(5, 25, 0, CHARLIE), (50, 55, 0, ALPHA)]);
}

#[test]
fn a_split_placement_is_one_cue_in_another_show() {
    for name in ["edl", "otio", "fcpxml", "xmeml", "text"] {
        let (mut stage, placement) = whole();
        stage.edit(json!({ "type": "bladePlacements", "placements": [placement], "at": second(15) }));
        let second_half = pieces(&stage)[1];
        let step = json!({ "placement": second_half.id, "inPoint": second(30), "lane": second_half.lane });
        stage.edit(json!({ "type": "movePlacements", "moves": [step] }));
        let form = studio::PlacedForm::named(name).expect("a form");
        let file = stage.file(&format!("out.{}", form.ending));
        stage.studio().export_placed(CUT, form, &file, false).expect("written");
        let mut other = Stage::default();
        let asked = TimelineAsked { file, cut: Some(CUT), ..TimelineAsked::default() };
        let shown = preview(&other, &asked);
        assert_eq!((shown.cues.len(), shown.cues[0].number.as_str()), (1, "1M01"), "{name}: {:?}", shown.cues);
        take(&mut other, &asked);
        assert_eq!(laid(&other.cut()), [(5, 15, 0, CHARLIE), (30, 40, 10, CHARLIE)], "{name}");
        let own = pieces(&other);
        assert_eq!(own[1].piece_of, Some(own[0].id), "{name}");
    }
}

#[test]
fn what_is_shown_is_what_is_placed() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 30, 5);
    let name = format!("1M01 Alpha [nd:{}]", studio_id(placement));
    let late = [event(1, "A", &name, (4, 14), (10, 20)), event(2, "A", "Charlie", (0, 30), (45, 75))];
    let asked = written(&stage, "late.edl", &list("MX", &late));
    let shown = preview(&stage, &asked);
    let ends: Vec<&str> = shown.cues.iter().map(|cue| cue.until.as_str()).collect();
    assert_eq!(ends, ["01:00:16:00", "01:01:00:00"], "{:?}", shown.cues);
    assert!(shown.cues[0].brings.contains(&"the recording ends 4.0 s before it does".to_owned()));
    assert!(shown.cues[1].brings.contains(&"its last 15.0 s lie after the cut: left out".to_owned()));
    take(&mut stage, &asked);
    assert_eq!(laid(&stage.cut()), [(10, 16, 4, ALPHA), (45, 60, 0, CHARLIE)]);
    assert!(preview(&stage, &asked).cues.iter().all(|cue| cue.fate == CueFate::Same));
}

#[test]
fn fades_keep_the_shape_that_a_list_does_not_say() {
    let (mut stage, _) = whole();
    let form = studio::PlacedForm::named("text").expect("a form");
    let file = stage.file("out.txt");
    stage.studio().export_placed(CUT, form, &file, false).expect("written");
    let own = pieces(&stage)[0];
    let step = json!({ "placement": own.id, "inPoint": second(8), "lane": own.lane });
    stage.edit(json!({ "type": "movePlacements", "moves": [step] }));
    take(&mut stage, &TimelineAsked { file, cut: Some(CUT), ..TimelineAsked::default() });
    assert_eq!(pieces(&stage)[0], own);
}

#[test]
fn two_clips_of_one_recording_without_a_mark_lose_nothing() {
    let (mut stage, placement) = whole();
    let cut = [event(1, "A", "Charlie", (0, 8), (5, 13)), event(2, "A", "Charlie", (9, 18), (14, 23))];
    let asked = written(&stage, "unmarked.edl", &list("MX", &cut));
    take(&mut stage, &asked);
    assert_eq!(laid(&stage.cut()), [(5, 13, 0, CHARLIE), (14, 23, 9, CHARLIE)]);
    assert_eq!((stage.cut().cues.len(), pieces(&stage)[0].id.0), (1, placement));
    // A list that has in one what the cut has in two does not say for which of them it stands: a cue of its own, and said so.
    let whole = written(&stage, "whole.edl", &list("MX", &[event(1, "A", "Charlie", (0, 18), (5, 23))]));
    let shown = preview(&stage, &whole);
    assert_eq!(shown.cues[0].fate, CueFate::New);
    assert!(
        shown.cues[0].brings.contains(&"1M01 has it on the cut in 2 pieces; this is a cue of its own".to_owned()),
        "{:?}",
        shown.cues[0].brings
    );
}
