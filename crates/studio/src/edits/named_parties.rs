//! Parties by what others name them by.

use std::collections::HashMap;

use model::credits::same_name;
use model::{Party, PartyId};
use store::{Rows, StoreError};

/// Parties by IPI and by name, so that a list of many shares reads them once.
#[derive(Debug)]
pub(super) struct NamedParties {
    by_ipi: HashMap<String, PartyId>,
    by_name: HashMap<String, Vec<PartyId>>,
}

impl NamedParties {
    pub fn of(rows: &Rows) -> Result<Self, StoreError> {
        let mut parties = Self { by_ipi: HashMap::new(), by_name: HashMap::new() };
        rows.parties()?.iter().for_each(|party| parties.add(party));
        Ok(parties)
    }

    pub fn add(&mut self, party: &Party) {
        self.add_ipi(party);
        self.by_name.entry(same_name(&party.full_name())).or_default().push(party.id);
    }

    pub fn add_ipi(&mut self, party: &Party) {
        if !party.ipi.is_empty() {
            self.by_ipi.entry(party.ipi.clone()).or_insert(party.id);
        }
    }

    /// Whoever has the IPI, else the first of the name who does not contradict what is told.
    pub fn find(&self, rows: &Rows, name: &str, ipi: &str, society: &str) -> Result<Option<Party>, StoreError> {
        let agrees = |mine: &str, theirs: &str| mine.is_empty() || theirs.is_empty() || mine == theirs;
        if let Some(&id) = self.by_ipi.get(ipi) {
            return rows.party(id);
        }
        for &id in self.by_name.get(&same_name(name)).map_or(&[][..], Vec::as_slice) {
            let party = rows.party(id)?;
            if let Some(party) = party.filter(|own| agrees(&own.ipi, ipi) && agrees(&own.society, society)) {
                return Ok(Some(party));
            }
        }
        Ok(None)
    }
}
