//! In which encoding a text file is, where nothing in it says so.
//!
//! Browsers' own detector (chardetng) tells the code pages of Windows and of East Asia apart. It knows neither Mac Roman
//! nor the code page of DOS, which spreadsheets and databases still write: those are held against its answer by the sense
//! that the letters make.

use std::borrow::Cow;

use super::alphabets::mixtures;
use super::old_pages::Old;
use super::pages::{Page, canonical, without_filling};
use super::rivals;
use super::sense::sense;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_15, KOI8_U, MACINTOSH, SHIFT_JIS,
    UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1256,
    WINDOWS_1257, X_MAC_CYRILLIC,
};

/// Encodings that stand beside UTF-8 where several programs wrote into one file, each with the name of both.
const BESIDE: [(&str, &Encoding); 4] = [
    ("utf-8/windows-1252", WINDOWS_1252),
    ("utf-8/macintosh", MACINTOSH),
    ("utf-8/windows-1250", WINDOWS_1250),
    ("utf-8/windows-1251", WINDOWS_1251),
];

/// Whether all bytes that are not ASCII come in twos, as in the standards of Korea and China before they were extended:
/// almost any bytes are of the extended ones.
fn are_pairs(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if !byte.is_ascii() && (*byte < 0xA1 || rest.next().is_none_or(|second| *second < 0xA1)) {
            return false;
        }
    }
    true
}

/// A text, and how it was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    /// Whether its letters make sense.
    pub sure: bool,
    /// Lines with letters that could as well be others, from 1: of several with the same words the first.
    pub doubtful: Vec<u64>,
    /// What those letters would be in another encoding that makes as much sense of them, in words.
    pub rival: Option<String>,
}

/// The text of a file in an encoding that somebody chose. Nothing if it is no text, or there is no such encoding.
pub(super) fn decoded_as<'a>(bytes: &'a [u8], name: &str) -> Option<Decoded<'a>> {
    let name = canonical(name)?;
    if let Some(&(encoding, page)) = BESIDE.iter().find(|(both, _)| *both == name) {
        let text = Cow::Owned(beside_utf8(bytes, page).0);
        return is_text(&text).then_some(Decoded { text, encoding, sure: true, doubtful: Vec::new(), rival: None });
    }
    let page = Page::named(name)?;
    let (text, wrong) = page.decode(bytes);
    let lines = if wrong { text.split_inclusive(['\n', '\r']).collect() } else { Vec::new() };
    let doubtful = numbered(lines.iter().map(|line| (*line, line.contains('\u{fffd}'))));
    is_text(&text).then(|| Decoded { text, encoding: page.name(), sure: true, doubtful, rival: None })
}

/// The numbers of lines of which something is true. A line ends at a line feed, on old Macs at a return alone.
fn numbered<'a>(lines: impl Iterator<Item = (&'a str, bool)>) -> Vec<u64> {
    let (mut number, mut found) = (1_u64, Vec::new());
    let lines: Vec<(&str, bool)> = lines.collect();
    let mac = !lines.iter().any(|(line, _)| line.ends_with('\n'));
    for (line, is) in lines {
        if is && found.last() != Some(&number) {
            found.push(number);
        }
        number += u64::from(line.ends_with('\n') || (mac && line.ends_with('\r')));
    }
    found
}

/// A text that is UTF-8 where it is, its other lines in a page of one byte a letter, and the numbers of those lines. A line
/// may have both: then its letters make more sense apart.
fn beside_utf8(bytes: &[u8], page: &'static Encoding) -> (String, Vec<u64>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')).map(|line| {
        if let Ok(line) = std::str::from_utf8(line) {
            return (line.to_owned(), false);
        }
        let whole = page.decode_without_bom_handling(line).0.into_owned();
        let letters = |chunk: std::str::Utf8Chunk<'_>| -> String {
            chunk.valid().to_owned() + &page.decode_without_bom_handling(chunk.invalid()).0
        };
        let parts: String = line.utf8_chunks().map(letters).collect();
        let weighed = |text: &str| sense(text, false) - mixtures(text);
        (if weighed(&parts) > weighed(&whole) { parts } else { whole }, true)
    });
    let lines: Vec<(String, bool)> = lines.collect();
    let doubtful = numbered(lines.iter().map(|(line, is)| (line.as_str(), *is)));
    (lines.into_iter().map(|(line, _)| line).collect(), doubtful)
}

