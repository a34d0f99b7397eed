//! Rounds of review: who is asked, what was proposed, what they said, and what that comes to.

use model::VerdictValue;
use serde_json::{Value, json};
use studio::edits::Created;
use studio::views::{NextStepKind, QueueCue, QueueState, ReviewView};
use tests::stage::{ALPHA, BRAVO, CUT, Stage, row_in, second};

/// A stage with two cues, the first with two alternates, and Dana who decides, Priya who does as well, Omar who advises.
pub struct Room {
    pub stage: Stage,
    pub first: i64,
    pub other: i64,
    pub second: i64,
    pub dana: i64,
    pub priya: i64,
    pub omar: i64,
}

pub fn room() -> Room {
    let mut stage = Stage::default();
    let (_, first) = stage.place(ALPHA, 1, 0, 5);
    let cue = stage.cue("1M01").cue.id;
    let other = row_in(&stage.edit(json!({ "type": "place", "cut": CUT, "track": BRAVO, "lane": 1, "cue": cue })));
    let (_, second) = stage.place(BRAVO, 1, 20, 5);
    let mut add =
        |name: &str, role: &str| row_in(&stage.edit(json!({ "type": "addReviewer", "name": name, "role": role })));
    let (dana, priya, omar) = (add("Dana", "decides"), add("Priya", "decides"), add("Omar", "advises"));
    Room { stage, first, other, second, dana, priya, omar }
}

impl Room {
    pub fn open(&mut self, rule: &str, reviewers: &[i64]) -> i64 {
        let asked: Vec<Value> = reviewers.iter().map(|id| json!({ "reviewer": id })).collect();
        let opened = json!({ "type": "openRound", "cut": CUT, "name": "", "rule": rule, "reviewers": asked });
        round_in(&self.stage.edit(opened))
    }

    pub fn say(&mut self, round: i64, reviewer: i64, placement: i64, value: &str) -> Vec<Created> {
        self.stage.edit(verdict(round, reviewer, placement, value))
    }

    pub fn review(&self) -> ReviewView {
        self.stage.studio().review(CUT, None).expect("a review")
    }

    pub fn queued(&self, number: &str) -> QueueCue {
        self.review().queue.into_iter().find(|cue| cue.number == number).expect("a cue")
    }

    pub fn state(&self, number: &str) -> QueueState {
        self.queued(number).state
    }

    pub fn steps(&self) -> Vec<(NextStepKind, String)> {
        let report = self.stage.studio().review_report(CUT).expect("a report");
        report.next.into_iter().map(|step| (step.kind, format!("{}: {}", step.about, step.words))).collect()
    }
}

pub fn round_in(created: &[Created]) -> i64 {
    let round = created.iter().find_map(|row| if let Created::Round(id) = row { Some(id.0) } else { None });
    round.expect("a round")
}

pub fn verdict(round: i64, reviewer: i64, placement: i64, value: &str) -> Value {
    let words = if matches!(value, "changes" | "approvedBut") { "less piano" } else { "" };
    json!({
        "type": "giveVerdict", "round": round, "reviewer": reviewer, "placement": placement, "value": value,
        "words": words,
    })
}

#[test]
fn a_reviewer_is_a_person_with_a_name_of_their_own() {
    let Room { mut stage, dana, .. } = room();
    let taken = stage.refused(json!({ "type": "addReviewer", "name": " dana " }));
    assert_eq!(taken, "There is already a reviewer called dana");
    assert_eq!(stage.refused(json!({ "type": "addReviewer", "name": " " })), "The reviewer needs a name");
    let people = stage.studio().review(CUT, None).expect("a review").reviewers;
    let colours: Vec<i64> = people.iter().map(|one| one.colour).collect();
    assert_eq!(colours, [0, 2, 1], "Dana, Omar, Priya: each has a colour of their own");
    assert!(people.iter().all(|one| one.sees == model::Sees::default()), "nothing is shown unless it is switched on");
    let set = json!({ "name": "Dana Reyes", "sees": { "money": true } });
    stage.edit(json!({ "type": "editReviewer", "reviewer": dana, "set": set }));
    let people = stage.studio().review(CUT, None).expect("a review").reviewers;
    assert_eq!((people[0].name.as_str(), people[0].sees.money, people[0].sees.contacts), ("Dana Reyes", true, false));
    stage.edit(json!({ "type": "removeReviewer", "reviewer": dana }));
    assert_eq!(stage.studio().review(CUT, None).expect("a review").reviewers.len(), 2);
}

