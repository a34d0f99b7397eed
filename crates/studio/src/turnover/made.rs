//! The cut that a file goes to: one that is there, or the first of an episode that is made of the file.

use std::path::Path;

use interchange::picture::picture;
use interchange::timeline::{Label, Timeline};
use model::{Cut, CutId, Episode, EpisodeId};
use timebase::{FLICKS_PER_SECOND, Flicks, FrameRate, Frames, Position, Timecode};

use super::clock::{LEADER, on_its_day, reach};
use super::plan::counting_of;
use super::{TimelineAsked, script};
use crate::StudioError;
use crate::edits::{CutSpec, NewEpisode};

/// Where a file goes.
pub(super) struct Target {
    /// The cut; of one that is made only its times are true.
    pub cut: Cut,
    /// `1x04`.
    pub episode: String,
    pub title: String,
    /// What is made for it.
    pub new: Option<NewEpisode>,
    /// Whether the rate of what is made is known.
    pub has_rate: bool,
}

impl Target {
    pub fn there(cut: Cut, episode: &Episode) -> Self {
        let (name, title) = (episode.name().to_string(), episode.title.clone());
        Self { cut, episode: name, title, new: None, has_rate: true }
    }
}

/// Programmes without an end in the file are as long as what is in it, and this much at least.
const LEAST: Flicks = Flicks::from_seconds(1);

/// The episode that a file makes: its rate, its first frame, its length.
pub(super) fn target(timeline: &Timeline, asked: &TimelineAsked) -> Result<Target, StudioError> {
    let rate = timeline.rate.or(asked.rate);
    // Files in real time tell how long they are before anybody said at which rate.
    let counting = counting_of(timeline, rate.unwrap_or(FrameRate::F25));
    let asked_for = asked.episode.clone().unwrap_or_default();
    let (season, number) = (asked_for.season.max(1), asked_for.number.max(1));
    let title =
        asked_for.title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| title(timeline, &asked.file));
    let usual = rate.unwrap_or(FrameRate::F25);
    let (start, length) = match counting.zip(counting.and_then(|counting| reach(timeline, counting))) {
        Some((counting, (first, last))) => {
            let listed = picture(timeline, counting, None);
            let said = timeline.start.map(|start| counting.rate.frame_nearest(start.position(counting)));
            let earliest = counting.rate.frame_nearest(first.max(Position::ZERO));
            let start = said
                .filter(|start| *start <= earliest)
                .or(listed.as_ref().map(|listed| listed.start).filter(|start| *start <= earliest))
                .unwrap_or_else(|| hour(earliest, counting.rate.frame_nearest(last), counting.rate));
            let start = typed(asked, counting.rate).unwrap_or(start);
            let start = on_its_day(counting.rate.position(start), (first, last), counting.rate);
            let start = counting.rate.frame_nearest(start);
            let ends = [
                timeline.end.map(|end| counting.rate.frame_nearest(end.position(counting))),
                listed.map(|listed| listed.start + listed.length),
                Some(counting.rate.frame_nearest(last)),
            ];
            let end = ends.into_iter().flatten().max().unwrap_or(start);
            (start, usual.flicks(end - start).max(LEAST))
        }
        None => {
            let length = script::length(&timeline.scenes);
            if rate.is_some() && timeline.events.is_empty() && length == Flicks::ZERO {
                return Err(StudioError::NoLength { path: asked.file.clone() });
            }
            let start = typed(asked, usual).unwrap_or(Frames(usual.labels_per_second() * 3600));
            (start, length.max(LEAST))
        }
    };
    let start = Frames(start.0.rem_euclid(usual.frames_per_day()));
    let length = usual.flicks(usual.frames_floor(length.min(usual.day())));
    let spec = CutSpec {
        label: "Cut 1".to_owned(),
        rate: usual,
        start: Timecode::from_frames(start, usual).to_string(),
        length: format!("{}f", usual.frames_floor(length).0),
        picture: None,
    };
    let cut = Cut { label: spec.label.clone(), start, ..Cut::new(CutId(0), EpisodeId(0), usual, length) };
    let name = model::EpisodeName { season, number }.to_string();
    let new = NewEpisode { season, number, title: title.clone(), cut: spec };
    Ok(Target { cut, episode: name, title, new: Some(new), has_rate: rate.is_some() })
}

fn typed(asked: &TimelineAsked, rate: FrameRate) -> Option<Frames> {
    let text = asked.start.as_deref()?;
    Timecode::parse(text.trim(), rate).ok().map(Timecode::to_frames)
}

