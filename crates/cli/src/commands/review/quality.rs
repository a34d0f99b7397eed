//! How well music is heard by others, as the command line says it.

use clap::ValueEnum;
use studio::door::MixQuality;

/// How well the music is heard.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Quality {
    /// 64 kb/s
    Small,
    /// 128 kb/s
    Good,
    /// 192 kb/s
    Best,
}

impl From<Quality> for MixQuality {
    fn from(quality: Quality) -> Self {
        match quality {
            Quality::Small => Self::Small,
            Quality::Good => Self::Good,
            Quality::Best => Self::Best,
        }
    }
}
