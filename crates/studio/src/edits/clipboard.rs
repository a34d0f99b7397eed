//! Copying what lies on a timeline, and laying it again elsewhere.

use std::collections::HashMap;

use model::{
    Cue, CueId, Cut, CutId, Lane, LaneId, Placement, PlacementId, Statement, VolumeId, VolumePoint, alternate,
};
use store::Rows;
use timebase::{Flicks, Position, Span};

use super::draft::Draft;
use super::vocabulary::{Clip, ClipCue, ClipPlacement, PlacementMove};
use super::{Created, EditError, HoldError, cues, holding};

/// What pasting needs of these placements. Those of one cue become one cue again, and pieces one alternate; the pick,
/// where it is among them, comes first.
pub(crate) fn copied(rows: &Rows, placements: &[PlacementId]) -> Result<Clip, EditError> {
    let mut laid = Vec::new();
    for &id in placements {
        let placement = rows.placement(id)?.ok_or(EditError::NoSuch { what: "placement", id: id.0 })?;
        if laid.iter().all(|other: &Placement| other.id != id) {
            laid.push(placement);
        }
    }
    laid.sort_by_key(|placement| (placement.in_point, placement.id));
    let first = laid.first().map_or(Position::ZERO, |placement| placement.in_point);
    let mut order: Vec<CueId> = Vec::new();
    for placement in &laid {
        if !order.contains(&placement.cue) {
            order.push(placement.cue);
        }
    }
    let mut clip = Clip::default();
    for id in order {
        let cue = rows.cue(id)?.ok_or(EditError::NoSuch { what: "cue", id: id.0 })?;
        let mut own: Vec<&Placement> = laid.iter().filter(|placement| placement.cue == id).collect();
        own.sort_by_key(|placement| {
            (Some(placement.alternate()) != cue.pick, placement.ordinal, placement.alternate(), placement.in_point)
        });
        let mut heads: Vec<PlacementId> = Vec::new();
        let mut placements = Vec::with_capacity(own.len());
        for placement in own {
            if !heads.contains(&placement.alternate()) {
                heads.push(placement.alternate());
            }
            placements.push(ClipPlacement {
                alternate: u32::try_from(heads.len() - 1).unwrap_or(u32::MAX),
                track: placement.track,
                lane: placement.lane,
                offset: placement.in_point - first,
                length: placement.span().length(),
                track_start: placement.track_start,
                gain: placement.gain,
                fade_in: placement.fade_in,
                fade_out: placement.fade_out,
                muted: placement.muted,
                volume: placement.volume.map(|id| rows.volume(id)).transpose()?.flatten().unwrap_or_default(),
                temp: placement.temp,
                tail: placement.tail,
            });
        }
        clip.cues.push(ClipCue {
            placements,
            kind: cue.number.kind,
            title: cue.title,
            brief: cue.brief,
            usage: cue.usage,
            themes: cue.themes.iter().map(|stated| stated.theme).collect(),
            statements: cue.themes,
        });
    }
    Ok(clip)
}

pub(super) fn paste(
    draft: &mut Draft<'_>,
    cut: CutId,
    at: Position,
    clip: &Clip,
    lane: Option<LaneId>,
) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let at = draft.frame_of(&cut, at)?;
    let first = clip.cues.iter().flat_map(|cue| &cue.placements).min_by_key(|placement| placement.offset);
    let first = first.ok_or(HoldError::NothingCopied)?;
    let lanes = Lanes::moved(draft, first.lane, lane)?;
    for cue in &clip.cues {
        paste_cue(draft, &cut, at - first.offset, cue, &lanes)?;
    }
    Ok(())
}

/// Where lanes go when one of them goes to another: as many down or up, as far as there are any.
struct Lanes {
    lanes: Vec<Lane>,
    by: isize,
}

impl Lanes {
    fn moved(draft: &Draft<'_>, from: LaneId, to: Option<LaneId>) -> Result<Self, EditError> {
        let lanes = draft.rows.lanes()?;
        let place = |id| lanes.iter().position(|lane| lane.id == id).and_then(|place| isize::try_from(place).ok());
        let by = match to {
            None => 0,
            Some(to) => {
                let to = place(to).ok_or(EditError::NoSuch { what: "lane", id: to.0 })?;
                place(from).map_or(0, |from| to - from)
            }
        };
        Ok(Self { lanes, by })
    }

    fn of(&self, lane: LaneId) -> Result<LaneId, EditError> {
        let missing = || EditError::NoSuch { what: "lane", id: lane.0 };
        let place = self.lanes.iter().position(|other| other.id == lane).ok_or_else(missing)?;
        let place = place.saturating_add_signed(self.by).min(self.lanes.len() - 1);
        self.lanes.get(place).map(|lane| lane.id).ok_or_else(missing)
    }
}

