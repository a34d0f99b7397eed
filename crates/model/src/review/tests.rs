use proptest::prelude::*;
use timebase::{Flicks, FrameRate, Frames, Position, Span};

use super::*;
use crate::{Duck, Fade, FadeShape, LaneId, Millibels, Placement, TrackId};

const DANA: ReviewerId = ReviewerId(1);
const PRIYA: ReviewerId = ReviewerId(2);
const OMAR: ReviewerId = ReviewerId(3);
const ALPHA: PlacementId = PlacementId(70);

fn round(rule: RoundRule) -> Round {
    let asked = |reviewer, role| Asked { reviewer, role };
    Round {
        rule,
        reviewers: vec![
            asked(DANA, ReviewerRole::Decides),
            asked(PRIYA, ReviewerRole::Decides),
            asked(OMAR, ReviewerRole::Advises),
        ],
        ..Round::new(RoundId(10), CutId(1), 1)
    }
}

fn said(key: &str, reviewer: ReviewerId, at: u32, value: impl Into<Option<VerdictValue>>) -> Verdict {
    Verdict {
        id: VerdictId(i64::from(at)),
        proposal: ProposalId(20),
        reviewer,
        value: value.into(),
        words: String::new(),
        given_at: format!("2026-11-20T10:{at:02}:00Z"),
        source: AnswerSource::Link,
        key: key.into(),
    }
}

fn proposal(id: i64, round: i64, version: i64) -> Proposal {
    Proposal {
        id: ProposalId(id),
        round: RoundId(round),
        cue: CueId(60),
        placement: ALPHA,
        version,
        proposed_at: String::new(),
        was: None,
    }
}

use VerdictValue::{Approved, ApprovedBut, Changes, Rejected};

#[test]
fn each_rule_comes_to_its_own_decision() {
    let decided = |rule, dana: Option<VerdictValue>, priya: Option<VerdictValue>| {
        let given = [said("a", DANA, 1, dana), said("b", PRIYA, 2, priya), said("c", OMAR, 3, Rejected)];
        decision(&round(rule), &given)
    };
    let cases = [
        // Dana, Priya: by any, by all.
        (Some(Approved), None, Some(Approved), None),
        (Some(Approved), Some(Rejected), Some(Approved), Some(Rejected)),
        (Some(Approved), Some(Changes), Some(Approved), Some(Changes)),
        (Some(Approved), Some(ApprovedBut), Some(ApprovedBut), Some(ApprovedBut)),
        (Some(Changes), Some(Rejected), Some(Changes), Some(Rejected)),
        (None, Some(Rejected), Some(Rejected), Some(Rejected)),
        (None, None, None, None),
    ];
    for (dana, priya, any, all) in cases {
        assert_eq!(decided(RoundRule::Any, dana, priya), any, "any: {dana:?} {priya:?}");
        assert_eq!(decided(RoundRule::All, dana, priya), all, "all: {dana:?} {priya:?}");
        assert_eq!(decided(RoundRule::One, dana, priya), dana, "Dana alone");
    }
}

#[test]
fn whoever_advises_decides_nothing() {
    assert_eq!(decision(&round(RoundRule::Any), &[said("a", OMAR, 1, Approved)]), None);
}

#[test]
fn the_newest_answer_counts_and_older_ones_are_counted() {
    let given = [said("b", DANA, 2, Rejected), said("a", DANA, 1, Approved), said("c", DANA, 3, None)];
    let opinion = newest_of_each(&given)[&DANA];
    assert_eq!((opinion.verdict.value, opinion.earlier), (None, 2), "she took it back");
    assert_eq!(decision(&round(RoundRule::Any), &given), None);
}

#[test]
fn an_answer_kept_to_the_second_is_before_those_kept_within_it() {
    let at = |moment: &str, said: Verdict| Verdict { given_at: moment.into(), ..said };
    let (older, newer) = ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00.250Z");
    for given in [
        [at(older, said("z", DANA, 1, Approved)), at(newer, said("a", DANA, 2, Rejected))],
        [at(newer, said("a", DANA, 2, Rejected)), at(older, said("z", DANA, 1, Approved))],
    ] {
        assert_eq!(newest_of_each(&given)[&DANA].verdict.value, Some(Rejected));
    }
}

#[test]
fn a_newer_round_stands_before_an_older_one_once_it_is_decided() {
    let first = round(RoundRule::Any);
    let second = Round { id: RoundId(11), number: 2, ..first.clone() };
    let rounds = [second, first];
    let proposals = [proposal(20, 10, 1), proposal(21, 11, 1)];
    let approved = said("a", DANA, 1, Approved);
    let only = standing(&rounds, &proposals, std::slice::from_ref(&approved));
    assert_eq!((only[&ALPHA].value, only[&ALPHA].number), (Approved, 1));
    let rejected = Verdict { proposal: ProposalId(21), ..said("b", DANA, 2, Rejected) };
    let both = standing(&rounds, &proposals, &[approved, rejected]);
    assert_eq!((both[&ALPHA].value, both[&ALPHA].number), (Rejected, 2));
}

