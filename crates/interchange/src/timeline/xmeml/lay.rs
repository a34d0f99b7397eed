//! Laying the tracks of a sequence, and of those nested in it.

use timebase::Flicks;

use super::clip::{file, frames, level, mark, notes, speed_of};
use super::{Named, ratio_of};
use crate::timeline::laid::{Bed, DEEPEST_NEST, Edge, MOST_CLIPS, MOST_LAID, Window, dress, played};
use crate::timeline::nested::add_level;
use crate::timeline::tree::Element;
use crate::timeline::{Event, FadeShape, Place, ReadError, Stretch, Time, Timeline, Track, TrackKind, TransitionKind};

/// Ticks in a second of Premiere's clock.
const TICKS: i64 = 254_016_000_000;

/// What holds for a track from outside.
#[derive(Clone)]
struct Around {
    bed: Bed,
    window: Window,
    muted: bool,
    within: Vec<String>,
    /// The sequences that it is in: none plays itself.
    inside: Vec<usize>,
    track: usize,
}

struct Layer<'e, 'a> {
    timeline: Timeline,
    named: &'e Named<'e, 'a>,
    laid: usize,
    clips: u64,
}

pub(super) fn lay_sequence<'e, 'a>(
    timeline: Timeline,
    sequence: &'e Element<'a>,
    named: &'e Named<'e, 'a>,
) -> Result<Timeline, ReadError> {
    let mut layer = Layer { timeline, named, laid: 0, clips: 0 };
    let bed = Bed { base: Flicks::ZERO, origin: Flicks::ZERO, speed: None };
    for (kind, name, letter) in [(TrackKind::Picture, "video", 'V'), (TrackKind::Sound, "audio", 'A')] {
        let tracks = sequence.at(&["media", name]).into_iter().flat_map(|media| media.all("track"));
        for (nth, element) in tracks.enumerate() {
            let own = element.get("MZ.TrackName").or_else(|| element.text_of("name")).filter(|name| !name.is_empty());
            let mut track = Track::named(&own.map_or_else(|| format!("{letter}{}", nth + 1), str::to_owned), kind);
            track.number = u16::try_from(nth + 1).ok();
            let off = !element.flag_of("enabled", true);
            (track.muted, track.inactive) = (off && kind == TrackKind::Sound, off && kind != TrackKind::Sound);
            if element.get("premiereTrackType") == Some("Stereo") {
                track.channels = Some(2);
            }
            layer.timeline.tracks.push(track);
            layer.clips = 0;
            let track = layer.timeline.tracks.len() - 1;
            let around =
                Around { bed, window: Window::ALL, muted: false, within: Vec::new(), inside: Vec::new(), track };
            layer.row(element, sequence, &around)?;
        }
    }
    mark(&mut layer.timeline, sequence, bed, Window::ALL, "");
    let mut timeline = layer.timeline;
    timeline.sort_markers();
    Ok(timeline)
}

impl<'e, 'a> Layer<'e, 'a> {
    /// The items of one track of a sequence.
    fn row(&mut self, track: &'e Element<'a>, sequence: &Element<'_>, around: &Around) -> Result<(), ReadError> {
        let Some(rate) = ratio_of(sequence) else {
            self.timeline.skip(self.place(around), "the sequence of this track says no rate");
            return Ok(());
        };
        let items: Vec<&Element<'a>> = track
            .children
            .iter()
            .filter(|child| matches!(child.name, "clipitem" | "generatoritem" | "transitionitem"))
            .collect();
        for (nth, item) in items.iter().enumerate().filter(|(_, item)| item.name != "transitionitem") {
            let beside = |by: Option<usize>| by.and_then(|by| items.get(by)).copied();
            let placed = Placed::of(item, beside(nth.checked_sub(1)), beside(Some(nth + 1)), rate);
            let Some(placed) = placed else {
                self.timeline.skip(self.place(around), "a clip says no place on its track");
                continue;
            };
            let touches = |by: Option<usize>, own: Flicks, end: bool| {
                let other = beside(by).filter(|other| other.name != "transitionitem")?;
                let other =
                    Placed::of(other, beside(by.and_then(|by| by.checked_sub(1))), beside(by.map(|by| by + 1)), rate)?;
                (if end { other.to } else { other.from } == own).then_some(())
            };
            let head = edge(
                beside(nth.checked_sub(1)),
                touches(nth.checked_sub(2), placed.from, true).is_some(),
                (placed.from, false),
                rate,
            );
            let meets = touches(Some(nth + 2), placed.to, false).is_some();
            let tail = edge(beside(Some(nth + 1)), meets, (placed.to, true), rate);
            self.item(item, &placed, around, &head, &tail)?;
        }
        Ok(())
    }

