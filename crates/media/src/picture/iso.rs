//! QuickTime and MP4: a walk over boxes (ISO/IEC 14496-12; Apple's QuickTime File Format).

use std::io::{Read, Seek};

use super::codec::{picture_name, sound_name};
use super::configuration::{aac_channels, avc_is_plain, decoder_config, vp9_is_plain};
use super::keyframes;
use super::source::{Fault, Source, be16, be32, be64};
use super::{PictureError, PictureFacts, Playing, SoundStream, StartTimecode};

/// A box: four letters, and where its content lies.
#[derive(Debug, Clone, Copy)]
struct At {
    kind: [u8; 4],
    from: u64,
    to: u64,
}

/// Most boxes that are looked at directly within one; fragments of a long film are some thousands.
const MOST_BOXES: usize = 200_000;
/// Most rows of a table that are read.
const MOST_ROWS: u64 = 4_000_000;

/// One track of the file.
#[derive(Debug, Default)]
struct Track {
    id: u32,
    kind: [u8; 4],
    /// Ticks in a second of its media.
    timescale: u32,
    codec: [u8; 4],
    /// Object type of MPEG-4's descriptor, where the codec's letters say no more than `mp4v`.
    object: u8,
    width: u32,
    height: u32,
    channels: u32,
    sample_rate: u32,
    samples: u64,
    /// Ticks of all samples.
    ticks: u64,
    /// The commonest length of a sample, and how many are so long.
    usual: (u32, u64),
    /// Whether an edit list is there; what it shows, in ticks of the movie; where the first edit begins.
    edited: Option<(u64, i64)>,
    timecode: Option<TimecodeEntry>,
    /// Where its first chunk lies.
    chunk: Option<u64>,
    /// Length of a sample in fragments, where they do not say.
    usual_in_fragments: u32,
    /// Which samples stand by themselves; `None` where all do.
    keyframes: Option<keyframes::Keyframes>,
    plain_colour: Option<bool>,
}

/// What a sample description of timecode says (QuickTime File Format, timecode media).
#[derive(Debug, Clone, Copy)]
struct TimecodeEntry {
    drop: bool,
    counter: bool,
    timescale: u32,
    frame: u32,
    labels: u8,
}

/// Whether these are the first bytes of such a file.
pub(super) fn is_iso(head: &[u8]) -> bool {
    let starts = matches!(
        head.get(4..8),
        Some(b"ftyp" | b"moov" | b"mdat" | b"wide" | b"free" | b"skip" | b"pnot" | b"moof" | b"styp")
    );
    // Old QuickTime files have no `ftyp`; a size that cannot be is of something else.
    starts && head.first_chunk().is_some_and(|size| !(2..8).contains(&u32::from_be_bytes(*size)))
}

pub(super) fn read<R: Read + Seek>(source: &mut Source<R>) -> Result<PictureFacts, PictureError> {
    let all = boxes(source, 0, source.size())?;
    let brand = match all.iter().find(|one| &one.kind == b"ftyp") {
        Some(ftyp) => source.up_to(ftyp.from, 4)?,
        None => b"qt  ".to_vec(),
    };
    let Some(moov) = all.iter().find(|one| &one.kind == b"moov").copied() else {
        return Err(PictureError::Incomplete);
    };
    let mut movie_timescale = 0;
    let mut tracks = Vec::new();
    let within = boxes(source, moov.from, moov.to)?;
    for one in &within {
        match &one.kind {
            b"mvhd" => movie_timescale = timescale(&source.up_to(one.from, 32)?),
            b"trak" => tracks.push(track(source, *one)?),
            _ => {}
        }
    }
    let fragmented = within.iter().any(|one| &one.kind == b"mvex");
    if let Some(mvex) = within.iter().find(|one| &one.kind == b"mvex") {
        for trex in boxes(source, mvex.from, mvex.to)?.iter().filter(|one| &one.kind == b"trex") {
            let trex = source.up_to(trex.from, 24)?;
            let (id, usual) = (be32(&trex, 4).unwrap_or(0), be32(&trex, 12).unwrap_or(0));
            for track in tracks.iter_mut().filter(|track| track.id == id) {
                track.usual_in_fragments = usual;
            }
        }
        for moof in all.iter().filter(|one| &one.kind == b"moof") {
            fragment(source, *moof, &mut tracks)?;
        }
    }
    let start = timecode(source, &tracks)?;
    let sound = tracks.iter().filter(|track| &track.kind == b"soun").map(Track::sound).collect();
    // A still cover is a track of one frame; the picture is the longest.
    let pictures = tracks.iter().filter(|track| &track.kind == b"vide" && track.codec != [0; 4]);
    let Some(picture) = pictures.max_by_key(|track| (track.samples, std::cmp::Reverse(track.id))) else {
        return Err(PictureError::NoPicture);
    };
    let (rate, varies) = picture.rate();
    Ok(PictureFacts {
        container: if brand == b"qt  " { "QuickTime" } else { "MP4" },
        codec: picture.codec_name(),
        width: picture.width,
        height: picture.height,
        rate,
        varies,
        frames: picture.frames(rate, movie_timescale),
        start,
        sound,
        playing: Playing {
            keyframes: if fragmented { None } else { Some(picture.keyframe_distance()) },
            indexed: all.iter().find(|one| &one.kind == b"mdat").map(|mdat| moov.from < mdat.from),
            plain_colour: picture.plain_colour,
        },
    })
}

