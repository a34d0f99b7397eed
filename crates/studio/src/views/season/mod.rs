//! The Season page: what only shows over all episodes.

mod shapes;
mod themes;

pub use shapes::{
    AskedOfTheme, MapEpisode, StatementView, StatingTrack, ThemeLine, ThemeMap, ThemeOffer, ThemeRemarkView,
};
pub(crate) use themes::theme_map;
