//! An album of the show: what is on it, in which order, how each follows the one before, and how loud it is.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::{AlbumEntryId, AlbumId, Placement, PlacementId, Track, TrackId, alternate};

/// The most music on a side of a 12-inch record that is cut loud enough.
pub const SIDE: Flicks = Flicks::from_seconds(22 * 60);
/// What a new entry is apart from the one before.
pub const GAP: Flicks = Flicks::from_seconds(2);

/// The most pictures that a booklet has beside its cover.
pub const MOST_STILLS: usize = 24;

/// An album of the show. Texts are empty where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Album {
    /// Its row.
    pub id: AlbumId,
    /// What it is called.
    pub title: String,
    /// Whose it is: `Various Artists`.
    pub artist: String,
    /// Who releases it.
    pub label: String,
    /// Its number in shops: UPC-A of twelve digits or EAN of thirteen.
    pub upc: String,
    /// When it comes out.
    pub year: Option<i64>,
    /// Where its picture lies: JPEG or PNG.
    pub artwork: String,
    /// Free text.
    pub note: String,
    /// The integrated loudness that each entry is brought to, in hundredths of a LUFS; `None` leaves them as they are.
    pub loudness: Option<i64>,
    /// The most that a side of a record may have.
    pub side_limit: Flicks,
    /// What is on it, in order.
    pub entries: Vec<AlbumEntry>,
    /// Where the pictures lie that its booklet shows, in order: JPEG or PNG.
    pub stills: Vec<String>,
}

/// Something on an album: a recording, or the edit of it that a cue has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AlbumEntry {
    /// Its row.
    pub id: AlbumEntryId,
    /// The recording.
    pub track: TrackId,
    /// The alternate whose edit it is; `None` for the recording as it is.
    pub placement: Option<PlacementId>,
    /// What it is called on the album; empty for what the recording is called.
    pub title: String,
    /// What is left out of its beginning.
    pub start: Flicks,
    /// Where it ends, counted as `start` is; `None` for its end.
    pub stop: Option<Flicks>,
    /// From silence.
    pub fade_in: Flicks,
    /// To silence.
    pub fade_out: Flicks,
    /// How long after the end of the one before it begins; before that end, where it is negative: the two cross over.
    pub gap: Flicks,
    /// The loudness that it is brought to, in hundredths of a LUFS, where that is not the album's.
    pub loudness: Option<i64>,
    /// Whether a side of the record begins with it.
    pub starts_side: bool,
    /// Free text, for the booklet.
    pub note: String,
}

/// What of the source of an entry there is: of the recording, or of what a cue's edit of it takes.
#[must_use]
pub fn album_available(track: &Track, pieces: &[Placement]) -> Flicks {
    alternate::extent(pieces).map_or(track.duration, timebase::Span::length)
}

impl AlbumEntry {
    /// How long it sounds, where there is so much of its source.
    #[must_use]
    pub fn sounding(&self, available: Flicks) -> Flicks {
        let stop = self.stop.unwrap_or(available).min(available);
        (stop - self.start).max(Flicks::ZERO)
    }

    /// The same with fades that are no longer together than it sounds; the fade-out gives way.
    #[must_use]
    pub fn with_fitting_fades(self, available: Flicks) -> Self {
        let length = self.sounding(available);
        let fade_in = self.fade_in.min(length);
        Self { fade_in, fade_out: self.fade_out.min(length - fade_in), ..self }
    }
}

/// Where the entries of an album lie on its time line, from the first sound on, by how long each sounds: one that is to begin
/// before the one before it has begun begins with it.
#[must_use]
pub fn laid_out(lengths: &[(Flicks, Flicks)]) -> Vec<Flicks> {
    let mut starts: Vec<Flicks> = Vec::with_capacity(lengths.len());
    let mut end = Flicks::ZERO;
    for (at, (gap, length)) in lengths.iter().enumerate() {
        let floor = starts.last().copied().unwrap_or(Flicks::ZERO);
        let start = if at == 0 { Flicks::ZERO } else { (end + *gap).max(floor) };
        starts.push(start);
        end = end.max(start + *length);
    }
    starts
}

/// Whether a text is the number of a release: UPC-A or EAN-13 with its check digit (GS1), or nothing.
#[must_use]
pub fn is_upc(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    if !matches!(text.len(), 12 | 13) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // From the right, the check digit counts once, the one before it three times, and so on.
    let sum: u32 = text
        .bytes()
        .rev()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(of: &[(i64, i64)]) -> Vec<i64> {
        let lengths: Vec<_> =
            of.iter().map(|&(gap, length)| (Flicks::from_seconds(gap), Flicks::from_seconds(length))).collect();
        laid_out(&lengths).into_iter().map(|start| start.0 / timebase::FLICKS_PER_SECOND).collect()
    }

    #[test]
    fn entries_follow_each_other_by_their_gaps() {
        assert_eq!(seconds(&[(2, 60), (2, 30), (0, 10)]), [0, 62, 92]);
        assert_eq!(seconds(&[(0, 60), (-5, 30), (1, 10)]), [0, 55, 86], "one that crosses over begins earlier");
        assert_eq!(seconds(&[(0, 10), (-60, 5), (0, 5)]), [0, 0, 10], "never before the one before has begun");
        assert_eq!(seconds(&[]), Vec::<i64>::new());
    }

    #[test]
    fn a_number_of_a_release_has_a_check_digit() {
        for good in ["", "036000291452", "4006381333931"] {
            assert!(is_upc(good), "{good}");
        }
        for bad in ["036000291453", "12345", "03600029145x"] {
            assert!(!is_upc(bad), "{bad}");
        }
    }
}
