//! What the window's pages are held to: vectors of times and shapes, formats, and the schema of edits. Its types are written
//! from its commands (`needledrop_window::seam`).

#![allow(clippy::disallowed_methods, reason = "what is generated is made whole by the job that asks for it")]

mod shapes;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use deliver::letters::Paper;
use deliver::{Document, Form};
use model::{Millibels, Placement};
use serde_json::{Map, Value, json};
use timebase::{FrameRate, Frames, Timecode};

use crate::edits;
use crate::typed_vectors::typed_vectors;

/// Why the types were not written.
#[derive(Debug, thiserror::Error)]
pub enum CodegenError {
    /// A schema is no JSON.
    #[error("cannot write the schema of edits: {0}")]
    Schema(#[from] serde_json::Error),
    /// The folder cannot be written.
    #[error("cannot write the types: {0}")]
    Io(#[from] io::Error),
}

/// Makes `folder`, without the types that it holds: one that is gone leaves no file behind.
///
/// # Errors
/// If the folder cannot be written.
pub fn clear(folder: &Path) -> Result<(), CodegenError> {
    fs::create_dir_all(folder)?;
    for path in types_in(folder)? {
        fs::remove_file(path)?;
    }
    Ok(())
}

/// Writes `index.ts`, which exports every type of `folder`; names of types begin with a capital.
///
/// # Errors
/// If the folder cannot be written.
pub fn write_index(folder: &Path) -> Result<(), CodegenError> {
    let types = types_in(folder)?;
    let stems = types.iter().filter_map(|path| path.file_stem()?.to_str());
    let names: BTreeSet<&str> = stems.filter(|name| name.starts_with(char::is_uppercase)).collect();
    let index: String = names.iter().map(|name| format!("export type {{ {name} }} from './{name}'\n")).collect();
    Ok(fs::write(folder.join("index.ts"), index)?)
}

fn types_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths: io::Result<Vec<PathBuf>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    Ok(paths?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "ts")).collect())
}

/// Writes vectors to which the window's own reckoning is held: `time-vectors.json` for labels and flicks of frames,
/// `typed-vectors.json` for times as people type them, `shape-vectors.json` for trims, slips and fades;
/// `formats.json`: what files of others are read; and `documents.ts`: what documents there are, and in which forms;
/// `limits.ts`: how far gains, ducks and tails go.
///
/// # Errors
/// If the folder cannot be written.
pub fn write_vectors(folder: &Path) -> Result<(), CodegenError> {
    fs::write(folder.join("documents.ts"), documents()?)?;
    fs::write(folder.join("limits.ts"), limits())?;
    fs::write(folder.join("time-vectors.json"), time_vectors())?;
    fs::write(folder.join("typed-vectors.json"), typed_vectors().map_err(io::Error::other)?)?;
    fs::write(folder.join("formats.json"), formats())?;
    fs::write(folder.join("shape-vectors.json"), shapes::vectors())?;
    Ok(())
}

/// Writes `edits.schema.json` into `folder`: the JSON Schema (draft 2020-12) of one edit, as the command line's `edit` and
/// others read it. It is a published format: words may come, none changes its meaning.
///
/// # Errors
/// If the folder cannot be written.
pub fn write_schema(folder: &Path) -> Result<(), CodegenError> {
    fs::create_dir_all(folder)?;
    let mut schema = serde_json::to_value(schemars::schema_for!(edits::Edit))?;
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("$comment".into(), format!("version {}", edits::VOCABULARY).into());
    }
    let text = serde_json::to_string_pretty(&schema)?;
    fs::write(folder.join("edits.schema.json"), text + "\n")?;
    Ok(())
}

/// What files of others are read: endings for dialogs, and the encodings that may be chosen.
fn formats() -> String {
    let scenes: Vec<_> = interchange::scenes::READERS
        .iter()
        .map(|reader| json!({ "name": reader.name, "endings": reader.endings }))
        .collect();
    let encodings: Vec<_> =
        interchange::table::ENCODINGS.iter().map(|(name, word)| json!({ "name": name, "word": word })).collect();
    let timelines: Vec<_> = interchange::timeline::READERS
        .iter()
        .map(|reader| json!({ "name": reader.name, "endings": reader.endings }))
        .collect();
    let formats = json!({
        "catalogue": interchange::catalogue::ENDINGS,
        "encodings": encodings,
        "scenes": scenes,
        "timelines": timelines,
    });
    format!("{formats:#}\n")
}

