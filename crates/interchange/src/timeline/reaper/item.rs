//! An item of a project: where it lies, what of which file it plays, and how.

use timebase::Flicks;

use super::Chunk;
use crate::timeline::{Fade, FadeShape, Length, fraction};

/// An item that is read.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) line: u64,
    pub(super) at: Option<Flicks>,
    pub(super) length: Option<Flicks>,
    pub(super) muted: bool,
    /// A factor of the level, whichever take plays.
    pub(super) trim: f64,
    pub(super) fades: [Option<Fade>; 2],
    /// The take that plays.
    pub(super) take: Take,
    /// Whether what follows is of the take that plays.
    pub(super) plays: bool,
    /// Takes after the first, but for empty ones.
    pub(super) takes: usize,
    /// Whether all of its takes sound at once.
    pub(super) plays_all: bool,
    /// How far down its track it is drawn, and how high it is, in shares of the track's height: on a track of lanes that says
    /// which lane it lies on.
    pub(super) drawn: (f64, f64),
}

/// What an item plays of one of its takes.
#[derive(Debug)]
pub(super) struct Take {
    pub(super) into: Flicks,
    pub(super) rate: f64,
    pub(super) level: f64,
    pub(super) name: String,
    pub(super) file: String,
    pub(super) source: String,
    /// Whether nothing sounds: an empty take (`TAKE NULL SEL`).
    pub(super) is_empty: bool,
    /// Its sources, each within the one before it.
    sections: Vec<Section>,
    /// Those of them that are open.
    open: Vec<usize>,
}

/// What part of a source is played: `STARTPOS` and `MODE`, whose bits are 1 for all of it and 2 for backwards.
#[derive(Debug, Default)]
struct Section {
    from: Flicks,
    mode: u32,
}

impl Take {
    fn new() -> Self {
        Self {
            into: Flicks::ZERO,
            rate: 1.0,
            level: 1.0,
            name: String::new(),
            file: String::new(),
            source: String::new(),
            is_empty: false,
            sections: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Where it begins in its file: sections within sections begin after each other.
    pub(super) fn begins(&self) -> Flicks {
        let parts = self.sections.iter().filter(|section| section.mode & 1 == 0);
        Flicks(parts.fold(self.into.0, |from, section| from.saturating_add(section.from.0)))
    }

    pub(super) fn is_backwards(&self) -> bool {
        self.sections.iter().any(|section| section.mode & 2 != 0)
    }

    fn section(&mut self) -> Option<&mut Section> {
        self.open.last().and_then(|at| self.sections.get_mut(*at))
    }
}

impl Item {
    pub(super) fn at(line: u64) -> Self {
        Self {
            line,
            at: None,
            length: None,
            muted: false,
            trim: 1.0,
            fades: [None, None],
            take: Take::new(),
            plays: true,
            takes: 0,
            plays_all: false,
            drawn: (0.0, 1.0),
        }
    }

    /// A source begins, perhaps within another.
    pub(super) fn open(&mut self, source: &str) {
        if self.plays {
            source.clone_into(&mut self.take.source);
            self.take.open.push(self.take.sections.len());
            self.take.sections.push(Section::default());
        }
    }

    /// The source that began last ends.
    pub(super) fn end_source(&mut self) {
        if self.plays {
            self.take.open.pop();
        }
    }

    pub(super) fn line(&mut self, chunk: Chunk, key: &str, values: &[&str]) {
        let value = |at: usize| values.get(at).copied().unwrap_or_default();
        // A sign turns the phase.
        let factor = |at| number(value(at)).map_or(1.0, f64::abs);
        match (chunk, key) {
            (Chunk::Item, "POSITION") => self.at = seconds(value(0)),
            (Chunk::Item, "LENGTH") => self.length = seconds(value(0)),
            (Chunk::Item, "MUTE") => self.muted = is_on(value(0)),
            (Chunk::Item, "YPOS") => {
                let share = |at: usize, usual: f64| number(value(at)).unwrap_or(usual).clamp(0.0, 1.0);
                self.drawn = (share(0, 0.0), share(1, 1.0));
            }
            (Chunk::Item, "ALLTAKES") => self.plays_all = is_on(value(0)),
            (Chunk::Item, "FADEIN") => self.fades[0] = fade(values),
            (Chunk::Item, "FADEOUT") => self.fades[1] = fade(values),
            (Chunk::Item, "TAKE") => {
                let is_empty = value(0) == "NULL";
                self.takes += usize::from(!is_empty);
                self.plays = values.contains(&"SEL");
                if self.plays {
                    // Of the first one nothing plays but what is of the item.
                    self.take = Take { is_empty, ..Take::new() };
                }
            }
            _ if !self.plays => {}
            (Chunk::Item, "NAME") => value(0).clone_into(&mut self.take.name),
            (Chunk::Item, "SOFFS") => self.take.into = seconds(value(0)).unwrap_or_default(),
            (Chunk::Item, "PLAYRATE") => {
                self.take.rate = number(value(0)).filter(|rate| *rate > 0.0).unwrap_or(1.0);
            }
            // Level of the item, pan and level of its first take; of a later take pan and level.
            (Chunk::Item, "VOLPAN") => (self.trim, self.take.level) = (factor(0), factor(2)),
            (Chunk::Item, "TAKEVOLPAN") => self.take.level = factor(1),
            (Chunk::Source, "FILE") => value(0).clone_into(&mut self.take.file),
            (Chunk::Source, "STARTPOS") => {
                if let Some(section) = self.take.section() {
                    section.from = seconds(value(0)).unwrap_or_default();
                }
            }
            (Chunk::Source, "MODE") => {
                if let Some(section) = self.take.section() {
                    section.mode = value(0).parse().unwrap_or_default();
                }
            }
            _ => {}
        }
    }
}

/// Shape, length, and the length of a crossfade that Reaper made by itself, which counts where it is there.
fn fade(values: &[&str]) -> Option<Fade> {
    let at = |at: usize| values.get(at).and_then(|text| seconds(text)).filter(|length| *length > Flicks::ZERO);
    let length = at(2).or_else(|| at(1))?;
    let shape = match values.first().copied().unwrap_or_default() {
        "0" => FadeShape::Linear,
        "1" => FadeShape::EqualPower,
        "4" => FadeShape::Logarithmic,
        "5" | "6" => FadeShape::SCurve,
        other => FadeShape::Other(other.to_owned()),
    };
    Some(Fade { length: Length::Exact(length), shape })
}

pub(super) fn is_on(word: &str) -> bool {
    word.parse::<i64>().is_ok_and(|value| value != 0)
}

fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|value| value.is_finite() && value.abs() < 1e9)
}

/// A factor of the level in hundredths of a decibel; as quiet as anything at nothing.
pub(super) fn millibel(factor: f64) -> Option<i32> {
    if !factor.is_finite() || factor.abs() > 1e6 {
        return None;
    }
    Some((factor.abs().log10() * 2_000.0).round().max(-14_400.0) as i32)
}

/// Decimal seconds, exact to the billionth.
pub(super) fn seconds(text: &str) -> Option<Flicks> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || !plain(whole) || !plain(rest) {
        return None;
    }
    let billionths: i64 = format!("{:0<9}", rest.get(..rest.len().min(9))?).parse().ok()?;
    // What stands behind the billionths rounds them.
    let up = i64::from(rest.as_bytes().get(9).is_some_and(|digit| *digit >= b'5'));
    let all = whole.parse::<i64>().ok()? * 1_000_000_000 + billionths + up;
    fraction(sign * all, 1_000_000_000)
}
