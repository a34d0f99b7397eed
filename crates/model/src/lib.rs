//! The words of music supervision as plain values and pure rules.
//!
//! Nothing here reads a file, a clock or a database, and nothing is a float: time is [`timebase::Flicks`], gain is
//! in hundredths of a decibel.

mod clearance;
mod cue;
mod cue_number;
mod episode;
mod identifiers;
mod ids;
mod party;
mod placement;
mod programme;
mod review;
mod scene;
pub mod shares;
mod show;
pub mod societies;
mod theme;
mod track;
mod usage;
mod work;

pub use clearance::{Clearance, ClearanceStatus, Side};
pub use cue::{Cue, CueStatus, Hit, Lane, LaneKind};
pub use cue_number::{CueKind, CueNumber, NumberError};
pub use episode::{Cut, Episode, EpisodeName, EpisodeNameError, Reel, reel_at};
pub use identifiers::{Identifier, IdentifierError};
pub use ids::{
    CharacterId, ClearanceId, CueId, CutId, EpisodeId, HitId, LaneId, NoteId, PartyId, PlacementId, ReelId, RoundId,
    SceneId, ThemeId, TrackId, VerdictId, WorkId, WorkShareId,
};
pub use party::{Party, PartyKind};
pub use placement::{Edge, Fade, FadeShape, Millibels, Placement, PlacementError};
pub use programme::{EpisodeFacts, SeriesFacts};
pub use review::{Note, Round, Verdict, VerdictValue};
pub use scene::Scene;
pub use show::Show;
pub use theme::{Character, Theme};
pub use track::{RawTag, Track};
pub use usage::{Origin, Perception, ThemeRole, Usage, Voice};
pub use work::{Publishing, Recording, Share, ShareRole, SocietyNumber, Work, WorkShare, WorkSide};
