//! Other people's words at a terminal: what would move the cursor, colour or turn round the rest is written out, and what is
//! of several lines is shown in one.

use std::borrow::Cow;

/// Whether a terminal does something with a letter other than showing it: controls (C0, C1), marks of direction, and what
/// ends lines (Unicode 16, 23.2 and 23.3).
fn acts(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text in a line of its own: nothing in it can end the line or act on the terminal. Where its own lines end, and where it has
/// tabs, stands a blank.
pub fn in_line(text: &str) -> Cow<'_, str> {
    written_out(text, |_| false)
}

/// Text of several lines that are ours: they end where we end them.
pub fn in_lines(text: &str) -> Cow<'_, str> {
    written_out(text, |letter| letter == '\n')
}

fn written_out(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|letter| acts(letter) && !stays(letter)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            _ if !acts(letter) || stays(letter) => shown.push(letter),
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            // Windows ends lines with both.
            '\r' if letters.peek() == Some(&'\n') => {}
            _ => shown.extend(letter.escape_unicode()),
        }
    }
    Cow::Owned(shown)
}

/// A moment to the second: `2026-11-29T10:00:00.250Z` as `2026-11-29T10:00:00Z`.
pub fn to_second(moment: &str) -> String {
    match moment.split_once('.') {
        Some((whole, _)) => format!("{whole}Z"),
        None => moment.to_owned(),
    }
}

/// At most `most` letters, the last of them … where there are more.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.chars().take(most.saturating_sub(1)).chain(['…']).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        assert_eq!(in_line("a\n1x02  Forged\r\u{1b}[2J"), "a 1x02  Forged\\u{d}\\u{1b}[2J");
        assert_eq!(in_line("abc\u{202e}3pm.\u{2066}\u{9b}1m\u{7f}\t"), "abc\\u{202e}3pm.\\u{2066}\\u{9b}1m\\u{7f} ");
        assert_eq!(in_lines("one\ntwo\u{7}"), "one\ntwo\\u{7}");
        assert_eq!(in_line("How long?\r\nAnd how loud?\u{2028}\tThanks"), "How long? And how loud?  Thanks");
        for plain in ["Ångström", "日本語", "👩‍👩‍👧", "Any words, 100 % \u{feff}"] {
            assert!(matches!(in_line(plain), Cow::Borrowed(_)), "{plain}");
        }
    }

    #[test]
    fn moments_are_shown_to_the_second() {
        assert_eq!(to_second("2026-11-29T10:00:00.250Z"), "2026-11-29T10:00:00Z");
        assert_eq!((to_second("2026-11-29T10:00:00Z"), to_second("")), ("2026-11-29T10:00:00Z".into(), String::new()));
    }

    #[test]
    fn long_texts_are_cut_by_letters() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("äöüäöüä", 6), "äöüäö…");
    }
}
