//! The pages of Ogg files (RFC 3533, section 6): read, made, and counted where they are damaged.

use std::io::{self, Read, Seek, SeekFrom};

/// One page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub flags: u8,
    pub serial: u32,
    /// First byte behind it.
    pub end: u64,
    /// First byte of its body.
    body: u64,
    pub lengths: [u8; 255],
    pub segments: usize,
}

const HEADER: usize = 27;
pub(crate) const CONTINUED: u8 = 1;
pub(crate) const FIRST: u8 = 2;
/// More pages than any headers have.
pub(crate) const MOST_PAGES: usize = 4_096;

/// The page that begins at `at`; `None` where none does.
pub(crate) fn page<F: Read + Seek>(file: &mut F, at: u64) -> io::Result<Option<Page>> {
    file.seek(SeekFrom::Start(at))?;
    let mut head = [0; HEADER];
    match file.read_exact(&mut head) {
        Ok(()) if head.starts_with(b"OggS\0") => {}
        Ok(()) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let segments = usize::from(head[26]);
    let mut lengths = [0; 255];
    if file.read_exact(&mut lengths[..segments]).is_err() {
        return Ok(None);
    }
    let body = at + (HEADER + segments) as u64;
    let size: u64 = lengths[..segments].iter().map(|length| u64::from(*length)).sum();
    let serial = u32::from_le_bytes([head[14], head[15], head[16], head[17]]);
    Ok(Some(Page { flags: head[5], serial, end: body + size, body, lengths, segments }))
}

/// How many pages of an Ogg file are damaged or missing: their sound cannot be had. 0 for other files.
pub(crate) fn damaged_pages<F: Read + Seek>(file: &mut F, start: u64) -> io::Result<u64> {
    let size = file.seek(SeekFrom::End(0))?;
    // Of each stream its serial, the number of its next page, and whether its sound has begun.
    let mut streams: Vec<(u32, u32, bool)> = Vec::new();
    let (mut at, mut damaged, mut lost) = (start, 0, false);
    while at < size {
        let Some(page) = page(file, at)?.filter(|page| page.end <= size) else {
            // Nothing behind the last page belongs to the sound.
            let Some(next) = next_page(file, at + 1)? else { break };
            (at, lost) = (next, true);
            damaged += 1;
            continue;
        };
        let bytes = bytes_of(file, at, page.end)?;
        let (head, body) = bytes.split_at(HEADER.min(bytes.len()));
        let whole = head.get(..22).unwrap_or_default().iter().chain(&[0; 4]).chain(&head[HEADER - 1..]).chain(body);
        let stated = u32::from_le_bytes([head[22], head[23], head[24], head[25]]);
        if whole.fold(0, |sum, byte| checksum(sum, *byte)) != stated {
            damaged += 1;
            lost = true;
            // Its length may be wrong: the next page is looked for where it says, else from its own start on.
            let follows = page.end == size || bytes_of(file, page.end, size.min(page.end + 5))?.starts_with(b"OggS\0");
            at = if follows { page.end } else { next_page(file, at + 1)?.unwrap_or(size) };
            continue;
        }
        let number = u32::from_le_bytes([head[18], head[19], head[20], head[21]]);
        let next = number.wrapping_add(1);
        let sounds = i64::from_le_bytes(head[6..14].try_into().unwrap_or_default()) > 0;
        let room = streams.len() < MOST_PAGES;
        match streams.iter_mut().find(|(serial, ..)| *serial == page.serial) {
            // What is missing behind a damaged page was counted with it, and what was cut from a longer recording lacks
            // the pages behind its headers.
            Some((_, wanted, begun)) => {
                damaged += u64::from(*wanted != number && *begun && !lost && page.flags & FIRST == 0);
                (*wanted, *begun) = (next, sounds || (*begun && page.flags & FIRST == 0));
            }
            None if room => streams.push((page.serial, next, sounds)),
            None => {}
        }
        lost = false;
        at = page.end;
    }
    Ok(damaged)
}

/// Where the next page begins at `from` or behind.
fn next_page<F: Read + Seek>(file: &mut F, from: u64) -> io::Result<Option<u64>> {
    const BLOCK: usize = 1 << 16;
    let mark = b"OggS\0";
    let (mut at, mut block) = (from, Vec::new());
    loop {
        file.seek(SeekFrom::Start(at))?;
        block.clear();
        file.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        if let Some(place) = block.windows(mark.len()).position(|bytes| bytes == mark) {
            return Ok(Some(at + place as u64));
        }
        if block.len() < BLOCK {
            return Ok(None);
        }
        at += (BLOCK - mark.len()) as u64;
    }
}

fn bytes_of<F: Read + Seek>(file: &mut F, from: u64, to: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(to.saturating_sub(from)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The body of a page.
pub(crate) fn content<F: Read + Seek>(file: &mut F, page: &Page) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(page.body))?;
    let mut body = Vec::new();
    file.take(page.end - page.body).read_to_end(&mut body)?;
    Ok(body)
}

/// Pages that hold packets of headers, from page `number` on.
pub(crate) fn pages(serial: u32, number: u32, packets: &[Vec<u8>]) -> Vec<u8> {
    let lengths = packets.iter().flat_map(|packet| {
        let whole = packet.len() / 255;
        std::iter::repeat_n(255_u8, whole).chain(std::iter::once((packet.len() % 255) as u8))
    });
    let lengths: Vec<u8> = lengths.collect();
    let body = packets.concat();
    let mut rest = body.as_slice();
    let mut bytes = Vec::new();
    let mut continued = false;
    for (nth, lengths) in lengths.chunks(255).enumerate() {
        let size = lengths.iter().map(|length| usize::from(*length)).sum();
        let (inside, after) = rest.split_at(size);
        rest = after;
        let flags = if number == 0 { FIRST } else { u8::from(continued) * CONTINUED };
        continued = lengths.last() == Some(&255);
        let page = number + nth as u32;
        // A page on which no packet ends has no position.
        let position: i64 = if lengths.iter().all(|length| *length == 255) { -1 } else { 0 };
        let mut head = [b"OggS\0".as_slice(), &[flags], &position.to_le_bytes(), &serial.to_le_bytes()].concat();
        head.extend(page.to_le_bytes());
        head.extend([0; 4]);
        head.push(lengths.len() as u8);
        head.extend_from_slice(lengths);
        let sum = head.iter().chain(inside).fold(0, |sum, byte| checksum(sum, *byte));
        head[22..26].copy_from_slice(&sum.to_le_bytes());
        bytes.extend(head);
        bytes.extend_from_slice(inside);
    }
    bytes
}

/// CRC-32 by the polynomial 0x04c11db7, unreflected, as RFC 3533 has it.
fn checksum(sum: u32, byte: u8) -> u32 {
    sum << 8 ^ SUMS[usize::from((sum >> 24) as u8 ^ byte)]
}

/// The sum of each byte.
static SUMS: [u32; 256] = {
    let mut sums = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut sum = (byte as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum >> 31 != 0 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 };
            bit += 1;
        }
        sums[byte] = sum;
        byte += 1;
    }
    sums
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn damaged_and_missing_pages_are_counted() {
        let page = |number: u32| {
            let mut page = pages(77, number, &[vec![number as u8; 900]]);
            page[6] = number as u8;
            page[22..26].fill(0);
            let sum = page.iter().fold(0, |sum, byte| checksum(sum, *byte));
            page[22..26].copy_from_slice(&sum.to_le_bytes());
            page
        };
        let all: Vec<Vec<u8>> = (0..6).map(page).collect();
        let count = |bytes: &[u8]| damaged_pages(&mut Cursor::new(bytes), 0).expect("read");
        let whole = all.concat();
        assert_eq!(count(&whole), 0);
        assert_eq!(count(&[whole.as_slice(), b"behind the sound"].concat()), 0);
        for place in [900 + 400, 2 * 931 + 3, 3 * 931 + 26, whole.len() - 1] {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x55;
            assert_eq!(count(&bytes), 1, "{place}");
        }
        assert_eq!(count(&[&all[..2], &all[3..]].concat().concat()), 1);
        assert_eq!(count(&[&all[..1], &all[3..]].concat().concat()), 0, "cut from a longer recording");
        assert_eq!(count(&[&all[..], &all[..]].concat().concat()), 0, "a stream behind another");
        assert_eq!(count(&[all[0].as_slice(), b"junk between pages", &all[1..].concat()].concat()), 1);
        assert_eq!((count(b"RIFF"), count(b"")), (0, 0));
    }

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        // "123456789" by CRC-32/MPEG-2 with a start of 0.
        let sum = b"123456789".iter().fold(0, |sum, byte| checksum(sum, *byte));
        assert_eq!(sum, 0x89a1_897f);
    }
}
