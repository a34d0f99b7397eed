//! A show that is shared: the server, and a thread that makes mixes and tells open pages what changed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};
use model::{LinkId, RoundId};
use parking_lot::Mutex;
use review::{Address, Server, Token};
use store::Facet;

use super::keeper::Doorkeeper;
use super::mixes::{self, MixQuality, Sounds};
use super::mixing;
use super::wake::Wake;
use crate::jobs::Job;
use crate::views::JobKind;
use crate::{Studio, StudioError, sentence};

/// Makes the job that shows how far the mixes of a round are.
type Jobs = Box<dyn Fn() -> Job + Send>;

/// The job that runs, so that it can be given up.
type Running = Arc<Mutex<Option<Job>>>;

/// A running share. It ends when this goes: every connection is closed.
pub struct Share {
    server: Arc<Server>,
    keeper: Arc<Doorkeeper>,
    wake: Sender<Wake>,
    running: Running,
    thread: Option<JoinHandle<()>>,
}

impl Share {
    /// Serves every link of the show, with its music in `quality`. Mixes that are missing are made in the background, each with a
    /// job from `jobs`.
    ///
    /// # Errors
    /// If the server cannot start.
    pub fn start(
        studio: &Studio,
        address: &Address,
        quality: MixQuality,
        jobs: impl Fn() -> Job + Send + 'static,
    ) -> Result<Self, StudioError> {
        let (wake, woken) = crossbeam_channel::unbounded();
        let keeper = Arc::new(Doorkeeper::new(studio.clone(), wake.clone(), quality)?);
        let server = Arc::new(Server::start(Arc::clone(&keeper) as Arc<dyn review::Shown>, address)?);
        let (weak, told, kept) = (Arc::downgrade(&server), wake.clone(), Arc::downgrade(&keeper));
        studio.listen(move |changed| {
            // After the share is gone the show goes on, and its listeners with it.
            let Some((server, keeper)) = weak.upgrade().zip(kept.upgrade()) else { return };
            if changed.touched(&[Facet::Review]) {
                keeper.said_more();
                server.said();
            }
            if changed.touched(&SHOWN) {
                let _ = told.send(Wake::Changed);
            }
            if changed.touched(&[Facet::Library]) {
                let _ = told.send(Wake::Files);
            }
        });
        let (served, kept, running) = (Arc::clone(&server), Arc::clone(&keeper), Running::default());
        let (jobs, given): (Jobs, _) = (Box::new(jobs), Arc::clone(&running));
        let thread = thread::Builder::new()
            .name("review mixes".to_owned())
            .spawn(move || follow(&woken, &kept, &served, &jobs, &given))
            .map_err(StudioError::Server)?;
        Ok(Self { server, keeper, wake, running, thread: Some(thread) })
    }

    /// Makes what a round needs before anybody asks: at once where all of it is there already, else in the background.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn prepare(&self, round: RoundId) -> Result<(), StudioError> {
        let (studio, quality) = (self.keeper.studio(), self.keeper.quality());
        if mixes::is_missing(studio, round, quality)? {
            let _ = self.wake.send(Wake::Round(round));
            return Ok(());
        }
        let quiet = Job::new(0, JobKind::Mix, "", |_| {});
        let of = self.keeper.wanted(round)?;
        self.keeper.keep(round, mixing::made(studio, &quiet, round, quality)?, Some(of));
        Ok(())
    }

    /// What links begin with.
    #[must_use]
    pub fn base(&self) -> &str {
        self.server.base()
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.port()
    }

    /// A link as it is sent to somebody.
    #[must_use]
    pub fn link(&self, id: LinkId, token: &Token) -> String {
        self.server.link(id, token)
    }

    /// Links by which somebody is here now.
    #[must_use]
    pub fn present(&self) -> Vec<LinkId> {
        self.server.present()
    }

    /// Another file of a picture is there: pages that are open read theirs again.
    pub(crate) fn picture_changed(&self) {
        // Nobody hears it when the share is gone.
        let _ = self.wake.send(Wake::Changed);
    }

    /// Links were made or taken back: what is open by one that is over is closed at once.
    pub fn links_changed(&self) {
        self.server.changed();
    }
}

