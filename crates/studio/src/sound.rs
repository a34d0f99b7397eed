//! From the picks of a cut to what the renderer plays.

use std::collections::HashMap;
use std::path::Path;

use media::AudioReader;
use model::{
    CueId, CutId, Fade, FadeShape, Lane, LaneId, Millibels, Placement, PlacementId, TrackId, VolumeId, VolumePoint,
};
use playback::{Clip, Program};
use serde::{Deserialize, Serialize};
use store::{Facet, Rows, StoreError};
use timebase::{Flicks, Position, SampleRate};
use ts_rs::TS;

/// What a program is made from.
pub(crate) const SOUND: [Facet; 7] =
    [Facet::Placements, Facet::Uses, Facet::Library, Facet::Season, Facet::Lanes, Facet::Production, Facet::Dialogue];

/// Which placement of a cue sounds in place of its pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Alternate {
    /// The cue.
    pub cue: CueId,
    /// The placement that sounds.
    pub placement: PlacementId,
}

/// A track of the library that is heard against the picture before it is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tried {
    /// The track.
    pub track: TrackId,
    /// Where on the cut its first sample sounds.
    pub at: Position,
    /// In hundredths of a decibel, from silence (−96 dB) to as it is.
    pub gain: Millibels,
}

/// The lane of a track that is tried; no lane of a show has this number.
pub(crate) const TRIED_LANE: i64 = i64::MIN;

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

/// A recording, as sound is made from it.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    /// Where it lies.
    pub path: String,
    /// The hash of its content.
    pub hash: String,
    /// How loud the whole of it is, in hundredths of a LUFS.
    pub loudness: Option<i64>,
}

/// What the placements of a cut sound from: recordings, volume lines and lanes.
#[derive(Debug, Default)]
pub(crate) struct Files {
    recorded: HashMap<TrackId, Recorded>,
    volumes: HashMap<VolumeId, Vec<VolumePoint>>,
    lanes: HashMap<LaneId, Lane>,
}

impl Files {
    pub fn new(
        recorded: HashMap<TrackId, Recorded>,
        volumes: HashMap<VolumeId, Vec<VolumePoint>>,
        lanes: Vec<Lane>,
    ) -> Self {
        Self { recorded, volumes, lanes: lanes.into_iter().map(|lane| (lane.id, lane)).collect() }
    }

    /// The recording of a track.
    pub fn get(&self, track: &TrackId) -> Option<&Recorded> {
        self.recorded.get(track)
    }

