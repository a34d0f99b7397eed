//! The vocabulary of edits: everything that can happen to a show, as data.
//!
//! The window, the command line's `edit` and replies from review all speak it. Positions are flicks from the cut's
//! first frame; they are taken to the nearest frame where a frame is meant.

mod clearance;
mod cuts;
mod deliver;
mod told;
mod works;

use model::{
    AttachmentId, BudgetCategory, CarveMethod, CharacterId, ClearanceEventId, ClearanceId, CueId, CueKind, CueNumber,
    CurrencyRateId, CutId, Edge, EpisodeId, Fade, HitId, LaneId, LaneKind, MfnGroupId, Millibels, NoteId, Origin,
    PartyId, Perception, PlacementId, ScenarioId, SceneId, Side, ThemeId, ThemeRole, TrackId, UsageFact, VerdictValue,
    Voice, WorkId, WorkSide,
};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};
use ts_rs::TS;

pub use clearance::{ClearancePatch, OptionSpec, PickSpec, QuotedFor};
pub use cuts::{CutPatch, CutSpec, ReelSpec, ScenePatch, SceneSpec};
pub use deliver::{EpisodeFactsPatch, SeriesFactsPatch};
pub use told::{NotSaid, Told};
pub use works::{PartyPatch, RecordingPatch, ShareSpec, WorkPatch};

/// Edits that belong together: one transaction, one step of undo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditRequest {
    /// In order; all or none take effect.
    pub edits: Vec<Edit>,
    /// What undo calls it; by default the first edit's own words.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub label: Option<String>,
    /// Requests in a row with the same key are one step of undo: a gesture, a field being typed in.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub merge_key: Option<String>,
}

/// One thing that happens to a show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
#[allow(clippy::large_enum_variant, reason = "edits are few at a time and live as long as their transaction")]
pub enum Edit {
    /// Changes what the show is called.
    SetShow { title: Option<String>, currency: Option<String>, production_company: Option<String> },

    /// Changes what is known of tracks.
    EditTracks { tracks: Vec<TrackId>, set: TrackPatch },
    /// Takes tracks out of the library; refused while they are placed. Files stay where they are.
    RemoveTracks { tracks: Vec<TrackId> },
    /// Says where a track's file is now.
    RelinkTrack { track: TrackId, path: String },
    /// Adds somebody of the show.
    AddCharacter { name: String },
    /// Adds a theme with the tracks that state it.
    AddTheme { name: String, character: Option<CharacterId>, tracks: Vec<TrackId> },
    /// Changes a theme.
    EditTheme { theme: ThemeId, name: Option<String>, tracks: Option<Vec<TrackId>> },
    /// Removes a theme; cues forget it.
    RemoveTheme { theme: ThemeId },

    /// Adds an episode with its first cut.
    AddEpisode { season: u32, number: u32, title: String, cut: CutSpec },
    /// Changes an episode's name.
    EditEpisode { episode: EpisodeId, season: Option<u32>, number: Option<u32>, title: Option<String> },
    /// Removes an episode and all that is on its cuts.
    RemoveEpisode { episode: EpisodeId },
    /// Adds a newer cut; with `copy_from` its scenes, hits, cues and placements come along at their positions.
    AddCut { episode: EpisodeId, cut: CutSpec, copy_from: Option<CutId> },
    /// Changes a cut. A new rate keeps frame numbers of everything on the cut.
    EditCut { cut: CutId, set: CutPatch },
    /// Removes a cut and all that is on it; refused for the only cut of an episode.
    RemoveCut { cut: CutId },
    /// Divides a cut into reels.
    SetReels { cut: CutId, reels: Vec<ReelSpec> },

    /// Adds a scene.
    AddScene { cut: CutId, scene: SceneSpec },
    /// Changes a scene.
    EditScene { scene: SceneId, set: ScenePatch },
    /// Removes scenes.
    RemoveScenes { scenes: Vec<SceneId> },
    /// Puts these scenes in the place of all that the cut has; cues keep the scene of the same number.
    ReplaceScenes { cut: CutId, scenes: Vec<SceneSpec> },

