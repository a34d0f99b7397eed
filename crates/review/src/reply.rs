//! Replies of offline packages: what a page saved, or somebody pasted. Strangers' input from the first byte to the last.
//!
//! ```text
//! bytes ─► sealed: whose it says it is ─► opened with that secret: signature right, then read strictly ─► answers
//! ```
//!
//! `docs/review-reply.md` says how one is written.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{GeneralPurposeConfig, URL_SAFE_NO_PAD};
use model::{PackageId, ReviewerId, Secret};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, AnswerFault, check_key};
use crate::secret::same;

/// What stands before and after a reply in text.
const BEGIN: &str = "-----BEGIN NEEDLEDROP REPLY-----";
const END: &str = "-----END NEEDLEDROP REPLY-----";

/// A reply as it came, before anybody knows whose it is. It says what it answers: that is no more than a claim until it is
/// [opened](SealedReply::open).
#[derive(Debug, Clone)]
pub struct SealedReply {
    /// What it says it answers.
    pub claim: Claimed,
    payload: String,
    signature: [u8; 32],
}

/// What a reply says it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claimed {
    /// A package of a review.
    Review {
        /// Which.
        package: PackageId,
        /// Whose reply it is.
        reviewer: ReviewerId,
    },
    /// The page of a brief.
    Brief {
        /// Which.
        page: PackageId,
    },
}

/// What was signed: read strictly, and held to its bounds.
pub trait Signed: DeserializeOwned {
    /// Whether it keeps to the bounds of what a page writes.
    ///
    /// # Errors
    /// If it does not.
    fn check(&self) -> Result<(), ReplyFault>;
}

/// What somebody answered, from the package whose secret signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reply {
    /// The package, in hexadecimal.
    package: String,
    /// Whose.
    reviewer: ReviewerId,
    /// When it was saved, by the clock of the page's computer.
    pub saved_at: String,
    /// What they say, in the order in which they said it.
    pub answers: Vec<Answer>,
}

/// Why a reply is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyFault {
    /// More than any page writes.
    #[error("it has more than {most} MiB, which no reply has", most = SealedReply::MOST_BYTES >> 20)]
    TooLarge,
    /// Something else.
    #[error(
        "it is no reply to a review or a brief; choose the .json file that its page saved, or paste the whole text"
    )]
    NotAReply,
    /// Text that was cut off.
    #[error("a part of the text is missing; copy all of it, from BEGIN to END")]
    Incomplete,
    /// Of a later program.
    #[error("it was written by a newer version (form {version}, this program knows {known})", known = SealedReply::VERSION)]
    Newer {
        /// Which form it has.
        version: u64,
    },
    /// Its package did not sign it.
    #[error("its signature is not that of its package: it was changed on its way, or made by somebody else")]
    Forged,
    /// Signed, and nothing that a page writes.
    #[error("it holds what no page writes: {reason}")]
    Malformed {
        /// What, as a clause.
        reason: String,
    },
    /// One of its answers is none.
    #[error("it holds what no page writes: {0}")]
    Answer(#[from] AnswerFault),
    /// More than anybody says.
    #[error("it has more than {most} answers", most = Reply::MOST)]
    TooMany,
}

/// The outside of a reply.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Envelope {
    #[serde(rename = "needledropReply")]
    _version: u64,
    /// For whoever opens the file.
    #[serde(default, rename = "about")]
    _about: String,
    payload: String,
    signature: String,
}

/// What says in which form a reply is, whatever else stands in it.
#[derive(Deserialize)]
struct Versioned {
    #[serde(rename = "needledropReply")]
    version: u64,
}

/// Whose a payload says it is.
#[derive(Deserialize)]
struct Claim {
    #[serde(default)]
    package: String,
    #[serde(default)]
    reviewer: Option<ReviewerId>,
    #[serde(default)]
    brief: String,
}

impl Claim {
    fn read(&self) -> Option<Claimed> {
        if let Some(reviewer) = self.reviewer {
            Some(Claimed::Review { package: read_id(&self.package)?, reviewer })
        } else {
            Some(Claimed::Brief { page: read_id(&self.brief)? })
        }
    }
}

impl SealedReply {
    /// The form of replies that is written and read.
    pub const VERSION: u64 = 1;
    /// Bytes of a reply, in a file or as text.
    pub const MOST_BYTES: usize = 16 << 20;

