//! Money of episodes and seasons.

use std::collections::{BTreeMap, HashMap};

use model::{BudgetCategory, CueId, Difference, EpisodeId, Figures, PlacementId, TrackId};

use super::{BudgetLine, BudgetView, PlacementView};
use crate::books::{Counted, Swaps};

/// The money of an episode.
pub(crate) fn of_episode(counted: &Counted<'_>, episode: EpisodeId) -> BudgetView {
    let books = counted.books;
    let of = |category| counted.figures.get(&(episode, category)).copied().unwrap_or_default();
    let budget = books.episode_budget(episode);
    view(&of, &budget, |category| !budget.contains_key(&category))
}

/// The money of a season.
pub(crate) fn of_season(counted: &Counted<'_>, season: u32) -> BudgetView {
    let Counted { books, figures, .. } = counted;
    let episodes: Vec<EpisodeId> =
        books.episodes.iter().filter(|episode| episode.season == season).map(|episode| episode.id).collect();
    let of =
        |category| episodes.iter().filter_map(|episode| figures.get(&(*episode, category)).copied()).sum::<Figures>();
    let own =
        |category| books.budgets.iter().any(|budget| budget.season == Some(season) && budget.category == category);
    view(&of, &books.season_budget(season), |category| !own(category))
}

fn view(
    of: &dyn Fn(BudgetCategory) -> Figures,
    budget: &BTreeMap<BudgetCategory, i64>,
    summed: impl Fn(BudgetCategory) -> bool,
) -> BudgetView {
    let categories: Vec<BudgetLine> = BudgetCategory::ALL
        .into_iter()
        .map(|category| {
            let (figures, amount) = (of(category), budget.get(&category).copied());
            BudgetLine {
                category,
                amount,
                summed: amount.is_some() && summed(category),
                figures,
                committed: figures.committed(),
                owed: figures.owed(),
                at_risk: figures.at_risk(),
                forecast: figures.forecast(),
            }
        })
        .collect();
    let figures: Figures = categories.iter().map(|line| line.figures).sum();
    let amount = (!budget.is_empty()).then(|| budget.values().sum::<i64>());
    BudgetView {
        amount,
        figures,
        committed: figures.committed(),
        priced: figures.priced(),
        at_risk: figures.at_risk(),
        owed: figures.owed(),
        forecast: figures.forecast(),
        left: amount.map(|amount| amount - figures.forecast()),
        categories,
    }
}

/// What each alternate would change if it were the pick.
pub(crate) fn changes_of_pick(
    counted: &Counted<'_>,
    episode: EpisodeId,
    placements: &[PlacementView],
) -> HashMap<PlacementId, Difference> {
    let picks: HashMap<CueId, TrackId> = placements
        .iter()
        .filter(|view| view.pick && view.placement.piece_of.is_none())
        .map(|view| (view.placement.cue, view.placement.track))
        .collect();
    let swaps = Swaps::new(counted, episode, picks);
    let others = placements.iter().filter(|view| !view.pick);
    others.map(|view| (view.placement.id, swaps.to(&[(view.placement.cue, view.placement.track)]))).collect()
}
