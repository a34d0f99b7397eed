//! Letters and lists of the open show: drawn up from the document as it is, shown, and issued.

mod facts;
mod templates;

use std::path::{Path, PathBuf};

use deliver::letters::{
    Drawn, Gap, Letterhead, Paper, PaperFacts, Prose, ProsePage, Recipient, draw, gaps, letters, recipients,
};
use deliver::{Document, Form, render_paper};
use model::{ClearanceId, ClearanceStatus, CutId, Issued, PartyId};
use serde::Serialize;
use serde_json::Value;
use store::StoreError;
use ts_rs::TS;

use crate::error::StudioError;
use crate::{Studio, check_output, write_file};
use facts::facts;

pub use templates::{TemplateVariable, TemplateView};

/// A letter or list in the list of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperSummary {
    /// Which.
    pub paper: Paper,
    /// `Quote request`.
    pub title: String,
    /// How many letters there are to write; `None` for what is no letter.
    pub letters: Option<usize>,
    /// How many things it should say are not known.
    pub gaps: usize,
}

/// A letter or list as the Deliver page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperView {
    /// Which.
    pub paper: Paper,
    /// `Quote request`.
    pub title: String,
    /// The forms it leaves in, the usual one first.
    pub formats: Vec<Form>,
    /// What is on it; `None` if the user's wording cannot be used.
    pub drawn: Option<Drawn>,
    /// Why the wording cannot be used, as a sentence.
    pub wrong: Option<String>,
    /// What stands at the head of letters.
    pub head: Letterhead,
    /// Whom it may go to; empty for what is no letter.
    pub recipients: Vec<Recipient>,
    /// What it should say and nobody knows.
    pub gaps: Vec<Gap>,
    /// Lines of the letters shown that nobody was asked about yet.
    pub to_request: Vec<ClearanceId>,
    /// Those that left the house for this episode, newest first.
    pub issued: Vec<Issued>,
    /// Whether its wording is the user's own.
    pub own_wording: bool,
}

/// What is asked of an export.
#[derive(Debug, Clone, Copy)]
pub struct PaperExport<'a> {
    /// Which.
    pub paper: Paper,
    /// The form.
    pub format: Form,
    /// The rights holder whose letter it is; `None` for all letters in one file.
    pub to: Option<PartyId>,
    /// To whom a list goes, for the ledger; empty where nobody said. Letters go to the rights holder.
    pub recipient: &'a str,
    /// Whether a file that is there may be replaced.
    pub replace: bool,
}

