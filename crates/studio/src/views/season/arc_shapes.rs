//! What the Season page shows of arcs.

use model::{CutId, EpisodeId, Feeling, SceneId};
use serde::Serialize;
use timebase::{Flicks, Position};
use ts_rs::TS;

/// Drama and music of a season, episode by episode.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeasonArc {
    /// The show's revision it was read at.
    pub revision: u64,
    /// What to name when they are asked for again, so as to be told of what changed alone.
    pub version: u64,
    /// Which season.
    pub season: u32,
    /// The seasons that there are.
    pub seasons: Vec<u32>,
    /// Its episodes in order.
    pub order: Vec<EpisodeId>,
    /// Those of them that changed since the version that was named; all where none was.
    pub episodes: Vec<EpisodeArc>,
    /// Where music and drama part, the farthest first.
    pub apart: Vec<Apart>,
    /// Recordings whose energy is not known yet.
    pub pending: usize,
    /// Recordings that cannot be read, and count as silence.
    pub unread: usize,
}

/// Drama and music of an episode's newest cut.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EpisodeArc {
    /// Its row.
    pub id: EpisodeId,
    /// `1x04`.
    pub name: String,
    /// As on air.
    pub title: String,
    /// Its newest cut.
    pub cut: Option<CutId>,
    /// How long that is.
    pub length: Flicks,
    /// The cut in equal steps.
    pub steps: Vec<ArcStep>,
    /// How long music sounds, counted once where two cues overlap.
    pub music: Flicks,
    /// How long music is heard that sounds in the scenes themselves.
    pub source: Flicks,
    /// The longest stretch without music.
    pub silence: Option<Silence>,
    /// How much of each act has music; the whole episode where it has no reels.
    pub acts: Vec<ActDensity>,
    /// Where its music and its drama part most, and what else is worth saying, as sentences.
    pub remarks: Vec<String>,
}

/// Drama and music of one cut, to be laid over another's.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CutArc {
    /// The cut.
    pub cut: CutId,
    /// `1x04 Cut 3`.
    pub name: String,
    /// How long it is.
    pub length: Flicks,
    /// The cut in equal steps.
    pub steps: Vec<ArcStep>,
    /// Recordings whose energy is not known yet.
    pub pending: usize,
}

/// A step of an episode; all values are from 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArcStep {
    /// Where it begins.
    pub at: Position,
    /// What the scenes ask for, where somebody said it.
    pub intensity: Option<f64>,
    /// What the music that sounds has; `None` where none does.
    pub energy: Option<f64>,
    /// That of what sounds in the scenes themselves.
    pub source: Option<f64>,
    /// That of the rest.
    pub score: Option<f64>,
    /// What the moods of the scenes ask for, where the vocabulary has a word of theirs.
    pub asked: Option<Feeling>,
    /// What the moods of the recordings that sound say.
    pub heard: Option<Feeling>,
}

/// A stretch without music.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Silence {
    /// Its first frame.
    pub at: Position,
    /// How long it is.
    pub length: Flicks,
}

/// Music of an act.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActDensity {
    /// The reel, from 1.
    pub number: u32,
    /// How long it is.
    pub length: Flicks,
    /// How long music sounds in it.
    pub music: Flicks,
}

/// How music parts from drama.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ApartKind {
    /// It pushes harder than the scene.
    Pushes,
    /// It holds back from the scene.
    HoldsBack,
    /// The scene is intense, and little or no music sounds in it.
    Silent,
}

/// A scene in which music and drama part.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Apart {
    /// How.
    pub kind: ApartKind,
    /// The episode.
    pub episode: EpisodeId,
    /// Its newest cut.
    pub cut: CutId,
    /// The scene.
    pub scene: SceneId,
    /// Its first frame.
    pub at: Position,
    /// The frame after it.
    pub until: Position,
    /// `1x05 scene 22`.
    pub place: String,
    /// Its slugline.
    pub slugline: String,
    /// What the scene asks for, from 0 to 10.
    pub intensity: i64,
    /// What the music has; `None` where little or none sounds.
    pub energy: Option<f64>,
    /// Both in words, as a sentence.
    pub words: String,
}
