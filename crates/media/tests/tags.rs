//! Tags and artwork, as ffmpeg and other programs write them.

mod common;

use std::path::Path;

use common::{Folder, noise, wav_bytes};
use lofty::TextEncoding;
use lofty::config::WriteOptions;
use lofty::id3::v2::{
    AttachedPictureFrame, CommentFrame, ExtendedTextFrame, Frame, FrameId, Id3v2Tag, TextInformationFrame,
};
use lofty::mp4::{Atom, AtomData, AtomIdent, Ilst};
use lofty::ogg::tag::VorbisComments;
use lofty::picture::{MimeType, Picture, PictureType};
use lofty::tag::TagExt;
use media::{Tags, read_tags};

fn source(folder: &Folder) -> std::path::PathBuf {
    folder.wav("source.wav", 44_100, &noise(44_100, 22_050))
}

fn raw<'a>(tags: &'a Tags, key: &str) -> Option<&'a str> {
    tags.raw.iter().find(|(found, _)| found == key).map(|(_, text)| text.as_str())
}

#[test]
fn the_usual_fields_are_read_from_every_format() {
    let folder = Folder::new();
    let wav = source(&folder);
    let metadata = "-metadata title=Spark -metadata artist=Ann -metadata album=Heart -metadata genre=Folk \
                    -metadata date=2019-05-06 -metadata comment=Warm -metadata composer=Ben";
    for (name, args) in [
        ("a.mp3", "-c:a libmp3lame -id3v2_version 4"),
        ("b.mp3", "-c:a libmp3lame -id3v2_version 3"),
        ("a.m4a", "-c:a aac"),
        ("a.flac", "-c:a flac"),
        ("a.ogg", "-c:a libvorbis"),
        ("a.opus", "-c:a libopus"),
        ("a.wav", "-c:a pcm_s16le"),
        ("id3.aiff", "-c:a pcm_s16be -write_id3v2 1"),
        ("a.caf", "-c:a pcm_s16le"),
    ] {
        let (tags, _) = read_tags(&folder.ffmpeg(&wav, &format!("{args} {metadata}"), name));
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(tags.title, some("Spark"), "{name} {:?}", tags.raw);
        assert_eq!(tags.artist, some("Ann"), "{name}");
        assert_eq!(tags.album, some("Heart"), "{name}");
        assert_eq!(tags.genre, some("Folk"), "{name}");
        assert_eq!(tags.year, some("2019"), "{name} {:?}", tags.raw);
        assert_eq!(tags.comment, some("Warm"), "{name} {:?}", tags.raw);
        // ffmpeg writes no composer into RIFF INFO.
        if name != "a.wav" {
            assert_eq!(tags.composer, some("Ben"), "{name} {:?}", tags.raw);
        }
    }
}

fn text(id: &'static str, value: &'static str) -> Frame<'static> {
    Frame::Text(TextInformationFrame::new(FrameId::new(id).expect("frame id"), TextEncoding::UTF8, value))
}

fn user(description: &'static str, value: &'static str) -> Frame<'static> {
    Frame::UserText(ExtendedTextFrame::new(TextEncoding::UTF8, description, value))
}

fn cover() -> Picture {
    let bytes = [0x89, b'P', b'N', b'G', 1, 2, 3].to_vec();
    Picture::unchecked(bytes).pic_type(PictureType::CoverFront).mime_type(MimeType::Jpeg).build()
}

