//! The cookie by which a browser is let in again: for one link's addresses alone, out of reach of scripts, and never sent along
//! by another site.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::secret::Pass;
use crate::shown::Handle;

const NAME: &str = "needledrop_review";
/// How long a browser keeps it where the link has no end, and at most: 90 days.
const LONGEST: u64 = 90 * 24 * 3600;
/// How much longer than the link it is kept: whoever comes then is told that its time is over, and not that there is no such link.
const AFTER: u64 = 30 * 24 * 3600;

/// What lets `pass` in again; `secure` where the way to the browser is encrypted.
pub(super) fn given(handle: Handle, pass: &Pass, seconds_left: Option<u64>, secure: bool) -> Option<HeaderValue> {
    let age = seconds_left.map_or(LONGEST, |left| left.saturating_add(AFTER)).min(LONGEST);
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{NAME}={}; Path=/r/{handle}/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}", pass.text());
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// What a browser shows.
pub(super) fn shown(headers: &HeaderMap) -> Option<Pass> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .and_then(|(_, value)| Pass::read(value))
}

#[cfg(test)]
mod tests {
    use model::LinkId;

    use super::*;
    use crate::secret::Token;

    #[test]
    fn it_outlives_its_link_so_that_whoever_comes_then_is_told_why() {
        let age = |left: Option<u64>| {
            let pass = Pass { token: Token::random().expect("a token"), proof: None };
            let value = given(Handle(LinkId(1)), &pass, left, false).expect("a cookie");
            let text = value.to_str().expect("text").to_owned();
            text.split("Max-Age=").nth(1).and_then(|rest| rest.split(';').next()?.parse::<u64>().ok())
        };
        assert_eq!(age(Some(60)), Some(60 + 30 * 24 * 3600));
        assert_eq!((age(None), age(Some(u64::MAX))), (Some(LONGEST), Some(LONGEST)));
    }
}
