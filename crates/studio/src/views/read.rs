//! Reading views from the document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use model::{
    Cue, CueId, CueStatus, Cut, CutId, Episode, EpisodeId, Placement, PlacementId, Recording, Rights, Track, TrackId,
    VerdictValue, alternate,
};
use store::{Document, Rows, StoreError};
use timebase::{Span, Timecode, merged};

use crate::books::{Books, Counted};
use crate::{clock, licences, pictures};

use super::usage::Advisor;
use super::{
    CueView, CutSummary, CutView, EpisodeSummary, HistoryEnd, HistoryStep, PlacementView, RoundProgress, RoundView,
    ShowView, Totals, TrackView, UsedTrack,
};

/// The show as the shell shows it.
pub(crate) fn show(document: &Document) -> Result<ShowView, StoreError> {
    let rows = document.rows();
    let show = rows.show()?;
    let mut episodes = Vec::new();
    for episode in rows.episodes()? {
        episodes.push(episode_summary(rows, &episode)?);
    }
    let (undo, redo) = ends_of_history(document)?;
    Ok(ShowView {
        title: show.title,
        currency: show.currency,
        production_company: show.production_company,
        path: document.path().display().to_string(),
        read_only: document.is_read_only(),
        revision: document.revision(),
        undo,
        redo,
        episodes,
        lanes: rows.lanes()?,
        characters: rows.characters()?,
        themes: rows.themes()?,
        track_count: rows.track_count()?,
    })
}

/// The next steps of undo and redo.
pub(crate) fn ends_of_history(document: &Document) -> Result<(HistoryEnd, HistoryEnd), StoreError> {
    let (undoable, redoable) = document.depth();
    let entries = document.history(redoable + 1)?;
    let undo = entries.iter().find(|entry| !entry.undone).map(|entry| entry.label.clone());
    let redo = entries.iter().rev().find(|entry| entry.undone).map(|entry| entry.label.clone());
    Ok((HistoryEnd { steps: undoable, label: undo }, HistoryEnd { steps: redoable, label: redo }))
}

/// The newest steps of history, at most `limit`.
pub(crate) fn history(document: &Document, limit: usize) -> Result<Vec<HistoryStep>, StoreError> {
    let entries = document.history(limit)?.into_iter();
    Ok(entries
        .map(|entry| HistoryStep { id: entry.id, label: entry.label, at: entry.at, undone: entry.undone })
        .collect())
}

fn episode_summary(rows: &Rows, episode: &Episode) -> Result<EpisodeSummary, StoreError> {
    let mut cuts = Vec::new();
    for cut in rows.cuts(episode.id)? {
        let cues = rows.cues(cut.id)?.len();
        let has_picture = cut.picture.is_some();
        let (start_timecode, length_timecode) = timecodes(&cut);
        cuts.push(CutSummary {
            id: cut.id,
            label: cut.label,
            rate: cut.rate,
            start_timecode,
            length_timecode,
            cues,
            has_picture,
        });
    }
    Ok(EpisodeSummary {
        id: episode.id,
        name: episode.name().to_string(),
        season: episode.season,
        number: episode.number,
        title: episode.title.clone(),
        cuts,
    })
}

/// Of the first frame, and of the length.
fn timecodes(cut: &Cut) -> (String, String) {
    let label = |frames| Timecode::from_frames(frames, cut.rate).to_string();
    (label(cut.start), label(cut.rate.frames_floor(cut.length)))
}

/// All that lies on a cut, or `None` if it is gone.
pub(crate) fn cut(rows: &Rows, revision: u64, id: CutId) -> Result<Option<CutView>, StoreError> {
    cut_by(rows, revision, id, &Books::read(rows, &clock::today())?.counted())
}

/// As [`cut`], its money counted from books that are read already.
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
    let changes = super::clear::changes_of_pick(counted, episode.id, &placements);
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
        budget: super::clear::of_episode(counted, episode.id),
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

