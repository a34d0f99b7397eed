//! What composers answer in the pages of their briefs, from the saved file to the board.

use serde_json::{Value, json};
use studio::Studio;
use tests::command::Shell;
use tests::packages::{bytes, sealed};

use crate::brief_pages::{Opened, commissioned, edit};

/// A show with a brief that was sent, and its page.
struct Sent {
    shell: Shell,
    page: Value,
}

fn sent() -> Sent {
    let shell = commissioned();
    shell.json(&["commissions", "s.needledrop", "--brief", "C1", "-o", "brief.html"]);
    let page = Opened::read(&shell.path("brief.html")).shown;
    Sent { shell, page }
}

fn key(number: u8) -> String {
    format!("{number:0>22}")
}

fn said(number: u8, what: Value) -> Value {
    let mut answer = json!({ "key": key(number), "at": format!("2026-11-24T10:00:0{number}.000Z") });
    let fields = answer.as_object_mut().expect("fields");
    fields.extend(what.as_object().expect("fields").clone());
    answer
}

impl Sent {
    fn secret(&self) -> [u8; 32] {
        bytes(self.page["reply"]["secret"].as_str().expect("a secret"))
    }

    fn payload(&self, answers: &[Value]) -> Value {
        json!({ "brief": self.page["reply"]["page"], "savedAt": "2026-11-24T10:00:00.000Z", "answers": answers })
    }

    /// A reply as its page saves it, as a file beside the show.
    fn save(&self, name: &str, answers: &[Value]) {
        std::fs::write(self.shell.path(name), sealed(&self.payload(answers).to_string(), &self.secret()))
            .expect("kept");
    }

    fn take(&self, name: &str, more: &[&str]) -> Value {
        let taken = self.shell.json(&[&["commissions", "s.needledrop", "--reply", name][..], more].concat());
        taken["replies"][0].clone()
    }

    fn commission(&self) -> Value {
        self.shell.json(&["commissions", "s.needledrop"])["commissions"][0].clone()
    }

    fn scene(&self) -> &Value {
        &self.page["scenes"][0]
    }

    /// A state, a question, a note on the demo three seconds into the music, and one on the whole scene.
    fn answers(&self) -> Vec<Value> {
        let (cue, first) = (&self.scene()["cue"], self.scene()["first"].as_i64().expect("flicks"));
        let at = first + 8 * 705_600_000;
        vec![
            said(1, json!({ "type": "state", "taken": true, "deliversOn": "2026-12-18", "words": "With pleasure" })),
            said(2, json!({ "type": "question", "body": "Strings or brass?" })),
            said(3, json!({ "type": "note", "cue": cue, "version": 1, "from": at, "body": "It turns here" })),
            said(4, json!({ "type": "note", "cue": cue, "body": "Very quiet before" })),
        ]
    }
}

#[test]
fn what_a_composer_answers_is_looked_at_taken_once_and_undone() {
    let sent = sent();
    let before = sent.commission();
    sent.save("reply.json", &sent.answers());
    let looked = sent.take("reply.json", &["--preview"]);
    assert_eq!((looked["taken"].as_i64(), looked["conflicts"].as_i64()), (Some(0), Some(0)), "{looked}");
    assert_eq!(looked["reviewer"], "Ines Vold");
    let words: Vec<&str> =
        looked["answers"].as_array().expect("answers").iter().filter_map(|one| one["words"].as_str()).collect();
    assert_eq!(
        words,
        [
            "taken, delivers by 2026-12-18: “With pleasure”",
            "asks “Strings or brass?”",
            "“It turns here”",
            "“Very quiet before”"
        ]
    );
    assert_eq!(looked["answers"][2]["about"], "1M01 v1, 01:00:10:00");
    assert_eq!(sent.commission(), before, "nothing was taken yet");

    let taken = sent.take("reply.json", &[]);
    assert_eq!((taken["taken"].as_i64(), taken["known"].as_i64()), (Some(4), Some(0)), "{taken}");
    let after = sent.commission();
    let said = after["said"].as_array().expect("what was said");
    assert_eq!((said[0]["kind"].as_str(), said[0]["deliversOn"].as_str()), (Some("taken"), Some("2026-12-18")));
    assert_eq!((said[1]["kind"].as_str(), said[1]["body"].as_str()), (Some("question"), Some("Strings or brass?")));
    assert_eq!(said.len(), 2);
    assert_eq!(after["dueOn"], "", "a day that is proposed sets none of ours");
    let note = &after["versions"][0]["notes"][0];
    assert_eq!((note["at"].as_str(), note["author"].as_str()), (Some("01:00:10:00"), Some("Ines Vold")));
    assert_eq!(note["byComposer"], true);
    assert_eq!(after["cues"][0]["notes"][0]["body"], "Very quiet before");
    assert_eq!(after["stage"], before["stage"], "what they note themselves asks nothing of them");

    let again = sent.take("reply.json", &[]);
    assert_eq!((again["taken"].as_i64(), again["known"].as_i64()), (Some(0), Some(4)), "{again}");
    assert_eq!(sent.commission(), after);

    let studio = Studio::open(&sent.shell.path("s.needledrop")).expect("open");
    assert_eq!(studio.undo().expect("undone").as_deref(), Some("Import the reply of Ines Vold"));
    studio.close().expect("closed");
    assert_eq!(sent.commission(), before);
    let studio = Studio::open(&sent.shell.path("s.needledrop")).expect("open");
    studio.redo().expect("redone");
    studio.close().expect("closed");
    assert_eq!(sent.commission(), after);
}

