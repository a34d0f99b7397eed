//! Clips of one placement of ours: an editor cut it, or copied it. One of them is the placement, the others are new pieces of
//! its alternate; and what of a clip cut and recording have room for.

use model::words::counted;
use model::{Fade, Placement};
use timebase::{Flicks, Position};

use super::clips::seconds;
use super::cues::{Laid, Planner, Sounding};

impl Laid {
    /// Takes it for a placement that is there. Its fades keep the shapes that the list does not say, and their bends, which
    /// none says.
    pub(super) fn is(&mut self, there: Placement) {
        let fades = [(&mut self.clip.fade_in, there.fade_in), (&mut self.clip.fade_out, there.fade_out)];
        for ((listed, own), says) in fades.into_iter().zip(self.clip.says_shapes) {
            if let Some(fade) = listed.as_mut().filter(|fade| !says || fade.shape == own.shape) {
                *fade = Fade { length: fade.length, ..own };
            }
        }
        self.there = Some(there);
    }
}

impl Planner<'_> {
    /// Leaves each placement to one of the clips that carry its identifier: to the one that lies as it did, else to the
    /// first. What the preview says of the others.
    pub(super) fn share(&self, laid: &mut [Laid]) -> Option<String> {
        let mut added = 0;
        for at in 0..laid.len() {
            let Some(there) = laid[at].there else { continue };
            let same: Vec<usize> =
                (at..laid.len()).filter(|&nth| laid[nth].there.is_some_and(|one| one.id == there.id)).collect();
            let keeps = same.iter().copied().find(|&nth| self.is_as(&there, &laid[nth].clip)).unwrap_or(at);
            for nth in same.into_iter().filter(|nth| *nth != keeps) {
                // A list that comes again has its pieces on the cut.
                let is_taken = |own: &Placement| laid.iter().any(|one| one.there.is_some_and(|it| it.id == own.id));
                let known = self.on_cut.placements.iter().find(|own| {
                    own.alternate() == there.alternate() && self.is_as(own, &laid[nth].clip) && !is_taken(own)
                });
                if let Some(known) = known {
                    laid[nth].there = Some(*known);
                    continue;
                }
                (laid[nth].there, laid[nth].cut_from) = (None, Some(there));
                added += 1;
            }
        }
        let is_locked = laid.iter().any(|one| one.cut_from.is_some_and(|from| from.locked));
        match added {
            0 => None,
            _ if is_locked => {
                Some("it is locked: it stays whole, its other pieces in the file are left out".to_owned())
            }
            _ => Some(format!("{} added: it was cut or copied", counted(added, "piece"))),
        }
    }

    /// What of a cue of the cut the file does not have, which stays as it is: other pieces of the alternate, and, where it
    /// moves, the other alternates.
    pub(super) fn stays(&self, laid: &[Laid]) -> Vec<String> {
        let Some(first) = laid.iter().find_map(|one| one.there.or(one.cut_from)) else { return Vec::new() };
        let is_listed = |own: &Placement| laid.iter().any(|one| one.there.is_some_and(|there| there.id == own.id));
        let of_cue = || self.on_cut.placements.iter().filter(|one| one.cue == first.cue);
        let pieces =
            of_cue().filter(|one| one.alternate() == first.alternate() && !one.muted && !is_listed(one)).count();
        let moves = laid.iter().any(|one| one.there.is_none_or(|there| !self.is_as(&there, &one.clip)));
        let others = of_cue().filter(|one| one.piece_of.is_none() && one.id != first.alternate()).count();
        let mut told = Vec::new();
        if pieces > 0 {
            told.push(format!("{} of it on the cut that the file does not have: kept", counted(pieces, "piece")));
        }
        if others > 0 && moves {
            told.push(format!("{} kept in place", counted(others, "other alternate")));
        }
        told
    }

    /// Cuts a clip off where the cut or its recording ends, as it will be placed. What the preview says of it.
    pub(super) fn fit(&self, laid: &mut Laid) -> Vec<String> {
        let mut told = Vec::new();
        let rate = self.line.rate;
        let start = laid.start();
        let span = &mut laid.clip.span;
        let begin = span.start.max(self.on_cut.span.start);
        let before = begin - span.start;
        if before > Flicks::ZERO {
            told.push(format!("its first {} s lie before the cut: left out", seconds(before)));
            (span.start, laid.clip.into) = (begin, Some(start + before));
        }
        let after = span.end - self.on_cut.span.end;
        if after > Flicks::ZERO {
            told.push(format!("its last {} s lie after the cut: left out", seconds(after)));
            span.end = self.on_cut.span.end;
        }
        let track = match (laid.there.or(laid.cut_from), &laid.sounding) {
            (Some(own), _) => Some(own.track),
            (None, Sounding::Track(track)) => Some(*track),
            (None, Sounding::Offline { .. }) => None,
        };
        let track = track.and_then(|track| self.on_cut.tracks.get(&track));
        if let Some(track) = track.filter(|track| !track.is_offline()) {
            let left = rate.flicks(rate.frames_floor(track.duration - start - before));
            let end: Position = span.start + left.max(rate.frame());
            if end < span.end {
                told.push(format!("the recording ends {} s before it does", seconds(span.end - end)));
                span.end = end;
            }
        }
        told
    }
}
