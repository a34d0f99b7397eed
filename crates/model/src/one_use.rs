//! What counts as one use of a recording: a licence is asked for, watched and paid by the use, and a cue sheet has a row for
//! each.

use timebase::Span;

use crate::{CutId, TrackId, Usage};

/// A piece of a recording laid against picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// The cut it lies in.
    pub cut: CutId,
    /// The recording.
    pub track: TrackId,
    /// Where it sounds.
    pub span: Span,
    /// How the programme uses it.
    pub usage: Usage,
}

/// Which of some edits are one use, by their places in `edits`: edits of one recording with the same usage that meet or
/// overlap (field rule of cue sheets: adjacent edits of a recording are one cue). Uses are in the order of their first edits.
#[must_use]
pub fn one_use(edits: &[Edit]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..edits.len()).collect();
    order.sort_by_key(|&at| edits.get(at).map(|edit| (edit.span.start, edit.span.end)));
    let mut uses: Vec<(Vec<usize>, Edit)> = Vec::new();
    for at in order {
        let Some(&edit) = edits.get(at) else { continue };
        let same = |(_, first): &(Vec<usize>, Edit)| {
            (first.cut, first.track, first.usage) == (edit.cut, edit.track, edit.usage)
                && edit.span.start <= first.span.end
        };
        match uses.iter().rposition(same).and_then(|found| uses.get_mut(found)) {
            Some((members, whole)) => {
                members.push(at);
                whole.span.end = whole.span.end.max(edit.span.end);
            }
            None => uses.push((vec![at], edit)),
        }
    }
    uses.sort_by_key(|(members, _)| members.iter().min().copied());
    uses.into_iter().map(|(members, _)| members).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Perception;
    use timebase::{Flicks, Position};

    fn edit(track: i64, from: i64, to: i64) -> Edit {
        let start = Position::ZERO + Flicks::from_seconds(from);
        let span = Span::new(start, Flicks::from_seconds(to - from));
        Edit { cut: CutId(1), track: TrackId(track), span, usage: Usage::default() }
    }

    #[test]
    fn edits_of_one_recording_that_meet_are_one_use() {
        let four = [edit(1, 0, 10), edit(1, 10, 20), edit(1, 21, 30), edit(2, 5, 25)];
        assert_eq!(one_use(&four), [vec![0, 1], vec![2], vec![3]]);
    }

    #[test]
    fn another_usage_or_another_cut_is_another_use() {
        let mut two = [edit(1, 0, 10), edit(1, 10, 20)];
        two[1].usage.perception = Perception::Visual;
        assert_eq!(one_use(&two), [vec![0], vec![1]]);
        two[1] = Edit { cut: CutId(2), ..edit(1, 10, 20) };
        assert_eq!(one_use(&two), [vec![0], vec![1]]);
    }

    #[test]
    fn an_edit_within_another_joins_what_goes_on_after_it() {
        let three = [edit(1, 0, 30), edit(1, 5, 10), edit(1, 25, 40)];
        assert_eq!(one_use(&three), [vec![0, 1, 2]]);
    }
}
