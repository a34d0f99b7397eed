//! Dates and times as the code of a cell's format shows them.

use model::words::MONTHS;

pub(super) struct When {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub milli: u16,
    /// Since the first day of the workbook.
    pub days: f64,
}

impl When {
    /// A moment as workbooks of the strict kind write it: `2019-03-01`, `2019-03-01T15:04:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.trim().split_once('T').unwrap_or((text.trim(), "00:00:00"));
        let mut day = day.splitn(3, '-');
        let (year, month, day) = (day.next()?.parse().ok()?, day.next()?.parse().ok()?, day.next()?.parse().ok()?);
        let mut time = time.trim_end_matches('Z').splitn(3, ':');
        let (hour, minute) = (time.next()?.parse().ok()?, time.next()?.parse().ok()?);
        let second = time.next().unwrap_or("0");
        let (second, part) = second.split_once('.').unwrap_or((second, "0"));
        let (second, milli) = (second.parse().ok()?, format!("{part:0<3}").get(..3)?.parse().ok()?);
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 60;
        // Not counted from the workbook's first day: no length, and always past a time alone.
        fits.then_some(Self { year, month, day, hour, minute, second, milli, days: f64::INFINITY })
    }

    /// The code for a cell whose format says none: what there is of day and time.
    pub fn usual_code(&self) -> &'static str {
        let is_day = self.hour == 0 && self.minute == 0 && self.second == 0;
        match (self.days < 1.0, is_day) {
            (true, _) => "h:mm:ss",
            (false, true) => "yyyy-mm-dd",
            (false, false) => "yyyy-mm-dd h:mm",
        }
    }

    /// Whether workbooks have such a moment: their days end with the year 9999, and where a day is to be seen begin with the
    /// first one. Beyond that libraries give the last and the day before the first.
    pub fn is_in_calendar(&self, has_day: bool) -> bool {
        let last = [2_958_465.0, 2_957_003.0].contains(&self.days.floor());
        let beyond = (self.year, self.month, self.day) == (9_999, 12, 31) && !last;
        self.days >= 0.0 && !beyond && (self.year >= 1_900 || !has_day)
    }

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
                // Lengths that count on in hours, minutes or seconds.
                'H' => out.push_str(&format!("{:0>length$}", self.counted(3_600))),
                'M' => out.push_str(&format!("{:0>length$}", self.counted(60))),
                'S' => out.push_str(&format!("{:0>length$}", self.counted(1))),
                // Years of an era are told as years.
                'e' => out.push_str(&format!("{:04}", self.year)),
                'g' => {}
                '.' if last == 's' && next_is_zero(&letters, at) => {
                    let places = letters[at + 1..].iter().take_while(|other| **other == '0').count();
                    let (digits, scale) = [(1, 10), (2, 100), (3, 1_000)][places.min(3) - 1];
                    let part = (u32::from(self.milli) * scale + 500) / 1_000;
                    out.push_str(&format!(".{:0digits$}", part.min(scale - 1)));
                    at += 1 + places;
                    continue;
                }
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
            if matches!(letter, 'y' | 'm' | 'd' | 'h' | 's' | 'H' | 'M' | 'S') {
                last = letter.to_ascii_lowercase();
            }
            at += length;
        }
        out.trim_matches([' ', ',']).to_owned()
    }

    /// How many times as many seconds go into a length.
    fn counted(&self, seconds: u32) -> String {
        let of_day = f64::from(u32::from(self.hour) * 3_600 + u32::from(self.minute) * 60 + u32::from(self.second));
        let whole = if self.days.is_finite() { (self.days * 86_400_000.0).round() / 1_000.0 } else { of_day };
        format!("{:.0}", (whole / f64::from(seconds)).floor())
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

/// Whether a code shows a day, not a time alone.
pub(super) fn has_day(code: &str) -> bool {
    let (mut letters, mut day, mut month, mut time) = (code.chars(), false, false, false);
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1}' => drop(letters.next()),
            'y' | 'd' | 'e' | 'g' => day = true,
            'm' => month = true,
            'h' | 's' | 'H' | 'M' | 'S' => time = true,
            _ => {}
        }
    }
    day || (month && !time)
}

fn next_is_zero(letters: &[char], at: usize) -> bool {
    letters.get(at + 1) == Some(&'0')
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
        let when = When { year: 2019, month: 3, day: 1, hour: 15, minute: 4, second: 0, milli: 0, days: 43_525.0 };
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
            ("[$-411]ggge\"年\"m\"月\"d\"日\"", "2019年3月1日", "2019年3月1日"),
            ("mm:ss.0", "04:00.0", "04:00.0"),
        ] {
            let code = Format::of(code, None).date().expect("of a date").to_owned();
            assert_eq!((when.shown(&code).as_str(), when.plain(&code).as_str()), (text, plain), "{code}");
        }
        let day =
            |year, month, day| When { year, month, day, hour: 0, minute: 0, second: 0, milli: 0, days: 0.0 }.weekday();
        assert_eq!((day(2000, 2, 29), day(1999, 12, 31), day(2026, 11, 30)), ("Tuesday", "Friday", "Monday"));
    }
}
