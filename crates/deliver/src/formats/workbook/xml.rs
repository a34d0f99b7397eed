//! Reading XML with the place of everything, so that single elements can be replaced and the rest stays byte for byte.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// Goes through `xml`, giving each event with the bytes it takes.
pub(super) fn each<'x>(xml: &'x str, mut see: impl FnMut(&Event<'x>, Range<usize>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let start = at(&reader);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        if matches!(event, Event::Eof) {
            return Ok(());
        }
        see(&event, start..at(&reader));
    }
}

/// An attribute's value.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|found| found.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Whether an attribute says yes.
pub(super) fn says_yes(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true" | "on"))
}

/// The attributes as they are written, without those of these names.
pub(super) fn attributes_without(element: &BytesStart<'_>, names: &[&str]) -> String {
    let kept = element.attributes().flatten().filter(|found| !names.contains(&found.key.as_ref()));
    // A value is kept as it was escaped; a quote of the other kind is the only thing that could end it early.
    kept.map(|found| format!(" {}=\"{}\"", found.key.as_ref(), found.value.replace('"', "&quot;"))).collect()
}

/// What a text event says; nothing for other events.
pub(super) fn text_of(event: &Event<'_>) -> String {
    match event {
        Event::Text(text) => text.xml10_content().into_owned(),
        Event::CData(text) => text.xml10_content().into_owned(),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(letter)) => letter.to_string(),
            _ => resolve_predefined_entity(&name.xml10_content()).unwrap_or_default().to_owned(),
        },
        Event::Start(_)
        | Event::End(_)
        | Event::Empty(_)
        | Event::Comment(_)
        | Event::Decl(_)
        | Event::PI(_)
        | Event::DocType(_)
        | Event::Eof => String::new(),
    }
}

/// What is before the colon of a qualified name, with the colon: `x:` of `x:worksheet`.
pub(super) fn prefix(element: &BytesStart<'_>) -> String {
    let name = element.name();
    name.as_ref().split_once(':').map(|(before, _)| format!("{before}:")).unwrap_or_default()
}

/// A text between tags.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::partial_escape(text).into_owned()
}

/// `xml` with pieces replaced. Pieces of no length are insertions; several at one place come in the order given.
pub(super) fn spliced(xml: &str, mut pieces: Vec<(Range<usize>, String)>) -> String {
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let mut whole = String::with_capacity(xml.len() + pieces.iter().map(|(_, text)| text.len()).sum::<usize>());
    let mut done = 0;
    for (range, text) in pieces {
        whole.push_str(xml.get(done..range.start).unwrap_or_default());
        whole.push_str(&text);
        done = range.end.max(done);
    }
    whole.push_str(xml.get(done..).unwrap_or_default());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_replaced_and_the_rest_is_as_it_was() {
        let pieces = vec![(4..8, "[b]".to_owned()), (0..0, "x".to_owned()), (8..8, "y".to_owned())];
        assert_eq!(spliced("<a/><b/><c/>", pieces), "x<a/>[b]y<c/>");
    }

    #[test]
    fn events_come_with_the_bytes_they_take() {
        let xml = "<a>t&amp;<b c='1\"'/></a>";
        let mut seen = Vec::new();
        each(xml, |event, range| seen.push((xml[range].to_owned(), text_of(event)))).expect("XML");
        let said: String = seen.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(seen.iter().map(|(raw, _)| raw.as_str()).collect::<String>(), xml);
        assert_eq!(said, "t&");
    }
}
