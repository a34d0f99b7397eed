//! Tokens of links, and PINs: how they are drawn, what is kept of them, and how they are compared.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Bytes of a token: 160 bits.
const TOKEN_BYTES: usize = 20;
/// What keeps hashes of this program apart from those of any other.
const TOKEN_CONTEXT: &str = "needledrop 2026 review link token";
const PIN_CONTEXT: &str = "needledrop 2026 review link pin";

/// What makes a link somebody's. It stands in the link and in their browser, and nowhere else: the document keeps its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; TOKEN_BYTES]);

/// Never in a log.
impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}

impl Token {
    /// A new one: 160 random bits from the system.
    ///
    /// # Errors
    /// If the system has none.
    pub fn random() -> std::io::Result<Self> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(bytes))
    }

    /// As it stands in a link: 27 letters, digits, `-` and `_`.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads what stood in a link or a cookie.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Some(Self(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }

    /// What is kept of it. There is nothing to guess among 160 random bits, so one fast hash is as good as a slow one.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        blake3::derive_key(TOKEN_CONTEXT, &self.0)
    }
}

/// A PIN as it was typed, and what proves that it was.
#[derive(Clone)]
pub struct Pin(String);

impl fmt::Debug for Pin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Pin(…)")
    }
}

impl Pin {
    /// Digits of a PIN.
    pub const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

    /// Reads a PIN: 4 to 12 digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = Self::DIGITS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Self(text.to_owned()))
    }

    /// What the browser keeps in its stead once it was right: useless without the token, and of no use elsewhere.
    #[must_use]
    pub fn proof(&self, token: &Token) -> [u8; 32] {
        *blake3::keyed_hash(&blake3::derive_key(PIN_CONTEXT, &token.0), self.0.as_bytes()).as_bytes()
    }
}

/// What the document keeps of a PIN.
#[must_use]
pub fn proof_hash(proof: &[u8; 32]) -> [u8; 32] {
    *blake3::hash(proof).as_bytes()
}

/// Whether two secrets are the same, in a time that does not depend on where they differ.
pub(crate) fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    // `blake3::Hash` compares in constant time, and says so in its documentation.
    blake3::Hash::from_bytes(*one) == blake3::Hash::from_bytes(*other)
}

/// What a browser shows to be let in again: the token, and the proof of its PIN where it has one.
pub(crate) struct Pass {
    pub token: Token,
    pub proof: Option<[u8; 32]>,
}

impl Pass {
    pub fn text(&self) -> String {
        match &self.proof {
            Some(proof) => format!("{}.{}", self.token.text(), URL_SAFE_NO_PAD.encode(proof)),
            None => self.token.text(),
        }
    }

    pub fn read(text: &str) -> Option<Self> {
        let (token, proof) = match text.split_once('.') {
            Some((token, proof)) => (token, Some(URL_SAFE_NO_PAD.decode(proof).ok()?.try_into().ok()?)),
            None => (text, None),
        };
        Some(Self { token: Token::read(token)?, proof })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_160_bits_comes_back_from_its_text_and_is_not_shown_in_a_log() {
        let token = Token::random().expect("random");
        assert_eq!(token.text().len(), 27);
        assert_eq!(Token::read(&token.text()), Some(token.clone()));
        assert_ne!(token, Token::random().expect("random"));
        assert_eq!(format!("{token:?}"), "Token(…)");
        for wrong in ["", "a", &token.text()[1..], &format!("{}A", token.text()), "../../../../etc/passwd_____"] {
            assert_eq!(Token::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_pin_proves_itself_for_one_token_alone() {
        let (token, other) = (Token::random().expect("random"), Token::random().expect("random"));
        let pin = Pin::read(" 2468 ").expect("a PIN");
        assert_eq!(pin.proof(&token), Pin::read("2468").expect("a PIN").proof(&token));
        assert_ne!(pin.proof(&token), pin.proof(&other));
        assert_ne!(pin.proof(&token), Pin::read("2469").expect("a PIN").proof(&token));
        assert!(Pin::read("123").is_none() && Pin::read("12345a").is_none() && Pin::read("1234567890123").is_none());
    }

    #[test]
    fn a_pass_comes_back_from_its_text() {
        let token = Token::random().expect("random");
        let proof = Pin::read("2468").map(|pin| pin.proof(&token));
        let read = Pass::read(&Pass { token: token.clone(), proof }.text()).expect("a pass");
        assert!(read.token == token && read.proof == proof);
        assert!(Pass::read("x.y").is_none());
    }
}
