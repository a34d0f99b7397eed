//! Whom a row names, with what stands beside each name.

use std::collections::HashMap;

use model::credits::{Credit, Part, part_of, read_companies, read_people, same_name};
use model::{Identifier, ShareRole, WorkSide, societies};

use super::guess::Who;
use super::line::Problems;
use super::numbers::{Stated, stated, without_point};
use super::sources::{Beside, Names, Side};
use crate::table::Row;

/// Longest cell that is read as names, in letters.
const LONGEST: usize = 4_000;
/// Most names of a cell.
const MOST_NAMES: usize = 200;

/// Somebody of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub credit: Credit,
    pub share: Option<Stated>,
    /// Whether the sheet says a share that was not understood.
    pub unread: bool,
}

/// Everybody of a side.
pub(super) fn people(side: &Side, of: WorkSide, row: Row<'_>, problems: &mut Problems<'_>) -> Vec<Named> {
    let lyricist = side.sources.iter().any(|source| source.who == Who::Lyricist);
    let filled =
        |who: Who| side.sources.iter().any(|source| source.who == who && !names(&source.names, row).is_empty());
    let words_by_others = filled(Who::Lyricist);
    let detailed = side
        .sources
        .iter()
        .any(|source| !source.summary && only_general(source.who) && !names(&source.names, row).is_empty());
    let mut all: Vec<Named> = Vec::new();
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    let mut summary: Option<usize> = None;
    for source in &side.sources {
        let cell = names(&source.names, row);
        if cell.is_empty() {
            continue;
        }
        let beside = Values::of(&source.beside, row);
        let role = match source.who {
            Who::Publisher => ShareRole::OriginalPublisher,
            Who::Lyricist => ShareRole::Author,
            Who::Arranger => ShareRole::Arranger,
            // In a sheet that tells who wrote words, composers wrote music.
            Who::Composer if lyricist => ShareRole::Composer,
            Who::Writer | Who::Composer if words_by_others => ShareRole::Composer,
            Who::Writer | Who::Composer => ShareRole::ComposerAuthor,
        };
        if cell.chars().nth(LONGEST).is_some() {
            problems.note(format!("a cell with more than {LONGEST} letters is not read as names"));
            continue;
        }
        let mut credits = match &source.names {
            Names::Parts { .. } => vec![of_parts(&source.names, row)],
            Names::Whole(_) if of == WorkSide::Publishers => read_companies(&cell, beside.is_single(true)),
            Names::Whole(_) if beside.says_publisher() => read_companies(&cell, beside.is_single(true)),
            Names::Whole(_) => read_people(&cell, beside.is_single(false)),
        };
        if source.summary && detailed {
            summary = Some(summary.unwrap_or(0) + credits.len());
            continue;
        }
        if credits.len() > MOST_NAMES {
            problems.note(format!("a cell names more than {MOST_NAMES}; the first {MOST_NAMES} were taken"));
            credits.truncate(MOST_NAMES);
        }
        if let Some(doubtful) = credits.iter().find(|credit| credit.doubtful) {
            let count = credits.len();
            let told = if count == 1 { "one name".to_owned() } else { format!("{count} names") };
            let first: String = doubtful.name.chars().take(80).collect();
            let short: String = cell.chars().take(80).collect();
            problems.note(format!(
                "\"{short}\" was read as {told} (the first is \"{first}\"); put ; between names if that is wrong"
            ));
        }
        let mut named: Vec<Named> = credits
            .into_iter()
            .map(|mut credit| {
                credit.role = credit.role.filter(|own| own.side() == role.side()).or(Some(role));
                Named { credit, share: None, unread: false }
            })
            .collect();
        beside.give(&mut named, problems);
        for one in named {
            join(&mut all, &mut places, one);
        }
    }
    let general = all.iter().filter(|named| named.credit.role != Some(ShareRole::Arranger)).count();
    if let Some(count) = summary.filter(|count| *count > general) {
        problems.note(format!("one column names {count}, the columns for each of them {general}; those were taken"));
    }
    Values::of(&side.of_all, row).give(&mut all, problems);
    all
}

/// Whether a row names anybody of a side.
pub(super) fn names_anybody(side: &Side, row: Row<'_>) -> bool {
    let cell = |at: &usize| !row.cell(*at).is_empty();
    side.sources.iter().any(|source| match &source.names {
        Names::Whole(at) => cell(at),
        Names::Parts { first, last } => cell(last) || first.iter().any(cell),
    })
}

fn only_general(who: Who) -> bool {
    matches!(who, Who::Writer | Who::Composer | Who::Publisher)
}

