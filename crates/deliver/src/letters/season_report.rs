//! The report of a season or an episode: what music there is, by what it is and where it is from, with its money and its risks.

use model::{CueId, CueNumber, CutId, EpisodeId, Share, TrackId};
use serde::Serialize;
use timebase::{Flicks, Position};
use ts_rs::TS;

use super::list::{List, ListCell, ListColumn, ListRow, ListTable, columns, fact, row};
use crate::problem::Severity;
use crate::sheet::written_day as day;

/// More episodes than this have no column each on paper.
const MOST_COLUMNS: usize = 10;

/// The report of a season, or of an episode.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeasonReport {
    /// The show.
    pub show: String,
    /// Which season.
    pub season: u32,
    /// The seasons that there are.
    pub seasons: Vec<u32>,
    /// The only episode it is about: `1x04`.
    pub only: Option<String>,
    /// The day it is as of, ISO 8601.
    pub day: String,
    /// The show's currency.
    pub currency: String,
    /// Its episodes, in order.
    pub episodes: Vec<ReportEpisode>,
    /// Music by what it is and where it is from.
    pub breakdowns: Vec<Breakdown>,
    /// What sounds, in the order of the story.
    pub rows: Vec<ReportRow>,
    /// The rows that count as commissioned because their recording came for a commission, while their cue says nothing of its
    /// origin: by their places. The cue sheet lacks it until somebody says so.
    pub by_commission: Vec<usize>,
    /// What it costs.
    pub money: ReportMoney,
    /// What could go wrong, the worst first.
    pub risks: Vec<ReportRisk>,
    /// The season it is held against.
    pub earlier: Option<EarlierSeason>,
    /// Whether what artists say of themselves is in it.
    pub with_own: bool,
}

/// An episode in the report.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportEpisode {
    /// Its row.
    pub id: EpisodeId,
    /// `1x04`.
    pub name: String,
    /// As on air.
    pub title: String,
    /// Its newest cut.
    pub cut: Option<CutId>,
    /// How long that is.
    pub programme: Flicks,
    /// How long music sounds, what sounds together counted once.
    pub music: Flicks,
    /// Cues that sound.
    pub cues: usize,
    /// What its music will cost, as far as anybody can tell.
    pub forecast: i64,
}

/// Music by one thing.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Breakdown {
    /// What by: `Genre`.
    pub title: String,
    /// Its groups, the longest first; what nobody said stands last.
    pub groups: Vec<ReportGroup>,
}

/// A group of a breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportGroup {
    /// `folk`; empty for what nobody said.
    pub name: String,
    /// How long it sounds, each cue counted by itself.
    pub length: Flicks,
    /// That in each episode.
    pub episodes: Vec<Flicks>,
    /// The rows that make it up, by their places.
    pub rows: Vec<usize>,
    /// How long the same group sounds in the season it is held against.
    pub earlier: Option<Flicks>,
}

/// A recording that sounds in a cue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportRow {
    /// Its episode.
    pub episode: EpisodeId,
    /// `1x04`.
    pub name: String,
    /// The newest cut of that.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// What people call it.
    pub title: String,
    /// The recording.
    pub track: TrackId,
    /// Its title.
    pub track_title: String,
    /// Its artist.
    pub artist: String,
    /// Its label.
    pub label: String,
    /// Where it starts, from the first frame of the cut.
    pub at: Position,
    /// That as timecode.
    pub timecode: String,
    /// How long it sounds.
    pub length: Flicks,
}

/// The money of a season or an episode, in minor units of the show's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportMoney {
    /// What may be spent, if anybody has said.
    pub budget: Option<i64>,
    /// Paid.
    pub paid: i64,
    /// Agreed, confirmed, licensed and paid.
    pub committed: i64,
    /// Used and not committed: quoted and estimated.
    pub at_risk: i64,
    /// All of it.
    pub forecast: i64,
    /// Rights of what sounds that nobody has named a price for, and that are in none of the sums.
    pub unpriced: usize,
}

