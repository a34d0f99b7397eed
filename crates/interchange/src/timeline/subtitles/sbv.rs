//! YouTube's captions: two times with a comma between them, and lines up to an empty one.

use timebase::Flicks;

use super::super::clock::clock;
use super::super::text::lines;
use super::super::{Hints, Input, Place, ReadError, Reader, Timeline};
use super::{Open, finish, take};

/// See the module.
pub(in super::super) const READER: Reader =
    Reader { id: "sbv", name: "YouTube captions", endings: &["sbv"], sniff, read };

fn sniff(input: &Input<'_>) -> bool {
    let first = input.text.and_then(|text| lines(text).map(|(_, line)| line.trim()).find(|line| !line.is_empty()));
    first.is_some_and(|line| times(line).is_some())
}

/// `0:00:01.000,0:00:03.500`.
fn times(line: &str) -> Option<(Flicks, Flicks)> {
    let (from, to) = line.trim().split_once(',')?;
    let whole = |text: &str| text.matches(':').count() == 2 && text.contains('.');
    if whole(from) && whole(to) { Some((clock(from)?, clock(to)?)) } else { None }
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(READER.id);
    let mut open: Option<Open> = None;
    for (number, line) in lines(input.text.unwrap_or_default()) {
        if let Some((from, to)) = times(line) {
            if let Some(before) = open.take() {
                take(before, &mut timeline)?;
            }
            open = Some(Open { from, to, line: number, speaker: String::new(), lines: Vec::new() });
        } else if let Some(open) = &mut open {
            open.lines.push(line.replace("[br]", "\n"));
        } else if !line.trim().is_empty() {
            timeline.skip(Place::Line(number), "it stands before the first caption");
        }
    }
    if let Some(last) = open {
        take(last, &mut timeline)?;
    }
    Ok(finish(timeline, hints))
}
