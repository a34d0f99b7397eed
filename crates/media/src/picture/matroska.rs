//! Matroska and WebM: a walk over EBML elements (RFC 8794, RFC 9559).

use std::io::{Read, Seek};

use super::configuration::avc_is_plain;
use super::keyframes::Keyframes;
use super::source::{Fault, Source};
use super::{PictureError, PictureFacts, Playing, SoundStream, StartTimecode};

/// The first bytes of every such file.
pub(super) const MAGIC: [u8; 4] = [0x1a, 0x45, 0xdf, 0xa3];

/// Most elements that are looked at.
const MOST_ELEMENTS: usize = 2_000_000;

const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const INFO: u32 = 0x1549_a966;
const TIMESTAMP_SCALE: u32 = 0x2a_d7b1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const TRACK_UID: u32 = 0x73c5;
const TRACK_KIND: u32 = 0x83;
const CODEC: u32 = 0x86;
const CODEC_PRIVATE: u32 = 0x63a2;
const FRAME_LENGTH: u32 = 0x23_e383;
const VIDEO: u32 = 0xe0;
const WIDTH: u32 = 0xb0;
const HEIGHT: u32 = 0xba;
const AUDIO: u32 = 0xe1;
const CHANNELS: u32 = 0x9f;
const SAMPLE_RATE: u32 = 0xb5;
const CUES: u32 = 0x1c53_bb6b;
const CUE_POINT: u32 = 0xbb;
const CUE_TIME: u32 = 0xb3;
const CUE_PLACES: u32 = 0xb7;
const CUE_TRACK: u32 = 0xf7;
const TRACK_NUMBER: u32 = 0xd7;
const TAGS: u32 = 0x1254_c367;
const TAG: u32 = 0x7373;
const TARGETS: u32 = 0x63c0;
const TARGET_TRACK: u32 = 0x63c5;
const SIMPLE_TAG: u32 = 0x67c8;
const TAG_NAME: u32 = 0x45a3;
const TAG_STRING: u32 = 0x4487;

#[derive(Debug, Clone, Copy)]
struct Element {
    id: u32,
    from: u64,
    /// `None` where the size was not known when it was written.
    to: Option<u64>,
}

#[derive(Debug, Default)]
struct Track {
    uid: u64,
    number: u64,
    kind: u64,
    codec: String,
    private: Vec<u8>,
    /// Nanoseconds of a frame.
    frame: u64,
    width: u32,
    height: u32,
    channels: u32,
    sample_rate: u32,
}

#[derive(Debug, Default)]
struct Found {
    web: bool,
    /// Nanoseconds in a tick.
    tick: u64,
    /// In nanoseconds.
    length: Option<u64>,
    tracks: Vec<Track>,
    /// Name, text, and the track it is about (0 for all).
    tags: Vec<(String, String, u64)>,
    /// Where the index leads: ticks, and the number of the track.
    cues: Vec<(u64, u64)>,
}

