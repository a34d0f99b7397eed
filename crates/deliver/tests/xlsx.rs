//! The workbook, read by openpyxl and recalculated by LibreOffice.
#![allow(clippy::unwrap_used)]

mod common;

use common::{HOSTILE, WORLD, empty, episode, file, libreoffice, many, python, run, with_texts};
use deliver::{CueList, DeliverError, Form, render};
use serde_json::{Value, json};
use timebase::FrameRate;

const READ: &str = "
import datetime, json, sys, openpyxl
def plain(value):
    if isinstance(value, (datetime.time, datetime.timedelta, datetime.datetime)):
        return 'time'
    return value
book = openpyxl.load_workbook(sys.argv[1])
stored = openpyxl.load_workbook(sys.argv[1], data_only=True)
sheet = book['Cue list']
print(json.dumps({
    'sheets': book.sheetnames,
    'cells': [[[cell.data_type, plain(cell.value)] for cell in row] for row in sheet.iter_rows()],
    'stored': [[plain(cell.value) for cell in row] for row in stored['Cue list'].iter_rows()],
    'formats': [cell.number_format for cell in sheet[2]],
    'facts': [[plain(cell.value) for cell in row] for row in book['Programme'].iter_rows()],
    'frozen': sheet.freeze_panes, 'filter': sheet.auto_filter.ref, 'titles': sheet.print_title_rows,
    'orientation': sheet.page_setup.orientation, 'paper': sheet.page_setup.paperSize,
    'fit': [sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight],
    'header': [sheet.oddHeader.left.text, sheet.oddHeader.center.text, sheet.oddHeader.right.text],
    'footer': sheet.oddFooter.right.text, 'created': str(book.properties.created),
    'heights': [sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)],
    'quoted': [cell.quotePrefix for cell in sheet['B']],
}))
";

/// LibreOffice's CSV filter: commas, UTF-8, cells as they are shown.
const CSV_AS_SHOWN: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true";

fn read(list: &CueList) -> Value {
    let (_folder, path) = file("cues.xlsx", &render(list, Form::Xlsx).unwrap());
    python(READ, &path)
}

#[test]
fn cells_are_typed() {
    let book = read(&episode());
    let cue = &book["cells"][3];
    let texts = [(0, "1M03"), (1, "The meet-cute"), (2, "7A"), (3, "01:08:15:00"), (7, "BV"), (14, "approved")];
    for (column, text) in texts {
        assert_eq!(cue[column], json!(["s", text]));
    }
    assert_eq!(cue[6], json!(["n", 2580]));
    assert_eq!(cue[5][1], "time");
    assert_eq!((&book["formats"][5], &book["formats"][6]), (&json!("[h]:mm:ss"), &json!("#,##0")));
    assert_eq!(book["cells"][7][5][1], Value::Null, "a cue without music has no duration");
}

#[test]
fn the_sum_is_a_formula_with_its_result_stored() {
    let list = many(400, FrameRate::F23_976);
    let book = read(&list);
    assert_eq!(book["cells"][401][6], json!(["f", "=SUM(G2:G401)"]));
    assert_eq!(book["cells"][401][5], json!(["f", "=SUM(F2:F401)"]));
    assert_eq!(book["stored"][401][6], list.totals().sum_frames.0);
    assert_eq!(book["stored"][402][6], list.totals().music_frames.0);
}

#[test]
fn it_is_ready_to_read_and_to_print() {
    let book = read(&episode());
    assert_eq!(book["sheets"], json!(["Cue list", "Programme"]));
    assert_eq!((&book["frozen"], &book["filter"], &book["titles"]), (&json!("A2"), &json!("A1:O10"), &json!("$1:$1")));
    assert_eq!((&book["orientation"], &book["paper"]), (&json!("landscape"), &json!(9)));
    // One page wide is the default of the file format, and then not written.
    assert_eq!(book["fit"], json!([true, null, 0]));
    assert_eq!(book["header"], json!(["My Heart", "1x04", "Cut 3, locked"]));
    assert_eq!(book["footer"], "page &P of &N");
    assert_eq!(book["facts"][5], json!(["Starts at", "01:00:00:00"]));
    assert_eq!(book["created"], "1980-01-01 00:00:00");
}

