//! Comping: a part of one alternate taken into another, as pieces of it.
//!
//! ```text
//! A |-----A-----|            A |--A--|--B--|
//! B |-----B-----|   comp ->  B |-----B-----|
//! ```
//!
//! A cue sheet has a row for each recording that is heard then, and licences are counted for each.

use model::{Edge, Placement, PlacementId, alternate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Flicks, Position, Span};
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::placements_named;
use super::{Created, EditError, HoldError, pieces};

/// Alternates made of others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
pub enum CompEdit {
    /// What the alternate of `from` has between `at` and `until` (its end where left out) takes the place of what that of
    /// `into` has there, as pieces of it. Both are of one cue; the alternate it is taken from stays as it was.
    CompAlternate {
        /// Any placement of the alternate that gets it.
        into: PlacementId,
        /// Any placement of the alternate that it is taken from.
        from: PlacementId,
        /// The first frame that is taken.
        at: Position,
        /// The first frame that is not taken any more.
        until: Option<Position>,
    },
}

impl Family for CompEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        let Self::CompAlternate { into, from, at, until } = self;
        comp(draft, *into, *from, *at, *until)
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        let Self::CompAlternate { into, .. } = self;
        Ok(format!("Comp {}", placements_named(rows, &[*into])?))
    }
}

fn comp(
    draft: &mut Draft<'_>,
    into: PlacementId,
    from: PlacementId,
    at: Position,
    until: Option<Position>,
) -> Result<(), EditError> {
    let (head, cue, cut) = draft.laid(draft.placement(into)?.alternate())?;
    let other = draft.placement(from)?;
    if other.cue != cue.id || other.alternate() == head.id {
        return Err(HoldError::NotAnAlternate { cue: cue.number }.into());
    }
    let own = draft.rows.pieces(head.id)?;
    let theirs = draft.rows.pieces(other.alternate())?;
    draft.unlocked(&own.iter().map(|piece| piece.id).collect::<Vec<_>>())?;
    let end = until.or(alternate::extent(&theirs).map(|span| span.end)).unwrap_or(at);
    let range = Span { start: cut.rate.snap(at), end: cut.rate.snap(end) };
    let mut taken = Vec::new();
    for piece in theirs.iter().filter(|piece| piece.in_point < range.end && range.start < piece.out_point) {
        let (mut piece, length) = (*piece, draft.track(piece.track)?.duration);
        for (edge, to) in [(Edge::In, range.start.max(piece.in_point)), (Edge::Out, range.end.min(piece.out_point))] {
            piece = piece.trimmed(edge, to, length, cut.span(), cut.rate).map_err(EditError::of_placement(&cue))?;
        }
        taken.push(piece);
    }
    if taken.is_empty() {
        return Err(HoldError::NothingThere { cue: cue.number }.into());
    }
    let mut left = Vec::new();
    for piece in &own {
        left.extend(outside(draft, piece, range)?);
    }
    for piece in taken {
        let id = PlacementId(draft.ids.next());
        let (lane, ordinal, muted) = (head.lane, head.ordinal, false);
        let piece_of = Some(head.id);
        left.push(Placement { id, lane, ordinal, muted, piece_of, locked: false, group: head.group, ..piece });
        draft.created.push(Created::Placement(id));
    }
    pieces::write_all(draft, &own, left, head.id)
}

/// What is left of a piece outside of a range.
fn outside(draft: &Draft<'_>, piece: &Placement, range: Span) -> Result<Vec<Placement>, EditError> {
    let (_, cue, cut) = draft.laid(piece.id)?;
    if piece.out_point <= range.start || range.end <= piece.in_point {
        return Ok(vec![*piece]);
    }
    let mut rest = *piece;
    let mut left = Vec::new();
    if piece.in_point < range.start {
        let (before, after) = rest.bladed(range.start, cut.rate).map_err(EditError::of_placement(&cue))?;
        left.push(before);
        rest = after;
    }
    if range.end < rest.out_point {
        let (_, after) = rest.bladed(range.end, cut.rate).map_err(EditError::of_placement(&cue))?;
        // The row stays with what comes first.
        let id = if left.is_empty() { piece.id } else { PlacementId(draft.ids.next()) };
        left.push(Placement { id, piece_of: Some(piece.alternate()).filter(|head| *head != id), ..after });
    }
    debug_assert!(left.iter().all(|one| one.span().length() > Flicks::ZERO));
    Ok(left)
}
