//! Cue sheets of a show: headers, overlaps, profiles, what is filed and what changed since.

use std::fs;

use deliver::Form;
use deliver::problem::{Fix, Problem, Severity};
use deliver::profile::built_in;
use model::PartyId;
use serde_json::{Value, json};
use studio::SheetExport;
use studio::views::DirectoryQuery;
use tests::command::Shell;
use tests::stage::{ALPHA, BRAVO, CUT, EPISODE, Stage};

const FINAL: SheetExport<'_> = SheetExport {
    profile: "rapidcue",
    format: Form::Json,
    is_final: true,
    recipient: "BMI",
    replace: true,
    template: None,
    roll_up: false,
};

fn problems(stage: &Stage) -> Vec<Problem> {
    stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").problems
}

fn rules(stage: &Stage, severity: Severity) -> Vec<String> {
    problems(stage).into_iter().filter(|problem| problem.severity == severity).map(|problem| problem.rule).collect()
}

fn all() -> DirectoryQuery {
    DirectoryQuery { limit: 100, ..DirectoryQuery::default() }
}

fn party(stage: &Stage, name: &str) -> PartyId {
    let parties = stage.studio().parties(&all()).expect("parties").rows;
    parties.into_iter().find(|row| row.party.name == name).expect("a party").party.id
}

/// Two cues that overlap by two seconds, each of a work of its own with everything that a sheet needs.
fn laid() -> Stage {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "editTracks", "tracks": [ALPHA, BRAVO], "set": { "vocal": false } }));
    stage.place(ALPHA, 1, 0, 5);
    stage.place(BRAVO, 1, 3, 5);
    for (track, title, writer) in [(ALPHA, "Alpha", "Low"), (BRAVO, "Bravo", "Vold")] {
        stage.edit(json!({ "type": "addParty", "set": { "kind": "person", "name": writer, "firstName": "A.", "society": "PRS", "ipi": "01280391067" } }));
        stage.edit(json!({ "type": "addParty", "set": { "kind": "company", "name": format!("{writer} Songs"), "society": "PRS", "ipi": "01372389230" } }));
        stage.edit(
            json!({ "type": "addWork", "title": title, "set": { "iswc": "T-034.524.680-1" }, "tracks": [track] }),
        );
        let work = stage
            .studio()
            .works(&all())
            .expect("works")
            .rows
            .into_iter()
            .find(|work| work.title == title)
            .expect("a work")
            .id;
        let (writer, publisher) = (party(&stage, writer), party(&stage, &format!("{writer} Songs")));
        stage.edit(json!({ "type": "setShares", "work": work, "shares": [
            { "party": writer, "role": "composer", "share": 1_000_000 },
            { "party": publisher, "role": "originalPublisher", "share": 1_000_000 },
        ] }));
    }
    stage.edit(json!({ "type": "setShow", "productionCompany": "Lantern Street Pictures" }));
    stage
}

#[test]
fn headers_are_filled_in_and_dates_are_days() {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "setSeriesFacts", "set": { "network": " Harbour TV ", "preparedBy": "Priya" } }));
    stage.edit(json!({ "type": "setEpisodeFacts", "episode": EPISODE, "set": { "airDate": "2027-01-14" } }));
    let header = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").sheet.header;
    let value = |label: &str| header.iter().find(|fact| fact.label == label).expect("a fact").value.clone();
    assert_eq!((value("Network").as_str(), value("Air date").as_str()), ("Harbour TV", "14 January 2027"));
    let refused =
        stage.refused(json!({ "type": "setEpisodeFacts", "episode": EPISODE, "set": { "airDate": "14.1.27" } }));
    assert_eq!(refused, "\"14.1.27\" is not a date; write it as year, month and day: 2027-01-14");
}

/// What is proposed for the overlap that nobody has decided yet.
fn overlap(stage: &Stage) -> Fix {
    let undecided = problems(stage).into_iter().find(|problem| problem.rule == "overlap-undecided");
    undecided.expect("an overlap").fixes[0].clone()
}

