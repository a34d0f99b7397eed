//! Times of OpenTimelineIO: a number of frames, which may have a fraction, at a rate that may be written inexactly.

use timebase::{Flicks, FrameRate};

use super::super::{fraction, rate_of_decimal};
use super::schema::{Range, RationalTime};
use crate::timeline::laid::Window;

impl RationalTime {
    /// As flicks: exact for whole frames at rates that are known or whole. `None` for what is no time: `NaN`, no rate.
    pub(super) fn flicks(self) -> Option<Flicks> {
        let (value, rate) = (self.value?, self.rate?);
        if !value.is_finite() || !rate.is_finite() || rate <= 0.0 {
            return None;
        }
        let whole = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
        let frame = self.frame_rate().map(FrameRate::frame);
        let flicks = match (frame, whole) {
            (Some(frame), true) => i64::try_from(i128::from(value as i64) * i128::from(frame.0)).unwrap_or(i64::MAX),
            (Some(frame), false) => (value * frame.0 as f64).round() as i64,
            (None, true) if rate.fract() == 0.0 && rate < 1e12 => {
                return Some(fraction(value as i64, rate as i64).unwrap_or(Flicks(value.signum() as i64 * (1 << 62))));
            }
            (None, _) => (value / rate * Flicks::SECOND.0 as f64).round() as i64,
        };
        Some(Flicks(flicks.clamp(-(1 << 62), 1 << 62)))
    }

    /// The frame rate it counts in, if it is one of pictures.
    pub(super) fn frame_rate(self) -> Option<FrameRate> {
        rate_of_decimal(self.rate?, false)
    }
}

impl Range {
    /// From where to where.
    pub(super) fn window(self) -> Option<Window> {
        let from = self.start_time.map_or(Some(Flicks::ZERO), RationalTime::flicks)?;
        let length = self.duration?.flicks()?;
        Some(Window { from, to: Flicks(from.0.saturating_add(length.0.max(0))) })
    }
}
