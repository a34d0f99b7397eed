//! The Season page: what only shows over all episodes.

mod arc;
mod arc_shapes;
mod shapes;
mod themes;

pub(crate) use arc::season_arc;
pub use arc_shapes::{ActDensity, Apart, ApartKind, ArcStep, EpisodeArc, SeasonArc, Silence};
pub use shapes::{
    AskedOfTheme, MapEpisode, StatementView, StatingTrack, ThemeLine, ThemeMap, ThemeOffer, ThemeRemarkView,
};
pub(crate) use themes::theme_map;
