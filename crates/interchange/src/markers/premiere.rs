//! Premiere's list of markers, as its File > Export > Markers writes it and its marker panels read it back: columns with tabs
//! between under the name of CSV, UTF-16 with a byte order mark. In drop-frame all separators are semicolons.

use super::{MarkerSequence, in_line};

const HEADINGS: &str = "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type";

pub(super) fn write(sequence: &MarkerSequence) -> Vec<u8> {
    let label = |label: String| if sequence.rate.is_drop() { label.replace(':', ";") } else { label };
    let mut text = String::from(HEADINGS);
    text.push_str("\r\n");
    for marker in &sequence.markers {
        // A marker at a frame has no length there.
        let (out, length) = match marker.until {
            Some(_) => (sequence.end(marker), sequence.counted(sequence.frames(marker))),
            None => (sequence.label(marker.at), sequence.counted(timebase::Frames(0))),
        };
        let who = in_line(&marker.author);
        let description = match (who.as_str(), in_line(&marker.comment)) {
            ("", comment) => comment,
            (who, comment) => format!("{who}: {comment}"),
        };
        let cells = [
            in_line(&marker.name),
            description,
            label(sequence.label(marker.at)),
            label(out),
            label(length),
            "Comment".to_owned(),
        ];
        text.push_str(&cells.join("\t"));
        text.push_str("\r\n");
    }
    let mark = 0xfeff_u16;
    std::iter::once(mark).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
