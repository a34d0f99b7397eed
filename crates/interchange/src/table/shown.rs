//! The text that a cell of a workbook shows, and the number that it holds.
//!
//! Digits are never taken away from the number: it keeps more decimals than its format shows, because shares are counted by
//! them. What a title or another text is read from is what the cell shows.

use calamine::DataRef;

use super::dates::{When, has_day};
use super::digits::{Digits, exact};

/// How a cell shows numbers: in one way, or by what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    usual: Shape,
    others: Others,
}

/// The other sections of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Others {
    /// For what is below zero, and for zero itself where it is told apart.
    BySign(Vec<Shape>),
    /// Each with the condition for it, if it has one: the first is that of the usual shape.
    ByCondition(Vec<(Option<Condition>, Shape)>),
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
    /// The code of a date or time, in small letters; of hours, minutes or seconds that count on in capitals. Empty where it
    /// depends on the value.
    Date(String),
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
        Self { usual: Shape::General, others: Others::BySign(Vec::new()) }
    }

    pub fn of(code: &str, id: Option<u32>) -> Self {
        if let Some(code) = id.and_then(|id| system_date(id, code)) {
            return Self { usual: Shape::Date(code.to_owned()), ..Self::general() };
        }
        let parts = sections(code);
        let mut shapes = parts.iter().map(|part| Shape::of(part));
        let usual = shapes.next().unwrap_or(Shape::General);
        let conditions: Vec<Option<Condition>> = parts.iter().map(|part| Condition::of(part)).collect();
        let others = if conditions.iter().any(Option::is_some) {
            Others::ByCondition(conditions.into_iter().zip(std::iter::once(usual.clone()).chain(shapes)).collect())
        } else {
            Others::BySign(shapes.collect())
        };
        Self { usual, others }
    }

    /// The shape for a number, and the number as it is shown in it: a section for what is below zero says the sign itself.
    fn section(&self, number: f64) -> (&Shape, f64) {
        match &self.others {
            Others::BySign(others) => match &others[..] {
                [below, ..] if number < 0.0 => (below, -number),
                [_, zero, ..] if number == 0.0 => (zero, number),
                _ => (&self.usual, number),
            },
            Others::ByCondition(sections) => {
                let last = sections.len().min(3) - 1;
                let is_for = |at: usize, condition: Option<Condition>| match condition {
                    Some(condition) => condition.takes(number),
                    // What no condition takes; of three, the second without one is for what is below zero.
                    None => at == last || (at == 1 && number < 0.0),
                };
                let found = sections.iter().take(3).enumerate().find(|(at, (condition, _))| is_for(*at, *condition));
                match found {
                    Some((at, (condition, shape))) => {
                        let below = condition.map_or(at == 1 && last == 2, Condition::is_below_zero);
                        (shape, if below && number < 0.0 { -number } else { number })
                    }
                    None => (&Shape::General, number),
                }
            }
        }
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
        // Words between digits: whether behind the point, after how many digits, and which.
        let (mut places, mut between): (usize, Vec<(bool, usize, String)>) = (0, Vec::new());
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
                        // Hours, minutes and seconds that count on are written in capitals from here on.
                        bare.push_str(&lower.to_uppercase());
                    }
                    // `[$€-407]`: a currency and where it is written so.
                    if let Some(sign) = inner.strip_prefix('$') {
                        words.push_str(sign.split('-').next().unwrap_or_default());
                    }
                }
                // Parts of a second.
                '0' if date && bare.ends_with(['.', '0']) => bare.push('0'),
                '0' | '?' | '#' => {
                    // What stood behind the digits so far stands between them.
                    if !behind.is_empty() {
                        between.push((point, if point { most } else { places }, std::mem::take(&mut behind)));
                    }
                    seen = true;
                    places += usize::from(!point);
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
                '.' if seen && !point => {
                    if !behind.is_empty() {
                        between.push((false, places, std::mem::take(&mut behind)));
                    }
                    point = true;
                }
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
        let (after, within): (Vec<_>, Vec<_>) = between.into_iter().partition(|(behind_point, ..)| *behind_point);
        Self::Number(Digits {
            within: within.into_iter().map(|(_, at, words)| (places - at, words)).collect(),
            after: after.into_iter().map(|(_, at, words)| (at, words)).collect(),
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

/// What a number must be for a section: `[>=100]`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Condition {
    below: bool,
    equal: bool,
    above: bool,
    limit: f64,
}

// The limit was read from text, which has no number that differs from itself.
impl Eq for Condition {}

impl Condition {
    fn of(section: &str) -> Option<Self> {
        section.split('[').skip(1).find_map(|rest| {
            let inner = rest.split(']').next()?;
            let number = inner.trim_start_matches(['<', '>', '=']);
            let sign = inner.strip_suffix(number)?;
            let has = |mark: char| sign.contains(mark);
            let limit: f64 = number.trim().parse().ok().filter(|limit: &f64| limit.is_finite())?;
            (!sign.is_empty()).then(|| Self { below: has('<'), equal: has('='), above: has('>'), limit })
        })
    }

    fn takes(self, number: f64) -> bool {
        (self.below && number < self.limit)
            || (self.equal && number == self.limit)
            || (self.above && number > self.limit)
    }

    fn is_below_zero(self) -> bool {
        self.below && !self.above && self.limit <= 0.0
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
            let when = When { year, month, day, hour, minute, second, milli, days: at.as_f64() };
            // A day that no calendar of workbooks has is shown as `####`: it is read as the number that it is.
            if when.is_in_calendar(format.date().is_some_and(has_day)) {
                when_shown(&when, format)
            } else {
                text(exact(when.days))
            }
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
    let (shape, of_shape) = format.section(number);
    let by_condition = matches!(format.others, Others::ByCondition(_));
    let plain = match if by_condition { shape } else { &format.usual } {
        Shape::Number(digits) if digits.has_digits() => digits.plain(number),
        Shape::General | Shape::Number(_) | Shape::Fraction(_) | Shape::Date(_) => exact(number),
    };
    let number = of_shape;
    let shown = match shape {
        Shape::Number(digits) => digits.shown(number),
        Shape::Fraction(under) => as_fraction(number, *under),
        Shape::General | Shape::Date(_) => plain.clone(),
    };
    Shown { shown: (shown != plain).then_some(shown), plain }
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
#[path = "tests_shown.rs"]
mod tests;
