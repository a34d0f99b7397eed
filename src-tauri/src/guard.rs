//! What the window asks is always answered: a fault of ours while a command runs is a refusal, not silence.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use tauri::Url;
use tauri::async_runtime::spawn_blocking;
use tauri::http::{HeaderMap, HeaderValue};
use tauri::ipc::Invoke;
use tauri::plugin::TauriPlugin;

use crate::refusal::{Answer, Refusal};

/// Commands that are done at once and in the order in which they are asked: a key pressed after another.
const AT_ONCE: [&str; 8] = ["play", "stop", "seek", "set_rate", "set_range", "set_monitor", "transport", "server"];

/// Runs the commands of `handler`, each on a thread where it may wait.
pub fn guarded(
    handler: impl Fn(Invoke) -> bool + Send + Sync + 'static,
) -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    let handler = Arc::new(handler);
    move |invoke| {
        if AT_ONCE.contains(&invoke.message.command()) {
            answer(&*handler, invoke);
        } else {
            let handler = Arc::clone(&handler);
            // Whoever asked is answered through the invocation.
            drop(spawn_blocking(move || answer(&*handler, invoke)));
        }
        true
    }
}

fn answer(handler: &impl Fn(Invoke) -> bool, invoke: Invoke) {
    let (command, resolver) = (invoke.message.command().to_owned(), invoke.resolver.clone());
    if let Err(refusal) = done(&command, || handler(invoke)) {
        resolver.reject(refusal);
    }
}

/// Does `work`, which says whether there is such a command.
fn done(command: &str, work: impl FnOnce() -> bool) -> Answer<()> {
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Refusal::said(format!("The window asked for {command}, which there is not"))),
        Err(_) => Err(Refusal::said(
            "This could not be done: a fault of Needledrop, not of yours. What was done before is kept".to_owned(),
        )),
    }
}

/// As the configuration names our server, whose port is known when it runs.
const ANY_PORT: &str = "http://127.0.0.1:*";
const POLICY: &str = "Content-Security-Policy";

/// Narrows what a page may reach from any port of this machine to our own server.
pub fn only_server(headers: &mut HeaderMap, origin: &str) {
    let Some(policy) = headers.get(POLICY).and_then(|policy| policy.to_str().ok()) else { return };
    match HeaderValue::from_str(&policy.replace(ANY_PORT, origin)) {
        Ok(narrowed) => {
            headers.insert(POLICY, narrowed);
        }
        Err(error) => tracing::warn!(%error, "pages may reach any port of this machine"),
    }
}

/// Keeps the window at its own pages: nothing else is ever shown in it.
pub fn own_pages<R: tauri::Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("own-pages").on_navigation(|_, url| is_own(url, tauri::is_dev())).build()
}

fn is_own(url: &Url, in_development: bool) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri" | "about", _) => true,
        // As Windows writes it.
        ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("localhost")) => in_development && url.port() == Some(5173),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_ours_and_a_command_that_there_is_not_are_refusals() {
        let said = |answer: Answer<()>| serde_json::to_string(&answer.expect_err("refused")).expect("said");
        assert!(done("cut", || true).is_ok());
        assert!(said(done("cat", || false)).contains("cat"));
        assert!(said(done("cut", || panic!("a fault"))).contains("What was done before is kept"));
    }

    #[test]
    fn pages_reach_our_own_server_alone() {
        let mut headers = HeaderMap::new();
        only_server(&mut headers, "http://127.0.0.1:4000");
        assert!(headers.is_empty());
        let policy = "connect-src 'self' http://127.0.0.1:*; media-src http://127.0.0.1:*";
        headers.insert(POLICY, HeaderValue::from_static(policy));
        only_server(&mut headers, "http://127.0.0.1:4000");
        let narrowed = "connect-src 'self' http://127.0.0.1:4000; media-src http://127.0.0.1:4000";
        assert_eq!(headers.get(POLICY).map(HeaderValue::as_bytes), Some(narrowed.as_bytes()));
    }

    #[test]
    fn only_our_own_pages_are_shown() {
        let own = |address: &str, dev| is_own(&Url::parse(address).expect("an address"), dev);
        assert!(own("tauri://localhost/index.html", false) && own("http://tauri.localhost/", false));
        assert!(own("http://localhost:5173/", true) && !own("http://localhost:5173/", false));
        for other in ["http://127.0.0.1:8080/x", "https://example.org/", "file:///etc/passwd", "http://localhost:80/"] {
            assert!(!own(other, true), "{other}");
        }
    }
}
