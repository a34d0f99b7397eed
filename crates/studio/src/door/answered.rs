//! How many answers came by which link: a line of the log is no answer's delay.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use model::LinkId;
use parking_lot::Mutex;

/// How long answers are gathered into one line of the log.
const GATHERED: Duration = Duration::from_secs(10);

/// Answers that came, by link and address.
#[derive(Default)]
pub(super) struct Answered(Mutex<HashMap<(LinkId, String), Since>>);

/// Answers that are not in the log yet.
struct Since {
    written: Instant,
    answers: i64,
}

impl Answered {
    /// Counts answers; how many are to be written down now. The first are at once, and later ones together.
    pub fn now(&self, link: LinkId, from: &str, count: i64) -> Option<i64> {
        let mut all = self.0.lock();
        all.retain(|_, one| one.answers > 0 || one.written.elapsed() < GATHERED);
        let known = all.get(&(link, from.to_owned())).map(|one| (one.written.elapsed() < GATHERED, one.answers));
        let (written, answers, now) = match known {
            None => (Instant::now(), 0, Some(count)),
            Some((false, before)) => (Instant::now(), 0, Some(before + count)),
            Some((true, before)) => {
                let written = all.get(&(link, from.to_owned())).map_or_else(Instant::now, |one| one.written);
                (written, before + count, None)
            }
        };
        all.insert((link, from.to_owned()), Since { written, answers });
        now
    }

    /// What is not written down yet; none of it is told again.
    pub fn left(&self) -> Vec<(LinkId, String, i64)> {
        let all = self.0.lock().drain().collect::<Vec<_>>();
        all.into_iter()
            .filter(|(_, one)| one.answers > 0)
            .map(|((link, peer), one)| (link, peer, one.answers))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_written_at_once_and_the_rest_together() {
        let answered = Answered::default();
        assert_eq!(answered.now(LinkId(1), "a", 2), Some(2));
        assert_eq!((answered.now(LinkId(1), "a", 3), answered.now(LinkId(1), "a", 4)), (None, None));
        assert_eq!(answered.now(LinkId(1), "b", 1), Some(1));
        assert_eq!(answered.left(), [(LinkId(1), "a".to_owned(), 7)]);
        assert!(answered.left().is_empty());
    }
}
