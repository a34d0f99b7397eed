//! XML as a tree, for formats whose parts refer to each other. Nothing is expanded but characters: a document that declares
//! entities is refused.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{ReadError, Watch};

/// Elements that are read of one document.
const MOST_ELEMENTS: usize = 3_000_000;
/// Elements after which it is told how far the reading is.
const TOLD_EVERY: usize = 16_384;
/// How deep elements may stand within each other.
const DEEPEST: usize = 256;

/// An element: its name, attributes, children and the text directly inside it.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    attributes: Vec<(&'a str, String)>,
    pub(super) children: Vec<Element<'a>>,
    text: String,
}

impl<'a> Element<'a> {
    /// The root of a document.
    pub(super) fn read(text: &'a str, format: &'static str, watch: Option<Watch<'_>>) -> Result<Self, ReadError> {
        let damaged = |reason: String| ReadError::Damaged { format, reason };
        let mut reader = Reader::from_str(text);
        let mut open: Vec<Element<'a>> = vec![Element::default()];
        let (mut count, mut told) = (0, TOLD_EVERY);
        loop {
            let offset = usize::try_from(reader.buffer_position()).unwrap_or(0);
            let line = || text.as_bytes()[..offset.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
            let event = reader.read_event().map_err(|error| damaged(format!("line {}: {error}", line())))?;
            match event {
                Event::Start(start) => {
                    count += 1;
                    if let Some(watch) = watch.filter(|_| count > told) {
                        watch.tell(offset, text.len())?;
                        told = count + TOLD_EVERY;
                    }
                    if count > MOST_ELEMENTS || open.len() > DEEPEST {
                        return Err(ReadError::TooMuch("too many or too deep XML elements"));
                    }
                    open.push(element(text, offset, &start).ok_or_else(|| damaged(format!("line {}", line())))?);
                }
                Event::Empty(start) => {
                    count += 1;
                    if count > MOST_ELEMENTS {
                        return Err(ReadError::TooMuch("too many or too deep XML elements"));
                    }
                    let child = element(text, offset, &start).ok_or_else(|| damaged(format!("line {}", line())))?;
                    open.last_mut().ok_or_else(|| damaged(String::new()))?.children.push(child);
                }
                Event::End(_) => {
                    if let Some(done) = open.pop()
                        && let Some(parent) = open.last_mut()
                    {
                        parent.children.push(done);
                    }
                }
                Event::Text(part) => {
                    if let Some(parent) = open.last_mut() {
                        let part: &str = &part;
                        // White space between elements says nothing.
                        if !part.trim().is_empty() || !parent.text.is_empty() {
                            parent.text.push_str(part);
                        }
                    }
                }
                Event::CData(part) => {
                    if let Some(parent) = open.last_mut() {
                        parent.text.push_str(&part);
                    }
                }
                Event::GeneralRef(reference) => {
                    if let Some(parent) = open.last_mut() {
                        parent.text.push_str(&character(&reference));
                    }
                }
                Event::DocType(kind) => {
                    if kind.contains("<!ENTITY") {
                        return Err(damaged("it declares entities of its own, which are not expanded".to_owned()));
                    }
                }
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => break,
            }
        }
        // A document that ends too early is read as far as it goes only where its root is whole.
        match open.as_mut_slice() {
            [top] if !top.children.is_empty() => Ok(top.children.remove(0)),
            [_] => Err(damaged("it has no element".to_owned())),
            _ => Err(damaged("it ends in the middle".to_owned())),
        }
    }

    /// An attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of a name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Element<'a>> + 's {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// A child further down, by the names on the way.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element<'a>> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Its text, without white space around it.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// Its text as it is written.
    pub(super) fn written(&self) -> &str {
        &self.text
    }

    /// The text of a child, if it is there and not empty.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(Element::text).filter(|text| !text.is_empty())
    }

