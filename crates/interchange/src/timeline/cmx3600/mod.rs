//! CMX 3600 edit decision lists, as Avid, Premiere, Resolve, Nucoda, Final Cut and others write them (the standard is SMPTE
//! 258M; none of them keeps to it).
//!
//! An event on several channels stands on several tracks. Two statements of one number are an outgoing and an incoming
//! source, and comments between them say which is which. A list carries no rate.

mod about;
mod finish;
mod line;
mod locators;
mod note;
mod others;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use timebase::FrameRate;

use self::line::{Channel, Lead, Statement, statement};
use self::locators::Columns;
use self::note::{Note, note};
use super::ids::ids_in;
use super::text::{begins, lines};
use super::{
    Event, Evidence, Hints, Id, IdKind, Input, Label, Length, MOST_EVENTS, Marker, Part, Place, ReadError, Reader,
    Speed, Stretch, Time, Timeline, Track, Transition, TransitionKind,
};

/// See the module.
pub(super) const READER: Reader =
    Reader { id: "cmx3600", name: "EDL (CMX 3600)", endings: &["edl", "txt"], sniff, read };

/// Lines among which an event or the count of frames is looked for.
const LINES_SNIFFED: usize = 400;

/// The tracks of a word such as `VA1A2`: their kinds and numbers.
pub(super) fn channels(word: &str) -> Option<Vec<(super::TrackKind, Option<u16>)>> {
    Some(line::channels(word)?.into_iter().map(|channel| (channel.kind, channel.number)).collect())
}

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    let head = lines(text).map(|(_, line)| line.trim()).filter(|line| !line.is_empty()).take(LINES_SNIFFED);
    let (mut titled, mut counted) = (false, false);
    for line in head {
        if statement(line).is_some() {
            return true;
        }
        titled |= begins(line, "TITLE:");
        counted |= begins(line, "FCM:") || begins(line, ">>> SOURCE");
        if line.starts_with(['<', '{']) {
            return false;
        }
    }
    counted && (titled || begins(text.trim_start(), "FCM:"))
}

/// The statements of one number, and what the lines after them say.
#[derive(Debug, Default)]
struct Group {
    number: String,
    /// Places of their events by statement: one for each channel.
    statements: Vec<Said>,
    files: usize,
    volumes: HashMap<u16, usize>,
    /// Levels of channels that the list has not named yet: where in the source, channel, thousandths of a decibel.
    levels: Vec<(Label, u16, i64)>,
}

/// A statement that was read, and where its events are.
#[derive(Debug)]
struct Said {
    reel: String,
    source: (Label, Label),
    record: (Label, Label),
    black: bool,
    speed: Option<i64>,
    events: Vec<usize>,
    line: u64,
}

/// What is kept until the rate is known.
#[derive(Debug, Default)]
struct Open {
    /// Frames a second in thousandths.
    speeds: Vec<(usize, i64)>,
    /// Events whose record out is to be worked out.
    endless: Vec<usize>,
    splits: Vec<(usize, Label)>,
    /// Events on no channel that sound on others.
    elsewhere: Vec<usize>,
}

#[derive(Debug, Default)]
struct List {
    timeline: Timeline,
    evidence: Evidence,
    tracks: HashMap<String, usize>,
    group: Group,
    open: Open,
    /// What the list said of its count first, and now.
    counted: Option<bool>,
    counting: Option<bool>,
    columns: Option<Columns>,
    /// Whether the table of sources has begun.
    sources: Option<String>,
    materials: HashMap<String, (String, String)>,
    replaced: HashMap<String, String>,
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let text = input.text.unwrap_or_default();
    let mut list = List { timeline: Timeline::of(READER.id), ..List::default() };
    // The first count holds for the whole record side, so it is looked for before the events are read.
    list.counted = lines(text).find_map(|(_, line)| match note(line) {
        Note::Counting { drop } if begins(line.trim_start(), "FCM:") => Some(drop),
        _ => None,
    });
    for (number, line) in lines(text) {
        let bare = line.trim();
        if bare.is_empty() {
            continue;
        }
        match statement(line) {
            Some(said) => list.statement(&said, number)?,
            None => list.line(line, number)?,
        }
    }
    list.finish(hints.rate)
}

