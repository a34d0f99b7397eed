//! Why files of a picture are refused.

/// Why files of a picture cannot lie as they were asked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReelPictureError {
    /// It would take the place of another.
    #[error("{path} cannot begin at {at}, where another file of the picture does")]
    Taken {
        /// The file.
        path: String,
        /// Timecode of its first frame.
        at: String,
    },
    /// Neither its timecode nor what stands before it says where it begins.
    #[error(
        "say where {path} begins, or make {cut} longer: neither its timecode nor the end of the file before it is within the cut"
    )]
    NoPlace {
        /// The file.
        path: String,
        /// The cut.
        cut: String,
    },
    /// The cut has no picture to begin with.
    #[error("{path} cannot be a further file of the picture: {cut} has none yet that begins with it")]
    NoFirst {
        /// The file.
        path: String,
        /// The cut.
        cut: String,
    },
}
