//! Which cue of the cut a row of a list is already, and which number it gets.

use std::collections::{HashMap, HashSet};

use model::{Cue, CueKind, CueNumber, Millibels, Placement, TrackId, VolumePoint, reel_at};
use timebase::Flicks;

use super::clips::{self, Clip};
use super::cues::{Planner, Proposal, Sounding};

impl Planner<'_> {
    /// Cues of the cut that rows without identifiers are already: of the same recording, in the order of time where there
    /// are as many, else where they sound together.
    pub(super) fn pair(&self, rows: &mut [Proposal]) {
        let mut claimed: HashSet<_> = rows.iter().filter_map(|row| row.cue.as_ref().map(|cue| cue.id)).collect();
        let mut by_track: HashMap<TrackId, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.cue.is_none()) {
            if let Some(track) = row.chosen {
                by_track.entry(track).or_default().push(at);
            }
        }
        for (track, own) in by_track {
            let picks: Vec<(&Cue, &Placement)> = self
                .on_cut
                .placements
                .iter()
                .filter(|one| one.track == track && one.piece_of.is_none())
                .filter_map(|one| {
                    let cue = self.on_cut.cues.iter().find(|cue| cue.pick == Some(one.id))?;
                    (!claimed.contains(&cue.id)).then_some((cue, one))
                })
                .collect();
            let in_order = picks.len() == own.len();
            for (nth, &at) in own.iter().enumerate() {
                let overlaps =
                    |(cue, one): &&(&Cue, &Placement)| !claimed.contains(&cue.id) && one.span().overlaps(rows[at].span);
                let found = if in_order { picks.get(nth) } else { picks.iter().find(overlaps) };
                let Some((cue, placement)) = found else { continue };
                let pieces: Vec<&Placement> =
                    self.on_cut.placements.iter().filter(|one| one.alternate() == placement.id).collect();
                let row = &mut rows[at];
                let picked = row.laid.iter().filter(|one| Sounding::Track(track) == one.sounding).count();
                let counted = |many| model::words::counted(many, "piece");
                if picked < pieces.len() {
                    // Which of them it stands for nobody says.
                    let lies = format!("{} has it on the cut in {}", cue.number, counted(pieces.len()));
                    row.brings.push(format!("{lies}; this is a cue of its own"));
                    continue;
                }
                claimed.insert(cue.id);
                row.title.clone_from(&cue.title);
                row.cue = Some((*cue).clone());
                for (nth, one) in row.laid.iter_mut().take(picked).enumerate() {
                    match pieces.get(nth) {
                        Some(piece) => one.is(**piece),
                        None => one.cut_from = Some(**placement),
                    }
                }
                match picked - pieces.len() {
                    0 => {}
                    _ if placement.locked => {
                        row.brings.push("it is locked: its other pieces in the file are left out".to_owned());
                    }
                    more => row.brings.push(format!("{} added", counted(more))),
                }
            }
        }
    }

    /// Numbers that names say where they are free, else the next free ones in the order of time.
    pub(super) fn number(&self, rows: &mut [Proposal]) {
        let mut taken: HashSet<CueNumber> = self.on_cut.cues.iter().map(|cue| cue.number).collect();
        let said: Vec<Option<CueNumber>> = rows.iter().map(|row| clips::number(&row.name)).collect();
        for (row, said) in rows.iter_mut().zip(&said) {
            if let Some(cue) = &row.cue {
                row.number = cue.number;
            } else if let Some(number) = said.filter(|number| taken.insert(*number)) {
                row.number = number;
            } else {
                row.number.number = 0;
            }
        }
        // Those below are taken: a list of thousands is not tried from the first number for each row.
        let mut first: HashMap<(u32, CueKind), u32> = HashMap::new();
        for row in rows.iter_mut().filter(|row| row.number.number == 0) {
            let (reel, kind) = (reel_at(self.on_cut.reels, row.span.start), row.lane.1.cue_kind());
            let first = first.entry((reel, kind)).or_insert(1);
            row.number = CueNumber::next_free_from(*first, reel, kind, &taken);
            *first = row.number.number;
            taken.insert(row.number);
        }
    }

    /// Whether a placement lies and sounds as the list has it, to the frame; what the list does not say is as it is.
    pub(super) fn is_as(&self, there: &Placement, clip: &Clip) -> bool {
        let frame = self.line.rate.frame();
        let near = |one: Flicks, other: Flicks| (one - other).0.abs() < frame.0;
        (there.in_point, there.out_point) == (clip.span.start, clip.span.end)
            && clip.into.is_none_or(|into| near(into, there.track_start))
            && clip.fade_in.is_none_or(|fade| near(fade.length, there.fade_in.length))
            && clip.fade_out.is_none_or(|fade| near(fade.length, there.fade_out.length))
            && (!clip.temp || there.temp)
            && clip.gain.is_none_or(|gain| self.is_as_loud(there, clip, gain, frame))
    }

    /// Whether a placement's gain and volume line together are what the list says, within a tenth of a decibel where either
    /// line bends. A list that has a gain alone says nothing of a line.
    fn is_as_loud(&self, there: &Placement, clip: &Clip, gain: Millibels, frame: Flicks) -> bool {
        if clip.volume.is_empty() {
            return gain == there.gain;
        }
        let none = Vec::new();
        let own = there.volume.map_or(&none, |line| self.on_cut.volumes.get(&line).unwrap_or(&none));
        let start = clip.into.unwrap_or(there.track_start);
        let listed = clip.volume_from(start);
        let heard = start..start + clip.span.length();
        let moments = own.iter().chain(&listed).map(|point| point.at).filter(|at| heard.contains(at));
        // Points of lists stand on frames.
        let near = |line: &[VolumePoint], at: Flicks, gain: Millibels, wanted: i64| {
            let around = [-frame.0, 0, frame.0].map(|by| volume_at(line, at + Flicks(by)) + gain.0);
            let (least, most) =
                around.iter().fold((i64::MAX, i64::MIN), |(least, most), &one| (least.min(one), most.max(one)));
            (least - 10..=most + 10).contains(&wanted)
        };
        moments.into_iter().all(|at| near(own, at, there.gain, volume_at(&listed, at) + gain.0))
    }
}

/// A volume line at a moment of the recording, in hundredths of a decibel: straight between two points, level beyond them.
fn volume_at(line: &[VolumePoint], at: Flicks) -> i64 {
    let after = line.partition_point(|point| point.at <= at);
    match (after.checked_sub(1).and_then(|before| line.get(before)), line.get(after)) {
        (Some(low), Some(high)) => {
            let rise = i128::from(high.gain.0 - low.gain.0) * i128::from((at - low.at).0);
            low.gain.0 + i64::try_from(rise / i128::from((high.at - low.at).0.max(1))).unwrap_or(0)
        }
        (Some(one), None) | (None, Some(one)) => one.gain.0,
        (None, None) => 0,
    }
}
