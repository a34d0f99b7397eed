//! From a file's time to that of the cut it is imported into.

use interchange::timeline::{Counting, Event, Label, Marker, Part, Time, Timeline};
use model::Cut;
use timebase::{FLICKS_PER_SECOND, Flicks, FrameRate, Frames, Position, Timecode};

use crate::views::CountedBy;

/// How a file's time lies on the cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// The file's clock.
    pub counting: Counting,
    /// The moment of the file that is the cut's first frame, from label zero.
    pub first: Position,
    pub by: CountedBy,
    /// The cut's rate.
    pub rate: FrameRate,
}

impl Line {
    /// A moment of the file, from label zero, on the cut; before its first frame it is negative.
    pub fn at(&self, file: Position) -> Position {
        let since = Flicks(file.0.saturating_sub(self.first.0));
        match self.by {
            CountedBy::Clock => Position(since.0),
            CountedBy::Frames => {
                let frame = self.counting.rate.frame().0;
                let (whole, rest) = (since.0.div_euclid(frame), since.0.rem_euclid(frame));
                // The share of a frame stays the share of a frame.
                let part = i128::from(rest) * i128::from(self.rate.frame().0) / i128::from(frame);
                Position(whole.saturating_mul(self.rate.frame().0).saturating_add(i64::try_from(part).unwrap_or(0)))
            }
        }
    }

    /// The frame of the cut.
    pub fn frame(&self, file: Position) -> Position {
        self.rate.snap(self.at(file))
    }

    /// A length of the file on the cut.
    pub fn length(&self, length: Flicks) -> Flicks {
        match self.by {
            CountedBy::Clock => length,
            CountedBy::Frames => {
                let of = |at: i64| self.at(Position(self.first.0.saturating_add(at))).0;
                Flicks(of(length.0))
            }
        }
    }
}

/// How long before a programme its leader may begin: bars, slate, countdown.
pub(super) const LEADER: Flicks = Flicks::from_seconds(300);

/// Counts labels of a list on by a day that a cut which runs over midnight has then.
pub(super) fn count_on(timeline: &mut Timeline, cut: &Cut) {
    let start = cut.rate.position(cut.start);
    if start + cut.length <= Position::ZERO + cut.rate.day() {
        return;
    }
    timeline.move_labels(|label| {
        let at = label.days_later(1).position_at(cut.rate);
        label.hours < 24 && at >= start && at <= start + cut.length
    });
}

/// First and last moment of what stands on a file's time line, from label zero.
pub(super) fn reach(timeline: &Timeline, counting: Counting) -> Option<(Position, Position)> {
    let is_clip = |event: &&Event| event.part == Part::Clip;
    let ends = |from: Time, to: Time| [from.position(counting), to.position(counting)];
    let events = timeline.events.iter().filter(is_clip).map(|event| ends(event.record.from, event.record.to));
    let marked = timeline.markers.iter().map(|marker: &Marker| {
        let [from, to] = ends(marker.at, marker.until.unwrap_or(marker.at));
        // One without a range is a frame long.
        [from, if to > from { to } else { from + counting.rate.frame() }]
    });
    let said = timeline.dialogue.iter().map(|line| ends(line.span.from, line.span.to));
    let all: Vec<[Position; 2]> = events.chain(marked).chain(said).collect();
    let first = all.iter().map(|ends| ends[0]).min()?;
    let last = all.iter().map(|ends| ends[1]).max()?;
    Some((first, last))
}

/// The label of a first frame on the day on which a file that reaches from `first` to `last` has it: of one that begins with a
/// leader before midnight, and goes on after it, `00:00:00:00` is the next day's.
pub(super) fn on_its_day(own: Position, (first, last): (Position, Position), rate: FrameRate) -> Position {
    let next = own + rate.day();
    if first + LEADER >= next && last > next { next } else { own }
}

/// The moment of a file that is a cut's first frame, and what to say of it.
///
/// Where the file's labels are those of the cut they are taken as they are. Where they are of another hour, the file's first
/// frame, or the hour that its first event stands in, is the cut's first frame.
pub(super) fn first_frame(timeline: &Timeline, counting: Counting, cut: &Cut) -> (Position, Option<String>) {
    let has_labels = timeline.rate.is_some() || matches!(timeline.start, Some(Time::Exact(_)));
    let labelled = same_label(cut.start, cut.rate, counting.rate);
    let own = if has_labels { labelled } else { Position(hour_of(labelled, counting.rate, false).0) };
    let Some((first, last)) = reach(timeline, counting) else { return (own, None) };
    let own = if has_labels { on_its_day(own, (first, last), counting.rate) } else { own };
    let ends = own + cut.length;
    // A pop, a slate and bars stand before the programme, in the last minutes of the hour before.
    let slack = if has_labels { LEADER } else { Flicks(FLICKS_PER_SECOND) };
    if first + slack >= own && first < ends && last > own {
        return (own, None);
    }
    let hour = hour_of(first, counting.rate, has_labels);
    let said = timeline.start.map(|start| start.position(counting)).filter(|start| *start <= first);
    let start = match said {
        Some(start) => start,
        // Real time from the first frame needs no label.
        None if !has_labels && last.0 < FLICKS_PER_SECOND * 3600 => Position::ZERO,
        None if first - hour < cut.length.max(Flicks(FLICKS_PER_SECOND)) => hour,
        None => first,
    };
    if !has_labels && start == Position::ZERO {
        return (start, None);
    }
    let label = |at: Position, rate: FrameRate| Timecode::from_frames(rate.frame_nearest(at), rate).to_string();
    let told = format!(
        "The file counts from {}, this cut from {}: the first frames of both were put together.",
        label(start, counting.rate),
        Timecode::from_frames(cut.start, cut.rate),
    );
    (start, Some(told))
}

