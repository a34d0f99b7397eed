//! Why there is no proxy, as sentences for whoever asked for one.

use std::path::PathBuf;

/// Why no proxy was made.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// There is nothing to make one of.
    #[error("{}", why.as_deref().map_or("the cut has no picture, or its file is not where it was", |why| why.trim_end_matches('.')))]
    NoPicture {
        /// What is wrong with the file, as a sentence.
        why: Option<String>,
    },
    /// Nothing is installed that could.
    #[error(
        "a proxy is made by ffmpeg, which is not installed; install it (Debian and Ubuntu: apt install ffmpeg; Fedora: \
         dnf install ffmpeg-free; macOS: brew install ffmpeg) and ask for the proxy again"
    )]
    NoTool,
    /// What is installed cannot write anything that browsers play.
    #[error("{} writes neither H.264 nor VP9 nor VP8; install the ffmpeg of your system, which does", tool.display())]
    NoEncoder {
        /// Where it lies.
        tool: PathBuf,
    },
    /// It cannot draw text.
    #[error("{} cannot draw text, which burning in needs; install the ffmpeg of your system, which can", tool.display())]
    NoText {
        /// Where it lies.
        tool: PathBuf,
    },
    /// The picture has not the cut's rate.
    #[error("timecode can be burnt in only where the picture runs at the cut's rate, {cut}; it runs at {picture}")]
    OtherRate {
        /// The cut's.
        cut: timebase::FrameRate,
        /// The picture's.
        picture: String,
    },
    /// The picture or the cache could not be read or written, or the tool failed.
    #[error("no proxy was made: {reason}")]
    Failed {
        /// Why, as a clause.
        reason: String,
    },
    /// It does not show what the picture shows.
    #[error("the proxy was not kept, since it is not frame for frame the picture: {difference}")]
    NotExact {
        /// In what it differs, as a clause.
        difference: String,
    },
    /// Somebody stopped it.
    #[error("it was cancelled; nothing was kept")]
    Cancelled,
}

impl ProxyError {
    /// That something of the file system failed.
    pub(crate) fn io(what: &str, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
            _ => format!("{what} ({error})"),
        };
        Self::Failed { reason }
    }
}
