//! Scenes of a cut.

use serde::{Deserialize, Serialize};
use timebase::{Position, Span};
use ts_rs::TS;

use crate::{CutId, SceneId};

/// A span of a cut, as the script calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    /// Its row.
    pub id: SceneId,
    /// The cut it is a span of.
    pub cut: CutId,
    /// `22A`.
    pub number: String,
    /// `EXT. PIER - DUSK`.
    pub slugline: String,
    /// What happens.
    pub synopsis: String,
    /// Its first frame.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// What it should feel like.
    pub moods: Vec<String>,
    /// From 0 to 10.
    pub intensity: Option<i64>,
    /// Who is in it, by name.
    pub characters: Vec<String>,
}

impl Scene {
    /// A scene of which nothing but its place is said.
    #[must_use]
    pub fn new(id: SceneId, cut: CutId, number: impl Into<String>, span: Span) -> Self {
        Self {
            id,
            cut,
            number: number.into(),
            slugline: String::new(),
            synopsis: String::new(),
            in_point: span.start,
            out_point: span.end,
            moods: Vec::new(),
            intensity: None,
            characters: Vec::new(),
        }
    }

    /// From its first frame to the first after it.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span { start: self.in_point, end: self.out_point }
    }
}
