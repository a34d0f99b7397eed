//! What can be said once the whole list is read: speeds, ends that were left out, splits, midnight.

use std::collections::{HashMap, HashSet};

use super::line::NOWHERE;
use super::others;
use super::{FrameRate, Id, IdKind, Label, List, Part, ReadError, Speed, Stretch, Time, Timeline};
use crate::timeline::{Place, TrackKind};

impl List {
    pub(super) fn finish(mut self, hint: Option<FrameRate>) -> Result<Timeline, ReadError> {
        self.weigh();
        self.over_midnight();
        self.evidence.settle(&mut self.timeline, hint)?;
        // What needs only the count of labels in a second is known where all rates that are left agree on it.
        let mut bases = self.timeline.possible.iter().map(|rate| rate.labels_per_second());
        let base = match (self.timeline.rate, bases.next()) {
            (Some(rate), _) => Some(rate.labels_per_second()),
            (None, Some(first)) => bases.all(|base| base == first).then_some(first),
            (None, None) => None,
        };
        self.speeds(base);
        self.ends();
        self.splits();
        self.names();
        self.nowhere();
        others::settle(&mut self.timeline);
        self.order();
        self.check();
        Ok(self.timeline)
    }

    /// Sources that run at their own speed are as long as their place.
    fn weigh(&mut self) {
        let changed: HashSet<usize> = self.open.speeds.iter().map(|(event, _)| *event).collect();
        for (at, event) in self.timeline.events.iter().enumerate() {
            let Some(source) = event.source_span.filter(|_| !changed.contains(&at)) else { continue };
            let labels = (source.from.label(), source.to.label(), event.record.from.label(), event.record.to.label());
            let (Some(from), Some(to), Some(first), Some(last)) = labels else { continue };
            if from < to && first < last {
                self.evidence.lengths((from, to), (first, last));
            }
        }
    }

    /// A list that runs past midnight goes on with hours beyond 23, and so does a source.
    fn over_midnight(&mut self) {
        let far = |from: Label, to: Label| from.hours >= to.hours + 12;
        self.timeline.count_past_midnight();
        for event in &mut self.timeline.events {
            if let Some(Stretch { from: Time::Label(from), to: Time::Label(to) }) = &mut event.source_span
                && far(*from, *to)
            {
                *to = to.days_later(1);
            }
        }
    }

    fn speeds(&mut self, base: Option<i64>) {
        for (at, thousandths) in &self.open.speeds {
            let Some(event) = self.timeline.events.get_mut(*at) else { continue };
            match base {
                Some(base) => {
                    let (over, under) = (*thousandths, base * 1000);
                    let common = greatest(over.unsigned_abs(), under.unsigned_abs());
                    let common = i64::try_from(common).unwrap_or(1).max(1);
                    event.speed = Some(Speed { numerator: over / common, denominator: under / common });
                }
                None => event.comments.push(format!(
                    "M2: {}.{:03} frames a second",
                    thousandths / 1000,
                    thousandths.abs() % 1000
                )),
            }
        }
    }

    /// Ends that were written as 00:00:00:00 (Premiere, at transitions).
    fn ends(&mut self) {
        let rate = self.timeline.rate;
        for at in std::mem::take(&mut self.open.endless) {
            let Some(event) = self.timeline.events.get(at) else { continue };
            let (track, from) = (event.track, event.record.from.label());
            let of_source =
                rate.zip(event.source_span.and_then(|source| Some((source.from.label()?, source.to.label()?))));
            let worked_out = match (of_source, from) {
                (Some((rate, (source_in, source_out))), Some(from)) => {
                    let long = source_out.frames_at(rate).0 - source_in.frames_at(rate).0;
                    later(from, long.max(0), rate)
                }
                _ => {
                    let rest = self.timeline.events.iter().skip(at + 1).filter(|next| next.track == track).take(1);
                    rest.filter_map(|next| next.record.from.label()).find(|next| Some(*next) > from).or(from)
                }
            };
            if let (Some(to), Some(event)) = (worked_out, self.timeline.events.get_mut(at)) {
                event.record.to = Time::Label(to);
                event.comments.push("The list gives its end as 00:00:00:00; it was worked out.".to_owned());
            }
        }
    }

    /// Split edits: picture or sound begins later than the other.
    fn splits(&mut self) {
        let Some(rate) = self.timeline.rate else {
            for (at, delay) in &self.open.splits {
                if let Some(event) = self.timeline.events.get_mut(*at) {
                    event.comments.push(format!("SPLIT: begins {delay} later"));
                }
            }
            return;
        };
        for (at, delay) in &self.open.splits {
            let Some(event) = self.timeline.events.get_mut(*at) else { continue };
            let frames = delay.frames_at(rate).0;
            let moved = |time: Time| time.label().and_then(|label| later(label, frames, rate)).map(Time::Label);
            if let Some(from) = moved(event.record.from) {
                event.record.from = from;
            }
            if let Some(source) = &mut event.source_span
                && let Some(from) = moved(source.from)
            {
                source.from = from;
            }
        }
    }

