//! What of a reply does not fit, and what an attacker would send: the one is put before the user, the other refused.

use std::collections::HashMap;

use serde_json::{Value, json};
use studio::door::{Choice, ConflictKind, ReplySource, ReplyView};
use tests::packages::{OpenPackage, file, sealed, spec, text};
use tests::stage::{CUT, second};

use crate::room::{Room, key, note, verdict};

/// A room, and a package of its round for everybody.
struct Sent {
    room: Room,
    package: OpenPackage,
    cue: Value,
    alternates: Vec<Value>,
}

fn sent() -> Sent {
    let room = Room::new();
    let package = OpenPackage::make(room.studio(), &spec(room.round, &[]), &room.stage.file("review.html"));
    let cue = package.person("Dana")["page"]["cues"][0].clone();
    let alternates = cue["alternates"].as_array().expect("alternates").iter().map(|one| one["id"].clone()).collect();
    Sent { room, package, cue: cue["id"].clone(), alternates }
}

impl Sent {
    fn look(&self, reply: &ReplySource) -> ReplyView {
        self.room.studio().read_reply(reply).expect("a reply")
    }

    fn kinds(&self, reply: &ReplySource) -> Vec<Option<ConflictKind>> {
        self.look(reply).lines.into_iter().map(|line| line.conflict.map(|conflict| conflict.kind)).collect()
    }

    fn take(&self, reply: &ReplySource, choice: Option<Choice>) -> (usize, Vec<String>) {
        let chosen: HashMap<String, Choice> =
            choice.map(|choice| (1..20).map(|number| (key(number), choice)).collect()).unwrap_or_default();
        let taken = self.room.studio().take_reply(reply, &chosen).expect("taken");
        (taken.taken, taken.left_out)
    }

    /// Nothing of the show changes by it; the sentence.
    fn refused(&self, reply: &ReplySource) -> String {
        let (before, steps) = (self.room.seen(), self.room.studio().history(100).expect("history").len());
        let looked = self.room.studio().read_reply(reply).expect_err("it is no reply");
        let taken = self.room.studio().take_reply(reply, &HashMap::new()).expect_err("it is not taken");
        assert_eq!(studio::sentence(&looked), studio::sentence(&taken));
        assert_eq!(self.room.seen(), before);
        assert_eq!(self.room.studio().history(100).expect("history").len(), steps);
        studio::sentence(&taken)
    }
}

#[test]
fn another_answer_meanwhile_is_kept_beside_and_the_newer_counts() {
    let sent = sent();
    let placement = sent.room.studio().cut(CUT).expect("the cut").placements[0].placement.id;
    sent.room.edit(json!({
        "type": "giveVerdict", "round": sent.room.round, "reviewer": sent.room.dana, "placement": placement,
        "value": "rejected", "words": "too slow",
    }));
    let reply = sent.package.reply("Dana", &[verdict(1, &sent.alternates[0], "approved", "")]);
    let view = sent.look(&reply);
    let conflict = view.lines[0].conflict.clone().expect("a conflict");
    assert_eq!(conflict.kind, ConflictKind::OtherAnswer);
    assert!(conflict.sentence.contains("Dana answered this meanwhile at the desk: rejected, “too slow”"));
    assert!(conflict.sentence.ends_with("which is the other"), "{}", conflict.sentence);
    assert_eq!(conflict.choices[0].choice, Choice::Take, "the safe one first");
    assert_eq!(sent.take(&reply, None).0, 1);
    let seen = sent.room.seen().to_string();
    assert!(seen.contains("too slow"), "nothing is overwritten: {seen}");
    let state = &sent.room.seen()[0]["queue"][0]["state"];
    assert_eq!(state, "rejected", "the newer answer counts");
}

#[test]
fn what_changed_or_went_meanwhile_is_said_and_kept_with_what_was_heard() {
    let sent = sent();
    let placements = sent.room.studio().cut(CUT).expect("the cut").placements;
    let (first, second_one) = (placements[0].placement.id, placements[1].placement.id);
    let reply = sent.package.reply(
        "Dana",
        &[
            verdict(1, &sent.alternates[0], "approved", ""),
            verdict(2, &sent.alternates[1], "rejected", ""),
            note(3, &sent.cue, "Later"),
        ],
    );
    assert_eq!(sent.kinds(&reply), [None, None, None]);
    let moved = json!({ "placement": first, "inPoint": second(10), "lane": 1 });
    sent.room.edit(json!({ "type": "movePlacements", "moves": [moved] }));
    sent.room.edit(json!({ "type": "removePlacements", "placements": [second_one] }));
    assert_eq!(sent.kinds(&reply), [Some(ConflictKind::Changed), Some(ConflictKind::Gone), None]);
    sent.room.edit(json!({ "type": "propose", "round": sent.room.round, "placements": [first] }));
    let again = sent.look(&reply).lines[0].conflict.clone().expect("a conflict");
    assert!(again.sentence.contains("proposed again"), "{}", again.sentence);
    assert_eq!(sent.take(&reply, None), (3, Vec::new()));
    let state = sent.room.seen()[0]["queue"][0]["state"].clone();
    assert_eq!(state, "waiting", "a yes to what it was is no yes to what it is");
}