/// A file into which several programs wrote: UTF-8 here, an older encoding there. Nothing where all of it makes as much
/// sense in one encoding, or nothing tells the older one.
fn mixed(bytes: &[u8], whole: i64) -> Option<Decoded<'static>> {
    let strange = |chunk: &std::str::Utf8Chunk<'_>| !chunk.valid().is_ascii();
    if !bytes.utf8_chunks().any(|chunk| strange(&chunk)) {
        return None;
    }
    // The bytes that are no UTF-8, in the lines they stand in; letters that are UTF-8 are there as any letter is.
    let mut others = Vec::new();
    let lines = bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'));
    for line in lines.filter(|line| std::str::from_utf8(line).is_err()) {
        for chunk in line.utf8_chunks() {
            others.extend(chunk.valid().chars().map(|letter| if letter.is_ascii() { letter as u8 } else { b'e' }));
            others.extend_from_slice(chunk.invalid());
        }
    }
    let (page, sure, _) = guessed(&others);
    let &(encoding, page) = BESIDE.iter().find(|(_, beside)| Page::Standard(beside) == page)?;
    let (text, doubtful) = beside_utf8(bytes, page);
    let sense = (sense(&sampled(&text), false) - mixtures(&sampled(&text))) * 2;
    (sure && sense > whole).then_some(Decoded { text: Cow::Owned(text), encoding, sure, doubtful, rival: None })
}

/// What of a text is looked at.
fn sampled(text: &str) -> String {
    String::from_utf8_lossy(&sample(text.as_bytes())).into_owned()
}

/// The text of a file: by its mark, as UTF-16 where every other byte is nothing, as UTF-8 if it is, else in the encoding
/// in which its letters make the most sense. Nothing if it is no text.
pub(super) fn decoded(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some(text) = of_four_bytes(bytes) {
        let text = without_filling(Cow::Owned(text));
        let is_text = is_text(&text);
        return is_text.then_some(Decoded { text, encoding: "utf-32", sure: true, doubtful: Vec::new(), rival: None });
    }
    let (page, sure) = if let Some(encoding) = wide(bytes) {
        (Page::Standard(encoding), true)
    } else if let Some(page) = std::str::from_utf8(bytes).ok().and_then(rivals::of_mixed) {
        (page, true)
    } else {
        match bytes {
            _ if bytes.is_ascii() && memchr::memmem::find(bytes, b"\x1b$").is_some() => {
                (Page::Standard(ISO_2022_JP), true)
            }
            _ if std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true) => {
                (Page::Standard(UTF_8), true)
            }
            _ => {
                let (page, sure, sense) = guessed(bytes);
                if let Some(mixed) = mixed(bytes, sense).filter(|mixed| is_text(&mixed.text)) {
                    return Some(mixed);
                }
                (page, sure)
            }
        }
    };
    let (text, wrong) = page.decode(bytes);
    let sure = sure && !(wrong && page == Page::Standard(ISO_2022_JP));
    let is_clear = [UTF_8, UTF_16LE, UTF_16BE, ISO_2022_JP].map(Page::Standard).contains(&page);
    let part = if bytes.len() > 1 << 20 { Cow::Owned(sample(bytes)) } else { Cow::Borrowed(bytes) };
    let rival = if is_clear { None } else { rivals::of(&part, page, &text) };
    // Each word is told once, in the first line that it stands in.
    let mut seen = Vec::new();
    let mut strange = |line| rival.as_ref().is_some_and(|rival| rival.is_new(line, &mut seen));
    let doubtful = numbered(text.split_inclusive(['\n', '\r']).map(|line| (line, strange(line))));
    let rival = rival.map(|rival| rival.told);
    is_text(&text).then(|| Decoded { text, encoding: page.name(), sure, doubtful, rival })
}

/// The encoding whose letters have two bytes, by its mark, or because a byte of each pair is nothing wherever the text is
/// Western: headings, separators and ends of lines are. Fields that are filled up with zeros have them in both places.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    // Zeros at the end are filling.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let head = &bytes[..end.min(4_096)];
    let nothing = |from: usize| head.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nothing(0), nothing(1));
    // A text of East Asia has zeros in both places, but begins with the Western letters of a heading.
    let begins = |from: usize| head.get(..8).is_some_and(|start| (0..8).all(|at| (start[at] == 0) == (at % 2 == from)));
    let is_wide = |from: usize, zeros: usize, others: usize| {
        zeros * 20 > head.len() && zeros > others * if begins(from) { 1 } else { 8 }
    };
    match () {
        () if is_wide(1, odd, even) => Some(UTF_16LE),
        () if is_wide(0, even, odd) => Some(UTF_16BE),
        () => None,
    }
}

