//! What every letter says of the programme.

use model::EpisodeFacts;
use serde::{Deserialize, Serialize};

use super::facts::PaperFacts;
use crate::sheet::written_day as day;

/// The programme, as templates know it by `production`. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Production {
    /// The series' title.
    pub show: String,
    /// The production company.
    pub company: String,
    /// Its postal address, in lines.
    pub address: String,
    /// The same in one line, without the company's name.
    pub address_line: String,
    /// Who writes.
    pub prepared_by: String,
    /// Where answers go.
    pub email: String,
    /// Who shows it first.
    pub network: String,
    /// `Series`, `Movie` …
    pub category: String,
    /// Country of origin.
    pub country: String,
    /// Original language.
    pub language: String,
    /// Of the episode, or else of the series.
    pub director: String,
    /// Principal cast.
    pub cast: String,
    /// What the series is about.
    pub synopsis: String,
    /// The season.
    pub season: u32,
    /// `1x04`.
    pub episode: String,
    /// The episode's title.
    pub episode_title: String,
    /// The production's own number for the episode.
    pub production_number: String,
    /// `14 January 2027`.
    pub air_date: String,
    /// Year of production.
    pub year: String,
    /// The cut's label.
    pub cut: String,
}

impl Production {
    pub(super) fn of(facts: &PaperFacts) -> Self {
        let (sheet, series) = (&facts.sheet, &facts.sheet.series);
        let EpisodeFacts { production_number, air_date, year, director, .. } = &sheet.episode_facts;
        Self {
            show: sheet.show.clone(),
            company: sheet.company.clone(),
            address: series.address.clone(),
            address_line: in_one_line(&series.address, &sheet.company),
            prepared_by: series.prepared_by.clone(),
            email: series.email.clone(),
            network: series.network.clone(),
            category: series.category.clone(),
            country: series.country.clone(),
            language: series.language.clone(),
            director: if director.is_empty() { series.director.clone() } else { director.clone() },
            cast: series.cast.clone(),
            synopsis: series.synopsis.clone(),
            season: sheet.season,
            episode: sheet.name.clone(),
            episode_title: sheet.title.clone(),
            production_number: production_number.clone(),
            air_date: day(air_date),
            year: year.clone(),
            cut: sheet.cut.clone(),
        }
    }

    /// `My Heart 1x04 “Rising Tide”`.
    pub(super) fn programme(&self) -> String {
        match self.episode_title.as_str() {
            "" => format!("{} {}", self.show, self.episode),
            title => format!("{} {} “{title}”", self.show, self.episode),
        }
    }
}

/// `12 Lantern Street, Bristol`.
fn in_one_line(address: &str, company: &str) -> String {
    let lines = address.lines().map(str::trim).filter(|line| !line.is_empty() && *line != company.trim());
    lines.collect::<Vec<_>>().join(", ")
}
