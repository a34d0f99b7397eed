//! What a new cut did to the picture under a cue.

use serde::{Deserialize, Serialize};
use timebase::{Carried, Flicks, Span, TimeMap};
use ts_rs::TS;

use super::conform::Conform;

/// What a new cut did to a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CueClass {
    /// Its picture is where it was.
    Unchanged,
    /// All of its picture stands later or earlier.
    Shifted,
    /// It begins and ends with the same picture, but not all between is the same.
    InnerEdit,
    /// The picture it began with is gone; so may be that at its end.
    StartLost,
    /// The picture it ended with is gone.
    EndLost,
    /// Its picture went apart: other old picture stands between, the order is another, or more came in than the cue is long.
    Split,
    /// None of its picture is left.
    Lost,
    /// The picture that it holds to fits another place as well.
    Ambiguous,
    /// Its picture is whole, but the cue now runs into another that it did not run into before.
    Overlapping,
}

impl CueClass {
    /// Every class, in the order in which they are gone through.
    pub const ALL: [Self; 9] = [
        Self::Lost,
        Self::Ambiguous,
        Self::Split,
        Self::StartLost,
        Self::EndLost,
        Self::InnerEdit,
        Self::Overlapping,
        Self::Shifted,
        Self::Unchanged,
    ];

    /// As commands and JSON name it: `inner-edit`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Shifted => "shifted",
            Self::InnerEdit => "inner-edit",
            Self::StartLost => "start-lost",
            Self::EndLost => "end-lost",
            Self::Split => "split",
            Self::Lost => "lost",
            Self::Ambiguous => "ambiguous",
            Self::Overlapping => "overlapping",
        }
    }

    /// As people say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Shifted => "shifted",
            Self::InnerEdit => "picture changed inside",
            Self::StartLost => "start lost",
            Self::EndLost => "end lost",
            Self::Split => "split",
            Self::Lost => "lost",
            Self::Ambiguous => "two places fit",
            Self::Overlapping => "now overlaps",
        }
    }

    /// Whether nobody has to decide: the cue goes with its picture, which is as it was.
    #[must_use]
    pub const fn is_clear(self) -> bool {
        matches!(self, Self::Unchanged | Self::Shifted)
    }

    /// Whether what is seen while it sounds is as it was.
    #[must_use]
    pub const fn keeps_picture(self) -> bool {
        matches!(self, Self::Unchanged | Self::Shifted | Self::Overlapping)
    }
}

/// What is left of the picture under a cue, by where it was.
pub(super) struct Under {
    pub parts: Vec<Carried>,
    pub class: CueClass,
    /// How much longer its picture is from its first frame that is left to its last, beside what another frame rate makes of it.
    pub longer: Flicks,
    /// How much of its beginning is gone.
    pub start_gone: Flicks,
    /// How much of its end is gone.
    pub end_gone: Flicks,
}

/// Looks under a cue; `back` is the way back of the map.
pub(super) fn under(conform: &Conform, back: &TimeMap, span: Span) -> Under {
    let parts = conform.map.span(span);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        let gone = span.length();
        return Under { parts, class: CueClass::Lost, longer: Flicks::ZERO, start_gone: gone, end_gone: Flicks::ZERO };
    };
    let (start_gone, end_gone) = (first.old.start - span.start, span.end - last.old.end);
    // Beside what the other count makes of it.
    let longer = (last.new.end - first.new.start) - conform.paced(last.old.end - first.old.start);
    let apart = |pair: &[Carried]| {
        let between = Span { start: pair[0].new.end, end: pair[1].new.start };
        between.length() < Flicks::ZERO || between.length() > span.length() || !back.span(between).is_empty()
    };
    let changed = conform.replaced.iter().chain(&conform.retimed).any(|one| one.old.overlaps(span));
    // Shots that go on on both lines are one part, however their frames are counted.
    let goes_on = |pair: &[Carried]| pair[0].old.end == pair[1].old.start && pair[0].new.end == pair[1].new.start;
    let class = if parts.windows(2).any(apart) {
        CueClass::Split
    } else if start_gone > Flicks::ZERO {
        CueClass::StartLost
    } else if end_gone > Flicks::ZERO {
        CueClass::EndLost
    } else if !parts.windows(2).all(goes_on) || changed {
        CueClass::InnerEdit
    } else if conform.stands(first.old.start, first.new.start) {
        CueClass::Unchanged
    } else {
        CueClass::Shifted
    };
    Under { class, longer, start_gone, end_gone, parts }
}
