//! How fast effects play what they lie over.

use timebase::Flicks;

use super::ids::{operations as op, parameters};
use super::names::Names;
use super::object::Indirect;
use super::segment::{Component, Operation, ParameterValue};
use crate::timeline::Speed;

/// How fast an effect plays its input, if it changes that.
pub(super) fn speed_of(operation: &Operation, part: &Component, names: &Names) -> Option<Speed> {
    let named = names.operation(operation.id);
    let warps = matches!(operation.id, op::SPEED_CONTROL | op::FRAME_HOLD)
        || named.is_some_and(|named| named.time_warp || named.is_motion());
    if !warps {
        return None;
    }
    let value = |wanted: &dyn Fn(u128) -> bool| {
        operation.parameters.iter().find(|own| wanted(own.definition)).map(|own| &own.value)
    };
    if let Some(ParameterValue::Varying { points, .. }) = value(&|id| names.is_speed_offsets(id))
        && let (Some(first), Some(last)) = (points.first(), points.last())
        && let Some(speed) = slope(first, last)
    {
        return Some(speed);
    }
    if let Some(ParameterValue::Constant(value)) = value(&|id| id == parameters::SPEED_RATIO) {
        let (over, under) = match value {
            Indirect::Rational(over, under) => (*over, *under),
            Indirect::Integer(whole) => (*whole, 1),
            Indirect::Text(_) | Indirect::Bytes(_) => (0, 0),
        };
        // As long as the effect itself, of one frame: a frame that stands.
        if under != 0 && over == part.units().saturating_mul(under) && over != under {
            return Some(Speed { numerator: 0, denominator: 1 });
        }
        return ratio(i128::from(under), i128::from(over));
    }
    if operation.id == op::FRAME_HOLD {
        return Some(Speed { numerator: 0, denominator: 1 });
    }
    let inner = operation.inputs.first().map(Component::units).filter(|units| *units > 0)?;
    ratio(i128::from(inner), i128::from(part.units()))
}

/// How much of a source plays in a time of the record side.
pub(super) fn played(time: Flicks, speed: Option<Speed>) -> Flicks {
    match speed {
        Some(speed) if speed.denominator > 0 => {
            let whole = i128::from(time.0) * i128::from(speed.numerator) / i128::from(speed.denominator);
            Flicks(i64::try_from(whole).unwrap_or(i64::MAX))
        }
        _ => time,
    }
}

/// Source frames over record frames between two points.
fn slope(first: &((i64, i64), Indirect), last: &((i64, i64), Indirect)) -> Option<Speed> {
    let number = |value: &Indirect| match value {
        Indirect::Rational(over, under) if *under != 0 => Some((*over, *under)),
        Indirect::Integer(whole) => Some((*whole, 1)),
        Indirect::Rational(..) | Indirect::Text(_) | Indirect::Bytes(_) => None,
    };
    let difference = |(a, b): (i64, i64), (c, d): (i64, i64)| {
        let over = i128::from(a).checked_mul(i128::from(d))?.checked_sub(i128::from(c).checked_mul(i128::from(b))?)?;
        Some((over, i128::from(b).checked_mul(i128::from(d))?))
    };
    let (rise, under_rise) = difference(number(&last.1)?, number(&first.1)?)?;
    let (run, under_run) = difference(last.0, first.0)?;
    ratio(rise.checked_mul(under_run)?, run.checked_mul(under_rise)?)
}

/// A speed in lowest terms.
fn ratio(over: i128, under: i128) -> Option<Speed> {
    if under == 0 {
        return None;
    }
    let (mut a, mut b) = (over.unsigned_abs(), under.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let divisor = i128::try_from(a.max(1)).ok()? * under.signum();
    Some(Speed { numerator: i64::try_from(over / divisor).ok()?, denominator: i64::try_from(under / divisor).ok()? })
}
