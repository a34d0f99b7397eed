//! Clearance lines as pages show them.

use model::{Clearance, Track};
use serde::Serialize;
use store::{Rows, StoreError};
use ts_rs::TS;

/// A line with the name of whoever licenses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClearanceLine {
    /// The line itself.
    #[serde(flatten)]
    pub clearance: Clearance,
    /// `Fjord Songs`; empty where nobody knows.
    pub licensor: String,
}

/// The lines of a track, master first, then the larger shares.
pub(super) fn lines(rows: &Rows, track: &Track) -> Result<Vec<ClearanceLine>, StoreError> {
    rows.clearances(track.id)?.into_iter().map(|clearance| line(rows, clearance)).collect()
}

fn line(rows: &Rows, clearance: Clearance) -> Result<ClearanceLine, StoreError> {
    let party = clearance.party.map(|party| rows.party(party)).transpose()?.flatten();
    Ok(ClearanceLine { licensor: party.map(|party| party.full_name()).unwrap_or_default(), clearance })
}
