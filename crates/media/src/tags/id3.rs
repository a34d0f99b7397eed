//! ID3v2.2 to 2.4, in MP3, AAC, WAV, AIFF and before FLAC (id3.org).
//!
//! Read frame by frame: one that cannot be read is noted, and the others stay. Frames within frames (CHAP, CTOC) hold
//! nothing of the recording and are not entered.

use super::Found;
use super::genres::genres;
use super::id3_text::{pair, split, strings};
use super::picture::{FRONT, found as picture_in};
use super::text::{latin, western};

const HEADER: usize = 10;
/// What a compressed text or picture may unfold to.
const LONGEST_TEXT: usize = 1 << 20;
const LARGEST_PICTURE: usize = 16 << 20;
/// More frames than any tag has.
const MOST_FRAMES: usize = 8_192;

/// One frame as it stands in the tag.
struct Frame<'a> {
    /// Four letters; those of version 2.2 are put in their place.
    id: String,
    flags: Flags,
    content: &'a [u8],
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Flags {
    grouped: bool,
    compressed: bool,
    encrypted: bool,
    unsynchronised: bool,
    sized: bool,
}

/// Bytes of the tag that begins here, with header and footer; `None` if none does.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.first_chunk::<HEADER>()?;
    if &head[..3] != b"ID3" || head[3] == 0xff {
        return None;
    }
    let footer = if head[5] & 0x10 != 0 { HEADER } else { 0 };
    Some(HEADER + sevens(&head[6..]) + footer)
}

/// Reads the tag that `bytes` begin with.
pub(super) fn read(found: &mut Found, bytes: &[u8]) {
    let Some(length) = length(bytes) else { return };
    let version = bytes[3];
    let flags = bytes[5];
    if !(2..=4).contains(&version) {
        found.fail(&format!("ID3v2.{version}"));
        return;
    }
    // A footer says again what the header says.
    let end = if flags & 0x10 != 0 && version == 4 { length - HEADER } else { length };
    let body = &bytes[HEADER..end.clamp(HEADER, bytes.len().max(HEADER))];
    let unsynchronised = flags & 0x80 != 0;
    let plain;
    let mut body = if unsynchronised && version < 4 {
        plain = synchronised(body);
        plain.as_slice()
    } else {
        body
    };
    if version > 2 && flags & 0x40 != 0 {
        // The extended header counts itself in only in version 2.4.
        let size = match version {
            4 => sevens(body.get(..4).unwrap_or_default()),
            _ => whole(body.get(..4).unwrap_or_default()).saturating_add(4),
        };
        body = body.get(size..).unwrap_or(body);
    }
    let mut at = 0;
    for _ in 0..MOST_FRAMES {
        let Some((frame, end)) = frame(body, at, version) else {
            // Zeros are padding; anything else is damage, behind which frames may follow.
            let rest = body.get(at..).unwrap_or_default();
            if rest.iter().all(|byte| *byte == 0) {
                break;
            }
            found.fail("ID3v2");
            match (at + 1..body.len()).find(|next| begins(body, *next, version)) {
                Some(next) => at = next,
                None => break,
            }
            continue;
        };
        let id = frame.id.clone();
        let whole =
            Flags { unsynchronised: frame.flags.unsynchronised || unsynchronised && version == 4, ..frame.flags };
        if take(found, &Frame { flags: whole, ..frame }, version).is_none() {
            found.fail(&id);
        }
        at = end;
    }
}

