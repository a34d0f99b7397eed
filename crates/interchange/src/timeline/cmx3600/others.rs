//! Sources that run at a rate of their own: a list of 25 has labels of tapes at 30 beside its own.

use std::collections::HashMap;

use timebase::FrameRate;

use crate::timeline::{Event, Label, Time, Timeline};

/// Rates that sources have beside that of a list, by the count of their labels.
const RATES: [FrameRate; 6] =
    [FrameRate::F24, FrameRate::F25, FrameRate::F30, FrameRate::F48, FrameRate::F50, FrameRate::F60];

/// What an event is from: its file, its reel, or the clip's name where the reel says that there is none.
fn source_of(event: &Event) -> &str {
    let has_reel = !event.source.is_empty() && !event.source.eq_ignore_ascii_case("AX");
    match () {
        () if !event.file.is_empty() => &event.file,
        () if has_reel => &event.source,
        () => &event.name,
    }
}

fn labels(event: &Event) -> Option<(Label, Label)> {
    let span = event.source_span?;
    Some((span.from.label()?, span.to.label()?))
}

/// What the labels of one source tell.
#[derive(Default)]
struct Told {
    /// The one with the most frames, and the line of it.
    largest: Label,
    place: String,
    drops: bool,
    events: usize,
}

/// Gives sources with a label that does not exist at the rate of the list a rate of their own: the least count of labels that has
/// all of theirs, drop-frame where they are written so. It is told.
pub(super) fn settle(timeline: &mut Timeline) {
    let Some(rate) = timeline.rate else { return };
    let mut sources: HashMap<String, Told> = HashMap::new();
    for event in &timeline.events {
        let Some((from, to)) = labels(event) else { continue };
        let told = sources.entry(source_of(event).to_owned()).or_default();
        told.events += 1;
        for label in [from, to] {
            told.drops |= label.drop == Some(true);
            if label.frames > told.largest.frames {
                (told.largest, told.place) = (label, event.place.to_string());
            }
        }
    }
    sources.retain(|_, told| i64::from(told.largest.frames) >= rate.labels_per_second());
    let own_rate = |told: &Told| {
        let least = i64::from(told.largest.frames) + 1;
        let full = RATES.into_iter().find(|rate| rate.labels_per_second() >= least)?;
        let dropping = FrameRate::ALL.into_iter().find(|rate| rate.is_drop() && rate.labels_per_second() >= least);
        if told.drops { dropping } else { Some(full) }
    };
    let mut all: Vec<(&String, &Told)> = sources.iter().collect();
    all.sort_by(|one, other| (&one.1.place, one.0).cmp(&(&other.1.place, other.0)));
    for (name, told) in all.iter().take(8) {
        timeline.remarks.push(match own_rate(told) {
            Some(own) => format!(
                "The source {name} has the label {} ({}), which does not exist at {rate}: its labels are read as {own} frames a \
                 second.",
                told.largest, told.place
            ),
            None => format!(
                "The source {name} has the label {} ({}), which exists at no frame rate: its place in the source is not known.",
                told.largest, told.place
            ),
        });
    }
    if all.len() > 8 {
        timeline.remarks.push(format!("{} more sources have labels of a rate of their own.", all.len() - 8));
    }
    for event in &mut timeline.events {
        let Some(told) = sources.get(source_of(event)) else { continue };
        match own_rate(told) {
            Some(own) => {
                event.source_rate = Some(own);
                let exists = |time: Time| time.label().is_none_or(|label| label.exists_at(own));
                event.source_span = event.source_span.filter(|span| exists(span.from) && exists(span.to));
            }
            None => event.source_span = None,
        }
    }
}
