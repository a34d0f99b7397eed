//! A cutting room's file as the picture of a cut: shots, by source and the part of it that is seen.

use model::reconform::{Shot, ShotSpeed};
use timebase::{FrameRate, Frames};

use crate::timeline::{Counting, Event, Part, Time, Timeline, TrackKind};

/// A picture as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPicture {
    /// What is seen, in time: of two that share it the upper track's.
    pub shots: Vec<Shot>,
    /// The first frame, from label zero.
    pub start: Frames,
    /// How long it is.
    pub length: Frames,
}

/// The picture of a file whose clock is known; `None` where it has no picture. `expected` is where the cut before it began:
/// where the file's first shot comes within an hour after that, the picture begins there too, in black.
#[must_use]
pub fn picture(timeline: &Timeline, counting: Counting, expected: Option<Frames>) -> Option<ListedPicture> {
    let mut tracks: Vec<usize> = timeline
        .tracks
        .iter()
        .enumerate()
        .filter(|(_, track)| track.kind == TrackKind::Picture && !(track.muted || track.hidden || track.inactive))
        .map(|(at, _)| at)
        .collect();
    // The upper one first: by number, or by its place in the file.
    tracks.sort_by_key(|&at| std::cmp::Reverse((timeline.tracks[at].number.unwrap_or(0), at)));
    let mut seen: Vec<Shot> = Vec::new();
    for track in tracks {
        let own = timeline.events.iter().filter(|event| event.track == track && !event.muted);
        for layer in layers(own.filter_map(|event| shot(event, counting)).collect()).into_iter().rev() {
            seen = below(seen, layer);
        }
    }
    let first = seen.iter().map(|shot| shot.at).min()?;
    let last = seen.iter().map(Shot::end).max()?;
    let hour = Frames(counting.rate.labels_per_second() * 3600);
    let said = timeline.start.map(|start| counting.rate.frame_nearest(start.position(counting)));
    let expected = expected.filter(|expected| *expected <= first && first - *expected < hour);
    let start = said.filter(|said| *said <= first).or(expected).unwrap_or(first);
    let end = timeline.end.map_or(last, |end| counting.rate.frame_nearest(end.position(counting)).max(last));
    let shots = seen.into_iter().map(|shot| Shot { at: shot.at - start, ..shot }).collect();
    Some(ListedPicture { shots, start, length: end - start })
}

/// The same picture counted from another first frame: what lies before it or past `length` is left out.
#[must_use]
pub fn counted_from(picture: &ListedPicture, start: Frames, length: Frames) -> Vec<Shot> {
    let by = picture.start - start;
    let moved = picture.shots.iter().map(|shot| Shot { at: shot.at + by, ..shot.clone() });
    moved.filter_map(|shot| part(&shot, Frames(0), length)).collect()
}

fn shot(event: &Event, counting: Counting) -> Option<Shot> {
    let rate = counting.rate;
    let frame = |time: Time| rate.frame_nearest(time.position(counting));
    let (at, end) = (frame(event.record.from), frame(event.record.to));
    if end <= at {
        return None;
    }
    let reel = Some(event.source.trim()).filter(|reel| !is_no_reel(reel)).unwrap_or("");
    let unnamed = reel.is_empty() && event.name.trim().is_empty() && event.file.trim().is_empty();
    let black = unnamed || event.part == Part::Black;
    if black {
        return Some(Shot::black(at, end - at));
    }
    let own = event.source_rate.unwrap_or(rate);
    let source = event.source_span;
    let [from, to] =
        [source.map(|span| span.from), source.map(|span| span.to)].map(|time| time.map(|time| of_source(time, own)));
    let long = to.zip(from).map(|(to, from)| to - from).filter(|long| long.0 > 0);
    let speed = match (event.speed, long) {
        (Some(speed), _) => ShotSpeed::of(speed.numerator, speed.denominator),
        // As long on the source as on the cut, or fitted to it.
        (None, Some(long)) => ShotSpeed::of(long.0, (end - at).0),
        (None, None) => ShotSpeed::NORMAL,
    };
    // Avid hangs a mark on the name of a clip whose frame stands; the clip is the same.
    let stands = event.speed.is_some_and(|speed| speed.numerator == 0);
    let name = event.name.trim();
    let name = name.strip_suffix(" FF").filter(|_| stands).unwrap_or(name);
    Some(Shot {
        name: name.trim_end().to_owned(),
        reel: reel.to_owned(),
        file: event.file.trim().to_owned(),
        source_in: from.filter(|from| Shot::can_begin_at(*from)),
        speed,
        ..Shot::black(at, end - at)
    })
}

