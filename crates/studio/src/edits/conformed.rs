//! Contents of a cut on a newer one: cues whole where they were told to go, everything else with its picture.

use std::collections::{HashMap, HashSet};

use model::reconform::together;
use model::{Cue, CueId, Cut, DialogueSpan, Edge, Hit, Note, Placement, PlacementId, ProductionSound, Scene, TrackId};
use timebase::{Flicks, Position, Span, TimeMap};

use super::ConformedCue;
use super::contents::{Contents, inherit_heads};
use super::counts::Counts;
use super::remaining::{Remaining, answering_what_is_there};

/// Where contents go.
pub(super) struct Going<'a> {
    /// What is left of the picture.
    pub map: &'a TimeMap,
    /// The new cut.
    pub cut: &'a Cut,
    /// The cues that go.
    pub cues: &'a [ConformedCue],
    /// How long the recordings are.
    pub lengths: &'a HashMap<TrackId, Flicks>,
}

/// What did not go, or not with its picture.
#[derive(Debug, Default)]
pub(super) struct Gone {
    pub counts: Counts,
    /// Notes whose picture is gone, and which stand where it was.
    pub notes_moved: usize,
}

impl Going<'_> {
    /// The frame on which a moment is now; `None` if its picture is gone.
    fn at(&self, at: Position) -> Option<Position> {
        self.map.at(at).map(|at| self.on_cut(at))
    }

    fn on_cut(&self, at: Position) -> Position {
        let last = self.cut.span().end.0 - self.cut.rate.frame().0;
        Position(self.cut.rate.snap(at).0.clamp(0, last.max(0)))
    }

    /// The frame where a moment stands or, where its picture is gone, what comes after it now, or before it.
    fn near(&self, at: Position) -> Position {
        let next = || self.map.pieces().iter().find(|piece| piece.old.start >= at).map(|piece| piece.new.start);
        let last = || self.map.pieces().iter().rev().find(|piece| piece.old.end <= at).map(|piece| piece.new.end);
        self.on_cut(self.map.at(at).or_else(next).or_else(last).unwrap_or(Position::ZERO))
    }

    fn span(&self, span: Span) -> Option<Span> {
        let whole = together(&self.map.span(span), span.length())?;
        let start = self.on_cut(whole.start);
        let end = self.cut.rate.snap(whole.end).min(self.cut.span().end).max(start + self.cut.rate.frame());
        Some(Span { start, end })
    }

    /// A placement of a cue: moved by its shift; where the alternate began and ended it begins and ends as much earlier or
    /// later as the pick does.
    fn placed(&self, placement: &Placement, whole: Span, how: &Moved) -> Option<Placement> {
        let track = *self.lengths.get(&placement.track)?;
        let (rate, line) = (self.cut.rate, self.cut.span());
        let shift = |at: Position| at + how.shift;
        let moved =
            Placement { in_point: shift(placement.in_point), out_point: shift(placement.out_point), ..*placement };
        let bounds = Span { start: shift(whole.start) + how.earlier, end: shift(whole.end) + how.later };
        let begin = if placement.in_point == whole.start { bounds.start } else { moved.in_point.max(bounds.start) };
        let end = if placement.out_point == whole.end { bounds.end } else { moved.out_point.min(bounds.end) };
        if end.min(line.end) <= begin.max(line.start) {
            return None;
        }
        // Trimming keeps to the recording; what would begin before the cut loses its beginning.
        let (begin, end) = (begin.max(line.start), end.min(line.end));
        let wide = Placement { out_point: moved.out_point.max(begin + rate.frame()), ..moved };
        let laid =
            if begin == moved.in_point { wide } else { wide.trimmed(Edge::In, begin, track, line, rate).ok()? };
        let laid = laid.trimmed(Edge::Out, end, track, line, rate).ok()?;
        (rate.snap(laid.in_point) == laid.in_point)
            .then_some(laid)
            .or_else(|| laid.refitted(on_frames(laid.span(), self.cut), track, rate).ok())
    }
}

/// On whole frames of a cut, where the older one counted others.
fn on_frames(span: Span, cut: &Cut) -> Span {
    Span { start: cut.rate.snap(span.start), end: cut.rate.snap(span.end) }
}

/// How the placements of a cue move.
struct Moved {
    shift: Flicks,
    /// How much later than by the shift alone they begin.
    earlier: Flicks,
    /// How much later than by the shift alone they end.
    later: Flicks,
}