fn is_open(stage: &Stage) -> bool {
    rules(stage, Severity::Warning).contains(&"overlap-undecided".to_owned())
}

#[test]
fn an_overlap_is_decided_and_left_open_again() {
    let mut stage = laid();
    assert!(is_open(&stage) && rules(&stage, Severity::Error).is_empty());
    let fix = overlap(&stage);
    let Fix::CarveOut { first, second, .. } = fix else { panic!("{fix:?}") };
    stage.edit(json!({ "type": "setCarveOut", "first": first, "second": second, "method": "centre" }));
    assert!(!is_open(&stage));
    let view = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet");
    assert_eq!((view.cues, view.ready, view.sheet.reconciliation.shown.round_seconds()), (2, 2, 8));
    stage.edit(json!({ "type": "setCarveOut", "first": second, "second": first, "method": null }));
    assert!(is_open(&stage));
    stage.edit(json!({ "type": "setCarveOut", "first": first, "second": second, "method": "both" }));
    let view = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet");
    assert_eq!(view.sheet.reconciliation.shown.round_seconds(), 10, "counted for both");
    assert!(!is_open(&stage));
    let same = stage.refused(json!({ "type": "setCarveOut", "first": first, "second": first, "method": "first" }));
    assert_eq!(same, "Only two cues of the same cut can be divided");
    stage.edit(json!({ "type": "setCarveOut", "first": first, "second": second, "method": "second" }));
    stage.edit(json!({ "type": "removeCues", "cues": [first] }));
    assert_eq!(rules(&stage, Severity::Error), [""; 0]);
}

#[test]
fn a_problem_is_mended_by_its_fix_in_one_step() {
    let mut stage = laid();
    stage.edit(json!({ "type": "editParties", "parties": [party(&stage, "Vold")], "set": { "society": "" } }));
    let problem =
        problems(&stage).into_iter().find(|problem| problem.rule == "writer-society-missing").expect("the problem");
    assert_eq!((problem.fixes[0].label(), problem.proposed), ("not a member", false));
    stage.studio().mend(&problem.fixes[0]).expect("mended");
    assert!(!rules(&stage, Severity::Error).contains(&"writer-society-missing".to_owned()));
    stage.studio().undo().expect("undone");
    assert!(rules(&stage, Severity::Error).contains(&"writer-society-missing".to_owned()));
}

#[test]
fn a_sheet_is_filed_without_errors_and_what_changes_since_is_said() {
    let mut stage = laid();
    let file = stage.file("sheet.json");
    stage.edit(json!({ "type": "setShow", "productionCompany": "" }));
    let refused = stage.studio().export_sheet(CUT, &FINAL, &file).expect_err("refused").to_string();
    assert!(refused.contains("cannot be final with 1 errors: The production company is missing"), "{refused}");
    assert!(!file.exists() && stage.studio().ledger().expect("the ledger").is_empty());
    let draft = stage.studio().export_sheet(CUT, &SheetExport { is_final: false, ..FINAL }, &file).expect("a draft");
    assert!(!draft.issued.is_final);
    stage.edit(json!({ "type": "setShow", "productionCompany": "Lantern Street Pictures" }));
    stage.studio().mend(&overlap(&stage)).expect("mended");
    let filed = stage.studio().export_sheet(CUT, &FINAL, &file).expect("filed").issued;
    assert_eq!((filed.is_final, filed.revision, filed.recipient.as_str()), (true, 0, "BMI"));
    assert_eq!(filed.hash, blake3::hash(&fs::read(&file).expect("the file")).to_hex().to_string());
    let view = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet");
    assert_eq!((view.times_filed, view.changes.len()), (1, 0));
    // The same sheet in another form is the same filing.
    let again =
        stage.studio().export_sheet(CUT, &SheetExport { format: Form::Csv, ..FINAL }, &file).expect("again").issued;
    assert_eq!(again.revision, 0);
    stage.place(ALPHA, 1, 20, 5);
    let changes = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").changes;
    assert_eq!(
        changes.iter().map(|change| (change.cue.as_str(), change.what.as_str())).collect::<Vec<_>>(),
        [("1M03", "added")]
    );
    let revised = stage.studio().export_sheet(CUT, &FINAL, &file).expect("revised").issued;
    assert_eq!(revised.revision, 1);
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(&file).expect("the file")).expect("JSON")["revision"], 1);
    stage.studio().undo().expect("undone");
    assert_eq!(stage.studio().ledger().expect("the ledger").len(), 4);
}

