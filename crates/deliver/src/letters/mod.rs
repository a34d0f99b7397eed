//! Letters and lists: everything beside the cue sheet that a music department sends.
//!
//! [`PaperFacts`] holds what the show knows. [`draw`] turns it into [`Prose`] by a template, or into a [`List`]; every
//! file and the window are made of these, so they cannot disagree.

mod credits;
mod example;
mod facts;
mod gaps;
mod letter;
mod list;
mod lists;
pub(crate) mod logo;
mod paper;
mod production;
mod prose;
mod season_report;
pub(crate) mod template;
mod words;

use model::{PartyId, SeriesFacts};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::WordingError;

pub use credits::{Credit, Credits};
pub use facts::{BudgetScope, BudgetSum, PaperFacts, Right, Spot};
pub use gaps::{Gap, gaps};
pub use letter::{
    Addressee, Letter, LetterLine, LetterOption, LetterUse, Recipient, RecipientLine, is_about, letters, recipients,
};
pub use list::{List, ListCell, ListColumn, ListFact, ListRow, ListTable};
pub(crate) use list::{columns, row};
pub use logo::{Picture, logo, picture};
pub use paper::Paper;
pub use production::Production;
pub use prose::{Block, ColumnAlign, Inline, Prose, ProsePage, plain};
pub use season_report::{
    Breakdown, EarlierSeason, ReportEpisode, ReportGroup, ReportMoney, ReportRisk, ReportRow, RiskKind, SeasonReport,
};

/// The name of the template that printed cue sheets are set by.
pub const SHEET_TEMPLATE_NAME: &str = "cue-sheet";

/// The templates there are, by name: those of letters in Jinja and Markdown, that of cue sheets in typst.
pub const TEMPLATES: [(&str, &str); 4] = [
    ("quote-request", include_str!("../../templates/quote-request.md")),
    ("confirmation", include_str!("../../templates/confirmation.md")),
    ("end-credits", include_str!("../../templates/end-credits.md")),
    (SHEET_TEMPLATE_NAME, crate::dress::SHEET_TEMPLATE),
];

/// Our own template of a name.
#[must_use]
pub fn our_template(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What is on paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Drawn {
    /// Running text.
    Prose(Prose),
    /// Tables.
    List(List),
}

/// What stands at the head of every letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Letterhead {
    /// The production company.
    pub company: String,
    /// Its postal address, in lines.
    pub address: String,
    /// Where answers go.
    pub email: String,
}

impl Letterhead {
    /// That of a programme.
    #[must_use]
    pub fn of(facts: &PaperFacts) -> Self {
        Self::new(&facts.sheet.company, &facts.sheet.series)
    }

    /// That of a production company.
    #[must_use]
    pub fn new(company: &str, series: &SeriesFacts) -> Self {
        let company = company.trim();
        // An address for envelopes begins with the company's name, which stands above it already.
        let lines: Vec<&str> = series.address.lines().filter(|line| line.trim() != company).collect();
        Self { company: company.to_owned(), address: lines.join("\n"), email: series.email.clone() }
    }
}

/// Draws up a paper: a letter by `template` or ours, of one rights holder alone where `to` names one.
///
/// # Errors
/// If the template cannot be used.
pub fn draw(
    facts: &PaperFacts,
    paper: Paper,
    template: Option<&str>,
    to: Option<PartyId>,
) -> Result<Drawn, WordingError> {
    let source = template.or_else(|| our_template(paper.name())).unwrap_or_default();
    let prose = |pages, centred| Drawn::Prose(Prose { title: paper.title().to_owned(), centred, pages });
    Ok(match paper {
        Paper::QuoteRequest | Paper::Confirmation => {
            let letters = letters(facts, paper, to);
            let texts = template::write_out(paper.name(), source, &letters)?;
            let page = |(letter, text): (&Letter, &String)| ProsePage {
                recipient: letter.to.name.clone(),
                blocks: prose::blocks(text),
            };
            prose(letters.iter().zip(&texts).map(page).collect(), false)
        }
        Paper::EndCredits => {
            let texts = template::write_out(paper.name(), source, &[credits::credits(facts)])?;
            let page = |text: &String| ProsePage { recipient: String::new(), blocks: prose::blocks(text) };
            prose(texts.iter().map(page).collect(), true)
        }
        Paper::ClearanceLog => Drawn::List(lists::clearance_log(facts)),
        Paper::Budget => Drawn::List(lists::budget(facts)),
        Paper::SpottingNotes => Drawn::List(lists::spotting_notes(facts)),
        Paper::Soundtrack => Drawn::List(lists::soundtrack(facts)),
    })
}

