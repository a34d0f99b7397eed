//! An open show: its document, its library in memory, and everybody who wants to know of changes.

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use media::Voice;
use model::{CutId, Hearing, Lane, LaneId, LaneKind, Show, Track, TrackId};
use parking_lot::{Mutex, MutexGuard, RwLock, RwLockReadGuard};
use serde::Serialize;
use store::{Change, Document, Facet, Rows, StoreError};
use ts_rs::TS;

use crate::books::Books;
use crate::cache::Cache;
use crate::clock::{Clock, Moment, SystemClock};
use crate::ducking::GainLines;
use crate::edits::{self, EditRequest, Edited, currency_code};
use crate::error::StudioError;
use crate::folders;
use crate::library::Library;
use crate::marks::{Marks, read_uses, rights_of};
use crate::reading::Readers;
use crate::spans::Loudnesses;
use crate::views::{self, HistoryEnd, KeptSeason, Laid};

/// A committed change of the show.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The show's revision after it.
    pub revision: u64,
    /// What it touched.
    pub facets: BTreeSet<Facet>,
    /// Steps that can be undone now, and the newest of them.
    pub undo: HistoryEnd,
    /// Steps that can be redone now, and the next of them.
    pub redo: HistoryEnd,
}

impl Changed {
    /// Whether it touched one of these.
    #[must_use]
    pub fn touched(&self, facets: &[Facet]) -> bool {
        facets.iter().any(|facet| self.facets.contains(facet))
    }
}

/// What the rights of tracks in the library's list follow from.
const RIGHTS: [Facet; 3] = [Facet::Clearances, Facet::Season, Facet::Library];
/// What the uses of tracks in the library's list follow from.
const USES: [Facet; 3] = [Facet::Uses, Facet::Season, Facet::Library];

type Listener = Box<dyn Fn(&Changed) + Send + Sync>;

/// An open show. Clones are the same show.
#[derive(Clone)]
pub struct Studio(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    document: Mutex<Document>,
    /// Closed before the document.
    readers: Readers,
    library: RwLock<Library>,
    marks: RwLock<Marks>,
    /// Read again when there are none, or on another day.
    books: Mutex<Option<Arc<Books>>>,
    /// The cut that was read last, as long as changes can be followed in it.
    pub(crate) laid: Mutex<Option<Laid>>,
    pub(crate) season: KeptSeason,
    listeners: RwLock<Vec<Listener>>,
    cache: Cache,
    pub(crate) loudnesses: Loudnesses,
    /// The lines by which the cues of the cut that was heard last are ducked.
    pub(crate) gain_lines: Mutex<Option<(CutId, Arc<GainLines>)>>,
    /// What was listened to last for what is said in it.
    pub(crate) voice: Mutex<Option<(String, Arc<Voice>)>>,
    clock: RwLock<Arc<dyn Clock>>,
    /// The revision of which a copy was saved last.
    pub(crate) saved: AtomicU64,
    /// What is kept in memory could not be brought up to date, and is read anew with the next change.
    stale: AtomicBool,
}

impl Inner {
    /// The document; those who read beside it are gone by then.
    pub(crate) fn into_document(self) -> Document {
        self.document.into_inner()
    }
}

impl Studio {
    /// Makes a new show with the three usual lanes.
    ///
    /// # Errors
    /// If the file exists or cannot be written, `title` is empty or longer than a line, or `currency` is not a code of three letters.
    pub fn create(path: &Path, title: &str, currency: &str) -> Result<Self, StudioError> {
        if title.trim().is_empty() {
            return Err(edits::EditError::Unnamed { what: "show" }.into());
        }
        edits::check_line("title", title.trim())?;
        let show = Show {
            title: title.trim().to_owned(),
            currency: currency_code(currency)?,
            production_company: String::new(),
        };
        let document = Document::create(path, &show, |rows| {
            let usual = [("Songs", LaneKind::Songs), ("Score", LaneKind::Score), ("Source", LaneKind::Source)];
            for (ordinal, (name, kind)) in (0..).zip(usual) {
                rows.insert_lane(&Lane::new(LaneId(ordinal + 1), name.to_owned(), kind, ordinal))?;
            }
            Ok(())
        })?;
        Ok(Self::over(document)?)
    }

