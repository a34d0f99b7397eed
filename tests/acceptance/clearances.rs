//! Clearing rights: lines, how far they have come, what is written of them, and what they are held against.

use model::{ClearanceId, ClearanceStatus, Rights};
use serde_json::{Value, json};
use tests::stage::{ALPHA, BRAVO, CUT, EPISODE, Stage, row_in, second};

fn set(lines: &[i64], set: Value) -> Value {
    json!({ "type": "editClearances", "clearances": lines, "set": set })
}

fn quote(line: i64, fee: i64) -> Value {
    json!({ "type": "setQuote", "clearance": line, "fee": fee })
}

/// The history of a line, oldest first.
fn history(stage: &Stage, line: i64) -> Vec<String> {
    stage.known(line).events.into_iter().rev().map(|event| event.body).collect()
}

#[test]
fn a_right_goes_from_request_to_paid_and_writes_its_own_history() {
    let mut stage = Stage::default();
    let line = stage.right(ALPHA, "publishing", json!({ "licensor": "Fjord Songs", "share": 750_000 }));
    stage.edit(set(&[line], json!({ "status": "requested" })));
    stage.edit(json!({ "type": "setQuote", "clearance": line, "fee": 450_000, "quotedFor": "whole" }));
    for status in ["countered", "agreed", "confirmed", "licensed", "paid"] {
        stage.edit(set(&[line], json!({ "status": status })));
    }
    let known = stage.known(line);
    assert_eq!(known.line.line.clearance.fee, Some(337_500));
    assert_eq!(known.line.whole_fee, Some(450_000));
    assert_eq!(known.licensed_by.map(|party| party.name), Some("Fjord Songs".into()));
    assert_eq!(
        history(&stage, line),
        [
            "requested",
            "quoted $3,375 (75 % of $4,500)",
            "countered, $3,375",
            "agreed, $3,375",
            "confirmed, $3,375",
            "licensed, $3,375",
            "paid, $3,375"
        ]
    );
    assert_eq!(stage.known(line).line.line.clearance.since.len(), "2026-11-25".len());
}

#[test]
fn a_right_is_only_as_far_as_it_can_be() {
    let mut stage = Stage::default();
    let line = stage.right(ALPHA, "master", json!({}));
    assert_eq!(
        stage.refused(set(&[line], json!({ "status": "requested" }))),
        "It is not known who licenses Alpha, master; fill it in before it is requested"
    );
    stage.edit(set(&[line], json!({ "licensor": "Northlight" })));
    assert_eq!(
        stage.refused(set(&[line], json!({ "status": "agreed" }))),
        "Nobody has named a price for Alpha, master (Northlight); enter the quote before it is agreed"
    );
    stage.edit(set(&[line], json!({ "status": "confirmed", "fee": 0 })));
    assert_eq!(
        stage.refused(set(&[line], json!({ "fee": -1 }))).split(';').next(),
        Some("Nobody has named a price for Alpha, master (Northlight)")
    );
    assert_eq!(stage.refused(set(&[line], json!({ "fee": -2 }))), "A fee cannot be negative");
    assert_eq!(stage.refused(set(&[line], json!({ "share": 0 }))), "A share is more than nothing and at most 100 %");
    assert_eq!(
        stage.refused(set(&[line], json!({ "ends": "2026-02-30" }))),
        "\"2026-02-30\" is not a date; write it as 2026-11-25"
    );
    assert_eq!(
        stage.refused(set(&[line], json!({ "starts": "2026-02-03", "ends": "2026-02-02" }))),
        "The licence would end before it starts"
    );
    assert_eq!(stage.refused(set(&[line], json!({ "maxUses": -1 }))), "The count of uses must be greater than zero");
    assert_eq!(
        stage.refused(set(&[line], json!({ "party": 9 }))),
        "There is no party 9 in this show; it may have been removed"
    );
    assert_eq!(stage.refused(quote(line, i64::from(u32::MAX) * 10_000)), "42949672950000 is too large a number");
    assert_eq!(stage.refused(set(&[9], json!({}))), "There is no clearance 9 in this show; it may have been removed");
}

