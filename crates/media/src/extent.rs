//! Where the sound in a file really ends.
//!
//! The decoder library stumbles over what hangs behind the sound and over what is missing at its end, so it is shown
//! a file of this size instead (see [`crate::window`]).

use std::io::{self, Read, Seek, SeekFrom};

use crate::chunk::Chunk;

/// The last page of an Ogg file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OggEnd {
    /// Where the last whole page ends, in bytes.
    pub bytes: u64,
    /// Frames up to there, as the page counts; `None` if it counts none.
    pub frames: Option<i64>,
    /// Nothing follows that belongs to the sound. The mark of the last page (RFC 3533, section 6) is missing in many
    /// files (RFC 7845, section 4): so a file counts as cut only where it ends within a page or a packet.
    pub finished: bool,
}

/// Finds the last whole page; `None` if there is none near the end.
pub(crate) fn ogg_end<F: Read + Seek>(file: &mut F) -> io::Result<Option<OggEnd>> {
    const HEADER: usize = 27;
    const LARGEST_PAGE: u64 = 27 + 255 + 255 * 255;
    const LAST_PAGE: u8 = 4;
    let size = file.seek(SeekFrom::End(0))?;
    // Three times: half a page may follow the last whole one, and something else may stand behind.
    let start = size.saturating_sub(3 * LARGEST_PAGE);
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let page = |at: usize| {
        let lengths = tail.get(at + HEADER..at + HEADER + usize::from(*tail.get(at + 26)?))?;
        let body: usize = lengths.iter().map(|length| usize::from(*length)).sum();
        let end = at + HEADER + lengths.len() + body;
        let granule = i64::from_le_bytes(tail.get(at + 6..at + 14)?.try_into().ok()?);
        let frames = (granule >= 0).then_some(granule);
        let behind = tail.get(end..)?;
        let next = behind.iter().zip(b"OggS").all(|(found, wanted)| found == wanted) && !behind.is_empty();
        let whole = lengths.last() != Some(&255) && !next;
        Some(OggEnd { bytes: start + end as u64, frames, finished: tail[at + 5] & LAST_PAGE != 0 || whole })
    };
    let starts = (0..tail.len().saturating_sub(HEADER - 1)).rev().filter(|at| tail[*at..].starts_with(b"OggS\0"));
    let mut starts = starts.filter_map(page);
    Ok(starts.next())
}

/// The chunks of a CAF file, up to the first that makes no sense; `None` for other files.
///
/// The sound may reach beyond the end of the file, or have no stated size (-1).
pub(crate) fn caf_chunks<F: Read + Seek>(file: &mut F) -> io::Result<Option<Vec<Chunk>>> {
    const MOST_CHUNKS: usize = 1_000;
    // A petabyte: no sound is as large.
    const MOST_STATED: u64 = 1 << 50;
    let size = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut head = [0; 8];
    if size < 8 || file.read_exact(&mut head).is_err() || &head[..4] != b"caff" {
        return Ok(None);
    }
    let mut chunks = Vec::new();
    let mut at = 8;
    while at + 12 <= size && chunks.len() < MOST_CHUNKS {
        file.seek(SeekFrom::Start(at))?;
        let mut header = [0; 12];
        file.read_exact(&mut header)?;
        let id = [header[0], header[1], header[2], header[3]];
        let start = at + 12;
        let stated = i64::from_be_bytes(header[4..].try_into().unwrap_or_default());
        let sound = &id == b"data";
        let length = match u64::try_from(stated) {
            Err(_) if sound && stated == -1 => size - start,
            // Written to a pipe: nobody came back to say how much there is.
            Ok(0) if sound && !is_chunk(file)? => size - start,
            Ok(length) if sound && length > MOST_STATED => size - start,
            Ok(length) => length,
            Err(_) => break,
        };
        let end = start.saturating_add(length);
        if !id.iter().all(|letter| (b' '..=b'~').contains(letter)) || (end > size && !sound) {
            break;
        }
        chunks.push(Chunk { id, start, size: length });
        at = end;
    }
    Ok(Some(chunks))
}