    /// A whole number in a child.
    pub(super) fn number_of(&self, name: &str) -> Option<i64> {
        let text = self.text_of(name)?;
        // Some programs write whole numbers with a fraction of nothing.
        text.parse()
            .ok()
            .or_else(|| text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number as i64))
    }

    /// Whether a child says `TRUE`; `otherwise` where there is none.
    pub(super) fn flag_of(&self, name: &str, otherwise: bool) -> bool {
        match self.text_of(name) {
            Some(text) => text.eq_ignore_ascii_case("true") || text == "1",
            None => otherwise,
        }
    }
}

fn element<'a>(text: &'a str, offset: usize, start: &BytesStart<'_>) -> Option<Element<'a>> {
    // The event borrows from the reader; what is kept borrows from the document, where the element begins.
    let inside = text.get(offset..)?.trim_start();
    let inside = inside.strip_prefix('<')?;
    let name_length = inside.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/')?;
    let name = inside.get(..name_length)?;
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        let key = keyed(inside, attribute.key.as_ref())?;
        attributes.push((key, unescaped(&attribute.value)));
    }
    Some(Element { name, attributes, children: Vec::new(), text: String::new() })
}

/// The name of an attribute as it stands in the document.
fn keyed<'a>(inside: &'a str, key: &str) -> Option<&'a str> {
    let at = inside.find(key)?;
    inside.get(at..at + key.len())
}

/// Text with its references to characters put in.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.find(';').filter(|end| *end <= 10) {
            Some(end) => {
                out.push_str(&character(&rest[..end]));
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// What a reference stands for: the five names of XML and characters by their number. Any other stays as it is written.
fn character(name: &str) -> String {
    let number = name
        .strip_prefix("#x")
        .or_else(|| name.strip_prefix("#X"))
        .map(|digits| u32::from_str_radix(digits, 16))
        .or_else(|| name.strip_prefix('#').map(str::parse));
    match (name, number) {
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (_, Some(Ok(number))) => char::from_u32(number).map_or_else(String::new, String::from),
        _ => format!("&{name};"),
    }
}

/// Whether a document's first element is of that name.
pub(super) fn begins_with(text: &str, root: &str) -> bool {
    let mut rest = text.trim_start();
    // Before the root stand a declaration, comments, instructions and a document type.
    for _ in 0..64 {
        let Some(inside) = rest.strip_prefix('<') else { return false };
        let end = if inside.starts_with("!--") {
            inside.find("-->").map(|at| at + 3)
        } else if inside.starts_with('?') {
            inside.find("?>").map(|at| at + 2)
        } else if inside.starts_with('!') {
            let subset = inside.find('[').filter(|open| inside.find('>').is_some_and(|close| *open < close));
            match subset {
                Some(open) => inside[open..].find("]>").map(|at| open + at + 2),
                None => inside.find('>').map(|at| at + 1),
            }
        } else {
            let name_end = inside.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/');
            return name_end.is_some_and(|end| &inside[..end] == root);
        };
        let Some(end) = end else { return false };
        rest = inside[end..].trim_start();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_attributes_and_texts() {
        let text = "<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE a>\n<a><b name=\"Black &amp; White\">1 &lt; 2 &#233;</b><b/></a>";
        assert!(begins_with(text, "a"));
        let root = Element::read(text, "XML", None).expect("a tree");
        assert_eq!(root.name, "a");
        assert_eq!(root.all("b").count(), 2);
        let first = root.child("b").expect("b");
        assert_eq!((first.get("name"), first.text()), (Some("Black & White"), "1 < 2 é"));
    }

    #[test]
    fn entities_are_never_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        let error = Element::read(bomb, "XML", None).expect_err("a bomb");
        assert!(error.to_string().contains("declares entities"), "{error}");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<a>".repeat(10_000);
        assert!(matches!(Element::read(&deep, "XML", None), Err(ReadError::TooMuch(_))));
    }

    #[test]
    fn what_ends_in_the_middle_is_said() {
        let error = Element::read("<a><b>", "XML", None).expect_err("half");
        assert!(error.to_string().contains("ends in the middle"), "{error}");
    }
}