#[test]
fn whoever_was_asked_stays() {
    let mut room = room();
    let dana = room.dana;
    room.open("one", &[dana]);
    assert_eq!(
        room.stage.refused(json!({ "type": "removeReviewer", "reviewer": dana })),
        "Dana was asked in a round or wrote a note, and stays with what they said; rename them instead"
    );
}

#[test]
fn a_rule_wants_those_who_decide() {
    let mut room = room();
    let (dana, priya, omar) = (room.dana, room.priya, room.omar);
    let mut refused = |rule: &str, reviewers: Vec<Value>| {
        room.stage.refused(json!({ "type": "openRound", "cut": CUT, "name": "", "rule": rule, "reviewers": reviewers }))
    };
    let asked = |id: i64| json!({ "reviewer": id });
    assert_eq!(
        refused("one", vec![asked(dana), asked(priya)]),
        "By this rule one person decides, but 2 of the reviewers; say who decides and who advises, or choose another rule"
    );
    assert_eq!(refused("any", vec![asked(omar)]), "Nobody decides in this round; name at least one reviewer who does");
    assert_eq!(refused("any", vec![asked(dana), asked(dana)]), "Dana is named twice in this round");
    // The role in the round goes before the usual one.
    let asked = json!([{ "reviewer": dana }, { "reviewer": priya, "role": "advises" }]);
    let opened = json!({ "type": "openRound", "cut": CUT, "name": " First look ", "rule": "one", "reviewers": asked });
    room.stage.edit(opened);
    let round = room.review().round.expect("a round");
    assert_eq!((round.round.title().as_str(), round.audience.as_str()), ("Round 1, First look", "Dana, Priya"));
}

#[test]
fn what_is_proposed_is_frozen_and_a_later_change_asks_again() {
    let mut room = room();
    let (dana, first) = (room.dana, room.first);
    let round = room.open("one", &[dana]);
    room.say(round, dana, first, "approved");
    assert_eq!((room.state("1M01"), room.stage.cue("1M01").status.word()), (QueueState::Approved, "approved"));
    room.stage.edit(json!({ "type": "shapePlacements", "placements": [first], "gain": -300 }));
    let cue = room.stage.cue("1M01");
    assert_eq!((cue.status.word(), cue.changed_since_approved), ("waiting", true));
    let queued = room.queued("1M01");
    assert_eq!((queued.state, queued.changed_since_approved), (QueueState::Waiting, true));
    assert_eq!(queued.alternates[0].changes, ["−3.0 dB, was +0.0"]);
    assert_eq!(queued.alternates[0].was.as_ref().map(|was| was.pieces[0].gain.0), Some(0), "as it was");
    let step =
        (NextStepKind::AskAgain, "1M01: changed since it was approved (−3.0 dB, was +0.0): ask again".to_owned());
    assert!(room.steps().contains(&step), "{:?}", room.steps());
    // The same again is what was approved.
    room.stage.edit(json!({ "type": "shapePlacements", "placements": [first], "gain": 0 }));
    assert_eq!(room.stage.cue("1M01").status.word(), "approved");
    room.stage.edit(json!({ "type": "shapePlacements", "placements": [first], "gain": -300 }));
    room.stage.edit(json!({ "type": "propose", "round": round, "placements": [first] }));
    let queued = room.queued("1M01");
    assert_eq!((queued.alternates[0].version, queued.alternates[0].changes.len()), (Some(2), 0));
    assert_eq!((queued.waits_for, queued.state), (vec![model::ReviewerId(dana)], QueueState::Waiting));
    room.say(round, dana, first, "approved");
    assert_eq!(room.state("1M01"), QueueState::Approved);
}

#[test]
fn a_verdict_at_the_desk_is_about_what_lies_on_the_cut() {
    let mut room = room();
    let (dana, first) = (room.dana, room.first);
    let round = room.open("one", &[dana]);
    room.stage.edit(json!({ "type": "shapePlacements", "placements": [first], "gain": -300 }));
    room.say(round, dana, first, "approved");
    let queued = room.queued("1M01");
    assert_eq!((queued.alternates[0].version, queued.state), (Some(2), QueueState::Approved), "it was proposed again");
    // From elsewhere it is about what was seen there.
    let seen = room.queued("1M02").alternates[0].clone();
    room.stage.edit(json!({ "type": "shapePlacements", "placements": [room.second], "gain": -300 }));
    let mut answer = verdict(round, dana, room.second, "approved");
    for (field, value) in [
        ("proposal", json!(seen.proposal)),
        ("source", json!("link")),
        ("key", json!("0123456789abcdef012345")),
        ("givenAt", json!("2026-11-23T10:00:00Z")),
    ] {
        answer[field] = value;
    }
    room.stage.edit(answer);
    let queued = room.queued("1M02");
    assert_eq!((queued.alternates[0].version, queued.changed_since_approved), (Some(1), true));
}