#[test]
fn a_note_on_a_cue_that_is_gone_stays_on_the_cut() {
    let sent = sent();
    sent.room.edit(json!({ "type": "removeCues", "cues": [sent.cue] }));
    let reply = sent.package.reply("Dana", &[note(1, &sent.cue, "Why did it go?")]);
    assert_eq!(sent.kinds(&reply), [Some(ConflictKind::Gone)]);
    assert_eq!(sent.take(&reply, None).0, 1);
    let notes = sent.room.studio().cut(CUT).expect("the cut").notes;
    assert_eq!(
        (notes[0].cue, notes[0].at, notes[0].body.as_str()),
        (None, Some(sent.room.stage.at(1)), "Why did it go?")
    );
}

#[test]
fn a_closed_round_takes_nothing_unless_somebody_says_so() {
    let sent = sent();
    sent.room.edit(json!({ "type": "closeRound", "round": sent.room.round }));
    let reply =
        sent.package.reply("Dana", &[verdict(1, &sent.alternates[0], "approved", ""), note(2, &sent.cue, "Good")]);
    assert_eq!(sent.kinds(&reply), [Some(ConflictKind::Closed); 2]);
    let before = sent.room.seen();
    let (taken, left) = sent.take(&reply, None);
    assert_eq!((taken, left.len()), (0, 2));
    assert!(left[0].contains("1M01, A, approved: Round 1, First is closed"), "{left:?}");
    assert_eq!(sent.room.seen(), before);
    assert_eq!(sent.take(&reply, Some(Choice::Take)), (2, Vec::new()));
    let round = &sent.room.seen()[0]["round"];
    assert!(round["closedAt"].is_string(), "it is closed again: {round}");
    assert_eq!(sent.room.studio().undo().expect("undone").as_deref(), Some("Import the reply of Dana"));
    assert_eq!(sent.room.seen(), before);
}

#[test]
fn a_closed_round_hides_nothing_else_that_does_not_fit() {
    let sent = sent();
    let first = sent.room.studio().cut(CUT).expect("the cut").placements[0].placement.id;
    let moved = json!({ "placement": first, "inPoint": second(10), "lane": 1 });
    sent.room.edit(json!({ "type": "movePlacements", "moves": [moved] }));
    sent.room
        .edit(json!({ "type": "editRound", "round": sent.room.round, "reviewers": [{ "reviewer": sent.room.dana }] }));
    sent.room.edit(json!({ "type": "closeRound", "round": sent.room.round }));
    let reply = sent.package.reply("Priya", &[verdict(1, &sent.alternates[0], "approved", "")]);
    let conflict = sent.look(&reply).lines[0].conflict.clone().expect("a conflict");
    assert_eq!(conflict.kind, ConflictKind::Closed);
    assert_eq!(
        conflict.sentence,
        "Round 1, First is closed and takes no more answers. Priya is not asked in Round 1, First any more. \
         The alternate was changed since. What they say is kept with what they heard"
    );
    assert_eq!(sent.take(&reply, Some(Choice::Take)), (1, Vec::new()));
}

#[test]
fn who_is_not_asked_any_more_may_be_asked_to_advise() {
    let sent = sent();
    sent.room
        .edit(json!({ "type": "editRound", "round": sent.room.round, "reviewers": [{ "reviewer": sent.room.dana }] }));
    let reply = sent.package.reply("Priya", &[verdict(1, &sent.alternates[0], "approved", "")]);
    assert_eq!(sent.kinds(&reply), [Some(ConflictKind::NotAsked)]);
    assert_eq!(sent.take(&reply, None).0, 0);
    assert_eq!(sent.take(&reply, Some(Choice::Take)).0, 1);
    let reviewers = sent.room.seen()[0]["round"]["reviewers"].clone();
    assert_eq!(reviewers[1]["role"], "advises");
}

#[test]
fn what_the_rules_refuse_stops_nothing_else() {
    let sent = sent();
    let reply = sent.package.reply(
        "Dana",
        &[
            verdict(1, &sent.alternates[0], "changes", "  "),
            verdict(2, &json!(12345), "approved", ""),
            note(3, &json!(999), "Nowhere"),
            verdict(4, &sent.alternates[1], "rejected", ""),
        ],
    );
    let (taken, left) = sent.take(&reply, None);
    assert_eq!((taken, left.len()), (1, 3), "{left:?}");
    assert!(left.iter().any(|one| one.contains("Say in a few words")), "{left:?}");
}

#[test]
fn a_clock_that_is_ahead_is_set_back_with_its_order_kept() {
    let sent = sent();
    let mut answers =
        [verdict(1, &sent.alternates[0], "approved", ""), verdict(2, &sent.alternates[0], "rejected", "")];
    answers[0]["at"] = "2999-01-01T00:00:00.000Z".into();
    answers[1]["at"] = "2999-01-01T00:00:05.000Z".into();
    let mut payload = sent.package.payload("Dana", &answers);
    payload["savedAt"] = "2999-01-01T00:01:00.000Z".into();
    let reply = text(sent.package.signed("Dana", &payload));
    let view = sent.look(&reply);
    assert!(view.ahead > 1_000_000 && view.lines[0].at < view.lines[1].at && view.lines[1].at.as_str() < "2900");
    assert_eq!(sent.take(&reply, None).0, 2);
    assert_eq!(sent.room.seen()[0]["queue"][0]["state"], "rejected");
}

