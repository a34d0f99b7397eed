//! The chunks of RIFF (WAV), RF64 and BW64, and AIFF files.
//!
//! RF64 is EBU Tech 3306 and BW64 is ITU-R BS.2088: a `ds64` chunk holds the sizes that do not fit 32 bits.

use std::io::{self, Read, Seek, SeekFrom};

/// Which family of chunked file this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Little-endian: WAV, RF64, BW64.
    Wave,
    /// Big-endian: AIFF and AIFF-C.
    Aiff,
}

/// One chunk: where its content starts, and how long its header says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub id: [u8; 4],
    pub start: u64,
    /// As the header says; the file may end before.
    pub size: u64,
}

/// The chunks of one file, in order.
#[derive(Debug, Clone)]
pub(crate) struct Chunks {
    pub family: Family,
    /// `AIFC` rather than `AIFF`.
    pub compressed_form: bool,
    pub list: Vec<Chunk>,
    pub file_size: u64,
}

/// A real file has tens of chunks; a hostile one could have millions.
const MOST_CHUNKS: usize = 4096;

impl Chunks {
    /// Walks the chunk headers; `None` if the file is of neither family.
    ///
    /// The outer size is not believed: recorders that lost power leave it wrong, and the chunks tell more.
    pub(crate) fn walk<R: Read + Seek>(file: &mut R) -> io::Result<Option<Self>> {
        let file_size = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(0))?;
        let mut head = [0; 12];
        if file.read_exact(&mut head).is_err() {
            return Ok(None);
        }
        let (family, compressed_form) = match (&head[..4], &head[8..]) {
            (b"RIFF" | b"RF64" | b"BW64", b"WAVE") => (Family::Wave, false),
            (b"FORM", b"AIFF") => (Family::Aiff, false),
            (b"FORM", b"AIFC") => (Family::Aiff, true),
            _ => return Ok(None),
        };
        let mut chunks = Self { family, compressed_form, list: Vec::new(), file_size };
        let mut wide: Option<Wide> = None;
        let outer = number(family, &head[4..8]);
        let mut at = 12;
        while at + 8 <= file_size && chunks.list.len() < MOST_CHUNKS {
            file.seek(SeekFrom::Start(at))?;
            let mut header = [0; 8];
            file.read_exact(&mut header)?;
            let id = [header[0], header[1], header[2], header[3]];
            let mut size = u64::from(number(family, &header[4..]));
            let start = at + 8;
            if &id == b"ds64" && family == Family::Wave {
                wide = Wide::read(file, size)?;
            }
            let mut whole = u64::from(outer);
            if size == u64::from(u32::MAX) {
                // Either the size stands in ds64, or the writer never came back to fill it in.
                size = wide.as_ref().and_then(|wide| wide.of(&id)).unwrap_or(u64::from(u32::MAX));
                whole = wide.as_ref().map_or(whole, |wide| wide.whole);
            }
            let sound = matches!((family, &id), (Family::Wave, b"data") | (Family::Aiff, b"SSND"));
            if sound && !is_believable(file, family, Chunk { id, start, size }, whole, file_size)? {
                size = file_size - start;
            }
            chunks.list.push(Chunk { id, start, size });
            at = match start.checked_add(size) {
                Some(end) => end.saturating_add(padding(file, family, end, size)?),
                None => break,
            };
        }
        Ok(Some(chunks))
    }

    pub(crate) fn find(&self, id: &[u8; 4]) -> Option<Chunk> {
        self.list.iter().copied().find(|chunk| &chunk.id == id)
    }

    /// The content of a chunk, at most `most` bytes of it, and no more than the file has.
    pub(crate) fn content<R: Read + Seek>(file: &mut R, chunk: Chunk, most: u64) -> io::Result<Vec<u8>> {
        file.seek(SeekFrom::Start(chunk.start))?;
        let mut content = Vec::new();
        file.take(chunk.size.min(most)).read_to_end(&mut content)?;
        Ok(content)
    }
}

fn number(family: Family, bytes: &[u8]) -> u32 {
    let bytes = bytes.try_into().unwrap_or_default();
    match family {
        Family::Wave => u32::from_le_bytes(bytes),
        Family::Aiff => u32::from_be_bytes(bytes),
    }
}

