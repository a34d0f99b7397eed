//! FCPXML 1.8 to 1.13, as Final Cut Pro and Resolve write it (Apple's FCPXML reference). A bundle `.fcpxmld` is read by
//! its `Info.fcpxml`.

mod beside;
mod clip;
mod lay;
mod media;
mod nest;
#[cfg(test)]
mod tests;
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
    let root = Element::read(input.text.unwrap_or_default(), FORMAT, input.watch)?;
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
        return alone(&root, timeline, &resources, hints);
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

/// Clips of a browser, without a project: the longest of them, as a time line of its own.
fn alone<'e, 'a>(
    root: &'e Element<'a>,
    mut timeline: Timeline,
    resources: &'e media::Resources<'e, 'a>,
    hints: &Hints,
) -> Result<Timeline, ReadError> {
    let mut found = Vec::new();
    clips(root, &mut found);
    let length = |clip: &Element<'_>| clip.get("duration").and_then(seconds).unwrap_or_default();
    let Some(best) = (0..found.len()).rev().max_by_key(|at| length(found[*at])) else {
        return Err(ReadError::Damaged { format: FORMAT, reason: "it holds no project and no clip".to_owned() });
    };
    let clip = found.remove(best);
    timeline.remarks.push("It holds no project: a clip was read as one.".to_owned());
    let names: Vec<&str> = found.iter().filter_map(|clip| clip.get("name")).collect();
    if !names.is_empty() {
        timeline.remarks.push(format!("It holds other clips, which were not read: {}.", names.join(", ")));
    }
    clip.get("name").unwrap_or_default().clone_into(&mut timeline.title);
    let drop = clip.get("tcFormat") == Some("DF");
    let asset = resources.asset(clip.get("ref").unwrap_or_default());
    let own = clip.get("format").and_then(|format| resources.rate(format, drop));
    count(&mut timeline, own.or_else(|| asset.and_then(|asset| asset.rate)), drop, hints);
    let start = clip.get("start").and_then(seconds).or(asset.map(|asset| asset.start)).unwrap_or_default();
    timeline.start = Some(Time::Exact(start));
    timeline.end = Some(Time::Exact(start + length(clip)));
    lay::lay_alone(timeline, clip, resources)
}

/// Clips that stand beside projects, or instead of them.
fn clips<'e, 'a>(element: &'e Element<'a>, found: &mut Vec<&'e Element<'a>>) {
    for child in &element.children {
        match child.name {
            "library" | "event" => clips(child, found),
            "asset-clip" | "clip" | "ref-clip" | "mc-clip" | "sync-clip" => found.push(child),
            _ => {}
        }
    }
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
    count(timeline, sequence.get("format").and_then(|id| resources.rate(id, drop)), drop, hints);
    let start = sequence.get("tcStart").and_then(seconds).unwrap_or_default();
    timeline.start = Some(Time::Exact(start));
    let length = sequence.get("duration").and_then(seconds);
    timeline.end = length.map(|length| Time::Exact(start + length));
}

/// Settles the rate: what the file says, else what the user said.
fn count(timeline: &mut Timeline, rate: Option<FrameRate>, drop: bool, hints: &Hints) {
    match rate {
        Some(rate) => timeline.carries(rate, hints.rate),
        None => {
            timeline.rate = hints.rate;
            timeline.rate_from = hints.rate.map(|_| RateFrom::User);
            timeline.possible = FrameRate::ALL.into_iter().filter(|rate| rate.is_drop() == drop).collect();
            timeline.remarks.push("The format of its sequence names no frame rate.".to_owned());
        }
    }
}
