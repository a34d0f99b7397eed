//! Threads for what blocks: so many at once, started with the server, so that each is as far back as it was meant to be.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::{io, thread};

use parking_lot::Mutex;

use super::PATIENCE;
use crate::shown::Unavailable;

type Work = Box<dyn FnOnce() + Send>;

/// Threads that take what is asked in turn.
pub(crate) struct Turns {
    /// None when no more is taken.
    asked: Mutex<Option<Sender<Work>>>,
    /// Says nothing, and ends with the last of the threads.
    running: Mutex<Receiver<()>>,
}

impl Turns {
    /// Starts `most` threads; each does `begin` first.
    pub fn start(name: &str, most: usize, begin: fn()) -> io::Result<Self> {
        let (asked, taken) = channel::<Work>();
        let (runs, running) = channel();
        let taken = Arc::new(Mutex::new(taken));
        for _ in 0..most {
            let (taken, runs) = (Arc::clone(&taken), runs.clone());
            thread::Builder::new().name(name.to_owned()).spawn(move || {
                let _runs: Sender<()> = runs;
                begin();
                loop {
                    // One waits, and the others for it.
                    let next = taken.lock().recv();
                    let Ok(work) = next else { break };
                    if catch_unwind(AssertUnwindSafe(work)).is_err() {
                        tracing::error!("a question to the show panicked");
                    }
                }
            })?;
        }
        Ok(Self { asked: Mutex::new(Some(asked)), running: Mutex::new(running) })
    }

    /// What `work` comes to, when it was its turn.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Unavailable> {
        let (tell, told) = tokio::sync::oneshot::channel();
        self.run_apart(move || {
            // Whoever asked may have gone.
            let _ = tell.send(work());
        });
        told.await.map_err(|_| Unavailable("nobody answered".to_owned()))
    }

    /// Does it in its turn; nobody waits for it.
    pub fn run_apart(&self, work: impl FnOnce() + Send + 'static) {
        if let Some(asked) = &*self.asked.lock() {
            // Where every thread is gone, so is whoever asks.
            let _ = asked.send(Box::new(work));
        }
    }

    /// Takes no more, and waits for what is under way, for a while.
    pub fn end(&self) {
        drop(self.asked.lock().take());
        let _ = self.running.lock().recv_timeout(PATIENCE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn wait<T>(asked: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(asked)
    }

    #[test]
    fn what_is_asked_is_done_by_one_of_them_and_one_that_fails_holds_up_no_other() {
        let turns = Turns::start("asked", 1, || {}).expect("threads");
        let name = || thread::current().name().map(str::to_owned);
        assert_eq!(wait(turns.run(name)).expect("an answer").as_deref(), Some("asked"));
        assert!(wait(turns.run(|| panic!("on purpose"))).is_err());
        assert_eq!(wait(turns.run(|| 7)).expect("an answer"), 7);
    }

    #[test]
    fn what_is_under_way_is_waited_for_and_no_more_is_taken() {
        let turns = Turns::start("asked", 2, || {}).expect("threads");
        let done = Arc::new(Mutex::new(false));
        let told = Arc::clone(&done);
        turns.run_apart(move || {
            thread::sleep(Duration::from_millis(50));
            *told.lock() = true;
        });
        turns.end();
        assert!(*done.lock());
        assert!(wait(turns.run(|| 7)).is_err());
    }
}
