//! OpenTimelineIO: `.otio`, which is JSON, and `.otioz`, a zip with it (schemas as the project documents them: Clip.1 and
//! Clip.2, Marker.1 to Marker.3). A folder `.otiod` is read by its `content.otio`.

mod lay;
mod schema;
mod time;
mod whole;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::{Hints, Input, ReadError, Reader, Timeline};

pub(super) const READER: Reader =
    Reader { id: "otio", name: "OpenTimelineIO", endings: &["otio"], sniff: is_otio, read };
pub(super) const BUNDLE: Reader =
    Reader { id: "otioz", name: "OpenTimelineIO bundle", endings: &["otioz"], sniff: is_bundle, read: read_bundle };

/// The largest time line in a bundle.
const LARGEST: u64 = 512 << 20;
/// Objects that are read, and one more for each so many bytes: what others write has one in seventy.
const MOST_OBJECTS: usize = 1_000_000;
const BYTES_AN_OBJECT: usize = 48;
/// The member of a bundle that holds the time line.
const CONTENT: &str = "content.otio";

fn is_otio(input: &Input<'_>) -> bool {
    // Members may stand in any order: the schema of the whole may come last.
    input.text.is_some_and(|text| text.trim_start().starts_with('{') && text.contains("\"OTIO_SCHEMA\""))
}

fn is_bundle(input: &Input<'_>) -> bool {
    input.bytes.starts_with(b"PK\x03\x04")
        && zip::ZipArchive::new(Cursor::new(input.bytes)).is_ok_and(|archive| archive.index_for_name(CONTENT).is_some())
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    timeline(input.text.unwrap_or_default(), "otio", hints)
}

fn read_bundle(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let damaged = |reason: String| ReadError::Damaged { format: "an OpenTimelineIO bundle", reason };
    let mut archive = zip::ZipArchive::new(Cursor::new(input.bytes)).map_err(|error| damaged(error.to_string()))?;
    let content = archive.by_name(CONTENT).map_err(|error| damaged(error.to_string()))?;
    if content.size() > LARGEST {
        return Err(ReadError::TooMuch("the time line in the bundle is larger than 512 MiB"));
    }
    let mut text = String::new();
    let mut limited = content.take(LARGEST + 1);
    limited.read_to_string(&mut text).map_err(|error| damaged(format!("{CONTENT}: {error}")))?;
    if text.len() as u64 > LARGEST {
        return Err(ReadError::TooMuch("the time line in the bundle is larger than 512 MiB"));
    }
    timeline(text.strip_prefix('\u{feff}').unwrap_or(&text), "otioz", hints)
}

fn timeline(text: &str, format: &'static str, hints: &Hints) -> Result<Timeline, ReadError> {
    let text = plain_numbers(text)?;
    let root: schema::Object = serde_json::from_str(&text)
        .map_err(|error| ReadError::Damaged { format: "an OpenTimelineIO file", reason: error.to_string() })?;
    drop(text);
    lay::timeline_of(root, format, hints)
}

/// The text without what JSON has no word for: `NaN` and `Infinity` become nothing. Counts objects on the way.
fn plain_numbers(text: &str) -> Result<Cow<'_, str>, ReadError> {
    let bytes = text.as_bytes();
    let mut out: Option<String> = None;
    let (mut copied, mut at, mut objects) = (0, 0, 0usize);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'{' => {
                objects += 1;
                at += 1;
            }
            b'N' | b'I' | b'-' => {
                let rest = &bytes[at..];
                let word = [&b"NaN"[..], b"Infinity", b"-Infinity", b"-NaN", b"Inf", b"-Inf"]
                    .into_iter()
                    .find(|word| rest.starts_with(word));
                match word {
                    Some(word) => {
                        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
                        out.push_str(&text[copied..at]);
                        out.push_str("null");
                        at += word.len();
                        copied = at;
                    }
                    None => at += 1,
                }
            }
            _ => at += 1,
        }
    }
    if objects > MOST_OBJECTS + text.len() / BYTES_AN_OBJECT {
        return Err(ReadError::TooMuch("too many objects"));
    }
    Ok(match out {
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    })
}
