//! The text that a cell of a workbook shows.
//!
//! Digits are never taken away: a number keeps more decimals than its format shows, because shares are counted by them.

use calamine::DataRef;

/// How a number is shown, as far as it is followed: zeros before and behind, words around it, percent, dates and times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Format {
    /// As it is.
    General,
    Number {
        before: String,
        /// Least digits before the point.
        whole: usize,
        /// Least digits behind it.
        decimals: usize,
        percent: bool,
        behind: String,
    },
    /// The code of a date or time, in small letters.
    Date(String),
}

impl Format {
    pub fn general() -> Self {
        Self::General
    }

    pub fn of(code: &str, id: Option<u32>) -> Self {
        // The short date of the system shows differently on each: year, month and day in their order.
        if matches!(id, Some(14)) {
            return Self::Date("yyyy-mm-dd".to_owned());
        }
        let first = sections(code).into_iter().next().unwrap_or_default();
        if first.eq_ignore_ascii_case("general") || first == "@" || first.is_empty() {
            return Self::General;
        }
        let (mut before, mut behind, mut bare) = (String::new(), String::new(), String::new());
        let (mut whole, mut decimals, mut percent, mut point, mut seen) = (0, 0, false, false, false);
        let mut letters = first.chars().peekable();
        let mut date = false;
        while let Some(letter) = letters.next() {
            let words = if seen { &mut behind } else { &mut before };
            match letter {
                '"' => {
                    for inner in letters.by_ref().take_while(|inner| *inner != '"') {
                        words.push(inner);
                        bare.push('\u{1}');
                        bare.push(inner);
                    }
                }
                '\\' => {
                    if let Some(inner) = letters.next() {
                        words.push(inner);
                        bare.push('\u{1}');
                        bare.push(inner);
                    }
                }
                '_' | '*' => {
                    letters.next();
                }
                '[' => {
                    let inner: String = letters.by_ref().take_while(|inner| *inner != ']').collect();
                    let lower = inner.to_lowercase();
                    if !lower.is_empty() && lower.chars().all(|letter| matches!(letter, 'h' | 'm' | 's')) {
                        date = true;
                        bare.push_str(&lower);
                    }
                }
                '0' | '?' | '#' => {
                    seen = true;
                    let counts = usize::from(letter == '0');
                    if point { decimals += counts } else { whole += counts }
                }
                '.' if seen => point = true,
                ',' if seen => {}
                '%' => percent = true,
                // Powers of ten, and fractions.
                'E' | 'e' | '/' if seen && !date => return Self::General,
                'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' if !seen => {
                    date = true;
                    bare.extend(letter.to_lowercase());
                }
                letter => {
                    bare.extend(letter.to_lowercase());
                    words.push(letter);
                }
            }
        }
        if date {
            return Self::Date(bare);
        }
        if !seen {
            return Self::General;
        }
        Self::Number {
            before: before.trim_start().to_owned(),
            whole,
            decimals,
            percent,
            behind: behind.trim_end().to_owned(),
        }
    }
}

