//! Two cuts beside each other: which cues came, went, moved, were trimmed, or have other music.

use std::collections::{HashMap, HashSet};

use timebase::{Flicks, Position, Span};

use crate::{CueId, CueNumber, Fade, Millibels, PlacementId, TrackId};

/// An alternate as it lies on a cut: all of its pieces together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// The placement that stands for it.
    pub placement: PlacementId,
    /// What sounds.
    pub track: TrackId,
    /// From its first frame to the first after it.
    pub span: Span,
    /// How far into the track it starts.
    pub track_start: Flicks,
    /// How it sounds otherwise: a gain, two fades, a tail and whether it is silent, a piece each.
    pub sounds: Vec<(Millibels, Fade, Fade, Flicks, bool)>,
    /// Whether it is the pick.
    pub is_pick: bool,
}

/// A cue as it lies on a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueState {
    /// The cue.
    pub cue: CueId,
    /// Its number, by which it is found again.
    pub number: CueNumber,
    /// Where it is wanted, where no music is laid for it.
    pub at: Position,
    /// Its alternates.
    pub alternates: Vec<Laid>,
}

/// What is different of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueChange {
    /// The cue on the old cut; `None` if it is new.
    pub old: Option<CueId>,
    /// The cue on the new cut; `None` if it is gone.
    pub new: Option<CueId>,
    /// Where its pick lay; of a cue without music where it was wanted, which has no length.
    pub was: Option<Span>,
    /// Where its pick lies, or where the cue is wanted.
    pub is: Option<Span>,
    /// How much later it begins, if that changed.
    pub moved: Option<Flicks>,
    /// How much longer it is, or nothing but that it starts elsewhere in its recording, if it was trimmed.
    pub trimmed: Option<Flicks>,
    /// Its pick was this recording and is that one.
    pub swapped: Option<(TrackId, TrackId)>,
    /// Whether gain, fades, silence or cuts of the pick changed.
    pub remixed: bool,
    /// Recordings that were laid for it and are not any more, then those that are new.
    pub placements: (Vec<TrackId>, Vec<TrackId>),
}

impl CueState {
    fn pick(&self) -> Option<&Laid> {
        self.alternates.iter().find(|one| one.is_pick)
    }

    fn span(&self) -> Span {
        self.pick().map_or(Span { start: self.at, end: self.at }, |pick| pick.span)
    }
}

impl CueChange {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let is_there = self.old.is_some() && self.new.is_some();
        let is_laid_alike = self.moved.is_none() && self.trimmed.is_none() && self.swapped.is_none() && !self.remixed;
        is_there && is_laid_alike && self.placements.0.is_empty() && self.placements.1.is_empty()
    }

    fn of(old: Option<&CueState>, new: Option<&CueState>) -> Self {
        let (before, after) = (old.and_then(CueState::pick), new.and_then(CueState::pick));
        let (was, is) = (old.map(CueState::span), new.map(CueState::span));
        // What is wanted somewhere and what sounds somewhere are not the same thing moved.
        let spans = was.zip(is).filter(|_| before.is_some() == after.is_some());
        let pair = before.zip(after);
        let by = |of: fn(&Laid, &Laid) -> Flicks| pair.map(|(a, b)| of(a, b)).filter(|by| *by != Flicks::ZERO);
        let longer = by(|a, b| b.span.length() - a.span.length());
        let swapped = pair.filter(|(a, b)| a.track != b.track).map(|(a, b)| (a.track, b.track));
        let into = pair.filter(|(a, b)| swapped.is_none() && a.track_start != b.track_start).map(|_| Flicks::ZERO);
        let tracks = |state: Option<&CueState>| -> Vec<TrackId> {
            state.map_or_else(Vec::new, |state| state.alternates.iter().map(|one| one.track).collect())
        };
        let less = |a: Vec<TrackId>, b: &[TrackId]| {
            let mut left = b.to_vec();
            let mut rest = a;
            rest.retain(|track| match left.iter().position(|other| other == track) {
                Some(at) => {
                    left.swap_remove(at);
                    false
                }
                None => true,
            });
            rest
        };
        let (had, has) = (tracks(old), tracks(new));
        Self {
            old: old.map(|state| state.cue),
            new: new.map(|state| state.cue),
            was,
            is,
            moved: spans.map(|(was, is)| is.start - was.start).filter(|by| *by != Flicks::ZERO),
            trimmed: longer.or(into),
            swapped,
            remixed: pair.is_some_and(|(a, b)| a.sounds != b.sounds),
            placements: (less(had.clone(), &has), less(has, &had)),
        }
    }
}

/// Every cue of either cut: in the order of the new one, then those that are gone. A cue of the same cut at another time is the
/// same cue. Else it is found again by its number, and where that is nowhere, by its pick's recording, in order.
#[must_use]
pub fn compare(old: &[CueState], new: &[CueState]) -> Vec<CueChange> {
    let by_id: HashMap<CueId, &CueState> = old.iter().map(|state| (state.cue, state)).collect();
    let same: HashSet<CueId> = new.iter().map(|state| state.cue).filter(|cue| by_id.contains_key(cue)).collect();
    let left = || old.iter().filter(|state| !same.contains(&state.cue));
    let by_number: HashMap<CueNumber, &CueState> = left().map(|state| (state.number, state)).collect();
    let numbers: HashSet<CueNumber> =
        new.iter().filter(|state| !same.contains(&state.cue)).map(|state| state.number).collect();
    let mut by_track: HashMap<TrackId, Vec<&CueState>> = HashMap::new();
    for state in left().rev().filter(|state| !numbers.contains(&state.number)) {
        if let Some(pick) = state.pick() {
            by_track.entry(pick.track).or_default().push(state);
        }
    }
    let mut found: HashSet<CueId> = HashSet::new();
    let mut changes: Vec<CueChange> = Vec::with_capacity(new.len());
    for state in new {
        let again = by_id.get(&state.cue).copied();
        let again = again.or_else(|| by_number.get(&state.number).copied());
        let again = again.or_else(|| by_track.get_mut(&state.pick()?.track)?.pop());
        found.extend(again.map(|state| state.cue));
        changes.push(CueChange::of(again, Some(state)));
    }
    changes
        .extend(old.iter().filter(|state| !found.contains(&state.cue)).map(|state| CueChange::of(Some(state), None)));
    changes
}
