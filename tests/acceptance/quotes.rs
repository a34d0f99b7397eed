//! Favoured-nations groups: when one quote rises all rise, and nobody is ever below another.

use model::ClearanceId;
use proptest::prelude::*;
use serde_json::{Value, json};
use studio::edits::{Edit, EditRequest, QuotedFor};
use tests::stage::{ALPHA, BRAVO, Stage, row_in};

fn quote(line: i64, fee: i64) -> Value {
    json!({ "type": "setQuote", "clearance": line, "fee": fee })
}

fn set(lines: &[i64], set: Value) -> Value {
    json!({ "type": "editClearances", "clearances": lines, "set": set })
}

fn fee(stage: &Stage, line: i64) -> Option<i64> {
    stage.known(line).line.line.clearance.fee
}

/// A master, and 75 % and 25 % of the publishing, quoted at $4,500 for 100 %, in a group.
fn group(stage: &mut Stage) -> ([i64; 3], i64) {
    stage.place(ALPHA, 1, 0, 5);
    let line = |stage: &mut Stage, side: &str, who: &str, share: i64| {
        let line = stage.right(ALPHA, side, json!({ "licensor": who, "share": share }));
        stage.edit(json!({ "type": "setQuote", "clearance": line, "fee": 450_000, "quotedFor": "whole" }));
        line
    };
    let lines = [
        line(stage, "master", "Northlight", 1_000_000),
        line(stage, "publishing", "Fjord", 750_000),
        line(stage, "publishing", "J. Vold", 250_000),
    ];
    let group = row_in(&stage.edit(json!({ "type": "addMfnGroup", "clearances": lines })));
    (lines, group)
}

#[test]
fn when_one_quote_rises_all_rise_and_say_so() {
    let mut stage = Stage::default();
    let ([master, fjord, vold], _) = group(&mut stage);
    stage.edit(quote(fjord, 375_000));
    assert_eq!([master, fjord, vold].map(|line| fee(&stage, line)), [Some(500_000), Some(375_000), Some(125_000)]);
    assert_eq!(stage.known(master).events[0].body, "raised from $4,500 to $5,000 by MFN A");
    // Lower comes back up to the others: nobody is lowered.
    stage.edit(quote(vold, 100_000));
    assert_eq!([master, vold].map(|line| fee(&stage, line)), [Some(500_000), Some(125_000)]);
}

#[test]
fn what_would_rise_is_known_before_it_is_taken() {
    let mut stage = Stage::default();
    let ([master, fjord, vold], _) = group(&mut stage);
    let step = stage.clear().mfn_groups[0].step.clone().expect("a step");
    assert_eq!((step.fee, step.costs), (500_000, 100_000));
    stage.edit(json!({ "type": "setBudget", "episode": 1, "category": "songs", "amount": 1_200_000 }));
    assert_eq!(stage.clear().budget.left, Some(300_000));
    let before = stage.seen();
    let preview = stage.studio().preview_quote(ClearanceId(fjord), 500_000, None, QuotedFor::Whole).expect("a preview");
    assert_eq!(stage.seen(), before);
    assert_eq!((preview.group.as_str(), preview.total, preview.left), ("MFN A", 100_000, Some(200_000)));
    let rises: Vec<_> = preview.rises.iter().map(|rise| (rise.clearance.0, rise.from, rise.to)).collect();
    assert_eq!(
        rises,
        [(fjord, Some(337_500), 375_000), (master, Some(450_000), 500_000), (vold, Some(112_500), 125_000)]
    );
    stage.edit(quote(fjord, 375_000));
    assert_eq!(stage.clear().budget.left, preview.left);
    // A quote below the group comes up to it, and the preview says so.
    let low = stage.studio().preview_quote(ClearanceId(fjord), 1, None, QuotedFor::Share).expect("a preview");
    assert_eq!(low.rises.iter().map(|rise| rise.to).collect::<Vec<_>>(), [375_000]);
}

