//! Replies in any order, and as often as they come, end the same: held to random replies, row by row.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use model::{ReviewerId, RoundId};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use store::Document;
use studio::Studio;
use studio::door::ReplySource;
use studio::edits::Created;
use tests::packages::{OpenPackage, spec};
use tests::stage::{CUT, Stage, row_in, second};

use crate::room::key;

/// What one page was told, in the order in which it was told; a reply is how far it had come.
#[derive(Debug, Clone)]
struct Told {
    package: usize,
    name: &'static str,
    answers: Vec<Value>,
}

fn base() -> (Stage, RoundId, Vec<OpenPackage>) {
    let mut stage = Stage::default();
    let (_, first) = stage.place(tests::stage::ALPHA, 1, 1, 5);
    let cue = stage.cut().placements.iter().find(|one| one.placement.id.0 == first).expect("it").placement.cue;
    stage.edit(json!({ "type": "place", "cut": CUT, "track": 2, "lane": 1, "cue": cue }));
    stage.place(tests::stage::CHARLIE, 1, 30, 8);
    let person = |stage: &mut Stage, name: &str, role: &str| {
        ReviewerId(row_in(&stage.edit(json!({ "type": "addReviewer", "name": name, "role": role }))))
    };
    let (dana, priya) = (person(&mut stage, "Dana", "decides"), person(&mut stage, "Priya", "decides"));
    let opened = stage.edit(json!({
        "type": "openRound", "cut": CUT, "name": "", "rule": "all",
        "reviewers": [{ "reviewer": dana }, { "reviewer": priya }],
    }));
    let round = opened.iter().find_map(|row| if let Created::Round(id) = row { Some(*id) } else { None });
    let round = round.expect("a round");
    let make =
        |name: &str, people: &[ReviewerId]| OpenPackage::make(stage.studio(), &spec(round, people), &stage.file(name));
    let packages = vec![make("both.html", &[dana, priya]), make("dana.html", &[dana])];
    stage.reopen();
    (stage, round, packages)
}

/// Something that a page is told: which alternate or cue, what of it, and when.
fn answer(shown: Value) -> impl Strategy<Value = Value> {
    let cues = shown["cues"].as_array().expect("cues").clone();
    let (alternates, cue_ids): (Vec<Value>, Vec<Value>) = (
        cues.iter()
            .flat_map(|cue| cue["alternates"].as_array().expect("alternates").clone())
            .map(|one| one["id"].clone())
            .collect(),
        cues.iter().map(|cue| cue["id"].clone()).collect(),
    );
    let value = prop::sample::select(vec!["approved", "approvedBut", "changes", "rejected", ""]);
    let verdict = (prop::sample::select(alternates), value, prop::sample::select(vec!["", "softer", "é"])).prop_map(
        |(proposal, value, words)| {
            let value = if value.is_empty() { Value::Null } else { value.into() };
            json!({ "type": "verdict", "proposal": proposal, "value": value, "words": words })
        },
    );
    let note = (prop::sample::select(cue_ids), 0_i64..50, prop::bool::ANY).prop_map(|(cue, at, whole)| {
        let from = if whole { Value::Null } else { second(at).into() };
        json!({ "type": "note", "cue": cue, "from": from, "body": format!("at {at}") })
    });
    // Moments are few and close, so that some are the same and most within one second.
    (prop_oneof![3 => verdict, 1 => note], 0..2_u32, 0..4_u32).prop_map(|(mut answer, second, milliseconds)| {
        answer["at"] = format!("2026-11-23T10:00:0{second}.00{milliseconds}Z").into();
        answer
    })
}

fn told(packages: &[OpenPackage]) -> impl Strategy<Value = Vec<Told>> {
    let pages = [(0, "Dana"), (0, "Priya"), (1, "Dana")].map(|(package, name)| {
        let shown = packages[package].person(name)["page"].clone();
        prop::collection::vec(answer(shown), 0..6).prop_map(move |answers| (package, name, answers))
    });
    Vec::from(pages).prop_map(|pages| {
        let mut number = 0;
        pages
            .into_iter()
            .map(|(package, name, mut answers)| {
                for answer in &mut answers {
                    number += 1;
                    answer["key"] = key(number).into();
                }
                Told { package, name, answers }
            })
            .collect()
    })
}

/// Every page saves its reply once it is done, and perhaps before; they come in some order, and perhaps again.
fn arrivals(pages: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    let whole: Vec<(usize, usize)> = (0..pages).map(|page| (page, usize::MAX)).collect();
    let more = prop::collection::vec((0..pages, prop_oneof![0_usize..5, Just(usize::MAX)]), 0..5);
    more.prop_flat_map(move |more| Just([whole.clone(), more].concat()).prop_shuffle())
}

/// All that is kept of a review, without the numbers of rows.
fn rows(path: &Path, round: RoundId) -> Vec<Value> {
    let document = Document::open(path).expect("it opens");
    let mut all = Vec::new();
    for one in document.rows().verdicts_of_round(round).expect("verdicts") {
        let mut row = serde_json::to_value(one).expect("JSON");
        row["id"].take();
        all.push(row);
    }
    for one in document.rows().notes(CUT).expect("notes") {
        let mut row = serde_json::to_value(one).expect("JSON");
        row["id"].take();
        all.push(row);
    }
    all.sort_by_key(Value::to_string);
    document.close().expect("it closes");
    all
}

#[test]
fn replies_in_any_order_and_repeated_end_the_same() {
    let (stage, round, packages) = base();
    let show = stage.file("stage.needledrop");
    let merge = |name: &str, told: &[Told], order: &[(usize, usize)]| {
        let path = stage.file(name);
        fs::copy(&show, &path).expect("copied");
        let studio = Studio::open(&path).expect("it opens");
        let mut taken = 0;
        for (page, upto) in order {
            let Told { package, name, answers } = &told[*page];
            let said = &answers[..(*upto).min(answers.len())];
            let reply: ReplySource = packages[*package].reply(name, said);
            taken += studio.take_reply(&reply, &Default::default()).expect("it is taken").taken;
        }
        let states = serde_json::to_value(studio.review(CUT, Some(round)).expect("the review").queue).expect("JSON");
        studio.close().expect("it closes");
        let rows = rows(&path, round);
        fs::remove_file(&path).expect("removed");
        (rows, taken, states)
    };
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let most = Cell::new(0);
    let cases = (told(&packages), arrivals(3), arrivals(3));
    runner
        .run(&cases, |(told, one, other)| {
            let (rows, taken, states) = merge("one.needledrop", &told, &one);
            let (again, taken_again, states_again) = merge("other.needledrop", &told, &other);
            prop_assert_eq!(&rows, &again);
            prop_assert_eq!(rows.len(), taken);
            prop_assert_eq!(taken, taken_again);
            prop_assert_eq!(states, states_again);
            most.set(most.get().max(rows.len()));
            Ok(())
        })
        .unwrap_or_else(|failed| panic!("{failed}"));
    assert!(most.get() > 5, "too little was said to be a test: {}", most.get());
}