/// The last verdict on each placement of a cut, rounds in order.
pub(crate) fn newest_verdicts(rows: &Rows, cut: CutId) -> Result<HashMap<PlacementId, VerdictValue>, StoreError> {
    Ok(newest(&rounds_of(rows, cut)?).into_iter().map(|(placement, said)| (placement, said.value)).collect())
}

/// The last that was said of a placement, and in which round.
#[derive(Clone, Copy)]
struct Said {
    value: VerdictValue,
    round: i64,
}

/// The rounds of a cut in their order, not yet counted.
fn rounds_of(rows: &Rows, cut: CutId) -> Result<Vec<RoundView>, StoreError> {
    let mut rounds = rows.rounds(cut)?;
    rounds.sort_by_key(|round| round.number);
    let read = rounds.into_iter().map(|round| {
        let verdicts = rows.verdicts_of_round(round.id)?;
        Ok(RoundView { round, verdicts, progress: RoundProgress::default() })
    });
    read.collect()
}

fn newest(rounds: &[RoundView]) -> HashMap<PlacementId, Said> {
    let said = rounds.iter().flat_map(|one| {
        let number = one.round.number;
        one.verdicts.iter().map(move |verdict| (verdict.placement, Said { value: verdict.value, round: number }))
    });
    said.collect()
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

/// Counts the cues of each round by what was decided of them in it: a yes to any alternate is a yes to the cue, else
/// what was said of its pick counts, and a cue of which only other alternates were judged still waits.
fn count_rounds(rounds: &mut [RoundView], cues: &[CueView], placements: &[PlacementView]) {
    let cue_of: HashMap<PlacementId, CueId> =
        placements.iter().map(|view| (view.placement.id, view.placement.cue)).collect();
    for one in rounds {
        let said: HashMap<PlacementId, VerdictValue> =
            one.verdicts.iter().map(|verdict| (verdict.placement, verdict.value)).collect();
        let yes: HashSet<CueId> = said
            .iter()
            .filter(|&(_, &value)| value == VerdictValue::Approved)
            .filter_map(|(placement, _)| cue_of.get(placement).copied())
            .collect();
        for cue in cues.iter().filter(|cue| cue.status != CueStatus::Spotted) {
            let pick = cue.cue.pick.and_then(|pick| said.get(&pick).copied());
            let progress = &mut one.progress;
            match if yes.contains(&cue.cue.id) { Some(VerdictValue::Approved) } else { pick } {
                Some(VerdictValue::Approved) => progress.approved += 1,
                Some(VerdictValue::Changes) => progress.changes += 1,
                Some(VerdictValue::Rejected) => progress.rejected += 1,
                None => progress.waiting += 1,
            }
        }
    }
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
        let clearances = super::clear::lines_in(counted, id, episode);
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

fn is_missing(track: &Track) -> bool {
    !Path::new(&track.path).is_file()
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

/// All that is known of a track, or `None` if it is gone.
pub(crate) fn track(rows: &Rows, id: TrackId) -> Result<Option<TrackView>, StoreError> {
    let Some(track) = rows.track(id)? else { return Ok(None) };
    let uses = rows.track_uses()?.remove(&id).unwrap_or_default();
    let recording = rows.recording(id)?.unwrap_or(Recording { track: id, ..Recording::default() });
    let label = recording.label.map(|id| rows.party(id)).transpose()?.flatten();
    let work = recording.work.map(|id| super::work(rows, id)).transpose()?.flatten();
    Ok(Some(TrackView {
        recording,
        label_name: label.map(|label| label.full_name()).unwrap_or_default(),
        work,
        suggestions: crate::edits::open_suggestions(rows, id)?,
        raw_tags: rows.raw_tags(id)?,
        clearances: super::clear::lines(rows, &track)?,
        uses: uses.iter().map(|(episode, cue)| format!("{episode} {cue}")).collect(),
        missing: is_missing(&track),
        track,
    }))
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
