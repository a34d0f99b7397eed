//! What is said in a cut lies on it as its scenes do: set, cleared, copied, counted at another rate, and taken to a newer cut.

use model::CutId;
use serde_json::{Value, json};
use studio::edits::Created;
use studio::views::CutView;
use tests::stage::{CUT, EPISODE, Stage, second};
use timebase::{Flicks, FrameRate, Frames};

fn line(from: i64, to: i64, text: &str, speaker: Option<&str>) -> Value {
    json!({ "inPoint": from, "outPoint": to, "text": text, "speaker": speaker, "source": "pilot.srt" })
}

fn spoken() -> Value {
    let lines = [
        line(second(2), second(4), "Not tonight.", Some("MARA")),
        // Two thirds of a frame late, as subtitles that count in milliseconds are.
        line(second(30) + 19_600_000, second(33), "Listen.\nThe band is on.", None),
        line(second(55), second(58), " Good night. ", Some(" ")),
    ];
    json!({ "type": "setDialogue", "cut": CUT, "lines": lines })
}

/// From which frame to which, who, and what.
fn told(cut: &CutView) -> Vec<(i64, i64, Option<&str>, &str)> {
    let frame = |at| cut.cut.rate.frame_at(at).0;
    let told = |line: &model::DialogueSpan| (frame(line.span.start), frame(line.span.end));
    let lines = cut.dialogue.iter();
    lines.map(|line| (told(line).0, told(line).1, line.speaker.as_deref(), line.text.as_str())).collect()
}

const SPOKEN: [(i64, i64, Option<&str>, &str); 3] = [
    (48, 96, Some("MARA"), "Not tonight."),
    (721, 792, None, "Listen.\nThe band is on."),
    (1320, 1392, None, "Good night."),
];

fn cut_in(created: &[Created]) -> CutId {
    let cut = created.iter().find_map(|one| if let Created::Cut(id) = one { Some(*id) } else { None });
    cut.expect("a cut was made")
}

#[test]
fn dialogue_is_set_as_a_whole_and_cleared() {
    let mut stage = Stage::default();
    stage.edit(spoken());
    assert_eq!(told(&stage.cut()), SPOKEN);
    assert!(stage.cut().dialogue.iter().all(|line| line.source == "pilot.srt"));
    stage.edit(json!({ "type": "setDialogue", "cut": CUT, "lines": [line(0, second(1), "Hey.", None)] }));
    assert_eq!(told(&stage.cut()), [(0, 24, None, "Hey.")]);
    stage.edit(json!({ "type": "clearDialogue", "cut": CUT }));
    assert!(stage.cut().dialogue.is_empty());
}

#[test]
fn a_line_outside_its_cut_is_refused_and_a_short_one_is_a_frame_long() {
    let mut stage = Stage::default();
    let set = |from, to| json!({ "type": "setDialogue", "cut": CUT, "lines": [line(from, to, "Hm?", None)] });
    assert_eq!(stage.refused(set(second(60), second(61))), "That point lies outside Cut 1");
    assert_eq!(stage.refused(set(second(5), second(5))), "That point lies outside Cut 1");
    stage.edit(set(second(5), second(5) + 1));
    assert_eq!(told(&stage.cut()), [(120, 121, None, "Hm?")]);
}

#[test]
fn dialogue_goes_along_when_its_cut_is_copied_or_counted_at_another_rate() {
    let mut stage = Stage::default();
    stage.edit(spoken());
    let shorter = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:00:56:00" });
    let made = stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": shorter, "copyFrom": CUT }));
    let copy = stage.studio().cut(cut_in(&made)).expect("the copy");
    let [first, second_line, _] = SPOKEN;
    assert_eq!(told(&copy), [first, second_line, (1320, 1344, None, "Good night.")]);
    assert_eq!(told(&stage.cut()), SPOKEN, "the cut it was copied from is as it was");

    stage.edit(json!({ "type": "editCut", "cut": CUT, "set": { "rate": "25" } }));
    assert_eq!(told(&stage.cut()), SPOKEN, "frames keep their numbers");
    assert_eq!(stage.cut().dialogue[0].span.start.since_origin(), FrameRate::F25.flicks(Frames(48)));

    stage.edit(json!({ "type": "removeCut", "cut": CUT }));
    assert_eq!(told(&stage.studio().cut(copy.cut.id).expect("the copy")).len(), 3);
}

#[test]
fn dialogue_goes_with_the_picture_to_a_newer_cut() {
    let mut stage = Stage::default();
    stage.edit(spoken());
    // Ten seconds come in after the first twenty, and the last ten are gone.
    let span = |from: i64, to: i64| json!({ "start": second(from), "end": second(to) });
    let made = stage.edit(json!({
        "type": "conformCut", "from": CUT, "shots": [], "cues": [],
        "cut": { "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" },
        "picture": [
            { "old": span(0, 20), "new": span(0, 20) },
            { "old": span(20, 50), "new": span(30, 60) },
        ],
    }));
    let newer = stage.studio().cut(cut_in(&made)).expect("the newer cut");
    let ten = 240;
    let [first, (from, to, speaker, text), _] = SPOKEN;
    assert_eq!(told(&newer), [first, (from + ten, to + ten, speaker, text)]);
    assert_eq!(newer.dialogue[0].span.length(), Flicks::from_seconds(2));
}
