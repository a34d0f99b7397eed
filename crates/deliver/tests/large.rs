//! Texts far longer than anybody writes, and far more of them: they end no document, a page says where it cuts them, and what
//! is more than pages hold is asked for in another form.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::{Duration, Instant};

use common::sheets::{changes_of, flawless, laid};
use common::{empty, episode, file, row, run, with_texts};
use deliver::letters::{
    Block, Drawn, Inline, Letterhead, List, ListCell, ListColumn, ListRow, ListTable, Prose, ProsePage,
};
use deliver::profile::built_in;
use deliver::sheet::sheet;
use deliver::{
    AlbumCopy, AlbumTrack, BookletPictures, Dress, Form, Minutes, MinutesNote, MinutesRound, MusicChange, MusicChanges,
    booklet, difference, render, render_changes, render_minutes, render_music_changes, render_paper, render_sheet,
};

/// As long as a slow machine of the tests may take over what takes a second or two elsewhere.
const PATIENCE: Duration = Duration::from_secs(45);

fn text_of(pdf: &[u8]) -> String {
    let (_folder, path) = file("large.pdf", pdf);
    run("pdftotext", &["-layout", path.to_str().unwrap(), "-"])
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = work();
    assert!(start.elapsed() < PATIENCE, "{what} took {:?}", start.elapsed());
    made
}

#[test]
fn a_text_of_300_000_letters_is_cut_on_the_page_and_says_so() {
    for unit in ["Wort", "Wort und "] {
        let text = unit.repeat(300_000 / unit.len());
        let told = format!("the first 8000 of {} letters", text.chars().count());
        let list = timed("the list", || text_of(&render(&with_texts(&[&text]), Form::Pdf).unwrap()));
        assert!(list.split_whitespace().collect::<Vec<_>>().join(" ").contains("[cut:"), "{unit}");
        let mut facts = laid(&[("4M01", 10, 24 * 100)]);
        (facts.title, facts.cues[0].note) = (text.clone(), text.clone());
        facts.cues[0].track.as_mut().unwrap().title.clone_from(&text);
        facts.cues[0].track.as_mut().unwrap().work.as_mut().unwrap().work.title.clone_from(&text);
        let dress = Dress::default();
        for profile in built_in() {
            let page = sheet(&facts, profile);
            let printed = timed(&profile.id, || text_of(&render_sheet(&page, &dress, Form::Pdf).unwrap()));
            let words = printed.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains("letters]"), "{}", profile.id);
            assert!(!printed.contains('\u{200b}'), "{}", profile.id);
        }
        let note = MinutesNote { cue: "1M01".into(), body: text.clone(), who: text.clone(), ..MinutesNote::default() };
        let round = MinutesRound { title: text.clone(), notes: vec![note], ..MinutesRound::default() };
        let minutes = Minutes { show: text.clone(), episode: "1x04".into(), rounds: vec![round], ..Minutes::default() };
        let printed = timed("the minutes", || text_of(&render_minutes(&minutes, Form::Pdf).unwrap()));
        assert!(printed.split_whitespace().collect::<Vec<_>>().join(" ").contains(&told), "{unit}");
    }
}

#[test]
fn ordinary_texts_are_printed_whole() {
    let mut list = episode();
    list.rows[0].title = "A note of many words that is read to its end. ".repeat(150).trim().to_owned();
    let printed = text_of(&render(&list, Form::Pdf).unwrap());
    assert!(!printed.contains("[cut:"));
    assert_eq!(printed.matches("many").count(), 150);
}

