//! Pro Tools "Session Info as Text", from version 8 to now, in every time format that it may be written in.
//!
//! Cells stand between tabs and are filled up with blanks. A stereo track lists its first channel, then its second. Fades
//! and crossfades are events. Names and comments of markers may hold tabs and ends of lines.

mod cells;
mod finish;
#[cfg(test)]
mod tests;
mod when;

use std::collections::HashMap;

use timebase::FrameRate;

use self::cells::{Row, edit_row, heading_of, marker_row, starts_marker};
use self::when::{Clock, When};
use super::ids::ids_in;
use super::text::{after, begins, lines};
use super::{
    Event, Evidence, Hints, Input, Label, MOST_EVENTS, Marker, Part, Place, ReadError, Reader, Stretch, Time, Timeline,
    Track, TrackKind,
};

/// See the module.
pub(super) const READER: Reader =
    Reader { id: "protools", name: "Pro Tools session text", endings: &["txt"], sniff, read };

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    let first = text.trim_start();
    let head = first.get(..first.floor_char_boundary(4_096)).unwrap_or(first);
    begins(first, "SESSION NAME:")
        && (head.contains("SAMPLE RATE:") || head.contains("TIMECODE FORMAT:") || head.contains("L I S T I N G"))
}

/// A part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Files,
    Clips,
    PlugIns,
    Tracks,
    Markers,
    Unknown,
}

#[derive(Debug)]
struct Session {
    timeline: Timeline,
    clock: Clock,
    evidence: Evidence,
    /// Where each file is, and whether it is there.
    files: HashMap<String, String>,
    /// File and channel of each clip.
    clips: HashMap<String, (String, Option<u16>)>,
    section: Section,
    track: Option<usize>,
    commenting: bool,
    /// Cells of an edit's row, and the row that has not ended.
    columns: usize,
    open: Option<(u64, String)>,
    layout: cells::Layout,
    rate: Option<FrameRate>,
    bars: Vec<Waiting>,
    /// How many audio tracks it says that it has.
    said_tracks: Option<usize>,
}

/// What waits for bars to become time.
#[derive(Debug)]
enum Waiting {
    Event { event: Box<Event>, from: i64, to: i64 },
    Marker { marker: Box<Marker>, at: i64 },
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut session = Session {
        timeline: Timeline::of(READER.id),
        clock: Clock::default(),
        evidence: Evidence::default(),
        files: HashMap::new(),
        clips: HashMap::new(),
        section: Section::Head,
        track: None,
        commenting: false,
        columns: 7,
        open: None,
        layout: cells::Layout::default(),
        rate: None,
        bars: Vec::new(),
        said_tracks: None,
    };
    for (number, line) in lines(input.text.unwrap_or_default()) {
        session.line(line, number)?;
    }
    session.close()?;
    session.finish(hints.rate)
}

impl Session {
    fn line(&mut self, line: &str, number: u64) -> Result<(), ReadError> {
        if let Some(heading) = heading_of(line) {
            self.close()?;
            self.section = match heading.as_str() {
                "TRACKLISTING" => Section::Tracks,
                "MARKERSLISTING" => Section::Markers,
                "PLUG-INSLISTING" => Section::PlugIns,
                name if name.contains("FILESINSESSION") => Section::Files,
                name if name.contains("CLIPSINSESSION") || name.contains("REGIONSINSESSION") => Section::Clips,
                _ => {
                    self.timeline
                        .skip(Place::Line(number), "a part of the session text that this program does not know");
                    Section::Unknown
                }
            };
            return Ok(());
        }
        match self.section {
            Section::Head => self.head(line, number),
            Section::Files => self.file(line),
            Section::Clips => self.clip(line),
            Section::PlugIns | Section::Unknown => {}
            Section::Tracks => self.of_track(line, number)?,
            Section::Markers => self.of_markers(line, number)?,
        }
        Ok(())
    }

    fn head(&mut self, line: &str, number: u64) {
        if let Some(name) = after(line, "SESSION NAME:") {
            name.clone_into(&mut self.timeline.title);
        } else if let Some(count) = after(line, "# OF AUDIO TRACKS:") {
            self.said_tracks = count.trim().parse().ok();
        } else if let Some(rate) = after(line, "SAMPLE RATE:") {
            self.clock.samples = super::text::thousandths(rate).filter(|rate| *rate > 0);
        } else if let Some(start) = after(line, "SESSION START TIMECODE:") {
            match Label::parse(start) {
                Some(label) => self.timeline.start = Some(Time::Label(label)),
                None => self.timeline.skip(Place::Line(number), format!("\"{start}\" is no timecode")),
            }
        } else if let Some(format) = after(line, "TIMECODE FORMAT:") {
            self.rate = when::rate(format);
            if self.rate.is_none() {
                self.timeline.skip(Place::Line(number), format!("\"{format}\" is no frame rate that this program has"));
            }
        }
    }

