//! Within what bounds numbers of a file can be used: no sum of what lies within them overflows.

use std::ops::RangeInclusive;

use model::{MOST_MINOR, MOST_RATE};

/// Every whole number: ids, counts, sizes. JavaScript holds these exactly.
pub(crate) const WHOLE: RangeInclusive<i64> = -(1 << 53)..=1 << 53;
/// Points in time and lengths, in flicks: up to 55 hours, of which 65,000 can be added up.
pub(crate) const TIME: RangeInclusive<i64> = 0..=1 << 47;
/// Frames from midnight: a day at 60 a second.
pub(crate) const FRAMES: RangeInclusive<i64> = 0..=86_400 * 60;
/// Money in minor units, of which 900,000 can be added up.
pub(crate) const MONEY: RangeInclusive<i64> = 0..=MOST_MINOR;
/// What a currency is worth in another, in millionths.
pub(crate) const RATE: RangeInclusive<i64> = 1..=MOST_RATE;
/// Millionths of a whole.
pub(crate) const SHARE: RangeInclusive<i64> = 0..=1_000_000;

/// The bounds of a column.
pub(crate) fn of(table: &str, column: &str) -> RangeInclusive<i64> {
    match (table, column) {
        ("track", "duration")
        | ("cut", "length")
        | ("reel", "start")
        | ("scene" | "placement" | "dialogue_span", "in_point" | "out_point")
        | ("hit" | "cue", "at")
        | ("note", "at" | "until")
        | ("placement", "track_start" | "fade_in" | "fade_out" | "tail")
        | ("duck", "attack" | "release")
        | ("clearance", "max_length") => TIME,
        ("cut", "start_frame") | ("shot", "at_frame" | "length") => FRAMES,
        ("clearance", "estimate" | "fee" | "top_up") | ("option_step", "fee") | ("budget" | "payment", "amount") => {
            MONEY
        }
        ("currency_rate", "rate") => RATE,
        ("clearance" | "work_share", "share") | ("work", "writers_part" | "unpublished" | "copyright_control") => SHARE,
        _ => WHOLE,
    }
}

/// Whether a text is the identity of a file's content: BLAKE3 as 64 lower-case hexadecimal digits. It names files of the
/// cache.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
