//! What a clip says of itself: its level and fades, its roles, how fast it plays, and its markers.

use timebase::{Flicks, FrameRate};

use super::value::{millibel, seconds};
use crate::timeline::laid::{Bed, Window};
use crate::timeline::tree::Element;
use crate::timeline::{
    Event, Fade, FadeShape, GainPoint, Length, Marker, Place, Speed, Time, Timeline, rate_of_decimal,
};

/// How the time of a clip runs over its source (`timeMap`).
#[derive(Debug, Clone)]
pub(super) struct Retime {
    /// Moments of the clip's own time, and of the source.
    points: Vec<(Flicks, Flicks)>,
}

impl Retime {
    pub(super) fn of(clip: &Element<'_>) -> Option<Self> {
        let map = clip.child("timeMap")?;
        let mut points: Vec<(Flicks, Flicks)> = map
            .all("timept")
            .filter_map(|point| Some((point.get("time").and_then(seconds)?, point.get("value").and_then(seconds)?)))
            .collect();
        points.sort_by_key(|point| point.0);
        points.dedup_by_key(|point| point.0);
        (points.len() > 1).then_some(Self { points })
    }

    /// The source moment at one of the clip's own time.
    pub(super) fn source_at(&self, time: Flicks) -> Flicks {
        let after = self.points.partition_point(|point| point.0 <= time).clamp(1, self.points.len() - 1);
        let ((t0, v0), (t1, v1)) = (self.points[after - 1], self.points[after]);
        let into = i128::from(time.0 - t0.0) * i128::from(v1.0 - v0.0) / i128::from((t1.0 - t0.0).max(1));
        Flicks(v0.0.saturating_add(i64::try_from(into).unwrap_or(0)))
    }

    /// How fast the source plays between two moments of the clip; `None` where it changes on the way.
    pub(super) fn speed(&self, from: Flicks, to: Flicks) -> Option<Speed> {
        let inside = self.points.iter().filter(|point| from < point.0 && point.0 < to).count();
        if inside > 0 {
            return None;
        }
        let after = self.points.partition_point(|point| point.0 <= from).clamp(1, self.points.len() - 1);
        let ((t0, v0), (t1, v1)) = (self.points[after - 1], self.points[after]);
        speed_of(v1.0 - v0.0, t1.0 - t0.0)
    }
}

/// How fast a source of that many frames a second plays on a time line. Of rates that lie close each frame is one of the time
/// line (24 to 25); of others frames are repeated or left out.
pub(super) fn conformed(from: &str, to: FrameRate) -> Option<Speed> {
    let from = rate_of_decimal(from.trim().parse().ok()?, false)?;
    let ((over, under), (from_over, from_under)) = (to.ratio(), from.ratio());
    let speed = speed_of(over * from_under, under * from_over)?;
    let apart = (speed.numerator - speed.denominator).abs();
    if apart == 0 {
        return None;
    }
    if apart * 20 <= speed.denominator {
        return Some(speed);
    }
    // Of other rates those of film and video still run at the pace of the time line: at 60, 23.976 as 24.
    let is_film = |rate: FrameRate| rate.labels_per_second() % 25 != 0;
    match (from_under == 1001, under == 1001) {
        (true, false) if is_film(from) && is_film(to) => speed_of(1001, 1000),
        (false, true) if is_film(from) && is_film(to) => speed_of(1000, 1001),
        _ => None,
    }
}

