//! Values in attributes: times in fractions of seconds, and levels in decibels.

use timebase::Flicks;

use crate::timeline::fraction;

/// `1001/30000s`, `5s`, `2.5s`. What does not fit is none.
pub(super) fn seconds(text: &str) -> Option<Flicks> {
    let text = text.trim();
    let text = text.strip_suffix('s').unwrap_or(text);
    match text.split_once('/') {
        Some((over, under)) => fraction(over.trim().parse().ok()?, under.trim().parse().ok()?),
        None => match text.parse::<i64>() {
            Ok(whole) => fraction(whole, 1),
            Err(_) => {
                let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
                Flicks::parse_seconds(digits).map(|flicks| Flicks(flicks.0 * sign))
            }
        },
    }
}

/// The fraction itself, for rates.
pub(super) fn ratio(text: &str) -> Option<(i64, i64)> {
    let text = text.trim();
    let text = text.strip_suffix('s').unwrap_or(text);
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    Some((over.trim().parse().ok()?, under.trim().parse().ok()?)).filter(|(_, under)| *under != 0)
}

/// `-6.5dB` in hundredths of a decibel; nothing is heard below -144 dB.
pub(super) fn millibel(text: &str) -> Option<i32> {
    let text = text.trim();
    let number = text.strip_suffix("dB").or_else(|| text.strip_suffix("db")).unwrap_or(text).trim();
    let decibels: f64 = number.parse().ok()?;
    if decibels.is_nan() {
        return None;
    }
    Some((decibels * 100.0).round().clamp(-14_400.0, 14_400.0) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use timebase::FrameRate;

    #[test]
    fn seconds_are_exact_in_every_writing() {
        assert_eq!(seconds("1001/30000s"), Some(FrameRate::F29_97.frame()));
        assert_eq!(seconds("5s"), Some(Flicks::from_seconds(5)));
        assert_eq!(seconds("2.5s"), Some(Flicks::from_millis(2500)));
        assert_eq!(seconds("-1/2s"), Some(Flicks::from_millis(-500)));
        assert_eq!(seconds("1/0s"), None);
        assert_eq!(seconds("soon"), None);
    }

    #[test]
    fn levels_are_hundredths_of_a_decibel() {
        assert_eq!(millibel("-6.5dB"), Some(-650));
        assert_eq!(millibel("-inf"), Some(-14_400));
        assert_eq!(millibel("loud"), None);
    }
}
