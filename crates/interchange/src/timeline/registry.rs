//! How a file comes to its reader.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::reader::{Hints, Input, MOST_BYTES, ReadError, Reader, Watch};
use super::{READERS, Timeline};
use crate::table::plain_text;

/// The first reader that knows a file.
#[must_use]
pub fn reader_of(input: &Input<'_>) -> Option<&'static Reader> {
    READERS.iter().find(|reader| (reader.sniff)(input))
}

/// Reads a file with the first reader that knows it.
///
/// # Errors
/// If none does, or the file is damaged, asks for too much, or cannot have the rate that the user said.
pub fn read_timeline(bytes: &[u8], hints: &Hints) -> Result<Timeline, ReadError> {
    read_timeline_watched(bytes, hints, None)
}

/// Reads a file with the first reader that knows it, and tells `watch` how far it is.
///
/// # Errors
/// As [`read_timeline`]; also if `watch` stopped it.
pub fn read_timeline_watched(bytes: &[u8], hints: &Hints, watch: Option<Watch<'_>>) -> Result<Timeline, ReadError> {
    looked_at(bytes, watch, |input| {
        let reader = reader_of(input).ok_or_else(|| unknown(bytes))?;
        guarded(reader, input, hints)
    })
}

/// Why no reader knows a file: it is empty, or began as one that a reader knows and ends in the middle.
fn unknown(bytes: &[u8]) -> ReadError {
    let ends = "it ends in the middle, or is damaged".to_owned();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return ReadError::Empty;
    }
    if bytes.starts_with(COMPOUND) {
        return ReadError::Damaged { format: "an AAF file or a document of Office", reason: ends };
    }
    // The list of what a zip holds stands at its end.
    let is_whole = || zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok();
    if bytes.starts_with(b"PK\x03\x04") && !is_whole() {
        return ReadError::Damaged { format: "a bundle, as OpenTimelineIO has it", reason: ends };
    }
    let names: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
    ReadError::Unknown(names.join(", "))
}

/// Reads a file with the reader of an id, whatever is in it.
///
/// # Errors
/// If there is no such reader, or it refuses the file.
pub fn read_as(id: &str, bytes: &[u8], hints: &Hints) -> Result<Timeline, ReadError> {
    looked_at(bytes, None, |input| {
        let reader = READERS.iter().find(|reader| reader.id == id).ok_or_else(|| ReadError::Unknown(id.to_owned()))?;
        guarded(reader, input, hints)
    })
}

/// The first reader that knows a file by its bytes, or by the beginning of them.
#[must_use]
pub fn recognised(bytes: &[u8]) -> Option<&'static Reader> {
    with_text(bytes, None, reader_of)
}

fn looked_at(
    bytes: &[u8],
    watch: Option<Watch<'_>>,
    read: impl Fn(&Input<'_>) -> Result<Timeline, ReadError>,
) -> Result<Timeline, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooMuch("it is larger than 512 MiB"));
    }
    with_text(bytes, watch, |input| {
        let mut timeline = read(input)?;
        timeline.encoding = input.encoding;
        Ok(timeline)
    })
}

/// Gives a file and the text it is, if it is one.
fn with_text<Of>(bytes: &[u8], watch: Option<Watch<'_>>, look: impl Fn(&Input<'_>) -> Of) -> Of {
    let decoded = if is_binary(bytes) { None } else { plain_text(without_filling(bytes)) };
    let text: Option<Cow<'_, str>> = decoded.as_ref().map(|(text, _)| match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Borrowed(rest),
        None => Cow::Borrowed(text.as_ref()),
    });
    let encoding = decoded.as_ref().map(|(_, encoding)| *encoding);
    look(&Input { bytes, text: text.as_deref(), encoding, watch })
}

/// What a stranger's file makes a library do must not end the program.
fn guarded(reader: &Reader, input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let read = catch_unwind(AssertUnwindSafe(|| (reader.read)(input, hints)));
    read.unwrap_or_else(|_| {
        Err(ReadError::Damaged { format: reader.name, reason: "something in it is not as it should be".to_owned() })
    })
}

/// A text without what some programs and disks hang on its end: zeros, and the mark of its end of DOS. Texts that have zeros
/// inside are of two bytes a letter, and stay as they are.
fn without_filling(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let text = if memchr::memchr(0, &bytes[..end]).is_none() { &bytes[..end] } else { bytes };
    let end = text.iter().rposition(|byte| *byte != 0x1A).map_or(0, |last| last + 1);
    &text[..end]
}

/// The first bytes of a compound file: AAF, and Office before 2007.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Whether a file begins as formats do that have no letters to decode.
fn is_binary(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0x1F, 0x8B])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_the_end_of_a_text_is_no_part_of_it() {
        let list = "TITLE: x\n001  AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n";
        let read =
            |bytes: &[u8]| read_timeline(bytes, &Hints::default()).map(|read| (read.events.len(), read.skipped.len()));
        for end in [&b""[..], b"\x1a", b"\0\0\0", b"\x1a\0\0"] {
            assert_eq!(read(&[list.as_bytes(), end].concat()), Ok((1, 0)), "{end:?}");
        }
        let wide: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&[&b"\xff\xfe"[..], &wide].concat()), Ok((1, 0)));
        assert!(read(b"\0\0").is_err());
    }

    #[test]
    fn what_ends_in_the_middle_says_so() {
        let told = |bytes: &[u8]| read_timeline(bytes, &Hints::default()).expect_err("refused").to_string();
        assert_eq!((told(b""), told(b" \r\n")), ("it is empty".to_owned(), "it is empty".to_owned()));
        let mut bundle = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        bundle.start_file("content.otio", zip::write::SimpleFileOptions::default()).expect("begun");
        let bytes = bundle.finish().expect("a bundle").into_inner();
        assert!(told(&bytes[..bytes.len() - 10]).contains("ends in the middle"));
        assert!(told(&[COMPOUND, &[0; 100]].concat()).contains("AAF"));
        assert!(told(b"{\"OTIO_SCHEMA\": \"Timeline.1\", \"name\": ").contains("ends in the middle"));
        let script = "<FinalDraft><Content><Paragraph Type=\"Scene Heading\"><Text>INT. BAR - NIGHT</Text></Paragraph>";
        let read = read_timeline(script.as_bytes(), &Hints::default()).expect("reads");
        assert_eq!(read.scenes.len(), 1);
        assert!(read.skipped[0].reason.contains("ends in the middle"), "{:?}", read.skipped);
        let session =
            "SESSION NAME:\tMX\nSAMPLE RATE:\t48000.000000\nTIMECODE FORMAT:\t25 Frame\n# OF AUDIO TRACKS:\t2\n";
        let read = read_timeline(session.as_bytes(), &Hints::default()).expect("reads");
        assert!(read.remarks[0].contains("2 audio tracks, none is listed"), "{:?}", read.remarks);
    }
}
