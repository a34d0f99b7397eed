//! Laying storylines, connected clips and what is nested in them.

use timebase::Flicks;

use super::clip::{Retime, channels, is_silent, level, mark, role};
use super::media::Resources;
use super::value::seconds;
use crate::timeline::laid::{Bed, DEEPEST_NEST, Edge, MOST_CLIPS, MOST_LAID, Window, dress, played};
use crate::timeline::tree::Element;
use crate::timeline::{
    Event, FadeShape, Id, IdKind, Place, ReadError, Stretch, Time, Timeline, Track, TrackKind,
    TransitionKind,
};

/// Which of a clip's media are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Enabled {
    video: bool,
    audio: bool,
}

/// What holds for an element from outside.
#[derive(Clone)]
struct Around<'e> {
    bed: Bed,
    window: Window,
    lane: i64,
    muted: bool,
    enabled: Enabled,
    within: Vec<String>,
    /// The compound clips that it is in, by id: none plays itself.
    inside: Vec<&'e str>,
    /// What the clip around it is called.
    name: &'e str,
    depth: usize,
}

struct Layer<'e, 'a> {
    timeline: Timeline,
    resources: &'e Resources<'e, 'a>,
    laid: usize,
    clips: u64,
}

pub(super) fn lay_sequence<'e, 'a>(
    timeline: Timeline,
    sequence: &'e Element<'a>,
    resources: &'e Resources<'e, 'a>,
) -> Result<Timeline, ReadError> {
    let start = sequence.get("tcStart").and_then(seconds).unwrap_or_default();
    let around = Around {
        bed: Bed { base: Flicks::ZERO, origin: start, speed: None },
        window: Window::ALL,
        lane: 0,
        muted: false,
        enabled: Enabled { video: true, audio: true },
        within: Vec::new(),
        inside: Vec::new(),
        name: "",
        depth: 0,
    };
    let mut layer = Layer { timeline, resources, laid: 0, clips: 0 };
    if let Some(spine) = sequence.child("spine") {
        layer.row(spine, &around)?;
    }
    let mut timeline = layer.timeline;
    let at = |time: &Time| match time {
        Time::Elapsed(at) => *at,
        _ => Flicks::ZERO,
    };
    timeline.markers.sort_by_key(|marker| at(&marker.at));
    Ok(timeline)
}

