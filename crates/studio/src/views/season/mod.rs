//! The Season page: what only shows over all episodes.

mod arc;
mod arc_shapes;
mod health;
mod report;
mod risks;
mod shapes;
mod temp;
mod themes;

pub(crate) use arc::{EpisodeDrama, season_arc};
pub use arc_shapes::{ActDensity, Apart, ApartKind, ArcStep, EpisodeArc, SeasonArc, Silence};
pub(crate) use health::episode_health;
pub use health::{EpisodeHealth, MissingNumbers};
pub(crate) use report::{ReportAsked, season_report};
pub use shapes::{
    AskedOfTheme, MapEpisode, StatementView, StatingTrack, ThemeLine, ThemeMap, ThemeOffer, ThemeRemarkView,
};
pub(crate) use temp::temp_list;
pub use temp::{TempLicence, TempList, TempOther, TempRow, TempSaid};
pub(crate) use themes::{EpisodeThemes, season_themes};