    fn file(&mut self, line: &str) {
        let mut cells = line.split('\t').map(str::trim);
        if let (Some(name), Some(place)) = (cells.next(), cells.next())
            && !name.is_empty()
            && !(name == "Filename" && place == "Location")
        {
            self.files.insert(name.to_owned(), format!("{place}{name}"));
        }
    }

    fn clip(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if let [name, file, rest @ ..] = cells.as_slice()
            && !name.is_empty()
            && !file.eq_ignore_ascii_case("Source File")
        {
            let channel = rest.first().and_then(|cell| cell.trim_matches(['[', ']']).parse().ok());
            self.clips.insert((*name).to_owned(), ((*file).to_owned(), channel));
        }
    }

    fn of_track(&mut self, line: &str, number: u64) -> Result<(), ReadError> {
        if let Some(name) = after(line, "TRACK NAME:") {
            self.close()?;
            let at = self.timeline.tracks.len();
            if at >= 16_384 {
                return Err(ReadError::TooMuch("it has more than 16,384 tracks"));
            }
            self.timeline
                .tracks
                .push(Track { channels: cells::channels_of(name), ..Track::named(name, TrackKind::Sound) });
            (self.track, self.commenting) = (Some(at), false);
            return Ok(());
        }
        let Some(at) = self.track else {
            if !line.trim().is_empty() {
                self.timeline.skip(Place::Line(number), "it stands before the first track");
            }
            return Ok(());
        };
        let track = &mut self.timeline.tracks[at];
        if let Some(text) = after(line, "COMMENTS:") {
            text.clone_into(&mut track.comments);
            self.commenting = true;
        } else if begins(line, "USER DELAY:") || begins(line, "PLUG-INS:") {
            self.commenting = false;
        } else if let Some(states) = after(line, "STATE:") {
            self.commenting = false;
            for word in states.split(|letter: char| !letter.is_alphanumeric()) {
                match word.to_ascii_lowercase().as_str() {
                    "inactive" => track.inactive = true,
                    "hidden" => track.hidden = true,
                    "muted" => track.muted = true,
                    "solo" | "soloed" => track.solo = true,
                    _ => {}
                }
            }
        } else if begins(line, "CHANNEL") && line.contains('\t') {
            self.close()?;
            self.commenting = false;
            self.columns = line.trim_end().split('\t').count().clamp(7, 8);
        } else if self.commenting {
            // Comments go on in further lines.
            if track.comments.len() < 65_536 {
                track.comments.push('\n');
                track.comments.push_str(line.trim_end());
            }
        } else {
            self.edit(line, number)?;
        }
        Ok(())
    }

    /// A row of an edit: it may go on in the next line where a name has one.
    fn edit(&mut self, line: &str, number: u64) -> Result<(), ReadError> {
        if line.trim().is_empty() {
            return self.close();
        }
        if cells::starts_edit(line) {
            self.close()?;
            self.open = Some((number, line.to_owned()));
        } else if let Some((_, row)) = self.open.as_mut().filter(|(_, row)| row.len() < 65_536) {
            row.push('\n');
            row.push_str(line);
        } else {
            self.timeline.skip(Place::Line(number), "it is no row of a track");
        }
        Ok(())
    }

    /// Takes the row that has ended.
    fn close(&mut self) -> Result<(), ReadError> {
        let Some((number, row)) = self.open.take() else { return Ok(()) };
        match self.section {
            Section::Tracks => self.take_edit(&row, number),
            Section::Markers => self.take_marker(&row, number),
            Section::Head | Section::Files | Section::Clips | Section::PlugIns | Section::Unknown => Ok(()),
        }
    }

