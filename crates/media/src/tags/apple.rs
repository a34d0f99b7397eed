//! The `ilst` atom of M4A and MP4.

use lofty::mp4::{AtomData, AtomIdent, Ilst};

use super::Found;

pub(super) fn read(found: &mut Found, tag: &Ilst) {
    for atom in tag {
        let key = match atom.ident() {
            // Four bytes of Latin-1: 0xA9 is "©".
            AtomIdent::Fourcc(letters) => letters.iter().map(|byte| char::from(*byte)).collect(),
            AtomIdent::Freeform { mean, name } => format!("----:{mean}:{name}"),
        };
        for data in atom.data() {
            match data {
                AtomData::UTF8(text) | AtomData::UTF16(text) => found.add(&key, text),
                AtomData::SignedInteger(number) => found.add(&key, &number.to_string()),
                AtomData::UnsignedInteger(number) => found.add(&key, &number.to_string()),
                AtomData::Bool(yes) => found.add(&key, if *yes { "1" } else { "0" }),
                AtomData::Picture(picture) => found.add_picture(picture),
                AtomData::Unknown { data, .. } if key == "trkn" || key == "disk" => {
                    found.add(&key, &number_of(data).unwrap_or_default());
                }
                AtomData::Unknown { data, .. } if key.starts_with("----") => {
                    found.add(&key, std::str::from_utf8(data).unwrap_or_default());
                }
                _ => {}
            }
        }
    }
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
}
