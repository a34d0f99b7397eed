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

/// UTF-8 where it is, else the code page that a CSET chunk names (RIFF MCI specification, chapter 2), else Windows-1252.
pub(super) fn code_page(bytes: &[u8], page: Option<u16>) -> String {
    decoded(bytes, page.and_then(encoding).unwrap_or(WINDOWS_1252))
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
