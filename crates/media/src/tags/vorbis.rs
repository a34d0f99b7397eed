//! Vorbis comments: in Ogg Vorbis, Opus, and FLAC with and without Ogg.

use std::io::{Read, Seek, SeekFrom};

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::Found;
use super::fields::VORBIS;
use super::picture::{FRONT, block, found as picture_in, image_type};
use super::text::western;
use crate::flac::{Flac, PICTURE};
use crate::ogg::{Content, Headers};
use crate::stream_info::COMMENTS;

/// Comment blocks and picture blocks beyond this hold neither.
const LARGEST: u64 = 64 << 20;

/// Taggers leave out the padding, and some break lines.
const BASE_64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The header packets of an Ogg stream.
pub(super) fn read_ogg(found: &mut Found, headers: &Headers) {
    let packet = |start: &[u8]| headers.packets.iter().find_map(|packet| packet.strip_prefix(start));
    match headers.content {
        Content::Vorbis => packet(b"\x03vorbis").into_iter().for_each(|comments| read(found, comments)),
        Content::Opus => packet(b"OpusTags").into_iter().for_each(|comments| read(found, comments)),
        Content::Flac => {
            for packet in headers.packets.iter().skip(1).filter(|packet| packet.len() > 4) {
                match packet[0] & 0x7f {
                    COMMENTS => read(found, &packet[4..]),
                    PICTURE => read_picture(found, &packet[4..]),
                    _ => {}
                }
            }
        }
        Content::Foreign(_) | Content::Other => {}
    }
}

/// The blocks of a FLAC file.
pub(super) fn read_flac<F: Read + Seek>(found: &mut Found, file: &mut F, flac: &Flac) {
    for found_block in flac.blocks.iter().filter(|block| matches!(block.kind, COMMENTS | PICTURE)) {
        let mut content = Vec::new();
        let read_all = file
            .seek(SeekFrom::Start(found_block.start))
            .and_then(|_| file.by_ref().take(found_block.size.min(LARGEST)).read_to_end(&mut content));
        match (read_all, found_block.kind) {
            (Err(_), _) => found.fail("FLAC"),
            (Ok(_), COMMENTS) => read(found, &content),
            (Ok(_), _) => read_picture(found, &content),
        }
    }
}

fn read_picture(found: &mut Found, bytes: &[u8]) {
    match block(bytes) {
        Some((kind, mime, picture)) => found.add_picture(kind == FRONT, &mime, picture),
        None => found.fail("PICTURE"),
    }
}

/// Comments one by one: a count that is wrong, and a comment that makes no sense, cost none of the others.
pub(super) fn read(found: &mut Found, bytes: &[u8]) {
    fn long(bytes: &[u8]) -> Option<(usize, &[u8])> {
        let (head, rest) = bytes.split_first_chunk::<4>()?;
        Some((u32::from_le_bytes(*head) as usize, rest))
    }
    let Some((count, mut rest)) = long(bytes).and_then(|(vendor, rest)| rest.get(vendor..)).and_then(long) else {
        if !bytes.is_empty() {
            found.fail("Vorbis comments");
        }
        return;
    };
    let mut number = 0;
    while let Some((length, after)) = long(rest) {
        let Some((comment, next)) = after.split_at_checked(length) else {
            // Behind the last one stand a framing bit or padding.
            if number < count {
                found.fail("Vorbis comments");
            }
            return;
        };
        let entry = comment.iter().position(|byte| *byte == b'=').map(|at| (&comment[..at], &comment[at + 1..]));
        let entry = entry.filter(|(key, _)| !key.is_empty() && key.iter().all(|byte| (b' '..=b'}').contains(byte)));
        match entry {
            Some((key, value)) => add(found, &key.to_ascii_uppercase(), value),
            None if number < count => found.fail("Vorbis comments"),
            None => return,
        }
        number += 1;
        rest = next;
    }
}

fn add(found: &mut Found, key: &[u8], value: &[u8]) {
    let key = String::from_utf8_lossy(key);
    match key.as_ref() {
        "METADATA_BLOCK_PICTURE" => match decoded(value).as_deref().and_then(block) {
            Some((kind, mime, picture)) => found.add_picture(kind == FRONT, &mime, picture),
            None => found.fail(&key),
        },
        // The unofficial way before it: the picture alone.
        "COVERART" => match decoded(value) {
            Some(bytes) if image_type(&bytes).is_some() => found.add_picture(true, "", &bytes),
            Some(bytes) if picture_in(&bytes).is_some() => {
                found.add_picture(true, "", picture_in(&bytes).unwrap_or_default());
            }
            _ if value.is_empty() => {}
            _ => found.fail(&key),
        },
        _ => found.add(format!("{VORBIS}{key}"), &western(value)),
    }
}

fn decoded(value: &[u8]) -> Option<Vec<u8>> {
    let letters: Vec<u8> = value.iter().copied().filter(|byte| !byte.is_ascii_whitespace() && *byte != 0).collect();
    BASE_64.decode(letters).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(count: u32, entries: &[&[u8]]) -> Vec<u8> {
        let mut bytes = [4_u32.to_le_bytes().as_slice(), b"test", &count.to_le_bytes()].concat();
        for entry in entries {
            bytes.extend((entry.len() as u32).to_le_bytes());
            bytes.extend_from_slice(entry);
        }
        bytes
    }

    fn texts(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let mut found = Found::default();
        read(&mut found, bytes);
        (found.raw.into_iter().map(|raw| raw.text).collect(), found.unread)
    }

    #[test]
    fn a_wrong_count_and_odd_comments_cost_nothing() {
        let entries: [&[u8]; 4] = [b"TITLE=Spark", b"nonsense", b"ARTIST=Zo\xeb", b"=empty"];
        for count in [0, 1, 4, 5, 99, u32::MAX] {
            let (found, _) = texts(&[comments(count, &entries), vec![1]].concat());
            if count >= 4 {
                assert_eq!(found, ["Spark", "Zoë"], "{count}");
            } else {
                assert_eq!(found[0], "Spark", "{count}");
            }
        }
        let (found, unread) = texts(&comments(2, &[b"TITLE=Spark"]));
        assert_eq!((found, unread.len()), (vec!["Spark".to_owned()], 0));
        let long = [comments(2, &[b"TITLE=Spark"]), vec![0xff, 0xff, 0, 0, 1]].concat();
        assert_eq!(texts(&long).1, ["Vorbis comments"]);
        assert_eq!(texts(&[]).1, [""; 0]);
    }

    #[test]
    fn covers_of_any_kind_of_damage_are_left_out() {
        let entries: [&[u8]; 5] = [
            b"COVERART=",
            b"COVERART=/9j/",
            b"COVERART=!!",
            b"METADATA_BLOCK_PICTURE=",
            b"METADATA_BLOCK_PICTURE=AAAA",
        ];
        for entry in entries {
            let mut found = Found::default();
            read(&mut found, &comments(2, &[entry, b"TITLE=Spark"]));
            assert_eq!(found.raw.len(), 1, "{}", String::from_utf8_lossy(entry));
        }
    }
}
