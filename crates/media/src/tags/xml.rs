//! Just enough XML to read iXML and axml: elements with text become paths with values.
//!
//! Attributes, comments and declarations are passed over. Malformed parts are skipped, never an error: recorders
//! write these chunks by hand.

/// Element paths ("BWFXML/SPEED/NOTE") and their texts, in order; empty texts are left out. Names that no recorder writes
/// are cut, so that paths stay short whatever the file has.
pub(super) fn flatten(xml: &str) -> Vec<(String, String)> {
    const DEEPEST: usize = 32;
    const MOST: usize = 4_096;
    const LONGEST_NAME: usize = 64;
    const LONGEST_PATH: usize = 256;
    const LONGEST_TEXT: usize = 1 << 17;
    let mut path: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    let mut rest = xml;
    let mut text = String::new();
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        if let Some(cdata) = rest.strip_prefix("<![CDATA[") {
            let (inside, after) = cdata.split_once("]]>").unwrap_or((cdata, ""));
            text.push_str(&inside.replace('&', "&amp;"));
            rest = after;
            continue;
        }
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((tag, after)) = rest[1..].split_once('>') else { break };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let value = text.trim();
            let length: usize = path.iter().map(|name| name.len() + 1).sum();
            let fits = value.len() <= LONGEST_TEXT && length <= LONGEST_PATH && found.len() < MOST;
            if !value.is_empty() && !path.is_empty() && fits {
                found.push((path.join("/"), unescape(value)));
            }
            if path.last() == Some(&cut(name.trim(), LONGEST_NAME)) {
                path.pop();
            }
        } else if tag.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !tag.ends_with('/')
            && path.len() < DEEPEST
        {
            path.push(cut(tag.split_ascii_whitespace().next().unwrap_or_default(), LONGEST_NAME));
        }
        text.clear();
    }
    found
}

fn cut(name: &str, most: usize) -> &str {
    &name[..name.floor_char_boundary(most)]
}

fn unescape(text: &str) -> String {
    const LONGEST_ENTITY: usize = 12;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let end = after.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((entity(&after[..end])?, &after[end + 1..])));
        match known {
            Some((character, after)) => {
                plain.push(character);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_become_paths() {
        let xml =
            "<?xml version=\"1.0\"?><BWFXML><PROJECT>My &amp; Heart &#233;</PROJECT><!-- x --><SPEED><NOTE a=\"1\">
            <![CDATA[a < b & c]]></NOTE><EMPTY/></SPEED></BWFXML>";
        let found = flatten(xml);
        let expected = [("BWFXML/PROJECT", "My & Heart é"), ("BWFXML/SPEED/NOTE", "a < b & c")];
        assert_eq!(found, expected.map(|(key, text)| (key.to_owned(), text.to_owned())));
    }

    #[test]
    fn paths_stay_short() {
        let names: Vec<String> = (0..31).map(|number| format!("n{number}{}", "x".repeat(3_000))).collect();
        let open: String = names.iter().map(|name| format!("<{name}>")).collect();
        let xml = format!("{open}{}", "text</a>".repeat(5_000));
        assert_eq!(flatten(&xml), []);
        let long = format!("<{0}>one</{0}>", "x".repeat(200));
        assert_eq!(flatten(&long), [("x".repeat(64), "one".to_owned())]);
    }

    #[test]
    fn broken_xml_gives_what_can_be_read() {
        assert_eq!(flatten("<A><B>one</B><C>two"), [("A/B".to_owned(), "one".to_owned())]);
        assert_eq!(flatten("<<<>>>&&& </x>"), []);
        assert_eq!(unescape("AT&T &unknown; &"), "AT&T &unknown; &");
    }
}
