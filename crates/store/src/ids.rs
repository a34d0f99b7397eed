//! Row ids: a random prefix per opening and a counter, together 52 bits.
//!
//! So ids are unique across documents and machines, safe in JavaScript, and ascending within an opening, which
//! keeps indexes small. They are never handed out twice.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use parking_lot::Mutex;

/// Bits of the counter; the prefix has the 32 above it.
const COUNTER_BITS: u32 = 20;

/// A source of row ids, from 2^20 to 2^52 - 1. Clones draw from the same source.
#[derive(Clone)]
pub struct Ids(Arc<Mutex<Source>>);

struct Source {
    prefixes: Box<dyn FnMut() -> u32 + Send>,
    prefix: u32,
    counter: u32,
}

impl Ids {
    /// With prefixes drawn at random.
    #[must_use]
    pub fn random() -> Self {
        // The standard library seeds each `RandomState` from the operating system.
        Self::new(|| (RandomState::new().build_hasher().finish() >> 32) as u32)
    }

    /// With the prefixes `first`, `first + 1` …, for tests that must say the same each time.
    #[must_use]
    pub fn starting_at(first: u32) -> Self {
        let mut next = first;
        Self::new(move || {
            let prefix = next;
            next = next.wrapping_add(1);
            prefix
        })
    }

    fn new(prefixes: impl FnMut() -> u32 + Send + 'static) -> Self {
        let mut source = Source { prefixes: Box::new(prefixes), prefix: 0, counter: 0 };
        source.renew();
        Self(Arc::new(Mutex::new(source)))
    }

    /// An id that nobody has.
    #[must_use]
    pub fn next(&self) -> i64 {
        let mut source = self.source();
        if source.counter >> COUNTER_BITS != 0 {
            source.renew();
        }
        let id = (i64::from(source.prefix) << COUNTER_BITS) | i64::from(source.counter);
        source.counter += 1;
        id
    }

    /// Draws prefixes until one is not `used`; asks with the first and last id of the prefix.
    pub(crate) fn avoid<E>(&self, mut used: impl FnMut(i64, i64) -> Result<bool, E>) -> Result<(), E> {
        let mut source = self.source();
        loop {
            let first = i64::from(source.prefix) << COUNTER_BITS;
            if !used(first, first | ((1 << COUNTER_BITS) - 1))? {
                return Ok(());
            }
            source.renew();
        }
    }

    fn source(&self) -> parking_lot::MutexGuard<'_, Source> {
        self.0.lock()
    }
}

impl Source {
    fn renew(&mut self) {
        self.counter = 0;
        // Prefix 0 would make ids that look like ordinals.
        self.prefix = (self.prefixes)().max(1);
    }
}

impl fmt::Debug for Ids {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Ids({})", self.source().prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_from_the_prefix_and_pass_on_to_the_next() {
        let ids = Ids::starting_at(7);
        assert_eq!([ids.next(), ids.next()], [7 << 20, (7 << 20) + 1]);
        ids.source().counter = (1 << 20) - 1;
        assert_eq!([ids.next(), ids.next()], [(8 << 20) - 1, 8 << 20]);
    }

    #[test]
    fn ids_fit_in_52_bits() {
        let ids = Ids::starting_at(u32::MAX);
        ids.source().counter = (1 << 20) - 1;
        assert_eq!(ids.next(), (1 << 52) - 1);
        assert_eq!(ids.next(), 1 << 20);
    }

    #[test]
    fn used_prefixes_are_avoided() {
        let ids = Ids::starting_at(3);
        let asked = ids.avoid(|first, last| Ok::<_, ()>(first <= 4 << 20 && last < 5 << 20));
        assert_eq!((asked, ids.next()), (Ok(()), 5 << 20));
    }
}
