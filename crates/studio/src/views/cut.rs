//! Reading a cut with all that lies on it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use model::{
    Cue, CueId, CueStatus, CutId, EpisodeId, LaneId, Placement, PlacementId, Rights, Track, TrackId, VerdictValue,
};
use store::{Rows, StoreError};
use timebase::Flicks;

use super::laid::{self, Laid};
use super::lines::lines_in;
use super::rounds::{Said, count_rounds, newest, rounds_of};
use super::show::{episode_summary, timecodes};
use super::track::is_missing;
use super::usage::{Advisor, Ground, Places};
use super::{CueView, CutView, PlacementView, UsedTrack, money};
use crate::books::Counted;
use crate::{licences, pictures};

/// All that lies on a cut, its money counted from books that are read already; `None` if it is gone.
pub(crate) fn cut_by(
    rows: &Rows,
    revision: u64,
    id: CutId,
    counted: &Counted<'_>,
) -> Result<Option<CutView>, StoreError> {
    Ok(laid(rows, revision, id, counted)?.map(Laid::into_view))
}

/// As [`cut_by`], with what it follows from.
pub(crate) fn laid(rows: &Rows, revision: u64, id: CutId, counted: &Counted<'_>) -> Result<Option<Laid>, StoreError> {
    let Some(cut) = rows.cut(id)? else { return Ok(None) };
    let Some(episode) = rows.episode(cut.episode)? else { return Ok(None) };
    let scenes = rows.scenes(id)?;
    let mut rounds = rounds_of(rows, id)?;
    let verdicts = newest(&rounds);
    let placements = rows.placements_of_cut(id)?;
    let approved = approved_in_order(&placements, &verdicts);
    let own = laid::by_cue(&placements);

    let mut cues = Vec::new();
    for cue in rows.cues(id)? {
        let verdict = cue.pick.and_then(|pick| verdicts.get(&pick)).map(|said| said.value);
        let own = own.get(&cue.id).map_or(&[][..], Vec::as_slice);
        let has_music = cue.pick.is_some_and(|pick| own.iter().any(|one| one.alternate() == pick));
        let status = CueStatus::of(has_music, verdict);
        let mut view = CueView {
            usage_code: cue.usage.plain_code().to_owned(),
            theme_role_word: cue.usage.theme_role.word().to_owned(),
            advice: Vec::new(),
            status,
            approved_alternate: approved_beside(&cue, status, &approved),
            scene_number: None,
            kind: cue.number.kind,
            in_point: cue.at,
            out_point: cue.at,
            length: Flicks::ZERO,
            sounding: Vec::new(),
            cue,
        };
        laid::lay(&mut view, own, &scenes);
        cues.push(view);
    }
    cues.sort_by_key(laid::place_of_cue);

    let lanes = rows.lanes()?;
    let reels = rows.reels(id)?;
    let placed: BTreeMap<TrackId, Track> = rows.tracks_of_cut(id)?.into_iter().map(|track| (track.id, track)).collect();
    let advisor = Advisor::read(
        rows,
        &Ground {
            counted,
            episode: episode.id,
            cut: cut.id,
            programme: cut.span(),
            lanes: lanes.iter().map(|lane| (lane.id, lane.kind)).collect(),
            scenes: &scenes,
            reels: &reels,
            tracks: &placed,
        },
    )?;
    let places = Places::of(&cues);
    for cue in &mut cues {
        let own = own.get(&cue.cue.id).map_or(&[][..], Vec::as_slice);
        let pick = own.iter().find(|one| Some(one.id) == cue.cue.pick);
        advisor.advise(cue, pick, places.place(cue));
    }

    let picks: HashMap<CueId, Option<PlacementId>> = cues.iter().map(|cue| (cue.cue.id, cue.cue.pick)).collect();
    let lane_order: HashMap<LaneId, i64> = lanes.iter().map(|lane| (lane.id, lane.ordinal)).collect();
    let letters = letters(&placements);
    let mut placements: Vec<PlacementView> = placements
        .into_iter()
        .map(|placement| {
            let alternate = placement.alternate();
            let mut view = PlacementView {
                letter: letters.get(&alternate).cloned().unwrap_or_default(),
                pick: picks.get(&placement.cue).copied().flatten() == Some(alternate),
                verdict: verdicts.get(&alternate).map(|said| said.value),
                verdict_round: verdicts.get(&alternate).map(|said| said.round),
                change: None,
                piece: 1,
                pieces: 1,
                length: Flicks::ZERO,
                alternate,
                placement,
            };
            laid::lay_piece(&mut view, own.get(&placement.cue).map_or(&[][..], Vec::as_slice));
            view
        })
        .collect();
    count_rounds(&mut rounds, &cues, &placements);
    let changes = money::changes_of_pick(counted, episode.id, &placements);
    for view in &mut placements {
        view.change = changes.get(&view.placement.id).copied();
    }
    placements.sort_by(|a, b| laid::in_order(a, b, &lane_order));

    let mut notes = rows.notes(id)?;
    notes.sort_by(|a, b| (a.at, &a.written_at, a.id).cmp(&(b.at, &b.written_at, b.id)));
    let used = placed.keys().copied().collect();
    let (start_timecode, length_timecode) = timecodes(&cut);
    let (picture_facts, picture_warnings) = pictures::beside(&cut);
    let picture_missing = cut.picture.as_deref().is_some_and(|path| !Path::new(path).is_file());
    let files = placed.values().map(|track| (track.id, (track.path.clone(), track.loudness))).collect();
    let view = CutView {
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
        totals: laid::totals(&cut, &cues),
        budget: money::of_episode(counted, episode.id),
        licence: licences::warnings(rows, counted.books, |track| counted.costs.lines(track), &used)?
            .into_iter()
            .filter(|warning| warning.episode == episode.id)
            .collect(),
        cut,
        scenes,
        cues,
        placements,
    };
    Ok(Some(Laid::new(view, own, files, lane_order, advisor, places)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let got: Vec<String> = [0, 1, 25, 26, 27, 51, 52].into_iter().map(letter).collect();
        assert_eq!(got, ["A", "B", "Z", "AA", "AB", "AZ", "BA"]);
    }
}
