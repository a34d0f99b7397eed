//! Sheets as PDFs, read back by poppler.

use super::{DRAFT, FINAL, by};
use crate::common::sheets::{flawless, frames, laid};
use crate::common::{file, run};
use deliver::profile::built_in;
use deliver::sheet::sheet;
use deliver::{Dress, Form, render_sheet};

#[test]
fn us_sheets_are_printed_on_letter_and_others_on_a4() {
    let size = |id: &str| {
        let (_folder, path) = file("sheet.pdf", &render_sheet(&sheet(&flawless(), by(id)), &FINAL, Form::Pdf).unwrap());
        let told = run("pdfinfo", &[path.to_str().unwrap()]);
        told.lines().find(|line| line.starts_with("Page size")).unwrap().to_owned()
    };
    assert!(size("rapidcue").contains("792 x 612"), "{}", size("rapidcue"));
    for id in ["cisac", "uk", "broadcaster"] {
        assert!(size(id).contains("841.89 x 595.276"), "{id}: {}", size(id));
    }
}

#[test]
fn figures_are_never_broken_and_words_stay_apart_on_paper() {
    let mut facts = laid(&[("4M01", 10, 24 * 4_321 + 17)]);
    facts.length = frames(0, 24 * 5_000).length();
    let work = facts.cues[0].track.as_mut().unwrap().work.as_mut().unwrap();
    work.work.title = "Rising\tTide\u{c}again \u{202e}edit\u{ffff}".into();
    let made = sheet(&facts, by("broadcaster"));
    let (_folder, path) = file("sheet.pdf", &render_sheet(&made, &FINAL, Form::Pdf).unwrap());
    let text = run("pdftotext", &["-layout", path.to_str().unwrap(), "-"]);
    assert!(text.contains(&made.rows[0].lines[0][8].text()), "{text}");
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined.contains("Rising Tide") && joined.contains("again edit"), "{joined}");
}

#[test]
fn a_printed_sheet_says_what_it_is_on_every_page() {
    let mut facts = laid(&(0..60).map(|index| ("4M01", index * 900, index * 900 + 600)).collect::<Vec<_>>());
    facts.title = "Rising *Tide* #[x]".into();
    let made = sheet(&facts, by("rapidcue"));
    let text = |dress: &Dress<'_>| {
        let (_folder, path) = file("sheet.pdf", &render_sheet(&made, dress, Form::Pdf).unwrap());
        run("pdftotext", &["-layout", path.to_str().unwrap(), "-"])
    };
    let draft = text(&DRAFT);
    let pages: Vec<&str> = draft.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 1);
    for page in &pages {
        assert!(page.contains("DRAFT"), "{page}");
        assert!(page.contains("Writers (society) %"));
    }
    assert!(pages[0].contains("Rising *Tide* #[x]"));
    assert!(draft.contains("T. Low (PRS) 50 · A. Low (PRS) 50"));
    let filed = text(&FINAL);
    assert!(!filed.contains("DRAFT"));
    assert!(text(&Dress { revision: 2, ..FINAL }).contains("REVISED 2"));
    for profile in built_in() {
        render_sheet(&sheet(&facts, profile), &FINAL, Form::Pdf).unwrap();
    }
}

#[test]
fn no_column_of_a_printed_sheet_runs_into_the_next() {
    let mut facts = flawless();
    for cue in &mut facts.cues {
        cue.usage.origin = Some(model::Origin::Commercial);
        let track = cue.track.as_mut().unwrap();
        track.isrc = "NOUM71900001".into();
        track.label = "Donaudampfschifffahrtsgesellschaft Recordings".into();
        track.catalogue_number = "NLR-2026-000118".into();
    }
    let side = |word: &str, name: &str| -> f64 {
        word.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    for profile in built_in() {
        let made = sheet(&facts, profile);
        let (_folder, path) = file("sheet.pdf", &render_sheet(&made, &FINAL, Form::Pdf).unwrap());
        let boxes = run("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]);
        let words: Vec<&str> = boxes.lines().filter(|line| line.trim_start().starts_with("<word")).collect();
        assert!(words.len() > 40, "{}", profile.id);
        for (index, word) in words.iter().enumerate() {
            let across = if profile.id == "rapidcue" { 792.0 } else { 842.0 };
            assert!(side(word, "xMax") <= across - 38.0, "{}: {word}", profile.id);
            for other in &words[index + 1..] {
                let overlap = |from: &str, to: &str| {
                    side(word, to).min(side(other, to)) - side(word, from).max(side(other, from))
                };
                let met = overlap("yMin", "yMax") > 2.0 && overlap("xMin", "xMax") > 0.3;
                assert!(!met, "{}: {word} and {other}", profile.id);
            }
        }
    }
}

#[test]
fn a_template_of_the_users_replaces_ours_and_its_mistakes_are_told() {
    let made = sheet(&flawless(), by("rapidcue"));
    let own = Dress { template: Some("#let d = json(\"/data.json\")\nMine: #d.sheet.show"), ..FINAL };
    let (_folder, path) = file("own.pdf", &render_sheet(&made, &own, Form::Pdf).unwrap());
    assert!(run("pdftotext", &[path.to_str().unwrap(), "-"]).contains("Mine: My Heart"));
    let broken = Dress { template: Some("#let x = "), ..FINAL };
    let error = render_sheet(&made, &broken, Form::Pdf).unwrap_err();
    let told = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
    assert!(told.contains("expected expression"), "{told}");
}
