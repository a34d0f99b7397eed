//! CSV, read by Python's csv module.
#![allow(clippy::unwrap_used)]

mod common;

use common::{HOSTILE, WORLD, empty, episode, file, many, python, with_texts};
use deliver::{Form, render};
use serde_json::{Value, json};
use timebase::FrameRate;

const READ: &str = "
import csv, json, sys
with open(sys.argv[1], newline='', encoding='utf-8-sig') as text:
    print(json.dumps(list(csv.DictReader(text, strict=True))))
";

fn read(list: &deliver::CueList) -> Vec<Value> {
    let (_folder, path) = file("cues.csv", &render(list, Form::Csv).unwrap());
    python(READ, &path).as_array().unwrap().clone()
}

#[test]
fn rows_come_back_by_heading() {
    let rows = read(&episode());
    assert_eq!(rows.len(), 9);
    let expected = json!({
        "Number": "1M03", "Title": "The meet-cute", "Scene": "7A", "In": "01:08:15:00", "Out": "01:10:02:12",
        "Duration": "0:01:48", "Frames": "2580", "Usage": "BV", "Theme": "", "Track": "First Spark",
        "Artist": "Tidal Low", "Composer": "T. Low, A. Low", "Publisher": "Tidal Songs", "Label": "",
        "Status": "approved",
    });
    assert_eq!(rows[2], expected);
    assert_eq!((&rows[6]["Status"], &rows[6]["In"], &rows[6]["Frames"]), (&json!("spotted"), &json!(""), &json!("")));
}

#[test]
fn no_cell_can_be_taken_for_a_formula() {
    let rows = read(&with_texts(&HOSTILE));
    for (row, text) in rows.iter().zip(HOSTILE) {
        for column in ["Title", "Scene", "Track", "Artist", "Composer", "Publisher", "Label"] {
            let cell = row[column].as_str().unwrap();
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell:?}");
            assert!(cell == text || cell == format!("'{text}"), "{cell:?} is not {text:?}");
        }
    }
}

#[test]
fn other_scripts_come_back_as_they_are() {
    let rows = read(&with_texts(&WORLD));
    assert!(rows.iter().zip(WORLD).all(|(row, text)| row["Title"] == text));
}

#[test]
fn drop_frame_labels_and_long_lists_come_back() {
    let rows = read(&many(400, FrameRate::F29_97Drop));
    assert_eq!(rows.len(), 400);
    assert_eq!(rows[399]["Number"], "8M50");
    assert!(rows[399]["In"].as_str().unwrap().contains(';'));
}

#[test]
fn an_empty_list_is_a_heading_line() {
    let bytes = render(&empty(FrameRate::F24), Form::Csv).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}Number,Title,Scene,In,Out,"));
    assert!(text.ends_with(",Status\r\n") && text.lines().count() == 1);
}