/// The names of a source, first names first.
fn names(names: &Names, row: Row<'_>) -> String {
    match names {
        Names::Whole(at) => row.cell(*at).to_owned(),
        Names::Parts { first, last } => {
            let parts = first.iter().chain([last]).map(|&at| row.cell(at)).filter(|cell| !cell.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        }
    }
}

fn of_parts(parts: &Names, row: Row<'_>) -> Credit {
    let last = match parts {
        Names::Parts { last, .. } => row.cell(*last),
        Names::Whole(at) => row.cell(*at),
    };
    Credit { name: names(parts, row), last_name: last.to_owned(), ..Credit::default() }
}

/// Whoever is named twice in a row did both: composer and author, arranger too.
/// `places` are those of each name among all.
fn join(all: &mut Vec<Named>, places: &mut HashMap<String, Vec<usize>>, one: Named) {
    let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
    let same = places.entry(same_name(&one.credit.name)).or_default();
    let known =
        same.iter().copied().find(|&at| all.get(at).is_some_and(|other| agree(&other.credit.ipi, &one.credit.ipi)));
    let Some(known) = known.and_then(|at| all.get_mut(at)) else {
        same.push(all.len());
        return all.push(one);
    };
    let (mine, theirs) = (&mut known.credit, one.credit);
    mine.role = match (mine.role, theirs.role) {
        (Some(ShareRole::Composer), Some(ShareRole::Author)) | (Some(ShareRole::Author), Some(ShareRole::Composer)) => {
            Some(ShareRole::ComposerAuthor)
        }
        (role, other) => role.or(other),
    };
    for (mine, theirs) in
        [(&mut mine.society, theirs.society), (&mut mine.ipi, theirs.ipi), (&mut mine.last_name, theirs.last_name)]
    {
        if mine.is_empty() {
            *mine = theirs;
        }
    }
    mine.share = mine.share.or(theirs.share);
    known.unread |= one.unread;
    known.share = match (known.share, one.share) {
        (Some(Stated::Bare(a)), Some(Stated::Bare(b))) => Some(Stated::Bare(a + b)),
        (Some(Stated::Percent(a)), Some(Stated::Percent(b))) => Some(Stated::Percent(a + b)),
        (Some(Stated::Part(a)), Some(Stated::Part(b))) => Some(Stated::Part(a + b)),
        (mine, theirs) => mine.or(theirs),
    };
}

/// What a row says beside names.
struct Values {
    societies: Vec<String>,
    ipis: Vec<String>,
    shares: Vec<String>,
    roles: Vec<String>,
}

impl Values {
    fn of(beside: &Beside, row: Row<'_>) -> Self {
        let cells = |columns: &[usize]| -> Vec<&str> { columns.iter().map(|&at| row.cell(at)).collect() };
        let role = |cell: &&str| part_of(cell).is_some();
        let roles = cells(&beside.roles);
        // `Composer/Author` is one role.
        let whole = roles.len() == 1 && roles.iter().all(role);
        Self {
            societies: listed(&cells(&beside.societies), true),
            ipis: listed(&cells(&beside.ipis), true),
            shares: shares(&cells(&beside.shares)),
            roles: if whole { roles.iter().map(|cell| (*cell).to_owned()).collect() } else { listed(&roles, true) },
        }
    }

    /// Whether what is said is of one only. A society alone may be of several people, and is of one company.
    fn is_single(&self, companies: bool) -> bool {
        let one = |list: &[String]| list.len() == 1 && list.iter().all(|text| !text.is_empty());
        one(&self.ipis) || one(&self.shares) || (companies && one(&self.societies)) || (one(&self.roles) && !companies)
    }

    /// Whether the one role that is said is a publisher's.
    fn says_publisher(&self) -> bool {
        let [role] = &self.roles[..] else { return false };
        matches!(part_of(role), Some(Part::Of(role)) if role.side() == WorkSide::Publishers)
    }

    /// Gives each of the names what is said of it.
    fn give(&self, named: &mut Vec<Named>, problems: &mut Problems<'_>) {
        self.give_roles(named, problems);
        let count = named.len();
        for (at, one) in named.iter_mut().enumerate() {
            // One society for all of them.
            let society = if let [only] = &self.societies[..] { Some(only) } else { self.societies.get(at) };
            if let Some(text) = society.filter(|text| !text.is_empty()) {
                give_society(&mut one.credit, text, problems);
            }
        }
        if (count > 0 && self.ipis.len() > count) || (count > 1 && self.ipis.len() == 1) {
            problems.note(format!(
                "{} for {}; left out",
                counted(self.ipis.len(), "IPI number"),
                counted(count, "name")
            ));
        } else {
            for (one, ipi) in named.iter_mut().zip(&self.ipis).filter(|(_, ipi)| !ipi.is_empty()) {
                give_ipi(&mut one.credit, ipi, problems);
            }
        }
        if self.shares.is_empty() || count == 0 {
            return;
        }
        if self.shares.len() != count && (self.shares.len() > count || self.shares.len() == 1) {
            let list = self.shares.join(" / ");
            problems.note(format!(
                "{} ({list}) for {}: unclear whose; left out",
                counted(self.shares.len(), "share"),
                counted(count, "name")
            ));
            for one in named.iter_mut() {
                one.unread = one.share.is_none() && one.credit.share.is_none();
            }
            return;
        }
        for (one, text) in named.iter_mut().zip(&self.shares).filter(|(_, text)| !text.is_empty()) {
            one.share = stated(text);
            if one.share.is_none() {
                one.unread = one.credit.share.is_none();
                problems.note(format!("{}: \"{text}\" is not a share; it was left out", one.credit.name));
            }
        }
    }

    fn give_roles(&self, named: &mut Vec<Named>, problems: &mut Problems<'_>) {
        if self.roles.is_empty() || named.is_empty() {
            return;
        }
        let roles: Vec<Option<&String>> = (0..named.len())
            .map(|at| if let [only] = &self.roles[..] { Some(only) } else { self.roles.get(at) })
            .collect();
        let mut at = 0;
        named.retain_mut(|one| {
            let role = roles.get(at).copied().flatten().filter(|role| !role.is_empty());
            at += 1;
            let Some(text) = role else { return true };
            match part_of(text) {
                Some(Part::Of(role)) => one.credit.role = Some(role),
                Some(Part::Recording) => {
                    problems.note(format!(
                        "{} is named as {text}, who has no share of the work; left out",
                        one.credit.name
                    ));
                    return false;
                }
                None => {
                    problems.note(format!(
                        "{}: \"{text}\" is not a role that this program knows; it was left out",
                        one.credit.name
                    ));
                }
            }
            true
        });
    }
}

pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}