/// Reels that say where no reel is: black, and what has no tape.
fn is_no_reel(reel: &str) -> bool {
    ["BL", "BLK", "BLACK", "AX"].iter().any(|none| reel.eq_ignore_ascii_case(none))
}

/// Frames of a source from its label zero, or from its beginning where it has no labels.
fn of_source(time: Time, rate: FrameRate) -> Frames {
    match time {
        Time::Label(label) => label.frames_at(rate),
        Time::After(label, frames) => Frames(label.frames_at(rate).0.saturating_add(frames)),
        Time::Frames(hundredths) => Frames(hundredths.div_euclid(100)),
        Time::Exact(flicks) | Time::Elapsed(flicks) => rate.frame_nearest(timebase::Position(flicks.0)),
    }
}

/// Layers of one track beyond which nothing is told apart: nests have a few.
const MOST_LAYERS: usize = 64;

/// The shots of one track in time, in layers where some lie over others, the lowest first: what a nest holds comes from the
/// bottom up.
fn layers(shots: Vec<Shot>) -> Vec<Vec<Shot>> {
    let mut in_time = shots.clone();
    in_time.sort_by_key(|shot| shot.at);
    if in_time.windows(2).all(|pair| pair[0].end() <= pair[1].at) {
        return vec![in_time];
    }
    let mut layers: Vec<Vec<Shot>> = Vec::new();
    for shot in shots {
        let free = layers.iter().position(|layer| layer.last().is_none_or(|last| last.end() <= shot.at));
        match free {
            Some(layer) => layers[layer].push(shot),
            None if layers.len() < MOST_LAYERS => layers.push(vec![shot]),
            None => layers[MOST_LAYERS - 1].push(shot),
        }
    }
    layers.iter_mut().for_each(|layer| layer.sort_by_key(|shot| shot.at));
    layers
}

/// Shots of a lower track, where the upper ones leave it seen; both are in time.
fn below(upper: Vec<Shot>, lower: Vec<Shot>) -> Vec<Shot> {
    let mut whole = Vec::with_capacity(upper.len() + lower.len());
    let mut next = 0;
    for shot in &lower {
        let mut from = shot.at;
        while next > 0 && upper.get(next - 1).is_some_and(|one| one.end() > from) {
            next -= 1;
        }
        while next < upper.len() && upper[next].end() <= from {
            next += 1;
        }
        for one in upper[next..].iter().take_while(|one| one.at < shot.end()) {
            whole.extend(part(shot, from, one.at));
            from = from.max(one.end());
        }
        whole.extend(part(shot, from, shot.end()));
    }
    whole.extend(upper);
    whole.sort_by_key(|shot| shot.at);
    whole
}

