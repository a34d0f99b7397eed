//! Typst as a library: a template, data and fonts in, a PDF out.
//!
//! Knows nothing of what is printed. Three things hold for every document:
//!
//! - **Data is never source.** It reaches the template as the virtual file `/data.json`, to be read with
//!   `json("/data.json")`, so no text in it can become markup or code.
//! - **The same input gives the same bytes.** There is no clock, and the fonts are those given, never the machine's.
//! - **Nothing outside is reached**: no disk, no network, no packages.
//!
//! Alone in its crate because the compiler behind it is the one heavy build.

mod error;
mod fonts;
mod world;

pub use error::{Problem, TypesetError};
pub use fonts::Fonts;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// Where a template finds its data.
pub const DATA_PATH: &str = "/data.json";

/// How many jobs a memoised intermediate result outlives its last use.
const KEEP_RESULTS_FOR: usize = 10;

/// A template and the files it reads.
///
/// Paths are kept for the life of the process (at most 65,535 different ones), so they must be fixed names, never
/// made from data.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// The path of the main source, as errors show it: `cue-list.typ`.
    pub path: &'a str,
    /// The main source.
    pub source: &'a str,
    /// What it may import, include or read besides [`DATA_PATH`]: path and bytes.
    pub files: &'a [(&'a str, &'a [u8])],
}

/// What a PDF says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// Names the document among others, the same in each of its versions. Only its hash is written.
    pub document: &'a str,
    /// The program that made it.
    pub creator: &'a str,
}

/// A document that was typeset.
#[derive(Debug, Clone)]
pub struct Typeset {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// Its number of pages.
    pub pages: usize,
    /// What the template's author should know: a missing font family, a layout that does not settle.
    pub warnings: Vec<Problem>,
}

/// Typesets `template` over `data`, a JSON document.
///
/// # Errors
/// If a path is not usable, the template does not compile over this data, or the PDF cannot be written.
pub fn pdf(
    template: &Template<'_>,
    data: Vec<u8>,
    fonts: &Fonts,
    identity: &Identity<'_>,
) -> Result<Typeset, TypesetError> {
    let world = world::OneJob::new(template, data, fonts)?;
    let result = write(&world, identity);
    // The compiler memoises across jobs, which makes the next one three times as fast; without this it never forgets.
    typst::comemo::evict(KEEP_RESULTS_FOR);
    result
}

fn write(world: &world::OneJob<'_>, identity: &Identity<'_>) -> Result<Typeset, TypesetError> {
    let compiled = typst::compile::<PagedDocument>(world);
    let warnings = error::problems(world, &compiled.warnings);
    let document =
        compiled.output.map_err(|found| TypesetError::Template { problems: error::problems(world, &found) })?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.document.to_owned()),
        creator: Smart::Custom(Some(identity.creator.to_owned())),
        timestamp: None,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options)
        .map_err(|found| TypesetError::Pdf { problems: error::problems(world, &found) })?;
    Ok(Typeset { pdf, pages: document.pages().len(), warnings })
}
