//! Parties: writers, publishers, labels, and everybody else whom rights belong to or letters go to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PartyId;

/// Whether a name is a person's or a company's; cue sheets have different columns for them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum PartyKind {
    /// A person: a writer, a performer, a contact.
    #[default]
    Person,
    /// A company: a publisher, a label, an administrator.
    Company,
}

/// Somebody whom rights belong to. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Its row.
    pub id: PartyId,
    /// A person or a company.
    pub kind: PartyKind,
    /// A company's name, or a person's last name.
    pub name: String,
    /// A person's first and middle names; empty for companies.
    pub first_name: String,
    /// IPI name number: eleven digits with leading zeros (CISAC).
    pub ipi: String,
    /// The society that collects for it: `PRS`, `ASCAP` …; `NS` where it is a member of none.
    pub society: String,
    /// Whom to write to there.
    pub contact: String,
    /// E-mail address for letters.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Postal address, lines separated by line feeds.
    pub address: String,
    /// Free text.
    pub note: String,
}

impl Party {
    /// As people read it: `Ines Vold`, `Fjord Songs`.
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.first_name.trim() {
            "" => self.name.clone(),
            first => format!("{first} {}", self.name),
        }
    }
}
