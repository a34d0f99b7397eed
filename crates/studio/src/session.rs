//! An open show: its document, its library in memory, and everybody who wants to know of changes.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use model::{Clearance, Lane, LaneId, LaneKind, Rights, Show, Track, TrackId};
use store::{Change, Document, Rows, StoreError};

use crate::books::Books;
use crate::cache::Cache;
use crate::edits::{self, EditRequest, Edited, currency_code};
use crate::error::StudioError;
use crate::library::{Entry, Library};
use crate::views::LibrarySort;
use crate::{clock, folders};

/// A committed change of the show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The show's revision after it.
    pub revision: u64,
    /// The tables it touched.
    pub tables: BTreeSet<String>,
}

type Listener = Box<dyn Fn(&Changed) + Send + Sync>;

/// An open show. Clones are the same show.
#[derive(Clone)]
pub struct Studio(Arc<Inner>);

struct Inner {
    document: Mutex<Document>,
    library: RwLock<Library>,
    marks: RwLock<Marks>,
    /// Read again when there are none, or on another day.
    books: Mutex<Option<Arc<Books>>>,
    listeners: RwLock<Vec<Listener>>,
    cache: Cache,
}

/// What the list shows of a track beside its own facts.
#[derive(Default)]
pub(crate) struct Marks {
    pub rights: HashMap<TrackId, Rights>,
    pub uses: HashMap<TrackId, Vec<String>>,
}

impl Marks {
    /// Where a track stands in the orders that follow from marks; 0 in all others.
    pub fn rank(&self, id: TrackId, sort: LibrarySort) -> usize {
        match sort {
            LibrarySort::Rights => self.rights.get(&id).copied().unwrap_or(Rights::Unknown).concern().into(),
            LibrarySort::Used => self.uses.get(&id).map_or(0, Vec::len),
            LibrarySort::Best
            | LibrarySort::Title
            | LibrarySort::Artist
            | LibrarySort::Album
            | LibrarySort::Composer
            | LibrarySort::Genre
            | LibrarySort::Mood
            | LibrarySort::Bpm
            | LibrarySort::Key
            | LibrarySort::Duration
            | LibrarySort::Loudness
            | LibrarySort::Added => 0,
        }
    }
}

