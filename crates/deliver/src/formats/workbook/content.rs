//! What a sheet puts into the cells of a workbook.

use std::collections::BTreeMap;

use model::{ShareRole, WorkSide};

use super::grid::Filling;
use super::place::{Place, column};
use crate::DeliverError;
use crate::dress::Dress;
use crate::error::TemplateError;
use crate::formats::xlsx::LONGEST_CELL;
use crate::profile::{ContributorColumn, CueColumn, HeaderField, HeaderHolds, WorkbookMap};
use crate::sheet::{Contributor, RowSpan, Sheet, SheetFacts, SheetRow, contributors, full_name, header_value};

/// How a workbook counts days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    From1900,
    From1904,
}

/// Every cell that is filled. What is not known leaves its cell as the template has it.
pub(super) fn fillings(
    map: &WorkbookMap,
    sheet: &Sheet,
    facts: &SheetFacts,
    dress: &Dress<'_>,
    days: Days,
) -> Result<BTreeMap<Place, Filling>, DeliverError> {
    let mut cells = BTreeMap::new();
    for cell in &map.header {
        let filling = header(map, cell.holds, facts, dress, days);
        if let (Some(place), Some(filling)) = (Place::parse(&cell.cell), filling) {
            cells.insert(place, filling);
        }
    }
    let lines: Vec<Line<'_>> = sheet.rows.iter().flat_map(lines).collect();
    if lines.len() > map.room() {
        return Err(TemplateError::TooManyLines {
            needed: lines.len(),
            room: map.room(),
            first: map.first_row,
            last: map.last_row,
        }
        .into());
    }
    for (number, line) in (map.first_row..).zip(&lines) {
        let mut put = |letters: &str, filling: Option<Filling>| -> Result<(), DeliverError> {
            if let (Some(column), Some(filling)) = (column(letters), filling) {
                check_length(&filling, &line.row.number)?;
                cells.insert(Place { row: number, column }, filling);
            }
            Ok(())
        };
        if line.is_first {
            for (letters, holds) in &map.cue_columns {
                put(letters, of_cue(map, *holds, line))?;
            }
        }
        for (letters, holds) in &map.contributor_columns {
            put(letters, of_contributor(map, *holds, line.who))?;
        }
    }
    Ok(cells)
}

/// A row of the workbook.
struct Line<'a> {
    row: &'a SheetRow,
    span: Option<&'a RowSpan>,
    is_first: bool,
    who: Contributor<'a>,
}

/// A block of lines for every span of a cue, since the workbook works out a duration from one in and one out.
fn lines(row: &SheetRow) -> Vec<Line<'_>> {
    let everybody = contributors(row);
    let lasting = row.spans.iter().filter(|span| span.out_seconds > span.in_seconds);
    let mut spans: Vec<Option<&RowSpan>> = lasting.map(Some).collect();
    if spans.is_empty() {
        // What rounds to nothing is told so elsewhere; it still has its line.
        spans.push(row.spans.first());
    }
    let mut lines = Vec::new();
    for span in spans {
        let block = (0..).zip(&everybody);
        lines.extend(block.map(|(index, who): (usize, _)| Line { row, span, is_first: index == 0, who: *who }));
    }
    lines
}

fn of_cue(map: &WorkbookMap, holds: CueColumn, line: &Line<'_>) -> Option<Filling> {
    let starts = line.span.map(|span| span.in_seconds);
    let ends = line.span.map(|span| span.out_seconds);
    match holds {
        CueColumn::Title => text(&line.row.title),
        CueColumn::Usage => map.usage.iter().find(|code| code.fits(line.row.usage)).and_then(|code| text(&code.code)),
        CueColumn::InHours => starts.map(hours),
        CueColumn::InMinutes => starts.map(minutes),
        CueColumn::InSeconds => starts.map(seconds),
        CueColumn::OutHours => ends.map(hours),
        CueColumn::OutMinutes => ends.map(minutes),
        CueColumn::OutSeconds => ends.map(seconds),
    }
}

