//! A new cut comes: an editor's list, what becomes of each cue, and everything that travels.

use std::fs;

use model::CutId;
use model::reconform::CueClass;
use serde_json::{Value, json};
use studio::edits::{Created, EditRequest};
use studio::views::{CutView, ReconformView, TriageCue};
use studio::{Accept, Form, ReconformAsked};
use tests::command::Shell;
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, Stage, row_in, second};

/// An editor's list at 24 frames from 01:00:00:00: clips by name, with the second of their source and their length.
fn edl(clips: &[(&str, i64, i64)]) -> String {
    let label =
        |hour: i64, second: i64| format!("{:02}:{:02}:{:02}:00", hour + second / 3600, second / 60 % 60, second % 60);
    let mut lines = vec!["TITLE: STAGE".to_owned(), "FCM: NON-DROP FRAME".to_owned(), String::new()];
    let mut at = 0;
    for (number, (name, source, length)) in clips.iter().enumerate() {
        let (from, to) = (label(10, *source), label(10, source + length));
        let (begin, end) = (label(1, at), label(1, at + length));
        lines.push(format!(
            "{:03}  {:<8} V     C        {from} {to} {begin} {end}",
            number + 1,
            &name[..name.len().min(8)]
        ));
        lines.push(format!("* FROM CLIP NAME: {name}"));
        at += length;
    }
    lines.join("\n") + "\n"
}

/// Three shots of 20 seconds.
const OLD: [(&str, i64, i64); 3] = [("12-1-A", 0, 20), ("FX_0230_v011", 100, 20), ("14-2-C", 200, 20)];
/// Five seconds come in after the first, and the effect has a new version.
const NEW: [(&str, i64, i64); 4] =
    [("12-1-A", 0, 20), ("13-1-B", 0, 5), ("FX_0230_v012", 100, 20), ("14-2-C", 200, 20)];

/// Alpha from 2 to 7, Charlie from 15 to 25 over the place where something comes in, Bravo from 42 to 52.
fn spotted() -> Stage {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 2, 5);
    stage.place(CHARLIE, 2, 15, 10);
    stage.place(BRAVO, 1, 42, 10);
    fs::write(stage.file("old.edl"), edl(&OLD)).expect("written");
    fs::write(stage.file("new.edl"), edl(&NEW)).expect("written");
    stage
}

fn asked(stage: &Stage) -> ReconformAsked {
    ReconformAsked {
        to: stage.file("new.edl"),
        from: Some(stage.file("old.edl")),
        label: Some("Cut 2, 28 Nov".into()),
        ..ReconformAsked::default()
    }
}

fn plan(stage: &Stage) -> ReconformView {
    stage.studio().reconform_plan(CUT, &asked(stage)).expect("a plan")
}

fn triaged<'a>(plan: &'a ReconformView, number: &str) -> &'a TriageCue {
    plan.cues.iter().find(|cue| cue.number == number).expect("a cue")
}

/// Makes the new cut, with undo, redo and reopening on the way.
fn accept(stage: &mut Stage, plan: &ReconformView, accept: Accept) -> CutView {
    let edits = plan.request(accept).edits.iter().map(|edit| serde_json::to_value(edit).expect("JSON")).collect();
    let made = stage.edits(edits);
    stage.studio().cut(new_cut(&made)).expect("the new cut")
}

fn new_cut(created: &[Created]) -> CutId {
    let cut = created.iter().find_map(|one| if let Created::Cut(id) = one { Some(*id) } else { None });
    cut.expect("a cut was made")
}

/// Each cue with the seconds where its pick lies, and how far into its track it starts.
fn laid(cut: &CutView) -> Vec<(String, i64, i64, i64)> {
    let mut laid: Vec<_> = cut
        .placements
        .iter()
        .map(|view| {
            let placement = view.placement;
            let number = cut.cues.iter().find(|cue| cue.cue.id == placement.cue).expect("its cue").cue.number;
            let [start, end, into] = [placement.in_point.0, placement.out_point.0, placement.track_start.0];
            (number.to_string(), start / second(1), end / second(1), into / second(1))
        })
        .collect();
    laid.sort();
    laid
}

