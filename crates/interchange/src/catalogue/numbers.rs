//! Numbers as sheets write them.

use model::Share;
use model::credits::plain_numbers;

/// A number in millionths, rounded: `75`, `33,33`, `66.66666666666667`, `5E-1`. Nothing for other texts, negative numbers
/// and those of more than six digits before the point.
pub(super) fn millionths(text: &str) -> Option<i64> {
    let text = text.trim();
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok().filter(|power| power.abs() <= 12)?),
        None => (text, 0),
    };
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !digits(whole) || !digits(part) || whole.len() + part.len() > 40 {
        return None;
    }
    // All digits with the point where the exponent puts it, then one digit more than is kept, for rounding.
    let all = format!("{whole}{part}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let (whole, part) = match usize::try_from(point) {
        Ok(point) if point >= all.len() => (format!("{all:0<point$}"), String::new()),
        Ok(point) => (all[..point].to_owned(), all[point..].to_owned()),
        Err(_) => (String::new(), format!("{}{all}", "0".repeat(usize::try_from(-point).ok()?))),
    };
    let whole = whole.trim_start_matches('0');
    if whole.len() > 6 {
        return None;
    }
    let part = format!("{part:0<7}");
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    Some(whole * 1_000_000 + (part.get(..7)?.parse::<i64>().ok()? + 5) / 10)
}

/// A share as a sheet says it, before it is known what it counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// A number without a unit, in millionths.
    Bare(i64),
    /// In percent for certain, in millionths of a percent.
    Percent(i64),
    /// A fraction, in millionths of the whole: `1/3`.
    Part(i64),
}

/// What numbers without a unit count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Percent,
    /// Parts of one.
    Fractions,
    /// CWR's: `05000` is 50 %.
    Hundredths,
}

/// `75`, `75 %`, `75 percent`, `0.75`, `1/3`, `50/100`, `66 2/3 %`, `66⅔`.
pub(super) fn stated(text: &str) -> Option<Stated> {
    let text = plain_numbers(text.trim().trim_start_matches(['\'', '’', '‘', '+']));
    let text = text.trim();
    // In thousandths.
    if let Some(number) = text.strip_suffix('‰') {
        return millionths(number.trim()).map(|number| Stated::Percent(number / 10));
    }
    // `60 of 100`.
    let parts = [" out of ", " of ", " von ", " sur "].iter().find_map(|word| text.split_once(word));
    let joined = parts.map(|(over, under)| format!("{}/{}", over.trim(), under.trim()));
    let text = joined.as_deref().unwrap_or(text);
    let (number, percent) = match text.strip_suffix('%').or_else(|| text.strip_prefix('%')) {
        Some(number) => (number.trim(), true),
        None => (text.trim(), false),
    };
    // A fraction by itself, or behind a whole number.
    if let Some((before, under)) = number.split_once('/') {
        let (whole, over) = match before.trim().rsplit_once(char::is_whitespace) {
            Some((whole, over)) => (Some(whole.trim()), over),
            None => (None, before),
        };
        let part = fraction(over, under)?;
        return match (whole, percent) {
            (None, false) => Some(Stated::Part(part)),
            (None, true) => Some(Stated::Percent(part)),
            (Some(whole), percent) => {
                let plain = whole.len() <= 3 && whole.bytes().all(|digit| digit.is_ascii_digit());
                let whole = plain.then(|| whole.parse::<i64>().ok()).flatten()? * 1_000_000;
                Some(if percent { Stated::Percent(whole + part) } else { Stated::Bare(whole + part) })
            }
        };
    }
    millionths(number).map(if percent { Stated::Percent } else { Stated::Bare })
}

/// Parts of a number of equal ones, or of a hundred or a thousand, in millionths of the whole, rounded.
fn fraction(over: &str, under: &str) -> Option<i64> {
    let number = |text: &str| text.trim().parse::<i64>().ok().filter(|number| (1..=1_000).contains(number));
    let (over, under) = (number(over)?, number(under)?);
    let parts = under <= 24 || under == 100 || under == 1_000;
    (over <= under && parts).then(|| (over * 1_000_000 * 2 + under) / (under * 2))
}

impl Stated {
    /// Of the whole; nothing if it is more than that.
    pub fn share(self, unit: Unit) -> Option<Share> {
        let percent = |number: i64| Share((number + 50) / 100);
        let share = match (self, unit) {
            (Self::Part(part), _) => Share(part),
            (Self::Percent(number), _) | (Self::Bare(number), Unit::Percent) => percent(number),
            (Self::Bare(number), Unit::Fractions) => Share(number),
            (Self::Bare(number), Unit::Hundredths) => percent((number + 50) / 100),
        };
        (share <= Share::WHOLE).then_some(share)
    }
}

/// Whether cells of shares count hundredths of a percent: whole numbers with zeros before, or larger than a hundred.
pub(super) fn are_hundredths<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut large, mut padded) = (true, false, false);
    let mut small = false;
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
        let plain = cell.len() <= 5 && cell.bytes().all(|digit| digit.is_ascii_digit());
        let number = cell.parse::<u32>().ok().filter(|number| plain && *number <= 10_000);
        all &= number.is_some();
        large |= number.is_some_and(|number| number > 100);
        padded |= number.is_some_and(|number| number > 0) && cell.len() == 5;
        small |= number.is_some_and(|number| (1..=100).contains(&number)) && cell.len() < 5;
    }
    // A number up to a hundred that is not written with its zeros is a percentage.
    all && (padded || (large && !small))
}

