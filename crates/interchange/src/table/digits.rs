//! Numbers as the digits of a format show them.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    pub before: String,
    /// Words between the digits before the point, each with how many digits of it stand behind them.
    pub within: Vec<(usize, String)>,
    /// Words between those behind the point, each with how many stand before them.
    pub after: Vec<(usize, String)>,
    /// Least digits before the point.
    pub whole: usize,
    /// Least digits behind it.
    pub decimals: usize,
    /// Most digits behind it; `usize::MAX` where it is words alone.
    pub most: usize,
    /// Whether thousands are marked.
    pub grouped: bool,
    /// Thousands that are left away: `0,` counts in them.
    pub scaled: usize,
    pub percent: bool,
    pub behind: String,
}

impl Digits {
    /// Whether it shows the number, not words alone.
    pub fn has_digits(&self) -> bool {
        self.most != usize::MAX
    }

    /// With every decimal, without marks of thousands.
    pub fn plain(&self, number: f64) -> String {
        self.written(&exact(if self.percent { number * 100.0 } else { number }), false)
    }

    /// As the cell shows it.
    pub fn shown(&self, number: f64) -> String {
        if !self.has_digits() {
            return format!("{}{}", self.before, self.behind);
        }
        let scale = (0..self.scaled).fold(1.0, |scale, _| scale * 1_000.0);
        let number = if self.percent { number * 100.0 } else { number } / scale;
        let rounded = format!("{number:.0$}", self.most.min(9));
        let text = match rounded.split_once('.') {
            Some((whole, part)) => format!("{whole}.{}", part.trim_end_matches('0')),
            None => rounded,
        };
        self.written(text.trim_end_matches('.'), true)
    }

    fn written(&self, number: &str, as_shown: bool) -> String {
        let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
        let (int, part) = digits.split_once('.').unwrap_or((digits, ""));
        let int = if int == "0" && self.whole == 0 && !self.within.is_empty() { "" } else { int };
        let int = self.whole_part(&format!("{int:0>width$}", width = self.whole), as_shown);
        let part = format!("{part:0<width$}", width = self.decimals);
        let point = if part.is_empty() { "" } else { "." };
        let percent = if self.percent { "%" } else { "" };
        format!("{}{sign}{int}{point}{}{percent}{}", self.before, self.part(&part), self.behind)
    }

    /// The digits before the point with what stands between them, from the last to the first.
    fn whole_part(&self, digits: &str, as_shown: bool) -> String {
        let words = |place: usize| {
            let at_place = self.within.iter().filter(move |(behind, _)| *behind == place).map(|(_, words)| words);
            // Spaces mark thousands.
            at_place.filter(move |words| as_shown || !words.trim().is_empty())
        };
        let mut parts: Vec<String> = Vec::new();
        for (place, digit) in digits.chars().rev().enumerate() {
            parts.extend(words(place).cloned());
            if self.grouped && as_shown && place > 0 && place % 3 == 0 {
                parts.push(",".to_owned());
            }
            parts.push(digit.to_string());
        }
        // Words before digits that a small number does not have.
        let count = digits.chars().count();
        let most = self.within.iter().map(|(behind, _)| *behind).max().unwrap_or(0);
        (count..=most).for_each(|place| parts.extend(words(place).cloned()));
        let text: String = parts.iter().rev().map(String::as_str).collect();
        text.trim_start().to_owned()
    }

    /// The digits behind the point with what stands between them.
    fn part(&self, digits: &str) -> String {
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            text.extend(self.after.iter().filter(|(before, _)| *before == place).map(|(_, words)| words.as_str()));
            text.push(digit);
        }
        text
    }
}

/// A number without a point where it is whole; nine decimals are more than a sheet shows, and hide what binary
/// fractions add.
pub(super) fn exact(number: f64) -> String {
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
