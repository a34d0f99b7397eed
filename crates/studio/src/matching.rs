//! Alternates of the open show at matched loudness: what is known of it, and measuring what is not.

use std::ops::ControlFlow;

use model::{CueId, CutId, Millibels, Placement};
use serde::Serialize;
use store::StoreError;
use ts_rs::TS;

use crate::sound::{Files, Lying};
use crate::spans::SpanOf;
use crate::{Studio, StudioError};

/// The most that anything is turned down by to be as loud as the rest, in hundredths of a decibel: what is quieter still would
/// take the others out of hearing.
const MOST: i64 = 3_000;

/// What brings one of several to one loudness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// How much louder it is played, in hundredths of a decibel; never more than 0, so that nothing clips.
    pub gain: i64,
    /// By how much it stays quieter than the others all the same, in hundredths of a decibel; 0 where it is matched.
    pub short: i64,
}

/// The loudness that several are brought to, in hundredths of a LUFS.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matching(i64);

impl Matching {
    /// That of the quietest: the louder are turned down, by 30 dB at most. Where that is not enough they are equally loud among
    /// themselves, and the quieter say what they lack.
    pub fn of(loudnesses: impl Iterator<Item = i64> + Clone) -> Self {
        let quietest = loudnesses.clone().min().unwrap_or_default();
        let loudest = loudnesses.max().unwrap_or_default();
        Self(quietest.max(loudest - MOST))
    }

    /// What brings one of them to it.
    pub const fn of_one(self, loudness: i64) -> Match {
        let louder = self.0 - loudness;
        if louder < 0 { Match { gain: louder, short: 0 } } else { Match { gain: 0, short: louder } }
    }
}

/// How much louder a cue is played, so that several are equally loud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowLevel {
    /// The cue.
    pub cue: CueId,
    /// In hundredths of a decibel; never more than as it is.
    pub level: Millibels,
    /// By how much it stays quieter than the others all the same, in hundredths of a decibel; 0 where it is as loud.
    pub short: Millibels,
}

/// Levels at which cues are equally loud.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowLevels {
    /// Those that are known, in the order that was asked in.
    pub levels: Vec<RowLevel>,
    /// How many are being measured.
    pub pending: usize,
}

impl Studio {
    /// What the picks of cues sound like by themselves, each with the level of its lane.
    fn picks_by_themselves(&self, cues: &[CueId]) -> Result<Vec<(CueId, SpanOf, i64)>, StudioError> {
        let found = self.read(|rows, _| -> Result<_, StoreError> {
            let mut laid: Vec<(CutId, Lying)> = Vec::new();
            let mut found = Vec::new();
            for id in cues {
                let Some(cue) = rows.cue(*id)? else { continue };
                let Some(pick) = cue.pick else { continue };
                if laid.iter().all(|(cut, _)| *cut != cue.cut) {
                    laid.push((cue.cut, Lying::read(rows, cue.cut)?));
                }
                let Some((_, lying)) = laid.iter().find(|(cut, _)| *cut == cue.cut) else { continue };
                let own = lying.own(*id).iter().filter(|piece| piece.alternate() == pick);
                let lane = own.clone().next().and_then(|piece| lying.files.on_lane(piece)).unwrap_or(0);
                found.extend(SpanOf::of(own, &lying.files).map(|span| (*id, span, lane)));
            }
            Ok(found)
        })?;
        Ok(found)
    }

    /// Levels at which the picks of these cues are equally loud, by integrated loudness (EBU R 128) of what of them sounds on
    /// their cuts: the quietest as it is, the others down to it by 30 dB at most. What was not measured yet is left out.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn row_levels(&self, cues: &[CueId]) -> Result<RowLevels, StudioError> {
        let mut pending = 0;
        let mut loud = Vec::new();
        for (cue, span, lane) in self.picks_by_themselves(cues)? {
            match self.0.loudnesses.of(self.cache(), &span.key) {
                Some(loudness) => loud.extend(loudness.map(|loudness| (cue, loudness + lane))),
                None => pending += 1,
            }
        }
        let matching = Matching::of(loud.iter().map(|(_, loudness)| *loudness));
        let level = |(cue, loudness): (CueId, i64)| {
            let Match { gain, short } = matching.of_one(loudness);
            RowLevel { cue, level: Millibels(gain), short: Millibels(short) }
        };
        Ok(RowLevels { levels: loud.into_iter().map(level).collect(), pending })
    }

    /// Measures the picks of cues, as far as that was not done before. Recordings that cannot be read count as silent until the
    /// show is opened again.
    ///
    /// # Errors
    /// If the document cannot be read, or `go_on` breaks off.
    pub fn measure_row(&self, cues: &[CueId], mut go_on: impl FnMut() -> ControlFlow<()>) -> Result<(), StudioError> {
        for (_, span, _) in self.picks_by_themselves(cues)? {
            if self.0.loudnesses.of(self.cache(), &span.key).is_some() {
                continue;
            }
            match span.measure(&mut go_on) {
                Ok(loudness) => self.0.loudnesses.keep(self.cache(), &span.key, loudness),
                Err(StudioError::Bounce(playback::BounceError::Unreadable(fault))) => {
                    tracing::debug!(error = crate::sentence(&fault), "a statement was not measured");
                    self.0.loudnesses.pass_over(&span.key);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(loudnesses: &[i64]) -> Vec<(i64, i64)> {
        let matching = Matching::of(loudnesses.iter().copied());
        loudnesses.iter().map(|&loudness| matching.of_one(loudness)).map(|one| (one.gain, one.short)).collect()
    }

    #[test]
    fn the_louder_come_down_to_the_quietest() {
        assert_eq!(matched(&[]), []);
        assert_eq!(matched(&[-1_400]), [(0, 0)]);
        assert_eq!(matched(&[-1_400, -1_800, -3_410]), [(-2_010, 0), (-1_610, 0), (0, 0)]);
        assert_eq!(matched(&[-1_000, -4_000]), [(-3_000, 0), (0, 0)]);
    }

    #[test]
    fn what_is_too_quiet_says_by_how_much_and_the_others_are_equally_loud() {
        assert_eq!(matched(&[-1_000, -1_500, -5_200]), [(-3_000, 0), (-2_500, 0), (0, 1_200)]);
        assert_eq!(matched(&[-1_000, -4_200, -5_200]), [(-3_000, 0), (0, 200), (0, 1_200)]);
    }
}