/// A whole number as tables of programs write it, without its `.0`.
pub(super) fn without_point(text: &str) -> &str {
    let zeros = |rest: &str| !rest.is_empty() && rest.bytes().all(|digit| digit == b'0');
    match text.split_once('.') {
        Some((whole, rest))
            if zeros(rest) && !whole.is_empty() && whole.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            whole
        }
        _ => text,
    }
}

/// The digits of a large whole number as spreadsheets write it, `1.280391067E9`; nothing if some of them are lost, or for
/// other texts.
pub(super) fn as_digits(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let power = usize::from(exponent.trim_start_matches('+').parse::<u8>().ok()?);
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let part = part.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    // Fewer digits than the number has: it was shown rounded.
    let exact = part.len() + 2 > power && part.len() <= power;
    (whole.len() == 1 && digits(whole) && digits(part) && exact && power < 20)
        .then(|| format!("{whole}{part:0<power$}"))
}

/// A year in whatever a date is written as, or a date as spreadsheets count days.
pub(super) fn read_year(text: &str) -> Option<i64> {
    let text = without_point(text.trim());
    let groups = text.split(|letter: char| !letter.is_ascii_digit());
    let years = groups.filter(|group| group.len() == 4).filter_map(|group| group.parse::<i64>().ok());
    if let Some(year) = years.into_iter().find(|year| (1850..=2100).contains(year)) {
        return Some(year);
    }
    // 1900-01-01 is day 1; 365.2425 days a year.
    let day = text.parse::<i64>().ok().filter(|day| (10_000..=73_000).contains(day))?;
    Some(1900 + (day - 1) * 10_000 / 3_652_425)
}

/// `92`, `92.5`, `92,5 bpm`, in thousandths.
pub(super) fn read_bpm(text: &str) -> Option<i64> {
    let number: String =
        text.trim().chars().take_while(|letter| letter.is_ascii_digit() || ".,".contains(*letter)).collect();
    let milli = (millionths(&number)? + 500) / 1_000;
    (1_000..1_000_000).contains(&milli).then_some(milli)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_as_many_decimals_as_there_are() {
        for (text, number) in [
            ("75", Some(75_000_000)),
            ("33,33", Some(33_330_000)),
            ("66.66666666666667", Some(66_666_667)),
            ("0.3333333333333333", Some(333_333)),
            (".5", Some(500_000)),
            ("5E-1", Some(500_000)),
            ("1e2", Some(100_000_000)),
            ("1.5E+1", Some(15_000_000)),
            ("05000", Some(5_000_000_000)),
            ("", None),
            ("lots", None),
            ("-5", None),
            ("1.2.3", None),
            ("1e99", None),
            ("12345678", None),
        ] {
            assert_eq!(millionths(text), number, "{text}");
        }
        for (text, share) in [
            ("66 2/3 %", Some(666_667)),
            ("66 2/3", Some(666_667)),
            ("66⅔", Some(666_667)),
            ("66⅔ %", Some(666_667)),
            ("½", Some(500_000)),
            ("½ %", Some(5_000)),
            ("50/100", Some(500_000)),
            ("8/12", Some(666_667)),
            ("50 pct", Some(500_000)),
            ("50 per cent", Some(500_000)),
            ("33,33 Prozent", Some(333_300)),
            ("５０％", Some(500_000)),
            ("٥٠", Some(500_000)),
            ("’50", Some(500_000)),
            ("५०%", Some(500_000)),
            ("50 por ciento", Some(500_000)),
            ("60 out of 100", Some(600_000)),
            ("2 of 3", Some(666_667)),
            ("125 ‰", Some(125_000)),
            ("-", None),
            ("66,67", Some(666_700)),
            ("12.5%", Some(125_000)),
            ("60/40", None),
            ("3/2", None),
            ("1/2/3", None),
            ("a 1/2", None),
            ("1000 1/2", None),
            ("66 2/3 1", None),
            ("-50", None),
        ] {
            assert_eq!(stated(text).and_then(|share| share.share(Unit::Percent)), share.map(Share), "{text}");
        }
        assert_eq!(stated("1/3").and_then(|share| share.share(Unit::Percent)), Some(Share(333_333)));
        assert_eq!(stated("33.33 %").and_then(|share| share.share(Unit::Fractions)), Some(Share(333_300)));
        assert_eq!(stated("01667").and_then(|share| share.share(Unit::Hundredths)), Some(Share(166_700)));
        assert!(
            are_hundredths(["01667", "05000", "00000"].into_iter())
                && are_hundredths(["1667", "3333", "5000"].into_iter())
        );
        assert!(
            !are_hundredths(["75", "25", "100"].into_iter())
                && !are_hundredths(["00000"].into_iter())
                && !are_hundredths(["160", "40"].into_iter())
        );
    }
}