impl Studio {
    /// The letters and lists of a cut.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn papers(&self, cut: CutId) -> Result<Vec<PaperSummary>, StudioError> {
        let facts = self.paper_facts(cut)?;
        let summary = |paper: Paper| PaperSummary {
            paper,
            title: paper.title().to_owned(),
            letters: paper
                .is_letter()
                .then(|| recipients(&facts, paper).iter().filter(|recipient| recipient.included > 0).count()),
            gaps: gaps(&facts, paper).len(),
        };
        Ok(Paper::ALL.into_iter().map(summary).collect())
    }

    /// A letter or list of a cut: of one rights holder where `to` names one, and with `draft` as its wording where that
    /// is given.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn paper(
        &self,
        cut: CutId,
        paper: Paper,
        to: Option<PartyId>,
        draft: Option<&str>,
    ) -> Result<PaperView, StudioError> {
        let facts = self.paper_facts(cut)?;
        let own = self.own_wording(paper)?;
        let drawn = draw(&facts, paper, draft.or(own.as_deref()), to);
        let mut recipients = if paper.is_letter() { recipients(&facts, paper) } else { Vec::new() };
        recipients.sort_by_key(|recipient| recipient.included == 0);
        let shown = recipients.iter().filter(|recipient| to.is_none_or(|to| to == recipient.party));
        let lines = shown.flat_map(|recipient| &recipient.lines);
        let to_request = lines
            .filter(|line| line.included && line.status == ClearanceStatus::ToRequest)
            .map(|line| line.clearance)
            .collect();
        let issued = self.ledger()?;
        let issued = issued.into_iter().filter(|one| one.kind == paper.name() && one.episode == facts.sheet.name);
        Ok(PaperView {
            paper,
            title: paper.title().to_owned(),
            formats: Document::Paper(paper).forms(),
            wrong: drawn.as_ref().err().map(|error| crate::sentence(error)),
            drawn: drawn.ok(),
            head: Letterhead::of(&facts),
            gaps: gaps(&facts, paper),
            to_request: if paper == Paper::QuoteRequest { to_request } else { Vec::new() },
            recipients,
            issued: issued.collect(),
            own_wording: own.is_some(),
        })
    }

    /// The rights holder of a name, in any case, whom a letter may go to.
    ///
    /// # Errors
    /// If nobody is called so, or the document cannot be read.
    pub fn recipient_named(&self, cut: CutId, paper: Paper, name: &str) -> Result<PartyId, StudioError> {
        let facts = self.paper_facts(cut)?;
        let known = recipients(&facts, paper);
        let wanted = name.trim().to_lowercase();
        let found = known.iter().find(|recipient| recipient.name.to_lowercase() == wanted);
        found.map(|recipient| recipient.party).ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|recipient| recipient.name.as_str()).collect();
            StudioError::NoRecipient {
                name: name.trim().to_owned(),
                episode: facts.sheet.name.clone(),
                known: if names.is_empty() { "nobody".to_owned() } else { names.join(", ") },
            }
        })
    }

    /// Writes a letter or list of a cut, and records in the ledger that it was issued: once for each rights holder.
    ///
    /// # Errors
    /// If there is nobody to write to, the wording cannot be used, or the file cannot be written; nothing is recorded
    /// then.
    pub fn export_paper(&self, cut: CutId, asked: &PaperExport<'_>, path: &Path) -> Result<Vec<Issued>, StudioError> {
        let PaperExport { paper, to, .. } = *asked;
        let format = Document::Paper(paper).form(asked.format.ending())?;
        check_output(self, path, asked.replace)?;
        let facts = self.paper_facts(cut)?;
        let own = self.own_wording(paper)?;
        let drawn = draw(&facts, paper, own.as_deref(), to).map_err(deliver::DeliverError::from)?;
        if let Drawn::Prose(Prose { pages, .. }) = &drawn
            && pages.is_empty()
        {
            return Err(nobody(&facts, paper, to));
        }
        let logo = self.document().rows().logo()?;
        let bytes = render_paper(&drawn, &Letterhead::of(&facts), logo.as_ref(), format)?;
        write_file(path, &bytes, asked.replace)?;
        let mut document = self.document();
        let mut recorded = Vec::new();
        for (recipient, content) in contents(&facts, asked, &drawn)? {
            let issued = Issued {
                id: document.next_id(),
                episode: facts.sheet.name.clone(),
                cut: facts.sheet.cut.clone(),
                kind: paper.name().to_owned(),
                profile: String::new(),
                format: format.ending().to_owned(),
                file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                recipient,
                issued_at: self.moment().at,
                hash: blake3::hash(&bytes).to_hex().to_string(),
                size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                is_final: true,
                revision: 0,
                content: content.to_string(),
            };
            document.issue(&issued)?;
            recorded.push(issued);
        }
        Ok(recorded)
    }

    /// Writes the letters of a cut, each rights holder's into a file of its own in `folder`, and records each in the
    /// ledger; the files, in the order of the names.
    ///
    /// # Errors
    /// If the paper is no letter, there is nobody to write to, a file is there and may not be replaced, or one cannot be
    /// written: those before it stay.
    pub fn export_letters(
        &self,
        cut: CutId,
        asked: &PaperExport<'_>,
        folder: &Path,
    ) -> Result<Vec<(PathBuf, Issued)>, StudioError> {
        let facts = self.paper_facts(cut)?;
        let to: Vec<Recipient> = if asked.paper.is_letter() {
            recipients(&facts, asked.paper).into_iter().filter(|one| one.included > 0).collect()
        } else {
            Vec::new()
        };
        if to.is_empty() {
            return Err(nobody(&facts, asked.paper, None));
        }
        let names = file_names(&facts, asked, &to);
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        for path in &paths {
            check_output(self, path, asked.replace)?;
            if !asked.replace && path.symlink_metadata().is_ok() {
                return Err(StudioError::Exists { path: path.clone() });
            }
        }
        let mut written = Vec::new();
        for (recipient, path) in to.iter().zip(paths) {
            let one = PaperExport { to: Some(recipient.party), ..*asked };
            let issued = self.export_paper(cut, &one, &path)?;
            written.extend(issued.into_iter().map(|issued| (path.clone(), issued)));
        }
        Ok(written)
    }

    /// A letter or list of the ledger, as it was.
    ///
    /// # Errors
    /// If the ledger has no such line, or it is of something else.
    pub fn issued_paper(&self, id: i64) -> Result<Drawn, StudioError> {
        let issued = self.ledger()?.into_iter().find(|one| one.id == id);
        let drawn = issued.and_then(|one| serde_json::from_str(&one.content).ok());
        drawn.ok_or(StudioError::NoSuch { what: "letter or list in the ledger", id })
    }

    fn paper_facts(&self, cut: CutId) -> Result<PaperFacts, StudioError> {
        self.read(|rows, revision| {
            let books = self.books(rows)?;
            facts(rows, revision, &books, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })
    }

    fn own_wording(&self, paper: Paper) -> Result<Option<String>, StoreError> {
        self.document().rows().template(paper.name())
    }
}

