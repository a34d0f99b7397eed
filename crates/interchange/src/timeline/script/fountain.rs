//! Fountain (fountain.io): a script as plain text.
//!
//! A scene begins with `INT`, `EXT`, `EST`, `INT./EXT`, `I/E` after an empty line, or with a single full stop. Notes
//! (`[[…]]`) and what is left out (`/*…*/`) may go over lines.

use super::super::text::{begins, lines};
use super::super::{Hints, Input, Place, ReadError, Reader, Timeline};
use super::draft::{Draft, Kind};
use super::heading::setting;

/// See the module.
pub(in super::super) const READER: Reader =
    Reader { id: "fountain", name: "Fountain script", endings: &["fountain", "spmd", "txt"], sniff, read };

/// Lines among which a heading is looked for.
const LINES_SNIFFED: usize = 4_000;

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    if text.trim_start().starts_with(['<', '{']) {
        return false;
    }
    let (mut empty, mut titled) = (true, false);
    for (number, line) in lines(text).take(LINES_SNIFFED) {
        titled |= number < 12 && (begins(line, "Title:") || begins(line, "Credit:") || begins(line, "Draft date:"));
        if empty && (setting(line).is_some() || (titled && forced(line).is_some())) {
            return true;
        }
        empty = line.trim().is_empty();
    }
    titled && begins(text, "Title:") && text.contains("Credit:")
}

/// The text of a forced heading.
fn forced(line: &str) -> Option<&str> {
    line.strip_prefix('.').filter(|rest| rest.starts_with(|letter: char| letter.is_alphanumeric()))
}

/// A text without notes and without what is left out, its lines kept; what a note says stands at its line.
struct Bare {
    lines: Vec<(u64, String)>,
    notes: Vec<(u64, String)>,
}

fn bare(text: &str) -> Bare {
    let mut bare = Bare { lines: Vec::new(), notes: Vec::new() };
    let mut left_out = false;
    let mut note: Option<(u64, String)> = None;
    for (number, line) in lines(text) {
        let (mut plain, mut rest) = (String::new(), line);
        // A note does not go over an empty line.
        if line.is_empty()
            && let Some(open) = note.take()
        {
            bare.notes.push(open);
        }
        while !rest.is_empty() {
            if left_out {
                let Some(end) = rest.find("*/") else { break };
                (left_out, rest) = (false, &rest[end + 2..]);
            } else if let Some((_, open)) = &mut note {
                match rest.find("]]") {
                    Some(end) => {
                        open.push_str(&rest[..end]);
                        rest = &rest[end + 2..];
                        bare.notes.extend(note.take());
                    }
                    None => {
                        open.push_str(rest);
                        open.push('\n');
                        break;
                    }
                }
            } else {
                match rest.find(['/', '[']) {
                    Some(at) if rest[at..].starts_with("/*") => {
                        plain.push_str(&rest[..at]);
                        (left_out, rest) = (true, &rest[at + 2..]);
                    }
                    Some(at) if rest[at..].starts_with("[[") => {
                        plain.push_str(&rest[..at]);
                        note = Some((number, String::new()));
                        rest = &rest[at + 2..];
                    }
                    Some(at) => {
                        plain.push_str(&rest[..=at]);
                        rest = &rest[at + 1..];
                    }
                    None => {
                        plain.push_str(rest);
                        rest = "";
                    }
                }
            }
        }
        bare.lines.push((number, plain));
    }
    bare.notes.extend(note);
    bare
}

struct Fountain {
    draft: Draft,
    sections: Vec<(usize, String)>,
    notes: std::iter::Peekable<std::vec::IntoIter<(u64, String)>>,
    speaking: bool,
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let bare = bare(input.text.unwrap_or_default());
    let mut script = Fountain {
        draft: Draft::of(READER.id),
        sections: Vec::new(),
        notes: bare.notes.into_iter().peekable(),
        speaking: false,
    };
    script.draft.timeline.shown_at(hints.rate);
    let body = script.title_page(&bare.lines);
    let mut empty = true;
    for (at, (number, line)) in bare.lines.iter().enumerate().skip(body) {
        let next = bare.lines.get(at + 1).map_or("", |(_, next)| next.as_str());
        // A line of two blanks is part of a speech.
        if line.trim().is_empty() && !(script.speaking && line.len() >= 2) {
            (empty, script.speaking) = (true, false);
            continue;
        }
        script.line(line, *number, empty, next.trim().is_empty())?;
        empty = false;
    }
    script.draft.close();
    script.notes_up_to(u64::MAX);
    Ok(script.draft.timeline)
}

