//! Laying what a slot holds onto a track: where each clip begins and ends once transitions overlap, effects stretch and
//! nested sequences are opened.

use timebase::Flicks;

use super::AafError;
use super::gain::{Gain, shape_of, shape_of_kind};
use super::ids::operations as op;
use super::mobs::{MobKind, Mobs};
use super::names::Names;
use super::object::MobId;
use super::segment::{Component, Kind, Operation, SlotFade, What, tag_number};
use super::source::time_of;
use super::speed::{played, speed_of};
use crate::timeline::laid::{DEEPEST_NEST, MOST_CLIPS, MOST_LAID, Window};
use crate::timeline::{
    Event, Fade, FadeShape, Length, Place, Speed, Stretch, Time, Timeline, Transition, TransitionKind,
};

/// What holds for a component from outside.
#[derive(Debug, Clone)]
pub(super) struct Context {
    pub(super) track: usize,
    pub(super) kind: Kind,
    /// Edit units over seconds.
    pub(super) rate: (i64, i64),
    /// Where unit 0 of the component lies on the record side.
    pub(super) base: Flicks,
    /// What of it is seen.
    pub(super) window: Window,
    pub(super) speed: Option<Speed>,
    pub(super) gain: Gain,
    pub(super) muted: bool,
    pub(super) within: Vec<String>,
    pub(super) effects: Vec<String>,
}

/// Lays components onto tracks.
pub(super) struct Layer<'m> {
    pub(super) mobs: &'m Mobs,
    pub(super) names: &'m Names,
    pub(super) timeline: Timeline,
    pub(super) laid: usize,
    pub(super) count: u64,
}

/// What stands at an end of a component.
enum Edge<'c> {
    Cut,
    /// Comes from nothing, or goes to it.
    Fade(i64, &'c Option<Box<Operation>>),
    /// A transition from or to a clip: how much of it is inside, and how much before its cut.
    Cross {
        length: i64,
        cut: i64,
        operation: &'c Option<Box<Operation>>,
    },
}

impl Context {
    /// The moment of the record side where unit `units` lies.
    fn at(&self, units: i64) -> Flicks {
        let time = time_of(units, self.rate).0;
        let time = match self.speed {
            Some(speed) if speed.numerator > 0 => {
                let slow = i128::from(time) * i128::from(speed.denominator) / i128::from(speed.numerator);
                i64::try_from(slow).unwrap_or(i64::MAX)
            }
            _ => time,
        };
        Flicks(self.base.0.saturating_add(time))
    }

    fn clipped(&self, from: Flicks, to: Flicks) -> Window {
        Window { from: self.window.from.max(from), to: self.window.to.min(to) }
    }
}

