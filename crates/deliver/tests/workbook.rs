//! Filling a workbook with the cells of RapidCue's: read by openpyxl, recalculated by LibreOffice.
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

mod common;

use std::path::{Path, PathBuf};

use common::sheets::{flawless, frames, laid, party};
use common::{HOSTILE, libreoffice, python, python_file};
use deliver::profile::{Profile, built_in};
use deliver::sheet::{CarveMethod, CarveOut, SheetFacts, sheet};
use deliver::{Dress, fill_workbook};
use model::{CueId, Publishing, ShareRole};
use serde_json::{Value, json};

const FINAL: Dress<'_> = Dress { is_final: true, revision: 0, logo: None, template: None };
const DRAFT: Dress<'_> = Dress { is_final: false, ..FINAL };

fn rapidcue() -> &'static Profile {
    built_in().iter().find(|profile| profile.id == "rapidcue").unwrap()
}

/// A workbook with RapidCue's cells, or one that differs as `wrong` says; its folder lives as long as the first value.
fn template(wrong: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.xlsx");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/common/workbook.py");
    python_file(&script, &[path.as_os_str(), wrong.as_ref()]);
    (folder, path)
}

fn filled(wrong: &str, facts: &SheetFacts, dress: &Dress<'_>) -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = template(wrong);
    let bytes = fill_workbook(&std::fs::read(path).unwrap(), &sheet(facts, rapidcue()), facts, rapidcue(), dress)
        .unwrap()
        .bytes;
    let path = folder.path().join("filled.xlsx");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn refused(bytes: &[u8], facts: &SheetFacts) -> String {
    fill_workbook(bytes, &sheet(facts, rapidcue()), facts, rapidcue(), &DRAFT).unwrap_err().to_string()
}

const CELLS: &str = "
import datetime, json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
page = book['Template']
def plain(cell):
    return cell.value.date().isoformat() if isinstance(cell.value, datetime.datetime) else cell.value
print(json.dumps({
    'head': {at: plain(page[at]) for at in 'D4 D5 D8 D9 D10 D11 D13 F13 D14 F14 N4 N5 N6 N8 N11 N12 N13 N14 A1'.split()},
    'rows': [[plain(cell) for cell in row] for row in page['A20:R60'] if row[1].value or row[11].value],
    'types': [[cell.data_type for cell in row] for row in page['A20:R60']],
    'header': page.oddHeader.center.text, 'calculated': book.calculation.fullCalcOnLoad,
    'day': page['D8'].number_format,
}))
";

#[test]
fn each_fact_stands_in_its_cell() {
    let (_folder, path) = filled("cached", &flawless(), &FINAL);
    let book = python(CELLS, &path);
    let head = &book["head"];
    for (cell, value) in [
        ("D4", json!("Original")),
        ("D5", json!("2026-11-25")),
        ("D8", json!("2027-01-14")),
        ("D9", json!("Series")),
        ("D10", Value::Null),
        ("D11", json!("Harbour TV")),
        ("D13", json!(42)),
        ("F13", json!(21)),
        ("D14", json!("=SUM(J:J)")),
        ("F14", json!("=SUM(K:K)")),
        ("N4", json!("My Heart")),
        ("N5", Value::Null),
        ("N6", json!("Rising Tide")),
        ("N8", json!("104")),
        ("N11", json!("Lantern Street Pictures")),
        ("N12", json!("1 Lantern Street")),
        ("N13", json!("Priya Nair")),
        ("N14", json!("music@lantern.example")),
        ("A1", json!("=IF(N4=\"\",\"Music Cue Sheet\",N4)")),
    ] {
        assert_eq!(head[cell], value, "{cell}");
    }
    assert_eq!(
        (&book["header"], &book["calculated"], &book["day"]),
        (&Value::Null, &json!(true), &json!("mm/dd/yyyy"))
    );
    let rows = book["rows"].as_array().unwrap();
    let row = |index: usize, from: usize, to: usize| rows[index].as_array().unwrap()[from..to].to_vec();
    assert_eq!(rows.len(), 7);
    // Title, usage and times on a cue's first row, one contributor a row.
    assert_eq!(
        row(0, 1, 9),
        vec![json!("Main Title Theme"), json!("MT"), json!(0), json!(0), json!(0), json!(0), json!(0), json!(31)]
    );
    assert_eq!(
        row(0, 11, 18),
        vec![json!("Composer"), json!("R."), json!("Lindqvist"), Value::Null, Value::Null, json!("STIM"), json!(1)]
    );
    assert_eq!(row(1, 1, 9), vec![Value::Null; 8]);
    assert_eq!(
        row(1, 11, 18),
        vec![
            json!("Publisher"),
            Value::Null,
            Value::Null,
            json!("Lantern Street Music"),
            json!("00014107338"),
            json!("ASCAP"),
            json!(1)
        ]
    );
    assert_eq!(row(4, 1, 3), vec![json!("First Spark"), json!("BV")]);
    assert_eq!((&row(4, 17, 18)[0], &row(5, 17, 18)[0], &row(6, 17, 18)[0]), (&json!(0.5), &json!(0.5), &json!(1)));
    assert_eq!(book["types"][1][15], "s", "an IPI number is text, or it loses its noughts");
}

#[test]
fn a_draft_says_so_on_every_page_and_a_later_sheet_is_a_revision() {
    let (_folder, path) = filled("cached", &flawless(), &DRAFT);
    assert_eq!(python(CELLS, &path)["header"], "DRAFT");
    let (_folder, path) = filled("cached", &flawless(), &Dress { revision: 2, ..FINAL });
    let book = python(CELLS, &path);
    assert_eq!((&book["header"], &book["head"]["D4"]), (&Value::Null, &json!("Revision")));
}

#[test]
fn a_cue_with_another_carved_out_of_it_takes_a_block_for_each_span() {
    let mut facts = laid(&[("4M01", 0, 2400), ("4M02", 480, 720)]);
    facts.carve_outs = vec![CarveOut { first: CueId(1), second: CueId(2), method: CarveMethod::Second }];
    let (_folder, path) = filled("cached", &facts, &FINAL);
    let book = python(CELLS, &path);
    let firsts: Vec<[i64; 4]> = book["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| !row[1].is_null())
        .map(|row| [4, 5, 7, 8].map(|at| row[at].as_i64().unwrap()))
        .collect();
    assert_eq!(firsts, [[0, 0, 0, 20], [0, 30, 1, 40], [0, 20, 0, 30]]);
    assert_eq!(book["rows"].as_array().unwrap().len(), 9);
}

#[test]
fn a_work_without_a_publisher_says_so_in_the_publishers_place() {
    let mut facts = flawless();
    let work = facts.cues[0].track.as_mut().unwrap().work.as_mut().unwrap();
    work.holders.retain(|holder| holder.share.role == ShareRole::Composer);
    work.work.publishing = Publishing::CopyrightControl;
    let (_folder, path) = filled("cached", &facts, &FINAL);
    let row = python(CELLS, &path)["rows"][1].clone();
    assert_eq!((&row[11], &row[14], &row[17]), (&json!("Publisher"), &json!("copyright control"), &Value::Null));
}

#[test]
fn a_part_without_a_publisher_has_a_row_with_its_share() {
    let mut facts = flawless();
    let work = facts.cues[0].track.as_mut().unwrap().work.as_mut().unwrap();
    work.holders[1].share.share = model::Share(250_000);
    work.work.copyright_control = model::Share(750_000);
    let (_folder, path) = filled("cached", &facts, &FINAL);
    let rows = python(CELLS, &path)["rows"].clone();
    let row = |at: usize| [11, 14, 15, 16, 17].map(|column| rows[at][column].clone());
    assert_eq!(row(1)[4], json!(0.25));
    assert_eq!(row(2), [json!("Publisher"), json!("Copyright Control"), Value::Null, Value::Null, json!(0.75)]);
}

#[test]
fn words_are_held_against_the_lists_of_the_template() {
    let mut facts = flawless();
    facts.series.category = "series".into();
    facts.episode_facts.version = "Airline".into();
    let (_folder, path) = template("");
    let bytes = std::fs::read(path).unwrap();
    let made = fill_workbook(&bytes, &sheet(&facts, rapidcue()), &facts, rapidcue(), &FINAL).unwrap();
    assert_eq!(
        made.unlisted,
        [
            "\"Airline\" (D10) is not in the template's own list; choose from the list before it is filed",
            "\"STIM\" (Q20 and 1 more) is not in the template's own list; choose from the list before it is filed",
        ]
    );
    let (folder, _) = template("");
    let path = folder.path().join("filled.xlsx");
    std::fs::write(&path, made.bytes).unwrap();
    let book = python(CELLS, &path);
    assert_eq!(book["head"]["D9"], "Series", "as the list writes it");
    let societies: Vec<&Value> = book["rows"].as_array().unwrap().iter().map(|row| &row[16]).collect();
    assert_eq!(societies[1], "ASCAP");
    assert_eq!(societies[4], "PRS (UK)");
}

#[test]
fn texts_stay_texts_whatever_they_begin_with() {
    let mut facts = laid(&(0..13).map(|index| ("4M01", index * 100, index * 100 + 90)).collect::<Vec<_>>());
    for (cue, text) in facts.cues.iter_mut().zip(HOSTILE) {
        let work = cue.track.as_mut().unwrap().work.as_mut().unwrap();
        work.work.title = text.into();
        work.holders[2].party = party(9, "", text, "PRS", "");
    }
    facts.show = "<R&D> \"quoted\" 上を向いて".into();
    let (_folder, path) = filled("cached", &facts, &FINAL);
    let book = python(CELLS, &path);
    assert_eq!(book["head"]["N4"], facts.show);
    for (index, text) in HOSTILE.into_iter().enumerate() {
        let row = &book["rows"][index * 3];
        assert_eq!((&row[1], &book["types"][index * 3][1]), (&json!(text.replace('\r', "\n")), &json!("s")));
    }
}

const SAME: &str = "
import json, sys, zipfile, openpyxl, pathlib
folder = pathlib.Path(sys.argv[1]).parent
before, after = folder / 'template.xlsx', folder / 'filled.xlsx'
old, new = zipfile.ZipFile(before), zipfile.ZipFile(after)
parts = [part for part in old.namelist() if old.read(part) != new.read(part)]
one, other = openpyxl.load_workbook(before), openpyxl.load_workbook(after)
a, b = one['Template'], other['Template']
written = {'D4','D5','D8','D9','D11','D13','F13','N4','N6','N8','N11','N12','N13','N14'}
cells = []
for row in a.iter_rows(max_row=999, max_col=18):
    for cell in row:
        twin = b[cell.coordinate]
        look = lambda c: (c.number_format, c.protection.locked, c.font.b, c.fill.fgColor.rgb)
        if look(cell) != look(twin): cells.append(cell.coordinate)
        if cell.coordinate not in written and not (20 <= cell.row < 27 and cell.column_letter in 'BCDEFGHILMNOPQR'):
            if cell.value != twin.value: cells.append(cell.coordinate)
rules = lambda page: sorted((str(one.sqref), one.formula1) for one in page.data_validations.dataValidation)
sheet = new.read('xl/worksheets/sheet1.xml').decode()
print(json.dumps({
    'parts': parts, 'order': old.namelist() == new.namelist(), 'cells': cells, 'rules': rules(a) == rules(b) and len(rules(b)),
    'protected': [b.protection.sheet, a.protection.password == b.protection.password, other.security.lockStructure],
    'merged': sorted(map(str, a.merged_cells.ranges)) == sorted(map(str, b.merged_cells.ranges)),
    'formulas': sheet.count('<f>'), 'stale': sheet.count('<v>77</v>'), 'hidden': other['hidat'].sheet_state,
    'table': [(table.displayName, table.ref, table.headerRowCount) for table in b.tables.values()],
}))
";

#[test]
fn all_the_rest_of_the_workbook_is_as_it_was() {
    let (_folder, path) = filled("cached", &flawless(), &FINAL);
    let same = python(SAME, &path);
    assert_eq!(
        same,
        json!({
            "parts": ["xl/worksheets/sheet1.xml", "xl/workbook.xml"],
            "order": true,
            "cells": [],
            "rules": 6,
            "protected": [true, true, true],
            "merged": true,
            "formulas": 3 * 980 + 4,
            "stale": 0,
            "hidden": "hidden",
            "table": [["CueDetails2", "A20:R999", 0]],
        })
    );
}

#[test]
fn the_same_template_and_sheet_give_the_same_bytes() {
    let (_folder, path) = template("cached");
    let bytes = std::fs::read(path).unwrap();
    let facts = flawless();
    let once = || fill_workbook(&bytes, &sheet(&facts, rapidcue()), &facts, rapidcue(), &DRAFT).unwrap().bytes;
    assert!(once() == once());
}

#[test]
fn libreoffice_works_out_the_same_durations_and_the_same_total() {
    let mut facts = laid(
        &(0..40)
            .map(|index| ("4M01", index * 1_500 + index % 7, index * 1_500 + 1_100 + index * 9))
            .collect::<Vec<_>>(),
    );
    facts.length = frames(0, 24 * 3_600).length();
    facts.carve_outs = vec![CarveOut { first: CueId(1), second: CueId(2), method: CarveMethod::Second }];
    let made = sheet(&facts, rapidcue());
    let (_folder, path) = filled("cached", &facts, &FINAL);
    let csv = libreoffice(&path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true");
    let text = std::fs::read_to_string(csv).unwrap();
    let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let number = |row: usize, column: usize| cells[row - 1][column].parse::<i64>().unwrap();
    let total = number(14, 3) * 60 + number(14, 5);
    assert_eq!(total, made.reconciliation.shown.round_seconds());
    let durations: Vec<i64> = (20..=cells.len())
        .filter(|row| cells.get(row - 1).is_some_and(|cells| !cells[1].is_empty()))
        .map(|row| number(row, 9) * 60 + number(row, 10))
        .collect();
    let ours: Vec<i64> =
        made.rows.iter().flat_map(|row| &row.spans).map(|span| span.out_seconds - span.in_seconds).collect();
    assert_eq!(durations, ours);
    let counted: Vec<i64> =
        (20..=cells.len()).filter(|row| !cells[row - 1][0].is_empty()).map(|row| number(row, 0)).collect();
    assert_eq!(counted, (1..=i64::try_from(ours.len()).unwrap()).collect::<Vec<_>>());
}

#[test]
fn days_are_counted_as_the_workbook_counts_them() {
    let (_folder, path) = filled("1904", &flawless(), &FINAL);
    let head = python(CELLS, &path)["head"].clone();
    assert_eq!((&head["D5"], &head["D8"]), (&json!("2026-11-25"), &json!("2027-01-14")));
}

#[test]
fn a_workbook_that_is_not_the_template_is_refused_with_what_differs() {
    let facts = flawless();
    for (wrong, said) in [
        (
            "sheet",
            "this is not the RapidCue template of 2016: it has no sheet \"Template\", only Blad1, hidat; download",
        ),
        ("visible", "it has no hidden sheet \"hidat\""),
        ("table", "its sheet \"Template\" has no table CueDetails2"),
        ("short", "its table CueDetails2 lies at A20:R998, not at A20:R999"),
        ("formulas", "J20 should be worked out, and holds no formula"),
        ("total", "D14 should be worked out, and holds no formula"),
        ("merged", "D13 is merged into C13"),
        ("filled", "this copy is filled already: B23 holds \"Kitchen Morning\"; choose an empty template"),
        ("macros", "this workbook holds macros"),
        ("damaged", "this workbook is damaged (xl/workbook.xml: "),
    ] {
        let (_folder, path) = template(wrong);
        let error = refused(&std::fs::read(path).unwrap(), &facts);
        assert!(error.contains(said), "{wrong}: {error}");
    }
    let (_folder, path) = template("blank");
    let blank = std::fs::read(path).unwrap();
    assert!(
        fill_workbook(&blank, &sheet(&facts, rapidcue()), &facts, rapidcue(), &DRAFT).is_ok(),
        "spaces are nothing"
    );
}

#[test]
fn files_of_other_kinds_are_refused_as_what_they_are() {
    let facts = flawless();
    let (_folder, path) = template("");
    let bytes = std::fs::read(&path).unwrap();
    assert!(refused(b"Cue,Title\r\n", &facts).starts_with("this is not an Excel workbook; choose the template"));
    assert!(refused(b"", &facts).starts_with("this is not an Excel workbook"));
    assert!(refused(&bytes[..bytes.len() / 2], &facts).starts_with("this is not an Excel workbook"));
    let old = libreoffice(&path, "xls");
    assert!(refused(&std::fs::read(old).unwrap(), &facts).starts_with("this is a workbook of an old Excel (.xls)"));
    let open = libreoffice(&path, "ods");
    assert!(refused(&std::fs::read(open).unwrap(), &facts).starts_with("this is an OpenDocument spreadsheet"));
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused(&locked, &facts).starts_with("this workbook asks for a password"));
    let uk = built_in().iter().find(|profile| profile.id == "uk").unwrap();
    let error = fill_workbook(&bytes, &sheet(&facts, uk), &facts, uk, &DRAFT).unwrap_err().to_string();
    assert!(error.contains("belongs to no workbook; choose one that does, as rapidcue"), "{error}");
}

#[test]
fn as_many_rows_fit_as_the_table_has() {
    let (_folder, path) = template("");
    let bytes = std::fs::read(path).unwrap();
    let with = |cues: i64| laid(&(0..cues).map(|index| ("4M01", index * 100, index * 100 + 90)).collect::<Vec<_>>());
    let mut full = with(327);
    // 326 cues of three contributors, and one of two: 980.
    full.cues[326].track.as_mut().unwrap().work.as_mut().unwrap().holders.pop();
    let made = fill_workbook(&bytes, &sheet(&full, rapidcue()), &full, rapidcue(), &DRAFT);
    assert!(made.is_ok(), "{:?}", made.err());
    let error = refused(&bytes, &with(327));
    assert_eq!(
        error,
        "the sheet takes 981 rows and the template has 980, from 20 to 999; file the episode in two parts, or ask for another form"
    );
}