#[test]
fn a_later_reply_brings_what_is_new_and_a_note_without_a_place_stays_with_the_commission() {
    let sent = sent();
    let mut answers = sent.answers();
    sent.save("one.json", &answers[..2]);
    assert_eq!(sent.take("one.json", &[])["taken"], 2);
    answers.push(said(5, json!({ "type": "state", "taken": false, "words": "No time after all" })));
    // The cue is no longer this commission's, and another is named that never was.
    edit(&sent.shell, &[json!({ "type": "releaseCues", "cues": [sent.scene()["cue"]] })]);
    answers.push(said(6, json!({ "type": "note", "cue": 987_654_321, "body": "Elsewhere" })));
    sent.save("two.json", &answers);
    let taken = sent.take("two.json", &[]);
    assert_eq!((taken["taken"].as_i64(), taken["known"].as_i64()), (Some(4), Some(2)), "{taken}");
    assert_eq!(taken["conflicts"], 3, "{taken}");
    let after = sent.commission();
    let kinds: Vec<&str> =
        after["said"].as_array().expect("said").iter().filter_map(|word| word["kind"].as_str()).collect();
    assert_eq!(kinds, ["taken", "question", "note", "note", "declined", "note"]);
    let bodies: Vec<&str> = (after["said"].as_array().expect("said").iter())
        .filter(|word| word["kind"] == "note")
        .filter_map(|word| word["body"].as_str())
        .collect();
    assert_eq!(bodies, ["1M01 v1, 01:00:10:00: It turns here", "1M01: Very quiet before", "Elsewhere"]);
    assert_eq!(after["versions"][0]["notes"], json!([]));
}

#[test]
fn a_note_stands_at_the_frame_that_was_shown_and_an_answer_that_is_none_keeps_out_no_other() {
    let sent = sent();
    let (cue, first) = (&sent.scene()["cue"], sent.scene()["first"].as_i64().expect("flicks"));
    // Two thirds into the frame, as the clock of a player says it.
    let within = first + 8 * 705_600_000 + 20_000_000;
    sent.save(
        "reply.json",
        &[
            said(1, json!({ "type": "note", "cue": cue, "version": 1, "from": within, "body": "It\nturns here" })),
            said(2, json!({ "type": "state", "taken": true, "deliversOn": "12026-12-18" })),
            said(3, json!({ "type": "question", "body": "x".repeat(4_001) })),
        ],
    );
    let looked = sent.take("reply.json", &["--preview"]);
    assert_eq!(looked["answers"][0]["about"], "1M01 v1, 01:00:10:00");
    assert_eq!(looked["answers"][0]["words"], "“It turns here”");
    let taken = sent.shell.run(&["commissions", "s.needledrop", "--reply", "reply.json"]);
    let told = format!("{}{}", taken.out, taken.err);
    assert!(told.contains("longer than 4000 letters"), "{told}");
    let note = sent.commission()["versions"][0]["notes"][0].clone();
    assert_eq!((note["at"].as_str(), note["body"].as_str()), (Some("01:00:10:00"), Some("It\nturns here")));
}

#[test]
fn what_was_changed_on_its_way_or_sent_by_another_show_is_refused() {
    let sent = sent();
    let before = sent.commission();
    let good = sealed(&sent.payload(&sent.answers()).to_string(), &sent.secret());
    let refused = |text: &str| {
        std::fs::write(sent.shell.path("bad.json"), text).expect("kept");
        sent.shell.refused(&["commissions", "s.needledrop", "--reply", "bad.json"])
    };
    assert!(refused(&good.replace("With pleasure", "With terror")).contains("signature is not that of its package"));
    let mut admin = sent.payload(&sent.answers());
    admin["answers"][1]["approved"] = true.into();
    assert!(refused(&sealed(&admin.to_string(), &sent.secret())).contains("holds what no page writes"));
    let day = [said(1, json!({ "type": "state", "taken": true, "deliversOn": "soon" }))];
    std::fs::write(sent.shell.path("day.json"), sealed(&sent.payload(&day).to_string(), &sent.secret())).expect("kept");
    let ran = sent.shell.run(&["commissions", "s.needledrop", "--reply", "day.json"]);
    assert!(ran.err.contains("a day that is none") && ran.out.contains("1 left out"), "by itself: {ran:?}");
    let mut other = sent.payload(&sent.answers());
    other["brief"] = "1f".into();
    assert!(refused(&sealed(&other.to_string(), &sent.secret())).contains("a brief that this show did not send"));
    assert_eq!(sent.commission(), before);
}
