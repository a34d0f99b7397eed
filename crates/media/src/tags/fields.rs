//! Which raw keys mean which field: one table for all formats.

use super::genres::carried_over;
use super::{Found, Tags};

/// Raw keys of one field, the best first.
///
/// Frames, atoms and chunks stand by their own names. Keys that users or programs chose themselves (`TXXX:…`,
/// `----:…`, Vorbis comments, APE items) stand by their name in capitals without spaces, dashes and underscores, and
/// with `=` before it.
const TITLE: &[&str] = &["TIT2", "©nam", "=TITLE", "INFO:INAM", "AIFF:NAME", "ID3v1:title"];
const ARTIST: &[&str] = &["TPE1", "©ART", "=ARTIST", "INFO:IART", "AIFF:AUTH", "ID3v1:artist"];
const ALBUM: &[&str] = &["TALB", "©alb", "=ALBUM", "INFO:IPRD", "ID3v1:album"];
const ALBUM_ARTIST: &[&str] = &["TPE2", "aART", "=ALBUMARTIST"];
const COMPOSER: &[&str] = &["TCOM", "©wrt", "=COMPOSER", "=WRITER", "INFO:IMUS"];
const LYRICIST: &[&str] = &["TEXT", "=LYRICIST", "©lyc", "INFO:IWRI"];
const PUBLISHER: &[&str] = &["TPUB", "=PUBLISHER", "©pub", "INFO:IPUB"];
const LABEL: &[&str] = &["=LABEL", "=RECORDLABEL", "=ORGANIZATION", "©lab"];
const ISRC: &[&str] = &["TSRC", "=ISRC", "INFO:ISRC", "axml:ISRC"];
const ISWC: &[&str] = &["=ISWC"];
const BPM: &[&str] = &["=BPM", "TBPM", "tmpo", "=TEMPO", "INFO:IBPM"];
const KEY: &[&str] = &["TKEY", "=INITIALKEY", "=KEY"];
const MOOD: &[&str] = &["TMOO", "=MOOD"];
const GENRE: &[&str] = &["TCON", "©gen", "=GENRE", "INFO:IGNR", "ID3v1:genre"];
const LANGUAGE: &[&str] = &["TLAN", "=LANGUAGE", "INFO:ILNG"];
const COMMENT: &[&str] = &[
    "COMM",
    "©cmt",
    "=COMMENT",
    "=DESCRIPTION",
    "INFO:ICMT",
    "AIFF:ANNO",
    "AIFF:COMT",
    "bext:Description",
    "iXML:NOTE",
    "ID3v1:comment",
];
const GROUPING: &[&str] = &["TIT1", "GRP1", "©grp", "=GROUPING", "=CONTENTGROUP"];
const YEAR: &[&str] = &["TDRC", "TYER", "©day", "=DATE", "=YEAR", "TDRL", "TDOR", "INFO:ICRD", "ID3v1:year"];
const TRACK: &[&str] = &["TRCK", "trkn", "=TRACKNUMBER", "=TRACK", "INFO:ITRK", "ID3v1:track"];
const CATALOGUE: &[&str] = &["=CATALOGNUMBER", "=CATALOGUENUMBER", "=CATALOG"];
const COPYRIGHT: &[&str] = &["TCOP", "cprt", "=COPYRIGHT", "INFO:ICOP", "AIFF:(c) "];
const LYRICS: &[&str] = &["USLT", "©lyr", "=LYRICS", "=UNSYNCEDLYRICS"];
const VERSION: &[&str] = &["TIT3", "=VERSION", "=SUBTITLE", "=MIX"];

/// What marks a Vorbis comment's key among the others, until the raw list is handed out.
pub(super) const VORBIS: &str = "VORBIS:";

/// Values of one field beyond this are no values.
const MOST_VALUES: usize = 64;

