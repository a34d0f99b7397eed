//! FLAC within other containers: STREAMINFO (RFC 9639, section 8.2), and what a comment says of its channels.
//!
//! Ogg, MP4 and Matroska say themselves where each frame begins and ends, so that nothing hangs on the sizes that
//! STREAMINFO states. The decoder library believes them all the same.

use std::io::{self, Read, Seek, SeekFrom};

use crate::boxes::boxes;
use crate::window::View;

/// The kind of a block of comments (RFC 9639, table 1).
pub(crate) const COMMENTS: u8 = 4;
/// Bytes of STREAMINFO.
pub(crate) const INFO: usize = 34;
/// What stands before it in every container: a block of kind 0, perhaps the last one.
const HEADS: [[u8; 4]; 2] = [[0, 0, 0, INFO as u8], [0x80, 0, 0, INFO as u8]];

/// STREAMINFO for blocks of `low` to `high` frames, each in however many bytes.
pub(crate) fn with_sizes(mut info: [u8; INFO], low: u16, high: u16) -> [u8; INFO] {
    info[0..2].copy_from_slice(&low.to_be_bytes());
    info[2..4].copy_from_slice(&high.to_be_bytes());
    info[4..10].fill(0);
    info
}

/// The same for blocks of any size.
fn for_any_block(info: [u8; INFO]) -> [u8; INFO] {
    with_sizes(info, 16, u16::MAX)
}

/// The identification packet of FLAC in Ogg (RFC 9639, section 10.1), for blocks of any size.
pub(crate) fn identification(packet: &[u8]) -> Vec<u8> {
    const BEFORE: usize = 17;
    let mut packet = packet.to_vec();
    if let Some(info) = packet.get_mut(BEFORE..).and_then(|rest| rest.first_chunk_mut::<INFO>()) {
        *info = for_any_block(*info);
    }
    packet
}

/// What an MP4 says of FLAC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inside {
    /// STREAMINFO for blocks of any size.
    pub info: [u8; INFO],
    /// Its first byte in the file.
    pub at: u64,
    /// Speakers by the bits of WAVE_FORMAT_EXTENSIBLE, where a comment names them.
    pub speakers: Option<u32>,
}

/// What stands in the sample descriptions (`stsd`) of a sound track within an index (`moov`) whose content begins at
/// `start`; `None` where its sound is not FLAC.
pub(crate) fn in_descriptions(stsd: &[u8], moov: &[u8], start: u64) -> Option<Inside> {
    const BEFORE: usize = 8;
    let (kind, entry) = boxes(stsd.get(BEFORE..)?).next()?;
    // A description of sound has 28 bytes before its boxes; in QuickTime's first version 16 more.
    let inner = if entry.get(8..10) == Some(&[0, 1]) { 44 } else { 28 };
    let (_, blocks) = boxes(entry.get(inner..)?).find(|(inside, _)| &kind == b"fLaC" && inside == b"dfLa")?;
    let rest = blocks.get(4..)?;
    let head = rest.first_chunk::<4>().filter(|head| HEADS.contains(head))?;
    let info = rest.get(head.len()..)?.first_chunk::<INFO>()?;
    // Both are the same bytes in memory.
    let at = start + (info.as_ptr().addr().checked_sub(moov.as_ptr().addr())? as u64);
    Some(Inside { info: for_any_block(*info), at, speakers: comments(rest).and_then(speakers) })
}

/// The comments among blocks that stand one behind the other.
fn comments(blocks: &[u8]) -> Option<&[u8]> {
    let mut rest = blocks;
    loop {
        let (head, after) = rest.split_first_chunk::<4>()?;
        let (content, next) = after.split_at_checked(u32::from_be_bytes([0, head[1], head[2], head[3]]) as usize)?;
        match head[0] {
            kind if kind & 0x7f == COMMENTS => return Some(content),
            kind if kind & 0x80 != 0 => return None,
            _ => rest = next,
        }
    }
}

/// A Matroska file as the library shall see it: STREAMINFO of each track for blocks of any size.
pub(crate) fn matroska<F: Read + Seek>(file: &mut F) -> io::Result<View> {
    /// Tracks stand before the sound; covers seldom before them.
    const FARTHEST: u64 = 1 << 20;
    const MAGIC: &[u8] = b"fLaC";
    let end = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    file.by_ref().take(FARTHEST).read_to_end(&mut head)?;
    let mut patches = Vec::new();
    let mut at = 0;
    while let Some(rest) = head.get(at..) {
        let info = rest.strip_prefix(MAGIC).and_then(|rest| {
            let (head, rest) = rest.split_first_chunk::<4>()?;
            rest.first_chunk::<INFO>().filter(|_| HEADS.contains(head))
        });
        at += match info {
            Some(info) => {
                patches.push(((at + MAGIC.len() + 4) as u64, for_any_block(*info).to_vec()));
                MAGIC.len() + 4 + INFO
            }
            None if rest.is_empty() => break,
            None => 1,
        };
    }
    Ok(View::patched(0, end, patches))
}

/// The speakers that comments name (RFC 9639, section 8.6.2), by the bits of WAVE_FORMAT_EXTENSIBLE.
pub(crate) fn speakers(comments: &[u8]) -> Option<u32> {
    let text = entries(comments).find_map(|entry| {
        let text = String::from_utf8_lossy(entry).to_ascii_lowercase();
        text.strip_prefix("waveformatextensible_channel_mask=").map(|mask| mask.trim().to_owned())
    })?;
    match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// Comments one by one, as far as they are there: behind the name of a program and their count, each behind its length.
fn entries(comments: &[u8]) -> impl Iterator<Item = &[u8]> {
    fn piece(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        rest.split_at_checked(u32::from_le_bytes(*length) as usize)
    }
    let mut rest = piece(comments).and_then(|(_, rest)| rest.get(4..)).unwrap_or_default();
    std::iter::from_fn(move || {
        let (entry, after) = piece(rest)?;
        rest = after;
        Some(entry)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_named_in_a_comment() {
        let comments = |text: &str| {
            let entry = [&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat();
            [[0; 4].as_slice(), &1_u32.to_le_bytes(), &entry].concat()
        };
        for (text, wanted) in [
            ("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x637", Some(0x637)),
            ("waveformatextensible_channel_mask=0X70F", Some(0x70f)),
            ("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=63", Some(63)),
            ("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=surround", None),
            ("TITLE=0x637", None),
        ] {
            assert_eq!(speakers(&comments(text)), wanted, "{text}");
        }
        assert_eq!(speakers(&[]), None);
    }

    #[test]
    fn a_packet_that_is_too_short_stays_as_it_is() {
        assert_eq!(identification(b"\x7fFLAC\x01\0\0\x01fLaC"), b"\x7fFLAC\x01\0\0\x01fLaC");
        assert_eq!(in_descriptions(&[0; 20], &[], 0), None);
    }
}
