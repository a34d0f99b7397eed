//! Splitting placements into pieces, joining them again, and moving them between cues.

use std::collections::BTreeSet;

use model::{Cue, CueId, Cut, Placement, PlacementError, PlacementId, alternate};
use timebase::Position;

use super::placements::{next_ordinal, refused};
use super::work::Work;
use super::{Created, EditError, cues};

pub(super) fn blade(work: &mut Work<'_>, placements: &[PlacementId], at: Position) -> Result<(), EditError> {
    for &id in placements {
        let (placement, cue, cut) = work.laid(id)?;
        let (left, right) = placement.bladed(at, cut.rate).map_err(refused(&cue))?;
        work.rows.update_placement(&left)?;
        let right = Placement { id: PlacementId(work.ids.next()), piece_of: Some(placement.alternate()), ..right };
        work.rows.insert_placement(&right)?;
        work.created.push(Created::Placement(right.id));
    }
    Ok(())
}

pub(super) fn new_cue_from(work: &mut Work<'_>, placements: &[PlacementId], at: Position) -> Result<(), EditError> {
    for head in alternates(work, placements)? {
        let (_, cue, cut) = work.laid(head)?;
        let at = cut.rate.snap(at);
        let before = work.rows.pieces(head)?;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for piece in &before {
            if piece.out_point <= at {
                left.push(*piece);
            } else if piece.in_point >= at {
                right.push(*piece);
            } else {
                let (earlier, later) = piece.bladed(at, cut.rate).map_err(refused(&cue))?;
                left.push(earlier);
                right.push(Placement { id: PlacementId(work.ids.next()), ..later });
            }
        }
        let Some(first) = right.iter().map(|piece| piece.in_point).min().filter(|_| !left.is_empty()) else {
            return Err(refused(&cue)(PlacementError::BladeOutside));
        };
        // The old alternate keeps its row, and the verdicts that name it.
        for piece in right.iter_mut().filter(|piece| piece.id == head) {
            piece.id = PlacementId(work.ids.next());
        }
        write(work, &before, &headed(left, head))?;
        let own = new_cue_like(work, &cut, &cue, first)?;
        lay(work, &own, right, &before)?;
    }
    Ok(())
}

/// A cue at `at` that is otherwise as `like`.
fn new_cue_like(work: &mut Work<'_>, cut: &Cut, like: &Cue, at: Position) -> Result<Cue, EditError> {
    let cue = Cue {
        id: CueId(work.ids.next()),
        number: work.free_number(cut, like.number.kind, at)?,
        scene: None,
        at,
        pick: None,
        ..like.clone()
    };
    work.rows.insert_cue(&cue)?;
    work.created.push(Created::Cue(cue.id));
    Ok(cue)
}

/// Lays pieces as the only alternate of a new cue. Rows that are among `known` or were removed are written anew.
fn lay(work: &mut Work<'_>, cue: &Cue, mut pieces: Vec<Placement>, known: &[Placement]) -> Result<(), EditError> {
    pieces.sort_by_key(|piece| (piece.in_point, piece.id));
    let head = pieces.first().map(|piece| piece.id);
    for piece in &mut pieces {
        let piece_of = head.filter(|head| *head != piece.id);
        *piece = Placement { cue: cue.id, ordinal: 0, piece_of, ..*piece };
        if known.iter().any(|row| row.id == piece.id) && work.rows.placement(piece.id)?.is_some() {
            work.rows.update_placement(piece)?;
        } else {
            work.rows.insert_placement(piece)?;
            work.created.push(Created::Placement(piece.id));
        }
    }
    cues::mend_pick(work, cue.id)?;
    Ok(())
}

pub(super) fn heal(work: &mut Work<'_>, placements: &[PlacementId]) -> Result<(), EditError> {
    let asked: BTreeSet<PlacementId> = placements.iter().copied().collect();
    let (mut healed, mut last) = (false, None);
    for head in alternates(work, placements)? {
        let pieces = work.rows.pieces(head)?;
        let named: Vec<Placement> = pieces.iter().filter(|piece| asked.contains(&piece.id)).copied().collect();
        let chosen = if named.len() > 1 { named } else { pieces };
        let (kept, gone) = alternate::healed(&chosen);
        healed |= !gone.is_empty();
        write(work, &chosen, &kept)?;
        last = Some(head);
    }
    match last {
        Some(head) if !healed => Err(EditError::NothingToHeal { cue: work.laid(head)?.1.number }),
        _ => Ok(()),
    }
}

