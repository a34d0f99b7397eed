//! From a composition to a time line.

use timebase::{Flicks, FrameRate, Frames};

use super::AafError;
use super::gain::Gain;
use super::lay::{Context, Layer};
use super::markers;
use super::mobs::{Mob, MobKind, Mobs, Slot, SlotKind};
use super::names::Names;
use super::segment::{Component, Kind, MarkerObject, What, tag_number, tag_text};
use super::source::{time_of, timecode_of};
use crate::timeline::laid::Window;
use crate::timeline::{Hints, RateFrom, Time, Timeline, Track, TrackKind, rate_of_ratio};

/// The time line of the sequence that a file is about.
pub(super) fn timeline_of(mobs: &Mobs, names: &Names, hints: &Hints) -> Result<Timeline, AafError> {
    let mut timeline = Timeline::of("aaf");
    let (mob, others) = chosen(mobs, MobKind::Composition)
        .or_else(|| {
            timeline.remarks.push("It holds no sequence: a clip was read as one.".to_owned());
            chosen(mobs, MobKind::Master)
        })
        .ok_or(AafError::NoSequence)?;
    timeline.title.clone_from(&mob.name);
    if !others.is_empty() {
        let what = if mob.kind == MobKind::Composition { "sequences" } else { "clips" };
        timeline.remarks.push(format!("It holds other {what}, which were not read: {}.", others.join(", ")));
    }
    settle(&mut timeline, mob, hints);

    let mut layer = Layer { mobs, names, timeline, laid: 0, count: 0 };
    let mut places: Vec<(u32, usize, usize)> = Vec::new();
    let mut end = Flicks::ZERO;
    for slot in mob.slots.iter().filter(|slot| slot.kind == SlotKind::Timeline) {
        let kind = match slot.segment.kind {
            Kind::Picture => TrackKind::Picture,
            Kind::Sound => TrackKind::Sound,
            Kind::Other => continue,
        };
        let base = Flicks(-time_of(slot.origin, slot.rate).0);
        let first = layer.timeline.tracks.len();
        for (nth, part) in tracks_of(&slot.segment).into_iter().enumerate() {
            layer.timeline.tracks.push(track_of(&layer.timeline, slot, kind, nth, part));
            let to = Flicks(base.0.saturating_add(time_of(part.units().max(slot.segment.units()), slot.rate).0));
            end = end.max(to);
            layer.count = 0;
            let context = Context {
                track: layer.timeline.tracks.len() - 1,
                kind: slot.segment.kind,
                rate: slot.rate,
                base,
                window: Window { from: Flicks::ZERO, to },
                speed: None,
                gain: Gain::default(),
                muted: false,
                within: Vec::new(),
                effects: Vec::new(),
            };
            layer.lay(part, &context)?;
        }
        places.push((slot.id, first, layer.timeline.tracks.len()));
    }
    let mut timeline = layer.timeline;
    if mob.kind == MobKind::Master {
        // What is in a clip has the names of its files; the clip itself is what the editor named.
        timeline.events.iter_mut().for_each(|event| event.name.clone_from(&mob.name));
    }
    timeline.end = (end > Flicks::ZERO).then_some(Time::Elapsed(end));

    for slot in mob.slots.iter().filter(|slot| markers::holds(slot)) {
        let tracks: Vec<String> = timeline.tracks.iter().map(|track| track.name.clone()).collect();
        let named = |object: &MarkerObject| {
            let described = object.slots.iter().find_map(|id| places.iter().find(|place| i64::from(place.0) == *id));
            // Tracks of picture share one slot; the marker's own slot says which of them it is on.
            let nth = slot.number.map_or(0, |number| usize::from(number).saturating_sub(1));
            described
                .and_then(|(_, first, last)| tracks.get((first + nth).min(last.saturating_sub(1)).max(*first)))
                .cloned()
                .unwrap_or_default()
        };
        markers::put(&mut timeline, mobs, slot, &named);
    }
    timeline.sort_markers();
    Ok(timeline)
}

/// The sequence to read, and the names of the others: one that says it stands alone, else one that no other plays.
fn chosen(mobs: &Mobs, kind: MobKind) -> Option<(&Mob, Vec<&str>)> {
    let all: Vec<&Mob> = mobs.all.iter().filter(|mob| mob.kind == kind).collect();
    let top: Vec<&Mob> = all.iter().copied().filter(|mob| mob.top_level).collect();
    let mut played = Vec::new();
    for mob in &all {
        mob.slots.iter().for_each(|slot| plays(&slot.segment, &mut played));
    }
    let free: Vec<&Mob> = all.iter().copied().filter(|mob| !played.contains(&mob.id)).collect();
    let candidates = [top, free, all].into_iter().find(|list| !list.is_empty())?;
    // Of several, the one with most in it.
    let weight = |mob: &Mob| mob.slots.iter().map(|slot| parts(&slot.segment)).sum::<usize>();
    let best = candidates.iter().copied().rev().max_by_key(|mob| weight(mob))?;
    let others = candidates.iter().filter(|mob| mob.id != best.id).map(|mob| mob.name.as_str()).collect();
    Some((best, others))
}