    /// Marks a frame that music should answer.
    AddHit { cut: CutId, at: Position, label: String },
    /// Changes a hit.
    EditHit { hit: HitId, at: Option<Position>, label: Option<String> },
    /// Removes hits.
    RemoveHits { hits: Vec<HitId> },

    /// Adds a lane below the others.
    AddLane { name: String, kind: LaneKind },
    /// Changes a lane; `ordinal` moves it among the others, from 0.
    EditLane { lane: LaneId, name: Option<String>, kind: Option<LaneKind>, ordinal: Option<i64> },
    /// Removes a lane; refused while something lies on it in any cut.
    RemoveLane { lane: LaneId },

    /// Spots a cue without music; `number` is by default the next free one of its reel.
    AddCue {
        cut: CutId,
        at: Position,
        kind: Option<CueKind>,
        number: Option<CueNumber>,
        title: String,
        brief: Option<String>,
    },
    /// Changes cues.
    EditCues { cues: Vec<CueId>, set: CuePatch },
    /// Gives a cue another number; refused if it is taken.
    NumberCue { cue: CueId, number: CueNumber },
    /// Waves advice on the use of cues away; it is not given again.
    DismissUsage { cues: Vec<CueId>, fact: UsageFact },
    /// Gives advice again that was waved away.
    RecallUsage { cues: Vec<CueId> },
    /// Removes cues with their placements, verdicts and notes.
    RemoveCues { cues: Vec<CueId> },
    /// Makes a placement the pick of its cue.
    SetPick { placement: PlacementId },

    /// Lays a track against picture. Without `cue` it makes a cue with the next free number of its reel; with it,
    /// it adds an alternate (at the pick's in-point where `at` is left out). `length` is by default what is left of
    /// the track, at most up to the end of the cut.
    Place {
        cut: CutId,
        track: TrackId,
        lane: LaneId,
        at: Option<Position>,
        from: Option<Flicks>,
        length: Option<Flicks>,
        cue: Option<CueId>,
        gain: Option<Millibels>,
        fade_in: Option<Fade>,
        fade_out: Option<Fade>,
    },
    /// Moves placements in time and across lanes.
    MovePlacements { moves: Vec<PlacementMove> },
    /// Moves one edge.
    TrimPlacement { placement: PlacementId, edge: Edge, to: Position },
    /// Moves the sound under its frames.
    SlipPlacement { placement: PlacementId, track_start: Flicks },
    /// Changes gain and fades.
    ShapePlacements {
        placements: Vec<PlacementId>,
        gain: Option<Millibels>,
        fade_in: Option<Fade>,
        fade_out: Option<Fade>,
    },
    /// Cuts placements in two; what is right of the blade becomes a cue of its own.
    BladePlacements { placements: Vec<PlacementId>, at: Position },
    /// Copies placements as cues of their own, `by` later.
    DuplicatePlacements { placements: Vec<PlacementId>, by: Flicks },
    /// Makes a placement an alternate of another cue.
    JoinCue { placement: PlacementId, cue: CueId },
    /// Removes placements; a cue whose last placement goes, goes too, unless `keep_cues`.
    RemovePlacements { placements: Vec<PlacementId>, keep_cues: Option<bool> },

    /// Says what headers of cue sheets ask of the series.
    SetSeriesFacts { set: SeriesFactsPatch },
    /// Says what headers of cue sheets ask of an episode.
    SetEpisodeFacts { episode: EpisodeId, set: EpisodeFactsPatch },
    /// Decides for which of two cues a sheet counts the time they share; `None` leaves it open again.
    SetCarveOut { first: CueId, second: CueId, method: Option<CarveMethod> },
    /// Keeps a profile of cue sheets (its JSON), in the place of one of the same id.
    SaveProfile { definition: String },
    /// Removes a profile of the user's own.
    RemoveProfile { id: String },
    /// Words a letter, or the printed cue sheet, otherwise; `None` takes the wording that comes with the program again.
    SetTemplate { name: String, text: Option<String> },
    /// Sets the picture at the head of printed papers: a PNG, JPEG or SVG file as base64; `None` for none.
    SetLogo { logo: Option<String> },