pub(super) fn read<R: Read + Seek>(source: &mut Source<R>) -> Result<PictureFacts, PictureError> {
    let mut found = Found { tick: 1_000_000, ..Found::default() };
    walk(source, &mut found)?;
    let sound = found.tracks.iter().filter(|track| track.kind == 2).map(Track::sound).collect();
    let Some(picture) = found.tracks.iter().find(|track| track.kind == 1) else {
        return Err(if found.tracks.is_empty() { PictureError::Incomplete } else { PictureError::NoPicture });
    };
    let rate = (picture.frame > 0).then_some((1_000_000_000, picture.frame));
    let tag = |name: &str, track: u64| {
        let of = |(key, text, about): &(String, String, u64)| {
            (key.eq_ignore_ascii_case(name) && *about == track).then(|| text.clone())
        };
        found.tags.iter().find_map(of)
    };
    let own = tag("DURATION", picture.uid).and_then(|text| nanoseconds(&text));
    let frames = own.or(found.length).filter(|_| picture.frame > 0).map(|length| {
        // A stamp is of a whole millisecond, so a length is near a whole number of frames.
        let (length, frame) = (u128::from(length), u128::from(picture.frame));
        i64::try_from((length + frame / 2) / frame).unwrap_or(0)
    });
    let labels = rate.map(|(_, frame)| i64::try_from(1_000_000_000_u64.saturating_add(frame / 2) / frame).unwrap_or(0));
    let timecode = tag("TIMECODE", picture.uid).or_else(|| tag("TIMECODE", 0));
    let start = timecode.zip(labels).and_then(|(text, labels)| StartTimecode::read(&text, labels));
    Ok(PictureFacts {
        container: if found.web { "WebM" } else { "Matroska" },
        codec: picture.codec_name(),
        width: picture.width,
        height: picture.height,
        rate,
        varies: false,
        frames,
        start,
        sound,
        playing: Playing {
            keyframes: keyframes(&found, picture, frames),
            indexed: Some(found.cues.iter().any(|(_, track)| *track == picture.number)),
            plain_colour: if picture.codec == "V_VP8" { Some(true) } else { picture.plain_colour() },
        },
    })
}

/// By the index, which leads to frames that stand by themselves.
fn keyframes(found: &Found, picture: &Track, frames: Option<i64>) -> Option<i64> {
    let (frames, frame) = (frames?, u128::from(picture.frame));
    let mut keyframes = Keyframes::default();
    for (ticks, _) in found.cues.iter().filter(|(_, track)| *track == picture.number) {
        let at = u128::from(*ticks) * u128::from(found.tick);
        keyframes.add(i64::try_from((at + frame / 2) / frame).unwrap_or(i64::MAX));
    }
    (!found.cues.is_empty()).then(|| keyframes.distance(frames))
}

/// Goes over the file once. What lies in clusters is stepped over, by their sizes or, in a recording that was never
/// finished, block by block.
fn walk<R: Read + Seek>(source: &mut Source<R>, found: &mut Found) -> Result<(), Fault> {
    let mut at = 0;
    for _ in 0..MOST_ELEMENTS {
        if at >= source.size() {
            break;
        }
        // What is left behind a last whole element is of a file cut short: what was found stands.
        let Ok(element) = element(source, at) else { break };
        let end = element.to.unwrap_or(element.from).min(source.size());
        match element.id {
            SEGMENT => at = element.from,
            CLUSTER if element.to.is_none() => at = element.from,
            0x1a45_dfa3 => {
                for one in children(source, element)? {
                    found.web |= one.id == DOC_TYPE && text(source, one)? == "webm";
                }
                at = end;
            }
            INFO => {
                for one in children(source, element)? {
                    match one.id {
                        TIMESTAMP_SCALE => found.tick = number(source, one)?.max(1),
                        DURATION => found.length = real(source, one)?.map(|ticks| (ticks * found.tick as f64) as u64),
                        _ => {}
                    }
                }
                at = end;
            }
            TRACKS => {
                for one in children(source, element)?.into_iter().filter(|one| one.id == TRACK) {
                    let track = track(source, one)?;
                    found.tracks.push(track);
                }
                at = end;
            }
            CUES => {
                for one in children(source, element)?.into_iter().filter(|one| one.id == CUE_POINT) {
                    cue(source, one, &mut found.cues)?;
                }
                at = end;
            }
            TAGS => {
                for one in children(source, element)?.into_iter().filter(|one| one.id == TAG) {
                    tags(source, one, &mut found.tags)?;
                }
                at = end;
            }
            _ if element.to.is_none() => break,
            _ => at = end,
        }
    }
    Ok(())
}

