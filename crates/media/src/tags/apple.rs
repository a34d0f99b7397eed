//! The `ilst` box of M4A and MP4, item by item.

use super::Found;
use super::genres;
use super::picture::image_type;
use super::text::{Order, utf16, western};
use crate::boxes::{boxes, find};

/// Kinds of data (QuickTime File Format, well-known types).
const UTF_8: u32 = 1;
const UTF_16: u32 = 2;
const SIGNED: u32 = 21;
const UNSIGNED: u32 = 22;

pub(super) fn read(found: &mut Found, list: &[u8]) {
    for (letters, item) in boxes(list) {
        let text = |name: &[u8; 4]| find(item, name).and_then(|inside| inside.get(4..)).map(western);
        let key = match &letters {
            b"----" => format!("----:{}:{}", text(b"mean").unwrap_or_default(), text(b"name").unwrap_or_default()),
            // Four bytes of Latin-1: 0xA9 is "©".
            _ => letters.iter().map(|byte| char::from(*byte)).collect(),
        };
        for (_, data) in boxes(item).filter(|(kind, _)| kind == b"data") {
            let (Some(head), Some(value)) = (data.first_chunk::<4>(), data.get(8..)) else {
                found.fail(&key);
                continue;
            };
            // Above the kind stands the set it is from, 0.
            let kind = u32::from_be_bytes(*head) & 0x00ff_ffff;
            add(found, &letters, &key, kind, value);
        }
    }
}

fn add(found: &mut Found, letters: &[u8; 4], key: &str, kind: u32, value: &[u8]) {
    match (letters, kind) {
        (b"covr", _) if image_type(value).is_some() => found.add_picture(true, "", value),
        (b"covr", _) if value.is_empty() => {}
        (b"covr", _) => found.fail(key),
        (b"trkn" | b"disk", _) => found.add(key, &number_of(value).unwrap_or_default()),
        // The number counts from 1.
        (b"gnre", _) => {
            let number = value.first_chunk::<2>().map(|bytes| usize::from(u16::from_be_bytes(*bytes)));
            let name = number.and_then(|number| number.checked_sub(1)).and_then(genres::name);
            found.add("©gen", name.unwrap_or_default());
        }
        (_, UTF_8) => found.add(key, &western(value)),
        (_, UTF_16) => found.add(key, &utf16(value, Some(Order::Big)).0),
        (_, SIGNED) => found.add(key, &signed(value).map_or_else(String::new, |number| number.to_string())),
        (_, UNSIGNED) => found.add(key, &unsigned(value).map_or_else(String::new, |number| number.to_string())),
        // Old taggers leave the kind open.
        (b"tmpo", 0) => found.add(key, &unsigned(value).map_or_else(String::new, |number| number.to_string())),
        (b"----" | [0xa9, ..], 0) if std::str::from_utf8(value).is_ok() => found.add(key, &western(value)),
        _ => {}
    }
}

fn unsigned(value: &[u8]) -> Option<u64> {
    ((1..=8).contains(&value.len())).then(|| value.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

fn signed(value: &[u8]) -> Option<i64> {
    let bits = 64 - 8 * u32::try_from(value.len()).ok()?.clamp(1, 8);
    unsigned(value).map(|number| (number << bits) as i64 >> bits)
}

/// "3/12" or "3" from 16-bit words: nothing, number, of how many.
fn number_of(data: &[u8]) -> Option<String> {
    let word = |at: usize| data.get(at..at + 2).map(|bytes| u16::from_be_bytes([bytes[0], bytes[1]]));
    match (word(2)?, word(4).unwrap_or(0)) {
        (0, _) => None,
        (number, 0) => Some(number.to_string()),
        (number, total) => Some(format!("{number}/{total}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn track_numbers_come_with_their_total() {
        assert_eq!(number_of(&[0, 0, 0, 3, 0, 12, 0, 0]).as_deref(), Some("3/12"));
        assert_eq!(number_of(&[0, 0, 0, 3, 0, 0]).as_deref(), Some("3"));
        assert_eq!([number_of(&[0, 0, 0, 0]), number_of(&[1])], [None, None]);
    }

    #[test]
    fn numbers_have_any_width() {
        assert_eq!((unsigned(&[1, 0]), signed(&[0xff]), signed(&[0, 124])), (Some(256), Some(-1), Some(124)));
        assert_eq!((unsigned(&[]), signed(&[0; 9])), (None, None));
    }

    #[test]
    fn odd_items_cost_none_of_the_others() {
        let made = |kind: &[u8], inside: &[u8]| [&(inside.len() as u32 + 8).to_be_bytes(), kind, inside].concat();
        let title = made(b"\xa9nam", &made(b"data", b"\0\0\0\x01\0\0\0\0Spark"));
        let cover = made(b"covr", &[made(b"name", b"x"), made(b"data", b"\0")].concat());
        let list = [made(b"free", &[7; 5]), cover, title].concat();
        let mut found = Found::default();
        read(&mut found, &list);
        assert_eq!((found.raw[0].key.as_str(), found.raw[0].text.as_str()), ("©nam", "Spark"));
        assert_eq!(found.unread, ["covr"]);
    }
}
