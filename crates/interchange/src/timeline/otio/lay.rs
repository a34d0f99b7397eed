//! From OpenTimelineIO's tree to a time line.

use timebase::{Flicks, FrameRate};

use super::beside::sound_of;
use super::leaf::{Leaf, Unread};
use super::schema::{Colour, Marker as OtioMarker, Object, Reference};
use super::whole::{chosen, settle};
use crate::timeline::laid::{Bed, DEEPEST_NEST, Edge, MOST_CLIPS, MOST_LAID, Window, dress, played, times};
use crate::timeline::{
    Event, FadeShape, GainPoint, Hints, Id, IdKind, Kept, Marker, Place, ReadError, Speed, Stretch, Time, Timeline,
    Track, TrackKind, TransitionKind, speed_of_decimal,
};

/// Fills a time line from objects.
struct Layer {
    timeline: Timeline,
    laid: usize,
    track: usize,
    clips: u64,
    /// Bytes that are kept of what only other programs know.
    kept: usize,
}

/// Bytes of it that are kept; more is only counted.
const MOST_KEPT: usize = 16 << 20;

/// What holds for an object from outside.
#[derive(Clone)]
struct Around {
    bed: Bed,
    window: Window,
    muted: bool,
    within: Vec<String>,
    /// How many nests are around it.
    depth: usize,
}

pub(super) fn timeline_of(root: Object, format: &'static str, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(format);
    let whole = chosen(root, &mut timeline)?;
    timeline.title = text(whole.name.as_deref());
    let none = Object::default();
    let stack = whole.tracks.as_deref().unwrap_or(&none);
    settle(&mut timeline, &whole, stack, hints);

    let mut layer = Layer { timeline, laid: 0, track: 0, clips: 0, kept: 0 };
    let bed = Bed { base: Flicks::ZERO, origin: Flicks::ZERO, speed: None };
    let bed = match stack.source_range.as_deref().and_then(|range| range.window()) {
        Some(range) => Bed { origin: range.from, ..bed },
        None => bed,
    };
    let mut around = Around { bed, window: Window::ALL, muted: false, within: Vec::new(), depth: 0 };
    if let Some(range) = stack.source_range.as_deref().and_then(|range| range.window()) {
        around.window = Window { from: Flicks::ZERO, to: Flicks(range.to.0.saturating_sub(range.from.0)) };
    }
    let mut end = Flicks::ZERO;
    for child in stack.children.iter().flatten().flatten() {
        let track = layer.add_track(child);
        let at = around.bed.at(Flicks::ZERO);
        end = end.max(Flicks(at.0.saturating_add(length_of(child, 0).0)));
        (layer.track, layer.clips) = (track, 0);
        layer.lay(child, &around, Flicks::ZERO, &Edge::Cut, &Edge::Cut)?;
    }
    layer.mark(stack, &around.bed, around.window, "");
    for (named, whole) in [("the time line", &whole), ("its stack", stack)] {
        if let Some(json) = whole.beside() {
            layer.keep(Place::Object(named.to_owned()), None, whole.schema.as_deref(), &json);
        }
    }
    let mut timeline = layer.timeline;
    timeline.end = (end > Flicks::ZERO).then_some(Time::Elapsed(end));
    Ok(timeline)
}

pub(super) fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// How long an object is where it stands.
fn length_of(object: &Object, depth: usize) -> Flicks {
    if depth > 64 || object.what() == "Transition" {
        return Flicks::ZERO;
    }
    if let Some(range) = object.source_range.as_deref().and_then(|range| range.window()) {
        return Flicks(range.to.0 - range.from.0);
    }
    let children = || object.children.iter().flatten().flatten().map(|child| length_of(child, depth + 1));
    match object.what() {
        "Track" => Flicks(children().fold(0i64, |sum, length| sum.saturating_add(length.0))),
        "Stack" => children().max().unwrap_or(Flicks::ZERO),
        _ => {
            let media = object.reference().and_then(|reference| reference.available_range);
            media.and_then(|range| range.window()).map_or(Flicks::ZERO, |range| Flicks(range.to.0 - range.from.0))
        }
    }
}