/// The boxes directly within a stretch. One that reaches past its end is cut there: what it holds may still be whole.
fn boxes<R: Read + Seek>(source: &mut Source<R>, from: u64, to: u64) -> Result<Vec<At>, Fault> {
    let (mut at, mut found) = (from, Vec::new());
    while at.saturating_add(8) <= to && found.len() < MOST_BOXES {
        let head: [u8; 8] = source.array(at)?;
        let kind = [head[4], head[5], head[6], head[7]];
        let (header, length) = match be32(&head, 0).unwrap_or(0) {
            0 => (8, to - at),
            1 => (16, u64::from_be_bytes(source.array(at + 8)?)),
            length => (8, u64::from(length)),
        };
        if length < header {
            break;
        }
        let end = at.saturating_add(length).min(to);
        found.push(At { kind, from: at + header, to: end.max(at + header) });
        at = end;
    }
    Ok(found)
}

fn track<R: Read + Seek>(source: &mut Source<R>, trak: At) -> Result<Track, Fault> {
    let mut track = Track::default();
    let mut open = vec![trak];
    // Depth is bounded by the list of kinds that are opened.
    while let Some(within) = open.pop() {
        for one in boxes(source, within.from, within.to)? {
            match &one.kind {
                b"mdia" if &within.kind == b"trak" => open.push(one),
                b"minf" if &within.kind == b"mdia" => open.push(one),
                b"stbl" if &within.kind == b"minf" => open.push(one),
                b"edts" if &within.kind == b"trak" => open.push(one),
                b"tkhd" => {
                    let head = source.up_to(one.from, 24)?;
                    track.id = be32(&head, if head.first() == Some(&1) { 20 } else { 12 }).unwrap_or(0);
                }
                b"mdhd" => track.timescale = timescale(&source.up_to(one.from, 32)?),
                // A second handler, of the data, stands in `minf` of QuickTime files.
                b"hdlr" if &within.kind == b"mdia" => {
                    let head = source.up_to(one.from, 12)?;
                    track.kind = letters(&head, 8).unwrap_or_default();
                }
                b"elst" => track.edited = edits(source, one)?,
                b"stsd" => track.describe(&source.up_to(one.from, (one.to - one.from).min(1 << 16))?),
                b"stts" => track.lengths(source, one)?,
                b"stss" => track.keyframes = Some(keyframes::of_table(source, one.from, one.to)?),
                b"stco" => track.chunk = be32(&source.up_to(one.from, 12)?, 8).map(u64::from),
                b"co64" => track.chunk = be64(&source.up_to(one.from, 16)?, 8),
                _ => {}
            }
        }
    }
    Ok(track)
}

/// What an edit list shows, in ticks of the movie, and where its first edit begins, in ticks of the media.
fn edits<R: Read + Seek>(source: &mut Source<R>, elst: At) -> Result<Option<(u64, i64)>, Fault> {
    let head = source.up_to(elst.from, 8)?;
    let (Some(version), Some(count)) = (head.first(), be32(&head, 4)) else { return Ok(None) };
    let row = if *version == 1 { 20 } else { 12 };
    let rows = u64::from(count).min((elst.to - elst.from).saturating_sub(8) / row).min(MOST_ROWS);
    let (mut shown, mut first) = (0_u64, None);
    for index in 0..rows {
        let row = source.exact(elst.from + 8 + index * row, row)?;
        let (length, from) = if *version == 1 {
            (be64(&row, 0).unwrap_or(0), be64(&row, 8).unwrap_or(0).cast_signed())
        } else {
            (u64::from(be32(&row, 0).unwrap_or(0)), i64::from(be32(&row, 4).unwrap_or(0).cast_signed()))
        };
        // -1 is a pause before the picture.
        if from >= 0 {
            shown = shown.saturating_add(length);
            first.get_or_insert(from);
        }
    }
    Ok(first.map(|first| (shown, first)))
}

