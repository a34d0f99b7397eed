//! What the Clear page shows. Amounts without a currency of their own are in minor units of the show's.

use deliver::letters::Paper;
use model::{
    Attachment, BudgetCategory, Clearance, ClearanceEvent, ClearanceId, ClearanceStatus, CueId, CurrencyRate, CutId,
    Difference, EpisodeId, Figures, MfnGroupId, OptionStep, Party, Payment, Reminder, Rights, Scenario, Settlement,
    Share, Side, TrackId,
};
use serde::Serialize;
use timebase::Flicks;
use ts_rs::TS;

use crate::licences::LicenceWarning;

/// A line with the name of whoever licenses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClearanceLine {
    /// The line itself.
    #[serde(flatten)]
    pub clearance: Clearance,
    /// `Fjord Songs`; empty where nobody knows.
    pub licensor: String,
}

/// The Clear page of a cut.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClearView {
    /// The show's revision it was read at.
    pub revision: u64,
    /// The cut whose picks it shows.
    pub cut: CutId,
    /// Its episode.
    pub episode: EpisodeId,
    /// The season of the episode.
    pub season: u32,
    /// Episodes of that season.
    pub season_episodes: usize,
    /// ISO 4217, the show's.
    pub currency: String,
    /// The day that the page was read.
    pub today: String,
    /// Money of the episode.
    pub budget: BudgetView,
    /// Money of the season.
    pub season_budget: BudgetView,
    /// How many rights there are.
    pub sides: SidesView,
    /// A track each, in the order of its first cue; then those that are only alternates.
    pub groups: Vec<ClearGroup>,
    /// Favoured-nations groups of the show, by name.
    pub mfn_groups: Vec<MfnGroupView>,
    /// Kept sets of picks of the cut, by name.
    pub scenarios: Vec<ScenarioView>,
    /// Dates, soonest first.
    pub reminders: Vec<ReminderView>,
    /// By currency and day.
    pub rates: Vec<CurrencyRate>,
    /// Currencies of lines without a rate.
    pub missing_rates: Vec<String>,
    /// Names of all parties, each once, for fields that ask for one.
    pub licensors: Vec<String>,
    /// Lines that a quote can be asked for: not asked yet, and it is known whom.
    pub requestable: Vec<ClearanceId>,
}

/// What may be spent and what is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BudgetView {
    /// What may be spent, if anybody has said.
    pub amount: Option<i64>,
    /// By how far the lines have come.
    pub figures: Figures,
    /// Agreed, confirmed, licensed and paid.
    pub committed: i64,
    /// Committed, quoted and countered.
    pub priced: i64,
    /// Used and not committed.
    pub at_risk: i64,
    /// Committed and not paid.
    pub owed: i64,
    /// All of it.
    pub forecast: i64,
    /// What is left of the amount after all of it; below zero it is too much.
    pub left: Option<i64>,
    /// Every category.
    pub categories: Vec<BudgetLine>,
}

/// A category of a budget.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BudgetLine {
    /// Which.
    pub category: BudgetCategory,
    /// What may be spent.
    pub amount: Option<i64>,
    /// Whether the amount is the sum of the episodes' and none of its own.
    pub summed: bool,
    /// By how far the lines have come.
    pub figures: Figures,
    /// Agreed, confirmed, licensed and paid.
    pub committed: i64,
    /// Committed and not paid.
    pub owed: i64,
    /// Used and not committed.
    pub at_risk: i64,
    /// All of it.
    pub forecast: i64,
}

/// How many rights the picks of the cut need.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SidesView {
    /// Lines, and sides without one.
    pub total: usize,
    /// In hand.
    pub done: usize,
    /// Not in hand.
    pub open: usize,
    /// Of those, sides that have no line yet.
    pub missing: usize,
    /// Lines with something to do within a week, or that should be done.
    pub due: usize,
}

/// A track with its lines.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClearGroup {
    /// The track.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// Its cues in this cut, the first first; alternates where it is no pick.
    pub cues: Vec<CueId>,
    /// Their numbers.
    pub numbers: Vec<String>,
    /// Title of the first cue.
    pub cue_title: String,
    /// `BI`.
    pub usage_code: String,
    /// The longest use.
    pub length: Flicks,
    /// Whether a cue picks it.
    pub picked: bool,
    /// How its rights stand in this episode.
    pub rights: Rights,
    /// Sides without a line, or with shares that do not make up the whole.
    pub gaps: usize,
    /// What its lines cost or may cost.
    pub amount: i64,
    /// Master first, then the larger shares.
    pub lines: Vec<ClearLine>,
    /// Where the lines do not follow what is known of the work and the recording.
    pub unlisted: Option<UnlistedRights>,
}

/// What is known of a track's rights and does not stand in its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UnlistedRights {
    /// A sentence.
    pub message: String,
    /// Whether lines that nobody has touched become it when the rights are prepared again.
    pub listable: bool,
}

