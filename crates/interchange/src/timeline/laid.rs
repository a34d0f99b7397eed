//! Where things lie on the record side while a tree of clips is flattened: shared by the formats that nest.

use timebase::Flicks;

use super::{Event, Fade, FadeShape, Length, Speed, Time, Transition, TransitionKind};

/// How deep sequences may be nested within each other.
pub(super) const DEEPEST_NEST: usize = 20;
/// Things that are laid, opened nests included: nests of nests could ask for any number.
pub(super) const MOST_LAID: usize = 1_000_000;
/// Clips that come of it.
pub(super) const MOST_CLIPS: usize = 200_000;

/// A stretch of the record side, from the first frame of the time line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: Flicks,
    pub(super) to: Flicks,
}

impl Window {
    /// Everything.
    pub(super) const ALL: Self = Self { from: Flicks(-(1 << 61)), to: Flicks(1 << 61) };

    pub(super) fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }

    pub(super) fn is_empty(self) -> bool {
        self.to <= self.from
    }

    pub(super) fn holds(self, at: Flicks) -> bool {
        self.from <= at && at < self.to
    }
}

/// How the time inside something lies on the record side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bed {
    /// Where the inner moment `origin` lies.
    pub(super) base: Flicks,
    pub(super) origin: Flicks,
    /// How fast it runs; as it is where nothing says otherwise.
    pub(super) speed: Option<Speed>,
}

impl Bed {
    /// The record moment of an inner one.
    pub(super) fn at(self, inner: Flicks) -> Flicks {
        Flicks(self.base.0.saturating_add(unplayed(inner.0.saturating_sub(self.origin.0), self.speed)))
    }

    /// The inner moment of one of the record side.
    pub(super) fn inner(self, at: Flicks) -> Flicks {
        Flicks(self.origin.0.saturating_add(played(at.0.saturating_sub(self.base.0), self.speed)))
    }

    /// What lies inside: `inner` begins at `at` of this, and runs at `speed` of its own.
    pub(super) fn within(self, at: Flicks, origin: Flicks, speed: Option<Speed>) -> Self {
        Self { base: self.at(at), origin, speed: times(self.speed, speed) }
    }

    /// What is connected to this at its moment `from`: it begins there, and is as long as the time line around says, `outer`,
    /// however fast this runs.
    pub(super) fn connected(self, from: Flicks, outer: Self) -> Self {
        Self { base: self.at(from), origin: from, speed: outer.speed }
    }
}

/// How much of a source plays in a record time.
pub(super) fn played(time: i64, speed: Option<Speed>) -> i64 {
    scaled(time, speed.map(|speed| (speed.numerator, speed.denominator)))
}

/// The record time in which that much of a source plays; as long as it is where it stands or runs backwards.
fn unplayed(time: i64, speed: Option<Speed>) -> i64 {
    scaled(time, speed.filter(|speed| speed.numerator > 0).map(|speed| (speed.denominator, speed.numerator)))
}

fn scaled(time: i64, by: Option<(i64, i64)>) -> i64 {
    match by {
        Some((over, under)) if under > 0 && over != under => {
            let (whole, under) = (i128::from(time) * i128::from(over), i128::from(under));
            i64::try_from((whole + under / 2).div_euclid(under)).unwrap_or(i64::MAX)
        }
        _ => time,
    }
}

/// One speed within another.
pub(super) fn times(one: Option<Speed>, two: Option<Speed>) -> Option<Speed> {
    let (Some(a), Some(b)) = (one, two) else { return one.or(two) };
    let over = a.numerator.checked_mul(b.numerator)?;
    let under = a.denominator.checked_mul(b.denominator)?;
    let divisor = common(over.unsigned_abs(), under.unsigned_abs()).max(1);
    let divisor = i64::try_from(divisor).ok()?;
    Some(Speed { numerator: over / divisor, denominator: under / divisor })
}

fn common(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// What stands at an end of an item in a row of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edge {
    Cut,
    /// It comes from nothing or goes to it, over the whole transition.
    Fade {
        before: Flicks,
        after: Flicks,
        shape: FadeShape,
    },
    /// Another item stands on the other side of the cut.
    Cross {
        before: Flicks,
        after: Flicks,
        kind: TransitionKind,
        name: String,
    },
}

impl Edge {
    /// How far a fade reaches beyond the cut at the head of an item, where nothing stands before it.
    pub(super) fn reach_before(&self) -> Flicks {
        match self {
            Self::Fade { before, .. } => *before,
            Self::Cut | Self::Cross { .. } => Flicks::ZERO,
        }
    }

    /// The same at its tail.
    pub(super) fn reach_after(&self) -> Flicks {
        match self {
            Self::Fade { after, .. } => *after,
            Self::Cut | Self::Cross { .. } => Flicks::ZERO,
        }
    }
}

/// Gives the events of one item, which lies over `window`, what stands at its ends.
pub(super) fn dress(events: &mut [Event], window: Window, head: &Edge, tail: &Edge) {
    for event in events {
        if event.record.from == Time::Elapsed(window.from) {
            match head {
                Edge::Cut => {}
                Edge::Fade { before, after, shape } => event.fade_in = Some(fade(*before, *after, shape)),
                Edge::Cross { before, after, kind, name } => {
                    event.transition = Some(Transition {
                        kind: kind.clone(),
                        name: name.clone(),
                        length: Length::Exact(*before + *after),
                        before: Length::Exact(*before),
                    });
                }
            }
        }
        if let Edge::Fade { before, after, shape } = tail
            && event.record.to == Time::Elapsed(window.to)
        {
            event.fade_out = Some(fade(*before, *after, shape));
        }
    }
}

fn fade(before: Flicks, after: Flicks, shape: &FadeShape) -> Fade {
    Fade { length: Length::Exact(before + after), shape: shape.clone() }
}