/// Whether a chunk begins where the file is read next.
fn is_chunk<F: Read>(file: &mut F) -> io::Result<bool> {
    let mut id = Vec::new();
    file.take(4).read_to_end(&mut id)?;
    Ok(id.is_empty() || (id.len() == 4 && id.iter().all(|letter| (b' '..=b'~').contains(letter))))
}

/// Where a file begins behind its ID3v2 tags. A tag that claims more than the file has is passed over by its header only:
/// its size is wrong, and the sound may begin anywhere behind.
pub(crate) fn tagged_start<F: Read + Seek>(file: &mut F) -> io::Result<u64> {
    const HEADER: u64 = 10;
    const MOST_TAGS: usize = 16;
    const HAS_FOOTER: u8 = 0x10;
    let size = file.seek(SeekFrom::End(0))?;
    let mut at = 0;
    for _ in 0..MOST_TAGS {
        file.seek(SeekFrom::Start(at))?;
        let mut head = Vec::new();
        file.by_ref().take(APE_HEADER).read_to_end(&mut head)?;
        if let Some(length) = ape_before(&head) {
            if at + length > size {
                return Ok(at + APE_HEADER);
            }
            at += length;
            continue;
        }
        if head.len() < HEADER as usize || &head[..3] != b"ID3" || head[3] == 0xff {
            break;
        }
        let length = head[6..10].iter().fold(0, |size, byte| size << 7 | u64::from(byte & 0x7f));
        let footer = if head[5] & HAS_FOOTER != 0 { HEADER } else { 0 };
        let end = at + HEADER + length + footer;
        if end > size {
            return Ok(at + HEADER);
        }
        at = end;
    }
    Ok(at)
}

/// The header or footer of an APE tag (APEv2 specification).
const APE_HEADER: u64 = 32;

/// How long an APE tag is that these bytes begin, its header and footer with it; `None` where they begin none.
pub(crate) fn ape_before(head: &[u8]) -> Option<u64> {
    const HAS_HEADER: u32 = 1 << 31;
    const IS_HEADER: u32 = 1 << 29;
    let word = |at: usize| Some(u32::from_le_bytes(*head.get(at..at + 4)?.first_chunk()?));
    let (size, flags) = (word(12)?, word(20)?);
    (head.starts_with(b"APETAGEX") && flags & (HAS_HEADER | IS_HEADER) != 0).then(|| APE_HEADER + u64::from(size))
}