/// The transition at one side of an item, and what is beyond it.
fn edge(beside: Option<&Object>, beyond: Option<&Object>) -> Edge {
    let Some(transition) = beside.filter(|beside| beside.what() == "Transition") else { return Edge::Cut };
    let offset = |time: &Option<Box<super::schema::RationalTime>>| {
        time.as_deref().and_then(|time| time.flicks()).unwrap_or(Flicks::ZERO).max(Flicks::ZERO)
    };
    let (before, after) = (offset(&transition.in_offset), offset(&transition.out_offset));
    match beyond.map(Object::what) {
        None | Some("Gap" | "Transition") => Edge::Fade { before, after, shape: FadeShape::Unknown },
        Some(_) => {
            let name = transition.name.as_deref().filter(|name| !name.is_empty());
            let word = transition.transition_type.as_deref().unwrap_or_default();
            let kind = match word {
                "" | "SMPTE_Dissolve" => TransitionKind::Dissolve,
                other => TransitionKind::Other(other.to_owned()),
            };
            Edge::Cross { before, after, kind, name: text(name.or(Some(word))) }
        }
    }
}

impl Layer {
    fn add_track(&mut self, object: &Object) -> usize {
        let kind = match (object.what(), object.kind.as_deref()) {
            (_, Some("Audio")) => TrackKind::Sound,
            (_, Some("Video") | None) => TrackKind::Picture,
            (_, Some(_)) => TrackKind::Other,
        };
        let number = self.timeline.tracks.iter().filter(|track| track.kind == kind).count() + 1;
        let letter = if kind == TrackKind::Sound { 'A' } else { 'V' };
        let own = object.name.as_deref().filter(|name| !name.is_empty());
        let mut track = Track::named(&own.map_or_else(|| format!("{letter}{number}"), str::to_owned), kind);
        track.number = u16::try_from(number).ok();
        track.inactive = !object.enabled;
        self.timeline.tracks.push(track);
        self.timeline.tracks.len() - 1
    }

    fn place(&self) -> Place {
        let track = self.timeline.tracks.get(self.track).map_or("", |track| track.name.as_str());
        Place::Object(format!("track {track}, clip {}", self.clips.max(1)))
    }

    /// Lays an object that begins at `at` of what is around it.
    fn lay(&mut self, object: &Object, around: &Around, at: Flicks, head: &Edge, tail: &Edge) -> Result<(), ReadError> {
        self.laid += 1;
        if self.laid > MOST_LAID || self.timeline.events.len() >= MOST_CLIPS {
            return Err(ReadError::TooMuch("too many clips"));
        }
        let length = length_of(object, 0);
        let from = Flicks(around.bed.at(at).0.saturating_sub(head.reach_before().0));
        let to = Flicks(around.bed.at(Flicks(at.0.saturating_add(length.0))).0.saturating_add(tail.reach_after().0));
        let window = around.window.and(Window { from, to });
        let own_speed = speed_of(object);
        let trimmed = object.source_range.as_deref().and_then(|range| range.window());
        let media = object.reference().and_then(|reference| reference.available_range).and_then(|range| range.window());
        let origin =
            trimmed.or(if object.what() == "Clip" { media } else { None }).map_or(Flicks::ZERO, |range| range.from);
        let bed = around.bed.within(at, origin, own_speed);
        let first = self.timeline.events.len();
        match object.what() {
            "Gap" | "Filler" | "Transition" => {}
            "Clip" if !window.is_empty() => self.clip(object, around, bed, window),
            "Clip" => {}
            "Track" | "Stack" if around.depth > DEEPEST_NEST => {
                self.timeline.skip(self.place(), format!("time lines are nested more than {DEEPEST_NEST} deep"));
            }
            what @ ("Track" | "Stack") => {
                let muted = around.muted || !object.enabled;
                let mut inside = Around { bed, window, muted, within: around.within.clone(), depth: around.depth + 1 };
                // The tracks of the time line itself are no nest.
                if around.depth > 0 {
                    inside.within.push(text(object.name.as_deref()));
                }
                let outer = self.track;
                self.track = sound_of(object, &mut self.timeline, outer);
                self.row(object, &inside, what == "Track")?;
                self.track = outer;
            }
            other => {
                let time = match length {
                    Flicks::ZERO => "it says no length, so what follows may stand too early",
                    _ => "its time is left empty",
                };
                let reason = format!("an object of the schema {other} is not known, and was left out: {time}");
                self.timeline.skip(self.place(), reason);
            }
        }
        self.keep_beside(object, window);
        dress(&mut self.timeline.events[first..], window, head, tail);
        let track = self.timeline.tracks.get(self.track).map_or(String::new(), |track| track.name.clone());
        self.mark(object, &bed, window, &track);
        Ok(())
    }

    fn keep(&mut self, place: Place, record: Option<Stretch>, schema: Option<&str>, json: &str) {
        if self.kept + json.len() > MOST_KEPT {
            self.timeline.kept_more += 1;
            return;
        }
        self.kept += json.len();
        self.timeline.kept.push(Kept { place, record, schema: text(schema), json: json.to_owned() });
    }

