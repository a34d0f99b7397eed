//! OpenTimelineIO: schemas that release 0.17 and later read; what it has no place for under `needledrop`.

use serde_json::{Value, json};
use timebase::{Flicks, Position};

use super::rows::rows;
use super::{PlacedClip, PlacedCut, Written, file_url};
use crate::markers::Marker;

pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    vec![Written { part: String::new(), bytes: document(cut, |clip| file_url(&clip.path)).into_bytes() }]
}

/// The document, with what `url` says where a clip's file lies.
pub(super) fn document(cut: &PlacedCut, url: impl Fn(&PlacedClip) -> String) -> String {
    let tracks: Vec<Value> = rows(cut)
        .iter()
        .map(|row| {
            let mut children = Vec::new();
            let mut at = Position::ZERO;
            for clip in &row.clips {
                if at < clip.span.start {
                    children.push(gap(cut, clip.span.start - at));
                }
                children.push(clip_of(cut, clip, &url(clip)));
                at = clip.span.end;
            }
            json!({
                "OTIO_SCHEMA": "Track.1", "name": row.name, "kind": "Audio", "children": children, "effects": [],
                "markers": [], "enabled": true, "metadata": {}, "source_range": null,
            })
        })
        .collect();
    let markers: Vec<Value> = cut.markers.iter().map(|marker| marker_of(cut, marker)).collect();
    let whole = json!({
        "OTIO_SCHEMA": "Timeline.1",
        "name": cut.title,
        "metadata": { "needledrop": { "rate": cut.rate.name() } },
        "global_start_time": time(cut, cut.start_time()),
        "tracks": {
            "OTIO_SCHEMA": "Stack.1", "name": "tracks", "children": tracks, "effects": [], "markers": markers,
            "enabled": true, "metadata": {}, "source_range": null,
        },
    });
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// Time in frames of the cut; where it lies between two, with a fraction.
fn time(cut: &PlacedCut, time: Flicks) -> Value {
    let (over, under) = cut.rate.ratio();
    let value = time.0 as f64 / cut.rate.frame().0 as f64;
    json!({ "OTIO_SCHEMA": "RationalTime.1", "rate": over as f64 / under as f64, "value": value })
}

fn range(cut: &PlacedCut, start: Flicks, length: Flicks) -> Value {
    json!({ "OTIO_SCHEMA": "TimeRange.1", "start_time": time(cut, start), "duration": time(cut, length) })
}

fn gap(cut: &PlacedCut, length: Flicks) -> Value {
    json!({
        "OTIO_SCHEMA": "Gap.1", "name": "", "source_range": range(cut, Flicks::ZERO, length), "effects": [],
        "markers": [], "enabled": true, "metadata": {},
    })
}

fn clip_of(cut: &PlacedCut, clip: &PlacedClip, url: &str) -> Value {
    let mut own = json!({ "placement": clip.id, "cueNumber": clip.cue, "artist": clip.artist });
    if !clip.isrc.is_empty() {
        own["isrc"] = json!(clip.isrc);
    }
    if clip.gain_millibel != 0 {
        own["gainMillibel"] = json!(clip.gain_millibel);
    }
    if !clip.gain_curve.is_empty() {
        own["gainCurve"] = clip.gain_curve.iter().map(|(at, gain)| json!([at.0, gain])).collect();
    }
    let [shape_in, shape_out] = &clip.fade_shapes;
    for (name, fade, shape) in [("fadeIn", clip.fade_in, shape_in), ("fadeOut", clip.fade_out, shape_out)] {
        if fade > Flicks::ZERO {
            own[format!("{name}Flicks")] = json!(fade.0);
            if let Some(word) = shape.word() {
                own[format!("{name}Shape")] = json!(word);
            }
        }
    }
    json!({
        "OTIO_SCHEMA": "Clip.2",
        "name": clip.name(),
        "source_range": range(cut, clip.track_start, clip.span.length()),
        "media_references": {
            "DEFAULT_MEDIA": {
                "OTIO_SCHEMA": "ExternalReference.1", "name": clip.title, "target_url": url, "metadata": {},
                "available_image_bounds": null,
                "available_range": range(cut, Flicks::ZERO, clip.track_length.max(clip.track_end())),
            },
        },
        "active_media_reference_key": "DEFAULT_MEDIA",
        "effects": [], "markers": [], "enabled": true,
        "metadata": { "needledrop": own },
    })
}

fn marker_of(cut: &PlacedCut, marker: &Marker) -> Value {
    let colour = marker.colour.word().to_ascii_uppercase();
    let length = marker.until.map_or(cut.rate.frame(), |until| until - marker.at);
    json!({
        "OTIO_SCHEMA": "Marker.2", "name": marker.name, "comment": marker.comment, "color": colour,
        "marked_range": range(cut, marker.at.since_origin(), length),
        "metadata": { "needledrop": { "author": marker.author } },
    })
}
