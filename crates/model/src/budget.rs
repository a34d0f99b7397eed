//! What music costs: the lines of what is picked, against what may be spent, and what another pick would change.
//!
//! A line counts once, however often its track is used: a line for an episode in that episode, any other in the first
//! episode that picks its track. Money is in minor units of the show's currency.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::rights::gaps;
use crate::{
    BudgetId, Clearance, ClearanceId, ClearanceStatus, CueId, CutId, EpisodeId, LaneKind, OptionStep, Origin, Payment,
    PlacementId, Rates, ScenarioId, TrackId,
};

/// What money is set aside for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum BudgetCategory {
    /// Existing songs.
    Songs,
    /// Music written for the show.
    Score,
    /// Production music.
    Library,
    /// Options that were taken.
    Options,
}

impl BudgetCategory {
    /// Every category, in the order of a budget.
    pub const ALL: [Self; 4] = [Self::Songs, Self::Score, Self::Library, Self::Options];

    /// That of a use: as its origin says, or else its lane and whether the recording is from a library.
    #[must_use]
    pub const fn of_use(origin: Option<Origin>, lane: LaneKind, from_library: bool) -> Self {
        match (origin, lane) {
            (Some(Origin::Library), _) => Self::Library,
            (Some(Origin::Commissioned), _) => Self::Score,
            (Some(_), _) => Self::Songs,
            (None, _) if from_library => Self::Library,
            (None, LaneKind::Score) => Self::Score,
            (None, LaneKind::Songs | LaneKind::Source | LaneKind::Other) => Self::Songs,
        }
    }
}

/// What may be spent on one category, of a season or of an episode: exactly one of the two is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Budget {
    /// Its row.
    pub id: BudgetId,
    /// The season it is for.
    pub season: Option<u32>,
    /// The episode it is for.
    pub episode: Option<EpisodeId>,
    /// What for.
    pub category: BudgetCategory,
    /// In minor units of the show's currency.
    pub amount: i64,
}

/// A set of picks of a cut, with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    /// Its row.
    pub id: ScenarioId,
    /// The cut.
    pub cut: CutId,
    /// `B for 4M07`.
    pub name: String,
    /// By cue. Cues that are not named keep the pick they have.
    pub picks: Vec<ScenarioPick>,
}

/// What a scenario picks for one cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioPick {
    /// The cue.
    pub cue: CueId,
    /// One of its placements.
    pub placement: PlacementId,
}

/// A track that is picked in the newest cut of an episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickedUse {
    /// The episode.
    pub episode: EpisodeId,
    /// Its cue.
    pub cue: CueId,
    /// The track.
    pub track: TrackId,
    /// How long it sounds.
    pub length: Flicks,
    /// What its money is set aside for.
    pub category: BudgetCategory,
}

/// Sums of lines by how far they have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Estimates of lines without a quote.
    pub estimated: i64,
    /// Quoted or countered.
    pub quoted: i64,
    /// Agreed, and not paid.
    pub agreed: i64,
    /// Confirmed, licensed or called paid, and not paid yet, top-ups included.
    pub confirmed: i64,
    /// Payments that were made, whatever became of their lines.
    pub paid: i64,
    /// Of what is confirmed: top-ups that favoured nations ask for, and nobody has confirmed yet.
    pub top_ups: i64,
    /// Lines whose currency has no rate, and whose money is therefore in none of the sums.
    pub without_rate: usize,
}

impl Figures {
    /// What somebody has or is to get.
    #[must_use]
    pub const fn committed(&self) -> i64 {
        self.agreed + self.confirmed + self.paid
    }

    /// What is committed and not paid.
    #[must_use]
    pub const fn owed(&self) -> i64 {
        self.agreed + self.confirmed
    }

    /// What is used in the picture and not committed yet.
    #[must_use]
    pub const fn at_risk(&self) -> i64 {
        self.estimated + self.quoted
    }

    /// What is committed or has a price.
    #[must_use]
    pub const fn priced(&self) -> i64 {
        self.committed() + self.quoted
    }

    /// What it will all cost, as far as anybody can tell.
    #[must_use]
    pub const fn forecast(&self) -> i64 {
        self.committed() + self.at_risk()
    }

