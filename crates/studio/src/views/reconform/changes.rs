//! Two cuts compared: a list for the window and the command line, and the music change list that goes out.

use std::collections::HashMap;

use deliver::{MusicChange, MusicChanges};
use model::reconform::{
    CueChange, CueClass, CueState, CueToCarry, Heal, Laid, Picture, SourceRule, carry, compare, conform,
};
use model::{Cue, CueId, Cut, CutId, Placement, Track, TrackId};
use store::{Rows, StoreError};
use timebase::{Flicks, Span};

use super::shapes::{ComparedCue, ComparedCuts};
use super::triage::whole;

/// A cut with its cues as they lie.
struct Side {
    cut: Cut,
    cues: HashMap<CueId, Cue>,
    states: Vec<CueState>,
}

impl Side {
    fn read(rows: &Rows, id: CutId) -> Result<Option<Self>, StoreError> {
        let Some(cut) = rows.cut(id)? else { return Ok(None) };
        let mut placements = rows.placements_of_cut(id)?;
        placements.sort_by_key(|placement| (placement.ordinal, placement.in_point, placement.id));
        let wholes = whole(&placements);
        let laid = |cue: &Cue, head: &Placement| {
            let pieces = || placements.iter().filter(|piece| piece.alternate() == head.id);
            let first = pieces().min_by_key(|piece| piece.in_point).unwrap_or(head);
            Laid {
                placement: head.id,
                track: head.track,
                span: wholes.get(&head.id).copied().unwrap_or(head.span()),
                track_start: first.track_start,
                sounds: pieces()
                    .map(|piece| (piece.gain, piece.fade_in, piece.fade_out, piece.tail, piece.muted))
                    .collect(),
                is_pick: cue.pick == Some(head.id),
            }
        };
        let mut cues = rows.cues(id)?;
        cues.sort_by_key(|cue| (cue.at, cue.number));
        let state = |cue: &Cue| {
            let heads = placements.iter().filter(|one| one.cue == cue.id && one.piece_of.is_none());
            let alternates = heads.map(|head| laid(cue, head)).collect();
            CueState { cue: cue.id, number: cue.number, at: cue.at, alternates }
        };
        let states = cues.iter().map(state).collect();
        Ok(Some(Self { cut, states, cues: cues.into_iter().map(|cue| (cue.id, cue)).collect() }))
    }

    fn pick(&self, cue: Option<CueId>) -> Option<&Laid> {
        let state = self.states.iter().find(|state| Some(state.cue) == cue)?;
        state.alternates.iter().find(|one| one.is_pick)
    }
}

/// Two cuts beside each other; `None` if one is gone.
pub(crate) fn compared(rows: &Rows, old: CutId, new: CutId) -> Result<Option<ComparedCuts>, StoreError> {
    compared_with(rows, old, rows, new)
}

/// A cut of a show as it was beside one of the show as it is; `None` if one of them is not there.
pub(crate) fn compared_with(
    then: &Rows,
    old: CutId,
    rows: &Rows,
    new: CutId,
) -> Result<Option<ComparedCuts>, StoreError> {
    let (Some(old), Some(new)) = (Side::read(then, old)?, Side::read(rows, new)?) else { return Ok(None) };
    let (before, after) = (then.shots(old.cut.id)?, rows.shots(new.cut.id)?);
    let has_picture = !before.is_empty() && !after.is_empty();
    let mut carried: HashMap<CueId, (CueClass, String)> = HashMap::new();
    if has_picture {
        let frames = |cut: &Cut| cut.rate.frames_floor(cut.length);
        let made = conform(
            &Picture { shots: &before, rate: old.cut.rate, length: frames(&old.cut) },
            &Picture { shots: &after, rate: new.cut.rate, length: frames(&new.cut) },
            &SourceRule::default(),
            Heal::Gaps,
        );
        let to_carry = |state: &CueState| {
            let wanted = Span { start: state.at, end: state.at + old.cut.rate.frame() };
            let span = state.alternates.iter().find(|one| one.is_pick).map_or(wanted, |one| one.span);
            CueToCarry { cue: state.cue, span, hits: Vec::new(), reach: None, anchor: None }
        };
        let cues: Vec<CueToCarry> = old.states.iter().map(to_carry).collect();
        let went = carry(&made, &cues, new.cut.rate).into_iter();
        carried.extend(went.map(|one| (one.cue, (one.class, one.reason))));
    }
    let mut tracks: HashMap<TrackId, Track> = HashMap::new();
    for laid in old.states.iter().chain(&new.states).flat_map(|state| &state.alternates) {
        if !tracks.contains_key(&laid.track)
            && let Some(track) = rows.track(laid.track)?.map_or_else(|| then.track(laid.track), |own| Ok(Some(own)))?
        {
            tracks.insert(laid.track, track);
        }
    }
    let title = |track: &TrackId| tracks.get(track).map_or_else(String::new, |track| track.title.clone());
    let told = |change: CueChange| {
        let (was, is) = (old.pick(change.old), new.pick(change.new));
        let cue = change.new.and_then(|cue| new.cues.get(&cue)).or(change.old.and_then(|cue| old.cues.get(&cue)));
        let mut changes = words(&change);
        let why = change.old.and_then(|cue| carried.get(&cue));
        // The music lies where it lay, and what is seen under it is another.
        changes.extend(why.filter(|_| changes.is_empty()).and_then(|(class, _)| of_picture(*class)));
        let reason = why.filter(|_| !changes.is_empty()).map_or_else(String::new, |(_, reason)| reason.clone());
        ComparedCue {
            number: cue.map(|cue| cue.number.to_string()).unwrap_or_default(),
            title: cue.map(|cue| cue.title.clone()).unwrap_or_default(),
            old: change.old,
            new: change.new,
            was: change.was,
            is: change.is,
            delta: change.moved.unwrap_or(Flicks::ZERO),
            longer: change.trimmed.unwrap_or(Flicks::ZERO),
            tracks: (was.map(|one| one.track), is.map(|one| one.track)),
            titles: (
                was.map(|one| title(&one.track)).unwrap_or_default(),
                is.map(|one| title(&one.track)).unwrap_or_default(),
            ),
            placements: (
                change.placements.0.iter().map(title).collect(),
                change.placements.1.iter().map(title).collect(),
            ),
            changes,
            reason,
        }
    };
    let cues = compare(&old.states, &new.states).into_iter().map(told).collect();
    Ok(Some(ComparedCuts {
        old: old.cut.id,
        old_start: old.cut.start,
        old_label: old.cut.label.clone(),
        old_rate: old.cut.rate,
        new: new.cut.id,
        new_start: new.cut.start,
        new_label: new.cut.label.clone(),
        new_rate: new.cut.rate,
        has_picture,
        cues,
    }))
}

