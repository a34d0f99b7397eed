//! The Season page: what only shows over all episodes.

mod album_shapes;
mod albums;
mod arc;
mod arc_shapes;
mod commission_shapes;
mod commissions;
mod health;
mod kept;
mod moods;
mod named;
mod report;
mod risks;
mod shapes;
mod temp;
mod themes;

pub use album_shapes::{AlbumLine, AlbumSide, AlbumView, AlbumsView};
pub(crate) use albums::{albums, swallowed};
pub(crate) use arc::{cut_arc, season_arc};
pub use arc_shapes::{ActDensity, Apart, ApartKind, ArcStep, CutArc, EpisodeArc, SeasonArc, Silence};
pub use commission_shapes::{
    CommissionCue, CommissionHit, CommissionMoney, CommissionOffer, CommissionView, CommissionsView, VersionNote,
    VersionView,
};
pub(crate) use commissions::{commission_dates, commissions};
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
