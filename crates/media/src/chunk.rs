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
        let mut wide = None;
        let mut at = 12;
        while at + 8 <= file_size && chunks.list.len() < MOST_CHUNKS {
            file.seek(SeekFrom::Start(at))?;
            let mut header = [0; 8];
            file.read_exact(&mut header)?;
            let id = [header[0], header[1], header[2], header[3]];
            let size = [header[4], header[5], header[6], header[7]];
            let mut size = u64::from(match family {
                Family::Wave => u32::from_le_bytes(size),
                Family::Aiff => u32::from_be_bytes(size),
            });
            let start = at + 8;
            if &id == b"ds64" && family == Family::Wave {
                wide = Wide::read(file, size)?;
            }
            if size == u64::from(u32::MAX) {
                // Either the size stands in ds64, or the writer never came back to fill it in.
                size = wide.as_ref().and_then(|wide| wide.of(&id)).unwrap_or(file_size.saturating_sub(start));
            } else if &id == b"data" && size == 0 && chunks.is_unfinished(&head, start) {
                size = file_size.saturating_sub(start);
            }
            chunks.list.push(Chunk { id, start, size });
            at = match start.checked_add(size) {
                Some(end) => end.saturating_add(size & 1),
                None => break,
            };
        }
        Ok(Some(chunks))
    }

    /// Whether the writer stopped before it filled in the outer size, as it does when a recorder loses power.
    fn is_unfinished(&self, head: &[u8; 12], data_start: u64) -> bool {
        let outer = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        self.file_size > data_start && (outer == 0 || outer == u32::MAX || u64::from(outer) + 8 <= data_start)
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

/// What `ds64` says.
struct Wide {
    data: u64,
    table: Vec<([u8; 4], u64)>,
}

impl Wide {
    fn read<R: Read + Seek>(file: &mut R, size: u64) -> io::Result<Option<Self>> {
        let mut content = Vec::new();
        file.take(size.min(28 + 12 * 256)).read_to_end(&mut content)?;
        let Some(data) = content.get(8..16).and_then(|bytes| bytes.try_into().ok()) else { return Ok(None) };
        let rows = content.get(28..).unwrap_or_default().chunks_exact(12);
        let table = rows
            .filter_map(|row| Some((row[..4].try_into().ok()?, u64::from_le_bytes(row[4..].try_into().ok()?))))
            .collect();
        Ok(Some(Self { data: u64::from_le_bytes(data), table }))
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
    }

    #[test]
    fn other_files_have_no_chunks() {
        assert!(Chunks::walk(&mut Cursor::new(b"RIFF0000AVI LIST".to_vec())).expect("read").is_none());
        assert!(Chunks::walk(&mut Cursor::new(b"RIFF".to_vec())).expect("read").is_none());
    }
}