fn paste_cue(
    draft: &mut Draft<'_>,
    cut: &Cut,
    origin: Position,
    copied: &ClipCue,
    lanes: &Lanes,
) -> Result<(), EditError> {
    let Some(start) = copied.placements.iter().map(|placement| placement.offset).min() else { return Ok(()) };
    let at = draft.frame_of(cut, origin + start)?;
    let mut known: Vec<Statement> = Vec::new();
    for &theme in &copied.themes {
        if draft.rows.theme(theme)?.is_some() && known.iter().all(|other| other.theme != theme) {
            let said = copied.statements.iter().find(|stated| stated.theme == theme);
            known.push(said.cloned().unwrap_or_else(|| Statement::of(theme)));
        }
    }
    let cue = Cue {
        id: CueId(draft.ids.next()),
        cut: cut.id,
        number: draft.free_number(cut, copied.kind, at)?,
        title: copied.title.trim().to_owned(),
        brief: copied.brief.trim().to_owned(),
        scene: None,
        at,
        usage: copied.usage,
        themes: known,
        sheet_note: String::new(),
        pick: None,
        commission: None,
    };
    draft.rows.insert_cue(&cue)?;
    draft.created.push(Created::Cue(cue.id));
    let mut heads: HashMap<u32, (PlacementId, i64)> = HashMap::new();
    let mut lines: Vec<(&[VolumePoint], Option<VolumeId>)> = Vec::new();
    let mut last = at;
    for placement in &copied.placements {
        let line = match lines.iter().find(|(points, _)| *points == placement.volume.as_slice()) {
            Some((_, line)) => *line,
            None => {
                let line = holding::new_volume(draft, &placement.volume)?;
                lines.push((&placement.volume, line));
                line
            }
        };
        let track = draft.track(placement.track)?;
        let id = PlacementId(draft.ids.next());
        let ordinal = i64::try_from(heads.len()).unwrap_or(i64::MAX);
        let head = heads.get(&placement.alternate).copied();
        let in_point = draft.frame_of(cut, origin + placement.offset)?;
        let to = Span { start: in_point, end: cut.rate.snap(in_point + placement.length.max(Flicks::ZERO)) };
        let laid = Placement {
            id,
            cue: cue.id,
            track: track.id,
            lane: lanes.of(placement.lane)?,
            in_point,
            out_point: to.end,
            track_start: placement.track_start.max(Flicks::ZERO),
            gain: placement.gain.clamped(),
            fade_in: placement.fade_in.kept(),
            fade_out: placement.fade_out.kept(),
            ordinal: head.map_or(ordinal, |(_, ordinal)| ordinal),
            piece_of: head.map(|(head, ..)| head),
            muted: placement.muted,
            locked: false,
            group: None,
            volume: line,
            temp: placement.temp,
            tail: Placement::kept_tail(placement.tail),
        };
        let laid = laid.refitted(to, track.duration, cut.rate).map_err(EditError::of_placement(&cue))?;
        if head.is_none() {
            heads.insert(placement.alternate, (id, laid.ordinal));
        }
        draft.rows.insert_placement(&laid)?;
        draft.created.push(Created::Placement(id));
        last = last.max(laid.out_point);
    }
    // It may hang over the end of the cut, as what is moved by hand may.
    if last > cut.span().end {
        draft.remarks.push(format!("{} goes on past the end of the picture.", cue.number));
    }
    draft.rows.date_temp(draft.today)?;
    cues::mend_pick(draft, cue.id)?;
    Ok(())
}

pub(super) fn duplicate(draft: &mut Draft<'_>, placements: &[PlacementId], by: Flicks) -> Result<(), EditError> {
    let copies = placements.iter().map(|&id| {
        let placement = draft.placement(id)?;
        Ok(PlacementMove { placement: id, in_point: placement.in_point + by, lane: placement.lane })
    });
    let copies = copies.collect::<Result<Vec<_>, EditError>>()?;
    copy(draft, &copies)
}

/// Each alternate of which something is copied becomes a cue of its own.
pub(super) fn copy(draft: &mut Draft<'_>, copies: &[PlacementMove]) -> Result<(), EditError> {
    let mut groups: Vec<(PlacementId, Vec<Placement>)> = Vec::new();
    let mut regrouped = holding::Regrouped::of(draft);
    for step in copies {
        let (placement, cue, cut) = draft.laid(step.placement)?;
        draft.lane(step.lane)?;
        let moved = placement.moved(step.in_point, cut.span(), cut.rate).map_err(EditError::of_placement(&cue))?;
        let group = regrouped.group(moved.group);
        let copied = Placement { lane: step.lane, locked: false, group, ..moved };
        let head = placement.alternate();
        match groups.iter_mut().find(|(known, _)| *known == head) {
            Some((_, pieces)) => pieces.push(copied),
            None => groups.push((head, vec![copied])),
        }
    }
    for (_, pieces) in groups {
        let (Some(first), Some(span)) = (pieces.first(), alternate::extent(&pieces)) else { continue };
        let like = draft.cue(first.cue)?;
        let cut = draft.cut(like.cut)?;
        let cue = Cue {
            id: CueId(draft.ids.next()),
            number: draft.free_number(&cut, like.number.kind, span.start)?,
            scene: None,
            at: span.start,
            pick: None,
            ..like
        };
        draft.rows.insert_cue(&cue)?;
        draft.created.push(Created::Cue(cue.id));
        let mut head = None;
        for piece in pieces {
            let id = PlacementId(draft.ids.next());
            draft.rows.insert_placement(&Placement { id, cue: cue.id, ordinal: 0, piece_of: head, ..piece })?;
            draft.rows.carry_temp_date(id, piece.id)?;
            head = head.or(Some(id));
            draft.created.push(Created::Placement(id));
        }
        cues::mend_pick(draft, cue.id)?;
    }
    Ok(())
}
