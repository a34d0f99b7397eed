//! What a file says about itself.
//!
//! Each container is read into a flat list of raw keys and texts, tag by tag: one that cannot be read is noted, and the
//! others stay. One table in [`fields`] then says which keys mean which field. No tag library is used, because those give
//! all of a tag or nothing, and believe its sizes.

mod apple;
mod broadcast;
mod fields;
mod found;
mod genres;
mod id3;
mod id3_text;
mod picture;
mod plain;
mod text;
mod vorbis;
mod xml;

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::boxes::{find, item_list, top_boxes};
use crate::chunk::{Chunks, Family};
use crate::extent::{ape_before, caf_chunks, tagged_start};
use crate::flac::Flac;
use crate::guard::guard;
use crate::ogg::Headers;
pub(crate) use found::Found;
pub use picture::Artwork;

/// The fields of a recording, as its file states them. Several values of one field are joined by "; ".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tags {
    /// Title of the recording.
    pub title: Option<String>,
    /// Performer.
    pub artist: Option<String>,
    /// Album or library disc.
    pub album: Option<String>,
    /// Performer of the whole album.
    pub album_artist: Option<String>,
    /// Writer of the music.
    pub composer: Option<String>,
    /// Writer of the words.
    pub lyricist: Option<String>,
    /// Publisher of the work.
    pub publisher: Option<String>,
    /// Label of the recording.
    pub label: Option<String>,
    /// International Standard Recording Code, as written.
    pub isrc: Option<String>,
    /// International Standard Musical Work Code, as written.
    pub iswc: Option<String>,
    /// Tempo in thousandths of a beat a minute.
    pub bpm: Option<u32>,
    /// Musical key, as written.
    pub key: Option<String>,
    /// Mood.
    pub mood: Option<String>,
    /// Genre, by name.
    pub genre: Option<String>,
    /// Language of the words.
    pub language: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Grouping; music libraries put writers, societies and shares here.
    pub grouping: Option<String>,
    /// Four digits.
    pub year: Option<String>,
    /// Track number, alone or as "3/12".
    pub track_number: Option<String>,
    /// Catalogue number of the label or library.
    pub catalogue_number: Option<String>,
    /// Copyright line.
    pub copyright: Option<String>,
    /// Words.
    pub lyrics: Option<String>,
    /// Version: "Instrumental", "60 s edit".
    pub version: Option<String>,
    /// Every raw key and text value as found, in the order of the file: "TIT2", "TXXX:ISWC", "©nam",
    /// "----:com.apple.iTunes:LABEL", "COMPOSER", "INFO:IART", "bext:Originator", "iXML:SCENE".
    pub raw: Vec<(String, String)>,
    /// Names of tags that are in the file and could not be read, such as "APIC"; at most a dozen.
    pub unread: Vec<String>,
}

/// Larger tags hold something else than texts and covers.
const LARGEST: u64 = 128 << 20;
/// Several stand one after another in some files.
const MOST_ID3: usize = 16;

/// Reads tags and artwork. Damaged or absent tags give empty fields: a file can be heard without them. What could not be
/// read is named in [`Tags::unread`].
#[must_use]
pub fn read_tags(path: &Path) -> (Tags, Option<Artwork>) {
    let mut found = Found::default();
    let read = guard(|| Ok(read_into(&mut found, path)));
    if !matches!(read, Ok(Ok(()))) && path.is_file() {
        found.fail("tags");
    }
    let artwork = found.artwork();
    (fields::fold(found), artwork)
}

