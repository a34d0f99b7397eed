//! What changed since a sheet was filed, read back by independent readers.
#![allow(clippy::unwrap_used)]

mod common;

use common::sheets::{RATE, flawless, frames, party};
use common::{file, python, run};
use deliver::profile::{Profile, built_in};
use deliver::sheet::sheet;
use deliver::{ChangeKind, Changes, Filed, Form, SheetChange, difference, render_changes};
use serde_json::json;
use timebase::{Frames, Position, Span};

fn rapidcue() -> &'static Profile {
    built_in().iter().find(|profile| profile.id == "rapidcue").unwrap()
}

/// A cue moved, one longer, one gone, a writer's name mended, the network's name with something that looks like a formula.
fn changes() -> Vec<SheetChange> {
    let filed = flawless();
    let mut now = filed.clone();
    now.series.network = "=1+1".into();
    now.cues[0].span = Some(frames(14, 24 * 31));
    let holders = &mut now.cues[2].track.as_mut().unwrap().work.as_mut().unwrap().holders;
    holders[0].party = party(3, "Tove", "Low", "PRS", "01280391067");
    now.cues.remove(1);
    difference(&sheet(&filed, rapidcue()), &sheet(&now, rapidcue()))
}

fn document(is_final: bool) -> Changes {
    Changes {
        show: "My Heart".into(),
        episode: "1x04".into(),
        title: "Rising Tide".into(),
        cut: "Cut 4".into(),
        profile: "rapidcue".into(),
        profile_name: "RapidCue (ASCAP / BMI)".into(),
        filed: Filed {
            issued_at: "2026-11-25T10:00:00Z".into(),
            recipient: "BMI".into(),
            cut: "Cut 3, locked".into(),
            file_name: "sheet.pdf".into(),
            hash: "ab".repeat(32),
            revision: 0,
        },
        changes: changes(),
        is_final,
    }
}

#[test]
fn each_change_has_what_was_and_what_is() {
    let changes = changes();
    let told: Vec<(&str, ChangeKind, &str, &str, &str)> = changes
        .iter()
        .map(|change| {
            (change.cue.as_str(), change.kind, change.field.as_str(), change.before.as_str(), change.after.as_str())
        })
        .collect();
    let writers = ("T. Low (PRS) 50, A. Low (PRS) 50", "Tove Low (PRS) 50, A. Low (PRS) 50");
    let gone =
        "Kitchen Morning; BI; 01:02:10:00 to 01:03:24:07; R. Lindqvist (STIM) 100; Lantern Street Music (ASCAP) 100";
    assert_eq!(
        told,
        [
            ("", ChangeKind::Changed, "Network", "Harbour TV", "=1+1"),
            ("4M01", ChangeKind::Changed, "times", "01:00:00:00 to 01:00:31:00", "01:00:00:14 to 01:00:31:00"),
            ("4M03", ChangeKind::Changed, "writers", writers.0, writers.1),
            ("4M02", ChangeKind::Removed, "", gone, ""),
        ]
    );
    assert_eq!(changes[1].what, "moved +14 fr, −14 fr long");
}

#[test]
fn a_cue_that_moved_tells_both_of_its_ends() {
    let filed = flawless();
    let mut now = filed.clone();
    let span = now.cues[1].span.unwrap();
    let later = |at: Position| RATE.position(RATE.frame_at(at) + Frames(48));
    now.cues[1].span = Some(Span { start: later(span.start), end: later(span.end) });
    let changes = difference(&sheet(&filed, rapidcue()), &sheet(&now, rapidcue()));
    let [change] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((change.field.as_str(), change.what.as_str()), ("times", "moved +48 fr"));
    assert_eq!(change.after, "01:02:12:00 to 01:03:26:07");
}

#[test]
fn they_are_read_back_from_csv_and_xlsx() {
    let (_folder, path) = file("changes.csv", &render_changes(&document(false), Form::Csv).unwrap());
    let read = "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))";
    let lines = python(read, &path);
    assert_eq!(lines[0], json!(["Cue", "Change", "Field", "Before", "After", "Filed at", "Filed to", "BLAKE3"]));
    let first = ["", "changed", "Network", "Harbour TV", "'=1+1", "2026-11-25T10:00:00Z", "BMI", &"ab".repeat(32)];
    assert_eq!(lines[1], json!(first));
    let (_folder, path) = file("changes.xlsx", &render_changes(&document(false), Form::Xlsx).unwrap());
    let read = "
import json, sys, openpyxl
page = openpyxl.load_workbook(sys.argv[1])['Changes']
print(json.dumps({'cells': [[cell.value for cell in row] for row in page.iter_rows(max_col=5)],
    'types': [cell.data_type for cell in page['E']], 'area': page.print_area}))
";
    let book = python(read, &path);
    assert_eq!(book["cells"][0][0], "Changes to the cue sheet – DRAFT");
    assert_eq!(book["cells"][6], json!(["Filed", null, "25 November 2026 (original, Cut 3, locked)", null, null]));
    assert_eq!(book["cells"][12], json!([null, "changed", "Network", "Harbour TV", "=1+1"]));
    assert_eq!((&book["types"][12], &book["cells"][15][1]), (&json!("s"), &json!("removed")));
}

#[test]
fn they_are_read_on_paper_and_a_draft_says_so() {
    let text = |is_final| {
        let (_folder, path) = file("changes.pdf", &render_changes(&document(is_final), Form::Pdf).unwrap());
        run("pdftotext", &["-layout", path.to_str().unwrap(), "-"])
    };
    let draft = text(false);
    for words in
        ["Changes to the cue sheet", "25 November 2026", "BMI", "Harbour TV", "01:00:00:14", "Tove Low", "removed"]
    {
        assert!(draft.contains(words), "{words} is missing: {draft}");
    }
    assert!(draft.contains("DRAFT") && !text(true).contains("DRAFT"));
    let bytes = || render_changes(&document(true), Form::Pdf).unwrap();
    assert!(bytes() == bytes());
}
