//! Where a problem is mended: the row, and which of its fields.

use model::{CueId, EpisodeId, PartyId, TrackId, WorkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to open to mend a problem, and which of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[allow(missing_docs, reason = "each variant is the row's noun, `field` one of its fields")]
pub enum Target {
    Show { field: ShowField },
    Episode { id: EpisodeId, field: EpisodeField },
    Cue { id: CueId, field: CueField },
    Track { id: TrackId, field: TrackField },
    Work { id: WorkId, field: WorkField },
    Party { id: PartyId, field: PartyField },
    Clearance { track: TrackId, field: ClearanceField },
    Profile,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident { $($field:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[allow(missing_docs, reason = "each is the field of the same name")]
        pub enum $name { $($field),+ }
    )+};
}

fields! {
    /// Fields of the series.
    ShowField {
        Title, ProductionCompany, OtherTitle, Address, PreparedBy, Email, Category, Network, Country, Director, Cast, Language,
        Synopsis,
    }
    /// Fields of an episode; its picture's too.
    EpisodeField {
        Title, OtherTitle, Number, ProductionNumber, AirDate, Version, Year, Isan, Eidr, Incomplete, Cut, Picture,
    }
    /// Fields of a cue. Its span is its in- and out-point, its verdict the director's word on its pick.
    CueField { Number, Title, Scene, Track, Perception, Voice, ThemeRole, Origin, Span, Gain, Note, Verdict, Remarks }
    /// Fields of a track, those of its recording with them.
    TrackField { Title, Artist, Label, CatalogueNumber, CutNumber, Library, Isrc, Work, Path }
    /// Fields of a work.
    WorkField { Title, Iswc, Writers, Publishers, Publishing, WritersPart, SocietyNumbers }
    /// Fields of a party.
    PartyField { Name, Kind, Society, Ipi, Email }
    /// Fields of a line of clearance.
    ClearanceField { Status, MaxLength, MaxUses, Starts, Ends, Territory, Media, Term, Licensor, Share, Options }
}
