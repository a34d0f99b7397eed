//! Where the file of an open show is: what happens when somebody moves, removes or replaces it, and when it is closed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use crate::session::Inner;
use crate::{Studio, StudioError, clock, folders};

/// How long closing waits for those who still read: a picture being served, a job that was just cancelled.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked whether they are done.
const LOOK: Duration = Duration::from_millis(5);
/// Copies kept of a show whose file went.
const KEPT: usize = 10;

impl Studio {
    /// The place that the file was opened at, if it is not there any more. Nothing can be changed then.
    #[must_use]
    pub fn displaced(&self) -> Option<PathBuf> {
        let document = self.document();
        document.is_displaced().then(|| document.path().to_owned())
    }

    /// What the user should know of the opening, a sentence each.
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        self.document().notices().iter().cloned().chain(clock::wrong()).collect()
    }

    /// Writes a copy of the show as it is now, history included. It goes on in the same file.
    ///
    /// # Errors
    /// If something is there, or the copy cannot be written.
    pub fn save_copy(&self, path: &Path) -> Result<(), StudioError> {
        let document = self.document();
        document.backup_to(path)?;
        self.0.saved.store(document.revision(), Ordering::Relaxed);
        Ok(())
    }

    /// Closes the document, and waits a while for those who still read from it. Leaves one file.
    ///
    /// # Errors
    /// If its file is not where it was: then a copy with everything was saved, and the error says where. If the last
    /// changes cannot be brought into the file; they come back at the next opening.
    pub fn close(self) -> Result<(), StudioError> {
        let rescued = self.rescue()?;
        let until = Instant::now() + PATIENCE;
        let mut shared = self.0;
        loop {
            shared = match Arc::try_unwrap(shared) {
                Ok(inner) => {
                    let closed = Inner::into_document(inner).close();
                    return match (rescued, closed) {
                        (Some(told), Ok(()) | Err(store::StoreError::Moved { .. })) => told,
                        (_, closed) => Ok(closed?),
                    };
                }
                Err(shared) => shared,
            };
            if Instant::now() > until {
                // All that was done is in the file then, whoever lets go of it last.
                let settled = Self(shared).document().settle();
                return rescued.unwrap_or(Ok(())).and(settled.map_err(StudioError::from));
            }
            thread::sleep(LOOK);
        }
    }

    /// Saves a copy where the file is gone and something was done since it was opened; what closing answers then.
    fn rescue(&self) -> Result<Option<Result<(), StudioError>>, StudioError> {
        let document = self.document();
        if !document.is_displaced() {
            return Ok(None);
        }
        let (revision, path) = (document.revision(), document.path().to_owned());
        if revision == 0 || self.0.saved.load(Ordering::Relaxed) == revision {
            return Ok(Some(Ok(())));
        }
        let folder = folders::snapshots(&path);
        let copy = folders::make_private(&folder)
            .map_err(|error| crate::unwritable(&folder, &error))
            .and_then(|()| Ok(document.snapshot(&folder, KEPT)?))?;
        Ok(Some(Err(StudioError::Rescued { path, copy })))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::edits::{EditRequest, ShowEdit};

    fn rename(studio: &Studio, title: &str) -> Result<(), StudioError> {
        let edit = ShowEdit::SetShow { title: Some(title.to_owned()), currency: None, production_company: None }.into();
        studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None }).map(drop)
    }

    #[test]
    fn closing_a_show_whose_file_went_saves_a_copy_and_says_where() {
        let folder = tempfile::tempdir().expect("there");
        let path = folder.path().join("Long Summer.needledrop");
        let studio = Studio::create(&path, "Long Summer", "EUR").expect("made");
        rename(&studio, "Longer Summer").expect("done");
        assert_eq!(studio.displaced(), None);
        fs::remove_file(&path).expect("removed");
        assert!(studio.displaced().is_some_and(|place| place.ends_with("Long Summer.needledrop")));
        let refused = rename(&studio, "Short Summer").expect_err("refused").to_string();
        assert!(refused.contains("was moved, removed or replaced while it was open"), "{refused}");
        let told = studio.close();
        let Err(StudioError::Rescued { copy, .. }) = told else { panic!("{told:?}") };
        let saved = Studio::open(&copy).expect("opens");
        assert_eq!(saved.show().expect("read").title, "Longer Summer");
        saved.close().expect("closed");
        fs::remove_dir_all(copy.parent().expect("a folder")).expect("removed");
    }

    #[test]
    fn a_show_of_which_a_copy_was_saved_or_that_never_changed_is_let_go() {
        let folder = tempfile::tempdir().expect("there");
        for save in [true, false] {
            let path = folder.path().join(format!("{save}.needledrop"));
            let studio = Studio::create(&path, "Long Summer", "EUR").expect("made");
            if save {
                rename(&studio, "Longer Summer").expect("done");
            }
            fs::remove_file(&path).expect("removed");
            if save {
                studio.save_copy(&folder.path().join("copy.needledrop")).expect("saved");
            }
            studio.close().expect("let go");
        }
        let saved = Studio::open(&folder.path().join("copy.needledrop")).expect("opens");
        assert_eq!(saved.show().expect("read").title, "Longer Summer");
    }

    #[test]
    fn closing_waits_for_the_last_reader() {
        let folder = tempfile::tempdir().expect("there");
        let path = folder.path().join("Long Summer.needledrop");
        let studio = Studio::create(&path, "Long Summer", "EUR").expect("made");
        rename(&studio, "Longer Summer").expect("done");
        let reading = studio.clone();
        let reader = thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            reading.show().expect("read").title
        });
        studio.close().expect("closed");
        assert!(reader.is_finished());
        assert_eq!(reader.join().expect("ends"), "Longer Summer");
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 1);
        Studio::open(&path).expect("opens again");
    }
}
