//! WebVTT: cues with optional names; notes, styles and regions are no cues.

use super::super::text::lines;
use super::super::{Hints, Input, Place, ReadError, Reader, Timeline};
use super::srt::times;
use super::{Open, finish, take};

/// See the module.
pub(in super::super) const READER: Reader = Reader {
    id: "webvtt",
    name: "WebVTT subtitles",
    endings: &["vtt"],
    sniff: |input| input.text.is_some_and(|text| text.trim_start().starts_with("WEBVTT")),
    read,
};

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(READER.id);
    let mut open: Option<Open> = None;
    // A block of notes or styles goes on up to an empty line.
    let mut passing = true;
    for (number, line) in lines(input.text.unwrap_or_default()) {
        let bare = line.trim();
        if bare.is_empty() {
            if let Some(cue) = open.take() {
                take(cue, &mut timeline)?;
            }
            passing = false;
        } else if passing {
        } else if let Some((from, to)) = times(bare) {
            // A cue may follow another without an empty line.
            if let Some(cue) = open.take() {
                take(cue, &mut timeline)?;
            }
            open = Some(Open { from, to, line: number, speaker: String::new(), lines: Vec::new() });
        } else if let Some(open) = &mut open {
            open.lines.push(line.to_owned());
        } else if bare.contains("-->") {
            timeline.skip(
                Place::Line(number),
                format!("\"{}\" is no pair of times", bare.chars().take(40).collect::<String>()),
            );
        } else {
            passing = bare.starts_with("NOTE") || bare == "STYLE" || bare == "REGION";
        }
    }
    if let Some(last) = open {
        take(last, &mut timeline)?;
    }
    Ok(finish(timeline, hints))
}