/// The alternates that placements belong to, each once, in the order in which they were named.
fn alternates(work: &Work<'_>, placements: &[PlacementId]) -> Result<Vec<PlacementId>, EditError> {
    let mut heads = Vec::new();
    for &id in placements {
        let head = work.placement(id)?.alternate();
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    Ok(heads)
}

/// Pieces as rows of the alternate that `head` stands for: where its own piece is not among them, the first takes its
/// row, so that the alternate goes on being called what it was.
fn headed(mut pieces: Vec<Placement>, head: PlacementId) -> Vec<Placement> {
    pieces.sort_by_key(|piece| (piece.in_point, piece.id));
    if pieces.iter().all(|piece| piece.id != head)
        && let Some(first) = pieces.first_mut()
    {
        *first = Placement { id: head, piece_of: None, ..*first };
    }
    pieces
}

/// Brings the rows `before` to `after`, which has no others.
fn write(work: &Work<'_>, before: &[Placement], after: &[Placement]) -> Result<(), EditError> {
    for row in before {
        match after.iter().find(|piece| piece.id == row.id) {
            Some(piece) if piece != row => work.rows.update_placement(piece)?,
            Some(_) => {}
            None => work.rows.delete_placement(row.id)?,
        }
    }
    Ok(())
}

pub(super) fn join(work: &mut Work<'_>, id: PlacementId, to: CueId) -> Result<(), EditError> {
    let (placement, from, _) = work.laid(id)?;
    let cue = work.cue(to)?;
    if cue.cut != from.cut {
        return Err(EditError::OtherCut);
    }
    if from.id == to {
        return Ok(());
    }
    let id = placement.alternate();
    let ordinal = next_ordinal(work, to)?;
    work.rows.delete_scenario_picks_of_placement(id)?;
    for piece in work.rows.pieces(id)? {
        work.rows.update_placement(&Placement { cue: to, ordinal, ..piece })?;
    }
    cues::mend_pick(work, to)?;
    let emptied = cues::mend_pick(work, from.id)?.is_empty();
    // What was said of the placement goes with it; of a cue that ends, all that was said.
    for mut note in work.rows.notes_of_cue(from.id)? {
        if emptied || note.placement == Some(id) {
            note.cue = Some(to);
            work.rows.update_note(&note)?;
        }
    }
    if emptied {
        cues::remove_with_all(work, &from)?;
    }
    Ok(())
}

pub(super) fn merge(work: &mut Work<'_>, into: CueId, from: &[CueId]) -> Result<(), EditError> {
    for &id in from.iter().filter(|id| **id != into) {
        let (cue, other) = (work.cue(into)?, work.cue(id)?);
        if cue.cut != other.cut {
            return Err(EditError::OtherCut);
        }
        merge_one(work, &cue, &other)?;
    }
    // What a blade once made two cues of continues: then it is one piece again.
    for alternate in heads(&work.rows.placements_of_cue(into)?) {
        let pieces = work.rows.pieces(alternate.id)?;
        let (kept, _) = alternate::healed(&pieces);
        write(work, &pieces, &kept)?;
    }
    Ok(())
}

fn merge_one(work: &mut Work<'_>, into: &Cue, from: &Cue) -> Result<(), EditError> {
    let (own, others) = (work.rows.placements_of_cue(into.id)?, work.rows.placements_of_cue(from.id)?);
    let pick = |cue: &Cue, of: &[Placement]| of.iter().find(|one| Some(one.id) == cue.pick).copied();
    let (mine, theirs) = (pick(into, &own), pick(from, &others));
    if let (Some(head), Some(other)) = (mine, theirs) {
        if head.track != other.track {
            return Err(EditError::TwoRecordings { into: into.number, from: from.number });
        }
        for verdict in work.rows.verdicts_of_placement(other.id)? {
            work.rows.delete_verdict(verdict.id)?;
        }
        work.rows.delete_scenario_picks_of_placement(other.id)?;
        for mut note in work.rows.notes_of_placement(other.id)? {
            (note.cue, note.placement) = (Some(into.id), Some(head.id));
            work.rows.update_note(&note)?;
        }
        for piece in work.rows.pieces(other.id)? {
            let (cue, ordinal, piece_of) = (into.id, head.ordinal, Some(head.id));
            work.rows.update_placement(&Placement { cue, ordinal, piece_of, ..piece })?;
        }
    }
    for alternate in heads(&work.rows.placements_of_cue(from.id)?).copied().collect::<Vec<_>>() {
        let ordinal = next_ordinal(work, into.id)?;
        work.rows.delete_scenario_picks_of_placement(alternate.id)?;
        for piece in work.rows.pieces(alternate.id)? {
            work.rows.update_placement(&Placement { cue: into.id, ordinal, ..piece })?;
        }
    }
    for mut note in work.rows.notes_of_cue(from.id)? {
        note.cue = Some(into.id);
        work.rows.update_note(&note)?;
    }
    work.rows.update_cue(&Cue { pick: None, ..from.clone() })?;
    if mine.is_none() {
        work.rows.update_cue(&Cue { pick: theirs.map(|pick| pick.id), ..into.clone() })?;
    }
    cues::mend_pick(work, into.id)?;
    cues::remove_with_all(work, from)
}

fn heads(placements: &[Placement]) -> impl Iterator<Item = &Placement> {
    placements.iter().filter(|placement| placement.piece_of.is_none())
}

pub(super) fn remove(work: &mut Work<'_>, placements: &[PlacementId], keep_cues: bool) -> Result<(), EditError> {
    for head in alternates(work, placements)? {
        let before = work.rows.pieces(head)?;
        let left: Vec<Placement> = before.iter().filter(|piece| !placements.contains(&piece.id)).copied().collect();
        if !left.is_empty() {
            write(work, &before, &headed(left, head))?;
            continue;
        }
        let at = before.first().map(|piece| piece.in_point);
        let mut cue = work.cue(work.placement(head)?.cue)?;
        for piece in &before {
            cues::remove_placement(work, piece)?;
        }
        if !cues::mend_pick(work, cue.id)?.is_empty() {
            continue;
        }
        if keep_cues {
            (cue.at, cue.pick) = (at.unwrap_or(cue.at), None);
            work.rows.update_cue(&cue)?;
        } else {
            cues::remove_with_all(work, &work.cue(cue.id)?)?;
        }
    }
    Ok(())
}
