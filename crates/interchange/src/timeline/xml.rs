//! Small things that readers of XML share.

use quick_xml::events::{BytesRef, BytesStart};

/// The name of a tag without its namespace.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// What an entity stands for; nothing if it is none of XML's own.
pub(super) fn entity(name: &BytesRef<'_>) -> String {
    let number = name.resolve_char_ref().ok().flatten();
    if let Some(letter) = number {
        return letter.to_string();
    }
    let letter = match &**name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    };
    letter.to_owned()
}

/// An attribute of a tag with its entities resolved; nothing if the tag has none of this name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|own| local(own.key.as_ref()) == name)?;
    let plain = quick_xml::escape::unescape(&found.value).map(std::borrow::Cow::into_owned);
    Some(plain.unwrap_or_else(|_| found.value.into_owned()))
}
