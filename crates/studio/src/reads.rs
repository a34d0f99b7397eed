//! What the open show is asked: every page's view of it.

use std::time::Instant;

use model::{ClearanceId, CueId, Cut, CutId, PartyId, Placement, PlacementId, Rights, RoundId, TrackId, WorkId};
use playback::Program;
use store::{Rows, StoreError};

use crate::edits::{self, Clip, EditError, QuotedFor};
use crate::error::StudioError;
use crate::library::Entry;
use crate::marks::Marks;
use crate::session::Studio;
use crate::sound::{Alternate, Files, Measured, cut_program};
use crate::views::{
    self, AlbumsView, ClearView, ClearanceDetail, CommissionsView, CueStory, CutNews, CutView, DirectoryQuery,
    HistoryStep, LibraryPage, LibraryQuery, LibrarySort, MfnPreview, PartiesPage, PartyView, RenumberingView,
    ReviewReport, ReviewView, ShowView, TrackRow, TrackView, WorkView, WorksPage,
};

/// Most rows of the library that one question may ask for.
const MOST_ROWS: usize = 1_000;

impl Studio {
    /// Lets `work` see the show as it is at one moment, with its revision: a change that is committed while this begins
    /// may be seen already under the revision before it, never the other way round.
    ///
    /// # Errors
    /// Those of `work`, or if the file cannot be read.
    pub(crate) fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&Rows, u64) -> Result<T, E>) -> Result<T, E> {
        let readers = self.readers();
        let reader = match readers.take() {
            // The file went while it was open: the connections that are open have it still, another would not.
            Err(StoreError::Moved { .. }) => {
                let document = self.document();
                return work(document.rows(), document.revision());
            }
            other => other?,
        };
        let revision = readers.revision();
        let done = reader.at_one_moment(|rows| work(rows, revision));
        readers.put(reader);
        done
    }

    /// What numbering the cues of a cut anew would do, or those of one reel; with `issued` also to numbers on cue sheets
    /// that have been issued.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn renumbering(&self, cut: CutId, reel: Option<u32>, issued: bool) -> Result<RenumberingView, StudioError> {
        self.read(|rows, _| {
            views::renumbering(rows, cut, reel, issued)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })
    }

    /// The albums of the show.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn albums(&self) -> Result<AlbumsView, StudioError> {
        self.read(|rows, revision| Ok(views::albums(rows, revision, &*self.books(rows)?)?))
    }

    /// The commissions of the show, as they are today.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn commissions(&self) -> Result<CommissionsView, StudioError> {
        let newest =
            LibraryQuery { sort: LibrarySort::Added, descending: true, limit: MOST_ROWS, ..LibraryQuery::default() };
        let came: Vec<TrackId> =
            self.library(&newest).rows.into_iter().filter(|row| row.format != "offline").map(|row| row.id).collect();
        self.read(|rows, revision| Ok(views::commissions(rows, revision, &*self.books(rows)?, &came)?))
    }

    /// The show as the shell shows it.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn show(&self) -> Result<ShowView, StudioError> {
        Ok(views::show(&self.document())?)
    }

    /// All that lies on a cut.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn cut(&self, id: CutId) -> Result<CutView, StudioError> {
        let laid = self.read(|rows, revision| {
            let books = self.books(rows)?;
            views::laid(rows, revision, id, &books.counted())?.ok_or(StudioError::NoSuch { what: "cut", id: id.0 })
        })?;
        let view = laid.view().clone();
        self.keep_laid(laid);
        Ok(view)
    }

    /// What became of a cut that was read at the show's revision `since`.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn cut_news(&self, id: CutId, since: u64) -> Result<CutNews, StudioError> {
        let moved = self.laid().as_ref().filter(|laid| laid.cut() == id).and_then(|laid| laid.news(since));
        match moved {
            Some(moves) => Ok(CutNews::Moved(moves)),
            None => Ok(CutNews::Whole { view: Box::new(self.cut(id)?) }),
        }
    }

    /// A cut without what lies on it.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn cut_row(&self, id: CutId) -> Result<Cut, StudioError> {
        self.read(|rows, _| rows.cut(id)?.ok_or(StudioError::NoSuch { what: "cut", id: id.0 }))
    }

    /// What of a cut sounds: its picks, or `alternates` in their stead; with `matched` as loud as the picks they stand for.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn program(&self, cut: CutId, alternates: &[Alternate], matched: bool) -> Result<Program, StudioError> {
        let known = |pieces: &[&Placement], files: &Files| self.known_loudness(pieces, files);
        let measured: Option<Measured<'_>> = if matched { Some(&known) } else { None };
        let lines = self.gain_lines(cut)?;
        if let Some(laid) = self.laid().as_ref().filter(|laid| laid.cut() == cut) {
            return Ok(laid.program(alternates, measured).with_lines(&lines));
        }
        Ok(self.read(|rows, _| cut_program(rows, cut, alternates, measured))?.with_lines(&lines))
    }

    /// A round of a cut as it is reviewed, by default its newest.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn review(&self, cut: CutId, round: Option<RoundId>) -> Result<ReviewView, StudioError> {
        self.read(|rows, revision| {
            views::review(rows, revision, cut, round)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })
    }

    /// What is approved, open and changed on a cut, and what to do next.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn review_report(&self, cut: CutId) -> Result<ReviewReport, StudioError> {
        self.read(|rows, _| views::report(rows, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 }))
    }

    /// What happened to a cue with those who decide.
    ///
    /// # Errors
    /// If there is no such cue, or the document cannot be read.
    pub fn cue_story(&self, cue: CueId) -> Result<CueStory, StudioError> {
        self.read(|rows, _| views::story(rows, cue)?.ok_or(StudioError::NoSuch { what: "cue", id: cue.0 }))
    }

    /// Every right of what a cut uses, its money, and what is to be done.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn clear(&self, id: CutId) -> Result<ClearView, StudioError> {
        self.read(|rows, revision| {
            let found = views::clear(rows, revision, &*self.books(rows)?, id)?;
            found.ok_or(StudioError::NoSuch { what: "cut", id: id.0 })
        })
    }

    /// All that is known of a clearance.
    ///
    /// # Errors
    /// If there is no such clearance, or the document cannot be read.
    pub fn clearance(&self, id: ClearanceId) -> Result<ClearanceDetail, StudioError> {
        self.read(|rows, _| {
            let found = views::clearance(rows, &*self.books(rows)?, id)?;
            found.ok_or(StudioError::NoSuch { what: "clearance", id: id.0 })
        })
    }

    /// What it would change to quote `fee` for a clearance, before it is taken.
    ///
    /// # Errors
    /// If there is no such clearance, lines of its group cannot be compared, or the document cannot be read.
    pub fn preview_quote(
        &self,
        id: ClearanceId,
        fee: i64,
        currency: Option<&str>,
        quoted_for: QuotedFor,
    ) -> Result<MfnPreview, StudioError> {
        self.read(|rows, _| {
            let books = self.books(rows)?;
            let found = views::preview(rows, &books, id, fee, currency, quoted_for)?;
            let previewed = found.ok_or(StudioError::NoSuch { what: "clearance", id: id.0 })?;
            let own = rows.show()?.currency;
            Ok(previewed.map_err(|missing| EditError::NoRate { currency: missing.currency, own })?)
        })
    }

    /// A window of the library.
    #[must_use]
    pub fn library(&self, query: &LibraryQuery) -> LibraryPage {
        let started = Instant::now();
        let query = LibraryQuery { limit: query.limit.min(MOST_ROWS), ..query.clone() };
        let library = self.kept_library();
        let marks = self.marks();
        let answer = library.ask(&query, |id| marks.rank(id, query.sort));
        let rows: Vec<TrackRow> = answer.rows.into_iter().map(|entry| row(entry, &marks)).collect();
        LibraryPage {
            total: library.len(),
            matched: answer.matched,
            offset: query.offset,
            took_micros: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            rows,
        }
    }

    /// All that is known of a track.
    ///
    /// # Errors
    /// If there is no such track, or the document cannot be read.
    pub fn track(&self, id: TrackId) -> Result<TrackView, StudioError> {
        self.read(|rows, _| views::track(rows, id)?.ok_or(StudioError::NoSuch { what: "track", id: id.0 }))
    }

    /// The directory of parties.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn parties(&self, query: &DirectoryQuery) -> Result<PartiesPage, StudioError> {
        Ok(self.read(|rows, _| views::parties(rows, query))?)
    }

    /// All that is known of a party.
    ///
    /// # Errors
    /// If there is no such party, or the document cannot be read.
    pub fn party(&self, id: PartyId) -> Result<PartyView, StudioError> {
        self.read(|rows, _| views::party(rows, id)?.ok_or(StudioError::NoSuch { what: "party", id: id.0 }))
    }

    /// The works of the show.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn works(&self, query: &DirectoryQuery) -> Result<WorksPage, StudioError> {
        Ok(self.read(|rows, _| views::works(rows, query))?)
    }

    /// All that is known of a work.
    ///
    /// # Errors
    /// If there is no such work, or the document cannot be read.
    pub fn work(&self, id: WorkId) -> Result<WorkView, StudioError> {
        self.read(|rows, _| views::work(rows, id)?.ok_or(StudioError::NoSuch { what: "work", id: id.0 }))
    }

    /// What pasting needs of these placements.
    ///
    /// # Errors
    /// If one of them is gone, or the document cannot be read.
    pub fn copied(&self, placements: &[PlacementId]) -> Result<Clip, StudioError> {
        self.read(|rows, _| Ok(edits::copied(rows, placements)?))
    }

    /// The newest steps of history, at most `limit`.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryStep>, StudioError> {
        Ok(views::history(&self.document(), limit)?)
    }

    /// The cue list of a cut, from the timeline as it is.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn cue_list(&self, id: CutId) -> Result<deliver::CueList, StudioError> {
        self.read(|rows, revision| {
            let books = self.books(rows)?;
            views::cue_list(rows, &books, revision, id)?.ok_or(StudioError::NoSuch { what: "cut", id: id.0 })
        })
    }
}

fn row(entry: &Entry, marks: &Marks) -> TrackRow {
    TrackRow {
        id: entry.id,
        title: entry.title.clone(),
        artist: entry.artist.clone(),
        album: entry.album.clone(),
        composer: entry.composer.clone(),
        genre: entry.genre.clone(),
        mood: entry.mood.clone(),
        bpm_milli: entry.bpm_milli,
        key: entry.key.clone(),
        duration: entry.duration,
        format: entry.format.clone(),
        loudness: entry.loudness,
        hash: entry.hash.clone(),
        rights: marks.rights.get(&entry.id).copied().unwrap_or(Rights::Unknown),
        uses: marks.uses.get(&entry.id).cloned().unwrap_or_default(),
    }
}
