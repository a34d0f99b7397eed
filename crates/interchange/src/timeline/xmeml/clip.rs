//! What a clip item says: its file, its levels, how fast it plays, its markers.

use timebase::Flicks;

use super::{Named, rate_of, ratio_of, start_of};
use crate::timeline::ids::ids_in;
use crate::timeline::laid::{Bed, Window, times};
use crate::timeline::tree::Element;
use crate::timeline::{
    Event, GainPoint, Id, IdKind, Length, Marker, Place, Speed, Time, Timeline, fraction, speed_of_decimal,
};

/// Frames of a rate as time.
pub(super) fn frames(count: i64, rate: (i64, i64)) -> Flicks {
    let product = count.checked_mul(rate.1);
    product.and_then(|over| fraction(over, rate.0)).unwrap_or(Flicks(count.signum() * (1 << 61)))
}

/// Effects of a clip, by their id in small letters.
fn effects<'e, 'a>(item: &'e Element<'a>) -> impl Iterator<Item = (String, &'e Element<'a>)> {
    item.children.iter().filter(|child| child.name == "filter" && child.flag_of("enabled", true)).filter_map(|filter| {
        let effect = filter.child("effect")?;
        Some((effect.text_of("effectid").unwrap_or_default().to_lowercase(), effect))
    })
}

fn parameter<'e, 'a>(effect: &'e Element<'a>, id: &str) -> Option<&'e Element<'a>> {
    effect.children.iter().find(|child| child.name == "parameter" && child.text_of("parameterid") == Some(id))
}

/// How fast a clip plays.
pub(super) fn speed_of(item: &Element<'_>) -> (Option<Speed>, bool) {
    let Some((_, effect)) = effects(item).find(|(id, _)| id == "timeremap") else { return (None, false) };
    let flag = |id: &str| {
        parameter(effect, id).is_some_and(|own| own.flag_of("value", false) || own.text_of("value") == Some("1"))
    };
    let percent =
        parameter(effect, "speed").and_then(|own| own.text_of("value")).and_then(|text| text.parse::<f64>().ok());
    let speed = percent.and_then(|percent| speed_of_decimal(percent / 100.0));
    let speed = if flag("reverse") {
        times(
            speed.map(|speed| Speed { numerator: speed.numerator.abs(), ..speed }),
            Some(Speed { numerator: -1, denominator: 1 }),
        )
    } else {
        speed
    };
    (speed, flag("variablespeed"))
}

/// A factor in hundredths of a decibel.
fn millibel(factor: f64) -> Option<i32> {
    if factor.is_nan() {
        return None;
    }
    Some(if factor <= 0.0 { -14_400 } else { (2000.0 * factor.log10()).round().clamp(-14_400.0, 14_400.0) as i32 })
}

/// Puts the levels of a clip on its event. Keyframes count in the clip's own frames, as `in` does.
pub(super) fn level(event: &mut Event, item: &Element<'_>, rate: (i64, i64), local: Bed, window: Window) {
    let Some((_, effect)) = effects(item).find(|(id, _)| id == "audiolevels") else { return };
    let Some(level) = parameter(effect, "level") else { return };
    let number =
        |owner: &Element<'_>| owner.text_of("value").and_then(|text| text.parse::<f64>().ok()).and_then(millibel);
    let mut points: Vec<GainPoint> = level
        .all("keyframe")
        .filter_map(|key| {
            let at = local.at(frames(key.number_of("when")?, rate)).0.saturating_sub(window.from.0);
            Some(GainPoint { at: Length::Exact(Flicks(at)), millibel: number(key)? })
        })
        .collect();
    let first = points.first().map(|point| point.millibel);
    if points.iter().all(|point| Some(point.millibel) == first) {
        points.clear();
        event.gain_millibel = first.or_else(|| number(level));
    }
    event.gain_points = points;
}

/// Puts what a clip's file says on its event.
pub(super) fn file(event: &mut Event, item: &Element<'_>, named: &Named<'_, '_>, timeline: &Timeline) {
    for (tag, kind) in [("masterclipid", IdKind::Other), ("uuid", IdKind::Other)] {
        event.ids.extend(item.text_of(tag).map(|text| Id { kind, text: text.to_owned() }));
    }
    let Some(own) = item.child("file") else { return };
    let file = own.get("id").and_then(|id| named.files.get(id).copied()).unwrap_or(own);
    event.file = file.text_of("pathurl").unwrap_or_default().to_owned();
    event.source = file
        .at(&["timecode", "reel"])
        .and_then(|reel| reel.text_of("name"))
        .or_else(|| file.text_of("name"))
        .unwrap_or_default()
        .to_owned();
    let timecode = file.child("timecode");
    let drop = timecode.and_then(|code| code.text_of("displayformat")) == Some("DF");
    let rate = timecode.and_then(|code| rate_of(code, drop)).or_else(|| rate_of(file, drop));
    event.source_rate = rate.filter(|rate| Some(*rate) != timeline.rate);
    event.source_start = rate.zip(timecode).and_then(|(rate, code)| start_of(code, rate));
}

/// Notes beside a clip.
pub(super) fn notes(event: &mut Event, item: &Element<'_>) {
    let comments = item.child("comments").into_iter().flat_map(|comments| &comments.children);
    let logged = item.child("logginginfo").into_iter().filter_map(|info| info.child("lognote"));
    for text in comments.chain(logged).map(Element::text).filter(|text| !text.is_empty()) {
        ids_in(text, &mut event.ids);
        event.comments.push(text.to_owned());
    }
    let name = event.name.clone();
    ids_in(&name, &mut event.ids);
}

/// Puts the markers of a sequence or a clip onto the time line.
pub(super) fn mark(timeline: &mut Timeline, owner: &Element<'_>, local: Bed, window: Window, track: &str) {
    let Some(rate) = ratio_of(owner) else { return };
    for own in owner.children.iter().filter(|child| child.name == "marker") {
        let place = Place::Object(format!("marker {}", timeline.markers.len() + 1));
        let Some(first) = own.number_of("in") else {
            timeline.skip(place, "a marker says no time");
            continue;
        };
        let at = local.at(frames(first, rate));
        if !window.holds(at) {
            timeline.skip(place, "a marker is outside of the part of its clip that is used");
            continue;
        }
        let mut marker = Marker::at(Time::Elapsed(at), place);
        if let Some(last) = own.number_of("out").filter(|last| *last > first.saturating_add(1)) {
            marker.until = Some(Time::Elapsed(local.at(frames(last, rate))));
        }
        marker.name = own.text_of("name").unwrap_or_default().to_owned();
        marker.comment = own.text_of("comment").unwrap_or_default().to_owned();
        marker.colour = own.child("color").map(colour).unwrap_or_default();
        track.clone_into(&mut marker.track);
        timeline.markers.push(marker);
    }
}

fn colour(colour: &Element<'_>) -> String {
    let part = |name: &str| colour.number_of(name).unwrap_or(0).clamp(0, 255);
    let (red, green, blue) = (part("red"), part("green"), part("blue"));
    match (red > 127, green > 127, blue > 127) {
        (true, false, false) => "red",
        (false, true, false) => "green",
        (false, false, true) => "blue",
        (true, true, false) => "yellow",
        (true, false, true) => "magenta",
        (false, true, true) => "cyan",
        (true, true, true) => "white",
        (false, false, false) => "black",
    }
    .to_owned()
}