fn told(cue: &TriageCue) -> (CueClass, &'static str, i64, i64) {
    let first = &cue.proposals[0];
    let span = first.proposal.span;
    (cue.class, first.name, span.start.0 / second(1), span.end.0 / second(1))
}

/// What is heard of the new cut before it is made is what is heard once it is made, and hearing it changes nothing.
#[test]
fn the_new_cut_is_heard_before_it_is_made() {
    let sound = |program: &playback::Program| {
        program.clips().map(|clip| (clip.path.clone(), clip.start, clip.length, clip.gain_millibel)).collect::<Vec<_>>()
    };
    let mut stage = spotted();
    let plan = plan(&stage);
    let request = plan.request(Accept::All);
    let before = (stage.studio().history(9).expect("history"), stage.studio().cut(CUT).expect("the cut").revision);
    let (heard, length) = stage.studio().heard_if(&request).expect("a program");
    assert_eq!(length.0, second(65));
    let starts: Vec<i64> = heard.clips().map(|clip| clip.start / 48_000).collect();
    assert_eq!(starts, [2, 15, 47]);
    let after = (stage.studio().history(9).expect("history"), stage.studio().cut(CUT).expect("the cut").revision);
    assert_eq!(after, before);

    let nothing = EditRequest { edits: Vec::new(), label: None, merge_key: None };
    let refused = stage.studio().heard_if(&nothing).expect_err("no cut");
    assert_eq!(refused.to_string(), "these edits make no cut, so there is none to hear");

    let made = accept(&mut stage, &plan, Accept::All);
    assert_eq!(sound(&heard), sound(&stage.studio().heard(made.cut.id, &[], false).expect("a program")));
}

#[test]
fn music_goes_with_its_picture_to_a_new_cut() {
    let mut stage = spotted();
    let plan = plan(&stage);
    let [alpha, charlie, bravo] = ["1M01", "1M02", "1M03"].map(|number| triaged(&plan, number));
    assert_eq!(told(alpha), (CueClass::Unchanged, "anchor-start", 2, 7));
    assert_eq!(told(charlie), (CueClass::InnerEdit, "anchor-start", 15, 25));
    assert_eq!(told(bravo), (CueClass::Shifted, "anchor-start", 47, 57));
    assert_eq!(charlie.reason, "The picture under it changed: 5 s came in.");
    let names: Vec<&str> = charlie.proposals.iter().map(|one| one.name).collect();
    assert_eq!(names, ["anchor-start", "anchor-end", "keep-end"]);
    assert_eq!(plan.picture.inserted.len(), 1);
    assert_eq!((plan.picture.inserted[0].name.as_str(), plan.picture.gone.len()), ("13-1-B", 0));
    let renamed = &plan.picture.renamed[0];
    assert_eq!((renamed.from.as_str(), renamed.to.as_str()), ("FX_0230_v011", "FX_0230_v012"));
    assert!(plan.remarks[0].starts_with("old.edl does not say its frame rate"), "{:?}", plan.remarks);

    let before = stage.studio().cut(CUT).expect("the old cut");
    let made = accept(&mut stage, &plan, Accept::All);
    assert_eq!((made.cut.label.as_str(), made.cut.length.0), ("Cut 2, 28 Nov", second(65)));
    let expected = [("1M01", 2, 7, 0), ("1M02", 15, 25, 0), ("1M03", 47, 57, 0)];
    assert_eq!(laid(&made), expected.map(|(number, from, to, into)| (number.to_owned(), from, to, into)));
    let after = stage.studio().cut(CUT).expect("the old cut");
    assert_eq!((after.cues, after.placements, after.scenes), (before.cues, before.placements, before.scenes));
    let step = &stage.studio().history(1).expect("history")[0];
    assert_eq!(step.label, "Import the picture list", "one step");
    // Both lists are kept: the next cut needs no file of this one.
    fs::write(stage.file("new.edl"), edl(&NEW[..3])).expect("written");
    let next = ReconformAsked { from: None, label: None, ..asked(&stage) };
    let third = stage.studio().reconform_plan(made.cut.id, &next).expect("a plan");
    assert_eq!((third.cut.label.as_str(), third.picture.gone.len()), ("Cut 3", 1));
    assert_eq!(triaged(&third, "1M03").class, CueClass::Lost);
    assert_eq!(third.lost.iter().map(|one| one.kind).collect::<Vec<_>>(), ["cue", "scene"]);
}

