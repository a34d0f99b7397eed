//! News as an open page is told it: gathered, so that where many speak at once nobody reads everything each time.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::stream::{self, Stream};
use model::RoundId;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::Instant;

use super::Inner;
use super::live::{Live, News, Presence};
use crate::shown::Guest;

/// How long news is gathered after some was told: where thirty people speak at once, each page reads what was said ten times a
/// second at most.
const GATHERED: Duration = Duration::from_millis(100);

/// A page that is told of news.
struct Told {
    inner: Arc<Inner>,
    guest: Guest,
    news: tokio::sync::broadcast::Receiver<News>,
    /// Goes with the stream.
    _presence: Presence,
    due: Due,
    /// When more is told at the earliest.
    next: Instant,
}

/// What there is to tell.
#[derive(Default)]
struct Due {
    round: bool,
    said: bool,
    present: bool,
}

impl Due {
    const fn is_empty(&self) -> bool {
        !self.round && !self.said && !self.present
    }

    fn add(&mut self, news: &News, round: RoundId) {
        match news {
            News::Said => self.said = true,
            News::Round(of) => self.round |= *of == round,
            News::Present(of) => self.present |= *of == round,
        }
    }
}

impl Told {
    /// Waits until there is something to tell; false where there never is again.
    async fn hear(&mut self) -> bool {
        loop {
            match self.news.try_recv() {
                Ok(news) => self.due.add(&news, self.guest.round),
                // Some news was missed: all of it is read again.
                Err(TryRecvError::Lagged(_)) => self.due = Due { round: true, said: true, present: true },
                Err(TryRecvError::Empty) if !self.due.is_empty() => return true,
                Err(TryRecvError::Empty) => match self.news.recv().await {
                    Ok(news) => {
                        self.due.add(&news, self.guest.round);
                        tokio::time::sleep_until(self.next).await;
                    }
                    Err(RecvError::Lagged(_)) => self.due = Due { round: true, said: true, present: true },
                    Err(RecvError::Closed) => return false,
                },
                Err(TryRecvError::Closed) => return false,
            }
        }
    }

    fn event(&mut self) -> Event {
        self.next = Instant::now() + GATHERED;
        if std::mem::take(&mut self.due.round) {
            return Event::default().event("round").data("{}");
        }
        if std::mem::take(&mut self.due.said) {
            return Event::default().event("said").data("{}");
        }
        self.due.present = false;
        Event::default().event("present").json_data(self.inner.live.there(self.guest.round)).unwrap_or_default()
    }
}

/// What a page of `guest` is told, as long as it listens; it counts as there meanwhile.
pub(super) fn stream(inner: Arc<Inner>, guest: Guest) -> impl Stream<Item = Result<Event, Infallible>> {
    let news = inner.live.listen();
    let presence = Live::arrive(&inner, &guest);
    let due = Due { present: true, ..Due::default() };
    let told = Told { inner, guest, news, _presence: presence, due, next: Instant::now() };
    stream::unfold(told, |mut told| async move {
        if told.due.is_empty() && !told.hear().await {
            return None;
        }
        let event = told.event();
        Some((Ok(event), told))
    })
}