/// Mobs that a component plays.
fn plays(component: &Component, played: &mut Vec<[u8; 32]>) {
    match &component.what {
        What::Clip { mob, .. } => {
            if played.last() != Some(mob) {
                played.push(*mob);
            }
        }
        What::Sequence(parts) | What::Scope(parts) | What::Choices(parts) => {
            parts.iter().for_each(|part| plays(part, played));
        }
        What::Operation(operation) => operation.inputs.iter().for_each(|part| plays(part, played)),
        What::Selector { selected, alternates } => {
            plays(selected, played);
            alternates.iter().for_each(|part| plays(part, played));
        }
        What::Pulldown(input) => plays(input, played),
        What::Filler | What::Transition { .. } | What::Timecode(_) | What::Marker(_) | What::Unknown(_) => {}
    }
}

fn parts(component: &Component) -> usize {
    match &component.what {
        What::Sequence(inner) | What::Scope(inner) | What::Choices(inner) => inner.iter().map(parts).sum::<usize>() + 1,
        What::Operation(operation) => operation.inputs.iter().map(parts).sum::<usize>() + 1,
        What::Clip { .. } | What::Selector { .. } => 1,
        _ => 0,
    }
}

/// Rate and start: by the timecode of the sequence, else by the rate of its picture or of a slot that counts in frames.
fn settle(timeline: &mut Timeline, mob: &Mob, hints: &Hints) {
    let codes: Vec<_> = mob.slots.iter().filter_map(|slot| Some((slot, timecode_of(&slot.segment)?))).collect();
    let counts =
        |slot: &Slot, per_second: i64| slot.rate.1 > 0 && (slot.rate.0 + slot.rate.1 / 2) / slot.rate.1 == per_second;
    // Media Composer writes timecodes of other rates beside the sequence's own.
    let own = codes
        .iter()
        .find(|(slot, code)| counts(slot, code.per_second) && slot.number == Some(1))
        .or_else(|| codes.iter().find(|(slot, code)| counts(slot, code.per_second)));
    if let Some((slot, code)) = own
        && let Some(rate) = rate_of_ratio(slot.rate.0, slot.rate.1, code.drop)
    {
        timeline.carries(rate, hints.rate);
        timeline.start = Some(Time::Exact(rate.flicks(Frames(code.start.clamp(0, 100 * rate.frames_per_day())))));
        return;
    }
    let by = |kind: Kind| {
        let slots = mob.slots.iter().filter(move |slot| slot.segment.is_of(kind));
        slots.filter_map(|slot| rate_of_ratio(slot.rate.0, slot.rate.1, false)).next()
    };
    if let Some(rate) = by(Kind::Picture).or_else(|| by(Kind::Sound)) {
        let hinted = hints.rate.filter(|hint| hint.ratio() == rate.ratio());
        timeline.carries(hinted.unwrap_or(rate), hints.rate);
    } else {
        timeline.rate = hints.rate;
        timeline.rate_from = hints.rate.map(|_| RateFrom::User);
        timeline.possible = FrameRate::ALL.to_vec();
        timeline.remarks.push("It counts in samples and has no timecode.".to_owned());
    }
}

/// The tracks in a slot: those of a scope, however many effects lie over it, or the one that the slot is.
fn tracks_of(component: &Component) -> Vec<&Component> {
    match &component.what {
        What::Scope(slots) if !slots.is_empty() => slots.iter().collect(),
        _ => vec![component],
    }
}

fn track_of(timeline: &Timeline, slot: &Slot, kind: TrackKind, nth: usize, part: &Component) -> Track {
    let letter = if kind == TrackKind::Picture { 'V' } else { 'A' };
    let counted = timeline.tracks.iter().filter(|track| track.kind == kind).count() + 1;
    let number = match (slot.number, &slot.segment.what) {
        (Some(number), What::Scope(slots)) if slots.len() > 1 => usize::from(number.max(1)) + nth,
        (Some(number), _) if number > 0 => usize::from(number),
        _ => counted,
    };
    let own = tag_text(&part.tags, "_TRACK_NAME").filter(|name| !name.is_empty());
    let name = match own {
        Some(name) => name.to_owned(),
        None if !slot.name.is_empty() && nth == 0 => slot.name.clone(),
        None => format!("{letter}{number}"),
    };
    let mut track = Track::named(&name, kind);
    track.number = u16::try_from(number).ok();
    track.muted = tag_number(&slot.tags, "AudioMixerCompMute").unwrap_or(0) != 0;
    track.solo = tag_number(&slot.tags, "AudioMixerCompSolo").unwrap_or(0) != 0;
    track.channels = match tag_number(&slot.tags, "_TRACK_FORMAT") {
        Some(1) => Some(1),
        Some(2) => Some(2),
        Some(3) => Some(6),
        Some(4) => Some(8),
        _ => None,
    };
    track
}
