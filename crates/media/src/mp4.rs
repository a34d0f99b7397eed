//! What the decoder library leaves out of MP4 and M4A: where the sound starts and ends.
//!
//! An AAC encoder puts 1,024 or more priming frames before the sound. An edit list (ISO/IEC 14496-12, 8.6.6) or
//! the iTunes note `iTunSMPB` says how many; both are parsed by nobody below us.

use std::io::{self, Read, Seek, SeekFrom};

use crate::boxes::{MOST_BOXES, Outer, boxes, find, item_list, long, outer_at, sized_boxes, wide};
use crate::movie_pcm::LinearTrack;
use crate::stream_info::{Inside, in_descriptions};
use crate::window::View;

/// What a box walk over an MP4 file finds out about its first sound track.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Movie {
    /// The index (`moov`) was there and whole.
    pub indexed: bool,
    /// Where a box of the sound says it ends that reaches beyond the end of the file.
    pub cut: Option<u64>,
    /// The file ends within a fragment or what stands before one, so that nobody knows how many more are missing.
    pub unfinished: bool,
    /// Where the last box ends; what stands behind is no box.
    end: u64,
    /// Names of boxes that do not matter to the sound, in order: the library is shown free space instead.
    beside: Vec<u64>,
    /// Four letters naming the codec of the sound track (`mp4a`, `alac`, `drms` …).
    pub codec: Option<[u8; 4]>,
    edit: Option<Edit>,
    media_timescale: u32,
    movie_timescale: u32,
    gapless: Option<Gapless>,
    fragments: Option<Fragments>,
    /// What it says of FLAC; its place counts from the first byte of the file.
    flac: Option<Inside>,
    /// Which sound track it is about, counted from 0; where one was asked for, the others are hidden from the library.
    stream: Option<usize>,
    /// Its sample table, where its samples are numbers.
    pub linear: Option<LinearTrack>,
}

/// How long the sound of a movie in fragments is; no header says it for all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Fragments {
    track: u32,
    /// Of a sample for which its fragment names none, in ticks of the media timescale.
    usual: u32,
    /// Of all samples so far, in the same ticks.
    ticks: u64,
}

/// The first edit that shows media.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    /// In ticks of the media timescale.
    media_time: i64,
    /// In ticks of the movie timescale; 0 means to the end.
    duration: u64,
}

/// `iTunSMPB`: frames before, after, and of the sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gapless {
    delay: i64,
    padding: i64,
    length: i64,
}

/// The part of the decoded frames that is the sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Playable {
    pub start: i64,
    /// `None` if nothing says where it ends.
    pub end: Option<i64>,
}

/// An index larger than this is not of a sound file.
const LARGEST_INDEX: u64 = 256 << 20;
/// AAC packets hold this many frames.
const AAC_PACKET: i64 = 1024;

impl Movie {
    /// Walks the boxes; `None` if this is no MP4 file.
    pub(crate) fn walk<R: Read + Seek>(file: &mut R) -> io::Result<Option<Self>> {
        Self::walk_for(file, None)
    }

