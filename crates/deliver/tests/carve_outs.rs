//! Overlaps: what is proposed, what a decision does, and that no frame is counted twice.
#![allow(clippy::unwrap_used)]

mod common;

use common::sheets::{VISUAL, flawless, frames, laid};
use deliver::profile::{Field, Profile, Rounding, built_in};
use deliver::sheet::{CarveMethod, CarveOut, SheetFacts, proposals, sheet};
use model::CueId;
use proptest::prelude::*;
use timebase::{Flicks, Position, Span};

fn profile(rounding: Rounding) -> Profile {
    Profile { rounding, ..built_in()[0].clone() }
}

fn decide(facts: &mut SheetFacts, first: i64, second: i64, method: CarveMethod) {
    facts.carve_outs.push(CarveOut { first: CueId(first), second: CueId(second), method });
}

/// The spans of each row in frames.
fn drawn(facts: &SheetFacts) -> Vec<Vec<(i64, i64)>> {
    let made = sheet(facts, &profile(Rounding::Frames));
    let frame = |at: Position| facts.rate.frame_nearest(at).0;
    made.rows
        .iter()
        .map(|row| row.spans.iter().map(|span| (frame(span.in_flicks), frame(span.out_flicks))).collect())
        .collect()
}

#[test]
fn a_crossfade_is_cut_in_its_middle() {
    let mut facts = laid(&[("4M07", 0, 100), ("4M08", 80, 200)]);
    let proposed = proposals(&facts);
    assert_eq!((proposed.len(), proposed[0].method), (1, CarveMethod::Centre));
    assert_eq!(proposed[0].at, Some(frames(90, 91).start));
    decide(&mut facts, 1, 2, CarveMethod::Centre);
    assert_eq!(drawn(&facts), [vec![(0, 90)], vec![(90, 200)]]);
    assert!(proposals(&facts).is_empty());
}

#[test]
fn what_another_decision_settled_is_asked_no_more() {
    // The first gives way to the third in its middle, so it ends before the second begins.
    let mut facts = laid(&[("4M07", 0, 200), ("4S03", 40, 180), ("4M08", 150, 300)]);
    decide(&mut facts, 1, 2, CarveMethod::Second);
    decide(&mut facts, 2, 3, CarveMethod::Second);
    assert_eq!(proposals(&facts).len(), 1, "4M07 and 4M08 still sound together from 180 on");
    let mut settled = laid(&[("4M07", 0, 200), ("4S03", 40, 200), ("4M08", 150, 300)]);
    decide(&mut settled, 1, 2, CarveMethod::Second);
    decide(&mut settled, 2, 3, CarveMethod::First);
    assert!(proposals(&settled).is_empty(), "where they meet neither is counted");
}

#[test]
fn what_sounds_together_is_no_crossfade() {
    let mut lanes = laid(&[("4M07", 0, 100), ("4S03", 80, 200)]);
    lanes.cues[1].lane = model::LaneKind::Source;
    let long = laid(&[("4M07", 0, 1_000), ("4M08", 700, 2_000)]);
    for facts in [lanes, long] {
        let proposed = proposals(&facts);
        assert_eq!((proposed.len(), proposed[0].method, proposed[0].at), (1, CarveMethod::Both, None));
        assert!(proposed[0].reason.contains("sound together") && !proposed[0].reason.contains("cross over"));
    }
}

#[test]
fn a_decision_follows_the_timeline() {
    let mut facts = laid(&[("4M07", 0, 100), ("4M08", 80, 200)]);
    decide(&mut facts, 1, 2, CarveMethod::Centre);
    facts.cues[1].span = Some(frames(60, 200));
    assert_eq!(drawn(&facts), [vec![(0, 80)], vec![(80, 200)]]);
}

#[test]
fn a_piece_that_lasts_no_second_is_not_printed_beside_one_that_does() {
    // 24 frames a second: a cue of 2 s has another over all of it but its first 10 frames and its last second.
    let mut facts = laid(&[("4M07", 240, 288), ("4M08", 250, 264)]);
    decide(&mut facts, 1, 2, CarveMethod::Second);
    assert_eq!(drawn(&facts)[0], [(240, 250), (264, 288)]);
    let times = |rounding: Rounding| {
        let profile = profile(rounding);
        let made = sheet(&facts, &profile);
        let at = |field: Field| profile.columns.iter().position(|column| column.field == field).unwrap();
        [Field::TimeIn, Field::TimeOut].map(|field| made.rows[0].lines[0][at(field)].text().lines().count())
    };
    assert_eq!((times(Rounding::Points), times(Rounding::Frames)), ([1, 1], [2, 2]));
}

#[test]
fn all_of_an_overlap_can_be_given_to_one() {
    for (method, rows) in [
        (CarveMethod::First, [vec![(0, 100)], vec![(100, 200)]]),
        (CarveMethod::Second, [vec![(0, 80)], vec![(80, 200)]]),
    ] {
        let mut facts = laid(&[("4M07", 0, 100), ("4M08", 80, 200)]);
        decide(&mut facts, 1, 2, method);
        assert_eq!(drawn(&facts), rows);
    }
}

