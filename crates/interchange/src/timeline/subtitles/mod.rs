//! Subtitles: what is said and sung, and when. In real time, from the first frame.

mod ass;
mod sbv;
mod srt;
#[cfg(test)]
mod tests;
mod vtt;

use timebase::Flicks;

use super::{Dialogue, Hints, MOST_EVENTS, Place, ReadError, Stretch, Time, Timeline};

pub(super) use ass::READER as ASS;
pub(super) use sbv::READER as SBV;
pub(super) use srt::READER as SRT;
pub(super) use vtt::READER as VTT;

/// A subtitle that is being read.
#[derive(Debug)]
struct Open {
    from: Flicks,
    to: Flicks,
    line: u64,
    speaker: String,
    lines: Vec<String>,
}

/// Takes a subtitle that has ended.
fn take(open: Open, timeline: &mut Timeline) -> Result<(), ReadError> {
    if timeline.dialogue.len() >= MOST_EVENTS {
        return Err(ReadError::TooMuch("it has more than 500,000 subtitles"));
    }
    let span = (open.from, open.to);
    say(&open.lines.join("\n"), open.speaker, span, Place::Line(open.line), timeline);
    Ok(())
}

/// Adds what is said in a subtitle; one without text, or that ends before it begins, is told.
pub(super) fn say(text: &str, speaker: String, (from, to): (Flicks, Flicks), place: Place, timeline: &mut Timeline) {
    let said = Said::of(text);
    if said.text.is_empty() {
        timeline.skip(place, "the subtitle has no text");
    } else if to <= from {
        timeline.skip(place, "the subtitle ends before it begins");
    } else {
        timeline.dialogue.push(Dialogue {
            span: Stretch { from: Time::Elapsed(from), to: Time::Elapsed(to) },
            speaker: if speaker.is_empty() { said.speaker } else { speaker },
            text: said.text,
            sung: said.sung,
            described: said.described,
            place,
        });
    }
}

/// What follows once all are read.
fn finish(mut timeline: Timeline, hints: &Hints) -> Timeline {
    timeline.shown_at(hints.rate);
    let first = timeline.dialogue.iter().map(|said| said.span.from).next();
    if let Some(Time::Elapsed(first)) = first
        && first >= Flicks::from_seconds(3600)
    {
        timeline
            .remarks
            .push("Its first line comes after an hour or more: its times may be the picture's timecode.".to_owned());
    }
    timeline
}

/// A text without its marks, and what they told.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    speaker: String,
    text: String,
    sung: bool,
    described: bool,
}

impl Said {
    fn of(marked: &str) -> Self {
        let mut said = Self::default();
        let plain = said.plain(marked);
        let kept: Vec<&str> = plain.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        let text = kept.join("\n");
        let notes = ['♪', '♫', '♬', '♩'];
        let hashed =
            |line: &&str| line.len() > 2 && line.starts_with("# ") | (line.starts_with('#') && line.ends_with('#'));
        said.sung = text.contains(notes) || (!kept.is_empty() && kept.iter().all(hashed));
        let bare: String = text
            .trim_matches(|letter: char| notes.contains(&letter) || letter == '#' || letter.is_whitespace())
            .to_owned();
        said.described = kept.iter().all(|line| {
            let line = line.trim_start_matches(['-', ' ']);
            (line.starts_with('[') && line.ends_with(']')) || (line.starts_with('(') && line.ends_with(')'))
        });
        said.text = if said.sung && !bare.is_empty() { bare } else { text };
        if said.speaker.is_empty() && !said.described {
            said.name();
        }
        said
    }

    /// Takes out tags, and keeps who speaks.
    fn plain(&mut self, marked: &str) -> String {
        let mut plain = String::with_capacity(marked.len());
        let mut rest = marked;
        while let Some(at) = rest.find(['<', '{', '&']) {
            plain.push_str(&rest[..at]);
            rest = &rest[at..];
            let taken = if rest.starts_with('<') {
                rest.find('>').filter(|end| is_tag(&rest[1..*end])).map(|end| {
                    let tag = &rest[1..end];
                    // `<v.loud Mary>`: who speaks.
                    if (tag.starts_with("v ") || tag.starts_with("v.")) && self.speaker.is_empty() {
                        tag.split_once(' ').map_or("", |(_, name)| name.trim()).clone_into(&mut self.speaker);
                    }
                    end + 1
                })
            } else if rest.starts_with('{') {
                rest.find('}').filter(|_| rest.starts_with("{\\") || rest.starts_with("{y:")).map(|end| end + 1)
            } else {
                const NAMES: [(&str, &str); 8] = [
                    ("&amp;", "&"),
                    ("&lt;", "<"),
                    ("&gt;", ">"),
                    ("&nbsp;", " "),
                    ("&quot;", "\""),
                    ("&#39;", "'"),
                    ("&lrm;", ""),
                    ("&rlm;", ""),
                ];
                NAMES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, letter)| {
                    plain.push_str(letter);
                    name.len()
                })
            };
            let taken = taken.unwrap_or_else(|| {
                plain.push_str(&rest[..1]);
                1
            });
            rest = &rest[taken..];
        }
        plain.push_str(rest);
        plain
    }

    /// `MARY: Come in.`: a name in capitals before a colon.
    fn name(&mut self) {
        let Some((name, rest)) = self.text.split_once(':') else { return };
        let bare = name.trim_start_matches(['-', ' ', '>']).trim();
        let letters = bare.chars().filter(|letter| letter.is_alphabetic()).count();
        let capitals = letters >= 2 && !bare.chars().any(char::is_lowercase) && bare.chars().count() <= 30;
        if capitals && !rest.trim().is_empty() && !bare.contains('\n') {
            self.speaker = bare.to_owned();
            self.text = rest.trim().to_owned();
        }
    }
}

/// Whether it is a tag of subtitles, and not a sign in a text.
fn is_tag(inside: &str) -> bool {
    const NAMES: [&str; 10] = ["i", "b", "u", "s", "font", "c", "v", "lang", "ruby", "rt"];
    let bare = inside.trim_start_matches('/').trim();
    let name = bare.split([' ', '.', '=']).next().unwrap_or_default();
    NAMES.iter().any(|own| own.eq_ignore_ascii_case(name)) || super::clock::clock(bare).is_some()
}
