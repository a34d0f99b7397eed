//! The rows of a catalogue sheet as recordings, works and who has shares of them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use model::credits::{Commas, Doubt, same_name};
use model::{CatalogueField, Identifier, SocietyNumber, WorkSide, societies};

use super::Sheet;
use super::heading;
use super::line::{CatalogueLine, Problems, RowProblem, RowProblems};
use super::named::Named;
use super::numbers::{are_hundredths, read_bpm, read_year, without_point};
use super::people::{names_anybody, people};
use super::settle::{Owners, settle};
use super::sources::{Side, side};
use crate::table::Row;

/// Most rows of one recording that say the same.
const MOST_TIMES: usize = 8;
/// Most contributors of one recording over all its rows.
const MOST_CONTRIBUTORS: usize = 1_000;

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
    let mut problems = RowProblems::default();
    each_line(sheet, columns, &mut problems, |_| true, |line| read.lines.push(line));
    read.problems = problems.first;
    read.problems.sort_by_key(|problem| problem.row);
    read
}

/// Reads the rows of a sheet one recording after the other: `take` gets each with all its contributors. Of a recording
/// that is not `wanted`, by what names it, nothing more is read.
pub fn each_line(
    sheet: &Sheet,
    columns: &[Option<CatalogueField>],
    list: &mut RowProblems,
    mut wanted: impl FnMut(&CatalogueLine) -> bool,
    mut take: impl FnMut(CatalogueLine),
) {
    let plan = Columns::of(sheet, columns);
    let mut first_rows: HashMap<u64, u64> = HashMap::new();
    let mut open: Option<Open> = None;
    for row in sheet.rows() {
        let mut problems = Problems { row: row.number, list: &mut *list };
        if let Some(doubt) = sheet.doubt(row.number) {
            problems.note(doubt);
        }
        let head = plan.head(row, &mut problems);
        let key = key(&head);
        let nameless = head.title.is_empty() && head.isrc.is_empty() && head.file_name.is_empty();
        let somebody = names_anybody(&plan.writers, row) || names_anybody(&plan.publishers, row);
        if let Some(last) = open.as_mut()
            && somebody
            && (nameless || last.key == key)
            && last.takes(row, &plan, &mut problems)
        {
            continue;
        }
        if nameless {
            if row.cells().any(|cell| !cell.is_empty()) && !continues_without_names(open.as_ref(), row, &plan) {
                problems.leave_out("it names no recording: title, ISRC and file name are empty".to_owned());
            }
        } else if let Some(first) = first_rows.get(&key) {
            problems.leave_out(format!("it is the same recording as row {first}"));
        } else {
            first_rows.insert(key, row.number);
            let is_wanted = wanted(&head);
            let (line, owners) = if is_wanted {
                (plan.line(head, row, &mut problems), plan.owners(row, &mut problems))
            } else {
                (head, Owners::default())
            };
            let seen = HashMap::from([(hash_of(row), 1)]);
            if let Some(before) = open.replace(Open { line, owners, key, wanted: is_wanted, seen }) {
                before.finish(plan.hundredths, list, &mut take);
            }
        }
    }
    if let Some(last) = open {
        last.finish(plan.hundredths, list, &mut take);
    }
}

/// Whether a row without names says only what stands beside a contributor who was left out: a role, a share.
fn continues_without_names(open: Option<&Open>, row: Row<'_>, plan: &Columns<'_>) -> bool {
    open.is_some() && plan.only_beside_names(row)
}

/// A recording whose rows may go on.
struct Open {
    line: CatalogueLine,
    owners: Owners,
    key: u64,
    wanted: bool,
    /// How often each of its rows came so far, by all that it says.
    seen: HashMap<u64, usize>,
}

impl Open {
    /// Takes the contributors of a further row; whether it is one, and not the same once more.
    fn takes(&mut self, row: Row<'_>, plan: &Columns<'_>, problems: &mut Problems<'_>) -> bool {
        if !self.wanted {
            return true;
        }
        if self.owners.writers.len() + self.owners.publishers.len() > MOST_CONTRIBUTORS {
            let first = self.line.row;
            problems.leave_out(format!("the recording of row {first} has more than {MOST_CONTRIBUTORS} contributors"));
            return true;
        }
        // A row may come once more for another share; one that comes again and again says nothing.
        let times = self.seen.entry(hash_of(row)).or_insert(0);
        *times += 1;
        if *times > MOST_TIMES {
            return false;
        }
        let before = problems.list.mark();
        let owners = plan.owners(row, problems);
        if says_the_same(&self.owners, &owners) {
            problems.list.forget_after(before);
            return false;
        }
        self.owners.unclear |= owners.unclear;
        self.owners.writers.extend(owners.writers);
        self.owners.publishers.extend(owners.publishers);
        self.line.society_numbers.extend(plan.society_numbers(row));
        true
    }

    fn finish(mut self, hundredths: bool, list: &mut RowProblems, take: &mut impl FnMut(CatalogueLine)) {
        if self.wanted {
            let mut problems = Problems { row: self.line.row, list };
            settle(&mut self.line, self.owners, hundredths, &mut problems);
            self.line.society_numbers.dedup();
        }
        take(self.line);
    }
}

