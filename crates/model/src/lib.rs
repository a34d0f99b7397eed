//! The words of music supervision as plain values and pure rules.
//!
//! Nothing here reads a file, a clock or a database, and nothing is a float: time is [`timebase::Flicks`], gain is
//! in hundredths of a decibel.

mod album;
pub mod alternate;
mod budget;
mod carve_out;
mod catalogue;
mod clearance;
mod commission;
mod commission_name;
mod composer;
pub mod credits;
mod cue;
mod cue_number;
mod delivery;
mod dialogue;
mod episode;
mod fade;
mod hit;
mod identifiers;
mod ids;
mod issued;
mod lane;
mod licence;
mod link;
mod logo;
mod mfn;
mod money;
mod mood;
mod one_use;
mod package;
mod party;
mod payment;
mod placement;
mod production;
mod programme;
pub mod reconform;
mod reel_picture;
mod renumbering;
pub mod review;
mod rights;
mod said_of;
mod scene;
pub mod shares;
mod show;
pub mod societies;
mod suggestion;
mod theme;
mod theme_map;
mod track;
mod usage;
mod usage_advice;
mod usage_guide;
mod volume;
pub mod words;
mod work;

pub use album::{Album, AlbumEntry, GAP, MOST_STILLS, SIDE, album_available, is_upc, laid_out};
pub use budget::{Budget, BudgetCategory, Costs, Difference, Figures, PickedUse, Scenario, ScenarioPick, is_open};
pub use carve_out::{CarveMethod, CarveOut};
pub use catalogue::{CatalogueField, ColumnMap};
pub use clearance::{Attachment, Clearance, ClearanceEvent, ClearanceStatus, MfnGroup, OptionStep, Side};
pub use commission::{
    Commission, CommissionFacts, CommissionStage, DeliveredFile, DeliveredPart, Keeper, Reference, Version, Wanted,
};
pub use commission_name::{commission_code, is_named_for};
pub use composer::{ComposerSaid, ComposerWord, SentBrief};
pub use cue::{Cue, CueStatus};
pub use cue_number::{CueKind, CueNumber, NumberError};
pub use delivery::{Deliverable, DeliveryPoint, FileFacts, WorkFacts, delivery};
pub use dialogue::DialogueSpan;
pub use episode::{Cut, Episode, EpisodeName, EpisodeNameError, Reel, reel_at};
pub use fade::{Fade, FadeShape};
pub use hit::Hit;
pub use identifiers::{Identifier, IdentifierError};
pub use ids::{
    AlbumEntryId, AlbumId, AttachmentId, BudgetId, CharacterId, ClearanceEventId, ClearanceId, CommissionId, CueId,
    CurrencyRateId, CutId, DialogueSpanId, EpisodeId, GroupId, HitId, LaneId, LinkId, MfnGroupId, NoteId, OptionStepId,
    PackageId, PartyId, PaymentId, PlacementId, ProductionSoundId, ProposalId, ReelId, ReelPictureId, ReviewerId,
    RoundId, ScenarioId, SceneId, ThemeId, TrackId, VerdictId, VolumeId, WorkId, WorkShareId,
};
pub use issued::Issued;
pub use lane::{Lane, LaneColour, LaneKind};
pub use licence::{LicenceBreach, LicenceFault, LicensedUse, Reminder, ReminderKind, breaches, is_date, reminders};
pub use link::{Link, Visit, VisitKind};
pub use logo::{Logo, LogoKind, MOST_LOGO_BYTES};
pub use mfn::{NoRate, Raise, Raised, for_share, for_whole, level, raises, takes_part};
pub use money::{CurrencyRate, MOST_MINOR, MOST_RATE, Money, PAR, Rates, exponent};
pub use mood::{Feeling, MOOD_RANGE, Mood, feeling, mood_words};
pub use one_use::{Edit as EditOfUse, one_use};
pub use package::{Package, PackagedFor, Secret, TakenReply};
pub use party::{Party, PartyKind};
pub use payment::{Payment, Settlement};
pub use placement::{Edge, Millibels, Placement, PlacementError};
pub use production::{Duck, ProductionSound};
pub use programme::{EpisodeFacts, SeriesFacts};
pub use reel_picture::{PicturePart, ReelPicture, picture_parts};
pub use renumbering::{Renumbered, Renumbering, renumber};
pub use review::{
    AnswerSource, Asked, Frozen, FrozenDuck, FrozenPiece, Hearing, Note, Proposal, Reviewer, ReviewerRole, Round,
    RoundRule, Sees, Stroke, StrokeShape, Verdict, VerdictValue,
};
pub use rights::{Rights, gaps};
pub use said_of::{SaidOf, Subject, SubjectFact, name_key};
pub use scene::Scene;
pub use show::Show;
pub use suggestion::{Confidence, Suggested, Suggestion, SuggestionSource, may_be_same, suggestions};
pub use theme::{Character, Manner, Statement, Theme, ThemeInEpisode};
pub use theme_map::{EpisodeOfTheme, ThemeRemark, ThemeRemarkKind, meet, theme_remarks};
pub use track::{RawTag, Track};
pub use usage::{Origin, Perception, ThemeRole, Usage, UsageFact, Voice};
pub use usage_advice::{MusicGround, Place, UsageAdvice, UsageGround, usage_advice};
pub use usage_guide::{USAGE_GUIDE, UsageChoice, UsageGuide};
pub use volume::{VolumePoint, tidy_volume};
pub use work::{Publishing, Recording, Share, ShareRole, SocietyNumber, Work, WorkShare, WorkSide};