    /// The same for one of several sound tracks, counted from 0. Whoever reads it sees no other track, and so no picture.
    pub(crate) fn walk_for<R: Read + Seek>(file: &mut R, stream: Option<usize>) -> io::Result<Option<Self>> {
        let size = file.seek(SeekFrom::End(0))?;
        let mut movie = Self { stream, ..Self::default() };
        let mut at = 0;
        let mut samples = 0_u64;
        if size < 8 {
            return Ok(None);
        }
        for number in 0..MOST_BOXES {
            let Some(Outer { kind, header, length, is_whole, .. }) = outer_at(file, at, size)? else { break };
            // QuickTime files of old begin with what they hold.
            let begins = &kind == b"ftyp" || stream.is_some() && matches!(&kind, b"moov" | b"mdat" | b"wide" | b"free");
            if number == 0 && !begins {
                return Ok(None);
            }
            let end = at.saturating_add(length);
            if !is_whole {
                let sound = matches!(&kind, b"moov" | b"moof" | b"mdat");
                movie.cut = Some(end).filter(|_| length >= header && sound);
                let goes_on = matches!(&kind, b"moof" | b"mdat" | b"sidx" | b"styp" | b"emsg" | b"prft");
                movie.unfinished = movie.fragments.is_some() && length >= header && goes_on;
                break;
            }
            match &kind {
                b"moov" | b"moof" if length <= LARGEST_INDEX => {
                    let mut content = Vec::new();
                    file.seek(SeekFrom::Start(at + header))?;
                    file.by_ref().take(length - header).read_to_end(&mut content)?;
                    if &kind == b"moof" {
                        samples = samples.saturating_add(samples_of(&content));
                        // A sample has a byte at least. The library counts what is claimed one by one, billions too.
                        if samples > size {
                            movie.unfinished = true;
                            break;
                        }
                    }
                    if &kind == b"moov" {
                        movie.read_index(&content, at + header);
                        movie.set_beside(&content, at + header, true);
                    } else if let Some(fragments) = &mut movie.fragments {
                        fragments.add(&content);
                    }
                }
                b"meta" | b"udta" | b"sidx" => movie.beside.push(at + 4),
                _ => {}
            }
            at = end;
            movie.end = at;
        }
        Ok(Some(movie))
    }

    /// The file as the library shall see it.
    pub(crate) fn view(&self) -> View {
        let mut patches: Vec<_> = self.beside.iter().map(|at| (*at, b"free".to_vec())).collect();
        patches.extend(self.flac.iter().map(|flac| (flac.at, flac.info.to_vec())));
        patches.sort_unstable_by_key(|(at, _)| *at);
        View::patched(0, self.cut.unwrap_or(self.end), patches)
    }

    /// The speakers that a comment names, by the bits of WAVE_FORMAT_EXTENSIBLE.
    pub(crate) fn speakers(&self) -> Option<u32> {
        self.flac.as_ref().and_then(|flac| flac.speakers)
    }

    /// Notes the boxes within `content` that the library would stumble over: tags, and edits, which are read here.
    fn set_beside(&mut self, content: &[u8], start: u64, outer: bool) {
        let mut at = start;
        let mut sounds = 0;
        for (kind, inside, length) in sized_boxes(content) {
            let chosen = self.stream.is_none_or(|stream| is_sound(inside) && stream == sounds);
            sounds += usize::from(&kind == b"trak" && is_sound(inside));
            match &kind {
                b"udta" | b"meta" | b"edts" | b"iods" => self.beside.push(at + 4),
                b"trak" if outer && !chosen => self.beside.push(at + 4),
                b"trak" if outer => self.set_beside(inside, at + (length - inside.len()) as u64, false),
                _ => {}
            }
            at += length as u64;
        }
    }