/// Counts the samples of a fragment.
fn fragment<R: Read + Seek>(source: &mut Source<R>, moof: At, tracks: &mut [Track]) -> Result<(), Fault> {
    for traf in boxes(source, moof.from, moof.to)?.iter().filter(|one| &one.kind == b"traf") {
        let within = boxes(source, traf.from, traf.to)?;
        let Some(tfhd) = within.iter().find(|one| &one.kind == b"tfhd") else { continue };
        let tfhd = source.up_to(tfhd.from, 40)?;
        let (flags, id) = (be32(&tfhd, 0).unwrap_or(0), be32(&tfhd, 4).unwrap_or(0));
        let Some(track) = tracks.iter_mut().find(|track| track.id == id) else { continue };
        // Base offset (8 bytes) and description (4) come before the length, where they are.
        let at = 8 + if flags & 1 == 0 { 0 } else { 8 } + if flags & 2 == 0 { 0 } else { 4 };
        let usual = if flags & 8 == 0 { None } else { be32(&tfhd, at) }.unwrap_or(track.usual_in_fragments);
        for trun in within.iter().filter(|one| &one.kind == b"trun") {
            let head = source.up_to(trun.from, 8)?;
            let (flags, count) = (be32(&head, 0).unwrap_or(0), be32(&head, 4).unwrap_or(0));
            if flags & 0x100 == 0 {
                track.add(usual, u64::from(count));
                continue;
            }
            let skipped = 8 + if flags & 1 == 0 { 0 } else { 4 } + if flags & 4 == 0 { 0 } else { 4 };
            let row = 4 * u64::from((flags & 0xf00).count_ones());
            let rows = u64::from(count).min((trun.to - trun.from).saturating_sub(skipped) / row).min(MOST_ROWS);
            for index in 0..rows {
                let length = u32::from_be_bytes(source.array(trun.from + skipped + index * row)?);
                track.add(length, 1);
            }
        }
    }
    Ok(())
}

/// Timecode of the first frame: the first sample of the timecode track, moved by where its edit list begins.
fn timecode<R: Read + Seek>(source: &mut Source<R>, tracks: &[Track]) -> Result<Option<StartTimecode>, Fault> {
    for track in tracks.iter().filter(|track| &track.kind == b"tmcd") {
        let (Some(entry), Some(chunk)) = (track.timecode, track.chunk) else { continue };
        if entry.counter || entry.frame == 0 || entry.labels == 0 || chunk.saturating_add(4) > source.size() {
            continue;
        }
        let first = i64::from(u32::from_be_bytes(source.array(chunk)?).cast_signed());
        let skipped = track.edited.map_or(0, |(_, from)| {
            let scale = i128::from(track.timescale.max(1)) * i128::from(entry.frame);
            i64::try_from(i128::from(from) * i128::from(entry.timescale) / scale).unwrap_or(0)
        });
        let frames = first.saturating_add(skipped);
        return Ok(Some(StartTimecode { frames, labels: i64::from(entry.labels), drop: entry.drop }));
    }
    Ok(None)
}

impl Track {
    fn add(&mut self, length: u32, count: u64) {
        self.samples = self.samples.saturating_add(count);
        self.ticks = self.ticks.saturating_add(u64::from(length).saturating_mul(count));
        if self.usual.0 == length {
            self.usual.1 += count;
        } else if count > self.usual.1 {
            self.usual = (length, count);
        }
    }

    fn lengths<R: Read + Seek>(&mut self, source: &mut Source<R>, stts: At) -> Result<(), Fault> {
        let head = source.up_to(stts.from, 8)?;
        let room = (stts.to - stts.from).saturating_sub(8) / 8;
        let rows = u64::from(be32(&head, 4).unwrap_or(0)).min(room).min(MOST_ROWS);
        for index in 0..rows {
            let row: [u8; 8] = source.array(stts.from + 8 + index * 8)?;
            self.add(be32(&row, 4).unwrap_or(0), u64::from(be32(&row, 0).unwrap_or(0)));
        }
        Ok(())
    }