fn read_into(found: &mut Found, path: &Path) -> io::Result<()> {
    let file = crate::hash::open(path).map_err(io::Error::other)?;
    let mut file = BufReader::new(file);
    let start = tagged_start(&mut file)?;
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.by_ref().take(12).read_to_end(&mut head)?;
    if head.starts_with(b"fLaC") {
        // FLAC's own comments win over tags that other programs put before them.
        if let Some(flac) = Flac::walk(&mut file, start)? {
            vorbis::read_flac(found, &mut file, &flac);
        }
        found.rank = 1;
    }
    if head.starts_with(b"OggS") {
        if let Some(headers) = Headers::walk(&mut file, start)? {
            vorbis::read_ogg(found, &headers);
        }
        found.rank = 1;
    }
    read_before(found, &mut file, start)?;
    if head.starts_with(b"OggS") {
        return Ok(());
    }
    if start == 0 {
        if let Some(chunks) = Chunks::walk(&mut file)? {
            read_chunks(found, &mut file, &chunks)?;
            return Ok(());
        }
        if let Some(chunks) = caf_chunks(&mut file)? {
            plain::read_caf(found, &mut file, &chunks);
            return Ok(());
        }
        if head.get(4..8) == Some(b"ftyp") {
            read_movie(found, &mut file)?;
        }
    }
    let mut end = file.seek(SeekFrom::End(0))?;
    end = plain::read_id3v1(found, &mut file, end)?.unwrap_or(end);
    end = plain::read_ape(found, &mut file, end)?.unwrap_or(end);
    read_id3_behind(found, &mut file, end)
}

/// An ID3v2.4 tag that ends at `end`, as its footer says (ID3v2.4.0 structure, 3.4).
fn read_id3_behind<F: Read + Seek>(found: &mut Found, file: &mut F, end: u64) -> io::Result<()> {
    let Some(at) = end.checked_sub(10) else { return Ok(()) };
    file.seek(SeekFrom::Start(at))?;
    let mut footer = Vec::new();
    file.by_ref().take(10).read_to_end(&mut footer)?;
    let Some(rest) = footer.strip_prefix(b"3DI") else { return Ok(()) };
    let length = id3::length(&[b"ID3", rest].concat()).map_or(0, |length| length as u64);
    let Some(start) = end.checked_sub(length).filter(|_| (20..=LARGEST).contains(&length)) else { return Ok(()) };
    file.seek(SeekFrom::Start(start))?;
    let mut tag = Vec::new();
    file.by_ref().take(length).read_to_end(&mut tag)?;
    id3::read(found, &tag);
    Ok(())
}

/// The ID3v2 and APE tags that stand before `start`.
fn read_before<F: Read + Seek>(found: &mut Found, file: &mut F, start: u64) -> io::Result<()> {
    let mut at = 0;
    for _ in 0..MOST_ID3 {
        if at >= start {
            break;
        }
        file.seek(SeekFrom::Start(at))?;
        let mut head = Vec::new();
        file.by_ref().take(32).read_to_end(&mut head)?;
        if let Some(length) = ape_before(&head) {
            plain::read_ape_at(found, file, at, length)?;
            at += length;
            continue;
        }
        head.truncate(10);
        file.seek(SeekFrom::Start(at + head.len() as u64))?;
        let Some(length) = id3::length(&head) else { break };
        // A size beyond the end of the file is damage: the frames are there all the same.
        file.by_ref().take((length as u64).min(LARGEST).saturating_sub(10)).read_to_end(&mut head)?;
        id3::read(found, &head);
        at += length as u64;
    }
    Ok(())
}

/// Tags within WAV and AIFF, the best first.
fn read_chunks<F: Read + Seek>(found: &mut Found, file: &mut F, chunks: &Chunks) -> io::Result<()> {
    for chunk in chunks.list.iter().filter(|chunk| chunk.id.eq_ignore_ascii_case(b"id3 ")).take(MOST_ID3) {
        id3::read(found, &Chunks::content(file, *chunk, LARGEST)?);
    }
    match chunks.family {
        Family::Wave => plain::read_info(found, file, chunks),
        Family::Aiff => plain::read_aiff(found, file, chunks),
    }
    broadcast::read(found, file, chunks);
    Ok(())
}

/// Tags within `moov`, or beside it where no track has them.
fn read_movie<F: Read + Seek>(found: &mut Found, file: &mut F) -> io::Result<()> {
    for (kind, start, length) in top_boxes(file)? {
        if !matches!(&kind, b"moov" | b"udta" | b"meta") || length > LARGEST {
            continue;
        }
        let mut content = Vec::new();
        file.seek(SeekFrom::Start(start))?;
        file.by_ref().take(length).read_to_end(&mut content)?;
        let list = match &kind {
            b"moov" => find(&content, b"udta").and_then(item_list).or_else(|| item_list(&content)),
            b"udta" => item_list(&content),
            _ => content.get(4..).and_then(|inside| find(inside, b"ilst")),
        };
        list.into_iter().for_each(|list| apple::read(found, list));
    }
    Ok(())
}