    /// Long names of reels, and identifiers of material.
    fn names(&mut self) {
        for event in &mut self.timeline.events {
            if let Some((id, file)) = self.materials.get(&event.source) {
                event.ids.push(Id { kind: if id.len() > 32 { IdKind::Umid } else { IdKind::Other }, text: id.clone() });
                if event.file.is_empty() {
                    event.file.clone_from(file);
                }
            }
            if let Some(long) = self.replaced.get(&event.source) {
                event.source.clone_from(long);
            }
        }
    }

    /// What stands on no channel is told; what sounds on others is there already.
    fn nowhere(&mut self) {
        let Some(track) = self.timeline.tracks.iter().position(|track| track.name == NOWHERE) else { return };
        let elsewhere: HashSet<usize> = self.open.elsewhere.iter().copied().collect();
        let mut told: Vec<(Place, String)> = Vec::new();
        let mut at = 0;
        self.timeline.events.retain(|event| {
            let sounds = elsewhere.contains(&at);
            at += 1;
            if event.track == track && !sounds && told.last().is_none_or(|(place, _)| *place != event.place) {
                told.push((event.place.clone(), format!("event {} is on no channel (NONE)", event.number)));
            }
            event.track != track
        });
        for (place, reason) in told {
            self.timeline.skip(place, reason);
        }
    }

    /// Picture first, then sound, each by its number.
    fn order(&mut self) {
        let mut order: Vec<usize> = (0..self.timeline.tracks.len()).collect();
        let rank = |kind: TrackKind| match kind {
            TrackKind::Picture => 0,
            TrackKind::Sound => 1,
            TrackKind::Other => 2,
        };
        order.sort_by_key(|at| (rank(self.timeline.tracks[*at].kind), self.timeline.tracks[*at].number));
        let places: HashMap<usize, usize> = order.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        for event in &mut self.timeline.events {
            event.track = places.get(&event.track).copied().unwrap_or(0);
        }
        let tracks = std::mem::take(&mut self.timeline.tracks);
        let used: Vec<bool> = {
            let mut used = vec![false; tracks.len()];
            self.timeline.events.iter().for_each(|event| used[event.track] = true);
            used
        };
        self.timeline.tracks = order.iter().map(|at| tracks[*at].clone()).collect();
        // A list of markers has places for them, but no track.
        if used.iter().any(|used| !used) {
            let mut kept = 0;
            let places: Vec<usize> = used
                .iter()
                .map(|used| {
                    kept += usize::from(*used);
                    kept - usize::from(*used)
                })
                .collect();
            self.timeline.events.iter_mut().for_each(|event| event.track = places[event.track]);
            let mut used = used.iter();
            self.timeline.tracks.retain(|_| used.next().is_some_and(|used| *used));
        }
    }

    /// Events that cannot be: they are left out, with their line.
    fn check(&mut self) {
        let rate = self.timeline.rate;
        let mut told: Vec<(Place, String)> = Vec::new();
        self.timeline.events.retain(|event| {
            let (Some(from), Some(to)) = (event.record.from.label(), event.record.to.label()) else { return true };
            let missing = rate.and_then(|rate| {
                [from, to].into_iter().find(|label| !label.exists_at(rate)).map(|label| (label, rate))
            });
            let reason = match missing {
                Some((label, rate)) => format!("the label {label} does not exist at {rate}"),
                None if to < from => format!("event {} ends at {to}, before it begins at {from}", event.number),
                None => return true,
            };
            if told.last().is_none_or(|(place, _)| *place != event.place) {
                told.push((event.place.clone(), reason));
            }
            false
        });
        for (place, reason) in told {
            self.timeline.skip(place, reason);
        }
        let black = self.timeline.events.iter_mut().filter(|event| event.part == Part::Black);
        black.filter(|event| event.name.eq_ignore_ascii_case("BL")).for_each(|event| event.name.clear());
    }
}

/// The label that is some frames after another; beyond 24 hours it counts on.
fn later(label: Label, frames: i64, rate: FrameRate) -> Option<Label> {
    let all = label.frames_at(rate).0.checked_add(frames)?;
    let day = rate.frames_per_day();
    let text = timebase::Timecode::from_frames(timebase::Frames(all), rate).to_string();
    let days = u16::try_from(all.div_euclid(day)).ok()?;
    let next = Label::parse(&text)?;
    Some(Label { drop: label.drop, hundredths: label.hundredths, ..next }.days_later(days))
}

fn greatest(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
