//! Scenes from files of other programs.
//!
//! A format is a [`Reader`]: what it is called, how its files end, how its bytes are known, and how they are read. To add
//! one: its file, a line in [`READERS`], and a test. Dialogs and help name what stands there.

mod sheet;

use timebase::{Flicks, FrameRate, Frames, Position, TimeScale};

use crate::table::{Reading, TableError};

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

/// What positions in a file are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The cut's frame rate.
    pub rate: FrameRate,
    /// The timecode of the cut's first frame, in frames from midnight.
    pub start: Frames,
    /// How long the cut is.
    pub length: Flicks,
}

/// A mistake in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SceneProblem {
    /// No reader knows it.
    #[error("it is not a list of scenes that this program reads: {0}")]
    Unknown(String),
    /// It cannot be read as a table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The heading line has not what is needed.
    #[error("the first line must name the columns number, slugline, in and out; \"{0}\" is missing")]
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

/// Reads all scenes of a file, or tells every mistake there is.
pub type Read = fn(&[u8], Clock, &Reading) -> Result<Vec<SceneLine>, Vec<SceneProblem>>;

/// A format of scenes.
#[derive(Debug)]
pub struct Reader {
    /// What it is called in dialogs and help.
    pub name: &'static str,
    /// Endings of its files, the usual one first.
    pub endings: &'static [&'static str],
    /// Whether bytes may be of this format.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads a file of it.
    pub read: Read,
}

/// Every format of scenes, in the order in which files are tried.
pub const READERS: &[Reader] = &[sheet::WORKBOOK, sheet::TEXT];

/// Reads all scenes with the first reader that knows the bytes.
///
/// # Errors
/// Every mistake there is, in the order of lines; then no scene.
pub fn read_scenes(bytes: &[u8], clock: Clock, reading: &Reading) -> Result<Vec<SceneLine>, Vec<SceneProblem>> {
    let reader = READERS.iter().find(|reader| (reader.sniff)(bytes));
    let Some(reader) = reader else {
        let names: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
        return Err(vec![SceneProblem::Unknown(names.join(", "))]);
    };
    (reader.read)(bytes, clock, reading)
}

/// A point of the cut, its end included, as people type times.
fn position(text: &str, clock: Clock) -> Result<Position, String> {
    let scale = TimeScale { cut: "the cut", rate: clock.rate, start: clock.start, length: clock.length };
    scale.end(text, None).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        let rate = FrameRate::F25;
        Clock { rate, start: Frames(3600 * 25), length: rate.flicks(Frames(25 * 60)) }
    }

    fn read(bytes: &[u8]) -> Result<Vec<SceneLine>, Vec<SceneProblem>> {
        read_scenes(bytes, clock(), &Reading::default())
    }

    fn frame(index: i64) -> Position {
        clock().rate.position(Frames(index))
    }

    #[test]
    fn scenes_are_read_with_columns_in_any_order() {
        let text = "Slugline,NUMBER,in,out,moods,intensity,characters\n\"INT. KITCHEN, DAY\",20,01:00:00:00,01:00:10:00,tense; sad,7,Mara;Jun\n\n,21,10s,12.5s,,,\n";
        let scenes = read(text.as_bytes()).expect("reads");
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
            assert_eq!(read(bytes).expect("reads")[0].slugline, "EXT. CAFÉ");
        }
    }

    #[test]
    fn scenes_come_as_spreadsheets_save_them() {
        let text = "sep=;\r\nnumber;slugline;in;out\r\n1;EXT. CAFÉ – DAY;01:00:00:00;01:00:01:00\r\n";
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let (mac, _, _) = encoding_rs::MACINTOSH.encode(text);
        for bytes in [text.as_bytes(), &windows, &mac] {
            assert_eq!(read(bytes).expect("reads")[0].slugline, "EXT. CAFÉ – DAY");
        }
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write(0, 0, "Read me").expect("written");
        let page = book.add_worksheet();
        for (row, cells) in
            [["Number", "Slugline", "In", "Out"], ["22A", "INT. BAR", "01:00:00:00", "10s"]].iter().enumerate()
        {
            for (column, cell) in cells.iter().enumerate() {
                page.write(row as u32, column as u16, *cell).expect("written");
            }
        }
        let scenes = read(&book.save_to_buffer().expect("saved")).expect("reads");
        assert_eq!((scenes[0].number.as_str(), scenes[0].out_point), ("22A", frame(250)));
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let text = "number,slugline,in,out,intensity\n1,A,01:00:00:00,01:00:00:00,\n2,B,00:00:00:00,01:00:01:00,\n3,C,01:00:00:25,01:00:01:00,\n4,D,01:00:00:00,01:00:01:00,11\n";
        let problems = read(text.as_bytes()).expect_err("has mistakes");
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 4);
        assert!(said[0].starts_with("line 2: scene 1 must end after"), "{said:?}");
        assert!(said[1].starts_with("line 3:") && said[1].contains("outside the cut"), "{said:?}");
        assert!(said[2].contains("frames go up to 24"), "{said:?}");
        assert!(said[3].contains("not \"11\""), "{said:?}");
    }

    #[test]
    fn what_is_no_list_of_scenes_is_refused() {
        for (bytes, reason) in [
            (&b""[..], "number"),
            (b"a,b\n1,2\n", "number"),
            (b"number,slugline,in,out\n", "no scene"),
            (b"RIFF\0\0\0\0WAVE", "neither a CSV file nor an XLSX workbook"),
            (b"PK\x03\x04nonsense", "save it as XLSX or CSV again"),
        ] {
            let problems = read(bytes).expect_err("refused");
            assert!(problems[0].to_string().contains(reason), "{problems:?}");
        }
    }
}
