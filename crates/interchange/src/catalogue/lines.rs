//! The rows of a catalogue sheet as recordings, works and who has shares of them.

use std::collections::HashMap;

use model::credits::{Credit, read_credits, same_name};
use model::shares::{TOLERANCE, evened_out, is_whole, made_whole};
use model::{CatalogueField, Identifier, Share, ShareRole, WorkSide, societies};

use super::Sheet;

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
    /// Roles and shares of the writers' side filled in.
    pub writers: Vec<Credit>,
    /// Roles and shares of the publishers' side filled in.
    pub publishers: Vec<Credit>,
    /// What the writers have of the whole, where the sheet counts in the whole.
    pub writers_part: Option<Share>,
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
    let mut first_rows: HashMap<String, u64> = HashMap::new();
    for (row, cells) in &sheet.rows {
        let mut problems = Problems { row: *row, list: &mut read.problems };
        let cells = Cells { cells, columns };
        let mut line = line(*row, &cells, &mut problems);
        let key = if line.isrc.is_empty() {
            format!("{}|{}|{}", same_name(&line.title), same_name(&line.artist), same_name(&line.file_name))
        } else {
            line.isrc.clone()
        };
        let continues = read.lines.last().is_some_and(|last| {
            let nameless = line.title.is_empty() && line.isrc.is_empty() && line.file_name.is_empty();
            let somebody = !line.writers.is_empty() || !line.publishers.is_empty();
            somebody && (nameless || first_rows.get(&key) == Some(&last.row)) && !says_the_same(last, &line)
        });
        if let (true, Some(last)) = (continues, read.lines.last_mut()) {
            // One contributor a row: they belong to the recording above.
            last.writers.append(&mut line.writers);
            last.publishers.append(&mut line.publishers);
        } else if line.title.is_empty() && line.isrc.is_empty() && line.file_name.is_empty() {
            problems.leave_out("it names no recording: title, ISRC and file name are empty".to_owned());
        } else if let Some(first) = first_rows.get(&key) {
            problems.leave_out(format!("it is the same recording as row {first}"));
        } else {
            first_rows.insert(key, *row);
            read.lines.push(line);
        }
    }
    for line in &mut read.lines {
        settle(line, &mut Problems { row: line.row, list: &mut read.problems });
    }
    read.problems.sort_by_key(|problem| problem.row);
    read
}

fn says_the_same(one: &CatalogueLine, other: &CatalogueLine) -> bool {
    let names = |credits: &[Credit]| credits.iter().map(|credit| same_name(&credit.name)).collect::<Vec<_>>();
    names(&one.writers) == names(&other.writers) && names(&one.publishers) == names(&other.publishers)
}

struct Problems<'a> {
    row: u64,
    list: &'a mut Vec<RowProblem>,
}

impl Problems<'_> {
    fn note(&mut self, message: String) {
        self.list.push(RowProblem { row: self.row, message, left_out: false });
    }

    fn leave_out(&mut self, message: String) {
        self.list.push(RowProblem { row: self.row, message, left_out: true });
    }
}

struct Cells<'a> {
    cells: &'a [String],
    columns: &'a [Option<CatalogueField>],
}

impl<'a> Cells<'a> {
    fn all(&self, field: CatalogueField) -> Vec<&'a str> {
        let of_field = self.columns.iter().zip(self.cells).filter(|(column, _)| **column == Some(field));
        of_field.map(|(_, cell)| cell.as_str()).collect()
    }

    fn one(&self, field: CatalogueField) -> String {
        self.all(field).into_iter().find(|cell| !cell.is_empty()).unwrap_or_default().to_owned()
    }

    fn identifier(&self, field: CatalogueField, kind: Identifier, problems: &mut Problems<'_>) -> String {
        kind.parse(&self.one(field)).unwrap_or_else(|error| {
            problems.note(format!("{error}; it was left out"));
            String::new()
        })
    }
}

fn line(row: u64, cells: &Cells<'_>, problems: &mut Problems<'_>) -> CatalogueLine {
    use CatalogueField as Field;
    let one = |field| cells.one(field);
    let year = one(Field::Year);
    let bpm = one(Field::Bpm);
    let writers = side(
        cells,
        &[Field::Writers, Field::Lyricists],
        [Field::WriterSocieties, Field::WriterIpis, Field::WriterShares],
        problems,
    );
    let publishers = side(
        cells,
        &[Field::Publishers],
        [Field::PublisherSocieties, Field::PublisherIpis, Field::PublisherShares],
        problems,
    );
    CatalogueLine {
        row,
        title: one(Field::Title),
        artist: one(Field::Artist),
        album: one(Field::Album),
        isrc: cells.identifier(Field::Isrc, Identifier::Isrc, problems),
        file_name: one(Field::FileName),
        label: one(Field::Label),
        catalogue_number: one(Field::CatalogueNumber),
        cut_number: one(Field::CutNumber),
        library: one(Field::Library),
        year: read_year(&year).or_else(|| {
            if !year.is_empty() {
                problems.note(format!("{year:?} is not a year; it was left out"));
            }
            None
        }),
        bpm_milli: read_bpm(&bpm).or_else(|| {
            if !bpm.is_empty() {
                problems.note(format!("{bpm:?} is not a tempo; it was left out"));
            }
            None
        }),
        key: one(Field::Key),
        mood: one(Field::Mood),
        genre: one(Field::Genre),
        language: one(Field::Language),
        work_title: one(Field::WorkTitle),
        iswc: cells.identifier(Field::Iswc, Identifier::Iswc, problems),
        writers,
        publishers,
        writers_part: None,
    }
}

