//! Sharing as the running application sees it.

use std::collections::HashMap;

use model::{LinkId, Visit};
use review::Token;
use serde::Serialize;
use ts_rs::TS;

use super::links::LinkView;
use super::mixes::MixQuality;
use super::share::Share;

/// What is shared now, and the tokens of links that were made since the application runs.
#[derive(Default)]
pub(crate) struct Door {
    /// What is served, while it is.
    pub share: Option<Share>,
    /// Whether the local network may come.
    pub lan: bool,
    /// How well the music is heard.
    pub quality: MixQuality,
    /// What opens links that can still be copied.
    pub tokens: HashMap<LinkId, Token>,
}

/// A link with what can be sent of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedLink {
    /// The link.
    #[serde(flatten)]
    pub view: LinkView,
    /// What is sent; `None` where it was made earlier: only a hash of it is kept.
    pub address: Option<String>,
    /// The same as a QR code, an SVG.
    pub qr: Option<String>,
    /// Whether a page is open by it now.
    pub present: bool,
}

/// How the review is shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedRound {
    /// What links begin with, while it is shared.
    pub base: Option<String>,
    /// Whether others on the local network can reach it.
    pub lan: bool,
    /// How well the music is heard.
    pub quality: MixQuality,
    /// The links to the round, the oldest first.
    pub links: Vec<SharedLink>,
    /// What happened at the door, newest first.
    pub visits: Vec<Visit>,
    /// What would leave by a link.
    pub leaving: Leaving,
}

/// What leaves the house by a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Leaving {
    /// The picture's name and size in bytes, where there is one that leaves.
    pub picture: Option<(String, u64)>,
    /// Whether it has sound of its own, which is heard under the music.
    pub own_sound: bool,
    /// The lines of the proxy that leaves in its stead.
    pub proxy: Option<crate::proxies::ProxyHeight>,
    /// Why browsers do not show the picture, as sentences: then it does not leave.
    pub picture_cannot: Vec<String>,
    /// What a proxy would do better, as sentences.
    pub picture_better: Vec<String>,
    /// For whom a proxy with their name was made.
    pub burnt_for: Vec<model::ReviewerId>,
    /// How many mixes there are to be heard.
    pub mixes: usize,
}
