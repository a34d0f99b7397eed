//! What a sheet would change, worked out before anything is.

use std::collections::HashMap;

use model::{Recording, Share, ShareRole, Track, Work, WorkId, WorkShare, WorkShareId};
use store::{Ids, Rows, StoreError};

use super::parties::{Parties, Place};
use crate::views::{CatalogueProblem, CatalogueRow, RowFate};

/// Rows that are kept of each fate, to be shown; the counts are of all.
const MOST_SHOWN: usize = 1_000;
/// Problems that are kept.
pub(super) const MOST_PROBLEMS: usize = 10_000;

/// A work as it will be.
#[derive(Debug)]
pub(super) struct WorkDraft {
    pub work: Work,
    /// Whether it is in the document.
    pub known: bool,
    pub changed: bool,
    pub shares: Vec<ShareDraft>,
    pub shares_changed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShareDraft {
    pub party: Place,
    pub role: ShareRole,
    pub share: Share,
    pub territory: String,
    /// The place of the share it acts for.
    pub acts_for: Option<usize>,
}

/// A recording as it will be.
#[derive(Debug)]
pub(super) struct RecordingDraft {
    pub recording: Recording,
    pub label: Option<Place>,
    pub work: Option<usize>,
}

/// What a sheet would change.
#[derive(Debug)]
pub(super) struct Plan {
    /// The first of each fate.
    pub rows: Vec<CatalogueRow>,
    /// How many there are of each fate.
    pub counts: HashMap<RowFate, usize>,
    /// Rows that say no shares of several owners, who were given equal ones.
    pub evened: usize,
    /// Rows whose writers may be one or several, and were not taken.
    pub unclear: usize,
    /// The first of them.
    pub problems: Vec<CatalogueProblem>,
    pub problem_count: usize,
    pub tracks: Vec<Track>,
    pub recordings: Vec<RecordingDraft>,
    pub works: Vec<WorkDraft>,
    pub parties: Parties,
}

impl Plan {
    /// Takes up a row; of each fate the first are kept.
    pub fn add(&mut self, row: CatalogueRow) {
        let count = self.counts.entry(row.fate).or_insert(0);
        *count += 1;
        if *count <= MOST_SHOWN {
            self.rows.push(row);
        }
    }

    pub fn count(&self, fate: RowFate) -> usize {
        self.counts.get(&fate).copied().unwrap_or(0)
    }

    pub fn new_works(&self) -> usize {
        self.works.iter().filter(|work| !work.known).count()
    }

    pub fn new_parties(&self) -> usize {
        self.parties.made()
    }

    /// Writes it.
    pub fn apply(&self, rows: &Rows, ids: &Ids) -> Result<(), StoreError> {
        let parties = self.parties.write(rows, ids)?;
        let mut works = Vec::with_capacity(self.works.len());
        for draft in &self.works {
            let id = if draft.known { draft.work.id } else { WorkId(ids.next()) };
            works.push(id);
            let work = Work { id, ..draft.work.clone() };
            match (draft.known, draft.changed) {
                (false, _) => rows.insert_work(&work)?,
                (true, true) => rows.update_work(&work)?,
                (true, false) => {}
            }
            if draft.shares_changed {
                write_shares(rows, ids, id, draft, &parties)?;
            }
        }
        for track in &self.tracks {
            rows.update_track(track)?;
        }
        for draft in &self.recordings {
            rows.set_recording(&Recording {
                label: draft.label.map(|place| place.of(&parties)),
                work: draft.work.and_then(|at| works.get(at).copied()),
                ..draft.recording.clone()
            })?;
        }
        Ok(())
    }
}

fn write_shares(
    rows: &Rows,
    ids: &Ids,
    work: WorkId,
    draft: &WorkDraft,
    parties: &[model::PartyId],
) -> Result<(), StoreError> {
    for gone in rows.work_shares(work)? {
        rows.delete_work_share(gone.id)?;
    }
    let new: Vec<WorkShareId> = draft.shares.iter().map(|_| WorkShareId(ids.next())).collect();
    for (share, (ordinal, &id)) in draft.shares.iter().zip((0..).zip(&new)) {
        rows.insert_work_share(&WorkShare {
            id,
            work,
            party: share.party.of(parties),
            role: share.role,
            share: share.share,
            territory: share.territory.clone(),
            acts_for: share.acts_for.and_then(|at| new.get(at).copied()),
            ordinal,
        })?;
    }
    Ok(())
}
