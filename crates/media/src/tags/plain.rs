//! Tags that are lists of keys and texts: Vorbis comments, APE items, ID3v1, AIFF text, CAF info.

use std::io::{Read, Seek};

use lofty::ape::ApeTag;
use lofty::id3::v1::Id3v1Tag;
use lofty::iff::aiff::AiffTextChunks;
use lofty::ogg::OggPictureStorage;
use lofty::ogg::tag::VorbisComments;
use lofty::tag::{ItemValue, Tag};

use super::Found;
use super::fields::VORBIS;
use crate::chunk::Chunks;
use crate::extent::caf_chunks;

pub(super) fn read_vorbis(found: &mut Found, tag: &VorbisComments) {
    for (key, text) in tag.items() {
        found.add(format!("{VORBIS}{}", key.to_ascii_uppercase()), text);
    }
    for (picture, _) in tag.pictures() {
        found.add_picture(picture);
    }
}

pub(super) fn read_ape(found: &mut Found, tag: &ApeTag) {
    for item in tag {
        if let ItemValue::Text(text) | ItemValue::Locator(text) = item.value() {
            found.add(format!("APE:{}", item.key()), text);
        }
    }
}

pub(super) fn read_id3v1(found: &mut Found, tag: &Id3v1Tag) {
    let genre = tag.genre.and_then(|genre| lofty::id3::v1::GENRES.get(usize::from(genre)));
    let fields = [
        ("title", tag.title.clone()),
        ("artist", tag.artist.clone()),
        ("album", tag.album.clone()),
        ("year", tag.year.map(|year| year.to_string())),
        ("comment", tag.comment.clone()),
        ("track", tag.track_number.map(|number| number.to_string())),
        ("genre", genre.map(|genre| (*genre).to_owned())),
    ];
    for (name, text) in fields {
        found.add(format!("ID3v1:{name}"), &text.unwrap_or_default());
    }
}

pub(super) fn read_aiff(found: &mut Found, tag: &AiffTextChunks) {
    found.add("AIFF:NAME", tag.name.as_deref().unwrap_or_default());
    found.add("AIFF:AUTH", tag.author.as_deref().unwrap_or_default());
    found.add("AIFF:(c) ", tag.copyright.as_deref().unwrap_or_default());
    tag.annotations.iter().flatten().for_each(|text| found.add("AIFF:ANNO", text));
    tag.comments.iter().flatten().for_each(|comment| found.add("AIFF:COMT", &comment.text));
}

/// The tag library's unified view, for formats without a concrete reader here.
pub(super) fn read_generic(found: &mut Found, tag: &Tag) {
    for item in tag.items() {
        if let (Some(text), key) = (item.value().text(), item.key()) {
            // The unified names are Vorbis's, in capitals, with few exceptions.
            let name =
                key.map_key(lofty::tag::TagType::VorbisComments).map_or_else(|| format!("{key:?}"), str::to_owned);
            found.add(format!("{VORBIS}{}", name.to_ascii_uppercase()), text);
        }
    }
    tag.pictures().iter().for_each(|picture| found.add_picture(picture));
}

/// The `info` chunk of a CAF file: a count, then keys and texts, each ended by a zero (Apple CAF specification).
pub(super) fn read_caf<R: Read + Seek>(found: &mut Found, file: &mut R) {
    const LARGEST: u64 = 1 << 20;
    let Ok(Some(chunks)) = caf_chunks(file) else { return };
    for chunk in chunks.into_iter().filter(|chunk| &chunk.id == b"info") {
        let content = Chunks::content(file, chunk, LARGEST).unwrap_or_default();
        let texts: Vec<_> = content.get(4..).unwrap_or_default().split(|byte| *byte == 0).collect();
        for pair in texts.chunks_exact(2) {
            found.add(format!("CAF:{}", String::from_utf8_lossy(pair[0])), &String::from_utf8_lossy(pair[1]));
        }
    }
}
