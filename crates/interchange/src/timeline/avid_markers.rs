//! Markers as Media Composer exports them: user, place, track, colour, comment and length between tabs, a line each.
//!
//! The place is a timecode, or a number of frames from the first frame of the sequence.

use super::text::{colour, lines};
use super::{Evidence, Hints, Input, Label, MOST_EVENTS, Marker, Place, ReadError, Reader, Time, Timeline, TrackKind};

/// See the module.
pub(super) const READER: Reader = Reader { id: "avid-markers", name: "Avid markers", endings: &["txt"], sniff, read };

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    let mut rows = lines(text).map(|(_, line)| line).filter(|line| !line.trim().is_empty()).take(8);
    rows.any(|line| row(line).is_some())
}

struct Row<'a> {
    user: &'a str,
    at: Time,
    track: &'a str,
    colour: String,
    comment: &'a str,
    length: i64,
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut cells = line.split('\t');
    let (user, at, track, shade) =
        (cells.next()?.trim(), cells.next()?.trim(), cells.next()?.trim(), cells.next()?.trim());
    let comment = cells.next().unwrap_or_default().trim();
    let length = cells.next().and_then(|cell| cell.trim().parse().ok()).unwrap_or(1);
    let number = || at.parse::<i64>().ok().filter(|_| at.bytes().all(|byte| byte.is_ascii_digit()));
    let at = match number() {
        Some(frames) => Time::frames(frames),
        None => Time::Label(Label::parse(at)?),
    };
    let (letters, digits) = track.split_at(track.find(|letter: char| letter.is_ascii_digit()).unwrap_or(track.len()));
    let is_track = ["V", "A", "TC", "D", "DX", "S", "M"].iter().any(|kind| kind.eq_ignore_ascii_case(letters))
        && (digits.is_empty() || digits.bytes().all(|byte| byte.is_ascii_digit()));
    (is_track && track.len() < 8).then(|| Row {
        user,
        at,
        track,
        colour: colour(shade).unwrap_or_else(|| shade.to_lowercase()),
        comment,
        length,
    })
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(READER.id);
    let mut evidence = Evidence::default();
    for (number, line) in lines(input.text.unwrap_or_default()) {
        let place = Place::Line(number);
        if line.trim().is_empty() {
            continue;
        }
        let Some(row) = row(line) else {
            // A comment may have more than one line.
            match timeline.markers.last_mut().filter(|_| !line.contains('\t')) {
                Some(marker) if marker.comment.len() < 65_536 => {
                    marker.comment.push('\n');
                    marker.comment.push_str(line.trim());
                }
                _ => timeline.skip(place, "it is no marker: user, place, track, colour and comment stand between tabs"),
            }
            continue;
        };
        if timeline.markers.len() >= MOST_EVENTS {
            return Err(ReadError::TooMuch("it has more than 500,000 markers"));
        }
        if let Time::Label(label) = row.at {
            evidence.label(label, &place);
        }
        let mut marker = Marker::at(row.at, place);
        marker.until = match row.at {
            Time::Label(label) => label.after(row.length),
            Time::Frames(hundredths) if row.length > 1 => {
                Some(Time::Frames(hundredths.saturating_add(row.length.saturating_mul(100))))
            }
            _ => None,
        };
        row.user.clone_into(&mut marker.author);
        row.track.clone_into(&mut marker.track);
        row.comment.clone_into(&mut marker.comment);
        marker.colour = row.colour;
        let kind = if row.track.starts_with(['V', 'v']) { TrackKind::Picture } else { TrackKind::Sound };
        if timeline.tracks.len() < 4_096 {
            timeline.track(row.track, kind);
        }
        timeline.markers.push(marker);
    }
    timeline.count_past_midnight();
    evidence.settle(&mut timeline, hints.rate)?;
    Ok(timeline)
}

#[cfg(test)]
mod tests {
    use timebase::{FrameRate, Position};

    use super::*;
    use crate::timeline::read_timeline;

    #[test]
    fn places_are_timecode_or_frames() {
        let text = "Dana\t01:00:10:00\tV1\tred\tless piano\t25\r\nand later\r\nBen\t50\tA6\tCyan\t\t1\r\n";
        let list = read_timeline(text.as_bytes(), &Hints { rate: Some(FrameRate::F25) }).expect("reads");
        let counting = list.counting().expect("a clock");
        let first = &list.markers[0];
        assert_eq!(
            (first.author.as_str(), first.comment.as_str(), first.colour.as_str()),
            ("Dana", "less piano\nand later", "red")
        );
        let second = Position(FrameRate::F25.frame().0 * 25 * 3611);
        assert_eq!(first.until.map(|until| until.position(counting)), Some(second));
        assert_eq!((list.markers[1].at, list.markers[1].until), (Time::frames(50), None));
    }

    #[test]
    fn what_is_no_marker_is_told() {
        let list =
            read_timeline(b"Dana\t0\tV1\tred\tx\t1\nDana\tsoon\tV1\tred\tx\t1\n", &Hints::default()).expect("reads");
        assert_eq!((list.markers.len(), list.skipped[0].place.clone()), (1, Place::Line(2)));
        assert_eq!(list.rate, None);
    }
}
