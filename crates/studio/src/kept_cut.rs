//! The cut that is worked on, kept in memory beside the document.

use model::{PlacementId, TrackId};
use parking_lot::MutexGuard;
use store::{Change, Facet, StoreError};

use crate::licences;
use crate::session::Studio;
use crate::views::Laid;

/// Placements that are followed one by one after a change; beyond them the cut is read anew.
const FEW: usize = 200;

impl Studio {
    pub(crate) fn laid(&self) -> MutexGuard<'_, Option<Laid>> {
        self.0.laid.lock()
    }

    /// Keeps a cut that was just read, unless something changed meanwhile.
    pub(crate) fn keep_laid(&self, read: Laid) {
        let mut laid = self.laid();
        if self.readers().revision() == read.view().revision {
            *laid = Some(read);
        }
    }

    /// Follows a change in the cut that is kept, where it only moved placements; else the cut is read anew when it is
    /// asked for.
    pub(crate) fn follow_laid(&self, change: &Change) -> Result<(), StoreError> {
        self.forget_gain_lines(&change.facets);
        let of_no_cut = [Facet::Filing, Facet::Templates, Facet::Scenarios];
        if change.facets.iter().all(|facet| of_no_cut.contains(facet)) {
            return Ok(());
        }
        let only_moved = change.facets.iter().all(|facet| *facet == Facet::Placements);
        let moved = change.rows_of("placement").filter(|rows| only_moved && rows.len() <= FEW);
        let mut laid = self.laid();
        let (Some(mut kept), Some(moved)) = (laid.take(), moved) else { return Ok(()) };
        drop(laid);
        let document = self.document();
        let rows = document.rows();
        let mut placements = Vec::with_capacity(moved.len());
        for id in moved {
            placements.extend(rows.placement(PlacementId(id))?);
        }
        let tracks = kept.tracks_of(&placements);
        if !kept.follow(change.revision, &placements) {
            return Ok(());
        }
        let books = self.books(rows)?;
        let lines = books.lines_of(&tracks);
        if !lines.is_empty() {
            let of = |track: TrackId| lines.get(&track).map_or(&[][..], Vec::as_slice);
            let now = licences::warnings(rows, &books, of, &tracks)?;
            kept.warn(&tracks, now, |warnings| licences::sort(&books, warnings));
        }
        drop(document);
        self.keep_laid(kept);
        Ok(())
    }
}