    /// Starts the next round of review.
    StartRound { cut: CutId, audience: String },
    /// Records the director's decision in the cut's newest round (the first begins by itself); `None` takes it back.
    SetVerdict { placement: PlacementId, value: Option<VerdictValue>, author: String },
    /// Adds a note at a frame, over a range or on a whole cue.
    AddNote {
        cut: CutId,
        cue: Option<CueId>,
        placement: Option<PlacementId>,
        at: Option<Position>,
        until: Option<Position>,
        author: String,
        body: String,
        answers: Option<NoteId>,
    },
    /// Changes a note.
    EditNote { note: NoteId, body: Option<String>, resolved: Option<bool>, at: Option<Position> },
    /// Removes notes with their answers.
    RemoveNotes { notes: Vec<NoteId> },

    /// Adds a writer, publisher, label or other party.
    AddParty { set: PartyPatch },
    /// Changes parties.
    EditParties { parties: Vec<PartyId>, set: PartyPatch },
    /// Makes one party of several: all that refers to `from` refers to `into`, which takes what it does not know itself.
    MergeParties { into: PartyId, from: Vec<PartyId> },
    /// Removes parties; refused while something refers to them.
    RemoveParties { parties: Vec<PartyId> },
    /// Adds a work, recorded by these tracks.
    AddWork { title: String, tracks: Option<Vec<TrackId>>, set: Option<WorkPatch> },
    /// Changes works.
    EditWorks { works: Vec<WorkId>, set: WorkPatch },
    /// Puts these shares in the place of all that a work has. They need not add up yet.
    SetShares { work: WorkId, shares: Vec<ShareSpec> },
    /// Gives every owner of a side the same share; what rounding leaves over goes to the first.
    EvenOut { work: WorkId, side: WorkSide },
    /// Makes the shares of a side add up in the proportions they have; what is left over goes to the first.
    MakeWhole { work: WorkId, side: WorkSide },
    /// Says which work tracks record; without `work` nobody knows.
    SetWork { tracks: Vec<TrackId>, work: Option<WorkId> },
    /// Changes what is known of recordings.
    EditRecordings { tracks: Vec<TrackId>, set: RecordingPatch },
    /// Makes one work of several: tracks of `from` record `into`, whose shares stay as they are unless it has none.
    MergeWorks { into: WorkId, from: Vec<WorkId> },
    /// Removes works with their shares; tracks forget them.
    RemoveWorks { works: Vec<WorkId> },
    /// Takes suggestions that were read from a track's tags.
    AcceptSuggestions { track: TrackId, keys: Vec<String> },
    /// Waves suggestions away; they are not shown again.
    DismissSuggestions { track: TrackId, keys: Vec<String> },
    /// Shows suggestions again that were taken or waved away.
    RecallSuggestions { track: TrackId },

    /// Makes the lines that tracks need, from their works and labels, and keeps those that are there. `episode` makes
    /// them for one episode alone; `territory` chooses between administrators and is `World` where it is left out.
    PrepareClearances { tracks: Vec<TrackId>, episode: Option<EpisodeId>, territory: Option<String> },
    /// Adds a clearance of a track.
    AddClearance { track: TrackId, side: Side, set: Option<ClearancePatch> },
    /// Changes clearances. A new status is dated and written into their history; favoured-nations groups rise.
    EditClearances { clearances: Vec<ClearanceId>, set: ClearancePatch },
    /// Records a price: the line is quoted, if it was not further, and its favoured-nations group rises with it.
    /// Without `fee` the price is forgotten.
    SetQuote { clearance: ClearanceId, fee: Option<i64>, currency: Option<String>, quoted_for: Option<QuotedFor> },
    /// Removes clearances with their history, options and attachments.
    RemoveClearances { clearances: Vec<ClearanceId> },
    /// Writes a line into the history of clearances; `at` is a date, by default now.
    LogClearances { clearances: Vec<ClearanceId>, body: String, at: Option<String> },
    /// Removes lines from the history of clearances.
    RemoveClearanceEvents { events: Vec<ClearanceEventId> },
    /// Puts these options in the place of all that a clearance has.
    SetOptions { clearance: ClearanceId, options: Vec<OptionSpec> },
    /// Notes where a paper lies; its label is by default the name of the file.
    AddAttachment { clearance: ClearanceId, path: String, label: Option<String> },
    /// Forgets where papers lie; the files stay.
    RemoveAttachments { attachments: Vec<AttachmentId> },

