//! Placements, and the rules by which they are moved, trimmed, slipped and cut.

use serde::{Deserialize, Serialize};
use timebase::{Flicks, FrameRate, Position, Span};
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
        }
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

    /// Two parts that sound as the one did, cut at the frame nearest to `at`.
    ///
    /// # Errors
    /// If that frame is not inside.
    pub fn bladed(self, at: Position, rate: FrameRate) -> Result<(Self, Self), PlacementError> {
        let at = rate.snap(at);
        if at <= self.in_point || at >= self.out_point {
            return Err(PlacementError::BladeOutside);
        }
        let left = Self { out_point: at, fade_out: Fade::default(), ..self };
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
mod tests {
    use super::*;
    use proptest::prelude::*;
    use timebase::Frames;

    const RATE: FrameRate = FrameRate::F24;

    fn frame(index: i64) -> Position {
        RATE.position(Frames(index))
    }

    fn length(frames: i64) -> Flicks {
        RATE.flicks(Frames(frames))
    }

    fn cut() -> Span {
        Span { start: Position::ZERO, end: frame(1000) }
    }

    fn placement(start: i64, end: i64, track_start: i64) -> Placement {
        let span = Span { start: frame(start), end: frame(end) };
        Placement {
            track_start: length(track_start),
            ..Placement::new(PlacementId(1), CueId(1), TrackId(1), LaneId(1), span)
        }
    }

    #[test]
    fn what_is_refitted_ends_with_its_recording_and_keeps_a_frame() {
        let span = |start, end| Span { start: frame(start), end: frame(end) };
        let laid = placement(10, 20, 5);
        let fits = laid.refitted(span(100, 110), length(30), RATE).expect("fits");
        assert_eq!((fits.span(), fits.track_start), (span(100, 110), length(5)));
        assert_eq!(laid.refitted(span(0, 90), length(30), RATE).expect("fits").span(), span(0, 25));
        assert_eq!(laid.refitted(span(7, 7), length(30), RATE).expect("fits").span(), span(7, 8));
        assert_eq!(laid.refitted(span(7, 9), length(5), RATE), Err(PlacementError::OutsideTrack));
    }

    #[test]
    fn trimming_stops_at_the_ends_of_the_recording() {
        let trimmed = placement(10, 20, 5).trimmed(Edge::Out, frame(99), length(30), cut(), RATE).expect("trims");
        assert_eq!(trimmed.out_point, frame(35));
        let trimmed = placement(10, 20, 5).trimmed(Edge::In, frame(0), length(30), cut(), RATE).expect("trims");
        assert_eq!((trimmed.in_point, trimmed.track_start), (frame(5), Flicks::ZERO));
    }

    #[test]
    fn trimming_to_nothing_is_refused() {
        let refused = placement(10, 20, 5).trimmed(Edge::Out, frame(10), length(30), cut(), RATE);
        assert_eq!(refused, Err(PlacementError::Empty));
    }

    #[test]
    fn a_blade_outside_is_refused() {
        for at in [9, 10, 20, 21] {
            assert_eq!(placement(10, 20, 0).bladed(frame(at), RATE), Err(PlacementError::BladeOutside));
        }
    }

    #[test]
    fn a_move_keeps_inside_the_cut() {
        assert_eq!(placement(0, 5, 0).moved(frame(-1), cut(), RATE), Err(PlacementError::OutsideCut));
        assert_eq!(placement(0, 5, 0).moved(frame(1000), cut(), RATE), Err(PlacementError::OutsideCut));
        assert!(placement(0, 5, 0).moved(frame(999), cut(), RATE).is_ok());
    }

    proptest! {
        #[test]
        fn sound_stays_where_it_was_through_trims_and_blades(
            start in 0..500_i64, len in 2..400_i64, into in 0..300_i64, to in 0..1000_i64, at in 0..1000_i64,
        ) {
            let before = placement(start, start + len, into);
            let offset = |placement: &Placement| placement.in_point - placement.track_start;
            let track = length(into + len + 50);
            for edge in [Edge::In, Edge::Out] {
                if let Ok(after) = before.trimmed(edge, frame(to), track, cut(), RATE) {
                    prop_assert_eq!(offset(&after), offset(&before));
                    prop_assert!(after.track_start >= Flicks::ZERO);
                    prop_assert!(after.track_start + after.span().length() <= track);
                }
            }
            if let Ok((left, right)) = before.bladed(frame(at), RATE) {
                prop_assert_eq!(offset(&left), offset(&before));
                prop_assert_eq!(offset(&right), offset(&before));
                prop_assert_eq!(left.out_point, right.in_point);
                prop_assert_eq!((left.in_point, right.out_point), (before.in_point, before.out_point));
            }
        }

        #[test]
        fn fades_always_fit(first in 0..2000_i64, second in 0..2000_i64, len in 1..400_i64) {
            let mut given = placement(0, len, 0);
            given.fade_in.length = length(first);
            given.fade_out.length = length(second);
            let fitted = given.with_fitting_fades();
            prop_assert!(fitted.fade_in.length + fitted.fade_out.length <= fitted.span().length());
            if first + second <= len {
                prop_assert_eq!(fitted, given);
            }
        }
    }
}
