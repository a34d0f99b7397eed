//! MXF: the header metadata of its first partition, or of its footer (SMPTE ST 377-1).

use std::collections::HashMap;
use std::io::{Read, Seek};

use super::source::{Fault, Source, be16, be32, be64};
use super::{PictureError, PictureFacts, Playing, SoundStream, StartTimecode};

/// How every key of a partition pack begins.
const PARTITION: [u8; 13] = [0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01];
/// How every key of a metadata set begins; byte 14 says which (ST 377-1, annex A; the registry ST 395).
const SET: [u8; 4] = [0x06, 0x0e, 0x2b, 0x34];
const SET_CLASS: [u8; 6] = [0x0d, 0x01, 0x01, 0x01, 0x01, 0x01];
/// A file may begin with up to 64 KiB of something else.
const MOST_RUN_IN: u64 = 65_536;
const MOST_SETS: usize = 100_000;
const LARGEST_SET: u64 = 1 << 16;

type Uid = [u8; 16];

/// The items of a set by their local tags.
struct Set {
    kind: u8,
    items: HashMap<u16, Vec<u8>>,
}

/// Where the first partition begins, if this is such a file.
pub(super) fn find<R: Read + Seek>(source: &mut Source<R>) -> Result<Option<u64>, Fault> {
    let head = source.up_to(0, MOST_RUN_IN + 16)?;
    Ok(head.windows(13).position(|word| word == PARTITION).map(|at| at as u64))
}

pub(super) fn read<R: Read + Seek>(source: &mut Source<R>, run_in: u64) -> Result<PictureFacts, PictureError> {
    let sets = partition(source, run_in)?;
    let facts = facts(&sets);
    // A header that was written before its picture was ended says no length; the footer does.
    if facts.as_ref().is_ok_and(|facts| facts.frames.is_some()) {
        return facts;
    }
    let (_, from) = klv(source, run_in)?;
    let footer = u64::from_be_bytes(source.array(from.0 + 24)?);
    if footer == 0 || footer.saturating_add(run_in) >= source.size() {
        return facts;
    }
    match partition(source, run_in.saturating_add(footer)) {
        Ok(later) if !later.is_empty() => self::facts(&later).or(facts),
        Ok(_) | Err(_) => facts,
    }
}

/// The metadata sets of the partition that begins at `at`, by their own ids.
fn partition<R: Read + Seek>(source: &mut Source<R>, at: u64) -> Result<HashMap<Uid, Set>, Fault> {
    let (key, (from, to)) = klv(source, at)?;
    if key[..13] != PARTITION {
        return Ok(HashMap::new());
    }
    let bytes = u64::from_be_bytes(source.array(from + 32)?);
    let mut sets = HashMap::new();
    let (mut at, end) = (to, to.saturating_add(bytes).min(source.size()));
    // The count of header bytes begins behind what fills up the partition pack.
    let mut filled = false;
    for _ in 0..MOST_SETS {
        if at >= end && filled {
            break;
        }
        let Ok((key, (from, to))) = klv(source, at) else { break };
        filled = true;
        if key[..4] == SET && key[4] == 2 && key[8..14] == SET_CLASS && to - from <= LARGEST_SET {
            let items = items(&source.exact(from, to - from)?);
            if let Some(id) = items.get(&0x3c0a).and_then(|id| id.as_slice().try_into().ok()) {
                sets.insert(id, Set { kind: key[14], items });
            }
        } else if key[..4] == SET && key[4] == 1 && key[8..12] == [0x0d, 0x01, 0x03, 0x01] {
            // Essence: the metadata is over.
            break;
        }
        at = to;
    }
    Ok(sets)
}

/// A key, and where its value lies (lengths as in BER).
fn klv<R: Read + Seek>(source: &mut Source<R>, at: u64) -> Result<(Uid, (u64, u64)), Fault> {
    let key: Uid = source.array(at)?;
    if key[..4] != SET {
        return Err(Fault::Ends);
    }
    let [first] = source.array(at + 16)?;
    let (head, length) = if first < 0x80 {
        (1, u64::from(first))
    } else {
        let count = u64::from(first & 0x7f);
        if count == 0 || count > 8 {
            return Err(Fault::Ends);
        }
        let bytes = source.exact(at + 17, count)?;
        (1 + count, bytes.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte)))
    };
    let from = at + 16 + head;
    Ok((key, (from, from.saturating_add(length).min(source.size()))))
}

