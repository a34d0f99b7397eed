//! Text files and workbooks as programs and people leave them.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Workbook};

use super::tests::{lines, said, sheet};
use super::*;
use crate::table::TableError;

fn titles(sheet: &Sheet) -> Vec<String> {
    let read = read_lines(sheet, &guess_columns(&sheet.headings));
    read.lines.into_iter().map(|line| line.title).collect()
}

fn written(pages: &[(&str, bool, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, hidden, rows) in pages {
        let page = book.add_worksheet();
        page.set_name(*name).expect("a name").set_hidden(*hidden).set_active(!*hidden);
        for (row, cells) in (0..).zip(rows.iter()) {
            for (column, cell) in (0..).zip(cells.iter()) {
                page.write(row, column, *cell).expect("written");
            }
        }
    }
    book.save_to_buffer().expect("saved")
}

const CATALOGUE: &[&[&str]] = &[&["Title", "Artist", "Writers"], &["Echo", "Ines Vold", "Ada Berg"]];

#[test]
fn the_first_sheet_to_be_seen_with_known_headings_is_read() {
    for first in [
        ("Lists", true, &[&["Title types"][..], &["Title", "Artist"], &["Original", "Cover"]][..]),
        ("Read me", false, &[&["Northlight catalogue"][..], &["Use the sheet Catalogue"], &["Contact", "x@y.invalid"]]),
        ("Chart", false, &[]),
    ] {
        let bytes = written(&[first, ("Catalogue", false, CATALOGUE)]);
        let read = sheet(&bytes);
        assert_eq!((read.name.as_deref(), read.names.len()), (Some("Catalogue"), 2), "{}", first.0);
        assert_eq!(titles(&read), ["Echo"]);
    }
    let other: &[&[&str]] = &[&["Title", "Artist"], &["Tide", "Jon Vold"]];
    let bytes = written(&[("Catalogue", false, CATALOGUE), ("Other", true, other)]);
    let asked = |name: &str| read_sheet(&bytes, &Reading { sheet: Some(name.to_owned()), encoding: None });
    assert_eq!(titles(&asked("other").expect("read")), ["Tide"]);
    assert!(asked("Third").expect_err("none").to_string().contains("no sheet \"Third\"; it has Catalogue, Other"));
}

#[test]
fn a_cover_is_passed_over_whatever_its_words() {
    let tracks: &[&[&str]] = &[&["Title", "ISRC", "Writers"], &["Echo", "NOUM71900421", "Ada Berg"]];
    let covers: [&[&[&str]]; 4] = [
        &[&["Title:", "Catalogue 2026"], &["Date:", "x"]],
        &[&["Title", "Catalogue 2026"], &["Date", "1 March"], &["Label", "Northlight"]],
        &[&["Northlight"], &["Titel:", "Katalog", "2026"], &["Datum:", "x"]],
        &[&["Album:", "Artist"], &["Prepared by", "Ines Vold"]],
    ];
    for cover in covers {
        let read = sheet(&written(&[("Cover", false, cover), ("Tracks", false, tracks)]));
        assert_eq!((read.name.as_deref(), titles(&read)), (Some("Tracks"), vec!["Echo".to_owned()]), "{cover:?}");
        // And in one sheet with the rows.
        let both: Vec<&[&str]> = cover.iter().chain(tracks).copied().collect();
        assert_eq!(titles(&sheet(&written(&[("All", false, &both)]))), ["Echo"], "{cover:?}");
    }
    // Headings with colons head what is below them.
    let read = sheet(&written(&[("A", false, &[&["Title:", "Artist:"], &["Echo", "Ines"]]), ("B", false, tracks)]));
    assert_eq!(read.name.as_deref(), Some("A"));
}

#[test]
fn a_hidden_sheet_is_read_where_no_other_has_rows_and_named_as_such() {
    let notes: &[&[&str]] = &[&["Notes"]];
    let about: &[&[&str]] = &[&["Northlight catalogue"], &["Use the sheet Catalogue"], &["Contact", "x@y.invalid"]];
    let fee: &[&[&str]] = &[&["Name", "Fee"], &["Echo", "100"]];
    let hidden = |pages: &[(&str, bool, &[&[&str]])]| {
        let read = sheet(&written(pages));
        (read.name.unwrap_or_default(), read.hidden)
    };
    let catalogue = Some("Catalogue".to_owned());
    assert_eq!(
        hidden(&[("Notes", false, notes), ("Catalogue", true, CATALOGUE)]),
        ("Catalogue".into(), catalogue.clone())
    );
    assert_eq!(
        hidden(&[("Empty", false, &[]), ("Catalogue", true, CATALOGUE)]),
        ("Catalogue".into(), catalogue.clone())
    );
    // One that has rows is read, and the other is named.
    assert_eq!(hidden(&[("Read me", false, about), ("Catalogue", true, CATALOGUE)]), ("Read me".into(), catalogue));
    assert_eq!(hidden(&[("Fees", false, fee), ("Other", true, fee)]), ("Fees".into(), None));
    assert_eq!(hidden(&[("Catalogue", false, CATALOGUE), ("Old", true, CATALOGUE)]), ("Catalogue".into(), None));
}

#[test]
fn texts_are_what_a_cell_shows_and_numbers_what_it_holds() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, heading) in (0..).zip(["Title", "Writers", "Writer share", "Year", "Writer IPI", "Cat. no."]) {
        page.write(0, column, heading).expect("written");
    }
    let format = |code: &str| Format::new().set_num_format(code);
    for (row, number, code) in
        [(1, 1_999.0, "#,##0"), (2, -5.0, "0_);(0)"), (3, 0.5, "# ?/?"), (4, 0.0, "0;-0;\"none\"")]
    {
        page.write_with_format(row, 0, number, &format(code)).expect("written");
        page.write(row, 1, "Ines Vold").expect("written");
        page.write_with_format(row, 2, 100, &format("#,##0.0")).expect("written");
        page.write_with_format(row, 3, 2_019, &format("#,##0")).expect("written");
        page.write_with_format(row, 4, 14_107_338, &format("#,##0")).expect("written");
        page.write_with_format(row, 5, 1_200, &format("#,##0")).expect("written");
    }
    let bytes = book.save_to_buffer().expect("saved");
    let read = sheet(&bytes);
    assert_eq!(titles(&read), ["1,999", "(5)", "1/2", "none"]);
    let read = read_lines(&read, &guess_columns(&read.headings));
    assert_eq!(said(&read), Vec::<String>::new());
    let line = &read.lines[0];
    assert_eq!((line.year, line.catalogue_number.as_str()), (Some(2019), "1,200"));
    assert_eq!((line.writers[0].ipi.as_str(), line.writers[0].share), ("00014107338", Some(model::Share::WHOLE)));
}

