//! Edits that what comes later on a lane follows, ranges of a cut, and music that is timed from its end.
//!
//! What follows are whole cues: those whose pick lies on the lane and begins at or after the point, with all of their
//! alternates and pieces, wherever these begin. Of a cue that begins earlier, the pieces that start there follow. What is locked
//! stays where it is, a locked pick with all alternates of its cue, and it is said.

use std::collections::{BTreeMap, HashSet};

use model::{Cue, CueId, CueNumber, Cut, CutId, Edge, LaneId, Placement, PlacementId, alternate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Flicks, Position, Span};
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::placements_named;
use super::{Created, EditError, HoldError, PlacementMove, PlacementTrim, moving, pieces};

/// Ranges, gaps, and timing from the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum RippleEdit {
    /// Ends a placement by its music: the moment `ends` of the recording (its end where left out) falls on the frame `at`,
    /// and it starts wherever that falls. With `keepIn` its first frame stays and other sound comes under it.
    BackTime { placement: PlacementId, at: Position, ends: Option<Flicks>, keep_in: Option<bool> },
    /// Takes the music out of a range, on all lanes or on those named; what crosses an end of the range is trimmed or split.
    /// The alternates of a cue go with its pick: they are cut where that has music in the range. With `close` what comes later on
    /// these lanes moves up by the range's length.
    LiftRange { cut: CutId, start: Position, end: Position, lanes: Option<Vec<LaneId>>, close: Option<bool> },
    /// Closes the gap of a lane that a point lies in: what comes later on it moves up.
    CloseGap { cut: CutId, lane: LaneId, at: Position },
}

impl Family for RippleEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::BackTime { placement, at, ends, keep_in } => {
                back_time(draft, *placement, *at, *ends, keep_in.unwrap_or(false))
            }
            Self::LiftRange { cut, start, end, lanes, close } => {
                lift(draft, *cut, Span { start: *start, end: *end }, lanes.as_deref(), close.unwrap_or(false))
            }
            Self::CloseGap { cut, lane, at } => close_gap(draft, *cut, *lane, *at),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::BackTime { placement, .. } => format!("Back-time {}", placements_named(rows, &[*placement])?),
            Self::LiftRange { cut, start, end, close, .. } => {
                let verb = if *close == Some(true) { "Extract" } else { "Lift" };
                match rows.cut(*cut)? {
                    Some(cut) => format!("{verb} {} to {}", cut.timecode(*start), cut.timecode(*end)),
                    None => format!("{verb} a range"),
                }
            }
            Self::CloseGap { lane, .. } => match rows.lane(*lane)? {
                Some(lane) => format!("Close a gap on {}", lane.name),
                None => "Close a gap".into(),
            },
        })
    }
}

fn back_time(
    draft: &Draft<'_>,
    id: PlacementId,
    at: Position,
    ends: Option<Flicks>,
    keep_in: bool,
) -> Result<(), EditError> {
    let (placement, cue, cut) = draft.laid(id)?;
    draft.unlocked(&[id])?;
    let length = draft.track(placement.track)?.duration;
    let ends = ends.unwrap_or(length);
    let timed = placement.back_timed(at, ends, keep_in, length, cut.span(), cut.rate);
    Ok(draft.rows.update_placement(&timed.map_err(EditError::of_placement(&cue))?)?)
}

/// Moves what follows on a lane from a point on, as far as the start of the cut allows, without what is among `except`.
pub(super) fn follow(
    draft: &mut Draft<'_>,
    cut: &Cut,
    lane: LaneId,
    from: Position,
    by: Flicks,
    except: &HashSet<PlacementId>,
) -> Result<(), EditError> {
    if by == Flicks::ZERO {
        return Ok(());
    }
    let later = later(draft, cut, lane, from)?;
    carry(draft, cut, &later, by, except)
}

/// What follows on a lane from a point on.
fn later(draft: &mut Draft<'_>, cut: &Cut, lane: LaneId, from: Position) -> Result<Vec<PlacementId>, EditError> {
    let laid = draft.rows.placements_of_cut(cut.id)?;
    let mut later = Vec::new();
    for cue in draft.rows.cues(cut.id)? {
        let own: Vec<Placement> = laid.iter().filter(|one| one.cue == cue.id).copied().collect();
        let pick: Vec<&Placement> = own.iter().filter(|one| Some(one.alternate()) == cue.pick).collect();
        let whole = pick.iter().all(|one| one.in_point >= from);
        let mut following = pick.iter().filter(|one| one.in_point >= from);
        if !following.clone().any(|one| one.lane == lane) {
            continue;
        }
        if following.any(|one| one.locked) {
            draft.stays(cue.number.to_string());
            continue;
        }
        for one in own.iter().filter(|one| whole || one.in_point >= from) {
            if one.locked { draft.alternate_stays(&cue, &own, one) } else { later.push(one.id) }
        }
    }
    Ok(later)
}

