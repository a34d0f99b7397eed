//! Back to a device that went: looked for aside, since opening one may take its time, and taken up where it is there.

use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::{Duration, Instant};

use crate::command::Opener;
use crate::output::{Output, OutputState};

/// How often a device is looked for after it was lost.
const EVERY: Duration = Duration::from_secs(3);

/// What is waited for, if anything is.
#[derive(Default)]
pub(super) struct Returning {
    opener: Option<Opener>,
    next: Option<Instant>,
    lost: bool,
    coming: Option<Receiver<Option<Box<dyn Output>>>>,
}

impl Returning {
    /// Knows how the output is opened again.
    pub(super) fn to(opener: Opener) -> Self {
        Self { opener: Some(opener), ..Self::default() }
    }

    /// The device was lost: it is looked for until it is there.
    pub(super) fn after_loss(&mut self) {
        self.lost = true;
        self.next = Some(Instant::now() + EVERY);
    }

    /// Playing starts: where another output plays than was wished, the right one is looked for once.
    pub(super) fn look_soon(&mut self, now: &dyn Output) {
        if !is_right(now) {
            self.next = Some(Instant::now());
        }
    }

    /// The output to change to, if it has come.
    pub(super) fn look(&mut self, now: &dyn Output) -> Option<Box<dyn Output>> {
        if let Some(coming) = &self.coming {
            let found = match coming.try_recv() {
                Err(TryRecvError::Empty) => return None,
                Err(TryRecvError::Disconnected) => None,
                Ok(found) => found,
            };
            self.coming = None;
            self.next = (self.lost && found.is_none()).then(|| Instant::now() + EVERY);
            // Another device in its stead is better than none, and no better than the one in its stead that plays.
            let better = found.filter(|found| found.is_wished() || !is_heard(now));
            self.lost &= better.is_none();
            return better;
        }
        if self.next.is_none_or(|next| Instant::now() < next) {
            return None;
        }
        self.next = None;
        let opener = self.opener.clone()?;
        let (send, coming) = mpsc::channel();
        let looking = std::thread::Builder::new().name("looking for sound device".into()).spawn(move || {
            // Nobody waits for it any more where another device was chosen meanwhile.
            let _ = send.send(opener().ok());
        });
        match looking {
            Ok(_) => self.coming = Some(coming),
            Err(error) => tracing::warn!(%error, "the sound device cannot be looked for"),
        }
        None
    }
}

fn is_heard(output: &dyn Output) -> bool {
    matches!(output.state(), OutputState::Device { .. })
}

fn is_right(output: &dyn Output) -> bool {
    is_heard(output) && output.is_wished()
}