#[test]
fn lines_that_end_with_the_signs_of_unicode_are_lines() {
    for end in ['\u{2028}', '\u{2029}', '\u{85}', '\r'] {
        let text = ["Title,Artist", "Echo,Ines Vold", "Tide,Ines Vold"].join(&end.to_string());
        assert_eq!(titles(&sheet(text.as_bytes())), ["Echo", "Tide"], "{end:?}");
    }
}

#[test]
fn texts_of_several_lines_become_one() {
    for end in ["\n", "\r\n", "\u{2028}", "\u{b}", "\u{1d}"] {
        let text = format!("Title,Artist,Mood\n\"Rising{end}Tide\",\"Ines{end}Vold\",\"Dark{end}Slow\"\n");
        let read = lines(&text);
        let line = &read.lines[0];
        assert_eq!([&line.title, &line.artist, &line.mood], ["Rising Tide", "Ines Vold", "Dark; Slow"], "{end:?}");
    }
}

#[test]
fn cells_are_taken_as_they_show() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, heading) in (0..).zip(["Title", "Writers", "Writer share", "Cat. no.", "Release date"]) {
        page.write(0, column, heading).expect("written");
    }
    let format = |code: &str| Format::new().set_num_format(code);
    let time = rust_xlsxwriter::ExcelDateTime::from_hms(3, 4, 0.0).expect("a time");
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2019, 3, 1).expect("a day");
    page.write_with_format(1, 0, 7, &format("000")).expect("written");
    page.write_with_format(2, 0, &time, &format("h:mm:ss")).expect("written");
    page.write_with_format(3, 0, &day, &format("d-mmm")).expect("written");
    page.write(4, 0, true).expect("written");
    for (row, code) in [(5, "mmm-yy"), (6, "dd.mm.yy"), (7, "m/d/yy"), (8, "yy"), (9, "dddd"), (10, "ddd d mmm")] {
        page.write_with_format(row, 0, &day, &format(code)).expect("written");
    }
    for row in 1..11 {
        page.write(row, 1, "Ines Vold").expect("written");
        page.write_with_format(row, 2, 1, &format("0%")).expect("written");
        page.write_with_format(row, 3, 1.1, &format("0.00")).expect("written");
        page.write_with_format(row, 4, &day, &format(if row == 4 { "d/m/yy" } else { "mmm yy" })).expect("written");
    }
    let bytes = book.save_to_buffer().expect("saved");
    let read = sheet(&bytes);
    let dates = ["Mar-19", "01.03.19", "3/1/19", "19", "Friday", "Fri 1 Mar"];
    assert_eq!(titles(&read), [&["007", "3:04:00", "1-Mar", "TRUE"][..], &dates].concat());
    let read = read_lines(&read, &guess_columns(&read.headings));
    assert_eq!(said(&read), Vec::<String>::new());
    assert_eq!((read.lines[0].catalogue_number.as_str(), read.lines[0].year), ("1.10", Some(2019)));
    assert_eq!(read.lines[3].year, Some(2019));
}

