//! Chunks of broadcast WAV that the tag library does not know: `bext` (EBU Tech 3285), `iXML`, and `axml`, in which
//! the EBU puts the ISRC (EBU Tech 3352).

use std::io::{Read, Seek};

use super::Found;
use super::text::western;
use super::xml::flatten;
use crate::chunk::{Chunk, Chunks};

/// Larger chunks hold object metadata, not notes.
const LARGEST: u64 = 4 << 20;

pub(super) fn read<R: Read + Seek>(found: &mut Found, file: &mut R, chunks: &Chunks) {
    let mut content = |chunk: Chunk| Chunks::content(file, chunk, LARGEST).unwrap_or_default();
    if let Some(chunk) = chunks.find(b"bext") {
        read_bext(found, &content(chunk));
    }
    if let Some(chunk) = chunks.find(b"iXML") {
        for (path, text) in flatten(&western(&content(chunk))) {
            let name = path.strip_prefix("BWFXML/").unwrap_or(&path);
            found.add(format!("iXML:{name}"), &text);
        }
    }
    if let Some(chunk) = chunks.find(b"axml") {
        let texts = flatten(&western(&content(chunk)));
        if let Some(code) = texts.iter().find_map(|(_, text)| text.trim().strip_prefix("ISRC:")) {
            found.add("axml:ISRC", code);
        }
    }
}

/// The fixed fields of `bext`, then the coding history. The standard says ASCII; programs write UTF-8 or Windows-1252.
fn read_bext(found: &mut Found, bytes: &[u8]) {
    let field = |start: usize, length: usize| {
        let field = bytes.get(start..).unwrap_or_default();
        let field = &field[..field.len().min(length)];
        western(field.split(|byte| *byte == 0).next().unwrap_or_default())
    };
    found.add("bext:Description", &field(0, 256));
    found.add("bext:Originator", &field(256, 32));
    found.add("bext:OriginatorReference", &field(288, 32));
    found.add("bext:OriginationDate", &field(320, 10));
    found.add("bext:OriginationTime", &field(330, 8));
    if let Some(reference) = bytes.get(338..346).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes) {
        // Samples since midnight, always told: 0 is midnight.
        found.add("bext:TimeReference", &reference.to_string());
    }
    found.add("bext:CodingHistory", &field(602, usize::MAX));
}
