//! Quotes of CSV as other programs write them, made those that the reader knows.
//!
//! RFC 4180 knows quotes at both ends of a cell, doubled within it. Programs also put blanks before them, mark those within
//! by a backslash, write single or printers' ones, and people type a quote where a cell begins (`"Heroes" live`), which is
//! no more than a letter.

use std::borrow::Cow;

/// Stands for a quote that is a letter of its cell.
pub(super) const LITERAL: char = '\u{e0a1}';

/// The text with its quotes as the reader takes them. Those that are letters are [`LITERAL`]s.
pub(super) fn plain_quotes(text: &str, delimiter: u8) -> Cow<'_, str> {
    let text = with_double_quotes(text, delimiter);
    if !text.contains('"') || is_plain(&text, delimiter) {
        return text;
    }
    Cow::Owned(mended(&text, delimiter))
}

/// Single and printers' quotes around all cells of the first line as double ones.
fn with_double_quotes(text: &str, delimiter: u8) -> Cow<'_, str> {
    let mark = char::from(delimiter);
    let first = text.lines().next().unwrap_or_default().trim();
    for (open, close) in [('\'', '\''), ('“', '”'), ('„', '“'), ('«', '»')] {
        let whole = first.len() > 2 && first.starts_with(open) && first.ends_with(close);
        if !whole || first.matches(&format!("{close}{mark}{open}")).count() < first.matches(mark).count().max(1) {
            continue;
        }
        let line = |line: &str| {
            let end = line.trim_end_matches('\r');
            let inner = end.strip_prefix(open).map_or_else(|| end.to_owned(), |rest| format!("\"{rest}"));
            let inner = inner.strip_suffix(close).map_or_else(|| inner.clone(), |rest| format!("{rest}\""));
            inner.replace(&format!("{close}{mark}{open}"), &format!("\"{mark}\""))
        };
        let lines: Vec<String> = text.lines().map(|one| line(&one.replace('"', "\"\""))).collect();
        return Cow::Owned(lines.join("\n"));
    }
    Cow::Borrowed(text)
}

/// Whether every quote that begins a cell ends one, and no blank stands before any.
fn is_plain(text: &str, delimiter: u8) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            match closing(bytes, at + 1, delimiter) {
                Some((end, false)) => at = end + 1,
                _ => return false,
            }
        } else if starts_late(text, at, delimiter).is_some() {
            return false;
        }
        at = next_cell(bytes, at, delimiter);
    }
    true
}

fn mended(text: &str, delimiter: u8) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    while at < bytes.len() {
        let start = starts_late(text, at, delimiter).unwrap_or(at);
        let mut from = at;
        if bytes.get(start) == Some(&b'"') {
            if let Some((end, escaped)) = closing(bytes, start + 1, delimiter) {
                let inner = &text[start..=end];
                if escaped {
                    out.push_str(&inner.replace("\\\"", "\"\""))
                } else {
                    out.push_str(inner)
                }
                // Blanks behind the quote are none of the cell's.
                from = end + 1 + blanks(&text[end + 1..], delimiter);
            } else {
                out.push_str(&text[at..start]);
                out.push(LITERAL);
                from = start + 1;
            }
        }
        at = next_cell(bytes, from, delimiter);
        // A quote within a cell that does not begin with one is a letter as it is.
        out.push_str(&text[from..at]);
    }
    out
}

/// Where the next cell begins: behind the next separator or the next end of a line.
fn next_cell(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    let ends = |byte: &u8| *byte == delimiter || *byte == b'\n';
    bytes.get(from..).and_then(|rest| rest.iter().position(ends)).map_or(bytes.len(), |at| from + at + 1)
}

/// Where the quote stands that begins a cell behind blanks.
fn starts_late(text: &str, at: usize, delimiter: u8) -> Option<usize> {
    let rest = text.get(at..)?;
    let skipped = blanks(rest, delimiter);
    (skipped > 0 && rest.get(skipped..)?.starts_with('"')).then_some(at + skipped)
}

/// Bytes of blanks that a text begins with.
fn blanks(text: &str, delimiter: u8) -> usize {
    let blank = |letter: char| {
        matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{feff}') && u32::from(letter) != u32::from(delimiter)
    };
    text.len() - text.trim_start_matches(blank).len()
}

/// The quote that ends a cell whose content begins here, and whether a quote within it is marked by a backslash. `None`
/// where the first that is not doubled does not end a cell, or where there is none.
fn closing(bytes: &[u8], from: usize, delimiter: u8) -> Option<(usize, bool)> {
    let mut escaped = false;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) == Some(&b'"') {
            at += 2;
            continue;
        }
        let mut behind = at + 1;
        while bytes.get(behind).is_some_and(|byte| matches!(byte, b' ' | b'\t') && *byte != delimiter) {
            behind += 1;
        }
        let ends = match bytes.get(behind) {
            None | Some(b'\n' | b'\r') => true,
            Some(byte) => *byte == delimiter,
        };
        let marked = at > from && bytes.get(at - 1) == Some(&b'\\');
        match (ends, marked) {
            (true, _) => return Some((at, escaped)),
            (false, true) => {
                escaped = true;
                at += 1;
            }
            (false, false) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_every_habit_become_those_of_the_standard() {
        for (text, wanted) in [
            ("\"a\",\"b, c\"\n", "\"a\",\"b, c\"\n"),
            ("\"a\", \"b, c\" ,d\n", "\"a\",\"b, c\",d\n"),
            ("\"a\",\t\"b, c\",\u{a0}\"d\"\n", "\"a\",\"b, c\",\"d\"\n"),
            ("a,\"say \\\"hi\\\", you\",b\n", "a,\"say \"\"hi\"\", you\",b\n"),
            ("\"a\"\"b\",c\n", "\"a\"\"b\",c\n"),
            ("'a','b'\n'd, c','e \"f\"'\n", "\"a\",\"b\"\n\"d, c\",\"e \"\"f\"\"\""),
            ("“a”;“b”\n“c; d”;“e”\n", "\"a\";\"b\"\n\"c; d\";\"e\""),
            ("12\" Mix,a\n", "12\" Mix,a\n"),
        ] {
            let delimiter = if text.contains(',') { b',' } else { b';' };
            let delimiter = if text.contains(';') { b';' } else { delimiter };
            assert_eq!(plain_quotes(text, delimiter), wanted, "{text}");
        }
    }

    #[test]
    fn a_quote_that_ends_nowhere_is_a_letter() {
        for (text, wanted) in [
            ("\"Round Midnight,Miles\nEcho,Ines\n", "*Round Midnight,Miles\nEcho,Ines\n"),
            ("\"Round Midnight,Miles\n\"Echo\",\"Ines\"\n", "*Round Midnight,Miles\n\"Echo\",\"Ines\"\n"),
            ("\"Heroes\" (live),Bowie\n", "*Heroes\" (live),Bowie\n"),
            ("Echo,\"\n", "Echo,*\n"),
        ] {
            assert_eq!(plain_quotes(text, b',').replace(LITERAL, "*"), wanted, "{text}");
        }
    }
}
