//! Other people's bytes against the decoders: a panic in one costs one file, not the program.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use crate::MediaError;

thread_local! {
    static GUARDED: Cell<u32> = const { Cell::new(0) };
}

/// Runs what reads a file. A panic on the way becomes [`MediaError::Damaged`], and is logged rather than printed.
///
/// What `read` was working on must not be used again after that: it may be half changed.
pub(crate) fn guard<T>(read: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    hush();
    GUARDED.set(GUARDED.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(GUARDED.get().saturating_sub(1));
    done.unwrap_or_else(|_| Err(MediaError::damaged("its content makes no sense to the decoder")))
}

/// Panics under guard are told to the log; all others as before.
fn hush() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if GUARDED.get() > 0 {
                tracing::debug!(%panic, "a decoder gave up");
            } else {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let found: Result<u8, _> = guard(|| panic!("on purpose"));
        assert!(matches!(found, Err(MediaError::Damaged { .. })));
        assert_eq!(guard(|| Ok(1)).ok(), Some(1));
    }
}
