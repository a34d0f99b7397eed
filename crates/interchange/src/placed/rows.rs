//! Rows of clips of which none overlaps the next: where a format has tracks on which only one can sound at a time.

use super::{PlacedClip, PlacedCut};
use timebase::Position;

/// A track to write.
pub(super) struct Row<'c> {
    pub(super) name: String,
    pub(super) clips: Vec<&'c PlacedClip>,
}

/// The lanes of a cut as rows. A lane on which two overlap becomes two rows, `Songs` and `Songs 2`.
pub(super) fn rows(cut: &PlacedCut) -> Vec<Row<'_>> {
    rows_by(cut, |clip| (clip.span.start, clip.span.end))
}

/// The same where begin and end are what a format makes of them.
pub(super) fn rows_by(cut: &PlacedCut, ends: impl Fn(&PlacedClip) -> (Position, Position)) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (lane, name) in cut.lanes.iter().enumerate() {
        let mut clips: Vec<&PlacedClip> = cut.clips.iter().filter(|clip| clip.lane == lane).collect();
        clips.sort_by_key(|clip| ends(clip));
        let first = rows.len();
        for clip in clips {
            let free = rows
                .iter()
                .skip(first)
                .position(|row| row.clips.last().is_none_or(|last| ends(last).1 <= ends(clip).0));
            match free {
                Some(at) => rows[first + at].clips.push(clip),
                None => {
                    let nth = rows.len() - first + 1;
                    let name = if nth == 1 { name.clone() } else { format!("{name} {nth}") };
                    rows.push(Row { name, clips: vec![clip] });
                }
            }
        }
    }
    rows
}
