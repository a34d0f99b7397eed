//! A show that is shared: the server, and a thread that makes mixes and tells open pages what changed.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender};
use model::{LinkId, RoundId};
use parking_lot::Mutex;
use review::{Address, Server, Token};
use store::Facet;

use super::keeper::Doorkeeper;
use super::mixes::{self, MixQuality};
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
    /// Serves every link of the show. Mixes that are missing are made in the background, each with a job from `jobs`.
    ///
    /// # Errors
    /// If the server cannot start.
    pub fn start(
        studio: &Studio,
        address: &Address,
        jobs: impl Fn() -> Job + Send + 'static,
    ) -> Result<Self, StudioError> {
        let (wake, woken) = crossbeam_channel::unbounded();
        let keeper = Arc::new(Doorkeeper::new(studio.clone(), wake.clone())?);
        let server = Arc::new(Server::start(Arc::clone(&keeper) as Arc<dyn review::Shown>, address)?);
        let (weak, told) = (Arc::downgrade(&server), wake.clone());
        studio.listen(move |changed| {
            // After the share is gone the show goes on, and its listeners with it.
            if weak.strong_count() > 0 && changed.touched(&[Facet::Review, Facet::Season]) {
                let _ = told.send(Wake::Changed);
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
        let studio = self.keeper.studio();
        if mixes::is_missing(studio, round, MixQuality::default())? {
            let _ = self.wake.send(Wake::Round(round));
            return Ok(());
        }
        let quiet = Job::new(0, JobKind::Mix, "", |_| {});
        self.keeper.keep(round, mixes::made(studio, &quiet, round, MixQuality::default())?);
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

fn follow(woken: &Receiver<Wake>, keeper: &Doorkeeper, server: &Server, jobs: &Jobs, running: &Running) {
    while let Ok(first) = woken.recv() {
        let mut rounds: Vec<RoundId> = Vec::new();
        let mut changed = false;
        for wake in std::iter::once(first).chain(woken.try_iter()) {
            match wake {
                Wake::Round(round) => rounds.push(round),
                Wake::Changed => changed = true,
                Wake::Stop => return,
            }
        }
        if changed {
            keeper.forget_media();
            server.changed();
            rounds.extend(keeper.rounds());
        }
        rounds.sort_unstable();
        rounds.dedup();
        let made_any = !rounds.is_empty();
        for round in rounds {
            // What is there already is looked at in passing, without a word.
            let missing = mixes::is_missing(keeper.studio(), round, MixQuality::default()).unwrap_or(true);
            let job = if missing { jobs() } else { Job::new(0, JobKind::Mix, "", |_| {}) };
            *running.lock() = Some(job.clone());
            match mixes::made(keeper.studio(), &job, round, MixQuality::default()) {
                Ok(made) => keeper.keep(round, made),
                Err(error) => tracing::warn!(error = sentence(&error), "the music of a round was not made"),
            }
            *running.lock() = None;
        }
        if made_any {
            server.changed();
        }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let _ = self.wake.send(Wake::Stop);
        if let Some(job) = self.running.lock().as_ref() {
            job.cancel();
        }
        // The show is let go of before whoever closes it goes on.
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread of a share panicked");
        }
    }
}
