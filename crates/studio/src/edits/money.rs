//! Rates and budgets.

use model::{Budget, BudgetCategory, BudgetId, CurrencyRate, CurrencyRateId, EpisodeId, MOST_RATE};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::{EditError, currency_code, lines};

/// What can happen to rates and budgets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum MoneyEdit {
    /// Records what a currency is worth in the show's from a day on, by default today, in millionths a unit.
    SetRate { currency: String, rate: i64, on: Option<String> },
    /// Removes a rate; refused while a line needs it.
    RemoveRate { rate: CurrencyRateId },
    /// Sets what may be spent on a category in a season or an episode; without `amount` nothing is set.
    SetBudget { season: Option<u32>, episode: Option<EpisodeId>, category: BudgetCategory, amount: Option<i64> },
}

impl Family for MoneyEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetRate { currency, rate, on } => set_rate(draft, currency, *rate, on.as_deref()),
            Self::RemoveRate { rate } => remove_rate(draft, *rate),
            Self::SetBudget { season, episode, category, amount } => {
                set_budget(draft, *season, *episode, *category, *amount)
            }
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetRate { currency, .. } => format!("Rate of {}", currency.trim().to_uppercase()),
            Self::RemoveRate { .. } => "Remove a rate".into(),
            Self::SetBudget { .. } => "Set the budget".into(),
        })
    }
}

pub(super) fn set_rate(draft: &Draft<'_>, currency: &str, rate: i64, on: Option<&str>) -> Result<(), EditError> {
    let currency = currency_code(currency)?;
    if currency == draft.rows.show()?.currency {
        return Err(EditError::OwnCurrency { currency });
    }
    if rate <= 0 {
        return Err(EditError::NotPositive { what: "a rate" });
    }
    if rate > MOST_RATE {
        return Err(EditError::OutOfReach { value: rate });
    }
    let on_date = match on.map(lines::date).transpose()?.filter(|on| !on.is_empty()) {
        Some(on) => on,
        None => draft.today().to_owned(),
    };
    let known = draft.rows.currency_rates()?;
    let same_day = known.iter().find(|known| known.currency == currency && known.on_date == on_date);
    match same_day {
        Some(known) => draft.rows.update_currency_rate(&CurrencyRate { rate, ..known.clone() })?,
        None => {
            let id = CurrencyRateId(draft.ids.next());
            draft.rows.insert_currency_rate(&CurrencyRate { id, currency, rate, on_date })?;
        }
    }
    Ok(())
}

pub(super) fn remove_rate(draft: &Draft<'_>, id: CurrencyRateId) -> Result<(), EditError> {
    let rates = draft.rows.currency_rates()?;
    let rate = rates.iter().find(|rate| rate.id == id).ok_or(EditError::NoSuch { what: "rate", id: id.0 })?;
    let last = rates.iter().filter(|other| other.currency == rate.currency).count() == 1;
    let lines = draft.rows.all_clearances()?.iter().filter(|line| line.currency == rate.currency).count();
    if last && lines > 0 {
        return Err(EditError::RateUsed { currency: rate.currency.clone(), lines });
    }
    Ok(draft.rows.delete_currency_rate(id)?)
}

pub(super) fn set_budget(
    draft: &Draft<'_>,
    season: Option<u32>,
    episode: Option<EpisodeId>,
    category: BudgetCategory,
    amount: Option<i64>,
) -> Result<(), EditError> {
    if season.is_some() == episode.is_some() {
        return Err(EditError::BudgetScope);
    }
    if let Some(episode) = episode {
        draft.episode(episode)?;
    }
    let amount = amount.map(lines::checked).transpose()?;
    let budgets = draft.rows.budgets()?;
    let same = |known: &&Budget| (known.season, known.episode, known.category) == (season, episode, category);
    match (budgets.iter().find(same), amount) {
        (Some(known), Some(amount)) => draft.rows.update_budget(&Budget { amount, ..known.clone() })?,
        (Some(known), None) => draft.rows.delete_budget(known.id)?,
        (None, Some(amount)) => {
            let id = BudgetId(draft.ids.next());
            draft.rows.insert_budget(&Budget { id, season, episode, category, amount })?;
        }
        (None, None) => {}
    }
    Ok(())
}

/// Removes what was set aside for an episode.
pub(super) fn remove_budgets_of(draft: &Draft<'_>, episode: EpisodeId) -> Result<(), EditError> {
    for budget in draft.rows.budgets()?.iter().filter(|budget| budget.episode == Some(episode)) {
        draft.rows.delete_budget(budget.id)?;
    }
    Ok(())
}