#[test]
fn the_exempt_stay_and_lines_without_a_quote_are_expected_to_cost_as_much() {
    let mut stage = Stage::default();
    let ([master, fjord, vold], group) = group(&mut stage);
    stage.edit(set(&[vold], json!({ "mfnExempt": true })));
    let asked = stage.right(BRAVO, "master", json!({ "licensor": "L", "status": "requested", "mfnGroup": group }));
    assert_eq!(stage.known(asked).line.line.clearance.estimate, Some(450_000));
    stage.edit(quote(master, 600_000));
    assert_eq!([fjord, vold].map(|line| fee(&stage, line)), [Some(450_000), Some(112_500)]);
    assert_eq!(stage.known(asked).line.line.clearance.estimate, Some(600_000));
    // No longer exempt, it rises to the others.
    stage.edit(set(&[vold], json!({ "mfnExempt": false })));
    assert_eq!(fee(&stage, vold), Some(150_000));
}

#[test]
fn currencies_of_a_group_need_a_rate() {
    let mut stage = Stage::default();
    let ([master, fjord, _], _) = group(&mut stage);
    let euros = json!({ "type": "setQuote", "clearance": master, "fee": 450_000, "currency": "eur" });
    assert_eq!(
        stage.refused(euros.clone()),
        "There is no rate from EUR to USD; enter one first, so that the quotes of the group can be compared"
    );
    stage.edit(json!({ "type": "setRate", "currency": "EUR", "rate": 1_100_000, "on": "2026-11-01" }));
    stage.edit(euros);
    assert_eq!(fee(&stage, fjord), Some(371_250));
    assert_eq!(stage.known(master).events[0].body, "quoted €4,500");
    let rate = stage.clear().rates[0].id;
    assert_eq!(
        stage.refused(json!({ "type": "removeRate", "rate": rate })),
        "1 of the show's rights are priced in EUR; the last rate of it stays until they are not"
    );
    assert_eq!(
        stage.refused(json!({ "type": "setShow", "currency": "GBP" })),
        "There are rates to USD; remove them before the show counts in another currency"
    );
    let own = json!({ "type": "setRate", "currency": "USD", "rate": 1 });
    assert_eq!(stage.refused(own), "USD is the show's own currency and needs no rate");
    let none = json!({ "type": "setRate", "currency": "EUR", "rate": 0 });
    assert_eq!(stage.refused(none), "A rate must be greater than zero");
    stage.edit(json!({ "type": "setQuote", "clearance": master, "fee": 500_000, "currency": "USD" }));
    stage.edit(json!({ "type": "removeRate", "rate": rate }));
    assert_eq!(stage.clear().rates.len(), 0);
}

#[test]
fn a_group_is_named_set_and_dissolved() {
    let mut stage = Stage::default();
    let ([master, fjord, vold], group) = group(&mut stage);
    let other = row_in(&stage.edit(json!({ "type": "addMfnGroup", "clearances": [] })));
    assert_eq!(stage.clear().mfn_groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>(), ["MFN A", "MFN B"]);
    let taken = json!({ "type": "editMfnGroup", "group": other, "name": "MFN A" });
    assert_eq!(stage.refused(taken), "There is already a MFN group called MFN A");
    // The way back from a quote that was wrong.
    stage.edit(quote(fjord, 3_375_000));
    stage.edit(json!({ "type": "editMfnGroup", "group": group, "name": "Lanterns", "fee": 400_000 }));
    assert_eq!([master, fjord, vold].map(|line| fee(&stage, line)), [Some(400_000), Some(300_000), Some(100_000)]);
    stage.edit(json!({ "type": "removeMfnGroup", "group": group }));
    assert_eq!(fee(&stage, master), Some(400_000));
    assert_eq!(stage.known(master).line.group_name, "");
    stage.edit(json!({ "type": "setQuote", "clearance": master, "fee": null }));
    assert_eq!(stage.known(master).events[0].body, "quote cleared");
}

/// A master that was paid 6,000 and one of the same group that was confirmed at as much; then another is quoted 8,000.
fn raised_after_payment(stage: &mut Stage) -> [i64; 3] {
    stage.place(ALPHA, 1, 0, 5);
    let mut line = |who: &str, status: &str| {
        stage.right(ALPHA, "publishing", json!({ "licensor": who, "share": 300_000, "fee": 600_000, "status": status }))
    };
    let lines = [line("Fjord", "paid"), line("Vold", "confirmed"), line("Northlight", "quoted")];
    stage.edit(json!({ "type": "addMfnGroup", "clearances": lines }));
    stage.edit(quote(lines[2], 800_000));
    lines
}

