//! Options of clearance lines.

use model::{ClearanceId, OptionStep, OptionStepId};

use super::draft::{Draft, named};
use super::lines::{checked, date};
use super::{EditError, OptionSpec};

/// Puts these options in the place of all that a line has.
pub(super) fn set_options(draft: &Draft<'_>, id: ClearanceId, specs: &[OptionSpec]) -> Result<(), EditError> {
    let line = draft.clearance(id)?;
    let before = draft.rows.option_steps(id)?;
    for option in &before {
        draft.rows.delete_option_step(option.id)?;
    }
    for (ordinal, spec) in (0..).zip(specs) {
        let taken_before = before.iter().find(|known| known.label == spec.label.trim() && known.exercised);
        let exercised_on = match (spec.exercised, date(&spec.exercised_on)?, taken_before) {
            (false, _, _) => String::new(),
            (true, day, _) if !day.is_empty() => day,
            (true, _, Some(known)) => known.exercised_on.clone(),
            (true, _, None) => draft.today().to_owned(),
        };
        let option = OptionStep {
            id: OptionStepId(draft.ids.next()),
            clearance: id,
            label: named(&spec.label, "option")?,
            media: spec.media.trim().to_owned(),
            territory: spec.territory.trim().to_owned(),
            term: spec.term.trim().to_owned(),
            fee: spec.fee.map(checked).transpose()?,
            exercise_by: date(&spec.exercise_by)?,
            exercised: spec.exercised,
            ordinal,
            exercised_on,
        };
        if option.exercised && taken_before.is_none() {
            let fee = option.fee.map_or_else(
                || Ok(String::new()),
                |fee| Ok::<_, EditError>(format!(", {}", draft.money(&line, fee)?)),
            )?;
            draft.wrote(id, &format!("option exercised: {}{fee}", option.label))?;
        }
        draft.rows.insert_option_step(&option)?;
    }
    Ok(())
}
