//! Money: what is set aside, what is spent, and what another pick would change.

use model::{BudgetCategory, Difference};
use serde_json::{Value, json};
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, EPISODE, Stage, placement_in, row_in};

fn line(stage: &mut Stage, track: model::TrackId, status: &str, fee: i64) -> i64 {
    stage.right(track, "oneStop", json!({ "licensor": "L", "status": status, "fee": fee }))
}

fn alternate(stage: &mut Stage, cue: &str, track: model::TrackId) -> i64 {
    let cue = stage.cue(cue).cue.id;
    let place = json!({ "type": "place", "cut": CUT, "track": track, "lane": 1, "cue": cue });
    placement_in(&stage.edit(place))
}

#[test]
fn a_budget_follows_what_is_picked() {
    let mut stage = Stage::default();
    let (cue, _) = stage.place(ALPHA, 1, 0, 5);
    stage.place(BRAVO, 2, 10, 5);
    for (track, status, fee) in [(ALPHA, "quoted", 100), (BRAVO, "paid", 1_000), (CHARLIE, "agreed", 10_000)] {
        line(&mut stage, track, status, fee);
    }
    stage.right(ALPHA, "master", json!({ "estimate": 7 }));
    let budget = |episode: Value, season: Value, category: &str, amount: Value| json!({ "type": "setBudget", "episode": episode, "season": season, "category": category, "amount": amount });
    stage.edit(budget(json!(EPISODE), Value::Null, "songs", json!(5_000)));
    stage.edit(budget(json!(EPISODE), Value::Null, "score", json!(1_000)));
    let figures = |stage: &Stage| {
        let money = stage.clear().budget;
        (money.committed, money.priced, money.forecast, money.left)
    };
    assert_eq!(figures(&stage), (1_000, 1_100, 1_107, Some(4_893)));
    assert_eq!(stage.cut().budget, stage.clear().budget);
    let score = stage.clear().budget.categories.into_iter().find(|line| line.category == BudgetCategory::Score);
    assert_eq!(score.map(|line| (line.amount, line.forecast)), Some((Some(1_000), 1_000)));

    let other = alternate(&mut stage, &cue, CHARLIE);
    stage.edit(json!({ "type": "setPick", "placement": other }));
    assert_eq!(figures(&stage), (11_000, 11_000, 11_000, Some(-5_000)));

    // A season has what its episodes have, until it has its own.
    assert_eq!(stage.clear().season_budget.amount, Some(6_000));
    stage.edit(budget(Value::Null, json!(1), "songs", json!(70_000)));
    assert_eq!(stage.clear().season_budget.amount, Some(71_000));
    stage.edit(budget(Value::Null, json!(1), "songs", json!(60_000)));
    stage.edit(budget(Value::Null, json!(1), "songs", Value::Null));
    assert_eq!(stage.clear().season_budget.amount, Some(6_000));
    assert_eq!(
        stage.refused(budget(json!(EPISODE), json!(1), "songs", json!(1))),
        "A budget is for a season or for an episode: name one of the two"
    );
    assert_eq!(stage.refused(budget(json!(EPISODE), Value::Null, "songs", json!(-1))), "A fee cannot be negative");
}

#[test]
fn money_counts_once_and_by_the_rate_of_its_day() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    stage.place(ALPHA, 1, 20, 5);
    let euros = json!({ "licensor": "L", "status": "paid", "fee": 10_000, "currency": "EUR", "since": "2026-11-05" });
    let line = stage.right(ALPHA, "oneStop", euros);
    assert_eq!((stage.clear().missing_rates, stage.clear().budget.figures.without_rate), (vec!["EUR".into()], 1));
    stage.edit(json!({ "type": "setRate", "currency": "EUR", "rate": 1_080_000, "on": "2026-11-01" }));
    stage.edit(json!({ "type": "setRate", "currency": "EUR", "rate": 1_100_000, "on": "2026-11-10" }));
    assert_eq!(stage.clear().budget.forecast, 10_800);
    stage.edit(json!({ "type": "editClearances", "clearances": [line], "set": { "status": "quoted" } }));
    assert_eq!(stage.clear().budget.forecast, 11_000);
    let option = json!({ "label": "Trailer", "fee": 10_000, "exercised": true });
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [option] }));
    let options = stage.clear().budget.categories.into_iter().find(|line| line.category == BudgetCategory::Options);
    assert_eq!(options.map(|line| line.forecast), Some(11_000));
}

