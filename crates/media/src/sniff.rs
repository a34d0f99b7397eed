//! Recognising files by their first bytes: what they are called when they cannot be read.

use std::path::Path;

/// What the first bytes say about a file that will not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// Sound or picture in a form with this name that is not supported.
    Named(&'static str),
    /// Something that is not sound at all.
    NotAudio,
}

/// Endings of files that are read, in lower case.
#[rustfmt::skip]
const READ: [&str; 29] = [
    "wav", "wave", "bwf", "rf64", "bw64", "aif", "aiff", "aifc", "flac", "mp3", "m4a", "m4b", "m4r", "m4p", "mp4", "aac", "adts",
    "alac", "3gp", "3ga", "3g2", "ogg", "oga", "ogx", "opus", "caf", "caff", "w64", "aax",
];

/// Endings of sound that is not read, and what it is called: it is named when it is left out, rather than passed over in
/// silence.
const NAMED: [(&str, &str); 54] = [
    ("wma", "WMA"),
    ("asf", "WMA"),
    ("ac3", "AC-3"),
    ("eac3", "E-AC-3"),
    ("ec3", "E-AC-3"),
    ("ac4", "AC-4"),
    ("mlp", "Dolby TrueHD"),
    ("thd", "Dolby TrueHD"),
    ("dts", "DTS"),
    ("dtshd", "DTS"),
    ("ape", "Monkey's Audio (APE)"),
    ("wv", "WavPack"),
    ("mpc", "Musepack"),
    ("mpp", "Musepack"),
    ("mp+", "Musepack"),
    ("dsf", "DSD"),
    ("dff", "DSD"),
    ("mp1", "MPEG layer 1"),
    ("mp2", "MPEG layer 2"),
    ("mpa", "MPEG layer 2"),
    ("mpga", "MPEG layer 2"),
    ("tta", "True Audio (TTA)"),
    ("tak", "TAK"),
    ("ofr", "OptimFROG"),
    ("ofs", "OptimFROG"),
    ("shn", "Shorten"),
    ("mka", MATROSKA),
    ("webm", MATROSKA),
    ("weba", MATROSKA),
    ("au", "AU"),
    ("snd", "AU"),
    ("sd2", "Sound Designer II"),
    ("sd2f", "Sound Designer II"),
    ("voc", "Creative Voice (VOC)"),
    ("8svx", "8SVX"),
    ("amr", "AMR"),
    ("awb", "AMR"),
    ("gsm", "GSM"),
    ("qcp", "QCELP"),
    ("spx", "Speex"),
    ("rm", "RealMedia"),
    ("ra", "RealMedia"),
    ("ram", "RealMedia"),
    ("mid", "MIDI"),
    ("midi", "MIDI"),
    ("rmi", "MIDI"),
    ("kar", "MIDI"),
    ("mod", "MOD tracker"),
    ("xm", "XM tracker"),
    ("s3m", "S3M tracker"),
    ("at3", "ATRAC"),
    ("oma", "ATRAC"),
    ("aa3", "ATRAC"),
    ("aa", "Audible"),
];

const MATROSKA: &str = "Matroska or WebM";

