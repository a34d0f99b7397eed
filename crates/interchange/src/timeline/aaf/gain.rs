//! Levels: gain of clips, and the shapes of dissolves and fades.

use timebase::Flicks;

use super::ids::parameters;
use super::object::Indirect;
use super::segment::{Operation, Parameter, ParameterValue, tag_number};
use crate::timeline::{FadeShape, GainPoint, Length};

/// What silence is written as, in hundredths of a decibel: 24 bits hold no less.
const SILENCE: i32 = -14_400;

/// A gain over a stretch of the record side.
#[derive(Debug, Clone, Default)]
pub(super) struct Gain {
    /// Hundredths of a decibel, everywhere.
    pub(super) millibel: Option<i32>,
    /// How it goes: moments of the record side, and factors.
    pub(super) points: Vec<(Flicks, f64)>,
}

impl Gain {
    /// The gain of an operation that lies over `length` from `start`.
    pub(super) fn of(operation: &Operation, start: Flicks, length: Flicks) -> Self {
        let amplitude = operation.parameters.iter().find(|own| own.definition == parameters::AMPLITUDE);
        match amplitude.map(|own| &own.value) {
            Some(ParameterValue::Constant(value)) => Self { millibel: factor(value).map(millibel), points: Vec::new() },
            Some(ParameterValue::Varying { interpolation, points }) => {
                let mut curve: Vec<(Flicks, f64)> = Vec::new();
                for (share, value) in points {
                    let (Some(at), Some(factor)) = (part_of(*share, length), factor(value)) else { continue };
                    let at = Flicks(start.0.saturating_add(at));
                    if *interpolation == parameters::CONSTANT
                        && let Some((_, before)) = curve.last().copied()
                    {
                        curve.push((at, before));
                    }
                    curve.push((at, factor));
                }
                let first = curve.first().map(|point| millibel(point.1));
                if curve.iter().all(|point| Some(millibel(point.1)) == first) {
                    Self { millibel: first, points: Vec::new() }
                } else {
                    Self { millibel: None, points: curve }
                }
            }
            None => Self::default(),
        }
    }

    /// This gain with another upon it.
    pub(super) fn and(&self, other: Self) -> Self {
        let millibel = match (self.millibel, other.millibel) {
            (Some(one), Some(two)) => Some(one.saturating_add(two).max(SILENCE)),
            (one, two) => one.or(two),
        };
        let points = if other.points.is_empty() { self.points.clone() } else { other.points };
        Self { millibel, points }
    }

    /// The curve as it lies over an event from `from` to `to`, from its record in.
    pub(super) fn over(&self, from: Flicks, to: Flicks) -> Vec<GainPoint> {
        let point = |at: Flicks, factor: f64| GainPoint {
            at: Length::Exact(Flicks(at.0.saturating_sub(from.0))),
            millibel: millibel(factor),
        };
        let inside = self.points.iter().filter(|(at, _)| from <= *at && *at <= to);
        let mut curve: Vec<GainPoint> = inside.map(|(at, factor)| point(*at, *factor)).collect();
        // A curve that begins before the event or ends after it is cut where the event is.
        for (edge, first) in [(from, true), (to, false)] {
            let before = self.points.iter().rev().find(|(at, _)| *at < edge);
            let after = self.points.iter().find(|(at, _)| edge < *at);
            let on = self.points.iter().any(|(at, _)| *at == edge);
            if let (false, Some((early, low)), Some((late, high))) = (on, before, after) {
                let share = (edge.0 - early.0) as f64 / (late.0 - early.0) as f64;
                let cut = point(edge, low + (high - low) * share);
                curve.insert(if first { 0 } else { curve.len() }, cut);
            }
        }
        curve
    }
}

/// The share of a length, to the nearest flick.
fn part_of((over, under): (i64, i64), length: Flicks) -> Option<i64> {
    let under = i128::from(under);
    if under == 0 {
        // Some programs write nothing over nothing for the beginning.
        return (over == 0).then_some(0);
    }
    let product = i128::from(over) * i128::from(length.0);
    i64::try_from((product * 2 + under.abs()).div_euclid(under * 2)).ok()
}

fn factor(value: &Indirect) -> Option<f64> {
    match value {
        Indirect::Rational(over, under) if *under != 0 => Some(*over as f64 / *under as f64),
        Indirect::Integer(whole) => Some(*whole as f64),
        Indirect::Rational(..) | Indirect::Text(_) | Indirect::Bytes(_) => None,
    }
}

fn millibel(factor: f64) -> i32 {
    if factor <= 0.0 { SILENCE } else { ((2000.0 * factor.log10()).round() as i32).max(SILENCE) }
}

/// The shape of a dissolve or a fade, as its effect says it.
pub(super) fn shape_of(operation: &Operation) -> FadeShape {
    let curve = |own: &&Parameter| own.definition == parameters::CURVE_TYPE;
    let avid = tag_number(&operation.tags, "_ATN_AUDIO_DISSOLVE_CURVETYPE").or_else(|| {
        match operation.parameters.iter().find(curve).map(|own| &own.value) {
            Some(ParameterValue::Constant(Indirect::Integer(number))) => Some(*number),
            _ => None,
        }
    });
    // Media Composer offers two: files that write the level beside the number have straight lines at 0. What else is
    // written is of no program that is known.
    match avid {
        Some(0) => return FadeShape::Linear,
        Some(1) => return FadeShape::EqualPower,
        Some(number) => return FadeShape::Other(format!("Avid curve {number}")),
        None => {}
    }
    let level = operation.parameters.iter().find(|own| own.definition == parameters::LEVEL);
    match level.map(|own| &own.value) {
        Some(ParameterValue::Varying { interpolation: parameters::LINEAR, .. }) => FadeShape::Linear,
        Some(ParameterValue::Varying { interpolation: parameters::POWER, .. }) => FadeShape::EqualPower,
        Some(ParameterValue::Varying { interpolation: parameters::LOG, .. }) => FadeShape::Logarithmic,
        _ => FadeShape::Unknown,
    }
}

/// The shape that a clip's own fade has (FadeType of the AAF Object Specification).
pub(super) fn shape_of_kind(kind: i64) -> FadeShape {
    match kind {
        1 => FadeShape::Linear,
        2 => FadeShape::EqualPower,
        _ => FadeShape::Unknown,
    }
}