    /// `start` is where its content begins in the file.
    fn read_index(&mut self, moov: &[u8], start: u64) {
        if std::mem::replace(&mut self.indexed, true) {
            return;
        }
        self.movie_timescale = find(moov, b"mvhd").and_then(timescale).unwrap_or(0);
        self.gapless = find(moov, b"udta").and_then(itunes_gapless);
        let mut sounds = boxes(moov).filter(|(kind, trak)| kind == b"trak" && is_sound(trak));
        let sound = sounds.nth(self.stream.unwrap_or(0));
        let Some((_, trak)) = sound else { return };
        self.edit = find(trak, b"edts").and_then(|edts| find(edts, b"elst")).and_then(first_edit);
        let Some(mdia) = find(trak, b"mdia") else { return };
        self.media_timescale = find(mdia, b"mdhd").and_then(timescale).unwrap_or(0);
        let table = find(mdia, b"minf").and_then(|minf| find(minf, b"stbl"));
        let descriptions = table.and_then(|stbl| find(stbl, b"stsd"));
        self.codec = descriptions.and_then(|stsd| stsd.get(12..16)).and_then(|kind| kind.try_into().ok());
        self.flac = descriptions.and_then(|stsd| in_descriptions(stsd, moov, start));
        self.linear = self.stream.and(table).and_then(LinearTrack::read);
        let Some(extends) = find(moov, b"mvex") else { return };
        let track = find(trak, b"tkhd").and_then(|tkhd| long(tkhd, if tkhd.first() == Some(&1) { 20 } else { 12 }));
        let track = track.unwrap_or(0);
        let ours = boxes(extends).find(|(kind, trex)| kind == b"trex" && long(trex, 4) == Some(track));
        let usual = ours.and_then(|(_, trex)| long(trex, 12)).unwrap_or(0);
        // Samples before the first fragment.
        let rows = table.and_then(|stbl| find(stbl, b"stts")).and_then(|stts| stts.get(8..)).unwrap_or_default();
        let ticks = rows.as_chunks::<8>().0.iter().fold(0_u64, |sum, row| {
            let ticks = u64::from(long(row, 0).unwrap_or(0)) * u64::from(long(row, 4).unwrap_or(0));
            sum.saturating_add(ticks)
        });
        self.fragments = Some(Fragments { track, usual, ticks });
    }

    /// Decoded frames of `rate` hertz by the headers: what the library counted, or for a movie in fragments the sum of
    /// theirs.
    pub(crate) fn frames(&self, counted: Option<i64>, rate: u32) -> Option<i64> {
        let Some(fragments) = self.fragments else { return counted };
        let scale = u128::from(if self.media_timescale == 0 { rate } else { self.media_timescale });
        i64::try_from(u128::from(fragments.ticks) * u128::from(rate) / scale.max(1)).ok()
    }

    /// Where the sound lies within `frames` decoded frames of `rate` hertz.
    pub(crate) fn playable(&self, frames: Option<i64>, rate: u32) -> Playable {
        if let Some(gapless) = self.gapless.filter(Gapless::is_whole) {
            return Playable { start: gapless.delay, end: Some(gapless.delay + gapless.length) };
        }
        let Some(edit) = self.edit else { return Playable { start: 0, end: frames } };
        let scaled = |ticks: i64, scale: u32| {
            let scale = i128::from(scale.max(1));
            let frames = (i128::from(ticks) * i128::from(rate) + scale / 2).div_euclid(scale);
            i64::try_from(frames).unwrap_or(i64::MAX)
        };
        let media_timescale = if self.media_timescale == 0 { rate } else { self.media_timescale };
        let start = scaled(edit.media_time, media_timescale);
        let end = frames.filter(|end| *end > start);
        // The duration counts in movie ticks, often milliseconds, so it is trusted only where it is shorter by more
        // than one tick: then somebody cut the end on purpose.
        let tick = scaled(1, self.movie_timescale);
        let by_edit =
            start.saturating_add(scaled(i64::try_from(edit.duration).unwrap_or(i64::MAX), self.movie_timescale));
        match end {
            Some(end) if edit.duration > 0 && by_edit.saturating_add(tick) < end => {
                Playable { start, end: Some(by_edit) }
            }
            _ => Playable { start, end },
        }
    }
}

impl Fragments {
    /// Adds what a `moof` holds of the track (ISO/IEC 14496-12, 8.8.7 and 8.8.8).
    fn add(&mut self, moof: &[u8]) {
        for (_, traf) in boxes(moof).filter(|(kind, _)| kind == b"traf") {
            let Some(head) = find(traf, b"tfhd") else { continue };
            if long(head, 4) != Some(self.track) {
                continue;
            }
            let flags = long(head, 0).unwrap_or(0);
            // Base offset and description stand before the duration.
            let at = 8 + if flags & 1 != 0 { 8 } else { 0 } + if flags & 2 != 0 { 4 } else { 0 };
            let usual = if flags & 8 != 0 { long(head, at).unwrap_or(0) } else { self.usual };
            for (_, run) in boxes(traf).filter(|(kind, _)| kind == b"trun") {
                self.ticks = self.ticks.saturating_add(ticks_of(run, usual));
            }
        }
    }
}

