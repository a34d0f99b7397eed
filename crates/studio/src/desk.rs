//! The running application: the open show with its sound, its jobs and the server that feeds the window.

mod door;
mod proxies;
mod snapshots;
mod sound;
mod whereabouts;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use interchange::timeline::Watch;
use model::{AlbumId, CutId, Millibels};
use parking_lot::Mutex;
use playback::{Files, Program, Transport};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, SampleRate, Span};
use ts_rs::TS;

pub use self::proxies::{PictureForReview, PlannedProxy};
use crate::album::{AlbumForm, AlbumRequest, make_album};
use crate::door::Door;
use crate::edits::{EditRequest, Edited};
use crate::error::StudioError;
use crate::files::same_file;
use crate::jobs::{self, Jobs};
use crate::mixing::{self, MixForm, MixOf, MixRequest};
use crate::recent::{Recent, RecentShow};
use crate::server::{Current, Server};
use crate::sound::{Alternate, SOUND, Tried};
use crate::views::{JobKind, JobView, TimelinePreview, TransportRange, TransportSource, TransportView};
use crate::{Changed, HandoverAsked, Studio, TimelineAsked, folders, is_large_timeline, sample_season};

/// How often the window is told where the sound is while it plays.
const TICK: Duration = Duration::from_millis(33);

/// Something the window should know.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "event", content = "told", rename_all = "camelCase")]
#[ts(rename = "DeskEvent")]
pub enum Event {
    /// Another show is open, or none.
    Show,
    /// The show changed.
    Changed(Changed),
    /// A job moved on.
    Job(Box<JobView>),
    /// The sound moved on.
    Transport(Box<TransportView>),
    /// The open show's file is no longer where it was, or is there again.
    Displaced(Option<PathBuf>),
    /// What a proxy would come to, which somebody asked.
    Planned(Box<PlannedProxy>),
    /// Something the user should read, a sentence.
    Notice(String),
}

/// How a mix is written.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MixSpec {
    /// What of the cut.
    pub of: MixOf,
    /// What kind of file.
    pub form: MixForm,
    /// Whether what sounds beside the music is in it.
    pub production: bool,
    /// The integrated loudness that it is brought to, in hundredths of a LUFS; `None` leaves it as it is heard.
    pub target: Option<i64>,
    /// The part of the cut; `None` for the whole.
    pub range: Option<TransportRange>,
}

type Listener = Arc<dyn Fn(Event) + Send + Sync>;

/// The running application. Clones are the same one.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    current: Current,
    transport: Transport,
    loaded: Mutex<Loaded>,
    /// How many times it was told what sounds.
    reports: Mutex<u64>,
    jobs: Jobs,
    recent: Recent,
    server: Server,
    tell: Listener,
    closing: AtomicBool,
    door: Mutex<Door>,
    /// Whether alternates are being measured.
    measuring: AtomicBool,
    /// Whether the energy of recordings is being found out.
    finding_energy: AtomicBool,
    /// Threads that make proxies: whoever closes the show waits for them, so that what they began ends with it.
    making: Mutex<Vec<JoinHandle<()>>>,
}

/// What the transport has.
#[derive(Default)]
struct Loaded {
    source: TransportSource,
    alternates: Vec<Alternate>,
    matched: bool,
    range: Option<TransportRange>,
    /// The track that is heard against the picture.
    tried: Option<Tried>,
    /// How much louder all of it sounds, in hundredths of a decibel.
    level: Millibels,
    /// The point of the auditioned track that is sample 0.
    from: Flicks,
}

impl Desk {
    /// Starts the sound and the server; no show is open yet. `tell` is called from several threads.
    ///
    /// # Errors
    /// If the loopback server cannot start.
    pub fn new(tell: impl Fn(Event) + Send + Sync + 'static) -> Result<Self, StudioError> {
        let current = Current::default();
        let inner = Arc::new(Inner {
            server: Server::start(Arc::clone(&current)).map_err(StudioError::Server)?,
            current,
            transport: Transport::open(Arc::new(Files)),
            loaded: Mutex::default(),
            reports: Mutex::default(),
            jobs: Jobs::default(),
            recent: Recent::new(folders::recent()),
            tell: Arc::new(tell),
            closing: AtomicBool::new(false),
            door: Mutex::default(),
            measuring: AtomicBool::new(false),
            finding_energy: AtomicBool::new(false),
            making: Mutex::default(),
        });
        let watched = Arc::downgrade(&inner);
        thread::spawn(move || {
            let mut last: Option<TransportView> = None;
            while let Some(inner) = watched.upgrade() {
                let desk = Self(inner);
                let now = desk.transport();
                let stands = |last: TransportView| TransportView { number: now.number, ..last } == now;
                if now.playing || !last.is_some_and(stands) {
                    (desk.0.tell)(Event::Transport(Box::new(now.clone())));
                }
                last = Some(now);
                drop(desk);
                thread::sleep(TICK);
            }
        });
        snapshots::keep(Arc::downgrade(&inner));
        whereabouts::watch(Arc::downgrade(&inner));
        Ok(Self(inner))
    }

