//! Laying tracks against picture, and shaping what lies there.

use std::collections::HashSet;

use model::{
    Cue, CueId, CueKind, Cut, CutId, Edge, Fade, LaneId, LaneKind, Millibels, Perception, Placement, PlacementId,
    ThemeRole, Track, TrackId, Usage, Voice, alternate,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Flicks, Position, Span};
use ts_rs::TS;

use super::commission_error::CommissionError;
use super::cuts::NO_FADE;
use super::draft::Draft;
use super::family::Family;
use super::labels::{counted, cues_named, placements_named, tracks_named};
use super::{
    Clip, Created, EditError, PlacementMove, PlacementSlip, PlacementTrim, clipboard, cues, moving, pieces, reuse,
    ripple, rolls,
};

/// What can happen to placements. Of several, those that are locked stay as they are, which is said; where all are, the edit is
/// refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum PlacementEdit {
    /// Lays a track against picture. Without `cue` it makes a cue with the next free number of its reel; with it,
    /// it adds an alternate (at the pick's in-point where `at` is left out). `length` is by default what is left of
    /// the track, at most up to the end of the cut. With `ripple` what starts there or later on the lane makes room for a new
    /// cue.
    Place {
        cut: CutId,
        track: TrackId,
        lane: LaneId,
        at: Option<Position>,
        from: Option<Flicks>,
        length: Option<Flicks>,
        cue: Option<CueId>,
        gain: Option<Millibels>,
        fade_in: Option<Fade>,
        fade_out: Option<Fade>,
        tail: Option<Flicks>,
        ripple: Option<bool>,
    },
    /// Moves placements in time and across lanes. With `ripple` what comes later on their lanes follows.
    MovePlacements { moves: Vec<PlacementMove>, ripple: Option<bool> },
    /// Moves one edge. With `ripple` what comes later on the lane follows, and a start that is trimmed stays on its frame.
    TrimPlacement { placement: PlacementId, edge: Edge, to: Position, ripple: Option<bool> },
    /// Moves edges of several placements. `ripple` as for one.
    TrimPlacements { trims: Vec<PlacementTrim>, ripple: Option<bool> },
    /// Moves the sound under its frames.
    SlipPlacement { placement: PlacementId, track_start: Flicks },
    /// Moves the sound under the frames of several placements.
    SlipPlacements { slips: Vec<PlacementSlip> },
    /// Changes gain, fades, and how long they ring on after they were let go: from nothing to ten seconds.
    ShapePlacements {
        placements: Vec<PlacementId>,
        gain: Option<Millibels>,
        fade_in: Option<Fade>,
        fade_out: Option<Fade>,
        tail: Option<Flicks>,
    },
    /// Splits placements into pieces, which stay one alternate of their cue.
    BladePlacements { placements: Vec<PlacementId>, at: Position },
    /// Makes a new cue of what the alternates of these placements have from a frame on.
    NewCueFrom { placements: Vec<PlacementId>, at: Position },
    /// Joins pieces that touch and continue each other: those that are named, or all of an alternate of which one is.
    HealPlacements { placements: Vec<PlacementId> },
    /// Silences placements, or lets them sound again. What is muted is not heard, mixed or counted on a cue sheet.
    MutePlacements { placements: Vec<PlacementId>, muted: bool },
    /// Marks alternates as temp music, which stands in for what is to come, or takes the mark away.
    MarkTemp { placements: Vec<PlacementId>, temp: bool },
    /// Copies placements as cues of their own, `by` later.
    DuplicatePlacements { placements: Vec<PlacementId>, by: Flicks },
    /// Copies placements as cues of their own to other places.
    CopyPlacements { copies: Vec<PlacementMove> },
    /// Lays what was copied so that its first placement starts at `at`; with `lane` so that this one lies there, and
    /// the others as many lanes from it as they were.
    PasteClip { cut: CutId, at: Position, clip: Clip, lane: Option<LaneId> },
    /// Makes a placement an alternate of another cue.
    JoinCue { placement: PlacementId, cue: CueId },
    /// Makes one cue of several: their picks become pieces of one alternate, other alternates stay alternates. Refused
    /// where the picks are of different recordings.
    MergeCues { into: CueId, from: Vec<CueId> },
    /// Removes placements; a cue whose last placement goes, goes too, unless `keep_cues`. With `ripple` what comes later on
    /// their lanes moves up.
    RemovePlacements { placements: Vec<PlacementId>, keep_cues: Option<bool>, ripple: Option<bool> },
}