#[test]
fn what_changed_since_a_sheet_was_filed_is_a_document_of_its_own() {
    let mut stage = laid();
    let (sheet, changes) = (stage.file("sheet.json"), stage.file("changes.json"));
    let export = |stage: &Stage| stage.studio().export_changes(CUT, &FINAL, &changes);
    let refused = export(&stage).expect_err("refused").to_string();
    assert!(refused.starts_with("no cue sheet of 1x01 was filed by the profile RapidCue"), "{refused}");
    stage.studio().mend(&overlap(&stage)).expect("mended");
    let filed = stage.studio().export_sheet(CUT, &FINAL, &sheet).expect("filed").issued;
    let refused = export(&stage).expect_err("refused").to_string();
    assert!(refused.starts_with("the cue sheet of 1x01 is as it was filed on 20"), "{refused}");
    assert!(!changes.exists() && stage.studio().ledger().expect("the ledger").len() == 1);

    stage.place(ALPHA, 1, 20, 5);
    stage.edit(json!({ "type": "setSeriesFacts", "set": { "network": "Harbour TV" } }));
    let issued = export(&stage).expect("written");
    assert_eq!((issued.kind.as_str(), issued.is_final, issued.revision), ("cue-sheet-changes", false, 1));
    let read = || serde_json::from_slice::<Value>(&fs::read(&changes).expect("the file")).expect("JSON");
    let made = read();
    assert_eq!(made["changes"]["filed"]["hash"], filed.hash);
    assert_eq!(made["changes"]["filed"]["recipient"], "BMI");
    let first = &made["changes"]["changes"][0];
    assert_eq!(
        (&first["kind"], &first["field"], &first["before"], &first["after"]),
        (&json!("changed"), &json!("Network"), &json!(""), &json!("Harbour TV"))
    );
    assert_eq!(made["changes"]["changes"][1]["kind"], "added");
    // Once the new sheet is filed, what is told is what it changed in the one before.
    stage.studio().export_sheet(CUT, &FINAL, &sheet).expect("revised");
    assert!(export(&stage).expect("written").is_final);
    let again = read();
    assert_eq!((&again["changes"]["filed"], &again["changes"]["isFinal"]), (&made["changes"]["filed"], &json!(true)));
    // It is no sheet: the next revision is told from sheets alone.
    assert_eq!(stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").times_filed, 2);
}

#[test]
fn a_profile_of_the_users_own_is_kept_used_and_removed() {
    let mut stage = laid();
    let ours = built_in()[0].write().expect("text");
    let mine = ours
        .replace("\"id\": \"rapidcue\"", "\"id\": \"mine\"")
        .replace("\"heading\": \"Music Cue Sheet\"", "\"heading\": \"Tide sheet\"");
    assert!(stage.refused(json!({ "type": "saveProfile", "definition": ours })).contains("comes with the program"));
    assert!(stage.refused(json!({ "type": "saveProfile", "definition": "{}" })).starts_with("This is not a profile"));
    stage.edit(json!({ "type": "saveProfile", "definition": mine }));
    assert_eq!(stage.studio().sheet(CUT, "mine", false).expect("a sheet").sheet.heading, "Tide sheet");
    assert_eq!(stage.studio().profiles().expect("profiles").iter().filter(|profile| profile.own).count(), 1);
    stage.edit(json!({ "type": "removeProfile", "id": "mine" }));
    assert_eq!(
        stage.refused(json!({ "type": "removeProfile", "id": "mine" })),
        "This show has no profile \"mine\" of its own"
    );
}

#[test]
fn a_newer_cut_keeps_what_was_decided() {
    let mut stage = laid();
    stage.studio().mend(&overlap(&stage)).expect("mended");
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "copyFrom": CUT,
        "cut": { "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" } }));
    let newest = stage.studio().show().expect("the show").episodes[0].cuts.last().expect("a cut").id;
    let problems = stage.studio().sheet(newest, "rapidcue", false).expect("a sheet").problems;
    assert!(problems.iter().all(|problem| problem.rule != "overlap-undecided"));
}