impl Layer<'_> {
    /// Lays one component, whose unit 0 lies at the context's base.
    pub(super) fn lay(&mut self, part: &Component, context: &Context) -> Result<(), AafError> {
        self.laid += 1;
        if self.laid > MOST_LAID || self.timeline.events.len() >= MOST_CLIPS {
            return Err(AafError::TooManyClips);
        }
        if context.window.to <= context.window.from {
            return Ok(());
        }
        match &part.what {
            What::Filler | What::Timecode(_) | What::Marker(_) | What::Transition { .. } => Ok(()),
            What::Sequence(parts) => self.lay_sequence(parts, context),
            What::Clip { mob, slot, start, fades } => self.lay_clip((mob, *slot, *start), fades, part, context),
            What::Operation(operation) => self.lay_operation(operation, part, context),
            What::Scope(slots) => slots.last().map_or(Ok(()), |slot| self.lay(slot, context)),
            What::Choices(choices) => choices.first().map_or(Ok(()), |choice| self.lay(choice, context)),
            What::Pulldown(input) => self.lay(input, context),
            What::Selector { selected, alternates } => {
                if tag_number(&part.tags, "_DISABLE_CLIP_FLAG").unwrap_or(0) != 0 {
                    let silenced = Context { muted: true, ..context.clone() };
                    alternates.first().map_or(Ok(()), |hidden| self.lay(hidden, &silenced))
                } else {
                    self.lay(selected, context)
                }
            }
            What::Unknown(class) => {
                self.timeline.skip(self.place(context), format!("an object of class {class:032x} was not read"));
                Ok(())
            }
        }
    }

    fn lay_sequence(&mut self, parts: &[Component], context: &Context) -> Result<(), AafError> {
        let mut units = 0i64;
        for (at, part) in parts.iter().enumerate() {
            let length = part.units();
            if matches!(part.what, What::Transition { .. }) {
                units = units.saturating_sub(length);
                continue;
            }
            let (start, end) = (units, units.saturating_add(length));
            units = end;
            if matches!(part.what, What::Filler) {
                continue;
            }
            let head = edge(at.checked_sub(1).and_then(|at| parts.get(at)), at.checked_sub(2), parts);
            let tail = edge(parts.get(at + 1), Some(at + 2), parts);
            let from = match head {
                Edge::Cut | Edge::Fade(..) => start,
                Edge::Cross { cut, .. } => start.saturating_add(cut),
            };
            let to = match tail {
                Edge::Cut | Edge::Fade(..) => end,
                Edge::Cross { length, cut, .. } => end.saturating_sub(length).saturating_add(cut),
            };
            let window = context.clipped(context.at(from), context.at(to));
            let before = self.timeline.events.len();
            self.lay(part, &Context { base: context.at(start), window, ..context.clone() })?;
            self.dress(before, window, &head, &tail, context);
        }
        Ok(())
    }

    /// Gives the events of one component the transition and the fades at its ends.
    fn dress(&mut self, first: usize, window: Window, head: &Edge<'_>, tail: &Edge<'_>, context: &Context) {
        let names = self.names;
        let exact = |units: i64| Length::Exact(time_of(units, context.rate));
        let shape = |operation: &Option<Box<Operation>>| operation.as_deref().map_or(FadeShape::Unknown, shape_of);
        for event in self.timeline.events.iter_mut().skip(first) {
            if event.record.from == Time::Elapsed(window.from) {
                match head {
                    Edge::Cut => {}
                    Edge::Fade(length, operation) => {
                        event.fade_in = Some(Fade { length: exact(*length), shape: shape(operation) });
                    }
                    Edge::Cross { length, cut, operation } => {
                        let (kind, name) = kind_of(operation.as_deref(), names);
                        let (length, before) = (exact(*length), exact(*cut));
                        event.transition = Some(Transition { kind, name, length, before });
                    }
                }
            }
            if let Edge::Fade(length, operation) = tail
                && event.record.to == Time::Elapsed(window.to)
            {
                event.fade_out = Some(Fade { length: exact(*length), shape: shape(operation) });
            }
        }
    }

    fn lay_clip(
        &mut self,
        (mob, slot, start): (&MobId, u32, i64),
        fades: &[Option<SlotFade>; 2],
        part: &Component,
        context: &Context,
    ) -> Result<(), AafError> {
        let window = match part.length {
            // A clip may be shorter than the effect over it: the effect's length is what is heard.
            Some(_) | None if context.effects.is_empty() => context.clipped(context.base, context.at(part.units())),
            _ => context.window,
        };
        if window.to <= window.from {
            return Ok(());
        }
        if let Some(nested) = self.mobs.get(mob).filter(|mob| mob.kind == MobKind::Composition) {
            let Some(slot) = nested.slot(slot) else { return Ok(()) };
            if context.within.len() >= DEEPEST_NEST {
                let reason = format!("sequences are nested more than {DEEPEST_NEST} deep");
                self.timeline.skip(self.place(context), reason);
                return Ok(());
            }
            let mut within = context.within.clone();
            within.push(nested.name.clone());
            let inside = Context {
                rate: slot.rate,
                base: Flicks(context.at(start.saturating_neg()).0),
                window,
                within,
                effects: Vec::new(),
                ..context.clone()
            };
            return self.lay(&slot.segment, &inside);
        }
        let into = played(Flicks(window.from.0.saturating_sub(context.base.0)), context.speed);
        let offset = Flicks(time_of(start, context.rate).0.saturating_add(into.0));
        let length = played(Flicks(window.to.0.saturating_sub(window.from.0)), context.speed);
        let origin = self.mobs.origin(mob, slot, offset);

        self.count += 1;
        let record = Stretch { from: Time::Elapsed(window.from), to: Time::Elapsed(window.to) };
        let mut event = Event::at(context.track, record, self.place(context));
        if origin.broken {
            self.timeline.skip(event.place.clone(), "where this clip comes from is not in the file");
        }
        let label = origin.label.map_or(Flicks::ZERO, |(label, _)| label);
        let time = |at: i64| match origin.label {
            Some(_) => Time::Exact(Flicks(at.saturating_add(label.0))),
            None => Time::Elapsed(Flicks(at)),
        };
        let end = origin.offset.0.saturating_add(length.0);
        event.source_span = Some(Stretch { from: time(origin.offset.0), to: time(end) });
        event.source_start = origin.label.map(|(label, _)| Time::Exact(label));
        event.source_rate = origin.label.and_then(|(_, rate)| rate).filter(|rate| Some(*rate) != self.timeline.rate);
        event.name = origin.name;
        event.source = origin.source;
        event.file = origin.file;
        event.ids = origin.ids;
        event.channels = origin.channels;
        event.gain_millibel = context.gain.millibel;
        event.gain_points = context.gain.over(window.from, window.to);
        event.speed = context.speed;
        event.muted = context.muted;
        event.within.clone_from(&context.within);
        event.comments = context.effects.iter().filter(|name| !name.is_empty()).cloned().collect();
        let own = |fade: &SlotFade| Fade {
            length: Length::Exact(time_of(fade.length, context.rate)),
            shape: shape_of_kind(fade.kind),
        };
        event.fade_in = fades[0].as_ref().map(own);
        event.fade_out = fades[1].as_ref().map(own);
        self.timeline.events.push(event);
        Ok(())
    }

    fn lay_operation(&mut self, operation: &Operation, part: &Component, context: &Context) -> Result<(), AafError> {
        let length = Flicks(context.at(part.units()).0.saturating_sub(context.base.0));
        let own = context.clipped(context.base, context.at(part.units()));
        let first = self.timeline.events.len();
        let mut inner = Context { window: own, ..context.clone() };
        inner.effects.push(String::new());
        match operation.id {
            op::MONO_GAIN => inner.gain = context.gain.and(Gain::of(operation, context.base, length)),
            op::CHANNEL_COMBINER => return self.lay_channels(operation, &inner),
            _ => {
                if let Some(speed) = speed_of(operation, part, self.names) {
                    inner.speed = Some(speed);
                } else if context.kind == Kind::Picture
                    && let Some(known) = self.names.operation(operation.id)
                {
                    known.name.clone_into(inner.effects.last_mut().unwrap_or(&mut String::new()));
                }
            }
        }
        let warps = inner.speed != context.speed;
        let Some((input, others)) = operation.inputs.split_first() else { return Ok(()) };
        // What plays at another speed, or stands, is as long as the effect, however long what is below it counts.
        self.lay(if warps { alone(input) } else { input }, &inner)?;
        if context.kind != Kind::Picture {
            return Ok(());
        }
        // What lies over a picture: the tracks of a submaster, or what a title is made of where nothing is below it.
        let is_stack = self.names.operation(operation.id).is_some_and(|known| known.name.starts_with("Submaster"));
        for other in others {
            if is_stack || self.timeline.events.len() == first {
                self.lay(other, &inner)?;
            }
        }
        Ok(())
    }

    /// Inputs that are the channels of one sound: one event that has them all.
    fn lay_channels(&mut self, operation: &Operation, context: &Context) -> Result<(), AafError> {
        let first = self.timeline.events.len();
        let Some((input, others)) = operation.inputs.split_first() else { return Ok(()) };
        self.lay(input, context)?;
        let end = self.timeline.events.len();
        for other in others {
            let from = self.timeline.events.len();
            self.lay(other, context)?;
            let added = self.timeline.events.split_off(from);
            self.count = self.count.saturating_sub(added.len() as u64);
            for (event, channel) in self.timeline.events[first..end].iter_mut().zip(added) {
                event.channels.extend(channel.channels);
            }
        }
        Ok(())
    }

    /// In words where the next clip of a track stands.
    fn place(&self, context: &Context) -> Place {
        let track = self.timeline.tracks.get(context.track).map_or("", |track| track.name.as_str());
        Place::Object(format!("track {track}, clip {}", self.count.max(1)))
    }
}

