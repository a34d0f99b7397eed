//! From the picks of a cut to what the renderer plays.

use std::collections::HashMap;
use std::path::Path;

use media::AudioReader;
use model::{CueId, CutId, Fade, FadeShape, Placement, PlacementId, TrackId};
use playback::{Clip, Program};
use serde::{Deserialize, Serialize};
use store::{Facet, Rows, StoreError};
use timebase::{Flicks, Position, SampleRate};
use ts_rs::TS;

/// What a program is made from.
pub(crate) const SOUND: [Facet; 4] = [Facet::Placements, Facet::Uses, Facet::Library, Facet::Season];

/// Which placement of a cue sounds in place of its pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Alternate {
    /// The cue.
    pub cue: CueId,
    /// The placement that sounds.
    pub placement: PlacementId,
}

/// How long a sound file says it is, read from its head alone; `None` for what is no sound, or does not say.
#[must_use]
pub fn sound_length(path: &Path) -> Option<Flicks> {
    let reader = AudioReader::open(path).ok()?;
    Some(reader.sample_rate().flicks(reader.frames()?))
}

/// The sample of the mix nearest to `at`.
#[must_use]
pub fn sample_at(at: Position) -> i64 {
    SampleRate::MIX.samples_nearest(at.since_origin())
}

/// The point of a sample of the mix; exact.
#[must_use]
pub fn position_of(sample: i64) -> Position {
    Position::ZERO + SampleRate::MIX.flicks(sample)
}

/// Where recordings lie, and how loud they are.
pub(crate) type Files = HashMap<TrackId, (String, Option<i64>)>;

/// The picks of a cut with all of their pieces but those that are muted, other alternates in their stead where `alternates`
/// say so. With `matched`, an alternate's gain is such that it is as loud as the pick it stands for, by integrated loudness
/// (EBU R 128).
///
/// # Errors
/// If the document cannot be read.
pub fn cut_program(rows: &Rows, cut: CutId, alternates: &[Alternate], matched: bool) -> Result<Program, StoreError> {
    let mut own: HashMap<CueId, Vec<Placement>> = HashMap::new();
    for placement in rows.placements_of_cut(cut)? {
        own.entry(placement.cue).or_default().push(placement);
    }
    let tracks = rows.tracks_of_cut(cut)?.into_iter();
    let files = tracks.map(|track| (track.id, (track.path, track.loudness))).collect();
    let cues = rows.cues(cut)?;
    let cues = cues.iter().map(|cue| (cue.id, cue.pick));
    Ok(program_of(cues, |cue| own.get(&cue).map_or(&[][..], Vec::as_slice), &files, alternates, matched))
}

/// As [`cut_program`], from cues with their picks and the placements of each.
pub(crate) fn program_of<'a>(
    cues: impl Iterator<Item = (CueId, Option<PlacementId>)>,
    own: impl Fn(CueId) -> &'a [Placement],
    files: &Files,
    alternates: &[Alternate],
    matched: bool,
) -> Program {
    let loudness = |placement: &Placement| {
        files.get(&placement.track).and_then(|(_, loudness)| *loudness).map(|track| track + placement.gain.0)
    };
    let mut clips = Vec::new();
    for (cue, pick) in cues {
        let own = own(cue);
        let named = |id: PlacementId| own.iter().find(|one| one.id == id);
        let pick = pick.and_then(named);
        let chosen = alternates.iter().find(|alternate| alternate.cue == cue);
        let sounding = chosen
            .and_then(|alternate| named(alternate.placement))
            .and_then(|placement| named(placement.alternate()))
            .or(pick);
        let Some(placement) = sounding else { continue };
        let Some((path, _)) = files.get(&placement.track) else { continue };
        let match_gain = match (matched, pick.and_then(loudness), loudness(placement)) {
            (true, Some(wanted), Some(have)) => wanted - have,
            _ => 0,
        };
        for piece in own.iter().filter(|piece| piece.alternate() == placement.id && !piece.muted) {
            let gain = piece.gain.0 + match_gain;
            clips.push(clip(piece, path, i32::try_from(gain).unwrap_or(0)));
        }
    }
    Program::new(clips)
}

/// A placement as the renderer plays it.
pub(crate) fn clip(placement: &Placement, path: &str, gain_millibel: i32) -> Clip {
    let (start, end) = (sample_at(placement.in_point), sample_at(placement.out_point));
    Clip {
        id: placement.id.0,
        lane: placement.lane.0,
        path: path.into(),
        start,
        length: end - start,
        source_start: placement.track_start,
        gain_millibel,
        fade_in: fade(placement.fade_in),
        fade_out: fade(placement.fade_out),
    }
}

fn fade(fade: Fade) -> playback::Fade {
    let shape = match fade.shape {
        FadeShape::Linear => playback::FadeShape::Linear,
        FadeShape::EqualPower => playback::FadeShape::EqualPower,
    };
    playback::Fade { length: SampleRate::MIX.samples_nearest(fade.length.max(Flicks::ZERO)), shape }
}
