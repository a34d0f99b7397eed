//! What the targets share.

#[cfg(feature = "files")]
mod files;
#[cfg(feature = "papers")]
mod papers;

#[cfg(feature = "files")]
pub use files::{catalogue, commented, listed, movie, scenes, sound, tags, timeline};
#[cfg(feature = "papers")]
pub use papers::{edits, letter, logo, profile, sheet_template, show, workbook};

/// What each target does before its first input: a panic in a library is caught by the program and costs one file, so it
/// is told and is no find; one in a line of the program's own is.
pub fn begin() {
    drop(std::panic::take_hook());
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        told(panic);
        let of_others = |file: &str| file.contains("/registry/") || file.starts_with("/rustc/");
        if !panic.location().is_some_and(|place| of_others(place.file())) {
            std::process::abort();
        }
    }));
    // Templates and logos are read by a helper: this program, started again.
    #[cfg(feature = "papers")]
    studio::confined::begin();
}

/// A workbook of these parts, each `name`, line feed, content, ended by a zero.
pub fn packed(parts: &[u8]) -> Vec<u8> {
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut book = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in parts.split(|byte| *byte == 0) {
        let (name, content) = part.split_at(part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len()));
        // A name that is there already is refused.
        if book.start_file(String::from_utf8_lossy(name), stored).is_ok() {
            book.write_all(content.get(1..).unwrap_or_default()).expect("written to memory");
        }
    }
    book.finish().map(std::io::Cursor::into_inner).unwrap_or_default()
}