fn of_contributor(map: &WorkbookMap, holds: ContributorColumn, who: Contributor<'_>) -> Option<Filling> {
    let party = match who {
        Contributor::Nobody => return None,
        Contributor::NoPublisher(words) => return of_no_publisher(map, holds, words),
        Contributor::Party(party) => party,
    };
    let writes = party.role.side() == WorkSide::Writers;
    match holds {
        ContributorColumn::Role => map.roles.get(&party.role).and_then(|role| text(role)),
        ContributorColumn::FirstName => writes.then(|| text(&party.first_name)).flatten(),
        ContributorColumn::LastName => writes.then(|| text(&party.last_name)).flatten(),
        ContributorColumn::PublisherName => (!writes).then(|| text(&full_name(party))).flatten(),
        // As text: as a number it would lose the noughts it begins with.
        ContributorColumn::PublisherIpi => (!writes).then(|| text(&party.ipi)).flatten(),
        ContributorColumn::Society => text(&party.society),
        ContributorColumn::Share => Some(Filling::Number(fraction(party.share.0))),
    }
}

fn of_no_publisher(map: &WorkbookMap, holds: ContributorColumn, words: &str) -> Option<Filling> {
    match holds {
        ContributorColumn::Role => map.roles.get(&ShareRole::OriginalPublisher).and_then(|role| text(role)),
        ContributorColumn::PublisherName => text(words),
        ContributorColumn::FirstName
        | ContributorColumn::LastName
        | ContributorColumn::PublisherIpi
        | ContributorColumn::Society
        | ContributorColumn::Share => None,
    }
}

fn header(map: &WorkbookMap, holds: HeaderHolds, facts: &SheetFacts, dress: &Dress<'_>, days: Days) -> Option<Filling> {
    let length = facts.length.round_seconds();
    match holds {
        HeaderHolds::Text { field } => text(&header_value(facts, field, timebase::Flicks::ZERO)),
        HeaderHolds::Date { field } => {
            let iso = match field {
                HeaderField::DatePrepared => &facts.date,
                HeaderField::AirDate => &facts.episode_facts.air_date,
                _ => return None,
            };
            serial(iso, days).map(|day| Filling::Number(day.to_string())).or_else(|| text(iso))
        }
        HeaderHolds::ShowMinutes => (length > 0).then(|| Filling::Number((length / 60).to_string())),
        HeaderHolds::ShowSeconds => (length > 0).then(|| Filling::Number((length % 60).to_string())),
        HeaderHolds::Classification => text(if dress.revision == 0 { &map.original } else { &map.revision }),
    }
}

/// A text as cells keep it; nothing for nothing.
fn text(words: &str) -> Option<Filling> {
    let plain = crate::printable::printable(words).replace("\r\n", "\n").replace('\r', "\n");
    (!plain.trim().is_empty()).then_some(Filling::Text(plain))
}

fn check_length(filling: &Filling, cue: &str) -> Result<(), DeliverError> {
    let Filling::Text(text) = filling else { return Ok(()) };
    match text.encode_utf16().count() {
        length if length > LONGEST_CELL => Err(DeliverError::TooLong { cue: cue.to_owned(), column: "text", length }),
        _ => Ok(()),
    }
}

fn hours(seconds: i64) -> Filling {
    Filling::Number((seconds / 3600).to_string())
}

fn minutes(seconds: i64) -> Filling {
    Filling::Number((seconds / 60 % 60).to_string())
}

fn seconds(seconds: i64) -> Filling {
    Filling::Number((seconds % 60).to_string())
}

/// A share as spreadsheets have it, 1 for 100 %: `1`, `0.333333`.
fn fraction(millionths: i64) -> String {
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:06}").trim_end_matches('0').to_owned()
}

/// The number of a day: spreadsheets count from 30 December 1899 (so that their false 29 February 1900 does no harm) or
/// from 1 January 1904. Nothing for what is no day after that.
fn serial(iso: &str, days: Days) -> Option<i64> {
    if !model::is_date(iso) {
        return None;
    }
    let mut parts = iso.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // Days since 1 March 0000, whose year ends with February (Howard Hinnant, "chrono-compatible date algorithms").
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let since = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let first = match days {
        Days::From1900 => 693_899,
        Days::From1904 => 695_361,
    };
    Some(since - first).filter(|day| *day > 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_spreadsheets_count() {
        // What Excel and LibreOffice show for these dates.
        assert_eq!(serial("2027-01-14", Days::From1900), Some(46_401));
        assert_eq!(serial("2000-02-29", Days::From1900), Some(36_585));
        assert_eq!(serial("2027-01-14", Days::From1904), Some(46_401 - 1_462));
        assert_eq!(serial("spring", Days::From1900), None);
    }

    #[test]
    fn shares_are_fractions_to_the_millionth() {
        assert_eq!(
            (fraction(1_000_000), fraction(333_333), fraction(500_000)),
            ("1".into(), "0.333333".into(), "0.5".into())
        );
        assert_eq!(fraction(0), "0");
    }
}
