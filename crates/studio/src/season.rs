//! What the open show is asked by the Season page.

use model::Cut;

use crate::error::StudioError;
use crate::session::Studio;
use crate::views::{self, SeasonArc, TempList, ThemeMap};

impl Studio {
    /// The themes of a season, by default of the first that there is. Who names the version that was told last is told of the
    /// themes alone that changed since.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn theme_map(&self, season: Option<u32>, since: Option<u64>) -> Result<ThemeMap, StudioError> {
        self.read(|rows, revision| {
            let (books, kept) = (self.books(rows)?, &self.0.season);
            let read = views::season_themes(rows, revision, season, &books, &self.kept_library(), kept)?;
            let news = kept.tell_lines(read.season, revision, read.lines, since);
            Ok(ThemeMap {
                revision,
                version: news.version,
                season: read.season,
                seasons: read.seasons,
                episodes: read.episodes,
                order: news.order,
                themes: news.changed,
                remarks: read.remarks,
            })
        })
    }

    /// The arcs of a season, by default of the first that there is, as far as the energy of its recordings is known. Who names
    /// the version that was told last is told of the episodes alone that changed since.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn season_arc(&self, season: Option<u32>, since: Option<u64>) -> Result<SeasonArc, StudioError> {
        let known = |hash| self.known_energy(hash);
        self.read(|rows, revision| {
            let (books, kept) = (self.books(rows)?, &self.0.season);
            let energy_of = |cut: &Cut| views::cut_energy(rows, cut, &known);
            let read = views::season_arc(rows, revision, season, &books, &energy_of, kept)?;
            let news = kept.tell_arcs(read.season, revision, read.arcs, since);
            Ok(SeasonArc {
                revision,
                version: news.version,
                season: read.season,
                seasons: read.seasons,
                order: news.order,
                episodes: news.changed,
                apart: read.apart,
                pending: read.pending,
                unread: read.unread,
            })
        })
    }

    /// The temp music of a season, by default of the first that there is, the oldest first.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn temp_list(&self, season: Option<u32>) -> Result<TempList, StudioError> {
        self.read(|rows, _| Ok(views::temp_list(rows, season, &*self.books(rows)?, &self.kept_library())?))
    }
}
