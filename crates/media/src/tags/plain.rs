//! Tags that are lists of keys and texts: RIFF INFO, APE items, ID3v1, AIFF text, CAF info.

use std::io::{self, Read, Seek, SeekFrom};

use super::Found;
use super::genres;
use super::text::{code_page, latin, mac, western};
use crate::chunk::{Chunk, Chunks};

/// Text chunks beyond this hold something else.
const LARGEST: u64 = 4 << 20;
/// More comments than any file has.
const MOST: usize = 4_096;

/// The footer of an APE tag, and its header.
const APE_FOOTER: u64 = 32;
const LARGEST_APE: u64 = 64 << 20;

/// `LIST` chunks of the kind `INFO` (RIFF MCI specification, chapter 2).
pub(super) fn read_info<F: Read + Seek>(found: &mut Found, file: &mut F, chunks: &Chunks) {
    let page = chunks.find(b"CSET").and_then(|chunk| Chunks::content(file, chunk, 2).ok());
    let page = page.and_then(|bytes| Some(u16::from_le_bytes(*bytes.first_chunk()?)));
    for chunk in chunks.list.iter().filter(|chunk| &chunk.id == b"LIST") {
        let content = Chunks::content(file, *chunk, LARGEST).unwrap_or_default();
        let Some(mut rest) = content.strip_prefix(b"INFO".as_slice()) else { continue };
        while let Some((head, after)) = rest.split_first_chunk::<8>() {
            let id = &head[..4];
            if !id.iter().all(|byte| (b' '..=b'~').contains(byte)) {
                // A size that is wrong by one is the usual damage.
                if id[0] == 0 && rest.len() > 8 {
                    rest = &rest[1..];
                    continue;
                }
                found.fail("INFO");
                break;
            }
            let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
            let text = &after[..size.min(after.len())];
            let key = format!("INFO:{}", String::from_utf8_lossy(id));
            found.add(key, &code_page(text, page));
            rest = after.get(size..).unwrap_or_default();
            // Behind an odd size stands a byte of padding, which some programs leave out.
            if size % 2 == 1 && rest.first().is_some_and(|byte| *byte == 0) {
                rest = &rest[1..];
            }
        }
    }
}

/// An APE tag that ends at `end` (APEv2 specification), and the byte where it begins.
pub(super) fn read_ape<F: Read + Seek>(found: &mut Found, file: &mut F, end: u64) -> io::Result<Option<u64>> {
    let Some(at) = end.checked_sub(APE_FOOTER) else { return Ok(None) };
    let footer = bytes(file, at, APE_FOOTER)?;
    if !footer.starts_with(b"APETAGEX") || footer.len() < APE_FOOTER as usize {
        return Ok(None);
    }
    let size = u64::from(word(&footer, 12));
    let Some(start) = end.checked_sub(size).filter(|_| (APE_FOOTER..=LARGEST_APE).contains(&size)) else {
        found.fail("APE");
        return Ok(None);
    };
    ape_items(found, &bytes(file, start, size - APE_FOOTER)?, word(&footer, 16));
    Ok(Some(start))
}

