//! The block above the table.

use model::words::MONTHS;
use timebase::{FLICKS_PER_SECOND, Flicks};

use super::cells::minutes;
use super::facts::SheetFacts;
use super::shape::HeaderFact;
use crate::profile::{HeaderField, Profile};

/// The lines that a profile wants; `music` is the sum of all rows as they are shown.
pub(super) fn header(facts: &SheetFacts, profile: &Profile, music: Flicks) -> Vec<HeaderFact> {
    let line = |line: &crate::profile::HeaderLine| HeaderFact {
        label: line.label.clone(),
        field: line.field,
        value: value(facts, line.field, music),
    };
    // A sheet that is complete says nothing of it.
    let is_wanted = |fact: &HeaderFact| fact.field != HeaderField::Incomplete || !fact.value.is_empty();
    profile.header.iter().map(line).filter(is_wanted).collect()
}

/// What a field of the header says; empty where nothing is known.
pub(crate) fn value(facts: &SheetFacts, field: HeaderField, music: Flicks) -> String {
    let (series, episode) = (&facts.series, &facts.episode_facts);
    let either = |one: &str, other: &str| if one.is_empty() { other.to_owned() } else { one.to_owned() };
    match field {
        HeaderField::Series => facts.show.clone(),
        HeaderField::SeriesOtherTitle => series.other_title.clone(),
        HeaderField::EpisodeTitle => facts.title.clone(),
        HeaderField::EpisodeOtherTitle => episode.other_title.clone(),
        // A number of three digits has its season in it already.
        HeaderField::EpisodeNumber if facts.number >= 100 => facts.number.to_string(),
        HeaderField::EpisodeNumber => format!("{}{:02}", facts.season, facts.number),
        HeaderField::Episode if facts.title.is_empty() => facts.name.clone(),
        HeaderField::Episode => format!("{} “{}”", facts.name, facts.title),
        HeaderField::Season => facts.season.to_string(),
        HeaderField::NumberInSeason => facts.number.to_string(),
        HeaderField::ProductionNumber => episode.production_number.clone(),
        HeaderField::Company => facts.company.clone(),
        HeaderField::Address => series.address.clone(),
        HeaderField::PreparedBy => series.prepared_by.clone(),
        HeaderField::Email => series.email.clone(),
        HeaderField::DatePrepared => day(&facts.date),
        HeaderField::AirDate => day(&episode.air_date),
        HeaderField::Category => series.category.clone(),
        HeaderField::Version => episode.version.clone(),
        HeaderField::Network => series.network.clone(),
        HeaderField::ShowLength => minutes(facts.length.round_seconds()),
        HeaderField::MusicLength => minutes(music.0.div_euclid(FLICKS_PER_SECOND)),
        HeaderField::Country => series.country.clone(),
        HeaderField::Year => episode.year.clone(),
        HeaderField::Director => either(&episode.director, &series.director),
        HeaderField::Cast => series.cast.clone(),
        HeaderField::Language => series.language.clone(),
        HeaderField::Isan => episode.isan.clone(),
        HeaderField::Eidr => episode.eidr.clone(),
        HeaderField::Cut => format!("{}, {}", facts.cut, facts.rate),
        HeaderField::Incomplete => episode.incomplete.clone(),
    }
}

/// `14 January 2027` for `2027-01-14`; what is no such date stays as it is.
pub(crate) fn day(iso: &str) -> String {
    let parts: Vec<&str> = iso.splitn(3, '-').collect();
    let [year, month, date] = parts[..] else { return iso.to_owned() };
    let named = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (named, date.parse::<u8>()) {
        (Some(month), Ok(date)) => format!("{date} {month} {year}"),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn dates_are_written_out() {
        assert_eq!(day("2027-01-14"), "14 January 2027");
        assert_eq!(
            (day(""), day("spring 2027"), day("2027-13-01")),
            (String::new(), "spring 2027".into(), "2027-13-01".into())
        );
    }
}