fn items(set: &[u8]) -> HashMap<u16, Vec<u8>> {
    let (mut at, mut items) = (0, HashMap::new());
    while let (Some(tag), Some(length)) = (be16(set, at), be16(set, at + 2)) {
        let Some(value) = set.get(at + 4..at + 4 + usize::from(length)) else { break };
        items.insert(tag, value.to_vec());
        at += 4 + usize::from(length);
    }
    items
}

impl Set {
    fn wide(&self, tag: u16) -> Option<u32> {
        be32(self.items.get(&tag)?, 0)
    }

    fn long(&self, tag: u16) -> Option<i64> {
        be64(self.items.get(&tag)?, 0).map(u64::cast_signed)
    }

    fn fraction(&self, tag: u16) -> Option<(u64, u64)> {
        let value = self.items.get(&tag)?;
        let (over, under) = (be32(value, 0)?, be32(value, 4)?);
        (over > 0 && under > 0).then_some((u64::from(over), u64::from(under)))
    }

    /// The ids that an item refers to: a batch has a count and a size before them.
    fn references(&self, tag: u16) -> Vec<Uid> {
        let Some(value) = self.items.get(&tag) else { return Vec::new() };
        let list = if value.len() == 16 { value.as_slice() } else { value.get(8..).unwrap_or_default() };
        list.chunks_exact(16).filter_map(|id| id.try_into().ok()).collect()
    }
}