#[test]
fn what_was_paid_stays_paid_and_a_top_up_is_due() {
    let mut stage = Stage::default();
    let [paid, confirmed, quoted] = raised_after_payment(&mut stage);
    let of = |stage: &Stage, line: i64| {
        let line = stage.known(line).line;
        let known = line.settlement;
        (line.line.clearance.fee, line.line.clearance.top_up, known.agreed, known.paid, known.owed)
    };
    assert_eq!(of(&stage, paid), (Some(600_000), Some(200_000), 800_000, 600_000, 200_000));
    assert_eq!(of(&stage, confirmed), (Some(600_000), Some(200_000), 800_000, 0, 800_000));
    assert_eq!(stage.known(paid).events[0].body, "top-up of $2,000 due by MFN A, to $8,000");
    assert_eq!(
        stage.known(paid).payments.iter().map(|one| (one.amount, one.paid)).collect::<Vec<_>>(),
        [(600_000, true)]
    );
    let figures = stage.clear().budget.figures;
    assert_eq!((figures.paid, figures.owed(), figures.top_ups), (600_000, 1_000_000, 400_000));
    assert_eq!((figures.quoted, figures.committed()), (800_000, 1_600_000));
    // Only somebody who says so brings it into the fee.
    stage.edit(json!({ "type": "confirmTopUps", "clearances": [paid] }));
    assert_eq!(of(&stage, paid), (Some(800_000), None, 800_000, 600_000, 200_000));
    assert!(
        stage.refused(json!({ "type": "confirmTopUps", "clearances": [paid] })).starts_with("No top-up is due for")
    );
    // Nobody asks for it any more.
    stage.edit(json!({ "type": "editClearances", "clearances": [paid], "set": { "mfnExempt": true } }));
    stage.edit(set(&[quoted], json!({ "status": "denied" })));
    assert_eq!(of(&stage, confirmed), (Some(600_000), None, 600_000, 0, 600_000));
}

#[test]
fn what_a_group_raises_by_being_made_or_joined_is_said() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let mut line = |who: &str, fee: i64, status: &str| {
        stage.right(ALPHA, "publishing", json!({ "licensor": who, "share": 250_000, "fee": fee, "status": status }))
    };
    let (paid, licensed) = (line("Fjord", 600_000, "paid"), line("Vold", 900_000, "licensed"));
    let later = line("Northlight", 700_000, "confirmed");
    let remarks = |stage: &Stage, edit: Value| {
        let edits = vec![serde_json::from_value(edit).expect("an edit")];
        let request = EditRequest { edits, label: None, merge_key: None };
        stage.studio().edit(&request).expect("taken").remarks.join(" ")
    };
    let made = remarks(&stage, json!({ "type": "addMfnGroup", "clearances": [paid, licensed] }));
    assert!(made.starts_with("A top-up of $3,000 is due for ") && made.contains("Fjord"), "{made}");
    let group = stage.known(paid).line.line.clearance.mfn_group;
    let joined = remarks(&stage, set(&[later], json!({ "mfnGroup": group })));
    assert!(joined.starts_with("A top-up of $2,000 is due for ") && joined.contains("Northlight"), "{joined}");
}

#[test]
fn the_preview_says_that_a_signed_fee_gets_a_top_up() {
    let mut stage = Stage::default();
    let [paid, _, quoted] = raised_after_payment(&mut stage);
    let preview =
        stage.studio().preview_quote(ClearanceId(quoted), 900_000, None, QuotedFor::Share).expect("a preview");
    let rise = preview.rises.iter().find(|rise| rise.clearance.0 == paid).expect("it rises");
    assert_eq!((rise.top_up, rise.from, rise.to), (true, Some(800_000), 900_000));
    assert!(preview.asks);
    assert_eq!(preview.total, 300_000);
}

