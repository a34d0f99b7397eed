//! OpenTimelineIO: schemas that release 0.17 and later read; what it has no place for under `needledrop`.

use std::cell::RefCell;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use timebase::{Flicks, Position};

use super::rows::rows;
use super::{PlacedClip, PlacedCut, Written, file_url};
use crate::markers::Marker;

pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    vec![Written { part: String::new(), bytes: document(cut, |clip| file_url(&clip.path)) }]
}

/// The document, with what `url` says where a clip's file lies.
pub(super) fn document(cut: &PlacedCut, url: impl Fn(&PlacedClip) -> String) -> Vec<u8> {
    let (rows, url) = (rows(cut), &url);
    let tracks = rows.iter().map(move |row| {
        let children = row.clips.iter().enumerate().flat_map(move |(nth, clip)| {
            let before = nth.checked_sub(1).and_then(|before| row.clips.get(before));
            let at = before.map_or(Position::ZERO, |before| before.span.end);
            let gap = (at < clip.span.start).then(|| gap(cut, clip.span.start - at));
            gap.into_iter().chain([clip_of(cut, clip, &url(clip))])
        });
        Composition::of("Track.1", &row.name, Some("Audio"), children, std::iter::empty::<Value>())
    });
    let markers = cut.markers.iter().map(|marker| marker_of(cut, marker));
    let whole = Document {
        schema: "Timeline.1",
        global_start_time: time(cut, cut.start_time()),
        metadata: json!({ "needledrop": { "rate": cut.rate.name() } }),
        name: &cut.title,
        tracks: Composition::of("Stack.1", "tracks", None, tracks, markers),
    };
    let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A whole time line.
#[derive(Serialize)]
struct Document<'a, T> {
    #[serde(rename = "OTIO_SCHEMA")]
    schema: &'static str,
    global_start_time: Value,
    metadata: Value,
    name: &'a str,
    tracks: T,
}

/// A track, or a stack of tracks. What is in it is made while it is written: thousands of clips and markers are never held as
/// trees of values all at once.
#[derive(Serialize)]
#[serde(bound(serialize = "Each<C>: Serialize, Each<M>: Serialize"))]
struct Composition<'a, C, M> {
    #[serde(rename = "OTIO_SCHEMA")]
    schema: &'static str,
    children: Each<C>,
    effects: [Value; 0],
    enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    markers: Each<M>,
    metadata: Map<String, Value>,
    name: &'a str,
    source_range: Option<Value>,
}

impl<'a, C, M> Composition<'a, C, M> {
    fn of(schema: &'static str, name: &'a str, kind: Option<&'static str>, children: C, markers: M) -> Self {
        let (children, markers) = (Each(RefCell::new(Some(children))), Each(RefCell::new(Some(markers))));
        Self {
            schema,
            children,
            effects: [],
            enabled: true,
            kind,
            markers,
            metadata: Map::new(),
            name,
            source_range: None,
        }
    }
}

/// A list of what is made one by one, written once.
struct Each<I>(RefCell<Option<I>>);

impl<I: Iterator<Item: Serialize>> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
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
