//! Reading a cut with all that lies on it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use model::{
    Cue, CueId, CueStatus, Cut, CutId, EpisodeId, Placement, PlacementId, Rights, Track, TrackId, VerdictValue,
    alternate,
};
use store::{Rows, StoreError};
use timebase::{Span, merged};

use super::lines::lines_in;
use super::rounds::{Said, count_rounds, newest, rounds_of};
use super::show::{episode_summary, timecodes};
use super::track::is_missing;
use super::usage::Advisor;
use super::{CueView, CutView, PlacementView, Totals, UsedTrack, money};
use crate::books::Counted;
use crate::{licences, pictures};

/// All that lies on a cut, its money counted from books that are read already; `None` if it is gone.
pub(crate) fn cut_by(
    rows: &Rows,
    revision: u64,
    id: CutId,
    counted: &Counted<'_>,
) -> Result<Option<CutView>, StoreError> {
    let Some(cut) = rows.cut(id)? else { return Ok(None) };
    let Some(episode) = rows.episode(cut.episode)? else { return Ok(None) };
    let scenes = rows.scenes(id)?;
    let mut rounds = rounds_of(rows, id)?;
    let verdicts = newest(&rounds);
    let placements = rows.placements_of_cut(id)?;
    let approved = approved_in_order(&placements, &verdicts);
    let by_id: HashMap<PlacementId, Placement> =
        placements.iter().map(|placement| (placement.id, *placement)).collect();
    let alternates = Alternates::of(&placements);

    let mut cues = Vec::new();
    for cue in rows.cues(id)? {
        let pick = cue.pick.map_or(&[][..], |pick| alternates.pieces(pick));
        let span = alternate::extent(pick).unwrap_or(Span { start: cue.at, end: cue.at });
        let sounding = alternate::sounding(pick);
        let own = cue.scene.and_then(|own| scenes.iter().find(|scene| scene.id == own));
        let scene = own.or_else(|| scenes.iter().find(|scene| scene.span().contains(span.start)));
        let verdict = cue.pick.and_then(|pick| verdicts.get(&pick)).map(|said| said.value);
        let status = CueStatus::of(!pick.is_empty(), verdict);
        cues.push(CueView {
            usage_code: cue.usage.plain_code().to_owned(),
            theme_role_word: cue.usage.theme_role.word().to_owned(),
            advice: Vec::new(),
            status,
            approved_alternate: approved_beside(&cue, status, &approved),
            scene_number: scene.map(|scene| scene.number.clone()),
            kind: cue.number.kind,
            in_point: span.start,
            out_point: span.end,
            length: sounding.iter().map(|span| span.length()).sum(),
            sounding,
            cue,
        });
    }
    cues.sort_by_key(|cue| (cue.in_point, cue.cue.number));

    let lanes = rows.lanes()?;
    let reels = rows.reels(id)?;
    let placed: BTreeMap<TrackId, Track> = rows.tracks_of_cut(id)?.into_iter().map(|track| (track.id, track)).collect();
    Advisor {
        counted,
        episode: episode.id,
        cut: cut.id,
        programme: cut.span(),
        lanes: lanes.iter().map(|lane| (lane.id, lane.kind)).collect(),
        scenes: &scenes,
        reels: &reels,
        tracks: &placed,
        placements: &by_id,
    }
    .advise(rows, &mut cues)?;

    let picks: HashMap<CueId, Option<PlacementId>> = cues.iter().map(|cue| (cue.cue.id, cue.cue.pick)).collect();
    let lane_order: HashMap<_, _> = lanes.iter().map(|lane| (lane.id, lane.ordinal)).collect();
    let letters = letters(&placements);
    let count = |pieces: usize| u32::try_from(pieces).unwrap_or(u32::MAX);
    let mut placements: Vec<PlacementView> = placements
        .into_iter()
        .map(|placement| {
            let alternate = placement.alternate();
            let pieces = alternates.pieces(alternate);
            PlacementView {
                letter: letters.get(&alternate).cloned().unwrap_or_default(),
                pick: picks.get(&placement.cue).copied().flatten() == Some(alternate),
                verdict: verdicts.get(&alternate).map(|said| said.value),
                verdict_round: verdicts.get(&alternate).map(|said| said.round),
                change: None,
                piece: count(pieces.iter().take_while(|piece| piece.id != placement.id).count() + 1),
                pieces: count(pieces.len()),
                length: alternate::sounding(pieces).into_iter().map(Span::length).sum(),
                alternate,
                placement,
            }
        })
        .collect();
    count_rounds(&mut rounds, &cues, &placements);
    let changes = money::changes_of_pick(counted, episode.id, &placements);
    for view in &mut placements {
        view.change = changes.get(&view.placement.id).copied();
    }
    placements.sort_by_key(|view| {
        let placement = &view.placement;
        (lane_order.get(&placement.lane).copied(), placement.in_point, placement.cue, placement.ordinal, placement.id)
    });

    let mut notes = rows.notes(id)?;
    notes.sort_by(|a, b| (a.at, &a.written_at, a.id).cmp(&(b.at, &b.written_at, b.id)));
    let used = placed.keys().copied().collect();
    let (start_timecode, length_timecode) = timecodes(&cut);
    let (picture_facts, picture_warnings) = pictures::beside(&cut);
    let picture_missing = cut.picture.as_deref().is_some_and(|path| !Path::new(path).is_file());
    Ok(Some(CutView {
        revision,
        episode: episode_summary(rows, &episode)?,
        start_timecode,
        length_timecode,
        picture_missing,
        picture_facts,
        picture_warnings,
        reels,
        hits: rows.hits(id)?,
        notes,
        tracks: used_tracks(counted, cut.episode, placed),
        round: rounds.last().map(|one| one.round.clone()),
        rounds,
        totals: totals(&cut, &cues),
        budget: money::of_episode(counted, episode.id),
        licence: licences::warnings(rows, counted.books, |track| counted.costs.lines(track), &used)?
            .into_iter()
            .filter(|warning| warning.episode == episode.id)
            .collect(),
        cut,
        scenes,
        cues,
        placements,
    }))
}