fn sections(code: &str) -> Vec<String> {
    let (mut list, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for letter in code.chars() {
        match letter {
            ';' if !quoted => list.push(std::mem::take(&mut part)),
            _ => {
                quoted ^= letter == '"';
                part.push(letter);
            }
        }
    }
    list.push(part);
    list
}

/// The text of a cell.
pub(super) fn shown(value: &DataRef<'_>, format: &Format) -> String {
    match value {
        DataRef::Int(number) => number_shown(&number.to_string(), format),
        DataRef::Float(number) => number_shown(&plain(*number, format), format),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(at) => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            let code = if let Format::Date(code) = format { code.as_str() } else { "yyyy-mm-dd" };
            let when = When { year, month, day, hour, minute, second, days: at.as_f64() };
            when.shown(code)
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A number without a point where it is whole; nine decimals are more than a sheet shows, and hide what binary
/// fractions add.
fn plain(number: f64, format: &Format) -> String {
    let percent = matches!(format, Format::Number { percent: true, .. });
    let number = if percent { number * 100.0 } else { number };
    if !number.is_finite() {
        return String::new();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let text = format!("{number:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    if text == "-0" { "0".to_owned() } else { text }
}

fn number_shown(number: &str, format: &Format) -> String {
    let Format::Number { before, whole, decimals, percent, behind } = format else { return number.to_owned() };
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (int, part) = digits.split_once('.').unwrap_or((digits, ""));
    let int = format!("{int:0>whole$}");
    let part = format!("{part:0<decimals$}");
    let point = if part.is_empty() { "" } else { "." };
    let percent = if *percent { "%" } else { "" };
    format!("{before}{sign}{int}{point}{part}{percent}{behind}")
}

struct When {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    days: f64,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl When {
    /// By the code's runs of the same letter. `m` behind hours, or before seconds, is minutes.
    fn shown(&self, code: &str) -> String {
        let letters: Vec<char> = code.chars().collect();
        let half = code.contains("am/pm") || code.contains("a/p");
        let mut out = String::new();
        let (mut at, mut last) = (0, ' ');
        while at < letters.len() {
            let letter = letters[at];
            if letter == '\u{1}' {
                out.extend(letters.get(at + 1));
                at += 2;
                continue;
            }
            if code_at(&letters, at, "am/pm") {
                out.push_str(if self.hour < 12 { "AM" } else { "PM" });
                at += 5;
                continue;
            }
            let length = letters[at..].iter().take_while(|other| **other == letter).count();
            let next =
                letters[at + length..].iter().find(|letter| matches!(letter, 'y' | 'm' | 'd' | 'h' | 's')).copied();
            let hours = if half { (self.hour + 11) % 12 + 1 } else { self.hour };
            match letter {
                'y' => out.push_str(&format!("{:04}", self.year)),
                'd' if length > 2 => {}
                'd' => out.push_str(&format!("{:0length$}", self.day)),
                'h' => out.push_str(&format!("{hours:0length$}")),
                's' => out.push_str(&format!("{:0length$}", self.second)),
                'm' if last == 'h' || next == Some('s') => out.push_str(&format!("{:0length$}", self.minute)),
                'm' if length > 2 => {
                    let name = usize::from(self.month)
                        .checked_sub(1)
                        .and_then(|month| MONTHS.get(month))
                        .copied()
                        .unwrap_or_default();
                    out.push_str(if length == 3 { name.get(..3).unwrap_or(name) } else { name });
                }
                'm' => out.push_str(&format!("{:0length$}", self.month)),
                other => out.extend(std::iter::repeat_n(other, length)),
            }
            if matches!(letter, 'y' | 'm' | 'd' | 'h' | 's') {
                last = letter;
            }
            at += length;
        }
        // Lengths of more than a day count on in hours.
        if code.starts_with('h') && self.days >= 1.0 && !code.contains('d') && self.days < 1_000.0 {
            let minutes = (self.days * 1_440.0).round();
            let hours = (minutes / 60.0).floor();
            return format!("{hours:.0}:{:02.0}:{:02}", minutes - hours * 60.0, self.second);
        }
        out.trim_matches([' ', ',']).to_owned()
    }
}

fn code_at(letters: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(place, letter)| letters.get(at + place) == Some(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_what_their_format_shows_and_keep_every_digit() {
        for (number, code, text) in [
            (7.0, "000", "007"),
            (1.1, "0.00", "1.10"),
            (7.0, "General", "7"),
            (0.5, "0%", "50%"),
            (0.333_333_333, "0%", "33.3333333%"),
            (12.0, "\"NW-\"000", "NW-012"),
            (33.333, "0", "33.333"),
            (14_107_338.0, "00000000000", "00014107338"),
            (1_234.0, "#,##0", "1234"),
            (0.5, "# ?/?", "0.5"),
            (5.0, "0 \"BPM\"", "5 BPM"),
        ] {
            assert_eq!(shown(&DataRef::Float(number), &Format::of(code, None)), text, "{code}");
        }
        assert_eq!(shown(&DataRef::Bool(true), &Format::General), "TRUE");
    }

    #[test]
    fn dates_and_times_show_what_their_format_shows() {
        let when = When { year: 2019, month: 3, day: 1, hour: 15, minute: 4, second: 0, days: 43_525.0 };
        for (code, text) in [
            ("yyyy-mm-dd", "2019-03-01"),
            ("d.m.yy", "1.3.2019"),
            ("d-mmm", "1-Mar"),
            ("mmmm yyyy", "March 2019"),
            ("h:mm:ss", "15:04:00"),
            ("h:mm AM/PM", "3:04 PM"),
            ("dd/mm/yyyy hh:mm", "01/03/2019 15:04"),
        ] {
            let Format::Date(code) = Format::of(code, None) else { panic!("{code}") };
            assert_eq!(when.shown(&code), text, "{code}");
        }
    }
}
