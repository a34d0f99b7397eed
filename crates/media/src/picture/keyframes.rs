//! Which frames of a picture stand by themselves: how far a player must decode to show any other.

use std::io::{Read, Seek};

use super::source::{Fault, Source, be32};

/// Rows of a table that are read at once.
const ROWS: u64 = 4_096;
/// Most rows that are read.
const MOST_ROWS: u64 = 4_000_000;

/// Frames that stand by themselves, looked at in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Keyframes {
    /// The last one, counted from 0.
    last: Option<i64>,
    /// The farthest from one to the next, in frames.
    farthest: i64,
}

impl Keyframes {
    /// The next one; what is not behind the last is passed over.
    pub fn add(&mut self, frame: i64) {
        // Frames before the first can only be decoded from it on, so they count from the start.
        let before = self.last.unwrap_or(0);
        if frame >= before {
            self.farthest = self.farthest.max(frame - before);
            self.last = Some(frame);
        }
    }

    /// The most frames from one to the next, or to the end of a picture of `frames`.
    pub fn distance(self, frames: i64) -> i64 {
        self.farthest.max(frames - self.last.unwrap_or(0)).max(1)
    }
}

/// Reads a sync sample table (ISO/IEC 14496-12, 8.6.2), whose samples count from 1.
pub(super) fn of_table<R: Read + Seek>(source: &mut Source<R>, from: u64, to: u64) -> Result<Keyframes, Fault> {
    let head = source.up_to(from, 8)?;
    let room = (to - from).saturating_sub(8) / 4;
    let rows = u64::from(be32(&head, 4).unwrap_or(0)).min(room).min(MOST_ROWS);
    let mut found = Keyframes::default();
    let mut at = 0;
    while at < rows {
        let count = ROWS.min(rows - at);
        let block = source.exact(from + 8 + at * 4, count * 4)?;
        for row in 0..usize::try_from(count).unwrap_or(0) {
            found.add(i64::from(be32(&block, row * 4).unwrap_or(0)) - 1);
        }
        at += count;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_farthest_step_counts_and_the_end_with_it() {
        let of = |frames: &[i64]| {
            let mut found = Keyframes::default();
            frames.iter().for_each(|frame| found.add(*frame));
            found
        };
        assert_eq!(of(&[0, 12, 24]).distance(36), 12);
        assert_eq!(of(&[0, 12, 24]).distance(100), 76);
        assert_eq!(of(&[0]).distance(250), 250);
        assert_eq!(of(&[0, 1, 2, 3]).distance(4), 1);
        assert_eq!(of(&[]).distance(90), 90);
        assert_eq!(of(&[0, 48, 12, -7]).distance(50), 48);
    }
}
