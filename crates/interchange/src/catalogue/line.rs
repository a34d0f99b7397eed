//! What one row of a catalogue sheet says, and what of it could not be taken.

use model::credits::Credit;
use model::{Share, SocietyNumber};

/// Problems that are kept.
const MOST_PROBLEMS: usize = 10_000;

/// What one row says. Texts are empty and numbers `None` where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each field is the catalogue field of the same name")]
pub struct CatalogueLine {
    /// In the file, from 1.
    pub row: u64,
    pub title: String,
    pub artist: String,
    pub album: String,
    /// Bare.
    pub isrc: String,
    pub file_name: String,
    pub label: String,
    pub catalogue_number: String,
    pub cut_number: String,
    pub library: String,
    pub year: Option<i64>,
    /// Thousandths.
    pub bpm_milli: Option<i64>,
    pub key: String,
    pub mood: String,
    pub genre: String,
    pub language: String,
    pub work_title: String,
    /// Bare.
    pub iswc: String,
    /// Roles and shares of the writers' side filled in, as far as the sheet says them.
    pub writers: Vec<Credit>,
    /// Roles and shares of the publishers' side filled in, as far as the sheet says them.
    pub publishers: Vec<Credit>,
    /// What of the publishers' side the sheet says is unpublished.
    pub unpublished: Share,
    /// What of the publishers' side the sheet says is under copyright control.
    pub copyright_control: Share,
    /// What the writers have of the whole, where the sheet counts in the whole.
    pub writers_part: Option<Share>,
    /// What societies call the work.
    pub society_numbers: Vec<SocietyNumber>,
    /// Whether the sheet says no shares of several, so that they were given equal ones.
    pub evened: bool,
    /// Whether commas leave open how many writers the sheet names: then it names none.
    pub unclear: bool,
}

/// Something of a row that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// In the file, from 1.
    pub row: u64,
    /// What is wrong, as a sentence.
    pub message: String,
    /// Whether all of the row was left out, not only a part of it.
    pub left_out: bool,
}

/// Problems as they are found: the first of them, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowProblems {
    /// At most 10,000.
    pub first: Vec<RowProblem>,
    /// All of them.
    pub count: usize,
}

impl RowProblems {
    /// How many there are now: what comes after can be forgotten.
    pub(super) const fn mark(&self) -> (usize, usize) {
        (self.first.len(), self.count)
    }

    pub(super) fn forget_after(&mut self, (kept, count): (usize, usize)) {
        self.first.truncate(kept);
        self.count = count;
    }
}

/// Where problems of a row go.
pub(super) struct Problems<'a> {
    pub row: u64,
    pub list: &'a mut RowProblems,
}

impl Problems<'_> {
    pub fn note(&mut self, message: String) {
        self.push(RowProblem { row: self.row, message, left_out: false });
    }

    pub fn leave_out(&mut self, message: String) {
        self.push(RowProblem { row: self.row, message, left_out: true });
    }

    fn push(&mut self, problem: RowProblem) {
        self.list.count += 1;
        if self.list.first.len() < MOST_PROBLEMS {
            self.list.first.push(problem);
        }
    }
}
