//! Advanced SubStation Alpha: lines of dialogue with who speaks, in the columns that its format line names.

use super::super::clock::clock;
use super::super::text::{after, begins, lines};
use super::super::{Hints, Input, Place, ReadError, Reader, Timeline};
use super::{Open, finish, take};

/// See the module.
pub(in super::super) const READER: Reader = Reader {
    id: "ass",
    name: "SubStation Alpha subtitles",
    endings: &["ass", "ssa"],
    sniff: |input| input.text.is_some_and(|text| begins(text.trim_start(), "[Script Info]")),
    read,
};

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let mut timeline = Timeline::of(READER.id);
    let mut columns: Vec<String> = Vec::new();
    let mut events = false;
    for (number, line) in lines(input.text.unwrap_or_default()) {
        let line = line.trim();
        if line.starts_with('[') {
            events = line.eq_ignore_ascii_case("[Events]");
        } else if let Some(title) = after(line, "Title:").filter(|_| !events) {
            title.clone_into(&mut timeline.title);
        } else if let Some(format) = after(line, "Format:").filter(|_| events) {
            columns = format.split(',').map(|name| name.trim().to_lowercase()).collect();
        } else if let Some(row) = after(line, "Dialogue:").filter(|_| events) {
            // The text is the last column and may hold commas.
            let cells: Vec<&str> = row.splitn(columns.len().max(1), ',').collect();
            let cell = |name: &str| {
                columns.iter().position(|own| own == name).and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
            };
            let (Some(from), Some(to)) = (clock(cell("start")), clock(cell("end"))) else {
                timeline.skip(Place::Line(number), "the line has no start and end");
                continue;
            };
            let speaker =
                [cell("name"), cell("actor")].into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned();
            let text = spoken(cell("text")).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ");
            take(Open { from, to, line: number, speaker, lines: vec![text] }, &mut timeline)?;
        }
    }
    Ok(finish(timeline, hints))
}

/// The text without what is drawn: from an override `\p1`, or another number, to `\p0`, letters and numbers are a path.
fn spoken(text: &str) -> String {
    let (mut left, mut rest, mut draws) = (String::with_capacity(text.len()), text, false);
    while let Some((before, behind)) = rest.split_once('{') {
        if !draws {
            left.push_str(before);
        }
        let Some((tags, after)) = behind.split_once('}') else {
            rest = &rest[before.len()..];
            break;
        };
        for tag in tags.split('\\') {
            if let Some(scale) = tag.strip_prefix('p').and_then(|number| number.trim().parse::<u32>().ok()) {
                draws = scale > 0;
            }
        }
        left.extend(["{", tags, "}"]);
        rest = after;
    }
    if !draws {
        left.push_str(rest);
    }
    left
}
