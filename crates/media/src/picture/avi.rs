//! AVI: the headers of its streams (Microsoft's RIFF; OpenDML for long files).

use std::io::{Read, Seek};

use super::codec::{picture_name, wave_name};
use super::source::{Fault, Source};
use super::{PictureError, PictureFacts, Playing, SoundStream};

#[derive(Debug, Clone, Copy)]
struct Chunk {
    kind: [u8; 4],
    from: u64,
    to: u64,
}

pub(super) fn read<R: Read + Seek>(source: &mut Source<R>) -> Result<PictureFacts, PictureError> {
    let size = source.size();
    let list = |one: &&Chunk| &one.kind == b"LIST";
    let top = chunks(source, 12, size)?;
    let mut facts: Option<PictureFacts> = None;
    let mut sound = Vec::new();
    let mut streams = 0;
    for hdrl in top.iter().filter(list) {
        if source.array::<4>(hdrl.from).ok() != Some(*b"hdrl") {
            continue;
        }
        for strl in chunks(source, hdrl.from + 4, hdrl.to)?.iter().filter(list) {
            if source.array::<4>(strl.from)? != *b"strl" {
                continue;
            }
            let within = chunks(source, strl.from + 4, strl.to)?;
            let find = |kind: &[u8; 4]| within.iter().find(|one| &one.kind == kind).copied();
            let (Some(strh), Some(strf)) = (find(b"strh"), find(b"strf")) else { continue };
            let head = source.up_to(strh.from, (strh.to - strh.from).min(56))?;
            let form = source.up_to(strf.from, (strf.to - strf.from).min(64))?;
            streams += 1;
            match head.get(..4) {
                Some(b"vids") if facts.is_none() => facts = Some(picture(&head, &form)),
                Some(b"auds") => {
                    let codec = wave_name(le16(&form, 0)).to_owned();
                    sound.push(SoundStream { codec, channels: u32::from(le16(&form, 2)), sample_rate: le32(&form, 4) });
                }
                _ => {}
            }
        }
    }
    match facts {
        Some(facts) => Ok(PictureFacts { sound, ..facts }),
        None if streams == 0 => Err(PictureError::Incomplete),
        None => Err(PictureError::NoPicture),
    }
}

fn picture(head: &[u8], form: &[u8]) -> PictureFacts {
    let letters = form.get(16..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
    // DIB sections count their rows downwards when the height is negative.
    let height = le32(form, 8).cast_signed().unsigned_abs();
    PictureFacts {
        container: "AVI",
        codec: picture_name(letters),
        width: le32(form, 4),
        height,
        rate: Some((u64::from(le32(head, 24)), u64::from(le32(head, 20)))),
        varies: false,
        frames: Some(i64::from(le32(head, 32))),
        start: None,
        sound: Vec::new(),
        playing: Playing::default(),
    }
}

fn chunks<R: Read + Seek>(source: &mut Source<R>, from: u64, to: u64) -> Result<Vec<Chunk>, Fault> {
    let (mut at, mut found) = (from, Vec::new());
    let to = to.min(source.size());
    while at.saturating_add(8) <= to && found.len() < 10_000 {
        let head: [u8; 8] = source.array(at)?;
        let length = u64::from(le32(&head, 4));
        let end = (at + 8 + length).min(to);
        found.push(Chunk { kind: [head[0], head[1], head[2], head[3]], from: at + 8, to: end });
        // Chunks begin at even bytes.
        at = at + 8 + length + length % 2;
    }
    Ok(found)
}

fn le16(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn le32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
