//! Which columns name people, and which columns say what of them.

use model::credits::{Commas, commas_of};
use model::{CatalogueField, WorkSide};

use super::heading::{self, Who};
use super::sheet::Sheet;
use CatalogueField as Field;

/// A column of names, or columns of their parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub who: Who,
    /// Whether its heading says `Composer` and not only `Writer`.
    pub names: Names,
    /// The number in its heading.
    number: Option<u32>,
    /// Where it begins.
    at: usize,
    /// What stands beside its names, by columns.
    pub beside: Beside,
    /// Whether it says again what columns of parts or of numbers say.
    pub summary: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Names {
    Whole(usize),
    Parts { first: Vec<usize>, last: usize },
}

/// Columns by what they say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Beside {
    pub societies: Vec<usize>,
    pub ipis: Vec<usize>,
    pub shares: Vec<usize>,
    pub roles: Vec<usize>,
}

impl Beside {
    fn list(&mut self, kind: Kind) -> &mut Vec<usize> {
        match kind {
            Kind::Society => &mut self.societies,
            Kind::Ipi => &mut self.ipis,
            Kind::Share => &mut self.shares,
            Kind::Role => &mut self.roles,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Society,
    Ipi,
    Share,
    Role,
}

/// The columns of a side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Side {
    pub sources: Vec<Source>,
    /// What is said of all names of the side, in their order.
    pub of_all: Beside,
    /// How names are written where a comma could stand within one or between two.
    pub commas: Commas,
}

impl Side {
    /// How the rows of a sheet write names, as far as those of them tell whose commas are clear.
    pub fn written(&self, sheet: &Sheet) -> Commas {
        /// Cells that are looked at.
        const MOST: usize = 2_000;
        let whole = |source: &Source| match source.names {
            Names::Whole(at) if source.who != Who::Publisher => Some(at),
            _ => None,
        };
        let columns: Vec<usize> = self.sources.iter().filter_map(whole).collect();
        let cells = sheet.rows().flat_map(|row| columns.iter().map(move |&at| row.cell(at)));
        let told = cells.filter(|cell| cell.contains(',') && cell.len() < 1_000).take(MOST).map(commas_of);
        let told: Vec<Commas> = told.filter(|commas| *commas != Commas::Unknown).collect();
        match told.first() {
            Some(first) if told.iter().all(|other| other == first) => *first,
            _ => Commas::Unknown,
        }
    }
}

/// The columns of the sheet that are about a side.
pub(super) fn side(side: WorkSide, headings: &[String], columns: &[Option<CatalogueField>]) -> Side {
    let heading = |at: usize| headings.get(at).map_or("", String::as_str);
    let mut sources: Vec<Source> = Vec::new();
    let mut parts: Vec<(usize, Field)> = Vec::new();
    for (at, field) in columns.iter().enumerate() {
        let Some(field) = field else { continue };
        let who = match (side, field) {
            (WorkSide::Publishers, Field::Publishers) => Who::Publisher,
            (WorkSide::Writers, Field::Lyricists) => Who::Lyricist,
            (WorkSide::Writers, Field::Arrangers) => Who::Arranger,
            (WorkSide::Writers, Field::Writers) => {
                heading::who(heading(at)).filter(|who| *who == Who::Composer).unwrap_or(Who::Writer)
            }
            (WorkSide::Writers, Field::WriterFirstNames | Field::WriterMiddleNames | Field::WriterLastNames) => {
                parts.push((at, *field));
                continue;
            }
            _ => continue,
        };
        let number = heading::number(heading(at));
        sources.push(Source { who, names: Names::Whole(at), number, at, beside: Beside::default(), summary: false });
    }
    sources.extend(of_parts(&parts, headings));
    sources.sort_by_key(|source| source.at);
    let detailed = |source: &Source| source.number.is_some() || matches!(source.names, Names::Parts { .. });
    let any_detailed = sources.iter().any(&detailed);
    let only_general = |who: Who| matches!(who, Who::Writer | Who::Composer | Who::Publisher);
    for source in &mut sources {
        source.summary = any_detailed && !detailed(source) && only_general(source.who);
    }
    let mut of_all = Beside::default();
    for kind in [Kind::Society, Kind::Ipi, Kind::Share, Kind::Role] {
        let of_kind: Vec<usize> =
            (0..columns.len()).filter(|&at| columns[at].and_then(|field| kind_of(side, field)) == Some(kind)).collect();
        for &at in &of_kind {
            match target(at, heading(at), &of_kind, &sources) {
                Some(source) => sources[source].beside.list(kind).push(at),
                None => of_all.list(kind).push(at),
            }
        }
    }
    Side { sources, of_all, commas: Commas::Unknown }
}

fn kind_of(side: WorkSide, field: Field) -> Option<Kind> {
    Some(match (side, field) {
        (WorkSide::Writers, Field::WriterSocieties) | (WorkSide::Publishers, Field::PublisherSocieties) => {
            Kind::Society
        }
        (WorkSide::Writers, Field::WriterIpis) | (WorkSide::Publishers, Field::PublisherIpis) => Kind::Ipi,
        (WorkSide::Writers, Field::WriterShares) | (WorkSide::Publishers, Field::PublisherShares) => Kind::Share,
        (WorkSide::Writers, Field::WriterRoles) | (WorkSide::Publishers, Field::PublisherRoles) => Kind::Role,
        _ => return None,
    })
}

/// Parts of one name: the number in their headings, their columns and what those are.
type Group = (Option<u32>, Vec<(usize, Field)>);

/// First, middle and last names that belong together: by the number in their headings, else in turn.
fn of_parts(parts: &[(usize, Field)], headings: &[String]) -> Vec<Source> {
    let mut groups: Vec<Group> = Vec::new();
    for &(at, field) in parts {
        let number = headings.get(at).and_then(|heading| heading::number(heading));
        let fits = |group: &&mut Group| group.0 == number && !group.1.iter().any(|(_, other)| *other == field);
        match groups.iter_mut().rev().find(fits) {
            Some((_, group)) => group.push((at, field)),
            None => groups.push((number, vec![(at, field)])),
        }
    }
    let source = |(number, group): (Option<u32>, Vec<(usize, Field)>)| {
        let last = group.iter().find(|(_, field)| *field == Field::WriterLastNames)?.0;
        let of = |wanted: Field| group.iter().filter(move |(_, field)| *field == wanted).map(|&(at, _)| at);
        let first = of(Field::WriterFirstNames).chain(of(Field::WriterMiddleNames)).collect();
        let at = group.iter().map(|&(at, _)| at).min()?;
        let who = headings.get(last).and_then(|heading| heading::who(heading)).unwrap_or(Who::Writer);
        Some(Source { who, names: Names::Parts { first, last }, number, at, beside: Beside::default(), summary: false })
    };
    groups.into_iter().filter_map(source).collect()
}

/// Whose names a column is about; `None` for all of the side.
fn target(at: usize, heading: &str, of_kind: &[usize], sources: &[Source]) -> Option<usize> {
    let found = |fits: &dyn Fn(&Source) -> bool| {
        let mut places = sources.iter().enumerate().filter(|(_, source)| fits(source)).map(|(place, _)| place);
        let first = places.next();
        first.filter(|_| places.next().is_none())
    };
    if let [_] = sources {
        return Some(0);
    }
    if let Some(number) = heading::number(heading)
        && let Some(place) = found(&|source| source.number == Some(number))
    {
        return Some(place);
    }
    // `IPI Komponist`, where one column is of composers.
    let class = |who: Who| if who == Who::Writer { None } else { Some(who) };
    let own = heading::who(heading).and_then(class);
    if let Some(own) = own
        && let Some(place) = found(&|source| source.who == own)
    {
        return Some(place);
    }
    let real: Vec<usize> = (0..sources.len()).filter(|&place| !sources[place].summary).collect();
    if let [only] = real[..] {
        return Some(only);
    }
    if of_kind.len() == 1 {
        return None;
    }
    if of_kind.len() == real.len() {
        let nth = of_kind.iter().position(|&column| column == at)?;
        return real.get(nth).copied();
    }
    // The names before it.
    let before = sources.iter().enumerate().filter(|(_, source)| source.at < at && !source.summary);
    before.map(|(place, _)| place).next_back().or(real.first().copied())
}
