//! In which encoding a text file is, where nothing in it says so.
//!
//! Browsers' own detector (chardetng) tells the code pages of Windows and of East Asia apart. It knows neither Mac Roman
//! nor the code page of DOS, which spreadsheets and databases still write: those are held against its answer by the sense
//! that the letters make.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};
use unicode_normalization::UnicodeNormalization;

/// The encodings that may be chosen: the name that is written, and what people call it.
pub const ENCODINGS: &[(&str, &str)] = &[
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16le", "Unicode (UTF-16)"),
    ("utf-16be", "Unicode (UTF-16, big-endian)"),
    ("windows-1252", "Western European (Windows)"),
    ("macintosh", "Western European (Mac)"),
    ("cp850", "Western European (DOS)"),
    ("windows-1250", "Central European"),
    ("windows-1251", "Cyrillic"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("windows-1253", "Greek"),
    ("windows-1254", "Turkish"),
    ("windows-1255", "Hebrew"),
    ("windows-1256", "Arabic"),
    ("windows-1257", "Baltic"),
    ("windows-1258", "Vietnamese"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc-jp", "Japanese (EUC)"),
    ("euc-kr", "Korean"),
    ("gbk", "Chinese, simplified"),
    ("big5", "Chinese, traditional"),
];

/// The same as a list for sentences.
pub(super) const NAMES: &str = "utf-8, windows-1252, macintosh, cp850, windows-1250, windows-1251, windows-1253, windows-1254, windows-1255, shift_jis, euc-kr, gbk, big5";

/// Whether a name is of [`ENCODINGS`].
#[must_use]
pub fn is_encoding(name: &str) -> bool {
    canonical(name).is_some()
}

fn canonical(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let name = match name.as_str() {
        "utf8" => "utf-8",
        "utf-16" | "utf16" => "utf-16le",
        "mac" | "macroman" | "mac-roman" | "x-mac-roman" => "macintosh",
        "ibm850" | "850" | "dos" => "cp850",
        "latin1" | "iso-8859-1" | "cp1252" | "ansi" => "windows-1252",
        "cp949" | "uhc" => "euc-kr",
        "cp932" | "sjis" | "shift-jis" => "shift_jis",
        "cp936" | "gb2312" | "gb18030" => "gbk",
        "cp950" => "big5",
        other => other.strip_prefix("cp125").map_or(other, |digit| match digit {
            "0" => "windows-1250",
            "1" => "windows-1251",
            "3" => "windows-1253",
            "4" => "windows-1254",
            "5" => "windows-1255",
            "6" => "windows-1256",
            "7" => "windows-1257",
            "8" => "windows-1258",
            _ => other,
        }),
    };
    ENCODINGS.iter().find(|(own, _)| *own == name).map(|&(own, _)| own)
}

/// How bytes become letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Standard(&'static Encoding),
    /// The code page of DOS for Western Europe, which the web never had.
    Dos,
}

impl Page {
    fn named(name: &str) -> Option<Self> {
        match canonical(name)? {
            "cp850" => Some(Self::Dos),
            name => Encoding::for_label(name.as_bytes()).map(Self::Standard),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Dos => "cp850",
            Self::Standard(encoding) => {
                let name = if encoding == GB18030 { GBK.name() } else { encoding.name() };
                ENCODINGS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map_or(name, |&(own, _)| own)
            }
        }
    }

    fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Standard(encoding) => {
                let (text, _, wrong) = encoding.decode(bytes);
                (text, wrong)
            }
            Self::Dos => {
                let upper: Vec<char> = CP850.chars().collect();
                let letter = |byte: &u8| match byte.checked_sub(128) {
                    None => char::from(*byte),
                    Some(place) => upper.get(usize::from(place)).copied().unwrap_or('\u{fffd}'),
                };
                (Cow::Owned(bytes.iter().map(letter).collect()), false)
            }
        }
    }

    /// Whether letters of several bytes fit together by chance less often than single ones.
    fn is_wide(self) -> bool {
        let wide = [BIG5, EUC_JP, EUC_KR, GBK, GB18030, SHIFT_JIS];
        matches!(self, Self::Standard(encoding) if wide.contains(&encoding))
    }
}

/// The upper half of code page 850.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// A text, and how it was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    /// Whether its letters make sense.
    pub sure: bool,
}

/// The text of a file in an encoding that somebody chose. Nothing if it is no text, or there is no such encoding.
pub(super) fn decoded_as<'a>(bytes: &'a [u8], name: &str) -> Option<Decoded<'a>> {
    let page = Page::named(name)?;
    let (text, _) = page.decode(bytes);
    is_text(&text).then(|| Decoded { text, encoding: page.name(), sure: true })
}

