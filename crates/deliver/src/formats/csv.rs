//! CSV that opens the same in Excel, LibreOffice and a program.
//!
//! RFC 4180: commas, lines ending in CR LF, quotes doubled. One heading line, one line a cue, nothing else. UTF-8
//! with a byte order mark: without it Excel takes the file for the machine's old code page and spoils every accent;
//! LibreOffice drops it, and Python reads it with `encoding="utf-8-sig"`.
//!
//! Durations are `0:01:34`, since a spreadsheet takes `1:34` for an hour and a half. A text that a spreadsheet
//! would take for a formula gets an apostrophe before it.

use crate::printable::{looks_like_a_formula, printable};
use crate::{DeliverError, Listing};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

const HEADINGS: [&str; 15] = [
    "Number",
    "Title",
    "Scene",
    "In",
    "Out",
    "Duration",
    "Frames",
    "Usage",
    "Theme",
    "Track",
    "Artist",
    "Composer",
    "Publisher",
    "Label",
    "Status",
];

pub(crate) fn write(listing: &Listing) -> Result<Vec<u8>, DeliverError> {
    let heading = HEADINGS.map(str::to_owned).to_vec();
    let rows = listing.rows.iter().map(|row| {
        let frames = row.duration_frames.map(|frames| frames.0.to_string()).unwrap_or_default();
        let clock = row.duration_flicks.map(|length| clock(length.round_seconds())).unwrap_or_default();
        vec![
            text(&row.number),
            text(&row.title),
            text(&row.scene),
            row.in_timecode.clone().unwrap_or_default(),
            row.out_timecode.clone().unwrap_or_default(),
            clock,
            frames,
            text(&row.usage),
            text(&row.theme_role),
            text(&row.track),
            text(&row.artist),
            text(&row.composer),
            text(&row.publisher),
            text(&row.label),
            row.status.word().to_owned(),
        ]
    });
    table(std::iter::once(heading).chain(rows))
}

/// Lines of cells as a file.
pub(crate) fn table(lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, DeliverError> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    for line in lines {
        table.write_record(line)?;
    }
    table.into_inner().map_err(|stopped| csv::Error::from(stopped.into_error()).into())
}

/// A text as a cell, harmless in a spreadsheet.
pub(crate) fn text(text: &str) -> String {
    let text = printable(text);
    if looks_like_a_formula(&text) { format!("'{text}") } else { text }
}

/// `0:01:34`.
pub(crate) fn clock(seconds: i64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
