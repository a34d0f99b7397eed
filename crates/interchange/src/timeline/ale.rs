//! Avid Log Exchange: a bin as a table. Its clips have a source and no place on a time line.

use super::clock::rate_named;
use super::ids::ids_in;
use super::text::lines;
use super::{
    Event, Evidence, Hints, Input, Label, MOST_EVENTS, Place, ReadError, Reader, Stretch, Time, Timeline, TrackKind,
};

/// See the module.
pub(super) const READER: Reader = Reader { id: "ale", name: "Avid Log Exchange", endings: &["ale"], sniff, read };

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    let mut heads = lines(text).map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
    heads.next().is_some_and(|line| line.eq_ignore_ascii_case("Heading"))
        && heads.take(64).any(|line| line.eq_ignore_ascii_case("Column"))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Heading,
    Column,
    Data,
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(READER.id);
    let mut evidence = Evidence::default();
    let (mut part, mut mark) = (Part::Heading, '\t');
    let (mut columns, mut number): (Vec<String>, Option<String>) = (Vec::new(), None);
    for (at, line) in lines(input.text.unwrap_or_default()) {
        match line.trim() {
            "" => continue,
            word if word.eq_ignore_ascii_case("Heading") => part = Part::Heading,
            word if word.eq_ignore_ascii_case("Column") => part = Part::Column,
            word if word.eq_ignore_ascii_case("Data") => part = Part::Data,
            word => match part {
                Part::Heading => {
                    let (key, value) = word.split_once(['\t', ' ']).unwrap_or((word, ""));
                    match key {
                        "FIELD_DELIM" if value.trim().eq_ignore_ascii_case("COMMAS") => mark = ',',
                        "FPS" => number = Some(value.trim().to_owned()),
                        _ => timeline.comments.push(format!("{key}: {}", value.trim())),
                    }
                }
                Part::Column => columns = line.split(mark).map(|cell| cell.trim().to_owned()).collect(),
                Part::Data => {
                    if timeline.events.len() >= MOST_EVENTS {
                        return Err(ReadError::TooMuch("it has more than 500,000 clips"));
                    }
                    let cells: Vec<&str> = line.split(mark).map(str::trim).collect();
                    clip(&cells, &columns, at, &mut timeline, &mut evidence);
                }
            },
        }
    }
    timeline.remarks.push("It is a list of clips: they have no place on a time line.".to_owned());
    let drop =
        timeline.events.iter().filter_map(|event| event.record.from.label()).any(|label| label.drop == Some(true));
    match number.as_deref().and_then(|number| rate_named(number, drop)) {
        Some(rate) => timeline.carries(rate, hints.rate),
        None => evidence.settle(&mut timeline, hints.rate)?,
    }
    Ok(timeline)
}

fn clip(cells: &[&str], columns: &[String], at: u64, timeline: &mut Timeline, evidence: &mut Evidence) {
    let place = Place::Line(at);
    if cells.iter().skip(columns.len()).any(|cell| !cell.is_empty()) {
        timeline.skip(place.clone(), "it has more cells than there are columns; those are left out");
    }
    let cell = |name: &str| {
        let column = columns.iter().position(|column| column.eq_ignore_ascii_case(name));
        column.and_then(|column| cells.get(column)).copied().unwrap_or_default()
    };
    let (Some(from), Some(to)) = (Label::parse(cell("Start")), Label::parse(cell("End"))) else {
        let name: String = cell("Name").chars().take(60).collect();
        timeline.skip(place, format!("the clip \"{name}\" has no Start and End"));
        return;
    };
    for label in [from, to] {
        evidence.label(label, &place);
    }
    let kinds = super::cmx3600::channels(cell("Tracks")).unwrap_or_default();
    let picture = kinds.is_empty() || kinds.iter().any(|(kind, _)| *kind == TrackKind::Picture);
    let track = if picture { timeline.track("V1", TrackKind::Picture) } else { timeline.track("A1", TrackKind::Sound) };
    let span = Stretch { from: Time::Label(from), to: Time::Label(to) };
    let mut event = Event::at(track, span, place);
    event.source_span = Some(span);
    event.channels =
        kinds.iter().filter(|(kind, _)| *kind == TrackKind::Sound).filter_map(|(_, number)| *number).collect();
    event.name = [cell("Name"), cell("Source File"), cell("Tape")]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned();
    event.source = [cell("Tape"), cell("Source File"), cell("TapeID")]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned();
    event.file = [cell("Source Path"), cell("Source File Path"), cell("UNC"), cell("Source File")]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned();
    ids_in(&event.name, &mut event.ids);
    for name in ["Scene", "Take", "Comments", "Description"] {
        if !cell(name).is_empty() {
            event.comments.push(format!("{name}: {}", cell(name)));
        }
    }
    timeline.events.push(event);
}

#[cfg(test)]
mod tests {
    use timebase::FrameRate;

    use super::*;
    use crate::timeline::read_timeline;

    #[test]
    fn a_bin_is_a_list_of_clips() {
        let text = "Heading\nFIELD_DELIM\tTABS\nVIDEO_FORMAT\t1080\nFPS\t23.976\n\nColumn\nName\tTape\tStart\tEnd\tTracks\n\nData\nSpark\tA001\t01:00:00:00\t01:00:10:00\tVA1A2\nNothing\tA002\t\t\tV\n";
        let list = read_timeline(text.as_bytes(), &Hints::default()).expect("reads");
        assert_eq!(
            (list.rate, list.events.len(), list.skipped[0].place.clone()),
            (Some(FrameRate::F23_976), 1, Place::Line(11))
        );
        assert_eq!((list.events[0].name.as_str(), list.events[0].channels.as_slice()), ("Spark", &[1_u16, 2][..]));
    }
}
