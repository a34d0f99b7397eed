//! Texts far longer than anybody writes: they end no document, and a page says where it cuts them.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::{Duration, Instant};

use common::sheets::laid;
use common::{episode, file, run, with_texts};
use deliver::profile::built_in;
use deliver::sheet::sheet;
use deliver::{Dress, Form, Minutes, MinutesNote, MinutesRound, render, render_minutes, render_sheet};

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