fn check_id3(path: &Path) {
    let mut tag = Id3v2Tag::new();
    for frame in [
        text("TIT2", "Spark"),
        text("TPE1", "Ann\0Ben"),
        text("TPUB", "Harbour Songs"),
        text("TSRC", "GBAYE6800011"),
        text("TBPM", "124"),
        text("TKEY", "Am"),
        text("TMOO", "hopeful"),
        text("TIT1", "Ann (PRS) 50%"),
        text("TLAN", "eng"),
        text("TEXT", "Cleo"),
        text("TCON", "(17)"),
        user("LABEL", "North"),
        user("ISWC", "T-034.524.680-1"),
        user("CATALOGNUMBER", "NR 12"),
        user("BPM", "123.97"),
    ] {
        tag.insert(frame);
    }
    tag.insert(Frame::Comment(CommentFrame::new(TextEncoding::UTF8, *b"eng", "iTunNORM", " 0000 0001")));
    tag.insert(Frame::Comment(CommentFrame::new(TextEncoding::UTF8, *b"eng", "", "One stop")));
    tag.insert(Frame::Picture(AttachedPictureFrame::new(TextEncoding::UTF8, cover())));
    tag.save_to_path(path, WriteOptions::default()).expect("saved");
    let (tags, artwork) = read_tags(path);
    let name = path.display();
    assert_eq!(tags.artist.as_deref(), Some("Ann; Ben"), "{name}");
    assert_eq!(tags.publisher.as_deref(), Some("Harbour Songs"), "{name}");
    assert_eq!(tags.label.as_deref(), Some("North"), "{name}");
    assert_eq!(tags.isrc.as_deref(), Some("GBAYE6800011"), "{name}");
    assert_eq!(tags.iswc.as_deref(), Some("T-034.524.680-1"), "{name}");
    assert_eq!(raw(&tags, "TXXX:ISWC"), Some("T-034.524.680-1"), "{name}");
    assert_eq!(tags.bpm, Some(123_970), "{name}");
    assert_eq!(tags.key.as_deref(), Some("Am"), "{name}");
    assert_eq!(tags.mood.as_deref(), Some("hopeful"), "{name}");
    assert_eq!(tags.grouping.as_deref(), Some("Ann (PRS) 50%"), "{name}");
    assert_eq!(tags.language.as_deref(), Some("eng"), "{name}");
    assert_eq!(tags.lyricist.as_deref(), Some("Cleo"), "{name}");
    assert_eq!(tags.genre.as_deref(), Some("Rock"), "{name}");
    assert_eq!(tags.catalogue_number.as_deref(), Some("NR 12"), "{name}");
    assert_eq!(tags.comment.as_deref(), Some("One stop"), "{name}");
    assert_eq!(raw(&tags, "COMM:iTunNORM"), Some("0000 0001"), "{name}");
    let artwork = artwork.expect("a cover");
    // Its bytes say PNG, whatever the tag says.
    assert_eq!((artwork.mime.as_str(), artwork.bytes.len()), ("image/png", 7), "{name}");
}

#[test]
fn id3_is_read_whole_in_mp3_wav_and_aiff() {
    let folder = Folder::new();
    let wav = source(&folder);
    check_id3(&folder.ffmpeg(&wav, "-c:a libmp3lame", "a.mp3"));
    check_id3(&folder.ffmpeg(&wav, "-c:a pcm_s16be", "a.aiff"));
    check_id3(&wav);
}

#[test]
fn m4a_keeps_its_tempo_and_its_free_fields() {
    let folder = Folder::new();
    let path = folder.ffmpeg(&source(&folder), "-c:a aac", "a.m4a");
    let free = |name: &'static str, value: &str| {
        let ident = AtomIdent::Freeform { mean: "com.apple.iTunes".into(), name: name.into() };
        Atom::new(ident, AtomData::UTF8(value.to_owned()))
    };
    let mut tag = Ilst::new();
    tag.insert(Atom::new(AtomIdent::Fourcc(*b"\xa9nam"), AtomData::UTF8("Spark".to_owned())));
    tag.insert(Atom::new(AtomIdent::Fourcc(*b"tmpo"), AtomData::SignedInteger(124)));
    tag.insert(free("LABEL", "North"));
    tag.insert(free("PUBLISHER", "Harbour Songs"));
    tag.insert(free("initialkey", "8A"));
    tag.insert(free("MOOD", "hopeful"));
    tag.insert_picture(cover());
    tag.save_to_path(&path, WriteOptions::default()).expect("saved");
    let (tags, artwork) = read_tags(&path);
    assert_eq!(tags.title.as_deref(), Some("Spark"));
    assert_eq!(tags.bpm, Some(124_000));
    assert_eq!(tags.label.as_deref(), Some("North"));
    assert_eq!(tags.publisher.as_deref(), Some("Harbour Songs"));
    assert_eq!((tags.key.as_deref(), tags.mood.as_deref()), (Some("8A"), Some("hopeful")));
    assert_eq!(raw(&tags, "----:com.apple.iTunes:LABEL"), Some("North"));
    assert_eq!(artwork.map(|artwork| artwork.mime), Some("image/png".to_owned()));
}