#[test]
fn hits_scenes_and_notes_travel_with_their_picture() {
    let mut stage = spotted();
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(18), "label": "door" }));
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(30), "label": "her hand" }));
    let stroke = json!([{ "shape": "line", "points": [[0, 0], [5000, 5000]] }]);
    stage.edit(json!({ "type": "addNote", "cut": CUT, "author": "Dana", "body": "wait for it", "at": second(44), "until": second(46), "drawing": stroke }));
    let held = plan(&stage);
    assert_eq!(
        told(triaged(&held, "1M02")),
        (CueClass::InnerEdit, "anchor-hit", 15, 25),
        "the hit inside is what it holds to"
    );
    assert_eq!(triaged(&held, "1M02").proposals[0].title, "Hold on the hit \u{201c}door\u{201d}");
    let made = accept(&mut stage, &held, Accept::All);
    let hits: Vec<(i64, &str)> = made.hits.iter().map(|hit| (hit.at.0 / second(1), hit.label.as_str())).collect();
    assert_eq!(hits, [(18, "door"), (35, "her hand")]);
    let scenes: Vec<(i64, i64)> =
        made.scenes.iter().map(|scene| (scene.in_point.0 / second(1), scene.out_point.0 / second(1))).collect();
    assert_eq!(scenes, [(0, 20), (25, 45), (45, 65)]);
    let note = &made.notes[0];
    assert_eq!((note.at.map(|at| at.0), note.until.map(|at| at.0)), (Some(second(49)), Some(second(51))));
    assert_eq!(note.drawing.len(), 1);
}

