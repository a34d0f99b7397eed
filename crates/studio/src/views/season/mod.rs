//! The Season page: what only shows over all episodes.

mod arc;
mod arc_shapes;
mod health;
mod kept;
mod moods;
mod named;
mod report;
mod risks;
mod shapes;
mod temp;
mod themes;

pub(crate) use arc::{cut_arc, season_arc};
pub use arc_shapes::{ActDensity, Apart, ApartKind, ArcStep, CutArc, EpisodeArc, SeasonArc, Silence};
pub(crate) use health::episode_health;
pub use health::{EpisodeHealth, MissingNumbers};
pub(crate) use kept::KeptSeason;
pub(crate) use moods::mood_list;
pub use moods::{MoodList, MoodUse, UnknownMood};
pub(crate) use named::Named;
pub(crate) use report::{ReportAsked, season_report};
pub use shapes::{
    AskedOfTheme, MapEpisode, StatementView, StatingTrack, ThemeLine, ThemeMap, ThemeOffer, ThemeRemarkView,
};
pub(crate) use temp::temp_list;
pub use temp::{TempLicence, TempList, TempOther, TempRow, TempSaid};
pub(crate) use themes::season_themes;
