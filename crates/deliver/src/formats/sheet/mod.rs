//! A cue sheet as a file.

mod csv;
mod json;
mod pdf;
mod xlsx;

use model::Logo;
use timebase::{Flicks, FrameRate, Frames, Position, Span};

use crate::profile::built_in;
use crate::sheet::{Licence, Sheet, SheetCue, SheetFacts, TrackFacts, sheet};
use crate::{DeliverError, Format};

/// The typst source of our cue sheet, for whoever wants to change it.
pub const SHEET_TEMPLATE: &str = include_str!("../../../templates/cue-sheet.typ");

/// The JSON Schema that the JSON of a sheet keeps.
pub const SHEET_SCHEMA: &str = include_str!("../../../schemas/cue-sheet.schema.json");

/// How a sheet leaves the house.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dress<'a> {
    /// Whether it is final; a draft says so on every page.
    pub is_final: bool,
    /// How many times a sheet of this episode was filed before it: from 1 on it is marked as revised.
    pub revision: u32,
    /// The picture at its head, where the format has a place for one.
    pub logo: Option<&'a Logo>,
    /// A typst source in the place of [`SHEET_TEMPLATE`].
    pub template: Option<&'a str>,
}

impl Dress<'_> {
    /// What is stamped on it: `DRAFT`, `REVISED 2`, `REVISED 2 · DRAFT`, or nothing.
    #[must_use]
    pub fn stamp(&self) -> String {
        match (self.is_final, self.revision) {
            (true, 0) => String::new(),
            (true, revision) => format!("REVISED {revision}"),
            (false, 0) => "DRAFT".to_owned(),
            (false, revision) => format!("REVISED {revision} · DRAFT"),
        }
    }
}

/// Makes the file of a sheet. The same sheet gives the same bytes on every machine and day.
///
/// # Errors
/// If the format cannot hold it, or a template of the user's does not compile.
pub fn render_sheet(sheet: &Sheet, dress: &Dress<'_>, format: Format) -> Result<Vec<u8>, DeliverError> {
    match format {
        Format::Csv => csv::write(sheet),
        Format::Xlsx => xlsx::write(sheet, dress),
        Format::Pdf => pdf::write(sheet, dress),
        Format::Json => json::write(sheet, dress),
    }
}

/// Tries a typst source in the place of [`SHEET_TEMPLATE`] over an example.
///
/// # Errors
/// If it does not compile: where, and what is wrong there.
pub fn try_sheet_template(source: &str) -> Result<(), String> {
    let dress = Dress { template: Some(source), ..Dress::default() };
    match pdf::write(&example(), &dress) {
        Ok(_) => Ok(()),
        Err(DeliverError::Typeset { reason }) => Err(reason),
        Err(error) => Err(error.to_string()),
    }
}

/// A sheet with one cue, as the first profile has it.
fn example() -> Sheet {
    let facts = SheetFacts {
        show: "My Heart".into(),
        company: "Lantern Street Pictures".into(),
        series: model::SeriesFacts::default(),
        episode: model::EpisodeId(1),
        season: 1,
        number: 4,
        name: "1x04".into(),
        title: "Rising Tide".into(),
        episode_facts: model::EpisodeFacts::default(),
        cut: "Cut 3".into(),
        rate: FrameRate::F24,
        start: Frames(86_400),
        length: Flicks::from_seconds(2_538),
        cues: vec![SheetCue {
            id: model::CueId(1),
            number: "1M01".into(),
            title: "Main title".into(),
            scene: "1".into(),
            lane: model::LaneKind::Songs,
            span: Some(Span::new(Position::ZERO, Flicks::from_seconds(31))),
            pieces: Vec::new(),
            usage: model::Usage::default(),
            gain: model::Millibels(0),
            status: model::CueStatus::Waiting,
            track: Some(TrackFacts { title: "Heart's Compass".into(), ..TrackFacts::default() }),
            licence: Licence::default(),
            note: String::new(),
        }],
        carve_outs: Vec::new(),
        date: "2026-11-25".into(),
    };
    let profile = &built_in()[0];
    sheet(&facts, profile)
}
