//! Episodes, and the cuts of their picture.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use timebase::{Flicks, FrameRate, Frames, Position, Span, TimeScale, Timecode};
use ts_rs::TS;

use crate::{CutId, EpisodeId, ReelId};

/// `1x04`: season and episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpisodeName {
    /// From 1 (0 for specials).
    pub season: u32,
    /// From 1 (0 for a pilot).
    pub number: u32,
}

/// The text does not name an episode.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not an episode; write it as 1x04 (season x episode)")]
pub struct EpisodeNameError(pub String);

/// An episode of the show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Episode {
    /// Its row.
    pub id: EpisodeId,
    /// Season, from 1.
    pub season: u32,
    /// Number within the season.
    pub number: u32,
    /// As on air.
    pub title: String,
}

/// One version of an episode's picture. Positions on it count from its first frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cut {
    /// Its row.
    pub id: CutId,
    /// The episode it is a version of.
    pub episode: EpisodeId,
    /// `Cut 3, locked`.
    pub label: String,
    /// Frame rate and the way its timecode counts.
    pub rate: FrameRate,
    /// Timecode of the first frame, as frames from `00:00:00:00`.
    pub start: Frames,
    /// How long the picture is: a whole number of frames.
    pub length: Flicks,
    /// The picture file, where there is one.
    pub picture: Option<String>,
    /// Order among the episode's cuts; the newest is the highest.
    pub ordinal: i64,
}

/// Where a reel (or act) of a cut begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reel {
    /// Its row.
    pub id: ReelId,
    /// The cut it divides.
    pub cut: CutId,
    /// As in cue numbers, from 1.
    pub number: u32,
    /// Its first frame.
    pub start: Position,
}

impl Cut {
    /// The first cut of an episode, without a picture; its timecode begins at `01:00:00:00`.
    #[must_use]
    pub fn new(id: CutId, episode: EpisodeId, rate: FrameRate, length: Flicks) -> Self {
        let start = Frames(rate.labels_per_second() * 3600 - rate.dropped_per_minute() * 54);
        Self { id, episode, label: "Cut 1".to_owned(), rate, start, length, picture: None, ordinal: 1 }
    }

    /// The whole of it.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(Position::ZERO, self.length)
    }

    /// By which times on it are read.
    #[must_use]
    pub fn scale(&self) -> TimeScale<'_> {
        TimeScale { cut: &self.label, rate: self.rate, start: self.start, length: self.length }
    }

    /// The label of the frame on screen at `at`.
    #[must_use]
    pub fn timecode(&self, at: Position) -> Timecode {
        Timecode::from_frames(self.start + self.rate.frame_at(at), self.rate)
    }

    /// Where the frame with this label begins; before the first frame it is a position of the next day.
    #[must_use]
    pub fn position(&self, label: Timecode) -> Position {
        let frames = (label.to_frames() - self.start).0.rem_euclid(self.rate.frames_per_day());
        self.rate.position(Frames(frames))
    }
}

/// The number of the reel that `at` lies in; 1 where a cut is not divided.
#[must_use]
pub fn reel_at(reels: &[Reel], at: Position) -> u32 {
    let begun = reels.iter().filter(|reel| reel.start <= at).max_by_key(|reel| reel.start);
    begun.or_else(|| reels.iter().min_by_key(|reel| reel.start)).map_or(1, |reel| reel.number)
}

impl Episode {
    /// `1x04`.
    #[must_use]
    pub const fn name(&self) -> EpisodeName {
        EpisodeName { season: self.season, number: self.number }
    }
}

impl fmt::Display for EpisodeName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}x{:02}", self.season, self.number)
    }
}

impl FromStr for EpisodeName {
    type Err = EpisodeNameError;

    fn from_str(text: &str) -> Result<Self, EpisodeNameError> {
        let wrong = || EpisodeNameError(text.to_owned());
        let (season, number) = text.split_once(['x', 'X']).ok_or_else(wrong)?;
        let count = |part: &str| -> Result<u32, EpisodeNameError> {
            let plain = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| plain).ok_or_else(wrong)
        };
        Ok(Self { season: count(season)?, number: count(number)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut() -> Cut {
        let rate = FrameRate::F23_976;
        let start = Timecode::parse("01:00:00:00", rate).expect("a timecode").to_frames();
        let length = rate.flicks(Frames(24 * 60));
        Cut { start, ..Cut::new(CutId(1), EpisodeId(1), rate, length) }
    }

    #[test]
    fn positions_and_labels_of_a_cut_agree() {
        let cut = cut();
        for index in [0, 1, 23, 24, 1439] {
            let at = cut.rate.position(Frames(index));
            assert_eq!(cut.position(cut.timecode(at)), at);
        }
        assert_eq!(cut.timecode(Position::ZERO).to_string(), "01:00:00:00");
    }

    #[test]
    fn a_label_before_the_first_frame_is_outside_the_cut() {
        let cut = cut();
        let before = Timecode::parse("00:59:59:23", cut.rate).expect("a timecode");
        assert!(!cut.span().contains(cut.position(before)));
    }

    #[test]
    fn reels_begin_where_they_begin() {
        let reel =
            |number: u32, start| Reel { id: ReelId(number.into()), cut: CutId(1), number, start: Position(start) };
        assert_eq!(reel_at(&[], Position(5)), 1);
        assert_eq!(reel_at(&[reel(4, 0), reel(5, 10)], Position(9)), 4);
        assert_eq!(reel_at(&[reel(4, 0), reel(5, 10)], Position(10)), 5);
        assert_eq!(reel_at(&[reel(2, 7)], Position(0)), 2);
    }

    #[test]
    fn episodes_are_named_season_x_episode() {
        assert_eq!("1x04".parse::<EpisodeName>().map(|name| name.to_string()), Ok("1x04".to_owned()));
        for wrong in ["", "104", "1x", "x4", "-1x4", "1x4x5", "1x99999"] {
            assert!(wrong.parse::<EpisodeName>().is_err(), "{wrong:?}");
        }
    }
}