#[test]
fn many_lines_change_at_once_and_texts_can_be_emptied() {
    let mut stage = Stage::default();
    let lines: Vec<i64> = ["A", "B"].map(|who| stage.right(ALPHA, "publishing", json!({ "licensor": who }))).into();
    stage.edit(set(&lines, json!({
        "status": "requested", "media": " All media ", "territory": "World", "term": "Perpetuity", "starts": "2026-01-01",
        "ends": "2031-01-01", "maxLength": second(90), "maxUses": 2, "nextAction": "Ask", "nextOn": "2026-11-26",
        "reference": "R", "note": "N", "estimate": 500, "mfnExempt": true, "side": "oneStop", "since": "2026-11-18",
        "episode": EPISODE,
    })));
    let known = stage.known(lines[1]).line.line.clearance;
    assert_eq!((known.media.as_str(), known.max_uses, known.estimate), ("All media", Some(2), Some(500)));
    assert_eq!((known.status, known.since.as_str()), (ClearanceStatus::Requested, "2026-11-18"));
    stage.edit(set(
        &lines,
        json!({
            "media": "", "ends": "", "maxLength": 0, "maxUses": 0, "nextOn": "", "estimate": -1, "episode": 0,
            "status": "toRequest", "licensor": "",
        }),
    ));
    let known = stage.known(lines[0]).line.line.clearance;
    assert_eq!((known.media.as_str(), known.max_uses, known.estimate, known.party), ("", None, None, None));
    assert_eq!((known.ends.as_str(), known.episode), ("", None));
}

#[test]
fn a_licensor_is_whoever_has_the_name() {
    let mut stage = Stage::default();
    let first = stage.right(ALPHA, "master", json!({ "licensor": "Northlight Records" }));
    let second = stage.right(BRAVO, "master", json!({ "licensor": " northlight records " }));
    let party = |line| stage.known(line).line.line.clearance.party;
    assert!(party(first).is_some());
    assert_eq!(party(first), party(second));
}

#[test]
fn options_papers_and_remarks_belong_to_a_line() {
    let mut stage = Stage::default();
    let line = stage.right(ALPHA, "master", json!({ "licensor": "L", "fee": 100, "status": "agreed" }));
    let option = |exercised: bool| json!({ "label": "Trailer", "media": "Promotion", "fee": 200_000, "exerciseBy": "2027-03-01", "exercised": exercised });
    stage.edit(
        json!({ "type": "setOptions", "clearance": line, "options": [option(false), { "label": "Theatrical" }] }),
    );
    assert_eq!(stage.known(line).options.len(), 2);
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [option(true)] }));
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [option(true)] }));
    stage
        .edit(json!({ "type": "logClearances", "clearances": [line], "body": " scene approved ", "at": "2026-11-11" }));
    assert_eq!(history(&stage, line), ["scene approved", "agreed, $1", "option exercised: Trailer, $2,000"]);
    let event = stage.known(line).events.last().expect("a line").id;
    stage.edit(json!({ "type": "removeClearanceEvents", "events": [event] }));
    assert_eq!(history(&stage, line).len(), 2);

    let paper =
        row_in(&stage.edit(json!({ "type": "addAttachment", "clearance": line, "path": "/letters/Confirmed.pdf" })));
    let known = &stage.known(line).attachments[0];
    assert_eq!((known.attachment.label.as_str(), known.missing), ("Confirmed.pdf", true));
    stage.edit(json!({ "type": "removeAttachments", "attachments": [paper] }));
    assert_eq!(stage.known(line).attachments.len(), 0);

    let unnamed = json!({ "type": "setOptions", "clearance": line, "options": [{ "label": " " }] });
    assert_eq!(stage.refused(unnamed), "The option needs a name");
    let empty = json!({ "type": "logClearances", "clearances": [line], "body": " " });
    assert_eq!(stage.refused(empty), "A note needs some text");
    stage.edit(json!({ "type": "removeClearances", "clearances": [line] }));
    assert_eq!(stage.studio().track(ALPHA).expect("the track").clearances.len(), 0);
}

