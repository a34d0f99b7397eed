//! A script as it grows while it is read: scenes, and how long each is on the page.

use super::super::{MOST_EVENTS, Place, ReadError, Scene, Timeline};
use super::heading::heading;
use super::hints::hint;

/// Lines of a page: a page in Courier 12 has 54 or 55.
const LINES_OF_PAGE: u32 = 55;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Action,
    Character,
    Parenthetical,
    Dialogue,
    Lyrics,
    Transition,
}

impl Kind {
    /// Letters of a line on the page, and empty lines before it.
    fn layout(self) -> (usize, u32) {
        match self {
            Self::Action => (60, 1),
            Self::Character | Self::Transition => (60, 1),
            Self::Parenthetical => (25, 0),
            Self::Dialogue | Self::Lyrics => (35, 0),
        }
    }
}

/// Takes paragraphs.
#[derive(Debug)]
pub(super) struct Draft {
    pub timeline: Timeline,
    /// Lines of the scene that is open.
    lines: u32,
    open: bool,
}

impl Draft {
    pub(super) fn of(format: &'static str) -> Self {
        Self { timeline: Timeline::of(format), lines: 0, open: false }
    }

    /// Begins a scene.
    pub(super) fn begin(
        &mut self,
        text: &str,
        number: &str,
        sections: &[String],
        place: Place,
    ) -> Result<&mut Scene, ReadError> {
        self.close();
        if self.timeline.scenes.len() >= MOST_EVENTS {
            return Err(ReadError::TooMuch("it has more than 500,000 scenes"));
        }
        let read = heading(text);
        self.timeline.scenes.push(Scene {
            number: number.to_owned(),
            heading: text.trim().to_owned(),
            setting: read.setting,
            location: read.location,
            time_of_day: read.time_of_day,
            eighths: 0,
            estimated: true,
            page: String::new(),
            characters: Vec::new(),
            synopsis: String::new(),
            omitted: read.omitted,
            dual_dialogue: false,
            sections: sections.to_vec(),
            notes: Vec::new(),
            hints: Vec::new(),
            place,
        });
        (self.open, self.lines) = (true, 2);
        let last = self.timeline.scenes.len() - 1;
        Ok(&mut self.timeline.scenes[last])
    }

    /// The scene that is open.
    pub(super) fn scene(&mut self) -> Option<&mut Scene> {
        if self.open { self.timeline.scenes.last_mut() } else { None }
    }

    /// A paragraph of the scene that is open.
    pub(super) fn paragraph(&mut self, kind: Kind, text: &str, place: &Place) {
        let (width, before) = kind.layout();
        let rows = text.split('\n').map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>();
        self.lines = self.lines.saturating_add(before).saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        let Some(scene) = self.scene() else { return };
        if kind == Kind::Character {
            let name = speaker(text);
            if !name.is_empty() && scene.characters.len() < 1_000 && !scene.characters.contains(&name) {
                scene.characters.push(name);
            }
            return;
        }
        let mut found =
            if kind == Kind::Transition { None } else { text.split('\n').find_map(|line| hint(line, place)) };
        if kind == Kind::Lyrics && found.is_none() {
            let text = text.trim().chars().take(400).collect();
            found = Some(super::super::MusicHint {
                word: "lyrics".to_owned(),
                text,
                title: String::new(),
                place: place.clone(),
            });
        }
        scene.hints.extend(found.filter(|_| scene.hints.len() < 1_000));
    }

    /// Ends the scene that is open: its length is counted where the file does not give it.
    pub(super) fn close(&mut self) {
        let lines = self.lines;
        if let Some(scene) = self.scene()
            && scene.eighths == 0
        {
            scene.eighths = if scene.omitted { 1 } else { lines.saturating_mul(8).div_ceil(LINES_OF_PAGE).max(1) };
        }
        (self.open, self.lines) = (false, 0);
    }
}

/// The name of who speaks, without `(V.O.)` and `(CONT'D)`.
pub(super) fn speaker(text: &str) -> String {
    let bare = text.split('(').next().unwrap_or(text).trim().trim_end_matches('^').trim();
    bare.trim_start_matches('@').trim().to_owned()
}

/// `1 3/8`, `3/8`, `2` pages as eighths.
pub(super) fn eighths(text: &str) -> Option<u32> {
    let mut all = 0_u32;
    for word in text.split_whitespace() {
        let part = match word.split_once('/') {
            Some((over, "8")) => over.parse::<u32>().ok()?,
            Some(_) => return None,
            None => word.parse::<u32>().ok()?.checked_mul(8)?,
        };
        all = all.checked_add(part)?;
    }
    (all > 0).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_in_eighths() {
        assert_eq!(eighths("3/8"), Some(3));
        assert_eq!(eighths("1 3/8"), Some(11));
        assert_eq!(eighths("2"), Some(16));
        for wrong in ["", "0", "1/4", "x"] {
            assert_eq!(eighths(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_page_of_action_is_eight_eighths() {
        let mut draft = Draft::of("fountain");
        draft.begin("INT. A - DAY", "1", &[], Place::Line(1)).expect("begun");
        // 2 lines of heading, then 26 paragraphs of one line below an empty one, and a last one: 55 lines.
        for _ in 0..26 {
            draft.paragraph(Kind::Action, "Rain.", &Place::Line(2));
        }
        draft.close();
        assert_eq!(draft.timeline.scenes[0].eighths, 8);
    }
}
