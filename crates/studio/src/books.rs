//! The books of a show: everything that money and rights are counted from, read once and kept up with every change.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    Budget, BudgetCategory, Clearance, ClearanceId, Costs, CueId, Difference, Episode, EpisodeId, Figures, OptionStep,
    Party, PartyId, Payment, PickedUse, PlacementId, Rates, Settlement, Side, TrackId,
};
use store::{Change, Facet, Pick, Rows, StoreError};
use timebase::Flicks;

/// Lines that are read one by one after a change; beyond it all are.
const FEW: usize = 200;

/// What picks follow from.
const PICKS: [Facet; 6] = [Facet::Placements, Facet::Cues, Facet::Uses, Facet::Season, Facet::Lanes, Facet::Recordings];
/// After a change of these, picks may have come or gone, or all of them be different.
const ALL_PICKS: [Facet; 4] = [Facet::Uses, Facet::Season, Facet::Lanes, Facet::Recordings];

/// What the recordings of commissions follow from.
const COMMISSIONED: [Facet; 4] = [Facet::Commissions, Facet::Cues, Facet::Clearances, Facet::Season];

/// Where a line stands among all: those of a track together, larger shares of a side first.
fn place(line: &Clearance) -> (TrackId, Side, Reverse<i64>, ClearanceId) {
    (line.track, line.side, Reverse(line.share.0), line.id)
}

/// The lines, picks, rates and budgets of a show.
#[derive(Debug, Clone)]
pub(crate) struct Books {
    pub lines: Vec<Clearance>,
    pub options: Vec<OptionStep>,
    pub payments: Vec<Payment>,
    pub rates: Rates,
    /// Picks of the newest cuts, in the order of the season.
    pub picks: Vec<Pick>,
    pub episodes: Vec<Episode>,
    /// The recordings that the fees of commissions stand on, by the cues they answer.
    pub commissioned: Vec<(EpisodeId, CueId, TrackId)>,
    pub budgets: Vec<Budget>,
    pub parties: HashMap<PartyId, Party>,
    pub today: String,
}

impl Books {
    pub fn read(rows: &Rows, today: &str) -> Result<Self, StoreError> {
        let mut lines = rows.all_clearances()?;
        lines.sort_by_key(place);
        Ok(Self {
            lines,
            options: rows.all_option_steps()?,
            payments: rows.all_payments()?,
            rates: Rates::new(&rows.show()?.currency, rows.currency_rates()?),
            picks: rows.picks()?,
            episodes: rows.episodes()?,
            commissioned: rows.commissioned_fees()?,
            budgets: rows.budgets()?,
            parties: rows.parties()?.into_iter().map(|party| (party.id, party)).collect(),
            today: today.to_owned(),
        })
    }

    /// Brings them up to date after a change, by reading what it touched.
    pub fn follow(&mut self, rows: &Rows, change: &Change) -> Result<(), StoreError> {
        if change.touched(&[Facet::Clearances]) {
            match change.rows_of("clearance").filter(|lines| lines.len() <= FEW) {
                Some(lines) => {
                    self.lines.retain(|line| !lines.contains(&line.id.0));
                    for id in lines {
                        self.lines.extend(rows.clearance(ClearanceId(id))?);
                    }
                }
                None => self.lines = rows.all_clearances()?,
            }
            self.lines.sort_by_key(place);
            self.options = rows.all_option_steps()?;
            self.payments = rows.all_payments()?;
        }
        if change.touched(&[Facet::Season]) {
            self.episodes = rows.episodes()?;
        }
        if change.touched(&COMMISSIONED) {
            self.commissioned = rows.commissioned_fees()?;
        }
        self.follow_picks(rows, change)?;
        if change.touched(&[Facet::Money, Facet::Show]) {
            self.rates = Rates::new(&rows.show()?.currency, rows.currency_rates()?);
            self.budgets = rows.budgets()?;
        }
        if change.touched(&[Facet::Parties]) {
            self.parties = rows.parties()?.into_iter().map(|party| (party.id, party)).collect();
        }
        Ok(())
    }

