//! Laying storylines, connected clips and what is nested in them.

use timebase::Flicks;

use super::clip::{Retime, channels, is_silent, level, mark, role};
use super::media::Resources;
use super::value::seconds;
use crate::timeline::laid::{Bed, Edge, MOST_CLIPS, MOST_LAID, Window, dress, played};
use crate::timeline::tree::Element;
use crate::timeline::{
    Event, FadeShape, Id, IdKind, Place, ReadError, Stretch, Time, Timeline, Track, TrackKind, TransitionKind,
};

/// Which of a clip's media are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Enabled {
    pub(super) video: bool,
    pub(super) audio: bool,
}

/// What holds for an element from outside.
#[derive(Clone)]
pub(super) struct Around<'e> {
    pub(super) bed: Bed,
    pub(super) window: Window,
    pub(super) lane: i64,
    pub(super) muted: bool,
    pub(super) enabled: Enabled,
    pub(super) within: Vec<String>,
    /// The compound clips that it is in, by id: none plays itself.
    pub(super) inside: Vec<&'e str>,
    /// What the clip around it is called.
    pub(super) name: &'e str,
    pub(super) depth: usize,
}

impl Around<'_> {
    /// What holds for a time line itself, which counts from `start`.
    fn outermost(start: Flicks) -> Self {
        Self {
            bed: Bed { base: Flicks::ZERO, origin: start, speed: None },
            window: Window::ALL,
            lane: 0,
            muted: false,
            enabled: Enabled { video: true, audio: true },
            within: Vec::new(),
            inside: Vec::new(),
            name: "",
            depth: 0,
        }
    }
}

pub(super) struct Layer<'e, 'a> {
    pub(super) timeline: Timeline,
    pub(super) resources: &'e Resources<'e, 'a>,
    pub(super) laid: usize,
    pub(super) clips: u64,
}

pub(super) fn lay_sequence<'e, 'a>(
    timeline: Timeline,
    sequence: &'e Element<'a>,
    resources: &'e Resources<'e, 'a>,
) -> Result<Timeline, ReadError> {
    let around = Around::outermost(sequence.get("tcStart").and_then(seconds).unwrap_or_default());
    let mut layer = Layer { timeline, resources, laid: 0, clips: 0 };
    if let Some(spine) = sequence.child("spine") {
        layer.row(spine, &around)?;
    }
    let mut timeline = layer.timeline;
    timeline.sort_markers();
    Ok(timeline)
}

/// Lays a clip that stands by itself.
pub(super) fn lay_alone<'e, 'a>(
    timeline: Timeline,
    clip: &'e Element<'a>,
    resources: &'e Resources<'e, 'a>,
) -> Result<Timeline, ReadError> {
    let mut layer = Layer { timeline, resources, laid: 0, clips: 0 };
    layer.item(clip, &Around::outermost(Flicks::ZERO), Flicks::ZERO, &Edge::Cut, &Edge::Cut)?;
    let mut timeline = layer.timeline;
    timeline.sort_markers();
    Ok(timeline)
}

/// Elements that stand in a storyline or are connected to one.
pub(super) fn is_story(name: &str) -> bool {
    matches!(
        name,
        "asset-clip"
            | "clip"
            | "ref-clip"
            | "mc-clip"
            | "sync-clip"
            | "gap"
            | "audition"
            | "spine"
            | "title"
            | "video"
            | "audio"
    )
}

