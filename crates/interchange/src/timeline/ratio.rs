//! Frame rates by their ratio: exact, or as loosely as files write them.

use timebase::FrameRate;

use super::Speed;

/// The rate of that many frames over that many seconds. What is written for 30000/1001 (`2997/100`, `29.97002997`) is taken
/// for it: at most one part in ten thousand away, where neighbours are ten times as far apart. `drop` counts only at
/// rates that have such a count.
#[must_use]
pub fn rate_of_ratio(numerator: i64, denominator: i64, drop: bool) -> Option<FrameRate> {
    if numerator <= 0 || denominator <= 0 {
        return None;
    }
    let near = |rate: &FrameRate| {
        let (over, under) = rate.ratio();
        let ours = i128::from(over) * i128::from(denominator);
        let theirs = i128::from(numerator) * i128::from(under);
        (ours - theirs).abs().saturating_mul(10_000) <= ours
    };
    let mut found = FrameRate::ALL.into_iter().filter(near);
    let full = found.clone().find(|rate| !rate.is_drop());
    if drop { found.find(|rate| rate.is_drop()).or(full) } else { full }
}

/// The rate of a number of frames a second that is written as a decimal number: also to two places, as in `23.98`.
#[must_use]
pub fn rate_of_decimal(per_second: f64, drop: bool) -> Option<FrameRate> {
    let near = |rate: &FrameRate| {
        let (over, under) = rate.ratio();
        (per_second - over as f64 / under as f64).abs() <= 0.005
    };
    let mut found = FrameRate::ALL.into_iter().filter(near);
    let full = found.clone().find(|rate| !rate.is_drop());
    if drop { found.find(|rate| rate.is_drop()).or(full) } else { full }
}

/// The fraction that a decimal number stands for: the simplest one within a billionth of it, as speeds are written.
/// `None` where it is no number or has no use as a speed.
#[must_use]
pub fn speed_of_decimal(speed: f64) -> Option<Speed> {
    if !speed.is_finite() || speed.abs() > 1_000_000.0 {
        return None;
    }
    // Convergents of its continued fraction.
    let (mut before, mut last) = ((0i64, 1i64), (1i64, 0i64));
    let mut rest = speed.abs();
    for _ in 0..40 {
        let whole = rest.floor();
        if whole > 1e9 {
            break;
        }
        let step = |a: i64, b: i64| (whole as i64).checked_mul(a).and_then(|product| product.checked_add(b));
        let (Some(over), Some(under)) = (step(last.0, before.0), step(last.1, before.1)) else { break };
        if under > 1_000_000 {
            break;
        }
        (before, last) = (last, (over, under));
        if (speed.abs() - over as f64 / under as f64).abs() <= 1e-9 {
            break;
        }
        rest = 1.0 / (rest - whole);
    }
    let sign = if speed < 0.0 { -1 } else { 1 };
    (last.1 > 0).then_some(Speed { numerator: sign * last.0, denominator: last.1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_the_fractions_that_people_mean() {
        let speed = |decimal| speed_of_decimal(decimal).map(|speed| (speed.numerator, speed.denominator));
        assert_eq!(speed(0.5), Some((1, 2)));
        assert_eq!(speed(-1.0), Some((-1, 1)));
        assert_eq!(speed(0.0), Some((0, 1)));
        assert_eq!(speed(24_000.0 / 1001.0 / 25.0), Some((960, 1001)));
        assert_eq!(speed(1.0 / 3.0), Some((1, 3)));
        assert_eq!(speed(f64::INFINITY), None);
    }

    #[test]
    fn rates_are_known_by_any_way_of_writing_them() {
        for rate in FrameRate::ALL {
            let (over, under) = rate.ratio();
            assert_eq!(rate_of_ratio(over, under, rate.is_drop()), Some(rate));
            assert_eq!(rate_of_decimal(over as f64 / under as f64, rate.is_drop()), Some(rate));
        }
        assert_eq!(rate_of_ratio(2997, 100, false), Some(FrameRate::F29_97));
        assert_eq!(rate_of_decimal(29.97, true), Some(FrameRate::F29_97Drop));
        assert_eq!(rate_of_decimal(23.98, false), Some(FrameRate::F23_976));
        assert_eq!(rate_of_decimal(24.01, false), None);
        assert_eq!(rate_of_decimal(23.976, false), Some(FrameRate::F23_976));
        assert_eq!(rate_of_ratio(25, 1, true), Some(FrameRate::F25));
        for none in [(0, 1), (1, 0), (-25, 1), (15, 1), (48_000, 1), (i64::MAX, 1)] {
            assert_eq!(rate_of_ratio(none.0, none.1, false), None);
        }
        assert_eq!(rate_of_decimal(f64::NAN, false), None);
    }
}
