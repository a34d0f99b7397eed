//! Letters from bytes, as far as they can be told.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

/// UTF-8 where it is, else the letters of Windows-1252, of which Latin-1 is a part.
pub(super) fn western(bytes: &[u8]) -> String {
    decoded(bytes, WINDOWS_1252)
}

/// Latin-1 as ID3 means it, read as Windows-1252, since that is what writes it.
pub(super) fn latin(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-8 where it is, else Mac Roman: text in AIFF.
pub(super) fn mac(bytes: &[u8]) -> String {
    decoded(bytes, MACINTOSH)
}

/// A text up to the zero that ends it: UTF-16 where its mark, a CSET chunk (RIFF MCI specification, chapter 2) or its
/// zeros say so, UTF-8 where it is, else in the code page that the chunk names, else in Windows-1252.
pub(super) fn code_page(bytes: &[u8], page: Option<u16>) -> String {
    // Some say so and write one byte a letter.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let narrow = bytes[..end].iter().all(|byte| matches!(byte, b' '..=b'~'));
    let order = match (bytes, page) {
        ([0xff, 0xfe, ..], _) => Some(Order::Little),
        ([0xfe, 0xff, ..], _) => Some(Order::Big),
        (_, Some(1_200)) if !narrow => Some(Order::Little),
        (_, Some(1_201)) if !narrow => Some(Order::Big),
        _ => half_zeros(bytes),
    };
    if let Some(order) = order {
        let (text, _) = utf16(bytes, Some(order));
        return text.split('\0').next().unwrap_or_default().to_owned();
    }
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    match (std::str::from_utf8(bytes), page) {
        (Err(_), Some(437)) => of_dos(bytes, CP437),
        (Err(_), Some(850 | 858)) => of_dos(bytes, CP850),
        _ => decoded(bytes, page.and_then(encoding).unwrap_or(WINDOWS_1252)),
    }
}

/// The order of two bytes of which one is nothing as often as Western letters in UTF-16 have it. A text of one byte a
/// letter has zeros at its end alone.
fn half_zeros(bytes: &[u8]) -> Option<Order> {
    let end = bytes.iter().rposition(|byte| *byte != 0)? + 1;
    let text = &bytes[..end.next_multiple_of(2).min(bytes.len())];
    let pairs = text.as_chunks::<2>().0;
    let zeros = |half: usize| pairs.iter().filter(|pair| pair[half] == 0).count();
    let most = |zeros: usize, others: usize| pairs.len() > 1 && zeros * 2 > pairs.len() && others == 0;
    match () {
        () if most(zeros(1), zeros(0)) => Some(Order::Little),
        () if most(zeros(0), zeros(1)) => Some(Order::Big),
        () => None,
    }
}

/// The upper half of the code pages of DOS, which the web never had.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

fn of_dos(bytes: &[u8], upper: &str) -> String {
    let upper: Vec<char> = upper.chars().collect();
    let letter = |byte: &u8| match byte.checked_sub(128) {
        None => char::from(*byte),
        Some(place) => upper.get(usize::from(place)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    bytes.iter().map(letter).collect()
}

fn decoded(bytes: &[u8], other: &'static Encoding) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => other.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn encoding(page: u16) -> Option<&'static Encoding> {
    let label = match page {
        65_001 => return Some(UTF_8),
        10_000 => return Some(MACINTOSH),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        20_866 => "koi8-r".to_owned(),
        28_591..=28_606 => format!("iso-8859-{}", page - 28_590),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The order of the bytes of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// UTF-16 by its mark, else by `order`, else as most letters make sense. A half at the end is dropped; surrogates that
/// stand alone become U+FFFD.
pub(super) fn utf16(bytes: &[u8], order: Option<Order>) -> (String, Order) {
    let (order, bytes) = match bytes {
        [0xff, 0xfe, rest @ ..] => (Order::Little, rest),
        [0xfe, 0xff, rest @ ..] => (Order::Big, rest),
        _ => (order.unwrap_or_else(|| guessed(bytes)), bytes),
    };
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| match order {
        Order::Little => u16::from_le_bytes(*pair),
        Order::Big => u16::from_be_bytes(*pair),
    });
    let text = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    (text, order)
}

/// Western letters have a zero in the high byte; others share their high bytes, which vary less than the low ones.
fn guessed(bytes: &[u8]) -> Order {
    let pairs = bytes.as_chunks::<2>().0;
    let zeros = |half: usize| pairs.iter().filter(|pair| pair[half] == 0).count();
    let kinds = |half: usize| {
        let mut seen = [false; 256];
        pairs.iter().for_each(|pair| seen[usize::from(pair[half])] = true);
        seen.iter().filter(|seen| **seen).count()
    };
    match zeros(0).cmp(&zeros(1)) {
        std::cmp::Ordering::Greater => Order::Big,
        std::cmp::Ordering::Less => Order::Little,
        std::cmp::Ordering::Equal if kinds(0) < kinds(1) => Order::Big,
        std::cmp::Ordering::Equal => Order::Little,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_text_is_read_in_the_encodings_that_write_it() {
        assert_eq!(western(b"Caf\xc3\xa9"), "Café");
        assert_eq!(western(b"Caf\xe9 \x93x\x94 \x96"), "Café “x” –");
        assert_eq!(mac(b"Caf\x8e"), "Café");
        assert_eq!(code_page(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some(1251)), "Привет");
        assert_eq!(code_page(b"Zo\xeb", Some(0)), "Zoë");
        assert_eq!(code_page(b"Zo\xeb", None), "Zoë");
    }

    #[test]
    fn info_is_read_in_utf_16_and_in_the_code_pages_of_dos() {
        let little: Vec<u8> = "Zoë – Ночь\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Zoë\0\0".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(code_page(&little, Some(1_200)), "Zoë – Ночь");
        assert_eq!(code_page(&[&[0xff, 0xfe], little.as_slice()].concat(), None), "Zoë – Ночь");
        assert_eq!(code_page(&big, None), "Zoë");
        assert_eq!(code_page(&big, Some(1_201)), "Zoë");
        assert_eq!(code_page(&little[..6], Some(1_252)), "Zoë");
        assert_eq!(code_page(b"A\0\0", None), "A");
        assert_eq!(code_page(b"Zoe\0junk", None), "Zoe");
        assert_eq!(code_page(b"\0\0", None), "");
        assert_eq!((code_page(b"Zo\x89", Some(850)), code_page(b"\x9bl", Some(850))), ("Zoë".into(), "øl".into()));
        assert_eq!(
            (CP437.chars().count(), CP850.chars().count(), code_page(b"\x9b5", Some(437))),
            (128, 128, "¢5".into())
        );
    }

    #[test]
    fn utf_16_is_read_without_its_mark() {
        let little: Vec<u8> = "Zoë".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Zoë".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let kana: Vec<u8> = "さくらのうた".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&little, None).0, "Zoë");
        assert_eq!(utf16(&big, None).0, "Zoë");
        assert_eq!(utf16(&kana, None).0, "さくらのうた");
        assert_eq!(utf16(&[&[0xfe, 0xff], big.as_slice(), &[7]].concat(), None).0, "Zoë");
        assert_eq!(utf16(&[0x00, 0xd8, b'a', 0], None).0, "\u{fffd}a");
    }
}
