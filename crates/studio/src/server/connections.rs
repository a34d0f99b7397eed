//! Who may hold a connection to the loopback server, and how long before something is asked.
//!
//! Any account of the machine can connect. Whoever asks nothing is sent away after a moment, and there are never more
//! connections than the window needs, so that nobody can use up what the program may open.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Connections at once; a browser opens six for one address.
const MOST: usize = 64;
/// How long a request may take to arrive, and a connection to ask another.
const HEADER_TIMEOUT: Duration = Duration::from_secs(5);
/// How long nothing is accepted after the system refused.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves `app` until the runtime ends.
pub(super) async fn serve(listener: TcpListener, app: Router) {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "the loopback server could not accept a connection");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // One too many is closed at once: it can come again.
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else { continue };
        let service = TowerToHyperService::new(app.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
            if let Err(error) = http.serve_connection(TokioIo::new(stream), service).await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::time::Instant;

    use super::super::{Current, Server};
    use super::*;

    fn connect(server: &Server) -> TcpStream {
        let address =
            server.base().strip_prefix("http://").and_then(|rest| rest.split('/').next()).expect("an address");
        TcpStream::connect(address).expect("listens")
    }

    fn answer(stream: &mut TcpStream) -> String {
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
        let mut text = String::new();
        // A connection that was cut may be reset.
        let _ = stream.read_to_string(&mut text);
        text
    }

    #[test]
    fn who_asks_nothing_is_sent_away_and_who_asks_is_answered_meanwhile() {
        let server = Server::start(Current::default()).expect("starts");
        let mut idle: Vec<TcpStream> = (0..MOST - 8).map(|_| connect(&server)).collect();
        for stream in &mut idle {
            stream.write_all(b"GET /half HTTP/1.1\r\nHost: a").expect("sent");
        }
        let since = Instant::now();
        let mut asking = connect(&server);
        asking.write_all(b"GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").expect("sent");
        assert!(answer(&mut asking).starts_with("HTTP/1.1 404"));
        for stream in &mut idle {
            answer(stream);
        }
        assert!(since.elapsed() < HEADER_TIMEOUT * 3, "{:?}", since.elapsed());
    }

    #[test]
    fn there_are_never_more_connections_than_so_many() {
        let server = Server::start(Current::default()).expect("starts");
        let held: Vec<TcpStream> = (0..4 * MOST).map(|_| connect(&server)).collect();
        std::thread::sleep(Duration::from_millis(500));
        let closed = held
            .iter()
            .filter(|stream| {
                let mut stream: &TcpStream = stream;
                stream.set_read_timeout(Some(Duration::from_millis(1))).expect("set");
                matches!(stream.read(&mut [0]), Ok(0))
            })
            .count();
        assert!(closed >= 3 * MOST, "{closed} were closed");
    }

    #[test]
    fn nothing_is_kept_by_the_window() {
        let server = Server::start(Current::default()).expect("starts");
        let token = server.base().rsplit('/').next().expect("a token").to_owned();
        let mut asking = connect(&server);
        let request = format!("GET /{token}/artwork/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        asking.write_all(request.as_bytes()).expect("sent");
        let answer = answer(&mut asking).to_lowercase();
        assert!(answer.contains("cache-control: no-store"), "{answer}");
    }
}