fn facts(sets: &HashMap<Uid, Set>) -> Result<PictureFacts, PictureError> {
    if sets.is_empty() {
        return Err(PictureError::Incomplete);
    }
    // Descriptors of picture: generic, CDCI, RGBA, MPEG-2.
    let is_picture = |set: &&Set| matches!(set.kind, 0x27 | 0x28 | 0x29 | 0x51);
    let Some(descriptor) = sets.values().filter(is_picture).max_by_key(|set| set.items.len()) else {
        return Err(PictureError::NoPicture);
    };
    let sound = sets.values().filter(|set| matches!(set.kind, 0x42 | 0x47 | 0x48)).map(sound).collect();
    let shown = track_of(sets, Track::Picture);
    let rate = descriptor.fraction(0x3001).or(shown.and_then(|(rate, _)| rate));
    let length = shown.and_then(|(_, sequence)| sequence.long(0x0202)).filter(|length| *length > 0);
    // What is stored is often filled up to whole blocks.
    let height = descriptor.wide(0x3208).or(descriptor.wide(0x3202)).unwrap_or(0);
    // Fields are stored apart at half the height (frame layout 1, separate fields).
    let fields = descriptor.items.get(&0x320c).and_then(|layout| layout.first()) == Some(&1);
    Ok(PictureFacts {
        container: "MXF",
        codec: codec_name(descriptor),
        width: descriptor.wide(0x3209).or(descriptor.wide(0x3203)).unwrap_or(0),
        height: if fields { height.saturating_mul(2) } else { height },
        rate,
        varies: false,
        frames: length.or_else(|| descriptor.long(0x3002).filter(|length| *length > 0)),
        start: timecode(sets),
        sound,
        playing: Playing::default(),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Track {
    Picture,
    Timecode,
}

/// A track of the package that is shown: its rate, and its sequence.
fn track_of(sets: &HashMap<Uid, Set>, wanted: Track) -> Option<(Option<(u64, u64)>, &Set)> {
    // The material package is what is shown, source packages what it was made from.
    let package = sets.values().find(|set| set.kind == 0x36)?;
    let tracks = package.references(0x4403).into_iter().filter_map(|id| sets.get(&id));
    tracks
        .filter_map(|track| {
            let sequence = sets.get(track.references(0x4803).first()?)?;
            let kind = sequence.items.get(&0x0201)?;
            // Data definitions (ST 377-1): picture …01.03.02.02.01, timecode …01.03.02.01.01.
            let of = match kind.get(8..13)? {
                [0x01, 0x03, 0x02, 0x02, 0x01] => Track::Picture,
                [0x01, 0x03, 0x02, 0x01, 0x01] => Track::Timecode,
                _ => return None,
            };
            (of == wanted).then(|| (track.fraction(0x4b01), sequence))
        })
        .next()
}

fn timecode(sets: &HashMap<Uid, Set>) -> Option<StartTimecode> {
    let shown = track_of(sets, Track::Timecode).and_then(|(_, sequence)| {
        let parts = sequence.references(0x1001).into_iter();
        let mut parts = parts.filter_map(|id| sets.get(&id)).chain([sequence]);
        parts.find(|set| set.kind == 0x14)
    });
    let component = shown.or_else(|| sets.values().find(|set| set.kind == 0x14))?;
    Some(StartTimecode {
        frames: component.long(0x1501)?,
        labels: i64::from(be16(component.items.get(&0x1502)?, 0)?),
        drop: component.items.get(&0x1503).and_then(|flag| flag.first()).is_some_and(|flag| *flag != 0),
    })
}

fn sound(set: &Set) -> SoundStream {
    let rate = set.fraction(0x3d03).map_or(0, |(over, under)| over / under);
    SoundStream {
        codec: "PCM".to_owned(),
        channels: set.wide(0x3d07).unwrap_or(0),
        sample_rate: u32::try_from(rate).unwrap_or(0),
    }
}

/// By the label of the coding, else by that of the container (SMPTE's registry of labels, ST 400).
fn codec_name(descriptor: &Set) -> String {
    let label = |tag| descriptor.items.get(&tag).and_then(|label| label.get(8..16));
    let coding = match label(0x3201) {
        Some([0x04, 0x01, 0x02, 0x02, 0x01, 0x20..=0x2f, ..]) => Some("MPEG-4 Part 2"),
        Some([0x04, 0x01, 0x02, 0x02, 0x01, 0x32, ..]) => Some("AVC-Intra"),
        Some([0x04, 0x01, 0x02, 0x02, 0x01, 0x30 | 0x31, ..]) => Some("H.264"),
        Some([0x04, 0x01, 0x02, 0x02, 0x01, 0x40..=0x4f, ..]) => Some("HEVC"),
        Some([0x04, 0x01, 0x02, 0x02, 0x01, 0x10 | 0x11, ..]) => Some("MPEG-1"),
        Some([0x04, 0x01, 0x02, 0x02, 0x01, ..]) => Some("MPEG-2"),
        Some([0x04, 0x01, 0x02, 0x02, 0x02, ..]) => Some("DV"),
        Some([0x04, 0x01, 0x02, 0x02, 0x03, 0x06, kind, ..]) => Some(match kind {
            1 => "ProRes 422 Proxy",
            2 => "ProRes 422 LT",
            3 => "ProRes 422",
            4 => "ProRes 422 HQ",
            5 => "ProRes 4444",
            6 => "ProRes 4444 XQ",
            _ => "ProRes",
        }),
        Some([0x04, 0x01, 0x02, 0x02, 0x03, ..]) => Some("JPEG 2000"),
        Some([0x04, 0x01, 0x02, 0x02, 0x71, 0x24..=0x28, ..]) => Some("DNxHR"),
        Some([0x04, 0x01, 0x02, 0x02, 0x71, ..]) => Some("DNxHD"),
        Some([0x04, 0x01, 0x02, 0x02, 0x73, ..]) => Some("CineForm"),
        Some([0x04, 0x01, 0x02, 0x01, ..]) => Some("Uncompressed"),
        _ => None,
    };
    let container = match label(0x3004) {
        Some([0x0d, 0x01, 0x03, 0x01, 0x02, kind, ..]) => match kind {
            0x02 => Some("DV"),
            0x04 => Some("MPEG-2"),
            0x05 => Some("Uncompressed"),
            0x0c => Some("JPEG 2000"),
            0x0f | 0x10 => Some("H.264"),
            0x11 => Some("DNxHD"),
            0x1c => Some("ProRes"),
            _ => None,
        },
        _ => None,
    };
    coding.or(container).unwrap_or("An unknown codec").to_owned()
}
