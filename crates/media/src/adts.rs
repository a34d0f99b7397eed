//! AAC without a container (ISO/IEC 13818-7, 6.2): where its frames begin.

use std::io::{self, Read, Seek, SeekFrom};

/// So many frames in a row are no chance.
const ENOUGH: usize = 4;
/// Beyond this many bytes of something else no sound is looked for.
const FARTHEST: u64 = 64 << 20;
const HEADER: usize = 7;

/// Whether a frame may begin here.
pub(crate) fn is_frame(bytes: &[u8]) -> bool {
    size(bytes).is_some()
}

/// Bytes of the frame that begins here.
fn size(bytes: &[u8]) -> Option<usize> {
    let head = bytes.first_chunk::<HEADER>()?;
    let synced = head[0] == 0xff && head[1] & 0xf6 == 0xf0;
    let known_rate = head[2] >> 2 & 15 < 13;
    let size = usize::from(head[3] & 3) << 11 | usize::from(head[4]) << 3 | usize::from(head[5]) >> 5;
    (synced && known_rate && size > HEADER).then_some(size)
}

/// The first of several frames in a row at or behind `from`.
pub(crate) fn find<F: Read + Seek>(file: &mut F, from: u64) -> io::Result<Option<u64>> {
    const BLOCK: usize = 1 << 16;
    let mut at = from;
    while at < from.saturating_add(FARTHEST) {
        file.seek(SeekFrom::Start(at))?;
        let mut block = Vec::new();
        file.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        for place in 0..block.len() {
            if is_frame(&block[place..]) && is_followed(file, at + place as u64)? {
                return Ok(Some(at + place as u64));
            }
        }
        if block.len() < BLOCK {
            break;
        }
        at += (BLOCK - HEADER) as u64;
    }
    Ok(None)
}

fn is_followed<F: Read + Seek>(file: &mut F, start: u64) -> io::Result<bool> {
    let mut at = start;
    for found in 0..ENOUGH {
        file.seek(SeekFrom::Start(at))?;
        let mut head = Vec::new();
        file.by_ref().take(HEADER as u64).read_to_end(&mut head)?;
        match size(&head) {
            Some(size) => at += size as u64,
            None => return Ok(found > 1 && head.len() < HEADER),
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn frames_are_found_behind_anything() {
        let frame = [0xff, 0xf1, 0x50, 0x80, 0x01, 0x7f, 0xfc, 1, 2, 3, 4];
        let bytes = [vec![0xff; 70_001], frame.repeat(5)].concat();
        assert_eq!(find(&mut Cursor::new(bytes), 0).expect("read"), Some(70_001));
        assert_eq!(find(&mut Cursor::new(vec![0xff; 200_000]), 0).expect("read"), None);
    }
}
