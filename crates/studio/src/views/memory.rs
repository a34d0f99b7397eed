//! What became of a song before: where it was used, pitched and refused, what was agreed for it, and what of that could be asked
//! for again.

use std::collections::{BTreeMap, HashMap};

use model::review::VerdictValue;
use model::{
    Clearance, ClearanceStatus, CueId, CueNumber, Cut, CutId, EpisodeId, Money, PlacementId, Side, TrackId, Usage,
};
use serde::Serialize;
use store::{Rows, StoreError};
use timebase::{Flicks, Position};
use ts_rs::TS;

use crate::books::Books;
use crate::edits::{ClearanceEdit, ClearancePatch, Edit};
use crate::standings::Standings;

/// What became of a song: of a track and the other recordings of its work.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrackMemory {
    /// Where it lies in the newest cuts, in the order of the story.
    pub uses: Vec<MemoryUse>,
    /// What was asked and agreed for it.
    pub rights: Vec<MemoryRight>,
    /// Seasons in which it sounds more than once.
    pub again: Vec<SongAgain>,
    /// Rights of before that could be asked for in the episode that was named, as proposals.
    pub proposals: Vec<RightProposal>,
}

/// An alternate of before.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MemoryUse {
    /// Which recording of it.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// `1x04`.
    pub episode: String,
    /// The newest cut of that.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// What people call it.
    pub cue_title: String,
    /// The alternate.
    pub placement: PlacementId,
    /// Where it starts, from the first frame of the cut.
    pub at: Position,
    /// How long it is.
    pub length: Flicks,
    /// Whether it is what sounds; otherwise it was pitched.
    pub is_pick: bool,
    /// Whether it is temp.
    pub temp: bool,
    /// What was decided of it last.
    pub verdict: Option<VerdictValue>,
    /// How the programme uses it.
    pub usage: Usage,
}

/// A right of before.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MemoryRight {
    /// Which recording it is for, by title.
    pub title: String,
    /// Which right.
    pub side: Side,
    /// Who grants it; empty where nobody knows.
    pub licensor: String,
    /// How far it has come.
    pub status: ClearanceStatus,
    /// What it costs, in minor units.
    pub fee: Option<i64>,
    /// ISO 4217.
    pub currency: String,
    /// The only episode that it is for: `1x02`; empty for the whole show.
    pub episode: String,
    /// Media, territory and term as agreed.
    pub terms: String,
    /// Since when it is so.
    pub since: String,
}

/// A season in which a song sounds more than once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SongAgain {
    /// Which season.
    pub season: u32,
    /// Where: `1x02 2M01`. Titles and statements of themes are left out.
    pub places: Vec<String>,
    /// Whether somebody said that it is meant.
    pub meant: bool,
}

/// A right of before as it could be asked for again.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RightProposal {
    /// What was agreed before, and where, as a sentence.
    pub words: String,
    /// What taking it does: a line to request, with the old fee as its estimate.
    pub edit: Edit,
}

/// The memory of a track; proposals are for an episode, where one is named.
pub(crate) fn track_memory(
    rows: &Rows,
    books: &Books,
    track: TrackId,
    episode: Option<EpisodeId>,
) -> Result<Option<TrackMemory>, StoreError> {
    if rows.track(track)?.is_none() {
        return Ok(None);
    }
    let versions = rows.versions_of_song(track)?;
    let mut titles: HashMap<TrackId, String> = HashMap::new();
    for &id in &versions {
        titles.insert(id, rows.track(id)?.map(|track| track.title).unwrap_or_default());
    }
    let title = |id: TrackId| titles.get(&id).cloned().unwrap_or_default();
    let lines: Vec<&Clearance> = books.lines.iter().filter(|line| versions.contains(&line.track)).collect();
    let name = |id: EpisodeId| {
        let found = books.episodes.iter().find(|episode| episode.id == id);
        found.map(|episode| episode.name().to_string()).unwrap_or_default()
    };
    let right = |line: &&Clearance| MemoryRight {
        title: title(line.track),
        side: line.side,
        licensor: books.licensor(line),
        status: line.status,
        fee: line.fee,
        currency: books.rates.named(&line.currency).to_owned(),
        episode: line.episode.map(name).unwrap_or_default(),
        terms: terms(line),
        since: line.since.clone(),
    };
    Ok(Some(TrackMemory {
        uses: uses(rows, books, &versions, &title)?,
        rights: lines.iter().map(right).collect(),
        again: again(rows, books, track)?,
        proposals: episode.map(|episode| proposals(books, &lines, track, episode, &title, &name)).unwrap_or_default(),
    }))
}