/// Moves these as far as the start of the cut allows, without what is among `except`.
fn carry(
    draft: &mut Draft<'_>,
    cut: &Cut,
    later: &[PlacementId],
    by: Flicks,
    except: &HashSet<PlacementId>,
) -> Result<(), EditError> {
    let ids = later.iter().filter(|id| !except.contains(id));
    let later = ids.map(|id| draft.placement(*id)).collect::<Result<Vec<_>, _>>()?;
    let first = later.iter().map(|one| one.in_point).min().unwrap_or(Position::ZERO);
    let by = by.max(Position::ZERO - first);
    let end = cut.span().end;
    for cue in draft.rows.cues(cut.id)? {
        let mut own = later.iter().filter(|one| one.cue == cue.id && Some(one.alternate()) == cue.pick);
        if own.any(|one| one.out_point <= end && one.out_point + by > end) {
            draft.remarks.push(format!("{} goes on past the end of the picture now.", cue.number));
        }
    }
    for one in later {
        // It may hang over the end of the cut, as what is moved by hand may: no sound is lost by closing up again.
        let moved = Placement { in_point: one.in_point + by, out_point: one.out_point + by, ..one };
        draft.rows.update_placement(&moved)?;
    }
    Ok(())
}

impl Draft<'_> {
    /// Says that an alternate is locked and was left; `own` are all placements of its cue.
    fn alternate_stays(&mut self, cue: &Cue, own: &[Placement], one: &Placement) {
        let letters = alternate::letters(own);
        let letter = letters.get(&one.alternate()).map_or("", String::as_str);
        self.stays(format!("{} {letter}", cue.number));
    }
}

/// Moves placements, and on each lane what starts after the first of them by as much, with the other alternates of what moves.
pub(super) fn shift(draft: &mut Draft<'_>, moves: &[PlacementMove]) -> Result<(), EditError> {
    let moved: HashSet<PlacementId> = moves.iter().map(|step| step.placement).collect();
    let mut lanes: BTreeMap<LaneId, (Position, Flicks, Cut)> = BTreeMap::new();
    for step in moves {
        let (placement, _, cut) = draft.laid(step.placement)?;
        let by = cut.rate.snap(step.in_point) - placement.in_point;
        if step.lane == placement.lane {
            let first = lanes.entry(step.lane).or_insert((placement.in_point, by, cut.clone()));
            if placement.in_point < first.0 {
                *first = (placement.in_point, by, cut);
            }
        }
    }
    // Who follows is told by where they lay: what moves up leads its own alternates.
    let mut following = Vec::with_capacity(lanes.len());
    for (lane, (from, by, cut)) in lanes.into_iter().filter(|(_, (_, by, _))| *by != Flicks::ZERO) {
        following.push((later(draft, &cut, lane, from)?, by, cut));
    }
    moving::shift(draft, moves)?;
    following.iter().try_for_each(|(later, by, cut)| carry(draft, cut, later, *by, &moved))
}

/// Trims, and has what comes later on the lane follow: the end of the music goes with what touches it, and a start that is
/// trimmed stays on its frame.
pub(super) fn trim(draft: &mut Draft<'_>, trims: &[PlacementTrim]) -> Result<(), EditError> {
    let mut ordered = Vec::with_capacity(trims.len());
    for one in trims {
        ordered.push((draft.placement(one.placement)?.in_point, one));
    }
    // The last first: what is said of the earlier ones is then still true.
    ordered.sort_by_key(|(at, one)| (std::cmp::Reverse(*at), one.edge == Edge::Out));
    let own = |id: PlacementId| HashSet::from([id]);
    for (_, one) in ordered {
        let (before, _, cut) = draft.laid(one.placement)?;
        moving::trim(draft, one.placement, one.edge, one.to)?;
        let mut after = draft.placement(one.placement)?;
        let by = after.span().length() - before.span().length();
        if one.edge == Edge::In {
            (after.in_point, after.out_point) = (before.in_point, before.in_point + after.span().length());
            draft.rows.update_placement(&after)?;
        }
        follow(draft, &cut, before.lane, before.out_point, by, &own(one.placement))?;
    }
    Ok(())
}

/// Removes placements, and moves what comes later up by what each took.
pub(super) fn remove(draft: &mut Draft<'_>, ids: &[PlacementId], keep_cues: bool) -> Result<(), EditError> {
    let mut gone = Vec::with_capacity(ids.len());
    for &id in ids {
        let (placement, cue, cut) = draft.laid(id)?;
        if cue.pick == Some(placement.alternate()) {
            gone.push((placement, cut));
        }
    }
    gone.sort_by_key(|(one, _)| std::cmp::Reverse(one.in_point));
    pieces::remove(draft, ids, keep_cues)?;
    for (one, cut) in gone {
        // Where another alternate has become the pick, it sounds in its place, and there is no gap.
        let pick = draft.rows.cue(one.cue)?.and_then(|cue| cue.pick);
        if pick.is_some_and(|pick| pick != one.alternate()) {
            continue;
        }
        follow(draft, &cut, one.lane, one.out_point, Flicks::ZERO - one.span().length(), &HashSet::new())?;
    }
    Ok(())
}

