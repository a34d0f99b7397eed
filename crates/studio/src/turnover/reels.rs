//! Lists of single reels onto a cut of several: features count each reel from its own hour.

use interchange::timeline::{Counting, Event, Part, Time, Timeline};
use model::{Cut, Reel};
use timebase::{Flicks, Position, Timecode};

use super::clock::{LEADER, Line, hour_of, reach, same_label};
use super::names;
use crate::views::CountedBy;

/// Where a file lies on a cut of several reels.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Placed {
    /// The moment of the file that would be the cut's first frame, where it counts a reel of its own; and what to say of it.
    At(Position, Vec<String>),
    /// Where its labels say; with what is to be known of it.
    ByLabels(Option<String>),
}

/// Where a file lies whose labels are those of a reel: `02:00:00:00` is the first frame of reel 2 where labels of the cut are
/// others, or where the list is named for the reel as well.
pub(super) fn placed(
    timeline: &Timeline,
    cut: &Cut,
    reels: &[Reel],
    names: &str,
    (counting, by): (Counting, CountedBy),
) -> Placed {
    let rate = counting.rate;
    let reach = reach(timeline, counting).filter(|_| timeline.rate.is_some() && reels.len() > 1);
    let Some((first, last)) = reach else { return Placed::ByLabels(None) };
    let label = |at: Position| Timecode::from_frames(rate.frame_nearest(at), rate).to_string();
    let own = same_label(cut.start, cut.rate, rate);
    let on_cut = first + LEADER >= own && last <= own + cut.length + LEADER;
    let named = named_reel(names).and_then(|number| reels.iter().find(|reel| reel.number == number));
    let hour = |at: Position| hour_of(at, rate, true);
    // A leader stands in the last minutes of the hour before.
    let begins = if last > hour(first + LEADER) { hour(first + LEADER) } else { hour(first) };
    let by_hour = reel_of(begins, own, reels, rate);
    // What of the file would be the cut's first frame, were its `begins` the first of a reel.
    let first_of_cut = |reel: &Reel| {
        let into = match by {
            CountedBy::Clock => reel.start.since_origin(),
            CountedBy::Frames => rate.flicks(cut.rate.frame_at(reel.start)),
        };
        Position(begins.0 - into.0)
    };
    let fits = by_hour.filter(|reel| last - begins <= length_of(reel, cut, reels) + LEADER);
    match fits {
        Some(reel) if reel.start > Position::ZERO && (!on_cut || named == Some(reel)) => {
            let told = format!(
                "The list counts from {}, as reel {} does by itself: its first frame was put to that of the reel, {}.",
                label(begins),
                reel.number,
                cut.timecode(reel.start),
            );
            let line = Line { counting, first: first_of_cut(reel), by, rate: cut.rate };
            return Placed::At(
                line.first,
                [Some(told), past(timeline, &line, cut, reels, reel)].into_iter().flatten().collect(),
            );
        }
        Some(reel) if reel.start > Position::ZERO => {
            return Placed::ByLabels(Some(format!(
                "The list was laid by its timecode. If it is reel {} by itself, counted from {}, the cut's first frame is its {}.",
                reel.number,
                label(begins),
                label(first_of_cut(reel)),
            )));
        }
        Some(_) | None => {}
    }
    if let Some(reel) = named.filter(|reel| reel.start > Position::ZERO && !lies_in(first, own, reel, cut, reels)) {
        return Placed::ByLabels(Some(format!(
            "The list is named for reel {}, and counts from {}: it was not laid by its name. If it is that reel by itself, the \
             cut's first frame is its {}.",
            reel.number,
            label(begins),
            label(first_of_cut(reel)),
        )));
    }
    let several =
        !on_cut && by_hour.is_some() && reel_of(hour(last), own, reels, rate).is_some_and(|reel| Some(reel) != by_hour);
    if let Some(reel) = by_hour.filter(|reel| reel.start > Position::ZERO && !on_cut && !several) {
        return Placed::ByLabels(Some(format!(
            "The list counts from {}, as reel {} does by itself, and runs far past the end of the reel: it was not laid there. \
             If it is that reel, the cut's first frame is its {}.",
            label(begins),
            reel.number,
            label(first_of_cut(reel)),
        )));
    }
    Placed::ByLabels(several.then(|| {
        format!(
            "The list runs from {} to {}, as if each reel counted from its own hour; the cut runs on. What lies by its timecode \
             was laid: import the list of each reel by itself.",
            label(first),
            label(last),
        )
    }))
}

