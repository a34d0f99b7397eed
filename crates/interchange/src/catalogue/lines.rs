//! The rows of a catalogue sheet as recordings, works and who has shares of them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use model::credits::{Credit, same_name};
use model::{CatalogueField, Identifier, Share, SocietyNumber, WorkSide, societies};

use super::Sheet;
use super::guess;
use super::numbers::{are_hundredths, read_bpm, read_year, without_point};
use super::people::{Named, people};
use super::settle::{Owners, settle};
use super::sources::{Side, side};
use crate::table::Row;

/// Most contributors of one recording over all its rows.
const MOST_CONTRIBUTORS: usize = 1_000;

/// Problems that are listed.
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
    /// What the writers have of the whole, where the sheet counts in the whole.
    pub writers_part: Option<Share>,
    /// What societies call the work.
    pub society_numbers: Vec<SocietyNumber>,
    /// Whether the sheet says no shares of several, so that they were given equal ones.
    pub evened: bool,
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

/// What a sheet says, and what of it could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// Rows that name a recording.
    pub lines: Vec<CatalogueLine>,
    /// In the order of rows.
    pub problems: Vec<RowProblem>,
}

/// Reads the rows of a sheet by a map of its columns.
#[must_use]
pub fn read_lines(sheet: &Sheet, columns: &[Option<CatalogueField>]) -> Lines {
    let mut read = Lines::default();
    each_line(sheet, columns, &mut read.problems, |line| read.lines.push(line));
    read.problems.sort_by_key(|problem| problem.row);
    read
}

/// Reads the rows of a sheet one recording after the other: `take` gets each with all its contributors.
pub fn each_line(
    sheet: &Sheet,
    columns: &[Option<CatalogueField>],
    list: &mut Vec<RowProblem>,
    mut take: impl FnMut(CatalogueLine),
) {
    let plan = Columns::of(sheet, columns);
    let mut first_rows: HashMap<u64, u64> = HashMap::new();
    let mut open: Option<(CatalogueLine, Owners, u64)> = None;
    for row in sheet.rows() {
        let mut problems = Problems { row: row.number, list: &mut *list };
        let mut line = plan.line(row, &mut problems);
        let owners = Owners {
            writers: people(&plan.writers, WorkSide::Writers, row, &mut problems),
            publishers: people(&plan.publishers, WorkSide::Publishers, row, &mut problems),
        };
        let key = key(&line);
        let nameless = line.title.is_empty() && line.isrc.is_empty() && line.file_name.is_empty();
        let somebody = !owners.writers.is_empty() || !owners.publishers.is_empty();
        if let Some((last, known, last_key)) = open.as_mut()
            && somebody
            && (nameless || *last_key == key)
            && !says_the_same(known, &owners)
        {
            // One contributor a row: they belong to the recording above.
            if known.writers.len() + known.publishers.len() > MOST_CONTRIBUTORS {
                problems.leave_out(format!(
                    "the recording of row {} has more than {MOST_CONTRIBUTORS} contributors",
                    last.row
                ));
                continue;
            }
            known.writers.extend(owners.writers);
            known.publishers.extend(owners.publishers);
            last.society_numbers.append(&mut line.society_numbers);
        } else if nameless {
            if somebody || line != (CatalogueLine { row: row.number, ..CatalogueLine::default() }) {
                problems.leave_out("it names no recording: title, ISRC and file name are empty".to_owned());
            }
        } else if let Some(first) = first_rows.get(&key) {
            problems.leave_out(format!("it is the same recording as row {first}"));
        } else {
            first_rows.insert(key, row.number);
            if let Some((line, owners, _)) = open.replace((line, owners, key)) {
                finish(line, owners, plan.hundredths, list, &mut take);
            }
        }
    }
    if let Some((line, owners, _)) = open {
        finish(line, owners, plan.hundredths, list, &mut take);
    }
}

fn finish(
    mut line: CatalogueLine,
    owners: Owners,
    hundredths: bool,
    list: &mut Vec<RowProblem>,
    take: &mut impl FnMut(CatalogueLine),
) {
    let mut problems = Problems { row: line.row, list };
    settle(&mut line, owners, hundredths, &mut problems);
    line.society_numbers.dedup();
    take(line);
}

/// What a recording is known by within a sheet.
fn key(line: &CatalogueLine) -> u64 {
    let mut hasher = DefaultHasher::new();
    if line.isrc.is_empty() {
        (same_name(&line.title), same_name(&line.artist), same_name(&line.file_name)).hash(&mut hasher);
    } else {
        line.isrc.hash(&mut hasher);
    }
    hasher.finish()
}

fn says_the_same(one: &Owners, other: &Owners) -> bool {
    let same = |one: &[Named], other: &[Named]| {
        one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| {
                same_name(&one.credit.name) == same_name(&other.credit.name) && one.share == other.share
            })
    };
    same(&one.writers, &other.writers) && same(&one.publishers, &other.publishers)
}