impl<'e, 'a> Layer<'e, 'a> {
    /// The elements of a storyline, one after another unless they say where they begin.
    pub(super) fn row(&mut self, spine: &'e Element<'a>, around: &Around<'e>) -> Result<(), ReadError> {
        let items: Vec<&Element<'a>> =
            spine.children.iter().filter(|child| is_story(child.name) || child.name == "transition").collect();
        let mut next = around.bed.origin;
        for (nth, item) in items.iter().enumerate() {
            if item.name == "transition" {
                self.mark_transition(item, around);
                continue;
            }
            if item.get("lane").is_some() {
                self.item(item, around, next, &Edge::Cut, &Edge::Cut)?;
                continue;
            }
            self.check_length(item);
            let offset = item.get("offset").and_then(seconds).unwrap_or(next);
            let end = Flicks(offset.0.saturating_add(self.length(item).0));
            let beside = |by: Option<usize>| by.and_then(|by| items.get(by)).copied();
            let head = edge(beside(nth.checked_sub(1)), beside(nth.checked_sub(2)), offset);
            let tail = edge(beside(Some(nth + 1)), beside(Some(nth + 2)), end);
            self.item(item, around, next, &head, &tail)?;
            next = end;
        }
        Ok(())
    }

    /// Names an element whose length is none.
    fn check_length(&mut self, item: &Element<'_>) {
        let Some(text) = item.get("duration").filter(|_| item.name != "gap") else { return };
        let place = || Place::Object(format!("clip \"{}\"", item.get("name").unwrap_or_default()));
        match seconds(text) {
            None => self.timeline.skip(place(), format!("\"{text}\" is no length: it is as long as what it plays")),
            Some(length) if length <= Flicks::ZERO => {
                self.timeline.skip(place(), format!("its length is {text}: it is left out"));
            }
            Some(_) => {}
        }
    }

    /// How long an element is: what it says, else what it plays.
    fn length(&self, item: &Element<'_>) -> Flicks {
        let own = item.get("duration").and_then(seconds);
        let reference = item.get("ref").unwrap_or_default();
        let of_child = || {
            item.children
                .iter()
                .find(|child| is_story(child.name))
                .and_then(|child| child.get("duration").and_then(seconds))
        };
        own.or_else(|| self.resources.asset(reference).and_then(|asset| asset.duration))
            .or_else(|| self.resources.compound(reference)?.1.get("duration").and_then(seconds))
            .or_else(|| self.resources.multicam(reference)?.1.get("duration").and_then(seconds))
            .or_else(of_child)
            .unwrap_or_default()
            .max(Flicks::ZERO)
    }

    /// Where the own time of an element begins.
    fn start(&self, item: &Element<'_>) -> Flicks {
        let reference = item.get("ref").unwrap_or_default();
        let begin = |inner: &Element<'_>| inner.get("tcStart").and_then(seconds);
        item.get("start")
            .and_then(seconds)
            .or_else(|| self.resources.asset(reference).map(|asset| asset.start))
            .or_else(|| begin(self.resources.compound(reference)?.1))
            .or_else(|| begin(self.resources.multicam(reference)?.1))
            .unwrap_or_default()
    }

