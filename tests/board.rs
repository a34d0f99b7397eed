//! Timelines drawn as text, a column a second: a placement is `|--A--|`, its first and last second the bars, its track
//! the letter (A is Alpha, 10 s; B is Bravo, 20 s; C is Charlie, 30 s). A small letter is an alternate that is not the
//! pick; what overlaps stands on a line of its own.
//!
//! ```text
//! songs |--A--|  |-B-|
//! score     |---C---|
//! ```

use model::{CueId, TrackId};
use serde_json::{Value, json};
use studio::views::PlacementView;

use crate::stage::{ALPHA, BRAVO, CHARLIE, CUT, Stage, second};

const LANES: [(&str, i64); 3] = [("songs", 1), ("score", 2), ("source", 3)];
const TRACKS: [(char, TrackId); 3] = [('A', ALPHA), ('B', BRAVO), ('C', CHARLIE)];

/// Lays `before`, does what `edit` says, and compares with `after`; undo, redo and reopening are checked on the way.
pub fn check(before: &str, edit: impl FnOnce(&Stage) -> Value, after: &str) {
    let mut stage = draw(before);
    let edit = edit(&stage);
    stage.edit(edit);
    assert_eq!(picture(&stage), plain(after), "drawn:\n{}", picture(&stage));
}

/// A stage with this timeline.
pub fn draw(picture: &str) -> Stage {
    let mut stage = Stage::default();
    for line in picture.lines().filter(|line| !line.trim().is_empty()) {
        let line = line.trim();
        let (name, cells) = line.split_at(line.find(' ').unwrap_or(line.len()));
        let lane = LANES.iter().find(|(known, _)| *known == name).expect("a lane").1;
        let cells: Vec<char> = cells.chars().skip(1).collect();
        let mut column = 0;
        while column < cells.len() {
            if cells[column] != '|' {
                column += 1;
                continue;
            }
            let length = cells[column + 1..].iter().position(|&cell| cell == '|').expect("an end") + 2;
            let letter = cells[column..column + length].iter().find(|cell| cell.is_alphabetic()).expect("a letter");
            let track = TRACKS.iter().find(|(known, _)| known == letter).expect("a track").1;
            stage.place(track, lane, column as i64, length as i64);
            column += length;
        }
    }
    stage
}

/// The timeline as it is, lanes with nothing on them left out.
pub fn picture(stage: &Stage) -> String {
    let placements = stage.cut().placements;
    let mut lines: Vec<String> = Vec::new();
    for (name, lane) in LANES {
        let own: Vec<&PlacementView> = placements.iter().filter(|view| view.placement.lane.0 == lane).collect();
        let mut rows: Vec<Vec<char>> = Vec::new();
        for view in own {
            let drawn = cells(view);
            let from = (view.placement.in_point.0 / second(1)) as usize;
            let free = |row: &Vec<char>| row.iter().skip(from).all(|&cell| cell == ' ');
            let index = rows.iter().position(free).unwrap_or_else(|| {
                rows.push(Vec::new());
                rows.len() - 1
            });
            rows[index].resize(from, ' ');
            rows[index].extend(drawn);
        }
        lines.extend(rows.into_iter().map(|row| format!("{name} {}", row.into_iter().collect::<String>())));
    }
    lines.join("\n")
}

fn cells(view: &PlacementView) -> Vec<char> {
    let (start, end) = (view.placement.in_point.0, view.placement.out_point.0);
    assert!(start % second(1) == 0 && end % second(1) == 0, "{view:?} lies between two columns");
    let length = ((end - start) / second(1)) as usize;
    let letter = TRACKS.iter().find(|(_, track)| *track == view.placement.track).expect("a track").0;
    let mut cells = vec!['-'; length];
    cells[0] = '|';
    cells[length - 1] = '|';
    cells[(length - 1) / 2] = if view.pick { letter } else { letter.to_ascii_lowercase() };
    cells
}

fn plain(picture: &str) -> String {
    let lines = picture.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The placement of a track: the first by place.
pub fn placed(stage: &Stage, letter: char) -> PlacementView {
    let track = TRACKS.iter().find(|(known, _)| *known == letter).expect("a track").1;
    let found = stage.cut().placements.into_iter().find(|view| view.placement.track == track);
    found.expect("it is placed")
}

/// Its row.
pub fn row(stage: &Stage, letter: char) -> i64 {
    placed(stage, letter).placement.id.0
}

/// The cue of a placement.
pub fn cue(stage: &Stage, letter: char) -> CueId {
    placed(stage, letter).placement.cue
}

/// Moves one edge to a second.
pub fn trim(letter: char, edge: &str, to: i64) -> impl FnOnce(&Stage) -> Value {
    move |stage| json!({ "type": "trimPlacement", "placement": row(stage, letter), "edge": edge, "to": second(to) })
}

/// Moves a placement to a second and a lane.
pub fn shift(letter: char, to: i64, lane: i64) -> impl FnOnce(&Stage) -> Value {
    move |stage| {
        let step = json!({ "placement": row(stage, letter), "inPoint": second(to), "lane": lane });
        json!({ "type": "movePlacements", "moves": [step] })
    }
}

/// Adds a track to the cue of another as an alternate.
pub fn alternate(track: TrackId, of: char) -> impl FnOnce(&Stage) -> Value {
    move |stage| json!({ "type": "place", "cut": CUT, "track": track, "lane": 1, "cue": cue(stage, of) })
}