fn hash_of(row: Row<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.cells().for_each(|cell| cell.hash(&mut hasher));
    hasher.finish()
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
        let mut writers = side(WorkSide::Writers, &sheet.headings, fields);
        writers.commas = match sheet.commas {
            Commas::Unknown => writers.written(sheet),
            said => said,
        };
        Self {
            headings: &sheet.headings,
            fields,
            writers,
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

    /// As the sheet shows it, in one line.
    fn text(&self, row: Row<'_>, field: CatalogueField) -> String {
        use CatalogueField as Field;
        let shown = self.all(row, field).next().map(|(at, _)| row.shown(at)).unwrap_or_default();
        let mut lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
        match (field, lines.next()) {
            (_, None) => String::new(),
            // Values one below the other.
            (Field::Mood | Field::Genre | Field::Language, Some(first)) => {
                lines.fold(first.to_owned(), |all, line| format!("{all}; {line}"))
            }
            (_, Some(first)) => lines.fold(first.to_owned(), |all, line| format!("{all} {line}")),
        }
    }

    fn identifier(&self, row: Row<'_>, field: CatalogueField, kind: Identifier, problems: &mut Problems<'_>) -> String {
        let text = self.one(row, field);
        let error = match kind.parse(&text) {
            Ok(bare) => return bare,
            Err(error) => error,
        };
        // Some write several into one cell; a recording and a work have one.
        let parts = text.split([';', ',', '/', '|', '\n']).filter(|part| !part.trim().is_empty());
        let mut several =
            parts.map(|part| kind.parse(part)).collect::<Result<Vec<_>, _>>().unwrap_or_default().into_iter();
        let first = several.next().unwrap_or_default();
        let others: Vec<String> = several.filter(|other| *other != first).map(|other| kind.display(&other)).collect();
        problems.note(match first.is_empty() {
            true => format!("{error}; it was left out"),
            false => {
                format!("\"{text}\" names more than one: {} was taken, {} not", kind.display(&first), others.join(", "))
            }
        });
        first
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
            problems.note(format!("\"{text}\" is not a {}; it was left out", what.0));
        }
        number
    }

    /// What names the recording.
    fn head(&self, row: Row<'_>, problems: &mut Problems<'_>) -> CatalogueLine {
        use CatalogueField as Field;
        CatalogueLine {
            row: row.number,
            title: self.text(row, Field::Title),
            artist: self.text(row, Field::Artist),
            isrc: self.identifier(row, Field::Isrc, Identifier::Isrc, problems),
            file_name: self.text(row, Field::FileName),
            ..CatalogueLine::default()
        }
    }

    /// What else the row says of recording and work.
    fn line(&self, head: CatalogueLine, row: Row<'_>, problems: &mut Problems<'_>) -> CatalogueLine {
        use CatalogueField as Field;
        let text = |field| self.text(row, field);
        CatalogueLine {
            album: text(Field::Album),
            label: text(Field::Label),
            catalogue_number: text(Field::CatalogueNumber),
            cut_number: without_point(&text(Field::CutNumber)).to_owned(),
            library: text(Field::Library),
            year: self.number(row, Field::Year, ("year", read_year), problems),
            bpm_milli: self.number(row, Field::Bpm, ("tempo", read_bpm), problems),
            key: text(Field::Key),
            mood: text(Field::Mood),
            genre: text(Field::Genre),
            language: text(Field::Language),
            work_title: text(Field::WorkTitle),
            iswc: self.identifier(row, Field::Iswc, Identifier::Iswc, problems),
            society_numbers: self.society_numbers(row),
            ..head
        }
    }

    fn owners(&self, row: Row<'_>, problems: &mut Problems<'_>) -> Owners {
        let writers = people(&self.writers, WorkSide::Writers, row, problems);
        Owners {
            unclear: writers.iter().any(|named| named.credit.doubt == Some(Doubt::Commas)),
            writers,
            publishers: people(&self.publishers, WorkSide::Publishers, row, problems),
        }
    }

    /// Whether every text of a row is beside names, or in a column that is not used.
    fn only_beside_names(&self, row: Row<'_>) -> bool {
        use CatalogueField as Field;
        let beside = |field: Option<CatalogueField>| {
            matches!(
                field,
                None | Some(
                    Field::WriterRoles
                        | Field::WriterSocieties
                        | Field::WriterIpis
                        | Field::WriterShares
                        | Field::PublisherRoles
                        | Field::PublisherSocieties
                        | Field::PublisherIpis
                        | Field::PublisherShares
                )
            )
        };
        row.cells().enumerate().all(|(at, cell)| cell.is_empty() || beside(self.fields.get(at).copied().flatten()))
    }

    fn society_numbers(&self, row: Row<'_>) -> Vec<SocietyNumber> {
        self.all(row, CatalogueField::SocietyNumber)
            .filter_map(|(at, number)| self.society_number(at, number))
            .collect()
    }

    /// A society's number of the work, where the heading names the society.
    fn society_number(&self, at: usize, number: &str) -> Option<SocietyNumber> {
        let words = heading::words(self.headings.get(at)?);
        let society = words.iter().find_map(|word| societies::canonical(word))?;
        Some(SocietyNumber { society: society.to_owned(), number: without_point(number).to_owned() })
    }
}
