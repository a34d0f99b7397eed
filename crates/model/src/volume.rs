//! Volume lines: how loud a placement is from moment to moment, on top of its gain.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::Millibels;

/// A point of a volume line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolumePoint {
    /// The moment of the recording, in flicks from its start.
    pub at: Flicks,
    /// How much louder than the placement's gain it is there, from [`Millibels::LEAST`] to [`Millibels::MOST`].
    pub gain: Millibels,
}

/// Points in the order of time and within range, of several at one moment the last that was named.
#[must_use]
pub fn tidy_volume(points: &[VolumePoint]) -> Vec<VolumePoint> {
    let mut tidy: Vec<VolumePoint> = Vec::with_capacity(points.len());
    let mut ordered = points.to_vec();
    ordered.sort_by_key(|point| point.at);
    for point in ordered {
        let point = VolumePoint { at: point.at.max(Flicks::ZERO), gain: point.gain.clamped() };
        match tidy.last_mut().filter(|last| last.at == point.at) {
            Some(last) => *last = point,
            None => tidy.push(point),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(at: i64, gain: i64) -> VolumePoint {
        VolumePoint { at: Flicks(at), gain: Millibels(gain) }
    }

    #[test]
    fn points_are_put_in_order_and_the_last_named_holds() {
        let tidy = tidy_volume(&[point(9, 5), point(4, 99_999), point(9, -7), point(-3, 1)]);
        assert_eq!(tidy, [point(0, 1), point(4, 1_200), point(9, -7)]);
    }
}
