//! How much is laid out as pages. A table of tens of thousands of rows takes the machine's memory and minutes of it, and nobody
//! leafs through the pages: it is refused before anything is laid out, with the form that holds all of it. Nothing is cut.

use super::{Form, endings};
use crate::letters::{Block, Inline, List, Prose};
use crate::listing::Listing;
use crate::sheet::{Cell, Sheet};
use crate::{Changes, DeliverError, Minutes, MinutesAnswer, MusicChanges};

/// The most entries of printed pages: each text counts one, and another for every [`LETTERS`] of its first [`LONG`] bytes.
/// Measured: 20 to 40 KB of memory each. The clearance log of a season of 24 episodes fits; documents of an episode stay below a
/// fifth of it.
const MOST_PRINTED: usize = 30_000;
/// The most entries of a text document, which is written and not laid out.
const MOST_WRITTEN: usize = 36_000;
const LETTERS: usize = 25;
/// What is longer is bounded by all letters of a document together, where pages are typeset.
const LONG: usize = 200;

/// A document that is laid out in some of its forms.
pub(crate) trait LaidOut {
    /// Takes every text that stands on it.
    fn texts(&self, take: &mut dyn FnMut(&str));
}

/// Whether `what` is few enough entries for `form`; a form that lays nothing out takes any number. `forms` are all that the
/// document is written in.
///
/// # Errors
/// If it is not: with those of `forms` that hold all of it.
pub(crate) fn check(document: &str, what: &dyn LaidOut, form: Form, forms: &[Form]) -> Result<(), DeliverError> {
    let Some(most) = most(form) else { return Ok(()) };
    let mut entries = 0_usize;
    what.texts(&mut |text| {
        if !text.is_empty() {
            entries += 1 + text.len().min(LONG) / LETTERS;
        }
    });
    if entries <= most {
        return Ok(());
    }
    let whole: Vec<Form> = forms.iter().copied().filter(|form| most_of(*form) >= entries).collect();
    let advice = if whole.is_empty() {
        "make it of fewer at a time".to_owned()
    } else {
        format!("export it as {}, which holds all of it", endings(whole))
    };
    let pages = if form == Form::Pdf { "printed pages hold" } else { "a text document holds" };
    Err(DeliverError::TooMuch { document: document.to_lowercase(), pages, entries, most, advice })
}

fn most(form: Form) -> Option<usize> {
    match form {
        Form::Pdf => Some(MOST_PRINTED),
        Form::Docx => Some(MOST_WRITTEN),
        Form::Csv | Form::Xlsx | Form::Json | Form::Txt | Form::Edl => None,
    }
}

fn most_of(form: Form) -> usize {
    most(form).unwrap_or(usize::MAX)
}

/// Takes each of some texts.
pub(crate) fn all<'a>(texts: impl IntoIterator<Item = &'a String>, take: &mut dyn FnMut(&str)) {
    texts.into_iter().for_each(|text| take(text));
}

impl LaidOut for Listing {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        for row in &self.rows {
            let known = [&row.number, &row.title, &row.scene, &row.usage, &row.theme_role, &row.track];
            all(known.into_iter().chain([&row.artist, &row.composer, &row.publisher]), take);
            all([&row.in_timecode, &row.out_timecode, &row.duration].into_iter().flatten(), take);
            take(row.status.word());
        }
    }
}

impl LaidOut for Sheet {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        for cell in self.rows.iter().flat_map(|row| row.lines.iter().flatten()) {
            match cell {
                Cell::Text(text) | Cell::Length { text, .. } | Cell::Share { text, .. } => take(text),
                Cell::Number(_) => take("1"),
            }
        }
    }
}

impl LaidOut for Changes {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        for one in &self.changes {
            all([&one.cue, &one.what, &one.field, &one.before, &one.after], take);
        }
    }
}

impl LaidOut for Minutes {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        let said = |answers: &[MinutesAnswer], take: &mut dyn FnMut(&str)| {
            for one in answers {
                all([&one.who, &one.role, &one.said, &one.words, &one.at, &one.source], take);
            }
        };
        for round in &self.rounds {
            take(&round.title);
            for row in &round.rows {
                let known = [&row.cue, &row.title, &row.letter, &row.track, &row.artist, &row.in_timecode];
                all(known.into_iter().chain([&row.out_timecode, &row.decision, &row.changed]), take);
                said(&row.answers, take);
                said(&row.earlier, take);
            }
            for note in &round.notes {
                all([&note.cue, &note.letter, &note.track, &note.at, &note.until, &note.who, &note.body], take);
            }
        }
    }
}

impl LaidOut for MusicChanges {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        for one in &self.changes {
            let times = [&one.old_in, &one.old_out, &one.new_in, &one.new_out, &one.moved, &one.longer];
            all([&one.cue, &one.title, &one.track].into_iter().chain(times), take);
            all([&one.change, &one.reason], take);
        }
    }
}

impl LaidOut for Prose {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        self.pages.iter().for_each(|page| of_blocks(&page.blocks, take));
    }
}

fn of_blocks(blocks: &[Block], take: &mut dyn FnMut(&str)) {
    let runs = |text: &[Inline], take: &mut dyn FnMut(&str)| text.iter().for_each(|run| take(&run.text));
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text } => runs(text, take),
            Block::List { items, .. } => items.iter().for_each(|item| of_blocks(item, take)),
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| runs(cell, take));
            }
            Block::Quote { blocks } => of_blocks(blocks, take),
            Block::Rule => {}
        }
    }
}

impl LaidOut for List {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        self.facts.iter().for_each(|fact| take(&fact.value));
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        rows.flat_map(|row| &row.cells).for_each(|cell| take(cell.shown()));
        all(&self.notes, take);
    }
}
