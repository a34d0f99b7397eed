//! The music of a cut as other programs open it.

use std::collections::HashMap;

use interchange::placed::{PlacedClip, PlacedCut, crockford};
use interchange::timeline::FadeShape as ListedShape;
use model::{Cue, CueId, CutId, Fade, FadeShape, Placement, Track, TrackId};
use store::{Rows, StoreError};
use timebase::{Flicks, Span};

use super::{MarkedCues, marked};

/// The picks of a cut with all of their pieces but those that are muted, or whose lane is; open notes, hits and cues without music as markers.
/// `None` if the cut is gone.
pub(crate) fn placed_cut(rows: &Rows, id: CutId) -> Result<Option<PlacedCut>, StoreError> {
    let Some(cut) = rows.cut(id)? else { return Ok(None) };
    let Some(noted) = marked(rows, id, MarkedCues::Empty)? else { return Ok(None) };
    let lanes = rows.lanes()?;
    let tracks: HashMap<TrackId, Track> = rows.tracks_of_cut(id)?.into_iter().map(|track| (track.id, track)).collect();
    let cues: HashMap<CueId, Cue> = rows.cues(id)?.into_iter().map(|cue| (cue.id, cue)).collect();
    let mut clips = Vec::new();
    let mut muted = 0;
    for placement in rows.placements_of_cut(id)? {
        let Some(cue) = cues.get(&placement.cue) else { continue };
        if cue.pick != Some(placement.alternate()) {
            continue;
        }
        let Some(track) = tracks.get(&placement.track) else { continue };
        let Some(lane) = lanes.iter().position(|lane| lane.id == placement.lane) else { continue };
        // What is not heard is not written, as it is not mixed.
        if placement.muted || lanes[lane].muted {
            muted += 1;
            continue;
        }
        let level = lanes[lane].level.0;
        clips.push(PlacedClip {
            lane,
            cue: cue.number.to_string(),
            id: crockford(placement.id.0),
            title: track.title.clone(),
            artist: track.artist.clone(),
            isrc: track.isrc.clone(),
            path: track.path.clone(),
            span: Span { start: placement.in_point, end: placement.out_point },
            track_start: placement.track_start,
            track_length: track.duration,
            channels: u16::try_from(track.channels).unwrap_or(2),
            sample_rate: track.sample_rate.hertz(),
            gain_millibel: i32::try_from(placement.gain.0 + level).unwrap_or(0),
            fade_in: placement.fade_in.length,
            fade_out: placement.fade_out.length,
            fade_shapes: [shape_of(placement.fade_in), shape_of(placement.fade_out)],
            fade_bends: [placement.fade_in, placement.fade_out]
                .iter()
                .any(|fade| fade.length > Flicks::ZERO && fade.bend != 0),
            gain_curve: curve_of(rows, &placement)?,
            tail: placement.tail,
        });
    }
    clips.sort_by_key(|clip| (clip.span.start, clip.lane));
    let used: Vec<usize> = (0..lanes.len()).filter(|lane| clips.iter().any(|clip| clip.lane == *lane)).collect();
    for clip in &mut clips {
        clip.lane = used.iter().position(|lane| *lane == clip.lane).unwrap_or(0);
    }
    Ok(Some(PlacedCut {
        title: noted.title,
        rate: cut.rate,
        start: cut.start,
        length: cut.length,
        lanes: used.iter().filter_map(|lane| lanes.get(*lane)).map(|lane| lane.name.clone()).collect(),
        clips,
        markers: noted.markers,
        muted,
    }))
}

fn shape_of(fade: Fade) -> ListedShape {
    match fade.shape {
        FadeShape::Linear => ListedShape::Linear,
        FadeShape::EqualPower => ListedShape::EqualPower,
        FadeShape::SCurve => ListedShape::SCurve,
        FadeShape::Logarithmic => ListedShape::Logarithmic,
    }
}

/// The volume line of a placement, from its first frame on.
fn curve_of(rows: &Rows, placement: &Placement) -> Result<Vec<(Flicks, i32)>, StoreError> {
    let points = placement.volume.map(|line| rows.volume(line)).transpose()?.flatten().unwrap_or_default();
    let point =
        |point: model::VolumePoint| (point.at - placement.track_start, i32::try_from(point.gain.0).unwrap_or_default());
    Ok(points.into_iter().map(point).collect())
}
