//! Scenes in tables: `number,slugline,in,out[,synopsis,moods,intensity,characters]`, one line a scene.
//!
//! Columns are known by their headings, in any order and case. In and out are timecode in the cut's rate, or seconds
//! from its first frame as `12.5s`; `out` is the first frame after the scene.

use super::{Clock, Reader, SceneLine, SceneProblem, position};
use crate::table::{MOST_BEFORE, Reading, Row, read_table};

/// Text with separators, in any encoding.
pub(super) const TEXT: Reader =
    Reader { name: "CSV", endings: &["csv", "tsv", "txt"], sniff: |bytes| !bytes.starts_with(b"PK\x03\x04"), read };

/// The first sheet of a workbook that has the headings.
pub(super) const WORKBOOK: Reader = Reader {
    name: "Excel workbook",
    endings: &["xlsx", "xlsm"],
    sniff: |bytes| bytes.starts_with(b"PK\x03\x04"),
    read,
};

const HEADINGS: [&str; 8] = ["number", "slugline", "in", "out", "synopsis", "moods", "intensity", "characters"];

/// Where the columns are.
struct Columns {
    number: usize,
    slugline: usize,
    from: usize,
    to: usize,
    synopsis: Option<usize>,
    moods: Option<usize>,
    intensity: Option<usize>,
    characters: Option<usize>,
}

fn read(bytes: &[u8], clock: Clock, reading: &Reading) -> Result<Vec<SceneLine>, Vec<SceneProblem>> {
    let table = read_table(bytes, reading, &known).map_err(|error| vec![SceneProblem::Table(error)])?;
    let heads = || table.grid.rows().take(MOST_BEFORE);
    // The line with the most of the headings: a title may stand above it.
    let at = heads()
        .enumerate()
        .max_by_key(|(at, row)| (known(&row.texts()), std::cmp::Reverse(*at)))
        .map_or(0, |(at, _)| at);
    let headings = table.grid.row(at).map(Row::texts).unwrap_or_default();
    let columns = find_columns(&headings).map_err(|problem| vec![problem])?;
    let (mut scenes, mut problems) = (Vec::new(), Vec::new());
    for row in table.grid.rows_from(at + 1).filter(|row| !row.is_empty()) {
        // A word or two of a slug line are not worth a question; letters that cannot be read are.
        if table.rival.is_none() && table.doubtful.contains(&row.number) {
            let reason = format!("{}, or choose the encoding", table.doubt());
            problems.push(SceneProblem::Line { line: row.number, reason });
        }
        match scene(row, &columns, clock) {
            Ok(scene) => scenes.push(scene),
            Err(reason) => problems.push(SceneProblem::Line { line: row.number, reason }),
        }
    }
    if !problems.is_empty() {
        Err(problems)
    } else if scenes.is_empty() {
        Err(vec![SceneProblem::Empty])
    } else {
        Ok(scenes)
    }
}

fn known(cells: &[String]) -> usize {
    HEADINGS.iter().filter(|heading| cells.iter().any(|cell| cell.trim().eq_ignore_ascii_case(heading))).count()
}

fn find_columns(headings: &[String]) -> Result<Columns, SceneProblem> {
    let find = |name: &str| headings.iter().position(|heading| heading.trim().eq_ignore_ascii_case(name));
    let need = |name: &'static str| find(name).ok_or(SceneProblem::NoColumn(name));
    Ok(Columns {
        number: need("number")?,
        slugline: need("slugline")?,
        from: need("in")?,
        to: need("out")?,
        synopsis: find("synopsis"),
        moods: find("moods"),
        intensity: find("intensity"),
        characters: find("characters"),
    })
}

fn scene(row: Row<'_>, columns: &Columns, clock: Clock) -> Result<SceneLine, String> {
    let optional = |column: Option<usize>| column.map_or("", |column| row.cell(column));
    let list = |text: &str| -> Vec<String> {
        text.split([';', ',']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let number = row.cell(columns.number);
    if number.is_empty() {
        return Err("the scene has no number".to_owned());
    }
    let in_point = position(row.cell(columns.from), clock)?;
    let out_point = position(row.cell(columns.to), clock)?;
    if out_point <= in_point {
        return Err(format!("scene {number} must end after it starts"));
    }
    let intensity = match optional(columns.intensity) {
        "" => None,
        text => {
            let value = text.parse().ok().filter(|value| (0..=10).contains(value));
            Some(value.ok_or_else(|| format!("intensity goes from 0 to 10, not \"{text}\""))?)
        }
    };
    Ok(SceneLine {
        number: number.to_owned(),
        slugline: row.cell(columns.slugline).to_owned(),
        in_point,
        out_point,
        synopsis: optional(columns.synopsis).to_owned(),
        moods: list(optional(columns.moods)),
        intensity,
        characters: list(optional(columns.characters)),
    })
}