    fn item(
        &mut self,
        item: &'e Element<'a>,
        placed: &Placed,
        around: &Around,
        head: &Edge,
        tail: &Edge,
    ) -> Result<(), ReadError> {
        self.laid += 1;
        if self.laid > MOST_LAID || self.timeline.events.len() >= MOST_CLIPS {
            return Err(ReadError::TooMuch("too many clips"));
        }
        let from = Flicks(around.bed.at(placed.from).0.saturating_sub(head.reach_before().0));
        let to = Flicks(around.bed.at(placed.to).0.saturating_add(tail.reach_after().0));
        let window = around.window.and(Window { from, to });
        let (speed, variable) = speed_of(item);
        // Frames of the clip count the time that it plays, so its own speed is told, not laid again.
        let local = around.bed.within(placed.from, placed.source, None);
        let muted = around.muted || !item.flag_of("enabled", true);
        let first = self.timeline.events.len();
        let nested = item
            .child("sequence")
            .map(|own| own.get("id").and_then(|id| self.named.sequences.get(id).copied()).unwrap_or(own));
        if window.is_empty() {
            if placed.to < placed.from {
                self.timeline.skip(self.place(around), "a clip that ends before it begins was left out");
            }
            return Ok(());
        }
        if let Some(sequence) = nested {
            self.nest(item, sequence, &Around { bed: local, window, muted, ..around.clone() })?;
            if speed.is_some() || variable {
                let reason = "the speed of a nested sequence is not followed: what is inside it was laid at its own";
                self.timeline.skip(self.place(around), reason);
            }
            let record = Stretch { from: Time::Elapsed(window.from), to: Time::Elapsed(window.to) };
            let mut nest = Event::at(around.track, record, self.place(around));
            level(&mut nest, item, placed.rate, local, window);
            if !add_level(&mut self.timeline, first, &nest, |_| true) {
                self.timeline
                    .skip(self.place(around), "the level of a nested sequence changes on the way, and is not followed");
            }
        } else {
            self.clips += 1;
            let record = Stretch { from: Time::Elapsed(window.from), to: Time::Elapsed(window.to) };
            let mut event = Event::at(around.track, record, self.place(around));
            event.name = item.text_of("name").unwrap_or_default().to_owned();
            file(&mut event, item, self.named, &self.timeline);
            let begin = event.source_start.map_or(Flicks::ZERO, |start| match start {
                Time::Exact(at) => at,
                _ => Flicks::ZERO,
            });
            let source = local.inner(window.from);
            let length = played(window.to.0.saturating_sub(window.from.0), speed);
            let end = source.0.saturating_add(length);
            let time = |at: i64| match event.source_start {
                Some(_) => Time::Exact(Flicks(begin.0.saturating_add(at))),
                None => Time::Elapsed(Flicks(at)),
            };
            event.source_span = Some(Stretch { from: time(source.0), to: time(end) });
            event.speed = speed;
            if variable {
                event.comments.push("variable speed".to_owned());
            }
            if item.name == "generatoritem" {
                let effect = item.at(&["effect", "name"]).map_or("", Element::text);
                event.comments.push(format!("generator {effect}"));
                event.source_span = None;
            }
            event.muted = muted;
            event.within.clone_from(&around.within);
            let index = item.child("sourcetrack").filter(|source| source.text_of("mediatype") == Some("audio"));
            let index = index.and_then(|source| source.number_of("trackindex"));
            event.channels = index.and_then(|index| u16::try_from(index).ok()).into_iter().collect();
            level(&mut event, item, placed.rate, local, window);
            notes(&mut event, item);
            self.timeline.events.push(event);
        }
        dress(&mut self.timeline.events[first..], window, head, tail);
        let track = self.timeline.tracks.get(around.track).map_or(String::new(), |track| track.name.clone());
        mark(&mut self.timeline, item, local, window, &track);
        Ok(())
    }

    /// The tracks of a nested sequence, on the track that it is nested on.
    fn nest(&mut self, item: &Element<'_>, sequence: &'e Element<'a>, inside: &Around) -> Result<(), ReadError> {
        if inside.within.len() >= DEEPEST_NEST {
            self.timeline.skip(self.place(inside), format!("sequences are nested more than {DEEPEST_NEST} deep"));
            return Ok(());
        }
        let own = std::ptr::from_ref(sequence) as usize;
        if inside.inside.contains(&own) {
            self.timeline.skip(self.place(inside), "a sequence that plays itself was left out");
            return Ok(());
        }
        let mut inside = inside.clone();
        inside.inside.push(own);
        inside.within.push(sequence.text_of("name").or_else(|| item.text_of("name")).unwrap_or_default().to_owned());
        let sound = self.timeline.tracks.get(inside.track).is_some_and(|track| track.kind == TrackKind::Sound);
        let media = sequence.at(&["media", if sound { "audio" } else { "video" }]);
        let tracks: Vec<&Element<'a>> = media.into_iter().flat_map(|media| media.all("track")).collect();
        // A clip of sound plays one channel of what the nested sequence mixes.
        let channel = item.child("sourcetrack").and_then(|source| source.number_of("trackindex")).filter(|_| sound);
        let of_channel =
            |track: &&Element<'a>| channel.is_none_or(|own| track.number_of("outputchannelindex") == Some(own));
        let mut chosen: Vec<&Element<'a>> = tracks.iter().copied().filter(|track| of_channel(track)).collect();
        if chosen.is_empty() {
            chosen = tracks;
        }
        for track in chosen {
            let muted = inside.muted || !track.flag_of("enabled", true);
            self.row(track, sequence, &Around { muted, ..inside.clone() })?;
        }
        Ok(())
    }

