//! Markers as a plain list: a heading and a line a marker, with tabs between, for people and for spreadsheets.

use std::fmt::Write as _;

use super::{MarkerSequence, in_line};

pub(super) fn write(sequence: &MarkerSequence) -> Vec<u8> {
    let mut text = String::from("Marker\tIn\tOut\tDuration\tColour\tAuthor\tNotes\r\n");
    for marker in &sequence.markers {
        let (out, length) = match marker.until {
            Some(_) => (sequence.end(marker), sequence.counted(sequence.frames(marker))),
            None => (String::new(), String::new()),
        };
        let (name, author, comment) = (in_line(&marker.name), in_line(&marker.author), in_line(&marker.comment));
        let (at, colour) = (sequence.label(marker.at), marker.colour.word());
        // Writing to a text cannot fail.
        let _ = write!(text, "{name}\t{at}\t{out}\t{length}\t{colour}\t{author}\t{comment}\r\n");
    }
    text.into_bytes()
}