/// What became of the picture under music that lies where it lay; nothing where that is as it was.
fn of_picture(class: CueClass) -> Option<&'static str> {
    match class {
        CueClass::Unchanged | CueClass::Shifted => None,
        CueClass::InnerEdit | CueClass::StartLost | CueClass::EndLost | CueClass::Split => Some("picture changed"),
        CueClass::Lost => Some("picture gone"),
        CueClass::Ambiguous => Some("picture in two places"),
        CueClass::Overlapping => Some("now overlaps"),
    }
}

fn words(change: &CueChange) -> Vec<&'static str> {
    let mut words = Vec::new();
    match (change.old, change.new) {
        (None, _) => return vec!["added"],
        (_, None) => return vec!["removed"],
        (Some(_), Some(_)) => {}
    }
    let mut say = |is: bool, word| words.extend(is.then_some(word));
    say(change.moved.is_some(), "moved");
    say(change.trimmed.is_some(), "trimmed");
    say(change.swapped.is_some(), "swapped");
    say(change.remixed, "changed");
    say(!change.placements.0.is_empty() || !change.placements.1.is_empty(), "placements");
    words
}

/// The music change list between two cuts.
pub(crate) fn changes(rows: &Rows, old: CutId, new: CutId, day: &str) -> Result<Option<MusicChanges>, StoreError> {
    let Some(compared) = compared(rows, old, new)? else { return Ok(None) };
    let (Some(before), Some(after)) = (rows.cut(old)?, rows.cut(new)?) else { return Ok(None) };
    let Some(episode) = rows.episode(after.episode)? else { return Ok(None) };
    let times = |cut: &Cut, span: Option<Span>| -> (String, String) {
        span.map_or_else(Default::default, |span| {
            // A cue that waits for music has no end yet.
            let end = if span.end > span.start { cut.timecode(span.end).to_string() } else { String::new() };
            (cut.timecode(span.start).to_string(), end)
        })
    };
    let line = |cue: &ComparedCue| {
        let ((old_in, old_out), (new_in, new_out)) = (times(&before, cue.was), times(&after, cue.is));
        let title = if cue.titles.1.is_empty() { &cue.titles.0 } else { &cue.titles.1 };
        MusicChange {
            cue: cue.number.clone(),
            title: cue.title.clone(),
            track: title.clone(),
            old_in,
            old_out,
            new_in,
            new_out,
            moved: signed(cue.delta, &after),
            longer: signed(cue.longer, &after),
            change: if cue.changes.is_empty() { "unchanged".to_owned() } else { cue.changes.join(", ") },
            reason: cue.reason.clone(),
        }
    };
    Ok(Some(MusicChanges {
        show: rows.show()?.title,
        episode: episode.name().to_string(),
        title: episode.title,
        old_cut: compared.old_label.clone(),
        new_cut: compared.new_label.clone(),
        rate: after.rate.name().to_owned(),
        drop: after.rate.is_drop(),
        day: day.to_owned(),
        changes: compared.cues.iter().map(line).collect(),
    }))
}

/// `+00:00:12:10`; empty for nothing.
fn signed(by: Flicks, cut: &Cut) -> String {
    if by == Flicks::ZERO {
        return String::new();
    }
    let sign = if by < Flicks::ZERO { '-' } else { '+' };
    let length = if by < Flicks::ZERO { -by } else { by };
    let frames = cut.rate.frames_floor(length + Flicks(cut.rate.frame().0 / 2));
    format!("{sign}{}", timebase::Timecode::from_frames(frames, cut.rate))
}