impl Contents {
    /// The same on a newer cut, and what of it did not go.
    pub fn conformed(&self, going: &Going<'_>) -> (Self, Gone) {
        let asked: HashMap<CueId, &ConformedCue> = going.cues.iter().map(|cue| (cue.cue, cue)).collect();
        let wholes = self.wholes();
        let how: HashMap<CueId, Moved> = self
            .cues
            .iter()
            .filter_map(|cue| {
                let to = asked.get(&cue.id)?;
                let was = cue.pick.and_then(|pick| wholes.get(&pick).copied());
                let was = was.unwrap_or(Span::new(cue.at, going.cut.rate.frame()));
                let (begin, end) = (was.start + to.shift, was.end + to.shift);
                Some((cue.id, Moved { shift: to.shift, earlier: to.in_point - begin, later: to.out_point - end }))
            })
            .collect();
        let place = |placement: &Placement| {
            let whole = wholes.get(&placement.alternate()).copied()?;
            going.placed(placement, whole, how.get(&placement.cue)?)
        };
        let mut placements: Vec<Placement> = self.placements.iter().filter_map(place).collect();
        inherit_heads(&self.placements, &mut placements);
        let heads: HashSet<PlacementId> = placements.iter().map(|placement| placement.id).collect();
        let scenes: Vec<Scene> = self
            .scenes
            .iter()
            .filter_map(|scene| {
                let span = going.span(scene.span())?;
                Some(Scene { in_point: span.start, out_point: span.end, ..scene.clone() })
            })
            .collect();
        let cue = |cue: &Cue| {
            let to = asked.get(&cue.id)?;
            let own: Vec<&Placement> = placements.iter().filter(|one| one.cue == cue.id).collect();
            let first = own.iter().map(|one| one.in_point).min();
            let pick = cue.pick.filter(|pick| heads.contains(pick));
            let other = own.iter().find(|one| one.piece_of.is_none()).map(|one| one.id);
            let scene = cue.scene.filter(|scene| scenes.iter().any(|known| known.id == *scene));
            Some(Cue { at: first.unwrap_or(going.on_cut(to.in_point)), pick: pick.or(other), scene, ..cue.clone() })
        };
        let cues: Vec<Cue> = self.cues.iter().filter_map(cue).collect();
        let remaining = Remaining::of(&cues, &placements);
        let mut notes_moved = 0;
        let mut note = |note: &Note| {
            if !remaining.has_subject(note) {
                return None;
            }
            let Some(at) = note.at else { return Some(note.clone()) };
            let with_cue = note.cue.and_then(|cue| how.get(&cue)).map(|how| going.on_cut(at + how.shift));
            let to = going.at(at).unwrap_or_else(|| {
                notes_moved += 1;
                with_cue.unwrap_or_else(|| going.near(at))
            });
            let end =
                note.until.map(|until| going.map.end(until).map_or(to + (until - at), |end| going.cut.rate.snap(end)));
            let until = end.map(|end| end.min(going.cut.span().end)).filter(|end| *end > to);
            Some(Note { at: Some(to), until, ..note.clone() })
        };
        let notes = answering_what_is_there(self.notes.iter().filter_map(&mut note).collect());
        let said = |line: &DialogueSpan| Some(DialogueSpan { span: going.span(line.span)?, ..line.clone() });
        let carried = Self {
            dialogue: self.dialogue.iter().filter_map(said).collect(),
            // Sound of the older picture does not fit the newer one: what was given for it comes along silent.
            production: self
                .production
                .iter()
                .filter(|sound| sound.stream.is_none())
                .map(|sound| ProductionSound { start: going.near(sound.start), muted: true, ..sound.clone() })
                .collect(),
            ducks: remaining.ducks(&self.ducks),
            reels: self.reels.iter().map(|reel| model::Reel { start: going.near(reel.start), ..*reel }).collect(),
            hits: self.hits.iter().filter_map(|hit| Some(Hit { at: going.at(hit.at)?, ..hit.clone() })).collect(),
            carve_outs: remaining.carve_outs(&self.carve_outs),
            scenarios: remaining.scenarios(&self.scenarios),
            dismissed: remaining.dismissed(&self.dismissed),
            rounds: Vec::new(),
            shots: Vec::new(),
            // A newer picture is given anew, whole.
            pictures: Vec::new(),
            scenes,
            cues,
            placements,
            notes,
        };
        let gone = Gone { counts: self.count().less(carried.count()), notes_moved };
        (carried, gone)
    }

    /// From where each alternate begins to where it ends, over all its pieces.
    fn wholes(&self) -> HashMap<PlacementId, Span> {
        let mut wholes: HashMap<PlacementId, Span> = HashMap::new();
        for placement in &self.placements {
            let own = placement.span();
            let whole = wholes.entry(placement.alternate()).or_insert(own);
            *whole = Span { start: whole.start.min(own.start), end: whole.end.max(own.end) };
        }
        wholes
    }
}