/// A year in whatever a date is written as, or a date as spreadsheets count days.
fn read_year(text: &str) -> Option<i64> {
    let groups = text.split(|letter: char| !letter.is_ascii_digit());
    let years = groups.filter(|group| group.len() == 4).filter_map(|group| group.parse::<i64>().ok());
    if let Some(year) = years.into_iter().find(|year| (1850..=2100).contains(year)) {
        return Some(year);
    }
    // 1900-01-01 is day 1; 365.2425 days a year.
    let day = text.parse::<i64>().ok().filter(|day| (10_000..=73_000).contains(day))?;
    Some(1900 + (day - 1) * 10_000 / 3_652_425)
}

/// `92`, `92.5`, `92,5 bpm`, in thousandths.
fn read_bpm(text: &str) -> Option<i64> {
    let number: String = text.chars().take_while(|letter| letter.is_ascii_digit() || ".,".contains(*letter)).collect();
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((&number, ""));
    let part = format!("{part:0<3}");
    let milli = whole.parse::<i64>().ok()?.checked_mul(1_000)? + part.get(..3)?.parse::<i64>().ok()?;
    (1_000..1_000_000).contains(&milli).then_some(milli)
}

/// Who has shares of a side: names, and what stands in columns of its own beside them.
fn side(
    cells: &Cells<'_>,
    names: &[CatalogueField],
    beside: [CatalogueField; 3],
    problems: &mut Problems<'_>,
) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    let [societies_of, ipis_of, shares_of] = beside;
    let columns: Vec<(CatalogueField, &str)> =
        names.iter().flat_map(|&field| cells.all(field).into_iter().map(move |cell| (field, cell))).collect();
    let apart = columns.iter().filter(|(field, _)| Some(field) == names.first()).count() > 1;
    let (societies, ipis) = (cells.all(societies_of), cells.all(ipis_of));
    let shares = cells.all(shares_of);
    let both =
        names.len() > 1 && columns.iter().any(|(field, cell)| *field == CatalogueField::Lyricists && !cell.is_empty());
    let shares = if apart {
        in_percent(shares.into_iter())
    } else {
        in_percent(listed(&shares, false).iter().map(String::as_str))
    };
    for (at, &(field, cell)) in columns.iter().enumerate() {
        let role = match field {
            CatalogueField::Lyricists => ShareRole::Author,
            CatalogueField::Publishers => ShareRole::OriginalPublisher,
            _ if both => ShareRole::Composer,
            _ => ShareRole::ComposerAuthor,
        };
        for mut credit in read_credits(cell) {
            credit.role = credit.role.filter(|own| own.side() == role.side()).or(Some(role));
            if apart {
                let told = |list: &[&str]| list.get(at).map_or(String::new(), |cell| (*cell).to_owned());
                let share = shares.get(at).map_or("", String::as_str);
                complete(&mut credit, &told(&societies), &told(&ipis), share, problems);
            }
            join(&mut credits, credit);
        }
    }
    if !apart {
        let (societies, ipis) = (listed(&societies, true), listed(&ipis, true));
        for (at, credit) in credits.iter_mut().enumerate() {
            let told = |list: &[String]| list.get(at).cloned().unwrap_or_default();
            // One society for all of them.
            let society = if let [only] = &societies[..] { only.clone() } else { told(&societies) };
            complete(credit, &society, &told(&ipis), &told(&shares), problems);
        }
    }
    credits
}

/// Whoever wrote music and words is named once.
fn join(credits: &mut Vec<Credit>, credit: Credit) {
    let same = |other: &&mut Credit| same_name(&other.name) == same_name(&credit.name);
    match credits.iter_mut().find(same) {
        Some(known) if known.role != credit.role => known.role = Some(ShareRole::ComposerAuthor),
        Some(_) => {}
        None => credits.push(credit),
    }
}

fn listed(cells: &[&str], by_comma: bool) -> Vec<String> {
    let divides = |letter: char| matches!(letter, '/' | ';' | '|' | '\n') || (by_comma && letter == ',');
    let parts = cells.iter().flat_map(|cell| cell.split(divides)).flat_map(|part| part.split(", "));
    let list: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
    if list.iter().all(String::is_empty) { Vec::new() } else { list }
}

