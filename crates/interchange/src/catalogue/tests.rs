//! Sheets as they come.

use model::CatalogueField as Field;

use super::*;

pub(super) fn sheet(bytes: &[u8]) -> Sheet {
    read_sheet(bytes, &Reading::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn rows(sheet: &Sheet) -> Vec<(u64, Vec<String>)> {
    sheet.rows().map(|row| (row.number, row.texts())).collect()
}

pub(super) fn lines(text: &str) -> Lines {
    let sheet = sheet(text.as_bytes());
    read_lines(&sheet, &guess_columns(&sheet.headings))
}

/// `CA Ines Vold (TONO) 01280391067 750000`.
pub(super) fn told(line: &CatalogueLine) -> Vec<String> {
    let credits = line.writers.iter().chain(&line.publishers);
    let words = credits.map(|credit| {
        let role = credit.role.map_or("", model::ShareRole::code);
        let share = credit.share.map_or_else(|| "?".to_owned(), |share| share.0.to_string());
        format!("{role} {} ({}) {} {share}", credit.name, credit.society, credit.ipi)
    });
    words.collect()
}

/// What the only recording of a sheet says, without a problem.
pub(super) fn owners(text: &str) -> Vec<String> {
    let read = lines(text);
    assert_eq!(said(&read), Vec::<String>::new(), "{text}");
    assert_eq!(read.lines.len(), 1, "{text}");
    told(&read.lines[0])
}

pub(super) fn said(lines: &Lines) -> Vec<String> {
    lines.problems.iter().map(|problem| format!("{}: {}", problem.row, problem.message)).collect()
}

const TABLE: &str = "Track Title;Artist;ISRC\r\nÉchos, silencieux;Ines Vold;NO-UM7-19-00421\r\n";

#[test]
fn text_is_read_in_every_encoding_and_with_every_separator() {
    let utf16 = |unit: fn(u16) -> [u8; 2]| TABLE.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(TABLE);
    let (mac, _, _) = encoding_rs::MACINTOSH.encode(TABLE);
    let tabs = TABLE.replace(';', "\t");
    let commas = TABLE.replace("Échos, silencieux", "\"Échos, silencieux\"").replace(';', ",");
    for bytes in [
        TABLE.as_bytes(),
        &marked(&[0xEF, 0xBB, 0xBF], TABLE.as_bytes()),
        &marked(&[0xFF, 0xFE], &little),
        &marked(&[0xFE, 0xFF], &big),
        &little,
        &big,
        &windows,
        &mac,
        tabs.as_bytes(),
        commas.as_bytes(),
    ] {
        let read = sheet(bytes);
        assert_eq!(read.headings, ["Track Title", "Artist", "ISRC"]);
        assert_eq!(rows(&read), [(2, vec!["Échos, silencieux".into(), "Ines Vold".into(), "NO-UM7-19-00421".into()])]);
    }
}

#[test]
fn headings_are_found_below_titles_and_notes() {
    let read =
        sheet(b"Northlight Catalogue,,\n\nas of 2026-01-01,,\nTitle,ISRC,Writers\nEcho,NOUM71900421,Ines Vold,more\n");
    assert_eq!(read.headings, ["Title", "ISRC", "Writers", ""]);
    assert_eq!(rows(&read)[0].0, 5);
}

#[test]
fn credits_in_one_cell_or_in_columns_of_their_own_say_the_same() {
    let wanted = [
        "CA Ines Vold (TONO) 01280391067 750000",
        "CA Jon Vold (PRS) 00014107338 250000",
        "E Fjord Songs (TONO)  1000000",
    ];
    for text in [
        "Title,Writers,Publishers\nEcho,\"Vold, Ines (TONO) IPI 01280391067 75%; Jon Vold (PRS) 00014107338 25%\",Fjord Songs (TONO)\n",
        "Title,Writers,Writer PRO,Writer IPI,Writer share,Publisher,Publisher PRO\nEcho,Ines Vold / Jon Vold,TONO / PRS,1280391067/14107338,75/25,Fjord Songs,tono\n",
        "Title,Writer 1,Writer 1 PRO,Writer 1 IPI,Writer 1 %,Writer 2,Writer 2 PRO,Writer 2 IPI,Writer 2 %,Publisher,Publisher PRO,Publisher %\n\
         Echo,Ines Vold,TONO,01280391067,0.75,Jon Vold,PRS for Music,00014107338,0.25,Fjord Songs,TONO,1\n",
        // One contributor a row.
        "Title,Writer,Writer PRO,Writer IPI,Writer %,Publisher,Publisher PRO,Publisher %\n\
         Echo,Ines Vold,TONO,01280391067,75,,,\n,Jon Vold,PRS,00014107338,25,,,\n,,,,,Fjord Songs,TONO,100\n",
        // Both sides together are 100 %.
        "Title,Writers,Writer IPI,Writer PRO,Writer share,Publisher,Publisher PRO,Publisher share\n\
         Echo,Ines Vold; Jon Vold,01280391067; 00014107338,TONO; PRS,37.5; 12.5,Fjord Songs,TONO,50\n",
    ] {
        let read = lines(text);
        assert_eq!(said(&read), Vec::<String>::new(), "{text}");
        assert_eq!(read.lines.len(), 1, "{text}");
        assert_eq!(told(&read.lines[0]), wanted, "{text}");
    }
}

#[test]
fn composers_and_lyricists_are_told_apart_and_shares_that_are_missing_are_even() {
    let read = lines("Title,Composer,Lyricist\nEcho,\"Ines Vold, Ada Berg\",Ines Vold / Jon Vold\n");
    assert_eq!(told(&read.lines[0]), ["CA Ines Vold ()  333334", "C Ada Berg ()  333333", "A Jon Vold ()  333333"]);
}

#[test]
fn what_cannot_be_read_is_told_by_row_and_the_rest_is_kept() {
    let read = lines(
        "Title,ISRC,ISWC,Writers,Writer IPI,Writer PRO,Writer share,Year,BPM\n\
         Echo,NOUM719,T-070.240.101-2,Ines Vold,00123456789,ACSAP,lots,soon,fast\n\
         ,,,Jon Vold,,,,,\n\
         Tide,NOUM71900421,,Ines Vold / Jon Vold,,,60/30,03/01/2019,\"92,5 bpm\"\n\
         Tide again,NO-UM7-19-00421,,,,,,,\n\
         ,,,,,,,1999,\n",
    );
    assert_eq!(read.lines.len(), 2);
    assert_eq!((read.lines[1].year, read.lines[1].bpm_milli), (Some(2019), Some(92_500)));
    let wanted = [
        "2: \"NOUM719\" is not an ISRC",
        "2: \"T-070.240.101-2\" cannot be right",
        "2: \"ACSAP\" is not a society that this program knows; is ASCAP meant?",
        "2: Ines Vold: \"00123456789\" cannot be right",
        "2: Ines Vold: \"lots\" is not a share",
        "2: \"soon\" is not a year",
        "2: \"fast\" is not a tempo",
        "4: the writers have 90.00 % together",
        "5: it is the same recording as row 4",
        "6: it names no recording",
    ];
    let told = said(&read);
    for sentence in wanted {
        assert!(told.iter().any(|problem| problem.starts_with(sentence)), "{sentence} in {told:#?}");
    }
    assert_eq!(told.len(), wanted.len(), "{told:#?}");
    assert_eq!(read.problems.iter().filter(|problem| problem.left_out).count(), 2);
}

#[test]
fn dates_of_all_kinds_have_a_year() {
    let read = lines("Title,Date\nA,2019-03-01\nB,1/3/2019\nC,March 2019\nD,43525\nE,2019\n");
    assert!(read.lines.iter().all(|line| line.year == Some(2019)), "{read:?}");
}

#[test]
fn a_workbook_with_merged_cells_dates_and_numbers_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
    page.merge_range(0, 0, 0, 4, "Northlight Catalogue", &plain).expect("merged");
    for (column, heading) in (0..).zip(["Title", "Album", "Release date", "Writer IPI", "Writers", "Cat. no."]) {
        page.write(2, column, heading).expect("written");
    }
    page.merge_range(3, 1, 4, 1, "Northern Rooms", &plain).expect("merged");
    for (row, title) in [(3, "Echo"), (4, "Tide")] {
        page.write(row, 0, title).expect("written");
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2019, 3, 1).expect("a day");
        page.write_with_format(row, 2, &day, &date).expect("written");
        page.write(row, 3, 14_107_338_i64).expect("written");
        page.write(row, 4, "Ines Vold").expect("written");
    }
    page.write(3, 5, 12.0).expect("written");
    page.write(4, 5, "2019-03-01").expect("written");
    let bytes = book.save_to_buffer().expect("saved");
    let sheet = sheet(&bytes);
    assert_eq!(rows(&sheet)[0].0, 4);
    let read = read_lines(&sheet, &guess_columns(&sheet.headings));
    assert_eq!(said(&read), Vec::<String>::new());
    for line in &read.lines {
        assert_eq!((line.album.as_str(), line.year), ("Northern Rooms", Some(2019)));
        assert_eq!(line.writers[0].ipi, "00014107338");
    }
    assert_eq!(read.lines[0].catalogue_number, "12");
    assert_eq!(read.lines[1].catalogue_number, "2019-03-01");
}

