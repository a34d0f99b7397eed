//! What many commands take, and reading what arguments say.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::{Cut, EpisodeName, Millibels};
use studio::Studio;
use timebase::FrameRate;

use crate::answer::Failure;

/// A show.
#[derive(Debug, Args)]
pub struct ShowFile {
    /// The show's file
    pub show: PathBuf,
}

/// A cut of an episode.
#[derive(Debug, Args)]
pub struct CutOf {
    /// The show's file
    pub show: PathBuf,
    /// Season and episode, as 1x04
    pub episode: EpisodeName,
    /// The cut, where it is not the newest
    #[arg(long, value_name = "LABEL")]
    pub cut: Option<String>,
}

/// Frame rates by name.
pub fn frame_rates() -> impl TypedValueParser<Value = FrameRate> {
    PossibleValuesParser::new(FrameRate::ALL.map(FrameRate::name)).try_map(|name: String| name.parse::<FrameRate>())
}

/// Opens the show and finds the cut.
pub fn open_cut(of: &CutOf) -> Result<(Studio, Cut), Failure> {
    let studio = Studio::open(&of.show)?;
    let cut = studio.find_cut(of.episode, of.cut.as_deref())?;
    Ok((studio, cut))
}

/// The path from the root: a document is opened from many folders.
pub fn whole_path(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| Failure::said(format!("{}: {error}", path.display())))
}

/// Reads a gain in decibels, such as `-6` or `+1.25`, exactly.
pub fn read_gain(text: &str) -> Result<Millibels, String> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str, most: usize| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole, 3) || !plain(fraction, 2) {
        return Err("write decibels as -6 or -6.25".to_owned());
    }
    let hundredths = format!("{whole}{fraction:0<2}").parse::<i64>().map_err(|error| error.to_string())?;
    let gain = Millibels(if negative { -hundredths } else { hundredths });
    if gain == gain.clamped() { Ok(gain) } else { Err("gain goes from -60 to +12 dB".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gains_are_read_exactly_and_within_range() {
        assert_eq!(read_gain("-6"), Ok(Millibels(-600)));
        assert_eq!(read_gain("+1.5"), Ok(Millibels(150)));
        assert_eq!(read_gain("-0.05"), Ok(Millibels(-5)));
        assert_eq!(read_gain("12"), Ok(Millibels(1200)));
        for wrong in ["12.01", "-60.5", "six", "", "-", "1.234", ".5", "--3"] {
            assert!(read_gain(wrong).is_err(), "{wrong}");
        }
    }
}