    /// What the addresses of pictures and waveforms begin with.
    #[must_use]
    pub fn server_base(&self) -> String {
        self.0.server.base().to_owned()
    }

    /// The open show.
    ///
    /// # Errors
    /// If none is open.
    pub fn studio(&self) -> Result<Studio, StudioError> {
        self.0.current.read().clone().ok_or(StudioError::NoShow)
    }

    /// Shows opened before that are still there.
    #[must_use]
    pub fn recent(&self) -> Vec<RecentShow> {
        self.0.recent.list()
    }

    /// Opens a show in place of the one that is open.
    ///
    /// # Errors
    /// If it cannot be opened; then the other stays open.
    pub fn open(&self, path: &Path) -> Result<(), StudioError> {
        if let Ok(open) = self.studio()
            && same_file(open.document().path(), path)
        {
            return Ok(());
        }
        self.put(Studio::open(path)?)
    }

    /// Makes a new show and opens it.
    ///
    /// # Errors
    /// If the file exists or cannot be written.
    pub fn create(&self, path: &Path, title: &str, currency: &str) -> Result<(), StudioError> {
        self.put(Studio::create(path, title, currency)?)
    }

    /// Opens the sample season, made first where it is not there yet.
    ///
    /// # Errors
    /// If it cannot be made or opened.
    pub fn open_sample(&self) -> Result<(), StudioError> {
        let path = folders::sample().join("My Heart.needledrop");
        if path.is_file() {
            return self.open(&path);
        }
        let job = self.start_job(JobKind::Sample, "Composing the sample season");
        let made = sample_season::make_sample(&path, |step, steps, what| job.step(step, steps, what));
        job.finish();
        // Whoever stopped it knows, and is where shows are made and opened.
        if matches!(made, Err(StudioError::Cancelled)) { Ok(()) } else { self.put(made?) }
    }

    fn put(&self, studio: Studio) -> Result<(), StudioError> {
        let show = studio.show()?;
        if let Err(error) = self.close() {
            (self.0.tell)(Event::Notice(crate::sentence(&error)));
        }
        self.0.recent.add(Path::new(&show.path), &show.title);
        let desk = Arc::downgrade(&self.0);
        studio.listen(move |changed| {
            if let Some(inner) = desk.upgrade() {
                Self(inner).on_change(changed);
            }
        });
        let notices = studio.notices();
        *self.0.current.write() = Some(studio);
        (self.0.tell)(Event::Show);
        notices.into_iter().for_each(|notice| (self.0.tell)(Event::Notice(notice)));
        Ok(())
    }

    /// Stops sound and jobs, and closes the show.
    ///
    /// # Errors
    /// If the last changes cannot be brought into the file; they come back at the next opening.
    pub fn close(&self) -> Result<(), StudioError> {
        self.0.jobs.cancel_all();
        self.end_proxies();
        self.stop_share();
        self.0.transport.stop();
        self.load(Loaded::default(), Program::default());
        let open = self.0.current.write().take();
        let Some(studio) = open else { return Ok(()) };
        let closed = studio.close();
        if let Err(StudioError::Rescued { copy, .. }) = &closed {
            let title = copy.file_stem().unwrap_or_default().to_string_lossy();
            self.0.recent.add(copy, &title);
        }
        if !self.0.closing.load(Ordering::Relaxed) {
            (self.0.tell)(Event::Show);
        }
        closed
    }

    /// Closes for good, when the window goes.
    ///
    /// # Errors
    /// As [`Desk::close`].
    pub fn quit(&self) -> Result<(), StudioError> {
        self.0.closing.store(true, Ordering::Relaxed);
        self.close()
    }