    /// Lays one element; `next` is where it begins if it does not say so.
    pub(super) fn item(
        &mut self,
        item: &'e Element<'a>,
        around: &Around<'e>,
        next: Flicks,
        head: &Edge,
        tail: &Edge,
    ) -> Result<(), ReadError> {
        self.laid += 1;
        if self.laid > MOST_LAID || self.timeline.events.len() >= MOST_CLIPS {
            return Err(ReadError::TooMuch("too many clips"));
        }
        let lane = around.lane.saturating_add(item.get("lane").and_then(|lane| lane.parse().ok()).unwrap_or(0));
        let offset = item.get("offset").and_then(seconds).unwrap_or(next);
        if item.name == "audition" {
            // The first of an audition is the one that is chosen.
            let chosen = item.children.iter().find(|child| is_story(child.name));
            return chosen.map_or(Ok(()), |chosen| {
                let mut inside = around.clone();
                inside.lane = lane;
                self.item(chosen, &inside, offset, head, tail)
            });
        }
        if item.name == "spine" {
            let inside = Around { bed: around.bed.within(offset, Flicks::ZERO, None), lane, ..around.clone() };
            return self.row(item, &inside);
        }
        let (start, length) = (self.start(item), self.length(item));
        let from = Flicks(around.bed.at(offset).0.saturating_sub(head.reach_before().0));
        let end = around.bed.at(Flicks(offset.0.saturating_add(length.0)));
        let window = around.window.and(Window { from, to: Flicks(end.0.saturating_add(tail.reach_after().0)) });
        // What an element says of its own time is in that of its source.
        let local = around.bed.within(offset, start, self.conform(item));
        let muted = around.muted || item.get("enabled") == Some("0");
        let name = item.get("name").filter(|name| !name.is_empty()).unwrap_or(around.name);
        let own = Around { bed: local, window, lane, muted, name, ..around.clone() };

        let first = self.timeline.events.len();
        match item.name {
            "asset-clip" | "title" | "video" | "audio" if !window.is_empty() => self.clip(item, &own, start, length),
            "ref-clip" | "mc-clip" | "clip" | "sync-clip" => {
                self.nest(item, &own, start, length)?;
                self.sound_inside(item, &own, first);
            }
            _ => {}
        }
        dress(&mut self.timeline.events[first..], window, head, tail);

        // Connected clips may reach beyond what they are connected to; inside a container, lanes are its contents.
        let connected = Around { window: around.window, muted: around.muted, name: "", ..own.clone() };
        for child in item.children.iter().filter(|child| is_story(child.name) && child.get("lane").is_some()) {
            let part_of_it = matches!(item.name, "video" | "audio") && around.depth > 0;
            let from = child.get("offset").and_then(seconds).unwrap_or(start);
            let bed = local.connected(from, around.bed);
            let inside = if part_of_it {
                Around { lane: own.lane, bed, ..own.clone() }
            } else {
                Around { bed, ..connected.clone() }
            };
            self.item(child, &inside, start, &Edge::Cut, &Edge::Cut)?;
        }
        let track = self.track_name(lane, self.has_video(item));
        mark(&mut self.timeline, item, local, window, &track);
        self.captions(item, &connected, around.bed);
        Ok(())
    }

    fn has_video(&self, item: &Element<'_>) -> bool {
        match item.name {
            "audio" => false,
            "asset-clip" => {
                let asset = item.get("ref").and_then(|id| self.resources.asset(id));
                asset.is_none_or(|asset| asset.video) && item.get("srcEnable") != Some("audio")
            }
            _ => true,
        }
    }

    fn has_audio(&self, item: &Element<'_>) -> bool {
        match item.name {
            "audio" => true,
            "asset-clip" => {
                let asset = item.get("ref").and_then(|id| self.resources.asset(id));
                asset.is_some_and(|asset| asset.audio) && item.get("srcEnable") != Some("video")
            }
            _ => false,
        }
    }

    /// One event for the picture of a clip, and one for its sound.
    fn clip(&mut self, item: &'e Element<'a>, own: &Around<'e>, start: Flicks, length: Flicks) {
        for sound in [false, true] {
            let used = if sound {
                own.enabled.audio && self.has_audio(item)
            } else {
                own.enabled.video && self.has_video(item)
            };
            if used {
                self.event(item, own, sound, (start, length));
            }
        }
    }