fn complete(credit: &mut Credit, society: &str, ipi: &str, share: &str, problems: &mut Problems<'_>) {
    if credit.society.is_empty() && !society.is_empty() {
        credit.society = societies::canonical(society).map_or_else(|| society.to_uppercase(), str::to_owned);
        if societies::canonical(society).is_none() {
            let near = societies::nearest(society);
            let meant = near.map_or_else(String::new, |near| format!("; is {} meant?", near.name));
            problems.note(format!("{society:?} is not a society that this program knows{meant}"));
        }
    }
    if credit.ipi.is_empty() && !ipi.is_empty() {
        // Spreadsheets take leading zeros away.
        let plain = ipi.bytes().all(|digit| digit.is_ascii_digit()) && ipi.len() < 11;
        let text = if plain { format!("{ipi:0>11}") } else { ipi.to_owned() };
        match Identifier::IpiName.parse(&text) {
            Ok(ipi) => credit.ipi = ipi,
            Err(error) => problems.note(format!("{}: {error}; it was left out", credit.name)),
        }
    }
    if credit.share.is_none() && !share.is_empty() {
        credit.share = read_percent(share);
        if credit.share.is_none() {
            problems.note(format!("{}: {share:?} is not a share; it was left out", credit.name));
        }
    }
}

/// A number with at most six decimals, in millionths.
fn millionths(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || whole.len() > 3 || !digits(whole) || !digits(part) || part.len() > 12 {
        return None;
    }
    let part = format!("{part:0<6}");
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    Some(whole * 1_000_000 + part.get(..6)?.parse::<i64>().ok()?)
}

/// `75`, `75 %`, `33,33`.
fn read_percent(text: &str) -> Option<Share> {
    millionths(text).map(|percent| Share((percent + 50) / 100)).filter(|share| *share <= Share::WHOLE)
}

/// The cells of a side's shares in percent: cells formatted as percentages hold fractions of one.
fn in_percent<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    let cells: Vec<&str> = cells.collect();
    let is_part = |cell: &&&str| !cell.contains('%') && millionths(cell).is_some_and(|number| number <= 1_000_000);
    let told = cells.iter().filter(|cell| !cell.is_empty());
    let fractions = told.clone().count() > 0 && told.clone().all(|cell| is_part(&cell));
    if !fractions {
        return cells.into_iter().map(str::to_owned).collect();
    }
    let percent = |cell: &str| {
        millionths(cell).map_or_else(String::new, |part| format!("{}.{:04}", part / 10_000, part % 10_000))
    };
    cells.into_iter().map(percent).collect()
}

/// Shares of the sides as one convention, from whatever the sheet counts in.
fn settle(line: &mut CatalogueLine, problems: &mut Problems<'_>) {
    let told =
        |credits: &[Credit]| -> i64 { credits.iter().filter_map(|credit| credit.share).map(|share| share.0).sum() };
    let (writers, publishers) = (told(&line.writers), told(&line.publishers));
    let whole = Share::WHOLE.0;
    let near = |sum: i64, wanted: i64| (sum - wanted).abs() <= TOLERANCE.0;
    if writers > 0 && publishers > 0 && near(writers + publishers, whole) && !near(writers, whole) {
        // Both sides together are 100 %: the other convention.
        line.writers_part = Some(Share(writers));
        for credits in [&mut line.writers, &mut line.publishers] {
            let shares: Vec<Share> = credits.iter().map(|credit| credit.share.unwrap_or_default()).collect();
            for (credit, share) in credits.iter_mut().zip(made_whole(&shares)) {
                credit.share = Some(share);
            }
        }
        return;
    }
    for (side, credits) in [(WorkSide::Writers, &mut line.writers), (WorkSide::Publishers, &mut line.publishers)] {
        let owns = |credit: &Credit| credit.role.is_none_or(ShareRole::owns);
        let owners = credits.iter().filter(|credit| owns(credit)).count();
        if credits.iter().all(|credit| credit.share.is_none()) {
            let mut even = evened_out(owners).into_iter();
            for credit in credits.iter_mut() {
                credit.share = if owns(credit) { even.next() } else { Some(Share::WHOLE) };
            }
        }
        let sum: i64 =
            credits.iter().filter(|credit| owns(credit)).filter_map(|credit| credit.share).map(|s| s.0).sum();
        if owners > 0 && !is_whole(Share(sum), TOLERANCE) {
            let who = if side == WorkSide::Writers { "writers" } else { "publishers" };
            let (percent, part) = (sum / 10_000, sum % 10_000 / 100);
            problems.note(format!("the {who} have {percent}.{part:02} % together, not 100 %; mend their shares"));
        }
    }
}