#[test]
fn a_rolled_up_sheet_is_written_and_takes_no_sheets_place() {
    let stage = laid();
    stage.studio().mend(&overlap(&stage)).expect("mended");
    let file = stage.file("rolled.json");
    let asked = SheetExport { roll_up: true, ..FINAL };
    let issued = stage.studio().export_sheet(CUT, &asked, &file).expect("written").issued;
    assert_eq!(issued.kind, "cue-sheet-rolled-up");
    let read: Value = serde_json::from_slice(&fs::read(&file).expect("the file")).expect("JSON");
    assert_eq!(read["sheet"]["rolledUp"], true);
    let view = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet");
    assert_eq!((view.times_filed, view.stamp.as_str()), (0, "DRAFT"));
    assert!(stage.studio().issued_sheet(issued.id).expect("its rows").rolled_up);
}

#[test]
fn what_no_publisher_has_is_kept_counted_and_undone() {
    let mut stage = laid();
    let work = stage.studio().works(&all()).expect("works").rows[0].id;
    let shares = json!([
        { "name": "A. Low", "role": "composer", "share": 1_000_000 },
        { "name": "Low Songs", "role": "originalPublisher", "share": 500_000 },
    ]);
    stage.edit(json!({ "type": "setShares", "work": work, "shares": shares }));
    let short = problems(&stage).into_iter().find(|problem| problem.rule == "publisher-shares").expect("a problem");
    assert!(!short.proposed);
    stage.studio().mend(&short.fixes[0]).expect("mended");
    let view = stage.studio().work(work).expect("the work");
    assert_eq!((view.publishers_sum.0, view.publishers_whole, view.publishers_left.0), (1_000_000, true, 0));
    assert_eq!((view.open_shares[0].name.as_str(), view.open_shares[0].share.0), ("Copyright Control", 500_000));
    assert!(!rules(&stage, Severity::Error).contains(&"publisher-shares".to_owned()));
    let rows = stage.studio().works(&all()).expect("works").rows;
    assert!(rows[0].publishers.ends_with("copyright control 50 %"), "{}", rows[0].publishers);
    let refused = stage.refused(json!({ "type": "editWorks", "works": [work], "set": { "unpublished": 1_000_001 } }));
    assert!(refused.contains("100"), "{refused}");
    stage.studio().undo().expect("undone");
    assert_eq!(stage.studio().work(work).expect("the work").publishers_left.0, 500_000);
}

#[test]
fn copyright_control_among_the_publishers_is_no_company() {
    let mut stage = laid();
    let work = stage.studio().works(&all()).expect("works").rows[0].id;
    let parties = stage.studio().parties(&all()).expect("parties").total;
    stage.edit(json!({ "type": "setShares", "work": work, "shares": [
        { "name": "A. Low", "role": "composer", "share": 1_000_000 },
        { "name": "Copyright Control", "role": "originalPublisher", "share": 250_000 },
        { "name": "Low Songs", "role": "originalPublisher", "share": 750_000, "actsFor": 0 },
    ] }));
    let view = stage.studio().work(work).expect("the work");
    assert_eq!((view.shares.len(), view.work.copyright_control.0, view.publishers_whole), (2, 250_000, true));
    assert_eq!(view.shares[1].acts_for_place, Some(0));
    assert_eq!(stage.studio().parties(&all()).expect("parties").total, parties);
}