/// The whole hour that a moment lies in: by labels, or by the clock.
pub(super) fn hour_of(at: Position, rate: FrameRate, by_labels: bool) -> Position {
    let clock = FLICKS_PER_SECOND * 3600;
    if !by_labels {
        return Position((at.0 + FLICKS_PER_SECOND * 30).div_euclid(clock) * clock);
    }
    let label = Timecode::from_frames(rate.frame_nearest(at), rate).to_string();
    let hour = label.get(..2).and_then(|hours| hours.parse().ok()).unwrap_or(0);
    let own = Label { hours: hour, ..Label::default() };
    own.position_at(rate)
}

/// The place where another rate has the same label, or the nearest that it has.
pub(super) fn same_label(start: Frames, from: FrameRate, to: FrameRate) -> Position {
    if from == to {
        return to.position(start);
    }
    let label = Timecode::from_frames(start, from).to_string().replace(';', ":");
    let read = Timecode::parse(&label, to).map(Timecode::to_frames);
    to.position(read.unwrap_or(Frames(start.0 * to.labels_per_second() / from.labels_per_second())))
}

/// How times are taken where the rates differ: labels of the same count are frames, others are moments.
pub(super) fn counted_by(file: FrameRate, cut: FrameRate) -> (CountedBy, Option<String>) {
    if file.frame() == cut.frame() {
        return (CountedBy::Clock, None);
    }
    if file.labels_per_second() == cut.labels_per_second() {
        let told = format!(
            "The file counts {file}, this cut {cut}. Both have as many labels a second, so times are taken frame by frame; \
             change it if the editor's clock is meant."
        );
        return (CountedBy::Frames, Some(told));
    }
    let told = format!(
        "The file counts {file}, this cut {cut}. Times are taken by the clock from the first frame; change it if the editor \
         laid them frame by frame."
    );
    (CountedBy::Clock, Some(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_keep_their_numbers_and_moments_their_seconds() {
        let counting = Counting { rate: FrameRate::F25, start: Position::ZERO };
        let first = FrameRate::F25.position(Frames(90_000));
        let line = |by| Line { counting, first, by, rate: FrameRate::F24 };
        let at = FrameRate::F25.position(Frames(90_050));
        assert_eq!(line(CountedBy::Clock).frame(at), FrameRate::F24.position(Frames(48)));
        assert_eq!(line(CountedBy::Frames).frame(at), FrameRate::F24.position(Frames(50)));
        assert!(line(CountedBy::Frames).frame(FrameRate::F25.position(Frames(89_990))).0 < 0);
        assert_eq!(
            line(CountedBy::Frames).length(FrameRate::F25.flicks(Frames(25))),
            FrameRate::F24.flicks(Frames(25))
        );
    }

    #[test]
    fn a_leader_before_midnight_moves_nothing() {
        use interchange::timeline::{Hints, read_timeline};
        use model::{CutId, EpisodeId};

        let text = "TITLE: MX\nFCM: NON-DROP FRAME\n\n\
            001  AX  A  C  00:00:00:00 00:00:00:01 23:59:58:00 23:59:58:01\n\
            002  AX  A  C  00:00:00:00 00:00:20:00 00:00:10:00 00:00:30:00\n";
        let timeline = read_timeline(text.as_bytes(), &Hints { rate: Some(FrameRate::F25) }).expect("a list");
        let counting = timeline.counting().expect("a clock");
        let cut = Cut::new(CutId(1), EpisodeId(1), FrameRate::F25, Flicks::from_seconds(60));
        let at = |start: i64| {
            let (first, told) = first_frame(&timeline, counting, &Cut { start: Frames(start), ..cut.clone() });
            (timeline.events[1].record.from.position(counting) - first, told)
        };
        // The cut begins at midnight, or ten seconds before it.
        assert_eq!(at(0), (Flicks::from_seconds(10), None));
        assert_eq!(at(2_160_000 - 250), (Flicks::from_seconds(20), None));
    }

    #[test]
    fn labels_of_one_count_are_frames() {
        assert_eq!(counted_by(FrameRate::F24, FrameRate::F23_976).0, CountedBy::Frames);
        assert_eq!(counted_by(FrameRate::F29_97Drop, FrameRate::F23_976).0, CountedBy::Clock);
        assert_eq!(counted_by(FrameRate::F25, FrameRate::F25), (CountedBy::Clock, None));
    }
}
