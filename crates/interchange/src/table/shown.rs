//! The text that a cell of a workbook shows, and the number that it holds.
//!
//! Digits are never taken away from the number: it keeps more decimals than its format shows, because shares are counted by
//! them. What a title or another text is read from is what the cell shows.

use calamine::DataRef;

use super::dates::When;

/// How a cell shows numbers: those above zero, below it, and zero itself where they are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    usual: Shape,
    below: Option<Shape>,
    zero: Option<Shape>,
}

/// One way to show a number, as far as it is followed: digits, marks of thousands, words around it, percent, fractions,
/// dates and times.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// As it is.
    General,
    Number(Digits),
    /// A whole number and a fraction behind it.
    Fraction(Denominator),
    /// The code of a date or time, in small letters; of minutes or seconds that count on in capitals. Empty where it
    /// depends on the value.
    Date(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Digits {
    before: String,
    /// Least digits before the point.
    whole: usize,
    /// Least digits behind it.
    decimals: usize,
    /// Most digits behind it.
    most: usize,
    /// Whether thousands are marked.
    grouped: bool,
    /// Thousands that are left away: `0,` counts in them.
    scaled: usize,
    percent: bool,
    behind: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Denominator {
    /// The best up to this.
    UpTo(u32),
    /// This.
    Only(u32),
}

/// What is read of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shown {
    /// As numbers are read: without marks of thousands, with every decimal.
    pub plain: String,
    /// As the cell shows it, where that is another text.
    pub shown: Option<String>,
}

impl Format {
    pub fn general() -> Self {
        Self { usual: Shape::General, below: None, zero: None }
    }

    pub fn of(code: &str, id: Option<u32>) -> Self {
        if let Some(code) = id.and_then(|id| system_date(id, code)) {
            return Self { usual: Shape::Date(code.to_owned()), below: None, zero: None };
        }
        let parts = sections(code);
        let mut shapes = parts.iter().map(|part| Shape::of(part));
        let usual = shapes.next().unwrap_or(Shape::General);
        // Sections with conditions of their own are not told apart.
        if parts.iter().any(|part| part.contains(['<', '>', '='])) {
            return Self { usual, below: None, zero: None };
        }
        Self { usual, below: shapes.next(), zero: shapes.next() }
    }

    /// The code of a date or time; nothing where what it shows depends on the value.
    pub fn date(&self) -> Option<&str> {
        if let Shape::Date(code) = &self.usual {
            Some(code).filter(|code| !code.is_empty()).map(String::as_str)
        } else {
            None
        }
    }
}

/// The code for a format that is built in without one, or with one that each system shows in its own way (ECMA-376,
/// 18.8.30): year, month and day in their order.
fn system_date(id: u32, code: &str) -> Option<&'static str> {
    match id {
        14 => Some("yyyy-mm-dd"),
        22 => Some("yyyy-mm-dd h:mm"),
        47 => Some("mm:ss.0"),
        // Those of East Asia are dates in one language and times in another.
        27..=36 | 50..=58 if code.eq_ignore_ascii_case("general") => Some(""),
        _ => None,
    }
}

