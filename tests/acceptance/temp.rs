//! Temp to final: which alternates stand in for something, since when, what was said of them, and what they would cost.

use std::sync::Arc;

use model::review::VerdictValue;
use serde_json::json;
use studio::clock::{Clock, Moment, SystemClock};
use studio::edits::Created;
use studio::views::{TempLicence, TempRow};
use tests::command::Shell;
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, EPISODE, Stage, row_in};

#[derive(Debug)]
struct On(&'static str);

impl Clock for On {
    fn now(&self) -> Moment {
        Moment { at: format!("{}T10:00:00.000Z", self.0), day: self.0.to_owned() }
    }
}

/// The temp music on a day.
fn listed(stage: &Stage, day: &'static str) -> Vec<TempRow> {
    stage.studio().go_by(Arc::new(On(day)));
    let rows = stage.studio().temp_list(None).expect("the temp music").rows;
    stage.studio().go_by(Arc::new(SystemClock));
    rows
}

fn since(stage: &Stage, day: &'static str) -> Vec<(String, String, Option<i64>)> {
    let told = |row: TempRow| (row.track_title, row.since, row.days);
    listed(stage, day).into_iter().map(told).collect()
}

#[test]
fn what_is_temp_is_listed_with_its_age_the_oldest_first() {
    let mut stage = Stage::default();
    let (_, alpha) = stage.place(ALPHA, 1, 0, 5);
    let (_, bravo) = stage.place(BRAVO, 1, 10, 5);
    stage.place(CHARLIE, 1, 20, 5);
    assert_eq!(listed(&stage, "2026-11-20"), []);
    let mark = |placement: i64, temp: bool| json!({ "type": "markTemp", "placements": [placement], "temp": temp });
    stage.studio().go_by(Arc::new(On("2026-11-02")));
    stage.studio().edit(&tests::stage::request(vec![mark(bravo, true)])).expect("marked");
    stage.studio().go_by(Arc::new(On("2026-11-10")));
    stage.studio().edit(&tests::stage::request(vec![mark(alpha, true)])).expect("marked");
    stage.studio().go_by(Arc::new(SystemClock));
    let both = [
        ("Bravo".to_owned(), "2026-11-02".to_owned(), Some(18)),
        ("Alpha".to_owned(), "2026-11-10".to_owned(), Some(10)),
    ];
    assert_eq!(since(&stage, "2026-11-20"), both);
    // Moved, trimmed, marked once more, undone and reopened it is as old as it was.
    stage.edit(json!({ "type": "shapePlacements", "placements": [bravo], "gain": -300 }));
    stage.edit(mark(bravo, true));
    assert_eq!(since(&stage, "2026-11-20"), both);
    stage.edit(mark(bravo, false));
    assert_eq!(since(&stage, "2026-11-20"), [both[1].clone()]);
    stage.studio().undo().expect("undone");
    assert_eq!(since(&stage, "2026-11-20"), both);
    // A newer cut carries it on; only that is listed.
    let spec = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": spec, "copyFrom": tests::stage::CUT }));
    assert_eq!(since(&stage, "2026-11-20"), both);
    assert!(listed(&stage, "2026-11-20").iter().all(|row| row.cut != tests::stage::CUT));
}

#[test]
fn a_licence_costs_what_somebody_said_and_nothing_is_worked_out_beyond() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 0, 5);
    stage.edit(json!({ "type": "markTemp", "placements": [placement], "temp": true }));
    let licence = |stage: &Stage| listed(stage, "2026-11-20")[0].licence;
    assert_eq!(licence(&stage), TempLicence::default());
    stage.right(ALPHA, "master", json!({ "licensor": "Northlight", "fee": 600_000, "status": "quoted" }));
    stage.right(ALPHA, "publishing", json!({ "licensor": "Fjord", "share": 500_000, "estimate": 40_000 }));
    stage.right(ALPHA, "publishing", json!({ "licensor": "Vold", "share": 250_000 }));
    stage.right(
        ALPHA,
        "publishing",
        json!({ "licensor": "Tidal", "share": 250_000, "status": "denied", "fee": 1_000 }),
    );
    assert_eq!(
        licence(&stage),
        TempLicence { lines: 4, known: 640_000, unpriced: 1, denied: 1, ..TempLicence::default() }
    );
}

