//! FCPXML 1.8 to 1.13, as Final Cut Pro and Resolve write it (Apple's FCPXML reference). A bundle `.fcpxmld` is read by
//! its `Info.fcpxml`.

mod clip;
mod lay;
mod media;
mod nest;
mod value;

use super::tree::{Element, begins_with};
use super::{Hints, Input, RateFrom, ReadError, Reader, Time, Timeline};
use timebase::FrameRate;
use value::seconds;

const FORMAT: &str = "an FCPXML file";

pub(super) const READER: Reader =
    Reader { id: "fcpxml", name: "Final Cut Pro XML", endings: &["fcpxml"], sniff: is_fcpxml, read };

fn is_fcpxml(input: &Input<'_>) -> bool {
    input.text.is_some_and(|text| begins_with(text, "fcpxml"))
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let root = Element::read(input.text.unwrap_or_default(), FORMAT)?;
    let resources = media::Resources::of(&root);
    let mut timeline = Timeline::of("fcpxml");
    let mut found = Vec::new();
    sequences(&root, "", &mut found);
    if found.is_empty() {
        // A compound clip that was exported by itself.
        let media = root.child("resources").into_iter().flat_map(|resources| resources.all("media"));
        found.extend(media.filter_map(|media| Some((media.get("name").unwrap_or_default(), media.child("sequence")?))));
    }
    let weight = |sequence: &Element<'_>| sequence.child("spine").map_or(0, |spine| spine.children.len());
    let best = (0..found.len()).rev().max_by_key(|at| weight(found[*at].1));
    let Some((title, sequence)) = best.and_then(|at| found.get(at)) else {
        return Err(ReadError::Damaged { format: FORMAT, reason: "it holds clips but no project".to_owned() });
    };
    let others: Vec<&str> =
        found.iter().filter(|(_, own)| !std::ptr::eq(*own, *sequence)).map(|(name, _)| *name).collect();
    if !others.is_empty() {
        timeline.remarks.push(format!("It holds other projects, which were not read: {}.", others.join(", ")));
    }
    (*title).clone_into(&mut timeline.title);
    settle(&mut timeline, sequence, &resources, hints);
    lay::lay_sequence(timeline, sequence, &resources)
}

/// Sequences of projects, by name. Library, event and project are each optional.
fn sequences<'e, 'a>(element: &'e Element<'a>, name: &'e str, found: &mut Vec<(&'e str, &'e Element<'a>)>) {
    for child in &element.children {
        match child.name {
            "library" | "event" => sequences(child, name, found),
            "project" => sequences(child, child.get("name").unwrap_or_default(), found),
            "sequence" if element.name == "project" => found.push((name, child)),
            _ => {}
        }
    }
}

fn settle(timeline: &mut Timeline, sequence: &Element<'_>, resources: &media::Resources<'_, '_>, hints: &Hints) {
    let drop = sequence.get("tcFormat") == Some("DF");
    match sequence.get("format").and_then(|id| resources.rate(id, drop)) {
        Some(rate) => timeline.carries(rate, hints.rate),
        None => {
            timeline.rate = hints.rate;
            timeline.rate_from = hints.rate.map(|_| RateFrom::User);
            timeline.possible = FrameRate::ALL.into_iter().filter(|rate| rate.is_drop() == drop).collect();
            timeline.remarks.push("The format of its sequence names no frame rate.".to_owned());
        }
    }
    let start = sequence.get("tcStart").and_then(seconds).unwrap_or_default();
    timeline.start = Some(Time::Exact(start));
    let length = sequence.get("duration").and_then(seconds);
    timeline.end = length.map(|length| Time::Exact(start + length));
}
