//! Why a sound file cannot be used, in the words of the person who has the file.

use std::io;

use timebase::Flicks;

/// Why a sound file cannot be read.
///
/// One variant for each thing the user could do about it. Its text is a clause without the path; the caller
/// puts the path before it: "drums.mp3: the file ends early: 1:02.4 of 4:00.0 are there".
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// There is no such file.
    #[error("the file is not there")]
    NotFound,
    /// The file may not be read by this user.
    #[error("you do not have permission to read the file")]
    NoPermission,
    /// The path names a folder or a device.
    #[error("this is not a file")]
    NotAFile,
    /// The file has no bytes.
    #[error("the file is empty (0 bytes)")]
    Empty,
    /// The bytes are no sound format that is known.
    #[error("this is not an audio file that can be read")]
    NotAudio,
    /// A media file without a sound track, or with a sound track of no length.
    #[error("there is no sound in the file")]
    NoSound,
    /// The file stops before what its header promises.
    #[error("{}", truncated(*.kept, *.promised))]
    Truncated {
        /// How much can be decoded; `None` if nothing can, because the index is in the missing part.
        kept: Option<Flicks>,
        /// How much the header promises; `None` where the format does not say.
        promised: Option<Flicks>,
    },
    /// Sound in a form that no decoder here reads.
    #[error("{codec} audio is not supported; convert the file to WAV, FLAC, MP3 or AAC")]
    Unsupported {
        /// The codec or container by the name users know, such as "HE-AAC" or "WMA".
        codec: String,
    },
    /// The format is known but its content makes no sense.
    #[error("the file is damaged: {reason}")]
    Damaged {
        /// What is wrong.
        reason: String,
    },
    /// A sample rate that no recording has.
    #[error("its sample rate is given as {hertz} Hz; only 1 kHz to 768 kHz can be read")]
    SampleRate {
        /// As the header says.
        hertz: u32,
    },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The disk or network failed while reading.
    #[error("the file could not be read: {0}")]
    Io(#[source] io::Error),
}

impl MediaError {
    pub(crate) fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged { reason: reason.into() }
    }
}

impl From<io::Error> for MediaError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Io(error),
        }
    }
}

fn truncated(kept: Option<Flicks>, promised: Option<Flicks>) -> String {
    match (kept, promised) {
        (None, _) => "the file ends early, before the part that says how to play it".to_owned(),
        (Some(kept), None) => format!("the file ends early: only {} are there", kept.in_tenths()),
        (Some(kept), Some(promised)) => {
            format!("the file ends early: {} of {} are there", kept.in_tenths(), promised.in_tenths())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truncation_says_how_much_is_there() {
        let seconds = |s: i64| Some(Flicks::from_seconds(s));
        let error = MediaError::Truncated { kept: seconds(62), promised: seconds(240) };
        assert_eq!(error.to_string(), "the file ends early: 1:02.0 of 4:00.0 are there");
        let error = MediaError::Truncated { kept: None, promised: None };
        assert_eq!(error.to_string(), "the file ends early, before the part that says how to play it");
    }
}