/// The text of a file: by its mark, as UTF-16 where every other byte is nothing, as UTF-8 if it is, else in the encoding
/// in which its letters make the most sense. Nothing if it is no text.
pub(super) fn decoded(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (page, sure) = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        (Page::Standard(encoding), true)
    } else {
        let head = &bytes[..bytes.len().min(512)];
        let nothing = |from: usize| head.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
        let half = head.len() / 2;
        match (nothing(0), nothing(1)) {
            (even, _) if half > 1 && even * 3 > half * 2 => (Page::Standard(UTF_16BE), true),
            (_, odd) if half > 1 && odd * 3 > half * 2 => (Page::Standard(UTF_16LE), true),
            _ if std::str::from_utf8(bytes).is_ok() => (Page::Standard(UTF_8), true),
            _ => guessed(bytes),
        }
    };
    let (text, _) = page.decode(bytes);
    is_text(&text).then(|| Decoded { text, encoding: page.name(), sure })
}

/// Whether it is text: a few signs of control are strays of databases, many are no text.
fn is_text(text: &str) -> bool {
    let stray = |letter: &char| letter.is_control() && !"\r\n\t".contains(*letter);
    let (mut nothing, mut strays, mut all) = (0_usize, 0_usize, 0_usize);
    for letter in text.chars().take(65_536) {
        all += 1;
        nothing += usize::from(letter == '\0');
        strays += usize::from(stray(&letter));
    }
    nothing == 0 && strays * 20 <= all
}

/// Bytes that are looked at: the lines with letters that are not ASCII.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii());
    let mut sample = Vec::new();
    for line in lines {
        sample.extend_from_slice(&line[..line.len().min(4_096)]);
        if sample.len() > 65_536 {
            break;
        }
    }
    sample
}

fn guessed(bytes: &[u8]) -> (Page, bool) {
    let bytes = sample(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let told = Page::Standard(detector.guess(None, Utf8Detection::Deny));
    let candidates = [told, Page::Standard(WINDOWS_1252), Page::Standard(MACINTOSH), Page::Dos];
    let judged = |page: Page| {
        let (text, wrong) = page.decode(&bytes);
        if wrong { i64::MIN } else { sense(&text, page.is_wide()) }
    };
    let mut best = (told, judged(told));
    for page in candidates {
        let sense = judged(page);
        if sense > best.1 {
            best = (page, sense);
        }
    }
    (best.0, best.1 >= 0)
}

/// The writing that a letter belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    East,
    Other,
}

fn script(letter: char) -> Script {
    match letter {
        'A'..='Z' | 'a'..='z' | 'À'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | 'ª' | 'º' => Script::Latin,
        '\u{370}'..='\u{3ff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' => Script::East,
        _ => Script::Other,
    }
}

