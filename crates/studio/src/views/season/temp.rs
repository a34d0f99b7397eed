//! Temp to final: what of a season still stands in for something, since when, and what would become of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::review::VerdictValue;
use model::{
    ClearanceStatus, CueId, CueNumber, Cut, CutId, EpisodeId, Note, PlacementId, ReviewerId, TrackId, Verdict,
};
use serde::Serialize;
use store::{Rows, StoreError, TempAlternate};
use timebase::{Flicks, Position};
use ts_rs::TS;

use super::named::TrackOf;
use crate::books::{Books, Counted};
use crate::clock::days_between;
use crate::standings::Standings;

/// The temp music of a season, the oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TempList {
    /// Which season.
    pub season: u32,
    /// The seasons that there are.
    pub seasons: Vec<u32>,
    /// What is temp, the oldest first; what was marked before dates were kept comes before all.
    pub rows: Vec<TempRow>,
}

/// An alternate that is temp.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TempRow {
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
    /// The alternate.
    pub placement: PlacementId,
    /// Whether it is the pick of its cue.
    pub is_pick: bool,
    /// Whether it sounds: the pick, and not all of it is muted. What does not sound need not be replaced, and is in no count of
    /// temp music.
    pub sounds: bool,
    /// The recording.
    pub track: TrackId,
    /// Its title.
    pub track_title: String,
    /// Its artist.
    pub artist: String,
    /// Where it starts, from the first frame of the cut.
    pub at: Position,
    /// That as timecode.
    pub timecode: String,
    /// How long it is.
    pub length: Flicks,
    /// Since which day; empty where it was marked before that was kept.
    pub since: String,
    /// How many days that is.
    pub days: Option<i64>,
    /// What was said of it, the newest first: those who may have fallen in love with it.
    pub said: Vec<TempSaid>,
    /// What a licence would cost, as far as somebody said it.
    pub licence: TempLicence,
    /// Other alternates of the cue, which could take its place.
    pub others: Vec<TempOther>,
}

/// A verdict on temp music, or a note about it or its cue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TempSaid {
    /// Who.
    pub who: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What; may be empty for a verdict.
    pub words: String,
    /// The verdict, if it is one.
    pub verdict: Option<VerdictValue>,
}

impl TempSaid {
    /// Whether a note is the same words of the same person at the same second.
    fn is_said_by(&self, note: &Self) -> bool {
        let second = |at: &str| at.get(..19).map(str::to_owned);
        self.who == note.who && self.words == note.words && second(&self.at) == second(&note.at)
    }
}

/// What the rights in a temp recording cost or may cost an episode: sums of what stands in its lines, nothing worked out beyond.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TempLicence {
    /// Lines there are for the episode.
    pub lines: usize,
    /// What those with a fee or an estimate come to, in minor units of the show's currency.
    pub known: i64,
    /// Lines with neither.
    pub unpriced: usize,
    /// Lines whose currency has no rate.
    pub without_rate: usize,
    /// Lines that were refused.
    pub denied: usize,
    /// Lines for which nobody need be asked.
    pub not_needed: usize,
}

/// Another alternate of the cue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TempOther {
    /// The alternate.
    pub placement: PlacementId,
    /// The title of its recording.
    pub title: String,
    /// Whether it is what sounds.
    pub is_pick: bool,
    /// Whether it is temp as well.
    pub temp: bool,
    /// What was decided of it last.
    pub verdict: Option<VerdictValue>,
}

/// What is read of a cut with temp music.
struct CutRead {
    cut: Cut,
    standings: Standings,
    notes: Vec<Note>,
    said: Vec<(PlacementId, TempSaid)>,
}

/// The temp music of a season; by default of the first that there is.
pub(crate) fn temp_list(
    rows: &Rows,
    season: Option<u32>,
    books: &Books,
    track_of: TrackOf<'_>,
) -> Result<TempList, StoreError> {
    let seasons: BTreeSet<u32> = books.episodes.iter().map(|episode| episode.season).collect();
    let season = season.or_else(|| seasons.first().copied()).unwrap_or(1);
    let found = rows.temp_in_season(season)?;
    let counted = books.counted();
    let mut cuts: HashMap<CutId, CutRead> = HashMap::new();
    for id in found.iter().map(|temp| temp.cut).collect::<BTreeSet<_>>() {
        if let Some(read) = CutRead::of(rows, id)? {
            cuts.insert(id, read);
        }
    }
    let mut list = Vec::with_capacity(found.len());
    for temp in &found {
        let Some(read) = cuts.get(&temp.cut) else { continue };
        list.push(row(rows, temp, read, &counted, track_of)?);
    }
    Ok(TempList { season, seasons: seasons.into_iter().collect(), rows: list })
}

