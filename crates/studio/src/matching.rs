//! Alternates of the open show at matched loudness: what is known of it, and measuring what is not.

use std::ops::ControlFlow;

use model::{CutId, Placement};

use crate::sound::{Files, Lying};
use crate::spans::SpanOf;
use crate::{Studio, StudioError};

impl Studio {
    /// How loud an alternate is, where that was measured.
    pub(crate) fn known_loudness(&self, pieces: &[&Placement], files: &Files) -> Option<i64> {
        let span = SpanOf::of(pieces.iter().copied(), files)?;
        self.0.loudnesses.of(self.cache(), &span.key).flatten()
    }

    /// The alternates of a cut that were not measured yet, of those cues that have more than one.
    pub(crate) fn unmeasured(&self, cut: CutId) -> Result<Vec<SpanOf>, StudioError> {
        let laid = self.read(|rows, _| Lying::read(rows, cut))?;
        let mut wanted = Vec::new();
        for (cue, _) in &laid.picks {
            let own = laid.own(*cue);
            let mut alternates: Vec<_> = own.iter().map(Placement::alternate).collect();
            alternates.sort_unstable();
            alternates.dedup();
            if alternates.len() < 2 {
                continue;
            }
            for id in alternates {
                let span = SpanOf::of(own.iter().filter(|piece| piece.alternate() == id), &laid.files);
                wanted.extend(span.filter(|span| self.0.loudnesses.of(self.cache(), &span.key).is_none()));
            }
        }
        Ok(wanted)
    }

    /// Measures the alternates of a cut by what of them sounds, as far as that was not done before; how many were.
    /// Recordings that cannot be read are passed over.
    ///
    /// # Errors
    /// If the document cannot be read, or `go_on` breaks off.
    pub fn measure_alternates(
        &self,
        cut: CutId,
        mut go_on: impl FnMut() -> ControlFlow<()>,
    ) -> Result<usize, StudioError> {
        let mut count = 0;
        for span in self.unmeasured(cut)? {
            match span.measure(&mut go_on) {
                Ok(loudness) => {
                    self.0.loudnesses.keep(self.cache(), &span.key, loudness);
                    count += 1;
                }
                Err(StudioError::Bounce(playback::BounceError::Unreadable(fault))) => {
                    tracing::debug!(error = crate::sentence(&fault), "an alternate was not measured");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }
}
