//! What cue sheets need beyond the timeline: facts of their headers, decisions about overlaps, profiles.

use deliver::profile::{Profile, built_in, cue_list};
use model::{CarveMethod, CarveOut, CueId, EpisodeId, Identifier};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::cues_named;
use super::vocabulary::{EpisodeFactsPatch, SeriesFactsPatch};
use super::{EditError, PaperError};

/// What can happen to what cue sheets need beyond the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum FilingEdit {
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
}

impl Family for FilingEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetSeriesFacts { set } => set_series(draft, set),
            Self::SetEpisodeFacts { episode, set } => set_episode(draft, *episode, set),
            Self::SetCarveOut { first, second, method } => carve(draft, *first, *second, *method),
            Self::SaveProfile { definition } => save_profile(draft, definition),
            Self::RemoveProfile { id } => remove_profile(draft, id),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetSeriesFacts { .. } => "Change the header of cue sheets".into(),
            Self::SetEpisodeFacts { .. } => "Change the header of the cue sheet".into(),
            Self::SetCarveOut { first, second, method: Some(_) } => {
                format!("Divide {} and {}", cues_named(rows, &[*first])?, cues_named(rows, &[*second])?)
            }
            Self::SetCarveOut { first, second, method: None } => {
                format!("Leave {} and {} undivided", cues_named(rows, &[*first])?, cues_named(rows, &[*second])?)
            }
            Self::SaveProfile { .. } => "Keep a profile".into(),
            Self::RemoveProfile { id } => format!("Remove the profile {id}"),
        })
    }
}

fn patch(texts: &mut [(&Option<String>, &mut String)]) {
    for (new, field) in texts {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
}

pub(super) fn set_series(draft: &mut Draft<'_>, set: &SeriesFactsPatch) -> Result<(), EditError> {
    let mut facts = draft.rows.series_facts()?;
    patch(&mut [
        (&set.other_title, &mut facts.other_title),
        (&set.address, &mut facts.address),
        (&set.prepared_by, &mut facts.prepared_by),
        (&set.email, &mut facts.email),
        (&set.network, &mut facts.network),
        (&set.category, &mut facts.category),
        (&set.country, &mut facts.country),
        (&set.language, &mut facts.language),
        (&set.director, &mut facts.director),
        (&set.cast, &mut facts.cast),
        (&set.synopsis, &mut facts.synopsis),
    ]);
    Ok(draft.rows.set_series_facts(&facts)?)
}

pub(super) fn set_episode(draft: &mut Draft<'_>, id: EpisodeId, set: &EpisodeFactsPatch) -> Result<(), EditError> {
    draft.episode(id)?;
    let mut facts = draft.rows.episode_facts(id)?;
    patch(&mut [
        (&set.other_title, &mut facts.other_title),
        (&set.production_number, &mut facts.production_number),
        (&set.air_date, &mut facts.air_date),
        (&set.version, &mut facts.version),
        (&set.year, &mut facts.year),
        (&set.isan, &mut facts.isan),
        (&set.eidr, &mut facts.eidr),
        (&set.director, &mut facts.director),
        (&set.incomplete, &mut facts.incomplete),
    ]);
    // As the standards print them; what is not one is refused, with what its check characters would be.
    for (told, field, kind) in
        [(&set.isan, &mut facts.isan, Identifier::Isan), (&set.eidr, &mut facts.eidr, Identifier::Eidr)]
    {
        if told.is_some() {
            *field = kind.display(&kind.parse(field)?);
        }
    }
    if !facts.air_date.is_empty() && !model::is_date(&facts.air_date) {
        return Err(EditError::AirDate { text: facts.air_date });
    }
    Ok(draft.rows.set_episode_facts(&facts)?)
}

/// The pair is kept in the order of ids, whichever way it is named.
pub(super) fn carve(
    draft: &mut Draft<'_>,
    first: CueId,
    second: CueId,
    method: Option<CarveMethod>,
) -> Result<(), EditError> {
    let (one, other) = (draft.cue(first)?, draft.cue(second)?);
    if one.cut != other.cut || first == second {
        return Err(EditError::CarveOutOfOne);
    }
    draft.rows.delete_carve_out(second, first)?;
    match method {
        Some(method) => Ok(draft.rows.set_carve_out(&CarveOut { first, second, method })?),
        None => Ok(draft.rows.delete_carve_out(first, second)?),
    }
}

pub(super) fn save_profile(draft: &mut Draft<'_>, definition: &str) -> Result<(), EditError> {
    let profile = Profile::parse(definition)?;
    if built_in().iter().chain(cue_list()).any(|ours| ours.id == profile.id) {
        return Err(PaperError::ProfileOfOurs { id: profile.id }.into());
    }
    Ok(draft.rows.set_profile(&profile.id, &profile.write()?, draft.ids)?)
}

pub(super) fn remove_profile(draft: &mut Draft<'_>, id: &str) -> Result<(), EditError> {
    if draft.rows.delete_profile(id)? { Ok(()) } else { Err(PaperError::NoProfile { id: id.to_owned() }.into()) }
}