impl List {
    fn statement(&mut self, said: &Statement<'_>, number: u64) -> Result<(), ReadError> {
        if self.timeline.events.len() + said.channels.len() > MOST_EVENTS {
            return Err(ReadError::TooMuch("it has more than 500,000 events"));
        }
        (self.columns, self.sources) = (None, None);
        if self.group.number != said.number || self.group.statements.len() > 16 || !self.group.touches(said) {
            self.group = Group { number: said.number.to_owned(), ..Group::default() };
        }
        let place = Place::Line(number);
        let counted = |label: Label, drop: Option<bool>| Label { drop: label.drop.or(drop), ..label };
        let record = (counted(said.record.0, self.counted), counted(said.record.1, self.counted));
        let source = (counted(said.source.0, self.counting), counted(said.source.1, self.counting));
        for label in [record.0, record.1] {
            self.evidence.label(label, &place);
        }
        for label in [source.0, source.1] {
            self.evidence.source(label, &place);
        }
        let black = said.reel.eq_ignore_ascii_case("BL") || said.reel.eq_ignore_ascii_case("BLACK");
        let mut events = Vec::with_capacity(said.channels.len());
        // An event on no channel waits for what `AUD` says below it.
        let nowhere = said.channels.is_empty().then(Channel::nowhere);
        for channel in said.channels.iter().chain(&nowhere) {
            let track = self.track(channel);
            let mut event = Event::at(track, span(record), place.clone());
            said.number.clone_into(&mut event.number);
            event.part = if black { Part::Black } else { Part::Clip };
            if !black {
                event.source.clone_from(&said.reel);
                event.source_span = Some(span(source));
            }
            event.transition = transition(said);
            if !said.rest.is_empty() {
                event.comments.push(said.rest.to_owned());
            }
            events.push(self.timeline.events.len());
            self.timeline.events.push(event);
        }
        let endless = record.1 < record.0
            && (record.1.hours, record.1.minutes, record.1.seconds) == (0, 0, 0)
            && record.0.hours < 23;
        if endless {
            self.open.endless.extend(&events);
        }
        let reel = said.reel.clone();
        self.group.statements.push(Said { reel, source, record, black, speed: None, events, line: number });
        Ok(())
    }

    fn track(&mut self, channel: &Channel) -> usize {
        if let Some(at) = self.tracks.get(&channel.name) {
            return *at;
        }
        let at = self.timeline.tracks.len();
        self.timeline.tracks.push(Track { number: channel.number, ..Track::named(&channel.name, channel.kind) });
        self.tracks.insert(channel.name.clone(), at);
        at
    }

