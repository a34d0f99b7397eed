//! Times as people write them at a command line: timecode in the cut's rate, or seconds as `12.5s`.

use model::Cut;
use timebase::{Flicks, FrameRate, Position, Timecode, TimecodeError};

/// Why a text is not a time of the cut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// It is no timecode of the cut's rate.
    #[error(transparent)]
    Timecode(#[from] TimecodeError),
    /// It ends like seconds and is none.
    #[error("{text:?} is not a number of seconds; write it as 12.5s")]
    Seconds {
        /// What was written.
        text: String,
    },
    /// It is a point without picture.
    #[error("{text} lies outside {cut}, which goes from {start} to {last}")]
    Outside {
        /// What was written.
        text: String,
        /// The cut's label.
        cut: String,
        /// Timecode of its first frame.
        start: Timecode,
        /// Timecode of its last frame.
        last: Timecode,
    },
    /// A length below zero.
    #[error("{text} is less than nothing; a length goes forward")]
    Negative {
        /// What was written.
        text: String,
    },
}

/// Reads a frame of the cut: timecode, or seconds from its first frame, taken to the nearest frame.
///
/// # Errors
/// If it cannot be read, is a label that drop-frame skips, or lies outside the cut.
pub fn read_position(text: &str, cut: &Cut) -> Result<Position, TimeError> {
    let at = written(text, cut)?;
    if !cut.span().contains(at) {
        return Err(outside(text, cut));
    }
    // What is within the second half of the last frame is nearest to the end, where there is no frame.
    Ok(cut.rate.snap(at).min(cut.span().end - cut.rate.frame()))
}

/// As [`read_position`], for the end of a range: the end of the cut is one as well.
///
/// # Errors
/// As [`read_position`].
pub fn read_end(text: &str, cut: &Cut) -> Result<Position, TimeError> {
    let at = written(text, cut)?;
    if at < Position::ZERO || at > cut.span().end {
        return Err(outside(text, cut));
    }
    Ok(cut.rate.snap(at))
}

/// Reads a length: timecode that counts from zero, or seconds, exactly.
///
/// # Errors
/// If it cannot be read, or is negative.
pub fn read_duration(text: &str, rate: FrameRate) -> Result<Flicks, TimeError> {
    let length = match text.strip_suffix('s') {
        Some(number) => seconds(text, number)?,
        None => rate.flicks(Timecode::parse(text, rate)?.to_frames()),
    };
    if length < Flicks::ZERO { Err(TimeError::Negative { text: text.to_owned() }) } else { Ok(length) }
}

fn written(text: &str, cut: &Cut) -> Result<Position, TimeError> {
    match text.strip_suffix('s') {
        Some(number) => Ok(Position::ZERO + seconds(text, number)?),
        None => Ok(cut.position(Timecode::parse(text, cut.rate)?)),
    }
}

/// At most a hundred days, so that nothing added to it can overflow.
fn seconds(text: &str, number: &str) -> Result<Flicks, TimeError> {
    let most = Flicks::from_seconds(100 * 86_400);
    Flicks::parse_seconds(number)
        .filter(|length| (-most.0..=most.0).contains(&length.0))
        .ok_or_else(|| TimeError::Seconds { text: text.to_owned() })
}

fn outside(text: &str, cut: &Cut) -> TimeError {
    TimeError::Outside {
        text: text.to_owned(),
        cut: cut.label.clone(),
        start: cut.timecode(Position::ZERO),
        last: cut.timecode(cut.span().end - cut.rate.frame()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{CutId, EpisodeId};
    use timebase::Frames;

    fn cut(rate: FrameRate, frames: i64) -> Cut {
        Cut {
            id: CutId(1),
            episode: EpisodeId(1),
            label: "Cut 1".into(),
            rate,
            start: Timecode::parse("01:00:00:00", rate).expect("a label").to_frames(),
            length: rate.flicks(Frames(frames)),
            picture: None,
            ordinal: 1,
        }
    }

    #[test]
    fn a_point_within_the_last_frame_is_that_frame() {
        let cut = cut(FrameRate::F24, 48);
        let last = cut.rate.position(Frames(47));
        assert_eq!(read_position("1.99s", &cut), Ok(last));
        assert_eq!(read_position("01:00:01:23", &cut), Ok(last));
        assert!(read_position("2s", &cut).is_err());
        assert_eq!(read_end("2s", &cut), Ok(cut.span().end));
    }

    #[test]
    fn points_outside_say_where_the_cut_lies() {
        let cut = cut(FrameRate::F29_97Drop, 1800);
        let error = read_position("00:59:59;29", &cut).expect_err("before the start");
        assert_eq!(error.to_string(), "00:59:59;29 lies outside Cut 1, which goes from 01:00:00;00 to 01:00:59;29");
        assert!(read_position("-0.001s", &cut).is_err());
        assert!(read_position("01:01:00;00", &cut).expect_err("dropped").to_string().contains("does not exist"));
    }

    #[test]
    fn lengths_are_exact_and_never_negative() {
        assert_eq!(read_duration("0.5s", FrameRate::F25), Ok(Flicks(352_800_000)));
        assert_eq!(read_duration("00:00:00:05", FrameRate::F25), Ok(FrameRate::F25.flicks(Frames(5))));
        assert!(read_duration("-1s", FrameRate::F25).is_err());
        assert!(read_duration("99999999999s", FrameRate::F25).is_err());
    }
}
