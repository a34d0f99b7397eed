//! What the thread of a share is told.

use model::RoundId;

/// What the thread is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wake {
    /// Something of the review changed.
    Changed,
    /// Somebody looks at a round whose mixes are not made.
    Round(RoundId),
    /// The share is over.
    Stop,
}
