//! Small things that readers of XML share.

use quick_xml::events::{BytesRef, BytesStart, BytesText};

/// The name of a tag without its namespace.
pub(super) fn local(name: &[u8]) -> &[u8] {
    name.iter().rposition(|byte| *byte == b':').map_or(name, |at| &name[at + 1..])
}

/// The letters of a text.
pub(super) fn text_of(text: &BytesText<'_>) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// What an entity stands for; nothing if it is none of XML's own.
pub(super) fn entity(name: &BytesRef<'_>) -> String {
    let number = name.resolve_char_ref().ok().flatten();
    if let Some(letter) = number {
        return letter.to_string();
    }
    let letter = match &**name {
        b"amp" => "&",
        b"lt" => "<",
        b"gt" => ">",
        b"quot" => "\"",
        b"apos" => "'",
        _ => "",
    };
    letter.to_owned()
}

/// An attribute of a tag with its entities resolved; nothing if the tag has none of this name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|own| local(own.key.as_ref()) == name.as_bytes())?;
    let raw = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned))
}
