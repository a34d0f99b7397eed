//! Projects of Reaper (`.rpp`): lines of words, in chunks between `<` and `>`. Items lie in seconds from the project's beginning,
//! whatever its tempo; the ruler's first label is `PROJOFFS`.

use std::collections::HashMap;

use timebase::Flicks;

mod item;
mod lanes;

use super::ids::ids_in;
use super::text::{begins, lines};
use super::{
    Event, Hints, Input, MOST_EVENTS, Marker, Place, ReadError, Reader, Stretch, Time, Timeline, TrackKind,
    speed_of_decimal,
};
use item::{Item, is_on, millibel, seconds};
use lanes::Lanes;

/// See the module.
pub(super) const READER: Reader =
    Reader { id: "reaper", name: "Reaper project", endings: &["rpp", "rpp-bak"], sniff, read };

const HEAD: &str = "<REAPER_PROJECT";
/// Tracks that are read.
const MOST_TRACKS: usize = 4_096;
/// Chunks within each other.
const DEEPEST: usize = 64;

fn sniff(input: &Input<'_>) -> bool {
    let first = input.text.and_then(|text| lines(text).map(|(_, line)| line.trim()).find(|line| !line.is_empty()));
    first.is_some_and(|line| begins(line, HEAD))
}

/// What a chunk is of which something is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chunk {
    Project,
    Track,
    Item,
    Source,
    /// Nothing in it is read.
    Other,
}

/// A track that is read.
#[derive(Debug, Default)]
struct Strip {
    name: String,
    muted: bool,
    solo: bool,
    channels: Option<u16>,
    lanes: Lanes,
    /// Its items, and how each is drawn on it.
    events: Vec<(Event, (f64, f64))>,
}

struct Project {
    timeline: Timeline,
    strip: Strip,
    item: Option<Item>,
    /// Whether the folders are muted that the track lies in.
    folders: Vec<bool>,
    /// The markers of the regions that have no end yet, by their numbers: they may overlap.
    regions: HashMap<String, usize>,
    count: usize,
    /// Whether its first line was read.
    began: bool,
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(READER.id);
    timeline.shown_at(hints.rate);
    let mut project = Project {
        timeline,
        strip: Strip::default(),
        item: None,
        folders: Vec::new(),
        regions: HashMap::new(),
        count: 0,
        began: false,
    };
    let mut open: Vec<Chunk> = Vec::new();
    let mut is_whole = false;
    for (number, line) in lines(input.text.unwrap_or_default()) {
        let line = line.trim();
        let inside = open.last().copied();
        if line == ">" {
            if let Some(chunk) = open.pop() {
                project.close(chunk)?;
            }
            is_whole |= open.is_empty();
        } else if let Some(head) = line.strip_prefix('<') {
            let head = words(head);
            project.mend(&mut open, head.first().copied().unwrap_or_default(), number)?;
            if open.len() >= DEEPEST {
                return Err(ReadError::TooMuch("its chunks lie more than 64 deep"));
            }
            open.push(project.open(open.last().copied(), &head, number)?);
        } else if let Some(chunk) = inside.filter(|chunk| *chunk != Chunk::Other) {
            project.line(chunk, &words(line), number)?;
        }
    }
    if !is_whole || !open.is_empty() {
        for chunk in open.into_iter().rev() {
            project.close(chunk)?;
        }
        project.timeline.remarks.push("The project ends in the middle: what is there was read.".to_owned());
    }
    project.timeline.sort_markers();
    Ok(project.timeline)
}

impl Project {
    /// Tracks lie in the project and items on tracks, nowhere else: where one begins elsewhere, a `>` before it is missing or
    /// is one too many.
    fn mend(&mut self, open: &mut Vec<Chunk>, kind: &str, number: u64) -> Result<(), ReadError> {
        let within = match kind {
            "TRACK" => Chunk::Project,
            "ITEM" if open.contains(&Chunk::Track) => Chunk::Track,
            _ => return Ok(()),
        };
        if open.is_empty() && self.began {
            self.timeline.skip(Place::Line(number), "a \">\" too many before this line: what follows was read");
            open.push(Chunk::Project);
        }
        if open.last() == Some(&within) || !open.contains(&within) {
            return Ok(());
        }
        self.timeline.skip(Place::Line(number), "a \">\" is missing before this line: what follows was read");
        while open.last() != Some(&within) {
            let Some(chunk) = open.pop() else { break };
            self.close(chunk)?;
        }
        Ok(())
    }