/// What of a list of one reel reaches past the end of the reel, where another follows. It stays where the list has it, over
/// that: whether the reel is longer now, or the list is of another cut of it, only its editor knows.
fn past(timeline: &Timeline, line: &Line, cut: &Cut, reels: &[Reel], reel: &Reel) -> Option<String> {
    let end = reel.start + length_of(reel, cut, reels);
    let after = reels.iter().find(|other| other.start == end)?;
    let ends = |from: Time, to: Time| (from.position(line.counting), to.position(line.counting));
    let clips = timeline.events.iter().filter(|event| event.part == Part::Clip).map(|event: &Event| {
        let names = [&event.name, &event.source, &event.file].map(|name| name.trim());
        (names, ends(event.record.from, event.record.to))
    });
    let marks = timeline.markers.iter().map(|marker| {
        let (from, to) = ends(marker.at, marker.until.unwrap_or(marker.at));
        // One without a range is a frame long.
        ([marker.name.trim(), marker.comment.trim(), ""], (from, to.max(from + line.counting.rate.frame())))
    });
    let mut beyond: Vec<(Position, &str)> = clips
        .chain(marks)
        .filter(|(_, (_, to))| line.frame(*to) > end)
        .map(|(names, (from, _))| (from, names.into_iter().find(|name| !name.is_empty()).unwrap_or("A clip")))
        .collect();
    beyond.sort_unstable();
    // Channels of one recording are one thing.
    beyond.dedup();
    let &(from, name) = beyond.first()?;
    let (what, reach, them) = match beyond.len() {
        1 => (name.to_owned(), "reaches", "it"),
        many => (format!("{name} and {} more", many - 1), "reach", "them"),
    };
    let rate = line.counting.rate;
    Some(format!(
        "{what} {reach} past the end of reel {}, {}: laid where the list has {them}, from {} at {} on, over reel {}. Ask whether the \
         list is of this cut of the reel.",
        reel.number,
        cut.timecode(end),
        Timecode::from_frames(rate.frame_nearest(from), rate),
        cut.timecode(line.frame(from)),
        after.number,
    ))
}

/// The reel whose number an hour is; where no reel has it, that which comes as many after the first as the hour after that of
/// the cut.
fn reel_of(hour: Position, own: Position, reels: &[Reel], rate: timebase::FrameRate) -> Option<&Reel> {
    let hours = |at: Position| (at.0 + LEADER.0).div_euclid(rate.flicks(hour_frames(rate)).0);
    let with = |number: i64| reels.iter().find(|reel| i64::from(reel.number) == number);
    with(hours(hour)).or_else(|| with(hours(hour) - hours(own) + 1))
}

/// Frames of an hour of labels.
fn hour_frames(rate: timebase::FrameRate) -> timebase::Frames {
    timebase::Frames(rate.frames_per_day() / 24)
}

/// From a reel's first frame to that of the next, or to the end of the cut.
fn length_of(reel: &Reel, cut: &Cut, reels: &[Reel]) -> Flicks {
    let next = reels.iter().map(|other| other.start).filter(|start| *start > reel.start).min();
    next.unwrap_or(Position::ZERO + cut.length) - reel.start
}

/// Whether a moment of a file lies in a reel by the labels of the cut.
fn lies_in(at: Position, own: Position, reel: &Reel, cut: &Cut, reels: &[Reel]) -> bool {
    let start = own + reel.start.since_origin();
    at + LEADER >= start && at < start + length_of(reel, cut, reels)
}

