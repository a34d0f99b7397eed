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
    pub(super) into: Flicks,
    pub(super) rate: f64,
    pub(super) muted: bool,
    pub(super) volume: f64,
    pub(super) name: String,
    pub(super) file: String,
    pub(super) source: String,
    pub(super) fades: [Option<Fade>; 2],
    /// Whether what follows is of the take that plays.
    pub(super) plays: bool,
    pub(super) takes: usize,
    /// What lies before the part of a source that is a section of it.
    pub(super) section: Flicks,
}

impl Item {
    pub(super) fn at(line: u64) -> Self {
        Self {
            line,
            at: None,
            length: None,
            into: Flicks::ZERO,
            rate: 1.0,
            muted: false,
            volume: 1.0,
            name: String::new(),
            file: String::new(),
            source: String::new(),
            fades: [None, None],
            plays: true,
            takes: 0,
            section: Flicks::ZERO,
        }
    }

    pub(super) fn line(&mut self, chunk: Chunk, key: &str, values: &[&str]) {
        let value = |at: usize| values.get(at).copied().unwrap_or_default();
        match (chunk, key) {
            (Chunk::Item, "POSITION") => self.at = seconds(value(0)),
            (Chunk::Item, "LENGTH") => self.length = seconds(value(0)),
            (Chunk::Item, "MUTE") => self.muted = is_on(value(0)),
            (Chunk::Item, "FADEIN") => self.fades[0] = fade(values),
            (Chunk::Item, "FADEOUT") => self.fades[1] = fade(values),
            (Chunk::Item, "TAKE") => {
                self.takes += 1;
                self.plays = value(0) == "SEL";
                if self.plays {
                    // Of the first one nothing plays but what is of the item.
                    let kept = (self.at, self.length, self.muted, self.takes, std::mem::take(&mut self.fades));
                    *self = Self { volume: self.volume, ..Self::at(self.line) };
                    (self.at, self.length, self.muted, self.takes, self.fades) = kept;
                }
            }
            _ if !self.plays => {}
            (Chunk::Item, "NAME") => value(0).clone_into(&mut self.name),
            (Chunk::Item, "SOFFS") => self.into = seconds(value(0)).unwrap_or_default(),
            (Chunk::Item, "PLAYRATE") => self.rate = number(value(0)).filter(|rate| *rate > 0.0).unwrap_or(1.0),
            // Of the item, then of its first take; a sign turns the phase.
            (Chunk::Item, "VOLPAN") => {
                let part = |at| number(value(at)).map_or(1.0, f64::abs);
                self.volume = part(0) * part(2);
            }
            (Chunk::Source, "FILE") => value(0).clone_into(&mut self.file),
            (Chunk::Source, "STARTPOS") => self.section = seconds(value(0)).unwrap_or_default(),
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