/// The one thing in a sequence, where it is one.
fn alone(component: &Component) -> &Component {
    match &component.what {
        What::Sequence(parts) if parts.len() == 1 => parts.first().map_or(component, alone),
        _ => component,
    }
}

/// What stands beside a component: `beside` is its neighbour, `beyond` the place of the neighbour's other side.
fn edge<'c>(beside: Option<&'c Component>, beyond: Option<usize>, parts: &[Component]) -> Edge<'c> {
    let Some(Component { what: What::Transition { cut, operation }, .. }) = beside else { return Edge::Cut };
    let length = beside.map_or(0, Component::units);
    match beyond.and_then(|at| parts.get(at)).map(|part| &part.what) {
        None | Some(What::Filler | What::Transition { .. }) => Edge::Fade(length, operation),
        Some(_) => Edge::Cross { length, cut: (*cut).clamp(0, length), operation },
    }
}

/// What an effect is as a transition, and its name.
fn kind_of(operation: Option<&Operation>, names: &Names) -> (TransitionKind, String) {
    let Some(operation) = operation else { return (TransitionKind::Dissolve, String::new()) };
    let name = names.operation(operation.id).map(|known| known.name.clone()).unwrap_or_default();
    let kind = match operation.id {
        op::VIDEO_DISSOLVE | op::MONO_DISSOLVE | op::TWO_PARAMETER_DISSOLVE => TransitionKind::Dissolve,
        op::WIPE => TransitionKind::Wipe(name.clone()),
        _ if name.to_ascii_lowercase().contains("dissolve") => TransitionKind::Dissolve,
        _ if name.to_ascii_lowercase().contains("wipe") => TransitionKind::Wipe(name.clone()),
        _ => TransitionKind::Other(name.clone()),
    };
    (kind, name)
}
