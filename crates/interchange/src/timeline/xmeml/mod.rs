//! FCP7 XML (`xmeml` 2 to 5), as Premiere, Resolve and Final Cut Pro 7 write it (Final Cut Pro XML Interchange Format).

mod clip;
mod lay;

use std::collections::HashMap;

use timebase::{FrameRate, Frames};

use super::tree::{Element, begins_with};
use super::{Hints, Input, Label, RateFrom, ReadError, Reader, Time, Timeline, rate_of_ratio};

const FORMAT: &str = "an FCP7 XML file";

pub(super) const READER: Reader = Reader { id: "xmeml", name: "FCP7 XML", endings: &["xml"], sniff: is_xmeml, read };

fn is_xmeml(input: &Input<'_>) -> bool {
    input.text.is_some_and(|text| begins_with(text, "xmeml"))
}

/// What elements refer to by `id`: files and sequences are written out once and named after that.
struct Named<'e, 'a> {
    files: HashMap<&'e str, &'e Element<'a>>,
    sequences: HashMap<&'e str, &'e Element<'a>>,
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let root = Element::read(input.text.unwrap_or_default(), FORMAT, input.watch)?;
    let mut named = Named { files: HashMap::new(), sequences: HashMap::new() };
    gather(&root, &mut named);
    let mut found = Vec::new();
    outermost(&root, &mut found);
    let best = (0..found.len()).rev().max_by_key(|at| weight(found[*at]));
    let Some(sequence) = best.and_then(|at| found.get(at)).copied() else {
        return Err(ReadError::Damaged { format: FORMAT, reason: "it holds clips but no sequence".to_owned() });
    };
    let mut timeline = Timeline::of("xmeml");
    timeline.title = sequence.text_of("name").unwrap_or_default().to_owned();
    let others: Vec<&str> = found
        .iter()
        .filter(|own| !std::ptr::eq(**own, sequence))
        .map(|own| own.text_of("name").unwrap_or_default())
        .collect();
    if !others.is_empty() {
        timeline.remarks.push(format!("It holds other sequences, which were not read: {}.", others.join(", ")));
    }
    settle(&mut timeline, sequence, hints);
    lay::lay_sequence(timeline, sequence, &named)
}

/// Fills in what is written out.
fn gather<'e, 'a>(element: &'e Element<'a>, named: &mut Named<'e, 'a>) {
    if let Some(id) = element.get("id").filter(|_| !element.children.is_empty()) {
        match element.name {
            "file" => _ = named.files.entry(id).or_insert(element),
            "sequence" => _ = named.sequences.entry(id).or_insert(element),
            _ => {}
        }
    }
    element.children.iter().for_each(|child| gather(child, named));
}

/// Sequences that are not nested in others: under the root, projects and bins.
fn outermost<'e, 'a>(element: &'e Element<'a>, found: &mut Vec<&'e Element<'a>>) {
    for child in &element.children {
        match child.name {
            "sequence" if child.child("media").is_some() => found.push(child),
            "project" | "children" | "bin" => outermost(child, found),
            _ => {}
        }
    }
}

fn weight(sequence: &Element<'_>) -> usize {
    let media = sequence.child("media");
    let kinds = media.into_iter().flat_map(|media| &media.children);
    kinds.flat_map(|kind| kind.all("track")).map(|track| track.all("clipitem").count()).sum()
}

/// The rate that a `rate` element says.
fn rate_of(owner: &Element<'_>, drop: bool) -> Option<FrameRate> {
    let rate = owner.child("rate")?;
    let base = rate.number_of("timebase")?;
    if rate.flag_of("ntsc", false) {
        rate_of_ratio(base.checked_mul(1000)?, 1001, drop)
    } else {
        rate_of_ratio(base, 1, drop)
    }
}

/// Frames a second that a `rate` element says, over seconds: also those that are no rate of pictures.
fn ratio_of(owner: &Element<'_>) -> Option<(i64, i64)> {
    let rate = owner.child("rate")?;
    let base = rate.number_of("timebase").filter(|base| (1..=1_000_000).contains(base))?;
    Some(if rate.flag_of("ntsc", false) { (base * 1000, 1001) } else { (base, 1) })
}

/// The first label that a `timecode` element says.
fn start_of(timecode: &Element<'_>, rate: FrameRate) -> Option<Time> {
    let label = timecode.text_of("string").and_then(Label::parse).filter(|label| label.exists_at(rate));
    let counted = timecode.number_of("frame").map(Frames);
    let frames = label.map(|label| label.frames_at(rate)).or(counted)?;
    Some(Time::Exact(rate.flicks(Frames(frames.0.clamp(0, 100 * rate.frames_per_day())))))
}

fn settle(timeline: &mut Timeline, sequence: &Element<'_>, hints: &Hints) {
    let timecode = sequence.child("timecode");
    let drop = timecode.and_then(|code| code.text_of("displayformat")) == Some("DF");
    let rate = rate_of(sequence, drop).or_else(|| timecode.and_then(|code| rate_of(code, drop)));
    match rate {
        Some(rate) => timeline.carries(rate, hints.rate),
        None => {
            timeline.rate = hints.rate;
            timeline.rate_from = hints.rate.map(|_| RateFrom::User);
            timeline.possible = FrameRate::ALL.to_vec();
            timeline.remarks.push("Its sequence names no frame rate that pictures have.".to_owned());
        }
    }
    if let Some(rate) = timeline.rate {
        timeline.start = timecode.and_then(|code| start_of(code, rate));
        let length = sequence.number_of("duration").filter(|length| *length > 0);
        timeline.end = length.map(Time::frames);
    }
}