    fn open(&mut self, inside: Option<Chunk>, head: &[&str], number: u64) -> Result<Chunk, ReadError> {
        let kind = head.first().copied().unwrap_or_default();
        let place = Place::Line(number);
        Ok(match (inside, kind) {
            (None, "REAPER_PROJECT") => {
                self.began = true;
                Chunk::Project
            }
            (Some(Chunk::Project), "TRACK") => {
                if self.timeline.tracks.len() >= MOST_TRACKS {
                    return Err(ReadError::TooMuch("it has more than 4,096 tracks"));
                }
                self.strip = Strip::default();
                Chunk::Track
            }
            (Some(Chunk::Track), "ITEM") => {
                self.item = Some(Item::at(number));
                Chunk::Item
            }
            (Some(Chunk::Project), "ITEM") => {
                self.timeline.skip(place, "an item that lies on no track");
                Chunk::Other
            }
            (Some(Chunk::Item | Chunk::Source), "SOURCE") => {
                if let Some(item) = &mut self.item {
                    item.open(head.get(1).copied().unwrap_or_default());
                }
                Chunk::Source
            }
            (Some(Chunk::Item), "VOLENV") => {
                self.timeline.skip(place, "the volume envelope of an item");
                Chunk::Other
            }
            (Some(Chunk::Track), "VOLENV" | "VOLENV2" | "VOLENV3") => {
                self.timeline.skip(place, "the volume envelope of a track");
                Chunk::Other
            }
            (Some(Chunk::Track), "FXCHAIN") | (Some(Chunk::Item), "TAKEFX") => {
                self.timeline.skip(place, "effects");
                Chunk::Other
            }
            _ => Chunk::Other,
        })
    }