    fn event(&mut self, item: &'e Element<'a>, own: &Around<'e>, sound: bool, (start, length): (Flicks, Flicks)) {
        self.clips += 1;
        let track = self.track(own.lane, !sound);
        let window = own.window;
        let record = Stretch { from: Time::Elapsed(window.from), to: Time::Elapsed(window.to) };
        let mut event = Event::at(track, record, self.place(own));
        own.name.clone_into(&mut event.name);
        let (mut from, mut speed) = (own.bed.inner(window.from), own.bed.speed);
        let mut to = Flicks(from.0.saturating_add(played(window.to.0.saturating_sub(window.from.0), speed)));
        if let Some(retime) = Retime::of(item) {
            speed = retime.speed(start, start + length);
            if speed.is_none() {
                event.comments.push("variable speed".to_owned());
            }
            (from, to) = (retime.source_at(from), retime.source_at(to));
        }
        if let Some(conform) = item.child("conform-rate")
            && let Some(rate) = conform.get("srcFrameRate")
        {
            event.comments.push(format!("conformed from {rate}"));
        }
        event.speed = speed;
        event.source_span = Some(Stretch { from: Time::Exact(from), to: Time::Exact(to) });
        let reference = item.get("ref").unwrap_or_default();
        if let Some(asset) = self.resources.asset(reference) {
            asset.name.clone_into(&mut event.source);
            asset.src.clone_into(&mut event.file);
            event.source_start = Some(Time::Exact(asset.start));
            event.source_rate = asset.rate.filter(|rate| Some(*rate) != self.timeline.rate);
            if !asset.uid.is_empty() {
                event.ids.push(Id { kind: IdKind::Other, text: asset.uid.to_owned() });
            }
        } else if let Some(effect) = self.resources.effect(reference) {
            event.comments.push(format!("{} {effect}", if item.name == "title" { "title" } else { "generator" }));
            event.source_span = None;
        }
        event.muted = own.muted || (sound && is_silent(item));
        role(item, sound).clone_into(&mut event.role);
        event.within.clone_from(&own.within);
        if sound {
            level(&mut event, item, own.bed, window);
            event.channels = channels(item);
        }
        if let Some(note) = item.child("note").map(Element::text).filter(|note| !note.is_empty()) {
            event.comments.push(note.to_owned());
            crate::timeline::ids::ids_in(note, &mut event.ids);
        }
        crate::timeline::ids::ids_in(own.name, &mut event.ids);
        self.timeline.events.push(event);
    }

    pub(super) fn track_name(&self, lane: i64, picture: bool) -> String {
        let what = if picture { "video" } else { "audio" };
        if lane == 0 { format!("Primary storyline {what}") } else { format!("Lane {lane} {what}") }
    }

    fn track(&mut self, lane: i64, picture: bool) -> usize {
        let name = self.track_name(lane, picture);
        if let Some(at) = self.timeline.tracks.iter().position(|track| track.name == name) {
            return at;
        }
        let kind = if picture { TrackKind::Picture } else { TrackKind::Sound };
        self.timeline.tracks.push(Track::named(&name, kind));
        self.timeline.tracks.len() - 1
    }

    pub(super) fn place(&self, own: &Around<'_>) -> Place {
        let name = if own.name.is_empty() { String::new() } else { format!(" ({})", own.name) };
        Place::Object(format!("clip {}{name}", self.clips.max(1)))
    }
}

/// The transition beside an element, and what is beyond it; `cut` is where the two meet, in the time of their row.
fn edge(beside: Option<&Element<'_>>, beyond: Option<&Element<'_>>, cut: Flicks) -> Edge {
    let Some(transition) = beside.filter(|beside| beside.name == "transition") else { return Edge::Cut };
    let length = transition.get("duration").and_then(seconds).unwrap_or_default().max(Flicks::ZERO);
    let half = Flicks(cut.0.saturating_sub(length.0 / 2));
    let from = transition.get("offset").and_then(seconds).unwrap_or(half);
    let before = Flicks(cut.0.saturating_sub(from.0).clamp(0, length.0));
    let after = Flicks(length.0 - before.0);
    match beyond.map(|beyond| beyond.name) {
        None | Some("gap" | "transition") => Edge::Fade { before, after, shape: FadeShape::Unknown },
        Some(_) => {
            let name = transition.get("name").unwrap_or_default().to_owned();
            let kind = if name.to_lowercase().contains("wipe") {
                TransitionKind::Wipe(name.clone())
            } else if name.is_empty() || name.to_lowercase().contains("dissolve") {
                TransitionKind::Dissolve
            } else {
                TransitionKind::Other(name.clone())
            };
            Edge::Cross { before, after, kind, name }
        }
    }
}
