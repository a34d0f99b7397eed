//! Splitting placements into pieces, joining them again, and moving them between cues.

use std::collections::BTreeSet;

use model::{Cue, CueId, Cut, Placement, PlacementError, PlacementId, alternate};
use timebase::Position;

use super::draft::Draft;
use super::{Created, EditError, cues};
use crate::standings::Standings;

pub(super) fn blade(draft: &mut Draft<'_>, placements: &[PlacementId], at: Position) -> Result<(), EditError> {
    for &id in placements {
        let (placement, cue, cut) = draft.laid(id)?;
        let (left, right) = placement.bladed(at, cut.rate).map_err(EditError::of_placement(&cue))?;
        draft.rows.update_placement(&left)?;
        let right = Placement { id: PlacementId(draft.ids.next()), piece_of: Some(placement.alternate()), ..right };
        draft.rows.insert_placement(&right)?;
        draft.created.push(Created::Placement(right.id));
    }
    Ok(())
}

pub(super) fn new_cue_from(draft: &mut Draft<'_>, placements: &[PlacementId], at: Position) -> Result<(), EditError> {
    for head in alternates(draft, placements)? {
        let (_, cue, cut) = draft.laid(head)?;
        let at = cut.rate.snap(at);
        let before = draft.rows.pieces(head)?;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for piece in &before {
            if piece.out_point <= at {
                left.push(*piece);
            } else if piece.in_point >= at {
                right.push(*piece);
            } else {
                let (earlier, later) = piece.bladed(at, cut.rate).map_err(EditError::of_placement(&cue))?;
                left.push(earlier);
                right.push(Placement { id: PlacementId(draft.ids.next()), ..later });
            }
        }
        let Some(first) = right.iter().map(|piece| piece.in_point).min().filter(|_| !left.is_empty()) else {
            return Err(EditError::of_placement(&cue)(PlacementError::BladeOutside));
        };
        // The old alternate keeps its row, and the verdicts that name it.
        for piece in right.iter_mut().filter(|piece| piece.id == head) {
            piece.id = PlacementId(draft.ids.next());
        }
        write(draft, &before, &headed(left, head))?;
        let own = new_cue_like(draft, &cut, &cue, first)?;
        lay(draft, &own, right, &before)?;
    }
    Ok(())
}

/// A cue at `at` that is otherwise as `like`.
fn new_cue_like(draft: &mut Draft<'_>, cut: &Cut, like: &Cue, at: Position) -> Result<Cue, EditError> {
    let cue = Cue {
        id: CueId(draft.ids.next()),
        number: draft.free_number(cut, like.number.kind, at)?,
        scene: None,
        at,
        pick: None,
        ..like.clone()
    };
    draft.rows.insert_cue(&cue)?;
    draft.created.push(Created::Cue(cue.id));
    Ok(cue)
}

/// Lays pieces as the only alternate of a new cue. Rows that are among `known` or were removed are written anew.
fn lay(draft: &mut Draft<'_>, cue: &Cue, mut pieces: Vec<Placement>, known: &[Placement]) -> Result<(), EditError> {
    pieces.sort_by_key(|piece| (piece.in_point, piece.id));
    let head = pieces.first().map(|piece| piece.id);
    for piece in &mut pieces {
        let piece_of = head.filter(|head| *head != piece.id);
        *piece = Placement { cue: cue.id, ordinal: 0, piece_of, ..*piece };
        if known.iter().any(|row| row.id == piece.id) && draft.rows.placement(piece.id)?.is_some() {
            draft.rows.update_placement(piece)?;
        } else {
            draft.rows.insert_placement(piece)?;
            draft.created.push(Created::Placement(piece.id));
        }
    }
    cues::mend_pick(draft, cue.id)?;
    Ok(())
}

