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
    /// The page says that it is the last (RFC 3533, section 6).
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
        (end <= tail.len()).then(|| OggEnd {
            bytes: start + end as u64,
            frames,
            finished: tail[at + 5] & LAST_PAGE != 0,
        })
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
            Ok(length) => length,
            Err(_) if sound && stated == -1 => size - start,
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

/// How many bytes of a FLAC file come before the ID3v1 and APE tags at its end; `None` for other files and without
/// such tags. They would be taken for a part of the last frame.
pub(crate) fn flac_end<F: Read + Seek>(file: &mut F) -> io::Result<Option<u64>> {
    const ID3: u64 = 128;
    const APE: u64 = 32;
    let size = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut magic = [0; 4];
    if size < 4 + ID3 + APE || file.read_exact(&mut magic).is_err() || &magic != b"fLaC" {
        return Ok(None);
    }
    let mut tail = [0; (ID3 + APE) as usize];
    file.seek(SeekFrom::Start(size - ID3 - APE))?;
    file.read_exact(&mut tail)?;
    let mut hidden = 0;
    let mut footer = &tail[ID3 as usize..];
    if &tail[APE as usize..APE as usize + 3] == b"TAG" {
        hidden = ID3;
        footer = &tail[..APE as usize];
    }
    if footer.starts_with(b"APETAGEX") {
        let word = |at: usize| u32::from_le_bytes([footer[at], footer[at + 1], footer[at + 2], footer[at + 3]]);
        const HAS_HEADER: u32 = 1 << 31;
        let header = if word(20) & HAS_HEADER != 0 { APE } else { 0 };
        hidden += u64::from(word(12)) + header;
    }
    // A tag that claims most of the file is none.
    Ok((hidden > 0 && hidden < size / 2).then(|| size - hidden))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn tags_behind_flac_are_not_sound() {
        let mut bytes = b"fLaC".to_vec();
        bytes.resize(1_040, 7);
        bytes.extend(b"APETAGEX");
        bytes.extend([2_000_u32, 72, 1, 0, 0, 0].iter().flat_map(|word| word.to_le_bytes()));
        bytes.extend(b"TAG");
        bytes.resize(1_072 + 128, 0);
        assert_eq!(flac_end(&mut Cursor::new(&bytes)).expect("read"), Some(1_000));
        bytes[0] = b'X';
        assert_eq!(flac_end(&mut Cursor::new(&bytes)).expect("read"), None);
    }

    #[test]
    fn the_last_whole_page_ends_an_ogg_file() {
        let page = |flags: u8, granule: i64, body: usize| {
            let mut page =
                [b"OggS\0".as_slice(), &[flags], &granule.to_le_bytes(), &[0; 12], &[1, body as u8]].concat();
            page.resize(page.len() + body, 9);
            page
        };
        let mut bytes = [page(2, 0, 10), page(4, 4_800, 100)].concat();
        let whole = OggEnd { bytes: 166, frames: Some(4_800), finished: true };
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(whole));
        bytes.extend([7; 300]);
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(whole));
        bytes.truncate(165);
        let first = OggEnd { bytes: 38, frames: Some(0), finished: false };
        assert_eq!(ogg_end(&mut Cursor::new(&bytes)).expect("read"), Some(first));
    }

    #[test]
    fn garbage_behind_a_caf_file_is_no_chunk() {
        let mut bytes = b"caff\0\x01\0\0data\0\0\0\0\0\0\0\x04\x01\x02\x03\x04".to_vec();
        bytes.extend([0xf3; 40]);
        let chunks = caf_chunks(&mut Cursor::new(&bytes)).expect("read").expect("caf");
        assert_eq!(chunks, [Chunk { id: *b"data", start: 20, size: 4 }]);
    }
}
