//! What pictures and mixes are called in the addresses of a running share.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use review::MediaId;

use super::mixes::Mix;
use super::page::Names;

/// Names that nobody can guess or work out: they are drawn from a secret that is new with each start.
pub(super) struct Opaque([u8; 32]);

impl Opaque {
    /// Names that no other start of the program has.
    pub fn random() -> io::Result<Self> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        Ok(Self(secret))
    }

    fn name(&self, what: &str, of: &str) -> MediaId {
        let hash = blake3::keyed_hash(&self.0, format!("{what} {of}").as_bytes());
        MediaId(URL_SAFE_NO_PAD.encode(&hash.as_bytes()[..16]))
    }
}

impl Names for Opaque {
    fn picture(&self, path: &str) -> MediaId {
        self.name("picture", path)
    }

    fn opus(&self, mix: &Mix) -> MediaId {
        self.name("opus", &mix.key)
    }

    fn wav(&self, mix: &Mix) -> MediaId {
        self.name("wav", &mix.key)
    }
}
