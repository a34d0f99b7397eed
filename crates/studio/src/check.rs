//! Checking a show: is the document whole, and are the files it names the ones it knows.

use std::fs;
use std::path::Path;

use deliver::problem::Severity;
use serde::Serialize;

use crate::files::why_unreadable;
use crate::{Studio, StudioError};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Whether the document is whole and every recording as it was. Open problems of cues do not count.
    pub ok: bool,
    /// All that was found, the document first.
    pub problems: Vec<Finding>,
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `document`, `audio-missing`, `audio-changed`, or the rule of an open problem.
    pub kind: String,
    /// What is wrong, as a sentence.
    pub message: String,
    /// The episode whose cue sheet it is open on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub episode: Option<String>,
    /// How much an open problem matters to its cue sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
}

impl Finding {
    fn of(kind: &str, message: String) -> Self {
        Self { kind: kind.to_owned(), message, episode: None, severity: None }
    }
}

impl Studio {
    /// Checks the document, the files of all tracks, and what stands in the way of each episode's newest cut.
    ///
    /// A file has changed when its size is another; with `deep` each is read and its content compared as well.
    /// `progress` is told tracks done, tracks in all, and the track it is at.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn check(&self, deep: bool, progress: impl Fn(usize, usize, &str)) -> Result<CheckReport, StudioError> {
        let (wrong, tracks, newest) = {
            let document = self.document();
            let rows = document.rows();
            // What cannot be read is told by the document, and keeps nothing else from being checked.
            let mut newest = Vec::new();
            for episode in rows.episodes().unwrap_or_default() {
                newest.extend(rows.newest_cut(episode.id).ok().flatten().map(|cut| (episode.name(), cut.id)));
            }
            let mut tracks = Vec::new();
            rows.for_each_track(|track| tracks.push(track.to_track()))?;
            tracks.retain(|track| !track.is_to_come());
            (document.check()?, tracks, newest)
        };
        let mut problems: Vec<Finding> = Vec::new();
        problems.extend(wrong.into_iter().map(|message| Finding::of("document", message)));
        for (done, track) in tracks.iter().enumerate() {
            progress(done, tracks.len(), &track.title);
            if track.is_offline() {
                let message = format!("{}: a list names it, and no file of it has come yet", track.title);
                problems.push(Finding::of("audio-missing", message));
                continue;
            }
            let state =
                if deep { compared(&track.path, track.size, &track.hash) } else { sized(&track.path, track.size) };
            problems.extend(match state {
                FileState::Same => None,
                FileState::Gone(why) => {
                    Some(Finding::of("audio-missing", format!("{}: {} cannot be read: {why}", track.title, track.path)))
                }
                FileState::Changed => Some(Finding::of(
                    "audio-changed",
                    format!("{}: {} is not the file that was imported; import it again", track.title, track.path),
                )),
            });
        }
        let ok = problems.is_empty();
        for (name, cut) in newest {
            match self.problems(cut) {
                Ok(open) => problems.extend(open.into_iter().map(|problem| Finding {
                    message: format!("{name}: {}", problem.told()),
                    kind: problem.rule,
                    episode: Some(name.to_string()),
                    severity: Some(problem.severity),
                })),
                Err(error) => {
                    let message = format!("{name}: {}", crate::sentence(&error));
                    problems.push(Finding::of("document", message));
                }
            }
        }
        Ok(CheckReport { ok, problems })
    }
}

enum FileState {
    Same,
    Gone(String),
    Changed,
}

fn sized(path: &str, size: i64) -> FileState {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => FileState::Gone("it is not a file".to_owned()),
        Ok(found) if i64::try_from(found.len()) == Ok(size) => FileState::Same,
        Ok(_) => FileState::Changed,
        Err(error) => FileState::Gone(why_unreadable(&error)),
    }
}

fn compared(path: &str, size: i64, hash: &str) -> FileState {
    match sized(path, size) {
        FileState::Same => match media::hash_file(Path::new(path)) {
            Ok(found) if found.to_string() == hash => FileState::Same,
            Ok(_) => FileState::Changed,
            Err(error) => FileState::Gone(error.to_string()),
        },
        other => other,
    }
}
