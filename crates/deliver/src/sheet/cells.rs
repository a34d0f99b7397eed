//! What a row prints in each column.

use model::{ShareRole, Voice};
use timebase::{FLICKS_PER_SECOND, Flicks};

use super::shape::{Cell, RowSpan, SheetParty, SheetRow};
use crate::profile::{Column, Field, Layout, Profile, Rounding, TimeFormat};

/// Whom a line is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Contributor<'a> {
    /// Nobody is known.
    Nobody,
    /// A writer, a publisher, or a part that no publisher has.
    Party(&'a SheetParty),
    /// `copyright control` and the like: so that the publisher is not thought forgotten.
    NoPublisher(&'a str),
}

/// Everybody for whom a row has a line, writers first; never empty.
pub(crate) fn contributors(row: &SheetRow) -> Vec<Contributor<'_>> {
    let mut everybody: Vec<_> = row.writers.iter().chain(&row.publishers).map(Contributor::Party).collect();
    if row.publishers.is_empty() && !row.publishing.is_empty() {
        everybody.push(Contributor::NoPublisher(&row.publishing));
    }
    if everybody.is_empty() {
        everybody.push(Contributor::Nobody);
    }
    everybody
}

/// The lines of a row: one, or one a contributor with title and times on the first only.
pub(super) fn lines(row: &SheetRow, profile: &Profile) -> Vec<Vec<Cell>> {
    let everybody = contributors(row);
    match profile.layout {
        Layout::Cue => everybody.first().map(|&who| line(row, profile, who, true)).into_iter().collect(),
        Layout::Contributor => {
            (0..).zip(everybody).map(|(index, who): (usize, _)| line(row, profile, who, index == 0)).collect()
        }
    }
}

fn line(row: &SheetRow, profile: &Profile, who: Contributor<'_>, first: bool) -> Vec<Cell> {
    let cell = |column: &Column| {
        let of_contributor = column.field.is_of_contributor();
        match who {
            _ if !first && !of_contributor => Cell::Text(String::new()),
            Contributor::NoPublisher(words) if of_contributor => of_no_publisher(profile, column.field, words),
            Contributor::Party(party) => cell(row, profile, Some(party), column.field),
            Contributor::Nobody | Contributor::NoPublisher(_) => cell(row, profile, None, column.field),
        }
    };
    profile.columns.iter().map(cell).collect()
}

/// What stands in the publisher's place: its words, and no share, which the writers keep.
fn of_no_publisher(profile: &Profile, field: Field, words: &str) -> Cell {
    let text = if field == Field::Role {
        profile.role(ShareRole::OriginalPublisher)
    } else if matches!(field, Field::PublisherName | Field::ContributorName) {
        words
    } else {
        ""
    };
    Cell::Text(text.to_owned())
}

fn cell(row: &SheetRow, profile: &Profile, party: Option<&SheetParty>, field: Field) -> Cell {
    let text = |text: &str| Cell::Text(text.to_owned());
    let of_party =
        |read: fn(&SheetParty) -> &str| Cell::Text(party.map_or_else(String::new, |party| read(party).to_owned()));
    match field {
        Field::Sequence => Cell::Number(row.sequence.into()),
        Field::CueNumber => text(&row.number),
        Field::Title => text(&row.title),
        Field::Scene => text(&row.scene),
        Field::Usage => text(&row.usage_code),
        Field::ThemeRole => text(&row.theme_role),
        Field::Origin => text(&row.origin_code),
        Field::Voice => text(match row.usage.voice {
            Some(Voice::Instrumental) => "I",
            Some(Voice::Vocal) => "V",
            None => "",
        }),
        Field::TimeIn => Cell::Text(joined(printed(row, profile).map(|span| span.in_text.as_str()), "\n")),
        Field::TimeOut => Cell::Text(joined(printed(row, profile).map(|span| span.out_text.as_str()), "\n")),
        Field::Duration => Cell::Length { flicks: row.shown, text: length_text(profile, row) },
        Field::Frames => Cell::Number(row.frames.0),
        Field::Writers => Cell::Text(with_shares(&row.writers)),
        Field::Publishers => Cell::Text(or(with_shares(&row.publishers), &row.publishing)),
        Field::WriterNames => Cell::Text(names(&row.writers, profile)),
        Field::PublisherNames => Cell::Text(or(names(&row.publishers, profile), &row.publishing)),
        Field::Role => of_party(|party| &party.role_text),
        Field::FirstName => {
            of_party(|party| if party.role.side() == model::WorkSide::Writers { &party.first_name } else { "" })
        }
        Field::LastName => {
            of_party(|party| if party.role.side() == model::WorkSide::Writers { &party.last_name } else { "" })
        }
        Field::PublisherName => Cell::Text(
            party.filter(|party| party.role.side() == model::WorkSide::Publishers).map_or_else(String::new, full_name),
        ),
        Field::ContributorName => Cell::Text(party.map_or_else(String::new, last_first)),
        Field::Ipi => of_party(|party| &party.ipi),
        Field::Society => of_party(|party| &party.society),
        Field::Share => party.map_or_else(
            || Cell::Text(String::new()),
            |party| Cell::Share { millionths: party.share, text: party.share_text.clone() },
        ),
        Field::Territory => of_party(|party| &party.territory),
        Field::Performer => text(&row.performer),
        Field::TrackTitle => text(&row.track_title),
        Field::Label => text(&row.label),
        Field::CatalogueNumber => text(&row.catalogue_number),
        Field::CutNumber => text(&row.cut_number),
        Field::Library => text(&row.library),
        Field::Isrc => text(&row.isrc),
        Field::Iswc => text(&row.iswc),
        Field::WorkNumbers => text(&row.work_numbers),
        Field::Note => text(&row.note),
    }
}