#[test]
fn what_is_proposed_again_waits_again() {
    let rounds = [round(RoundRule::Any)];
    let refused = said("a", DANA, 1, Changes);
    let once = standing(&rounds, &[proposal(20, 10, 1)], std::slice::from_ref(&refused));
    assert_eq!(once[&ALPHA].value, Changes);
    let again = standing(&rounds, &[proposal(20, 10, 1), proposal(21, 10, 2)], std::slice::from_ref(&refused));
    assert!(again.is_empty(), "the answer was to the first version");
    let yes = Verdict { proposal: ProposalId(21), ..said("b", DANA, 2, Approved) };
    let answered = standing(&rounds, &[proposal(21, 10, 2), proposal(20, 10, 1)], &[yes, refused]);
    assert_eq!((answered[&ALPHA].value, answered[&ALPHA].proposal), (Approved, ProposalId(21)));
}

#[test]
fn a_cue_says_what_stands_of_its_pick_and_which_other_was_approved() {
    let one = |id, decided, changed| Heard { placement: PlacementId(id), decided, changed };
    let pick = Some(PlacementId(1));
    let beside = decide_cue(
        pick,
        &[one(1, Some(Rejected), false), one(2, Some(ApprovedBut), false), one(3, Some(Approved), false)],
    );
    assert_eq!((beside.value, beside.approved), (Some(Rejected), Some(PlacementId(3))), "a plain yes goes first");
    let yes = decide_cue(pick, &[one(1, Some(Approved), false), one(2, Some(Approved), false)]);
    assert_eq!((yes.value, yes.approved, yes.changed), (Some(Approved), None, false));
    let moved = decide_cue(pick, &[one(1, Some(Approved), true), one(2, Some(Approved), true)]);
    assert_eq!((moved.value, moved.approved, moved.changed), (None, None, true), "it is asked again");
    let wished = decide_cue(pick, &[one(1, Some(Changes), true)]);
    assert_eq!((wished.value, wished.changed), (Some(Changes), false), "a wish stands until it is answered");
}

fn laid() -> Placement {
    let frame = |index| FrameRate::F25.position(Frames(index));
    Placement {
        track_start: Flicks(7),
        gain: Millibels(-600),
        fade_in: Fade { length: FrameRate::F25.frame(), shape: FadeShape::EqualPower, bend: 0 },
        ..Placement::new(ALPHA, CueId(60), TrackId(1), LaneId(1), Span { start: frame(10), end: frame(40) })
    }
}

fn frozen(pieces: &[Placement]) -> Frozen {
    Frozen {
        number: "1M01".parse().expect("a number"),
        title: String::new(),
        brief: String::new(),
        letter: "A".into(),
        pick: true,
        track: String::new(),
        artist: String::new(),
        pieces: pieces.iter().map(FrozenPiece::of).collect(),
        duck: Some(FrozenDuck::default()),
    }
}

#[test]
fn ducking_is_a_change_where_it_was_kept_before() {
    let duck = Duck { cue: CueId(60), depth: Millibels(-900), attack: Flicks(300), release: Flicks(800) };
    let was = Frozen { duck: Some(FrozenDuck::of(Some(&duck))), ..frozen(&[laid()]) };
    let differs = |now: Option<Duck>| was.differs_from([&laid()], now.as_ref());
    assert!(!differs(Some(duck)));
    assert!(differs(None));
    assert!(differs(Some(Duck { depth: Millibels(-600), ..duck })));
    assert!(differs(Some(Duck { attack: Flicks(0), ..duck })));
    assert!(differs(Some(Duck { release: Flicks(0), ..duck })));
    assert!(frozen(&[laid()]).differs_from([&laid()], Some(&duck)), "it was not ducked");
    // Rounds of before it was kept.
    let mut json = serde_json::to_value(&was).expect("JSON");
    json.as_object_mut().expect("an object").remove("duck");
    let old: Frozen = serde_json::from_value(json).expect("an older round");
    assert!(!old.differs_from([&laid()], Some(&duck)) && !old.differs_from([&laid()], None));
    assert!(old.sounds_as(&was) && was.sounds_as(&old) && !was.sounds_as(&frozen(&[laid()])));
}

