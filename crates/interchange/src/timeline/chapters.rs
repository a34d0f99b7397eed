//! Chapters: of OGM (`CHAPTER01=`), of ffmpeg's metadata, and of Matroska (XML). They are markers in real time.

use quick_xml::Reader as XmlReader;
use quick_xml::events::Event as Xml;

use super::clock::clock;
use super::text::{after, begins, lines};
use super::{Hints, Input, MOST_EVENTS, Marker, Place, ReadError, Reader, Time, Timeline, fraction};
use crate::timeline::xml::{entity, local};

/// Chapters as mkvmerge and x264 take them.
pub(super) const OGM: Reader = Reader {
    id: "ogm-chapters",
    name: "Chapters (OGM)",
    endings: &["txt"],
    sniff: |input| sniff(input, "CHAPTER"),
    read: read_ogm,
};

/// Chapters as ffmpeg writes them.
pub(super) const FFMETADATA: Reader = Reader {
    id: "ffmetadata",
    name: "Chapters (ffmpeg metadata)",
    endings: &["txt", "ffmetadata"],
    sniff: |input| sniff(input, ";FFMETADATA"),
    read: read_ffmetadata,
};

/// Chapters as Matroska's programs write them.
pub(super) const MATROSKA: Reader = Reader {
    id: "matroska-chapters",
    name: "Chapters (Matroska XML)",
    endings: &["xml"],
    sniff: |input| input.text.is_some_and(|text| head(text).contains("<Chapters")),
    read: read_matroska,
};

fn head(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.floor_char_boundary(4_096);
    if text.starts_with('<') { &text[..end] } else { "" }
}

fn sniff(input: &Input<'_>, key: &str) -> bool {
    let first = input.text.and_then(|text| lines(text).map(|(_, line)| line.trim()).find(|line| !line.is_empty()));
    first.is_some_and(|line| begins(line, key) && (key.starts_with(';') || ogm(line).is_some()))
}

/// `CHAPTER01NAME=Intro`: its number, whether it names, and the value.
fn ogm(line: &str) -> Option<(&str, bool, &str)> {
    let (key, value) = line.split_once('=')?;
    let rest = after(key, "CHAPTER")?;
    let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let word = &rest[digits..];
    (digits > 0 && (word.is_empty() || word.eq_ignore_ascii_case("NAME")))
        .then(|| (&rest[..digits], !word.is_empty(), value.trim()))
}

fn chapter(at: timebase::Flicks, place: Place) -> Marker {
    let mut marker = Marker::at(Time::Elapsed(at), place);
    "Chapter".clone_into(&mut marker.kind);
    marker
}

const TOO_MANY: ReadError = ReadError::TooMuch("it has more than 500,000 chapters");

fn read_ogm(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(OGM.id);
    timeline.shown_at(hints.rate);
    for (number, line) in lines(input.text.unwrap_or_default()) {
        let place = Place::Line(number);
        match ogm(line.trim()) {
            _ if line.trim().is_empty() => {}
            Some((chapter, true, name)) => {
                match timeline.markers.last_mut().filter(|marker| marker.number == chapter) {
                    Some(marker) => name.clone_into(&mut marker.name),
                    None => timeline.skip(place, "a name stands without its chapter"),
                }
            }
            Some((chapter_number, false, at)) => match clock(at) {
                Some(_) if timeline.markers.len() >= MOST_EVENTS => return Err(TOO_MANY),
                Some(at) => {
                    let mut marker = chapter(at, place);
                    chapter_number.clone_into(&mut marker.number);
                    timeline.markers.push(marker);
                }
                None => timeline.skip(place, format!("\"{at}\" is no time")),
            },
            None => timeline.skip(place, "it is no chapter"),
        }
    }
    Ok(timeline)
}

/// A chapter of ffmpeg's metadata that is being read.
#[derive(Debug)]
struct Open {
    base: (i64, i64),
    start: Option<i64>,
    end: Option<i64>,
    title: String,
    line: u64,
}

fn read_ffmetadata(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(FFMETADATA.id);
    timeline.shown_at(hints.rate);
    let mut open: Option<Open> = None;
    for (number, line) in lines(input.text.unwrap_or_default()) {
        let line = line.trim();
        if line.starts_with('[') {
            close(open.take(), &mut timeline)?;
            if line.eq_ignore_ascii_case("[CHAPTER]") {
                open =
                    Some(Open { base: (1, 1_000_000_000), start: None, end: None, title: String::new(), line: number });
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=').filter(|_| !line.starts_with([';', '#'])) else { continue };
        let value = unescaped(value);
        match (&mut open, key.to_ascii_lowercase().as_str()) {
            (Some(open), "timebase") => {
                let parts = value
                    .split_once('/')
                    .and_then(|(over, under)| Some((over.trim().parse().ok()?, under.trim().parse().ok()?)));
                open.base = parts.unwrap_or(open.base);
            }
            (Some(open), "start") => open.start = value.trim().parse().ok(),
            (Some(open), "end") => open.end = value.trim().parse().ok(),
            (Some(open), "title") => open.title = value,
            (None, "title") => timeline.title = value,
            _ => {}
        }
    }
    close(open, &mut timeline)?;
    Ok(timeline)
}

/// `\=`, `\;`, `\#`, `\\` stand for themselves.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        plain.push(if letter == '\\' { letters.next().unwrap_or('\\') } else { letter });
    }
    plain
}

