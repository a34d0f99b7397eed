//! The show itself, and its lanes.

use std::collections::HashSet;

use model::{ClearanceId, Lane, LaneColour, LaneId, LaneKind, Millibels};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::{Created, EditError};

/// What can happen to the show itself and its lanes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ShowEdit {
    /// Changes what the show is called.
    SetShow { title: Option<String>, currency: Option<String>, production_company: Option<String> },
    /// Adds a lane below the others.
    AddLane { name: String, kind: LaneKind },
    /// Changes a lane; `ordinal` moves it among the others, from 0. What lies on a muted lane is left out of what plays and of
    /// every mix; `level` is added to the gains of all that lies on it.
    EditLane {
        lane: LaneId,
        name: Option<String>,
        kind: Option<LaneKind>,
        ordinal: Option<i64>,
        muted: Option<bool>,
        level: Option<Millibels>,
        colour: Option<LaneColour>,
    },
    /// Removes a lane; refused while something lies on it in any cut.
    RemoveLane { lane: LaneId },
}

impl Family for ShowEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetShow { title, currency, production_company } => {
                set(draft, title.as_deref(), currency.as_deref(), production_company.as_deref())
            }
            Self::AddLane { name, kind } => add_lane(draft, name, *kind),
            Self::EditLane { lane, name, kind, ordinal, muted, level, colour } => {
                let mut one = draft.lane(*lane)?;
                one.muted = muted.unwrap_or(one.muted);
                one.level = level.unwrap_or(one.level).clamped();
                one.colour = colour.unwrap_or(one.colour);
                edit_lane(draft, one, name.as_deref(), *kind, *ordinal)
            }
            Self::RemoveLane { lane } => remove_lane(draft, *lane),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetShow { .. } => "Change the show".into(),
            Self::AddLane { name, .. } => format!("Add lane {name}"),
            Self::EditLane { lane, name, ordinal, muted, level, colour, .. } => {
                let named = rows.lane(*lane)?.map_or_else(|| "a lane".into(), |lane| format!("lane {}", lane.name));
                match (name, ordinal, muted, level, colour) {
                    (Some(name), ..) => format!("Rename {named} to {}", name.trim()),
                    (_, Some(_), ..) => format!("Reorder {named}"),
                    (_, _, Some(true), ..) => format!("Mute {named}"),
                    (_, _, Some(false), ..) => format!("Unmute {named}"),
                    (_, _, _, Some(_), _) => format!("Level of {named}"),
                    (_, _, _, _, Some(_)) => format!("Colour of {named}"),
                    _ => format!("Edit {named}"),
                }
            }
            Self::RemoveLane { .. } => "Remove a lane".into(),
        })
    }
}

pub(super) fn set(
    draft: &mut Draft<'_>,
    title: Option<&str>,
    currency: Option<&str>,
    production_company: Option<&str>,
) -> Result<(), EditError> {
    let mut show = draft.rows.show()?;
    if let Some(title) = title {
        show.title = named(title, "show")?;
    }
    if let Some(text) = currency {
        let currency = currency_code(text)?;
        if currency != show.currency && !draft.rows.currency_rates()?.is_empty() {
            return Err(EditError::RatesKept { own: show.currency });
        }
        if currency != show.currency {
            keep_amounts(draft, &show.currency, &currency)?;
        }
        show.currency = currency;
    }
    if let Some(company) = production_company {
        company.trim().clone_into(&mut show.production_company);
    }
    Ok(draft.rows.update_show(&show)?)
}

/// What was named in the show's currency stays in it when the show counts in another one.
fn keep_amounts(draft: &mut Draft<'_>, from: &str, to: &str) -> Result<(), EditError> {
    let priced: HashSet<ClearanceId> = (draft.rows.all_payments()?.iter().map(|payment| payment.clearance))
        .chain(draft.rows.all_option_steps()?.iter().filter(|step| step.fee.is_some()).map(|step| step.clearance))
        .collect();
    let mut kept = 0;
    for mut line in draft.rows.all_clearances()? {
        let has_amounts = line.fee.or(line.estimate).or(line.top_up).is_some() || priced.contains(&line.id);
        if line.currency.is_empty() && has_amounts {
            from.clone_into(&mut line.currency);
            kept += 1;
        } else if line.currency == to {
            line.currency.clear();
        } else {
            continue;
        }
        draft.rows.update_clearance(&line)?;
    }
    if kept > 0 {
        let rights = if kept == 1 { "1 right stays".to_owned() } else { format!("{kept} rights stay") };
        draft.remarks.push(format!("{rights} priced in {from}; budgets keep their figures, and count in {to} now."));
    }
    Ok(())
}

/// Three letters of ISO 4217, in capitals. Which of them exist is not checked: the list changes.
pub(crate) fn currency_code(text: &str) -> Result<String, EditError> {
    let code = text.trim().to_ascii_uppercase();
    if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(code)
    } else {
        Err(EditError::Currency { text: text.to_owned() })
    }
}

/// More than any cutting room has tracks; each name is held against all others.
const MOST_LANES: usize = 500;

pub(super) fn add_lane(draft: &mut Draft<'_>, name: &str, kind: LaneKind) -> Result<(), EditError> {
    let lanes = draft.rows.lanes()?;
    if lanes.len() >= MOST_LANES {
        return Err(EditError::MostLanes { most: MOST_LANES });
    }
    let name = free_name(draft, name, None)?;
    let ordinal = lanes.iter().map(|lane| lane.ordinal).max().map_or(0, |last| last + 1);
    let id = LaneId(draft.ids.next());
    draft.rows.insert_lane(&Lane::new(id, name, kind, ordinal))?;
    draft.created.push(Created::Lane(id));
    Ok(())
}

pub(super) fn edit_lane(
    draft: &mut Draft<'_>,
    mut lane: Lane,
    name: Option<&str>,
    kind: Option<LaneKind>,
    ordinal: Option<i64>,
) -> Result<(), EditError> {
    let id = lane.id;
    if let Some(name) = name {
        lane.name = free_name(draft, name, Some(id))?;
    }
    if let Some(kind) = kind {
        lane.kind = kind;
    }
    draft.rows.update_lane(&lane)?;
    let Some(ordinal) = ordinal else { return Ok(()) };
    let mut lanes = draft.rows.lanes()?;
    lanes.retain(|other| other.id != id);
    let place = usize::try_from(ordinal).unwrap_or(0).min(lanes.len());
    lanes.insert(place, lane);
    for (ordinal, mut lane) in (0..).zip(lanes) {
        lane.ordinal = ordinal;
        draft.rows.update_lane(&lane)?;
    }
    Ok(())
}

pub(super) fn remove_lane(draft: &mut Draft<'_>, id: LaneId) -> Result<(), EditError> {
    let lane = draft.lane(id)?;
    let count = draft.rows.placements_of_lane(id)?.len();
    if count > 0 {
        return Err(EditError::LaneUsed { name: lane.name, count });
    }
    if draft.rows.lanes()?.len() == 1 {
        return Err(EditError::LastLane);
    }
    Ok(draft.rows.delete_lane(id)?)
}

fn free_name(draft: &Draft<'_>, name: &str, own: Option<LaneId>) -> Result<String, EditError> {
    let name = named(name, "lane")?;
    match draft.rows.lane_named(&name)? {
        Some(other) if Some(other.id) != own => Err(EditError::Taken { what: "lane", name }),
        _ => Ok(name),
    }
}
