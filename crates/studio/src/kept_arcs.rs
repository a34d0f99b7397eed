//! How much energy the music of each cut has, kept in memory from one question of the Season page to the next.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use media::ContentHash;
use model::{CueId, CutId, PlacementId};
use parking_lot::Mutex;
use store::{Change, Facet, Rows, StoreError};

use crate::views::CutEnergy;

/// After a change of these, the energy of every cut may be another.
const ALL: [Facet; 4] = [Facet::Season, Facet::Lanes, Facet::Recordings, Facet::Library];
/// Rows that are looked up one by one after a change; beyond them nothing is kept.
const FEW: usize = 200;

#[derive(Debug, Default)]
struct Kept {
    /// The revision of the last change that was followed.
    at: u64,
    lines: HashMap<CutId, Arc<CutEnergy>>,
    /// Recordings that could not be listened through.
    unreadable: HashSet<ContentHash>,
}

/// The energy of the cuts that were asked for.
#[derive(Debug, Default)]
pub(crate) struct KeptArcs(Mutex<Kept>);

impl KeptArcs {
    pub fn of(&self, cut: CutId) -> Option<Arc<CutEnergy>> {
        self.0.lock().lines.get(&cut).cloned()
    }

    /// Keeps what was read at a revision, unless the show has changed since.
    pub fn keep(&self, cut: CutId, revision: u64, energy: &Arc<CutEnergy>) {
        let mut kept = self.0.lock();
        if kept.at <= revision && energy.pending == 0 {
            kept.lines.insert(cut, Arc::clone(energy));
        }
    }

    pub fn forget(&self) {
        self.0.lock().lines.clear();
    }

    /// Remembers that a recording cannot be read, until the library changes.
    pub fn give_up(&self, hash: ContentHash) {
        self.0.lock().unreadable.insert(hash);
    }

    pub fn gave_up(&self, hash: ContentHash) -> bool {
        self.0.lock().unreadable.contains(&hash)
    }

    /// Lets go of the cuts that a change touched.
    pub fn follow(&self, rows: &Rows, change: &Change) -> Result<(), StoreError> {
        let mut kept = self.0.lock();
        kept.at = change.revision;
        if change.touched(&[Facet::Library]) {
            kept.unreadable.clear();
        }
        if kept.lines.is_empty()
            || !change.touched(&[Facet::Placements, Facet::Cues, Facet::Uses]) && !change.touched(&ALL)
        {
            return Ok(());
        }
        let few = |ids: &Vec<i64>| ids.len() <= FEW;
        let rows_of = |table| change.rows_of(table).filter(few);
        let (Some(cues), Some(placements), false) = (rows_of("cue"), rows_of("placement"), change.touched(&ALL)) else {
            kept.lines.clear();
            return Ok(());
        };
        let mut touched: Vec<CueId> = cues.into_iter().map(CueId).collect();
        for id in placements {
            match rows.placement(PlacementId(id))? {
                Some(placement) => touched.push(placement.cue),
                None => {
                    kept.lines.clear();
                    return Ok(());
                }
            }
        }
        for cue in touched {
            match rows.cue(cue)? {
                Some(cue) => _ = kept.lines.remove(&cue.cut),
                None => kept.lines.clear(),
            }
        }
        Ok(())
    }
}
