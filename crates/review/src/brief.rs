//! The brief of a commission as a page: what a composer opens in a browser, with the picture of its scenes, its references and the
//! newest demo inside. What they answer comes back as a file ([`crate::BriefReply`]).

use model::CueId;
use serde::{Deserialize, Serialize};
use timebase::{Flicks, FrameRate, Frames, Position};
use ts_rs::TS;

use crate::media::MediaId;

/// A brief as its composer is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefPage {
    /// The form of such pages.
    pub version: u32,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// What the show is called.
    pub show: String,
    /// `C3`: files that are named so are known when they come.
    pub code: String,
    /// What the music is called.
    pub title: String,
    /// Who composes; empty where nobody is named.
    pub composer: String,
    /// What the music is to do.
    pub brief: String,
    /// What else is said, in order.
    pub facts: Vec<BriefFact>,
    /// What is to be delivered, a line each.
    pub deliverables: Vec<String>,
    /// The cues that it answers, each with its stretch of the picture.
    pub scenes: Vec<BriefScene>,
    /// What it may sound like.
    pub references: Vec<BriefReference>,
    /// How answers come back; none where nothing can come back.
    pub reply: Option<BriefReturn>,
}

/// What signs the replies of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefReturn {
    /// What the page is called in them, in hexadecimal.
    pub page: String,
    /// 32 bytes in base64 for addresses, without padding.
    pub secret: String,
}

impl BriefPage {
    /// The form that is written.
    pub const VERSION: u32 = 1;
}

/// Something that is said of what is wanted: `Length`, `0:40`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefFact {
    /// What it is.
    pub name: String,
    /// What is said of it.
    pub words: String,
}

/// A cue that music is written for. All times but those in words count from the first frame that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefScene {
    /// `1x02 2M04 The letter`.
    pub name: String,
    /// The cue.
    pub cue: CueId,
    /// Where the first frame that is shown lies on the cut.
    pub first: Position,
    /// The scene it is in; empty where there is none.
    pub scene: String,
    /// What the music is to do there.
    pub brief: String,
    /// The frame rate of the cut.
    pub rate: FrameRate,
    /// The label of the first frame that is shown, as frames from midnight.
    pub start: Frames,
    /// How long it is shown.
    pub length: Flicks,
    /// Where the music begins.
    pub from: Flicks,
    /// Where it ends, as far as anybody said.
    pub until: Flicks,
    /// The picture, where it goes along.
    pub picture: Option<BriefMedia>,
    /// Why it does not, as a sentence; empty where there is none.
    pub picture_stays: String,
    /// What the music is to answer.
    pub hits: Vec<BriefHit>,
    /// The newest demo, as it lies in this cue.
    pub demo: Option<BriefDemo>,
}

/// A file inside the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefMedia {
    /// Its name there.
    pub media: MediaId,
    /// Its media type.
    pub kind: String,
}

/// A moment that music is to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefHit {
    /// What happens.
    pub label: String,
    /// When.
    pub at: Flicks,
    /// That as timecode.
    pub timecode: String,
}

/// A demo that came, under the picture: it begins and ends with that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefDemo {
    /// The number of its version.
    pub number: i64,
    /// Its sound, where it could be made.
    pub media: Option<MediaId>,
    /// What was said of it.
    pub notes: Vec<BriefNote>,
}

/// What was said of a demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefNote {
    /// Its frame; none for the whole.
    pub at: Option<Flicks>,
    /// That as timecode; empty for the whole.
    pub timecode: String,
    /// Who says it.
    pub author: String,
    /// What.
    pub body: String,
    /// Whether it is dealt with.
    pub resolved: bool,
}

/// Music that shows what is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefReference {
    /// Its title.
    pub title: String,
    /// Who plays; empty where that is not known.
    pub artist: String,
    /// What of it is meant.
    pub note: String,
    /// How long it is.
    pub length: Flicks,
    /// Its sound, where it could be made.
    pub media: Option<MediaId>,
}
