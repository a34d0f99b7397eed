//! What the open show is asked by the Season page.

use model::{Cut, CutId, EpisodeId, TrackId};

use crate::error::StudioError;
use crate::session::Studio;
use crate::views::{self, CutArc, MoodList, Named, SeasonArc, TempList, ThemeMap, TrackMemory};

impl Studio {
    /// What the library calls a track.
    fn named(&self, id: TrackId) -> Option<Named> {
        let library = self.kept_library();
        let entry = library.entry(id)?;
        Some(Named {
            title: entry.title.clone(),
            artist: entry.artist.clone(),
            key: entry.key.clone(),
            bpm_milli: entry.bpm_milli,
            mood: entry.mood.clone(),
        })
    }

    /// The themes of a season, by default of the first that there is. Who names the version that was told last is told of the
    /// themes alone that changed since.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn theme_map(&self, season: Option<u32>, since: Option<u64>) -> Result<ThemeMap, StudioError> {
        self.read(|rows, revision| {
            let (books, kept) = (self.books(rows)?, &self.0.season);
            let read = views::season_themes(rows, revision, season, &books, &|id| self.named(id), kept)?;
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
            let read = views::season_arc(rows, revision, season, &books, &energy_of, &|id| self.named(id), kept)?;
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

    /// What became of a song before, of a track and the other recordings of its work; what could be asked for again is proposed
    /// for an episode, where one is named.
    ///
    /// # Errors
    /// If there is no such track, or the document cannot be read.
    pub fn track_memory(&self, track: TrackId, episode: Option<EpisodeId>) -> Result<TrackMemory, StudioError> {
        self.read(|rows, _| {
            let found = views::track_memory(rows, &*self.books(rows)?, track, episode)?;
            found.ok_or(StudioError::NoSuch { what: "track", id: track.0 })
        })
    }

    /// The arc of one cut, as far as the energy of its recordings is known.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn cut_arc(&self, cut: CutId) -> Result<CutArc, StudioError> {
        let known = |hash| self.known_energy(hash);
        self.read(|rows, _| {
            let energy_of = |cut: &Cut| views::cut_energy(rows, cut, &known);
            let found = views::cut_arc(rows, cut, &energy_of, &|id| self.named(id))?;
            found.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })
    }

    /// The temp music of a season, by default of the first that there is, the oldest first.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn temp_list(&self, season: Option<u32>) -> Result<TempList, StudioError> {
        self.read(|rows, _| Ok(views::temp_list(rows, season, &*self.books(rows)?, &|id| self.named(id))?))
    }

    /// The moods of the show as a season uses them, by default the first that there is.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn mood_list(&self, season: Option<u32>) -> Result<MoodList, StudioError> {
        self.read(|rows, _| {
            let books = self.books(rows)?;
            let season = season.or_else(|| books.episodes.iter().map(|one| one.season).min()).unwrap_or(1);
            Ok(views::mood_list(rows, season, &|id| self.named(id))?)
        })
    }
}