/// Whether the size of the sound is one. Writers that cannot go back, into a pipe or before the power went, leave a
/// placeholder: 0, or a number near the most that 31 or 32 bits hold, sometimes less the header. `whole` is the size
/// that the file states for itself.
fn is_believable<F: Read + Seek>(
    file: &mut F,
    family: Family,
    sound: Chunk,
    whole: u64,
    file_size: u64,
) -> io::Result<bool> {
    let left = file_size - sound.start;
    if left == 0 {
        return Ok(true);
    }
    if sound.size == 0 {
        // Sound of no length stands before other chunks, or at the end.
        return are_chunks(file, family, sound.start, file_size);
    }
    let placeholder = |size: u64| {
        (0x7fff_0000..=0x8000_ffff).contains(&size)
            || (0x7f00_0000..=0x7f00_ffff).contains(&size)
            || (0xffff_0000..=0xffff_ffff).contains(&size)
            || size > 1 << 62
    };
    let unfinished = whole == 0 || placeholder(whole) || whole + 8 <= sound.start;
    // A file that is as long as it says is not cut, whatever its sound says.
    let is_whole = whole.checked_add(8) == Some(file_size);
    Ok(sound.size <= left || !(placeholder(sound.size) || unfinished || is_whole))
}

/// Whether chunks, and nothing else, stand from `at` to the end.
fn are_chunks<F: Read + Seek>(file: &mut F, family: Family, mut at: u64, file_size: u64) -> io::Result<bool> {
    for _ in 0..MOST_CHUNKS {
        if at + 8 > file_size {
            break;
        }
        file.seek(SeekFrom::Start(at))?;
        let mut header = [0; 8];
        file.read_exact(&mut header)?;
        if !is_id(&header[..4]) {
            return Ok(false);
        }
        let size = u64::from(number(family, &header[4..]));
        at = at + 8 + size + (size & 1);
    }
    Ok(at == file_size || at == file_size + 1)
}

fn is_id(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
}

/// 1 behind a chunk of odd size. Some writers leave the byte out: then the next chunk begins at once.
fn padding<F: Read + Seek>(file: &mut F, family: Family, end: u64, size: u64) -> io::Result<u64> {
    if size & 1 == 0 {
        return Ok(0);
    }
    let file_size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(end))?;
    let mut next = Vec::new();
    file.by_ref().take(9).read_to_end(&mut next)?;
    // A chunk that begins here, and is no longer than the file.
    let begins = |at: usize| {
        let fits = |size: &[u8]| u64::from(number(family, size)) <= file_size.saturating_sub(end);
        next.get(at..at + 4).is_some_and(is_id) && next.get(at + 4..at + 8).is_some_and(fits)
    };
    Ok(u64::from(!begins(0) || begins(1)))
}

/// What `ds64` says.
struct Wide {
    whole: u64,
    data: u64,
    table: Vec<([u8; 4], u64)>,
}

impl Wide {
    fn read<R: Read + Seek>(file: &mut R, size: u64) -> io::Result<Option<Self>> {
        let mut content = Vec::new();
        file.take(size.min(28 + 12 * 256)).read_to_end(&mut content)?;
        let long = |at: usize| content.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        let (Some(whole), Some(data)) = (long(0), long(8)) else { return Ok(None) };
        let rows = content.get(28..).unwrap_or_default().chunks_exact(12);
        let table = rows
            .filter_map(|row| Some((row[..4].try_into().ok()?, u64::from_le_bytes(row[4..].try_into().ok()?))))
            .collect();
        Ok(Some(Self { whole, data, table }))
    }