#[test]
fn what_was_said_of_it_and_what_could_take_its_place_stand_beside_it() {
    let mut stage = Stage::default();
    let (number, placement) = stage.place(ALPHA, 1, 0, 5);
    let cue = stage.cue(&number).cue.id;
    stage.edit(json!({ "type": "place", "cut": 1, "track": BRAVO, "lane": 1, "at": 0, "cue": cue }));
    stage.edit(json!({ "type": "markTemp", "placements": [placement], "temp": true }));
    stage.edit(json!({ "type": "addNote", "cut": 1, "cue": cue, "placement": placement, "author": "Dana", "body": "I love this one" }));
    let row = listed(&stage, "2026-11-20").remove(0);
    assert!(row.is_pick);
    let said: Vec<_> = row.said.iter().map(|said| (said.who.as_str(), said.words.as_str(), said.verdict)).collect();
    assert_eq!(said, [("Dana", "I love this one", None::<VerdictValue>)]);
    let others: Vec<_> = row.others.iter().map(|one| (one.title.as_str(), one.is_pick, one.temp)).collect();
    assert_eq!(others, [("Bravo", false, false)]);
    stage.edit(json!({ "type": "setPick", "placement": row.others[0].placement }));
    let row = listed(&stage, "2026-11-20").remove(0);
    assert!(!row.is_pick && row.others[0].is_pick, "temp is listed until it is replaced for good");
}

#[test]
fn what_was_said_with_a_verdict_stands_once() {
    let mut stage = Stage::default();
    let (number, alpha) = stage.place(ALPHA, 1, 0, 5);
    stage.edit(json!({ "type": "markTemp", "placements": [alpha], "temp": true }));
    let dana = row_in(&stage.edit(json!({ "type": "addReviewer", "name": "Dana", "role": "decides" })));
    let asked = [json!({ "reviewer": dana })];
    let opened = stage.edit(json!({ "type": "openRound", "cut": CUT, "name": "", "rule": "one", "reviewers": asked }));
    let round =
        opened.iter().find_map(|row| if let Created::Round(id) = row { Some(id.0) } else { None }).expect("a round");
    let (cue, at, words) = (stage.cue(&number).cue.id, "2026-11-20T09:00:00.000Z", "Too big for the room.");
    stage.edit(json!({
        "type": "giveVerdict", "round": round, "reviewer": dana, "placement": alpha, "value": "changes", "words": words,
        "givenAt": at,
    }));
    let note = |body: &str, at: &str| json!({ "type": "addNote", "cut": CUT, "cue": cue, "placement": alpha, "author": "Dana", "body": body, "writtenAt": at });
    stage.edit(note(words, at));
    stage.edit(note(words, "2026-11-20T09:30:00.000Z"));
    let said = listed(&stage, "2026-11-21").remove(0).said;
    let told: Vec<_> = said.iter().map(|one| (one.at.as_str(), one.verdict)).collect();
    assert_eq!(told, [("2026-11-20T09:30:00.000Z", None), (at, Some(VerdictValue::Changes))]);
}

#[test]
fn the_command_tells_it_of_the_sample_season() {
    let shell = Shell::default();
    shell.sample("My Heart.needledrop");
    let told = shell.json(&["temp", "My Heart.needledrop"]);
    let days: Vec<_> = told["temp"].as_array().expect("rows").iter().map(|row| row["days"].as_i64()).collect();
    assert_eq!(days, [Some(19), Some(6)]);
    let of_one = shell.json(&["temp", "My Heart.needledrop", "1x05"]);
    assert_eq!(of_one["temp"].as_array().map(Vec::len), Some(1));
    assert_eq!(of_one["temp"][0]["cue"], json!("5M01"));
    let refused = shell.refused(&["temp", "My Heart.needledrop", "9x09"]);
    assert!(refused.contains("here is no episode 9x09 in this show"), "{refused}");
}
