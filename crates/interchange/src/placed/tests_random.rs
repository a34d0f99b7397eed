//! Whatever lies on a cut comes back from the lists that hold all of it.

use proptest::collection::vec;
use proptest::prelude::*;
use timebase::{Flicks, FrameRate, Frames, Span};

use super::*;
use crate::timeline::{Hints, IdKind, read_timeline, recordings};

/// A placement in frames: the gap before it, its length, where in its recording it begins, its fades as shares of a fourth of
/// its length, its gain, and bends of its volume line as shares of its length.
type Laid = ((i64, i64, i64), (i64, i64), i32, Vec<(i64, i32)>);

fn laid() -> impl Strategy<Value = Laid> {
    (
        (prop_oneof![Just(0), 0..400_i64], 8..900_i64, 0..5_000_i64),
        (0..4_i64, 0..4_i64),
        -2_400..=1_200_i32,
        vec((1..100_i64, -3_000..=600_i32), 0..4),
    )
}

fn cut_of(rate: FrameRate, lanes: &[Vec<Laid>]) -> PlacedCut {
    let mut clips = Vec::new();
    for (lane, laid) in lanes.iter().enumerate() {
        let mut at = 0;
        for (nth, ((gap, long, into), (fade_in, fade_out), gain, bends)) in laid.iter().enumerate() {
            at += gap;
            let frames = |count: i64| rate.flicks(Frames(count));
            let mut curve: Vec<(Flicks, i32)> =
                bends.iter().map(|(share, gain)| (frames(long * share / 100), *gain)).collect();
            curve.sort_by_key(|(at, _)| *at);
            curve.dedup_by_key(|(at, _)| *at);
            clips.push(PlacedClip {
                lane,
                cue: format!("{}M{nth:02}", lane + 1),
                id: crockford(i64::try_from(lane * 1_000 + nth + 1).expect("small")),
                title: format!("Song {lane} {nth}"),
                artist: "Nora Vale".to_owned(),
                isrc: String::new(),
                path: format!("/music/Song {lane} {nth}.wav"),
                span: Span::new(rate.position(Frames(at)), frames(*long)),
                track_start: frames(*into),
                track_length: frames(into + long + 100),
                channels: 2,
                sample_rate: 48_000,
                gain_millibel: *gain,
                fade_in: frames(long * fade_in / 16),
                fade_out: frames(long * fade_out / 16),
                fade_shapes: [FadeShape::EqualPower, FadeShape::EqualPower],
                fade_bends: false,
                gain_curve: curve,
                tail: Flicks::ZERO,
            });
            at += long;
        }
    }
    clips.sort_by_key(|clip| (clip.span.start, clip.lane));
    PlacedCut {
        title: "Random".to_owned(),
        rate,
        start: Frames(rate.labels_per_second() * 3600),
        length: rate.flicks(Frames(30_000)),
        lanes: (0..lanes.len()).map(|lane| format!("Lane {lane}")).collect(),
        clips,
        markers: Vec::new(),
        muted: 0,
    }
}

/// The whole gain at a moment of the time line, by a curve and the gain that it lies on.
fn gain_at(curve: &[(Flicks, i32)], own: i32, at: Flicks) -> f64 {
    let after = curve.partition_point(|(point, _)| *point <= at);
    let value = match (after.checked_sub(1).map(|before| curve[before]), curve.get(after)) {
        (Some((from, low)), Some(&(to, high))) => {
            f64::from(low) + f64::from(high - low) * (at.0 - from.0) as f64 / (to.0 - from.0) as f64
        }
        (Some((_, one)), None) => f64::from(one),
        (None, Some(&(_, one))) => f64::from(one),
        (None, None) => 0.0,
    };
    value + f64::from(own)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_is_read(
        rate in proptest::sample::select(FrameRate::ALL.to_vec()),
        lanes in vec(vec(laid(), 1..6), 1..4),
    ) {
        let cut = cut_of(rate, &lanes);
        for name in ["otio", "fcpxml", "xmeml"] {
            let form = PlacedForm::named(name).expect("a form");
            let losses: Vec<String> =
                form.losses(&cut).into_iter().filter(|loss| !loss.starts_with("The name") && !loss.ends_with("only Needledrop reads in this form."))
                    .collect();
            prop_assert!(losses.is_empty(), "{name}: {losses:?}");
            let bytes = form.write.expect("a writer")(&cut).remove(0).bytes;
            let list = read_timeline(&bytes, &Hints::default()).expect("it reads");
            prop_assert_eq!(list.rate, Some(rate), "{}", name);
            let (heard, left_out) = recordings(&list, list.counting().expect("a clock"), &[]);
            prop_assert!(left_out.is_empty());
            prop_assert_eq!(heard.len(), cut.clips.len(), "{}", name);
            let origin = list.start.map_or(0, |start| start.position(list.counting().expect("a clock")).0);
            for clip in &cut.clips {
                let own = heard.iter().find(|one| {
                    one.ids.iter().any(|id| id.kind == IdKind::Needledrop && id.text == clip.id)
                });
                let own = own.expect("it is found by its identifier");
                prop_assert_eq!(own.from.0 - origin, clip.span.start.0, "{}", name);
                prop_assert_eq!(own.to.0 - origin, clip.span.end.0, "{}", name);
                prop_assert_eq!((own.fade_in, own.fade_out), (clip.fade_in, clip.fade_out), "{}", name);
                let into = own.source_from.expect("it says it").0 - own.source_start.map_or(0, |start| start.0);
                prop_assert_eq!(into, clip.track_start.0, "{}", name);
                let read: Vec<(Flicks, i32)> =
                    own.gain_curve.iter().map(|point| (Flicks(point.at.0 - own.from.0), point.millibel)).collect();
                let length = clip.span.length();
                for share in 0..=8 {
                    let at = Flicks(length.0 * share / 8);
                    let wanted = gain_at(&clip.gain_curve, clip.gain_millibel, at);
                    let is = gain_at(&read, own.gain_millibel.unwrap_or(0), at);
                    prop_assert!((wanted - is).abs() <= 2.0, "{name}: {is} instead of {wanted} at {share}/8");
                }
            }
        }
    }
}

#[test]
fn a_place_between_two_bends_is_on_the_line_between_them() {
    let curve = [(Flicks(0), 0), (Flicks(100), -600)];
    assert_eq!(gain_at(&curve, -100, Flicks(50)), -400.0);
}
