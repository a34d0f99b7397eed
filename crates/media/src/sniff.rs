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

/// Extensions of files that an import tries, in lower case.
const EXTENSIONS: [&str; 27] = [
    "wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "flac", "mp3", "m4a", "m4b", "mp4", "aac", "alac",
    "ogg", "oga", "opus", "caf", // Named when refused, rather than passed over in silence:
    "wma", "ac3", "eac3", "ape", "wv", "mpc", "dsf", "mp2",
];

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
        _ if starts(b".RMF") || starts(b".ra\xfd") => Named("RealAudio"),
        _ if starts(&[0x7f, 0xfe, 0x80, 0x01]) || starts(&[0xfe, 0x7f, 0x01, 0x80]) => Named("DTS"),
        _ if starts(&[0x1a, 0x45, 0xdf, 0xa3]) => Named("Matroska or WebM"),
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

/// Whether an import of a folder tries this file: by its extension. Formats that are known but not supported are
/// tried too, so that the user hears why they are left out.
#[must_use]
pub fn is_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    // macOS leaves "._song.mp3" beside each file on foreign disks; they hold no sound.
    let shadow = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("._"));
    !shadow && extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
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
        assert_eq!(foreign(b"RIFF0000WAVE"), None);
    }

    #[test]
    fn folders_are_searched_by_extension() {
        for name in ["a.wav", "b.MP3", "c d.Flac", "é.m4a", "old.wma"] {
            assert!(is_candidate(Path::new(name)), "{name}");
        }
        for name in ["cover.jpg", "notes.txt", "wav", "._a.wav", ""] {
            assert!(!is_candidate(Path::new(name)), "{name}");
        }
    }
}