    fn add(&mut self, status: ClearanceStatus, worth: Option<Worth>) {
        let Some(Worth { paid, rest, top_up }) = worth else {
            self.without_rate += 1;
            return;
        };
        self.paid += paid;
        self.top_ups += top_up;
        let sum = match status {
            ClearanceStatus::ToRequest | ClearanceStatus::Requested => &mut self.estimated,
            ClearanceStatus::Quoted | ClearanceStatus::Countered => &mut self.quoted,
            ClearanceStatus::Agreed => &mut self.agreed,
            ClearanceStatus::Confirmed | ClearanceStatus::Licensed | ClearanceStatus::Paid => &mut self.confirmed,
            ClearanceStatus::Denied
            | ClearanceStatus::Expired
            | ClearanceStatus::Replaced
            | ClearanceStatus::NotNeeded => return,
        };
        *sum += rest;
    }
}

/// What a line comes to, in minor units of the show's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Worth {
    /// What was paid.
    paid: i64,
    /// What it costs or may cost beyond that.
    rest: i64,
    /// Of the rest: its top-up.
    top_up: i64,
}

impl std::iter::Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            estimated: sum.estimated + one.estimated,
            quoted: sum.quoted + one.quoted,
            agreed: sum.agreed + one.agreed,
            confirmed: sum.confirmed + one.confirmed,
            paid: sum.paid + one.paid,
            top_ups: sum.top_ups + one.top_ups,
            without_rate: sum.without_rate + one.without_rate,
        })
    }
}

/// What another set of picks would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Of the forecast; below zero it saves.
    pub money: i64,
    /// Of rights that are not in hand; below zero there are fewer.
    pub open: i64,
}

/// All lines of a show, ready to be summed.
#[derive(Debug)]
pub struct Costs<'a> {
    of_track: HashMap<TrackId, Vec<&'a Clearance>>,
    options: HashMap<ClearanceId, Vec<&'a OptionStep>>,
    payments: HashMap<ClearanceId, Vec<&'a Payment>>,
    rates: &'a Rates,
    today: &'a str,
}

impl<'a> Costs<'a> {
    /// Payments count by the rate of the day they were made, money that is committed by that of the day it was committed,
    /// all other by that of `today`.
    #[must_use]
    pub fn new(
        lines: &'a [Clearance],
        options: &'a [OptionStep],
        payments: &'a [Payment],
        rates: &'a Rates,
        today: &'a str,
    ) -> Self {
        let mut of_track: HashMap<_, Vec<_>> = HashMap::new();
        for line in lines {
            of_track.entry(line.track).or_default().push(line);
        }
        let mut of_line: HashMap<_, Vec<_>> = HashMap::new();
        for option in options.iter().filter(|option| option.exercised) {
            of_line.entry(option.clearance).or_default().push(option);
        }
        let mut paid: HashMap<_, Vec<_>> = HashMap::new();
        for payment in payments.iter().filter(|payment| payment.paid) {
            paid.entry(payment.clearance).or_default().push(payment);
        }
        Self { of_track, options: of_line, payments: paid, rates, today }
    }

    /// The lines of a track.
    #[must_use]
    pub fn lines(&self, track: TrackId) -> &[&'a Clearance] {
        self.of_track.get(&track).map_or(&[], Vec::as_slice)
    }

    /// What a line costs or may cost, without its options: what was paid, and what is to be paid beyond it. Of one that is
    /// refused, over, dropped or without need only what was paid. `None` where its currency has no rate.
    #[must_use]
    pub fn amount(&self, line: &Clearance) -> Option<i64> {
        self.of_line(line).map(|(worth, _)| worth.paid + worth.rest)
    }

    /// What the options that were taken on a line cost.
    #[must_use]
    pub fn taken(&self, line: &Clearance) -> Option<i64> {
        self.of_line(line).map(|(_, worth)| worth.paid + worth.rest)
    }

