//! Placements, and the rules by which they are moved, trimmed, slipped and cut.

use serde::{Deserialize, Serialize};
use timebase::{FLICKS_PER_SECOND, Flicks, FrameRate, Position, Span};
use ts_rs::TS;

use crate::{CueId, Fade, GroupId, LaneId, PlacementId, TrackId, VolumeId};

/// Gain in hundredths of a decibel: -600 is -6 dB.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(transparent)]
#[ts(type = "number & { readonly __brand: \"Millibels\" }")]
pub struct Millibels(pub i64);

/// Which edge of a placement a gesture holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Edge {
    /// Where it starts.
    In,
    /// Where it ends.
    Out,
}

/// One alternate for a cue, or a piece of one after a split: a track laid against picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Placement {
    /// Its row.
    pub id: PlacementId,
    /// The cue it is an alternate for.
    pub cue: CueId,
    /// What sounds.
    pub track: TrackId,
    /// The strip it lies on.
    pub lane: LaneId,
    /// Its first frame.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// How far into the track it starts.
    pub track_start: Flicks,
    /// Gain of the whole, from [`Millibels::LEAST`] to [`Millibels::MOST`].
    pub gain: Millibels,
    /// At its start.
    pub fade_in: Fade,
    /// At its end.
    pub fade_out: Fade,
    /// Order among the alternates of its cue, from 0: A, B, C. Pieces have that of their alternate.
    pub ordinal: i64,
    /// The placement that stands for the whole alternate, where this is another piece of it; see [`crate::alternate`].
    pub piece_of: Option<PlacementId>,
    /// Whether it is silent: then it is neither heard, mixed nor counted on a cue sheet.
    pub muted: bool,
    /// Whether it is held where it is and as it is, until it is unlocked.
    pub locked: bool,
    /// What it is selected together with.
    pub group: Option<GroupId>,
    /// Its volume line, which may be shared; none is as loud as its gain says throughout. Its points belong to the
    /// recording, so that trims, splits and moves leave them where they are heard.
    pub volume: Option<VolumeId>,
    /// Whether it is temp music, which stands in for what is to come.
    pub temp: bool,
    /// How long it rings on after it was let go, through a reverb: from nothing to [`Placement::MOST_TAIL`]. It makes nothing
    /// longer that is counted, and leaves where other sound may begin as it is.
    pub tail: Flicks,
}

/// Why a placement cannot be as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    /// Nothing of the track would be left.
    #[error("the placement would be shorter than one frame")]
    Empty,
    /// It would lie outside the picture.
    #[error("the placement would lie outside the cut")]
    OutsideCut,
    /// It would start after the end of its recording.
    #[error("the recording ends before that point")]
    OutsideTrack,
    /// The blade is not inside.
    #[error("the blade is not inside the placement")]
    BladeOutside,
}

impl Millibels {
    /// -60 dB: quieter is as good as silent.
    pub const LEAST: Self = Self(-6000);
    /// +12 dB.
    pub const MOST: Self = Self(1200);

    /// Brought within the range of a placement's gain.
    #[must_use]
    pub fn clamped(self) -> Self {
        self.clamp(Self::LEAST, Self::MOST)
    }
}

impl Placement {
    /// The longest tail: ten seconds.
    pub const MOST_TAIL: Flicks = Flicks(10 * FLICKS_PER_SECOND);

    /// A recording from its beginning, as loud as it is, the first alternate of its cue.
    #[must_use]
    pub fn new(id: PlacementId, cue: CueId, track: TrackId, lane: LaneId, span: Span) -> Self {
        Self {
            id,
            cue,
            track,
            lane,
            in_point: span.start,
            out_point: span.end,
            track_start: Flicks::ZERO,
            gain: Millibels(0),
            fade_in: Fade::default(),
            fade_out: Fade::default(),
            ordinal: 0,
            piece_of: None,
            muted: false,
            locked: false,
            group: None,
            volume: None,
            temp: false,
            tail: Flicks::ZERO,
        }
    }

    /// Until when it is heard, with its tail.
    #[must_use]
    pub fn rings_until(&self) -> Position {
        self.out_point + self.tail
    }

    /// A tail brought within what there may be.
    #[must_use]
    pub fn kept_tail(tail: Flicks) -> Flicks {
        tail.max(Flicks::ZERO).min(Self::MOST_TAIL)
    }

