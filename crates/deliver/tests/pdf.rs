//! The printed list, read back by poppler.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{HOSTILE, WORLD, empty, episode, file, many, run, with_texts};
use deliver::{CueList, Form, render};
use timebase::FrameRate;

fn printed(list: &CueList) -> Vec<String> {
    let (_folder, path) = file("cues.pdf", &render(list, Form::Pdf).unwrap());
    pages(&path)
}

fn pages(path: &Path) -> Vec<String> {
    let text = run("pdftotext", &["-layout", path.to_str().unwrap(), "-"]);
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

#[test]
fn the_head_and_each_cue_are_on_the_page() {
    let list = episode();
    let pages = printed(&list);
    assert_eq!(pages.len(), 1);
    let page = &pages[0];
    for expected in [
        "Music Cue List",
        "My Heart",
        "1x04 “Rising Tide”",
        "Cut 3, locked",
        "23.976, starts at 01:00:00:00",
        "not a cue sheet",
        "page 1 of 1",
        "01:08:15:00",
        "01:10:02:12",
        "1:48",
        "First Spark",
        "No music placed yet",
        "main title",
        "Sum of 8 cues with music, of 9",
    ] {
        assert!(page.contains(expected), "{expected:?} is missing:\n{page}");
    }
}

#[test]
fn long_lists_break_into_pages_that_each_have_the_heading_and_every_row_once() {
    let pages = printed(&many(400, FrameRate::F29_97Drop));
    let count = pages.len();
    assert!((9..30).contains(&count), "{count} pages");
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("Publisher") && page.contains(&format!("page {} of {count}", index + 1)), "{page}");
        let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words.contains("My Heart · 1x04 “Rising Tide” · Cut 3, locked"), index > 0, "{page}");
    }
    let text = pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    for index in 0..400 {
        assert_eq!(text.matches(&format!("Cue number {index} ")).count(), 1, "cue {index}");
    }
}

#[test]
fn nothing_in_a_text_is_markup() {
    let text = printed(&with_texts(&HOSTILE)).join(" ");
    for expected in ["=1+1", "@SUM(A1:A9)", "*bold*", "\"when\","] {
        assert!(text.contains(expected), "{expected:?} is missing:\n{text}");
    }
}

#[test]
fn names_in_other_scripts_have_glyphs() {
    let (_folder, path) = file("cues.pdf", &render(&with_texts(&WORLD), Form::Pdf).unwrap());
    let fonts = run("pdffonts", &[path.to_str().unwrap()]);
    for family in ["Inter", "Arabic", "Hebrew", "WenQuanYi", "Symbols", "Thai", "Devanagari"] {
        assert!(fonts.replace(['-', ' '], "").contains(family), "{family} is missing:\n{fonts}");
    }
    assert!(fonts.lines().skip(2).all(|line| line.contains("yes yes yes")), "not all embedded:\n{fonts}");
    let text = pages(&path).join(" ");
    for expected in ["Øystein", "Жар", "漢字", "한글", "♪ ♫ ♭ ♯"] {
        assert!(text.contains(expected), "{expected} is missing:\n{text}");
    }
}

#[test]
fn text_never_leaves_its_column_or_the_page() {
    let unbroken = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel";
    let endless = "A very long title that goes on and on ".repeat(60);
    let wide = "W".repeat(300);
    let mut list = with_texts(&[unbroken, &wide, &endless, "https://example.com/a/very/long/address?with=parameters"]);
    list.show = wide.clone();
    list.title = endless.clone();
    list.cut = unbroken.repeat(4);
    let (_folder, path) = file("cues.pdf", &render(&list, Form::Pdf).unwrap());
    let boxes = run("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]);
    let (left, right) = (39.0, 842.0 - 39.0);
    let side = |line: &str, name: &str| -> f64 {
        line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let words: Vec<&str> = boxes.lines().filter(|line| line.trim_start().starts_with("<word")).collect();
    assert!(words.len() > 500);
    for word in words {
        assert!(side(word, "xMin") >= left && side(word, "xMax") <= right, "{word}");
        assert!(side(word, "yMin") >= 0.0 && side(word, "yMax") <= 595.0, "{word}");
    }
}

#[test]
fn an_empty_list_says_so() {
    let pages = printed(&empty(FrameRate::F50));
    assert!(pages.len() == 1 && pages[0].contains("No cues yet"), "{pages:?}");
}
