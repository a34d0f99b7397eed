//! Replies of offline packages: as they come, and what was signed of them.
#![no_main]

use model::Secret;
use review::{Answer, BriefReply, ComposerAnswer, Reply, SealedReply};

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| {
    if let Ok(sealed) = SealedReply::read(bytes) {
        let _ = sealed.open::<Reply>(&Secret([7; 32]));
        let _ = sealed.open::<BriefReply>(&Secret([7; 32]));
    }
    if let Ok(reply) = serde_json::from_slice::<Reply>(bytes) {
        let _ = reply.answers.iter().try_for_each(Answer::check);
    }
    if let Ok(reply) = serde_json::from_slice::<BriefReply>(bytes) {
        let _ = reply.answers.iter().try_for_each(ComposerAnswer::check);
    }
});
