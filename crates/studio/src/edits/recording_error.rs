//! Why a file cannot be the sound that an edit asks for.

use model::CueNumber;

/// Why an edit of the files of recordings was refused.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// A file is no sound, or is not there.
    #[error("{path}: {reason}")]
    NotSound {
        /// The file.
        path: String,
        /// Why, as a clause.
        reason: String,
    },
    /// A file is not the recording that is looked for.
    #[error("{path} is not the recording of \"{title}\": {how}; choose its own file, or say that this one replaces it")]
    OtherRecording {
        /// The track.
        title: String,
        /// The file.
        path: String,
        /// How they differ, as a clause.
        how: String,
    },
    /// A file is a recording that the library has already.
    #[error("that recording is already in the library as \"{title}\"; place that track instead")]
    RecordingKnown {
        /// The other track.
        title: String,
    },
    /// Nothing of a new recording would be left for a placement.
    #[error(
        "the new recording of \"{title}\" ends before the part that {cue} plays; slip or remove that placement first"
    )]
    RecordingTooShort {
        /// The track.
        title: String,
        /// The cue.
        cue: CueNumber,
    },
}