    /// Reads again the picks whose cues or placements changed; all of them where others may have come or gone.
    fn follow_picks(&mut self, rows: &Rows, change: &Change) -> Result<(), StoreError> {
        if !change.touched(&PICKS) {
            return Ok(());
        }
        let few = |ids: &Vec<i64>| ids.len() <= FEW;
        let (Some(cues), Some(placements), false) =
            (change.rows_of("cue").filter(few), change.rows_of("placement").filter(few), change.touched(&ALL_PICKS))
        else {
            self.picks = rows.picks()?;
            return Ok(());
        };
        let mut stale: HashSet<CueId> = cues.into_iter().map(CueId).collect();
        for id in placements {
            // One that is gone may have been a piece of any pick.
            let Some(placement) = rows.placement(PlacementId(id))? else {
                self.picks = rows.picks()?;
                return Ok(());
            };
            stale.insert(placement.cue);
        }
        self.picks.retain(|pick| !stale.contains(&pick.cue));
        let order: HashMap<EpisodeId, usize> =
            self.episodes.iter().enumerate().map(|(at, episode)| (episode.id, at)).collect();
        let place = |pick: &Pick| (order.get(&pick.episode).copied(), pick.span.start, pick.cue);
        for cue in stale {
            for pick in rows.pick_of(cue)? {
                let at = self.picks.partition_point(|other| place(other) < place(&pick));
                self.picks.insert(at, pick);
            }
        }
        Ok(())
    }

    /// Counts everything once, for all that a view asks.
    pub fn counted(&self) -> Counted<'_> {
        let costs = self.costs();
        let figures = costs.figures(&self.uses());
        Counted { books: self, costs, figures }
    }

    /// The lines of some tracks: what licences alone ask, without counting money.
    pub fn lines_of(&self, tracks: &HashSet<TrackId>) -> HashMap<TrackId, Vec<&Clearance>> {
        let mut of_track: HashMap<TrackId, Vec<&Clearance>> = HashMap::with_capacity(tracks.len());
        for line in self.lines.iter().filter(|line| tracks.contains(&line.track)) {
            of_track.entry(line.track).or_default().push(line);
        }
        of_track
    }

    /// What every line costs, by track.
    pub fn costs(&self) -> Costs<'_> {
        Costs::new(&self.lines, &self.options, &self.payments, &self.rates, &self.today)
    }

    /// Who licenses a line; empty where nobody knows.
    pub fn licensor(&self, line: &Clearance) -> String {
        line.party.and_then(|party| self.parties.get(&party)).map(Party::full_name).unwrap_or_default()
    }

    fn uses(&self) -> Vec<PickedUse> {
        let used = |pick: &Pick| PickedUse {
            episode: pick.episode,
            cue: pick.cue,
            track: pick.track,
            length: pick.length(),
            category: BudgetCategory::of_use(pick.usage.origin, pick.lane, pick.from_library),
        };
        let mut uses: Vec<PickedUse> = self.picks.iter().map(used).collect();
        // Music that is being written costs what was agreed before it sounds anywhere.
        for &(episode, cue, track) in &self.commissioned {
            if uses.iter().all(|one| (one.episode, one.track) != (episode, track)) {
                uses.push(PickedUse { episode, cue, track, length: Flicks::ZERO, category: BudgetCategory::Score });
            }
        }
        uses
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

/// The books with their lines by track and their sums.
#[derive(Debug)]
pub(crate) struct Counted<'a> {
    pub books: &'a Books,
    pub costs: Costs<'a>,
    pub figures: BTreeMap<(EpisodeId, BudgetCategory), Figures>,
}

impl Counted<'_> {
    /// What of a line is agreed, paid and owed.
    pub fn settlement(&self, line: &Clearance) -> Settlement {
        let of = |id: ClearanceId| id == line.id;
        let options: Vec<OptionStep> = self.books.options.iter().filter(|step| of(step.clearance)).cloned().collect();
        let payments: Vec<Payment> =
            self.books.payments.iter().filter(|payment| of(payment.clearance)).cloned().collect();
        Settlement::of(line, &options, &payments)
    }
}

/// The picks of one cut, and what other picks would change.
#[derive(Debug)]
pub(crate) struct Swaps<'a> {
    costs: &'a Costs<'a>,
    episode: EpisodeId,
    elsewhere: HashSet<TrackId>,
    picks: HashMap<CueId, TrackId>,
}

impl<'a> Swaps<'a> {
    pub fn new(counted: &'a Counted<'a>, episode: EpisodeId, picks: HashMap<CueId, TrackId>) -> Self {
        Self { costs: &counted.costs, episode, elsewhere: counted.books.elsewhere(episode), picks }
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
