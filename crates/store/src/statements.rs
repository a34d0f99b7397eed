//! Counting the statements that the database runs, for those who measure.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

static COUNTING: AtomicBool = AtomicBool::new(false);

thread_local! {
    static RUN: Cell<u64> = const { Cell::new(0) };
}

/// Has shows that are opened from now on count their statements.
pub fn count_statements() {
    COUNTING.store(true, Ordering::Relaxed);
}

/// How many statements this thread has run in shows that count them.
#[must_use]
pub fn statements_run() -> u64 {
    RUN.get()
}

/// Counts those of a connection, if statements are counted at all.
pub(crate) fn count(connection: &mut Connection) -> rusqlite::Result<()> {
    if !COUNTING.load(Ordering::Relaxed) {
        return Ok(());
    }
    connection.trace_v2(
        TraceEventCodes::SQLITE_TRACE_STMT,
        Some(|event: TraceEvent<'_>| {
            if matches!(event, TraceEvent::Stmt(..)) {
                RUN.set(RUN.get() + 1);
            }
        }),
    )
}
