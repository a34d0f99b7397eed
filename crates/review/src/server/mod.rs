//! The server behind review links: on this machine alone unless somebody chose the local network.

mod connections;
mod cookie;
mod files;
mod guard;
mod limits;
mod live;
mod news;
pub(crate) mod routes;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use model::{LinkId, RoundId};
use parking_lot::Mutex;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::secret::Token;
use crate::shown::{Handle, Shown};
use connections::Connections;
pub(crate) use files::page_files;
use guard::Hosts;
use limits::Limits;
use live::Live;

/// How often links are looked at whose connections are open: an expired one is closed by then.
const LOOK: Duration = Duration::from_secs(1);

/// How long what is under way may take to stop.
const PATIENCE: Duration = Duration::from_secs(2);

/// Who can reach the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// This machine alone, and what runs on it: a proxy for instance.
    #[default]
    Loopback,
    /// Everybody on the local network.
    Lan,
}

/// Where the server listens.
#[derive(Debug, Clone, Default)]
pub struct Address {
    /// Who can reach it.
    pub reach: Reach,
    /// Its port; 0 for any that is free.
    pub port: u16,
    /// What a proxy before it is called outside, as `https://review.example.com`: links begin with it, and requests under its
    /// name are answered.
    pub public: Option<String>,
}

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The port is taken, or may not be used.
    #[error("port {port} cannot be used")]
    Port {
        /// The port asked for.
        port: u16,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// There is no network to be reached by.
    #[error("this computer is on no local network")]
    NoNetwork,
    /// Not an address.
    #[error("{text} is not an address such as https://review.example.com")]
    Public {
        /// What was said.
        text: String,
    },
    /// Something else of the system.
    #[error("the review server cannot start")]
    Io(#[from] io::Error),
}

/// What all parts of the server share.
pub(crate) struct Inner {
    pub shown: Arc<dyn Shown>,
    pub hosts: Hosts,
    pub limits: Limits,
    pub live: Live,
    pub connections: Connections,
    /// Reads of the show that run at once.
    pub reads: tokio::sync::Semaphore,
    /// Answers that are taken at once: they wait for no reads.
    pub answers: tokio::sync::Semaphore,
    /// PINs are tried one after the other: each wrong one counts before the next is looked at.
    pub pins: tokio::sync::Mutex<()>,
}

/// A running server. It stops when this goes: every connection is closed.
pub struct Server {
    inner: Arc<Inner>,
    base: String,
    port: u16,
    runtime: Mutex<Option<Runtime>>,
}

impl Server {
    /// Starts serving `shown`.
    ///
    /// # Errors
    /// See [`ServerError`].
    pub fn start(shown: Arc<dyn Shown>, address: &Address) -> Result<Self, ServerError> {
        let public = address.public.as_deref().map(guard::read_public).transpose()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(16)
            .thread_name("review")
            .enable_all()
            .build()?;
        let (bind, named) = match address.reach {
            Reach::Loopback => (IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V4(Ipv4Addr::LOCALHOST)),
            Reach::Lan => (IpAddr::V4(Ipv4Addr::UNSPECIFIED), lan_address().ok_or(ServerError::NoNetwork)?),
        };
        let listen = TcpListener::bind(SocketAddr::new(bind, address.port));
        let listener = runtime.block_on(listen).map_err(|source| ServerError::Port { port: address.port, source })?;
        let port = listener.local_addr()?.port();
        let base = public.as_ref().map_or_else(|| format!("http://{named}:{port}"), |public| public.origin.clone());
        let inner = Arc::new(Inner {
            shown,
            hosts: Hosts::new(public),
            limits: Limits::default(),
            live: Live::default(),
            connections: Connections::default(),
            reads: tokio::sync::Semaphore::new(8),
            answers: tokio::sync::Semaphore::new(4),
            pins: tokio::sync::Mutex::new(()),
        });
        runtime.spawn(connections::serve(listener, Arc::clone(&inner), routes::routes(&inner)));
        runtime.spawn(look_at_links(Arc::clone(&inner)));
        Ok(Self { inner, base, port, runtime: Mutex::new(Some(runtime)) })
    }

    /// What links begin with.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The port that it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// A link. The token stands behind `#`, which browsers send to nobody.
    #[must_use]
    pub fn link(&self, id: LinkId, token: &Token) -> String {
        format!("{}/r/{}/#{}", self.base, Handle(id), token.text())
    }

    /// Something was said: pages read it. This waits for nothing.
    pub fn said(&self) {
        self.inner.live.said();
    }

    /// What is shown of a round is otherwise: its pages read it again. This waits for nothing.
    pub fn round_changed(&self, round: RoundId) {
        self.inner.live.round_changed(round);
    }

    /// The show changed: links that are open no more are closed at once.
    pub fn changed(&self) {
        close_what_is_over(&self.inner);
    }

    /// Those whose pages are open now.
    #[must_use]
    pub fn present(&self) -> Vec<LinkId> {
        self.inner.live.present()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.inner.connections.close_all();
        if let Some(runtime) = self.runtime.lock().take() {
            // What is under way is let go of, and with it the show.
            runtime.shutdown_timeout(PATIENCE);
        }
    }
}

/// Closes the connections of links whose time is over while nobody asks anything.
async fn look_at_links(inner: Arc<Inner>) {
    let mut every = tokio::time::interval(LOOK);
    loop {
        every.tick().await;
        let looked = Arc::clone(&inner);
        if tokio::task::spawn_blocking(move || close_what_is_over(&looked)).await.is_err() {
            tracing::warn!("links could not be looked at");
        }
    }
}

fn close_what_is_over(inner: &Inner) {
    for link in inner.connections.links() {
        let open = match inner.shown.link(Handle(link)) {
            Ok(Some(state)) => state.standing == crate::Standing::Open,
            Ok(None) => false,
            // What cannot be read just now is looked at again in a second.
            Err(_) => true,
        };
        if !open {
            inner.connections.close(link);
        }
    }
}

/// The address under which others on the network reach this machine, private networks first.
fn lan_address() -> Option<IpAddr> {
    let mut found: Vec<Ipv4Addr> = if_addrs::get_if_addrs()
        .ok()?
        .into_iter()
        .filter(|one| !one.is_loopback())
        .filter_map(|one| match one.ip() {
            IpAddr::V4(address) if !address.is_link_local() => Some(address),
            IpAddr::V4(_) | IpAddr::V6(_) => None,
        })
        .collect();
    found.sort_by_key(|address| (!address.is_private(), *address));
    found.first().copied().map(IpAddr::V4)
}