/// How far gains, ducks and tails go, as fields and gestures of the window keep them.
fn limits() -> String {
    let numbers = [
        ("leastGain", "Least gain of a placement or a lane, in hundredths of a decibel.", Millibels::LEAST.0),
        ("mostGain", "Most gain of a placement or a lane, in hundredths of a decibel.", Millibels::MOST.0),
        (
            "leastProductionGain",
            "Least gain of a production sound, in hundredths of a decibel.",
            edits::PRODUCTION_GAINS.0,
        ),
        (
            "mostProductionGain",
            "Most gain of a production sound, in hundredths of a decibel.",
            edits::PRODUCTION_GAINS.1,
        ),
        ("deepestDuck", "How far music goes down at most, in hundredths of a decibel.", edits::DUCK_DEPTHS.0),
        ("leastDuck", "How far music goes down at least, in hundredths of a decibel.", edits::DUCK_DEPTHS.1),
        ("mostTail", "The longest tail, in flicks.", Placement::MOST_TAIL.0),
    ];
    let lines: Vec<String> =
        numbers.iter().map(|(name, said, number)| format!("/** {said} */\nexport const {name} = {number}\n")).collect();
    lines.join("\n")
}

/// The documents there are and the forms each is written in, as the dialogs and menus of the window list them.
fn documents() -> Result<String, serde_json::Error> {
    let forms: Map<String, Value> = Form::all()
        .map(|form| (form.ending().to_owned(), json!({ "word": form.word(), "short": form.short() })))
        .collect();
    let of = |document: Document| {
        let mut fields = json!({
            "title": document.title(),
            "plural": document.plural(),
            "forms": document.forms(),
        });
        if let Document::Paper(paper) = document {
            fields["template"] = paper.has_template().into();
        }
        (document.name().to_owned(), fields)
    };
    let papers: Vec<&str> = Paper::ALL.into_iter().map(Paper::name).collect();
    let documents: Map<String, Value> = Document::all().map(of).collect();
    Ok(format!(
        "import type {{ Form }} from './Form'\nimport type {{ Paper }} from './Paper'\n\n\
         /** A kind of file: what a dialog calls it, and what fits on a button. */\n\
         export const forms: Readonly<Record<Form, {{ readonly word: string; readonly short: string }}>> = {}\n\n\
         /** Letters and lists, in the order in which they are offered. */\n\
         export const papers: readonly Paper[] = {}\n\n\
         /** The forms of each document, in the order in which they are offered. */\n\
         export const documents = {} as const satisfies Record<string, DocumentForms>\n\n\
         interface DocumentForms {{\n  readonly title: string\n  readonly plural: string\n  \
         readonly forms: readonly Form[]\n  readonly template?: boolean\n}}\n",
        serde_json::to_string_pretty(&forms)?,
        serde_json::to_string_pretty(&papers)?,
        serde_json::to_string_pretty(&documents)?,
    ))
}

/// Frames worth a look at every rate: the first ones, the edges of minutes, and some from all over the day.
fn time_vectors() -> String {
    let mut lines = Vec::new();
    for rate in FrameRate::ALL {
        let (labels, day) = (rate.labels_per_second(), rate.frames_per_day());
        let edges =
            [1, 2, 9, 10, 11, 60, 599, 600].map(|minute| minute * 60 * labels - minute * rate.dropped_per_minute());
        let around = edges.iter().flat_map(|edge| [-2, -1, 0, 1, 2, 3, 4, 5].map(|offset| edge + offset));
        let spread = (0..40).map(|step| step * (day / 41) + step);
        let frames: BTreeSet<i64> =
            (0..6).chain(around).chain(spread).chain([day - 1]).filter(|frame| (0..day).contains(frame)).collect();
        for frame in frames {
            let timecode = Timecode::from_frames(Frames(frame), rate);
            let flicks = rate.flicks(Frames(frame)).0;
            lines.push(format!(
                "  {{ \"rate\": \"{rate}\", \"frame\": {frame}, \"flicks\": {flicks}, \"timecode\": \"{timecode}\" }}"
            ));
        }
    }
    format!("[\n{}\n]\n", lines.join(",\n"))
}
