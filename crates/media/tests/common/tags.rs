//! Tags byte by byte, right and wrong.

/// An ID3v2 tag around frames.
pub fn id3(version: u8, flags: u8, body: &[u8]) -> Vec<u8> {
    [b"ID3".as_slice(), &[version, 0, flags], &sevens(body.len()), body].concat()
}

pub fn frame(version: u8, id: &str, content: &[u8]) -> Vec<u8> {
    frame_with(version, id, content, [0, 0])
}

pub fn frame_with(version: u8, id: &str, content: &[u8], flags: [u8; 2]) -> Vec<u8> {
    let size = if version == 4 { sevens(content.len()) } else { (content.len() as u32).to_be_bytes() };
    [id.as_bytes(), &size, &flags, content].concat()
}

/// A frame of version 2.2.
pub fn old_frame(id: &str, content: &[u8]) -> Vec<u8> {
    [id.as_bytes(), &(content.len() as u32).to_be_bytes()[1..], content].concat()
}

fn sevens(size: usize) -> [u8; 4] {
    [21, 14, 7, 0].map(|shift| (size >> shift) as u8 & 0x7f)
}

/// The content of a text frame in Latin-1; of UTF-8 where it needs that.
pub fn latin_text(text: &str) -> Vec<u8> {
    let encoding = if text.is_ascii() { 0 } else { 3 };
    [&[encoding], text.as_bytes()].concat()
}

pub fn latin(text: &str) -> Vec<u8> {
    latin_text(text)
}

/// Little-endian, without a mark.
pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

pub fn id3v1(title: &str, artist: &str) -> Vec<u8> {
    let mut tag = b"TAG".to_vec();
    for (text, length) in [(title, 30), (artist, 30), ("", 30), ("", 4), ("", 30)] {
        let end = tag.len() + length;
        tag.extend_from_slice(text.as_bytes());
        tag.resize(end, 0);
    }
    tag.push(255);
    tag
}

/// An APEv2 tag with header and footer.
pub fn ape(items: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (key, text) in items {
        body.extend((text.len() as u32).to_le_bytes());
        body.extend([0; 4]);
        body.extend_from_slice(key.as_bytes());
        body.push(0);
        body.extend_from_slice(text.as_bytes());
    }
    let part = |flags: u32| {
        let words = [2_000, body.len() as u32 + 32, items.len() as u32, flags, 0, 0];
        [b"APETAGEX".to_vec(), words.iter().flat_map(|word| word.to_le_bytes()).collect()].concat()
    };
    [part(0xa000_0000), body.clone(), part(0x8000_0000)].concat()
}

/// The content of a `LIST` chunk of the kind `INFO`.
pub fn info(entries: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut content = b"INFO".to_vec();
    for (id, text) in entries {
        content.extend_from_slice(*id);
        content.extend((text.len() as u32 + 1).to_le_bytes());
        content.extend_from_slice(text);
        content.push(0);
        content.resize(content.len().next_multiple_of(2), 0);
    }
    content
}

/// Vorbis comments as a block.
pub fn vorbis(comments: &[&[u8]]) -> Vec<u8> {
    let mut bytes = [4_u32.to_le_bytes().as_slice(), b"test", &(comments.len() as u32).to_le_bytes()].concat();
    for comment in comments {
        bytes.extend((comment.len() as u32).to_le_bytes());
        bytes.extend_from_slice(comment);
    }
    bytes
}

/// FLAC's picture block around a PNG.
pub fn picture(data: &[u8]) -> Vec<u8> {
    let word = |word: u32| word.to_be_bytes();
    let head = [word(3).as_slice(), &word(9), b"image/png", &word(0), &[0; 16], &word(data.len() as u32)].concat();
    [head.as_slice(), data].concat()
}

pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let word = group.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// A FLAC, Ogg Vorbis, Opus or Ogg FLAC file with other comments than it has.
pub fn with_comments(file: &[u8], comments: &[u8]) -> Vec<u8> {
    if file.starts_with(b"fLaC") {
        let mut made = file[..42].to_vec();
        made[4] = 0;
        made.push(0x84);
        made.extend_from_slice(&(comments.len() as u32).to_be_bytes()[1..]);
        made.extend_from_slice(comments);
        let mut at = 4;
        loop {
            let (last, length) =
                (file[at] & 0x80 != 0, u32::from_be_bytes([0, file[at + 1], file[at + 2], file[at + 3]]));
            at += 4 + length as usize;
            if last {
                break;
            }
        }
        made.extend_from_slice(&file[at..]);
        return made;
    }
    let pages = pages(file);
    let serial = &file[14..18];
    let mut packets: Vec<Vec<u8>> = Vec::new();
    let mut open = Vec::new();
    let wanted = if pages[0].1.starts_with(b"\x01vorbis") { 3 } else { 2 };
    let mut sound = 0;
    for (number, (lengths, body, _)) in pages.iter().enumerate() {
        let mut at = 0;
        for length in lengths {
            open.extend_from_slice(&body[at..at + usize::from(*length)]);
            at += usize::from(*length);
            if *length < 255 {
                packets.push(std::mem::take(&mut open));
            }
        }
        if packets.len() >= wanted {
            sound = number + 1;
            break;
        }
    }
    packets[1] = match wanted {
        3 => [b"\x03vorbis".as_slice(), comments, &[1]].concat(),
        _ if packets[1].starts_with(b"OpusTags") => [b"OpusTags".as_slice(), comments].concat(),
        _ => [&[0x84], &(comments.len() as u32).to_be_bytes()[1..], comments].concat(),
    };
    let mut made = Vec::new();
    for (number, packet) in packets.iter().enumerate() {
        let mut lengths = vec![255; packet.len() / 255];
        lengths.push((packet.len() % 255) as u8);
        assert!(lengths.len() <= 255, "a header packet fits on a page");
        let flags = if number == 0 { 2 } else { 0 };
        made.extend(page(flags, &[0; 8], serial, number as u32, &lengths, packet));
    }
    for (number, (lengths, body, head)) in pages[sound..].iter().enumerate() {
        made.extend(page(head[5], &head[6..14], serial, (packets.len() + number) as u32, lengths, body));
    }
    made
}

/// Lengths, body and head of each page of an Ogg file.
pub fn pages(file: &[u8]) -> Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 27 <= file.len() {
        let lengths = &file[at + 27..at + 27 + usize::from(file[at + 26])];
        let body = at + 27 + lengths.len();
        let end = body + lengths.iter().map(|length| usize::from(*length)).sum::<usize>();
        found.push((lengths.to_vec(), file[body..end].to_vec(), file[at..at + 27].to_vec()));
        at = end;
    }
    found
}

/// A page of an Ogg file with its checksum.
pub fn page(flags: u8, position: &[u8], serial: &[u8], number: u32, lengths: &[u8], body: &[u8]) -> Vec<u8> {
    let mut page = [b"OggS\0".as_slice(), &[flags], position, serial, &number.to_le_bytes(), &[0; 4]].concat();
    page.push(lengths.len() as u8);
    page.extend_from_slice(lengths);
    page.extend_from_slice(body);
    let sum = page.iter().fold(0_u32, |sum, byte| {
        (0..8)
            .fold(sum ^ u32::from(*byte) << 24, |sum, _| if sum >> 31 != 0 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 })
    });
    page[22..26].copy_from_slice(&sum.to_le_bytes());
    page
}
