//! The cut that a file goes to: one that is there, or the first of an episode that is made of the file.

use std::path::Path;

use interchange::picture::picture;
use interchange::timeline::Timeline;
use model::{Cut, CutId, Episode, EpisodeId};
use timebase::{FLICKS_PER_SECOND, Flicks, FrameRate, Frames, Position, Timecode};

use super::clock::{LEADER, reach};
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
    let day = Flicks(usual.frame().0 * usual.frames_per_day());
    let length = usual.flicks(usual.frames_floor(length.min(day)));
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
    let hours: i64 = label.get(..2).and_then(|hours| hours.parse().ok()).unwrap_or(0);
    let whole = |hours: i64| {
        let zero = format!("{hours:02}:00:00:00");
        Timecode::parse(&zero, rate).map_or(at, Timecode::to_frames)
    };
    let (start, next) = (whole(hours), whole(hours + 1));
    if hours < 23 && last > next && rate.flicks(next - at) <= LEADER {
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