#[test]
fn only_what_is_seen_or_heard_is_a_change() {
    let was = frozen(&[laid()]);
    let differs = |change: fn(&mut Placement)| {
        let mut now = laid();
        change(&mut now);
        was.differs_from([&now], None)
    };
    assert!(!differs(|_| ()));
    assert!(!differs(|now| now.lane = LaneId(9)), "another lane sounds the same");
    assert!(!differs(|now| now.ordinal = 4));
    assert!(!differs(|now| now.fade_out.shape = FadeShape::Linear), "a fade of no length has no shape");
    assert!(differs(|now| now.fade_in.shape = FadeShape::Linear));
    assert!(differs(|now| now.in_point += FrameRate::F25.frame()));
    assert!(differs(|now| now.track_start += Flicks(1)));
    assert!(differs(|now| now.gain = Millibels(-601)));
    assert!(differs(|now| now.muted = true));
    assert!(differs(|now| now.track = TrackId(2)));
    assert!(was.differs_from([], None), "it is gone");
    let (left, right) = laid().bladed(FrameRate::F25.position(Frames(20)), FrameRate::F25).expect("it is inside");
    assert!(!was.differs_from([&right, &left], None), "a blade alone is not heard");
    assert!(was.differs_from([&left], None));
}

#[test]
fn drawings_are_bounded() {
    let stroke = |shape, points| Stroke { shape, points };
    assert_eq!(check_drawing(&[stroke(StrokeShape::Arrow, vec![(0, 0), (10_000, 10_000)])]), Ok(()));
    assert_eq!(check_drawing(&[stroke(StrokeShape::Box, vec![(0, 0)])]), Err(DrawingFault::Points));
    assert_eq!(check_drawing(&[stroke(StrokeShape::Free, vec![(0, 0); 513])]), Err(DrawingFault::Points));
    assert_eq!(check_drawing(&[stroke(StrokeShape::Line, vec![(0, 0), (0, 10_001)])]), Err(DrawingFault::Outside));
    assert_eq!(check_drawing(&[stroke(StrokeShape::Line, vec![(-1, 0), (0, 1)])]), Err(DrawingFault::Outside));
    let many = vec![stroke(StrokeShape::Line, vec![(0, 0), (1, 1)]); 65];
    assert_eq!(check_drawing(&many), Err(DrawingFault::TooManyStrokes));
}

fn answers() -> impl Strategy<Value = Vec<Verdict>> {
    let value = prop_oneof![
        Just(None),
        Just(Some(Approved)),
        Just(Some(ApprovedBut)),
        Just(Some(Changes)),
        Just(Some(Rejected)),
    ];
    proptest::collection::vec((1..4_i64, 0..4_u32, 20..23_i64, value), 0..24).prop_map(|drawn| {
        let answer = |(key, (reviewer, at, proposal, value)): (usize, (i64, u32, i64, Option<VerdictValue>))| Verdict {
            proposal: ProposalId(proposal),
            ..said(&format!("key {key:02}"), ReviewerId(reviewer), at, value)
        };
        drawn.into_iter().enumerate().map(answer).collect()
    })
}

proptest! {
    #[test]
    fn answers_in_any_order_and_twice_come_to_the_same(
        given in answers(),
        order in proptest::collection::vec(0..1000_usize, 24),
        twice in proptest::collection::vec(any::<bool>(), 24),
    ) {
        let rounds = [round(RoundRule::All), Round { id: RoundId(11), number: 2, ..round(RoundRule::Any) }];
        let proposals = [proposal(20, 10, 1), proposal(21, 10, 2), proposal(22, 11, 1)];
        let mut shuffled: Vec<(usize, Verdict)> = order.iter().copied().zip(given.iter().cloned()).collect();
        let again: Vec<_> = shuffled.iter().zip(&twice).filter(|(_, twice)| **twice).map(|(one, _)| one.clone()).collect();
        shuffled.extend(again);
        shuffled.sort_by_key(|(order, _)| *order);
        let shuffled: Vec<Verdict> = shuffled.into_iter().map(|(_, verdict)| verdict).collect();
        prop_assert_eq!(standing(&rounds, &proposals, &given), standing(&rounds, &proposals, &shuffled));
    }

    #[test]
    fn everybody_saying_yes_is_a_yes_by_every_rule_and_one_no_is_none_by_all(value in 0..2_usize, no in 0..3_usize) {
        let yes = [Approved, ApprovedBut][value];
        for rule in [RoundRule::One, RoundRule::Any, RoundRule::All] {
            let given = [said("a", DANA, 1, yes), said("b", PRIYA, 1, yes)];
            prop_assert!(decision(&round(rule), &given).is_some_and(VerdictValue::is_yes));
        }
        let against = [None, Some(Changes), Some(Rejected)][no];
        let given = [said("a", DANA, 1, yes), said("b", PRIYA, 1, against)];
        prop_assert_eq!(decision(&round(RoundRule::All), &given), against);
    }

    #[test]
    fn what_was_frozen_is_read_back_as_it_was(gain in -6000..1200_i64, start in 0..100_000_i64, muted: bool) {
        let now = Placement { gain: Millibels(gain), track_start: Flicks(start), muted, ..laid() };
        let was = frozen(&[now]);
        let text = serde_json::to_string(&was).expect("JSON");
        let back: Frozen = serde_json::from_str(&text).expect("the same");
        prop_assert_eq!(&back, &was);
        prop_assert!(!back.differs_from([&now], None));
        prop_assert_eq!(back.pieces[0].in_point, Position(now.in_point.0));
    }
}
