//! Random sequences of edits of a timeline: what is true of every one of them.

use std::collections::HashMap;

use model::Placement;
use proptest::prelude::*;
use serde_json::{Value, json};
use tests::board::draw;
use tests::stage::{BRAVO, CUT, Stage, request, second};
use timebase::Flicks;

/// Something that is done to the placement at `which` of those there are, at a second.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Move,
    Trim,
    Slip,
    Blade,
    Remove,
    Lift,
    CloseGap,
    BackTime,
    Lock,
    Group,
    Volume,
    Tail,
    Alternate,
    Pick,
    Comp,
}

const DEEDS: [Deed; 15] = [
    Deed::Move,
    Deed::Trim,
    Deed::Slip,
    Deed::Blade,
    Deed::Remove,
    Deed::Lift,
    Deed::CloseGap,
    Deed::BackTime,
    Deed::Lock,
    Deed::Group,
    Deed::Volume,
    Deed::Tail,
    Deed::Alternate,
    Deed::Pick,
    Deed::Comp,
];

fn deed(stage: &Stage, deed: Deed, which: usize, at: i64, ripple: bool) -> Option<Value> {
    let cut = stage.cut();
    let nth = |which: usize| cut.placements.get(which % cut.placements.len().max(1)).map(|view| view.placement);
    let one = nth(which)?;
    let ids = [one.id];
    let edge = if at % 2 == 0 { "in" } else { "out" };
    Some(match deed {
        Deed::Move => {
            let step = json!([{ "placement": one.id, "inPoint": second(at), "lane": at % 3 + 1 }]);
            json!({ "type": "movePlacements", "moves": step, "ripple": ripple })
        }
        Deed::Trim => {
            let trim = json!([{ "placement": one.id, "edge": edge, "to": second(at) }]);
            json!({ "type": "trimPlacements", "trims": trim, "ripple": ripple })
        }
        Deed::Slip => json!({ "type": "slipPlacement", "placement": one.id, "trackStart": second(at - 5) }),
        Deed::Blade => json!({ "type": "bladePlacements", "placements": ids, "at": second(at) }),
        Deed::Remove => json!({ "type": "removePlacements", "placements": ids, "ripple": ripple }),
        Deed::Lift => {
            json!({ "type": "liftRange", "cut": CUT, "start": second(at), "end": second(at + 4), "close": ripple })
        }
        Deed::CloseGap => json!({ "type": "closeGap", "cut": CUT, "lane": which % 3 + 1, "at": second(at) }),
        Deed::BackTime => {
            let ends = (at % 3 > 0).then(|| second(at / 2));
            json!({ "type": "backTime", "placement": one.id, "at": second(at), "ends": ends, "keepIn": ripple })
        }
        Deed::Lock => json!({ "type": "lockPlacements", "placements": ids, "locked": at % 3 > 0 }),
        Deed::Group => json!({ "type": "groupPlacements", "placements": [one.id, nth(which + 1)?.id] }),
        Deed::Volume => {
            let points = json!([{ "at": second(at / 2), "gain": -10 * at }, { "at": second(at), "gain": at }]);
            json!({ "type": "setVolume", "placements": ids, "points": points })
        }
        Deed::Tail => json!({ "type": "shapePlacements", "placements": ids, "tail": second(at / 2) }),
        Deed::Alternate => json!({ "type": "place", "cut": CUT, "track": BRAVO, "lane": 1, "cue": one.cue }),
        Deed::Pick => json!({ "type": "setPick", "placement": one.id }),
        Deed::Comp => {
            let others = cut.placements.iter().filter(|view| view.placement.cue == one.cue);
            let other = others.map(|view| view.placement).find(|other| other.alternate() != one.alternate())?;
            let until = ripple.then(|| second(at + 3));
            json!({ "type": "compAlternate", "into": one.id, "from": other.id, "at": second(at), "until": until })
        }
    })
}

/// What is locked is where it was and as it was.
fn held(before: &[Placement], after: &[Placement]) -> bool {
    let now: HashMap<_, _> = after.iter().map(|one| (one.id, one)).collect();
    before
        .iter()
        .filter(|one| one.locked)
        .all(|was| now.get(&was.id).is_some_and(|now| Placement { locked: true, group: was.group, ..**now } == *was))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_edited_one_pick_sounds_a_cue_nothing_leaves_its_recording_and_all_of_it_can_be_undone(
        deeds in proptest::collection::vec((0..DEEDS.len(), 0..9_usize, 0..40_i64, any::<bool>()), 1..24),
    ) {
        let stage = draw("songs |---B---|  |-A-| |-C-|\nscore      |--B--|  |----C---|");
        let before = stage.seen();
        let lengths: HashMap<_, _> = stage.cut().tracks.iter().map(|track| (track.id, track.duration)).collect();
        let first = stage.steps();
        for (kind, which, at, ripple) in deeds {
            let Some(edit) = deed(&stage, DEEDS[kind], which, at, ripple) else { continue };
            let was: Vec<Placement> = stage.cut().placements.iter().map(|view| view.placement).collect();
            // What is refused leaves everything as it is.
            let _ = stage.studio().edit(&request(vec![edit.clone()]));
            let cut = stage.cut();
            let now: Vec<Placement> = cut.placements.iter().map(|view| view.placement).collect();
            prop_assert!(held(&was, &now), "{edit}");
            for one in &now {
                let length = lengths.get(&one.track).copied().unwrap_or(Flicks::from_seconds(20));
                prop_assert!(one.track_start >= Flicks::ZERO && one.track_start + one.span().length() <= length, "{edit}");
                prop_assert!(one.in_point.0 >= 0 && one.span().length().0 % (second(1) / 24) == 0, "{edit}");
            }
            for cue in &cut.cues {
                let own = cut.placements.iter().filter(|view| view.placement.cue == cue.cue.id);
                let mut picks: Vec<_> = own.filter(|view| view.pick).map(|view| view.alternate).collect();
                picks.dedup();
                prop_assert_eq!(picks.len(), 1, "{}", edit);
            }
            let found = stage.studio().check(false, |_, _, _| ()).expect("a check").problems;
            prop_assert!(found.iter().all(|finding| finding.kind != "document"), "{edit}: {found:?}");
        }
        stage.takes_back(first, &before);
    }
}
