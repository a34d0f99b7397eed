//! What the core makes of trims, slips, fades and splits, as vectors to which the window's own drawing of them is held.

use model::{CueId, Edge, Fade, FadeShape, LaneId, Placement, PlacementId, TrackId};
use serde_json::{Value, json};
use timebase::{Flicks, FrameRate, Frames, Position, Span};

/// JSON: a list of questions with their answers, `null` where the core refuses.
pub(super) fn vectors() -> String {
    let mut found: Vec<Value> = Vec::new();
    for rate in [FrameRate::F23_976, FrameRate::F24, FrameRate::F25, FrameRate::F29_97Drop, FrameRate::F59_94] {
        for placement in placements(rate) {
            found.extend(trims(rate, &placement));
            found.extend(slips(rate, &placement));
        }
    }
    for shape in [FadeShape::Linear, FadeShape::EqualPower, FadeShape::SCurve, FadeShape::Logarithmic] {
        let curve = match shape {
            FadeShape::Linear => playback::FadeShape::Linear,
            FadeShape::EqualPower => playback::FadeShape::EqualPower,
            FadeShape::SCurve => playback::FadeShape::SCurve,
            FadeShape::Logarithmic => playback::FadeShape::Logarithmic,
        };
        for bend in [-100, -25, 0, 60] {
            let fade = playback::Fade { length: 16, shape: curve, bend };
            // Millionths: the file holds no float.
            found.extend((0..=16).map(|step| {
                let gain = (fade.rise(step) * 1e6).round() as i64;
                json!({ "does": "fade", "shape": shape, "bend": bend, "sixteenths": step, "millionths": gain })
            }));
        }
    }
    let lines: Vec<String> = found.iter().map(|vector| format!("  {vector}")).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// On and between frames, from the start of the recording and from inside it, with and without fades.
fn placements(rate: FrameRate) -> Vec<Placement> {
    let half = Flicks(rate.frame().0 / 2);
    let fade = |frames: i64| Fade { length: rate.flicks(Frames(frames)), shape: FadeShape::EqualPower, bend: 0 };
    let one = |from: i64, to: i64, track_start: Flicks, fades: (i64, i64)| Placement {
        track_start,
        fade_in: fade(fades.0),
        fade_out: fade(fades.1),
        ..Placement::new(
            PlacementId(1),
            CueId(1),
            TrackId(1),
            LaneId(1),
            Span { start: rate.position(Frames(from)), end: rate.position(Frames(to)) },
        )
    };
    vec![
        one(240, 480, Flicks::ZERO, (0, 0)),
        one(240, 480, rate.flicks(Frames(2)) + half, (12, 24)),
        one(0, 48, Flicks(1), (24, 24)),
        one(900, 1000, rate.flicks(Frames(100)), (3, 90)),
    ]
}

fn cut(rate: FrameRate) -> Span {
    Span { start: Position::ZERO, end: rate.position(Frames(1000)) }
}

fn trims(rate: FrameRate, placement: &Placement) -> Vec<Value> {
    let length =
        placement.track_start + placement.span().length() + rate.flicks(Frames(50)) + Flicks(rate.frame().0 / 3);
    let (first, last) = (placement.in_point, placement.out_point);
    let offsets = [-100_000, -241, -1, 0, 1, 47, 100, 100_000].map(|frames| rate.flicks(Frames(frames)));
    let points = offsets.iter().flat_map(|by| [first + *by, last + *by, last + *by + Flicks(rate.frame().0 / 2)]);
    let mut found = Vec::new();
    for to in points {
        for edge in [Edge::In, Edge::Out] {
            let gives = placement.trimmed(edge, to, length, cut(rate), rate).ok();
            found.push(json!({
                "does": "trim",
                "rate": rate,
                "cutLength": cut(rate).length(),
                "trackLength": length,
                "placement": shape(placement),
                "edge": edge,
                "to": to,
                "gives": gives.as_ref().map(shape),
            }));
        }
    }
    found
}

fn slips(rate: FrameRate, placement: &Placement) -> Vec<Value> {
    let length = placement.track_start + placement.span().length() + rate.flicks(Frames(7));
    let starts = [Flicks(-1), Flicks::ZERO, Flicks(12_345), rate.flicks(Frames(5)), rate.flicks(Frames(9_999))];
    let slip = |start: Flicks| {
        json!({
            "does": "slip",
            "rate": rate,
            "cutLength": cut(rate).length(),
            "trackLength": length,
            "placement": shape(placement),
            "to": start,
            "gives": shape(&placement.slipped(start, length)),
        })
    };
    starts.into_iter().map(slip).collect()
}

fn shape(placement: &Placement) -> Value {
    json!({
        "inPoint": placement.in_point,
        "outPoint": placement.out_point,
        "trackStart": placement.track_start,
        "fadeIn": placement.fade_in,
        "fadeOut": placement.fade_out,
    })
}
