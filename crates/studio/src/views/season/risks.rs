//! What could go wrong in a season, the worst first. The order is ours: what cannot be shown, then money that is not there, then
//! rights that are not in hand, licences that want a look, temp music that has sat for long, and recordings without a file; of
//! each kind what is due soonest.

use std::collections::{BTreeMap, HashSet};

use deliver::letters::{ReportRisk, RiskKind};
use deliver::problem::Severity;
use model::{ClearanceId, EpisodeId, Money, TrackId, is_open};
use store::{Pick, Rows, StoreError};

use crate::books::Counted;
use crate::clock::{days_after, days_between};
use crate::licences;
use crate::views::money;

/// Temp music that has sat for as many days is worth a word.
const LONG_TEMP: i64 = 14;
/// Licences that end within as many days are.
const SOON: i64 = 90;

/// The risks of the episodes of a season that are wanted.
pub(crate) fn of(
    rows: &Rows,
    counted: &Counted<'_>,
    season: u32,
    is_in: &dyn Fn(EpisodeId) -> bool,
) -> Result<Vec<ReportRisk>, StoreError> {
    let books = counted.books;
    let picks: Vec<&Pick> = books.picks.iter().filter(|pick| is_in(pick.episode)).collect();
    let name = |id: EpisodeId| {
        let found = books.episodes.iter().find(|episode| episode.id == id);
        found.map(|episode| episode.name().to_string()).unwrap_or_default()
    };
    let cut_of = |id: EpisodeId| picks.iter().find(|pick| pick.episode == id).map(|pick| pick.cut);
    let air_dates = licences::air_dates(rows)?;
    let airs = |id: EpisodeId| air_dates.get(&id).cloned();
    let mut risks: Vec<Ranked> = Vec::new();
    let tracks: HashSet<TrackId> = picks.iter().map(|pick| pick.track).collect();
    for warning in licences::warnings(rows, books, |track| counted.costs.lines(track), &tracks)? {
        if !is_in(warning.episode) {
            continue;
        }
        let (episode, number) = (name(warning.episode), &warning.number);
        // Some say themselves which cue they are about.
        let words = match warning.message.starts_with(&format!("{number} ")) {
            true => format!("{episode} {}", warning.message),
            false => format!("{episode} {number}: {}", warning.message),
        };
        let rank = if warning.severity == Severity::Error { 0 } else { 3 };
        let cut = cut_of(warning.episode);
        let risk = risk(RiskKind::Licence, words, Some(warning.episode), cut, Some(warning.cue));
        let risk = ReportRisk { severity: warning.severity, ..risk };
        risks.push(Ranked { rank, on: airs(warning.episode), weight: 0, risk });
    }
    let show = rows.show()?;
    let said = |minor: i64| Money::new(minor, &show.currency).to_string();
    let whole = money::of_season(counted, season);
    let wanted: Vec<EpisodeId> = books.episodes.iter().map(|one| one.id).filter(|id| is_in(*id)).collect();
    let all = books.episodes.iter().filter(|episode| episode.season == season).all(|episode| is_in(episode.id));
    if let Some(over) = whole.left.filter(|left| *left < 0 && all) {
        let words = format!("Season {season} is forecast {} over its budget.", said(-over));
        risks.push(Ranked { rank: 1, on: None, weight: over, risk: risk(RiskKind::Budget, words, None, None, None) });
    }
    for id in wanted {
        if let Some(over) = money::of_episode(counted, id).left.filter(|left| *left < 0) {
            let words = format!("{} is forecast {} over its budget.", name(id), said(-over));
            let risk = risk(RiskKind::Budget, words, Some(id), cut_of(id), None);
            risks.push(Ranked { rank: 1, on: None, weight: over, risk });
        }
    }
    risks.extend(open_rights(rows, counted, &picks, &name, &airs)?);
    let today = &books.today;
    for temp in rows.temp_in_season(season)? {
        let days = days_between(&temp.since, today).unwrap_or(LONG_TEMP);
        if !is_in(temp.episode) || !temp.sounds || days < LONG_TEMP {
            continue;
        }
        let since =
            if temp.since.is_empty() { "for longer than was kept".to_owned() } else { format!("for {days} days") };
        let words = format!("{} {} {} has been temp {since}.", name(temp.episode), temp.number, temp.title);
        let risk = risk(RiskKind::Temp, words, Some(temp.episode), Some(temp.cut), Some(temp.cue));
        risks.push(Ranked { rank: 4, on: None, weight: days, risk });
    }
    // What has no date comes after what has one.
    risks.sort_by(|one, other| {
        let key = |ranked: &Ranked| (ranked.rank, ranked.on.is_none(), ranked.on.clone(), -ranked.weight);
        key(one).cmp(&key(other))
    });
    Ok(risks.into_iter().map(|ranked| ranked.risk).collect())
}