/// What pages show follows from these, beside the frozen round.
const SHOWN: [Facet; 6] = [Facet::Review, Facet::Season, Facet::Show, Facet::Clearances, Facet::Money, Facet::Parties];
/// How long changes are gathered before rounds are looked at again: those that make many are not looked after one by one.
const GATHERED: Duration = Duration::from_millis(150);
/// The longest: where looking takes long, no more than a tenth of the time is spent on it.
const MOST_GATHERED: Duration = Duration::from_secs(1);

/// What the thread was told since it last looked.
#[derive(Default)]
struct Told {
    rounds: BTreeSet<RoundId>,
    changed: bool,
    files: bool,
}

impl Told {
    /// Waits until something is told; `None` where it is that the share is over. Changes are gathered for `gathered`.
    fn hear(woken: &Receiver<Wake>, gathered: Duration) -> Option<Self> {
        let mut told = Self::default();
        told.add(woken.recv().ok()?)?;
        let until = Instant::now() + gathered;
        // Somebody who waits for a round is not kept waiting; what changed may be followed by more.
        while told.rounds.is_empty()
            && let Ok(wake) = woken.recv_deadline(until)
        {
            told.add(wake)?;
        }
        for wake in woken.try_iter() {
            told.add(wake)?;
        }
        Some(told)
    }

    fn add(&mut self, wake: Wake) -> Option<()> {
        match wake {
            Wake::Round(round) => {
                self.rounds.insert(round);
            }
            Wake::Changed => self.changed = true,
            Wake::Files => self.files = true,
            Wake::Stop => return None,
        }
        Some(())
    }
}

fn follow(woken: &Receiver<Wake>, keeper: &Doorkeeper, server: &Server, jobs: &Jobs, running: &Running) {
    let mut gathered = GATHERED;
    while let Some(told) = Told::hear(woken, gathered) {
        let began = Instant::now();
        if told.changed {
            keeper.forget_media();
            server.changed();
        }
        let looked_at = keeper.rounds();
        for round in told.rounds.iter().chain(&looked_at).copied().collect::<BTreeSet<RoundId>>() {
            let work = || -> Result<(), StudioError> {
                if keeper.lacks(round, told.files)? {
                    make(keeper, server, round, jobs, running)?;
                }
                tell(keeper, server, round);
                Ok(())
            };
            if let Err(error) = work() {
                tracing::warn!(error = sentence(&error), "the music of a round was not made");
                keeper.gave_up(round);
                tell(keeper, server, round);
            }
        }
        gathered = (began.elapsed() * 10).clamp(GATHERED, MOST_GATHERED);
    }
}

/// Makes the mixes of a round; its pages get those of each cue as soon as they are there.
fn make(
    keeper: &Doorkeeper,
    server: &Server,
    round: RoundId,
    jobs: &Jobs,
    running: &Running,
) -> Result<(), StudioError> {
    let quality = keeper.quality();
    // What is there already is looked at in passing, without a word.
    let missing = mixes::is_missing(keeper.studio(), round, quality).unwrap_or(true);
    let job = if missing { jobs() } else { Job::new(0, JobKind::Mix, "", |_| {}) };
    *running.lock() = Some(job.clone());
    let of = keeper.wanted(round)?;
    let mut each = |made: &Sounds| {
        if missing {
            keeper.keep(round, made.clone(), None);
            tell(keeper, server, round);
        }
    };
    let made = mixing::made_each(keeper.studio(), &job, round, quality, &mut each);
    *running.lock() = None;
    keeper.keep(round, made?, Some(of));
    Ok(())
}

/// Tells the pages of a round where they show something else now.
fn tell(keeper: &Doorkeeper, server: &Server, round: RoundId) {
    if keeper.is_otherwise(round) {
        server.round_changed(round);
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let _ = self.wake.send(Wake::Stop);
        if let Some(job) = self.running.lock().as_ref() {
            job.cancel();
        }
        self.keeper.write_log();
        // The show is let go of before whoever closes it goes on.
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread of a share panicked");
        }
    }
}
