//! What cannot be right gets a sentence, and nothing is lost.

use std::fmt::Write;
use std::fs;

use deliver::Form;
use serde_json::json;
use studio::views::CatalogueAsked;
use studio::{SheetExport, import_scenes};
use tests::stage::{ALPHA, CUT, EPISODE, Stage};

fn export(format: Form) -> SheetExport<'static> {
    SheetExport {
        profile: "rapidcue",
        format,
        is_final: false,
        recipient: "",
        replace: true,
        template: None,
        roll_up: false,
    }
}

#[test]
fn malformed_numbers_and_shares_leave_everything_as_it_was() {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "addParty", "set": { "name": "Vold", "ipi": "00014107338" } }));
    stage.edit(json!({ "type": "addWork", "title": "Echo", "tracks": [ALPHA] }));
    let before = stage.seen();
    for (edit, sentence) in [
        (json!({ "type": "editTracks", "tracks": [ALPHA], "set": { "isrc": "NOUM719" } }), "ISRC"),
        (json!({ "type": "addParty", "set": { "name": "Low", "ipi": "14107338x" } }), "IPI"),
        (json!({ "type": "addWork", "title": "Tide", "set": { "iswc": "T-034.524.680-2" } }), "ISWC"),
        (
            json!({ "type": "setEpisodeFacts", "episode": EPISODE, "set": { "airDate": "spring" } }),
            "write it as year, month and day",
        ),
        (json!({ "type": "setEpisodeFacts", "episode": EPISODE, "set": { "airDate": "2027-02-30" } }), "is not a date"),
        (json!({ "type": "setEpisodeFacts", "episode": EPISODE, "set": { "airDate": "46401" } }), "is not a date"),
    ] {
        let told = stage.refused(edit.clone());
        assert!(told.contains(sentence), "{edit}: {told}");
    }
    assert_eq!(stage.seen(), before);
}

#[test]
fn shares_that_do_not_add_up_keep_a_sheet_from_being_final() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    stage.edit(json!({ "type": "addWork", "title": "Echo", "tracks": [ALPHA] }));
    let work = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").sheet.rows[0].work.expect("a work");
    stage.edit(json!({ "type": "setShares", "work": work, "shares": [
        { "name": "Ines Vold", "role": "composer", "share": 400_000 }, { "name": "Ada Berg", "role": "composer", "share": 500_000 },
    ] }));
    let found = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").problems;
    let problem = found.iter().find(|problem| problem.title.contains("90.00 %")).expect("the shares are a problem");
    assert!(problem.message.ends_with('.') && !problem.why.is_empty(), "{problem:?}");
    let file = stage.file("final.pdf");
    let refused = stage.studio().export_sheet(CUT, &SheetExport { is_final: true, ..export(Form::Pdf) }, &file);
    assert!(refused.expect_err("refused").to_string().contains("cannot be final"));
    assert!(!file.exists());
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_nothing_is_recorded() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    fs::write(stage.file("taken"), "a file, no folder").expect("a file");
    fs::create_dir(stage.file("folder.csv")).expect("a folder");
    // A file system where nothing is made, whoever asks.
    for (path, why) in [
        ("/proc/sheet.csv".into(), "its folder is not there"),
        (stage.file("gone/sheet.csv"), "its folder is not there"),
        (stage.file("taken/sheet.csv"), "its folder is not there"),
        (stage.file("folder.csv"), "it is a folder; give the file a name"),
    ] {
        let told = studio::sentence(
            &stage.studio().export_sheet(CUT, &export(Form::Csv), &path).expect_err("cannot be written"),
        );
        assert_eq!(told, format!("Cannot write {}: {why}", path.display()));
    }
    assert!(stage.studio().ledger().expect("the ledger").is_empty());
    assert_eq!(fs::read_to_string(stage.file("taken")).expect("the file"), "a file, no folder");
    // Nothing half done lies about.
    let drafts = fs::read_dir(stage.file("folder.csv").parent().expect("a folder")).expect("a folder");
    assert!(drafts.flatten().all(|entry| !entry.file_name().to_string_lossy().starts_with(".needledrop-")));
    stage.studio().export_sheet(CUT, &export(Form::Csv), &stage.file("sheet.csv")).expect("written elsewhere");
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_what_is_wrong() {
    let stage = Stage::default();
    fs::create_dir(stage.file("folder.csv")).expect("a folder");
    fs::write(stage.file("latin.json"), b"{\"name\": \"Bl\xe5fjell\"}").expect("a file");
    for (name, why) in [("gone.csv", "there is no such file"), ("folder.csv", "it is a folder, not a file")] {
        let path = stage.file(name);
        let refused = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect_err("refused");
        assert_eq!(studio::sentence(&refused), format!("{}: {why}", path.display()));
        let refused = import_scenes(stage.studio(), CUT, &path).expect_err("refused");
        assert_eq!(studio::sentence(&refused), format!("{}: {why}", path.display()));
    }
    let refused = stage.studio().import_profile(&stage.file("latin.json")).expect_err("refused");
    assert!(refused.to_string().ends_with("latin.json: it is not text in UTF-8 from byte 13 on"), "{refused}");
}

#[test]
fn a_catalogue_of_a_hundred_thousand_rows_is_taken_in() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let mut text = String::from("Title,ISRC,Writers,Publisher,Year\n");
    for row in 0..100_000 {
        let _ = writeln!(
            text,
            "Song {row},NOUM7{row:07},Writer {} / Writer {},House {},spring",
            row % 500,
            row % 77,
            row % 50
        );
    }
    // One of them is about a track of the library.
    text += "Alpha,,Ines Vold,Signal Hill,2019\n";
    let path = stage.file("large.csv");
    fs::write(&path, text).expect("a file");
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert_eq!((preview.total, preview.unmatched, preview.new), (100_001, 100_000, 1));
    // Every other row has a year that is none; the window gets the first of them, and how many there are.
    assert_eq!((preview.problems.len(), preview.problem_count >= 100_000), (1_000, true));
    stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("taken in");
    let row = &stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").sheet.rows[0];
    assert_eq!((row.writers[0].last_name.as_str(), row.publishers[0].last_name.as_str()), ("Vold", "Signal Hill"));
}