#[test]
fn a_line_counts_in_the_first_episode_that_picks_its_track() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    line(&mut stage, ALPHA, "paid", 500);
    let cut = json!({ "label": "Cut 1", "rate": "24", "start": "01:00:00:00", "length": "60s" });
    stage.edit(json!({ "type": "addEpisode", "season": 1, "number": 2, "title": "Two", "cut": cut }));
    let other = stage.studio().show().expect("the show").episodes[1].cuts[0].id;
    stage.edit(json!({ "type": "place", "cut": other, "track": ALPHA, "lane": 1, "at": 0 }));
    let second = stage.studio().clear(other).expect("the rights");
    assert_eq!((stage.clear().budget.forecast, second.budget.forecast, second.season_budget.forecast), (500, 0, 500));
    // A newer cut without it: the other episode pays.
    let cut = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "60s" });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": cut }));
    let second = stage.studio().clear(other).expect("the rights");
    assert_eq!((stage.clear().budget.forecast, second.budget.forecast), (0, 500));
}

#[test]
fn an_alternate_says_what_it_would_change() {
    let mut stage = Stage::default();
    let (cue, _) = stage.place(ALPHA, 1, 0, 5);
    line(&mut stage, ALPHA, "paid", 500_000);
    let asked = json!({ "licensor": "L", "status": "requested", "estimate": 700_000 });
    stage.right(BRAVO, "oneStop", asked);
    let bravo = alternate(&mut stage, &cue, BRAVO);
    let charlie = alternate(&mut stage, &cue, CHARLIE);
    let change = |stage: &Stage, id: i64| {
        stage.cut().placements.iter().find(|view| view.placement.id.0 == id).expect("it is there").change
    };
    assert_eq!(change(&stage, bravo), Some(Difference { money: 200_000, open: 1 }));
    // Nobody has even made a line for it: both sides are open.
    assert_eq!(change(&stage, charlie), Some(Difference { money: -500_000, open: 2 }));
    stage.place(BRAVO, 1, 30, 5);
    assert_eq!(change(&stage, bravo), Some(Difference { money: -500_000, open: 0 }), "it is paid for anyhow");
}

#[test]
fn scenarios_are_kept_compared_and_taken() {
    let mut stage = Stage::default();
    let (cue, first) = stage.place(ALPHA, 1, 0, 5);
    line(&mut stage, ALPHA, "quoted", 2_000_000);
    line(&mut stage, BRAVO, "paid", 200_000);
    let other = alternate(&mut stage, &cue, BRAVO);
    let of = stage.cue(&cue).cue.id;
    stage.edit(json!({ "type": "saveScenario", "cut": CUT, "name": "As it is" }));
    let picks = json!([{ "cue": of, "placement": other }]);
    let saved = stage.edit(json!({ "type": "saveScenario", "cut": CUT, "name": " B for 1M01 ", "picks": picks }));
    let cheaper = row_in(&saved);
    let views = stage.clear().scenarios;
    let told: Vec<_> = views.iter().map(|view| (view.scenario.name.as_str(), view.current, view.difference)).collect();
    let saves = Difference { money: -1_800_000, open: -1 };
    assert_eq!(told, [("As it is", true, Difference::default()), ("B for 1M01", false, saves)]);
    assert_eq!((views[1].swaps[0].from.as_str(), views[1].swaps[0].to.as_str()), ("A", "B"));

    stage.edit(json!({ "type": "applyScenario", "scenario": cheaper }));
    assert_eq!(stage.cue(&cue).cue.pick.map(|pick| pick.0), Some(other));
    stage.edit(json!({ "type": "editScenario", "scenario": cheaper, "name": "Cheaper" }));
    assert_eq!(
        stage.refused(json!({ "type": "editScenario", "scenario": cheaper, "name": "As it is" })),
        "There is already a scenario called As it is"
    );
    let (next, foreign) = stage.place(CHARLIE, 1, 30, 5);
    let picks = json!([{ "cue": of, "placement": foreign }]);
    assert_eq!(
        stage.refused(json!({ "type": "editScenario", "scenario": cheaper, "picks": picks })),
        "That is not an alternate of cue 1M01 in this cut"
    );

    // A copy of the cut has them too, and each forgets what is no more.
    let cut = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "60s" });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": cut, "copyFrom": CUT }));
    let copy = stage.studio().show().expect("the show").episodes[0].cuts[1].id;
    let copied = stage.studio().clear(copy).expect("the rights").scenarios;
    assert_eq!(copied.iter().map(|view| view.scenario.picks.len()).collect::<Vec<_>>(), [1, 1]);
    stage.edit(json!({ "type": "removeCut", "cut": copy }));
    let joined = stage.cue(&next).cue.id;
    stage.edit(json!({ "type": "joinCue", "placement": other, "cue": joined }));
    stage.edit(json!({ "type": "removePlacements", "placements": [first] }));
    assert!(stage.clear().scenarios.iter().all(|view| view.scenario.picks.is_empty()));
    stage.edit(json!({ "type": "removeScenario", "scenario": cheaper }));
    assert_eq!(stage.clear().scenarios.len(), 1);
}
