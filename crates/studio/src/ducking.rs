//! How music makes room for what is said: from the setting of a cue to the line that its sound follows.

use std::collections::HashMap;
use std::sync::Arc;

use model::{CutId, Duck, Frozen, FrozenDuck, Millibels, Proposal};
use playback::GainLine;
use serde::Serialize;
use store::{Rows, StoreError};
use timebase::{Flicks, Position, Span, merged};
use ts_rs::TS;

use crate::sound::sample_at;

/// Lines of gain by the placements that follow them.
pub(crate) type GainLines = HashMap<i64, Arc<GainLine>>;

/// A moment at which the line of a duck bends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct DuckPoint {
    /// Where on the cut.
    pub at: Position,
    /// How much quieter the music is there, in hundredths of a decibel; straight between two points.
    pub millibel: f64,
}

/// The line of the duck under what is said: at 0 before the first point and after the last. Each span pulls the music
/// down by `depth`: from 0 in a straight line over `attack` before it begins, back to 0 over `release` after it ends.
/// Where two spans pull at once, the one that pulls further counts.
///
/// ```text
///        |--said--|
/// 0 ____            ____
///       \          /
/// depth  \________/
///     attack      release
/// ```
pub(crate) fn line(duck: &Duck, said: impl IntoIterator<Item = Span>) -> Vec<DuckPoint> {
    let depth = duck.depth.0 as f64;
    let (attack, release) = (duck.attack.max(Flicks::ZERO), duck.release.max(Flicks::ZERO));
    let mut line: Vec<DuckPoint> = Vec::new();
    // Where the last span let go.
    let mut freed: Option<Position> = None;
    for span in merged(said) {
        let (down, end) = (span.start, span.end);
        let begin = down - attack;
        match freed {
            // It had not come back up: the two ramps meet.
            Some(freed) if begin < freed + release => {
                let up = freed + release;
                let (ramp_down, ramp_up) = (attack.0 as f64, release.0 as f64);
                // Up from `freed` with 1/release, down to `down` with 1/attack: where both are as deep.
                let gap = (down - freed).0 as f64;
                let since = gap * ramp_up / (ramp_down + ramp_up);
                let at = freed + Flicks(since.round() as i64);
                let at = at.min(up).min(down);
                let share = if ramp_up > 0.0 { 1.0 - ((at - freed).0 as f64 / ramp_up).min(1.0) } else { 0.0 };
                line.push(DuckPoint { at, millibel: depth * share });
            }
            Some(freed) => {
                line.push(DuckPoint { at: freed + release, millibel: 0.0 });
                line.push(DuckPoint { at: begin, millibel: 0.0 });
            }
            None => line.push(DuckPoint { at: begin, millibel: 0.0 }),
        }
        line.push(DuckPoint { at: down, millibel: depth });
        line.push(DuckPoint { at: end, millibel: depth });
        freed = Some(end);
    }
    if let Some(freed) = freed {
        line.push(DuckPoint { at: freed + release, millibel: 0.0 });
    }
    line
}

/// The lines that the placements of a cut follow. What is said is read only where a cue is ducked.
pub(crate) fn gain_lines(rows: &Rows, cut: CutId) -> Result<GainLines, StoreError> {
    let ducks = rows.ducks(cut)?;
    if ducks.is_empty() {
        return Ok(HashMap::new());
    }
    let said: Vec<Span> = rows.dialogue(cut)?.into_iter().map(|line| line.span).collect();
    let placements = rows.placements_of_cut(cut)?;
    let mut lines = HashMap::new();
    for duck in &ducks {
        let points = line(duck, said.iter().copied());
        let samples = points.iter().map(|point| (sample_at(point.at), point.millibel));
        let line = Arc::new(GainLine::new(samples.collect()));
        for placement in placements.iter().filter(|one| one.cue == duck.cue) {
            lines.insert(placement.id.0, Arc::clone(&line));
        }
    }
    Ok(lines)
}

