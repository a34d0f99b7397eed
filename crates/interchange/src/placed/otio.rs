//! OpenTimelineIO: schemas that release 0.17 and later read; what it has no place for under `needledrop`.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use timebase::{Flicks, Position};

use super::rows::{Row, rows};
use super::{PlacedClip, PlacedCut, Written, file_url};
use crate::markers::Marker;

pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    vec![Written { part: String::new(), bytes: document(cut, |clip| file_url(&clip.path)).into_bytes() }]
}

/// The document, with what `url` says where a clip's file lies.
pub(super) fn document(cut: &PlacedCut, url: impl Fn(&PlacedClip) -> String) -> String {
    let rows = rows(cut);
    let tracks = Each(rows.iter().map(|row| Track {
        schema: "Track.1",
        children: Each(children(cut, row, &url)),
        effects: [],
        enabled: true,
        kind: "Audio",
        markers: [],
        metadata: json!({}),
        name: &row.name,
        source_range: (),
    }));
    let markers = Each(cut.markers.iter().map(|marker| marker_of(cut, marker)));
    let whole = Whole {
        schema: "Timeline.1",
        global_start_time: time(cut, cut.start_time()),
        metadata: json!({ "needledrop": { "rate": cut.rate.name() } }),
        name: &cut.title,
        tracks: Stack {
            schema: "Stack.1",
            children: tracks,
            effects: [],
            enabled: true,
            markers,
            metadata: json!({}),
            name: "tracks",
            source_range: (),
        },
    };
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// A list that is made while it is written: thousands of clips and markers never stand in memory as trees of values.
struct Each<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

#[derive(Serialize)]
struct Whole<'c, T> {
    #[serde(rename = "OTIO_SCHEMA")]
    schema: &'c str,
    global_start_time: Value,
    metadata: Value,
    name: &'c str,
    tracks: T,
}

#[derive(Serialize)]
struct Stack<'c, C, M> {
    #[serde(rename = "OTIO_SCHEMA")]
    schema: &'c str,
    children: C,
    effects: [(); 0],
    enabled: bool,
    markers: M,
    metadata: Value,
    name: &'c str,
    source_range: (),
}

#[derive(Serialize)]
struct Track<'c, C> {
    #[serde(rename = "OTIO_SCHEMA")]
    schema: &'c str,
    children: C,
    effects: [(); 0],
    enabled: bool,
    kind: &'c str,
    markers: [(); 0],
    metadata: Value,
    name: &'c str,
    source_range: (),
}

/// The clips of a row, with gaps before those that do not touch the one before.
fn children<'c>(
    cut: &'c PlacedCut,
    row: &'c Row<'c>,
    url: &'c impl Fn(&PlacedClip) -> String,
) -> impl Iterator<Item = Value> + Clone {
    let ends = std::iter::once(Position::ZERO).chain(row.clips.iter().map(|clip| clip.span.end));
    row.clips.iter().zip(ends).flat_map(move |(clip, before)| {
        let gap = (before < clip.span.start).then(|| gap(cut, clip.span.start - before));
        gap.into_iter().chain([clip_of(cut, clip, &url(clip))])
    })
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
