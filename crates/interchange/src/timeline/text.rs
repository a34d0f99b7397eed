//! Lines and words of texts.

/// The lines of a text with their numbers from 1, whatever ends them: CR LF, LF, or CR alone.
pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { rest: Some(text), number: 0 }
}

/// See [`lines`].
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    rest: Option<&'a str>,
    number: u64,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (u64, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest?;
        self.number += 1;
        let line = match memchr::memchr2(b'\r', b'\n', rest.as_bytes()) {
            Some(end) => {
                let mark = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
                self.rest = Some(&rest[end + mark..]);
                &rest[..end]
            }
            None => {
                self.rest = None;
                if rest.is_empty() {
                    return None;
                }
                rest
            }
        };
        Some((self.number, line))
    }
}

/// What stands after a key at the beginning of a text, whatever its case.
pub(super) fn after<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let head = text.get(..key.len())?;
    head.eq_ignore_ascii_case(key).then(|| text[key.len()..].trim())
}

/// Whether a text begins as another, whatever its case.
pub(super) fn begins(text: &str, key: &str) -> bool {
    text.get(..key.len()).is_some_and(|head| head.eq_ignore_ascii_case(key))
}

/// Colours of markers in the programs of cutting rooms, in one word each.
const COLOURS: &[&str] = &[
    "black", "blue", "brown", "cocoa", "cream", "cyan", "denim", "forest", "fuchsia", "gold", "gray", "green", "grey",
    "lavender", "lemon", "magenta", "mint", "orange", "pink", "purple", "red", "rose", "sand", "sky", "tan", "teal",
    "violet", "white", "yellow",
];

/// The plain word of a colour as programs write it: `RED`, `ResolveColorBlue`, `Dark Red`; nothing if it is none.
pub(super) fn colour(word: &str) -> Option<String> {
    let word = word.trim().to_lowercase();
    let bare = word.strip_prefix("resolvecolor").unwrap_or(&word);
    let last = bare.rsplit(' ').next().unwrap_or(bare);
    let bare = match bare {
        "grey" => "gray",
        bare => bare,
    };
    (COLOURS.contains(&bare) || (bare.contains(' ') && bare.len() < 24 && COLOURS.contains(&last)))
        .then(|| bare.to_owned())
}

/// A decimal number such as `-025.0` as thousandths, without a float; nothing if it is none or is beyond a million.
pub(super) fn thousandths(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !plain(whole) || !plain(fraction) || whole.len() > 9 {
        return None;
    }
    let mut value = if whole.is_empty() { 0 } else { whole.parse::<i64>().ok()? };
    for digit in fraction.bytes().chain(std::iter::repeat(b'0')).take(3) {
        value = value * 10 + i64::from(digit - b'0');
    }
    (value <= 1_000_000_000).then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_any_system_ends_them() {
        let all: Vec<_> = lines("a\r\nb\rc\n\nd").collect();
        assert_eq!(all, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
        assert_eq!(lines("a\n").count(), 1);
    }

    #[test]
    fn numbers_are_exact() {
        assert_eq!(thousandths("-024.0"), Some(-24_000));
        assert_eq!(thousandths("+3.0"), Some(3_000));
        assert_eq!(thousandths("29.9701"), Some(29_970));
        assert_eq!(thousandths("."), None);
        assert_eq!(thousandths("1e9"), None);
    }

    #[test]
    fn colours_are_plain_words() {
        assert_eq!(colour("ResolveColorBlue").as_deref(), Some("blue"));
        assert_eq!(colour("GREEN").as_deref(), Some("green"));
        assert_eq!(colour("ANIM"), None);
    }
}
