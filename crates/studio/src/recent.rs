//! The shows opened last, for the welcome page.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::{Clock, SystemClock};
use crate::folders;
use crate::unfinished::Unfinished;

/// Entries kept.
const MOST: usize = 12;

/// A show that was opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentShow {
    /// Its file.
    pub path: String,
    /// Its title then.
    pub title: String,
    /// When, RFC 3339 in UTC.
    pub opened_at: String,
}

/// The list in a file of the program's own. A list that cannot be read is empty; one that cannot be written is
/// logged: neither keeps anybody from working.
#[derive(Debug, Clone)]
pub(crate) struct Recent {
    file: PathBuf,
}

impl Recent {
    pub fn new(file: PathBuf) -> Self {
        Self { file }
    }

    /// The shows that are still where they were, the last opened first.
    pub fn list(&self) -> Vec<RecentShow> {
        let mut shows = self.read();
        shows.retain(|show| Path::new(&show.path).is_file());
        shows
    }

    /// Puts a show at the top.
    pub fn add(&self, path: &Path, title: &str) {
        let path = path.display().to_string();
        let mut shows = self.read();
        shows.retain(|show| show.path != path);
        shows.insert(0, RecentShow { path, title: title.to_owned(), opened_at: SystemClock.now().at });
        shows.truncate(MOST);
        let write = || -> std::io::Result<()> {
            folders::make_private(self.file.parent().unwrap_or(Path::new(".")))?;
            let mut unfinished = Unfinished::beside(&self.file)?;
            unfinished.file().write_all(&serde_json::to_vec_pretty(&shows)?)?;
            unfinished.publish(&self.file)
        };
        if let Err(error) = write() {
            tracing::warn!(file = %self.file.display(), %error, "cannot keep the list of recent shows");
        }
    }

    fn read(&self) -> Vec<RecentShow> {
        fs::read(&self.file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }
}