/// Fills the fields from the raw list, which is kept.
pub(super) fn fold(found: Found) -> Tags {
    let Found { raw, unread, .. } = found;
    let keyed: Vec<(u8, String, &str)> =
        raw.iter().map(|raw| (raw.rank, normal(&raw.key), raw.text.as_str())).collect();
    let ranked = |rank: u8, key: &str| {
        let mut values: Vec<&str> = Vec::new();
        for (_, _, text) in keyed.iter().filter(|(of, found, _)| *of == rank && found == key) {
            // ID3v2.4 separates values by a zero.
            for value in text.split('\0').map(trimmed).filter(|value| !value.is_empty()) {
                if values.len() < MOST_VALUES && !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        (!values.is_empty()).then(|| values.join("; "))
    };
    let text = |keys: &[&str]| (0..=1).find_map(|rank| keys.iter().find_map(|key| ranked(rank, key)));
    Tags {
        title: text(TITLE).map(|text| one_line(&text)),
        artist: text(ARTIST),
        album: text(ALBUM).map(|text| one_line(&text)),
        album_artist: text(ALBUM_ARTIST),
        composer: text(COMPOSER),
        lyricist: text(LYRICIST),
        publisher: text(PUBLISHER),
        label: text(LABEL),
        isrc: text(ISRC),
        iswc: text(ISWC),
        bpm: BPM.iter().find_map(|key| text(&[key]).and_then(|text| milli_bpm(&text))),
        key: text(KEY),
        mood: text(MOOD),
        genre: text(GENRE).map(|text| carried_over(&text)),
        language: text(LANGUAGE),
        comment: text(COMMENT),
        grouping: text(GROUPING),
        year: YEAR.iter().find_map(|key| text(&[key]).and_then(|text| year(&text))),
        track_number: text(TRACK),
        catalogue_number: text(CATALOGUE),
        copyright: text(COPYRIGHT),
        lyrics: text(LYRICS),
        version: text(VERSION).map(|text| one_line(&text)),
        // The prefix was only for the table.
        raw: raw
            .into_iter()
            .map(|raw| (raw.key.strip_prefix(VORBIS).map(str::to_owned).unwrap_or(raw.key), raw.text))
            .collect(),
        unread,
    }
}

/// A title has no lines; names that stand below each other are another matter.
fn one_line(text: &str) -> String {
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(trimmed).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Without blanks at the ends, and without the mark of byte order that some programs leave at the start of a text.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
}

fn normal(key: &str) -> String {
    let chosen = key
        .strip_prefix("TXXX:")
        .or_else(|| key.strip_prefix("APE:"))
        .or_else(|| key.strip_prefix("CAF:"))
        .or_else(|| key.strip_prefix(VORBIS))
        .or_else(|| key.strip_prefix("----:").and_then(|rest| rest.split_once(':')).map(|(_, name)| name));
    match chosen {
        Some(name) => {
            let letters = name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).flat_map(char::to_uppercase);
            std::iter::once('=').chain(letters).collect()
        }
        None => key.to_owned(),
    }
}

/// "128", "127.95" or "128,5" in thousandths; `None` for what is no tempo (0 stands for unknown).
fn milli_bpm(text: &str) -> Option<u32> {
    let text = text.split(';').next()?.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let whole: u32 = whole.trim().parse().ok()?;
    let digits = part.bytes().take_while(u8::is_ascii_digit).map(|digit| u32::from(digit - b'0'));
    let thousandths = digits.chain(std::iter::repeat(0)).take(3).fold(0, |sum, digit| sum * 10 + digit);
    let milli = whole.checked_mul(1_000)?.checked_add(thousandths)?;
    (1_000..=1_000_000).contains(&milli).then_some(milli)
}

/// The first four digits that stand together: a year alone, or before month and day.
fn year(text: &str) -> Option<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|digits| matches!(digits.len(), 4 | 6 | 8 | 12 | 14))
        .map(|digits| digits[..4].to_owned())
        .find(|year| year != "0000")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(raw: &[(&str, &str)]) -> Tags {
        let mut found = Found::default();
        raw.iter().for_each(|(key, text)| found.add(*key, text));
        fold(found)
    }

    #[test]
    fn the_best_key_wins_and_equal_keys_are_joined() {
        let tags = folded(&[("TIT2", " Line one\r\n\tLine  two\u{2028}three\n"), ("TCOM", "Ann\nBen")]);
        assert_eq!(
            (tags.title.as_deref(), tags.composer.as_deref()),
            (Some("Line one Line  two three"), Some("Ann\nBen"))
        );
        let tags = folded(&[("ID3v1:title", "My Hea"), ("TIT2", "My Heart"), ("TPE1", "Ann\0Ben"), ("TPE1", "Ben")]);
        assert_eq!(tags.title.as_deref(), Some("My Heart"));
        assert_eq!(tags.artist.as_deref(), Some("Ann; Ben"));
    }

    #[test]
    fn chosen_names_count_whatever_their_spelling() {
        let tags = folded(&[
            ("TXXX:Initial Key", "Am"),
            ("----:com.apple.iTunes:record_label", "North"),
            ("VORBIS:Organization", "South"),
        ]);
        assert_eq!((tags.key.as_deref(), tags.label.as_deref()), (Some("Am"), Some("North")));
    }

    #[test]
    fn tempo_keeps_three_decimals() {
        assert_eq!(milli_bpm("128"), Some(128_000));
        assert_eq!(milli_bpm("127.95"), Some(127_950));
        assert_eq!(milli_bpm("97,5 bpm"), Some(97_500));
        assert_eq!([milli_bpm("0"), milli_bpm("fast"), milli_bpm("99999")], [None; 3]);
    }

    #[test]
    fn a_date_gives_its_year() {
        assert_eq!(year("2019-04-01").as_deref(), Some("2019"));
        assert_eq!(year("℗ 1987 North").as_deref(), Some("1987"));
        for (text, found) in [("April 2019", "2019"), ("c. 1999", "1999"), ("1.4.2019", "2019"), ("1999/2005", "1999")]
        {
            assert_eq!(year(text).as_deref(), Some(found));
        }
        assert_eq!(year("20190401").as_deref(), Some("2019"));
        assert_eq!([year("87"), year("spring"), year("0000"), year("12345")], [None, None, None, None]);
    }
}