    fn line(&mut self, chunk: Chunk, words: &[&str], number: u64) -> Result<(), ReadError> {
        let [key, values @ ..] = words else { return Ok(()) };
        let value = |at: usize| values.get(at).copied().unwrap_or_default();
        match (chunk, *key) {
            (Chunk::Project, "TITLE") => value(0).clone_into(&mut self.timeline.title),
            (Chunk::Project, "PROJOFFS") => self.timeline.start = seconds(value(0)).map(Time::Exact),
            (Chunk::Project, "MARKER") => self.mark(values, number)?,
            (Chunk::Track, "NAME") => value(0).clone_into(&mut self.strip.name),
            (Chunk::Track, "MUTESOLO") => {
                self.strip.muted = is_on(value(0));
                self.strip.solo = is_on(value(1));
                if self.strip.solo {
                    self.timeline.skip(Place::Line(number), "the solo of a track: tracks without it are read too");
                }
            }
            (Chunk::Track, "FREEMODE" | "ITEMLANES" | "LANESOLO") => self.strip.lanes.line(key, values, number),
            (Chunk::Track, "NCHAN") => self.strip.channels = value(0).parse().ok(),
            (Chunk::Track, "VOLPAN") => self.level(value(0), number),
            (Chunk::Track, "ISBUS") => self.folder(value(1)),
            (Chunk::Item | Chunk::Source, _) => {
                if let Some(item) = &mut self.item {
                    item.line(chunk, key, values);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A track's own level is no clip's; it is told.
    fn level(&mut self, volume: &str, number: u64) {
        if let Some(level) = volume.parse().ok().and_then(millibel).filter(|level| *level != 0) {
            let sign = if level < 0 { "−" } else { "+" };
            let (whole, tenth) = (level.unsigned_abs() / 100, level.unsigned_abs() % 100 / 10);
            self.timeline.skip(Place::Line(number), format!("the fader of a track, at {sign}{whole}.{tenth} dB"));
        }
    }

    /// A track that opens folders, or is the last of some.
    fn folder(&mut self, by: &str) {
        match by.parse::<i32>() {
            Ok(1) if self.folders.len() < DEEPEST => self.folders.push(self.strip.muted),
            // What it closes is closed after it.
            Ok(by) if by < 0 => {
                let left = self.folders.len().saturating_sub(by.unsigned_abs() as usize);
                self.strip.muted |= self.folders.contains(&true);
                self.folders.truncate(left);
            }
            _ => {}
        }
    }

    fn close(&mut self, chunk: Chunk) -> Result<(), ReadError> {
        match chunk {
            Chunk::Item => {
                if let Some(item) = self.item.take() {
                    self.lay(item)?;
                }
            }
            Chunk::Track => self.end_track(),
            Chunk::Source => {
                if let Some(item) = &mut self.item {
                    item.end_source();
                }
            }
            Chunk::Project | Chunk::Other => {}
        }
        Ok(())
    }

    fn lay(&mut self, item: Item) -> Result<(), ReadError> {
        let place = Place::Line(item.line);
        self.more()?;
        let Some((at, length)) = item.at.zip(item.length).filter(|(_, length)| *length > Flicks::ZERO) else {
            self.timeline.skip(place, "an item says no place or no length");
            return Ok(());
        };
        let take = item.take;
        if take.is_empty {
            self.timeline.skip(place, "an item whose empty take plays: nothing sounds there");
            return Ok(());
        }
        if take.file.is_empty() {
            self.timeline.skip(
                place,
                match take.source.as_str() {
                    "MIDI" | "MIDIPOOL" => "an item of notes for instruments (MIDI)",
                    _ => "an item without a file",
                },
            );
            return Ok(());
        }
        if take.is_backwards() {
            self.timeline.skip(place, "an item that plays its file backwards");
            return Ok(());
        }
        if item.takes > 0 {
            let reason = if item.plays_all {
                "takes of an item that all play at once: only the chosen one is read"
            } else {
                "takes of an item that do not play"
            };
            self.timeline.skip(place.clone(), reason);
        }
        let end = Time::Elapsed(Flicks(at.0.saturating_add(length.0)));
        let mut event = Event::at(0, Stretch { from: Time::Elapsed(at), to: end }, place);
        let from = take.begins();
        let long = Flicks((length.0 as f64 * take.rate.abs()).round() as i64);
        event.source_span =
            Some(Stretch { from: Time::Exact(from), to: Time::Exact(Flicks(from.0.saturating_add(long.0))) });
        event.speed = (take.rate != 1.0).then(|| speed_of_decimal(take.rate)).flatten();
        event.gain_millibel = millibel(item.trim * take.level).filter(|gain| *gain != 0);
        [event.fade_in, event.fade_out] = item.fades;
        ids_in(&take.name, &mut event.ids);
        (event.name, event.file, event.muted) = (take.name, take.file, item.muted);
        self.strip.events.push((event, item.drawn));
        Ok(())
    }

    fn end_track(&mut self) {
        let mut strip = std::mem::take(&mut self.strip);
        let number = self.timeline.tracks.len();
        if strip.name.is_empty() {
            strip.name = format!("Track {}", number + 1);
        }
        let mut track = super::Track::named(&strip.name, TrackKind::Sound);
        track.muted = strip.muted || self.folders.contains(&true);
        track.solo = strip.solo;
        track.channels = strip.channels;
        track.number = u16::try_from(number + 1).ok();
        self.timeline.tracks.push(track);
        if let Some(line) = strip.lanes.unsaid() {
            let reason = "which lanes of a track play: items of all its lanes are read";
            self.timeline.skip(Place::Line(line), reason);
        }
        for (event, drawn) in strip.events {
            match strip.lanes.silent(drawn) {
                Some(lane) => {
                    self.timeline
                        .skip(event.place, format!("an item on lane {lane} of its track, which does not play"));
                }
                None => self.timeline.events.push(Event { track: number, ..event }),
            }
        }
    }

    /// `MARKER 1 0.4 "Hit" 0` and, for a region, its beginning and its end, `MARKER 2 0.4 "Rain" 1` and `MARKER 2 1.2 "" 1`.
    fn mark(&mut self, values: &[&str], number: u64) -> Result<(), ReadError> {
        let value = |at: usize| values.get(at).copied().unwrap_or_default();
        let Some(at) = seconds(value(1)) else {
            self.timeline.skip(Place::Line(number), format!("\"{}\" is no time", value(1)));
            return Ok(());
        };
        let is_region = value(3).parse::<u32>().is_ok_and(|flags| flags & 1 == 1);
        if is_region {
            if let Some(index) = self.regions.remove(value(0)) {
                if let Some(marker) = self.timeline.markers.get_mut(index) {
                    marker.until = Some(Time::Elapsed(at)).filter(|_| marker.at != Time::Elapsed(at));
                }
                return Ok(());
            }
            self.regions.insert(value(0).to_owned(), self.timeline.markers.len());
        }
        self.more()?;
        let mut marker = Marker::at(Time::Elapsed(at), Place::Line(number));
        (marker.number, marker.name) = (value(0).to_owned(), value(2).to_owned());
        self.timeline.markers.push(marker);
        Ok(())
    }

    fn more(&mut self) -> Result<(), ReadError> {
        self.count += 1;
        if self.count > MOST_EVENTS {
            Err(ReadError::TooMuch("it has more than 500,000 items and markers"))
        } else {
            Ok(())
        }
    }
}

/// Words between blanks; one that holds blanks stands in quotes of a kind that it has none of.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while let Some(first) = rest.chars().next() {
        if words.len() >= 64 {
            break;
        }
        let word;
        (word, rest) = match first {
            '"' | '\'' | '`' => rest[1..].split_once(first).unwrap_or((&rest[1..], "")),
            _ => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word);
        rest = rest.trim_start();
    }
    words
}

#[cfg(test)]
mod tests;