/// A text of four bytes a letter, by its mark.
fn of_four_bytes(bytes: &[u8]) -> Option<String> {
    let (rest, little) = match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => (rest, true),
        [0, 0, 0xFE, 0xFF, rest @ ..] => (rest, false),
        _ => return None,
    };
    let letter = |four: &[u8; 4]| if little { u32::from_le_bytes(*four) } else { u32::from_be_bytes(*four) };
    Some(rest.as_chunks::<4>().0.iter().map(|four| char::from_u32(letter(four)).unwrap_or('\u{fffd}')).collect())
}

/// Whether it is text: a few signs of control are strays of databases, many are no text.
fn is_text(text: &str) -> bool {
    // What divides fields, values and lines is none of them.
    const DIVIDES: &str = "\r\n\t\u{b}\u{c}\u{1c}\u{1d}\u{1e}\u{1f}\u{85}";
    let stray = |letter: &char| letter.is_control() && !DIVIDES.contains(*letter);
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

/// Readings that are held against the detector's, those that are met most first.
const CANDIDATES: [Page; 20] = [
    Page::Standard(WINDOWS_1252),
    Page::Standard(MACINTOSH),
    Page::Old(Old::DosWestern),
    Page::Old(Old::DosCentral),
    Page::Standard(WINDOWS_1250),
    Page::Old(Old::MacCentral),
    Page::Standard(WINDOWS_1251),
    Page::Standard(SHIFT_JIS),
    Page::Standard(EUC_KR),
    Page::Standard(GBK),
    Page::Standard(BIG5),
    Page::Standard(EUC_JP),
    Page::Standard(X_MAC_CYRILLIC),
    Page::Standard(WINDOWS_1253),
    Page::Standard(WINDOWS_1256),
    Page::Standard(WINDOWS_874),
    Page::Standard(KOI8_U),
    Page::Standard(IBM866),
    Page::Standard(ISO_8859_15),
    Page::Standard(WINDOWS_1257),
];

/// What browsers' detector takes a text for.
fn told(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// What speaks for or against a page beside the sense of its letters: how often letters follow each other, which the
/// detector knows of many languages. Of a page that it does not know it is asked by the same letters in the page of Windows.
fn support(page: Page, told_of: Page, text: &str, strange: i64) -> i64 {
    if page == told_of {
        return strange;
    }
    let Some(twin) = page.twin() else { return 0 };
    let answer = told(&twin.encode(text).0);
    let agrees = answer == twin || (twin == WINDOWS_1250 && answer == ISO_8859_2);
    match (page, agrees) {
        // Western is what it says where nothing speaks for anything else.
        (_, true) if twin == WINDOWS_1252 => 0,
        (_, false) if twin == WINDOWS_1252 => -strange,
        (Page::Old(_), true) => strange * 3 / 2,
        (Page::Standard(_), true) => strange,
        (_, false) => 0,
    }
}

/// The encoding in which letters make the most sense, whether they make enough, and how much without what else speaks for
/// it.
fn guessed(bytes: &[u8]) -> (Page, bool, i64) {
    let bytes = sample(bytes);
    let told_of = Page::Standard(told(&bytes));
    let strange = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let strange = i64::try_from(strange).unwrap_or(i64::MAX / 4);
    // Sense, and what else speaks for it.
    let judged = |page: Page| {
        let (text, wrong) = page.decode(&bytes);
        if wrong || (page != told_of && page.is_paired() && !are_pairs(&bytes)) {
            return (i64::MIN / 2, 0);
        }
        ((sense(&text, page.is_wide()) - mixtures(&text)) * 2, support(page, told_of, &text, strange))
    };
    let mut best = (told_of, judged(told_of));
    for page in CANDIDATES {
        let (sense, support) = judged(page);
        if sense + support > best.1.0 + best.1.1 {
            best = (page, (sense, support));
        }
    }
    let likelier = rivals::of_fitting(&bytes, best.0)
        .or_else(|| rivals::of_today(&bytes, best.0))
        .or_else(|| rivals::of_one_language(&bytes, best.0));
    if let Some(page) = likelier {
        return (page, true, judged(page).0);
    }
    let (page, (sense, _)) = best;
    (page, sense + if page == told_of { strange } else { 0 } >= strange, sense)
}

#[cfg(test)]
#[path = "tests_encoding.rs"]
mod tests;
