//! What open pages are told while they are open: that something was said, that the round is otherwise, and who else is there. What
//! was said they ask for themselves, so that nobody is told what is not for them.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use model::{LinkId, ReviewerId, RoundId};
use parking_lot::Mutex;
use serde::Serialize;
use tokio::sync::broadcast;

use crate::shown::Guest;

/// Events that a page may be behind before it has to read everything again.
const BEHIND: usize = 64;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// Something was said.
    Said,
    /// What is shown of a round is otherwise.
    Round(RoundId),
    /// Somebody came, went, or looks at another cue.
    Present(RoundId),
}

/// Somebody whose page is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Present {
    reviewer: ReviewerId,
    /// The cue they look at.
    cue: Option<i64>,
}

pub(crate) struct Live {
    news: broadcast::Sender<News>,
    here: Mutex<HashMap<u64, (Guest, Option<i64>)>>,
    next: AtomicU64,
}

impl Default for Live {
    fn default() -> Self {
        Self { news: broadcast::Sender::new(BEHIND), here: Mutex::default(), next: AtomicU64::new(0) }
    }
}

/// A page that is open, until this goes.
pub(crate) struct Presence {
    inner: Arc<super::Inner>,
    number: u64,
    round: RoundId,
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.inner.live.here.lock().remove(&self.number);
        self.inner.live.tell(News::Present(self.round));
    }
}

impl Live {
    /// Something was said.
    pub fn said(&self) {
        self.tell(News::Said);
    }

    /// What is shown of a round is otherwise.
    pub fn round_changed(&self, round: RoundId) {
        self.tell(News::Round(round));
    }

    fn tell(&self, news: News) {
        // Nobody listens where no page is open.
        let _ = self.news.send(news);
    }

    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    /// Somebody's page is open from now on.
    pub fn arrive(inner: &Arc<super::Inner>, guest: &Guest) -> Presence {
        let number = inner.live.next.fetch_add(1, Ordering::Relaxed);
        inner.live.here.lock().insert(number, (*guest, None));
        inner.live.tell(News::Present(guest.round));
        Presence { inner: Arc::clone(inner), number, round: guest.round }
    }

    /// Somebody looks at a cue.
    pub fn looks_at(&self, guest: &Guest, cue: Option<i64>) {
        for (other, looked) in self.here.lock().values_mut() {
            if other.link == guest.link {
                *looked = cue;
            }
        }
        self.tell(News::Present(guest.round));
    }

    /// Those who are there in a round, each once.
    pub fn there(&self, round: RoundId) -> Vec<Present> {
        let here = self.here.lock();
        let mut there: Vec<Present> = here
            .values()
            .filter(|(guest, _)| guest.round == round)
            .map(|(guest, cue)| Present { reviewer: guest.reviewer, cue: *cue })
            .collect();
        there.sort_by_key(|one| (one.reviewer, one.cue));
        there.dedup_by_key(|one| one.reviewer);
        there
    }

    pub fn present(&self) -> Vec<LinkId> {
        let mut links: Vec<LinkId> = self.here.lock().values().map(|(guest, _)| guest.link).collect();
        links.sort_unstable();
        links.dedup();
        links
    }
}