    /// Takes the first sample description.
    fn describe(&mut self, stsd: &[u8]) {
        let Some(entry) = stsd.get(8..) else { return };
        self.codec = letters(entry, 4).unwrap_or_default();
        let wide = |at| be16(entry, at).map_or(0, u32::from);
        // Eight bytes of the box, eight of any description, then what the kind of media wants.
        match &self.kind {
            b"vide" | b"\0\0\0\0" => (self.width, self.height) = (wide(32), wide(34)),
            _ => {}
        }
        self.channels = wide(24);
        self.sample_rate = be32(entry, 32).unwrap_or(0) >> 16;
        if be16(entry, 16) == Some(2) {
            // QuickTime's second form of sound: channels and a rate as a double of its own.
            self.channels = be32(entry, 48).unwrap_or(0);
            let rate = be64(entry, 40).map_or(0.0, f64::from_bits);
            self.sample_rate = if (1.0..1e6).contains(&rate) { rate as u32 } else { 0 };
        }
        let config = |name: &[u8; 4]| {
            let at = entry.windows(4).position(|word| word == name)?;
            entry.get(at + 4..)
        };
        self.plain_colour = match &self.codec {
            b"avc1" | b"avc3" => config(b"avcC").and_then(avc_is_plain),
            b"vp09" => config(b"vpcC").and_then(vp9_is_plain),
            b"vp08" => Some(true),
            _ => None,
        };
        if matches!(&self.codec, b"mp4v" | b"mp4a") {
            let esds = entry.windows(4).position(|word| word == b"esds").and_then(|at| entry.get(at + 8..));
            let config = esds.and_then(decoder_config);
            match &self.codec {
                b"mp4v" => self.object = config.and_then(|config| config.first()).copied().unwrap_or(0),
                // The description itself says two whatever there is (ISO/IEC 14496-14).
                _ => self.channels = config.and_then(aac_channels).unwrap_or(self.channels),
            }
        }
        if &self.codec == b"tmcd" {
            let long = |at| be32(entry, at).unwrap_or(0);
            self.timecode = Some(TimecodeEntry {
                drop: long(20) & 1 != 0,
                counter: long(20) & 8 != 0,
                timescale: long(24),
                frame: long(28),
                labels: entry.get(32).copied().unwrap_or(0),
            });
        }
    }

    fn codec_name(&self) -> String {
        match self.object {
            0x60..=0x65 => "MPEG-2".to_owned(),
            0x6a => "MPEG-1".to_owned(),
            0x6c => "Motion JPEG".to_owned(),
            _ => picture_name(self.codec),
        }
    }

    fn sound(&self) -> SoundStream {
        SoundStream { codec: sound_name(self.codec), channels: self.channels, sample_rate: self.sample_rate }
    }

    /// Frames over seconds, and whether frames last differently long.
    fn rate(&self) -> (Option<(u64, u64)>, bool) {
        if self.samples == 0 || self.ticks == 0 || self.timescale == 0 {
            return (None, false);
        }
        let scale = u64::from(self.timescale);
        let average = Some((self.samples.saturating_mul(scale), self.ticks));
        // The last frame of a file is often given another length, and a rounded clock makes two lengths by turns.
        let same = self.usual.1.saturating_mul(100) >= self.samples.saturating_mul(99);
        if same && self.usual.0 > 0 {
            return (Some((scale, u64::from(self.usual.0))), false);
        }
        let mean = self.ticks / self.samples;
        let by_turns = u64::from(self.usual.0).abs_diff(mean) <= 1;
        (average, !by_turns)
    }

    /// The most frames from one that stands by itself to the next.
    fn keyframe_distance(&self) -> i64 {
        self.keyframes.map_or(1, |keyframes| keyframes.distance(i64::try_from(self.samples).unwrap_or(i64::MAX)))
    }

    /// The frames that are shown.
    fn frames(&self, rate: Option<(u64, u64)>, movie_timescale: u32) -> Option<i64> {
        let samples = i64::try_from(self.samples).ok()?;
        let (Some((shown, _)), Some((frames, seconds))) = (self.edited, rate) else { return Some(samples) };
        let per = u128::from(seconds) * u128::from(movie_timescale);
        if shown == 0 || per == 0 {
            return Some(samples);
        }
        let by_edit = i64::try_from((u128::from(shown) * u128::from(frames) + per / 2) / per).ok()?;
        // Its clock is coarse, so within a frame the count is believed; it cannot show more than there is.
        Some(if by_edit.abs_diff(samples) <= 1 { samples } else { by_edit.min(samples) })
    }
}

fn letters(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// `mvhd` and `mdhd` begin alike: version, two times, then the timescale.
fn timescale(header: &[u8]) -> u32 {
    let at = if header.first() == Some(&1) { 20 } else { 12 };
    be32(header, at).unwrap_or(0)
}
