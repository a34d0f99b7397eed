//! Reading a cut with all that lies on it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use model::{
    CueId, CueStatus, CutId, EpisodeId, LaneId, PicturePart, PlacementId, Rights, Track, TrackId, alternate,
    picture_parts,
};
use store::{Rows, StoreError};
use timebase::{Flicks, Position};

use super::laid::{self, Laid};
use super::lines::lines_in;
use super::rounds::Reviewed;
use super::show::{episode_summary, timecodes};
use super::track::is_missing;
use super::usage::{Advisor, Ground, Places};
use super::{CueView, CutView, PicturePartView, PlacementView, UsedTrack, money};
use crate::books::Counted;
use crate::sound::{Files, Recorded};
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
    let reviewed = Reviewed::read(rows, id)?;
    let standings = reviewed.standings();
    let placements = rows.placements_of_cut(id)?;
    let own = laid::by_cue(&placements);

    let mut cues = Vec::new();
    for cue in rows.cues(id)? {
        let own = own.get(&cue.id).map_or(&[][..], Vec::as_slice);
        let mut view = CueView {
            usage_code: cue.usage.plain_code().to_owned(),
            theme_role_word: cue.usage.theme_role.word().to_owned(),
            advice: Vec::new(),
            status: CueStatus::Spotted,
            changed_since_approved: false,
            approved_alternate: None,
            scene_number: None,
            kind: cue.number.kind,
            in_point: cue.at,
            out_point: cue.at,
            length: Flicks::ZERO,
            sounding: Vec::new(),
            cue,
        };
        laid::lay(&mut view, own, &scenes);
        laid::judge(&mut view, own, &standings);
        cues.push(view);
    }
    cues.sort_by_key(laid::place_of_cue);

    let lanes = rows.lanes()?;
    let volumes = rows.volumes_of_cut(id)?;
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
    let letters = alternate::letters(&placements);
    let mut placements: Vec<PlacementView> = placements
        .into_iter()
        .map(|placement| {
            let alternate = placement.alternate();
            let mut view = PlacementView {
                letter: letters.get(&alternate).cloned().unwrap_or_default(),
                pick: picks.get(&placement.cue).copied().flatten() == Some(alternate),
                verdict: standings.judged(alternate).map(|judged| judged.value),
                verdict_round: standings.judged(alternate).map(|judged| judged.number),
                changed_since_verdict: false,
                change: None,
                piece: 1,
                pieces: 1,
                length: Flicks::ZERO,
                alternate,
                volume_points: placement.volume.and_then(|id| volumes.get(&id)).cloned().unwrap_or_default(),
                placement,
            };
            laid::lay_piece(&mut view, own.get(&placement.cue).map_or(&[][..], Vec::as_slice), &standings);
            view
        })
        .collect();
    let changes = money::changes_of_pick(counted, episode.id, &placements);
    for view in &mut placements {
        view.change = changes.get(&view.placement.id).copied();
    }
    placements.sort_by(|a, b| laid::in_order(a, b, &lane_order));

    let mut notes = rows.notes(id)?;
    notes.sort_by(|a, b| (a.at, &a.written_at, a.id).cmp(&(b.at, &b.written_at, b.id)));
    let used = placed.keys().copied().collect();
    let (start_timecode, length_timecode) = timecodes(&cut);
    let parts = picture_parts(&cut, &rows.reel_pictures(id)?);
    let (picture_facts, _) = pictures::beside(&cut, false);
    let picture_warnings = pictures::warnings(&parts);
    let picture_missing = cut.picture.as_deref().is_some_and(|path| !Path::new(path).is_file());
    let files = placed.values().map(|track| {
        let recorded = Recorded { path: track.path.clone(), hash: track.hash.clone(), loudness: track.loudness };
        (track.id, recorded)
    });
    let files = Files::new(files.collect(), volumes, lanes);
    let view = CutView {
        revision,
        episode: episode_summary(rows, &episode)?,
        start_timecode,
        length_timecode,
        picture_missing,
        picture_facts,
        picture_warnings,
        picture_parts: parts.into_iter().map(picture_part).collect(),
        reels,
        hits: rows.hits(id)?,
        dialogue: rows.dialogue(id)?,
        notes,
        tracks: used_tracks(counted, cut.episode, placed),
        round: reviewed.rounds.last().cloned(),
        rounds: laid::rounds(&reviewed, &cues, &own),
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
    Ok(Some(Laid::new(view, laid::Ground { own, files, lane_order, advisor, places, standings, reviewed })))
}

fn picture_part(part: PicturePart) -> PicturePartView {
    let facts = pictures::beside(&part.cut, part.goes_on).0;
    let path = part.cut.picture.clone().unwrap_or_default();
    PicturePartView {
        start: part.start,
        start_timecode: part.cut.timecode(Position::ZERO).to_string(),
        length: part.cut.length,
        missing: !Path::new(&path).is_file(),
        path,
        facts,
    }
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
