//! What is drawn over a frame: strokes in shares of the picture, so that it fits a picture of any size.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a stroke is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum StrokeShape {
    /// From the first point to the second, with a head at the second.
    Arrow,
    /// From the first point to the second.
    Line,
    /// Two opposite corners.
    Box,
    /// Through all points.
    Free,
}

/// One stroke of a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stroke {
    /// What it is.
    pub shape: StrokeShape,
    /// Across and down from the upper left, in ten-thousandths of the picture's width and height.
    pub points: Vec<(i64, i64)>,
}

/// Why a drawing cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawingFault {
    /// More strokes than anybody draws.
    #[error("a drawing may have {most} strokes", most = Stroke::MOST)]
    TooManyStrokes,
    /// A stroke has too few points, or too many.
    #[error("an arrow, a line and a box have two points, a free stroke 2 to {most}", most = Stroke::MOST_POINTS)]
    Points,
    /// A point lies beside the picture.
    #[error("a point of a drawing lies beside the picture")]
    Outside,
}

impl Stroke {
    /// Most strokes of a drawing.
    pub const MOST: usize = 64;
    /// Most points of a stroke.
    pub const MOST_POINTS: usize = 512;
    /// The width of a picture, and its height.
    pub const WHOLE: i64 = 10_000;
}

/// Whether a drawing can be kept.
///
/// # Errors
/// If it has too many strokes or points, or leaves the picture.
pub fn check_drawing(drawing: &[Stroke]) -> Result<(), DrawingFault> {
    if drawing.len() > Stroke::MOST {
        return Err(DrawingFault::TooManyStrokes);
    }
    for stroke in drawing {
        let fits = match stroke.shape {
            StrokeShape::Arrow | StrokeShape::Line | StrokeShape::Box => stroke.points.len() == 2,
            StrokeShape::Free => (2..=Stroke::MOST_POINTS).contains(&stroke.points.len()),
        };
        if !fits {
            return Err(DrawingFault::Points);
        }
        let inside = 0..=Stroke::WHOLE;
        if !stroke.points.iter().all(|(x, y)| inside.contains(x) && inside.contains(y)) {
            return Err(DrawingFault::Outside);
        }
    }
    Ok(())
}
