//! Scenes as CSV: `number,slugline,in,out[,synopsis,moods,intensity,characters]`, one line a scene.
//!
//! Columns are known by their headings, in any order and case. Commas, semicolons and tabs are told apart by the
//! heading line; UTF-8 with or without a mark, and UTF-16 with one, are read. In and out are timecode in the cut's
//! rate, or seconds from its first frame as `12.5s`; `out` is the first frame after the scene.

use model::Cut;
use timebase::Position;

/// A scene as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneLine {
    /// `22A`.
    pub number: String,
    /// `EXT. PIER - DUSK`.
    pub slugline: String,
    /// First frame.
    pub in_point: Position,
    /// First frame after it.
    pub out_point: Position,
    /// What happens.
    pub synopsis: String,
    /// Separated by `;` or `,` in the file.
    pub moods: Vec<String>,
    /// 0 to 10.
    pub intensity: Option<i64>,
    /// Separated by `;` or `,` in the file.
    pub characters: Vec<String>,
}

/// A mistake in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SceneProblem {
    /// It is not text.
    #[error("it is not a text file in UTF-8 or UTF-16")]
    NotText,
    /// The heading line has not what is needed.
    #[error("the first line must name the columns number, slugline, in and out; {0:?} is missing")]
    NoColumn(&'static str),
    /// There is no scene.
    #[error("there is no scene in it")]
    Empty,
    /// A line cannot be read.
    #[error("line {line}: {reason}")]
    Line {
        /// Counted from 1, the heading included.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
}

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

/// Reads all scenes.
///
/// # Errors
/// Every mistake there is, in the order of lines; then no scene.
pub fn read_scenes(bytes: &[u8], cut: &Cut) -> Result<Vec<SceneLine>, Vec<SceneProblem>> {
    let text = decode(bytes).ok_or_else(|| vec![SceneProblem::NotText])?;
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|&mark| heading.matches(char::from(mark)).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let columns = reader
        .headers()
        .map_err(|error| vec![SceneProblem::Line { line: 1, reason: error.to_string() }])
        .and_then(|headings| find_columns(headings).map_err(|problem| vec![problem]))?;
    let (mut scenes, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                match scene(&record, &columns, cut) {
                    Ok(scene) => scenes.push(scene),
                    Err(reason) => problems.push(SceneProblem::Line { line, reason }),
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(SceneProblem::Line { line, reason: error.to_string() });
            }
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

fn decode(bytes: &[u8]) -> Option<String> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes.to_vec()).ok().filter(|text| !text.contains('\0')),
    }
}

fn find_columns(headings: &csv::StringRecord) -> Result<Columns, SceneProblem> {
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

fn scene(record: &csv::StringRecord, columns: &Columns, cut: &Cut) -> Result<SceneLine, String> {
    let cell = |column: usize| record.get(column).unwrap_or_default().trim();
    let optional = |column: Option<usize>| column.map_or("", cell);
    let list = |text: &str| -> Vec<String> {
        text.split([';', ',']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    if cell(columns.number).is_empty() {
        return Err("the scene has no number".to_owned());
    }
    let point = |column: usize| cut.scale().end(cell(column), None).map_err(|error| error.to_string());
    let (in_point, out_point) = (point(columns.from)?, point(columns.to)?);
    if out_point <= in_point {
        return Err(format!("scene {} must end after it starts", cell(columns.number)));
    }
    if out_point > cut.span().end {
        return Err(format!("scene {} ends after the cut does", cell(columns.number)));
    }
    let intensity = match optional(columns.intensity) {
        "" => None,
        text => {
            let value = text.parse().ok().filter(|value| (0..=10).contains(value));
            Some(value.ok_or_else(|| format!("intensity goes from 0 to 10, not {text:?}"))?)
        }
    };
    Ok(SceneLine {
        number: cell(columns.number).to_owned(),
        slugline: cell(columns.slugline).to_owned(),
        in_point,
        out_point,
        synopsis: optional(columns.synopsis).to_owned(),
        moods: list(optional(columns.moods)),
        intensity,
        characters: list(optional(columns.characters)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{CutId, EpisodeId};
    use timebase::{FrameRate, Frames};

    fn cut() -> Cut {
        let rate = FrameRate::F25;
        Cut {
            id: CutId(1),
            episode: EpisodeId(1),
            label: "Cut 1".into(),
            rate,
            start: Frames(3600 * 25),
            length: rate.flicks(Frames(25 * 60)),
            picture: None,
            ordinal: 1,
        }
    }

    fn frame(index: i64) -> Position {
        cut().rate.position(Frames(index))
    }

    #[test]
    fn scenes_are_read_with_columns_in_any_order() {
        let text = "Slugline,NUMBER,in,out,moods,intensity,characters\n\"INT. KITCHEN, DAY\",20,01:00:00:00,01:00:10:00,tense; sad,7,Mara;Jun\n\n,21,10s,12.5s,,,\n";
        let scenes = read_scenes(text.as_bytes(), &cut()).expect("reads");
        assert_eq!(scenes.len(), 2);
        assert_eq!((scenes[0].in_point, scenes[0].out_point), (frame(0), frame(250)));
        assert_eq!(scenes[0].slugline, "INT. KITCHEN, DAY");
        assert_eq!(scenes[0].moods, ["tense", "sad"]);
        assert_eq!(scenes[0].intensity, Some(7));
        assert_eq!((scenes[1].in_point, scenes[1].out_point), (frame(250), frame(313)));
    }

    #[test]
    fn spreadsheets_of_other_lands_are_read() {
        let text = "number;slugline;in;out\n1;EXT. CAFÉ;01:00:00:00;01:00:01:00\n";
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
        for bytes in [text.as_bytes(), &utf16, &marked] {
            assert_eq!(read_scenes(bytes, &cut()).expect("reads")[0].slugline, "EXT. CAFÉ");
        }
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let text = "number,slugline,in,out,intensity\n1,A,01:00:00:00,01:00:00:00,\n2,B,00:00:00:00,01:00:01:00,\n3,C,01:00:00:25,01:00:01:00,\n4,D,01:00:00:00,01:00:01:00,11\n";
        let problems = read_scenes(text.as_bytes(), &cut()).expect_err("has mistakes");
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 4);
        assert!(said[0].starts_with("line 2: scene 1 must end after"), "{said:?}");
        assert!(said[1].starts_with("line 3:") && said[1].contains("outside Cut 1"), "{said:?}");
        assert!(said[2].contains("frames go up to 24"), "{said:?}");
        assert!(said[3].contains("not \"11\""), "{said:?}");
    }

    #[test]
    fn what_is_no_list_of_scenes_is_refused() {
        for (bytes, reason) in [
            (&b""[..], "number"),
            (b"a,b\n1,2\n", "number"),
            (b"number,slugline,in,out\n", "no scene"),
            (b"\x80\x81\x82", "not a text file"),
            (b"RIFF\0\0\0\0WAVE", "not a text file"),
        ] {
            let problems = read_scenes(bytes, &cut()).expect_err("refused");
            assert!(problems[0].to_string().contains(reason), "{problems:?}");
        }
    }
}
