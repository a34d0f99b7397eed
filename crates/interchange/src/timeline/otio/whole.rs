//! What a file is about: its time line, the rate of it, and where it starts.

use timebase::FrameRate;

use super::schema::Object;
use crate::timeline::{Hints, RateFrom, ReadError, Time, Timeline};

/// The time line of a file: itself, the fullest of a collection, or one around what stands alone.
pub(super) fn chosen(root: Object, timeline: &mut Timeline) -> Result<Object, ReadError> {
    let damaged = |reason: &str| ReadError::Damaged { format: "an OpenTimelineIO file", reason: reason.to_owned() };
    match root.what() {
        "Timeline" => Ok(root),
        "SerializableCollection" => {
            let (lines, others): (Vec<Object>, Vec<Object>) =
                root.children.unwrap_or_default().into_iter().flatten().partition(|child| child.what() == "Timeline");
            if lines.is_empty() {
                let tracks: Vec<Option<Object>> = others.into_iter().map(Some).collect();
                let holder = Object {
                    schema: Some("Track.1".into()),
                    children: Some(tracks),
                    enabled: true,
                    ..Object::default()
                };
                return Ok(wrapped(holder, root.name));
            }
            let weight = |line: &Object| line.tracks.as_ref().map_or(0, |stack| count(stack, 0));
            let best = (0..lines.len()).rev().max_by_key(|at| weight(&lines[*at])).unwrap_or(0);
            let names: Vec<String> = lines
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != best)
                .map(|(_, line)| line.name.as_deref().unwrap_or_default().to_owned())
                .collect();
            if !names.is_empty() {
                timeline.remarks.push(format!("It holds other time lines, which were not read: {}.", names.join(", ")));
            }
            lines.into_iter().nth(best).ok_or_else(|| damaged("it is empty"))
        }
        "Stack" | "Track" | "Clip" => {
            let name = root.name.clone();
            Ok(wrapped(root, name))
        }
        "" => Err(damaged("it names no schema")),
        other => Err(damaged(&format!("it is a {other}, not a time line"))),
    }
}

fn wrapped(inner: Object, name: Option<Box<str>>) -> Object {
    let stack = match inner.what() {
        "Stack" => inner,
        _ => Object { children: Some(vec![Some(inner)]), enabled: true, ..Object::default() },
    };
    Object { name, tracks: Some(Box::new(stack)), ..Object::default() }
}

fn count(object: &Object, depth: usize) -> usize {
    if depth > 64 {
        return 0;
    }
    1 + object.children.iter().flatten().flatten().map(|child| count(child, depth + 1)).sum::<usize>()
}

/// The rate that the times are in. Whether labels drop is said by nobody but us.
pub(super) fn settle(timeline: &mut Timeline, whole: &Object, stack: &Object, hints: &Hints) {
    let start = whole.global_start_time.as_deref().copied();
    let tracks = || stack.children.iter().flatten().flatten();
    let of = |kind: &'static str| {
        tracks().filter(move |track| track.kind.as_deref() == Some(kind)).find_map(|track| rate_in(track, 0))
    };
    let found = start
        .and_then(|start| start.frame_rate())
        .or_else(|| of("Video"))
        .or_else(|| of("Audio"))
        .or_else(|| rate_in(stack, 0));
    // We say it beside the time line, of the rate that its times have.
    let ours = whole.metadata.as_ref().and_then(|metadata| metadata.needledrop.as_ref());
    let ours = ours.and_then(|own| own.get("rate")?.as_str()?.parse::<FrameRate>().ok());
    if let Some(rate) = ours.filter(|ours| found.is_none_or(|found| found.ratio() == ours.ratio())) {
        timeline.carries(rate, hints.rate);
    } else if let Some(rate) = found {
        let dropping = FrameRate::ALL.into_iter().find(|own| own.is_drop() && own.ratio() == rate.ratio());
        timeline.possible = [Some(rate), dropping].into_iter().flatten().collect();
        let hinted = hints.rate.filter(|hint| timeline.possible.contains(hint));
        let possible = timeline.possible.clone();
        timeline.carries(hinted.unwrap_or(rate), hints.rate);
        if dropping.is_some() && hinted.is_none() {
            timeline.possible = possible;
            timeline
                .remarks
                .push("It does not say whether its labels are drop-frame; they are counted in full.".to_owned());
        }
    } else {
        timeline.rate = hints.rate;
        timeline.rate_from = hints.rate.map(|_| RateFrom::User);
        timeline.possible = FrameRate::ALL.to_vec();
    }
    timeline.start = start.and_then(|start| start.flicks()).map(Time::Exact);
}

fn rate_in(object: &Object, depth: usize) -> Option<FrameRate> {
    if depth > 64 {
        return None;
    }
    let own = object.source_range.as_deref().and_then(|range| range.duration);
    let media = object.reference().and_then(|reference| reference.available_range).and_then(|range| range.duration);
    own.or(media)
        .and_then(|time| time.frame_rate())
        .or_else(|| object.children.iter().flatten().flatten().find_map(|child| rate_in(child, depth + 1)))
}
