//! Names of clips, files and placements, as others take them.

use std::collections::{HashMap, HashSet};

/// Text that ends no line: whatever acts is a blank, and several are one.
pub(super) fn in_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') { ' ' } else { letter })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A path as a URL: letters that a URL has no place for as percent and two digits (RFC 3986). One that begins at no root
/// stays as it is: it is counted from what names it.
pub(super) fn file_url(path: &str) -> String {
    let plain = path.replace('\\', "/");
    let has_drive = plain.as_bytes().get(1) == Some(&b':');
    let mut url = match (plain.starts_with('/'), has_drive) {
        (true, _) => String::from("file://"),
        (false, true) => String::from("file:///"),
        (false, false) => String::from("./"),
    };
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            url.push(byte as char);
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

/// A text as a name that every system takes: without what cuts a path, and no longer than disks take with what is added.
#[must_use]
pub fn file_safe(text: &str) -> String {
    let hides =
        |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut name = String::new();
    for letter in in_line(text).trim_matches(['.', ' ']).chars().filter(|letter| !hides(*letter)) {
        // Disks count bytes: 255 of them.
        if name.len() + letter.len_utf8() > 180 {
            break;
        }
        name.push(if "/\\:*?\"<>|".contains(letter) { '-' } else { letter });
    }
    name.trim_end().to_owned()
}

/// Names for files that lie together in one folder: each path has one, and no two are the same but for capitals.
#[must_use]
pub fn flat_names<'p>(paths: impl Iterator<Item = &'p str>) -> HashMap<&'p str, String> {
    let mut names: HashMap<&str, String> = HashMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    for path in paths {
        if names.contains_key(path) {
            continue;
        }
        let name = file_name(path);
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) => (file_safe(stem), format!(".{}", file_safe(ending))),
            None => (file_safe(name), String::new()),
        };
        let mut own = format!("{stem}{ending}");
        let mut nth = 1;
        while !taken.insert(own.to_lowercase()) {
            nth += 1;
            own = format!("{stem} {nth}{ending}");
        }
        names.insert(path, own);
    }
    names
}

/// The name of a file without its folders.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