    /// Keeps what nothing here reads of an object, its effects and its media.
    fn keep_beside(&mut self, object: &Object, window: Window) {
        let place = match object.what() {
            "Track" | "Stack" => {
                Place::Object(format!("{} {}", object.what().to_lowercase(), text(object.name.as_deref())))
            }
            _ => self.place(),
        };
        let record = Stretch { from: Time::Elapsed(window.from), to: Time::Elapsed(window.to) };
        let record = (!window.is_empty() && window.to < Window::ALL.to).then_some(record);
        if let Some(json) = object.beside() {
            self.keep(place.clone(), record, object.schema.as_deref(), &json);
        }
        if matches!(object.unread, Unread::Whole(_)) {
            return;
        }
        for (schema, whole) in object.leaves() {
            self.keep(place.clone(), record, schema, whole);
        }
    }

    /// Children one after another, or all at once.
    fn row(&mut self, object: &Object, inside: &Around, one_after_another: bool) -> Result<(), ReadError> {
        let children: Vec<&Object> = object.children.iter().flatten().flatten().collect();
        let mut at = Flicks::ZERO;
        for (nth, child) in children.iter().enumerate() {
            let beside = |by: Option<usize>| by.and_then(|by| children.get(by)).copied();
            let (head, tail) = if one_after_another {
                (
                    edge(beside(nth.checked_sub(1)), beside(nth.checked_sub(2))),
                    edge(beside(Some(nth + 1)), beside(Some(nth + 2))),
                )
            } else {
                (Edge::Cut, Edge::Cut)
            };
            self.lay(child, inside, at, &head, &tail)?;
            if one_after_another {
                at = Flicks(at.0.saturating_add(length_of(child, 0).0));
            }
        }
        Ok(())
    }

    fn clip(&mut self, object: &Object, around: &Around, bed: Bed, window: Window) {
        self.clips += 1;
        let record = Stretch { from: Time::Elapsed(window.from), to: Time::Elapsed(window.to) };
        let mut event = Event::at(self.track, record, self.place());
        event.name = text(object.name.as_deref());
        let from = bed.inner(window.from);
        let length = played(window.to.0.saturating_sub(window.from.0), bed.speed);
        event.source_span =
            Some(Stretch { from: Time::Exact(from), to: Time::Exact(Flicks(from.0.saturating_add(length))) });
        if let Some(reference) = object.reference() {
            refer(&mut event, reference);
            let rate = reference.available_range.and_then(|range| range.duration).and_then(|time| time.frame_rate());
            let own = self.timeline.rate.map(FrameRate::ratio);
            event.source_rate = rate.filter(|rate| Some(rate.ratio()) != own);
        }
        event.speed = bed.speed;
        event.muted = around.muted || !object.enabled;
        event.within.clone_from(&around.within);
        for Leaf { own: effect, .. } in object.effects.iter().flatten().flatten() {
            if !matches!(effect.what(), "LinearTimeWarp" | "FreezeFrame") {
                let name = effect.name.as_deref().filter(|name| !name.is_empty()).or(effect.effect_name.as_deref());
                event.comments.extend(name.filter(|name| !name.is_empty()).map(str::to_owned));
                // What only another program knows is kept by what it calls it.
                if !matches!(effect.what(), "" | "Effect" | "TimeEffect") {
                    event.comments.push(format!("effect of the schema {}", effect.what()));
                }
            }
        }
        if let Some(metadata) = object.metadata.as_deref() {
            let reel = metadata.cmx_3600.as_ref().and_then(|own| own.get("reel")).and_then(|reel| reel.as_str());
            if let Some(reel) = reel {
                reel.clone_into(&mut event.source);
            }
            if let Some(own) = &metadata.needledrop {
                own_notes(&mut event, own);
            }
        }
        self.timeline.events.push(event);
    }

    fn mark(&mut self, object: &Object, bed: &Bed, window: Window, track: &str) {
        for own in object.markers.iter().flatten().flatten() {
            let place = Place::Object(format!("marker {}", self.timeline.markers.len() + 1));
            if let Some(whole) = &own.whole {
                self.keep(place.clone(), None, own.own.schema.as_deref(), whole);
            }
            let own = &own.own;
            let range = own.marked_range.or(own.range).and_then(|range| range.window());
            let Some(range) = range else {
                self.timeline.skip(place, "a marker says no time");
                continue;
            };
            let at = bed.at(range.from);
            if !window.holds(at) {
                self.timeline.skip(place, "a marker is outside of the part of its clip that is used");
                continue;
            }
            let mut marker = Marker::at(Time::Elapsed(at), place);
            let length = range.to.0 - range.from.0;
            let frame = self.timeline.rate.map_or(0, |rate| rate.frame().0);
            if length > frame {
                marker.until = Some(Time::Elapsed(Flicks(at.0.saturating_add(length))));
            }
            track.clone_into(&mut marker.track);
            fill(&mut marker, own);
            self.timeline.markers.push(marker);
        }
    }
}

