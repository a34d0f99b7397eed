//! A season with all kinds of money in it: favoured nations with top-ups, instalments, options taken, two currencies, and a
//! recording that samples another. Every sum is computed by hand beside it.

use model::{BudgetCategory, TrackId};
use serde_json::{Value, json};
use studio::views::BudgetView;
use tests::stage::{ALPHA, BRAVO, CHARLIE, Stage};

/// Paid, agreed, confirmed, quoted, estimated, of the confirmed top-ups: in whole dollars.
fn sums(budget: &BudgetView) -> [i64; 6] {
    let figures = budget.figures;
    [figures.paid, figures.agreed, figures.confirmed, figures.quoted, figures.estimated, figures.top_ups]
        .map(|cents| cents / 100)
}

fn line(stage: &mut Stage, track: TrackId, side: &str, licensor: &str, set: Value) -> i64 {
    let mut all = json!({ "licensor": licensor });
    let (Some(all), Some(more)) = (all.as_object_mut(), set.as_object()) else { panic!("{set}") };
    all.extend(more.clone());
    stage.right(track, side, json!(all))
}

#[test]
fn a_season_with_every_kind_of_deal_adds_up() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    stage.place(BRAVO, 1, 10, 5);
    let cut = json!({ "label": "Cut 1", "rate": "24", "start": "01:00:00:00", "length": "60s" });
    stage.edit(json!({ "type": "addEpisode", "season": 1, "number": 2, "title": "Two", "cut": cut }));
    let second = stage.studio().show().expect("the show").episodes[1].clone();
    stage.edit(json!({ "type": "place", "cut": second.cuts[0].id, "track": ALPHA, "lane": 1, "at": 0 }));
    stage.edit(json!({ "type": "place", "cut": second.cuts[0].id, "track": CHARLIE, "lane": 1, "at": 0 }));
    for (on, rate) in [("2026-11-01", 1_080_000), ("2026-11-10", 1_100_000)] {
        stage.edit(json!({ "type": "setRate", "currency": "EUR", "rate": rate, "on": on }));
    }

    // Alpha, all on equal terms: master 100 % confirmed at $6,000, Fjord's 75 % paid at $4,500, Vold's 25 % open.
    let master = line(&mut stage, ALPHA, "master", "Northlight", json!({ "fee": 600_000, "status": "confirmed" }));
    let fjord = json!({ "share": 750_000, "fee": 450_000, "status": "paid" });
    let fjord = line(&mut stage, ALPHA, "publishing", "Fjord", fjord);
    let vold = json!({ "share": 250_000, "currency": "EUR", "status": "requested" });
    let vold = line(&mut stage, ALPHA, "publishing", "Vold", vold);
    stage.edit(json!({ "type": "addMfnGroup", "clearances": [master, fjord, vold] }));
    // €2,000 for 25 % are €8,000 for all of it, at 1.10 $8,800: $2,800 more for the master, 75 % of $8,800 less $4,500 for Fjord.
    stage.edit(json!({ "type": "setQuote", "clearance": vold, "fee": 200_000 }));
    let top_up = |stage: &Stage, id: i64| stage.known(id).line.line.clearance.top_up;
    assert_eq!((top_up(&stage, master), top_up(&stage, fjord)), (Some(280_000), Some(210_000)));

    // Bravo samples Alpha: a fifth of its master and two of five parts of its publishing are asked of Alpha's owners.
    let own = json!({ "share": 800_000, "fee": 300_000, "status": "agreed", "since": "2026-11-12" });
    let own = line(&mut stage, BRAVO, "master", "Testers", own);
    let sampled = json!({ "share": 200_000, "fee": 250_000, "status": "quoted", "note": "sample of Alpha" });
    line(&mut stage, BRAVO, "master", "Northlight", sampled);
    let licensed =
        json!({ "share": 600_000, "fee": 120_000, "currency": "EUR", "status": "licensed", "since": "2026-11-05" });
    let licensed = line(&mut stage, BRAVO, "publishing", "Tidal Songs", licensed);
    line(
        &mut stage,
        BRAVO,
        "publishing",
        "Fjord",
        json!({ "share": 400_000, "estimate": 80_000, "status": "requested" }),
    );

    // Steps by term, territory and episodes: two of the master's three are taken, and one of the publisher's.
    let step = |label: &str, term: &str, territory: &str, fee: i64, taken: &str| {
        json!({ "label": label, "media": "All", "term": term, "territory": territory, "fee": fee,
                "exercised": !taken.is_empty(), "exercisedOn": taken })
    };
    let steps = [
        step("All media", "5 years", "World", 150_000, "2026-11-15"),
        step("Buy-out", "Perpetuity", "World", 250_000, ""),
        step("Three more episodes", "5 years", "World", 90_000, "2026-11-15"),
    ];
    stage.edit(json!({ "type": "setOptions", "clearance": own, "options": steps }));
    let step = [step("Theatrical", "2 years", "US", 50_000, "2026-11-12")];
    stage.edit(json!({ "type": "setOptions", "clearance": licensed, "options": step }));

    // $1,000 and $3,000 of $3,000 and two steps of $2,400: the fee is paid, $1,000 are for the steps, $1,400 are left.
    let pay = |line: i64, amount: i64, on: &str| json!({ "type": "addPayment", "clearance": line, "set": { "amount": amount, "paidOn": on } });
    stage.edit(pay(own, 100_000, "2026-11-16"));
    stage.edit(pay(own, 300_000, "2026-11-20"));
    // €1,200 on a day at 1.10 are $1,320, whatever they were when they were licensed. The step of €500 is $550 and open.
    stage.edit(pay(licensed, 120_000, "2026-11-12"));
    // Charlie, for the second episode alone.
    let charlie = json!({ "fee": 40_000, "status": "paid", "episode": second.id });
    line(&mut stage, CHARLIE, "oneStop", "Shelf", charlie);

    //  paid      4,500 Fjord + 3,000 Testers + 1,320 Tidal + 1,000 steps           =  9,820
    //  agreed    1,400 left of the steps                                           =  1,400
    //  confirmed 6,000 + 2,800 Northlight, 2,100 Fjord, 550 Tidal's step           = 11,450
    //  quoted    2,200 Vold (€2,000), 2,500 the sampled master                     =  4,700
    //  estimated 800 the sampled publishing                                        =    800
    let first = stage.clear();
    assert_eq!(sums(&first.budget), [9_820, 1_400, 11_450, 4_700, 800, 4_900]);
    assert_eq!((first.budget.owed, first.budget.committed, first.budget.forecast), (1_285_000, 2_267_000, 2_817_000));
    let options =
        first.budget.categories.iter().find(|line| line.category == BudgetCategory::Options).expect("options");
    assert_eq!((options.figures.paid, options.figures.agreed, options.figures.confirmed), (100_000, 140_000, 55_000));
    let other = stage.studio().clear(second.cuts[0].id).expect("the rights");
    assert_eq!(sums(&other.budget), [400, 0, 0, 0, 0, 0], "Alpha counts where it is used first");
    assert_eq!(sums(&other.season_budget), [10_220, 1_400, 11_450, 4_700, 800, 4_900]);

    // Both top-ups are confirmed and paid: what was owed is paid, and nothing else moves.
    stage.edit(json!({ "type": "confirmTopUps", "clearances": [master, fjord] }));
    stage.edit(pay(master, 880_000, "2026-11-28"));
    stage.edit(pay(fjord, 210_000, "2026-11-28"));
    let paid = stage.clear().budget;
    assert_eq!(sums(&paid), [9_820 + 8_800 + 2_100, 1_400, 550, 4_700, 800, 0]);
    assert_eq!(paid.forecast, first.budget.forecast);
    // The sampled master is refused: its price goes, and what is paid stays.
    let northlight = stage.clear().groups.iter().flat_map(|group| &group.lines).find_map(|view| {
        let line = &view.line.clearance;
        (line.track == BRAVO && line.note == "sample of Alpha").then_some(line.id.0)
    });
    let refused = json!({ "type": "editClearances", "clearances": [northlight.expect("the sample")], "set": { "status": "denied" } });
    stage.edit(refused);
    assert_eq!(sums(&stage.clear().budget), [20_720, 1_400, 550, 2_200, 800, 0]);
    let before = stage.seen();
    stage.reopen();
    assert_eq!(before, stage.seen());
}
