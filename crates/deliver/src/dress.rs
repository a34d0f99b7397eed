//! How a sheet leaves the house: draft or final, revised, under which logo, set by which template.

use model::Logo;

/// The typst source of our cue sheet, for whoever wants to change it.
pub const SHEET_TEMPLATE: &str = include_str!("../templates/cue-sheet.typ");

/// The JSON Schema that the JSON of a sheet keeps.
pub const SHEET_SCHEMA: &str = include_str!("../schemas/cue-sheet.schema.json");

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