impl Shape {
    fn of(section: &str) -> Self {
        if section.eq_ignore_ascii_case("general") || section == "@" || section.is_empty() {
            return Self::General;
        }
        let (mut before, mut behind, mut bare) = (String::new(), String::new(), String::new());
        let (mut whole, mut decimals, mut most, mut percent, mut point, mut seen) = (0, 0, 0, false, false, false);
        let (mut grouped, mut commas) = (false, 0);
        let mut letters = section.chars();
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
                        // Minutes and seconds that count on are written in capitals from here on.
                        bare.push_str(&if lower.starts_with('h') { lower } else { lower.to_uppercase() });
                    }
                    // `[$€-407]`: a currency and where it is written so.
                    if let Some(sign) = inner.strip_prefix('$') {
                        words.push_str(sign.split('-').next().unwrap_or_default());
                    }
                }
                // Parts of a second.
                '0' if date && bare.ends_with(['.', '0']) => bare.push('0'),
                '0' | '?' | '#' => {
                    seen = true;
                    let counts = usize::from(letter == '0');
                    if point {
                        decimals += counts;
                        most += 1;
                    } else {
                        whole += counts;
                    }
                    grouped |= commas > 0 && !point;
                    commas = 0;
                }
                '.' if seen => point = true,
                ',' if seen => commas += 1,
                '%' => percent = true,
                '/' if seen && !date => return Self::fraction(letters.as_str()),
                // Powers of ten.
                'E' | 'e' if seen && !date => return Self::General,
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
        if !seen && before.trim().is_empty() {
            return Self::General;
        }
        Self::Number(Digits {
            before: before.trim_start().to_owned(),
            whole,
            decimals,
            // Without digits it is words alone: `"none"`.
            most: if seen { most } else { usize::MAX },
            grouped,
            scaled: commas,
            percent,
            behind: behind.trim_end().to_owned(),
        })
    }

    /// By what stands behind the stroke: `?`, `??`, `16`.
    fn fraction(under: &str) -> Self {
        let under = under.trim();
        match under.parse() {
            Ok(number @ 1..=10_000) => Self::Fraction(Denominator::Only(number)),
            Ok(_) => Self::General,
            Err(_) => {
                let places = under.chars().take_while(|letter| matches!(letter, '?' | '#' | '0')).count();
                match places {
                    1 => Self::Fraction(Denominator::UpTo(9)),
                    2 => Self::Fraction(Denominator::UpTo(99)),
                    3 => Self::Fraction(Denominator::UpTo(999)),
                    _ => Self::General,
                }
            }
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

/// What a cell holds and shows.
pub(super) fn shown(value: &DataRef<'_>, format: &Format) -> Shown {
    let text = |text: String| Shown { plain: text, shown: None };
    match value {
        DataRef::Int(number) => number_shown(*number as f64, format),
        DataRef::Float(number) => number_shown(*number, format),
        DataRef::String(words) | DataRef::DurationIso(words) => text(words.clone()),
        DataRef::DateTimeIso(words) => {
            When::parse(words).map_or_else(|| text(words.clone()), |when| when_shown(&when, format))
        }
        DataRef::SharedString(words) => text((*words).to_owned()),
        DataRef::Bool(yes) => text(if *yes { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(at) => {
            let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
            when_shown(&When { year, month, day, hour, minute, second, milli, days: at.as_f64() }, format)
        }
        DataRef::Error(_) | DataRef::Empty => Shown::default(),
    }
}

fn when_shown(when: &When, format: &Format) -> Shown {
    let code = format.date().unwrap_or_else(|| when.usual_code());
    let (plain, shown) = (when.plain(code), when.shown(code));
    Shown { shown: (shown != plain).then_some(shown), plain }
}

fn number_shown(number: f64, format: &Format) -> Shown {
    if !number.is_finite() {
        return Shown::default();
    }
    let plain = match &format.usual {
        Shape::Number(digits) if digits.most != usize::MAX => digits.plain(number),
        Shape::General | Shape::Number(_) | Shape::Fraction(_) | Shape::Date(_) => exact(number),
    };
    // The section for what is below zero says the sign itself.
    let (shape, number) = match format {
        Format { below: Some(below), .. } if number < 0.0 => (below, -number),
        Format { zero: Some(zero), .. } if number == 0.0 => (zero, number),
        Format { usual, .. } => (usual, number),
    };
    let shown = match shape {
        Shape::Number(digits) => digits.shown(number),
        Shape::Fraction(under) => as_fraction(number, *under),
        Shape::General | Shape::Date(_) => plain.clone(),
    };
    Shown { shown: (shown != plain).then_some(shown), plain }
}

/// A number without a point where it is whole; nine decimals are more than a sheet shows, and hide what binary
/// fractions add.
fn exact(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let text = format!("{number:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    if text == "-0" { "0".to_owned() } else { text }
}

impl Digits {
    /// With every decimal, without marks of thousands.
    fn plain(&self, number: f64) -> String {
        self.written(&exact(if self.percent { number * 100.0 } else { number }), false)
    }

    /// As the cell shows it.
    fn shown(&self, number: f64) -> String {
        if self.most == usize::MAX {
            return format!("{}{}", self.before, self.behind);
        }
        let scale = (0..self.scaled).fold(1.0, |scale, _| scale * 1_000.0);
        let number = if self.percent { number * 100.0 } else { number } / scale;
        let rounded = format!("{number:.0$}", self.most.min(9));
        let text = match rounded.split_once('.') {
            Some((whole, part)) => format!("{whole}.{}", part.trim_end_matches('0')),
            None => rounded,
        };
        self.written(text.trim_end_matches('.'), self.grouped)
    }

    fn written(&self, number: &str, grouped: bool) -> String {
        let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
        let (int, part) = digits.split_once('.').unwrap_or((digits, ""));
        let mut int = format!("{int:0>width$}", width = self.whole);
        if grouped {
            let mut place = int.len();
            while place > 3 {
                place -= 3;
                int.insert(place, ',');
            }
        }
        let part = format!("{part:0<width$}", width = self.decimals);
        let point = if part.is_empty() { "" } else { "." };
        let percent = if self.percent { "%" } else { "" };
        format!("{}{sign}{int}{point}{part}{percent}{}", self.before, self.behind)
    }
}

/// `1 1/2`.
fn as_fraction(number: f64, under: Denominator) -> String {
    let (sign, number) = if number < 0.0 { ("-", -number) } else { ("", number) };
    let part = number.fract();
    let off = |under: u32| {
        let over = (part * f64::from(under)).round();
        (part - over / f64::from(under)).abs()
    };
    let under = match under {
        Denominator::Only(under) => under,
        // The first of equals: the smallest.
        Denominator::UpTo(most) => (1..=most).min_by(|one, other| off(*one).total_cmp(&off(*other))).unwrap_or(1),
    };
    let over = (part * f64::from(under)).round();
    let (whole, over) = if over >= f64::from(under) { (number.trunc() + 1.0, 0.0) } else { (number.trunc(), over) };
    match (whole > 0.0, over > 0.0) {
        (_, false) => format!("{sign}{whole:.0}"),
        (true, true) => format!("{sign}{whole:.0} {over:.0}/{under}"),
        (false, true) => format!("{sign}{over:.0}/{under}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit_and_show_what_their_format_shows() {
        for (number, code, plain, text) in [
            (7.0, "000", "007", "007"),
            (1.1, "0.00", "1.10", "1.10"),
            (7.0, "General", "7", "7"),
            (0.5, "0%", "50%", "50%"),
            (0.333_333_333, "0%", "33.3333333%", "33%"),
            (12.0, "\"NW-\"000", "NW-012", "NW-012"),
            (33.333, "0", "33.333", "33"),
            (14_107_338.0, "00000000000", "00014107338", "00014107338"),
            (1_999.0, "#,##0", "1999", "1,999"),
            (1_234_567.5, "#,##0.00", "1234567.50", "1,234,567.50"),
            (12_000_000.0, "#,##0,,\"M\"", "12000000M", "12M"),
            (-5.0, "0;(0)", "-5", "(5)"),
            (-1_999.0, "#,##0_);(#,##0)", "-1999", "(1,999)"),
            (-5.0, "0", "-5", "-5"),
            (0.0, "0;-0;\"none\"", "0", "none"),
            (100.0, "\"$\"0", "$100", "$100"),
            (100.0, "[$€-407]#,##0", "€100", "€100"),
            (0.5, "# ?/?", "0.5", "1/2"),
            (1.333_333_333_333_333_3, "# ??/??", "1.333333333", "1 1/3"),
            (0.25, "# ?/8", "0.25", "2/8"),
            (2.0, "# ?/?", "2", "2"),
            (5.0, "0 \"BPM\"", "5 BPM", "5 BPM"),
            (60.0, "[>50]\"most\";\"few\"", "60", "most"),
        ] {
            let read = shown(&DataRef::Float(number), &Format::of(code, None));
            assert_eq!((read.plain.as_str(), read.shown.as_deref().unwrap_or(&read.plain)), (plain, text), "{code}");
        }
        assert_eq!(shown(&DataRef::Bool(true), &Format::general()).plain, "TRUE");
    }
}
