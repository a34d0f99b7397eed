//! What the Season page shows of themes.

use model::{
    CharacterId, CueId, CueNumber, CutId, EpisodeId, Manner, PlacementId, SceneId, Theme, ThemeId, ThemeRemarkKind,
    TrackId,
};
use serde::Serialize;
use timebase::{Flicks, Position};
use ts_rs::TS;

/// The themes of a season over its episodes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeMap {
    /// The show's revision it was read at.
    pub revision: u64,
    /// What to name when it is asked for again, so as to be told of what changed alone.
    pub version: u64,
    /// Which season.
    pub season: u32,
    /// The seasons that there are.
    pub seasons: Vec<u32>,
    /// Its episodes in order.
    pub episodes: Vec<MapEpisode>,
    /// Its themes, by name.
    pub order: Vec<ThemeId>,
    /// Those of them that changed since the version that was named; all where none was.
    pub themes: Vec<ThemeLine>,
    /// What is worth saying, theme by theme.
    pub remarks: Vec<ThemeRemarkView>,
}

/// An episode of the map.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MapEpisode {
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
    /// Timecode of its first frame.
    pub start: String,
}

/// A theme over the season.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeLine {
    /// The theme itself.
    #[serde(flatten)]
    pub theme: Theme,
    /// Whose it is, by name; empty where it is nobody's.
    pub owner: String,
    /// The tracks that state it, in order.
    pub stated_by: Vec<StatingTrack>,
    /// Its statements, in the order of the story.
    pub statements: Vec<StatementView>,
    /// What episodes ask of it.
    pub asked: Vec<AskedOfTheme>,
    /// How long it sounds in all.
    pub total: Flicks,
    /// Scenes with whom it belongs to where no cue states it: offered, never taken for granted.
    pub offers: Vec<ThemeOffer>,
}

/// A track that states a theme.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatingTrack {
    /// Its row.
    pub id: TrackId,
    /// What it is called.
    pub title: String,
}

/// A cue that states a theme.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatementView {
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// What people call it.
    pub title: String,
    /// What the music is to do.
    pub brief: String,
    /// Its episode.
    pub episode: EpisodeId,
    /// The newest cut of that.
    pub cut: CutId,
    /// Where it starts, from the first frame of the cut.
    pub at: Position,
    /// That as timecode.
    pub timecode: String,
    /// How long it sounds; zero where it is asked for and no music is laid, or what is laid is muted.
    pub length: Flicks,
    /// How much of the theme; `None` where nobody said.
    pub manner: Option<Manner>,
    /// What is changed of it.
    pub changes: String,
    /// What sounds; `None` where music is wanted yet, or is muted.
    pub pick: Option<PlacementId>,
    /// Whether music is laid for it that is muted.
    pub muted: bool,
    /// The title of what sounds.
    pub track: String,
    /// Its key, where somebody said.
    pub key: String,
    /// Its tempo in thousandths of a beat a minute, where somebody said.
    pub bpm_milli: Option<i64>,
    /// Its mood, where somebody said.
    pub mood: String,
    /// Themes that sound at once with it.
    pub meets: Vec<ThemeId>,
}

/// What an episode asks of a theme.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AskedOfTheme {
    /// Which episode.
    pub episode: EpisodeId,
    /// How it stands with whom it answers to.
    pub state: String,
    /// Whether it is to be heard there.
    pub expected: bool,
    /// Whether it is.
    pub heard: bool,
}

/// Something worth saying of a theme.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeRemarkView {
    /// Which theme.
    pub theme: ThemeId,
    /// What kind of remark.
    pub kind: ThemeRemarkKind,
    /// The first episode that it is about.
    pub episode: EpisodeId,
    /// A sentence or two.
    pub words: String,
}

/// A scene where a theme could be stated.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeOffer {
    /// Which theme.
    pub theme: ThemeId,
    /// Whose it is.
    pub character: CharacterId,
    /// The scene.
    pub scene: SceneId,
    /// Its episode.
    pub episode: EpisodeId,
    /// `22A`.
    pub number: String,
    /// `EXT. PIER - DUSK`.
    pub slugline: String,
    /// Where it starts, from the first frame of the cut.
    pub at: Position,
}