#[test]
fn built_in_formats_of_dates_and_times_show_dates_and_times() {
    // ECMA-376, 18.8.30. Those that each system shows in its own way are told as year, month and day in their order.
    let day = 43_525.0;
    let of_day = 43_525.0 + 15.0 / 24.0 + 4.0 / 1_440.0;
    let length = 1.5 + 4.0 / 1_440.0 + 5.25 / 86_400.0;
    let cells = [
        (14, day, "2019-03-01"),
        (15, day, "1-Mar-19"),
        (16, day, "1-Mar"),
        (17, day, "Mar-19"),
        (18, of_day, "3:04 PM"),
        (19, of_day, "3:04:00 PM"),
        (20, of_day, "15:04"),
        (21, of_day, "15:04:00"),
        (22, of_day, "2019-03-01 15:04"),
        (27, day + 1.0, "2019-03-02"),
        (31, of_day + 1.0, "2019-03-02 15:04"),
        (32, 0.5, "12:00:00"),
        (36, day + 2.0, "2019-03-03"),
        (45, length, "04:05"),
        (46, length, "36:04:05"),
        (47, length, "04:05.3"),
        (57, day + 3.0, "2019-03-04"),
    ];
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, heading) in (0..).zip(["Title", "Writers", "Release date"]) {
        page.write(0, column, heading).expect("written");
    }
    for (row, (id, value, _)) in (1..).zip(cells) {
        let format = Format::new().set_num_format_index(id);
        page.write_with_format(row, 0, value, &format).expect("written");
        page.write(row, 1, "Ines Vold").expect("written");
        page.write_with_format(row, 2, day, &Format::new().set_num_format_index(14)).expect("written");
    }
    let read = sheet(&book.save_to_buffer().expect("saved"));
    assert_eq!(titles(&read), cells.map(|(_, _, shown)| shown));
    let read = read_lines(&read, &guess_columns(&read.headings));
    assert_eq!(said(&read), Vec::<String>::new());
    assert!(read.lines.iter().all(|line| line.year == Some(2019)));
}

#[test]
fn numbers_of_programs_are_read_without_their_point() {
    let read = lines(
        "Title,ISRC,Writers,Writer PRO,Writer IPI,Writer share,Year,BPM,Cut No\nEcho,NOUM71900421,Ines Vold,TONO,1280391067.0,100.0,2019.0,92.0,3.0\n",
    );
    assert_eq!(said(&read), Vec::<String>::new());
    let line = &read.lines[0];
    assert_eq!((line.year, line.bpm_milli, line.cut_number.as_str()), (Some(2019), Some(92_000), "3"));
    assert_eq!(line.writers[0].ipi, "01280391067");
}