#[test]
fn a_yes_holds_where_the_picture_is_the_same_and_asks_again_where_it_changed() {
    let mut stage = spotted();
    let dana = row_in(&stage.edit(json!({ "type": "addReviewer", "name": "Dana", "role": "decides" })));
    let opened =
        json!({ "type": "openRound", "cut": CUT, "name": "", "rule": "one", "reviewers": [{ "reviewer": dana }] });
    let created = stage.edit(opened);
    let round =
        created.iter().find_map(|row| if let Created::Round(id) = row { Some(id.0) } else { None }).expect("a round");
    for placement in stage.cut().placements.iter().map(|view| view.placement.id) {
        stage.edit(json!({ "type": "giveVerdict", "round": round, "reviewer": dana, "placement": placement, "value": "approved" }));
    }
    let held = plan(&stage);
    let asks: Vec<(bool, bool)> = held.cues.iter().map(|cue| (cue.approved, cue.asks_again)).collect();
    assert_eq!(asks, [(true, false), (true, true), (true, false)]);
    let made = accept(&mut stage, &held, Accept::All);
    let states: Vec<(String, String)> =
        made.cues.iter().map(|cue| (cue.cue.number.to_string(), cue.status.word().to_owned())).collect();
    assert_eq!(
        states,
        [("1M01", "approved"), ("1M02", "waiting"), ("1M03", "approved")].map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
    assert!(made.rounds.iter().all(|round| !round.round.is_open()), "what was said comes along, closed");
    let old = stage.cut();
    assert!(old.cues.iter().all(|cue| cue.status.word() == "approved"), "the old cut stays as it was");
    assert!(old.rounds.iter().all(|round| round.round.is_open()));
}

#[test]
fn what_nobody_has_decided_goes_along_with_a_note() {
    let mut stage = spotted();
    let held = plan(&stage);
    let made = accept(&mut stage, &held, Accept::Unambiguous);
    assert_eq!(laid(&made).len(), 3);
    let notes: Vec<(&str, bool)> = made.notes.iter().map(|note| (note.body.as_str(), note.resolved)).collect();
    assert_eq!(
        notes,
        [("Check against the new cut (picture changed inside): The picture under it changed: 5 s came in.", false)]
    );
}

#[test]
fn longer_than_licensed_is_said_before_it_is_done() {
    let mut stage = spotted();
    stage.right(CHARLIE, "master", json!({ "maxLength": second(10), "fee": 150_000 }));
    let held = plan(&stage);
    let cue = triaged(&held, "1M02");
    assert!(cue.proposals[0].licences.is_empty(), "as long as it was");
    let longer = cue.proposals.iter().find(|one| one.name == "keep-end").expect("longer");
    let cost = &longer.licences[0];
    assert_eq!((cost.allowed.0, cost.length.0, cost.already, cost.fee), (second(10), second(15), false, Some(150_000)));
    assert_eq!(
        cost.message,
        "0:15 long it is more than the licence allows: up to 0:10. Ask again, or keep it shorter."
    );
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence() {
    let mut stage = spotted();
    let no_shots = ReconformAsked { from: None, ..asked(&stage) };
    let refused = stage.studio().reconform_plan(CUT, &no_shots).expect_err("refused");
    assert_eq!(studio::sentence(&refused), "Cut 1 has no shot list yet; give its editor's list as well");
    fs::write(stage.file("new.edl"), b"no list at all").expect("written");
    let refused = stage.studio().reconform_plan(CUT, &asked(&stage)).expect_err("refused");
    assert!(studio::sentence(&refused).contains("it is none of the files that this program reads"), "{refused}");
    fs::write(stage.file("new.edl"), edl(&NEW).replace(" V     C ", " A     C ")).expect("written");
    let refused = stage.studio().reconform_plan(CUT, &asked(&stage)).expect_err("refused");
    assert!(
        studio::sentence(&refused).ends_with("has no picture, only sound; ask for the list of the picture"),
        "{refused}"
    );
    let shot = |at: i64, length: i64| json!({ "name": "a", "sourceIn": 0, "at": at, "length": length });
    let set = |shots: Value| json!({ "type": "setShots", "cut": CUT, "shots": shots });
    assert_eq!(stage.refused(set(json!([shot(0, 10), shot(1430, 11)]))), "Shot 2 of the list does not lie on Cut 1");
    assert_eq!(stage.refused(set(json!([shot(0, 0)]))), "Shot 1 of the list does not lie on Cut 1");
    let spec = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "10s" });
    let conform = |cut: &Value, picture: Value| json!({ "type": "conformCut", "from": CUT, "cut": cut, "shots": [], "picture": picture, "cues": [] });
    let twice = json!([
        { "old": { "start": 0, "end": second(5) }, "new": { "start": 0, "end": second(5) } },
        { "old": { "start": 0, "end": second(5) }, "new": { "start": second(5), "end": second(10) } },
    ]);
    assert!(stage.refused(conform(&spec, twice)).starts_with("The picture of the new cut cannot be as it is told"));
    let taken = json!({ "label": "Cut 1", "rate": "24", "start": "01:00:00:00", "length": "10s" });
    assert_eq!(stage.refused(conform(&taken, json!([]))), "There is already a cut called Cut 1");
}

