//! The report of a season, counted from what sounds in the newest cuts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deliver::letters::{Breakdown, EarlierSeason, ReportEpisode, ReportGroup, ReportMoney, ReportRow, SeasonReport};
use model::{
    Cut, Episode, EpisodeId, EpisodeName, LaneKind, Origin, Perception, Recording, Subject, SubjectFact, Track,
    TrackId, Usage, Voice, name_key,
};
use store::{Heard, Rows, StoreError};
use timebase::{Flicks, Position, Span, merged};

use super::risks;
use crate::books::{Books, Counted};
use crate::views::money;

/// What a report is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ReportAsked {
    /// Which season; the first that there is where none is named.
    pub season: Option<u32>,
    /// One episode only.
    pub only: Option<EpisodeName>,
    /// Whether what artists say of themselves is in it.
    pub with_own: bool,
}

/// What is known of a recording for the report.
struct Facts {
    track: Track,
    label: String,
}

struct Read {
    facts: HashMap<TrackId, Facts>,
    said: HashMap<(Subject, String, SubjectFact), String>,
}

/// What the music is counted by: a title, and the group that a recording in a cue is of; empty where nobody said.
type By = (&'static str, fn(&Read, &Heard) -> String);

const BY: [By; 11] = [
    ("Usage", |_, heard| usage(heard.usage)),
    ("Original or licensed", |_, heard| origin_of(heard).map(made_for).unwrap_or_default().to_owned()),
    ("Origin", |_, heard| origin_of(heard).map(origin).unwrap_or_default().to_owned()),
    ("Source or score", |_, heard| lane(heard).to_owned()),
    ("Genre", |read, heard| read.of(heard, |facts| facts.track.genre.trim().to_lowercase())),
    ("Era", |read, heard| read.of(heard, |facts| facts.track.year.map(era).unwrap_or_default())),
    ("Language", |read, heard| read.of(heard, language)),
    ("Country", |read, heard| read.artist(heard, SubjectFact::Country)),
    ("New or established", |read, heard| read.artist(heard, SubjectFact::Standing)),
    ("Label", |read, heard| read.of(heard, |facts| facts.label.clone())),
    ("Size of label", |read, heard| read.label(heard, SubjectFact::Size)),
];
/// What artists say of themselves, where it is asked for.
const OWN: By = ("As artists say of themselves", |read, heard| read.artist(heard, SubjectFact::Own));

/// The report; nothing where it is asked of an episode that is not there.
pub(crate) fn season_report(
    rows: &Rows,
    books: &Books,
    asked: ReportAsked,
    earlier: Option<&SeasonReport>,
) -> Result<Option<SeasonReport>, StoreError> {
    let seasons: BTreeSet<u32> = books.episodes.iter().map(|episode| episode.season).collect();
    let season = asked.only.map(|name| name.season).or(asked.season).or_else(|| seasons.first().copied()).unwrap_or(1);
    let wanted = |episode: &&Episode| episode.season == season && asked.only.is_none_or(|name| episode.name() == name);
    let chosen: Vec<&Episode> = books.episodes.iter().filter(wanted).collect();
    if asked.only.is_some() && chosen.is_empty() {
        return Ok(None);
    }
    let mut episodes: Vec<(&Episode, Option<Cut>)> = Vec::new();
    for episode in chosen {
        episodes.push((episode, rows.newest_cut(episode.id)?));
    }
    let is_in = |id: EpisodeId| episodes.iter().any(|(episode, _)| episode.id == id);
    let heard: Vec<Heard> = rows.heard_in_season(season)?.into_iter().filter(|one| is_in(one.episode)).collect();
    let read = Read::from_rows(rows, &heard)?;
    let counted = books.counted();
    let show = rows.show()?;
    let by = BY.iter().chain(Some(&OWN).filter(|_| asked.with_own));
    let breakdowns: Vec<Breakdown> = by.map(|by| breakdown(by, &read, &heard, &episodes, earlier)).collect();
    Ok(Some(SeasonReport {
        show: show.title,
        season,
        seasons: seasons.into_iter().collect(),
        only: asked.only.map(|name| name.to_string()),
        day: books.today.clone(),
        currency: show.currency,
        episodes: episodes.iter().map(|(episode, cut)| episode_of(episode, cut.as_ref(), &heard, &counted)).collect(),
        rows: heard.iter().map(|one| row(one, &read, &episodes)).collect(),
        by_commission: (0..).zip(&heard).filter(|(_, one)| is_by_commission(one)).map(|(at, _)| at).collect(),
        money: money_of(&counted, season, &episodes, asked.only.is_some()),
        risks: risks::of(rows, &counted, season, &|id| is_in(id))?,
        earlier: earlier.map(|report| EarlierSeason {
            show: report.show.clone(),
            season: report.season,
            programme: report.episodes.iter().map(|one| one.programme).sum(),
            music: report.episodes.iter().map(|one| one.music).sum(),
            cues: report.episodes.iter().map(|one| one.cues).sum(),
        }),
        breakdowns,
        with_own: asked.with_own,
    }))
}

impl Read {
    fn from_rows(rows: &Rows, heard: &[Heard]) -> Result<Self, StoreError> {
        let recordings: HashMap<TrackId, Recording> =
            rows.recordings()?.into_iter().map(|recording| (recording.track, recording)).collect();
        let parties: HashMap<_, _> = rows.parties()?.into_iter().map(|party| (party.id, party)).collect();
        let mut facts = HashMap::new();
        for id in heard.iter().map(|one| one.track).collect::<BTreeSet<_>>() {
            let Some(track) = rows.track(id)? else { continue };
            let label = recordings.get(&id).and_then(|recording| recording.label).and_then(|id| parties.get(&id));
            let label = label.map_or_else(|| track.label.trim().to_owned(), model::Party::full_name);
            facts.insert(id, Facts { track, label });
        }
        let said = rows.all_said_of()?.into_iter();
        Ok(Self { facts, said: said.map(|one| ((one.subject, name_key(&one.name), one.fact), one.said)).collect() })
    }

    fn of_track(&self, heard: &Heard) -> Option<&Facts> {
        self.facts.get(&heard.track)
    }

    fn of(&self, heard: &Heard, told: impl Fn(&Facts) -> String) -> String {
        self.of_track(heard).map(told).unwrap_or_default()
    }

    fn said(&self, subject: Subject, name: &str, fact: SubjectFact) -> String {
        self.said.get(&(subject, name_key(name), fact)).cloned().unwrap_or_default()
    }

    fn artist(&self, heard: &Heard, fact: SubjectFact) -> String {
        self.of_track(heard).map(|facts| self.said(Subject::Artist, &facts.track.artist, fact)).unwrap_or_default()
    }

    fn label(&self, heard: &Heard, fact: SubjectFact) -> String {
        self.of_track(heard).map(|facts| self.said(Subject::Label, &facts.label, fact)).unwrap_or_default()
    }
}

fn length(heard: &Heard) -> Flicks {
    merged(heard.spans.iter().copied()).into_iter().map(Span::length).sum()
}

fn breakdown(
    (title, group_of): &By,
    read: &Read,
    heard: &[Heard],
    episodes: &[(&Episode, Option<Cut>)],
    earlier: Option<&SeasonReport>,
) -> Breakdown {
    let mut groups: BTreeMap<String, ReportGroup> = BTreeMap::new();
    for (at, one) in heard.iter().enumerate() {
        let name = group_of(read, one);
        let group = groups.entry(name.clone()).or_insert_with(|| ReportGroup {
            name,
            length: Flicks::ZERO,
            episodes: vec![Flicks::ZERO; episodes.len()],
            rows: Vec::new(),
            earlier: None,
        });
        let length = length(one);
        group.length += length;
        group.rows.push(at);
        if let Some(place) = episodes.iter().position(|(episode, _)| episode.id == one.episode) {
            group.episodes[place] += length;
        }
    }
    if let Some(report) = earlier {
        let before = report.breakdowns.iter().find(|one| one.title == *title);
        for was in before.iter().flat_map(|one| &one.groups) {
            let group = groups.entry(was.name.clone()).or_insert_with(|| ReportGroup {
                name: was.name.clone(),
                length: Flicks::ZERO,
                episodes: vec![Flicks::ZERO; episodes.len()],
                rows: Vec::new(),
                earlier: None,
            });
            group.earlier = Some(was.length);
        }
    }
    let mut groups: Vec<ReportGroup> = groups.into_values().collect();
    groups.sort_by_key(|group| (group.name.is_empty(), std::cmp::Reverse(group.length), group.name.clone()));
    Breakdown { title: (*title).to_owned(), groups }
}

fn episode_of(episode: &Episode, cut: Option<&Cut>, heard: &[Heard], counted: &Counted<'_>) -> ReportEpisode {
    let own = || heard.iter().filter(|one| one.episode == episode.id);
    let whole = cut.map(Cut::span);
    let sounding = own().flat_map(|one| &one.spans).filter_map(|span| span.intersection(whole?));
    ReportEpisode {
        id: episode.id,
        name: episode.name().to_string(),
        title: episode.title.clone(),
        cut: cut.map(|cut| cut.id),
        programme: cut.map(|cut| cut.length).unwrap_or_default(),
        music: merged(sounding).into_iter().map(Span::length).sum(),
        cues: own().map(|one| one.cue).collect::<BTreeSet<_>>().len(),
        forecast: money::of_episode(counted, episode.id).forecast,
    }
}

fn row(heard: &Heard, read: &Read, episodes: &[(&Episode, Option<Cut>)]) -> ReportRow {
    let facts = read.of_track(heard);
    let found = episodes.iter().find(|(episode, _)| episode.id == heard.episode);
    let at = heard.spans.first().map_or(Position::ZERO, |span| span.start);
    ReportRow {
        episode: heard.episode,
        name: found.map(|(episode, _)| episode.name().to_string()).unwrap_or_default(),
        cut: heard.cut,
        cue: heard.cue,
        number: heard.number,
        title: heard.title.clone(),
        track: heard.track,
        track_title: facts.map(|facts| facts.track.title.clone()).unwrap_or_default(),
        artist: facts.map(|facts| facts.track.artist.clone()).unwrap_or_default(),
        label: facts.map(|facts| facts.label.clone()).unwrap_or_default(),
        at,
        timecode: found.and_then(|(_, cut)| cut.as_ref()).map(|cut| cut.timecode(at).to_string()).unwrap_or_default(),
        length: length(heard),
    }
}

fn money_of(counted: &Counted<'_>, season: u32, episodes: &[(&Episode, Option<Cut>)], of_episode: bool) -> ReportMoney {
    let budget = match episodes {
        [(episode, _)] if of_episode => money::of_episode(counted, episode.id),
        _ => money::of_season(counted, season),
    };
    let is_in = |id: EpisodeId| episodes.iter().any(|(episode, _)| episode.id == id);
    ReportMoney {
        budget: budget.amount,
        paid: budget.figures.paid,
        committed: budget.committed,
        at_risk: budget.at_risk,
        forecast: budget.forecast,
        unpriced: risks::unpriced(counted, &is_in),
    }
}

fn usage(usage: Usage) -> String {
    let how = match usage.perception {
        Perception::Background => "background",
        Perception::Visual => "visual",
        Perception::Featured => "featured",
    };
    let voice = match usage.voice {
        Some(Voice::Instrumental) => " instrumental",
        Some(Voice::Vocal) => " vocal",
        None => "",
    };
    format!("{how}{voice}")
}

/// Whether it counts as commissioned although its cue does not say so.
fn is_by_commission(heard: &Heard) -> bool {
    heard.usage.origin.is_none() && heard.commissioned
}

/// Where music comes from: as the cue says; else a recording that came for a commission is commissioned.
fn origin_of(heard: &Heard) -> Option<Origin> {
    if is_by_commission(heard) { Some(Origin::Commissioned) } else { heard.usage.origin }
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Commercial => "commercial",
        Origin::Library => "library",
        Origin::Commissioned => "commissioned",
        Origin::Live => "live",
        Origin::Video => "music video",
        Origin::PublicDomain => "public domain",
    }
}

const fn made_for(origin: Origin) -> &'static str {
    match origin {
        Origin::Commissioned | Origin::Live => "original",
        Origin::Commercial | Origin::Library | Origin::Video => "licensed",
        Origin::PublicDomain => "public domain",
    }
}

const fn lane(heard: &Heard) -> &'static str {
    match (heard.number.kind, heard.lane) {
        (model::CueKind::Source, _) | (_, LaneKind::Source) => "source",
        (_, LaneKind::Score) => "score",
        (_, LaneKind::Songs) => "songs",
        (_, LaneKind::Other) => "other",
    }
}

fn era(year: i64) -> String {
    format!("{}s", year.div_euclid(10) * 10)
}

fn language(facts: &Facts) -> String {
    match (facts.track.language.trim(), facts.track.vocal) {
        ("", Some(false)) => "no words".to_owned(),
        (language, _) => language.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_begin_with_their_round_year() {
        assert_eq!((era(1989), era(1990), era(2026)), ("1980s".into(), "1990s".into(), "2020s".into()));
    }
}