#[test]
fn notes_reasons_and_programme_numbers_are_kept() {
    let mut stage = laid();
    let cue = stage.studio().cut(CUT).expect("the cut").cues[0].cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "sheetNote": " edit of the album version " } }));
    let made = stage.studio().sheet(CUT, "broadcaster", false).expect("a sheet").sheet;
    assert_eq!(made.rows[0].note, "edit of the album version");
    let set = json!({ "incomplete": "two writers have not answered", "isan": "isan 0000-0000-d07a-0090-q" });
    stage.edit(json!({ "type": "setEpisodeFacts", "episode": EPISODE, "set": set }));
    let header = stage.studio().sheet(CUT, "cisac", false).expect("a sheet").sheet.header;
    let value = |label: &str| header.iter().find(|fact| fact.label == label).map(|fact| fact.value.clone());
    assert_eq!(value("Incomplete, because").as_deref(), Some("two writers have not answered"));
    assert_eq!(value("ISAN").as_deref(), Some("0000-0000-D07A-0090-Q"));
    let wrong = json!({ "isan": "0000-0000-D07A-0090-R" });
    let refused = stage.refused(json!({ "type": "setEpisodeFacts", "episode": EPISODE, "set": wrong }));
    assert!(refused.contains("check digits of an ISAN would be Q"), "{refused}");
}

#[test]
fn the_command_line_holds_exports_and_lists() {
    let shell = Shell::default();
    shell.sample("heart.needledrop");
    let found = shell.json(&["problems", "heart.needledrop", "1x04", "--profile", "rapidcue"]);
    assert!(found["problems"].as_array().is_some_and(|problems| !problems.is_empty()));
    let ours = shell.json(&["profiles", "heart.needledrop"]);
    assert_eq!(ours["profiles"].as_array().map(Vec::len), Some(4));
    shell.json(&["profiles", "heart.needledrop", "--export", "uk", "-o", "uk.json"]);
    let own =
        fs::read_to_string(shell.path("uk.json")).expect("a profile").replace("\"id\": \"uk\"", "\"id\": \"s4c\"");
    fs::write(shell.path("s4c.json"), own).expect("a file");
    assert_eq!(
        shell.json(&["profiles", "heart.needledrop", "--import", "s4c.json"])["profiles"].as_array().map(Vec::len),
        Some(5)
    );
    for format in ["pdf", "xlsx", "csv", "json"] {
        let file = format!("sheet.{format}");
        let made = shell.json(&[
            "export",
            "heart.needledrop",
            "1x04",
            "cue-sheet",
            "--profile",
            "s4c",
            "--to",
            "Channel",
            "-o",
            &file,
        ]);
        assert_eq!((&made["issued"]["final"], &made["issued"]["recipient"]), (&json!(false), &json!("Channel")));
    }
    let rolled = ["export", "heart.needledrop", "1x04", "cue-sheet", "--roll-up", "-o", "rolled.csv"];
    assert_eq!(shell.json(&rolled)["issued"]["kind"], "cue-sheet-rolled-up");
    assert_eq!(shell.json(&["ledger", "heart.needledrop"])["issued"].as_array().map(Vec::len), Some(5));
    let refused = shell.refused(&[
        "export",
        "heart.needledrop",
        "1x04",
        "cue-sheet",
        "--profile",
        "uk",
        "--final",
        "-o",
        "final.pdf",
    ]);
    assert!(refused.contains("cannot be final"), "{refused}");
    assert!(!shell.path("final.pdf").exists());
    let changes = ["export", "heart.needledrop", "1x04", "cue-sheet-changes", "-o", "changes.pdf"];
    let refused = shell.refused(&changes);
    assert!(refused.starts_with("No cue sheet of 1x04 was filed by the profile RapidCue"), "{refused}");
    assert!(!shell.path("changes.pdf").exists());
}