fn speed_of(over: i64, under: i64) -> Option<Speed> {
    let (mut a, mut b) = (over.unsigned_abs(), under.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let divisor = i64::try_from(a.max(1)).ok()?;
    (under > 0).then_some(Speed { numerator: over / divisor, denominator: under / divisor })
}

/// Puts level and fades on an event. `local` is the bed of the clip's own time.
pub(super) fn level(event: &mut Event, clip: &Element<'_>, local: Bed, window: Window) {
    let sources =
        clip.children.iter().filter(|child| matches!(child.name, "audio-channel-source" | "audio-role-source"));
    let own = clip.child("adjust-volume").or_else(|| sources.filter_map(|source| source.child("adjust-volume")).next());
    let Some(volume) = own else { return };
    event.gain_millibel = volume.get("amount").and_then(millibel);
    for parameter in volume.all("param").filter(|parameter| parameter.get("name") == Some("amount")) {
        if event.gain_millibel.is_none() {
            event.gain_millibel = parameter.get("value").and_then(millibel);
        }
        let keys = parameter.child("keyframeAnimation").into_iter().flat_map(|animation| animation.all("keyframe"));
        for key in keys {
            let time = key.get("time").and_then(seconds);
            if let (Some(time), Some(level)) = (time, key.get("value").and_then(millibel)) {
                let at = local.at(time).0.saturating_sub(window.from.0);
                event.gain_points.push(GainPoint { at: Length::Exact(Flicks(at)), millibel: level });
            }
        }
        if !event.gain_points.is_empty() {
            // They are the whole gain, not on top of another.
            event.gain_millibel = None;
        }
        for (name, fade) in [("fadeIn", &mut event.fade_in), ("fadeOut", &mut event.fade_out)] {
            if let Some(own) = parameter.child(name)
                && let Some(length) = own.get("duration").and_then(seconds)
            {
                let shape = match own.get("type").unwrap_or_default() {
                    "linear" => FadeShape::Linear,
                    "easeInOut" => FadeShape::SCurve,
                    "" => FadeShape::Unknown,
                    other => FadeShape::Other(other.to_owned()),
                };
                *fade = Some(Fade { length: Length::Exact(length), shape });
            }
        }
    }
}

/// Whether a clip's sound is switched off though the clip is not.
pub(super) fn is_silent(clip: &Element<'_>) -> bool {
    let mut sources = clip
        .children
        .iter()
        .filter(|child| matches!(child.name, "audio-channel-source" | "audio-role-source"))
        .peekable();
    let off = |source: &Element<'_>| source.get("enabled") == Some("0") || source.get("active") == Some("0");
    sources.peek().is_some() && sources.all(off)
}

/// The role of a clip's sound or picture.
pub(super) fn role<'c>(clip: &'c Element<'_>, sound: bool) -> &'c str {
    let of_source = || {
        clip.children.iter().filter(|child| child.name == "audio-channel-source").find_map(|source| source.get("role"))
    };
    let named = if sound { of_source().or_else(|| clip.get("audioRole")) } else { clip.get("videoRole") };
    named.or_else(|| clip.get("role")).unwrap_or_default()
}

/// Channels of the source that are played.
pub(super) fn channels(clip: &Element<'_>) -> Vec<u16> {
    let on =
        clip.children.iter().filter(|child| child.name == "audio-channel-source" && child.get("enabled") != Some("0"));
    let listed = on.filter_map(|source| source.get("srcCh")).flat_map(|list| list.split(','));
    let mut channels: Vec<u16> = listed
        .chain(clip.get("srcCh").into_iter().flat_map(|list| list.split(',')))
        .filter_map(|text| text.trim().parse().ok())
        .collect();
    channels.truncate(64);
    channels
}

/// Puts the markers and keywords of a clip onto the time line.
pub(super) fn mark(timeline: &mut Timeline, clip: &Element<'_>, local: Bed, window: Window, track: &str) {
    let frame = timeline.rate.map_or(Flicks::ZERO, FrameRate::frame);
    for own in &clip.children {
        let kind = match (own.name, own.get("completed")) {
            ("marker", None) => "",
            ("marker", Some("1")) => "Completed to do",
            ("marker", Some(_)) => "To do",
            ("chapter-marker", _) => "Chapter",
            ("keyword", _) => "Keyword",
            _ => continue,
        };
        let place = Place::Object(format!("marker {}", timeline.markers.len() + 1));
        let start = own.get("start").and_then(seconds).unwrap_or(local.origin);
        let at = local.at(start);
        if own.name == "keyword" && !window.holds(at) {
            continue;
        }
        if !window.holds(at) {
            let name: String = own.get("value").unwrap_or_default().chars().take(60).collect();
            timeline.skip(place, format!("the marker \"{name}\" is outside of the part of its clip that is used"));
            continue;
        }
        let mut marker = Marker::at(Time::Elapsed(at), place);
        let length = own.get("duration").and_then(seconds).unwrap_or_default();
        if length > frame {
            marker.until = Some(Time::Elapsed(Flicks(at.0.saturating_add(length.0).min(window.to.0))));
        }
        own.get("value").unwrap_or_default().clone_into(&mut marker.name);
        own.get("note").unwrap_or_default().clone_into(&mut marker.comment);
        kind.clone_into(&mut marker.kind);
        track.clone_into(&mut marker.track);
        timeline.markers.push(marker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_that_lie_close_are_conformed_frame_by_frame() {
        let speed = |from: &str, to| conformed(from, to).map(|speed| (speed.numerator, speed.denominator));
        assert_eq!(speed("24", FrameRate::F25), Some((25, 24)));
        assert_eq!(speed("23.98", FrameRate::F25), Some((1001, 960)));
        assert_eq!(speed("23.98", FrameRate::F24), Some((1001, 1000)));
        assert_eq!(speed("25", FrameRate::F25), None);
        assert_eq!(speed("29.97", FrameRate::F25), None);
        assert_eq!(speed("23.98", FrameRate::F60), Some((1001, 1000)));
        assert_eq!(speed("30", FrameRate::F23_976), Some((1000, 1001)));
        assert_eq!(speed("29.97", FrameRate::F23_976), None);
        assert_eq!(speed("fast", FrameRate::F25), None);
    }
}