/// A risk, and where it stands among the others.
struct Ranked {
    /// Its kind, the worst as 0.
    rank: u8,
    /// The day by which it is to be seen to, as far as there is one.
    on: Option<String>,
    /// How much it is; the most comes first.
    weight: i64,
    risk: ReportRisk,
}

fn risk(
    kind: RiskKind,
    words: String,
    episode: Option<EpisodeId>,
    cut: Option<model::CutId>,
    cue: Option<model::CueId>,
) -> ReportRisk {
    ReportRisk { kind, severity: Severity::Warning, words, episode, cut, cue }
}

/// Rights that are not in hand, and licences that end soon: a risk for each recording, at its first cue.
fn open_rights(
    rows: &Rows,
    counted: &Counted<'_>,
    picks: &[&Pick],
    name: &dyn Fn(EpisodeId) -> String,
    airs: &dyn Fn(EpisodeId) -> Option<String>,
) -> Result<Vec<Ranked>, StoreError> {
    let mut firsts: BTreeMap<TrackId, &Pick> = BTreeMap::new();
    for pick in picks {
        firsts.entry(pick.track).or_insert(pick);
    }
    let (today, soon) = (&counted.books.today, days_after(&counted.books.today, SOON));
    let mut risks = Vec::new();
    for (track, pick) in firsts {
        let Some(track) = rows.track(track)? else { continue };
        let place = format!("{} {}", name(pick.episode), pick.number);
        let at = |kind, words| risk(kind, words, Some(pick.episode), Some(pick.cut), Some(pick.cue));
        let open = counted.costs.open_rights(track.id, pick.episode);
        if open > 0 {
            let words = match open {
                1 => format!("{place}: one right in {} is not cleared.", track.title),
                open => format!("{place}: {open} rights in {} are not cleared.", track.title),
            };
            let weight = i64::try_from(open).unwrap_or(i64::MAX);
            risks.push(Ranked { rank: 2, on: airs(pick.episode), weight, risk: at(RiskKind::Rights, words) });
        }
        for line in counted.costs.lines(track.id).iter().filter(|line| line.is_for(pick.episode)) {
            if !line.status.is_done() || line.ends.is_empty() || line.ends > soon || line.ends < *today {
                continue;
            }
            let words = format!("{place}: the {} licence of {} ends on {}.", line.side.word(), track.title, line.ends);
            risks.push(Ranked { rank: 3, on: Some(line.ends.clone()), weight: 0, risk: at(RiskKind::Licence, words) });
        }
        if track.is_offline() {
            let words = format!("{place}: {} has no file yet.", track.title);
            risks.push(Ranked { rank: 5, on: airs(pick.episode), weight: 0, risk: at(RiskKind::File, words) });
        }
    }
    Ok(risks)
}

/// Lines of what is picked that nobody has named a price for.
pub(crate) fn unpriced(counted: &Counted<'_>, is_in: &dyn Fn(EpisodeId) -> bool) -> usize {
    let picks = counted.books.picks.iter().filter(|pick| is_in(pick.episode));
    let lines: HashSet<ClearanceId> = picks
        .flat_map(|pick| counted.costs.lines(pick.track).iter().filter(|line| line.is_for(pick.episode)))
        .filter(|line| is_open(line) && line.status.is_live() && line.fee.or(line.estimate).is_none())
        .map(|line| line.id)
        .collect();
    lines.len()
}