impl CutRead {
    fn of(rows: &Rows, id: CutId) -> Result<Option<Self>, StoreError> {
        let Some(cut) = rows.cut(id)? else { return Ok(None) };
        let (rounds, proposals, verdicts) = (rows.rounds(id)?, rows.proposals_of_cut(id)?, rows.verdicts_of_cut(id)?);
        let names: HashMap<_, _> = rows.reviewers()?.into_iter().map(|one| (one.id, one.name)).collect();
        let about: HashMap<_, _> = proposals.iter().map(|one| (one.id, one.placement)).collect();
        // What somebody says later stands for what they said before.
        let mut last: BTreeMap<(PlacementId, ReviewerId), &Verdict> = BTreeMap::new();
        for verdict in &verdicts {
            let Some(&placement) = about.get(&verdict.proposal) else { continue };
            let said = last.entry((placement, verdict.reviewer)).or_insert(verdict);
            if said.given_at <= verdict.given_at {
                *said = verdict;
            }
        }
        let said = last.into_iter().filter_map(|((placement, reviewer), verdict)| {
            let said = TempSaid {
                who: names.get(&reviewer).cloned().unwrap_or_default(),
                at: verdict.given_at.clone(),
                words: verdict.words.clone(),
                verdict: Some(verdict.value?),
            };
            Some((placement, said))
        });
        Ok(Some(Self {
            said: said.collect(),
            standings: Standings::of(&rounds, &proposals, &verdicts, &rows.ducks(id)?),
            notes: rows.notes(id)?,
            cut,
        }))
    }

    fn said_of(&self, temp: &TempAlternate) -> Vec<TempSaid> {
        let about = |note: &&Note| {
            note.placement == Some(temp.placement) || note.placement.is_none() && note.cue == Some(temp.cue)
        };
        let noted = self.notes.iter().filter(about).map(|note| TempSaid {
            who: note.author.clone(),
            at: note.written_at.clone(),
            words: note.body.clone(),
            verdict: None,
        });
        let decided = self.said.iter().filter(|(of, _)| *of == temp.placement).map(|(_, said)| said.clone());
        let mut said: Vec<TempSaid> = decided.collect();
        // A remark with a verdict is kept as a note as well: it was said once.
        said.extend(noted.filter(|note| !said.iter().any(|one| one.is_said_by(note))).collect::<Vec<_>>());
        said.sort_by(|one, other| other.at.cmp(&one.at));
        said
    }
}

fn row(
    rows: &Rows,
    temp: &TempAlternate,
    read: &CutRead,
    counted: &Counted<'_>,
    track_of: TrackOf<'_>,
) -> Result<TempRow, StoreError> {
    let title = |track: TrackId| track_of(track).unwrap_or_default().title;
    let alternates = rows.placements_of_cue(temp.cue)?;
    let pick = rows.cue(temp.cue)?.and_then(|cue| cue.pick);
    let others = alternates.iter().filter(|one| one.piece_of.is_none() && one.id != temp.placement);
    let episode = counted.books.episodes.iter().find(|episode| episode.id == temp.episode);
    Ok(TempRow {
        episode: temp.episode,
        name: episode.map(|episode| episode.name().to_string()).unwrap_or_default(),
        cut: temp.cut,
        cue: temp.cue,
        number: temp.number,
        title: temp.title.clone(),
        placement: temp.placement,
        is_pick: temp.is_pick,
        sounds: temp.sounds,
        track: temp.track,
        track_title: title(temp.track),
        artist: track_of(temp.track).unwrap_or_default().artist,
        at: temp.at,
        timecode: read.cut.timecode(temp.at).to_string(),
        length: temp.length,
        days: days_between(&temp.since, &counted.books.today),
        since: temp.since.clone(),
        said: read.said_of(temp),
        licence: licence(counted, temp.track, temp.episode),
        others: others
            .map(|other| TempOther {
                placement: other.id,
                title: title(other.track),
                is_pick: pick == Some(other.id),
                temp: other.temp,
                verdict: read.standings.judged(other.id).map(|judged| judged.value),
            })
            .collect(),
    })
}

fn licence(counted: &Counted<'_>, track: TrackId, episode: EpisodeId) -> TempLicence {
    let mut licence = TempLicence::default();
    for line in counted.costs.lines(track).iter().filter(|line| line.is_for(episode)) {
        licence.lines += 1;
        match line.status {
            ClearanceStatus::Denied => licence.denied += 1,
            ClearanceStatus::NotNeeded => licence.not_needed += 1,
            _ if !line.status.is_live() || line.fee.or(line.estimate).is_none() => licence.unpriced += 1,
            _ => match counted.costs.amount(line) {
                Some(amount) => licence.known += amount,
                None => licence.without_rate += 1,
            },
        }
    }
    licence
}
