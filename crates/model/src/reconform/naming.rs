//! Which shots are of one source: by what they are named, without what tells versions of an effect apart.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::shot::Shot;

/// What names a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum SourceBy {
    /// The clip's name; the reel where it has none.
    #[default]
    Clip,
    /// The reel; the clip's name where it has none.
    Reel,
    /// The file; the clip's name where it has none.
    File,
}

/// How sources are told apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceRule {
    /// What names a source.
    pub by: SourceBy,
    /// Patterns of what tells versions of an effect apart, tried in order: `#` stands for digits, `*` at the end for the rest
    /// of the name. `_v#` makes `RT0230_comp_v011` and `RT0230_comp_v012` one source.
    pub versions: Vec<String>,
}

/// Endings of files that are no part of a name.
const ENDINGS: [&str; 12] = ["mov", "mxf", "mp4", "exr", "dpx", "avi", "r3d", "ari", "braw", "tif", "png", "jpg"];

impl Default for SourceRule {
    /// `_v011`, `-v011`, `.v011` and ` v011`, wherever they stand.
    fn default() -> Self {
        Self { by: SourceBy::default(), versions: ["_v#", "-v#", ".v#", " v#"].map(str::to_owned).to_vec() }
    }
}

impl SourceRule {
    /// What a shot's source is called, as it is written.
    #[must_use]
    pub fn name_of<'a>(&self, shot: &'a Shot) -> &'a str {
        let [name, reel, file] = [&shot.name, &shot.reel, &shot.file].map(|text| text.trim());
        let in_order = match self.by {
            SourceBy::Clip => [name, reel, file],
            SourceBy::Reel => [reel, name, file],
            SourceBy::File => [file, name, reel],
        };
        in_order.into_iter().find(|text| !text.is_empty()).unwrap_or("")
    }

    /// By which shots of one source are known: without a folder, a file's ending and a version, in small letters.
    #[must_use]
    pub fn key(&self, shot: &Shot) -> String {
        let name = self.name_of(shot);
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let name = name.to_lowercase();
        let name = match name.rsplit_once('.') {
            Some((stem, ending)) if ENDINGS.contains(&ending) => stem,
            _ => name.as_str(),
        };
        let without = self.versions.iter().find_map(|pattern| without(name, &pattern.to_lowercase()));
        without.unwrap_or_else(|| name.to_owned()).trim().to_owned()
    }
}

/// `name` without the last place where `pattern` fits; `None` where it fits nowhere, or nothing would be left.
fn without(name: &str, pattern: &str) -> Option<String> {
    if pattern.trim().is_empty() {
        return None;
    }
    let starts = name.char_indices().map(|(at, _)| at).rev();
    for at in starts {
        if let Some(length) = fits(&name[at..], pattern) {
            let left = format!("{}{}", &name[..at], &name[at + length..]);
            return (!left.trim().is_empty()).then_some(left);
        }
    }
    None
}

/// How much of the beginning of `text` a pattern takes.
fn fits(text: &str, pattern: &str) -> Option<usize> {
    let mut taken = 0;
    for letter in pattern.chars() {
        let rest = &text[taken..];
        match letter {
            '#' => match rest.bytes().take_while(u8::is_ascii_digit).count() {
                0 => return None,
                digits => taken += digits,
            },
            '*' => return Some(text.len()),
            plain => taken += rest.starts_with(plain).then_some(plain.len_utf8())?,
        }
    }
    // `_v2` is no version in `_v2b`.
    let next = text[taken..].chars().next();
    next.is_none_or(|next| !next.is_alphanumeric()).then_some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use timebase::Frames;

    fn key(rule: &SourceRule, name: &str) -> String {
        rule.key(&Shot { name: name.to_owned(), ..Shot::black(Frames(0), Frames(1)) })
    }

    #[test]
    fn versions_of_an_effect_are_one_source_and_others_are_not() {
        let rule = SourceRule::default();
        for name in ["RT0230_comp_v011.mov", "rt0230_comp_V12", "/vfx/RT0230_comp_v3.exr", "RT0230_comp"] {
            assert_eq!(key(&rule, name), "rt0230_comp", "{name}");
        }
        assert_eq!(key(&rule, "RT0230_v2b"), "rt0230_v2b");
        assert_eq!(key(&rule, "A001_C003_v1_wip"), "a001_c003_wip");
        assert_eq!(key(&rule, "_v12"), "_v12", "a name that is nothing but a version stays");
    }

    #[test]
    fn the_rule_is_the_users() {
        let rule = |versions: &[&str]| SourceRule {
            versions: versions.iter().map(|text| (*text).to_owned()).collect(),
            ..SourceRule::default()
        };
        assert_eq!(key(&rule(&["_v#*"]), "RT0230_comp_v011_wip"), "rt0230_comp");
        assert_eq!(key(&rule(&["_t#"]), "RT0230_v011_T4"), "rt0230_v011");
        assert_eq!(key(&rule(&[]), "RT0230_v011"), "rt0230_v011");
        let reel = Shot { reel: "A001".into(), name: "12-3".into(), ..Shot::black(Frames(0), Frames(1)) };
        assert_eq!(SourceRule { by: SourceBy::Reel, ..SourceRule::default() }.key(&reel), "a001");
        assert_eq!(SourceRule { by: SourceBy::File, ..SourceRule::default() }.key(&reel), "12-3");
    }
}