/// A line of the table, or a card of the board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClearLine {
    /// The line itself.
    #[serde(flatten)]
    pub line: ClearanceLine,
    /// `MFN A`.
    pub group_name: String,
    /// What 100 % would cost by its fee, in its own currency.
    pub whole_fee: Option<i64>,
    /// What it costs or may cost; `None` without a rate.
    pub own_amount: Option<i64>,
    /// Whether its next action should be done.
    pub overdue: bool,
    /// Whether its next action is of today or the next days.
    pub soon: bool,
    /// The episode it is for, if it is for one alone: `1x04`.
    pub episode_name: String,
    /// What of its uses does not keep to it.
    pub warnings: Vec<LicenceWarning>,
    /// What of it is agreed, paid and owed, in its own currency.
    pub settlement: Settlement,
    /// Whether it costs or may cost something: not refused, expired, replaced or without need.
    pub live: bool,
    /// Whether a quote can be requested: nobody was asked yet, and it is known whom to ask.
    pub requestable: bool,
    /// Whether there is a quote that can be accepted.
    pub acceptable: bool,
    /// Whether a quote can be countered.
    pub counterable: bool,
    /// The letter that it wants next, if there is one to write.
    pub letter: Option<Paper>,
    /// Why there is none; empty where there is one.
    pub no_letter: String,
    /// The longest use that it allows: `1:30`; empty for any.
    pub longest: String,
}

/// A favoured-nations group.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MfnGroupView {
    /// Its row.
    pub id: MfnGroupId,
    /// `MFN A`.
    pub name: String,
    /// Lines in it.
    pub lines: Vec<ClearanceId>,
    /// What 100 % costs.
    pub fee: Option<i64>,
    /// What the next round figure would cost.
    pub step: Option<GroupStep>,
}

/// What it would cost to raise a group.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GroupStep {
    /// To what, for 100 %.
    pub fee: i64,
    /// How much more that is, over all its lines.
    pub costs: i64,
}

/// A kept set of picks against the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioView {
    /// The scenario itself.
    #[serde(flatten)]
    pub scenario: Scenario,
    /// Whether the timeline picks the same.
    pub current: bool,
    /// What it changes.
    pub difference: Difference,
    /// Where it picks otherwise.
    pub swaps: Vec<PickSwap>,
}

/// A cue that a scenario picks otherwise for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PickSwap {
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: String,
    /// The letter on the timeline.
    pub from: String,
    /// The scenario's letter.
    pub to: String,
    /// The scenario's track.
    pub title: String,
}

/// A date that somebody should not forget.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReminderView {
    /// The date, and why it matters.
    #[serde(flatten)]
    pub reminder: Reminder,
    /// The track.
    pub title: String,
    /// Who licenses the line.
    pub licensor: String,
}

/// All that is known of a line.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClearanceDetail {
    /// The line itself.
    #[serde(flatten)]
    pub line: ClearLine,
    /// Title of the track.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// Who licenses it, with contacts.
    pub licensed_by: Option<Party>,
    /// How many lines the track has.
    pub sides: usize,
    /// Its uses in the newest cuts; edits of the recording that meet are one.
    pub uses: Vec<UseView>,
    /// In order.
    pub options: Vec<OptionStep>,
    /// In the order in which they are due.
    pub payments: Vec<Payment>,
    /// By label.
    pub attachments: Vec<AttachmentView>,
    /// The newest first.
    pub events: Vec<ClearanceEvent>,
}

/// A use of the track that a line is for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UseView {
    /// `1x04`.
    pub episode: String,
    /// The cut.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: String,
    /// `BI`.
    pub usage_code: String,
    /// How long it sounds.
    pub length: Flicks,
}

/// A paper that belongs to a line.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentView {
    /// The attachment itself.
    #[serde(flatten)]
    pub attachment: Attachment,
    /// Whether it is not where it was.
    pub missing: bool,
}

/// What a quote would change, before it is taken.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MfnPreview {
    /// The group that rises with it; empty if the line is in none.
    pub group: String,
    /// The line itself first, then the others that rise.
    pub rises: Vec<MfnRise>,
    /// How much more all of it costs; below zero less.
    pub total: i64,
    /// What is left of the episode's budget afterwards.
    pub left: Option<i64>,
    /// Whether to ask first: others rise with it, or it does not stay at what was typed.
    pub asks: bool,
}

/// A line that a quote changes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MfnRise {
    /// The line.
    pub clearance: ClearanceId,
    /// The track.
    pub title: String,
    /// Which right.
    pub side: Side,
    /// Who licenses it.
    pub licensor: String,
    /// What of the right is theirs.
    pub share: Share,
    /// How far it has come.
    pub status: ClearanceStatus,
    /// In its own currency.
    pub from: Option<i64>,
    /// In its own currency.
    pub to: i64,
    /// ISO 4217.
    pub currency: String,
    /// Whether it is the estimate of a line without a quote.
    pub estimate: bool,
    /// Whether its fee is signed, so that a top-up becomes due.
    pub top_up: bool,
}