/// Names a format that is known and not supported. The list is of what music libraries hold.
pub(crate) fn foreign(head: &[u8]) -> Option<Foreign> {
    use Foreign::{Named, NotAudio};
    let starts = |magic: &[u8]| head.starts_with(magic);
    let found = match head {
        _ if starts(&[0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]) => Named("WMA"),
        [0x0b, 0x77, _, _, _, id, ..] if id >> 3 > 10 => Named("E-AC-3"),
        [0x0b, 0x77, ..] => Named("AC-3"),
        _ if starts(b"MAC ") => Named("Monkey's Audio (APE)"),
        _ if starts(b"wvpk") => Named("WavPack"),
        _ if starts(b"MPCK") || starts(b"MP+") => Named("Musepack"),
        _ if starts(b"DSD ") || starts(b"FRM8") => Named("DSD"),
        _ if starts(b"TTA1") => Named("True Audio (TTA)"),
        _ if starts(b"tBaK") => Named("TAK"),
        _ if starts(b"riff\x2e\x91\xcf\x11") => Named("Wave64"),
        _ if starts(b"RIFX") => Named("big-endian WAV (RIFX)"),
        _ if starts(b".RMF") || starts(b".ra\xfd") => Named("RealMedia"),
        _ if starts(&[0x7f, 0xfe, 0x80, 0x01]) || starts(&[0xfe, 0x7f, 0x01, 0x80]) => Named("DTS"),
        _ if starts(&[0x1a, 0x45, 0xdf, 0xa3]) => Named(MATROSKA),
        _ if starts(b".snd") || starts(b"dns.") => Named("AU"),
        _ if starts(b"Creative Voice") => Named("Creative Voice (VOC)"),
        _ if starts(b"ajkg") => Named("Shorten"),
        _ if starts(b"OFR ") => Named("OptimFROG"),
        _ if starts(b"Extended Module") => Named("XM tracker"),
        _ if starts(b"EA3") || starts(b"ea3") => Named("ATRAC"),
        _ if starts(b"#!AMR") => Named("AMR"),
        _ if starts(b"MThd") => Named("MIDI"),
        _ if starts(b"RIFF") && head.get(8..12) == Some(b"AVI ") => Named("AVI"),
        _ if starts(b"FORM") && head.get(8..12) == Some(b"8SVX") => Named("8SVX"),
        _ if starts(b"%PDF") || starts(b"\x89PNG") || starts(b"PK\x03\x04") || starts(b"GIF8") => NotAudio,
        _ if starts(b"\xff\xd8\xff") || starts(b"{") || starts(b"<?xml") || starts(b"<!DOC") => NotAudio,
        _ => return None,
    };
    Some(found)
}

/// Whether an import of a folder tries this file: by its ending. Formats that are known but not supported are
/// tried too, so that the user hears why they are left out.
#[must_use]
pub fn is_candidate(path: &Path) -> bool {
    // macOS leaves "._song.mp3" beside each file on foreign disks; they hold no sound.
    let shadow = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("._"));
    !shadow && ending(path).is_some_and(|ending| READ.contains(&ending.as_str()) || named(&ending).is_some())
}

/// What a file of unknown content is called by its ending, if that is one of sound that is not supported.
pub(crate) fn named_by_ending(path: &Path) -> Option<&'static str> {
    named(&ending(path)?)
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase)
}

fn named(ending: &str) -> Option<&'static str> {
    NAMED.iter().find(|(own, _)| *own == ending).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_not_read_have_names() {
        assert_eq!(foreign(&[0x0b, 0x77, 0, 0, 0, 8 << 3]), Some(Foreign::Named("AC-3")));
        assert_eq!(foreign(&[0x0b, 0x77, 0, 0, 0, 16 << 3]), Some(Foreign::Named("E-AC-3")));
        assert_eq!(foreign(b"RIFF0000AVI "), Some(Foreign::Named("AVI")));
        assert_eq!(foreign(b"\x89PNG\r\n"), Some(Foreign::NotAudio));
        assert_eq!(foreign(b".snd\0\0\0\x18"), Some(Foreign::Named("AU")));
        assert_eq!(foreign(b"Creative Voice File\x1a"), Some(Foreign::Named("Creative Voice (VOC)")));
        assert_eq!(foreign(b"RIFF0000WAVE"), None);
    }

    #[test]
    fn folders_are_searched_by_extension() {
        for name in ["a.wav", "b.MP3", "c d.Flac", "é.m4a", "old.wma", "a.tta", "b.WEBM", "c.mid", "d.au", "e.sd2"] {
            assert!(is_candidate(Path::new(name)), "{name}");
        }
        for name in ["cover.jpg", "notes.txt", "wav", "._a.wav", ""] {
            assert!(!is_candidate(Path::new(name)), "{name}");
        }
    }
}
