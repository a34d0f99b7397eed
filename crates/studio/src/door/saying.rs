//! What was said in a round, as pages get it: written out once for all who ask, until more is said. Where many speak at once
//! everybody asks for the same, again and again.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use model::RoundId;
use parking_lot::Mutex;

/// A round, and whether private notes are among what was said.
type Of = (RoundId, bool);

/// What was said, by whom it is for.
#[derive(Default)]
pub(super) struct Saying {
    /// How often anything of any round became otherwise.
    changes: AtomicU64,
    written: Mutex<HashMap<Of, Arc<Mutex<Written>>>>,
}

/// What was written out, and after how many changes.
#[derive(Default)]
struct Written(Option<(u64, Arc<[u8]>)>);

impl Saying {
    /// Something was said or is otherwise: what was written out holds no more. Called after it is committed, and before
    /// anybody is told.
    pub fn changed(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// What was said, written out by `write` unless it was since the last change. Whoever asks meanwhile waits for that.
    pub fn get<E>(&self, of: Of, write: impl FnOnce() -> Result<Arc<[u8]>, E>) -> Result<Arc<[u8]>, E> {
        let own = Arc::clone(self.written.lock().entry(of).or_default());
        let mut own = own.lock();
        // Read first: what is said while it is written may be missing in it.
        let changes = self.changes.load(Ordering::SeqCst);
        if let Written(Some((as_of, bytes))) = &*own
            && *as_of == changes
        {
            return Ok(Arc::clone(bytes));
        }
        let bytes = write()?;
        *own = Written(Some((changes, Arc::clone(&bytes))));
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(saying: &Saying, of: Of, text: &str) -> String {
        let written = saying.get(of, || Ok::<_, ()>(Arc::from(text.as_bytes()))).expect("written");
        String::from_utf8_lossy(&written).into_owned()
    }

    #[test]
    fn it_is_written_once_until_something_is_said() {
        let (saying, open, private) = (Saying::default(), (RoundId(1), false), (RoundId(1), true));
        assert_eq!(get(&saying, open, "one"), "one");
        assert_eq!(get(&saying, open, "two"), "one");
        assert_eq!(get(&saying, private, "all"), "all");
        saying.changed();
        assert_eq!((get(&saying, open, "two"), get(&saying, private, "more")), ("two".to_owned(), "more".to_owned()));
    }

    #[test]
    fn what_is_said_while_it_is_written_is_not_forgotten() {
        let (saying, of) = (Saying::default(), (RoundId(1), false));
        let late = saying.get(of, || {
            saying.changed();
            Ok::<_, ()>(Arc::from(&b"before"[..]))
        });
        assert_eq!(late.as_deref(), Ok(&b"before"[..]));
        assert_eq!(get(&saying, of, "after"), "after");
    }
}