/// Whether every span is printed: finer than whole seconds each of them lasts.
pub(super) fn prints_all_spans(profile: &Profile) -> bool {
    profile.rounding == Rounding::Frames || profile.times == TimeFormat::Timecode
}

/// The spans that are printed: in whole seconds, those that last none are left out where another of the row lasts.
fn printed<'a>(row: &'a SheetRow, profile: &Profile) -> impl Iterator<Item = &'a RowSpan> {
    let lasts = |span: &RowSpan| span.out_seconds > span.in_seconds;
    let all = prints_all_spans(profile) || !row.spans.iter().any(lasts);
    row.spans.iter().filter(move |span| all || lasts(span))
}

fn or(text: String, instead: &str) -> String {
    if text.is_empty() { instead.to_owned() } else { text }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// `Ines Vold (TONO) 75 · J. Vold (—) 25`.
fn with_shares(parties: &[SheetParty]) -> String {
    let one = |party: &SheetParty| {
        if party.belongs_to_nobody.is_some() {
            return format!("{} {}", party.last_name, party.share_text);
        }
        let society = if party.society.is_empty() { "—" } else { &party.society };
        match party.role {
            ShareRole::Administrator => format!("adm. {} ({society})", full_name(party)),
            ShareRole::SubPublisher => format!("{} ({society}, {})", full_name(party), party.territory),
            ShareRole::Arranger | ShareRole::SubArranger => {
                format!("arr. {} ({society}) {}", full_name(party), party.share_text)
            }
            ShareRole::Composer
            | ShareRole::Author
            | ShareRole::ComposerAuthor
            | ShareRole::Adaptor
            | ShareRole::Translator
            | ShareRole::SubAuthor
            | ShareRole::OriginalPublisher => format!("{} ({society}) {}", full_name(party), party.share_text),
        }
    };
    parties.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn names(parties: &[SheetParty], profile: &Profile) -> String {
    let one = |party: &SheetParty| match capacity(party) {
        Some(capacity) if profile.capacities => format!("{} ({capacity})", last_first(party)),
        _ => last_first(party),
    };
    parties.iter().map(one).collect::<Vec<_>>().join(" / ")
}

/// As what somebody is named: `CA`, `C, non-copyright`, `administrator`; nothing for an original publisher.
fn capacity(party: &SheetParty) -> Option<String> {
    match party.role {
        ShareRole::OriginalPublisher => None,
        ShareRole::Administrator => Some("administrator".into()),
        ShareRole::SubPublisher if is_everywhere(&party.territory) => Some("sub-publisher".into()),
        ShareRole::SubPublisher => Some(format!("sub-publisher, {}", party.territory)),
        ShareRole::Composer
        | ShareRole::Author
        | ShareRole::ComposerAuthor
        | ShareRole::Arranger
        | ShareRole::Adaptor
        | ShareRole::Translator
        | ShareRole::SubArranger
        | ShareRole::SubAuthor => Some(if party.non_copyright {
            format!("{}, non-copyright", party.role_text)
        } else {
            party.role_text.clone()
        }),
    }
}

fn is_everywhere(territory: &str) -> bool {
    let territory = territory.trim();
    territory.is_empty() || territory.eq_ignore_ascii_case("world")
}

/// `Ines Vold`.
pub(crate) fn full_name(party: &SheetParty) -> String {
    if party.first_name.is_empty() {
        party.last_name.clone()
    } else {
        format!("{} {}", party.first_name, party.last_name)
    }
}

/// `Vold, Ines`.
fn last_first(party: &SheetParty) -> String {
    if party.first_name.is_empty() {
        party.last_name.clone()
    } else {
        format!("{}, {}", party.last_name, party.first_name)
    }
}

fn length_text(profile: &Profile, row: &SheetRow) -> String {
    let shown = row.shown;
    match profile.rounding {
        // Whole seconds and the frames beyond them, as timecode counts: 1:34+06.
        Rounding::Frames => {
            let seconds = shown.0.div_euclid(FLICKS_PER_SECOND);
            let over = Flicks(shown.0.rem_euclid(FLICKS_PER_SECOND));
            let per_frame = row.exact.0.checked_div(row.frames.0).unwrap_or(1).max(1);
            format!("{}+{:02}", minutes(seconds), over.0 / per_frame)
        }
        Rounding::Points | Rounding::Nearest | Rounding::Up | Rounding::Down | Rounding::Carried => {
            minutes(shown.0.div_euclid(FLICKS_PER_SECOND))
        }
    }
}

/// `1:34`; from an hour on `1:00:04`.
pub(crate) fn minutes(seconds: i64) -> String {
    Flicks::from_seconds(seconds).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_minutes_and_seconds() {
        assert_eq!((minutes(94), minutes(3604)), ("1:34".to_owned(), "1:00:04".to_owned()));
    }
}
