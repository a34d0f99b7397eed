//! Money: whole minor units of a currency, and what one currency is worth in another by rates somebody entered.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::CurrencyRateId;

/// The most that a sum may be, in minor units: sums and products of it stay within 128 bits.
pub const MOST_MINOR: i64 = 10_000_000_000_000;
/// The most that a rate may be, in millionths.
pub const MOST_RATE: i64 = 1_000_000_000_000;
/// A rate of one.
pub const PAR: i64 = 1_000_000;

/// An amount with its currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Money {
    /// In minor units: cents for USD, yen for JPY.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
}

impl Money {
    /// `minor` units of `currency`.
    #[must_use]
    pub fn new(minor: i64, currency: &str) -> Self {
        Self { minor, currency: currency.to_owned() }
    }
}

/// As documents write it: `$3,375`, `$3,375.50`, `€12`, `CHF 900`, `-$20`.
impl std::fmt::Display for Money {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = exponent(&self.currency);
        let unit = 10_u64.pow(digits);
        let (whole, part) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let sign = if self.minor < 0 { "-" } else { "" };
        match symbol(&self.currency) {
            Some(symbol) => write!(out, "{sign}{symbol}{}", grouped(whole))?,
            None => write!(out, "{sign}{} {}", self.currency, grouped(whole))?,
        }
        if part == 0 { Ok(()) } else { write!(out, ".{part:0width$}", width = digits as usize) }
    }
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The sign that stands for a currency and no other.
fn symbol(currency: &str) -> Option<&'static str> {
    Some(match currency {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        _ => return None,
    })
}

/// Digits of the minor unit, by the list of ISO 4217 (2024); two where it names no other.
#[must_use]
pub fn exponent(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

/// What one unit of a currency is worth in the show's, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyRate {
    /// Its row.
    pub id: CurrencyRateId,
    /// ISO 4217.
    pub currency: String,
    /// Millionths of the show's currency a unit: 1 080 000 where 1 EUR is 1.08 USD.
    pub rate: i64,
    /// The day it was taken, ISO 8601.
    pub on_date: String,
}

/// The show's currency, and what others are worth in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    own: String,
    rates: Vec<CurrencyRate>,
}

impl Rates {
    /// Of a show that counts in `own`.
    #[must_use]
    pub fn new(own: &str, mut rates: Vec<CurrencyRate>) -> Self {
        rates.sort_by(|a, b| (&a.currency, &a.on_date).cmp(&(&b.currency, &b.on_date)));
        Self { own: own.to_owned(), rates }
    }

    /// The show's currency.
    #[must_use]
    pub fn own(&self) -> &str {
        &self.own
    }

    /// The currency that `written` means: empty is the show's.
    #[must_use]
    pub fn named<'a>(&'a self, written: &'a str) -> &'a str {
        if written.is_empty() { &self.own } else { written }
    }

    /// Millionths of the show's currency that a unit was worth on a day: by the last rate up to it, or the first there
    /// is. `None` without any.
    #[must_use]
    pub fn rate(&self, currency: &str, on: &str) -> Option<i64> {
        let currency = self.named(currency);
        if currency == self.own {
            return Some(PAR);
        }
        let mut of_currency = self.rates.iter().filter(|rate| rate.currency == currency).peekable();
        let first = of_currency.peek()?.rate;
        Some(of_currency.take_while(|rate| rate.on_date.as_str() <= on).last().map_or(first, |rate| rate.rate))
    }

    /// An amount in minor units of the show's currency, halves away from zero. `None` without a rate.
    #[must_use]
    pub fn in_own(&self, minor: i64, currency: &str, on: &str) -> Option<i64> {
        let rate = self.rate(currency, on)?;
        let up = i128::from(rate) * 10_i128.pow(exponent(&self.own));
        let down = i128::from(PAR) * 10_i128.pow(exponent(self.named(currency)));
        let (value, half) = (i128::from(minor) * up, down / 2);
        let rounded = if value < 0 { (value - half) / down } else { (value + half) / down };
        i64::try_from(rounded).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(currency: &str, rate: i64, on_date: &str) -> CurrencyRate {
        CurrencyRate { id: CurrencyRateId(1), currency: currency.into(), rate, on_date: on_date.into() }
    }

    #[test]
    fn amounts_are_written_as_documents_write_them() {
        let told = |minor, currency: &str| Money::new(minor, currency).to_string();
        assert_eq!(told(337_500, "USD"), "$3,375");
        assert_eq!(told(337_550, "USD"), "$3,375.50");
        assert_eq!(told(-123_456_789, "EUR"), "-€1,234,567.89");
        assert_eq!(told(90_000, "CHF"), "CHF 900");
        assert_eq!(told(5, "USD"), "$0.05");
        assert_eq!(told(1_000_000, "JPY"), "¥1,000,000");
        assert_eq!(told(1_500, "KWD"), "KWD 1.500");
        assert_eq!(told(0, "GBP"), "£0");
    }

    #[test]
    fn a_rate_holds_from_its_day_on() {
        let rates = Rates::new(
            "USD",
            vec![rate("EUR", 1_100_000, "2026-11-10"), rate("EUR", 1_080_000, "2026-11-01"), rate("JPY", 6_500, "")],
        );
        assert_eq!(rates.in_own(10_000, "EUR", "2026-11-09"), Some(10_800));
        assert_eq!(rates.in_own(10_000, "EUR", "2026-11-10"), Some(11_000));
        assert_eq!(rates.in_own(10_000, "EUR", "2020-01-01"), Some(10_800));
        assert_eq!(rates.in_own(10_000, "", "2020-01-01"), Some(10_000));
        assert_eq!(rates.in_own(10_000, "GBP", "2026-11-10"), None);
        // 1,000 yen at 0.0065 dollars: another exponent on each side.
        assert_eq!(rates.in_own(1_000, "JPY", "2026-11-10"), Some(650));
    }

    #[test]
    fn halves_go_away_from_zero() {
        let rates = Rates::new("USD", vec![rate("EUR", 1_500_000, "2026-01-01")]);
        assert_eq!(rates.in_own(1, "EUR", "2026-01-01"), Some(2));
        assert_eq!(rates.in_own(-1, "EUR", "2026-01-01"), Some(-2));
    }
}