impl Family for PlacementEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        let of_free = self.of_free(draft)?;
        match of_free.as_ref().unwrap_or(self) {
            Self::Place { cut, track, lane, at, from, length, cue, gain, fade_in, fade_out, tail, ripple } => {
                let shape = Shape { gain: *gain, fade_in: *fade_in, fade_out: *fade_out, tail: *tail };
                let request = Request {
                    cut: *cut,
                    track: *track,
                    lane: *lane,
                    at: *at,
                    from: *from,
                    length: *length,
                    cue: *cue,
                    shape,
                };
                match ripple {
                    Some(true) => insert(draft, &request),
                    _ => place(draft, &request),
                }
            }
            Self::MovePlacements { moves, ripple: Some(true) } => ripple::shift(draft, moves),
            Self::MovePlacements { moves, .. } => moving::shift(draft, moves),
            Self::TrimPlacement { placement, edge, to, ripple: Some(true) } => {
                ripple::trim(draft, &[PlacementTrim { placement: *placement, edge: *edge, to: *to }])
            }
            Self::TrimPlacement { placement, edge, to, .. } => moving::trim(draft, *placement, *edge, *to),
            Self::TrimPlacements { trims, ripple: Some(true) } => ripple::trim(draft, trims),
            Self::TrimPlacements { trims, .. } => {
                trims.iter().try_for_each(|one| moving::trim(draft, one.placement, one.edge, one.to))
            }
            Self::SlipPlacement { placement, track_start } => slip(draft, *placement, *track_start),
            Self::SlipPlacements { slips } => {
                slips.iter().try_for_each(|one| slip(draft, one.placement, one.track_start))
            }
            Self::ShapePlacements { placements, gain, fade_in, fade_out, tail } => {
                shape(draft, placements, Shape { gain: *gain, fade_in: *fade_in, fade_out: *fade_out, tail: *tail })
            }
            Self::BladePlacements { placements, at } => pieces::blade(draft, placements, *at),
            Self::NewCueFrom { placements, at } => pieces::new_cue_from(draft, placements, *at),
            Self::HealPlacements { placements } => pieces::heal(draft, placements),
            Self::MutePlacements { placements, muted } => mute(draft, placements, *muted),
            Self::MarkTemp { placements, temp } => mark_temp(draft, placements, *temp),
            Self::DuplicatePlacements { placements, by } => clipboard::duplicate(draft, placements, *by),
            Self::CopyPlacements { copies } => clipboard::copy(draft, copies),
            Self::PasteClip { cut, at, clip, lane } => clipboard::paste(draft, *cut, *at, clip, *lane),
            Self::JoinCue { placement, cue } => pieces::join(draft, *placement, *cue),
            Self::MergeCues { into, from } => pieces::merge(draft, *into, from),
            Self::RemovePlacements { placements, keep_cues, ripple: Some(true) } => {
                ripple::remove(draft, placements, keep_cues.unwrap_or(false))
            }
            Self::RemovePlacements { placements, keep_cues, .. } => {
                pieces::remove(draft, placements, keep_cues.unwrap_or(false))
            }
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        let done = self.as_done(rows)?;
        Ok(match done.as_ref().unwrap_or(self) {
            Self::Place { track, cue: None, .. } => format!("Place {}", tracks_named(rows, &[*track])?),
            Self::Place { track, cue: Some(cue), .. } => {
                format!("Add {} to {}", tracks_named(rows, &[*track])?, cues_named(rows, &[*cue])?)
            }
            Self::MovePlacements { moves, .. } => {
                let moved: Vec<PlacementId> = moves.iter().map(|step| step.placement).collect();
                format!("Move {}", placements_named(rows, &moved)?)
            }
            Self::TrimPlacement { placement, .. } => format!("Trim {}", placements_named(rows, &[*placement])?),
            Self::TrimPlacements { trims, .. } => rolls::trims_named(rows, trims)?,
            Self::SlipPlacements { slips } => {
                let slipped: Vec<PlacementId> = slips.iter().map(|one| one.placement).collect();
                format!("Slip {}", placements_named(rows, &slipped)?)
            }
            Self::SlipPlacement { placement, .. } => format!("Slip {}", placements_named(rows, &[*placement])?),
            Self::ShapePlacements { placements, gain, fade_in, fade_out, tail } => {
                let what = match (gain, fade_in.is_some() || fade_out.is_some(), tail) {
                    (None, false, Some(Flicks::ZERO)) => {
                        return Ok(format!("Take the tail off {}", placements_named(rows, placements)?));
                    }
                    (Some(_), false, None) => "Gain",
                    (None, true, None) => "Fade",
                    (None, false, Some(_)) => "Tail",
                    _ => "Shape",
                };
                format!("{what} of {}", placements_named(rows, placements)?)
            }
            Self::BladePlacements { placements, .. } => format!("Split {}", placements_named(rows, placements)?),
            Self::NewCueFrom { placements, .. } => format!("New cue from {}", placements_named(rows, placements)?),
            Self::HealPlacements { placements } => format!("Heal {}", placements_named(rows, placements)?),
            Self::MutePlacements { placements, muted } => {
                format!("{} {}", if *muted { "Mute" } else { "Unmute" }, placements_named(rows, placements)?)
            }
            Self::MarkTemp { placements, temp: true } => {
                format!("Mark {} as temp", placements_named(rows, placements)?)
            }
            Self::MarkTemp { placements, temp: false } => {
                format!("Take the temp mark off {}", placements_named(rows, placements)?)
            }
            Self::CopyPlacements { copies } => {
                let copied: Vec<PlacementId> = copies.iter().map(|step| step.placement).collect();
                format!("Copy {}", placements_named(rows, &copied)?)
            }
            Self::PasteClip { clip, .. } => match clip.cues.as_slice() {
                [cue] if !cue.title.is_empty() => format!("Paste {}", cue.title),
                cues => counted("Paste", cues.len(), "cue"),
            },
            Self::MergeCues { into, from } => {
                format!("Join {} to {}", cues_named(rows, from)?, cues_named(rows, &[*into])?)
            }
            Self::DuplicatePlacements { placements, .. } => {
                format!("Duplicate {}", placements_named(rows, placements)?)
            }
            Self::JoinCue { placement, cue } => {
                format!(
                    "Make {} an alternate of {}",
                    placements_named(rows, &[*placement])?,
                    cues_named(rows, &[*cue])?
                )
            }
            Self::RemovePlacements { placements, .. } => format!("Remove {}", placements_named(rows, placements)?),
        })
    }
}

