//! The texts of ID3v2 frames, in the encodings that a byte before them names (id3.org, 4 and 4.2).

use super::text::{Order, latin, utf16, western};

/// The texts of a text frame, with zeros between them.
pub(super) fn strings(content: &[u8]) -> Option<String> {
    let (encoding, bytes) = content.split_first()?;
    if *encoding == 1 || *encoding == 2 {
        // Each text may have a mark of its own.
        let mut texts = Vec::new();
        let mut rest = bytes;
        let mut order = None;
        while let Some(((text, found), after)) = split_after(*encoding, rest, order) {
            texts.push(text);
            order = found;
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        return Some(texts.join("\0"));
    }
    decoded(*encoding, bytes, None).map(|(text, _)| text)
}

/// A description and a text, as TXXX and COMM have them.
pub(super) fn pair(content: &[u8]) -> Option<(String, String)> {
    let (encoding, bytes) = content.split_first()?;
    let ((name, order), rest) = split(*encoding, bytes)?;
    let text = if matches!(encoding, 1 | 2) {
        // A text without a mark goes on in the order of its description.
        let mut again = vec![*encoding];
        if !matches!(rest, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) && order == Some(Order::Big) {
            again.extend([0xfe, 0xff]);
        }
        again.extend_from_slice(rest);
        strings(&again)?
    } else {
        decoded(*encoding, rest, None)?.0
    };
    Some((name, text))
}

type Decoded = (String, Option<Order>);

/// The text up to the zero, and what stands behind.
pub(super) fn split(encoding: u8, bytes: &[u8]) -> Option<(Decoded, &[u8])> {
    split_after(encoding, bytes, None)
}

fn split_after(encoding: u8, bytes: &[u8], order: Option<Order>) -> Option<(Decoded, &[u8])> {
    let wide = encoding == 1 || encoding == 2;
    let end = if wide {
        bytes.as_chunks::<2>().0.iter().position(|pair| *pair == [0, 0]).map(|at| 2 * at)
    } else {
        bytes.iter().position(|byte| *byte == 0)
    };
    let (text, rest) = match end {
        Some(end) => (&bytes[..end], &bytes[end + if wide { 2 } else { 1 }..]),
        None => (bytes, &bytes[bytes.len()..]),
    };
    Some((decoded(encoding, text, order)?, rest))
}

/// `None` for what is in none of the encodings that exist.
fn decoded(encoding: u8, bytes: &[u8], order: Option<Order>) -> Option<Decoded> {
    match encoding {
        0 => Some((latin(bytes), None)),
        // Without a mark most programs wrote what their machine does.
        1 if bytes.is_empty() => Some((String::new(), order)),
        1 => Some(utf16(bytes, order)).map(|(text, order)| (text, Some(order))),
        2 if bytes.is_empty() => Some((String::new(), order)),
        2 => Some(utf16(bytes, order.or(Some(Order::Big)))).map(|(text, order)| (text, Some(order))),
        // Latin-1 under the mark of UTF-8 is read as what it is.
        3 => Some((western(bytes), None)),
        // No such encoding: letters of one byte can be read all the same.
        _ => Some((western(bytes), None)).filter(|_| !bytes.strip_suffix(b"\0").unwrap_or(bytes).contains(&0)),
    }
}
