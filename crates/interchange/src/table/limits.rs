//! How much a file may ask for.
//!
//! What is read may be larger than the file by what packing saves on real sheets, and no more: a workbook of a few
//! kilobytes that unpacks to gigabytes is no catalogue.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Grid, TableError};

/// Largest cell that a spreadsheet holds, in letters.
const LONGEST_CELL: usize = 32_767;
/// Columns that are read.
pub(super) const MOST_COLUMNS: usize = 512;
/// Parts of a workbook.
const MOST_PARTS: usize = 4_000;
/// Longest name or format in the styles of a workbook, in bytes: Excel's own limit is 255 letters.
const LONGEST_STYLE: usize = 1_024;

/// Refuses what is no cell, and tables that grew too large.
pub(super) fn check(grid: &Grid, cell: &str, file: usize) -> Result<(), TableError> {
    let (letters, cells) = grid.size();
    if cell.len() > LONGEST_CELL && cell.chars().nth(LONGEST_CELL).is_some() {
        return Err(TableError::TooMuch("a cell has more than 32,767 letters"));
    }
    if letters > (32 << 20) + file.saturating_mul(8) {
        return Err(TableError::TooMuch("its texts are too long"));
    }
    if cells > 1_000_000 + file {
        return Err(TableError::TooMuch("it has too many cells"));
    }
    Ok(())
}

/// What an archive is that is no workbook of this kind, by the names of its parts.
fn foreign(archive: &ZipArchive<Cursor<&[u8]>>) -> Option<&'static str> {
    let has = |wanted: &dyn Fn(&str) -> bool| {
        archive.file_names().any(|name| name.is_ok_and(|name| wanted(&name.to_lowercase())))
    };
    match () {
        () if has(&|name| name == "xl/workbook.xml") => None,
        () if has(&|name| name == "xl/workbook.bin") => Some("a binary workbook (XLSB)"),
        () if has(&|name| name == "content.xml") => Some("an OpenDocument file"),
        () if has(&|name| name.ends_with(".iwa")) => Some("a Numbers or Pages document"),
        () if has(&|name| name.starts_with("word/")) => Some("a Word document"),
        () if has(&|name| name.starts_with("ppt/")) => Some("a presentation"),
        () if has(&|name| name.starts_with("xl/") || name.starts_with("_rels/")) => None,
        () => Some("an archive of files (ZIP)"),
    }
}

/// Looks through a packed workbook without keeping anything of it, and refuses one whose parts would not fit. How many
/// of its cells have a formula and no result: programs that do not calculate write them.
pub(super) fn look_through(bytes: &[u8]) -> Result<usize, TableError> {
    let broken = |error: &dyn std::fmt::Display| TableError::Workbook(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(TableError::TooMuch("it has too many parts"));
    }
    if let Some(name) = foreign(&archive) {
        return Err(TableError::Foreign(name));
    }
    let mut unsolved = 0;
    let mut left = (64_usize << 20) + bytes.len().saturating_mul(24);
    let mut buffer = vec![0_u8; 64 << 10];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.to_lowercase();
        let is_text = name.ends_with(".xml") || name.ends_with(".rels");
        if !is_text {
            continue;
        }
        let mut counted = Counted::default();
        loop {
            let read = part.read(&mut buffer).map_err(|error| broken(&error))?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read).ok_or(TableError::TooMuch("it unpacks to far more than its size"))?;
            counted.take(&buffer[..read]);
        }
        if name.contains("worksheets/") {
            unsolved += counted.unsolved;
        }
        if name.ends_with("sharedstrings.xml") {
            let most = 1_000_000 + bytes.len();
            if counted.strings > most || counted.promised.is_some_and(|promised| promised > most as u64) {
                return Err(TableError::TooMuch("it names too many texts"));
            }
        }
        if name.ends_with("styles.xml") && (counted.longest > LONGEST_STYLE || counted.formats > 131_072) {
            return Err(TableError::TooMuch("its styles are too many or too long"));
        }
    }
    Ok(unsolved)
}

/// What was seen of a part.
#[derive(Debug, Default)]
struct Counted {
    /// `<si`, the texts of the workbook.
    strings: usize,
    /// `<xf`, the formats of cells.
    formats: usize,
    /// Cells with a formula and no value.
    unsolved: usize,
    formula: bool,
    value: bool,
    /// Longest run of bytes between quotes or tags.
    longest: usize,
    run: usize,
    /// The number of texts that is promised.
    promised: Option<u64>,
    window: Vec<u8>,
    head: Vec<u8>,
}

impl Counted {
    fn take(&mut self, bytes: &[u8]) {
        if self.head.len() < 4_096 {
            let room = 4_096 - self.head.len();
            self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
            self.promised = promised(&self.head);
        }
        for &byte in bytes {
            if matches!(byte, b'<' | b'>' | b'"' | b'\'') {
                self.run = 0;
            } else {
                self.run += 1;
                self.longest = self.longest.max(self.run);
            }
            if byte == b'<' {
                self.window.clear();
            }
            if self.window.len() < 4 {
                self.window.push(byte);
                if self.window.len() == 4 {
                    self.strings += usize::from(self.window.starts_with(b"<si"));
                    self.formats += usize::from(self.window.starts_with(b"<xf"));
                    match self.window.as_slice() {
                        [b'<', b'c', b' ' | b'>', _] => (self.formula, self.value) = (false, false),
                        [b'<', b'f', b' ' | b'>' | b'/', _] => self.formula = true,
                        [b'<', b'v', b' ' | b'>', next] => self.value = *next != b'<',
                        b"</c>" => self.unsolved += usize::from(self.formula && !self.value),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// `uniqueCount="…"` of the head of the texts. A number that does not fit counts as the largest.
fn promised(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let (_, rest) = text.split_once("uniqueCount")?;
    let digits: String =
        rest.chars().skip_while(|letter| !letter.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or(u64::MAX))
}
