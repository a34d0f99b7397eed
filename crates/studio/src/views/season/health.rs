//! How an episode is: its music and its silence, what ends, what is missing, and what could go wrong.

use std::collections::BTreeSet;

use deliver::letters::{ReportMoney, ReportRisk};
use model::{CutId, EpisodeId, TrackId};
use serde::Serialize;
use store::{Heard, Rows, StoreError};
use timebase::{Flicks, Span, merged};
use ts_rs::TS;

use super::arc::{acts, longest_silence};
use super::arc_shapes::{ActDensity, Silence};
use super::risks;
use crate::books::Books;
use crate::clock::days_after;
use crate::views::money;

/// Licences that end within as many days are told.
const SOON: i64 = 90;

/// How an episode is, by its cut.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EpisodeHealth {
    /// The episode.
    pub episode: EpisodeId,
    /// `1x04`.
    pub name: String,
    /// As on air.
    pub title: String,
    /// The cut.
    pub cut: CutId,
    /// How long it is.
    pub programme: Flicks,
    /// How long music sounds, what sounds together counted once.
    pub music: Flicks,
    /// Cues that sound.
    pub cues: usize,
    /// Where music sounds, in time; between them it is silent.
    pub sounding: Vec<Span>,
    /// The longest stretch without music.
    pub silence: Option<Silence>,
    /// How much of each act has music; the whole episode where it has no reels.
    pub acts: Vec<ActDensity>,
    /// Licences that end within 90 days, as sentences.
    pub ending: Vec<String>,
    /// Numbers that nobody has given.
    pub missing: MissingNumbers,
    /// Alternates that are temp and sound.
    pub temp: usize,
    /// What it costs.
    pub money: ReportMoney,
    /// What could go wrong, the worst first.
    pub risks: Vec<ReportRisk>,
}

/// Numbers that cue sheets and societies ask for, and nobody has given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissingNumbers {
    /// Recordings without an ISRC, by title.
    pub isrc: Vec<String>,
    /// Recordings whose work nobody has named, or whose work has no ISWC, by title.
    pub iswc: Vec<String>,
    /// Writers and publishers without an IPI, by name.
    pub ipi: Vec<String>,
}

/// The health of a cut's episode; `None` if the cut is gone.
pub(crate) fn episode_health(rows: &Rows, books: &Books, id: CutId) -> Result<Option<EpisodeHealth>, StoreError> {
    let Some(cut) = rows.cut(id)? else { return Ok(None) };
    let Some(episode) = books.episodes.iter().find(|episode| episode.id == cut.episode) else { return Ok(None) };
    let heard = rows.heard_in_cut(id)?;
    let sounding = merged(heard.iter().flat_map(|one| &one.spans).filter_map(|span| span.intersection(cut.span())));
    let counted = books.counted();
    let is_in = |of: EpisodeId| of == episode.id;
    let budget = money::of_episode(&counted, episode.id);
    let temp = rows.temp_in_season(episode.season)?;
    Ok(Some(EpisodeHealth {
        episode: episode.id,
        name: episode.name().to_string(),
        title: episode.title.clone(),
        cut: id,
        programme: cut.length,
        music: sounding.iter().map(|span| span.length()).sum(),
        cues: heard.iter().map(|one| one.cue).collect::<BTreeSet<_>>().len(),
        silence: longest_silence(&cut, &sounding),
        acts: acts(&cut, &rows.reels(id)?, &sounding),
        sounding,
        ending: ending(rows, books, &heard, episode.id)?,
        missing: missing(rows, &heard)?,
        temp: temp.iter().filter(|temp| temp.episode == episode.id && temp.sounds).count(),
        money: ReportMoney {
            budget: budget.amount,
            paid: budget.figures.paid,
            committed: budget.committed,
            at_risk: budget.at_risk,
            forecast: budget.forecast,
            unpriced: risks::unpriced(&counted, &is_in),
        },
        risks: risks::of(rows, &counted, episode.season, &is_in)?,
    }))
}

fn tracks(heard: &[Heard]) -> BTreeSet<TrackId> {
    heard.iter().map(|one| one.track).collect()
}

fn ending(rows: &Rows, books: &Books, heard: &[Heard], episode: EpisodeId) -> Result<Vec<String>, StoreError> {
    let soon = days_after(&books.today, SOON);
    let mut told = Vec::new();
    for id in tracks(heard) {
        let ends = |line: &&model::Clearance| {
            line.track == id
                && line.is_for(episode)
                && line.status.is_done()
                && !line.ends.is_empty()
                && line.ends <= soon
        };
        let lines: Vec<_> = books.lines.iter().filter(ends).collect();
        let Some(first) = lines.iter().min_by_key(|line| &line.ends) else { continue };
        let title = rows.track(id)?.map(|track| track.title).unwrap_or_default();
        let over = if first.ends < books.today { "ended" } else { "ends" };
        told.push(format!("The {} licence of {title} {over} on {}.", first.side.word(), first.ends));
    }
    Ok(told)
}

fn missing(rows: &Rows, heard: &[Heard]) -> Result<MissingNumbers, StoreError> {
    let mut missing = MissingNumbers::default();
    let mut parties = BTreeSet::new();
    for id in tracks(heard) {
        let Some(track) = rows.track(id)? else { continue };
        if track.isrc.is_empty() {
            missing.isrc.push(track.title.clone());
        }
        let work = rows.recording(id)?.and_then(|recording| recording.work);
        let known = match work {
            Some(work) => rows.work(work)?,
            None => None,
        };
        match known {
            Some(work) if !work.iswc.is_empty() || work.public_domain => {}
            Some(_) | None => missing.iswc.push(track.title),
        }
        if let Some(work) = work {
            parties.extend(rows.work_shares(work)?.into_iter().map(|share| share.party));
        }
    }
    for id in parties {
        let Some(party) = rows.party(id)?.filter(|party| party.ipi.is_empty()) else { continue };
        missing.ipi.push(party.full_name());
    }
    Ok(missing)
}
