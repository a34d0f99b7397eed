//! The report of a season, and the health of an episode.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use deliver::letters::{Drawn, Letterhead, SeasonReport};
use deliver::{Form, render_paper};
use model::{CutId, EpisodeName};

use crate::error::StudioError;
use crate::files::write_file;
use crate::outputs::check_output;
use crate::session::Studio;
use crate::views::{self, EpisodeHealth, ReportAsked};

/// What a report of a season is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct SeasonReportAsked<'a> {
    /// Which season; the first that there is where none is named.
    pub season: Option<u32>,
    /// One episode only.
    pub only: Option<EpisodeName>,
    /// Whether what artists say of themselves is in it.
    pub with_own: bool,
    /// Another show's file, whose newest season it is held against; it is not written to.
    pub against: Option<&'a Path>,
}

impl Studio {
    /// The report of a season or an episode.
    ///
    /// # Errors
    /// If there is no such episode, the other show's file cannot be read, or the document cannot.
    pub fn season_report(&self, asked: &SeasonReportAsked<'_>) -> Result<SeasonReport, StudioError> {
        let earlier = asked.against.map(newest_season).transpose()?;
        let SeasonReportAsked { season, only, with_own, .. } = *asked;
        self.read(|rows, _| {
            let books = self.books(rows)?;
            let found = views::season_report(rows, &books, ReportAsked { season, only, with_own }, earlier.as_ref())?;
            match (found, only) {
                (Some(report), _) => Ok(report),
                (None, name) => Err(StudioError::NoEpisode {
                    name: name.unwrap_or(EpisodeName { season: 1, number: 1 }),
                    known: model::words::listed(
                        &books.episodes.iter().map(|one| one.name().to_string()).collect::<Vec<_>>(),
                    ),
                }),
            }
        })
    }

    /// Writes the report of a season or an episode.
    ///
    /// # Errors
    /// As [`Studio::season_report`], or if the file cannot be written.
    pub fn export_season_report(
        &self,
        asked: &SeasonReportAsked<'_>,
        form: Form,
        path: &Path,
        replace: bool,
    ) -> Result<(), StudioError> {
        check_output(self, path, replace)?;
        let drawn = Drawn::List(self.season_report(asked)?.list());
        let logo = self.document().rows().logo()?;
        let bytes = render_paper(&drawn, &Letterhead::default(), logo.as_ref(), form)?;
        write_file(path, &bytes, replace)
    }

    /// How an episode is, by one of its cuts.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn episode_health(&self, cut: CutId) -> Result<EpisodeHealth, StudioError> {
        self.read(|rows, _| {
            let books = self.books(rows)?;
            views::episode_health(rows, &books, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })
    }
}

/// The report of the newest season of another show, from a copy of its file: opening one may bring it up to date.
fn newest_season(path: &Path) -> Result<SeasonReport, StudioError> {
    let copy = Copied::of(path)?;
    let other = Studio::open(&copy.show)?;
    let told = || {
        let seasons = other.show()?.episodes;
        let season = seasons.iter().map(|episode| episode.season).max();
        other.season_report(&SeasonReportAsked { season, ..SeasonReportAsked::default() })
    };
    let report = told();
    other.close()?;
    report
}

/// A copy of a show's file with its log, gone when it is dropped.
struct Copied {
    folder: PathBuf,
    show: PathBuf,
}

impl Copied {
    fn of(path: &Path) -> Result<Self, StudioError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let cannot =
            |error: std::io::Error| StudioError::Unreadable { path: path.to_owned(), reason: error.to_string() };
        let name = format!("needledrop-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).map_err(cannot)?;
        let copied = Self { show: folder.join("earlier.needledrop"), folder };
        fs::copy(path, &copied.show).map_err(cannot)?;
        // What a show that is open elsewhere has written last stands in its log.
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if Path::new(&log).is_file() {
            fs::copy(&log, copied.folder.join("earlier.needledrop-wal")).map_err(cannot)?;
        }
        Ok(copied)
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.folder);
    }
}
