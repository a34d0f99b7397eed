//! The picture of a cut in several files, end to end.

use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};
use ts_rs::TS;

use crate::{Cut, CutId, ReelPictureId};

/// A file of a cut's picture that comes after the first: it begins with its first frame at `start`, and is seen until the
/// next begins or the cut ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReelPicture {
    /// Its row.
    pub id: ReelPictureId,
    /// The cut whose picture it is part of.
    pub cut: CutId,
    /// Its first frame; never the cut's.
    pub start: Position,
    /// The file.
    pub path: String,
}

/// A file of a cut's picture with the stretch that it is seen in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PicturePart {
    /// Where it begins on the whole cut.
    pub start: Position,
    /// Whether another begins where it ends.
    pub goes_on: bool,
    /// That stretch as if it were a cut of its own, with this picture: its start is the timecode that the whole has there.
    pub cut: Cut,
}

/// The files of a cut's picture in time; a cut whose first stretch has no picture has none for it. `others` is in time.
#[must_use]
pub fn picture_parts(cut: &Cut, others: &[ReelPicture]) -> Vec<PicturePart> {
    let first = cut.picture.iter().map(|path| (Position::ZERO, path));
    let begun: Vec<(Position, &String)> = first.chain(others.iter().map(|one| (one.start, &one.path))).collect();
    let end = Position::ZERO + cut.length;
    let part = |(at, (start, path)): (usize, &(Position, &String))| {
        let next = begun.get(at + 1).map(|(next, _)| (*next).min(end));
        // A cut that was made shorter leaves files beyond its end, which are not seen.
        let length = next.unwrap_or(end) - *start;
        (length > Flicks::ZERO).then(|| PicturePart {
            start: *start,
            goes_on: next.is_some_and(|next| next < end),
            cut: Cut {
                start: cut.start + cut.rate.frame_at(*start),
                length,
                picture: Some((*path).clone()),
                ..cut.clone()
            },
        })
    };
    begun.iter().enumerate().filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EpisodeId;
    use timebase::{FrameRate, Frames};

    #[test]
    fn each_file_is_seen_until_the_next_begins() {
        let rate = FrameRate::F25;
        let second = |seconds: i64| rate.position(Frames(25 * seconds));
        let whole = Cut {
            picture: Some("/r1.mov".into()),
            ..Cut::new(CutId(1), EpisodeId(1), rate, rate.flicks(Frames(25 * 60)))
        };
        let reel = |id: i64, at: i64| ReelPicture {
            id: ReelPictureId(id),
            cut: CutId(1),
            start: second(at),
            path: format!("/r{id}.mov"),
        };
        let told = |cut: &Cut, others: &[ReelPicture]| -> Vec<String> {
            let say = |part: PicturePart| {
                let PicturePart { start, goes_on, cut } = part;
                let frames = (rate.frame_at(start).0 / 25, rate.frames_floor(cut.length).0 / 25);
                let label = cut.timecode(Position::ZERO);
                format!("{} at {} ({label}) for {}, {goes_on}", cut.picture.unwrap_or_default(), frames.0, frames.1)
            };
            picture_parts(cut, others).into_iter().map(say).collect()
        };
        assert_eq!(told(&whole, &[]), ["/r1.mov at 0 (01:00:00:00) for 60, false"]);
        assert_eq!(
            told(&whole, &[reel(2, 20), reel(3, 45)]),
            [
                "/r1.mov at 0 (01:00:00:00) for 20, true",
                "/r2.mov at 20 (01:00:20:00) for 25, true",
                "/r3.mov at 45 (01:00:45:00) for 15, false",
            ]
        );
        // Without a first, and with one beyond the end of a cut that was made shorter.
        let short = Cut { picture: None, length: rate.flicks(Frames(25 * 40)), ..whole };
        assert_eq!(told(&short, &[reel(2, 20), reel(3, 45)]), ["/r2.mov at 20 (01:00:20:00) for 20, false"]);
    }
}