/// What of a shot lies between two frames.
fn part(shot: &Shot, from: Frames, to: Frames) -> Option<Shot> {
    let (at, end) = (shot.at.max(from), shot.end().min(to));
    if end <= at {
        return None;
    }
    let speed = shot.speed;
    // Backwards, the first frame of the source is seen last.
    let into = if speed.over < 0 { shot.end() - end } else { at - shot.at };
    let skipped = into.0.saturating_mul(speed.over.abs()) / speed.under.max(1);
    Some(Shot {
        at,
        length: end - at,
        source_in: shot.source_in.map(|source| source + Frames(skipped)),
        ..shot.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::{Label, Place, Speed, Stretch};
    use timebase::Position;

    const RATE: FrameRate = FrameRate::F25;

    fn time(label: &str) -> Time {
        Time::Label(Label::parse(label).expect("a label"))
    }

    fn event(track: usize, name: &str, source: (&str, &str), record: (&str, &str)) -> Event {
        let stretch = |(from, to): (&str, &str)| Stretch { from: time(from), to: time(to) };
        Event {
            name: name.to_owned(),
            source_span: Some(stretch(source)),
            ..Event::at(track, stretch(record), Place::Line(1))
        }
    }

    fn made(events: Vec<Event>) -> Timeline {
        let mut timeline = Timeline::of("cmx3600");
        timeline.track("V1", TrackKind::Picture);
        timeline.track("A1", TrackKind::Sound);
        timeline.track("V2", TrackKind::Picture);
        timeline.events = events;
        timeline
    }

    fn seen(timeline: &Timeline, expected: Option<Frames>) -> ListedPicture {
        let counting = Counting { rate: RATE, start: Position::ZERO };
        picture(timeline, counting, expected).expect("a picture")
    }

    fn told(shots: &[Shot]) -> Vec<(&str, i64, i64, i64)> {
        shots
            .iter()
            .map(|shot| (shot.name.as_str(), shot.source_in.map_or(-1, |at| at.0), shot.at.0, shot.length.0))
            .collect()
    }

    #[test]
    fn what_is_above_is_seen() {
        let timeline = made(vec![
            event(0, "wide", ("00:00:01:00", "00:00:03:00"), ("10:00:00:00", "10:00:02:00")),
            event(1, "music", ("00:00:00:00", "00:00:02:00"), ("10:00:00:00", "10:00:02:00")),
            event(2, "title", ("00:00:00:00", "00:00:00:10"), ("10:00:01:00", "10:00:01:10")),
        ]);
        let picture = seen(&timeline, None);
        assert_eq!(told(&picture.shots), [("wide", 25, 0, 25), ("title", 0, 25, 10), ("wide", 60, 35, 15)]);
        assert_eq!((picture.start, picture.length), (Frames(900_000), Frames(50)));
    }

    #[test]
    fn what_a_nest_holds_lies_in_layers_of_one_track() {
        let timeline = made(vec![
            event(0, "wide", ("00:00:01:00", "00:00:03:00"), ("10:00:00:00", "10:00:02:00")),
            event(0, "close", ("00:00:00:00", "00:00:00:10"), ("10:00:01:00", "10:00:01:10")),
            event(0, "last", ("00:00:05:00", "00:00:06:00"), ("10:00:02:00", "10:00:03:00")),
        ]);
        let seen = seen(&timeline, None);
        assert_eq!(
            told(&seen.shots),
            [("wide", 25, 0, 25), ("close", 0, 25, 10), ("wide", 60, 35, 15), ("last", 125, 50, 25)]
        );
    }

    #[test]
    fn a_cut_begins_where_the_one_before_began() {
        let timeline = made(vec![event(0, "a", ("00:00:00:00", "00:00:01:00"), ("10:00:00:12", "10:00:01:12"))]);
        assert_eq!(told(&seen(&timeline, Some(Frames(900_000))).shots), [("a", 0, 12, 25)]);
        // An hour away it is another count.
        assert_eq!(told(&seen(&timeline, Some(Frames(90_000))).shots), [("a", 0, 0, 25)]);
        assert_eq!(told(&counted_from(&seen(&timeline, None), Frames(900_020), Frames(10))), [("a", 8, 0, 10)]);
    }

    #[test]
    fn speeds_and_black_are_read() {
        let fitted = event(0, "fit", ("00:00:00:00", "00:00:04:00"), ("10:00:00:00", "10:00:02:00"));
        let mut slow = event(0, "slow", ("00:00:00:00", "00:00:01:00"), ("10:00:02:00", "10:00:04:00"));
        slow.speed = Some(Speed { numerator: 1, denominator: 2 });
        let mut still = event(0, "Pier (2) FF", ("00:00:00:00", "00:00:00:01"), ("10:00:05:00", "10:00:06:00"));
        still.speed = Some(Speed { numerator: 0, denominator: 1 });
        let mut black = event(0, "", ("00:00:00:00", "00:00:01:00"), ("10:00:04:00", "10:00:05:00"));
        black.source = "BL".to_owned();
        let shots = seen(&made(vec![fitted, slow, black, still]), None).shots;
        assert_eq!(
            shots.iter().map(|shot| (shot.speed.over, shot.speed.under)).collect::<Vec<_>>(),
            [(2, 1), (1, 2), (1, 1), (0, 1)]
        );
        assert_eq!(shots[2], Shot::black(Frames(100), Frames(25)));
        assert_eq!(shots[3].name, "Pier (2)");
    }
}