/// How many samples a `moof` claims, of all tracks.
fn samples_of(moof: &[u8]) -> u64 {
    let tracks = boxes(moof).filter(|(kind, _)| kind == b"traf");
    let runs = tracks.flat_map(|(_, traf)| boxes(traf).filter(|(kind, _)| kind == b"trun"));
    runs.map(|(_, run)| u64::from(long(run, 4).unwrap_or(0))).fold(0, u64::saturating_add)
}

/// The ticks of all samples of a `trun`.
fn ticks_of(run: &[u8], usual: u32) -> u64 {
    const DURATION: u32 = 0x100;
    let (Some(flags), Some(count)) = (long(run, 0), long(run, 4)) else { return 0 };
    if flags & DURATION == 0 {
        return u64::from(count) * u64::from(usual);
    }
    let start = 8 + if flags & 1 != 0 { 4 } else { 0 } + if flags & 4 != 0 { 4 } else { 0 };
    // Duration, size, flags and offset of each sample, as far as they are there.
    let row = 4 * (flags >> 8 & 15).count_ones() as usize;
    let rows = run.get(start..).unwrap_or_default().chunks_exact(row);
    rows.take(count as usize).map(|row| u64::from(long(row, 0).unwrap_or(0))).sum()
}

impl Gapless {
    /// An encoder fills whole packets; a note that does not add up was copied from another file.
    fn is_whole(&self) -> bool {
        self.length > 0 && (self.delay + self.padding + self.length) % AAC_PACKET == 0
    }
}

/// `mvhd` and `mdhd` begin alike: version, two times, then the timescale.
fn timescale(header: &[u8]) -> Option<u32> {
    if *header.first()? == 1 { long(header, 20) } else { long(header, 12) }
}

fn is_sound(trak: &[u8]) -> bool {
    find(trak, b"mdia").and_then(|mdia| find(mdia, b"hdlr")).is_some_and(|hdlr| hdlr.get(8..12) == Some(b"soun"))
}

fn first_edit(elst: &[u8]) -> Option<Edit> {
    let version = *elst.first()?;
    let count = long(elst, 4)? as usize;
    let row = if version == 1 { 20 } else { 12 };
    elst.get(8..)?.chunks_exact(row).take(count).find_map(|row| {
        let (duration, media_time) = if version == 1 {
            (wide(row, 0)?, wide(row, 8)? as i64)
        } else {
            (u64::from(long(row, 0)?), i64::from(long(row, 4)? as i32))
        };
        // -1 is an empty edit: a pause before the sound.
        (media_time >= 0).then_some(Edit { media_time, duration })
    })
}

