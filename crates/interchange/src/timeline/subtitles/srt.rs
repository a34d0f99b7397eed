//! SubRip: a number, two times with `-->` between them, and lines up to an empty one.
//!
//! Real files forget numbers and empty lines, have empty lines within texts, write points for commas, and set places behind
//! the times (`X1:…`). What stands between two lines of times belongs to the first of them.

use timebase::Flicks;

use super::super::clock::clock;
use super::super::text::lines;
use super::super::{Hints, Input, Place, ReadError, Reader, Timeline};
use super::{Open, finish, take};

/// See the module.
pub(in super::super) const READER: Reader =
    Reader { id: "srt", name: "SubRip subtitles", endings: &["srt"], sniff, read };

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    let mut heads = lines(text).map(|(_, line)| line.trim()).filter(|line| !line.is_empty()).take(6);
    heads.any(|line| times(line).is_some()) && !text.trim_start().starts_with("WEBVTT")
}

/// `00:05:33,959 --> 00:05:35,961 X1:40 …`.
pub(super) fn times(line: &str) -> Option<(Flicks, Flicks)> {
    let (from, rest) = line.split_once("-->")?;
    let to = rest.split_whitespace().next()?;
    let time = |text: &str| {
        let text = text.trim();
        // `00:00:01:500` is met as well.
        let parts = text.matches(':').count();
        if parts == 3 {
            text.rsplit_once(':').and_then(|(clock_part, part)| clock(&format!("{clock_part}.{part}")))
        } else {
            clock(text)
        }
    };
    if from.trim().contains(':') { Some((time(from)?, time(to)?)) } else { None }
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(READER.id);
    let mut open: Option<Open> = None;
    for (number, line) in lines(input.text.unwrap_or_default()) {
        if let Some((from, to)) = times(line) {
            if let Some(mut before) = open.take() {
                without_number(&mut before.lines);
                take(before, &mut timeline)?;
            }
            open = Some(Open { from, to, line: number, speaker: String::new(), lines: Vec::new() });
        } else if let Some(open) = &mut open {
            open.lines.push(line.to_owned());
        } else if line.contains("-->")
            || !(line.trim().is_empty() || line.trim().bytes().all(|byte| byte.is_ascii_digit()))
        {
            timeline.skip(Place::Line(number), "it stands before the first subtitle");
        }
    }
    if let Some(last) = open {
        take(last, &mut timeline)?;
    }
    Ok(finish(timeline, hints))
}

/// Takes the number of the next subtitle from the end of a text: it stands alone, mostly after an empty line.
fn without_number(lines: &mut Vec<String>) {
    let last = lines.iter().rposition(|line| !line.trim().is_empty());
    if let Some(at) = last
        && lines[at].trim().bytes().all(|byte| byte.is_ascii_digit())
        && (at == 0 || lines[at - 1].trim().is_empty() || at + 1 == lines.len())
    {
        lines.truncate(at);
    }
}
