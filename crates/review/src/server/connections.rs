//! Who holds a connection, for how long, and how it is taken from them.
//!
//! Strangers get few places and little time; whoever was let in by a link gets one of many. A connection that is not read from
//! is closed, however it pretends to be alive.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use model::LinkId;
use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep};

use super::Inner;

/// Connections at once of those whom no link has let in yet.
const MOST_STRANGERS: usize = 64;
/// Connections at once of those who were let in: thirty reviewers with the six that a browser opens, and some.
const MOST_GUESTS: usize = 320;
/// Connections at once by one link: four devices with the six that a browser opens. Whoever passes a link on, or opens streams
/// without end, takes no place of others.
const MOST_OF_LINK: usize = 24;
/// Strangers who wait for a place, and for how long: thirty pages that come back at once are let in one after another.
const MOST_WAITING: usize = 256;
const WAITS: Duration = Duration::from_secs(3);
/// How long a stranger may stay.
const STRANGER_STAYS: Duration = Duration::from_secs(20);
/// How long the head of a request may take to arrive, and a connection to ask another.
const HEADER_TIMEOUT: Duration = Duration::from_secs(15);
/// How long nothing may be taken of what is sent.
const STALL: Duration = Duration::from_secs(30);
/// How long nothing is accepted after the system refused.
const PAUSE: Duration = Duration::from_millis(100);

/// The open connections, by the links that they were let in by.
pub(crate) struct Connections {
    strangers: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    guests: Arc<Semaphore>,
    admitted: Mutex<HashMap<LinkId, Vec<Weak<Connection>>>>,
    all: Mutex<Vec<Weak<Connection>>>,
}

impl Default for Connections {
    fn default() -> Self {
        Self {
            strangers: Arc::new(Semaphore::new(MOST_STRANGERS)),
            waiting: Arc::new(Semaphore::new(MOST_WAITING)),
            guests: Arc::new(Semaphore::new(MOST_GUESTS)),
            admitted: Mutex::default(),
            all: Mutex::default(),
        }
    }
}

/// One connection: who is at its other end, and how it is closed.
pub(crate) struct Connection {
    /// The other end.
    pub peer: IpAddr,
    /// This end: under which address it was reached.
    pub here: SocketAddr,
    place: Mutex<Place>,
    close: Notify,
}

enum Place {
    Stranger { _place: OwnedSemaphorePermit },
    Guest { _place: OwnedSemaphorePermit, links: Vec<LinkId> },
}

impl Connections {
    /// Gives a connection to a link: it is closed with it. False if there is no place for one more.
    pub fn admit(&self, connection: &Arc<Connection>, link: LinkId) -> bool {
        let mut place = connection.place.lock();
        if matches!(&*place, Place::Guest { links, .. } if links.contains(&link)) {
            return true;
        }
        let mut admitted = self.admitted.lock();
        let own = admitted.entry(link).or_default();
        own.retain(|one| one.strong_count() > 0);
        if own.len() >= MOST_OF_LINK {
            return false;
        }
        match &mut *place {
            Place::Guest { links, .. } => links.push(link),
            Place::Stranger { .. } => {
                let Ok(guest) = Arc::clone(&self.guests).try_acquire_owned() else { return false };
                *place = Place::Guest { _place: guest, links: vec![link] };
            }
        }
        own.push(Arc::downgrade(connection));
        true
    }

    /// Links that have connections.
    pub fn links(&self) -> Vec<LinkId> {
        let mut admitted = self.admitted.lock();
        admitted.retain(|_, own| own.iter().any(|one| one.strong_count() > 0));
        admitted.keys().copied().collect()
    }

    /// Closes every connection of a link, whatever is under way on it.
    pub fn close(&self, link: LinkId) {
        let own = self.admitted.lock().remove(&link).unwrap_or_default();
        own.iter().filter_map(Weak::upgrade).for_each(|one| one.close.notify_one());
    }

    /// Closes them all.
    pub fn close_all(&self) {
        self.all.lock().iter().filter_map(Weak::upgrade).for_each(|one| one.close.notify_one());
    }

    /// A place for a stranger, now or within moments; `None` where too many wait already, or none gets free.
    async fn begin(&self, peer: SocketAddr, here: SocketAddr) -> Option<Arc<Connection>> {
        let place = match Arc::clone(&self.strangers).try_acquire_owned() {
            Ok(place) => place,
            Err(_) => {
                let _waits = self.waiting.try_acquire().ok()?;
                tokio::time::timeout(WAITS, Arc::clone(&self.strangers).acquire_owned()).await.ok()?.ok()?
            }
        };
        let connection = Arc::new(Connection {
            peer: peer.ip(),
            here,
            place: Mutex::new(Place::Stranger { _place: place }),
            close: Notify::new(),
        });
        let mut all = self.all.lock();
        if all.len() >= 2 * (MOST_STRANGERS + MOST_GUESTS) {
            all.retain(|one| one.strong_count() > 0);
        }
        all.push(Arc::downgrade(&connection));
        Some(connection)
    }
}

impl Connection {
    /// Whether no link has let it in yet.
    pub fn is_stranger(&self) -> bool {
        matches!(*self.place.lock(), Place::Stranger { .. })
    }
}

/// Serves `routes` until the runtime ends.
pub(super) async fn serve(listener: TcpListener, inner: Arc<Inner>, routes: Router) {
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "the review server could not accept a connection");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let Ok(here) = stream.local_addr() else { continue };
        let (inner, routes) = (Arc::clone(&inner), routes.clone());
        tokio::spawn(async move {
            // One too many is closed: it can come again.
            let Some(connection) = inner.connections.begin(peer, here).await else { return };
            let routes = routes.layer(Extension(Arc::clone(&connection)));
            converse(stream, connection, routes).await;
        });
    }
}

async fn converse(stream: TcpStream, connection: Arc<Connection>, routes: Router) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection stays slow");
    }
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT).max_buf_size(64 * 1024);
    let io = TokioIo::new(Watched::new(stream));
    let conversation = http.serve_connection(io, TowerToHyperService::new(routes));
    let overstays = async {
        tokio::time::sleep(STRANGER_STAYS).await;
        if !connection.is_stranger() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        ended = conversation => {
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended");
            }
        }
        () = connection.close.notified() => {}
        () = overstays => {}
    }
}

/// A stream that fails when nothing of what is sent is taken for a while.
struct Watched {
    stream: TcpStream,
    stalled: Pin<Box<Sleep>>,
    waiting: bool,
}

impl Watched {
    fn new(stream: TcpStream) -> Self {
        Self { stream, stalled: Box::pin(tokio::time::sleep(STALL)), waiting: false }
    }

    fn watch<T>(&mut self, context: &mut Context<'_>, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.waiting = false;
            return polled;
        }
        if !self.waiting {
            self.waiting = true;
            self.stalled.as_mut().reset(Instant::now() + STALL);
        }
        match self.stalled.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, polled)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_flush(context);
        self.watch(context, polled)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_shutdown(context);
        self.watch(context, polled)
    }
}
