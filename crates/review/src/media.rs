//! Pictures and mixes that may leave, and what they are called outside.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a picture, a mix or the like: drawn by whoever has it, and no part of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string & { readonly __brand: \"MediaId\" }")]
pub struct MediaId(pub String);

impl MediaId {
    /// Reads what stands in an address: letters, digits, `-` and `_`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        ((1..=64).contains(&text.len()) && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }
}

/// Bytes that may leave, and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// The file: of the cache, or the picture that the user chose to share.
    pub path: PathBuf,
    /// Its media type.
    pub kind: &'static str,
}
