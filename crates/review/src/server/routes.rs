//! What can be asked, and how it is answered. Everything but the empty page needs the cookie of the link it is asked under.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Semaphore;
use tower_http::services::ServeFile;

use super::connections::Connection;
use super::guard::Asked;
use super::{Inner, cookie, files, guard, news};
use crate::answer::{Answer, Received};
use crate::media::MediaId;
use crate::secret::{Pass, Pin, Token, proof_hash, same};
use crate::shown::{Handle, LinkState, Shown, Standing, Unavailable, Visit};

/// Bytes of what is brought: the longest note with the largest drawing, and more.
pub(crate) const MOST_BROUGHT: usize = 512 * 1024;
/// How often an open page is told that it is still connected.
const KEPT_ALIVE: Duration = Duration::from_secs(15);

type Shared = State<Arc<Inner>>;

pub(super) fn routes(inner: &Arc<Inner>) -> Router {
    Router::new()
        .route("/r/{handle}/", get(index))
        .route("/page/{name}", get(page_file))
        .route("/r/{handle}/enter", post(enter))
        .route("/r/{handle}/round", get(round))
        .route("/r/{handle}/said", get(said))
        .route("/r/{handle}/answers", post(answers))
        .route("/r/{handle}/here", post(here))
        .route("/r/{handle}/events", get(events))
        .route("/r/{handle}/media/{id}", get(media))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(DefaultBodyLimit::max(MOST_BROUGHT))
        .layer(from_fn_with_state(Arc::clone(inner), guard::guard))
        .with_state(Arc::clone(inner))
}

/// A refusal that the page can read.
fn refused(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({ "reason": reason }))).into_response()
}

fn broken(error: &Unavailable) -> Response {
    tracing::warn!(%error, "a review page was not answered");
    refused(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
}

/// Runs what blocks on a thread for it; as many at once as `turns` lets.
async fn with_show<T: Send + 'static>(
    inner: &Arc<Inner>,
    turns: &Semaphore,
    work: impl FnOnce(&dyn Shown) -> Result<T, Unavailable> + Send + 'static,
) -> Result<T, Response> {
    let Ok(_turn) = turns.acquire().await else {
        return Err(refused(StatusCode::SERVICE_UNAVAILABLE, "unavailable"));
    };
    let shown = Arc::clone(&inner.shown);
    match tokio::task::spawn_blocking(move || work(&*shown)).await {
        Ok(done) => done.map_err(|error| broken(&error)),
        Err(error) => Err(broken(&Unavailable(error.to_string()))),
    }
}

async fn index() -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], files::INDEX).into_response()
}