/// Tries a template of a letter over an example, so that a mistake is found before it is kept.
///
/// # Errors
/// If it cannot be used.
pub fn try_template(paper: Paper, source: &str) -> Result<(), WordingError> {
    match paper {
        Paper::QuoteRequest | Paper::Confirmation => {
            template::write_out(paper.name(), source, &[example::letter()]).map(drop)
        }
        Paper::EndCredits => template::write_out(paper.name(), source, &[example::credits()]).map(drop),
        Paper::ClearanceLog | Paper::Budget | Paper::SpottingNotes | Paper::Soundtrack => Ok(()),
    }
}

/// What a template of a letter may name, with examples: `to.name` and `Fjord Songs`.
#[must_use]
pub fn variables(paper: Paper) -> Vec<(String, String)> {
    let example = match paper {
        Paper::QuoteRequest | Paper::Confirmation => serde_json::to_value(example::letter()),
        Paper::EndCredits => serde_json::to_value(example::credits()),
        Paper::ClearanceLog | Paper::Budget | Paper::SpottingNotes | Paper::Soundtrack => Ok(serde_json::Value::Null),
    };
    let mut found = Vec::new();
    name_values("", &example.unwrap_or_default(), &mut found);
    found
}

fn name_values(path: &str, value: &serde_json::Value, found: &mut Vec<(String, String)>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        serde_json::Value::Object(members) => {
            members.iter().for_each(|(name, value)| name_values(&below(name), value, found))
        }
        serde_json::Value::Array(items) => match items.first() {
            Some(item @ serde_json::Value::Object(_)) => name_values(&format!("{path}[]"), item, found),
            Some(item) => found.push((format!("{path}[]"), told(item))),
            None => found.push((format!("{path}[]"), String::new())),
        },
        other => found.push((path.to_owned(), told(other))),
    }
}

fn told(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(paper: Paper, letter: &Letter) -> String {
        let source = our_template(paper.name()).expect("a template of ours");
        let texts = template::write_out(paper.name(), source, &[letter]).expect("a letter");
        texts.concat().replace('\\', "")
    }

    #[test]
    fn terms_that_nobody_said_are_marked_and_never_told_as_said() {
        let mut letter = example::letter();
        for paper in [Paper::QuoteRequest, Paper::Confirmation] {
            let told = words(paper, &letter);
            assert!(told.contains("| **Media** | All media |") && !told.contains("to be confirmed"), "{told}");
        }
        for line in &mut letter.lines {
            (line.media, line.territory, line.term) = Default::default();
            (line.dates, line.options) = Default::default();
        }
        let asked = words(Paper::QuoteRequest, &letter);
        for row in ["**Media** | [to be confirmed: All media] |", "**Territory** | [to be confirmed: World] |"] {
            assert!(asked.contains(row), "{asked}");
        }
        assert!(asked.contains("**Term** | [to be confirmed: Perpetuity]"), "{asked}");
        // Where it begins says nothing of its end; where it ends says it all.
        letter.lines[0].dates = "from 1 January 2027".into();
        let asked = words(Paper::QuoteRequest, &letter);
        assert!(asked.contains("**Term** | [to be confirmed: Perpetuity], from 1 January 2027 |"), "{asked}");
        let mut dated = letter.clone();
        dated.lines[0].dates = "from 1 January 2027 to 31 December 2031".into();
        dated.lines[0].ends = "31 December 2031".into();
        for paper in [Paper::QuoteRequest, Paper::Confirmation] {
            let told = words(paper, &dated);
            assert!(told.contains("**Term** | from 1 January 2027 to 31 December 2031 |"), "{told}");
        }
        dated.lines[0].term = "5 years".into();
        for paper in [Paper::QuoteRequest, Paper::Confirmation] {
            let told = words(paper, &dated);
            assert!(told.contains("**Term** | 5 years, from 1 January 2027 to 31 December 2031 |"), "{told}");
        }
        // What binds both sides proposes nothing.
        let agreed = words(Paper::Confirmation, &letter);
        assert!(agreed.contains("**Media** | ____________ |"), "{agreed}");
        assert!(!["All media", "World", "Perpetuity"].iter().any(|term| agreed.contains(term)), "{agreed}");
    }
}
