//! Names of rows: whole numbers of at most 52 bits, unique across documents, never used again.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $brand:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
        #[serde(transparent)]
        #[ts(type = $brand)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    )*};
}

ids! {
    /// Something on an album.
    AlbumEntryId "number & { readonly __brand: \"AlbumEntryId\" }",
    /// An album of the show.
    AlbumId "number & { readonly __brand: \"AlbumId\" }",
    /// A paper that belongs to a clearance.
    AttachmentId "number & { readonly __brand: \"AttachmentId\" }",
    /// What may be spent on something.
    BudgetId "number & { readonly __brand: \"BudgetId\" }",
    /// A character of the show.
    CharacterId "number & { readonly __brand: \"CharacterId\" }",
    /// Something that happened to a clearance.
    ClearanceEventId "number & { readonly __brand: \"ClearanceEventId\" }",
    /// A clearance of a track.
    ClearanceId "number & { readonly __brand: \"ClearanceId\" }",
    /// Music that somebody is asked to write.
    CommissionId "number & { readonly __brand: \"CommissionId\" }",
    /// A cue.
    CueId "number & { readonly __brand: \"CueId\" }",
    /// What a currency is worth.
    CurrencyRateId "number & { readonly __brand: \"CurrencyRateId\" }",
    /// A cut of an episode.
    CutId "number & { readonly __brand: \"CutId\" }",
    /// A line that is spoken in a cut.
    DialogueSpanId "number & { readonly __brand: \"DialogueSpanId\" }",
    /// An episode.
    EpisodeId "number & { readonly __brand: \"EpisodeId\" }",
    /// Placements that are selected together.
    GroupId "number & { readonly __brand: \"GroupId\" }",
    /// A hit.
    HitId "number & { readonly __brand: \"HitId\" }",
    /// A lane of the timeline.
    LaneId "number & { readonly __brand: \"LaneId\" }",
    /// A link by which a reviewer comes without an account.
    LinkId "number & { readonly __brand: \"LinkId\" }",
    /// Clearances among whom nobody is paid less.
    MfnGroupId "number & { readonly __brand: \"MfnGroupId\" }",
    /// A note.
    NoteId "number & { readonly __brand: \"NoteId\" }",
    /// An option of a clearance.
    OptionStepId "number & { readonly __brand: \"OptionStepId\" }",
    /// A round that left as a file.
    PackageId "number & { readonly __brand: \"PackageId\" }",
    /// A writer, publisher, label or other party.
    PartyId "number & { readonly __brand: \"PartyId\" }",
    /// A payment for a clearance.
    PaymentId "number & { readonly __brand: \"PaymentId\" }",
    /// A placement.
    PlacementId "number & { readonly __brand: \"PlacementId\" }",
    /// A sound beside the music of a cut.
    ProductionSoundId "number & { readonly __brand: \"ProductionSoundId\" }",
    /// An alternate as it was proposed in a round.
    ProposalId "number & { readonly __brand: \"ProposalId\" }",
    /// A reel of a cut.
    ReelId "number & { readonly __brand: \"ReelId\" }",
    /// A further file of the picture of a cut.
    ReelPictureId "number & { readonly __brand: \"ReelPictureId\" }",
    /// Somebody who is asked in rounds.
    ReviewerId "number & { readonly __brand: \"ReviewerId\" }",
    /// A review round.
    RoundId "number & { readonly __brand: \"RoundId\" }",
    /// A named set of picks.
    ScenarioId "number & { readonly __brand: \"ScenarioId\" }",
    /// A scene.
    SceneId "number & { readonly __brand: \"SceneId\" }",
    /// A theme.
    ThemeId "number & { readonly __brand: \"ThemeId\" }",
    /// A track of the library.
    TrackId "number & { readonly __brand: \"TrackId\" }",
    /// A verdict.
    VerdictId "number & { readonly __brand: \"VerdictId\" }",
    /// A volume line.
    VolumeId "number & { readonly __brand: \"VolumeId\" }",
    /// A composition.
    WorkId "number & { readonly __brand: \"WorkId\" }",
    /// What one party has of a work.
    WorkShareId "number & { readonly __brand: \"WorkShareId\" }",
}