/// Where a file ends that has no ID3v1, Lyrics3 or APE tags behind it. They would be taken for a part of the last frame.
pub(crate) fn untagged_end<F: Read + Seek>(file: &mut F) -> io::Result<u64> {
    const ID3: u64 = 128;
    const APE: u64 = 32;
    const LYRICS: u64 = 15;
    let size = file.seek(SeekFrom::End(0))?;
    let mut end = size;
    let mut tail = |end: u64, length: u64| -> io::Result<Vec<u8>> {
        let Some(start) = end.checked_sub(length) else { return Ok(Vec::new()) };
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.by_ref().take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    if tail(end, ID3)?.starts_with(b"TAG") {
        end -= ID3;
    }
    for _ in 0..2 {
        let footer = tail(end, APE)?;
        let lyrics = tail(end, LYRICS)?;
        let length = if footer.starts_with(b"APETAGEX") {
            let word = |at: usize| u32::from_le_bytes([footer[at], footer[at + 1], footer[at + 2], footer[at + 3]]);
            const HAS_HEADER: u32 = 1 << 31;
            let length = u64::from(word(12));
            match end.checked_sub(length + APE) {
                Some(start) if word(20) & HAS_HEADER != 0 && tail(start + APE, APE)?.starts_with(b"APETAGEX") => {
                    end = start;
                    continue;
                }
                _ => length,
            }
        } else if lyrics.ends_with(b"LYRICS200") {
            // Six digits of size, then the name; the size leaves these out.
            let digits = std::str::from_utf8(&lyrics[..6]).unwrap_or_default();
            digits.parse::<u64>().map_or(0, |size| size + LYRICS)
        } else {
            0
        };
        // A tag that claims most of the file, and does not say where it begins, is none.
        if length == 0 || size - end + length >= size / 2 {
            break;
        }
        end -= length;
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn sound_begins_behind_all_tags() {
        let tag = [b"ID3\x04\0\x10\0\0\x01\x00".as_slice(), &[0; 128], &[b'3'; 10]].concat();
        let short = [b"ID3\x03\0\0\0\0\0\x02".as_slice(), &[0; 2]].concat();
        let mut bytes = [tag, short, vec![7; 50]].concat();
        assert_eq!(tagged_start(&mut Cursor::new(&bytes)).expect("read"), 148 + 12);
        assert_eq!(tagged_start(&mut Cursor::new(&bytes[160..])).expect("read"), 0);
        // An APE tag between them: 20 bytes of items and a footer behind its header.
        let words = [2_000_u32, 52, 1, 0xA000_0000, 0, 0].iter().flat_map(|word| word.to_le_bytes());
        let header: Vec<u8> = b"APETAGEX".iter().copied().chain(words).collect();
        let ape = [header.as_slice(), &[b'i'; 52]].concat();
        assert_eq!(tagged_start(&mut Cursor::new([&ape, &bytes[..], &[9; 400]].concat())).expect("read"), 84 + 160);
        assert_eq!(tagged_start(&mut Cursor::new([&bytes[..160], &ape, &[9; 400]].concat())).expect("read"), 84 + 160);
        assert_eq!(tagged_start(&mut Cursor::new(&ape[..60])).expect("read"), 32);
        // More than there is.
        bytes[6] = 1;
        assert_eq!(tagged_start(&mut Cursor::new(&bytes)).expect("read"), 10);
    }

    #[test]
    fn tags_behind_the_sound_are_no_sound() {
        let mut bytes = vec![7; 1_040];
        bytes.extend(b"APETAGEX");
        bytes.extend([2_000_u32, 72, 1, 0, 0, 0].iter().flat_map(|word| word.to_le_bytes()));
        bytes.extend(b"TAG");
        bytes.resize(1_072 + 128, 0);
        assert_eq!(untagged_end(&mut Cursor::new(&bytes)).expect("read"), 1_000);
        assert_eq!(untagged_end(&mut Cursor::new(&bytes[..1_040])).expect("read"), 1_040);
        let lyrics = [vec![7; 1_000], b"LYRICSBEGIN".to_vec(), b"000011LYRICS200".to_vec()].concat();
        assert_eq!(untagged_end(&mut Cursor::new(&lyrics)).expect("read"), 1_000);
    }

    #[test]
    fn the_last_whole_page_ends_an_ogg_file() {
        let page = |flags: u8, granule: i64, body: usize| {
            let mut page =
                [b"OggS\0".as_slice(), &[flags], &granule.to_le_bytes(), &[0; 12], &[1, body as u8]].concat();
            page.resize(page.len() + body, 9);
            page
        };
        let mut bytes = [page(2, 0, 10), page(0, 4_800, 100)].concat();
        let whole = OggEnd { bytes: 166, frames: Some(4_800), finished: true };
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(whole));
        bytes.extend([7; 300]);
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(whole));
        bytes.truncate(165);
        let first = OggEnd { bytes: 38, frames: Some(0), finished: false };
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(first));
        // Only the beginning of the name of a page is left.
        bytes.truncate(40);
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(first));
        bytes.truncate(38);
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(OggEnd { finished: true, ..first }));
    }

    #[test]
    fn garbage_behind_a_caf_file_is_no_chunk() {
        let mut bytes = b"caff\0\x01\0\0data\0\0\0\0\0\0\0\x04\x01\x02\x03\x04".to_vec();
        bytes.extend([0xf3; 40]);
        let chunks = caf_chunks(&mut Cursor::new(&bytes)).expect("read").expect("caf");
        assert_eq!(chunks, [Chunk { id: *b"data", start: 20, size: 4 }]);
    }
}