    /// From its first frame to the first after it.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span { start: self.in_point, end: self.out_point }
    }

    /// Where the recording would start and end, were all of it laid at this offset.
    #[must_use]
    pub fn reach(&self, track_length: Flicks) -> Span {
        Span::new(self.in_point - self.track_start, track_length)
    }

    /// The placement that stands for its alternate: itself, or the one it is a piece of. Verdicts, picks and notes
    /// are about that one.
    #[must_use]
    pub fn alternate(&self) -> PlacementId {
        self.piece_of.unwrap_or(self.id)
    }

    /// Laid on other frames, as where a cut is copied or changes its rate: as long as was asked, as far as the recording
    /// lasts, at least one frame, fades fitted. What sounds at its start stays the same.
    ///
    /// # Errors
    /// If the recording has ended before its start.
    pub fn refitted(mut self, to: Span, track_length: Flicks, rate: FrameRate) -> Result<Self, PlacementError> {
        self.in_point = to.start;
        let last = rate.position(rate.frame_at(to.start + (track_length - self.track_start)));
        self.out_point = to.end.min(last).max(to.start + rate.frame());
        if self.track_start >= track_length {
            return Err(PlacementError::OutsideTrack);
        }
        Ok(self.with_fitting_fades())
    }

    /// Fades brought to fit: first each within the length, then both together.
    #[must_use]
    pub fn with_fitting_fades(mut self) -> Self {
        let length = self.span().length().max(Flicks::ZERO);
        self.fade_in.length = self.fade_in.length.max(Flicks::ZERO).min(length);
        self.fade_out.length = self.fade_out.length.max(Flicks::ZERO).min(length);
        let over = self.fade_in.length + self.fade_out.length - length;
        if over > Flicks::ZERO {
            let sum = self.fade_in.length + self.fade_out.length;
            let share = i128::from(self.fade_in.length.0) * i128::from(length.0) / i128::from(sum.0);
            self.fade_in.length = Flicks(i64::try_from(share).unwrap_or(0));
            self.fade_out.length = length - self.fade_in.length;
        }
        self
    }

    /// Moves `edge` to `to` and leaves the other where it is.
    ///
    /// ```text
    /// |--A--|  |-B-|    trim A.Out ->    |----A----||-B-|
    /// ```
    ///
    /// Stops at the ends of the recording and of the cut; `to` is taken to the nearest frame. Fades shrink only
    /// when they no longer fit.
    ///
    /// # Errors
    /// If less than one frame would be left.
    pub fn trimmed(
        mut self,
        edge: Edge,
        to: Position,
        track_length: Flicks,
        cut: Span,
        rate: FrameRate,
    ) -> Result<Self, PlacementError> {
        let reach = self.reach(track_length);
        let to = rate.snap(to);
        match edge {
            Edge::In => {
                // The recording may start between two frames: the first whole frame of it is the limit.
                let first = rate.position(rate.frame_at(reach.start + rate.frame() - Flicks(1)));
                let to = to.max(first).max(cut.start);
                self.track_start += to - self.in_point;
                self.in_point = to;
            }
            Edge::Out => {
                let last = rate.position(rate.frame_at(reach.end));
                self.out_point = to.min(last).min(cut.end);
            }
        }
        if self.span().length() < rate.frame() {
            return Err(PlacementError::Empty);
        }
        Ok(self.with_fitting_fades())
    }

    /// The same length elsewhere, its start on the nearest frame and inside `cut`.
    ///
    /// # Errors
    /// If it would not share a frame with the cut.
    pub fn moved(mut self, to: Position, cut: Span, rate: FrameRate) -> Result<Self, PlacementError> {
        let length = self.span().length();
        let to = rate.snap(to);
        if to < cut.start || to + rate.frame() > cut.end {
            return Err(PlacementError::OutsideCut);
        }
        self.in_point = to;
        self.out_point = to + length;
        Ok(self)
    }

    /// Other sound under the same frames: the track moved so that it starts `track_start` in, kept within itself.
    #[must_use]
    pub fn slipped(mut self, track_start: Flicks, track_length: Flicks) -> Self {
        let latest = (track_length - self.span().length()).max(Flicks::ZERO);
        self.track_start = track_start.max(Flicks::ZERO).min(latest);
        self
    }

    /// Ended by the music: the moment `ends` of the recording falls on the frame nearest to `at`, where the placement ends,
    /// and it starts wherever that falls. With `keep_in` its first frame stays, and other sound comes under it.
    ///
    /// ```text
    /// |--A--|         back-time A to |  ->          |--A--|
    /// ```
    ///
    /// The first frame is a whole one, so that the ending is exact to the sample; nothing starts before the recording
    /// or the cut does.
    ///
    /// # Errors
    /// If less than one frame would be left, or the frame lies outside the cut.
    pub fn back_timed(
        mut self,
        at: Position,
        ends: Flicks,
        keep_in: bool,
        track_length: Flicks,
        cut: Span,
        rate: FrameRate,
    ) -> Result<Self, PlacementError> {
        let out = rate.snap(at);
        if out <= cut.start || out > cut.end {
            return Err(PlacementError::OutsideCut);
        }
        let ends = ends.max(Flicks::ZERO).min(track_length);
        let wanted = if keep_in { self.in_point } else { out - (ends - self.track_start) };
        // Between two frames the later one is taken: the recording has begun by then.
        let whole = |at: Position| rate.position(rate.frame_at(at + rate.frame() - Flicks(1)));
        let in_point = whole(wanted.max(out - ends).max(cut.start));
        if out - in_point < rate.frame() {
            return Err(PlacementError::Empty);
        }
        self.track_start = ends - (out - in_point);
        (self.in_point, self.out_point) = (in_point, out);
        Ok(self.with_fitting_fades())
    }

    /// Two parts that sound as the one did, cut at the frame nearest to `at`; the tail is that of the second.
    ///
    /// # Errors
    /// If that frame is not inside.
    pub fn bladed(self, at: Position, rate: FrameRate) -> Result<(Self, Self), PlacementError> {
        let at = rate.snap(at);
        if at <= self.in_point || at >= self.out_point {
            return Err(PlacementError::BladeOutside);
        }
        let left = Self { out_point: at, fade_out: Fade::default(), tail: Flicks::ZERO, ..self };
        let right = Self {
            in_point: at,
            track_start: self.track_start + (at - self.in_point),
            fade_in: Fade::default(),
            ..self
        };
        Ok((left.with_fitting_fades(), right.with_fitting_fades()))
    }
}

#[cfg(test)]
mod tests;
