//! Lists that run past midnight: their labels begin again at zero, and go on with hours beyond 23 here.

use super::{Event, Label, Marker, Time, Timeline};

/// Hours from which a label can be of the evening before, and up to which one can be of the morning after.
const LATE: u16 = 22;
const EARLY: u16 = 1;
/// Hours in which nothing of a list stands that runs from the evening into the night.
const DAY: std::ops::Range<u16> = 4..20;

impl Timeline {
    /// Counts labels after midnight on, where something runs over it, or some stand late, others early, and none by day.
    pub(super) fn count_past_midnight(&mut self) {
        let crosses = |(from, to): (Option<Label>, Option<Label>)| {
            from.zip(to).is_some_and(|(from, to)| from.hours == 23 && to.hours == 0)
        };
        let events = self.events.iter().map(|event| (event.record.from.label(), event.record.to.label()));
        let marked = self.markers.iter().map(|marker| (marker.at.label(), marker.until.and_then(Time::label)));
        let all: Vec<(Option<Label>, Option<Label>)> = events.chain(marked).collect();
        let has =
            |wanted: &dyn Fn(u16) -> bool| all.iter().filter_map(|(from, _)| *from).any(|label| wanted(label.hours));
        let is_late =
            has(&|hours| hours >= LATE) && has(&|hours| hours <= EARLY) && !has(&|hours| DAY.contains(&hours));
        if is_late || all.iter().copied().any(crosses) {
            self.move_labels(|label| label.hours < 12);
        }
    }

    /// Counts those labels on by a day that are the next day's.
    pub fn move_labels(&mut self, is_next_day: impl Fn(Label) -> bool) {
        let moved = |time: &mut Time| {
            if let Time::Label(label) | Time::After(label, _) = time
                && is_next_day(*label)
            {
                *label = label.days_later(1);
            }
        };
        for Event { record, .. } in &mut self.events {
            moved(&mut record.from);
            moved(&mut record.to);
        }
        for Marker { at, until, .. } in &mut self.markers {
            moved(at);
            until.iter_mut().for_each(moved);
        }
    }
}

#[cfg(test)]
mod tests {
    use timebase::{FrameRate, Position};

    use crate::timeline::{Hints, read_timeline};

    #[test]
    fn markers_go_on_past_midnight() {
        let table = "Marker\tIn\tOut\tDuration\tColour\tAuthor\tNotes\n1M01\t23:59:50:00\t00:00:08:00\t00:00:18:00\tred\t\tlong\n\
                     1M02\t00:00:10:00\t\t\tred\t\tlate\n";
        let avid = "Dana\t23:59:50:00\tV1\tred\tlong\t450\nDana\t00:00:10:00\tV1\tred\tlate\t1\n";
        for text in [table, avid] {
            let list = read_timeline(text.as_bytes(), &Hints { rate: Some(FrameRate::F25) }).expect("reads");
            let counting = list.counting().expect("a clock");
            let first = list.markers[0].at.position(counting);
            let seconds = |at: Position| (at - first).0 / timebase::FLICKS_PER_SECOND;
            let until = list.markers[0].until.map(|until| seconds(until.position(counting)));
            assert_eq!((until, seconds(list.markers[1].at.position(counting))), (Some(18), 20), "{text}");
        }
    }
}