async fn page_file(Path(name): Path<String>) -> Response {
    match files::page_file(&name) {
        Some(file) => {
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
            let kept = (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            ([kind, kept], file.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Who asks, by which link, and what they show for it.
struct Caller {
    /// None where the address names no link.
    handle: Option<Handle>,
    pass: Option<Pass>,
    from: IpAddr,
    /// Whether the way to the browser is encrypted.
    secure: bool,
    connection: Arc<Connection>,
}

impl FromRequestParts<Arc<Inner>> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, inner: &Arc<Inner>) -> Result<Self, Response> {
        let named = Path::<HashMap<String, String>>::from_request_parts(parts, inner).await;
        let handle = named.ok().and_then(|Path(named)| Handle::read(named.get("handle")?));
        let pass = cookie::shown(&parts.headers);
        let (connection, asked) = (parts.extensions.get::<Arc<Connection>>(), parts.extensions.get::<Asked>());
        let (Some(connection), Some(asked)) = (connection, asked) else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        Ok(Self { handle, pass, from: asked.from, secure: asked.secure, connection: Arc::clone(connection) })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entering {
    token: String,
    #[serde(default)]
    pin: Option<String>,
}

fn visit(inner: &Arc<Inner>, handle: Handle, from: String, visit: Visit) {
    let shown = Arc::clone(&inner.shown);
    drop(tokio::task::spawn_blocking(move || shown.visited(handle, &from, visit)));
}

/// Exchanges the token of a link, and its PIN, for a cookie.
async fn enter(State(inner): Shared, caller: Caller, body: Bytes) -> Result<Response, Response> {
    // A name that is none, a link that is none and a token that is wrong are the same answer.
    let unknown = || refused(StatusCode::UNAUTHORIZED, "unknown");
    let slower = || refused(StatusCode::TOO_MANY_REQUESTS, "slower");
    let handle = caller.handle.ok_or_else(unknown)?;
    if !inner.limits.may_knock(caller.from, handle.0) {
        return Err(slower());
    }
    let brought: Entering = serde_json::from_slice(&body).map_err(|_| refused(StatusCode::BAD_REQUEST, "malformed"))?;
    let token = Token::read(&brought.token).ok_or_else(unknown)?;
    let _turn = if brought.pin.is_some() { Some(inner.pins.lock().await) } else { None };
    let found = with_show(&inner, &inner.reads, move |shown| shown.link(handle)).await?;
    let from = caller.from.to_string();
    let Some(state) = found.filter(|state| same(&token.hash(), &state.token_hash)) else {
        inner.limits.knocked(caller.from, handle.0);
        visit(&inner, handle, from, Visit::WrongToken);
        return Err(unknown());
    };
    if !inner.limits.may_enter(handle.0) {
        return Err(slower());
    }
    match state.standing {
        Standing::Open => {}
        Standing::Expired | Standing::Revoked => {
            visit(&inner, handle, from, Visit::Refused);
            return Err(over(state.standing));
        }
        Standing::Locked { seconds } => {
            visit(&inner, handle, from, Visit::Refused);
            return Err(locked(seconds));
        }
    }
    let proof = match (&state.pin_hash, brought.pin.as_deref()) {
        (None, _) => None,
        (Some(_), None) => return Err(refused(StatusCode::UNAUTHORIZED, "pin")),
        (Some(wanted), Some(typed)) => {
            let proof = Pin::read(typed).map(|pin| pin.proof(&token));
            if !proof.is_some_and(|proof| same(&proof_hash(&proof), wanted)) {
                // Counted before the next is tried.
                let wrong = move |shown: &dyn Shown| {
                    shown.visited(handle, &from, Visit::WrongPin);
                    Ok(())
                };
                with_show(&inner, &inner.reads, wrong).await?;
                // The last of too many locks it: that is said at once.
                let now = with_show(&inner, &inner.reads, move |shown| shown.link(handle)).await?;
                return Err(match now.map(|state| state.standing) {
                    Some(Standing::Locked { seconds }) => locked(seconds),
                    _ => refused(StatusCode::UNAUTHORIZED, "wrongPin"),
                });
            }
            proof
        }
    };
    if !inner.connections.admit(&caller.connection, state.guest.link) {
        return Err(refused(StatusCode::SERVICE_UNAVAILABLE, "full"));
    }
    let entered = move |shown: &dyn Shown| {
        shown.visited(handle, &from, Visit::Entered);
        Ok(())
    };
    with_show(&inner, &inner.reads, entered).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    let pass = Pass { token, proof };
    if let Some(cookie) = cookie::given(handle, &pass, state.seconds_left, caller.secure) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn locked(seconds: u64) -> Response {
    (StatusCode::LOCKED, Json(json!({ "reason": "locked", "seconds": seconds }))).into_response()
}

fn over(standing: Standing) -> Response {
    let reason = if standing == Standing::Expired { "expired" } else { "revoked" };
    refused(StatusCode::GONE, reason)
}

/// Who shows the cookie of a link.
async fn admitted(inner: &Arc<Inner>, turns: &Semaphore, caller: &Caller) -> Result<(Handle, LinkState), Response> {
    let unknown = || refused(StatusCode::UNAUTHORIZED, "unknown");
    let slower = || refused(StatusCode::TOO_MANY_REQUESTS, "slower");
    let (Some(handle), Some(pass)) = (caller.handle, &caller.pass) else { return Err(unknown()) };
    if caller.connection.is_stranger() && !inner.limits.may_knock(caller.from, handle.0) {
        return Err(slower());
    }
    let found = with_show(inner, turns, move |shown| shown.link(handle)).await?;
    let is_known = |state: &LinkState| {
        let proved = match &state.pin_hash {
            None => true,
            Some(wanted) => pass.proof.is_some_and(|proof| same(&proof_hash(&proof), wanted)),
        };
        same(&pass.token.hash(), &state.token_hash) && proved
    };
    let Some(state) = found.filter(is_known) else {
        inner.limits.knocked(caller.from, handle.0);
        return Err(unknown());
    };
    if !inner.limits.may_read(handle.0) {
        return Err(slower());
    }
    match state.standing {
        // Somebody else's guesses shut out nobody who has proved themselves.
        Standing::Open | Standing::Locked { .. } => {}
        Standing::Expired | Standing::Revoked => return Err(over(state.standing)),
    }
    if !inner.connections.admit(&caller.connection, state.guest.link) {
        return Err(refused(StatusCode::SERVICE_UNAVAILABLE, "full"));
    }
    Ok((handle, state))
}

async fn round(State(inner): Shared, caller: Caller) -> Result<Response, Response> {
    let (_, state) = admitted(&inner, &inner.reads, &caller).await?;
    Ok(Json(with_show(&inner, &inner.reads, move |shown| shown.page(&state.guest)).await?).into_response())
}

async fn said(State(inner): Shared, caller: Caller) -> Result<Response, Response> {
    let (_, state) = admitted(&inner, &inner.reads, &caller).await?;
    let said = with_show(&inner, &inner.reads, move |shown| shown.said(&state.guest)).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], Bytes::from_owner(said)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Brought {
    answers: Vec<Answer>,
}

async fn answers(State(inner): Shared, caller: Caller, body: Bytes) -> Result<Response, Response> {
    let (handle, state) = admitted(&inner, &inner.answers, &caller).await?;
    let brought: Brought = serde_json::from_slice(&body).map_err(|_| refused(StatusCode::BAD_REQUEST, "malformed"))?;
    Answer::check_together(&brought.answers)
        .map_err(|fault| refused(StatusCode::UNPROCESSABLE_ENTITY, &fault.to_string()))?;
    let count = brought.answers.len();
    if !inner.limits.may_answer(state.guest.link, count) {
        return Err(refused(StatusCode::TOO_MANY_REQUESTS, "slower"));
    }
    let from = caller.from.to_string();
    // One that is none is refused by itself, and keeps out no other.
    let (mut none, mut whole) = (Vec::new(), Vec::new());
    for answer in brought.answers {
        match answer.check() {
            Ok(()) => whole.push(answer),
            Err(fault) => none.push(Received::refused(answer.key(), &fault.to_string())),
        }
    }
    let mut received = with_show(&inner, &inner.answers, move |shown| shown.answer(&state.guest, &whole)).await?;
    received.append(&mut none);
    // Whoever answered does not wait for the log.
    visit(&inner, handle, from, Visit::Answered(count));
    Ok(Json(json!({ "received": received })).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Here {
    cue: Option<i64>,
}

async fn here(State(inner): Shared, caller: Caller, body: Bytes) -> Result<Response, Response> {
    let (_, state) = admitted(&inner, &inner.reads, &caller).await?;
    let Here { cue } = serde_json::from_slice(&body).map_err(|_| refused(StatusCode::BAD_REQUEST, "malformed"))?;
    inner.live.looks_at(&state.guest, cue);
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn events(State(inner): Shared, caller: Caller) -> Result<Response, Response> {
    let (_, state) = admitted(&inner, &inner.reads, &caller).await?;
    Ok(Sse::new(news::stream(inner, state.guest)).keep_alive(KeepAlive::new().interval(KEPT_ALIVE)).into_response())
}

async fn media(
    State(inner): Shared,
    caller: Caller,
    Path((_, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Response> {
    let (_, state) = admitted(&inner, &inner.reads, &caller).await?;
    let missing = || StatusCode::NOT_FOUND.into_response();
    // The name is looked up among what the show shares; no part of it becomes a path.
    let id = MediaId::read(&id).ok_or_else(missing)?;
    let found =
        with_show(&inner, &inner.reads, move |shown| shown.media(&state.guest, &id)).await?.ok_or_else(missing)?;
    let served = ServeFile::new(&found.path).try_call(request).await.map_err(|error| {
        tracing::warn!(%error, "what was shared cannot be read");
        missing()
    })?;
    let mut response = served.map(Body::new);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(found.kind));
    response.headers_mut().remove(header::LAST_MODIFIED);
    Ok(response)
}