#[test]
fn every_alternate_and_piece_goes_with_its_cue() {
    let mut stage = spotted();
    let cue = stage.cue("1M03").cue.id;
    stage.edit(json!({ "type": "place", "cut": CUT, "track": CHARLIE, "lane": 1, "cue": cue, "at": second(42), "length": second(8) }));
    let first = stage.placements(cue)[0].placement.id;
    stage.edit(json!({ "type": "bladePlacements", "placements": [first], "at": second(46) }));
    let held = plan(&stage);
    let made = accept(&mut stage, &held, Accept::All);
    let own: Vec<_> =
        laid(&made).into_iter().filter(|(number, ..)| number == "1M03").map(|(_, a, b, c)| (a, b, c)).collect();
    assert_eq!(own, [(47, 51, 0), (47, 55, 0), (51, 57, 4)]);
    let compared = stage.studio().compare_cuts(CUT, made.cut.id).expect("compared");
    let changes: Vec<(&str, &[&str], i64)> = compared
        .cues
        .iter()
        .map(|cue| (cue.number.as_str(), cue.changes.as_slice(), cue.delta.0 / second(1)))
        .collect();
    assert_eq!(changes, [("1M01", &[][..], 0), ("1M02", &["picture changed"][..], 0), ("1M03", &["moved"][..], 5)]);
    assert_eq!((compared.has_picture, &*compared.cues[1].reason), (true, "The picture under it changed: 5 s came in."));
    for (form, beginning) in [(Form::Pdf, "%PDF"), (Form::Csv, "\u{feff}Cue,Title"), (Form::Edl, "TITLE: Stage")] {
        let path = stage.file(&format!("changes.{}", form.ending()));
        stage.studio().export_music_changes((CUT, made.cut.id), form, &path, false).expect("written");
        assert!(fs::read(&path).expect("there").starts_with(beginning.as_bytes()), "{form}");
    }
}

#[test]
fn the_command_previews_makes_and_compares() {
    let (shell, [a, b]) = crate::command_line::show();
    for (track, at) in [(&a, "1s"), (&b, "10s")] {
        shell.json(&["place", "s.needledrop", "1x04", "--track", track, "--at", at, "--length", "1s"]);
    }
    fs::write(shell.path("old.edl"), edl(&[("A", 0, 5), ("B", 0, 30)])).expect("written");
    fs::write(shell.path("new.edl"), edl(&[("A", 0, 5), ("N", 0, 2), ("B", 0, 30)])).expect("written");
    let head = ["reconform", "s.needledrop", "1x04", "--from", "old.edl", "--to", "new.edl", "--label", "Cut 4"];
    let plan = shell.json(&[&head[..], &["--preview"]].concat());
    assert_eq!(plan["made"], json!(false));
    let cues = plan["cues"].as_array().expect("cues");
    assert_eq!((&cues[0]["class"], &cues[0]["deltaFlicks"]), (&json!("unchanged"), &json!(0)));
    assert_eq!(
        (&cues[1]["class"], &cues[1]["proposal"], &cues[1]["in"]),
        (&json!("shifted"), &json!("anchor-start"), &json!("01:00:12:00"))
    );
    assert_eq!(shell.json(&["episodes", "s.needledrop"])["episodes"][0]["cuts"].as_array().map(Vec::len), Some(1));
    let made = shell.json(&[&head[..], &["--accept", "all"]].concat());
    assert_eq!((&made["made"], &made["cut"]), (&json!(true), &json!("Cut 4")));
    let compared = shell.json(&["compare", "s.needledrop", "1x04", "Cut 1", "Cut 4"]);
    let listed = compared["cues"].as_array().expect("cues");
    assert_eq!((&listed[0]["changes"], &listed[1]["changes"]), (&json!([]), &json!(["moved"])));
    let wrote = shell.json(&["export", "s.needledrop", "1x04", "music-changes", "-o", "changes.csv"]);
    assert_eq!((&wrote["from"], &wrote["to"]), (&json!("Cut 1"), &json!("Cut 4")));
    let text = fs::read_to_string(shell.path("changes.csv")).expect("there");
    assert!(text.contains(",moved,"), "{text}");
    shell.json(&["undo", "s.needledrop"]);
    assert_eq!(shell.json(&["episodes", "s.needledrop"])["episodes"][0]["cuts"].as_array().map(Vec::len), Some(1));
    first_cut_has_nothing_before(&shell);
}