#[test]
fn a_line_for_one_episode_is_no_permission_for_another() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let paid = json!({ "licensor": "L", "status": "paid", "fee": 1, "episode": EPISODE });
    stage.right(ALPHA, "oneStop", paid);
    let cut = json!({ "label": "Cut 1", "rate": "24", "start": "01:00:00:00", "length": "60s" });
    stage.edit(json!({ "type": "addEpisode", "season": 1, "number": 2, "title": "Two", "cut": cut }));
    let other = stage.studio().show().expect("the show").episodes[1].clone();
    let placed = json!({ "type": "place", "cut": other.cuts[0].id, "track": ALPHA, "lane": 1, "at": 0 });
    stage.edit(placed);
    let rights = |stage: &Stage, cut| stage.studio().cut(cut).expect("the cut").tracks[0].rights;
    assert_eq!((rights(&stage, CUT), rights(&stage, other.cuts[0].id)), (Rights::Cleared, Rights::Unknown));
    // With the episode go the lines that were for it alone.
    stage.edit(json!({ "type": "removeEpisode", "episode": EPISODE }));
    assert_eq!(stage.studio().track(ALPHA).expect("the track").clearances.len(), 0);
}

#[test]
fn what_does_not_keep_to_its_licence_is_said_with_a_reason() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 9);
    stage.place(ALPHA, 1, 20, 4);
    let terms = json!({ "licensor": "Fjord", "status": "requested", "maxLength": second(5), "maxUses": 1 });
    let line = stage.right(ALPHA, "publishing", terms);
    let told = |stage: &Stage| -> Vec<String> {
        stage.cut().licence.iter().map(|warning| format!("{} {}", warning.rule, warning.message)).collect()
    };
    assert_eq!(
        told(&stage),
        [
            "licence-too-long 1M01 is 0:09; the request said up to 0:05. Ask Fjord again, or trim 4.0 s.",
            "licence-uses 1M02 is use 2 of Alpha; the request said 1. Ask Fjord for one more, or pick another track.",
        ]
    );
    assert_eq!(stage.known(line).line.warnings.len(), 2);
    stage.edit(set(&[line], json!({ "maxLength": 0, "maxUses": 0, "fee": 1, "status": "agreed" })));
    assert_eq!(told(&stage).len(), 4, "media and territory, at each use");
    stage.edit(set(&[line], json!({ "media": "All media", "territory": "US, CA" })));
    assert_eq!(told(&stage), Vec::<String>::new());
    let world = json!({ "licensor": "L", "status": "paid", "fee": 1, "media": "All media", "territory": "World" });
    stage.right(ALPHA, "master", world);
    assert_eq!(
        told(&stage)[0],
        "licence-narrow Fjord licenses Alpha for US, CA only, another right of it is held for the world; ask for the rest."
    );
    stage.edit(set(&[line], json!({ "status": "denied" })));
    assert_eq!(told(&stage)[0], "rights-denied Fjord refused the use of Alpha; pick another track.");
    stage.edit(set(&[line], json!({ "status": "expired" })));
    assert_eq!(
        told(&stage)[0],
        "rights-expired The licence from Fjord for Alpha has expired; renew it, or pick another track."
    );
    let problems = stage.studio().problems(CUT).expect("problems");
    assert!(problems.iter().any(|problem| problem.rule == "rights-expired"), "{problems:?}");
    stage.edit(set(&[line], json!({ "status": "replaced" })));
    assert_eq!(told(&stage), Vec::<String>::new());
    assert!(stage.studio().clearance(ClearanceId(404)).is_err());
}

