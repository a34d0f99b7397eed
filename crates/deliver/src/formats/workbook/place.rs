//! Cells by their row and column.

use std::fmt;

/// A cell's place; both count from 1, columns first as people say them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) column: u32,
}

impl Place {
    /// Reads `D14`; nothing if it is no such thing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|letter: char| letter.is_ascii_digit())?;
        let (letters, number) = text.split_at(digits);
        Some(Self { row: number.parse().ok().filter(|row| *row > 0)?, column: column(letters)? })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        write!(out, "{}{}", letters.iter().rev().collect::<String>(), self.row)
    }
}

/// The number of a column by its letters: 1 for `A`, 27 for `AA`.
pub(super) fn column(letters: &str) -> Option<u32> {
    // Three letters name every column there is.
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    Some(letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1))
}

/// Two corners of `A20:R999`, or the same twice for one cell.
pub(super) fn corners(range: &str) -> Option<(Place, Place)> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    Some((Place::parse(first)?, Place::parse(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_written() {
        for text in ["A1", "R999", "Z20", "AA7", "XFD1048576"] {
            assert_eq!(Place::parse(text).map(|place| place.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Place::parse("AA7"), Some(Place { row: 7, column: 27 }));
        assert!(["", "7", "A", "A0", "a1", "A-1", "ABCD1"].iter().all(|text| Place::parse(text).is_none()));
    }
}