impl Fountain {
    /// Reads the title page; where the script begins.
    fn title_page(&mut self, lines: &[(u64, String)]) -> usize {
        let first = lines.iter().position(|(_, line)| !line.trim().is_empty()).unwrap_or(0);
        let key = |line: &str| {
            line.split_once(':')
                .filter(|(key, _)| !key.is_empty() && key.len() < 40 && !line.starts_with([' ', '\t']))
                .map(|(key, _)| key.trim().to_lowercase())
        };
        let begins = lines.get(first).and_then(|(_, line)| key(line)).filter(|key| {
            matches!(
                key.as_str(),
                "title"
                    | "credit"
                    | "author"
                    | "authors"
                    | "source"
                    | "draft date"
                    | "date"
                    | "contact"
                    | "copyright"
                    | "notes"
                    | "revision"
                    | "format"
                    | "episode"
                    | "series"
            )
        });
        if begins.is_none() {
            return first;
        }
        let mut under = String::new();
        for (at, (_, line)) in lines.iter().enumerate().skip(first) {
            if line.trim().is_empty() {
                return at;
            }
            let value = match key(line) {
                Some(name) => {
                    under = name;
                    line.split_once(':').map_or("", |(_, value)| value)
                }
                None => line.as_str(),
            };
            let value = value.trim().trim_matches(['*', '_']).trim();
            if value.is_empty() {
                continue;
            }
            if under == "title" {
                let title = &mut self.draft.timeline.title;
                if !title.is_empty() {
                    title.push(' ');
                }
                title.push_str(value);
            } else {
                self.draft.timeline.comments.push(format!("{under}: {value}"));
            }
        }
        lines.len()
    }

    fn line(&mut self, line: &str, number: u64, after_empty: bool, before_empty: bool) -> Result<(), ReadError> {
        let text = line.trim();
        self.notes_up_to(number);
        if self.speaking {
            let kind = match text {
                text if text.starts_with('(') => Kind::Parenthetical,
                text if text.starts_with('~') => Kind::Lyrics,
                _ => Kind::Dialogue,
            };
            self.draft.paragraph(kind, text.trim_start_matches('~'), &Place::Line(number));
            return Ok(());
        }
        if text.starts_with("===") {
            return Ok(());
        }
        if let Some(rest) = text.strip_prefix('#').filter(|_| !text.ends_with('#') || text.starts_with("# ")) {
            let depth = text.bytes().take_while(|byte| *byte == b'#').count();
            self.sections.retain(|(own, _)| *own < depth);
            if self.sections.len() < 16 {
                self.sections.push((depth, rest.trim_start_matches('#').trim().to_owned()));
            }
            return Ok(());
        }
        if let Some(synopsis) = text.strip_prefix('=') {
            match self.draft.scene() {
                Some(scene) => {
                    if !scene.synopsis.is_empty() {
                        scene.synopsis.push('\n');
                    }
                    scene.synopsis.push_str(synopsis.trim());
                }
                None => self.draft.timeline.comments.push(synopsis.trim().to_owned()),
            }
            return Ok(());
        }
        if let Some(heading) = forced(text).or_else(|| setting(text).filter(|_| after_empty).map(|_| text)) {
            let (heading, scene_number) = numbered(heading);
            let sections: Vec<String> = self.sections.iter().map(|(_, name)| name.clone()).collect();
            self.draft.begin(heading, scene_number, &sections, Place::Line(number))?;
            return Ok(());
        }
        self.paragraph(text, number, after_empty, before_empty);
        Ok(())
    }

    fn paragraph(&mut self, text: &str, number: u64, after_empty: bool, before_empty: bool) {
        let place = Place::Line(number);
        let transition = (text.starts_with('>') && !text.ends_with('<'))
            || (after_empty && before_empty && text.ends_with("TO:") && !text.chars().any(char::is_lowercase));
        if transition {
            return self.draft.paragraph(Kind::Transition, text, &place);
        }
        let name = text.split('(').next().unwrap_or(text);
        let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        if after_empty
            && !before_empty
            && !text.starts_with('!')
            && (text.starts_with('@') || (capitals && !text.starts_with(['>', '~'])))
        {
            self.speaking = true;
            if text.ends_with('^')
                && let Some(scene) = self.draft.scene()
            {
                scene.dual_dialogue = true;
            }
            return self.draft.paragraph(Kind::Character, text, &place);
        }
        let kind = if text.starts_with('~') { Kind::Lyrics } else { Kind::Action };
        let plain = text.trim_start_matches(['!', '~', '>']).trim_end_matches('<').trim();
        self.draft.paragraph(kind, plain, &place);
    }

    /// Notes belong to the scene that is open where they stand.
    fn notes_up_to(&mut self, number: u64) {
        while let Some((_, note)) = self.notes.next_if(|(line, _)| *line < number) {
            let note = note.trim().to_owned();
            let scenes = self.draft.timeline.scenes.last_mut();
            match scenes {
                Some(scene) if scene.notes.len() < 1_000 => scene.notes.push(note),
                Some(_) => {}
                None => self.draft.timeline.comments.push(note),
            }
        }
    }
}

/// `INT. A - DAY #1A#`: the heading and the number.
fn numbered(heading: &str) -> (&str, &str) {
    let heading = heading.trim();
    let inside = heading.strip_suffix('#').and_then(|rest| rest.rsplit_once('#'));
    match inside {
        Some((text, number)) if !number.trim().is_empty() && number.len() < 24 => (text.trim(), number.trim()),
        _ => (heading, ""),
    }
}
