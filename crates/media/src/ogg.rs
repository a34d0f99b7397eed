//! Ogg: the header packets, and the sound without its comments.
//!
//! The decoder library gives up a stream whose comments it cannot read, so it is shown pages with none (RFC 3533 for the
//! pages; RFC 7845, the Vorbis I specification and RFC 9639 for the packets). The headers are read here, for the tags.

use std::io::{self, Read, Seek, SeekFrom};

use crate::window::{Part, View};

/// What the first packet of a stream says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Vorbis,
    Opus,
    Flac,
    /// Sound of a kind with this name, which is not read.
    Foreign(&'static str),
    /// Picture, subtitles, an index, or something unknown.
    Other,
}

/// The stream whose sound is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Headers {
    pub content: Content,
    /// The header packets, the identification first; those that the file lacks are missing.
    pub packets: Vec<Vec<u8>>,
    serial: u32,
    /// First byte of the first page of sound, where it begins with the page.
    sound: Option<u64>,
    /// Other streams run beside it.
    alone: bool,
}

/// One page.
#[derive(Debug, Clone, Copy)]
struct Page {
    flags: u8,
    serial: u32,
    /// First byte behind it.
    end: u64,
    /// First byte of its body.
    body: u64,
    lengths: [u8; 255],
    segments: usize,
}

const HEADER: usize = 27;
const CONTINUED: u8 = 1;
const FIRST: u8 = 2;
/// Headers of more bytes hold something else than headers and covers.
const LARGEST: u64 = 64 << 20;
/// More pages than any headers have.
const MOST_PAGES: usize = 4_096;

impl Headers {
    /// Reads the headers of the first stream whose sound is known, else of the first stream at all; `None` if this is no
    /// Ogg file.
    pub(crate) fn walk<F: Read + Seek>(file: &mut F, start: u64) -> io::Result<Option<Self>> {
        let mut found: Option<Self> = None;
        let mut open = Vec::new();
        let (mut at, mut bytes) = (start, 0);
        for _ in 0..MOST_PAGES {
            let Some(page) = page(file, at)? else { break };
            let body = content(file, &page)?;
            let first = page.flags & FIRST != 0;
            if first {
                let content = content_of(&body);
                let better = found.as_ref().is_none_or(|found| !found.content.is_known() && content != Content::Other);
                let alone = found.is_none();
                if better {
                    found = Some(Self { content, packets: Vec::new(), serial: page.serial, sound: None, alone });
                } else if let Some(found) = &mut found {
                    found.alone = false;
                }
            }
            let Some(headers) = found.as_mut() else { break };
            if page.serial == headers.serial {
                if page.flags & CONTINUED == 0 {
                    open.clear();
                }
                let wanted = headers.wanted();
                let mut rest = body.as_slice();
                for length in &page.lengths[..page.segments] {
                    let (piece, after) = rest.split_at(usize::from(*length).min(rest.len()));
                    rest = after;
                    open.extend_from_slice(piece);
                    if *length < 255 {
                        headers.packets.push(std::mem::take(&mut open));
                    }
                }
                // Sound may not begin on a page of headers; where it does all the same, the pages stay as they are.
                if headers.packets.len() >= wanted {
                    headers.sound = (headers.packets.len() == wanted && open.is_empty()).then_some(page.end);
                    headers.packets.truncate(wanted);
                    break;
                }
            }
            bytes += page.end - at;
            if bytes > LARGEST {
                break;
            }
            at = page.end;
        }
        Ok(found)
    }

    /// How many header packets there are.
    fn wanted(&self) -> usize {
        match self.content {
            Content::Vorbis => 3,
            Content::Opus => 2,
            Content::Flac => {
                // The identification counts the others (RFC 9639, section 10.1), and the last of them says so.
                let counted = self.packets.first().and_then(|packet| packet.get(7..9));
                let counted = counted.map_or(0, |bytes| usize::from(u16::from_be_bytes([bytes[0], bytes[1]])));
                let last =
                    self.packets.iter().skip(1).position(|packet| packet.first().is_some_and(|kind| kind & 0x80 != 0));
                match (counted, last) {
                    (0, Some(last)) => last + 2,
                    (0, None) => usize::MAX,
                    (counted, _) => counted + 1,
                }
            }
            Content::Foreign(_) | Content::Other => 1,
        }
    }

