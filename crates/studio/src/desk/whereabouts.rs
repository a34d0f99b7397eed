//! Watching that the open show's file stays where it is.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use super::{Desk, Event, Inner};
use crate::Studio;
use crate::error::StudioError;

/// How often it is looked: one question to the disk.
const LOOK: Duration = Duration::from_secs(1);

impl Desk {
    /// Saves a copy of the open show and goes on in it, as is wanted when its own file went.
    ///
    /// # Errors
    /// If no show is open, something has the name already, or the copy cannot be written.
    pub fn go_on_in_copy(&self, path: &Path) -> Result<(), StudioError> {
        self.studio()?.save_copy(path)?;
        self.put(Studio::open(path)?)
    }
}

/// Tells when the file of the open show is no longer where it was, and when it is again.
pub(super) fn watch(desk: Weak<Inner>) {
    thread::spawn(move || {
        let mut last: Option<PathBuf> = None;
        while let Some(inner) = desk.upgrade() {
            if inner.closing.load(Ordering::Relaxed) {
                return;
            }
            let desk = Desk(Arc::clone(&inner));
            let now = desk.studio().ok().and_then(|studio| studio.displaced());
            if now != last {
                (inner.tell)(Event::Displaced(now.clone()));
                last = now;
            }
            drop((desk, inner));
            thread::sleep(LOOK);
        }
    });
}