#[test]
fn a_cue_within_another_is_carved_out_of_it() {
    let mut facts = laid(&[("4M07", 0, 300), ("4S03", 100, 150)]);
    facts.cues[1].usage.perception = VISUAL;
    let proposed = proposals(&facts);
    assert_eq!(proposed[0].method, CarveMethod::Second);
    assert!(proposed[0].reason.contains("4S03 is seen or featured"), "{}", proposed[0].reason);
    decide(&mut facts, 1, 2, CarveMethod::Second);
    assert_eq!(drawn(&facts), [vec![(0, 100), (150, 300)], vec![(100, 150)]]);
}

#[test]
fn edits_of_one_recording_are_one_row_and_no_overlap() {
    let mut facts = laid(&[("4M07", 0, 100), ("4M08", 90, 200), ("4M09", 200, 250), ("4M10", 300, 350)]);
    let track = facts.cues[0].track.clone();
    for cue in &mut facts.cues {
        cue.track.clone_from(&track);
    }
    assert!(proposals(&facts).is_empty());
    assert_eq!(drawn(&facts), [vec![(0, 250)], vec![(300, 350)]]);
    let made = sheet(&facts, &profile(Rounding::Frames));
    assert_eq!(made.rows[0].number, "4M07 + 4M08 + 4M09");
    let apart = Profile { merge_edits: false, ..profile(Rounding::Frames) };
    let total: i64 = sheet(&facts, &apart).rows.iter().map(|row| row.frames.0).sum();
    assert_eq!(total, 300, "no frame is counted twice");
}

#[test]
fn an_overlap_can_be_counted_for_both() {
    let mut facts = laid(&[("4M07", 0, 100), ("4M08", 80, 200)]);
    decide(&mut facts, 1, 2, CarveMethod::Both);
    assert_eq!(drawn(&facts), [vec![(0, 100)], vec![(80, 200)]]);
    assert!(proposals(&facts).is_empty());
}

#[test]
fn a_frame_is_no_overlap_and_two_are() {
    assert!(proposals(&laid(&[("4M07", 0, 100), ("4M08", 99, 200)])).is_empty());
    assert_eq!(proposals(&laid(&[("4M07", 0, 100), ("4M08", 98, 200)])).len(), 1);
}

#[test]
fn cues_that_lie_together_do_not_cross_over() {
    let proposed = proposals(&laid(&[("4M07", 0, 100), ("4M08", 0, 100)]));
    assert_eq!(proposed[0].method, CarveMethod::Both);
    let longer = proposals(&laid(&[("4M07", 0, 100), ("4M08", 0, 200)]));
    assert!(longer[0].method != CarveMethod::Centre && !longer[0].reason.contains("cross"), "{}", longer[0].reason);
}

fn method() -> impl Strategy<Value = CarveMethod> {
    prop_oneof![Just(CarveMethod::Centre), Just(CarveMethod::First), Just(CarveMethod::Second)]
}

proptest! {
    /// However cues lie and however their overlaps are decided, cycles included.
    #[test]
    fn once_decided_no_frame_is_counted_twice_and_the_total_stays_within_the_programme(
        spans in prop::collection::vec((0_i64..60_000, 1_i64..4_000), 1..9),
        methods in prop::collection::vec(method(), 36),
        rounding in prop_oneof![Just(Rounding::Frames), Just(Rounding::Points), Just(Rounding::Down), Just(Rounding::Carried)],
    ) {
        let names: Vec<String> = (0..spans.len()).map(|index| format!("4M{:02}", index + 1)).collect();
        let laid_out: Vec<(&str, i64, i64)> =
            names.iter().zip(&spans).map(|(name, &(start, length))| (name.as_str(), start, start + length)).collect();
        let mut facts = laid(&laid_out);
        let mut methods = methods.into_iter();
        for first in 1..=spans.len() {
            for second in first + 1..=spans.len() {
                let method = methods.next().unwrap();
                decide(&mut facts, i64::try_from(first).unwrap(), i64::try_from(second).unwrap(), method);
            }
        }
        prop_assert!(proposals(&facts).is_empty());
        let made = sheet(&facts, &profile(rounding));
        let mut all: Vec<Span> = made
            .rows
            .iter()
            .flat_map(|row| row.spans.iter().map(|span| Span { start: span.in_flicks, end: span.out_flicks }))
            .collect();
        all.sort_by_key(|span| span.start);
        for pair in all.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "{pair:?}");
        }
        // Every frame that has music is counted for somebody.
        let counted: Flicks = all.iter().map(|span| span.length()).sum();
        let mut sounding: Vec<Span> = facts.cues.iter().filter_map(|cue| cue.span?.intersection(facts.programme())).collect();
        sounding.sort_by_key(|span| span.start);
        let (mut union, mut end) = (Flicks::ZERO, Position::ZERO);
        for span in sounding {
            let start = span.start.max(end);
            if span.end > start {
                union += span.end - start;
                end = span.end;
            }
        }
        prop_assert_eq!(counted, union);
        prop_assert!(made.reconciliation.exact <= facts.length);
        prop_assert!(made.reconciliation.shown.0 <= facts.length.0 + Flicks::from_seconds(1).0);
    }
}

#[test]
fn a_sheet_without_overlaps_proposes_nothing() {
    assert!(proposals(&flawless()).is_empty());
}