    /// The line itself, and its options: what was paid counts for the fee first.
    fn of_line(&self, line: &Clearance) -> Option<(Worth, Worth)> {
        let since = line.status.is_committed() && !line.since.is_empty();
        let day = if since { line.since.as_str() } else { self.today };
        let in_own = |amount: i64, on: &str| self.rates.in_own(amount, &line.currency, on);
        let top_up = line.top_up.unwrap_or(0);
        let live = line.status.is_live();
        let mut to_pay = if live { line.fee.or(line.estimate).unwrap_or(0) + top_up } else { 0 };
        let (mut own, mut options) = (Worth::default(), Worth::default());
        let mut beyond = 0;
        for payment in self.payments.get(&line.id).map_or(&[] as &[_], Vec::as_slice) {
            let on = if payment.paid_on.is_empty() { day } else { payment.paid_on.as_str() };
            // What is not for the fee is for options, and what is for neither was paid for the line all the same.
            let for_fee = if self.options.contains_key(&line.id) { payment.amount.min(to_pay) } else { payment.amount };
            own.paid += in_own(for_fee, on)?;
            options.paid += in_own(payment.amount - for_fee, on)?;
            beyond += payment.amount - for_fee;
            to_pay = (to_pay - payment.amount).max(0);
        }
        own.top_up = in_own(top_up.min(to_pay), day)?;
        own.rest = in_own(to_pay, day)?;
        if live {
            for step in self.options.get(&line.id).map_or(&[] as &[_], Vec::as_slice) {
                let on = if step.exercised_on.is_empty() { day } else { step.exercised_on.as_str() };
                let fee = step.fee.unwrap_or(0);
                let left = (fee - beyond).max(0);
                beyond = (beyond - fee).max(0);
                options.rest += in_own(left, on)?;
            }
        }
        Some((own, options))
    }

    /// The figures of each episode and category, for `picks` in the order of their episodes.
    #[must_use]
    pub fn figures(&self, picks: &[PickedUse]) -> BTreeMap<(EpisodeId, BudgetCategory), Figures> {
        let mut counted = HashSet::new();
        let mut figures: BTreeMap<_, Figures> = BTreeMap::new();
        for pick in picks {
            for line in self.lines(pick.track).iter().filter(|line| line.is_for(pick.episode)) {
                if !counted.insert(line.id) {
                    continue;
                }
                let (own, options) = self.of_line(line).unzip();
                figures.entry((pick.episode, pick.category)).or_default().add(line.status, own);
                if self.options.contains_key(&line.id) {
                    figures.entry((pick.episode, BudgetCategory::Options)).or_default().add(line.status, options);
                }
            }
        }
        figures
    }

    /// Rights in a track, used in an episode, that are not in hand: lines, and sides that lack one.
    #[must_use]
    pub fn open_rights(&self, track: TrackId, episode: EpisodeId) -> usize {
        let lines = || self.lines(track).iter().copied().filter(|line| line.is_for(episode));
        lines().filter(|line| is_open(line)).count() + gaps(lines())
    }

    /// What changes when the tracks that an episode picks go from `before` to `after`, while other episodes pick those
    /// of `elsewhere`.
    #[must_use]
    pub fn difference(
        &self,
        episode: EpisodeId,
        before: &[TrackId],
        after: &[TrackId],
        elsewhere: &HashSet<TrackId>,
    ) -> Difference {
        let (before, after): (BTreeSet<_>, BTreeSet<_>) = (before.iter().collect(), after.iter().collect());
        let mut difference = Difference::default();
        for (tracks, others, sign) in [(&after, &before, 1), (&before, &after, -1)] {
            for &&track in tracks.difference(others) {
                let shared = elsewhere.contains(&track);
                difference.money += sign * self.worth(track, episode, shared);
                difference.open += sign * i64::try_from(self.open_for(track, episode, shared)).unwrap_or(0);
            }
        }
        difference
    }

    /// What a track costs an episode; lines for the whole show cost nothing where others need them anyhow.
    fn worth(&self, track: TrackId, episode: EpisodeId, elsewhere: bool) -> i64 {
        let own = |line: &&&Clearance| if elsewhere { line.episode == Some(episode) } else { line.is_for(episode) };
        let cost = |line: &&Clearance| self.amount(line).unwrap_or(0) + self.taken(line).unwrap_or(0);
        self.lines(track).iter().filter(own).map(cost).sum()
    }

    /// Open rights that an episode alone needs: those that hold for the whole show stay open where others need them.
    fn open_for(&self, track: TrackId, episode: EpisodeId, elsewhere: bool) -> usize {
        let shared = self.lines(track).iter().any(|line| line.episode.is_none());
        if !elsewhere || !shared {
            return self.open_rights(track, episode);
        }
        self.lines(track).iter().filter(|line| line.episode == Some(episode) && is_open(line)).count()
    }
}

/// Whether a line is one of the rights that are not in hand.
#[must_use]
pub fn is_open(line: &Clearance) -> bool {
    !line.status.is_done() && line.status != ClearanceStatus::Replaced
}
