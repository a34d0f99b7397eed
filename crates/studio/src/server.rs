//! Pictures and waveforms over loopback HTTP.
//!
//! Media elements of the webview play from nothing else, and bulk data moves faster than over its messages. The
//! server listens on 127.0.0.1 alone; every path begins with a token that nobody can guess, and serves only what the
//! open show refers to, by row or content hash.

mod connections;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use media::ContentHash;
use model::{CutId, TrackId};
use parking_lot::RwLock;
use serde::Deserialize;
use tower_http::cors::{Any, CorsLayer};
use tower_http::services::ServeFile;

use crate::Studio;
use crate::proxies::{BurnIn, Filmstrip, Playable};

/// Most buckets that one answer of fine peaks holds.
const MOST_BUCKETS: i64 = 1 << 16;

/// The show being served, if one is open.
pub(crate) type Current = Arc<RwLock<Option<Studio>>>;

/// The running server.
pub(crate) struct Server {
    base: String,
    // Keeps the server's threads alive.
    _runtime: tokio::runtime::Runtime,
}

impl Server {
    /// Starts serving `current` on a free port.
    pub fn start(current: Current) -> io::Result<Self> {
        let mut secret = [0_u8; 16];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("loopback")
            .enable_all()
            .build()?;
        let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0)))?;
        let base = format!("http://{}/{token}", listener.local_addr()?);
        let routes = Router::new()
            .route("/picture/{cut}", get(picture))
            .route("/strip/{cut}", get(strip))
            .route("/peaks/{hash}", get(peaks))
            .route("/picture/{cut}/{nth}", get(picture_part))
            .route("/overview/{hash}", get(overview))
            .route("/fine/{track}", get(fine))
            .route("/artwork/{track}", get(artwork))
            .layer(CorsLayer::new().allow_origin(Any))
            .layer(map_response(never_stored))
            .with_state(current);
        let app = Router::new().nest(&format!("/{token}"), routes);
        runtime.spawn(connections::serve(listener, app));
        Ok(Self { base, _runtime: runtime })
    }

    /// What every address begins with, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// The window would keep answers in files of its own, addresses with the token and all. The core has its own cache.
async fn never_stored(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Runs what blocks on a thread for it, with the open show.
async fn with_show(current: Current, work: impl FnOnce(&Studio) -> Response + Send + 'static) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        let studio = current.read().clone();
        studio.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |studio| work(&studio))
    });
    done.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn bytes(kind: &'static str, body: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind)], Body::from(body)).into_response()
}

fn refused(status: StatusCode, reason: String) -> Response {
    (status, reason).into_response()
}

async fn picture(State(current): State<Current>, Path(cut): Path<i64>, request: Request) -> Response {
    let found = tokio::task::spawn_blocking(move || {
        let studio = current.read().clone()?;
        if let Ok(Playable::Plays(file)) = studio.playable_picture(CutId(cut), None, &BurnIn::default()) {
            return Some(file.path);
        }
        // The window may show what browsers do not; and where the picture cannot be read at all, it says so.
        let picture = studio.cut_row(CutId(cut)).ok()?.picture.map(PathBuf::from);
        picture.filter(|picture| picture.is_file())
    });
    serve(found.await.ok().flatten(), request).await
}

/// One file of a picture that is in several.
async fn picture_part(
    State(current): State<Current>,
    Path((cut, nth)): Path<(i64, usize)>,
    request: Request,
) -> Response {
    let found = tokio::task::spawn_blocking(move || current.read().clone()?.picture_file(CutId(cut), nth).ok()?);
    serve(found.await.ok().flatten(), request).await
}

async fn serve(file: Option<PathBuf>, request: Request) -> Response {
    let Some(path) = file else { return StatusCode::NOT_FOUND.into_response() };
    match ServeFile::new(path).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => refused(StatusCode::NOT_FOUND, error.to_string()),
    }
}

async fn strip(State(current): State<Current>, Path(cut): Path<i64>) -> Response {
    with_show(current, move |studio| match studio.filmstrip(CutId(cut)) {
        Ok(Filmstrip::There(strip)) => bytes("application/octet-stream", strip),
        Ok(Filmstrip::Coming) => StatusCode::ACCEPTED.into_response(),
        Err(error) => refused(StatusCode::NOT_FOUND, error.to_string()),
    })
    .await
}

/// The content that an address names, and the file of the show that has it.
fn file_of(studio: &Studio, hash: &str) -> Option<(ContentHash, PathBuf)> {
    let hash = ContentHash::from_hex(hash)?;
    let track = studio.document().rows().track_by_hash(&hash.to_string()).ok()??;
    Some((hash, PathBuf::from(track.path)))
}