fn terms(line: &Clearance) -> String {
    let parts = [&line.media, &line.territory, &line.term];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn uses(
    rows: &Rows,
    books: &Books,
    versions: &[TrackId],
    title: &dyn Fn(TrackId) -> String,
) -> Result<Vec<MemoryUse>, StoreError> {
    let mut newest: BTreeMap<CutId, (usize, Cut, Standings)> = BTreeMap::new();
    let mut found = Vec::new();
    for &track in versions {
        for placement in rows.placements_of_track(track)?.into_iter().filter(|one| one.piece_of.is_none()) {
            let Some(cue) = rows.cue(placement.cue)? else { continue };
            if !newest.contains_key(&cue.cut) {
                let Some(cut) = rows.cut(cue.cut)? else { continue };
                if rows.newest_cut(cut.episode)?.is_none_or(|newest| newest.id != cut.id) {
                    continue;
                }
                let Some(at) = books.episodes.iter().position(|episode| episode.id == cut.episode) else { continue };
                newest.insert(cut.id, (at, cut, Standings::read(rows, cue.cut)?));
            }
            let Some((at, cut, standings)) = newest.get(&cue.cut) else { continue };
            let told = MemoryUse {
                track,
                title: title(track),
                episode: books.episodes[*at].name().to_string(),
                cut: cut.id,
                cue: cue.id,
                number: cue.number,
                cue_title: cue.title.clone(),
                placement: placement.id,
                at: placement.in_point,
                length: placement.span().length(),
                is_pick: cue.pick == Some(placement.id),
                temp: placement.temp,
                verdict: standings.judged(placement.id).map(|judged| judged.value),
                usage: cue.usage,
            };
            found.push((*at, told));
        }
    }
    found.sort_by_key(|(at, one)| (*at, one.at, one.placement));
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

fn again(rows: &Rows, books: &Books, track: TrackId) -> Result<Vec<SongAgain>, StoreError> {
    let mut seasons: Vec<u32> = books.episodes.iter().map(|episode| episode.season).collect();
    seasons.dedup();
    let mut again = Vec::new();
    for season in seasons {
        let mut cues = rows.song_in_season(track, season)?;
        cues.retain(|one| !one.comes_back());
        if cues.len() < 2 {
            continue;
        }
        let places = cues.iter().map(|one| format!("{} {}", one.episode, one.number)).collect();
        again.push(SongAgain { season, places, meant: rows.is_reuse_meant(track, season)? });
    }
    Ok(again)
}

/// Lines of before that hold for other episodes only, and the publishers of the same work: as lines to request, unless there is
/// one for the episode already.
fn proposals(
    books: &Books,
    lines: &[&Clearance],
    track: TrackId,
    episode: EpisodeId,
    title: &dyn Fn(TrackId) -> String,
    name: &dyn Fn(EpisodeId) -> String,
) -> Vec<RightProposal> {
    let there = |line: &Clearance| {
        let same = |other: &&&Clearance| other.side == line.side && other.party == line.party;
        lines.iter().filter(|other| other.track == track && other.is_for(episode)).any(|other| same(&other))
    };
    let before = |line: &&&Clearance| match line.track == track {
        true => !line.is_for(episode),
        // The recording is another one; the work is the same.
        false => line.side == Side::Publishing,
    };
    let mut told: Vec<(Side, Option<model::PartyId>)> = Vec::new();
    let mut proposals = Vec::new();
    for line in lines.iter().filter(before) {
        let key = (line.side, line.party);
        if line.party.is_none() || line.status == ClearanceStatus::Replaced || there(line) || told.contains(&key) {
            continue;
        }
        told.push(key);
        let currency = books.rates.named(&line.currency);
        let fee = line.fee.map(|fee| Money::new(fee, currency).to_string());
        let of = if line.track == track { String::new() } else { format!(" of {}", title(line.track)) };
        let at = line.episode.map(|episode| format!(" for {}", name(episode))).unwrap_or_default();
        let parts = [fee.unwrap_or_default(), terms(line), line.status.word().to_owned()];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let words = format!("{}, {}{of}{at}: {}.", books.licensor(line), line.side.word(), parts.join(", "));
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let set = ClearancePatch {
            episode: Some(episode),
            party: line.party,
            share: Some(line.share),
            estimate: line.fee.or(line.estimate),
            currency: some(&line.currency),
            media: some(&line.media),
            territory: some(&line.territory),
            term: some(&line.term),
            note: Some(format!("As before: {words}")),
            ..ClearancePatch::default()
        };
        let edit = ClearanceEdit::AddClearance { track, side: line.side, set: Some(set) }.into();
        proposals.push(RightProposal { words, edit });
    }
    proposals
}
