//! Ogg: the header packets, and the sound without its comments.
//!
//! The decoder library gives up a stream whose comments it cannot read, so it is shown pages with none (RFC 3533 for the
//! pages; RFC 7845, the Vorbis I specification and RFC 9639 for the packets). The headers are read here, for the tags.

use std::io::{self, Read, Seek};

use crate::ogg_page::{CONTINUED, FIRST, MOST_PAGES, content, page, pages};
use crate::stream_info::{COMMENTS, identification, speakers};
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
    /// First byte of the file, or of its link.
    start: u64,
    /// First byte and bytes of its first page.
    opening: (u64, u64),
    /// First byte of the first page of sound, where it begins with the page.
    sound: Option<u64>,
    /// Other streams run beside it.
    alone: bool,
}

/// Headers of more bytes hold something else than headers and covers.
const LARGEST: u64 = 64 << 20;

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
                    let opening = (at, page.end - at);
                    let serial = page.serial;
                    found = Some(Self { content, packets: Vec::new(), serial, start, opening, sound: None, alone });
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

    /// The speakers that a comment names, by the bits of WAVE_FORMAT_EXTENSIBLE.
    pub(crate) fn speakers(&self) -> Option<u32> {
        let blocks = self.packets.iter().skip(1).filter(|_| self.content == Content::Flac);
        let mut comments = blocks.filter(|block| block.first().is_some_and(|kind| kind & 0x7f == COMMENTS));
        comments.find_map(|block| speakers(block.get(4..)?))
    }

    /// The sound up to `end`, behind headers without comments; `None` where the file is better shown as it is.
    pub(crate) fn view(&self, end: u64) -> Option<View> {
        let first = match self.content {
            Content::Flac => identification(self.packets.first()?),
            _ => self.packets.first()?.clone(),
        };
        let head = pages(self.serial, 0, &[first]);
        let Some(start) = self.sound.filter(|_| self.alone) else {
            // Other streams and other packets stay as they are.
            let (start, length) = self.opening;
            let fits = self.content == Content::Flac && length == head.len() as u64;
            return fits.then(|| View::patched(self.start, end, vec![(start, head)]));
        };
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
        let bytes = [head, pages(self.serial, 1, &later)].concat();
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
    fn streams_that_are_not_read_have_names() {
        let speex = pages(1, 0, &[b"Speex   1.2".to_vec()]);
        let headers = Headers::walk(&mut Cursor::new(&speex), 0).expect("read").expect("ogg");
        assert_eq!(headers.content, Content::Foreign("Speex"));
        assert_eq!(Headers::walk(&mut Cursor::new(b"RIFF"), 0).expect("read"), None);
    }
}