#[test]
fn apostrophes_blanks_and_strays_of_other_programs_do_no_harm() {
    let read = lines("Title,Artist\n'Round Midnight,A\n'S Wonderful,B\n'Til Dawn',C\n'=1+1,D\n");
    let titles: Vec<&str> = read.lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["'Round Midnight", "'S Wonderful", "'Til Dawn'", "=1+1"]);
    let read = lines(
        "TITLE, ARTIST, ISRC, WRITERS\n\"Echo\", \"Ines Vold\", \"NOUM71900421\", \"Vold, Ines; Berg, Ada\"\n\"Tide, the\" , \"Jon \"\"J\"\" Vold\", \"\", \"Ada Berg\"\n",
    );
    assert_eq!((read.lines[0].title.as_str(), read.lines[0].writers.len()), ("Echo", 2));
    assert_eq!((read.lines[1].title.as_str(), read.lines[1].artist.as_str()), ("Tide, the", "Jon \"J\" Vold"));
    for text in [
        "Title,Artist,Writers\r\nEcho,Ines,Ines Vold\u{1d}Ada Berg\r\n\u{1a}",
        "Title,Artist,Writers\r\nEcho,In\u{7}es,Ines Vold\u{b}Ada Berg\r\n\0\0\0\0",
        &format!("Title,Artist,Writers\r\nEcho,Ines,Ines Vold\u{b}Ada Berg\r\n{}", "\0".repeat(512)),
    ] {
        let read = lines(text);
        assert_eq!((read.lines[0].artist.as_str(), read.lines[0].writers.len()), ("Ines", 2), "{text:?}");
        // The same in letters of two bytes, and of four.
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let four: Vec<u8> = text.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        for (bytes, name) in [
            ([&[0xff, 0xfe], little.as_slice()].concat(), "with a mark"),
            ([&[0xff, 0xfe], little.as_slice(), &[0]].concat(), "with a zero more"),
            ([&[0xff, 0xfe], little.as_slice(), &[0, 0]].concat(), "with two zeros more"),
            ([&[0xfe, 0xff], big.as_slice(), &[0, 0, 0]].concat(), "with three zeros more"),
            ([&[0xff, 0xfe, 0, 0], four.as_slice(), &[0, 0, 0, 0]].concat(), "of four bytes"),
            ([little.as_slice(), &[0, 0]].concat(), "without a mark"),
        ] {
            let read = sheet(&bytes);
            let read = read_lines(&read, &guess_columns(&read.headings));
            let writers = read.lines.first().map(|line| (line.artist.as_str(), line.writers.len()));
            assert_eq!((writers, read.lines.len()), (Some(("Ines", 2)), 1), "{name}: {text:?}");
        }
    }
}

#[test]
fn a_text_whose_letters_make_no_sense_asks_for_its_encoding() {
    let asked = |bytes: &[u8], name: &str| read_sheet(bytes, &Reading { sheet: None, encoding: Some(name.to_owned()) });
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Title,Artist\nНочь,Анна\n");
    assert_eq!(titles(&asked(&bytes, "windows-1251").expect("read")), ["Ночь"]);
    assert!(matches!(asked(&bytes, "klingon"), Err(TableError::NoEncoding { .. })));
}

/// A workbook of one sheet with this XML as its rows, and with these texts.
fn made(rows: &str, strings: Option<&str>) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: String| {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("started");
        archive.write_all(text.as_bytes()).expect("written");
    };
    part(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{links}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
    );
    part("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"));
    if let Some(strings) = strings {
        part("xl/sharedStrings.xml", strings.to_owned());
    }
    archive.finish().expect("finished").into_inner()
}

const HEAD: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Title</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Artist</t></is></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Echo</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>Ines</t></is></c></row>";