/// An APE tag that begins at `start` with its header, `length` bytes with it.
pub(super) fn read_ape_at<F: Read + Seek>(found: &mut Found, file: &mut F, start: u64, length: u64) -> io::Result<()> {
    if length > LARGEST_APE {
        found.fail("APE");
        return Ok(());
    }
    let tag = bytes(file, start, length)?;
    ape_items(found, tag.get(APE_FOOTER as usize..).unwrap_or_default(), word(&tag, 16));
    Ok(())
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// `count` items of an APE tag, one behind the other.
fn ape_items(found: &mut Found, content: &[u8], count: u32) {
    let mut rest = content;
    for _ in 0..count.min(MOST as u32) {
        let (Some((head, after)), length) = (rest.split_first_chunk::<8>(), word(rest, 0) as usize) else { break };
        let kind = head[4] >> 1 & 3;
        let Some(key_end) = after.iter().take(256).position(|byte| *byte == 0) else {
            found.fail("APE");
            break;
        };
        let key = String::from_utf8_lossy(&after[..key_end]).into_owned();
        let value = &after[key_end + 1..];
        let Some(value) = value.get(..length) else {
            found.fail(&key);
            break;
        };
        match kind {
            // Text and links; a cover is binary: a file name, a zero, the picture.
            0 | 2 => found.add(format!("APE:{key}"), &western(value)),
            1 if key.to_ascii_lowercase().starts_with("cover art") => {
                let picture = value.iter().position(|byte| *byte == 0).map_or(value, |at| &value[at + 1..]);
                found.add_picture(key.to_ascii_lowercase().contains("front"), "", picture);
            }
            _ => {}
        }
        rest = after.get(key_end + 1 + length..).unwrap_or_default();
    }
}

/// An ID3v1 tag that ends at `end`, and the byte where it begins.
pub(super) fn read_id3v1<F: Read + Seek>(found: &mut Found, file: &mut F, end: u64) -> io::Result<Option<u64>> {
    const SIZE: u64 = 128;
    let Some(start) = end.checked_sub(SIZE) else { return Ok(None) };
    let tag = bytes(file, start, SIZE)?;
    if !tag.starts_with(b"TAG") || tag.len() < SIZE as usize {
        return Ok(None);
    }
    let field = |start: usize, length: usize| {
        let field = &tag[start..start + length];
        let text = field.split(|byte| *byte == 0).next().unwrap_or_default();
        match std::str::from_utf8(text) {
            Ok(text) => text.to_owned(),
            Err(_) => latin(text),
        }
    };
    found.add("ID3v1:title", &field(3, 30));
    found.add("ID3v1:artist", &field(33, 30));
    found.add("ID3v1:album", &field(63, 30));
    found.add("ID3v1:year", &field(93, 4));
    // Version 1.1 puts the track number behind a zero in the comment.
    let numbered = tag[125] == 0 && tag[126] != 0;
    found.add("ID3v1:comment", &field(97, if numbered { 28 } else { 30 }));
    if numbered {
        found.add("ID3v1:track", &tag[126].to_string());
    }
    found.add("ID3v1:genre", genres::name(usize::from(tag[127])).unwrap_or_default());
    Ok(Some(start))
}

fn bytes<F: Read + Seek>(file: &mut F, start: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text chunks of AIFF. The standard says ASCII; Macs wrote their own letters.
pub(super) fn read_aiff<F: Read + Seek>(found: &mut Found, file: &mut F, chunks: &Chunks) {
    for chunk in chunks.list.iter().take(MOST) {
        let key = match &chunk.id {
            b"NAME" => "AIFF:NAME",
            b"AUTH" => "AIFF:AUTH",
            b"(c) " => "AIFF:(c) ",
            b"ANNO" => "AIFF:ANNO",
            b"COMT" => "AIFF:COMT",
            _ => continue,
        };
        let content = Chunks::content(file, *chunk, LARGEST).unwrap_or_default();
        if key != "AIFF:COMT" {
            found.add(key, &mac(&content));
            continue;
        }
        // A count; then each with time, marker, and length of its text.
        let mut rest = content.get(2..).unwrap_or_default();
        while let Some((head, after)) = rest.split_first_chunk::<8>() {
            let length = usize::from(u16::from_be_bytes([head[6], head[7]]));
            let text = &after[..length.min(after.len())];
            found.add(key, &mac(text));
            rest = after.get(length.next_multiple_of(2)..).unwrap_or_default();
        }
    }
}

/// The `info` chunk of a CAF file: a count, then keys and texts, each ended by a zero (Apple CAF specification).
pub(super) fn read_caf<F: Read + Seek>(found: &mut Found, file: &mut F, chunks: &[Chunk]) {
    for chunk in chunks.iter().filter(|chunk| &chunk.id == b"info") {
        let content = Chunks::content(file, *chunk, LARGEST).unwrap_or_default();
        let texts: Vec<_> = content.get(4..).unwrap_or_default().split(|byte| *byte == 0).take(2 * MOST).collect();
        for pair in texts.chunks_exact(2) {
            found.add(format!("CAF:{}", String::from_utf8_lossy(pair[0])), &western(pair[1]));
        }
    }
}