/// How much sense a text makes: letters among their like, and printers' quotes and dashes where they belong, speak for
/// it; signs within words, capitals after small letters and two writings in one word against it.
fn sense(text: &str, wide: bool) -> i64 {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied().unwrap_or(' ');
    let strange = letters.iter().enumerate().filter(|(_, letter)| !letter.is_ascii());
    strange
        .map(|(place, &letter)| {
            let (before, after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
            let own = script(letter);
            let mixed = |other: char| other.is_alphabetic() && script(other) != own;
            match letter {
                _ if own == Script::East && letter.is_alphabetic() && wide => 2,
                _ if letter.is_alphabetic() && own != Script::Other => {
                    let common = is_common(letter);
                    if mixed(before) || mixed(after) || (letter.is_uppercase() && before.is_lowercase()) {
                        -2
                    } else if [before, after].iter().any(|other| base(letter) == Some(other.to_ascii_lowercase())) {
                        // `Faáade`: two of a vowel, one with an accent, is rarely a word.
                        0
                    } else if own != Script::Latin || is_frequent(letter) {
                        2
                    } else {
                        i64::from(common)
                    }
                }
                '–' | '—' if !before.is_alphabetic() && !after.is_alphabetic() => 2,
                '“' | '‘' | '„' | '«' if !before.is_alphanumeric() => 2,
                '”' | '»' if !after.is_alphanumeric() => 2,
                '’' if !after.is_alphanumeric() || is_apostrophe(&letters, place) => 2,
                '’' | '…' | '\u{a0}' | '№' | '·' | '・' | '、' | '。' | '「' | '」' => 0,
                _ => -1,
            }
        })
        .sum()
}

/// The letter under an accent, small.
fn base(letter: char) -> Option<char> {
    let mut parts = letter.nfd();
    let first = parts.next()?;
    parts.next().is_some().then(|| first.to_ascii_lowercase())
}

/// The accented letters that names of Western Europe have most: where two readings both make words, these decide.
fn is_frequent(letter: char) -> bool {
    "éèêáàâåäæóöøúüíñçßã".contains(letter.to_lowercase().next().unwrap_or(letter))
}

/// Latin letters that are met in names of Europe; others are as often a wrong reading.
fn is_common(letter: char) -> bool {
    "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšžąćęłńóśźżčďěňřťůőűğışăâîșțşţāēīūģķļņėįųūđ"
        .contains(letter.to_lowercase().next().unwrap_or(letter))
        || letter == 'İ'
}

/// Whether what stands around a sign between letters is a word cut short: `don't`, `she'll`, `l'amour`.
fn is_apostrophe(letters: &[char], place: usize) -> bool {
    let word = |letter: &&char| letter.is_alphanumeric();
    let after: String = letters[place + 1..].iter().take_while(word).collect();
    let before = letters[..place].iter().rev().take_while(word).count();
    ["s", "t", "d", "m", "re", "ll", "ve"].contains(&after.to_lowercase().as_str()) || before == 1
}

#[cfg(test)]
mod tests {
    use encoding_rs::{WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255};

    use super::*;

    fn text(bytes: &[u8]) -> Option<(String, &'static str)> {
        decoded(bytes).map(|decoded| (decoded.text.into_owned(), decoded.encoding))
    }

    #[test]
    fn old_encodings_are_told_apart_by_the_sense_they_make() {
        for wanted in [
            "Título;Autor\nCanción de cuna;José Núñez\n",
            "Titre;Auteur\nÀ la claire fontaine;Élodie Lefèvre\n",
            "Titel;Komponist\nÜber den Dächern;Jürgen Groß\n",
            "Tittel;Komponist\nPå fjorden;Bjørn Sæther\n",
            "Title\nFaçade\n",
            "Titolo\nPerché no\n",
        ] {
            for encoding in [WINDOWS_1252, MACINTOSH] {
                let (bytes, _, lost) = encoding.encode(wanted);
                assert!(!lost);
                assert_eq!(text(&bytes).map(|(text, _)| text).as_deref(), Some(wanted), "{}", encoding.name());
            }
            let dos: Vec<u8> = wanted
                .chars()
                .map(|letter| {
                    CP850.chars().position(|other| other == letter).map_or(letter as u8, |place| place as u8 + 128)
                })
                .collect();
            assert_eq!(text(&dos).map(|(text, _)| text).as_deref(), Some(wanted), "cp850");
        }
    }

    #[test]
    fn code_pages_of_other_writings_are_known() {
        for (wanted, encoding) in [
            ("Title,Artist\nВечерняя песня,Анна Иванова\nБелые ночи,Пётр Смирнов\n", WINDOWS_1251),
            ("Title,Artist\nΤο τραγούδι της νύχτας,Ελένη Παπαδοπούλου\nΘάλασσα,Γιώργος\n", WINDOWS_1253),
            ("Title,Artist\nGece şarkısı,Ayşe Yılmaz\nIşık ve gölge,Oğuz Çelik\n", WINDOWS_1254),
            ("Title,Artist\nשיר הלילה,נעמי לוי\nים,דוד כהן\n", WINDOWS_1255),
            ("Title,Artist\nŻółta łódź,Łukasz Wiśniewski\nPříliš žluťoučký,Jiří Dvořák\n", WINDOWS_1250),
            ("Title,Artist\n밤의 노래,김지수\n바다,이민호\n", EUC_KR),
            ("Title,Artist\n夜の歌,山田花子\nさくら,鈴木一郎\n", SHIFT_JIS),
            ("Title,Artist\n夜晚的歌,王小明\n大海,李娜\n", GBK),
            ("Title,Artist\n夜晚的歌,王小明\n大海與風,李娜\n", BIG5),
        ] {
            let (bytes, _, lost) = encoding.encode(wanted);
            assert!(!lost);
            assert_eq!(text(&bytes).map(|(text, _)| text).as_deref(), Some(wanted), "{}", encoding.name());
            let name = Page::Standard(encoding).name();
            assert_eq!(
                decoded_as(&bytes, name).map(|decoded| decoded.text.into_owned()).as_deref(),
                Some(wanted),
                "{name}"
            );
        }
    }

    #[test]
    fn quotes_of_windows_stay_quotes() {
        for wanted in ["Title\nDon’t go – “Echo”\n", "Titre\nL’amour\n", "Title\n‘Home’ and the boys’ choir\n"]
        {
            let (bytes, _, _) = WINDOWS_1252.encode(wanted);
            assert_eq!(text(&bytes).map(|(text, _)| text).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn every_name_is_an_encoding() {
        for (name, _) in ENCODINGS {
            assert!(Page::named(name).is_some_and(|page| page.name() == *name), "{name}");
        }
        assert!(NAMES.split(", ").all(is_encoding) && is_encoding("CP1251") && !is_encoding("klingon"));
    }
}
