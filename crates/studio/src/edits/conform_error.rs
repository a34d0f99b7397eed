//! Why the picture of a cut cannot be as an edit says.

/// Why a picture list, or a newer cut, was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConformError {
    /// A shot lies outside its cut, or has numbers that no shot has.
    #[error("shot {number} of the list does not lie on {cut}")]
    NotAShot {
        /// Which, counted from 1.
        number: usize,
        /// The cut's label.
        cut: String,
    },
    /// Pieces of the picture that cannot be one cut's in another.
    #[error("the picture of the new cut cannot be as it is told: {0}")]
    NotAMap(timebase::TimeMapError),
}
