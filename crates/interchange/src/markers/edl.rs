//! A CMX 3600 list with one event of black over the programme and each marker as a `* LOC:` comment below it, as Avid and
//! Nucoda write locators and most editors read them: label, colour in capitals padded to eight letters, comment.

use std::fmt::Write as _;

use timebase::Frames;

use super::{MarkerSequence, in_line};

pub(super) fn write(sequence: &MarkerSequence) -> Vec<u8> {
    let count = if sequence.rate.is_drop() { "DROP FRAME" } else { "NON-DROP FRAME" };
    let last = sequence.markers.iter().map(|marker| sequence.frame(marker.at) + sequence.frames(marker));
    let length = last.max().unwrap_or(Frames(1));
    let (start, end) = (sequence.counted(sequence.start), sequence.counted(sequence.start + length));
    let (from, to) = (sequence.counted(Frames(0)), sequence.counted(length));
    let mut text = format!("TITLE:   {}\r\nFCM: {count}\r\n\r\n", in_line(&sequence.title));
    // Writing to a text cannot fail.
    let _ = write!(text, "001  BL       V     C        {from} {to} {start} {end}\r\n");
    for marker in &sequence.markers {
        let at = sequence.label(marker.at);
        let _ = write!(text, "* LOC: {at} {:<8}{}\r\n", marker.colour.word().to_ascii_uppercase(), marker.line());
    }
    text.into_bytes()
}
