//! Reaper's list of regions and markers, as its Region/Marker Manager exports and imports it: minutes and seconds from the
//! beginning of the project, `M` for a marker and `R` for a region, colours as six hexadecimal digits.

use std::fmt::Write as _;

use timebase::{FLICKS_PER_SECOND, Position};

use super::{MarkerColour, MarkerSequence};

pub(super) fn write(sequence: &MarkerSequence) -> Vec<u8> {
    let mut text = String::from("#,Name,Start,End,Length,Color\r\n");
    let (mut markers, mut regions) = (0, 0);
    for marker in &sequence.markers {
        let name = quoted(&marker.line());
        let (at, colour) = (clock(marker.at), colour(marker.colour));
        // Writing to a text cannot fail.
        match marker.until {
            None => {
                markers += 1;
                let _ = write!(text, "M{markers},{name},{at},,,{colour}\r\n");
            }
            Some(until) => {
                regions += 1;
                let (end, length) = (clock(until), clock(Position::ZERO + (until - marker.at)));
                let _ = write!(text, "R{regions},{name},{at},{end},{length},{colour}\r\n");
            }
        }
    }
    text.into_bytes()
}

/// `12:34.567`, the nearest millisecond.
fn clock(at: Position) -> String {
    let second = i128::from(FLICKS_PER_SECOND);
    let millis = (i128::from(at.0.max(0)) * 1_000 + second / 2) / second;
    format!("{}:{:02}.{:03}", millis / 60_000, millis / 1_000 % 60, millis % 1_000)
}

/// A field of RFC 4180.
fn quoted(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn colour(colour: MarkerColour) -> &'static str {
    match colour {
        MarkerColour::Red => "D03030",
        MarkerColour::Green => "30A040",
        MarkerColour::Blue => "3060D0",
        MarkerColour::Yellow => "D0B020",
        MarkerColour::Cyan => "20A0B0",
        MarkerColour::Magenta => "B030A0",
    }
}
