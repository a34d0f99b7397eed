//! Letters as they are drawn up from the facts of a show.
#![allow(clippy::unwrap_used)]

mod common;

use common::sheets::paper_facts;
use deliver::letters::{Drawn, Letterhead, Paper, draw, gaps};
use deliver::{Form, render_paper};

#[test]
fn a_licence_whose_last_day_is_said_is_asked_no_term() {
    let mut facts = paper_facts();
    facts.rights.truncate(1);
    let term = |facts: &_, paper| {
        let drawn = draw(facts, paper, None, None).unwrap();
        assert!(matches!(drawn, Drawn::Prose(_)));
        let text = String::from_utf8(render_paper(&drawn, &Letterhead::default(), None, Form::Txt).unwrap()).unwrap();
        let line = text.lines().find(|line| line.trim_start().starts_with("Term")).unwrap().trim_start();
        let term = line.trim_start_matches("Term").trim_start_matches([':', ' ', '\t']).trim_end().to_owned();
        let asked = gaps(facts, paper).iter().any(|gap| gap.message.contains("term"));
        (term, asked)
    };
    let told = |term: &str, asked| (term.to_owned(), asked);
    facts.rights[0].line.starts = "2027-01-01".into();
    for (paper, open) in [(Paper::QuoteRequest, "[to be confirmed: Perpetuity]"), (Paper::Confirmation, "____________")]
    {
        let line = &mut facts.rights[0].line;
        line.status = if paper == Paper::Confirmation { model::ClearanceStatus::Confirmed } else { line.status };
        line.ends = String::new();
        assert_eq!(term(&facts, paper), told(&format!("{open}, from 1 January 2027"), true));
        facts.rights[0].line.ends = "2031-12-31".into();
        assert_eq!(term(&facts, paper), told("from 1 January 2027 to 31 December 2031", false));
    }
    facts.rights[0].line.starts = String::new();
    facts.rights[0].line.term = "5 years".into();
    assert_eq!(term(&facts, Paper::Confirmation), told("5 years, to 31 December 2031", false));
    // With an end nothing is perpetual, whoever wrote so; that it was written is told.
    facts.rights[0].line.starts = "2027-01-01".into();
    for words in ["Perpetuity", "in perpetuity", "Forever", "Life of copyright", "Unlimited term", "Perpetual"] {
        facts.rights[0].line.term = words.into();
        assert_eq!(term(&facts, Paper::Confirmation), told("from 1 January 2027 to 31 December 2031", true), "{words}");
    }
    facts.rights[0].line.ends = String::new();
    assert_eq!(term(&facts, Paper::Confirmation), told("Perpetual, from 1 January 2027", false));
    // The log says which day it is where the other is not known.
    let log = |facts: &_| {
        let drawn = draw(facts, Paper::ClearanceLog, None, None).unwrap();
        let Drawn::List(list) = drawn else { panic!("a list") };
        let cells = list.tables[0].rows[0].cells.iter().map(|cell| cell.shown().to_owned());
        cells.filter(|cell| cell.contains("20")).collect::<Vec<_>>().join("|")
    };
    assert!(log(&facts).contains("from 2027-01-01"), "{}", log(&facts));
    (facts.rights[0].line.starts, facts.rights[0].line.ends) = (String::new(), "2031-12-31".into());
    assert!(log(&facts).contains("to 2031-12-31") && !log(&facts).contains("Perpetual"), "{}", log(&facts));
}
