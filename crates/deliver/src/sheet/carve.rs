//! Carve-outs: where two cues sound at once, which of them the time is counted for.
//!
//! Societies pay by time and hold the sum of all cues against the programme: an overlap that is listed twice makes a
//! sheet that cannot be true (Orfium's webinar on cue sheets names it first among the reasons for rejection). A
//! decision is kept as a *method* for a pair of cues, never as a frame, and worked out anew from the timeline each time:
//! it stays valid when a cue is moved or trimmed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::{CarveMethod, CarveOut, CueId, Perception};
use serde::Serialize;
use timebase::{Flicks, FrameRate, Position, Span, merged};
use ts_rs::TS;

use super::facts::{SheetCue, SheetFacts};

/// An overlap that nobody has decided about, and what is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// The cue that starts first.
    pub first: CueId,
    /// The other.
    pub second: CueId,
    /// The time they share.
    pub start: Position,
    /// Its end.
    pub end: Position,
    /// What is proposed.
    pub method: CarveMethod,
    /// Where the boundary would be, where it is one.
    pub at: Option<Position>,
    /// Why, as the second half of a sentence.
    pub reason: String,
}

/// What two cues share that is shorter than this many frames is no overlap that anybody laid.
const LEAST_OVERLAP: i64 = 2;
/// What two cues share that is longer is no crossfade: they sound together.
const LONGEST_CROSSFADE: Flicks = Flicks(10 * timebase::FLICKS_PER_SECOND);

/// The time that is counted for each cue once decisions are applied: spans in order, without overlap within a cue.
pub(super) type Counted = BTreeMap<CueId, Vec<Span>>;

/// Whether two cues are one use of one recording: edits that abut or overlap (Q-Cuts' "mix"; field rule 1.8).
pub(super) fn are_one_recording(one: &SheetCue, other: &SheetCue) -> bool {
    let id = |cue: &SheetCue| cue.track.as_ref().map(|track| track.id);
    id(one).is_some() && id(one) == id(other)
}

/// What is proposed for each overlap of different recordings that is not decided, in the order of the timeline.
#[must_use]
pub fn proposals(facts: &SheetFacts) -> Vec<Proposal> {
    let decided = decisions(&facts.carve_outs);
    let cues = in_order(facts);
    // What a decision about others has settled is no overlap any more.
    let counted = (!decided.is_empty()).then(|| counted(facts));
    let counts_twice = |one: &SheetCue, other: &SheetCue, shared: Span| {
        let Some(counted) = &counted else { return true };
        let within = |cue: &SheetCue| {
            let spans = counted.get(&cue.id).map_or(&[][..], Vec::as_slice);
            spans.iter().filter_map(move |span| span.intersection(shared)).collect::<Vec<_>>()
        };
        let theirs = within(other);
        within(one)
            .iter()
            .any(|mine| theirs.iter().filter_map(|span| span.intersection(*mine)).any(|twice| !twice.is_empty()))
    };
    let mut found = Vec::new();
    for (index, (one, span)) in cues.iter().enumerate() {
        for (other, later) in cues[index + 1..].iter().take_while(|(_, later)| later.start < span.end) {
            let Some(shared) = span.intersection(*later).filter(|shared| !shared.is_empty()) else { continue };
            let slight = facts.rate.frames_floor(shared.length()).0 < LEAST_OVERLAP;
            if slight || are_one_recording(one, other) || decided.contains_key(&pair(one.id, other.id)) {
                continue;
            }
            if !counts_twice(one, other, shared) {
                continue;
            }
            // Cues in pieces may meet more than once: one decision is for all of it.
            let known = |made: &Proposal| pair(made.first, made.second) == pair(one.id, other.id);
            if !found.iter().any(known) {
                found.push(propose((one, *span), (other, *later), shared, facts.rate));
            }
        }
    }
    found
}

fn propose(one: (&SheetCue, Span), other: (&SheetCue, Span), shared: Span, rate: FrameRate) -> Proposal {
    let inner = |inside: Span, around: Span| inside == shared && around != inside;
    let (method, reason) = if inner(other.1, one.1) {
        (CarveMethod::Second, in_front(other.0, one.0))
    } else if inner(one.1, other.1) {
        (CarveMethod::First, in_front(one.0, other.0))
    } else if one.1 == other.1 {
        (CarveMethod::Both, "they start and end together, and neither gives way to the other".to_owned())
    } else if one.0.lane != other.0.lane {
        // Source music under a score: nobody faded one into the other.
        (CarveMethod::Both, "they lie in lanes of different kinds and sound together there".to_owned())
    } else if shared.length() > LONGEST_CROSSFADE {
        (CarveMethod::Both, format!("they sound together for {}, longer than a crossfade", shared.length()))
    } else {
        (CarveMethod::Centre, "they cross over there, and the middle is where one gives way to the other".to_owned())
    };
    let at = (method == CarveMethod::Centre).then(|| centre(shared, rate));
    Proposal { first: one.0.id, second: other.0.id, start: shared.start, end: shared.end, method, at, reason }
}

fn in_front(inner: &SheetCue, outer: &SheetCue) -> String {
    if rank(inner.usage.perception) > rank(outer.usage.perception) {
        format!("{} is seen or featured, and {} is behind it", inner.number, outer.number)
    } else if inner.gain > outer.gain {
        format!("{} is louder than {}, which goes on under it", inner.number, outer.number)
    } else {
        format!("{} lies within {}, and would have no time of its own otherwise", inner.number, outer.number)
    }
}

const fn rank(perception: Perception) -> u8 {
    match perception {
        Perception::Background => 0,
        Perception::Visual => 1,
        Perception::Featured => 2,
    }
}

