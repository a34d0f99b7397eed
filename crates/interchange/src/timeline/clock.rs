//! Real time as people write it: hours, minutes, seconds and parts of a second.

use timebase::{Flicks, FrameRate};

use super::{RateFrom, Timeline};

/// Reads `1:02:03,456`, `02:03.4`, `12.5`: at most three numbers between colons, the last with decimals after a point or a
/// comma. Exact to a nanosecond; nothing if it is no such time, or minutes or seconds are 60 or more where something stands
/// before them.
pub(super) fn clock(text: &str) -> Option<Flicks> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(fraction) || whole.len() > 24 {
        return None;
    }
    let mut seconds: i64 = 0;
    for (at, part) in whole.split(':').enumerate() {
        let value: i64 = if digits(part) && part.len() < 10 { part.parse().ok()? } else { return None };
        if at > 2 || (at > 0 && value >= 60) {
            return None;
        }
        seconds = seconds * 60 + value;
    }
    let mut nanoseconds: i128 = 0;
    for digit in fraction.bytes().chain(std::iter::repeat(b'0')).take(9) {
        nanoseconds = nanoseconds * 10 + i128::from(digit - b'0');
    }
    let part = (nanoseconds * i128::from(timebase::FLICKS_PER_SECOND) + 500_000_000) / 1_000_000_000;
    let all = i128::from(seconds) * i128::from(timebase::FLICKS_PER_SECOND) + part;
    i64::try_from(all).ok().filter(|flicks| *flicks < 1 << 61).map(Flicks)
}

/// A rate by its number and count as programs name it: `23.98`, `29.97`.
pub(super) fn rate_named(number: &str, drop: bool) -> Option<FrameRate> {
    let number = number.trim();
    let bare = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    Some(match (bare, drop) {
        ("23.976" | "23.98" | "23.97", false) => FrameRate::F23_976,
        ("24", false) => FrameRate::F24,
        ("25", false) => FrameRate::F25,
        ("29.97", false) => FrameRate::F29_97,
        ("29.97", true) => FrameRate::F29_97Drop,
        ("30", false) => FrameRate::F30,
        ("47.952" | "47.95", false) => FrameRate::F47_952,
        ("48", false) => FrameRate::F48,
        ("50", false) => FrameRate::F50,
        ("59.94", false) => FrameRate::F59_94,
        ("59.94", true) => FrameRate::F59_94Drop,
        ("60", false) => FrameRate::F60,
        _ => return None,
    })
}

impl Timeline {
    /// Takes the rate that the user said for a file whose times need none.
    pub(super) fn shown_at(&mut self, hint: Option<FrameRate>) {
        (self.rate, self.rate_from) = (hint, hint.map(|_| RateFrom::User));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_exact() {
        assert_eq!(clock("00:00:36,038"), Some(Flicks::from_millis(36_038)));
        assert_eq!(clock("1:02:03.4"), Some(Flicks::from_millis(3_723_400)));
        assert_eq!(clock("75:25.025"), Some(Flicks::from_millis(4_525_025)));
        assert_eq!(clock("12.5"), Some(Flicks::from_millis(12_500)));
        assert_eq!(clock("00:00:00.000000001"), Some(Flicks(1)));
        for wrong in ["", "1:60:00", "1:2:3:4", "a", "1:-2", "1.2.3", "99999999999999999999"] {
            assert_eq!(clock(wrong), None, "{wrong}");
        }
    }
}