#[test]
fn the_same_answer_twice_is_one_and_older_ones_are_kept() {
    let mut room = room();
    let (dana, first) = (room.dana, room.first);
    let round = room.open("one", &[dana]);
    let proposal = room.queued("1M01").alternates[0].proposal;
    let answer = |value: &str, key: &str, at: &str| {
        let mut answer = verdict(round, dana, first, value);
        for (field, text) in [("source", "file"), ("key", key), ("givenAt", at)] {
            answer[field] = json!(text);
        }
        answer["proposal"] = json!(proposal);
        answer
    };
    let older = answer("approved", "aaaaaaaaaaaaaaaaaaaaaaaa", "2026-11-23T10:00:00Z");
    let newer = answer("rejected", "bbbbbbbbbbbbbbbbbbbbbbbb", "2026-11-23T10:00:01Z");
    room.stage.edits(vec![newer.clone(), older.clone()]);
    for again in [older, newer] {
        let request = tests::stage::request(vec![again]);
        room.stage.studio().edit(&request).expect("the same once more");
    }
    let alternate = room.queued("1M01").alternates[0].clone();
    assert_eq!(alternate.decided, Some(VerdictValue::Rejected), "the newer counts, whichever came first");
    let said: Vec<_> = alternate.history.iter().map(|one| (one.value, one.counts, one.source)).collect();
    let file = model::AnswerSource::File;
    assert_eq!(said, [(Some(VerdictValue::Rejected), true, file), (Some(VerdictValue::Approved), false, file)]);
    let mut keyless = verdict(round, dana, first, "approved");
    keyless["source"] = json!("link");
    assert_eq!(room.stage.refused(keyless), "An answer from elsewhere needs a key of its own, of 22 to 200 letters");
}

#[test]
fn answers_that_nobody_asked_for_are_refused_with_the_reason() {
    let mut room = room();
    let (dana, omar, first) = (room.dana, room.omar, room.first);
    let round = room.open("one", &[dana]);
    assert_eq!(
        room.stage.refused(verdict(round, omar, first, "approved")),
        "Omar is not asked in Round 1; add them to the round first"
    );
    let mut wordless = verdict(round, dana, first, "approvedBut");
    wordless["words"] = json!("  ");
    assert_eq!(room.stage.refused(wordless), "Say in a few words what should be different");
    let mut elsewhere = verdict(round, dana, first, "approved");
    elsewhere["proposal"] = json!(1);
    assert_eq!(room.stage.refused(elsewhere), "1M01 is not proposed in Round 1; propose it there first");
    let mut undated = verdict(round, dana, first, "approved");
    undated["givenAt"] = json!("yesterday");
    assert_eq!(room.stage.refused(undated), "\"yesterday\" is not a moment; write it in UTC as 2026-11-23T10:00:00Z");
    room.stage.edit(json!({ "type": "closeRound", "round": round }));
    assert_eq!(
        room.stage.refused(verdict(round, dana, first, "approved")),
        "Round 1 is closed; open a new round to ask again"
    );
    room.stage.edit(json!({ "type": "closeRound", "round": round, "reopen": true }));
    room.say(round, dana, first, "approved");
    let others = json!([{ "reviewer": room.priya }]);
    assert_eq!(
        room.stage.refused(json!({ "type": "editRound", "round": round, "reviewers": others })),
        "Dana has answered in Round 1 and stays with what they said; let them advise instead"
    );
}

#[test]
fn all_must_say_yes_where_the_rule_says_so() {
    let mut room = room();
    let (dana, priya, omar, first) = (room.dana, room.priya, room.omar, room.first);
    let round = room.open("all", &[dana, priya, omar]);
    room.say(round, dana, first, "approved");
    let queued = room.queued("1M01");
    assert_eq!((queued.state, queued.waits_for), (QueueState::Waiting, vec![model::ReviewerId(priya)]));
    room.say(round, omar, first, "rejected");
    assert_eq!(room.state("1M01"), QueueState::Waiting, "whoever advises is heard");
    room.say(round, priya, first, "approvedBut");
    let alternate = room.queued("1M01").alternates[0].clone();
    assert_eq!((room.state("1M01"), alternate.decided), (QueueState::Approved, Some(VerdictValue::ApprovedBut)));
    let said: Vec<_> = alternate.answers.iter().map(|one| (one.name.as_str(), one.decides)).collect();
    assert_eq!(said, [("Dana", true), ("Priya", true), ("Omar", false)]);
    room.say(round, dana, first, "changes");
    assert_eq!(room.state("1M01"), QueueState::Changes);
}

