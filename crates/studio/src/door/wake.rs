//! What the thread of a share is told.

use model::RoundId;

/// What the thread is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wake {
    /// Something that pages show changed.
    Changed,
    /// Recordings of the library changed: what could not be read may be read now.
    Files,
    /// Somebody looks at a round whose mixes are not made.
    Round(RoundId),
    /// The share is over.
    Stop,
}