impl Studio {
    /// Makes a new show with the three usual lanes.
    ///
    /// # Errors
    /// If the file exists or cannot be written, `title` is empty, or `currency` is not a code of three letters.
    pub fn create(path: &Path, title: &str, currency: &str) -> Result<Self, StudioError> {
        if title.trim().is_empty() {
            return Err(edits::EditError::Unnamed { what: "show" }.into());
        }
        let show = Show {
            title: title.trim().to_owned(),
            currency: currency_code(currency)?,
            production_company: String::new(),
        };
        let document = Document::create(path, &show, |rows| {
            let usual = [("Songs", LaneKind::Songs), ("Score", LaneKind::Score), ("Source", LaneKind::Source)];
            for (ordinal, (name, kind)) in (0..).zip(usual) {
                rows.insert_lane(&Lane { id: LaneId(ordinal + 1), name: name.to_owned(), kind, ordinal })?;
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
        let mut entries = Vec::with_capacity(document.rows().track_count()?);
        document.rows().for_each_track(|track| entries.push(Entry::of(track.to_track())))?;
        let books = Arc::new(Books::read(document.rows(), &clock::today())?);
        let marks = Marks { rights: rights_of(&books), uses: read_uses(document.rows())? };
        Ok(Self(Arc::new(Inner {
            document: Mutex::new(document),
            library: RwLock::new(Library::new(entries)),
            marks: RwLock::new(marks),
            books: Mutex::new(Some(books)),
            listeners: RwLock::default(),
            cache: Cache::new(folders::cache()),
        })))
    }

    /// Calls `listener` after every change, on the thread that made it.
    pub fn listen(&self, listener: impl Fn(&Changed) + Send + Sync + 'static) {
        self.0.listeners.write().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    /// Waveforms and covers.
    #[must_use]
    pub fn cache(&self) -> &Cache {
        &self.0.cache
    }

    pub(crate) fn kept_library(&self) -> RwLockReadGuard<'_, Library> {
        self.0.library.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn marks(&self) -> RwLockReadGuard<'_, Marks> {
        self.0.marks.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn document(&self) -> MutexGuard<'_, Document> {
        self.0.document.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does an edit: durable when this returns.
    ///
    /// # Errors
    /// If it is refused; then nothing of it takes effect.
    pub fn edit(&self, request: &EditRequest) -> Result<Edited, StudioError> {
        let (edited, change) = {
            let mut document = self.document();
            edits::perform(&mut document, request, &clock::now())?
        };
        self.tell(change.as_ref())?;
        Ok(edited)
    }

    /// Does edits that were written one a line, as [`Studio::edit`] does; `lines` are their lines, from 1.
    ///
    /// # Errors
    /// If one is refused, with its line; then nothing takes effect.
    pub fn edit_lines(&self, request: &EditRequest, lines: &[usize]) -> Result<Edited, StudioError> {
        let mut at = 0;
        let done = edits::perform_counted(&mut self.document(), request, &clock::now(), &mut at);
        let (edited, change) = done.map_err(|source| match (lines.get(at), source) {
            (_, edits::EditError::Store(error)) => StudioError::Store(error),
            (Some(&line), source) => StudioError::Line { line, source },
            (None, source) => StudioError::Edit(source),
        })?;
        self.tell(change.as_ref())?;
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
            document.edit(label, merge_key, &clock::now(), |rows| work(rows, &ids))?
        };
        self.tell(change.as_ref())?;
        Ok(done)
    }

    /// Takes the newest step back; its name, or `None` if there is none.
    ///
    /// # Errors
    /// If the document cannot be written.
    pub fn undo(&self) -> Result<Option<String>, StudioError> {
        let change = self.document().undo()?;
        self.tell(change.as_ref())?;
        Ok(change.map(|change| change.label))
    }

    /// Does again what was taken back last; its name, or `None` if there is nothing.
    ///
    /// # Errors
    /// If the document cannot be written.
    pub fn redo(&self) -> Result<Option<String>, StudioError> {
        let change = self.document().redo()?;
        self.tell(change.as_ref())?;
        Ok(change.map(|change| change.label))
    }

    /// Forgets how the show came to be: nothing before now can be undone.
    pub(crate) fn forget_history(&self) -> Result<(), StudioError> {
        Ok(self.document().forget_history()?)
    }

    /// The books as they are today; `rows` are those of the document, which the caller holds.
    pub(crate) fn books(&self, rows: &Rows) -> Result<Arc<Books>, StoreError> {
        let mut kept = self.0.books.lock().unwrap_or_else(PoisonError::into_inner);
        let today = clock::today();
        if let Some(books) = kept.as_ref().filter(|books| books.today == today) {
            return Ok(Arc::clone(books));
        }
        let books = Arc::new(Books::read(rows, &today)?);
        *kept = Some(Arc::clone(&books));
        Ok(books)
    }

    /// Brings the books up to date; those that cannot be are read again when they are asked for.
    fn follow(&self, change: &Change) -> Result<(), StoreError> {
        let document = self.document();
        let mut kept = self.0.books.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut books) = kept.take() else { return Ok(()) };
        Arc::make_mut(&mut books).follow(document.rows(), change)?;
        *kept = Some(books);
        Ok(())
    }

    /// Brings what is kept in memory up to date, then tells every listener.
    fn tell(&self, change: Option<&Change>) -> Result<(), StoreError> {
        let Some(change) = change else { return Ok(()) };
        if change.tables.contains("track") {
            self.refresh_library(change)?;
        }
        self.follow(change)?;
        let touched = |tables: &[&str]| tables.iter().any(|table| change.tables.contains(*table));
        if touched(&["clearance", "episode", "track"]) {
            let books = self.books(self.document().rows())?;
            self.0.marks.write().unwrap_or_else(PoisonError::into_inner).rights = rights_of(&books);
        }
        if touched(&["placement", "cue", "cut", "episode", "track"]) {
            let uses = read_uses(self.document().rows())?;
            self.0.marks.write().unwrap_or_else(PoisonError::into_inner).uses = uses;
        }
        if touched(&["clearance", "placement", "cue", "cut", "episode"]) {
            self.0.library.write().unwrap_or_else(PoisonError::into_inner).forget_ranks();
        }
        let changed = Changed { revision: change.revision, tables: change.tables.clone() };
        for listener in self.0.listeners.read().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(&changed);
        }
        Ok(())
    }

    fn refresh_library(&self, change: &Change) -> Result<(), StoreError> {
        let ids: BTreeSet<i64> = change.rows.iter().filter(|(table, _)| table == "track").map(|&(_, id)| id).collect();
        if change.rows.len() >= Change::MOST_ROWS {
            let mut entries = Vec::new();
            self.document().rows().for_each_track(|track| entries.push(Entry::of(track.to_track())))?;
            *self.0.library.write().unwrap_or_else(PoisonError::into_inner) = Library::new(entries);
            return Ok(());
        }
        let mut tracks: Vec<(TrackId, Option<Track>)> = Vec::with_capacity(ids.len());
        {
            let document = self.document();
            for id in ids {
                tracks.push((TrackId(id), document.rows().track(TrackId(id))?));
            }
        }
        let mut library = self.0.library.write().unwrap_or_else(PoisonError::into_inner);
        for (id, track) in tracks {
            library.update(id, track);
        }
        library.settle();
        Ok(())
    }

    /// Closes the document where this is the last use of it; leaves one file.
    ///
    /// # Errors
    /// If the last changes cannot be brought into the file; they come back at the next opening.
    pub fn close(self) -> Result<(), StudioError> {
        match Arc::try_unwrap(self.0) {
            Ok(inner) => Ok(inner.document.into_inner().unwrap_or_else(PoisonError::into_inner).close()?),
            // Somebody still reads; the last one closes it.
            Err(_) => Ok(()),
        }
    }
}

fn rights_of(books: &Books) -> HashMap<TrackId, Rights> {
    let mut of_track: HashMap<TrackId, Vec<&Clearance>> = HashMap::new();
    for line in &books.lines {
        of_track.entry(line.track).or_default().push(line);
    }
    of_track.into_iter().map(|(track, lines)| (track, Rights::of(lines))).collect()
}

fn read_uses(rows: &Rows) -> Result<HashMap<TrackId, Vec<String>>, StoreError> {
    let told = |uses: &[(model::EpisodeName, model::CueNumber)]| {
        uses.iter().map(|(episode, cue)| format!("{episode} {cue}")).collect()
    };
    Ok(rows.track_uses()?.iter().map(|(track, uses)| (*track, told(uses))).collect())
}
