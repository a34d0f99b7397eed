//! Minutes of a review as files: printed pages, a table with a line an answer, and JSON.

use serde_json::json;
use typeset::Template;

use super::csv::{table, text};
use super::pdf::typeset_with_frames;
use crate::DeliverError;
use crate::minutes::Minutes;

const TEMPLATE: Template<'_> =
    Template { path: "minutes.typ", source: include_str!("../../templates/minutes.typ"), files: &[] };

const HEADINGS: [&str; 20] = [
    "Round",
    "Cue",
    "Title",
    "Alternate",
    "Track",
    "Artist",
    "In",
    "Out",
    "Pick",
    "Decision",
    "Changed since",
    "Who",
    "Role",
    "Said",
    "Words",
    "At",
    "From",
    "Note until",
    "Resolved",
    "Version",
];

/// A line an answer, one for what nobody has answered, those to earlier versions after the others, then one a note: what they
/// wrote of it stands under *Words*.
pub(super) fn csv(minutes: &Minutes) -> Result<Vec<u8>, DeliverError> {
    let mut lines = vec![HEADINGS.map(str::to_owned).to_vec()];
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    for round in &minutes.rounds {
        for row in &round.rows {
            let head = [
                text(&round.title),
                text(&row.cue),
                text(&row.title),
                row.letter.clone(),
                text(&row.track),
                text(&row.artist),
                row.in_timecode.clone(),
                row.out_timecode.clone(),
                yes(row.pick),
                row.decision.clone(),
                text(&row.changed),
            ];
            let line = |cells: [String; 6], version: i64| {
                [head.to_vec(), cells.to_vec(), vec![String::new(), String::new(), version.to_string()]].concat()
            };
            if row.answers.is_empty() {
                lines.push(line([const { String::new() }; 6], row.version));
            }
            for answer in row.answers.iter().chain(&row.earlier) {
                let cells = [&answer.who, &answer.role, &answer.said, &answer.words, &answer.at, &answer.source];
                let mut cells = line(cells.map(|cell| text(cell)), answer.version);
                if answer.version < row.version {
                    // What it came to is said of what is proposed now.
                    cells[9].clear();
                }
                lines.push(cells);
            }
        }
        for note in &round.notes {
            let mut cells = vec![String::new(); HEADINGS.len()];
            (cells[0], cells[1], cells[6]) = (text(&round.title), text(&note.cue), note.at.clone());
            (cells[3], cells[4]) = (text(&note.letter), text(&note.track));
            if note.version > 0 {
                cells[19] = note.version.to_string();
            }
            (cells[11], cells[13], cells[14]) = (text(&note.who), "note".to_owned(), text(&note.body));
            cells[15] = note.written_at.clone();
            (cells[17], cells[18]) = (note.until.clone(), yes(note.resolved));
            lines.push(cells);
        }
    }
    table(lines.into_iter())
}

/// For programs.
pub(super) fn json(minutes: &Minutes) -> Result<Vec<u8>, DeliverError> {
    let document = json!({ "format": "needledrop-review-minutes", "version": 1, "minutes": minutes });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

pub(super) fn pdf(minutes: &Minutes) -> Result<Vec<u8>, DeliverError> {
    let document = format!("minutes/{}/{}/{}", minutes.show, minutes.episode, minutes.cut);
    let names: Vec<String> =
        (0..minutes.frames.len().min(MOST_FRAMES)).map(|number| format!("frame-{number}")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().zip(&minutes.frames).map(|(name, frame)| (name.as_str(), frame.as_slice())).collect();
    typeset_with_frames(&Template { files: &files, ..TEMPLATE }, serde_json::to_value(minutes)?, &document)
}

/// Frames of the picture in one document: the names of files are kept as long as the program runs, so they are few.
pub const MOST_FRAMES: usize = 400;