    /// The sound up to `end`, behind headers without comments; `None` where the file is better shown as it is.
    pub(crate) fn view(&self, end: u64) -> Option<View> {
        let start = self.sound.filter(|_| self.alone)?;
        let first = self.packets.first()?;
        let later: Vec<Vec<u8>> = match self.content {
            Content::Vorbis => {
                // No vendor, no comment, and the framing bit.
                let comments = [b"\x03vorbis".as_slice(), &[0; 8], &[1]].concat();
                vec![comments, self.packets.get(2)?.clone()]
            }
            Content::Opus => vec![[b"OpusTags".as_slice(), &[0; 8]].concat()],
            Content::Flac => vec![[&[0x84, 0, 0, 8], [0; 8].as_slice()].concat()],
            Content::Foreign(_) | Content::Other => return None,
        };
        let mut bytes = pages(self.serial, 0, std::slice::from_ref(first));
        bytes.extend(pages(self.serial, 1, &later));
        Some(View::new(vec![Part::Bytes(bytes), Part::File { start, length: end.saturating_sub(start) }]))
    }
}

impl Content {
    fn is_known(self) -> bool {
        matches!(self, Self::Vorbis | Self::Opus | Self::Flac)
    }
}

fn content_of(body: &[u8]) -> Content {
    match body {
        _ if body.starts_with(b"\x01vorbis") => Content::Vorbis,
        _ if body.starts_with(b"OpusHead") => Content::Opus,
        _ if body.starts_with(b"\x7fFLAC") => Content::Flac,
        // Before 1.1.1 FLAC stood in Ogg without a mapping of its own.
        _ if body.starts_with(b"fLaC") => Content::Foreign("old Ogg FLAC"),
        _ if body.starts_with(b"Speex   ") => Content::Foreign("Speex"),
        _ if body.starts_with(b"CELT    ") => Content::Foreign("CELT"),
        _ if body.starts_with(b"PCM     ") => Content::Foreign("Ogg PCM"),
        _ if body.starts_with(b"Midi") => Content::Foreign("Ogg MIDI"),
        _ => Content::Other,
    }
}

fn page<F: Read + Seek>(file: &mut F, at: u64) -> io::Result<Option<Page>> {
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

fn content<F: Read + Seek>(file: &mut F, page: &Page) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(page.body))?;
    let mut body = Vec::new();
    file.take(page.end - page.body).read_to_end(&mut body)?;
    Ok(body)
}

/// Pages that hold packets of headers, from page `number` on.
fn pages(serial: u32, number: u32, packets: &[Vec<u8>]) -> Vec<u8> {
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
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;
    use std::io::Cursor;

    fn vorbis(comments: &[u8]) -> Vec<u8> {
        let first = [b"\x01vorbis".as_slice(), &[9; 23]].concat();
        let setup = [b"\x05vorbis".as_slice(), &[8; 700]].concat();
        [pages(77, 0, &[first]), pages(77, 1, &[comments.to_vec(), setup]), pages(77, 3, &[vec![5; 100]])].concat()
    }

    #[test]
    fn headers_are_read_and_shown_without_their_comments() {
        let comments = [b"\x03vorbis".as_slice(), &vec![7; 80_000]].concat();
        let bytes = vorbis(&comments);
        let headers = Headers::walk(&mut Cursor::new(&bytes), 0).expect("read").expect("ogg");
        assert_eq!((headers.content, headers.packets.len()), (Content::Vorbis, 3));
        assert_eq!(headers.packets[1], comments);
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("a.ogg");
        std::fs::write(&path, &bytes).expect("written");
        let mut seen = Vec::new();
        let view = headers.view(bytes.len() as u64).expect("a view");
        view.open(&path).expect("opened").read_to_end(&mut seen).expect("read");
        let short = Headers::walk(&mut Cursor::new(&seen), 0).expect("read").expect("ogg");
        assert_eq!(short.packets[0], headers.packets[0]);
        assert_eq!(short.packets[1], b"\x03vorbis\0\0\0\0\0\0\0\0\x01");
        assert_eq!(short.packets[2], headers.packets[2]);
        assert!(seen.ends_with(&pages(77, 3, &[vec![5; 100]])));
    }

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

    #[test]
    fn streams_that_are_not_read_have_names() {
        let speex = pages(1, 0, &[b"Speex   1.2".to_vec()]);
        let headers = Headers::walk(&mut Cursor::new(&speex), 0).expect("read").expect("ogg");
        assert_eq!(headers.content, Content::Foreign("Speex"));
        assert_eq!(Headers::walk(&mut Cursor::new(b"RIFF"), 0).expect("read"), None);
    }
}
