//! What somebody says of artists and labels, for the report of a season.

use model::{SaidOf, SubjectFact};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::EditError;
use super::draft::Draft;
use super::family::Family;

/// What can be said of artists and labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
pub enum SaidEdit {
    /// Keeps what somebody says of an artist or a label; empty takes it back. Names are told apart by their letters alone, not by
    /// how large they are written.
    SayOf {
        /// The artist as recordings have it; the label where the size of one is said.
        name: String,
        /// What kind of thing is said.
        fact: SubjectFact,
        /// As it is said; empty for nothing any more.
        said: String,
    },
}

impl Family for SaidEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        let Self::SayOf { name, fact, said } = self;
        let name = model::name_key(name);
        if name.is_empty() {
            return Err(EditError::Unnamed { what: "artist or label" });
        }
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(draft.rows.set_said_of(&SaidOf { subject: fact.subject(), name, fact: *fact, said })?)
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        let Self::SayOf { name, fact, .. } = self;
        Ok(format!("Say the {} of {name}", fact.word()))
    }
}
