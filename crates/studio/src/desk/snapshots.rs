//! Timed snapshots: a copy of the open show every ten minutes in which it changed, the newest ten kept.
//!
//! History takes back what was done inside a document; a snapshot is there for the day on which the file itself is lost
//! or spoilt. It is an ordinary show: opening it is opening a show.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::{Desk, Inner};
use crate::error::StudioError;
use crate::{Studio, folders};

/// How long changes may go without a snapshot.
const EVERY: Duration = Duration::from_mins(10);
/// How often it is looked whether it is time, so that the thread ends soon after the program.
const LOOK: Duration = Duration::from_secs(5);
/// Snapshots of a show that are kept.
const KEPT: usize = 10;

impl Studio {
    /// Where the show's snapshots are; the folder is made with the first.
    #[must_use]
    pub fn snapshot_folder(&self) -> PathBuf {
        folders::snapshots(self.document().path())
    }

    /// Copies the show into `folder`, and removes the oldest of its copies beyond ten.
    fn take_snapshot(&self, folder: &Path) -> Result<PathBuf, StudioError> {
        folders::make_private(folder).map_err(|error| crate::unwritable(folder, &error))?;
        Ok(self.document().snapshot(folder, KEPT)?)
    }

    fn standing(&self) -> (PathBuf, u64) {
        let document = self.document();
        (document.path().to_owned(), document.revision())
    }
}

/// The state of a show of which the next snapshot is due.
struct Seen {
    show: (PathBuf, u64),
    since: Instant,
}

/// Takes snapshots of whatever show is open until the desk is gone.
pub(super) fn keep(desk: Weak<Inner>) {
    thread::spawn(move || {
        let mut seen: Option<Seen> = None;
        while let Some(inner) = desk.upgrade() {
            if inner.closing.load(Ordering::Relaxed) {
                return;
            }
            seen = look(&Desk(Arc::clone(&inner)), seen, EVERY, &folders::snapshots);
            drop(inner);
            thread::sleep(LOOK);
        }
    });
}

/// Takes a snapshot if the open show has changed since `seen`, and that is `every` ago.
fn look(desk: &Desk, seen: Option<Seen>, every: Duration, folder: &dyn Fn(&Path) -> PathBuf) -> Option<Seen> {
    let studio = desk.studio().ok()?;
    let now = studio.standing();
    let fresh = |show| Some(Seen { show, since: Instant::now() });
    match seen {
        Some(seen) if seen.show.0 == now.0 => {
            if seen.show.1 == now.1 || seen.since.elapsed() < every {
                return Some(seen);
            }
            if let Err(error) = studio.take_snapshot(&folder(&now.0)) {
                tracing::warn!(error = crate::sentence(&error), "no snapshot was taken");
            }
            fresh(now)
        }
        // Another show: what it was when it was opened is in its file.
        Some(_) | None => fresh(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::{EditRequest, ShowEdit};

    #[test]
    fn a_show_that_changed_is_copied_once_and_the_copy_opens() {
        let folder = tempfile::tempdir().expect("there");
        let desk = Desk::new(|_| ()).expect("there");
        desk.create(&folder.path().join("Long Summer.needledrop"), "Long Summer", "EUR").expect("there");
        let place = folder.path().join("snapshots");
        let taken = || std::fs::read_dir(&place).map_or(0, Iterator::count);
        let look = |seen, every| look(&desk, seen, every, &|_| place.clone());

        let opened = look(None, Duration::ZERO);
        let unchanged = look(opened, Duration::ZERO);
        assert_eq!(taken(), 0);
        let title = Some("Longer Summer".to_owned());
        let edit = ShowEdit::SetShow { title, currency: None, production_company: None }.into();
        desk.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None }).expect("there");
        let too_soon = look(unchanged, Duration::from_hours(1));
        assert_eq!(taken(), 0);
        let copied = look(too_soon, Duration::ZERO);
        look(copied, Duration::ZERO);
        assert_eq!(taken(), 1);

        let copy = std::fs::read_dir(&place).expect("there").next().expect("there").expect("there").path();
        desk.close().expect("there");
        assert_eq!(Studio::open(&copy).expect("there").show().expect("there").title, "Longer Summer");
    }
}