    /// Opens a show.
    ///
    /// # Errors
    /// If it is not a show, is open elsewhere, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, StudioError> {
        Ok(Self::over(Document::open(path)?)?)
    }

    fn over(document: Document) -> Result<Self, StoreError> {
        let library = Library::read(document.rows())?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        // One value that cannot be read closes no show: whatever needs it says so when it is asked for.
        let books = readable(Books::read(document.rows(), &clock.now().day).map(Arc::new))?;
        let uses = readable(read_uses(document.rows()))?.unwrap_or_default();
        let marks = Marks { rights: books.as_deref().map(rights_of).unwrap_or_default(), uses };
        Ok(Self(Arc::new(Inner {
            readers: Readers::of(&document),
            document: Mutex::new(document),
            library: RwLock::new(library),
            marks: RwLock::new(marks),
            books: Mutex::new(books),
            laid: Mutex::default(),
            season: KeptSeason::default(),
            listeners: RwLock::default(),
            cache: Cache::new(folders::cache()),
            loudnesses: Loudnesses::default(),
            gain_lines: Mutex::default(),
            voice: Mutex::default(),
            saved: AtomicU64::new(0),
            stale: AtomicBool::new(false),
            clock: RwLock::new(clock),
        })))
    }

    /// Calls `listener` after every change, on the thread that made it.
    pub fn listen(&self, listener: impl Fn(&Changed) + Send + Sync + 'static) {
        self.0.listeners.write().push(Box::new(listener));
    }

    /// Has the show go by another clock from now on.
    pub fn go_by(&self, clock: Arc<dyn Clock>) {
        *self.0.clock.write() = clock;
    }

    /// What time it is, by the clock of the show.
    pub(crate) fn moment(&self) -> Moment {
        self.0.clock.read().now()
    }

    /// Waveforms and covers.
    #[must_use]
    pub fn cache(&self) -> &Cache {
        &self.0.cache
    }

    pub(crate) fn kept_library(&self) -> RwLockReadGuard<'_, Library> {
        self.0.library.read()
    }

    pub(crate) fn marks(&self) -> RwLockReadGuard<'_, Marks> {
        self.0.marks.read()
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.0.readers
    }

    pub(crate) fn document(&self) -> MutexGuard<'_, Document> {
        self.0.document.lock()
    }

    /// Does an edit: durable when this returns.
    ///
    /// # Errors
    /// If it is refused; then nothing of it takes effect.
    pub fn edit(&self, request: &EditRequest) -> Result<Edited, StudioError> {
        let (edited, change) = {
            let mut document = self.document();
            edits::perform(&mut document, request, &self.moment())?
        };
        self.tell(change.as_ref());
        Ok(edited)
    }

    /// Does edits that were written one a line, as [`Studio::edit`] does; `lines` are their lines, from 1.
    ///
    /// # Errors
    /// If one is refused, with its line; then nothing takes effect.
    pub fn edit_lines(&self, request: &EditRequest, lines: &[usize]) -> Result<Edited, StudioError> {
        let mut at = 0;
        let done = edits::perform_counted(&mut self.document(), request, &self.moment(), &mut at);
        let (edited, change) = done.map_err(|source| match (lines.get(at), source) {
            (_, edits::EditError::Store(error)) => StudioError::Store(error),
            (Some(&line), source) => StudioError::Line { line, source },
            (None, source) => StudioError::Edit(source),
        })?;
        self.tell(change.as_ref());
        Ok(edited)
    }

    /// Changes rows directly, as one step of undo: for what is not in the vocabulary of edits, such as imports.
    pub(crate) fn change<T>(
        &self,
        label: &str,
        merge_key: Option<&str>,
        work: impl FnOnce(&Rows, &store::Ids) -> Result<T, StoreError>,
    ) -> Result<T, StudioError> {
        let (done, change) = {
            let mut document = self.document();
            let ids = document.ids();
            document.edit(label, merge_key, &self.moment().at, |rows| work(rows, &ids))?
        };
        self.tell(change.as_ref());
        Ok(done)
    }

    /// Forgets how the show came to be: nothing before now can be undone.
    pub(crate) fn forget_history(&self) -> Result<(), StudioError> {
        Ok(self.document().forget_history()?)
    }

    /// Keeps that a reviewer heard a proposal; false where that was known already. It is no step of history, and pages that show
    /// it hear of it as of an edit.
    pub(crate) fn log_hearing(&self, hearing: &Hearing) -> Result<bool, StoreError> {
        let (taken, revision) = {
            let mut document = self.document();
            (document.log_hearing(hearing)?, document.revision())
        };
        if taken {
            self.announce(revision, BTreeSet::from([Facet::Review]));
        }
        Ok(taken)
    }

    /// The books as they are today; `rows` are those of the document, which the caller holds.
    pub(crate) fn books(&self, rows: &Rows) -> Result<Arc<Books>, StoreError> {
        let mut kept = self.0.books.lock();
        let today = self.moment().day;
        if let Some(books) = kept.as_ref().filter(|books| books.today == today) {
            return Ok(Arc::clone(books));
        }
        let books = Arc::new(Books::read(rows, &today)?);
        *kept = Some(Arc::clone(&books));
        Ok(books)
    }

    /// Brings what is kept in memory up to date, then tells every listener. The change is on the disk already: whatever
    /// fails here, it must not look refused, so what cannot be read now is read anew with the next change.
    pub(crate) fn tell(&self, change: Option<&Change>) {
        let Some(change) = change else { return };
        self.0.readers.advance(change.revision);
        let stale = self.0.stale.swap(false, Ordering::Relaxed);
        let follow = || if stale { self.read_anew() } else { self.follow(change) };
        let failed = match panic::catch_unwind(AssertUnwindSafe(follow)) {
            Ok(done) => done.err().map(|error| crate::sentence(&error)),
            Err(_) => Some("it panicked".to_owned()),
        };
        if let Some(error) = failed {
            tracing::error!(error, "what is kept of the show was not brought up to date");
            self.0.stale.store(true, Ordering::Relaxed);
        }
        self.announce(change.revision, change.facets.clone());
    }

    /// Tells every listener what was touched.
    fn announce(&self, revision: u64, facets: BTreeSet<Facet>) {
        let (undo, redo) = views::ends_of_history(&self.document()).unwrap_or_default();
        let changed = Changed { revision, facets, undo, redo };
        for listener in self.0.listeners.read().iter() {
            if panic::catch_unwind(AssertUnwindSafe(|| listener(&changed))).is_err() {
                tracing::error!("a listener panicked");
            }
        }
    }

    /// Reads all that is kept in memory.
    fn read_anew(&self) -> Result<(), StoreError> {
        *self.laid() = None;
        self.0.season.forget();
        let document = self.document();
        *self.0.library.write() = Library::read(document.rows())?;
        *self.0.books.lock() = None;
        let uses = read_uses(document.rows())?;
        let rights = rights_of(&*self.books(document.rows())?);
        *self.0.marks.write() = Marks { rights, uses };
        self.0.library.write().forget_ranks();
        Ok(())
    }

    /// Brings library, books and marks up to date with a change.
    fn follow(&self, change: &Change) -> Result<(), StoreError> {
        if change.touched(&[Facet::Library]) {
            self.refresh_library(change)?;
        }
        {
            let document = self.document();
            let mut kept = self.0.books.lock();
            if let Some(mut books) = kept.take() {
                Arc::make_mut(&mut books).follow(document.rows(), change)?;
                *kept = Some(books);
            }
            self.0.season.follow(document.rows(), change)?;
        }
        self.follow_laid(change)?;
        if change.touched(&RIGHTS) {
            let books = self.books(self.document().rows())?;
            self.0.marks.write().rights = rights_of(&books);
        }
        if change.touched(&USES) {
            let uses = read_uses(self.document().rows())?;
            self.0.marks.write().uses = uses;
        }
        if change.touched(&RIGHTS) || change.touched(&USES) {
            self.0.library.write().forget_ranks();
        }
        Ok(())
    }

    fn refresh_library(&self, change: &Change) -> Result<(), StoreError> {
        let Some(ids) = change.rows_of("track") else {
            let library = Library::read(self.document().rows())?;
            *self.0.library.write() = library;
            return Ok(());
        };
        let mut tracks: Vec<(TrackId, Option<Track>)> = Vec::with_capacity(ids.len());
        {
            let document = self.document();
            for id in ids {
                tracks.push((TrackId(id), document.rows().track(TrackId(id))?));
            }
        }
        let mut library = self.0.library.write();
        for (id, track) in tracks {
            library.update(id, track);
        }
        library.settle();
        Ok(())
    }
}

/// Nothing where a value cannot be read; other errors stay.
fn readable<T>(read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(error @ StoreError::Value { .. }) => {
            tracing::warn!("{error}");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