/// `My Heart 1x04 Quote request - Fjord Songs.pdf`, each name once.
fn file_names(facts: &PaperFacts, asked: &PaperExport<'_>, to: &[Recipient]) -> Vec<String> {
    let plain = |text: &str| -> String {
        let letters = text.chars().map(|letter| if is_awkward(letter) { ' ' } else { letter }).collect::<String>();
        letters.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches('.').chars().take(80).collect()
    };
    let about = plain(&format!("{} {} {}", facts.sheet.show, facts.sheet.name, asked.paper.title()));
    let mut names: Vec<String> = Vec::new();
    for recipient in to {
        let of = format!("{about} - {}", plain(&recipient.name));
        let numbered = (1..).map(|nth| if nth == 1 { of.clone() } else { format!("{of} {nth}") });
        let free = numbered.map(|name| format!("{name}.{}", asked.format.ending()));
        let is_free = |name: &String| !names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
        let name = free.take(to.len()).find(is_free);
        names.extend(name);
    }
    names
}

/// Whether a letter is one that a file system cannot have in a name, or that hides what follows it.
fn is_awkward(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// To whom it goes, and what it says: a letter's facts and text, or the whole paper.
fn contents(
    facts: &PaperFacts,
    asked: &PaperExport<'_>,
    drawn: &Drawn,
) -> Result<Vec<(String, Value)>, deliver::DeliverError> {
    match drawn {
        Drawn::Prose(Prose { pages, title, centred }) if asked.paper.is_letter() => {
            let written = letters(facts, asked.paper, asked.to);
            let one = |(letter, page): (&deliver::letters::Letter, &ProsePage)| {
                let alone = Drawn::Prose(Prose { pages: vec![page.clone()], title: title.clone(), centred: *centred });
                let mut content = serde_json::to_value(alone)?;
                content["letter"] = serde_json::to_value(letter)?;
                Ok((page.recipient.clone(), content))
            };
            written.iter().zip(pages).map(one).collect()
        }
        Drawn::Prose(_) | Drawn::List(_) => Ok(vec![(asked.recipient.trim().to_owned(), serde_json::to_value(drawn)?)]),
    }
}

/// Why there is no letter to write.
fn nobody(facts: &PaperFacts, paper: Paper, to: Option<PartyId>) -> StudioError {
    let title = paper.title().to_lowercase();
    let what = match paper {
        Paper::QuoteRequest => "to be requested",
        _ => "agreed yet",
    };
    let known = recipients(facts, paper);
    match to.and_then(|to| known.into_iter().find(|recipient| recipient.party == to)) {
        Some(recipient) => {
            let mut states: Vec<&str> = recipient.lines.iter().map(|line| line.status.word()).collect();
            states.dedup();
            StudioError::NoLetter {
                title,
                why: format!("nothing of {} is {what}; it is {}", recipient.name, states.join(", ")),
            }
        }
        None => StudioError::NoLetter { title, why: format!("nothing in {} is {what}", facts.sheet.name) },
    }
}
