//! Final Draft (FDX): a script as XML.
//!
//! Only the script itself counts: title page, headers and notes have paragraphs as well. A paragraph's text may be split in
//! many runs.

use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesStart, Event as Xml};

use super::super::xml::{attribute, entity, local};
use super::super::{Hints, Input, Place, ReadError, Reader, Timeline};
use super::draft::{Draft, Kind, eighths};

/// See the module.
pub(in super::super) const READER: Reader =
    Reader { id: "fdx", name: "Final Draft script", endings: &["fdx", "fdxt", "xml"], sniff, read };

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    let text = text.trim_start();
    text.starts_with('<') && text[..text.floor_char_boundary(4_096)].contains("<FinalDraft")
}

/// Tags within tags that are read: Final Draft writes about ten.
const DEEPEST: usize = 256;

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    kind: String,
    number: String,
    text: String,
    length: Option<u32>,
    page: String,
    characters: Vec<String>,
    synopsis: String,
    /// What goes before the next words of the synopsis.
    gap: &'static str,
    notes: Vec<String>,
    /// The heading of the scene that was here before it was left out, and whether all of it was read.
    omitted: (String, bool),
}

#[derive(Debug)]
struct Fdx<'a> {
    draft: Draft,
    path: Vec<String>,
    /// The paragraph of the script that is open, and where it stands in the path.
    paragraph: Option<(usize, Paragraph)>,
    line: Lines<'a>,
    title: String,
}

/// Counts lines up to a place.
#[derive(Debug)]
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn at(&mut self, position: usize) -> u64 {
        let to = position.min(self.text.len());
        if to > self.at {
            let passed = &self.text.as_bytes()[self.at..to];
            self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.at = to;
        }
        self.line
    }
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let text = input.text.unwrap_or_default();
    let mut reader = XmlReader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut script = Fdx {
        draft: Draft::of(READER.id),
        path: Vec::new(),
        paragraph: None,
        line: Lines { text, at: 0, line: 1 },
        title: String::new(),
    };
    script.draft.timeline.shown_at(hints.rate);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) if script.draft.timeline.scenes.is_empty() => {
                return Err(ReadError::Damaged { format: "a Final Draft script", reason: error.to_string() });
            }
            Err(error) => {
                let line = script.line.at(usize::try_from(reader.buffer_position()).unwrap_or(0));
                script.draft.timeline.skip(Place::Line(line), format!("nothing is read from here on: {error}"));
                break;
            }
        };
        let position = usize::try_from(reader.buffer_position()).unwrap_or(0);
        match event {
            Xml::Eof => {
                if !script.path.is_empty() {
                    let line = script.line.at(position);
                    let reason = "the file ends in the middle: there is nothing from here on";
                    script.draft.timeline.skip(Place::Line(line), reason);
                }
                break;
            }
            Xml::Start(tag) => {
                script.start(&tag, position);
                script.path.push(local(tag.name().as_ref()).to_owned());
                if script.path.len() > DEEPEST {
                    return Err(ReadError::TooMuch("its tags stand too deep in each other"));
                }
            }
            Xml::Empty(tag) => {
                script.start(&tag, position);
                let name = local(tag.name().as_ref()).to_owned();
                if name == "Paragraph" {
                    script.path.push(name);
                    script.end("Paragraph", position)?;
                    script.path.pop();
                }
            }
            Xml::Text(text) => script.text(&text),
            Xml::CData(text) => script.text(&text),
            Xml::GeneralRef(name) => script.text(&entity(&name)),
            Xml::End(tag) => {
                let name = local(tag.name().as_ref()).to_owned();
                // A tag that was never closed ends with what it stands in.
                while let Some(open) = script.path.last().cloned() {
                    script.end(&open, position)?;
                    script.path.pop();
                    if open == name {
                        break;
                    }
                }
            }
            Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) | Xml::DocType(_) => {}
        }
    }
    script.draft.close();
    script.draft.timeline.title = script.title.trim().to_owned();
    Ok(script.draft.timeline)
}