/// A track to be laid, as the edit says it.
pub(super) struct Request {
    pub cut: CutId,
    pub track: TrackId,
    pub lane: LaneId,
    pub at: Option<Position>,
    pub from: Option<Flicks>,
    pub length: Option<Flicks>,
    pub cue: Option<CueId>,
    pub shape: Shape,
}

/// Gain, fades and tail, where they are to change.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub gain: Option<Millibels>,
    pub fade_in: Option<Fade>,
    pub fade_out: Option<Fade>,
    pub tail: Option<Flicks>,
}

impl Shape {
    fn on(self, mut placement: Placement) -> Placement {
        placement.gain = self.gain.unwrap_or(placement.gain).clamped();
        placement.fade_in = self.fade_in.unwrap_or(placement.fade_in).kept();
        placement.fade_out = self.fade_out.unwrap_or(placement.fade_out).kept();
        placement.tail = Placement::kept_tail(self.tail.unwrap_or(placement.tail));
        placement.with_fitting_fades()
    }
}

pub(super) fn place(draft: &mut Draft<'_>, request: &Request) -> Result<(), EditError> {
    let cut = draft.cut(request.cut)?;
    let track = draft.track(request.track)?;
    if track.is_to_come() {
        return Err(CommissionError::ToCome { track: track.title }.into());
    }
    let lane = draft.lane(request.lane)?;
    let joined = request.cue.map(|id| draft.cue(id)).transpose()?;
    if joined.as_ref().is_some_and(|cue| cue.cut != cut.id) {
        return Err(EditError::OtherCut);
    }
    let pick = match joined.as_ref().and_then(|cue| cue.pick) {
        Some(pick) => alternate::extent(&draft.rows.pieces(pick)?),
        None => None,
    };
    let at = request.at.or(pick.map(|pick| pick.start)).or(joined.as_ref().map(|cue| cue.at));
    let at = draft.frame_of(&cut, at.ok_or(EditError::NoPoint)?)?;
    let from = request.from.unwrap_or(Flicks::ZERO).max(Flicks::ZERO);
    let wanted = request.length.or(pick.map(Span::length));
    let out_point = end_of(&cut, &track, at, from, wanted)?;

    let cue = match joined {
        Some(cue) => cue,
        None => new_cue(draft, &cut, lane.kind, &track, at)?,
    };
    let ordinal = draft.next_ordinal(cue.id)?;
    let placement = request.shape.on(Placement {
        track_start: from,
        fade_in: NO_FADE,
        fade_out: NO_FADE,
        ordinal,
        ..Placement::new(PlacementId(draft.ids.next()), cue.id, track.id, lane.id, Span { start: at, end: out_point })
    });
    draft.rows.insert_placement(&placement)?;
    draft.created.push(Created::Placement(placement.id));
    cues::mend_pick(draft, cue.id)?;
    reuse::warn(draft, &cut, cue.id, &track)
}