pub(super) fn heal(draft: &mut Draft<'_>, placements: &[PlacementId]) -> Result<(), EditError> {
    let asked: BTreeSet<PlacementId> = placements.iter().copied().collect();
    let (mut healed, mut last) = (false, None);
    for head in alternates(draft, placements)? {
        let mut pieces = draft.rows.pieces(head)?;
        pieces.retain(|piece| !piece.locked);
        let named: Vec<Placement> = pieces.iter().filter(|piece| asked.contains(&piece.id)).copied().collect();
        let chosen = if named.len() > 1 { named } else { pieces };
        let (kept, gone) = alternate::healed(&chosen);
        healed |= !gone.is_empty();
        write(draft, &chosen, &kept)?;
        last = Some(head);
    }
    match last {
        Some(head) if !healed => Err(EditError::NothingToHeal { cue: draft.laid(head)?.1.number }),
        _ => Ok(()),
    }
}

/// The alternates that placements belong to, each once, in the order in which they were named.
fn alternates(draft: &Draft<'_>, placements: &[PlacementId]) -> Result<Vec<PlacementId>, EditError> {
    let mut heads = Vec::new();
    for &id in placements {
        let head = draft.placement(id)?.alternate();
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

/// Brings an alternate to these pieces: rows that are new are made, and `head` goes on standing for all of them.
pub(super) fn write_all(
    draft: &Draft<'_>,
    before: &[Placement],
    after: Vec<Placement>,
    head: PlacementId,
) -> Result<(), EditError> {
    let after = headed(after, head);
    write(draft, before, &after)?;
    let made = after.iter().filter(|piece| before.iter().all(|row| row.id != piece.id));
    made.into_iter().try_for_each(|piece| Ok(draft.rows.insert_placement(piece)?))
}

/// Brings the rows `before` to `after`, which has no others.
fn write(draft: &Draft<'_>, before: &[Placement], after: &[Placement]) -> Result<(), EditError> {
    for row in before {
        match after.iter().find(|piece| piece.id == row.id) {
            Some(piece) if piece != row => draft.rows.update_placement(piece)?,
            Some(_) => {}
            None => draft.rows.delete_placement(row.id)?,
        }
    }
    Ok(())
}

pub(super) fn join(draft: &mut Draft<'_>, id: PlacementId, to: CueId) -> Result<(), EditError> {
    let (placement, from, _) = draft.laid(id)?;
    let cue = draft.cue(to)?;
    if cue.cut != from.cut {
        return Err(EditError::OtherCut);
    }
    if from.id == to {
        return Ok(());
    }
    let id = placement.alternate();
    let ordinal = draft.next_ordinal(to)?;
    draft.rows.delete_scenario_picks_of_placement(id)?;
    for piece in draft.rows.pieces(id)? {
        draft.rows.update_placement(&Placement { cue: to, ordinal, ..piece })?;
    }
    cues::mend_pick(draft, to)?;
    let emptied = cues::mend_pick(draft, from.id)?.is_empty();
    // What was said of the placement goes with it; of a cue that ends, all that was said.
    for mut note in draft.rows.notes_of_cue(from.id)? {
        if emptied || note.placement == Some(id) {
            note.cue = Some(to);
            draft.rows.update_note(&note)?;
        }
    }
    if emptied {
        cues::remove_with_all(draft, &from)?;
    }
    Ok(())
}

pub(super) fn merge(draft: &mut Draft<'_>, into: CueId, from: &[CueId]) -> Result<(), EditError> {
    for &id in from.iter().filter(|id| **id != into) {
        let (cue, other) = (draft.cue(into)?, draft.cue(id)?);
        if cue.cut != other.cut {
            return Err(EditError::OtherCut);
        }
        merge_one(draft, &cue, &other)?;
    }
    // What a blade once made two cues of continues: then it is one piece again.
    for alternate in heads(&draft.rows.placements_of_cue(into)?) {
        let pieces = draft.rows.pieces(alternate.id)?;
        let (kept, _) = alternate::healed(&pieces);
        write(draft, &pieces, &kept)?;
    }
    Ok(())
}

fn merge_one(draft: &mut Draft<'_>, into: &Cue, from: &Cue) -> Result<(), EditError> {
    let (own, others) = (draft.rows.placements_of_cue(into.id)?, draft.rows.placements_of_cue(from.id)?);
    let pick = |cue: &Cue, of: &[Placement]| of.iter().find(|one| Some(one.id) == cue.pick).copied();
    let (mine, theirs) = (pick(into, &own), pick(from, &others));
    if let (Some(head), Some(other)) = (mine, theirs) {
        if head.track != other.track {
            return Err(EditError::TwoRecordings { into: into.number, from: from.number });
        }
        draft.rows.delete_scenario_picks_of_placement(other.id)?;
        for mut note in draft.rows.notes_of_placement(other.id)? {
            (note.cue, note.placement) = (Some(into.id), Some(head.id));
            draft.rows.update_note(&note)?;
        }
        for piece in draft.rows.pieces(other.id)? {
            let (cue, ordinal, piece_of) = (into.id, head.ordinal, Some(head.id));
            draft.rows.update_placement(&Placement { cue, ordinal, piece_of, ..piece })?;
        }
    }
    for alternate in heads(&draft.rows.placements_of_cue(from.id)?).copied().collect::<Vec<_>>() {
        let ordinal = draft.next_ordinal(into.id)?;
        draft.rows.delete_scenario_picks_of_placement(alternate.id)?;
        for piece in draft.rows.pieces(alternate.id)? {
            draft.rows.update_placement(&Placement { cue: into.id, ordinal, ..piece })?;
        }
    }
    for mut note in draft.rows.notes_of_cue(from.id)? {
        note.cue = Some(into.id);
        draft.rows.update_note(&note)?;
    }
    draft.rows.update_cue(&Cue { pick: None, ..from.clone() })?;
    if mine.is_none() {
        draft.rows.update_cue(&Cue { pick: theirs.map(|pick| pick.id), ..into.clone() })?;
    }
    cues::mend_pick(draft, into.id)?;
    cues::remove_with_all(draft, from)
}

fn heads(placements: &[Placement]) -> impl Iterator<Item = &Placement> {
    placements.iter().filter(|placement| placement.piece_of.is_none())
}

pub(super) fn remove(draft: &mut Draft<'_>, placements: &[PlacementId], keep_cues: bool) -> Result<(), EditError> {
    for head in alternates(draft, placements)? {
        let before = draft.rows.pieces(head)?;
        let left: Vec<Placement> = before.iter().filter(|piece| !placements.contains(&piece.id)).copied().collect();
        if !left.is_empty() {
            write(draft, &before, &headed(left, head))?;
            continue;
        }
        let at = before.first().map(|piece| piece.in_point);
        let mut cue = draft.cue(draft.placement(head)?.cue)?;
        let lost = approval_of(draft, &cue, head)?;
        for piece in &before {
            cues::remove_placement(draft, piece)?;
        }
        let others = cues::mend_pick(draft, cue.id)?;
        draft.remarks.extend(lost);
        if !others.is_empty() {
            draft.remarks.extend(new_pick(draft, &cue, &others)?);
            continue;
        }
        if keep_cues {
            (cue.at, cue.pick) = (at.unwrap_or(cue.at), None);
            draft.rows.update_cue(&cue)?;
        } else {
            cues::remove_with_all(draft, &draft.cue(cue.id)?)?;
        }
    }
    Ok(())
}

/// Whose yes goes with an alternate that is removed.
fn approval_of(draft: &Draft<'_>, cue: &Cue, head: PlacementId) -> Result<Option<String>, EditError> {
    let standings = Standings::read(draft.rows, cue.cut)?;
    let Some(judged) = standings.judged(head).filter(|judged| judged.value.is_yes()) else { return Ok(None) };
    let letters = alternate::letters(&draft.rows.placements_of_cue(cue.id)?);
    let letter = letters.get(&head).map_or("", String::as_str);
    Ok(Some(format!("{} {letter} was approved in round {}; its approval goes with it.", cue.number, judged.number)))
}

/// Which alternate sounds in place of a pick that was removed.
fn new_pick(draft: &Draft<'_>, before: &Cue, others: &[Placement]) -> Result<Option<String>, EditError> {
    let pick = draft.cue(before.id)?.pick.filter(|pick| Some(*pick) != before.pick);
    let letter = pick.and_then(|pick| alternate::letters(others).remove(&pick));
    Ok(letter.map(|letter| format!("{}: {letter} is the pick now.", before.number)))
}