fn close(open: Option<Open>, timeline: &mut Timeline) -> Result<(), ReadError> {
    let Some(open) = open else { return Ok(()) };
    let place = Place::Line(open.line);
    if timeline.markers.len() >= MOST_EVENTS {
        return Err(TOO_MANY);
    }
    let time = |ticks: Option<i64>| fraction(ticks?.checked_mul(open.base.0)?, open.base.1);
    let Some(start) = time(open.start) else {
        timeline.skip(place, "the chapter has no start");
        return Ok(());
    };
    let mut marker = chapter(start, place);
    marker.until = time(open.end).filter(|end| *end > start).map(Time::Elapsed);
    marker.name = open.title;
    timeline.markers.push(marker);
    Ok(())
}

fn read_matroska(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(MATROSKA.id);
    timeline.shown_at(hints.rate);
    let damaged =
        |error: &dyn std::fmt::Display| ReadError::Damaged { format: "a list of chapters", reason: error.to_string() };
    let mut reader = XmlReader::from_str(input.text.unwrap_or_default());
    // Chapters may stand within chapters: each has its own marker.
    let (mut open, mut text): (Vec<usize>, String) = (Vec::new(), String::new());
    loop {
        match reader.read_event().map_err(|error| damaged(&error))? {
            Xml::Eof => break,
            Xml::Start(tag) => {
                text.clear();
                if local(tag.name().as_ref()) == "ChapterAtom" {
                    if timeline.markers.len() >= MOST_EVENTS || open.len() >= 64 {
                        return Err(TOO_MANY);
                    }
                    let number = timeline.markers.len() + 1;
                    open.push(timeline.markers.len());
                    timeline.markers.push(chapter(timebase::Flicks(-1), Place::Object(format!("chapter {number}"))));
                }
            }
            Xml::Text(part) => text.push_str(&part),
            Xml::CData(part) => text.push_str(&part),
            Xml::GeneralRef(part) => text.push_str(&entity(&part)),
            Xml::End(tag) => {
                let marker = open.last().and_then(|at| timeline.markers.get_mut(*at));
                match (local(tag.name().as_ref()), marker) {
                    ("ChapterAtom", _) => open.truncate(open.len().saturating_sub(1)),
                    ("ChapterTimeStart", Some(marker)) => {
                        marker.at = Time::Elapsed(clock(&text).unwrap_or(timebase::Flicks(-1)))
                    }
                    ("ChapterTimeEnd", Some(marker)) => marker.until = clock(&text).map(Time::Elapsed),
                    ("ChapterString", Some(marker)) if marker.name.is_empty() => {
                        text.trim().clone_into(&mut marker.name)
                    }
                    ("ChapterUID", Some(marker)) => text.trim().clone_into(&mut marker.number),
                    _ => {}
                }
                text.clear();
            }
            Xml::Empty(_) | Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) | Xml::DocType(_) => {}
        }
    }
    let mut timeless: Vec<Place> = Vec::new();
    timeline.markers.retain(|marker| {
        let has = marker.at != Time::Elapsed(timebase::Flicks(-1));
        timeless.extend((!has).then(|| marker.place.clone()));
        has
    });
    timeless.into_iter().for_each(|place| timeline.skip(place, "the chapter has no start"));
    Ok(timeline)
}

#[cfg(test)]
mod tests {
    use timebase::Flicks;

    use super::*;
    use crate::timeline::read_timeline;

    fn told(text: &str) -> Vec<(i64, Option<i64>, String)> {
        let list = read_timeline(text.as_bytes(), &Hints::default()).expect("reads");
        let millis = |time: Time| match time {
            Time::Elapsed(flicks) => flicks.floor_millis(),
            _ => -1,
        };
        list.markers.into_iter().map(|marker| (millis(marker.at), marker.until.map(millis), marker.name)).collect()
    }

    #[test]
    fn chapters_are_read_in_every_form() {
        let named = |at, until: Option<i64>, name: &str| (at, until, name.to_owned());
        assert_eq!(
            told("CHAPTER01=00:00:00.000\nCHAPTER01NAME=Cold open\nCHAPTER02=00:01:30.500\nCHAPTER02NAME=A & B\n"),
            [named(0, None, "Cold open"), named(90_500, None, "A & B")]
        );
        assert_eq!(
            told(";FFMETADATA1\ntitle=EP\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=90500\ntitle=Cold \\= open\n"),
            [named(0, Some(90_500), "Cold = open")]
        );
        assert_eq!(
            told(
                "<?xml version=\"1.0\"?>\n<Chapters><EditionEntry><ChapterAtom><ChapterTimeStart>00:01:30.500000000</ChapterTimeStart><ChapterDisplay><ChapterString>A &amp; B</ChapterString></ChapterDisplay></ChapterAtom><ChapterAtom/></EditionEntry></Chapters>"
            ),
            [named(90_500, None, "A & B")]
        );
    }

    #[test]
    fn a_chapter_without_a_time_is_told() {
        let list = read_timeline(b"CHAPTER01=soon\nCHAPTER01NAME=x\n", &Hints::default()).expect("reads");
        assert_eq!((list.markers.len(), list.skipped.len()), (0, 2));
        assert_eq!(fraction(90_500, 1000), Some(Flicks::from_millis(90_500)));
    }
}
