//! MPEG audio, counted frame by frame.
//!
//! A Xing, Info or VBRI header says how many frames follow, and the decoder library ends the sound there. Joined and
//! edited files say too few: so the frames are counted, and a count that is too low is replaced (ISO/IEC 11172-3, 2.4.1
//! and 13818-3 for the frames; the headers are Xing's, LAME's and Fraunhofer's).

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// What one frame header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Header {
    /// Of the frame with its header, in bytes.
    size: usize,
    /// Version, layer and sample rate: the same in all frames of a recording.
    kind: u32,
    /// Where a Xing or Info header would stand.
    info: usize,
    layer: u8,
}

/// Where the sound of an MPEG audio file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mpeg {
    /// First byte of the first frame.
    pub start: u64,
    /// Layer 1, 2 or 3.
    pub layer: u8,
    /// The byte behind the last whole frame.
    pub end: u64,
    /// The frame that only says how much follows, corrected where it says too little. `None` if there is none.
    pub info: Option<Vec<u8>>,
    /// Whether the frames are more than the header counts: then it promises nothing.
    pub miscounted: bool,
}

/// So many frames in a row are no chance.
const ENOUGH: usize = 4;
/// Beyond this many bytes of something else no sound is looked for.
const FARTHEST: u64 = 64 << 20;
/// Garbage that is passed over between frames at once.
const BLOCK: usize = 1 << 16;

/// Finds the first frame at or behind `from`, and counts the frames from there; `None` if there are none.
pub(crate) fn walk<F: Read + Seek>(file: &mut F, from: u64) -> io::Result<Option<Mpeg>> {
    let Some((start, first)) = find(file, from)? else { return Ok(None) };
    file.seek(SeekFrom::Start(start))?;
    let mut frame = vec![0; first.size];
    let read = read_up_to(file, &mut frame)?;
    frame.truncate(read);
    let stated = stated(&frame, &first);
    let counted = count(file, start, &first)?;
    let frames = counted.frames - u32::from(stated.is_some()).min(counted.frames);
    let mut mpeg = Mpeg { start, layer: first.layer, end: counted.end, info: None, miscounted: false };
    if let Some(stated) = stated {
        mpeg.miscounted = stated.frames.is_some_and(|count| count < frames);
        if mpeg.miscounted {
            correct(&mut frame, &stated, frames);
        }
        mpeg.info = Some(frame);
    }
    Ok(Some(mpeg))
}

struct Counted {
    frames: u32,
    end: u64,
}

fn count<F: Read + Seek>(file: &mut F, start: u64, first: &Header) -> io::Result<Counted> {
    file.seek(SeekFrom::Start(start))?;
    let mut reader = BufReader::with_capacity(BLOCK, file);
    let mut counted = Counted { frames: 0, end: start };
    let mut at = start;
    let mut word = 0_u32;
    let mut known = 0;
    let mut body = Vec::new();
    loop {
        while known < 4 {
            let Some(byte) = next(&mut reader)? else { return Ok(counted) };
            word = word << 8 | u32::from(byte);
            at += 1;
            known += 1;
        }
        match header(word).filter(|header| header.kind == first.kind) {
            Some(header) => {
                body.clear();
                body.extend(word.to_be_bytes());
                let rest = (header.size - 4) as u64;
                if reader.by_ref().take(rest).read_to_end(&mut body)? < rest as usize {
                    return Ok(counted);
                }
                at += rest;
                // A joined file has a header in its midst too: it holds no sound, and the library leaves it out.
                let silent = counted.frames > 0 && stated(&body, &header).is_some();
                counted.frames = counted.frames.saturating_add(u32::from(!silent));
                counted.end = at;
                known = 0;
            }
            None => known = 3,
        }
    }
}

fn next<R: BufRead>(reader: &mut R) -> io::Result<Option<u8>> {
    let byte = reader.fill_buf()?.first().copied();
    reader.consume(usize::from(byte.is_some()));
    Ok(byte)
}

