//! A package as whoever has it: what stands in it, and replies as its page signs them.

use std::path::{Path, PathBuf};

use model::{ReviewerId, RoundId};
use serde_json::{Value, json};
use studio::Studio;
use studio::door::{MixQuality, PackageSpec, ReplySource};
use studio::jobs::Job;
use studio::views::JobKind;

/// A package that was opened.
pub struct OpenPackage {
    /// Its page, as text.
    pub page: String,
    /// What is shown in it.
    pub packed: Value,
}

/// A package of a round for these people, with what a dialog begins with.
pub fn spec(round: RoundId, reviewers: &[ReviewerId]) -> PackageSpec {
    PackageSpec {
        round,
        reviewers: reviewers.to_vec(),
        picture: true,
        neutral: false,
        burn_name: false,
        quality: MixQuality::Good,
        wav: false,
        folder: false,
    }
}

/// A job that nobody watches.
pub fn job() -> Job {
    Job::new(1, JobKind::Package, "Making the package", |_| {})
}

impl OpenPackage {
    /// Makes a package, and opens it.
    pub fn make(studio: &Studio, spec: &PackageSpec, path: &Path) -> Self {
        studio.make_package(&job(), spec, path, true).expect("a package");
        Self::open(path)
    }

    /// Opens the page of a package.
    pub fn open(path: &Path) -> Self {
        let page = std::fs::read_to_string(path).expect("the page");
        let (_, rest) = page.split_once("id=\"needledrop-package\">").expect("what is shown");
        let (shown, _) = rest.split_once("</script>").expect("its end");
        let packed = serde_json::from_str(shown).expect("JSON");
        Self { page, packed }
    }

    /// Somebody whom it is for.
    pub fn person(&self, name: &str) -> &Value {
        let people = self.packed["people"].as_array().expect("people");
        people.iter().find(|one| one["page"]["you"]["name"] == name).unwrap_or_else(|| panic!("no {name}"))
    }

    /// What somebody says, as the page would say it before it is signed.
    pub fn payload(&self, name: &str, answers: &[Value]) -> Value {
        json!({
            "package": self.packed["id"], "reviewer": self.person(name)["page"]["you"]["id"],
            "savedAt": "2026-11-24T10:00:00.000Z", "answers": answers,
        })
    }

    /// The reply of somebody.
    pub fn reply(&self, name: &str, answers: &[Value]) -> ReplySource {
        text(self.signed(name, &self.payload(name, answers)))
    }

    /// Any payload, signed with somebody's secret.
    pub fn signed(&self, name: &str, payload: &Value) -> String {
        let secret = self.person(name)["secret"].as_str().expect("a secret");
        sealed(&payload.to_string(), &bytes(secret))
    }
}

/// What a page saves: a payload and what a secret makes of it.
pub fn sealed(payload: &str, secret: &[u8; 32]) -> String {
    let signature = letters(URLS, blake3::keyed_hash(secret, payload.as_bytes()).as_bytes());
    json!({ "needledropReply": 1, "about": "A reply", "payload": payload, "signature": signature }).to_string()
}

/// A reply from the clipboard.
pub fn text(text: impl Into<String>) -> ReplySource {
    ReplySource::Text { text: text.into() }
}

/// A reply in a file.
pub fn file(path: PathBuf) -> ReplySource {
    ReplySource::File { path }
}

/// A reply as a page copies it.
pub fn as_text(head: &str, json: &str) -> String {
    let all = letters(MAIL, json.as_bytes());
    let padded = format!("{all}{}", "=".repeat((4 - all.len() % 4) % 4));
    let lines: Vec<&str> = padded.as_bytes().chunks(76).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!("{head}\n\n-----BEGIN NEEDLEDROP REPLY-----\n{}\n-----END NEEDLEDROP REPLY-----\n", lines.join("\n"))
}

/// Base64 for addresses, and for mail.
const URLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MAIL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// 32 bytes of base64 for addresses.
pub fn bytes(text: &str) -> [u8; 32] {
    let mut bits = 0_u32;
    let mut count = 0;
    let mut out = Vec::new();
    for letter in text.bytes() {
        let value = URLS.iter().position(|one| *one == letter).expect("a letter of base64");
        bits = bits << 6 | u32::try_from(value).expect("six bits");
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out.try_into().expect("32 bytes")
}

fn letters(alphabet: &[u8; 64], bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            out.push(char::from(alphabet[(all >> (18 - 6 * at) & 63) as usize]));
        }
    }
    out
}