    /// Reads a file, or text from the clipboard with whatever stands around the reply.
    ///
    /// # Errors
    /// If it is no reply, or one of a newer program.
    pub fn read(bytes: &[u8]) -> Result<Self, ReplyFault> {
        if bytes.len() > Self::MOST_BYTES {
            return Err(ReplyFault::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| ReplyFault::NotAReply)?;
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.contains(BEGIN) || text.contains(END) {
            Self::read_json(&unwrapped(text)?)
        } else {
            Self::read_json(text.as_bytes())
        }
    }

    fn read_json(json: &[u8]) -> Result<Self, ReplyFault> {
        // A list would be read as fields in their order.
        if json.first() != Some(&b'{') {
            return Err(ReplyFault::NotAReply);
        }
        let Versioned { version } = serde_json::from_slice(json).map_err(|_| ReplyFault::NotAReply)?;
        if version > Self::VERSION {
            return Err(ReplyFault::Newer { version });
        }
        let malformed = |error: serde_json::Error| ReplyFault::Malformed { reason: shortened(&error) };
        let envelope: Envelope = serde_json::from_slice(json).map_err(malformed)?;
        let claim: Claim = serde_json::from_str(&envelope.payload).map_err(malformed)?;
        let claim = claim.read().ok_or(ReplyFault::NotAReply)?;
        let signature = URL_SAFE_NO_PAD.decode(&envelope.signature).ok().and_then(|bytes| bytes.try_into().ok());
        let signature = signature.ok_or(ReplyFault::Forged)?;
        Ok(Self { claim, payload: envelope.payload, signature })
    }

    /// What it says, if it was signed with the secret of its package and reviewer.
    ///
    /// # Errors
    /// If it was not, or it holds what no page writes.
    pub fn open<S: Signed>(&self, secret: &Secret) -> Result<S, ReplyFault> {
        let signed = blake3::keyed_hash(&secret.0, self.payload.as_bytes());
        if !same(signed.as_bytes(), &self.signature) {
            return Err(ReplyFault::Forged);
        }
        let signed: S =
            serde_json::from_str(&self.payload).map_err(|error| ReplyFault::Malformed { reason: shortened(&error) })?;
        signed.check()?;
        Ok(signed)
    }
}

/// Whether answers of one reply can be: not more than anybody says, and each with a key of its own.
pub(crate) fn check_keys<'a>(keys: impl ExactSizeIterator<Item = &'a str>) -> Result<(), ReplyFault> {
    let count = keys.len();
    if count > Reply::MOST {
        return Err(ReplyFault::TooMany);
    }
    let mut different = BTreeSet::new();
    for key in keys {
        check_key(key)?;
        if !different.insert(key) {
            return Err(AnswerFault::Twice.into());
        }
    }
    Ok(())
}

impl Signed for Reply {
    fn check(&self) -> Result<(), ReplyFault> {
        // Each is looked at by itself where it is taken: one that is none keeps out no other.
        check_keys(self.answers.iter().map(Answer::key))
    }
}

impl Reply {
    /// Most answers of one reply.
    pub const MOST: usize = 2_000;
}

/// A package's id as it stands in packages and replies.
#[must_use]
pub fn package_name(id: PackageId) -> String {
    format!("{:x}", id.0)
}

fn read_id(text: &str) -> Option<PackageId> {
    let plain = (1..=13).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    plain.then(|| i64::from_str_radix(text, 16).ok()).flatten().map(PackageId)
}

/// What stands between BEGIN and END. Mail programs wrap lines, quote them and end them in their own ways: whatever is no
/// letter of base64 is theirs.
fn unwrapped(text: &str) -> Result<Vec<u8>, ReplyFault> {
    let (_, after) = text.split_once(BEGIN).ok_or(ReplyFault::Incomplete)?;
    let (inside, _) = after.split_once(END).ok_or(ReplyFault::Incomplete)?;
    let letters: Vec<u8> =
        inside.bytes().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    const UNPADDED: GeneralPurpose = GeneralPurpose::new(
        &base64::alphabet::STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(base64::engine::DecodePaddingMode::RequireNone),
    );
    UNPADDED.decode(letters).map_err(|_| ReplyFault::Incomplete)
}