#[test]
fn a_fee_is_paid_in_instalments_by_invoice() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let line = stage.right(ALPHA, "master", json!({ "licensor": "Northlight", "fee": 600_000, "status": "confirmed" }));
    let pay = |set: Value| json!({ "type": "addPayment", "clearance": line, "set": set });
    stage.edit(pay(json!({ "amount": 200_000, "paidOn": "2026-11-20", "invoice": "NL-7" })));
    let second = row_in(&stage.edit(pay(json!({ "invoice": "NL-8", "dueOn": "2026-12-01" }))));
    let known = stage.known(line);
    assert_eq!(
        (known.line.settlement.paid, known.line.settlement.owed, known.line.settlement.invoiced),
        (200_000, 400_000, 400_000)
    );
    assert_eq!(known.events[0].body, "invoice NL-8: $4,000 due 2026-12-01");
    assert!(
        stage.clear().reminders.iter().any(|date| date.reminder.on == "2026-12-01" && date.reminder.what == "NL-8")
    );
    stage.edit(json!({ "type": "editPayment", "payment": second, "set": { "paidOn": "2026-11-30" } }));
    assert_eq!(stage.known(line).events[0].body, "paid $4,000 (invoice NL-8)");
    assert_eq!(stage.clear().budget.figures.paid, 600_000);
    assert!(stage.refused(pay(json!({}))).starts_with("Nothing is owed for Alpha, master (Northlight)"));
    // Calling it paid pays nothing twice, and the currency of what was paid stays.
    stage.edit(set(&[line], json!({ "status": "paid" })));
    assert_eq!(stage.known(line).line.settlement.paid, 600_000);
    stage.edit(json!({ "type": "setRate", "currency": "EUR", "rate": 1_100_000 }));
    assert!(stage.refused(set(&[line], json!({ "currency": "EUR" }))).contains("has payments in its currency"));
    stage.edit(json!({ "type": "removePayments", "payments": [second] }));
    assert_eq!(stage.known(line).line.settlement.owed, 400_000);
}

#[test]
fn a_counter_offer_is_of_the_share_and_not_of_what_is_signed() {
    let mut stage = Stage::default();
    let ([master, fjord, _], _) = group(&mut stage);
    let counter =
        |line: i64| json!({ "type": "counterQuote", "clearance": line, "fee": 400_000, "quotedFor": "whole" });
    stage.edit(counter(fjord));
    let known = stage.known(fjord);
    assert_eq!(
        (known.line.line.clearance.estimate, known.events[0].body.as_str()),
        (Some(300_000), "offered $4,000 for 100 %")
    );
    assert!(known.line.acceptable && known.line.counterable);
    stage.edit(set(&[master], json!({ "status": "confirmed" })));
    assert!(stage.refused(counter(master)).contains("confirmed in writing"));
}