    /// A line that is no statement.
    fn line(&mut self, line: &str, number: u64) -> Result<(), ReadError> {
        if let Some(columns) = locators::heading(line) {
            self.columns = Some(columns);
            return Ok(());
        }
        if let Some(columns) = self.columns {
            if let Some(marker) = locators::row(line, columns, number) {
                return self.mark(marker);
            }
            if line.trim() == "*" {
                return Ok(());
            }
        }
        let note = note(line);
        match note {
            Note::Title(title) if self.timeline.title.is_empty() => title.clone_into(&mut self.timeline.title),
            Note::Title(title) => self.timeline.comments.push(format!("TITLE: {title}")),
            Note::Counting { drop } => self.count(drop, number),
            Note::Source { reel, id } => {
                self.materials.insert(reel.to_owned(), (id.to_owned(), String::new()));
                self.sources = Some(reel.to_owned());
            }
            Note::SourceFile(file) if self.sources.is_some() => {
                if let Some(material) = self.sources.as_ref().and_then(|reel| self.materials.get_mut(reel)) {
                    file.clone_into(&mut material.1);
                }
            }
            Note::Replaced { long, short } => {
                self.replaced.insert(short.to_owned(), long.to_owned());
            }
            Note::Locator { at, colour, text } => {
                let at = Label { drop: at.drop.or(self.counted), ..at };
                self.evidence.label(at, &Place::Line(number));
                let mut marker = Marker::at(Time::Label(at), Place::Line(number));
                (marker.colour, marker.name) = (colour, text.to_owned());
                marker.track = self.group.track_name(&self.timeline);
                self.mark(marker)?;
            }
            Note::ResolveMarker { note, colour, name, frames } => {
                return self.resolve_marker((note, colour, name, frames), number);
            }
            Note::Comment(text) if self.group.statements.is_empty() || self.columns.is_some() => {
                if text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
                    self.timeline.comments.push(text.to_owned());
                }
            }
            Note::Unknown => {
                let word: String = line.trim().chars().take(24).collect();
                self.timeline.skip(
                    Place::Line(number),
                    format!("\"{word}\" begins no statement of an EDL that this program knows"),
                );
                // What is said below an event that is not read is not about the one before.
                if word.starts_with(|first: char| first.is_ascii_digit()) {
                    self.group = Group::default();
                }
            }
            note if self.group.statements.is_empty() => {
                let _ = note;
                self.timeline.comments.push(line.trim().to_owned());
            }
            note => self.about_group(&note, number),
        }
        Ok(())
    }

    fn mark(&mut self, marker: Marker) -> Result<(), ReadError> {
        if self.timeline.markers.len() >= MOST_EVENTS {
            return Err(ReadError::TooMuch("it has more than 500,000 markers"));
        }
        self.timeline.markers.push(marker);
        Ok(())
    }

    fn count(&mut self, drop: bool, number: u64) {
        if self.counting.is_some_and(|before| before != drop) && self.counted != Some(drop) {
            let (now, first) = if drop { ("drop-frame", "non-drop") } else { ("non-drop", "drop-frame") };
            let about = format!("Line {number} says {now}: it is taken for sources, since the list began as {first}.");
            if self.timeline.remarks.len() < 8 {
                self.timeline.remarks.push(about);
            }
        }
        self.counting = Some(drop);
    }

    /// A marker of Resolve stands below a statement that is no event but its place.
    fn resolve_marker(&mut self, said: (&str, String, &str, i64), number: u64) -> Result<(), ReadError> {
        let (note, colour, name, frames) = said;
        let Some(place) = self.group.statements.pop() else {
            self.timeline.skip(Place::Line(number), "a marker stands below no event");
            return Ok(());
        };
        // Its events are the last there are.
        if let Some(first) = place.events.first() {
            self.timeline.events.truncate(*first);
            self.open.endless.retain(|event| event < first);
        }
        let mut marker = Marker::at(Time::Label(place.record.0), Place::Line(place.line));
        (marker.colour, marker.name, marker.comment) = (colour, name.to_owned(), note.to_owned());
        marker.until = place.record.0.after(frames);
        self.mark(marker)?;
        self.group = Group::default();
        Ok(())
    }
}

impl Group {
    /// Whether a statement can be of this group: it begins where another of it begins or ends. Lists that were put together
    /// have one number twice.
    fn touches(&self, said: &Statement<'_>) -> bool {
        let begins = |own: &Said| {
            let same = |own: Label| Label { drop: None, ..own } == Label { drop: None, ..said.record.0 };
            same(own.record.0) || same(own.record.1)
        };
        self.statements.is_empty() || self.statements.iter().any(begins)
    }

    fn track_name(&self, timeline: &Timeline) -> String {
        let event = self.statements.last().and_then(|said| said.events.first());
        let track = event.and_then(|at| timeline.events.get(*at)).and_then(|event| timeline.tracks.get(event.track));
        track.filter(|track| track.name != line::NOWHERE).map(|track| track.name.clone()).unwrap_or_default()
    }
}

fn span((from, to): (Label, Label)) -> Stretch {
    Stretch { from: Time::Label(from), to: Time::Label(to) }
}

fn transition(said: &Statement<'_>) -> Option<Transition> {
    let kind = match &said.lead {
        Lead::Cut => return None,
        Lead::Dissolve => TransitionKind::Dissolve,
        Lead::Wipe(name) => TransitionKind::Wipe(name.clone()),
        Lead::Key(name) => TransitionKind::Key(name.clone()),
    };
    let length = Length::Frames(said.length.unwrap_or(0));
    Some(Transition { kind, name: String::new(), length, before: Length::Frames(0) })
}
