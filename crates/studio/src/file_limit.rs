//! A limit of the system on the size of files.

/// To be called early in `main`: where a file may not grow, writing to it fails and somebody says so, instead of the system
/// ending the program (SIGXFSZ).
#[cfg(unix)]
pub fn be_told() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // What is noted is of no use: the write that was refused says it.
    let noted = Arc::new(AtomicBool::new(false));
    if let Err(error) = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noted) {
        tracing::warn!(%error, "a limit on the size of files would end the program");
    }
}

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
pub fn be_told() {}