/// What a risk is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RiskKind {
    /// A right was refused, has expired, or does not allow the use.
    Licence,
    /// Money.
    Budget,
    /// Rights that are not in hand.
    Rights,
    /// Temp music.
    Temp,
    /// A recording without its file.
    File,
}

/// Something that could go wrong.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportRisk {
    /// What it is about.
    pub kind: RiskKind,
    /// Whether music cannot be shown because of it.
    pub severity: Severity,
    /// What is so and what to do, as a sentence.
    pub words: String,
    /// Its episode, where it is of one.
    pub episode: Option<EpisodeId>,
    /// The cut of that.
    pub cut: Option<CutId>,
    /// The cue, where it is of one.
    pub cue: Option<CueId>,
}

/// The season that a report is held against.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarlierSeason {
    /// The show.
    pub show: String,
    /// Which season.
    pub season: u32,
    /// How long its episodes are.
    pub programme: Flicks,
    /// How long music sounds in them.
    pub music: Flicks,
    /// Cues that sound.
    pub cues: usize,
}

impl SeasonReport {
    /// What it is about: `My Heart, season 1`.
    #[must_use]
    pub fn about(&self) -> String {
        match &self.only {
            Some(only) => format!("{}, {only}", self.show),
            None => format!("{}, season {}", self.show, self.season),
        }
    }

    /// It as a list: a table of episodes, one for each breakdown, what could go wrong, and every row.
    #[must_use]
    pub fn list(&self) -> List {
        let money = |minor: i64| model::Money::new(minor, &self.currency).to_string();
        let mut facts = vec![fact("Programme", self.about()), fact("As of", day(&self.day))];
        let programme: Flicks = self.episodes.iter().map(|one| one.programme).sum();
        let music: Flicks = self.episodes.iter().map(|one| one.music).sum();
        facts.push(fact("Music", format!("{} of {}", super::words::length(music), super::words::length(programme))));
        if let Some(earlier) = &self.earlier {
            let of = super::words::length(earlier.programme);
            let words =
                format!("{}, season {}: {} of {of}", earlier.show, earlier.season, super::words::length(earlier.music));
            facts.push(fact("Held against", words));
        }
        if let Some(budget) = self.money.budget {
            facts.push(fact("Budget", money(budget)));
        }
        facts.push(fact(
            "Forecast",
            format!("{}, {} of it committed", money(self.money.forecast), money(self.money.committed)),
        ));
        let mut tables = vec![self.overview()];
        tables.extend(self.breakdowns.iter().map(|breakdown| self.breakdown(breakdown)));
        tables.push(ListTable {
            name: "Risks".to_owned(),
            columns: columns(&[("", 4, true), ("Risk", 90, false)]),
            rows: (1..)
                .zip(&self.risks)
                .map(|(nth, risk)| row(vec![ListCell::number(nth), ListCell::text(&risk.words)]))
                .collect(),
        });
        tables.push(self.cues());
        let mut notes = vec![
            "Each cue counts by itself in the tables by what it is; what sounds together counts once under Music. Muted music is left out.".to_owned(),
        ];
        if self.money.unpriced > 0 {
            let rights = model::words::counted(self.money.unpriced, "right");
            notes.push(format!("The forecast leaves out {rights} that nobody has named a price for."));
        }
        notes.extend(self.said_of_commissions());
        List { title: "Music report".to_owned(), facts, tables, notes }
    }

    /// What is to be said of rows that count as commissioned while their cues do not say so.
    fn said_of_commissions(&self) -> Option<String> {
        let (count, origins) = match self.by_commission.len() {
            0 => return None,
            1 => ("1 cue counts".to_owned(), "its origin is"),
            many => (format!("{many} cues count"), "their origins are"),
        };
        Some(format!(
            "{count} as commissioned since the music came for a commission of the show; {origins} not set for the cue sheet."
        ))
    }