    fn place(&self, around: &Around) -> Place {
        let track = self.timeline.tracks.get(around.track).map_or("", |track| track.name.as_str());
        Place::Object(format!("track {track}, clip {}", self.clips.max(1)))
    }
}

/// Where an item lies in its track, and at which of its own moments it begins.
struct Placed {
    from: Flicks,
    to: Flicks,
    source: Flicks,
    rate: (i64, i64),
}

impl Placed {
    /// `rate` is the sequence's. Where an end is -1 it lies at the cut of the transition there, and `in` and `out` count from
    /// the transition's own ends.
    fn of(
        item: &Element<'_>,
        before: Option<&Element<'_>>,
        after: Option<&Element<'_>>,
        rate: (i64, i64),
    ) -> Option<Self> {
        let own = ratio_of(item).unwrap_or(rate);
        let (start, end) = (item.number_of("start")?, item.number_of("end")?);
        let mut source = frames(item.number_of("in").unwrap_or(0).max(0), own);
        let is_transition = |item: &&Element<'_>| item.name == "transitionitem";
        let from = if start < 0 {
            let transition = before.filter(is_transition)?;
            let cut = cut_of(transition, rate)?;
            source = Flicks(source.0.saturating_add(cut.0 - frames(transition.number_of("start")?, rate).0));
            cut
        } else {
            frames(start, rate)
        };
        let to = if end < 0 { cut_of(after.filter(is_transition)?, rate)? } else { frames(end, rate) };
        Some(Self { from, to, source, rate: own })
    }
}

/// Where a transition cuts from one clip to the other.
fn cut_of(transition: &Element<'_>, rate: (i64, i64)) -> Option<Flicks> {
    let (start, end) = (transition.number_of("start")?, transition.number_of("end")?);
    let cut = match transition.text_of("alignment").unwrap_or("center") {
        "start" | "start-black" => start,
        "end" | "end-black" => end,
        _ => {
            let ticks = transition.number_of("cutPointTicks").filter(|ticks| (0..=1 << 50).contains(ticks));
            if let Some(ticks) = ticks {
                let into = i128::from(ticks) * i128::from(rate.0) / (i128::from(TICKS) * i128::from(rate.1));
                i64::try_from(into).ok().and_then(|into| start.checked_add(into)).filter(|cut| *cut <= end)?
            } else {
                start.midpoint(end)
            }
        }
    };
    Some(frames(cut, rate))
}

/// The transition at one end of an item, which is at `cut`, its own end or else its start; `meets` says that another item
/// stands on its other side.
fn edge(transition: Option<&Element<'_>>, meets: bool, (cut, at_end): (Flicks, bool), rate: (i64, i64)) -> Edge {
    let Some(transition) = transition.filter(|own| own.name == "transitionitem") else { return Edge::Cut };
    let (Some(start), Some(end)) = (transition.number_of("start"), transition.number_of("end")) else {
        return Edge::Cut;
    };
    let (start, end) = (frames(start, rate), frames(end, rate));
    if cut < start || end < cut {
        return Edge::Cut;
    }
    let (before, after) = (Flicks(cut.0 - start.0), Flicks(end.0 - cut.0));
    let name = transition.at(&["effect", "name"]).map_or("", Element::text).to_owned();
    let black = transition.text_of("alignment").is_some_and(|alignment| alignment.ends_with("-black"));
    // To or from black beyond the item is the fade of the item that stands there.
    if black && meets && (if at_end { before } else { after }) == Flicks::ZERO {
        return Edge::Cut;
    }
    if black || !meets {
        let lower = name.to_lowercase();
        let shape = if lower.contains("+3db") || lower.contains("constant power") {
            FadeShape::EqualPower
        } else if lower.contains("0db") || lower.contains("constant gain") {
            FadeShape::Linear
        } else if lower.contains("exponential") {
            FadeShape::Logarithmic
        } else {
            FadeShape::Unknown
        };
        return Edge::Fade { before, after, shape };
    }
    let kind = if name.to_lowercase().contains("wipe")
        || transition.at(&["effect", "wipecode"]).is_some_and(|code| code.text() != "0" && !code.text().is_empty())
    {
        TransitionKind::Wipe(name.clone())
    } else if name.is_empty()
        || ["dissolve", "cross", "constant", "exponential"].iter().any(|word| name.to_lowercase().contains(word))
    {
        TransitionKind::Dissolve
    } else {
        TransitionKind::Other(name.clone())
    };
    Edge::Cross { before, after, kind, name }
}
