//! Frame rates by their ratio: exact, or as loosely as files write them.

use timebase::FrameRate;

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

/// The rate of a number of frames a second that is written as a decimal number.
#[must_use]
pub fn rate_of_decimal(per_second: f64, drop: bool) -> Option<FrameRate> {
    if !(1.0..=1000.0).contains(&per_second) {
        return None;
    }
    rate_of_ratio((per_second * 1_000_000.0).round() as i64, 1_000_000, drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_known_by_any_way_of_writing_them() {
        for rate in FrameRate::ALL {
            let (over, under) = rate.ratio();
            assert_eq!(rate_of_ratio(over, under, rate.is_drop()), Some(rate));
            assert_eq!(rate_of_decimal(over as f64 / under as f64, rate.is_drop()), Some(rate));
        }
        assert_eq!(rate_of_ratio(2997, 100, false), Some(FrameRate::F29_97));
        assert_eq!(rate_of_decimal(29.97, true), Some(FrameRate::F29_97Drop));
        assert_eq!(rate_of_decimal(23.98, false), None);
        assert_eq!(rate_of_decimal(23.976, false), Some(FrameRate::F23_976));
        assert_eq!(rate_of_ratio(25, 1, true), Some(FrameRate::F25));
        for none in [(0, 1), (1, 0), (-25, 1), (15, 1), (48_000, 1), (i64::MAX, 1)] {
            assert_eq!(rate_of_ratio(none.0, none.1, false), None);
        }
        assert_eq!(rate_of_decimal(f64::NAN, false), None);
    }
}