    fn overview(&self) -> ListTable {
        let line = |name: String, title: String, one: (Flicks, Flicks, usize, i64), sum: bool| ListRow {
            cells: vec![
                ListCell::text(name),
                ListCell::text(title),
                ListCell::length(Some(one.0)),
                ListCell::length(Some(one.1)),
                ListCell::share(share(one.1, one.0)),
                ListCell::number(i64::try_from(one.2).unwrap_or(i64::MAX)),
                ListCell::money(Some(one.3), &self.currency),
            ],
            sum,
        };
        let of = |one: &ReportEpisode| (one.programme, one.music, one.cues, one.forecast);
        let mut rows: Vec<ListRow> =
            self.episodes.iter().map(|one| line(one.name.clone(), one.title.clone(), of(one), false)).collect();
        let sum = self.episodes.iter().map(of).fold((Flicks::ZERO, Flicks::ZERO, 0, 0), |sum, one| {
            (sum.0 + one.0, sum.1 + one.1, sum.2 + one.2, sum.3 + one.3)
        });
        if rows.len() > 1 {
            rows.push(line("Season".to_owned(), String::new(), sum, true));
        }
        let of = [
            ("Episode", 8, false),
            ("Title", 26, false),
            ("Length", 10, true),
            ("Music", 10, true),
            ("Share", 18, true),
            ("Cues", 6, true),
            ("Forecast", 12, true),
        ];
        ListTable { name: "Episodes".to_owned(), columns: drawn(columns(&of)), rows }
    }

    fn breakdown(&self, of: &Breakdown) -> ListTable {
        let whole: Flicks = of.groups.iter().map(|group| group.length).sum();
        let by_episode = self.episodes.len() > 1 && self.episodes.len() <= MOST_COLUMNS;
        let mut headings: Vec<(&str, u8, bool)> =
            vec![(of.title.as_str(), 26, false), ("Cues", 6, true), ("Music", 10, true), ("Share", 18, true)];
        if self.earlier.is_some() {
            headings.push(("Before", 10, true));
        }
        if by_episode {
            headings.extend(self.episodes.iter().map(|one| (one.name.as_str(), 8, true)));
        }
        let line = |group: &ReportGroup| {
            let name = if group.name.is_empty() { "not set" } else { &group.name };
            let mut cells = vec![
                ListCell::text(name),
                ListCell::number(i64::try_from(group.rows.len()).unwrap_or(i64::MAX)),
                ListCell::length(Some(group.length)),
                ListCell::share(share(group.length, whole)),
            ];
            if self.earlier.is_some() {
                cells.push(ListCell::length(group.earlier));
            }
            if by_episode {
                cells.extend(
                    group
                        .episodes
                        .iter()
                        .map(|length| ListCell::length(Some(*length).filter(|one| *one > Flicks::ZERO))),
                );
            }
            row(cells)
        };
        ListTable {
            name: of.title.clone(),
            columns: drawn(columns(&headings)),
            rows: of.groups.iter().map(line).collect(),
        }
    }

    fn cues(&self) -> ListTable {
        let line = |one: &ReportRow| {
            row(vec![
                ListCell::text(&one.name),
                ListCell::text(format!("{} {}", one.number, one.title)),
                ListCell::text(&one.timecode),
                ListCell::length(Some(one.length)),
                ListCell::text(&one.track_title),
                ListCell::text(&one.artist),
                ListCell::text(&one.label),
            ])
        };
        let of = [
            ("Episode", 8, false),
            ("Cue", 24, false),
            ("In", 11, false),
            ("Length", 8, true),
            ("Track", 24, false),
            ("Artist", 20, false),
            ("Label", 16, false),
        ];
        ListTable { name: "Cues".to_owned(), columns: columns(&of), rows: self.rows.iter().map(line).collect() }
    }
}

/// With the column of shares drawn as bars.
fn drawn(mut columns: Vec<ListColumn>) -> Vec<ListColumn> {
    for column in columns.iter_mut().filter(|column| column.heading == "Share") {
        column.bars = true;
    }
    columns
}

/// A part of a whole, to a thousandth of a percent and in exact arithmetic.
fn share(part: Flicks, whole: Flicks) -> Share {
    let millionths = i128::from(part.0) * i128::from(Share::WHOLE.0) / i128::from(whole.0.max(1));
    Share(i64::try_from(millionths).unwrap_or(0))
}