#[derive(Debug, Clone)]
enum Step {
    Quote { line: usize, fee: i64, euros: bool },
    Exempt { line: usize, exempt: bool },
    Status { line: usize, status: &'static str },
    Share { line: usize, share: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let line = 0..4_usize;
    let statuses = prop::sample::select(vec!["denied", "requested", "agreed", "paid", "replaced", "quoted"]);
    prop_oneof![
        6 => (line.clone(), 0..2_000_000_i64, any::<bool>()).prop_map(|(line, fee, euros)| Step::Quote { line, fee, euros }),
        1 => (line.clone(), any::<bool>()).prop_map(|(line, exempt)| Step::Exempt { line, exempt }),
        2 => (line.clone(), statuses).prop_map(|(line, status)| Step::Status { line, status }),
        1 => (line, 1..=1_000_000_i64).prop_map(|(line, share)| Step::Share { line, share }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_line_of_a_group_is_ever_below_another(steps in prop::collection::vec(step(), 1..16)) {
        let stage = Stage::default();
        let studio = stage.studio();
        let edit = |edits: Vec<Value>| {
            let read = |edit| serde_json::from_value::<Edit>(edit).expect("an edit");
            studio.edit(&EditRequest { edits: edits.into_iter().map(read).collect(), label: None, merge_key: None })
        };
        edit(vec![json!({ "type": "setRate", "currency": "EUR", "rate": 1_083_217 })]).expect("a rate");
        let mut lines = Vec::new();
        for share in [1_000_000, 333_333, 666_667, 1] {
            let set = json!({ "licensor": "L", "share": share });
            let made = edit(vec![json!({ "type": "addClearance", "track": ALPHA, "side": "publishing", "set": set })]);
            lines.push(row_in(&made.expect("a line").created));
        }
        edit(vec![json!({ "type": "addMfnGroup", "clearances": lines })]).expect("a group");
        for step in steps {
            // What cannot be (a status without a fee) is refused, and is no step.
            let _ = match step {
                Step::Quote { line, fee, euros } => {
                    let currency = if euros { "EUR" } else { "USD" };
                    edit(vec![json!({ "type": "setQuote", "clearance": lines[line], "fee": fee, "currency": currency })])
                }
                Step::Exempt { line, exempt } => edit(vec![set(&[lines[line]], json!({ "mfnExempt": exempt }))]),
                Step::Status { line, status } => edit(vec![set(&[lines[line]], json!({ "status": status }))]),
                Step::Share { line, share } => edit(vec![set(&[lines[line]], json!({ "share": share }))]),
            };
            let known: Vec<_> = lines.iter().map(|&line| stage.known(line).line.line.clearance).collect();
            let part: Vec<_> = known.iter().filter(|line| model::takes_part(line) && line.fee.is_some()).collect();
            // By another way than the rule's own: what each would get at the other's rate, to the whole minor unit.
            for a in &part {
                for b in &part {
                    let rate = |line: &model::Clearance| if line.currency.is_empty() { 1_000_000_i128 } else { 1_083_217 };
                    let due = i128::from(a.fee.unwrap_or(0)) * rate(a) * i128::from(b.share.0)
                        / (i128::from(a.share.0) * rate(b));
                    let gets = i128::from(b.fee.unwrap_or(0) + b.top_up.unwrap_or(0));
                    prop_assert!(gets >= due, "{:?} is below {:?}", b, a);
                }
            }
        }
    }
}

#[test]
fn every_amount_keeps_the_currency_it_was_named_in() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let line = stage.right(ALPHA, "master", json!({ "licensor": "Northlight", "estimate": 600_000 }));
    let yen = json!({ "type": "setQuote", "clearance": line, "fee": 5_000, "currency": "JPY" });
    let told = stage.studio().edit(&tests::stage::request(vec![yen.clone()])).expect("a quote").remarks;
    assert_eq!(told, ["The estimate of $6,000 was in another currency: it stands in the history now."]);
    stage.studio().undo().expect("undone");
    stage.edit(yen);
    let known = stage.known(line);
    let clearance = &known.line.line.clearance;
    assert_eq!((clearance.fee, clearance.estimate, clearance.currency.as_str()), (Some(5_000), None, "JPY"));
    let said: Vec<&str> = known.events.iter().map(|event| event.body.as_str()).take(2).collect();
    assert_eq!(said, ["quoted ¥5,000", "estimate of $6,000 set aside, the quote is in another currency"]);
    // An estimate in another currency than the quote would rename the quote.
    let dollars = set(&[line], json!({ "estimate": 600_000, "currency": "USD" }));
    assert_eq!(stage.refused(dollars), "The line is in JPY; write the offer in JPY, or change the currency first");
    // So would the price of an option that was named before.
    let album = json!({ "label": "Album", "fee": 900 });
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [album] }));
    let euros = json!({ "type": "setQuote", "clearance": line, "fee": 100, "currency": "EUR" });
    assert!(stage.refused(euros).contains("has priced options in its currency"));
}

#[test]
fn what_was_priced_in_the_currency_of_the_show_stays_in_it() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let own = stage.right(ALPHA, "master", json!({ "licensor": "Northlight", "fee": 400_000 }));
    let other = stage.right(ALPHA, "publishing", json!({ "licensor": "Fjord", "fee": 300_000, "currency": "EUR" }));
    let open = stage.right(BRAVO, "master", json!({}));
    stage.edit(json!({ "type": "setShow", "currency": "EUR" }));
    let currency = |line: i64| stage.known(line).line.line.clearance.currency;
    assert_eq!([own, other, open].map(currency), ["USD", "", ""]);
    assert_eq!(fee(&stage, own), Some(400_000));
}
