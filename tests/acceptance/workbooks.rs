//! Filling the user's own copy of a society's workbook.

use std::fs;
use std::process::Command;

use serde_json::json;
use tests::command::Shell;

/// A show with the sample season, and a workbook with the cells of RapidCue's beside it.
fn beside_a_workbook(wrong: &str) -> Shell {
    let shell = Shell::default();
    shell.sample("heart.needledrop");
    make(&shell, "mine.xlsx", wrong);
    shell
}

fn make(shell: &Shell, name: &str, wrong: &str) {
    let python = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/deliver/tests/common/workbook.py");
    let made = Command::new(python).arg(script).arg(shell.path(name)).arg(wrong).status();
    assert!(made.expect("python runs").success(), "the workbook is made");
}

fn fill<'a>(template: &'a str, output: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let start = ["export", "heart.needledrop", "1x04", "cue-sheet", "--profile", "rapidcue"];
    [&start[..], &["--template", template, "-o", output], more].concat()
}

#[test]
fn a_filled_workbook_is_in_the_ledger_and_the_template_as_it_was() {
    let shell = beside_a_workbook("");
    let before = fs::read(shell.path("mine.xlsx")).expect("the template");
    let made = shell.json(&fill("mine.xlsx", "filled.xlsx", &["--format", "xlsx", "--to", "BMI"]));
    assert_eq!((&made["issued"]["final"], &made["issued"]["recipient"]), (&json!(false), &json!("BMI")));
    let bytes = fs::read(shell.path("filled.xlsx")).expect("the workbook");
    assert_eq!(made["issued"]["hash"], blake3::hash(&bytes).to_hex().to_string());
    assert_eq!(shell.json(&["ledger", "heart.needledrop"])["issued"].as_array().map(Vec::len), Some(1));
    // Without a profile it is RapidCue's; the same show and template give the same bytes.
    shell.json(&["export", "heart.needledrop", "1x04", "cue-sheet", "--template", "mine.xlsx", "-o", "again.xlsx"]);
    assert!(fs::read(shell.path("again.xlsx")).expect("the workbook") == bytes);
    assert!(fs::read(shell.path("mine.xlsx")).expect("the template") == before);
    // What came out is filled, and so no template.
    let refused = shell.refused(&fill("filled.xlsx", "twice.xlsx", &[]));
    assert!(refused.starts_with("filled.xlsx: this copy is filled already: B20 holds"), "{refused}");
    assert!(!shell.path("twice.xlsx").exists());
}

#[test]
fn nothing_is_written_when_a_template_or_an_output_will_not_do() {
    let shell = beside_a_workbook("short");
    fs::write(shell.path("notes.xlsx"), "Cue,Title\n").expect("a file");
    make(&shell, "good.xlsx", "");
    for (template, output, more, said) in [
        ("mine.xlsx", "out.xlsx", &[][..], "mine.xlsx: this is not the RapidCue template of 2016: its table"),
        ("notes.xlsx", "out.xlsx", &[], "notes.xlsx: this is not an Excel workbook"),
        ("none.xlsx", "out.xlsx", &[], "none.xlsx: "),
        (
            "good.xlsx",
            "out.pdf",
            &[],
            "good.xlsx: a workbook is filled as a workbook; choose an output that ends in .xlsx",
        ),
        ("good.xlsx", "good.xlsx", &["--force"], "good.xlsx is the template, and stays as it is"),
        ("good.xlsx", "out.xlsx", &["--final"], "cannot be final"),
        ("good.xlsx", "good.xlsx/out.xlsx", &[], "annot write good.xlsx/out.xlsx"),
    ] {
        let refused = shell.refused(&fill(template, output, more));
        assert!(refused.contains(said), "{refused}");
    }
    let wrong_profile = ["export", "heart.needledrop", "1x04", "cue-sheet", "--profile", "uk"];
    let refused = shell.refused(&[&wrong_profile[..], &["--template", "good.xlsx", "-o", "out.xlsx"]].concat());
    assert!(refused.contains("belongs to no workbook"), "{refused}");
    assert!(!shell.path("out.xlsx").exists() && !shell.path("out.pdf").exists());
    assert_eq!(shell.json(&["ledger", "heart.needledrop"])["issued"], json!([]));
}