/// Lays a track, and has what starts there or later on its lane make room, where it begins a cue of its own.
fn insert(draft: &mut Draft<'_>, request: &Request) -> Result<(), EditError> {
    let made = draft.created.len();
    place(draft, request)?;
    let placed = draft.created[made..].iter().find(|one| matches!(one, Created::Placement(_)));
    let (Some(&Created::Placement(id)), None) = (placed, request.cue) else { return Ok(()) };
    let (placement, _, cut) = draft.laid(id)?;
    let Span { start, end } = placement.span();
    ripple::follow(draft, &cut, placement.lane, start, end - start, &HashSet::from([id]))
}

/// Whole frames from `at`, as many as wanted, the track and the cut allow.
fn end_of(cut: &Cut, track: &Track, at: Position, from: Flicks, wanted: Option<Flicks>) -> Result<Position, EditError> {
    let left = track.duration - from;
    let wanted = wanted.map_or(left, |wanted| cut.rate.snap(Position::ZERO + wanted).since_origin());
    let length = wanted.min(left).min(cut.span().end - at);
    let frames = cut.rate.frames_floor(length);
    if frames.0 < 1 {
        return Err(EditError::AfterTrack { title: track.title.clone() });
    }
    Ok(at + cut.rate.flicks(frames))
}

/// How a new cue is used as far as its kind and its recording tell.
pub(super) fn new_usage(kind: CueKind, vocal: Option<bool>) -> Usage {
    Usage {
        perception: if kind == CueKind::Source { Perception::Featured } else { Perception::Background },
        voice: vocal.map(|sung| if sung { Voice::Vocal } else { Voice::Instrumental }),
        theme_role: ThemeRole::None,
        origin: None,
    }
}

fn new_cue(draft: &mut Draft<'_>, cut: &Cut, lane: LaneKind, track: &Track, at: Position) -> Result<Cue, EditError> {
    let kind = lane.cue_kind();
    let cue = Cue {
        title: track.title.clone(),
        at,
        usage: new_usage(kind, track.vocal),
        ..Cue::new(CueId(draft.ids.next()), cut.id, draft.free_number(cut, kind, at)?)
    };
    draft.rows.insert_cue(&cue)?;
    draft.created.push(Created::Cue(cue.id));
    Ok(cue)
}

pub(super) fn slip(draft: &mut Draft<'_>, id: PlacementId, track_start: Flicks) -> Result<(), EditError> {
    let placement = draft.placement(id)?;
    let track = draft.track(placement.track)?;
    Ok(draft.rows.update_placement(&placement.slipped(track_start, track.duration))?)
}

pub(super) fn shape(draft: &mut Draft<'_>, placements: &[PlacementId], shape: Shape) -> Result<(), EditError> {
    for &id in placements {
        let placement = draft.placement(id)?;
        draft.rows.update_placement(&shape.on(placement))?;
    }
    Ok(())
}

pub(super) fn mute(draft: &mut Draft<'_>, placements: &[PlacementId], muted: bool) -> Result<(), EditError> {
    for &id in placements {
        let placement = draft.placement(id)?;
        draft.rows.update_placement(&Placement { muted, ..placement })?;
    }
    Ok(())
}

/// Alternates are marked whole: all pieces of those that are named.
fn mark_temp(draft: &mut Draft<'_>, placements: &[PlacementId], temp: bool) -> Result<(), EditError> {
    for &id in placements {
        for piece in draft.rows.pieces(draft.placement(id)?.alternate())? {
            draft.rows.update_placement(&Placement { temp, ..piece })?;
            draft.rows.undate_temp(piece.id)?;
        }
    }
    Ok(draft.rows.date_temp(draft.today)?)
}