/// Where problems of a row go.
pub(super) struct Problems<'a> {
    pub row: u64,
    pub list: &'a mut Vec<RowProblem>,
}

impl Problems<'_> {
    pub fn note(&mut self, message: String) {
        self.push(RowProblem { row: self.row, message, left_out: false });
    }

    fn leave_out(&mut self, message: String) {
        self.push(RowProblem { row: self.row, message, left_out: true });
    }

    fn push(&mut self, problem: RowProblem) {
        match self.list.len() {
            MOST_PROBLEMS => {
                let message = format!("there are more than {MOST_PROBLEMS} problems; the others are not listed");
                self.list.push(RowProblem { row: self.row, message, left_out: false });
            }
            count if count < MOST_PROBLEMS => self.list.push(problem),
            _ => {}
        }
    }
}

/// How the columns of a sheet are read.
struct Columns<'a> {
    headings: &'a [String],
    fields: &'a [Option<CatalogueField>],
    writers: Side,
    publishers: Side,
    /// Whether shares count hundredths of a percent.
    hundredths: bool,
}

impl<'a> Columns<'a> {
    fn of(sheet: &'a Sheet, fields: &'a [Option<CatalogueField>]) -> Self {
        use CatalogueField as Field;
        let is_share = |at: &usize| matches!(fields.get(*at), Some(Some(Field::WriterShares | Field::PublisherShares)));
        let shares: Vec<usize> = (0..fields.len()).filter(is_share).collect();
        let cells = sheet.rows().flat_map(|row| shares.iter().map(move |&at| row.cell(at)));
        Self {
            headings: &sheet.headings,
            fields,
            writers: side(WorkSide::Writers, &sheet.headings, fields),
            publishers: side(WorkSide::Publishers, &sheet.headings, fields),
            hundredths: !shares.is_empty() && are_hundredths(cells),
        }
    }

    fn all<'b>(&self, row: Row<'b>, field: CatalogueField) -> impl Iterator<Item = (usize, &'b str)> {
        let places = self.fields.iter().enumerate().filter(move |(_, own)| **own == Some(field));
        places.map(move |(at, _)| (at, row.cell(at))).filter(|(_, cell)| !cell.is_empty())
    }

    fn one(&self, row: Row<'_>, field: CatalogueField) -> String {
        self.all(row, field).next().map(|(_, cell)| cell.to_owned()).unwrap_or_default()
    }

    fn identifier(&self, row: Row<'_>, field: CatalogueField, kind: Identifier, problems: &mut Problems<'_>) -> String {
        kind.parse(&self.one(row, field)).unwrap_or_else(|error| {
            problems.note(format!("{error}; it was left out"));
            String::new()
        })
    }

    fn number(
        &self,
        row: Row<'_>,
        field: CatalogueField,
        what: (&str, fn(&str) -> Option<i64>),
        problems: &mut Problems<'_>,
    ) -> Option<i64> {
        let text = self.one(row, field);
        let number = what.1(&text);
        if number.is_none() && !text.is_empty() {
            problems.note(format!("{text:?} is not a {}; it was left out", what.0));
        }
        number
    }

    fn line(&self, row: Row<'_>, problems: &mut Problems<'_>) -> CatalogueLine {
        use CatalogueField as Field;
        let one = |field| self.one(row, field);
        CatalogueLine {
            row: row.number,
            title: one(Field::Title),
            artist: one(Field::Artist),
            album: one(Field::Album),
            isrc: self.identifier(row, Field::Isrc, Identifier::Isrc, problems),
            file_name: one(Field::FileName),
            label: one(Field::Label),
            catalogue_number: one(Field::CatalogueNumber),
            cut_number: without_point(&one(Field::CutNumber)).to_owned(),
            library: one(Field::Library),
            year: self.number(row, Field::Year, ("year", read_year), problems),
            bpm_milli: self.number(row, Field::Bpm, ("tempo", read_bpm), problems),
            key: one(Field::Key),
            mood: one(Field::Mood),
            genre: one(Field::Genre),
            language: one(Field::Language),
            work_title: one(Field::WorkTitle),
            iswc: self.identifier(row, Field::Iswc, Identifier::Iswc, problems),
            society_numbers: self
                .all(row, Field::SocietyNumber)
                .filter_map(|(at, number)| self.society_number(at, number))
                .collect(),
            ..CatalogueLine::default()
        }
    }

    /// A society's number of the work, where the heading names the society.
    fn society_number(&self, at: usize, number: &str) -> Option<SocietyNumber> {
        let words = guess::words(self.headings.get(at)?);
        let society = words.iter().find_map(|word| societies::canonical(word))?;
        Some(SocietyNumber { society: society.to_owned(), number: without_point(number).to_owned() })
    }
}