    /// Puts clearances into a new favoured-nations group, by default called `MFN A` or the next free letter.
    AddMfnGroup { name: Option<String>, clearances: Vec<ClearanceId> },
    /// Changes a group. `fee` sets what 100 % costs in minor units of the show's currency for all its lines, up or
    /// down: the way back from a quote that was wrong.
    EditMfnGroup { group: MfnGroupId, name: Option<String>, fee: Option<i64> },
    /// Dissolves a group; its lines keep their fees.
    RemoveMfnGroup { group: MfnGroupId },
    /// Records what a currency is worth in the show's from a day on, by default today, in millionths a unit.
    SetRate { currency: String, rate: i64, on: Option<String> },
    /// Removes a rate; refused while a line needs it.
    RemoveRate { rate: CurrencyRateId },
    /// Sets what may be spent on a category in a season or an episode; without `amount` nothing is set.
    SetBudget { season: Option<u32>, episode: Option<EpisodeId>, category: BudgetCategory, amount: Option<i64> },

    /// Keeps a set of picks by name: those given, or else those of the timeline as it is. One of the same name is
    /// replaced.
    SaveScenario { cut: CutId, name: String, picks: Option<Vec<PickSpec>> },
    /// Changes a scenario.
    EditScenario { scenario: ScenarioId, name: Option<String>, picks: Option<Vec<PickSpec>> },
    /// Makes a scenario's picks those of the timeline.
    ApplyScenario { scenario: ScenarioId },
    /// Removes a scenario; the timeline stays as it is.
    RemoveScenario { scenario: ScenarioId },
}

/// What is to change of tracks; what is left out stays. Texts may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the track's of the same name")]
pub struct TrackPatch {
    pub title: Option<String>,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub composer: Option<String>,
    pub lyricist: Option<String>,
    pub publisher: Option<String>,
    pub label: Option<String>,
    pub isrc: Option<String>,
    /// Thousandths of a beat a minute; 0 forgets it.
    pub bpm_milli: Option<i64>,
    pub key: Option<String>,
    pub mood: Option<String>,
    pub genre: Option<String>,
    pub language: Option<String>,
    pub comment: Option<String>,
    pub grouping: Option<String>,
    /// 0 forgets it.
    pub year: Option<i64>,
    pub vocal: Option<Told<bool>>,
}

/// What is to change of cues.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the cue's of the same name")]
pub struct CuePatch {
    pub title: Option<String>,
    pub brief: Option<String>,
    /// 0 means the scene under the cue's start.
    pub scene: Option<SceneId>,
    /// Where it is wanted; only for a cue without placements.
    pub at: Option<Position>,
    pub perception: Option<Perception>,
    pub voice: Option<Told<Voice>>,
    pub theme_role: Option<ThemeRole>,
    pub origin: Option<Told<Origin>>,
    pub themes: Option<Vec<ThemeId>>,
}

/// Where a placement goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the placement's of the same name")]
pub struct PlacementMove {
    pub placement: PlacementId,
    pub in_point: Position,
    pub lane: LaneId,
}

/// What an edit request did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Edited {
    /// The show's revision after it.
    pub revision: u64,
    /// Rows made, in the order of the edits.
    pub created: Vec<Created>,
}

/// A row that an edit made.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "camelCase")]
#[allow(missing_docs, reason = "each variant is the row's noun")]
pub enum Created {
    Character(CharacterId),
    Theme(ThemeId),
    Episode(EpisodeId),
    Cut(CutId),
    Scene(SceneId),
    Hit(HitId),
    Lane(LaneId),
    Cue(CueId),
    Placement(PlacementId),
    Note(NoteId),
    Clearance(ClearanceId),
    Attachment(AttachmentId),
    MfnGroup(MfnGroupId),
    Scenario(ScenarioId),
    Party(PartyId),
    Work(WorkId),
}
