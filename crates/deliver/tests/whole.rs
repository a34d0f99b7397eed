//! What is longer than a page goes on on the next, to its last word: no paper of ours lets a row run off its pages.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::sheets::{changes_of, flawless, holder, laid, paper_facts, party};
use common::{episode, file, run};
use deliver::letters::{Block, Drawn, Letterhead, Paper, PaperFacts, Prose, ProsePage, Spot, draw};
use deliver::profile::built_in;
use deliver::sheet::sheet;
use deliver::{
    AlbumCopy, AlbumTrack, BookletPictures, Dress, Form, Minutes, MinutesAnswer, MinutesNote, MinutesRound, MinutesRow,
    MusicChange, MusicChanges, SHEET_TEMPLATE, booklet, difference, render, render_changes, render_minutes,
    render_music_changes, render_paper, render_sheet,
};
use model::{CueId, CueKind, Hit, HitId, ShareRole};
use timebase::{Flicks, Position};

/// So many words that are told apart, `a0000 a0001 …`: 1,333 of them have 7,997 letters, about the most that a page shows of
/// a text.
fn words(letter: char, count: usize) -> Vec<String> {
    (0..count).map(|at| format!("{letter}{at:04}")).collect()
}

fn text(letter: char) -> String {
    words(letter, 1_333).join(" ")
}

/// Each word is on a page, above its bottom margin, where the footer stands.
fn all_there(what: &str, pdf: &[u8], expected: &[String]) {
    let (_folder, path) = file("whole.pdf", pdf);
    let boxes = run("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]);
    let value = |line: &str, name: &str| -> f64 {
        line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let mut bottom = 0.0;
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for line in boxes.lines().map(str::trim) {
        if line.starts_with("<page ") {
            bottom = value(line, "height") - 30.0;
        } else if line.starts_with("<word ") && value(line, "yMax") <= bottom {
            let word = line.split('>').nth(1).unwrap().split('<').next().unwrap();
            *found.entry(word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()).or_default() += 1;
        }
    }
    let lost: Vec<&String> = expected.iter().filter(|word| !found.contains_key(*word)).collect();
    assert!(lost.is_empty(), "{what}: {} of {} are lost: {lost:?}", lost.len(), expected.len());
}

fn printed(facts: &PaperFacts, paper: Paper) -> Vec<u8> {
    let drawn = draw(facts, paper, None, None).unwrap();
    render_paper(&drawn, &Letterhead::of(facts), None, Form::Pdf).unwrap()
}

#[test]
fn sixty_writers_of_a_work_are_on_every_sheet() {
    let mut facts = laid(&(0..12).map(|at| ("4M01", at * 900, at * 900 + 600)).collect::<Vec<_>>());
    let (writers, publishers) = (words('w', 60), words('p', 60));
    let holders = &mut facts.cues[3].track.as_mut().unwrap().work.as_mut().unwrap().holders;
    holders.clear();
    for (id, (writer, publisher)) in (100..).zip(writers.iter().zip(&publishers)) {
        for (id, role, first, name) in
            [(id, ShareRole::ComposerAuthor, "A.", writer), (id + 100, ShareRole::OriginalPublisher, "", publisher)]
        {
            let mut one = holder(id, role, 1, party(id, first, name, "PRS", "00000000199"));
            one.share.share = model::Share(16_666);
            holders.push(one);
        }
    }
    let expected = [writers, publishers].concat();
    for profile in built_in() {
        let page = sheet(&facts, profile);
        all_there(&profile.id, &render_sheet(&page, &Dress::default(), Form::Pdf).unwrap(), &expected);
    }
    // A template of the user's may be a copy of the one that came before, in which cells broke by themselves.
    let former = SHEET_TEMPLATE.replace(
        "row.lines.map(kept)",
        "row.lines.map(line => line.enumerate().map(((index, cell)) => table.cell(
    breakable: shown(cell).len() > 600,
    cell-of(columns.at(index), cell),
  )))",
    );
    assert_ne!(former, SHEET_TEMPLATE);
    let dress = Dress { template: Some(&former), ..Dress::default() };
    let page = sheet(&facts, &built_in()[0]);
    all_there("a former template", &render_sheet(&page, &dress, Form::Pdf).unwrap(), &expected);
    let mut list = episode();
    list.rows[3].composer = words('w', 60).join("\n");
    list.rows[3].publisher = words('p', 60).join(", ");
    list.rows[4].title = text('t');
    let expected = [expected, words('t', 1_333)].concat();
    all_there("the cue list", &render(&list, Form::Pdf).unwrap(), &expected);
}

#[test]
fn spotting_notes_have_all_that_was_noted_of_a_cue() {
    let mut facts = paper_facts();
    let spot =
        |facts: &mut PaperFacts, cue: i64, notes: Vec<String>| facts.spots.get_mut(&CueId(cue)).unwrap().notes = notes;
    spot(&mut facts, 1, vec![text('n')]);
    spot(&mut facts, 2, words('m', 90));
    facts.hits = (0..150)
        .map(|at| Hit {
            id: HitId(at),
            cut: model::CutId(1),
            at: facts.sheet.cues[2].span.unwrap().start + Flicks::from_seconds(at / 2),
            label: format!("h{at:04}"),
        })
        .collect();
    let expected = [words('n', 1_333), words('m', 90), words('h', 150)].concat();
    all_there("spotting notes", &printed(&facts, Paper::SpottingNotes), &expected);
}