fn track<R: Read + Seek>(source: &mut Source<R>, entry: Element) -> Result<Track, Fault> {
    let mut track = Track { channels: 1, sample_rate: 8_000, ..Track::default() };
    let narrow = |value: u64| u32::try_from(value).unwrap_or(0);
    for one in children(source, entry)? {
        match one.id {
            TRACK_NUMBER => track.number = number(source, one)?,
            TRACK_UID => track.uid = number(source, one)?,
            TRACK_KIND => track.kind = number(source, one)?,
            CODEC => track.codec = text(source, one)?,
            CODEC_PRIVATE => track.private = bytes(source, one, 64)?,
            FRAME_LENGTH => track.frame = number(source, one)?,
            VIDEO | AUDIO => {
                for fact in children(source, one)? {
                    match fact.id {
                        WIDTH => track.width = narrow(number(source, fact)?),
                        HEIGHT => track.height = narrow(number(source, fact)?),
                        CHANNELS => track.channels = narrow(number(source, fact)?),
                        SAMPLE_RATE => track.sample_rate = real(source, fact)?.unwrap_or(0.0) as u32,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    Ok(track)
}

fn cue<R: Read + Seek>(source: &mut Source<R>, point: Element, into: &mut Vec<(u64, u64)>) -> Result<(), Fault> {
    let within = children(source, point)?;
    let Some(time) = within.iter().find(|one| one.id == CUE_TIME) else { return Ok(()) };
    let time = number(source, *time)?;
    for places in within.iter().filter(|one| one.id == CUE_PLACES) {
        for one in children(source, *places)?.into_iter().filter(|one| one.id == CUE_TRACK) {
            into.push((time, number(source, one)?));
        }
    }
    Ok(())
}

fn tags<R: Read + Seek>(
    source: &mut Source<R>,
    tag: Element,
    into: &mut Vec<(String, String, u64)>,
) -> Result<(), Fault> {
    let within = children(source, tag)?;
    let mut about = 0;
    for targets in within.iter().filter(|one| one.id == TARGETS) {
        for one in children(source, *targets)?.into_iter().filter(|one| one.id == TARGET_TRACK) {
            about = number(source, one)?;
        }
    }
    for simple in within.into_iter().filter(|one| one.id == SIMPLE_TAG) {
        let (mut name, mut value) = (String::new(), String::new());
        for one in children(source, simple)? {
            match one.id {
                TAG_NAME => name = text(source, one)?,
                TAG_STRING => value = text(source, one)?,
                _ => {}
            }
        }
        into.push((name, value, about));
    }
    Ok(())
}

impl Track {
    fn sound(&self) -> SoundStream {
        let codec = match self.codec.trim_start_matches("A_") {
            codec if codec.starts_with("PCM") => "PCM",
            codec if codec.starts_with("AAC") => "AAC",
            "VORBIS" => "Vorbis",
            "OPUS" => "Opus",
            "MPEG/L3" => "MP3",
            "AC3" => "AC-3",
            "EAC3" => "E-AC-3",
            other => other,
        };
        SoundStream { codec: codec.to_owned(), channels: self.channels, sample_rate: self.sample_rate }
    }

    /// As its decoder is told; VP9 is seldom described, and then nothing is said.
    fn plain_colour(&self) -> Option<bool> {
        match self.codec.as_str() {
            "V_MPEG4/ISO/AVC" => avc_is_plain(&self.private),
            // Features are written as id, length, value; the first is the profile.
            "V_VP9" => self.private.get(..3).filter(|head| head[..2] == [1, 1]).map(|head| head[2] == 0),
            _ => None,
        }
    }

    fn codec_name(&self) -> String {
        let name = match self.codec.trim_start_matches("V_") {
            "VP8" => "VP8",
            "VP9" => "VP9",
            "AV1" => "AV1",
            "MPEG4/ISO/AVC" => "H.264",
            "MPEGH/ISO/HEVC" => "HEVC",
            "MPEG1" => "MPEG-1",
            "MPEG2" => "MPEG-2",
            codec if codec.starts_with("MPEG4/ISO") || codec.starts_with("MPEG4/MS") => "MPEG-4 Part 2",
            "PRORES" => match self.private.first_chunk() {
                Some(letters) => return super::codec::picture_name(*letters),
                None => "ProRes",
            },
            "MJPEG" => "Motion JPEG",
            "THEORA" => "Theora",
            "UNCOMPRESSED" => "Uncompressed",
            "FFV1" => "FFV1",
            // The letters stand in a BITMAPINFOHEADER, or at the head of a QuickTime description.
            "MS/VFW/FOURCC" => match self.private.get(16..).and_then(|rest| rest.first_chunk()) {
                Some(letters) => return super::codec::picture_name(*letters),
                None => "An unknown codec",
            },
            "QUICKTIME" => match self.private.get(4..).and_then(|rest| rest.first_chunk()) {
                Some(letters) => return super::codec::picture_name(*letters),
                None => "An unknown codec",
            },
            other => other,
        };
        name.to_owned()
    }
}

/// `00:01:02.345678901` in nanoseconds.
fn nanoseconds(text: &str) -> Option<u64> {
    let (clock, part) = text.trim().trim_end_matches('\0').split_once('.')?;
    let mut parts = clock.split(':').map(|part| part.parse::<u64>().ok().filter(|value| *value < 100_000));
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let digits: String = part.chars().chain("000000000".chars()).take(9).collect();
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000_000_000 + digits.parse::<u64>().ok()?)
}

fn element<R: Read + Seek>(source: &mut Source<R>, at: u64) -> Result<Element, Fault> {
    let (id, head) = vint(source, at, false)?;
    let (size, tail) = vint(source, at + head, true)?;
    let from = at + head + tail;
    let unknown = size == (1 << (7 * tail)) - 1;
    let to = if unknown { None } else { Some(from.saturating_add(size)) };
    Ok(Element { id: u32::try_from(id).map_err(|_| Fault::Ends)?, from, to })
}

/// A number whose length is told by the zeros before its first one; ids keep that one, sizes lose it.
fn vint<R: Read + Seek>(source: &mut Source<R>, at: u64, masked: bool) -> Result<(u64, u64), Fault> {
    let [first] = source.array(at)?;
    let length = u64::from(first.leading_zeros()) + 1;
    if length > 8 {
        return Err(Fault::Ends);
    }
    let bytes = source.exact(at, length)?;
    let value = bytes.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    Ok((if masked { value & !(1 << (7 * length)) } else { value }, length))
}

/// The elements directly within another; one that reaches past it ends the list.
fn children<R: Read + Seek>(source: &mut Source<R>, of: Element) -> Result<Vec<Element>, Fault> {
    let end = of.to.unwrap_or(source.size()).min(source.size());
    let (mut at, mut found) = (of.from, Vec::new());
    while at < end && found.len() < 100_000 {
        let one = element(source, at)?;
        let Some(to) = one.to.filter(|to| *to <= end) else { break };
        found.push(one);
        at = to;
    }
    Ok(found)
}

fn bytes<R: Read + Seek>(source: &mut Source<R>, of: Element, most: u64) -> Result<Vec<u8>, Fault> {
    let length = of.to.unwrap_or(of.from).saturating_sub(of.from);
    source.up_to(of.from, length.min(most))
}

fn number<R: Read + Seek>(source: &mut Source<R>, of: Element) -> Result<u64, Fault> {
    Ok(bytes(source, of, 8)?.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

/// A float, as this format keeps durations and sample rates; what is no length is none.
fn real<R: Read + Seek>(source: &mut Source<R>, of: Element) -> Result<Option<f64>, Fault> {
    let bytes = bytes(source, of, 8)?;
    let value = match bytes.len() {
        4 => bytes.first_chunk().map(|bytes| f64::from(f32::from_be_bytes(*bytes))),
        8 => bytes.first_chunk().map(|bytes| f64::from_be_bytes(*bytes)),
        _ => None,
    };
    Ok(value.filter(|value| (0.0..1e15).contains(value)))
}

fn text<R: Read + Seek>(source: &mut Source<R>, of: Element) -> Result<String, Fault> {
    let bytes = bytes(source, of, 1024)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned())
}