/// A reason that is told, and not the whole of what somebody sent.
fn shortened(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.chars().count() > 160 { text.chars().take(160).chain(['…']).collect() } else { text }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;
    use serde_json::{Value, json};

    use super::*;

    const SECRET: Secret = Secret([7; 32]);

    /// A reply as text, as a page copies it: what is said for people, then the reply itself.
    fn reply_text(head: &str, json: &str) -> String {
        let letters = STANDARD.encode(json);
        let mut lines = format!("{head}\n\n{BEGIN}\n");
        let mut rest = letters.as_str();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(rest.len().min(76));
            lines.push_str(line);
            lines.push('\n');
            rest = after;
        }
        lines + END + "\n"
    }

    fn payload() -> Value {
        json!({
            "package": "1f", "reviewer": 5, "savedAt": "2026-11-29T10:00:00.000Z",
            "answers": [{
                "type": "verdict", "key": "k".repeat(22), "at": "2026-11-29T09:00:00.000Z", "proposal": 9,
                "value": "approved", "words": "",
            }],
        })
    }

    fn signed(payload: &Value, secret: &Secret) -> String {
        let payload = payload.to_string();
        let signature = URL_SAFE_NO_PAD.encode(blake3::keyed_hash(&secret.0, payload.as_bytes()).as_bytes());
        json!({ "needledropReply": 1, "about": "", "payload": payload, "signature": signature }).to_string()
    }

    fn opened(json: &str) -> Result<Reply, ReplyFault> {
        SealedReply::read(json.as_bytes())?.open(&SECRET)
    }

    #[test]
    fn a_reply_is_read_from_a_file_and_from_mangled_text() {
        let json = signed(&payload(), &SECRET);
        let reply = opened(&json).expect("a reply");
        assert_eq!((reply.package.as_str(), reply.reviewer, reply.answers.len()), ("1f", ReviewerId(5), 1));
        let text = reply_text("Dana says yes to 4M07", &json);
        assert_eq!(opened(&text).as_ref(), Ok(&reply));
        let quoted: String = text.lines().map(|line| format!("> {line}\r\n")).collect();
        assert_eq!(opened(&format!("Hi Sam,\n\nhere you are\n\n{quoted}\n-- \nDana")).as_ref(), Ok(&reply));
        let narrow: String =
            text.chars().flat_map(|letter| [Some(letter), (letter == 'Q').then_some('\n')]).flatten().collect();
        assert_eq!(opened(&narrow).as_ref(), Ok(&reply));
        let sealed = SealedReply::read(json.as_bytes()).expect("sealed");
        assert_eq!(sealed.claim, Claimed::Review { package: PackageId(0x1f), reviewer: ReviewerId(5) });
    }

    #[test]
    fn what_its_package_did_not_sign_is_no_reply() {
        let json = signed(&payload(), &SECRET);
        assert_eq!(opened(&json.replace("approved", "rejected")), Err(ReplyFault::Forged));
        assert_eq!(opened(&signed(&payload(), &Secret([8; 32]))), Err(ReplyFault::Forged));
        let mut bare: Value = serde_json::from_str(&json).expect("JSON");
        bare["signature"] = "".into();
        assert_eq!(opened(&bare.to_string()), Err(ReplyFault::Forged));
    }

    #[test]
    fn other_files_cut_off_text_and_newer_forms_are_told_apart() {
        let json = signed(&payload(), &SECRET);
        for other in ["", "{}", "[1]", "hello", "{\"needledropReply\":\"x\"}", "\u{0}\u{0}"] {
            assert_eq!(opened(other), Err(ReplyFault::NotAReply), "{other}");
        }
        assert_eq!(SealedReply::read(&[0xff, 0xfe, 0x00]).err(), Some(ReplyFault::NotAReply));
        let text = reply_text("Dana", &json);
        assert_eq!(opened(&text[..text.len() - 40]), Err(ReplyFault::Incomplete));
        let gap = text.replacen(&text[100..104], "", 1);
        assert!(matches!(
            opened(&gap),
            Err(ReplyFault::Incomplete | ReplyFault::NotAReply | ReplyFault::Malformed { .. })
        ));
        let newer = json.replacen("\"needledropReply\":1", "\"needledropReply\":2,\"more\":true", 1);
        assert_eq!(opened(&newer), Err(ReplyFault::Newer { version: 2 }));
        assert_eq!(SealedReply::read(&vec![b' '; SealedReply::MOST_BYTES + 1]).err(), Some(ReplyFault::TooLarge));
        let deep = "[".repeat(100_000);
        assert_eq!(opened(&deep), Err(ReplyFault::NotAReply));
    }

    #[test]
    fn what_is_signed_is_still_held_to_the_bounds() {
        let changed = |change: fn(&mut Value)| {
            let mut payload = payload();
            change(&mut payload);
            opened(&signed(&payload, &SECRET))
        };
        assert!(matches!(changed(|one| one["admin"] = true.into()), Err(ReplyFault::Malformed { .. })));
        assert!(matches!(changed(|one| one["answers"][0]["reviewer"] = 1.into()), Err(ReplyFault::Malformed { .. })));
        assert_eq!(changed(|one| one["answers"][0]["key"] = "x".into()), Err(AnswerFault::Key.into()));
        let twice = changed(|one| {
            let first = one["answers"][0].clone();
            one["answers"] = json!([first.clone(), first]);
        });
        assert_eq!(twice, Err(AnswerFault::Twice.into()));
        // One that is too long is looked at by itself.
        assert!(changed(|one| one["answers"][0]["words"] = "x".repeat(4_001).into()).is_ok());
        assert_eq!(changed(|one| one["package"] = "../../etc".into()), Err(ReplyFault::NotAReply));
        let many = changed(|one| {
            let mut answer = one["answers"][0].clone();
            let all = (0..2_001).map(|number| {
                answer["key"] = format!("{number:0>22}").into();
                answer.clone()
            });
            one["answers"] = all.collect::<Vec<_>>().into();
        });
        assert_eq!(many, Err(ReplyFault::TooMany));
    }
}