#[test]
fn what_is_no_sheet_is_refused_with_its_sentence() {
    for (bytes, sentence) in [
        (&b""[..], "there are no rows"),
        (b"Title,ISRC\n", "there are no rows"),
        (b"\n\n,,\n", "there are no rows"),
        (b"PK\x03\x04 not really", "cannot be read"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "neither a CSV file nor"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither a CSV file nor"),
    ] {
        let error = read_sheet(bytes, &Reading::default()).expect_err("refused").to_string();
        assert!(error.contains(sentence), "{error}");
    }
}

#[test]
fn no_file_makes_it_stumble() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "Title").expect("written");
    let good = book.save_to_buffer().expect("saved");
    for cut in (0..good.len()).step_by(97) {
        let _ = read_sheet(&good[..cut], &Reading::default());
        let mut bent = good.clone();
        bent[cut] ^= 0x55;
        let _ = read_sheet(&bent, &Reading::default());
    }
    for text in ["\"", "a,\"b\nc", "\u{feff}", ";;;;", "T\tT\nT", "=\"1\"", "Title\n\"\"\"", "Title,Writers\nx,((((%%%"]
    {
        if let Ok(sheet) = read_sheet(text.as_bytes(), &Reading::default()) {
            let mut columns = guess_columns(&sheet.headings);
            let _ = read_lines(&sheet, &columns);
            columns.fill(Some(Field::WriterShares));
            let _ = read_lines(&sheet, &columns);
            let _ = read_lines(&sheet, &[]);
        }
    }
}