    fn of(&self, id: &[u8; 4]) -> Option<u64> {
        if id == b"data" {
            return Some(self.data);
        }
        self.table.iter().find(|(name, _)| name == id).map(|(_, size)| *size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn riff(outer: &[u8; 4], outer_size: u32, chunks: &[(&[u8; 4], u32, &[u8])]) -> Vec<u8> {
        let mut bytes = [outer.as_slice(), &outer_size.to_le_bytes(), b"WAVE"].concat();
        for (id, size, content) in chunks {
            bytes.extend([id.as_slice(), &size.to_le_bytes(), content].concat());
        }
        bytes
    }

    fn sizes(bytes: Vec<u8>) -> Vec<([u8; 4], u64)> {
        let chunks = Chunks::walk(&mut Cursor::new(bytes)).expect("read").expect("chunked");
        chunks.list.iter().map(|chunk| (chunk.id, chunk.size)).collect()
    }

    #[test]
    fn rf64_takes_the_size_of_its_data_from_ds64() {
        let mut ds64 = vec![0; 28];
        ds64[..8].copy_from_slice(&5_000_000_100_u64.to_le_bytes());
        ds64[8..16].copy_from_slice(&5_000_000_000_u64.to_le_bytes());
        let bytes = riff(b"RF64", u32::MAX, &[(b"ds64", 28, &ds64), (b"data", u32::MAX, &[1, 2, 3, 4])]);
        assert_eq!(sizes(bytes), [(*b"ds64", 28), (*b"data", 5_000_000_000)]);
    }

    #[test]
    fn odd_chunks_are_padded() {
        let bytes = riff(b"RIFF", 0, &[(b"note", 3, &[1, 2, 3, 0]), (b"data", 2, &[1, 2])]);
        assert_eq!(sizes(bytes), [(*b"note", 3), (*b"data", 2)]);
    }

    #[test]
    fn a_recording_that_was_never_finished_reaches_to_the_end_of_the_file() {
        assert_eq!(sizes(riff(b"RIFF", 0, &[(b"data", 0, &[7; 10])])), [(*b"data", 10)]);
        assert_eq!(sizes(riff(b"RIFF", u32::MAX, &[(b"data", u32::MAX, &[7; 10])])), [(*b"data", 10)]);
        // What sox, lame and arecord write into a pipe, and others less the header.
        for placeholder in [0x7f00_0008, 0x7fff_f000, 0x7fff_ffff, 0x8000_0000, 0x7fff_ffdb, u32::MAX - 36] {
            assert_eq!(sizes(riff(b"RIFF", placeholder, &[(b"data", placeholder, &[7; 10])])), [(*b"data", 10)]);
        }
        let mut wide = [0; 28];
        wide[..16].fill(0xff);
        let unfinished = riff(b"RF64", u32::MAX, &[(b"ds64", 28, &wide), (b"data", u32::MAX, &[1, 2, 3, 4])]);
        assert_eq!(sizes(unfinished), [(*b"ds64", 28), (*b"data", 4)]);
    }

    #[test]
    fn a_file_as_long_as_it_says_is_not_cut() {
        let whole = 4 + 8 + 10;
        assert_eq!(sizes(riff(b"RIFF", whole, &[(b"data", 54, &[7; 10])])), [(*b"data", 10)]);
        assert_eq!(sizes(riff(b"RIFF", whole, &[(b"data", 0, &[7; 10])])), [(*b"data", 10)]);
        assert_eq!(sizes(riff(b"RIFF", whole + 90, &[(b"data", 100, &[7; 10])])), [(*b"data", 100)]);
        // No sound, but a tag behind it.
        let silent = riff(b"RIFF", 4 + 8 + 8 + 2, &[(b"data", 0, &[]), (b"note", 2, &[7; 2])]);
        assert_eq!(sizes(silent), [(*b"data", 0), (*b"note", 2)]);
    }

    #[test]
    fn a_missing_byte_of_padding_loses_no_chunk() {
        let bytes = riff(b"RIFF", 0, &[(b"note", 3, &[1, 2, 3]), (b"data", 2, &[1, 2])]);
        assert_eq!(sizes(bytes), [(*b"note", 3), (*b"data", 2)]);
        // A size whose first byte could be a letter of an identifier.
        let bytes = riff(b"RIFF", 0, &[(b"note", 3, &[1, 2, 3]), (b"data", 0x41, &[7; 0x41])]);
        assert_eq!(sizes(bytes), [(*b"note", 3), (*b"data", 0x41)]);
    }

    #[test]
    fn other_files_have_no_chunks() {
        assert!(Chunks::walk(&mut Cursor::new(b"RIFF0000AVI LIST".to_vec())).expect("read").is_none());
        assert!(Chunks::walk(&mut Cursor::new(b"RIFF".to_vec())).expect("read").is_none());
    }
}