    fn on_change(&self, changed: &Changed) {
        if changed.touched(&SOUND) {
            self.reload();
        }
        (self.0.tell)(Event::Changed(changed.clone()));
    }

    /// Does an edit in the open show.
    ///
    /// # Errors
    /// If it is refused.
    pub fn edit(&self, request: &EditRequest) -> Result<Edited, StudioError> {
        self.studio()?.edit(request)
    }

    // Jobs.

    fn start_job(&self, kind: JobKind, title: &str) -> jobs::Job {
        let tell = Arc::clone(&self.0.tell);
        self.0.jobs.start(kind, title, move |view| tell(Event::Job(Box::new(view.clone()))))
    }

    /// Starts to import files and folders; the job's number.
    ///
    /// # Errors
    /// If no show is open.
    pub fn import(&self, paths: Vec<PathBuf>) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let job = self.start_job(JobKind::Import, "Looking for music");
        let id = job.id();
        thread::spawn(move || jobs::import(&studio, &job, &paths, all_cores(), jobs::LongOnes::Measured));
        Ok(id)
    }

    /// Starts to write the mix of a cut at 48 kHz; the job's number.
    ///
    /// # Errors
    /// If no show is open.
    pub fn export_mix(&self, cut: CutId, spec: MixSpec, path: PathBuf) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let job = self.start_job(JobKind::Mix, "Writing the mix");
        let id = job.id();
        thread::spawn(move || {
            let span = spec.range.map(|range| Span { start: range.start, end: range.end });
            let MixSpec { of, form, production, target, range: _ } = spec;
            let request = MixRequest { cut, of, span, path, sample_rate: SampleRate::MIX, form, production, target };
            if let Err(error) = mixing::mix(&studio, &job, &request) {
                tracing::warn!(error = crate::sentence(&error), "no mix was written");
            }
        });
        Ok(id)
    }

    /// Starts to write an album into a folder; the job's number. Files of the same names make way: they are of the same album.
    ///
    /// # Errors
    /// If no show is open.
    pub fn make_album(&self, album: AlbumId, form: AlbumForm, folder: PathBuf) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let job = self.start_job(JobKind::Album, "Making the album");
        let id = job.id();
        thread::spawn(move || {
            let request = AlbumRequest { album, folder, form, loudness: None, replace: true };
            if let Err(error) = make_album(&studio, &job, &request) {
                tracing::warn!(error = crate::sentence(&error), "no album was made");
            }
        });
        Ok(id)
    }

    /// Starts to write what a program gets of the music of a cut; the job's number. The system's dialog has asked already
    /// whether a file may be replaced; a folder's files are not.
    ///
    /// # Errors
    /// If no show is open.
    pub fn hand_over(&self, cut: CutId, asked: HandoverAsked, path: PathBuf) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let job = self.start_job(JobKind::Handover, "Writing the music for another program");
        let id = job.id();
        thread::spawn(move || {
            let replace = !path.is_dir();
            // The job says why not.
            if let Err(error) = studio.hand_over(&job, cut, &asked, &path, replace) {
                tracing::warn!(error = crate::sentence(&error), "the music was not handed over");
            }
        });
        Ok(id)
    }

    /// What a cutting room's file would become; a large one is read as a job, which shows how far it is.
    ///
    /// # Errors
    /// As [`Studio::preview_timeline`]; also if that job was cancelled.
    pub fn preview_timeline(&self, asked: &TimelineAsked) -> Result<TimelinePreview, StudioError> {
        let studio = self.studio()?;
        if !is_large_timeline(&asked.file) {
            return studio.preview_timeline(asked);
        }
        let name = asked.file.file_name().unwrap_or_default().to_string_lossy();
        let job = self.start_job(JobKind::Reading, &format!("Reading {name}"));
        let finish = job.finish_at_last();
        let preview = studio.preview_timeline_watched(asked, Watch(&job.telling()));
        drop(finish);
        preview
    }

    /// Asks a job to stop.
    pub fn cancel_job(&self, id: u64) {
        self.0.jobs.cancel(id);
    }

    /// The jobs of this session.
    #[must_use]
    pub fn jobs(&self) -> Vec<JobView> {
        self.0.jobs.list()
    }
}

fn all_cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