/// The frame at `at`, and where it ends.
fn frame(body: &[u8], at: usize, version: u8) -> Option<(Frame<'_>, usize)> {
    let (letters, header) = if version == 2 { (3, 6) } else { (4, HEADER) };
    let head = body.get(at..at + header)?;
    let id = &head[..letters];
    if !is_id(id) {
        return None;
    }
    let start = at + header;
    let sizes = match version {
        2 => [whole(&head[3..6]), whole(&head[3..6])],
        // Old versions of iTunes wrote plain sizes into version 2.4, and some programs the other way round.
        3 => [whole(&head[4..8]), sevens(&head[4..8])],
        _ if head[4..8].iter().any(|byte| *byte > 0x7f) => [whole(&head[4..8]); 2],
        _ => [sevens(&head[4..8]), whole(&head[4..8])],
    };
    let ends = sizes.map(|size| start.saturating_add(size));
    let end = match ends.iter().find(|end| follows(body, **end, version)) {
        Some(end) => *end,
        None => ends[0],
    };
    let flags = match version {
        2 => Flags::default(),
        3 => Flags {
            compressed: head[9] & 0x80 != 0,
            encrypted: head[9] & 0x40 != 0,
            grouped: head[9] & 0x20 != 0,
            ..Flags::default()
        },
        _ => Flags {
            grouped: head[9] & 0x40 != 0,
            compressed: head[9] & 0x08 != 0,
            encrypted: head[9] & 0x04 != 0,
            unsynchronised: head[9] & 0x02 != 0,
            sized: head[9] & 0x01 != 0,
        },
    };
    let id: String = id.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let id = if id.len() == 3 { modern(&id).to_owned() } else { id };
    // A frame that claims more than the tag has is read as far as it goes, and the next one is looked for in it.
    let content = body.get(start..end).or_else(|| body.get(start..))?;
    let end = if end <= body.len() { end } else { resumes(body, start, version) };
    Some((Frame { id, flags, content }, end))
}

/// Where the next frame begins behind `from`.
fn resumes(body: &[u8], from: usize, version: u8) -> usize {
    (from..body.len()).find(|at| begins(body, *at, version)).unwrap_or(body.len())
}

/// Whether a known frame that fits seems to begin here.
fn begins(body: &[u8], at: usize, version: u8) -> bool {
    let (letters, header) = if version == 2 { (3, 6) } else { (4, HEADER) };
    let Some(head) = body.get(at..at + header) else { return false };
    let size = if version == 2 { whole(&head[3..6]) } else { whole(&head[4..8]) };
    let first: &[&[u8]] = &[
        b"TIT", b"TPE", b"TAL", b"TCO", b"TXX", b"TYE", b"TDR", b"TRC", b"TSR", b"TPU", b"TBP", b"TKE", b"TEX", b"COM",
        b"APIC", b"PIC", b"USL", b"TT2", b"TP1", b"TLA", b"TMO", b"PRI", b"UFI",
    ];
    is_id(&head[..letters])
        && first.iter().any(|id| head.starts_with(id))
        && size > 0
        && at + header + size <= body.len()
}

/// Whether a frame ends well here: before another, before padding, or at the end of the tag.
fn follows(body: &[u8], end: usize, version: u8) -> bool {
    let letters = if version == 2 { 3 } else { 4 };
    match body.get(end..) {
        Some([]) => true,
        Some(rest) => rest.get(..letters).is_some_and(is_id) || rest.iter().take(HEADER).all(|byte| *byte == 0),
        None => false,
    }
}

/// Capitals and digits; programs that turned version 2.2 into 2.3 left a zero or a blank behind.
fn is_id(id: &[u8]) -> bool {
    let capital = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    id[..3].iter().all(capital)
        && id[0].is_ascii_uppercase()
        && id.get(3).is_none_or(|last| capital(last) || *last == 0)
}

fn whole(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |size, byte| size << 8 | usize::from(*byte))
}

fn sevens(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f))
}

fn synchronised(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut before = 0;
    for byte in bytes {
        if !(before == 0xff && *byte == 0) {
            plain.push(*byte);
        }
        before = *byte;
    }
    plain
}