#[test]
fn far_cells_take_no_room() {
    for far in ["XFD1048576", "ZZ100000", "A1048576", "XFD3"] {
        let row = far.trim_start_matches(char::is_alphabetic);
        let bytes =
            made(&format!("{HEAD}<row r=\"{row}\"><c r=\"{far}\" t=\"inlineStr\"><is><t>x</t></is></c></row>"), None);
        let read = sheet(&bytes);
        assert_eq!(titles(&read)[0], "Echo", "{far}");
        assert!(read.headings.len() < 10 && read.len() < 4, "{far}");
        assert_eq!(read.cut, far != "A1048576", "{far}");
    }
    let odd = made(&format!("{HEAD}<row r=\"99999999999\"><c r=\"ZZZZZZZZZ99999999999\"><v>1</v></c></row>"), None);
    let _ = read_sheet(&odd, &Reading::default());
}

#[test]
fn a_form_without_rows_and_a_page_of_help_are_passed_over() {
    for first in [
        &[&["Title", "Artist", "Writers"][..]][..],
        &[&["Title of column", "What to put"][..], &["Title", "The title of the song"], &["Writers", "All writers"]],
    ] {
        let bytes = written(&[("First", false, first), ("Catalogue", false, CATALOGUE)]);
        assert_eq!(titles(&sheet(&bytes)), ["Echo"], "{first:?}");
    }
    let notes: &[&[&str]] = &[&["notes"]];
    let names: Vec<String> = (0..80).map(|at| format!("n{at}")).collect();
    let mut pages: Vec<(&str, bool, &[&[&str]])> = names.iter().map(|name| (name.as_str(), false, notes)).collect();
    pages.push(("Catalogue", false, CATALOGUE));
    assert_eq!(titles(&sheet(&written(&pages))), ["Echo"]);
}

#[test]
fn formulas_without_results_are_counted() {
    let row = "<row r=\"3\"><c r=\"A3\"><f>A2</f></c><c r=\"B3\" t=\"str\"><f>B2</f><v>Ines</v></c><c r=\"C3\"><f>B2</f><v></v></c></row>";
    assert_eq!(sheet(&made(&format!("{HEAD}{row}"), None)).unsolved, 2);
    assert_eq!(sheet(&made(HEAD, None)).unsolved, 0);
}

#[test]
fn archives_of_other_programs_are_named() {
    for (part, kind) in [
        ("content.xml", "an OpenDocument file"),
        ("xl/workbook.bin", "XLSB"),
        ("word/document.xml", "a Word document"),
        ("Index/Document.iwa", "a Numbers or Pages document"),
        ("catalogue.csv", "an archive of files"),
    ] {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(part, zip::write::SimpleFileOptions::default()).expect("started");
        let bytes = archive.finish().expect("finished").into_inner();
        let refused = read_sheet(&bytes, &Reading::default()).expect_err("refused").to_string();
        assert!(refused.contains(kind), "{refused}");
    }
}

#[test]
fn workbooks_that_unpack_to_more_than_they_are_are_refused() {
    let text = "B".repeat(1 << 20);
    let cells: String =
        (1..=4_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let bomb = made(&cells, Some(&format!("<sst uniqueCount=\"1\"><si><t>{text}</t></si></sst>")));
    let short = "B".repeat(30_000);
    let long = made(&cells, Some(&format!("<sst uniqueCount=\"1\"><si><t>{short}</t></si></sst>")));
    let promise = made(HEAD, Some("<sst count=\"1\" uniqueCount=\"4294967295\"><si><t>x</t></si></sst>"));
    let more = made(HEAD, Some("<sst count=\"1\" uniqueCount=\"99999999999999999999999\"><si><t>x</t></si></sst>"));
    let empty = made(HEAD, Some(&format!("<sst uniqueCount=\"1\">{}</sst>", "<si></si>".repeat(2_000_000))));
    let wide = made(&format!("<row r=\"1\">{}</row>", " ".repeat(80 << 20)), None);
    for (name, bytes) in
        [("bomb", bomb), ("long", long), ("promise", promise), ("more", more), ("empty", empty), ("wide", wide)]
    {
        let refused = read_sheet(&bytes, &Reading::default());
        assert!(matches!(refused, Err(TableError::TooMuch(_))), "{name}: {:?}", refused.map(|sheet| sheet.len()));
    }
}