#[test]
fn an_address_that_is_copied_from_the_page_is_the_address() {
    let address = "clearance.department@very-long-name-of-a-publisher.example";
    let pdf =
        render(&with_texts(&[&format!("write to {address}"), &format!("mus\u{200b}ic@{address}")]), Form::Pdf).unwrap();
    let (_folder, path) = file("address.pdf", &pdf);
    let text = run("pdftotext", &["-raw", path.to_str().unwrap(), "-"]);
    assert!(text.replace('\n', "").contains(address), "{text}");
    assert!(!text.chars().any(|letter| matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')), "{text:?}");
}

type Made = Result<Vec<u8>, deliver::DeliverError>;

/// What is said where there is more in a document than a form holds.
fn refused(made: Made, document: &str, form: &str, most: usize, advice: &str) {
    let told = made.unwrap_err().to_string();
    let begin = format!("there is more in the {document} than {form}: ");
    let end = format!(" entries, and {most} is the most; {advice}");
    assert!(told.starts_with(&begin) && told.ends_with(&end), "{told}");
}

fn no_pages(made: Made, document: &str, others: &str) {
    refused(made, document, PAGES, 30_000, &format!("export it as {others}, which holds all of it"));
}

const PAGES: &str = "printed pages hold";
const FEWER: &str = "make it of fewer at a time";

#[test]
fn tens_of_thousands_of_rows_are_no_pages_and_the_form_that_holds_them_is_named() {
    const MANY: usize = 32_000;
    let mut list = empty(timebase::FrameRate::F25);
    list.rows = (0..MANY).map(|at| row(&at.to_string(), "Rising Tide")).collect();
    no_pages(render(&list, Form::Pdf), "cue list", "xlsx, csv or json");
    let whole = String::from_utf8(render(&list, Form::Csv).unwrap()).unwrap();
    assert!(whole.lines().any(|line| line.contains("31999")));

    let spans: Vec<_> = (0..600).map(|at| ("4M01", at * 48, at * 48 + 30)).collect();
    let mut facts = laid(&spans);
    facts.length = timebase::Flicks::from_seconds(1_300);
    for profile in built_in() {
        let mut page = sheet(&facts, profile);
        page.rows = page.rows.iter().cycle().take(MANY).cloned().collect();
        no_pages(render_sheet(&page, &Dress::default(), Form::Pdf), "cue sheet", "xlsx, csv or json");
    }

    let note = MinutesNote { cue: "1M01".into(), body: "Louder".into(), who: "Dana".into(), ..MinutesNote::default() };
    let round = MinutesRound { notes: vec![note; MANY], ..MinutesRound::default() };
    let minutes = Minutes { rounds: vec![round], ..Minutes::default() };
    no_pages(render_minutes(&minutes, Form::Pdf), "minutes of the review", "csv or json");

    let change = MusicChange { cue: "1M01".into(), title: "Rising Tide".into(), ..MusicChange::default() };
    let changes = MusicChanges { changes: vec![change; MANY], ..MusicChanges::default() };
    no_pages(render_music_changes(&changes, Form::Pdf), "music change list", "csv or edl");

    let filed = flawless();
    let mut now = filed.clone();
    now.cues[2].track.as_mut().unwrap().work.as_mut().unwrap().work.title = "Another".into();
    let profile = &built_in()[0];
    let one = difference(&sheet(&filed, profile), &sheet(&now, profile)).remove(0);
    let changes = changes_of(profile, vec![one; MANY]);
    no_pages(render_changes(&changes, Form::Pdf), "changes to the cue sheet", "xlsx, csv or json");

    let track = AlbumTrack { title: "Rising Tide".into(), ..AlbumTrack::default() };
    let album = AlbumCopy { tracks: vec![track; MANY], ..AlbumCopy::default() };
    refused(booklet(&album, &BookletPictures::default()), "booklet", PAGES, 30_000, FEWER);
}

#[test]
fn letters_and_lists_of_tens_of_thousands_of_lines_are_other_forms() {
    let head = Letterhead::default();
    let cell = ListCell::Text { text: "Tidal Songs".into() };
    let column = ListColumn { heading: "Licensor".into(), width: 20, figure: false, bars: false };
    let table = |rows| ListTable {
        name: "Rights".into(),
        columns: vec![column.clone(); 4],
        rows: vec![ListRow { cells: vec![cell.clone(); 4], sum: false }; rows],
    };
    let list = |title: &str, rows| {
        Drawn::List(List { title: title.into(), facts: Vec::new(), tables: vec![table(rows)], notes: Vec::new() })
    };
    let log = list("Clearance log", 30_000);
    no_pages(render_paper(&log, &head, None, Form::Pdf), "clearance log", "xlsx");
    assert!(render_paper(&log, &head, None, Form::Xlsx).is_ok());
    let album = list("Soundtrack album", 8_000);
    no_pages(render_paper(&album, &head, None, Form::Pdf), "soundtrack album", "xlsx or docx");
    let made = render_paper(&list("Soundtrack album", 30_000), &head, None, Form::Docx);
    let advice = "export it as xlsx, which holds all of it";
    refused(made, "soundtrack album", "a text document holds", 36_000, advice);

    let line = Block::Paragraph { text: vec![Inline { text: "Rising Tide".into(), ..Inline::default() }] };
    let prose = |title: &str, lines| {
        let page = ProsePage { recipient: String::new(), blocks: vec![line.clone(); lines] };
        Drawn::Prose(Prose { title: title.into(), centred: false, pages: vec![page] })
    };
    let credits = prose("End-credit copy", 40_000);
    no_pages(render_paper(&credits, &head, None, Form::Pdf), "end-credit copy", "txt");
    assert!(render_paper(&credits, &head, None, Form::Txt).is_ok());
    let letters = prose("Quote request", 40_000);
    refused(render_paper(&letters, &head, None, Form::Pdf), "quote request", PAGES, 30_000, FEWER);
}