#[test]
fn what_no_page_of_ours_signed_is_refused() {
    let sent = sent();
    let answers = [verdict(1, &sent.alternates[0], "approved", "")];
    let payload = sent.package.payload("Dana", &answers);
    let good = sent.package.signed("Dana", &payload);
    assert!(sent.refused(&text(good.replace("approved", "rejected"))).contains("signature"));
    // Priya says that she is Dana.
    assert!(sent.refused(&text(sent.package.signed("Priya", &payload))).contains("signature"));
    assert!(sent.refused(&text(sealed(&payload.to_string(), &[0; 32]))).contains("signature"));
    // Another show's package, and one that never was.
    let other = crate::replies::sent();
    let foreign = other.package.reply("Dana", &answers);
    assert!(sent.refused(&foreign).contains("this show did not make"));
    for name in ["../../etc/passwd", "", "ffffffffffffff", "-1", "1'; DROP TABLE verdict; --"] {
        let mut named = payload.clone();
        named["package"] = name.into();
        let said = sent.refused(&text(sent.package.signed("Dana", &named)));
        assert!(said.contains("no reply") || said.contains("did not make"), "{name}: {said}");
    }
    let mut stranger = payload.clone();
    stranger["reviewer"] = 999.into();
    assert!(sent.refused(&text(sent.package.signed("Dana", &stranger))).contains("somebody else"));
}

#[test]
fn an_answer_that_is_too_long_keeps_out_no_other() {
    let sent = sent();
    let mut backwards = note(3, &sent.cue, "Backwards");
    (backwards["from"], backwards["until"]) = (json!(second(2)), json!(second(1)));
    let reply = sent.package.reply(
        "Dana",
        &[
            verdict(1, &sent.alternates[0], "approved", ""),
            note(2, &sent.cue, &"x".repeat(4_001)),
            backwards,
            note(4, &sent.cue, "Later"),
        ],
    );
    assert_eq!(sent.kinds(&reply), [None, Some(ConflictKind::Refused), Some(ConflictKind::Refused), None]);
    let (taken, left) = sent.take(&reply, Some(Choice::Take));
    assert_eq!((taken, left.len()), (2, 2), "{left:?}");
    assert!(left.iter().any(|one| one.contains("longer than 4000 letters")), "{left:?}");
}

#[test]
fn what_is_malformed_too_large_or_too_much_is_refused() {
    let sent = sent();
    let answers = [verdict(1, &sent.alternates[0], "approved", "")];
    let payload = sent.package.payload("Dana", &answers);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut payload = payload.clone();
        change(&mut payload);
        text(sent.package.signed("Dana", &payload))
    };
    assert!(sent.refused(&changed(&|one| one["admin"] = true.into())).contains("no page writes"));
    assert!(sent.refused(&changed(&|one| one["answers"][0]["source"] = "desk".into())).contains("no page writes"));
    assert!(sent.refused(&changed(&|one| one["answers"][0]["key"] = "short".into())).contains("key"));
    assert!(sent.refused(&changed(&|one| one["savedAt"] = "yesterday".into())).contains("when it was saved"));
    let twice = changed(&|one| one["answers"] = json!([answers[0], answers[0]]));
    assert!(sent.refused(&twice).contains("same key"));
    for junk in ["", "null", "[]", "{\"needledropReply\":1}", "MZ\u{0}\u{1}", "<html><script>alert(1)</script>"] {
        sent.refused(&text(junk));
    }
    sent.refused(&text("[".repeat(1_000_000)));
    sent.refused(&text("-----BEGIN NEEDLEDROP REPLY-----\nAAAA"));
    let large = sent.room.stage.file("large.json");
    std::fs::write(&large, vec![b' '; 17 << 20]).expect("written");
    assert!(sent.refused(&file(large)).contains("MiB"));
    assert!(sent.refused(&file(sent.room.stage.file("nothing.json"))).contains("no such file"));
    assert!(sent.refused(&file(sent.room.stage.file("."))).contains("folder"));
}

#[test]
fn script_in_words_is_words() {
    let sent = sent();
    let words = "</script><script>alert(1)</script><!-- ${x} \u{2028}";
    let reply =
        sent.package.reply("Dana", &[note(1, &sent.cue, words), verdict(2, &sent.alternates[0], "changes", words)]);
    assert_eq!(sent.take(&reply, None).0, 2);
    let notes = sent.room.studio().cut(CUT).expect("the cut").notes;
    assert_eq!(notes[0].body, words.trim());
    // The next package shows it, as text.
    let next = OpenPackage::make(sent.room.studio(), &spec(sent.room.round, &[]), &sent.room.stage.file("next.html"));
    assert_eq!(next.person("Priya")["said"]["notes"][0]["body"], words.trim());
    assert!(!next.page.contains("<script>alert"));
}