impl Fdx<'_> {
    /// Whether what is open stands in the script itself, `FinalDraft > Content`.
    fn in_script(&self) -> bool {
        self.path.get(1).is_some_and(|name| name == "Content")
    }

    fn start(&mut self, tag: &BytesStart<'_>, _position: usize) {
        let name = tag.name();
        let said = |name: &str| attribute(tag, name).unwrap_or_default();
        let in_script = self.in_script();
        match (local(name.as_ref()), &mut self.paragraph) {
            ("Paragraph", None) if in_script => {
                let paragraph = Paragraph { kind: said("Type"), number: said("Number"), ..Paragraph::default() };
                self.paragraph = Some((self.path.len(), paragraph));
            }
            // A paragraph that holds two speeches at once begins anew with each of them.
            ("Paragraph", Some((depth, open)))
                if self.path.get(*depth + 1).is_some_and(|name| name == "DualDialogue") =>
            {
                *open = Paragraph { kind: said("Type"), number: said("Number"), ..Paragraph::default() };
            }
            ("DualDialogue", _) => {
                if let Some(scene) = self.draft.scene() {
                    scene.dual_dialogue = true;
                }
            }
            ("SceneProperties", Some((_, open))) if !self.path.iter().any(|own| own == "OmittedScene") => {
                open.length = eighths(&said("Length"));
                open.page = said("Page");
                open.synopsis = said("Title");
                open.gap = ": ";
            }
            ("Paragraph", Some((_, open))) if self.path.iter().any(|own| own == "Summary") && open.gap.is_empty() => {
                open.gap = " ";
            }
            ("CharacterArcBeat", Some((_, open))) if open.characters.len() < 1_000 => {
                open.characters.push(said("Name"))
            }
            ("ScriptNote", Some((_, open))) if open.notes.len() < 1_000 => open.notes.push(String::new()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let inside = |name: &str| self.path.iter().any(|own| own == name);
        if self.path.last().is_none_or(|name| name != "Text") {
            return;
        }
        if inside("TitlePage") && !inside("HeaderAndFooter") {
            if self.title.len() < 400
                && (self.title.is_empty() || !self.title.trim().is_empty())
                && !self.title.ends_with('\n')
            {
                self.title.push_str(text);
            }
            return;
        }
        let (summary, beats, note) = (inside("Summary"), inside("SceneArcBeats"), inside("ScriptNote"));
        let Some((_, open)) = &mut self.paragraph else { return };
        if inside("OmittedScene") {
            if !open.omitted.1 && open.omitted.0.len() < 4_096 {
                open.omitted.0.push_str(text);
            }
            return;
        }
        let into = if summary {
            if !open.synopsis.is_empty() && !text.trim().is_empty() {
                open.synopsis.push_str(open.gap);
            }
            open.gap = "";
            &mut open.synopsis
        } else if note {
            match open.notes.last_mut() {
                Some(note) => note,
                None => return,
            }
        } else if beats {
            return;
        } else {
            &mut open.text
        };
        if into.len() < 1 << 20 {
            into.push_str(text);
        }
    }

    fn end(&mut self, name: &str, position: usize) -> Result<(), ReadError> {
        if name == "Paragraph"
            && self.path.iter().any(|own| own == "TitlePage")
            && !self.title.trim().is_empty()
            && !self.title.ends_with('\n')
        {
            self.title.push('\n');
        }
        if name == "Paragraph"
            && self.path.iter().any(|own| own == "OmittedScene")
            && let Some((_, open)) = &mut self.paragraph
        {
            open.omitted.1 = true;
        }
        let depth = self.path.len().saturating_sub(1);
        let own = self.paragraph.as_ref().is_some_and(|(at, _)| *at == depth);
        let dual = self.paragraph.as_ref().is_some_and(|(at, _)| {
            self.path.get(*at + 1).is_some_and(|name| name == "DualDialogue") && depth == *at + 2
        });
        if name != "Paragraph" || !(own || dual) {
            return Ok(());
        }
        let place = Place::Line(self.line.at(position));
        let Some((at, open)) = self.paragraph.take() else { return Ok(()) };
        if dual {
            self.paragraph = Some((at, Paragraph::default()));
        }
        self.take(open, place)
    }

    fn take(&mut self, open: Paragraph, place: Place) -> Result<(), ReadError> {
        let text = open.text.trim();
        let kind = match open.kind.as_str() {
            "Scene Heading" => {
                let left_out = open.omitted.0.trim();
                let text = if left_out.is_empty() { text } else { left_out };
                if text.is_empty() && open.number.is_empty() {
                    return Ok(());
                }
                let scene = self.draft.begin(text, &open.number, &[], place)?;
                scene.omitted |= !left_out.is_empty();
                (scene.page, scene.synopsis, scene.notes) = (open.page, open.synopsis.trim().to_owned(), open.notes);
                if let Some(length) = open.length {
                    (scene.eighths, scene.estimated) = (length, false);
                }
                for name in open.characters.into_iter().filter(|name| !name.is_empty()) {
                    if !scene.characters.contains(&name) {
                        scene.characters.push(name);
                    }
                }
                return Ok(());
            }
            "Character" => Kind::Character,
            "Parenthetical" => Kind::Parenthetical,
            "Dialogue" => Kind::Dialogue,
            "Singing" | "Lyrics" | "Lyric" => Kind::Lyrics,
            "Transition" | "Shot" => Kind::Transition,
            _ => Kind::Action,
        };
        if let Some(scene) = self.draft.scene() {
            scene.notes.extend(open.notes.into_iter().filter(|note| !note.trim().is_empty()));
        }
        if !text.is_empty() {
            self.draft.paragraph(kind, text, &place);
        }
        Ok(())
    }
}