/// The line that a proposal follows under what is said now, in samples of the mix and hundredths of a decibel; no point where
/// nothing is ducked. It is ducked as it was when it was proposed or, in rounds of before that was kept, as its cue is now.
pub(crate) fn line_of(
    rows: &Rows,
    proposal: &Proposal,
    was: &Frozen,
    said: &[Span],
) -> Result<Vec<(i64, f64)>, StoreError> {
    let duck = match was.duck {
        Some(FrozenDuck { depth, attack, release }) => Some(Duck { cue: proposal.cue, depth, attack, release }),
        None => rows.duck(proposal.cue)?,
    };
    let Some(duck) = duck.filter(|duck| duck.depth != Millibels(0)) else { return Ok(Vec::new()) };
    let start = was.pieces.iter().map(|piece| piece.in_point - duck.attack).min();
    let end = was.pieces.iter().map(|piece| piece.out_point + piece.tail + duck.release).max();
    let reaches = |span: &&Span| start.is_some_and(|start| span.end > start) && end.is_some_and(|end| span.start < end);
    let points = line(&duck, said.iter().filter(reaches).copied());
    Ok(points.iter().map(|point| (sample_at(point.at), point.millibel)).collect())
}

#[cfg(test)]
mod tests {
    use model::CueId;

    use super::*;

    const SECOND: i64 = timebase::FLICKS_PER_SECOND;

    fn at(seconds: f64) -> Position {
        Position::ZERO + Flicks((seconds * SECOND as f64).round() as i64)
    }

    fn said(spans: &[(f64, f64)]) -> Vec<Span> {
        spans.iter().map(|(start, end)| Span { start: at(*start), end: at(*end) }).collect()
    }

    fn duck(depth: i64, attack: f64, release: f64) -> Duck {
        let flicks = |seconds: f64| Flicks((seconds * SECOND as f64).round() as i64);
        Duck { cue: CueId(1), depth: Millibels(depth), attack: flicks(attack), release: flicks(release) }
    }

    /// What the rule says, worked out span by span.
    fn expected(duck: &Duck, spans: &[Span], at: Position) -> f64 {
        let pull = |span: &Span| {
            if at < span.start {
                1.0 - (span.start - at).0 as f64 / duck.attack.0 as f64
            } else if at <= span.end {
                1.0
            } else {
                1.0 - (at - span.end).0 as f64 / duck.release.0 as f64
            }
        };
        spans.iter().map(pull).fold(0.0, f64::max) * duck.depth.0 as f64
    }

    fn drawn(line: &[DuckPoint], at: Position) -> f64 {
        let after = line.partition_point(|point| point.at <= at);
        match (after.checked_sub(1).map(|before| line[before]), line.get(after)) {
            (Some(from), Some(to)) => {
                let part = (at - from.at).0 as f64 / (to.at - from.at).0 as f64;
                from.millibel + (to.millibel - from.millibel) * part
            }
            _ => 0.0,
        }
    }

    #[test]
    fn the_line_is_the_deepest_pull_of_all_that_is_said() {
        let duck = duck(-900, 0.3, 0.8);
        let spans = said(&[(1.0, 2.0), (2.5, 4.0), (4.2, 5.0), (9.0, 10.0), (11.05, 12.0)]);
        let line = super::line(&duck, spans.clone());
        assert!(line.windows(2).all(|pair| pair[0].at <= pair[1].at));
        for step in 0..1_500 {
            let at = at(f64::from(step) / 100.0);
            let (drawn, expected) = (drawn(&line, at), expected(&duck, &spans, at));
            assert!((drawn - expected).abs() < 0.01, "{at:?}: {drawn}, expected {expected}");
        }
    }

    #[test]
    fn without_words_nothing_goes_down() {
        assert_eq!(line(&duck(-900, 0.3, 0.8), []), []);
    }
}