/// The first of several frames in a row.
fn find<F: Read + Seek>(file: &mut F, from: u64) -> io::Result<Option<(u64, Header)>> {
    let mut at = from;
    while at < from.saturating_add(FARTHEST) {
        file.seek(SeekFrom::Start(at))?;
        let mut block = vec![0; BLOCK];
        let read = read_up_to(file, &mut block)?;
        block.truncate(read);
        let starts = (0..block.len().saturating_sub(3)).filter(|place| block[*place] == 0xff);
        for place in starts {
            let word = u32::from_be_bytes([block[place], block[place + 1], block[place + 2], block[place + 3]]);
            let Some(header) = header(word) else { continue };
            if is_followed(file, at + place as u64, &header)? {
                return Ok(Some((at + place as u64, header)));
            }
        }
        if read < BLOCK {
            break;
        }
        at += (BLOCK - 3) as u64;
    }
    Ok(None)
}

/// Whether frames of the same kind follow, up to enough of them or to the end of the file.
fn is_followed<F: Read + Seek>(file: &mut F, start: u64, first: &Header) -> io::Result<bool> {
    let mut at = start.saturating_add(first.size as u64);
    for found in 1..ENOUGH {
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = [0; 4];
        let read = read_up_to(file, &mut bytes)?;
        if read < 4 || bytes.starts_with(b"TAG") || bytes.starts_with(b"APET") || bytes.starts_with(b"LYRI") {
            return Ok(found > 1);
        }
        match header(u32::from_be_bytes(bytes)) {
            Some(next) if next.kind == first.kind => at = at.saturating_add(next.size as u64),
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn read_up_to<R: Read>(file: &mut R, buffer: &mut [u8]) -> io::Result<usize> {
    let mut done = 0;
    while done < buffer.len() {
        match file.read(&mut buffer[done..]) {
            Ok(0) => break,
            Ok(read) => done += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

fn header(word: u32) -> Option<Header> {
    // In kbit/s, by bits 12 to 15 of the header; 0 is a free rate, which no decoder here reads.
    const V1_L1: [u32; 15] = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
    const V1_L2: [u32; 15] = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    const V1_L3: [u32; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const V2_L1: [u32; 15] = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
    const V2_L23: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    if word >> 21 != 0x7ff {
        return None;
    }
    let version = word >> 19 & 3;
    let layer = 4 - (word >> 17 & 3);
    let first_version = version == 3;
    if version == 1 || layer == 4 {
        return None;
    }
    let rates = match (first_version, layer) {
        (true, 1) => &V1_L1,
        (true, 2) => &V1_L2,
        (true, _) => &V1_L3,
        (false, 1) => &V2_L1,
        (false, _) => &V2_L23,
    };
    let rate = *rates.get((word >> 12 & 15) as usize).filter(|rate| **rate > 0)? * 1_000;
    let hertz = *[44_100, 48_000, 32_000].get((word >> 10 & 3) as usize)?;
    let hertz = match version {
        3 => hertz,
        2 => hertz / 2,
        _ => hertz / 4,
    };
    let padding = word >> 9 & 1;
    let size = match layer {
        1 => (12 * rate / hertz + padding) * 4,
        3 if !first_version => 72 * rate / hertz + padding,
        _ => 144 * rate / hertz + padding,
    };
    let mono = word >> 6 & 3 == 3;
    let info = 4 + match (first_version, mono) {
        (true, false) => 32,
        (true, true) | (false, false) => 17,
        (false, true) => 9,
    };
    let size = usize::try_from(size).ok().filter(|size| *size > 4)?;
    Some(Header { size, kind: word & 0xfffe_0c00, info, layer: layer as u8 })
}

/// A frame that says how much follows.
struct Stated {
    /// How many frames; `None` if it leaves that open.
    frames: Option<u32>,
    count_at: usize,
    /// Where LAME's part begins, which ends with a checksum.
    lame: Option<usize>,
}

const COUNTED: u32 = 1;
const SIZED: u32 = 2;
const INDEXED: u32 = 4;
const GRADED: u32 = 8;

fn stated(frame: &[u8], header: &Header) -> Option<Stated> {
    let long = |at: usize| frame.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    if header.layer != 3 {
        return None;
    }
    const VBRI: usize = 4 + 32;
    if frame.get(VBRI..VBRI + 4) == Some(b"VBRI") {
        let count_at = VBRI + 14;
        return Some(Stated { frames: long(count_at), count_at, lame: None });
    }
    let name = frame.get(header.info..header.info + 4)?;
    // Behind the header and its optional checksum all is zero, unlike in a frame of sound.
    let empty = frame.get(6..header.info)?.iter().all(|byte| *byte == 0);
    if !(name == b"Xing" || name == b"Info") || !empty {
        return None;
    }
    let flags = long(header.info + 4)?;
    let count_at = header.info + 8;
    let parts = [(COUNTED, 4), (SIZED, 4), (INDEXED, 100), (GRADED, 4)];
    let lame = count_at + parts.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, size)| size).sum::<usize>();
    let frames = long(count_at).filter(|_| flags & COUNTED != 0);
    Some(Stated { frames, count_at, lame: Some(lame) })
}

/// Puts the counted frames in the place of the stated ones. What LAME says of the padding at the end was of another
/// end, and its checksum of other bytes: both are cleared.
fn correct(frame: &mut [u8], stated: &Stated, frames: u32) {
    if let Some(count) = frame.get_mut(stated.count_at..stated.count_at + 4) {
        count.copy_from_slice(&frames.to_be_bytes());
    }
    let Some(lame) = stated.lame else { return };
    if let Some(trim) = frame.get_mut(lame + 21..lame + 24) {
        trim[1] &= 0xf0;
        trim[2] = 0;
    }
    if let Some(checksum) = frame.get_mut(lame + 34..lame + 36) {
        checksum.fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// MPEG 1 layer 3, 128 kbit/s, 44.1 kHz, stereo: 417 bytes.
    fn frame() -> Vec<u8> {
        let mut frame = vec![0xff, 0xfb, 0x90, 0x00];
        frame.resize(417, 0x55);
        frame
    }

    fn info(count: u32) -> Vec<u8> {
        let mut frame = vec![0xff, 0xfb, 0x90, 0x00];
        frame.resize(36, 0);
        frame.extend(b"Xing\0\0\0\x01");
        frame.extend(count.to_be_bytes());
        frame.extend(b"LAME3.100");
        frame.resize(417, 7);
        frame
    }

    #[test]
    fn frames_are_counted_past_what_stands_before_and_between() {
        // Two frames in a row are too few to begin with, where the file goes on.
        let bytes = [vec![1; 70_000], frame(), frame(), vec![2; 9], frame(), frame(), vec![3; 9]].concat();
        assert_eq!(walk(&mut Cursor::new(&bytes), 0).expect("read"), None);
        let bytes = [vec![1; 70_000], frame().repeat(4), vec![0xff; 9], frame(), b"TAG".to_vec()].concat();
        let found = walk(&mut Cursor::new(&bytes), 0).expect("read").expect("frames");
        assert_eq!((found.start, found.end, found.layer), (70_000, 70_000 + 5 * 417 + 9, 3));
        assert_eq!(found.info, None);
    }

    #[test]
    fn a_count_that_is_too_low_is_corrected_and_others_are_kept() {
        let with = |count| [info(count), frame().repeat(10)].concat();
        for (stated, seen, miscounted) in [(10, 10, false), (12, 12, false), (3, 10, true), (0, 10, true)] {
            let found = walk(&mut Cursor::new(with(stated)), 0).expect("read").expect("frames");
            let frame = found.info.expect("an info frame");
            assert_eq!(u32::from_be_bytes(frame[44..48].try_into().expect("four bytes")), seen);
            assert_eq!(found.miscounted, miscounted);
            // LAME's padding of the end goes with the wrong count; its delay at the start stays.
            assert_eq!(frame[48 + 21..48 + 24] == [7, 0, 0], miscounted);
        }
    }

    #[test]
    fn a_header_in_the_midst_is_no_sound() {
        let bytes = [info(5), frame().repeat(5), info(5), frame().repeat(5)].concat();
        let found = walk(&mut Cursor::new(bytes), 0).expect("read").expect("frames");
        assert_eq!(found.info.expect("an info frame")[44..48], 10_u32.to_be_bytes());
    }
}
