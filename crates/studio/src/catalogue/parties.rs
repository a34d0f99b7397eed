//! The parties that a sheet names: those that are known, and those to be made.

use std::collections::{BTreeSet, HashMap};

use model::credits::{Credit, is_company, same_name};
use model::{Party, PartyId, PartyKind, ShareRole, WorkSide};
use store::{Ids, Rows, StoreError};

use crate::edits::party_named;

/// A party of the plan, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place(usize);

/// Parties by what rows name them by.
#[derive(Debug)]
pub(super) struct Parties {
    list: Vec<Party>,
    known: usize,
    changed: BTreeSet<usize>,
    by_ipi: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_id: HashMap<PartyId, usize>,
    /// Numbers that were given to a second name, as sentences, since they were taken last.
    clashes: Vec<String>,
}

impl Parties {
    pub fn of(rows: &Rows) -> Result<Self, StoreError> {
        let mut parties = Self {
            list: Vec::new(),
            known: 0,
            changed: BTreeSet::new(),
            by_ipi: HashMap::new(),
            by_name: HashMap::new(),
            by_id: HashMap::new(),
            clashes: Vec::new(),
        };
        for party in rows.parties()? {
            parties.by_id.insert(party.id, parties.list.len());
            parties.add(party);
        }
        parties.known = parties.list.len();
        Ok(parties)
    }

    fn add(&mut self, party: Party) -> Place {
        let at = self.list.len();
        if !party.ipi.is_empty() {
            self.by_ipi.entry(party.ipi.clone()).or_insert(at);
        }
        self.by_name.entry(same_name(&party.full_name())).or_default().push(at);
        self.list.push(party);
        Place(at)
    }

    pub fn get(&self, place: Place) -> Option<&Party> {
        self.list.get(place.0)
    }

    pub fn place_of(&self, id: PartyId) -> Option<Place> {
        self.by_id.get(&id).map(|&at| Place(at))
    }

    /// How many are to be made.
    pub fn made(&self) -> usize {
        self.list.len() - self.known
    }

    /// What was found wrong with numbers since this was asked last.
    pub fn take_clashes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.clashes)
    }

    /// Whoever is credited: by IPI, else by name unless IPI or society contradict. Somebody known is told the rest. A number that is
    /// of another name already is nobody's of this one (an IPI name number is of one name), and is told.
    pub fn find(&mut self, credit: &Credit) -> Place {
        let owner = self.by_ipi.get(&credit.ipi).filter(|_| !credit.ipi.is_empty()).and_then(|at| self.list.get(*at));
        if let Some(owner) = owner.filter(|owner| !may_be_one(&owner.full_name(), &credit.name)) {
            self.clashes.push(format!(
                "the IPI name number {} is {}’s; it was not taken for {}",
                credit.ipi,
                owner.full_name(),
                credit.name
            ));
            return self.find(&Credit { ipi: String::new(), ..credit.clone() });
        }
        let role = credit.role.unwrap_or(ShareRole::ComposerAuthor);
        let kind = match role.side() {
            WorkSide::Writers if !is_company(&credit.name) => PartyKind::Person,
            WorkSide::Writers | WorkSide::Publishers => PartyKind::Company,
        };
        let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let by_ipi = self.by_ipi.get(&credit.ipi).filter(|_| !credit.ipi.is_empty()).copied();
        let named = self.by_name.get(&same_name(&credit.name)).map_or(&[][..], Vec::as_slice);
        let fits = |at: &&usize| {
            self.list
                .get(**at)
                .is_some_and(|party| agree(&party.ipi, &credit.ipi) && agree(&party.society, &credit.society))
        };
        let Some(at) = by_ipi.or_else(|| named.iter().find(fits).copied()) else {
            let party = match credit.name.strip_suffix(credit.last_name.as_str()) {
                // The sheet itself tells the last name apart.
                Some(first) if kind == PartyKind::Person && !credit.last_name.is_empty() => Party {
                    kind,
                    name: credit.last_name.clone(),
                    first_name: first.trim().to_owned(),
                    ..Party::default()
                },
                _ => party_named(&credit.name, kind),
            };
            return self.add(Party { ipi: credit.ipi.clone(), society: credit.society.clone(), ..party });
        };
        let Some(party) = self.list.get_mut(at) else { return Place(at) };
        if party.ipi.is_empty() && !credit.ipi.is_empty() {
            party.ipi.clone_from(&credit.ipi);
            self.by_ipi.insert(credit.ipi.clone(), at);
            self.changed.insert(at);
        }
        if party.society.is_empty() && !credit.society.is_empty() {
            party.society.clone_from(&credit.society);
            self.changed.insert(at);
        }
        Place(at)
    }

    /// The label of this name.
    pub fn label(&mut self, name: &str) -> Place {
        let role = Some(ShareRole::OriginalPublisher);
        self.find(&Credit { name: name.trim().to_owned(), role, ..Credit::default() })
    }

    /// Writes who is made and who is told more; the row of each place.
    pub fn write(&self, rows: &Rows, ids: &Ids) -> Result<Vec<PartyId>, StoreError> {
        let mut written = Vec::with_capacity(self.list.len());
        for (at, party) in self.list.iter().enumerate() {
            if at >= self.known {
                let party = Party { id: PartyId(ids.next()), ..party.clone() };
                rows.insert_party(&party)?;
                written.push(party.id);
                continue;
            }
            if self.changed.contains(&at) {
                rows.update_party(party)?;
            }
            written.push(party.id);
        }
        Ok(written)
    }
}

impl Place {
    pub fn of(self, written: &[PartyId]) -> PartyId {
        written.get(self.0).copied().unwrap_or_default()
    }
}

/// Words that many names of companies have.
const GENERAL: [&str; 22] = [
    "and",
    "co",
    "company",
    "edition",
    "editions",
    "entertainment",
    "gmbh",
    "group",
    "inc",
    "limited",
    "llc",
    "ltd",
    "media",
    "music",
    "of",
    "publishing",
    "publishings",
    "recordings",
    "records",
    "songs",
    "the",
    "verlag",
];

/// Whether two spellings may be of one name: they have a word in common that tells something.
fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (same_name(one), same_name(other));
    let telling = |word: &&str| word.chars().count() > 1 && !GENERAL.contains(word);
    one == other || one.split_whitespace().filter(telling).any(|word| other.split_whitespace().any(|its| its == word))
}