#[test]
fn rows_are_high_enough_for_names_that_wrap() {
    let book = read(&episode());
    // A row of one line has the default height, which is not written.
    assert_eq!(
        (&book["heights"][1], &book["heights"][3], &book["heights"][5]),
        (&json!(null), &json!(30.0), &json!(45.0))
    );
}

#[test]
fn texts_stay_texts_whatever_they_begin_with() {
    let book = read(&with_texts(&HOSTILE));
    for (index, text) in HOSTILE.into_iter().enumerate() {
        assert_eq!(book["cells"][index + 1][1][0], "s", "{text:?} is not a text");
        assert_eq!(book["cells"][index + 1][1][1], text.replace('\r', "_x000D_"));
        assert_eq!(book["quoted"][index + 1], index < 8, "{text:?}");
    }
}

#[test]
fn other_scripts_come_back_as_they_are() {
    let book = read(&with_texts(&WORLD));
    for (index, text) in WORLD.into_iter().enumerate() {
        assert_eq!(book["cells"][index + 1][9], json!(["s", text]));
    }
}

#[test]
fn an_ampersand_or_a_very_long_name_does_not_spoil_the_page_header() {
    let mut list = episode();
    list.show = "Salt & Pepper".into();
    list.cut = "&&P".repeat(200);
    let book = read(&list);
    assert_eq!(book["header"][0], "Salt && Pepper");
    assert!(book["header"][2].as_str().unwrap().len() <= 140);
}

#[test]
fn a_text_longer_than_a_cell_is_refused_with_its_place() {
    let mut list = episode();
    list.rows[1].composer = "é".repeat(32_768);
    let error = render(&list, Form::Xlsx).unwrap_err();
    assert!(matches!(&error, DeliverError::TooLong { cue, column: "Composer", length: 32_768 } if cue == "1M02"));
}

#[test]
fn an_empty_list_opens() {
    let book = read(&empty(FrameRate::F25));
    assert_eq!(book["stored"][1][1], "Sum of cues");
    assert_eq!(book["stored"][1][6], 0);
}

#[test]
fn libreoffice_opens_it_and_calculates_the_same() {
    let mut list = many(400, FrameRate::F29_97Drop);
    list.rows[3].title = "=1+1".into();
    let (_folder, path) = file("cues.xlsx", &render(&list, Form::Xlsx).unwrap());
    // openpyxl keeps formulas and drops their stored results: what comes back is LibreOffice's own sum.
    python("import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[1]); print('null')", &path);
    let recalculated = libreoffice(&path, "ods");
    let text = std::fs::read_to_string(libreoffice(&recalculated, CSV_AS_SHOWN)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[1].starts_with("1M01,Cue number 0,12,01:00:00;00,01:00:04;00,0:00:04,120,BI,"), "{}", lines[1]);
    assert!(lines[4].starts_with("1M04,=1+1,"), "{}", lines[4]);
    assert!(lines[401].starts_with(",Sum of cues,,,,0:27:08,\"48,800\","), "{}", lines[401]);
    assert_eq!(list.totals().sum_frames, timebase::Frames(48_800));
}

#[test]
fn libreoffice_prints_it_one_page_wide_with_its_heading_on_every_page() {
    let (_folder, path) = file("cues.xlsx", &render(&many(200, FrameRate::F25), Form::Xlsx).unwrap());
    let pdf = libreoffice(&path, "pdf");
    let text = run("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| page.contains("Publisher")).collect();
    assert!(pages.len() > 2, "{text}");
    for page in pages {
        assert!(page.contains("My Heart") && page.contains("Status") && page.contains("Number"), "{page}");
    }
}
