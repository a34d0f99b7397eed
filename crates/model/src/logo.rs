//! The picture at the head of printed papers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most bytes that a logo may have.
pub const MOST_LOGO_BYTES: usize = 2_000_000;

/// What kind of picture it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LogoKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Scalable Vector Graphics.
    Svg,
}

/// A picture file, as it was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its kind, by its content.
    pub kind: LogoKind,
    /// The bytes of the file.
    pub picture: Vec<u8>,
}
