//! Dates and times as the code of a cell's format shows them.

use model::words::MONTHS;

pub(super) struct When {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// Since the first day of the workbook.
    pub days: f64,
}

impl When {
    /// As the cell shows it.
    pub fn shown(&self, code: &str) -> String {
        self.written(code, true)
    }

    /// With all of its year and without the day of the week, unless the cell shows nothing else.
    pub fn plain(&self, code: &str) -> String {
        let plain = self.written(code, false);
        if plain.is_empty() { self.shown(code) } else { plain }
    }

    /// By the code's runs of the same letter. `m` behind hours, or before seconds, is minutes.
    fn written(&self, code: &str, as_shown: bool) -> String {
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
                'y' if length < 3 && as_shown => out.push_str(&format!("{:02}", self.year % 100)),
                'y' => out.push_str(&format!("{:04}", self.year)),
                'd' if length > 2 && !as_shown => {}
                'd' if length > 2 => {
                    let name = self.weekday();
                    out.push_str(if length == 3 { name.get(..3).unwrap_or(name) } else { name });
                }
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
                    let letters = match length {
                        3 => 3,
                        5 if as_shown => 1,
                        _ => name.len(),
                    };
                    out.push_str(name.get(..letters).unwrap_or(name));
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

    /// By Sakamoto's method.
    fn weekday(&self) -> &'static str {
        const NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
        const MONTHS: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let month = usize::from(self.month).clamp(1, 12);
        let year = usize::from(self.year).saturating_sub(usize::from(month < 3));
        let days = year + year / 4 - year / 100 + year / 400 + MONTHS[month - 1] + usize::from(self.day);
        NAMES[days % 7]
    }
}

fn code_at(letters: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(place, letter)| letters.get(at + place) == Some(&letter))
}

#[cfg(test)]
mod tests {
    use super::super::shown::Format;
    use super::*;

    #[test]
    fn dates_and_times_show_what_their_format_shows() {
        let when = When { year: 2019, month: 3, day: 1, hour: 15, minute: 4, second: 0, days: 43_525.0 };
        for (code, text, plain) in [
            ("yyyy-mm-dd", "2019-03-01", "2019-03-01"),
            ("d.m.yy", "1.3.19", "1.3.2019"),
            ("d-mmm", "1-Mar", "1-Mar"),
            ("mmm-yy", "Mar-19", "Mar-2019"),
            ("yy", "19", "2019"),
            ("mmmmm", "M", "March"),
            ("mmmm yyyy", "March 2019", "March 2019"),
            ("dddd", "Friday", "Friday"),
            ("ddd", "Fri", "Fri"),
            ("dddd, d mmmm yyyy", "Friday, 1 March 2019", "1 March 2019"),
            ("h:mm:ss", "15:04:00", "15:04:00"),
            ("h:mm AM/PM", "3:04 PM", "3:04 PM"),
            ("dd/mm/yyyy hh:mm", "01/03/2019 15:04", "01/03/2019 15:04"),
        ] {
            let code = Format::of(code, None).date().expect("of a date").to_owned();
            assert_eq!((when.shown(&code).as_str(), when.plain(&code).as_str()), (text, plain), "{code}");
        }
        let day = |year, month, day| When { year, month, day, hour: 0, minute: 0, second: 0, days: 0.0 }.weekday();
        assert_eq!((day(2000, 2, 29), day(1999, 12, 31), day(2026, 11, 30)), ("Tuesday", "Friday", "Monday"));
    }
}
