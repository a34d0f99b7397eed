//! What every request must be before anything is looked up for it: of this server's own name, of its own page, small, and in
//! time. And what every answer says to the browser.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::connections::Connection;
use super::{Inner, ServerError};

/// Letters of an address that is asked for.
const MOST_ADDRESS: usize = 512;
/// How long a request that brings something may take, its body included.
const POST_TIMEOUT: Duration = Duration::from_secs(10);

/// Nothing but the page's own parts, and nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; \
     media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A proxy before the server, as it is called outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Public {
    /// `https://review.example.com`.
    pub origin: String,
    /// `review.example.com`.
    authority: String,
    secure: bool,
}

/// Reads `https://review.example.com`, with a port or without, and nothing behind it.
pub(super) fn read_public(text: &str) -> Result<Public, ServerError> {
    let wrong = || ServerError::Public { text: text.to_owned() };
    let trimmed = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let (secure, authority) = match (trimmed.strip_prefix("https://"), trimmed.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return Err(wrong()),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'[' | b']');
    if authority.is_empty() || authority.len() > 255 || !authority.bytes().all(plain) {
        return Err(wrong());
    }
    Ok(Public { origin: trimmed.clone(), authority: authority.to_owned(), secure })
}

/// Under which names the server answers. A name that somebody else gave this machine is none of them: pages of other sites
/// whose name suddenly leads here are refused.
pub(crate) struct Hosts {
    public: Option<Public>,
}

/// The name a request came under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// What its page's `Origin` is.
    origin: String,
    /// Whether the way to the browser is encrypted.
    pub secure: bool,
    /// Who asks: through a proxy, whom that names.
    pub from: IpAddr,
}

impl Hosts {
    pub fn new(public: Option<Public>) -> Self {
        Self { public }
    }

    fn of(&self, headers: &HeaderMap, connection: &Connection) -> Option<Asked> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return None };
        let host = host.to_str().ok()?.to_ascii_lowercase();
        if let Some(public) = &self.public
            && host == public.authority
            && connection.peer.is_loopback()
        {
            let from = named_by_proxy(headers).unwrap_or(connection.peer);
            return Some(Asked { origin: public.origin.clone(), secure: public.secure, from });
        }
        let here = connection.here;
        let own = host == here.to_string()
            || (here.port() == 80 && host == here.ip().to_string())
            || (here.ip().is_loopback() && host == format!("localhost:{}", here.port()));
        own.then(|| Asked { origin: format!("http://{host}"), secure: false, from: connection.peer })
    }
}

/// Whom a proxy names as the one who asks: what it adds itself stands last.
fn named_by_proxy(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get("x-forwarded-for")?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

pub(super) async fn guard(
    State(inner): State<Arc<Inner>>,
    Extension(connection): Extension<Arc<Connection>>,
    mut request: Request,
    next: Next,
) -> Response {
    let checked = check(&inner.hosts, &request, &connection);
    let mut response = match checked {
        Err(status) => status.into_response(),
        Ok(asked) => {
            let brings = request.method() == Method::POST;
            request.extensions_mut().insert(asked);
            if brings {
                let done = tokio::time::timeout(POST_TIMEOUT, next.run(request)).await;
                done.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
            } else {
                next.run(request).await
            }
        }
    };
    if response.status().is_client_error() || response.status().is_server_error() {
        // Whatever was still coming is not waited for.
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    say(response.headers_mut());
    response
}

fn check(hosts: &Hosts, request: &Request, connection: &Connection) -> Result<Asked, StatusCode> {
    let headers = request.headers();
    let asked = hosts.of(headers, connection).ok_or(StatusCode::MISDIRECTED_REQUEST)?;
    if request.uri().to_string().len() > MOST_ADDRESS {
        return Err(StatusCode::URI_TOO_LONG);
    }
    // A length beside chunks is how one server is made to see another request than the next. Browsers say the length.
    if headers.contains_key(header::TRANSFER_ENCODING) {
        return Err(StatusCode::LENGTH_REQUIRED);
    }
    let brings = match *request.method() {
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => return Err(StatusCode::METHOD_NOT_ALLOWED),
    };
    let one = |name: HeaderName| -> Result<Option<&str>, StatusCode> {
        let mut values = headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => value.to_str().map(Some).map_err(|_| StatusCode::BAD_REQUEST),
            (Some(_), Some(_)) => Err(StatusCode::BAD_REQUEST),
        }
    };
    match one(header::ORIGIN)? {
        Some(origin) if origin.eq_ignore_ascii_case(&asked.origin) => {}
        // What changes something says where it comes from: every browser does.
        None if !brings => {}
        Some(_) | None => return Err(StatusCode::FORBIDDEN),
    }
    // A link that is clicked in somebody's mail comes from another site, and opens a document that shows nothing by itself.
    let opens = !brings && one(HeaderName::from_static("sec-fetch-dest"))? == Some("document");
    match one(HeaderName::from_static("sec-fetch-site"))? {
        None | Some("same-origin" | "none") => {}
        Some(_) if opens => {}
        Some(_) => return Err(StatusCode::FORBIDDEN),
    }
    if brings && one(header::CONTENT_TYPE)? != Some("application/json") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    Ok(asked)
}

/// What every answer says.
fn say(headers: &mut HeaderMap) {
    let always: [(HeaderName, &'static str); 8] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_called_by_its_origin_and_nothing_else() {
        let read = read_public("https://Review.example.com/").expect("an origin");
        assert_eq!((read.origin.as_str(), read.secure), ("https://review.example.com", true));
        for wrong in ["review.example.com", "ftp://a", "https://", "https://a/b", "https://a@b", "https://a?b", ""] {
            assert!(read_public(wrong).is_err(), "{wrong}");
        }
    }
}
