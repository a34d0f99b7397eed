//! Avid's marker text: a line a marker, `user`, position, track, colour, comment and length in frames, with tabs between, as
//! Media Composer's Markers window exports and imports it. UTF-8 with CR LF.

use std::fmt::Write as _;

use super::{MarkerSequence, in_line};

pub(super) fn write(sequence: &MarkerSequence) -> Vec<u8> {
    let mut text = String::new();
    for marker in &sequence.markers {
        let user = match in_line(&marker.author) {
            name if name.is_empty() => "Needledrop".to_owned(),
            name => name,
        };
        let comment = in_line(&format!("{} {}", marker.name, marker.comment));
        let (at, length) = (sequence.label(marker.at), sequence.frames(marker).0);
        // Writing to a text cannot fail.
        let _ = write!(text, "{user}\t{at}\tV1\t{}\t{comment}\t{length}\r\n", marker.colour.word());
    }
    text.into_bytes()
}