    fn take_edit(&mut self, text: &str, number: u64) -> Result<(), ReadError> {
        let place = Place::Line(number);
        let Some(track) = self.track else { return Ok(()) };
        let Some(row) = edit_row(text, self.columns) else {
            self.timeline.skip(place, "a row of a track has too few cells");
            return Ok(());
        };
        if self.timeline.events.len() + self.bars.len() >= MOST_EVENTS {
            return Err(ReadError::TooMuch("it has more than 500,000 events"));
        }
        let (Some(from), Some(to)) = (self.when(row.from, &place), self.when(row.to, &place)) else {
            self.timeline.skip(place, format!("\"{}\" or \"{}\" is no time", row.from, row.to));
            return Ok(());
        };
        let zero = Time::Elapsed(timebase::Flicks(0));
        let mut event = Event::at(track, Stretch { from: zero, to: zero }, place);
        self.describe(&mut event, &row);
        let channels = self.timeline.tracks[track].channels.unwrap_or(0).max(row.channel);
        self.timeline.tracks[track].channels = Some(channels.max(1));
        match (from, to) {
            (When::Time(from), When::Time(to)) => {
                event.record = Stretch { from, to };
                self.timeline.events.push(event);
            }
            (When::Bars(from), When::Bars(to)) => self.bars.push(Waiting::Event { event: Box::new(event), from, to }),
            (When::Time(_), When::Bars(_)) | (When::Bars(_), When::Time(_)) => {
                self.timeline.skip(event.place, "it begins in one time format and ends in another");
            }
        }
        Ok(())
    }

    fn describe(&mut self, event: &mut Event, row: &Row<'_>) {
        row.number.clone_into(&mut event.number);
        row.name.clone_into(&mut event.name);
        event.muted = row.state.eq_ignore_ascii_case("muted");
        event.channels.push(row.channel);
        event.part = match row.name.to_ascii_lowercase().as_str() {
            "(fade in)" => Part::FadeIn,
            "(fade out)" => Part::FadeOut,
            "(cross fade)" | "(crossfade)" => Part::CrossFade,
            _ => Part::Clip,
        };
        if let Some((file, channel)) = self.clips.get(row.name) {
            event.file = self.files.get(file).unwrap_or(file).clone();
            event.channels = channel.map_or_else(|| vec![row.channel], |channel| vec![channel]);
        }
        ids_in(row.name, &mut event.ids);
        if !row.stamp.is_empty() {
            event.comments.push(format!("time stamp {}", row.stamp));
        }
    }

    /// A time of the session. What is earlier than the session's start is after midnight.
    fn when(&mut self, text: &str, place: &Place) -> Option<When> {
        let when = self.clock.read(text)?;
        Some(match when {
            When::Time(Time::Label(label)) => {
                let early = self
                    .timeline
                    .start
                    .and_then(Time::label)
                    .is_some_and(|start| Label { drop: None, ..label } < Label { drop: None, ..start });
                let label = if early { label.days_later(1) } else { label };
                self.evidence.label(label, place);
                When::Time(Time::Label(label))
            }
            when => when,
        })
    }

    fn of_markers(&mut self, line: &str, number: u64) -> Result<(), ReadError> {
        if line.starts_with('#') && line.contains("LOCATION") {
            self.layout = cells::layout(line);
        } else if starts_marker(line) {
            self.close()?;
            self.open = Some((number, line.to_owned()));
        } else if let Some((_, row)) = self.open.as_mut().filter(|(_, row)| row.len() < 65_536) {
            row.push('\n');
            row.push_str(line);
        } else if !line.trim().is_empty() {
            self.timeline.skip(Place::Line(number), "it is no row of a marker");
        }
        Ok(())
    }

    fn take_marker(&mut self, text: &str, number: u64) -> Result<(), ReadError> {
        let place = Place::Line(number);
        let Some(row) = marker_row(text, &self.layout) else {
            self.timeline.skip(place, "a row of a marker has too few cells");
            return Ok(());
        };
        if self.timeline.markers.len() + self.bars.len() >= MOST_EVENTS {
            return Err(ReadError::TooMuch("it has more than 500,000 markers"));
        }
        let Some(at) = self.when(row.at, &place) else {
            self.timeline.skip(place, format!("\"{}\" is no time", row.at));
            return Ok(());
        };
        let zero = Time::Elapsed(timebase::Flicks(0));
        let mut marker = Marker::at(zero, place);
        (marker.name, marker.comment) = (row.name, row.comment);
        (marker.track, marker.kind) = (row.track.to_owned(), row.kind.to_owned());
        row.number.clone_into(&mut marker.number);
        // Samples are exact, whatever the list is written in.
        let exact = if row.units.eq_ignore_ascii_case("samples") { self.clock.of_samples(row.reference) } else { None };
        match (at, exact) {
            (When::Time(Time::Label(label)), _) => marker.at = Time::Label(label),
            (When::Time(_), Some(exact)) => marker.at = exact,
            (When::Time(time), None) => marker.at = time,
            (When::Bars(bars), Some(Time::Elapsed(exact))) => {
                marker.at = Time::Elapsed(exact);
                self.clock.anchor(bars, exact);
            }
            (When::Bars(at), _) => {
                self.bars.push(Waiting::Marker { marker: Box::new(marker), at });
                return Ok(());
            }
        }
        self.timeline.markers.push(marker);
        Ok(())
    }
}