/// The whole hour before a frame: where programmes begin. What begins in the last minutes of an hour and goes on after it is
/// a leader, and the programme begins with the next one.
fn hour(at: Frames, last: Frames, rate: FrameRate) -> Frames {
    let label = Timecode::from_frames(at, rate).to_string();
    let hours: u16 = label.get(..2).and_then(|hours| hours.parse().ok()).unwrap_or(0);
    let days = at.0.div_euclid(rate.frames_per_day()) * rate.frames_per_day();
    // The hour after 23 is midnight, of the next day.
    let whole = |hours: u16| Frames(days) + Label { hours, ..Label::default() }.frames_at(rate);
    let (start, next) = (whole(hours), whole(hours + 1));
    if last > next && rate.flicks(next - at) <= LEADER {
        return next;
    }
    // A list that begins late in its hour is an excerpt.
    let late = rate.frames_floor(Flicks(FLICKS_PER_SECOND * 3600));
    if at - start < late { start } else { at }
}

/// What the file is called inside, or its own name.
fn title(timeline: &Timeline, file: &Path) -> String {
    let inside = timeline.title.trim();
    if !inside.is_empty() {
        return inside.to_owned();
    }
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use interchange::timeline::{Hints, read_timeline};

    /// Where the programme begins of which the first and the last frame are told; the last may be the next day's.
    fn begins(first: &str, last: &str, rate: FrameRate) -> String {
        let frames = |text: &str| Timecode::parse(text, rate).expect("a label").to_frames();
        let (first, last) = (frames(first), frames(last));
        let last = if last < first { last + Frames(rate.frames_per_day()) } else { last };
        Timecode::from_frames(hour(first, last, rate), rate).to_string()
    }

    #[test]
    fn programmes_begin_with_an_hour_midnight_as_any_other() {
        for rate in FrameRate::ALL.into_iter().filter(|rate| !rate.is_drop()) {
            assert_eq!(begins("09:58:30:00", "10:40:00:00", rate), "10:00:00:00", "{rate}");
            assert_eq!(begins("10:00:04:00", "10:40:00:00", rate), "10:00:00:00", "{rate}");
            assert_eq!(begins("22:58:30:00", "23:40:00:00", rate), "23:00:00:00", "{rate}");
            // The hour after 23 is midnight.
            assert_eq!(begins("23:58:30:00", "00:40:00:00", rate), "00:00:00:00", "{rate}");
            assert_eq!(begins("23:59:59:00", "00:00:02:00", rate), "00:00:00:00", "{rate}");
            // What began long before goes on over it.
            assert_eq!(begins("23:10:00:00", "00:40:00:00", rate), "23:00:00:00", "{rate}");
            assert_eq!(begins("23:58:30:00", "23:59:50:00", rate), "23:00:00:00", "{rate}");
        }
        assert_eq!(begins("23:58:30;00", "00:40:00;00", FrameRate::F29_97Drop), "00:00:00;00");
    }

    fn made_of(events: &[(&str, &str)], start: Option<&str>) -> (Cut, Timeline) {
        let event = |(number, (from, to)): (usize, &(&str, &str))| {
            format!(
                "{:03}  AX       A     C        00:00:00:00 00:00:20:00 {from} {to}\n* FROM CLIP NAME: One\n",
                number + 1
            )
        };
        let text: String = events.iter().enumerate().map(event).collect();
        let text = format!("TITLE: MX\nFCM: NON-DROP FRAME\n\n{text}");
        let timeline = read_timeline(text.as_bytes(), &Hints { rate: Some(FrameRate::F25) }).expect("a list");
        let asked = TimelineAsked { start: start.map(str::to_owned), ..TimelineAsked::default() };
        (target(&timeline, &asked).expect("an episode").cut, timeline)
    }

    #[test]
    fn an_episode_of_a_list_that_begins_before_midnight_begins_at_midnight() {
        // A pop two seconds before, music from ten to thirty seconds after.
        let events = [("23:59:58:00", "23:59:58:01"), ("00:00:10:00", "00:00:30:00")];
        for start in [None, Some("00:00:00:00")] {
            let (cut, timeline) = made_of(&events, start);
            assert_eq!((cut.start, cut.length), (Frames(0), Flicks::from_seconds(30)), "{start:?}");
            let counting = counting_of(&timeline, FrameRate::F25).expect("a clock");
            let first = on_its_day(Position::ZERO, reach(&timeline, counting).expect("events"), FrameRate::F25);
            let music = timeline.events[1].record.from.position(counting);
            assert_eq!(music - first, Flicks::from_seconds(10));
        }
        // Said otherwise, it is otherwise.
        let (cut, _) = made_of(&events, Some("23:59:50:00"));
        assert_eq!((cut.start, cut.length), (Frames(2_160_000 - 250), Flicks::from_seconds(40)));
        let (cut, _) = made_of(&[("23:00:10:00", "23:40:00:00")], None);
        assert_eq!((cut.start, cut.length), (Frames(82_800 * 25), Flicks::from_seconds(2_400)));
    }
}