#[test]
fn vorbis_comments_keep_organisation_and_tempo() {
    let folder = Folder::new();
    for (name, args) in [("a.flac", "-c:a flac"), ("a.ogg", "-c:a libvorbis"), ("a.opus", "-c:a libopus")] {
        let path = folder.ffmpeg(&source(&folder), args, name);
        let mut tag = VorbisComments::new();
        for (key, value) in [("ORGANIZATION", "North"), ("TEMPO", "97.5"), ("ARTIST", "Ann"), ("ARTIST", "Ben")] {
            tag.push(key.to_owned(), value.to_owned());
        }
        tag.save_to_path(&path, WriteOptions::default()).expect("saved");
        let (tags, _) = read_tags(&path);
        assert_eq!(tags.label.as_deref(), Some("North"), "{name}");
        assert_eq!(tags.bpm, Some(97_500), "{name}");
        assert_eq!(tags.artist.as_deref(), Some("Ann; Ben"), "{name}");
        assert_eq!(raw(&tags, "ORGANIZATION"), Some("North"), "{name}");
    }
}

#[test]
fn broadcast_wav_tells_its_origin_and_scene() {
    let folder = Folder::new();
    let mut bext = vec![0; 602];
    bext[..12].copy_from_slice(b"Rain on roof");
    bext[256..262].copy_from_slice(b"NAGRA6");
    bext[320..330].copy_from_slice(b"2026-03-04");
    bext[338..346].copy_from_slice(&172_800_000_u64.to_le_bytes());
    bext.extend_from_slice(b"A=PCM,F=48000,W=24\r\n");
    let ixml =
        b"<?xml version=\"1.0\"?><BWFXML><PROJECT>My Heart</PROJECT><SCENE>22A</SCENE><NOTE>wind &amp; cars</NOTE>\
                 <SPEED><MASTER_SPEED>24000/1001</MASTER_SPEED></SPEED></BWFXML>";
    let axml = b"<ebucore><identifier>ISRC:GBAYE6800011</identifier></ebucore>";
    let more: [(&[u8; 4], Vec<u8>); 3] = [(b"bext", bext), (b"iXML", ixml.to_vec()), (b"axml", axml.to_vec())];
    let path = folder.bytes("field.wav", &wav_bytes(48_000, &noise(48_000, 4_800), &more));
    let (tags, _) = read_tags(&path);
    assert_eq!(raw(&tags, "bext:Description"), Some("Rain on roof"));
    assert_eq!(raw(&tags, "bext:Originator"), Some("NAGRA6"));
    assert_eq!(raw(&tags, "bext:TimeReference"), Some("172800000"));
    assert_eq!(raw(&tags, "bext:CodingHistory"), Some("A=PCM,F=48000,W=24"));
    assert_eq!(raw(&tags, "iXML:PROJECT"), Some("My Heart"));
    assert_eq!(raw(&tags, "iXML:SCENE"), Some("22A"));
    assert_eq!(raw(&tags, "iXML:SPEED/MASTER_SPEED"), Some("24000/1001"));
    assert_eq!(tags.comment.as_deref(), Some("Rain on roof"));
    assert_eq!(tags.isrc.as_deref(), Some("GBAYE6800011"));
}

#[test]
fn a_file_without_tags_has_none() {
    let folder = Folder::new();
    let (tags, artwork) = read_tags(&source(&folder));
    assert_eq!((tags, artwork), (Tags::default(), None));
    assert_eq!(read_tags(&folder.path("none.mp3")).0, Tags::default());
}