/// Reads one frame; `None` if it cannot be read.
fn take(found: &mut Found, frame: &Frame<'_>, version: u8) -> Option<()> {
    let id = frame.id.as_str();
    let text = id.starts_with('T') || id.starts_with('W');
    if !(text || matches!(id, "COMM" | "USLT" | "APIC" | "IPLS" | "GRP1" | "MVNM" | "MVIN")) {
        return Some(());
    }
    let mut content = frame.content;
    if frame.flags.encrypted {
        return None;
    }
    // Version 2.3 puts the size before the group, 2.4 behind.
    if frame.flags.compressed && version == 3 {
        content = content.get(4..)?;
    }
    if frame.flags.grouped {
        content = content.get(1..)?;
    }
    if frame.flags.sized {
        content = content.get(4..)?;
    }
    let plain;
    if frame.flags.unsynchronised {
        plain = synchronised(content);
        content = &plain;
    }
    let inflated;
    if frame.flags.compressed {
        let most = if id == "APIC" { LARGEST_PICTURE } else { LONGEST_TEXT };
        inflated = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(content, most).ok()?;
        content = &inflated;
    }
    if content.is_empty() {
        return Some(());
    }
    match id {
        "TXXX" => {
            let (name, text) = pair(content)?;
            found.add(format!("TXXX:{name}"), &text);
        }
        "COMM" | "USLT" => {
            // Encoding, and three letters of language.
            let inside = [&content[..1], content.get(4..)?].concat();
            let (name, text) = pair(&inside)?;
            // A described comment is a program's note to itself (iTunNORM, iTunSMPB), not a comment.
            let key = if id == "USLT" { id.to_owned() } else { described(id, &name) };
            found.add(key, &text);
        }
        "WXXX" => {
            let (name, rest) = split(content[0], content.get(1..)?)?;
            found.add(described(id, &name.0), &western(rest));
        }
        "APIC" => picture(found, content, version)?,
        "TIPL" | "TMCL" | "IPLS" => {
            let text = strings(content)?;
            let mut parts = text.split('\0');
            while let (Some(role), Some(name)) = (parts.next(), parts.next()) {
                found.add(format!("{id}:{role}"), name);
            }
        }
        "TCON" => genres(&strings(content)?).iter().for_each(|genre| found.add(id, genre)),
        _ if id.starts_with('W') => found.add(id, &western(content)),
        _ => found.add(id, &strings(content)?),
    }
    Some(())
}

fn described(id: &str, description: &str) -> String {
    if description.is_empty() { id.to_owned() } else { format!("{id}:{description}") }
}

/// Encoding, media type, kind, description, picture. A description without an end hides where the picture begins, which
/// then is looked for by its first bytes.
fn picture(found: &mut Found, content: &[u8], version: u8) -> Option<()> {
    let exact = || {
        let (encoding, rest) = content.split_first()?;
        let (mime, rest) = match version {
            2 => (latin(rest.get(..3)?), rest.get(3..)?),
            _ => {
                let end = rest.iter().position(|byte| *byte == 0)?;
                (latin(&rest[..end]), &rest[end + 1..])
            }
        };
        let (kind, rest) = rest.split_first()?;
        let (_, picture) = split(*encoding, rest)?;
        (!picture.is_empty()).then_some((mime, u32::from(*kind), picture))
    };
    let taken = exact().or_else(|| picture_in(content).map(|picture| (String::new(), FRONT, picture)));
    let (mime, kind, picture) = taken?;
    // A link to a picture is none.
    if mime != "-->" {
        found.add_picture(kind == FRONT, &mime, picture);
    }
    Some(())
}

/// The frames of version 2.2 by their later names.
fn modern(id: &str) -> &str {
    match id {
        "TT1" => "TIT1",
        "TT2" => "TIT2",
        "TT3" => "TIT3",
        "TP1" => "TPE1",
        "TP2" => "TPE2",
        "TP3" => "TPE3",
        "TP4" => "TPE4",
        "TAL" => "TALB",
        "TCM" => "TCOM",
        "TCO" => "TCON",
        "TCR" => "TCOP",
        "TXT" => "TEXT",
        "TPB" => "TPUB",
        "TRC" => "TSRC",
        "TRK" => "TRCK",
        "TPA" => "TPOS",
        "TBP" => "TBPM",
        "TKE" => "TKEY",
        "TLA" => "TLAN",
        "TYE" => "TYER",
        "TOR" => "TORY",
        "TXX" => "TXXX",
        "COM" => "COMM",
        "ULT" => "USLT",
        "WXX" => "WXXX",
        "PIC" => "APIC",
        "IPL" => "IPLS",
        "GP1" => "GRP1",
        other => other,
    }
}
