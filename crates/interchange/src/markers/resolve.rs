//! DaVinci Resolve's timeline markers, as Timelines > Export > Timeline Markers to EDL writes them and Timelines > Import reads
//! them: an event a marker, and below it the note, then `|C:` the colour, `|M:` the name and `|D:` the length in frames. The
//! note goes first: behind the fields it would be lost.

use std::fmt::Write as _;

use super::{MarkerColour, MarkerSequence, in_line};

pub(super) fn write(sequence: &MarkerSequence) -> Vec<u8> {
    let count = if sequence.rate.is_drop() { "DROP FRAME" } else { "NON-DROP FRAME" };
    let mut text = format!("TITLE: {}\r\nFCM: {count}\r\n\r\n", in_line(&sequence.title));
    for (number, marker) in (1..).zip(&sequence.markers) {
        let next = sequence.start + sequence.frame(marker.at) + timebase::Frames(1);
        let (at, end) = (sequence.label(marker.at), sequence.counted(next));
        let note = match in_line(&marker.author) {
            who if who.is_empty() => in_line(&marker.comment),
            who => format!("{who}: {}", in_line(&marker.comment)),
        };
        // A bar would begin a field.
        let (note, name) = (note.replace('|', "/"), in_line(&marker.name).replace('|', "/"));
        let (colour, length) = (colour(marker.colour), sequence.frames(marker).0);
        // Writing to a text cannot fail.
        let _ = write!(
            text,
            "{number:03}  001      V     C        {at} {end} {at} {end}  \r\n\
             {note} |C:ResolveColor{colour} |M:{name} |D:{length}\r\n\r\n"
        );
    }
    text.into_bytes()
}

/// As Resolve calls it, which has no magenta.
fn colour(colour: MarkerColour) -> &'static str {
    match colour {
        MarkerColour::Red => "Red",
        MarkerColour::Green => "Green",
        MarkerColour::Blue => "Blue",
        MarkerColour::Yellow => "Yellow",
        MarkerColour::Cyan => "Cyan",
        MarkerColour::Magenta => "Fuchsia",
    }
}
