//! Fixed lanes of Reaper 7: a track has several rows of items, of which those play that are chosen.

use super::item::is_on;

/// Lanes that a track may have: `LANESOLO` has eight words of 32 bits.
const MOST_LANES: usize = 256;

/// The lanes of a track.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    /// The line that says that it has lanes (`FREEMODE 2`; in mode 1 items lie freely, and all play).
    said_at: Option<u64>,
    /// How many it has (`ITEMLANES`).
    count: Option<usize>,
    /// Bits of the lanes that play, 32 a word from the first lane on (`LANESOLO`).
    playing: Option<Vec<u32>>,
}

impl Lanes {
    pub(super) fn line(&mut self, key: &str, values: &[&str], number: u64) {
        let first = values.first().copied().unwrap_or_default();
        match key {
            "FREEMODE" => self.said_at = (is_on(first) && first.trim() == "2").then_some(number),
            "ITEMLANES" => self.count = first.parse().ok().filter(|count| (1..=MOST_LANES).contains(count)),
            "LANESOLO" => {
                // A word of 32 bits may be written as a number below nothing.
                let bits = |word: &&str| word.parse::<i64>().map(|bits| (bits & 0xffff_ffff) as u32);
                self.playing =
                    values.iter().map(bits).collect::<Result<_, _>>().ok().filter(|words: &Vec<u32>| !words.is_empty());
            }
            _ => {}
        }
    }

    /// The line that says that there are lanes, where nothing says which of them play.
    pub(super) fn unsaid(&self) -> Option<u64> {
        self.said_at.filter(|_| self.playing.is_none())
    }

    /// The lane, from one, that an item lies on, where that lane does not play. `drawn` is how far down the track the item is
    /// drawn and how high, in shares of the track.
    pub(super) fn silent(&self, (from, high): (f64, f64)) -> Option<usize> {
        let words = self.playing.as_ref().filter(|_| self.said_at.is_some())?;
        let by_height = || if high > 0.0 { ((1.0 / high).round() as usize).clamp(1, MOST_LANES) } else { 1 };
        let count = self.count.unwrap_or_else(by_height);
        let lane = ((from * count as f64).round() as usize).min(count - 1);
        let plays = words.get(lane / 32).is_some_and(|word| word >> (lane % 32) & 1 == 1);
        (!plays).then_some(lane + 1)
    }
}