/// Elements that stand in a storyline or are connected to one.
fn is_story(name: &str) -> bool {
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
    fn row(&mut self, spine: &'e Element<'a>, around: &Around<'e>) -> Result<(), ReadError> {
        let items: Vec<&Element<'a>> =
            spine.children.iter().filter(|child| is_story(child.name) || child.name == "transition").collect();
        let mut next = around.bed.origin;
        for (nth, item) in items.iter().enumerate() {
            if item.name == "transition" {
                continue;
            }
            if item.get("lane").is_some() {
                self.item(item, around, next, &Edge::Cut, &Edge::Cut)?;
                continue;
            }
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
    fn item(
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
        let local = around.bed.within(offset, start, None);
        let muted = around.muted || item.get("enabled") == Some("0");
        let name = item.get("name").filter(|name| !name.is_empty()).unwrap_or(around.name);
        let own = Around { bed: local, window, lane, muted, name, ..around.clone() };

        let first = self.timeline.events.len();
        match item.name {
            "asset-clip" | "title" | "video" | "audio" if !window.is_empty() => self.clip(item, &own, start, length),
            "ref-clip" | "mc-clip" | "clip" | "sync-clip" => self.nest(item, &own, start, length)?,
            _ => {}
        }
        dress(&mut self.timeline.events[first..], window, head, tail);

        // Connected clips may reach beyond what they are connected to; inside a container, lanes are its contents.
        let connected = Around { window: around.window, muted: around.muted, name: "", ..own.clone() };
        for child in item.children.iter().filter(|child| is_story(child.name) && child.get("lane").is_some()) {
            let part_of_it = matches!(item.name, "video" | "audio") && around.depth > 0;
            let inside = if part_of_it { Around { lane: own.lane, ..own.clone() } } else { connected.clone() };
            self.item(child, &inside, start, &Edge::Cut, &Edge::Cut)?;
        }
        let track = self.track_name(lane, self.has_video(item));
        mark(&mut self.timeline, item, local, window, &track);
        Ok(())
    }

    /// What a container holds.
    fn nest(
        &mut self,
        item: &'e Element<'a>,
        own: &Around<'e>,
        start: Flicks,
        length: Flicks,
    ) -> Result<(), ReadError> {
        if own.depth > DEEPEST_NEST {
            self.timeline.skip(self.place(own), format!("clips are nested more than {DEEPEST_NEST} deep"));
            return Ok(());
        }
        let mut inside = Around { depth: own.depth + 1, ..own.clone() };
        if let Some(retime) = Retime::of(item) {
            let speed = retime.speed(start, start + length);
            if speed.is_none() {
                self.timeline.skip(
                    self.place(own),
                    "its speed changes on the way; what is inside it was laid at its first speed",
                );
            }
            inside.bed = Bed { base: own.bed.base, origin: retime.source_at(start), speed: speed.or(own.bed.speed) };
        }
        if is_silent(item) {
            inside.enabled.audio = false;
        }
        let only = |text: Option<&str>| match text {
            Some("audio") => Enabled { video: false, audio: true },
            Some("video") => Enabled { video: true, audio: false },
            Some("none") => Enabled { video: false, audio: false },
            _ => Enabled { video: true, audio: true },
        };
        let both =
            |one: Enabled, two: Enabled| Enabled { video: one.video && two.video, audio: one.audio && two.audio };
        let reference = item.get("ref").unwrap_or_default();
        let resources = self.resources;
        match item.name {
            "ref-clip" => {
                let Some((name, sequence)) = resources.compound(reference) else {
                    self.timeline.skip(self.place(own), "the compound clip that it plays is not in the file");
                    return Ok(());
                };
                if own.inside.contains(&reference) {
                    self.timeline.skip(self.place(own), "a compound clip that plays itself was left out");
                    return Ok(());
                }
                inside.inside.push(reference);
                inside.enabled = both(inside.enabled, only(item.get("srcEnable")));
                inside.within.push(name.to_owned());
                inside.name = "";
                sequence.child("spine").map_or(Ok(()), |spine| self.within_own_time(spine, sequence, &inside))
            }
            "mc-clip" => {
                let Some((name, multicam)) = resources.multicam(reference) else {
                    self.timeline.skip(self.place(own), "the multicam clip that it plays is not in the file");
                    return Ok(());
                };
                inside.within.push(name.to_owned());
                inside.name = "";
                let mut sources = item.all("mc-source").peekable();
                let chosen = only(item.get("srcEnable"));
                if sources.peek().is_none() {
                    let angle = multicam.child("mc-angle");
                    inside.enabled = both(inside.enabled, chosen);
                    return angle.map_or(Ok(()), |angle| self.within_own_time(angle, multicam, &inside));
                }
                for source in sources {
                    let id = source.get("angleID");
                    let Some(angle) =
                        multicam.children.iter().find(|angle| angle.name == "mc-angle" && angle.get("angleID") == id)
                    else {
                        continue;
                    };
                    let enabled = both(both(inside.enabled, chosen), only(source.get("srcEnable")));
                    self.within_own_time(angle, multicam, &Around { enabled, ..inside.clone() })?;
                }
                Ok(())
            }
            _ => {
                if item.name == "sync-clip" {
                    inside.within.push(own.name.to_owned());
                }
                let contents = item.children.iter().filter(|child| is_story(child.name) && child.get("lane").is_none());
                for child in contents {
                    if child.name == "spine" {
                        // A storyline inside begins where it says, else with the clip's own time.
                        let at = child.get("offset").and_then(seconds).unwrap_or(Flicks::ZERO);
                        let bed = Bed { origin: Flicks(inside.bed.origin.0.saturating_sub(at.0)), ..inside.bed };
                        let bed = Bed { base: bed.base, origin: bed.origin, speed: bed.speed };
                        self.row_from(child, &Around { bed, ..inside.clone() }, Flicks::ZERO)?;
                    } else {
                        self.item(child, &inside, start, &Edge::Cut, &Edge::Cut)?;
                    }
                }
                Ok(())
            }
        }
    }

    /// A row whose first element begins at `first` of the own time around it.
    fn row_from(&mut self, spine: &'e Element<'a>, around: &Around<'e>, first: Flicks) -> Result<(), ReadError> {
        let base = around.bed.at(first);
        self.row(spine, &Around { bed: Bed { base, origin: first, speed: around.bed.speed }, ..around.clone() })
    }

    /// A row of a sequence or an angle, which counts from its own first label.
    fn within_own_time(
        &mut self,
        row: &'e Element<'a>,
        sequence: &Element<'_>,
        around: &Around<'e>,
    ) -> Result<(), ReadError> {
        self.row_from(row, around, sequence.get("tcStart").and_then(seconds).unwrap_or_default())
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
        if let Some(rate) = item.child("conform-rate").and_then(|conform| conform.get("srcFrameRate")) {
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

    fn track_name(&self, lane: i64, picture: bool) -> String {
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

    fn place(&self, own: &Around<'_>) -> Place {
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
