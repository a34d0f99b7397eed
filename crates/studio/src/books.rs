//! The books of a show: everything that money and rights are counted from, read once.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    Budget, BudgetCategory, Clearance, Costs, CueId, Difference, Episode, EpisodeId, Figures, OptionStep, Party,
    PartyId, PickedUse, Rates, TrackId,
};
use store::{Pick, Rows, StoreError};

/// The lines, picks, rates and budgets of a show.
#[derive(Debug)]
pub(crate) struct Books {
    pub lines: Vec<Clearance>,
    pub options: Vec<OptionStep>,
    pub rates: Rates,
    /// Picks of the newest cuts, in the order of the season.
    pub picks: Vec<Pick>,
    pub episodes: Vec<Episode>,
    pub budgets: Vec<Budget>,
    pub parties: HashMap<PartyId, Party>,
    pub today: String,
}

impl Books {
    pub fn read(rows: &Rows, today: &str) -> Result<Self, StoreError> {
        Ok(Self {
            lines: rows.all_clearances()?,
            options: rows.all_option_steps()?,
            rates: Rates::new(&rows.show()?.currency, rows.currency_rates()?),
            picks: rows.picks()?,
            episodes: rows.episodes()?,
            budgets: rows.budgets()?,
            parties: rows.parties()?.into_iter().map(|party| (party.id, party)).collect(),
            today: today.to_owned(),
        })
    }

    pub fn costs(&self) -> Costs<'_> {
        Costs::new(&self.lines, &self.options, &self.rates, &self.today)
    }

    /// Who licenses a line; empty where nobody knows.
    pub fn licensor(&self, line: &Clearance) -> String {
        line.party.and_then(|party| self.parties.get(&party)).map(Party::full_name).unwrap_or_default()
    }

    pub fn uses(&self) -> Vec<PickedUse> {
        let used = |pick: &Pick| PickedUse {
            episode: pick.episode,
            cue: pick.cue,
            track: pick.track,
            length: pick.length,
            category: BudgetCategory::of_use(pick.origin, pick.lane, pick.from_library),
        };
        self.picks.iter().map(used).collect()
    }

    pub fn figures(&self) -> BTreeMap<(EpisodeId, BudgetCategory), Figures> {
        self.costs().figures(&self.uses())
    }

    /// What may be spent on an episode, by category.
    pub fn episode_budget(&self, episode: EpisodeId) -> BTreeMap<BudgetCategory, i64> {
        let own = self.budgets.iter().filter(|budget| budget.episode == Some(episode));
        own.map(|budget| (budget.category, budget.amount)).collect()
    }

    /// What may be spent on a season, by category: what is set for it, or else what its episodes have together.
    pub fn season_budget(&self, season: u32) -> BTreeMap<BudgetCategory, i64> {
        let mut budget: BTreeMap<BudgetCategory, i64> = BTreeMap::new();
        for episode in self.episodes.iter().filter(|episode| episode.season == season) {
            for (category, amount) in self.episode_budget(episode.id) {
                *budget.entry(category).or_default() += amount;
            }
        }
        let own = self.budgets.iter().filter(|budget| budget.season == Some(season));
        budget.extend(own.map(|budget| (budget.category, budget.amount)));
        budget
    }

    /// Tracks that other episodes pick.
    pub fn elsewhere(&self, episode: EpisodeId) -> HashSet<TrackId> {
        self.picks.iter().filter(|pick| pick.episode != episode).map(|pick| pick.track).collect()
    }
}

/// The picks of one cut, and what other picks would change.
#[derive(Debug)]
pub(crate) struct Swaps<'a> {
    costs: Costs<'a>,
    episode: EpisodeId,
    elsewhere: HashSet<TrackId>,
    picks: HashMap<CueId, TrackId>,
}

impl<'a> Swaps<'a> {
    pub fn new(books: &'a Books, episode: EpisodeId, picks: HashMap<CueId, TrackId>) -> Self {
        Self { costs: books.costs(), episode, elsewhere: books.elsewhere(episode), picks }
    }

    /// What changes when these cues get these tracks instead.
    pub fn to(&self, others: &[(CueId, TrackId)]) -> Difference {
        let before: Vec<TrackId> = self.picks.values().copied().collect();
        let mut after = self.picks.clone();
        after.extend(others.iter().copied());
        let after: Vec<TrackId> = after.into_values().collect();
        self.costs.difference(self.episode, &before, &after, &self.elsewhere)
    }
}
