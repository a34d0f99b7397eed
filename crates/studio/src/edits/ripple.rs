//! Edits that what comes later on a lane follows, ranges of a cut, and music that is timed from its end.
//!
//! What follows are whole cues: those whose pick lies on the lane and starts at or after the point, with all of their
//! alternates. What is locked stays where it is.

use std::collections::{BTreeMap, HashSet};

use model::{Cut, CutId, Edge, LaneId, Placement, PlacementId};
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
    /// With `close` what comes later on these lanes moves up by the range's length.
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

/// Moves what starts on a lane at or after `from`, as far as the start of the cut allows: whole cues, without what is locked
/// and what is among `except`.
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
    let laid = draft.rows.placements_of_cut(cut.id)?;
    let cues = draft.rows.cues(cut.id)?;
    let mut later: Vec<&Placement> = Vec::new();
    for cue in &cues {
        let leads = |one: &Placement| {
            Some(one.alternate()) == cue.pick && one.lane == lane && one.in_point >= from && !one.locked
        };
        let own = || laid.iter().filter(|one| one.cue == cue.id);
        if own().any(leads) {
            later.extend(own().filter(|one| one.in_point >= from));
        }
    }
    later.retain(|one| !one.locked && !except.contains(&one.id));
    let first = later.iter().map(|one| one.in_point).min().unwrap_or(Position::ZERO);
    let by = by.max(Position::ZERO - first);
    let end = cut.span().end;
    let hangs = |cue: &&model::Cue| {
        let own = later.iter().filter(|one| one.cue == cue.id && Some(one.alternate()) == cue.pick);
        own.into_iter().any(|one| one.out_point <= end && one.out_point + by > end)
    };
    for cue in cues.iter().filter(hangs) {
        draft.remarks.push(format!("{} goes on past the end of the picture now.", cue.number));
    }
    for one in later {
        // It may hang over the end of the cut, as what is moved by hand may: no sound is lost by closing up again.
        let moved = Placement { in_point: one.in_point + by, out_point: one.out_point + by, ..*one };
        draft.rows.update_placement(&moved)?;
    }
    Ok(())
}

/// Moves placements, and on each lane what starts after the first of them by as much.
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
    moving::shift(draft, moves)?;
    lanes.iter().try_for_each(|(lane, (from, by, cut))| follow(draft, cut, *lane, *from, *by, &moved))
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
    let inside = |one: &Placement| {
        !one.locked && lanes.contains(&one.lane) && one.in_point < range.end && range.start < one.out_point
    };
    let mut removed = Vec::new();
    for one in draft.rows.placements_of_cut(cut.id)?.into_iter().filter(inside) {
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
        let by = Flicks::ZERO - range.length();
        lanes.iter().try_for_each(|lane| follow(draft, &cut, *lane, range.end, by, &HashSet::new()))?;
    }
    Ok(())
}

fn close_gap(draft: &mut Draft<'_>, cut: CutId, lane: LaneId, at: Position) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let name = draft.lane(lane)?.name;
    let picks: HashSet<PlacementId> = draft.rows.cues(cut.id)?.iter().filter_map(|cue| cue.pick).collect();
    let laid = draft.rows.placements_of_cut(cut.id)?;
    let own = || laid.iter().filter(|one| one.lane == lane && picks.contains(&one.alternate()));
    let next = own().map(|one| one.in_point).filter(|start| *start > at).min();
    let covered = own().any(|one| one.span().contains(at));
    let (Some(next), false) = (next, covered) else { return Err(HoldError::NoGap { lane: name }.into()) };
    let before = own().map(|one| one.out_point).filter(|end| *end <= at).max().unwrap_or(Position::ZERO);
    follow(draft, &cut, lane, next, before - next, &HashSet::new())
}