/// The reel that a list is named for: `EP_R2_MX`, `Reel 2`, `r02`.
fn named_reel(text: &str) -> Option<u32> {
    let words = names::words(text);
    let number = |word: &str| word.parse::<u32>().ok().filter(|number| (1..100).contains(number));
    let own = words.iter().find_map(|word| number(word.strip_prefix("reel").or_else(|| word.strip_prefix('r'))?));
    let apart = || words.windows(2).find(|pair| pair[0] == "reel").and_then(|pair| number(&pair[1]));
    own.or_else(apart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use interchange::timeline::{Event, Label, Place, Stretch, Time, TrackKind};
    use model::{CutId, EpisodeId, ReelId};
    use timebase::{FrameRate, Frames};

    const RATE: FrameRate = FrameRate::F25;

    fn minutes(minutes: i64) -> Position {
        RATE.position(Frames(minutes * 60 * 25))
    }

    /// Ninety minutes from `start`, in reels of twenty.
    fn feature(start: i64) -> (Cut, Vec<Reel>) {
        let cut = Cut::new(CutId(1), EpisodeId(1), RATE, minutes(90).since_origin());
        let reel = |number: u32| Reel {
            id: ReelId(number.into()),
            cut: cut.id,
            number,
            start: minutes(20 * (i64::from(number) - 1)),
        };
        (Cut { start: Frames(start * 3600 * 25), ..cut.clone() }, (1..=4).map(reel).collect())
    }

    fn list(from: &str, to: &str) -> Timeline {
        let time = |label: &str| Time::Label(Label::parse(label).expect("a label"));
        let mut timeline = Timeline::of("cmx3600");
        timeline.rate = Some(RATE);
        let track = timeline.track("A1", TrackKind::Sound);
        timeline.events.push(Event::at(track, Stretch { from: time(from), to: time(to) }, Place::Line(1)));
        timeline
    }

    fn lies(start: i64, names: &str, from: &str, to: &str) -> Placed {
        let (cut, reels) = feature(start);
        let counting = Counting { rate: RATE, start: Position::ZERO };
        placed(&list(from, to), &cut, &reels, names, (counting, CountedBy::Clock))
    }

    /// Where on the cut the label of a file lies, in seconds.
    fn second(placed: &Placed, label: &str) -> i64 {
        let Placed::At(first, _) = placed else { panic!("{placed:?}") };
        let at = Label::parse(label).expect("a label").position_at(RATE);
        (at - *first).0 / Flicks::SECOND.0
    }

    #[test]
    fn a_reel_that_counts_from_its_own_hour_lands_at_the_reel() {
        // Reel 3 begins at 40 minutes: ten seconds into it are 2,410 seconds of the cut.
        let three = lies(1, "MX", "03:00:10:00", "03:18:00:00");
        assert_eq!(second(&three, "03:00:10:00"), 2_410);
        // With a leader, and where the first reel counts from ten.
        assert_eq!(second(&lies(1, "MX", "03:58:30:00", "04:10:00:00"), "04:00:00:00"), 3_600);
        assert_eq!(second(&lies(10, "MX", "12:00:10:00", "12:18:00:00"), "12:00:10:00"), 2_410);
        // The first is where it was, and what lies on the cut by its labels stays.
        assert_eq!(lies(1, "MX", "01:00:10:00", "01:18:00:00"), Placed::ByLabels(None));
        assert_eq!(lies(1, "MX", "01:41:00:00", "01:59:00:00"), Placed::ByLabels(None));
    }

    #[test]
    fn a_label_of_the_cut_and_of_a_reel_is_the_reels_only_by_its_name() {
        // An hour into the cut, or the beginning of reel 2, at 20 minutes.
        let plain = lies(1, "FILM MX", "02:00:10:00", "02:18:00:00");
        let Placed::ByLabels(Some(told)) = &plain else { panic!("{plain:?}") };
        assert!(told.contains("reel 2") && told.contains("01:40:00:00"), "{told}");
        for name in ["FILM_R2_MX.edl", "Film Reel 2", "film-reel02"] {
            assert_eq!(second(&lies(1, name, "02:00:10:00", "02:18:00:00"), "02:00:10:00"), 1_210, "{name}");
        }
    }

    #[test]
    fn what_reaches_past_the_end_of_its_reel_stays_there_and_is_told() {
        // Reel 2 is twenty minutes long, from 01:20:00:00 on.
        let told = |from: &str, to: &str| match lies(1, "FILM R2", from, to) {
            Placed::At(_, told) => told,
            other @ Placed::ByLabels(_) => panic!("{other:?}"),
        };
        assert_eq!(told("02:00:10:00", "02:20:00:00").len(), 1);
        let past = told("02:19:00:00", "02:21:00:00");
        assert_eq!(
            past[1],
            "A clip reaches past the end of reel 2, 01:40:00:00: laid where the list has it, from 02:19:00:00 at 01:39:00:00 on, \
             over reel 3. Ask whether the list is of this cut of the reel."
        );
        // Past the last reel is past the cut, which is told as such.
        let last = lies(1, "FILM R4", "04:29:00:00", "04:31:00:00");
        assert!(matches!(&last, Placed::At(_, told) if told.len() == 1), "{last:?}");
        let far = lies(1, "FILM", "03:00:10:00", "03:50:00:00");
        assert!(
            matches!(&far, Placed::ByLabels(Some(told)) if told.contains("as reel 3 does by itself, and runs far past")),
            "{far:?}"
        );
    }

    #[test]
    fn what_is_no_single_reel_is_told() {
        let told = |placed: Placed| match placed {
            Placed::ByLabels(Some(told)) => told,
            other => panic!("{other:?}"),
        };
        let all = told(lies(1, "FILM", "01:00:10:00", "04:18:00:00"));
        assert!(all.contains("01:00:10:00 to 04:18:00:00"), "{all}");
        // A reel that begins at one like all of them: only the name says which.
        let named = told(lies(1, "FILM R3", "01:00:10:00", "01:18:00:00"));
        assert!(named.contains("reel 3") && named.contains("00:20:00:00"), "{named}");
    }
}