fn lift(
    draft: &mut Draft<'_>,
    cut: CutId,
    range: Span,
    lanes: Option<&[LaneId]>,
    close: bool,
) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let range = Span { start: cut.rate.snap(range.start), end: cut.rate.snap(range.end) };
    if range.end <= range.start {
        return Err(HoldError::EmptyRange.into());
    }
    let all: Vec<LaneId> = draft.rows.lanes()?.iter().map(|lane| lane.id).collect();
    let lanes = lanes.map_or(all, <[LaneId]>::to_vec);
    lanes.iter().try_for_each(|lane| draft.lane(*lane).map(drop))?;
    let inside = |one: &Placement| lanes.contains(&one.lane) && one.in_point < range.end && range.start < one.out_point;
    let (lifted, locked) = lifted(draft, &cut, inside)?;
    draft.leave(&locked, lifted.is_empty() && !close)?;
    let mut removed = Vec::new();
    for one in lifted.iter().filter(|one| inside(one)) {
        let (starts, ends) = (range.start <= one.in_point, one.out_point <= range.end);
        match (starts, ends) {
            (true, true) => removed.push(one.id),
            (false, true) => moving::trim(draft, one.id, Edge::Out, range.start)?,
            (true, false) => moving::trim(draft, one.id, Edge::In, range.end)?,
            (false, false) => {
                let made = draft.created.len();
                pieces::blade(draft, &[one.id], range.start)?;
                if let Some(Created::Placement(right)) = draft.created.get(made).cloned() {
                    moving::trim(draft, right, Edge::In, range.end)?;
                }
            }
        }
    }
    pieces::remove(draft, &removed, false)?;
    if close {
        // What is left of it before the range stays there.
        let cues: HashSet<CueId> = lifted.iter().map(|one| one.cue).collect();
        let before = |one: &Placement| cues.contains(&one.cue) && one.out_point <= range.start;
        let laid = draft.rows.placements_of_cut(cut.id)?;
        let staying: HashSet<PlacementId> = laid.iter().filter(|one| before(one)).map(|one| one.id).collect();
        let by = Flicks::ZERO - range.length();
        lanes.iter().try_for_each(|lane| follow(draft, &cut, *lane, range.end, by, &staying))?;
    }
    Ok(())
}

/// The placements of cues whose pick has music `inside` a range, without what is locked; and the cues that stay whole, because
/// what their pick has there is locked. Other alternates go with their pick.
fn lifted(
    draft: &mut Draft<'_>,
    cut: &Cut,
    inside: impl Fn(&Placement) -> bool,
) -> Result<(Vec<Placement>, Vec<CueNumber>), EditError> {
    let laid = draft.rows.placements_of_cut(cut.id)?;
    let (mut lifted, mut locked) = (Vec::new(), Vec::new());
    for cue in draft.rows.cues(cut.id)? {
        let own: Vec<Placement> = laid.iter().filter(|one| one.cue == cue.id).copied().collect();
        let pick: Vec<&Placement> = own.iter().filter(|one| Some(one.alternate()) == cue.pick && inside(one)).collect();
        if pick.iter().any(|one| one.locked) {
            locked.push(cue.number);
        } else if !pick.is_empty() {
            for one in own.iter().filter(|one| one.locked && inside(one)) {
                draft.alternate_stays(&cue, &own, one);
            }
            lifted.extend(own.iter().filter(|one| !one.locked).copied());
        }
    }
    Ok((lifted, locked))
}

fn close_gap(draft: &mut Draft<'_>, cut: CutId, lane: LaneId, at: Position) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let name = draft.lane(lane)?.name;
    let picks: HashSet<PlacementId> = draft.rows.cues(cut.id)?.iter().filter_map(|cue| cue.pick).collect();
    let laid = draft.rows.placements_of_cut(cut.id)?;
    let own = || laid.iter().filter(|one| one.lane == lane && picks.contains(&one.alternate()));
    let next = own().filter(|one| one.in_point > at).min_by_key(|one| one.in_point);
    let covered = own().any(|one| one.span().contains(at));
    let (Some(next), false) = (next, covered) else { return Err(HoldError::NoGap { lane: name }.into()) };
    draft.unlocked(&[next.id])?;
    let before = own().map(|one| one.out_point).filter(|end| *end <= at).max().unwrap_or(Position::ZERO);
    follow(draft, &cut, lane, next.in_point, before - next.in_point, &HashSet::new())
}