fn shares(cells: &[&str]) -> Vec<String> {
    // `2/3` and `66 2/3 %` are one share, `60/40` are two.
    if let [cell] = cells
        && stated(cell).is_some()
    {
        return vec![(*cell).to_owned()];
    }
    listed(cells, false)
}

fn listed(cells: &[&str], by_comma: bool) -> Vec<String> {
    let divides = |letter: char| matches!(letter, '/' | ';' | '|' | '\n') || (by_comma && letter == ',');
    let whole = |cell: &str| societies::canonical(cell).is_some();
    let mut list: Vec<String> = Vec::new();
    for cell in cells {
        // `APRA/AMCOS` is one society.
        if by_comma && whole(cell) {
            list.push((*cell).trim().to_owned());
            continue;
        }
        let cell = cell.replace(", ", ";");
        list.extend(cell.split(divides).map(|part| part.trim().to_owned()));
    }
    if list.iter().all(String::is_empty) { Vec::new() } else { list }
}

fn give_society(credit: &mut Credit, text: &str, problems: &mut Problems<'_>) {
    if !credit.society.is_empty() {
        return;
    }
    let number = without_point(text);
    if number.bytes().all(|digit| digit.is_ascii_digit()) {
        match societies::by_number(number) {
            Some(name) => name.clone_into(&mut credit.society),
            None => problems
                .note(format!("\"{text}\" is not the number of a society that this program knows; it was left out")),
        }
        return;
    }
    if let Some(name) = societies::canonical(text) {
        name.clone_into(&mut credit.society);
        return;
    }
    // Societies' names are short: anything longer is not taken for one.
    let near = societies::nearest(text);
    let meant = near.map_or_else(String::new, |near| format!("; is {} meant?", near.name));
    problems.note(format!("\"{text}\" is not a society that this program knows{meant}"));
    if text.chars().count() <= 20 {
        credit.society = text.to_uppercase();
    }
}

fn give_ipi(credit: &mut Credit, text: &str, problems: &mut Problems<'_>) {
    if !credit.ipi.is_empty() {
        return;
    }
    let ipi = without_point(text.trim());
    // Spreadsheets take leading zeros away.
    let plain = ipi.bytes().all(|digit| digit.is_ascii_digit()) && ipi.len() < 11;
    let text = if plain { format!("{ipi:0>11}") } else { ipi.to_owned() };
    match Identifier::IpiName.parse(&text) {
        Ok(ipi) => credit.ipi = ipi,
        Err(error) => problems.note(format!("{}: {error}; it was left out", credit.name)),
    }
}
