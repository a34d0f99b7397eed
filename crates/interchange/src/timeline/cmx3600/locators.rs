//! The table of markers that Media Composer writes below a list, in columns of fixed width.

use super::super::text::colour;
use super::super::{Label, Marker, Place, Time};

/// Where the columns of the table begin, in letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    part: Option<usize>,
    comment: Option<usize>,
}

/// The columns, if a line is the table's heading.
pub(super) fn heading(line: &str) -> Option<Columns> {
    let bare = line.trim_start_matches('*').trim();
    let is_heading = bare.starts_with("Number") && bare.contains("Color") && bare.contains("Start TC");
    let place = |word: &str| line.find(word).map(|at| line[..at].chars().count());
    is_heading.then(|| Columns { part: place("Part "), comment: place("Comment") })
}

/// `*      1  White   WBROGO     01:02:12:00 [end] [length]    V1    [part]    comment`; nothing if it is no row.
pub(super) fn row(line: &str, columns: Columns, number: u64) -> Option<Marker> {
    let bare = line.strip_prefix('*')?;
    let mut words = bare.split_whitespace();
    words.next().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))?;
    let shade = words.next().and_then(colour)?;
    let offset = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
    let mut name: Option<(usize, usize)> = None;
    let (at, mut rest) = loop {
        let word = words.next()?;
        let end = offset(word) + word.len();
        match Label::parse(word).filter(|_| word.len() > 8) {
            Some(label) => break (label, end),
            None => name = Some((name.map_or(offset(word), |(from, _)| from), end)),
        }
    };
    let mut marker = Marker::at(Time::Label(at), Place::Line(number));
    let mut next = words.next();
    // An end, and a length after it.
    for is_end in [true, false] {
        if let Some(word) = next
            && let Some(label) = Label::parse(word)
        {
            if is_end {
                marker.until = Some(Time::Label(label)).filter(|_| label > at);
            }
            rest = offset(word) + word.len();
            next = words.next();
        }
    }
    if let Some(track) = next.filter(|word| is_track(word)) {
        track.clone_into(&mut marker.track);
        rest = offset(track) + track.len();
    }
    marker.colour = shade;
    if let Some((from, to)) = name {
        line[from..to].clone_into(&mut marker.name);
    }
    let letters = |from: usize| line.char_indices().nth(from).map_or(line.len(), |(at, _)| at);
    let beyond = columns.comment.filter(|_| columns.part.is_some()).map(letters).filter(|at| *at > rest);
    let (part, comment) = match beyond {
        Some(at) if line.is_char_boundary(at) && line[..at].ends_with([' ', '\t']) => {
            (line[rest..at].trim(), line[at..].trim())
        }
        _ => ("", line[rest..].trim()),
    };
    part.clone_into(&mut marker.kind);
    comment.clone_into(&mut marker.comment);
    Some(marker)
}

/// `V1`, `A6`, `TC1`, `D1`.
fn is_track(word: &str) -> bool {
    let digits = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    word.len() < 8
        && digits.len() < word.len()
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_the_table_are_markers() {
        let head =
            "* Number  Color   Marker Name              Start TC    End TC      Duration    Track  Part        Comment";
        let columns = heading(head).expect("a heading");
        let row = |text: &str| row(text, columns, 7).expect("a row");
        let marker = row(
            "*      1  White   DANA B                   01:02:12:00                         V1                 Phone - close",
        );
        assert_eq!((marker.name.as_str(), marker.track.as_str()), ("DANA B", "V1"));
        assert_eq!((marker.comment.as_str(), marker.colour.as_str()), ("Phone - close", "white"));
        assert_eq!(marker.until, None);
        let spanned = row(
            "*      2  Red     DANA                     01:02:12:00 01:02:13:00 00:00:01:00 A6     Music       Louder",
        );
        assert_eq!(spanned.until, Some(Time::Label(Label::parse("01:02:13:00").expect("a label"))));
        assert_eq!((spanned.kind.as_str(), spanned.comment.as_str()), ("Music", "Louder"));
        assert!(super::row("* Sequence name: x", columns, 1).is_none());
    }
}