#[test]
fn edits_of_one_recording_that_meet_are_one_use() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 4);
    stage.place(ALPHA, 1, 4, 2);
    let terms = json!({ "licensor": "Fjord", "status": "requested", "maxUses": 1, "longest": "0:05.5" });
    let line = stage.right(ALPHA, "publishing", terms);
    let known = stage.known(line);
    let uses: Vec<_> = known.uses.iter().map(|one| (one.number.as_str(), one.length.0)).collect();
    assert_eq!(uses, [("1M01 + 1M02", second(6))]);
    assert_eq!(known.line.longest, "0:05.5");
    let told: Vec<_> = known.line.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(told, ["1M01 + 1M02 is 0:06; the request said up to 0:05.5. Ask Fjord again, or trim 0.5 s."]);
    stage.place(ALPHA, 1, 20, 2);
    assert!(
        stage.known(line).line.warnings.iter().any(|warning| warning.message.starts_with("1M03 is use 2 of Alpha"))
    );
    for text in ["soon", "1:2:3:4", "-5", "30:xx", "9999:00:00"] {
        let refused = stage.refused(set(&[line], json!({ "longest": text })));
        assert!(refused.contains("is not a length"), "{text}: {refused}");
    }
    stage.edit(set(&[line], json!({ "longest": "1:30" })));
    assert_eq!(stage.known(line).line.line.clearance.max_length.map(|length| length.0), Some(second(90)));
}

/// Half past five in the afternoon of 25 November in Los Angeles: the 26th in London.
#[derive(Debug)]
struct Afternoon;

impl studio::clock::Clock for Afternoon {
    fn now(&self) -> studio::clock::Moment {
        studio::clock::Moment { at: "2026-11-26T01:30:00Z".into(), day: "2026-11-25".into() }
    }
}

#[test]
fn today_is_the_day_on_the_wall() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    // Not by an edit of the stage, which opens the show anew and compares by the system's clock.
    stage.studio().go_by(std::sync::Arc::new(Afternoon));
    let terms = json!({ "licensor": "L", "fee": 1, "status": "agreed", "nextAction": "Sign", "nextOn": "2026-11-25", "ends": "2026-11-25" });
    let add = json!({ "type": "addClearance", "track": ALPHA, "side": "master", "set": terms });
    let edits = vec![serde_json::from_value(add).expect("an edit")];
    let made = stage.studio().edit(&studio::edits::EditRequest { edits, label: None, merge_key: None });
    let line = row_in(&made.expect("a line").created);
    let view = stage.clear();
    assert_eq!(view.today, "2026-11-25");
    assert_eq!(view.reminders.iter().map(|date| date.reminder.overdue).collect::<Vec<_>>(), [false, false]);
    let known = stage.known(line);
    assert_eq!(known.line.line.clearance.since, "2026-11-25");
    assert!(!known.line.overdue);
    assert!(known.events[0].at.starts_with("2026-11-26T01:30:00"), "a moment is written down in UTC");
}

#[test]
fn reminders_come_by_date_with_what_is_overdue() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let next = json!({ "licensor": "L", "fee": 1, "status": "agreed", "nextAction": "Sign", "nextOn": "2000-01-01", "ends": "2050-01-01" });
    let line = stage.right(ALPHA, "master", next);
    stage.right(BRAVO, "master", json!({ "nextAction": "Nobody uses it", "nextOn": "2000-01-01" }));
    let option = json!({ "label": "Trailer", "exerciseBy": "2040-01-01" });
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [option] }));
    let told: Vec<_> = stage
        .clear()
        .reminders
        .iter()
        .map(|view| (view.reminder.on.clone(), view.reminder.what.clone(), view.reminder.overdue, view.title.clone()))
        .collect();
    let one = |on: &str, what: &str, overdue| (on.to_owned(), what.to_owned(), overdue, "Alpha".to_owned());
    assert_eq!(
        told,
        [one("2000-01-01", "Sign", true), one("2040-01-01", "Trailer", false), one("2050-01-01", "", false)]
    );
    assert_eq!(stage.clear().sides.due, 1);
}
