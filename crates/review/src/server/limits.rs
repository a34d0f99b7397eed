//! How often somebody may ask, and how often guess.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use model::LinkId;
use parking_lot::Mutex;

/// Names that are remembered at once; the one that asked longest ago is forgotten.
const MOST_NAMES: usize = 4_096;

/// So many at once, and so many a minute after that.
#[derive(Debug, Clone, Copy)]
struct Rate {
    at_once: u32,
    a_minute: u32,
}

/// Buckets that fill with time and are emptied by asking.
struct Buckets<Name> {
    rate: Rate,
    levels: Mutex<HashMap<Name, (f32, Instant)>>,
}

impl<Name: Eq + Hash + Copy> Buckets<Name> {
    fn new(at_once: u32, a_minute: u32) -> Self {
        Self { rate: Rate { at_once, a_minute }, levels: Mutex::default() }
    }

    fn take(&self, name: Name, now: Instant) -> bool {
        self.take_some(name, 1, now)
    }

    /// Whether there is something left to take.
    fn holds(&self, name: Name, now: Instant) -> bool {
        self.take_some(name, 0, now) && self.levels.lock().get(&name).is_none_or(|(level, _)| *level >= 1.0)
    }

    fn take_some(&self, name: Name, count: u16, now: Instant) -> bool {
        let mut levels = self.levels.lock();
        if levels.len() >= MOST_NAMES && !levels.contains_key(&name) {
            // Full buckets say nothing; where none is full, the one that rested longest goes.
            let minute = Duration::from_secs(60);
            levels.retain(|_, (_, last)| now.duration_since(*last) < minute);
            if levels.len() >= MOST_NAMES
                && let Some(oldest) = levels.iter().min_by_key(|(_, (_, last))| *last).map(|(name, _)| *name)
            {
                levels.remove(&oldest);
            }
        }
        let whole = self.rate.at_once as f32;
        let (level, last) = levels.entry(name).or_insert((whole, now));
        let filled = now.duration_since(*last).as_secs_f32() * self.rate.a_minute as f32 / 60.0;
        *level = (*level + filled).min(whole);
        *last = now;
        let asked = f32::from(count);
        if *level < asked {
            return false;
        }
        *level -= asked;
        true
    }
}

/// What is limited.
///
/// Whoever has no right token is limited by where they ask from, and takes nothing of what those have who do.
pub(crate) struct Limits {
    /// Wrong tokens from one address.
    guessing: Buckets<IpAddr>,
    /// Wrong tokens for one link from one address.
    knocking: Buckets<(IpAddr, LinkId)>,
    /// Times somebody with the right token comes in, or types a PIN: PINs are few, and guesses may come from anywhere.
    entering: Buckets<LinkId>,
    /// Answers by one link.
    answering: Buckets<LinkId>,
    /// Everything else that reads the show, by one link.
    reading: Buckets<LinkId>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // Thirty reviewers may sit behind one address, and some bring a cookie of a link that is over.
            guessing: Buckets::new(60, 60),
            knocking: Buckets::new(12, 12),
            entering: Buckets::new(12, 12),
            // A page that was without connection brings what it kept, 32 at once.
            answering: Buckets::new(160, 240),
            reading: Buckets::new(240, 1_200),
        }
    }
}

impl Limits {
    /// Whether somebody at `from`, who has proved nothing yet, may ask something of `link`.
    pub fn may_knock(&self, from: IpAddr, link: LinkId) -> bool {
        let now = Instant::now();
        self.guessing.holds(from, now) && self.knocking.holds((from, link), now)
    }

    /// Somebody at `from` had no right token for `link`.
    pub fn knocked(&self, from: IpAddr, link: LinkId) {
        let now = Instant::now();
        self.guessing.take(from, now);
        self.knocking.take((from, link), now);
    }

    /// Whether somebody who has the token of `link` may be let in, or try a PIN.
    pub fn may_enter(&self, link: LinkId) -> bool {
        self.entering.take(link, Instant::now())
    }

    /// Whether `link` may bring so many answers: what counts is how much is written, not how often.
    pub fn may_answer(&self, link: LinkId, answers: usize) -> bool {
        let count = u16::try_from(answers.max(1)).unwrap_or(u16::MAX);
        self.answering.take_some(link, count, Instant::now())
    }

    /// Whether `link` may read.
    pub fn may_read(&self, link: LinkId) -> bool {
        self.reading.take(link, Instant::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_what_it_holds_and_fills_with_time() {
        let buckets = Buckets::new(3, 60);
        let now = Instant::now();
        assert!((0..3).all(|_| buckets.take(1, now)));
        assert!(!buckets.take(1, now));
        assert!(buckets.take(2, now));
        assert!(buckets.take(1, now + Duration::from_secs(1)));
        assert!(!buckets.take(1, now + Duration::from_secs(1)));
        let later = now + Duration::from_secs(3_600);
        assert_eq!((0..9).filter(|_| buckets.take(1, later)).count(), 3);
    }

    #[test]
    fn whoever_guesses_is_slowed_down_alone() {
        let (limits, link, other) = (Limits::default(), LinkId(1), LinkId(2));
        let [stranger, reviewer] = [IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2])];
        for _ in 0..12 {
            assert!(limits.may_knock(stranger, link));
            limits.knocked(stranger, link);
        }
        assert!(!limits.may_knock(stranger, link));
        assert!(limits.may_knock(stranger, other) && limits.may_knock(reviewer, link));
        assert!(limits.may_enter(link) && limits.may_read(link));
    }

    #[test]
    fn what_takes_much_leaves_little() {
        let buckets = Buckets::new(10, 60);
        let now = Instant::now();
        assert!(buckets.take_some(1, 8, now) && !buckets.take_some(1, 3, now) && buckets.take_some(1, 2, now));
        assert!(!buckets.take(1, now));
    }

    #[test]
    fn names_that_are_remembered_are_so_many_at_most() {
        let buckets = Buckets::new(1, 1);
        let now = Instant::now();
        for name in 0..3 * MOST_NAMES {
            buckets.take(name, now);
        }
        assert!(buckets.levels.lock().len() <= MOST_NAMES);
    }
}