/// The middle of a span, on the nearest frame.
fn centre(shared: Span, rate: FrameRate) -> Position {
    rate.snap(shared.start + Flicks((shared.end - shared.start).0 / 2))
}

/// When cues sound inside the programme, by where they start: a cue in pieces more than once, never twice at a time.
pub(super) fn in_order(facts: &SheetFacts) -> Vec<(&SheetCue, Span)> {
    let programme = facts.programme();
    let mut cues: Vec<(&SheetCue, Span)> = facts
        .cues
        .iter()
        .flat_map(|cue| {
            let spans = merged(cue.sounding().iter().map(|span| on_frames(*span, facts.rate)));
            spans.into_iter().filter_map(move |span| Some((cue, span.intersection(programme)?)))
        })
        .filter(|(_, span)| !span.is_empty())
        .collect();
    cues.sort_by(|(one, a), (other, b)| (a.start, &one.number, one.id).cmp(&(b.start, &other.number, other.id)));
    cues
}

/// All cues, by where they start; those without music last.
pub(crate) fn in_order_of_time(facts: &SheetFacts) -> Vec<&SheetCue> {
    let mut cues: Vec<&SheetCue> = facts.cues.iter().collect();
    cues.sort_by_key(|cue| (cue.span.is_none(), cue.span.map(|span| span.start), &cue.number, cue.id));
    cues
}

fn on_frames(span: Span, rate: FrameRate) -> Span {
    Span { start: rate.snap(span.start), end: rate.snap(span.end) }
}

fn pair(one: CueId, other: CueId) -> (CueId, CueId) {
    (one.min(other), one.max(other))
}

type Decisions = BTreeMap<(CueId, CueId), CarveOut>;

fn decisions(carve_outs: &[CarveOut]) -> Decisions {
    carve_outs.iter().map(|made| (pair(made.first, made.second), *made)).collect()
}

/// The time counted for each cue. Where every overlapping pair is decided, no moment is counted twice; a moment that is
/// not decided is counted for every cue that no decision takes it from.
pub(super) fn counted(facts: &SheetFacts) -> Counted {
    let cues = in_order(facts);
    let decided = decisions(&facts.carve_outs);
    let mut counted: Counted = cues.iter().map(|(cue, _)| (cue.id, Vec::new())).collect();
    for moment in moments(&cues, &decided, facts.rate) {
        let sounding: Vec<&(&SheetCue, Span)> =
            cues.iter().filter(|(_, span)| span.start <= moment.start && moment.end <= span.end).collect();
        for cue in winners(&sounding, moment, &decided, facts.rate) {
            let spans = counted.entry(cue).or_default();
            match spans.last_mut() {
                Some(last) if last.end == moment.start => last.end = moment.end,
                _ => spans.push(moment),
            }
        }
    }
    counted
}

/// The timeline cut wherever a cue starts or ends, or a decision changes over.
fn moments(cues: &[(&SheetCue, Span)], decided: &Decisions, rate: FrameRate) -> Vec<Span> {
    let mut points: BTreeSet<Position> = cues.iter().flat_map(|(_, span)| [span.start, span.end]).collect();
    let spans = |of: CueId| cues.iter().filter(move |(cue, _)| cue.id == of).map(|(_, span)| *span);
    for made in decided.values().filter(|made| made.method == CarveMethod::Centre) {
        for one in spans(made.first) {
            let shared = spans(made.second).filter_map(|other| one.intersection(other));
            points.extend(shared.map(|shared| centre(shared, rate)));
        }
    }
    let points: Vec<Position> = points.into_iter().collect();
    points.windows(2).filter_map(|ends| Some(Span { start: *ends.first()?, end: *ends.get(1)? })).collect()
}

fn winners(sounding: &[&(&SheetCue, Span)], moment: Span, decided: &Decisions, rate: FrameRate) -> Vec<CueId> {
    if let [(alone, _)] = sounding {
        return vec![alone.id];
    }
    let mut losers = BTreeSet::new();
    let mut open = false;
    for (index, one) in sounding.iter().enumerate() {
        for other in &sounding[index + 1..] {
            match loser(one, other, moment, decided, rate) {
                Some(cue) => {
                    losers.insert(cue);
                }
                None => open = true,
            }
        }
    }
    let left: Vec<CueId> = sounding.iter().map(|(cue, _)| cue.id).filter(|cue| !losers.contains(cue)).collect();
    if !left.is_empty() || open {
        return left;
    }
    // Three decisions in a circle: the cue in front takes it.
    let front =
        sounding.iter().max_by_key(|(cue, span)| (rank(cue.usage.perception), cue.gain, Reverse(span.start), cue.id));
    front.map(|(cue, _)| cue.id).into_iter().collect()
}

/// Which of two cues does not get the moment; `None` where nothing is decided. Of two edits of one recording the later
/// one gives way without being asked.
fn loser(
    one: &(&SheetCue, Span),
    other: &(&SheetCue, Span),
    moment: Span,
    decided: &Decisions,
    rate: FrameRate,
) -> Option<CueId> {
    let key = |(cue, span): &(&SheetCue, Span)| (span.start, span.end, cue.id);
    let (earlier, later) = if key(one) <= key(other) { (one, other) } else { (other, one) };
    let Some(made) = decided.get(&pair(one.0.id, other.0.id)) else {
        return are_one_recording(one.0, other.0).then_some(later.0.id);
    };
    match made.method {
        CarveMethod::First => Some(made.second),
        CarveMethod::Second => Some(made.first),
        CarveMethod::Both => None,
        CarveMethod::Centre => {
            let middle = centre(one.1.intersection(other.1)?, rate);
            Some(if moment.start < middle { later.0.id } else { earlier.0.id })
        }
    }
}