fn fill(marker: &mut Marker, own: &OtioMarker) {
    marker.name = text(own.name.as_deref());
    marker.comment = text(own.comment.as_deref());
    marker.colour = match &own.color {
        Some(Colour::Word(word)) => word.to_lowercase(),
        Some(Colour::Numbers { name: Some(name), .. }) => name.to_lowercase(),
        Some(Colour::Numbers { r: Some(r), g: Some(g), b: Some(b), name: None }) => {
            let byte = |part: &f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
            format!("#{:02x}{:02x}{:02x}", byte(r), byte(g), byte(b))
        }
        Some(Colour::Numbers { .. } | Colour::Other(_)) | None => String::new(),
    };
    let metadata = own.metadata.as_deref();
    let resolve = metadata.and_then(|metadata| metadata.resolve.as_ref());
    if marker.comment.is_empty()
        && let Some(note) = resolve.and_then(|own| own.get("Note")).and_then(|note| note.as_str())
    {
        note.clone_into(&mut marker.comment);
    }
    if let Some(ours) = metadata.and_then(|metadata| metadata.needledrop.as_ref()) {
        let field = |name: &str| ours.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        (marker.author, marker.kind) = (field("author"), field("kind"));
    }
}

fn refer(event: &mut Event, reference: &Reference) {
    event.source = text(reference.name.as_deref());
    event.source_start =
        reference.available_range.and_then(|range| range.window()).map(|range| Time::Exact(range.from));
    match reference.what() {
        "ExternalReference" => event.file = text(reference.target_url.as_deref()),
        "ImageSequenceReference" => {
            event.file =
                text(reference.target_url_base.as_deref()) + reference.name_prefix.as_deref().unwrap_or_default();
        }
        "GeneratorReference" => {
            event.comments.push(format!("generator {}", reference.generator_kind.as_deref().unwrap_or_default()));
        }
        "" | "MissingReference" => {}
        other => {
            event.file = text(reference.target_url.as_deref());
            event.comments.push(format!("media of the schema {other}"));
        }
    }
}

/// What we wrote ourselves: identifiers, gain and fades.
fn own_notes(event: &mut Event, own: &serde_json::Value) {
    for name in ["cue", "placement", "track"] {
        if let Some(id) = own.get(name).and_then(|id| id.as_str()) {
            event.ids.push(Id { kind: IdKind::Needledrop, text: id.chars().take(64).collect() });
        }
    }
    if let Some(isrc) = own.get("isrc").and_then(|id| id.as_str()) {
        event.ids.push(Id { kind: IdKind::Isrc, text: isrc.chars().take(64).collect() });
    }
    let number = |name: &str| own.get(name).and_then(serde_json::Value::as_i64);
    event.gain_millibel = number("gainMillibel").and_then(|gain| i32::try_from(gain).ok());
    let point = |point: &serde_json::Value| {
        let (at, gain) = (point.get(0)?.as_i64()?, point.get(1)?.as_i64()?);
        let at = crate::timeline::Length::Exact(Flicks(at.clamp(-(1 << 62), 1 << 62)));
        Some(GainPoint { at, millibel: i32::try_from(gain).ok()? })
    };
    let curve = own.get("gainCurve").and_then(serde_json::Value::as_array);
    event.gain_points = curve.into_iter().flatten().filter_map(point).collect();
    let fade = |name: &str| {
        let length = crate::timeline::Length::Exact(Flicks(number(&format!("{name}Flicks"))?.clamp(0, 1 << 62)));
        let shape = own.get(format!("{name}Shape")).and_then(serde_json::Value::as_str).map(FadeShape::named);
        Some(crate::timeline::Fade { length, shape: shape.unwrap_or_default() })
    };
    (event.fade_in, event.fade_out) = (fade("fadeIn"), fade("fadeOut"));
}

/// How fast the effects of an object play it.
fn speed_of(object: &Object) -> Option<Speed> {
    object.effects.iter().flatten().flatten().fold(None, |speed, Leaf { own: effect, .. }| {
        let own = match effect.what() {
            "FreezeFrame" => Some(Speed { numerator: 0, denominator: 1 }),
            "LinearTimeWarp" => speed_of_decimal(effect.time_scalar.unwrap_or(1.0)),
            _ => None,
        };
        times(speed, own)
    })
}