#[test]
fn an_approved_alternate_becomes_the_pick_in_one_edit() {
    let mut room = room();
    let (dana, first, other) = (room.dana, room.first, room.other);
    let round = room.open("one", &[dana]);
    let cue = room.stage.cue("1M01").cue.id;
    let none = json!({ "type": "pickApproved", "cue": cue });
    assert_eq!(room.stage.refused(none.clone()), "No alternate of 1M01 is approved as it is");
    room.say(round, dana, first, "rejected");
    room.say(round, dana, other, "approved");
    let queued = room.queued("1M01");
    assert_eq!((queued.state, queued.approved_alternate.map(|id| id.0)), (QueueState::Approved, Some(other)));
    let step = (NextStepKind::MakePick, "1M01: B is approved and is not the pick: make it the pick".to_owned());
    assert_eq!(room.steps().first(), Some(&step));
    room.stage.edit(none);
    assert_eq!((room.queued("1M01").approved_alternate, room.stage.cue("1M01").status.word()), (None, "approved"));
}

#[test]
fn a_no_of_the_pick_decides_nothing_while_another_that_was_approved_has_changed() {
    for no in ["rejected", "changes"] {
        for yes in ["approved", "approvedBut"] {
            for pick_goes_first in [true, false] {
                let mut room = room();
                let (dana, first, other) = (room.dana, room.first, room.other);
                let round = room.open("one", &[dana]);
                let mut said = [(first, no), (other, yes)];
                if !pick_goes_first {
                    said.reverse();
                }
                for (head, value) in said {
                    room.say(round, dana, head, value);
                }
                assert_eq!(room.state("1M01"), QueueState::Approved);
                room.stage.edit(json!({ "type": "shapePlacements", "placements": [other], "gain": -300 }));
                assert_eq!(room.state("1M01"), QueueState::Waiting, "{said:?}");
                assert_eq!(
                    room.queued("1M01").alternates[0].decided.map(VerdictValue::is_yes),
                    Some(false),
                    "it stays"
                );
                // As it was again, it is what was approved.
                room.stage.edit(json!({ "type": "shapePlacements", "placements": [other], "gain": 0 }));
                assert_eq!(room.state("1M01"), QueueState::Approved);
            }
        }
    }
}

#[test]
fn a_yes_of_an_earlier_round_stands_until_something_changes() {
    let mut room = room();
    let (dana, first) = (room.dana, room.first);
    let before = room.open("one", &[dana]);
    room.say(before, dana, first, "approved");
    room.stage.edit(json!({ "type": "closeRound", "round": before }));
    room.open("one", &[dana]);
    let queued = room.queued("1M01");
    assert_eq!((queued.state, queued.stands_from, queued.changed_since_last), (QueueState::Approved, Some(1), false));
    let minutes = room.stage.file("minutes.json");
    let form = studio::Form::Json;
    room.stage.studio().export_minutes(CUT, None, false, form, &minutes, false).expect("minutes");
    let text = std::fs::read_to_string(&minutes).expect("a file");
    assert!(text.contains("\"decision\": \"approved in round 1\""), "{text}");
    room.stage.edit(json!({
        "type": "movePlacements",
        "moves": [{ "placement": first, "inPoint": second(1), "lane": 1 }],
    }));
    let queued = room.queued("1M01");
    assert_eq!((queued.state, queued.changed_since_last), (QueueState::Waiting, true));
    assert_eq!(queued.alternates[0].changes, ["lies 24 frames later"]);
}

#[test]
fn what_was_judged_stays_readable_when_it_is_gone() {
    let mut room = room();
    let (dana, second) = (room.dana, room.second);
    let round = room.open("one", &[dana]);
    room.say(round, dana, second, "changes");
    let cue = room.stage.cue("1M02").cue.id;
    room.stage.edit(json!({ "type": "removeCues", "cues": [cue] }));
    let gone = room.queued("1M02");
    assert!(gone.gone && gone.alternates[0].gone);
    assert_eq!(gone.alternates[0].was.as_ref().map(|was| was.track.as_str()), Some("Bravo"));
    assert_eq!(gone.alternates[0].answers[0].words, "less piano");
    let report = room.stage.studio().check(false, |_, _, _| {}).expect("a check");
    assert!(report.problems.iter().all(|found| found.kind != "document"), "{report:?}");
}
