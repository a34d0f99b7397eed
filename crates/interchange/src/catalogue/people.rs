//! Whom a row names, with what stands beside each name.

use std::collections::HashMap;

use model::credits::{Credit, Doubt, read_companies, read_people, same_name};
use model::{ShareRole, WorkSide};

use super::beside::Values;
use super::heading::Who;
use super::line::Problems;
use super::named::{Named, is_filling};
use super::numbers::Stated;
use super::sources::{Names, Side};
use crate::table::Row;

/// Longest cell that is read as names, in letters.
const LONGEST: usize = 4_000;
/// Most names of a cell.
const MOST_NAMES: usize = 200;

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
            Names::Whole(_) => read_people(&cell, beside.is_single(false), side.commas),
        };
        if credits.is_empty() && !is_filling(&cell) {
            let short: String = cell.chars().take(80).collect();
            problems.note(format!("\"{short}\" names nobody; it was left out"));
        }
        if source.summary && detailed {
            summary = Some(summary.unwrap_or(0) + credits.len());
            continue;
        }
        if credits.len() > MOST_NAMES {
            problems.note(format!("a cell names more than {MOST_NAMES}; the first {MOST_NAMES} were taken"));
            credits.truncate(MOST_NAMES);
        }
        if credits.iter().any(|credit| credit.doubt == Some(Doubt::Commas)) {
            let short: String = cell.chars().take(80).collect();
            problems.note(format!(
                "\"{short}\" may be one name or several, and no writer was taken; put ; between names, or say how the sheet writes them"
            ));
        } else if let Some(doubtful) = credits.iter().find(|credit| credit.doubt.is_some()) {
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
    known.credit.doubt = known.credit.doubt.or(theirs.doubt);
    known.share = match (known.share, one.share) {
        (Some(Stated::Bare(a)), Some(Stated::Bare(b))) => Some(Stated::Bare(a + b)),
        (Some(Stated::Percent(a)), Some(Stated::Percent(b))) => Some(Stated::Percent(a + b)),
        (Some(Stated::Part(a)), Some(Stated::Part(b))) => Some(Stated::Part(a + b)),
        (mine, theirs) => mine.or(theirs),
    };
}