fn itunes_gapless(udta: &[u8]) -> Option<Gapless> {
    let list = item_list(udta)?;
    boxes(list).filter(|(kind, _)| kind == b"----").find_map(|(_, item)| {
        if find(item, b"name")?.get(4..)? != b"iTunSMPB" {
            return None;
        }
        let text = std::str::from_utf8(find(item, b"data")?.get(8..)?).ok()?;
        let mut words = text.split_ascii_whitespace().skip(1).map(|word| u64::from_str_radix(word, 16));
        let mut next = || words.next()?.ok().and_then(|word| i64::try_from(word).ok()).filter(|word| *word < 1 << 48);
        Some(Gapless { delay: next()?, padding: next()?, length: next()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(media_time: i64, duration: u64) -> Movie {
        let edit = Some(Edit { media_time, duration });
        Movie { edit, media_timescale: 44_100, movie_timescale: 1_000, ..Movie::default() }
    }

    #[test]
    fn an_edit_list_gives_the_start_and_the_decoder_gives_the_end() {
        // 6.372 s in milliseconds is 281,005 frames: six short of the truth.
        let playable = edited(1_024, 6_372).playable(Some(282_035), 44_100);
        assert_eq!(playable, Playable { start: 1_024, end: Some(282_035) });
    }

    fn made(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        [&(inside.len() as u32 + 8).to_be_bytes(), kind.as_slice(), inside].concat()
    }

    #[test]
    fn fragments_are_added_up() {
        let words = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
        let head = made(b"tfhd", &words(&[8, 7, 1_024]));
        let plain = made(b"trun", &words(&[1, 10, 99]));
        let rows = made(b"trun", &words(&[0x300, 2, 500, 1, 600, 1]));
        let other = made(b"traf", &[made(b"tfhd", &words(&[0, 8])), plain.clone()].concat());
        let moof = [made(b"traf", &[head, plain, rows].concat()), other].concat();
        let mut fragments = Fragments { track: 7, usual: 5, ticks: 1 };
        fragments.add(&moof);
        assert_eq!(fragments.ticks, 1 + 10_240 + 1_100);
    }

    #[test]
    fn boxes_beside_the_sound_are_shown_as_free_space() {
        let trak = made(b"trak", &[made(b"edts", &[]), made(b"tkhd", &[])].concat());
        let moov = made(b"moov", &[trak, made(b"udta", &[1, 2])].concat());
        let bytes = [made(b"ftyp", b"M4A "), moov, made(b"sidx", &[]), b"TAGspark and more".to_vec()].concat();
        let movie = Movie::walk(&mut io::Cursor::new(&bytes)).expect("read").expect("a movie");
        let names: Vec<&[u8]> = movie.beside.iter().map(|at| &bytes[*at as usize..*at as usize + 4]).collect();
        assert_eq!(names, [b"edts", b"udta", b"sidx"]);
        assert_eq!((movie.cut, movie.end), (None, bytes.len() as u64 - 17));
    }

    #[test]
    fn an_edit_much_shorter_than_the_sound_ends_it() {
        let playable = edited(0, 1_000).playable(Some(282_035), 44_100);
        assert_eq!(playable, Playable { start: 0, end: Some(44_100) });
    }

    #[test]
    fn the_itunes_note_counts_only_if_it_fills_whole_packets() {
        let mut movie = edited(1_024, 6_372);
        movie.gapless = Some(Gapless { delay: 2_112, padding: 557, length: 281_011 });
        assert_eq!(movie.playable(Some(282_035), 44_100).start, 1_024);
        movie.gapless = Some(Gapless { delay: 2_112, padding: 525, length: 281_011 });
        assert_eq!(movie.playable(Some(283_648), 44_100), Playable { start: 2_112, end: Some(283_123) });
    }

    #[test]
    fn fragments_that_claim_more_samples_than_bytes_are_not_shown() {
        let run = made(b"trun", &[0, 0, 0, 0, 255, 255, 255, 255]);
        let bytes =
            [made(b"ftyp", b"M4A \0\0\0\0"), made(b"moof", &made(b"traf", &run)), made(b"mdat", &[7; 9])].concat();
        let movie = Movie::walk(&mut io::Cursor::new(&bytes)).expect("read").expect("a movie");
        assert_eq!((movie.end, movie.unfinished), (16, true));
        let honest = made(b"trun", &[0, 0, 0, 0, 0, 0, 0, 3]);
        let bytes = [made(b"ftyp", b"M4A \0\0\0\0"), made(b"moof", &made(b"traf", &honest))].concat();
        let movie = Movie::walk(&mut io::Cursor::new(&bytes)).expect("read").expect("a movie");
        assert_eq!((movie.end, movie.unfinished), (bytes.len() as u64, false));
    }
}