    /// The points of a placement's volume line; none where it has no line.
    pub fn volume(&self, placement: &Placement) -> &[VolumePoint] {
        placement.volume.and_then(|id| self.volumes.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// How much louder than its gain a placement plays on its lane, in hundredths of a decibel; `None` where the lane is muted.
    pub fn on_lane(&self, placement: &Placement) -> Option<i64> {
        match self.lanes.get(&placement.lane) {
            Some(lane) if lane.muted => None,
            Some(lane) => Some(lane.level.0),
            None => Some(0),
        }
    }
}

/// How loud an alternate is, in hundredths of a LUFS, where that was measured; asked with its pieces.
pub(crate) type Measured<'a> = &'a dyn Fn(&[&Placement], &Files) -> Option<i64>;

/// The picks of a cut with all of their pieces but those that are muted, other alternates in their stead where `alternates`
/// say so. With `measured`, an alternate's gain is such that it is as loud as the pick it stands for, by integrated loudness
/// (EBU R 128) of what sounds on the cut; until that is measured, of the whole recording.
///
/// # Errors
/// If the document cannot be read.
pub(crate) fn cut_program(
    rows: &Rows,
    cut: CutId,
    alternates: &[Alternate],
    measured: Option<Measured<'_>>,
) -> Result<Program, StoreError> {
    let laid = Lying::read(rows, cut)?;
    let cues = laid.picks.iter().copied();
    Ok(program_of(cues, |cue| laid.own(cue), &laid.files, alternates, measured))
}

/// What sound is made from, read for one cut.
pub(crate) struct Lying {
    pub picks: Vec<(CueId, Option<PlacementId>)>,
    own: HashMap<CueId, Vec<Placement>>,
    pub files: Files,
}

impl Lying {
    pub fn read(rows: &Rows, cut: CutId) -> Result<Self, StoreError> {
        let mut own: HashMap<CueId, Vec<Placement>> = HashMap::new();
        for placement in rows.placements_of_cut(cut)? {
            own.entry(placement.cue).or_default().push(placement);
        }
        let tracks = rows.tracks_of_cut(cut)?.into_iter();
        let files =
            tracks.map(|track| (track.id, Recorded { path: track.path, hash: track.hash, loudness: track.loudness }));
        let files = Files::new(files.collect(), rows.volumes_of_cut(cut)?, rows.lanes()?);
        let picks = rows.cues(cut)?.iter().map(|cue| (cue.id, cue.pick)).collect();
        Ok(Self { picks, own, files })
    }

    pub fn own(&self, cue: CueId) -> &[Placement] {
        self.own.get(&cue).map_or(&[], Vec::as_slice)
    }
}

/// As [`cut_program`], from cues with their picks and the placements of each.
pub(crate) fn program_of<'a>(
    cues: impl Iterator<Item = (CueId, Option<PlacementId>)>,
    own: impl Fn(CueId) -> &'a [Placement],
    files: &Files,
    alternates: &[Alternate],
    measured: Option<Measured<'_>>,
) -> Program {
    let (mut clips, mut standby) = (Vec::new(), Vec::new());
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
        let match_gain = match (measured, pick) {
            (Some(measured), Some(pick)) if pick.alternate() != placement.id => {
                between(pick, placement, own, files, measured)
            }
            _ => 0,
        };
        for piece in own.iter().filter(|piece| !piece.muted) {
            let (Some(file), Some(lane)) = (files.get(&piece.track), files.on_lane(piece)) else { continue };
            if piece.alternate() == placement.id {
                let gain = piece.gain.0 + match_gain + lane;
                clips.push(clip(piece, &file.path, i32::try_from(gain).unwrap_or(0), files.volume(piece)));
            } else {
                standby.push(clip(piece, &file.path, 0, &[]));
            }
        }
    }
    Program::new(clips).with_standby(standby)
}

/// How much louder the pick is than what is heard in its stead, both measured in the same way.
fn between(pick: &Placement, heard: &Placement, own: &[Placement], files: &Files, measured: Measured<'_>) -> i64 {
    let spans = |id: PlacementId| {
        let pieces: Vec<&Placement> = own.iter().filter(|piece| piece.alternate() == id).collect();
        measured(&pieces, files)
    };
    if let (Some(wanted), Some(have)) = (spans(pick.alternate()), spans(heard.id)) {
        return wanted - have;
    }
    let whole = |one: &Placement| files.get(&one.track)?.loudness.map(|track| track + one.gain.0);
    match (whole(pick), whole(heard)) {
        (Some(wanted), Some(have)) => wanted - have,
        _ => 0,
    }
}

/// A placement as the renderer plays it, with the points of its volume line.
pub(crate) fn clip(placement: &Placement, path: &str, gain_millibel: i32, volume: &[VolumePoint]) -> Clip {
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
        volume: line(placement, volume),
        tail: SampleRate::MIX.samples_nearest(placement.tail),
    }
}

/// A volume line in samples from the start of its clip; of points that fall on one sample the last.
fn line(placement: &Placement, points: &[VolumePoint]) -> Vec<playback::VolumePoint> {
    let start = SampleRate::MIX.samples_nearest(placement.track_start);
    let mut line: Vec<playback::VolumePoint> = Vec::with_capacity(points.len());
    for point in points {
        let at = SampleRate::MIX.samples_nearest(point.at) - start;
        let point = playback::VolumePoint { at, millibel: point.gain.0 as f64 };
        match line.last_mut().filter(|last| last.at == at) {
            Some(last) => *last = point,
            None => line.push(point),
        }
    }
    line
}

fn fade(fade: Fade) -> playback::Fade {
    let shape = match fade.shape {
        FadeShape::Linear => playback::FadeShape::Linear,
        FadeShape::EqualPower => playback::FadeShape::EqualPower,
        FadeShape::SCurve => playback::FadeShape::SCurve,
        FadeShape::Logarithmic => playback::FadeShape::Logarithmic,
    };
    let length = SampleRate::MIX.samples_nearest(fade.length.max(Flicks::ZERO));
    playback::Fade { length, shape, bend: i32::try_from(fade.kept().bend).unwrap_or(0) }
}