/// A cue that waits for music goes with the picture as others do, and both lists say so.
#[test]
fn a_cue_without_music_is_told_as_moved() {
    let mut stage = spotted();
    stage.edit(json!({ "type": "addCue", "cut": CUT, "at": second(30), "title": "Waiting" }));
    let made = plan(&stage);
    let newer = accept(&mut stage, &made, Accept::All);
    let compared = stage.studio().compare_cuts(CUT, newer.cut.id).expect("compared");
    let waiting = compared.cues.iter().find(|cue| cue.tracks == (None, None)).expect("the cue without music");
    assert_eq!((waiting.changes.as_slice(), waiting.delta.0), (&["moved"][..], second(5)));
    let at = |span: Option<timebase::Span>| span.map(|span| span.start.0 / second(1));
    assert_eq!((at(waiting.was), at(waiting.is)), (Some(30), Some(35)));
    stage
        .studio()
        .export_music_changes((CUT, newer.cut.id), Form::Csv, &stage.file("changes.csv"), false)
        .expect("csv");
    let text = fs::read_to_string(stage.file("changes.csv")).expect("there");
    assert!(text.contains("01:00:30:00,,01:00:35:00,,"), "{text}");
}

fn first_cut_has_nothing_before(shell: &Shell) {
    let refused = shell.refused(&["export", "s.needledrop", "1x04", "music-changes", "-o", "none.csv"]);
    assert_eq!(refused, "Cut 1 is the first cut of its episode; there is none before it to compare with");
}

#[test]
fn a_cut_is_compared_with_what_it_was() {
    let (shell, [a, b]) = crate::command_line::show();
    shell.json(&["place", "s.needledrop", "1x04", "--track", &a, "--at", "1s", "--length", "1s"]);
    let newest = &shell.json(&["history", "s.needledrop"])["entries"][0]["id"];
    let step = newest.as_i64().expect("the step of the first cue").to_string();
    shell.json(&["place", "s.needledrop", "1x04", "--track", &b, "--at", "10s", "--length", "1s"]);
    let compared = shell.json(&["compare", "s.needledrop", "1x04", "Cut 1", "--step", &step]);
    let listed = compared["cues"].as_array().expect("cues");
    assert_eq!((&listed[0]["changes"], &listed[1]["changes"]), (&json!([]), &json!(["added"])));
    assert!(compared["old"].as_str().expect("its name").starts_with("Cut 1 after \""), "{compared}");
    let cue = shell.json(&["cues", "s.needledrop", "1x04"]);
    assert_eq!(cue["cues"].as_array().map(Vec::len), Some(2), "nothing was changed by looking");
    let refused = shell.refused(&["compare", "s.needledrop", "1x04", "Cut 1", "--step", "0"]);
    assert_eq!(refused, "Cut 1 was not there yet at that step");
    let refused = shell.refused(&["compare", "s.needledrop", "1x04", "Cut 1", "--step", "9999"]);
    assert!(refused.contains("step"), "{refused}");
}

#[test]
fn the_rate_that_is_said_is_that_of_the_new_list() {
    let stage = spotted();
    let at_25 = ReconformAsked { rate: Some(timebase::FrameRate::F25), ..asked(&stage) };
    let plan = stage.studio().reconform_plan(CUT, &at_25).expect("a plan");
    assert_eq!(plan.cut.rate, timebase::FrameRate::F25);
    assert!(plan.cues.iter().all(|cue| cue.class != CueClass::Lost), "{:?}", plan.cues);
}

#[test]
fn lists_that_name_no_source_say_so() {
    let stage = spotted();
    let nameless: String = edl(&NEW).lines().filter(|line| !line.starts_with('*')).fold(String::new(), |text, line| {
        let mut cells: Vec<&str> = line.split_whitespace().collect();
        if cells.len() > 6 {
            cells[1] = "AX";
        }
        text + &cells.join(" ") + "\n"
    });
    fs::write(stage.file("new.edl"), nameless).expect("written");
    let plan = stage.studio().reconform_plan(CUT, &asked(&stage)).expect("a plan");
    let told = "No shot of new.edl names its source, so that none can be found again.";
    assert!(plan.remarks.iter().any(|remark| remark == told), "{:?}", plan.remarks);
}