/// What is approved on the cut, as cue and placement, alternates in the order of their letters.
fn approved_in_order(placements: &[Placement], verdicts: &HashMap<PlacementId, Said>) -> Vec<(CueId, PlacementId)> {
    let approved = |one: &&Placement| verdicts.get(&one.id).is_some_and(|said| said.value == VerdictValue::Approved);
    let mut found: Vec<&Placement> = placements.iter().filter(approved).collect();
    found.sort_by_key(|one| (one.cue, one.ordinal, one.id));
    found.into_iter().map(|one| (one.cue, one.id)).collect()
}

/// The first approved alternate of a cue whose pick is not approved.
fn approved_beside(cue: &Cue, status: CueStatus, approved: &[(CueId, PlacementId)]) -> Option<PlacementId> {
    if status == CueStatus::Approved {
        return None;
    }
    let from = approved.partition_point(|&(of, _)| of < cue.id);
    let own = approved[from..].iter().take_while(|&&(of, _)| of == cue.id);
    own.map(|&(_, placement)| placement).find(|&placement| Some(placement) != cue.pick)
}

/// The placements of a cut by alternate, pieces in the order of time.
struct Alternates(HashMap<PlacementId, Vec<Placement>>);

impl Alternates {
    /// `placements` are in the order of time.
    fn of(placements: &[Placement]) -> Self {
        let mut of: HashMap<PlacementId, Vec<Placement>> = HashMap::new();
        for placement in placements {
            of.entry(placement.alternate()).or_default().push(*placement);
        }
        Self(of)
    }

    fn pieces(&self, alternate: PlacementId) -> &[Placement] {
        self.0.get(&alternate).map_or(&[], Vec::as_slice)
    }
}

/// `A` for the first alternate of its cue, `Z` for the 26th, then `AA`.
fn letters(placements: &[Placement]) -> HashMap<PlacementId, String> {
    let mut order: Vec<&Placement> = placements.iter().filter(|placement| placement.piece_of.is_none()).collect();
    order.sort_by_key(|placement| (placement.cue, placement.ordinal, placement.id));
    let mut letters = HashMap::new();
    let (mut cue, mut count) = (None, 0_usize);
    for placement in order {
        count = if cue == Some(placement.cue) { count + 1 } else { 0 };
        cue = Some(placement.cue);
        letters.insert(placement.id, letter(count));
    }
    letters
}

fn letter(mut index: usize) -> String {
    let mut text = Vec::new();
    loop {
        text.push(char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    text.iter().rev().collect()
}

fn used_tracks(counted: &Counted<'_>, episode: EpisodeId, placed: BTreeMap<TrackId, Track>) -> Vec<UsedTrack> {
    let used = |(id, track): (TrackId, Track)| {
        let clearances = lines_in(counted, id, episode);
        UsedTrack {
            rights: Rights::in_episode(clearances.iter().map(|line| &line.clearance), episode),
            id,
            missing: is_missing(&track),
            title: track.title,
            artist: track.artist,
            composer: track.composer,
            publisher: track.publisher,
            duration: track.duration,
            sample_rate: track.sample_rate.hertz(),
            hash: track.hash,
            loudness: track.loudness,
            clearances,
        }
    };
    placed.into_iter().map(used).collect()
}

fn totals(cut: &Cut, cues: &[CueView]) -> Totals {
    let mut totals = Totals { cues: cues.len(), programme: cut.length, ..Totals::default() };
    for cue in cues {
        match cue.status {
            CueStatus::Spotted => totals.spotted += 1,
            CueStatus::Waiting => totals.waiting += 1,
            CueStatus::Changes => totals.changes += 1,
            CueStatus::Rejected => totals.rejected += 1,
            CueStatus::Approved => totals.approved += 1,
        }
    }
    let spans = cues.iter().flat_map(|cue| &cue.sounding).filter_map(|span| span.intersection(cut.span()));
    totals.music = merged(spans).into_iter().map(Span::length).sum();
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let got: Vec<String> = [0, 1, 25, 26, 27, 51, 52].into_iter().map(letter).collect();
        assert_eq!(got, ["A", "B", "Z", "AA", "AB", "AZ", "BA"]);
    }
}
