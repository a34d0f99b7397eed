//! How loud the placements of a cut are heard from moment to moment, as the renderer plays them.

use model::{CutId, Placement};
use playback::Level;
use store::{Rows, StoreError};
use timebase::Position;

use crate::ducking::{GainLines, gain_lines};
use crate::sound::{Files, clip, sample_at};

/// What makes the placements of a cut louder or quieter than their recordings.
pub(super) struct Levels {
    /// Lanes and volume lines.
    files: Files,
    /// How the music makes room for what is said.
    ducked: GainLines,
}

/// A placement whose lane is heard.
pub(super) struct Heard<'a> {
    start: i64,
    level: Level,
    ducked: Option<&'a playback::GainLine>,
}

impl Levels {
    pub fn read(rows: &Rows, cut: CutId) -> Result<Self, StoreError> {
        let files = Files::new([].into(), rows.volumes_of_cut(cut)?, rows.lanes()?);
        Ok(Self { files, ducked: gain_lines(rows, cut)? })
    }

    /// How loud a placement is heard; `None` on a muted lane.
    pub fn of(&self, placement: &Placement) -> Option<Heard<'_>> {
        let gain = placement.gain.0 + self.files.on_lane(placement)?;
        let clip = clip(placement, "", i32::try_from(gain).unwrap_or(0), self.files.volume(placement));
        let ducked = self.ducked.get(&placement.id.0).map(AsRef::as_ref);
        Some(Heard { start: clip.start, level: clip.level(), ducked })
    }
}

impl Heard<'_> {
    /// By which its recording's power is multiplied at a moment of the cut: gain, lane, volume line, fades and ducking.
    pub fn power(&self, at: Position) -> f64 {
        let sample = sample_at(at);
        let ducked = self.ducked.map_or(1.0, |line| line.amplitude(sample));
        (self.level.amplitude(sample - self.start) * ducked).powi(2)
    }
}