#[test]
fn a_clearance_log_has_remarks_whole() {
    // Sentences that ran off the page: 500 letters, and more than anybody writes.
    for count in [83, 1_333] {
        let mut facts = paper_facts();
        facts.rights[1].line.note = words('n', count).join(" ");
        facts.rights[2].line.next_action = words('x', count).join(" ");
        let expected = [words('n', count), words('x', count)].concat();
        all_there("the clearance log", &printed(&facts, Paper::ClearanceLog), &expected);
    }
}

#[test]
fn letters_and_credits_have_their_longest_paragraphs_and_cells_whole() {
    let mut facts = paper_facts();
    facts.sheet.series.synopsis = text('s');
    facts.rights[0].line.media = text('m');
    let expected = [words('s', 1_333), words('m', 1_333)].concat();
    all_there("the quote request", &printed(&facts, Paper::QuoteRequest), &expected);
    let paragraph =
        |text: String| Block::Paragraph { text: vec![deliver::letters::Inline { text, ..Default::default() }] };
    let blocks = vec![paragraph(words('c', 200).join("\n")), paragraph(text('d'))];
    let credits = Prose {
        title: "End credits".into(),
        centred: true,
        pages: vec![ProsePage { recipient: String::new(), blocks }],
    };
    let pdf = render_paper(&Drawn::Prose(credits), &Letterhead::default(), None, Form::Pdf).unwrap();
    all_there("end credits", &pdf, &[words('c', 200), words('d', 1_333)].concat());
}

#[test]
fn minutes_and_changes_have_long_words_whole_even_where_the_episode_has_no_name() {
    let answer = MinutesAnswer { who: "Dana".into(), words: text('a'), ..MinutesAnswer::default() };
    let row = MinutesRow { cue: "1M01".into(), letter: "A".into(), answers: vec![answer], ..MinutesRow::default() };
    let note = MinutesNote { cue: "1M01".into(), body: text('b'), ..MinutesNote::default() };
    let round = MinutesRound { title: "Round 1".into(), rows: vec![row], notes: vec![note], ..MinutesRound::default() };
    let minutes = Minutes { rounds: vec![round], ..Minutes::default() };
    let expected = [words('a', 1_333), words('b', 1_333)].concat();
    all_there("minutes", &render_minutes(&minutes, Form::Pdf).unwrap(), &expected);

    let change = MusicChange { cue: "1M01".into(), title: text('a'), reason: text('b'), ..MusicChange::default() };
    let list =
        MusicChanges { old_cut: text('c'), new_cut: "Cut 4".into(), changes: vec![change], ..MusicChanges::default() };
    let expected = [expected, words('c', 1_333)].concat();
    all_there("the music change list", &render_music_changes(&list, Form::Pdf).unwrap(), &expected);

    let filed = flawless();
    let mut now = filed.clone();
    now.cues[2].track.as_mut().unwrap().work.as_mut().unwrap().work.title = text('e');
    let profile = &built_in()[0];
    let changes = changes_of(profile, difference(&sheet(&filed, profile), &sheet(&now, profile)));
    all_there("changes", &render_changes(&changes, Form::Pdf).unwrap(), &words('e', 1_333));

    let mut nameless = episode();
    (nameless.show, nameless.episode, nameless.title, nameless.cut) = Default::default();
    render(&nameless, Form::Pdf).unwrap();
}

#[test]
fn a_booklet_has_everybody_and_the_longest_note() {
    let short =
        AlbumTrack { number: 1, title: "Short".into(), length: Flicks::from_seconds(60), ..AlbumTrack::default() };
    let long = AlbumTrack { writers: words('w', 200), note: text('n'), ..short.clone() };
    let album = AlbumCopy { title: "Album".into(), tracks: vec![short.clone(), long, short], ..AlbumCopy::default() };
    let pdf = booklet(&album, &BookletPictures::default()).unwrap();
    all_there("the booklet", &pdf, &[words('w', 200), words('n', 1_333)].concat());
}

#[test]
fn short_rows_stay_on_one_page() {
    let mut facts = paper_facts();
    let model = facts.sheet.cues[0].clone();
    facts.sheet.cues.clear();
    facts.spots.clear();
    for id in 1..=120 {
        let notes = (0..4).map(|line| format!("r{id:03}x{line}")).collect();
        facts.sheet.cues.push(deliver::sheet::SheetCue { id: CueId(id), ..model.clone() });
        facts.spots.insert(
            CueId(id),
            Spot { kind: CueKind::Music, at: Position::ZERO, brief: String::new(), themes: Vec::new(), notes },
        );
    }
    let (_folder, path) = file("rows.pdf", &printed(&facts, Paper::SpottingNotes));
    let text = run("pdftotext", &["-layout", path.to_str().unwrap(), "-"]);
    let pages: Vec<&str> = text.split('\u{c}').collect();
    assert!(pages.len() > 5);
    for id in 1..=120 {
        let row = format!("r{id:03}x");
        assert!(pages.iter().any(|page| page.matches(&row).count() == 4), "{row} is on two pages");
    }
}