async fn peaks(State(current): State<Current>, Path(hash): Path<String>) -> Response {
    with_show(current, move |studio| {
        let Some((hash, file)) = file_of(studio, &hash) else { return beside(studio, &hash) };
        match studio.cache().peaks(hash, &file) {
            Ok(peaks) => bytes("application/octet-stream", peaks.to_bytes()),
            Err(error) => refused(StatusCode::NOT_FOUND, error.to_string()),
        }
    })
    .await
}

/// The outline of what sounds beside the music, by the name that its view gave it.
fn beside(studio: &Studio, name: &str) -> Response {
    let Some(name) = ContentHash::from_hex(name) else { return StatusCode::NOT_FOUND.into_response() };
    match studio.production_peaks(name) {
        Ok(Some(peaks)) => bytes("application/octet-stream", peaks.to_bytes()),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => refused(StatusCode::NOT_FOUND, error.to_string()),
    }
}

#[derive(Deserialize)]
struct Columns {
    columns: usize,
}

async fn overview(
    State(current): State<Current>,
    Path(hash): Path<String>,
    Query(Columns { columns }): Query<Columns>,
) -> Response {
    with_show(current, move |studio| {
        let Some((hash, file)) = file_of(studio, &hash) else { return StatusCode::NOT_FOUND.into_response() };
        match studio.cache().peaks(hash, &file) {
            Ok(peaks) => {
                let columns = columns.clamp(1, 4096);
                bytes("application/octet-stream", as_bytes(&reduce(&peaks, columns)))
            }
            Err(error) => refused(StatusCode::NOT_FOUND, error.to_string()),
        }
    })
    .await
}

/// The whole recording in `columns` pairs of minimum and maximum.
fn reduce(peaks: &media::Peaks, columns: usize) -> Vec<i8> {
    let level = (0..peaks.levels()).rev().find(|&level| peaks.level(level).len() / 2 >= columns).unwrap_or(0);
    let pairs: Vec<(i8, i8)> = peaks.level(level).chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let mut reduced = Vec::with_capacity(2 * columns);
    for column in 0..columns {
        let from = column * pairs.len() / columns;
        let to = ((column + 1) * pairs.len()).div_ceil(columns).clamp(from, pairs.len());
        let part = &pairs[from..to];
        reduced.push(part.iter().map(|pair| pair.0).min().unwrap_or(0));
        reduced.push(part.iter().map(|pair| pair.1).max().unwrap_or(0));
    }
    reduced
}

fn as_bytes(values: &[i8]) -> Vec<u8> {
    values.iter().map(|&value| value.to_ne_bytes()[0]).collect()
}

#[derive(Deserialize)]
struct Fine {
    start: i64,
    frames: i64,
    per: u32,
}

async fn fine(State(current): State<Current>, Path(track): Path<i64>, Query(fine): Query<Fine>) -> Response {
    with_show(current, move |studio| {
        let wrong = fine.start < 0 || fine.frames < 1 || fine.per == 0;
        if wrong || fine.frames / i64::from(fine.per) > MOST_BUCKETS {
            return refused(StatusCode::BAD_REQUEST, "that stretch cannot be drawn".to_owned());
        }
        let Ok(Some(track)) = studio.document().rows().track(TrackId(track)) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        match media::fine_peaks(std::path::Path::new(&track.path), fine.start, fine.frames, fine.per) {
            Ok(peaks) => bytes("application/octet-stream", as_bytes(&peaks)),
            Err(error) => refused(StatusCode::NOT_FOUND, error.to_string()),
        }
    })
    .await
}

async fn artwork(State(current): State<Current>, Path(track): Path<i64>) -> Response {
    with_show(current, move |studio| {
        let Ok(Some(track)) = studio.document().rows().track(TrackId(track)) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let Some(hash) = ContentHash::from_hex(&track.hash) else { return StatusCode::NOT_FOUND.into_response() };
        match studio.cache().artwork(hash, std::path::Path::new(&track.path)) {
            Some(picture) => bytes(picture_type(&picture), picture),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    })
    .await
}

/// The media type by a picture's first bytes.
fn picture_type(picture: &[u8]) -> &'static str {
    match picture {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'G', b'I', b'F', ..] => "image/gif",
        [b'B', b'M', ..] => "image/bmp",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_new_each_time_and_long() {
        let serve = || Server::start(Current::default()).expect("starts").base().to_owned();
        let (first, second) = (serve(), serve());
        assert_ne!(first.rsplit('/').next(), second.rsplit('/').next());
        assert_eq!(first.rsplit('/').next().map(str::len), Some(32));
        assert!(first.starts_with("http://127.0.0.1:"));
    }
}
