//! A recording of a list on the cut: where it lies, what part of it is heard, how, and what the list says of it.

use interchange::placed::of_crockford;
use interchange::timeline::{CurvePoint, FadeShape as ListedShape, IdKind, Place, Recording};
use model::{Fade, FadeShape, Millibels, VolumePoint};
use timebase::{FLICKS_PER_SECOND, Flicks, Position, Span, Timecode};

use super::alike::is_cue_number;
use super::clock::Line;
use super::names;

/// Words that say that it stands in for other music.
const TEMP: [&str; 6] = ["temp", "tmp", "mockup", "mock", "placeholder", "demo"];

/// A recording on the cut.
#[derive(Debug, Clone)]
pub(super) struct Clip {
    /// On frames of the cut; may reach beyond its ends.
    pub span: Span,
    /// How far into the recording it begins, where the list says it.
    pub into: Option<Flicks>,
    pub gain: Option<Millibels>,
    pub fade_in: Option<Fade>,
    pub fade_out: Option<Fade>,
    /// Whether the list says the shapes of its fades.
    pub says_shapes: [bool; 2],
    pub temp: bool,
    /// Its volume line, counted from where the clip begins; empty where the list has none.
    pub volume: Vec<VolumePoint>,
}

/// Points that a volume line is drawn with at most; curves that mixers rode have thousands.
const MOST_POINTS: usize = 500;

impl Clip {
    pub fn of(recording: &Recording, line: &Line) -> Self {
        let start = line.frame(recording.from);
        let end = line.frame(recording.to).0.max(start.0.saturating_add(line.rate.frame().0));
        let fade = |length: Flicks, shape: &ListedShape| {
            let shape = match shape {
                ListedShape::Linear => FadeShape::Linear,
                ListedShape::SCurve => FadeShape::SCurve,
                ListedShape::Logarithmic => FadeShape::Logarithmic,
                ListedShape::Unknown | ListedShape::EqualPower | ListedShape::Other(_) => FadeShape::EqualPower,
            };
            (length > Flicks::ZERO).then(|| Fade { length: line.length(length), shape, bend: 0 })
        };
        Self {
            span: Span { start, end: Position(end) },
            into: into(recording),
            // A curve without a gain of its own is the whole gain.
            gain: recording
                .gain_millibel
                .or((!recording.gain_curve.is_empty()).then_some(0))
                .map(|gain| Millibels(i64::from(gain)).clamped()),
            fade_in: fade(recording.fade_in, &recording.fade_in_shape),
            fade_out: fade(recording.fade_out, &recording.fade_out_shape),
            says_shapes: [&recording.fade_in_shape, &recording.fade_out_shape]
                .map(|shape| *shape != ListedShape::Unknown),
            temp: says_temp(recording),
            volume: volume(recording, line),
        }
    }

    /// Its volume line as it lies in a recording that the clip begins `into`.
    pub fn volume_from(&self, into: Flicks) -> Vec<VolumePoint> {
        self.volume.iter().map(|point| VolumePoint { at: into + point.at, ..*point }).collect()
    }
}

/// The gain curve of a recording without the points that tell nothing: first those that lie on the line between their
/// neighbours, and of what is still too much those that lie nearest to it.
fn volume(recording: &Recording, line: &Line) -> Vec<VolumePoint> {
    let mut tolerance = 5;
    let mut kept = thinned(&recording.gain_curve, tolerance);
    while kept.len() > MOST_POINTS {
        tolerance *= 2;
        kept = thinned(&recording.gain_curve, tolerance);
    }
    let start = line.at(recording.from);
    let point = |point: &CurvePoint| VolumePoint {
        at: (line.at(point.at) - start).max(Flicks::ZERO),
        gain: Millibels(i64::from(point.millibel)).clamped(),
    };
    model::tidy_volume(&kept.iter().map(point).collect::<Vec<_>>())
}

/// The points without which the curve would be more than `tolerance` hundredths of a decibel elsewhere (Douglas and Peucker,
/// in the direction of the gain).
fn thinned(curve: &[CurvePoint], tolerance: i64) -> Vec<CurvePoint> {
    let Some(last) = curve.len().checked_sub(1) else { return Vec::new() };
    let mut keeps = vec![false; curve.len()];
    (keeps[0], keeps[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((first, last)) = open.pop() {
        let (from, to) = (curve[first], curve[last]);
        let long = i128::from(to.at.0) - i128::from(from.at.0);
        let off = |point: &CurvePoint| {
            let share = i128::from(point.at.0) - i128::from(from.at.0);
            let rise = i128::from(to.millibel) - i128::from(from.millibel);
            let on_line =
                if long > 0 { i128::from(from.millibel) + rise * share / long } else { i128::from(from.millibel) };
            (i128::from(point.millibel) - on_line).abs()
        };
        let farthest = (first + 1..last).max_by_key(|&at| off(&curve[at]));
        if let Some(at) = farthest.filter(|&at| off(&curve[at]) > i128::from(tolerance)) {
            keeps[at] = true;
            open.extend([(first, at), (at, last)]);
        }
    }
    curve.iter().zip(keeps).filter_map(|(point, keeps)| keeps.then_some(*point)).collect()
}

/// How far into its recording a clip begins. Sources whose first label is not said begin at an hour, or at zero.
fn into(recording: &Recording) -> Option<Flicks> {
    let from = recording.source_from?;
    if let Some(start) = recording.source_start.filter(|start| *start <= from) {
        return Some(from - start);
    }
    let hour = FLICKS_PER_SECOND * 3600;
    Some(Flicks(from.0.rem_euclid(hour)))
}

fn says_temp(recording: &Recording) -> bool {
    let told = recording.tracks.iter().chain(&recording.comments).chain([&recording.name, &recording.role]);
    told.flat_map(|text| names::words(text)).any(|word| TEMP.contains(&word.as_str()))
}

/// A text without identifiers of ours, and the first of them as the number of a row.
pub(super) fn without_ids(text: &str) -> (String, Option<i64>) {
    let mut plain = String::with_capacity(text.len());
    let mut found = None;
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(']').filter(|_| rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("[nd:")));
        match end {
            Some(end) => {
                found = found.or_else(|| of_crockford(&rest[4..end]));
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('[');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    (plain, found)
}

/// What a clip is called as a cue: without identifiers, cue number and the ending of its file.
pub(super) fn title(name: &str) -> String {
    let (plain, _) = without_ids(name);
    let bare = names::stem(plain.trim()).trim();
    let unnumbered = bare.split_once([' ', '_', '-']).filter(|(first, _)| is_cue_number(&first.to_lowercase()));
    let kept = unnumbered.map_or(bare, |(_, rest)| rest.trim_start_matches([' ', '_', '-']));
    let kept = if kept.is_empty() { bare } else { kept };
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cue number that a name begins with: `4m05`, `1S02`.
pub(super) fn number(name: &str) -> Option<model::CueNumber> {
    let first = name.split([' ', '_', '-', '.']).next()?;
    let bare = first.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if !is_cue_number(&first.to_lowercase()) {
        return None;
    }
    bare.to_uppercase().parse().ok()
}

/// Our own identifiers in a clip's name or comments, as numbers of rows.
pub(super) fn own_ids(recording: &Recording) -> Vec<i64> {
    let own = recording.ids.iter().filter(|id| id.kind == IdKind::Needledrop);
    own.filter_map(|id| of_crockford(&id.text)).collect()
}

pub(super) fn isrc(recording: &Recording) -> Option<&str> {
    recording.ids.iter().find(|id| id.kind == IdKind::Isrc).map(|id| id.text.as_str())
}

/// What comes along with a clip.
pub(super) fn brings(clip: &Clip, recording: &Recording) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(gain) = clip.gain.filter(|gain| gain.0 != 0) {
        let sign = if gain.0 < 0 { '−' } else { '+' };
        told.push(format!("gain {sign}{}.{} dB", gain.0.abs() / 100, gain.0.abs() % 100 / 10));
    }
    if let (Some(said), Some(gain)) = (recording.gain_millibel, clip.gain)
        && i64::from(said) > gain.0
        && gain == Millibels::MOST
    {
        told.push(format!("the file says +{}.{} dB, more than there is", said / 100, said % 100 / 10));
    }
    match (clip.fade_in, clip.fade_out) {
        (Some(fade_in), Some(fade_out)) => {
            told.push(format!("fades {} / {} s", seconds(fade_in.length), seconds(fade_out.length)));
        }
        (Some(fade), None) => told.push(format!("fade in {} s", seconds(fade.length))),
        (None, Some(fade)) => told.push(format!("fade out {} s", seconds(fade.length))),
        (None, None) => {}
    }
    if recording.joined > 0 {
        told.push(format!("{} joined", model::words::counted(recording.joined, "cut")));
    }
    if !clip.volume.is_empty() {
        told.push(format!("volume line of {}", model::words::counted(clip.volume.len(), "point")));
    }
    if let Some(speed) = recording.speed.filter(|speed| speed.numerator != speed.denominator) {
        let percent = i128::from(speed.numerator) * 100 / i128::from(speed.denominator.max(1));
        told.push(format!("it runs at {percent} % in the file; its speed is left out"));
    }
    told
}

/// `0.5`, `12.0`.
pub(super) fn seconds(length: Flicks) -> String {
    let tenths = (length.0 + FLICKS_PER_SECOND / 20) / (FLICKS_PER_SECOND / 10);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What the list says of a recording, as it says it.
pub(super) fn raw(recording: &Recording, line: &Line) -> Vec<String> {
    let rate = line.counting.rate;
    let label = |at: Position| Timecode::from_frames(rate.frame_nearest(at), rate).to_string();
    let mut told = vec![format!("clip {}", recording.name)];
    if !recording.file.is_empty() {
        told.push(format!("file {}", names::path_of(&recording.file)));
    }
    if !recording.source.is_empty() && recording.source != recording.name {
        told.push(format!("source {}", recording.source));
    }
    told.push(format!("tracks {}", recording.tracks.join(", ")));
    told.push(format!("record {} – {}", label(recording.from), label(recording.to)));
    if let Some(from) = recording.source_from {
        told.push(format!("source from {}", label(from)));
    }
    if let Some(gain) = recording.gain_millibel {
        told.push(format!("gain {}{}.{:02} dB", if gain < 0 { "−" } else { "" }, gain.abs() / 100, gain.abs() % 100));
    }
    told.push(match recording.events {
        1 => place(&recording.place),
        count => format!("{count} events, the first at {}", place(&recording.place)),
    });
    told.extend(recording.comments.iter().take(4).cloned());
    told
}

fn place(place: &Place) -> String {
    place.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_called_what_their_clips_are() {
        assert_eq!(title("1M03 First Spark [nd:4ZK8]"), "First Spark");
        assert_eq!(title("1m03_UNDERTOW v4 R3.L.wav"), "UNDERTOW v4 R3");
        assert_eq!(title("[LIVE] Song.mp3"), "[LIVE] Song");
        assert_eq!(title("4M05"), "4M05");
        assert_eq!(number("4m05a UNDERTOW").map(|number| number.to_string()), Some("4M05".to_owned()));
        assert_eq!((number("M83 Wait"), number("Undertow")), (None, None));
    }

    #[test]
    fn curves_keep_the_points_that_tell_something() {
        let curve = |points: &[(i64, i32)]| -> Vec<CurvePoint> {
            points.iter().map(|&(at, millibel)| CurvePoint { at: Position(at), millibel }).collect()
        };
        let straight = curve(&[(0, 0), (10, -100), (20, -203), (30, -300)]);
        assert_eq!(thinned(&straight, 5), curve(&[(0, 0), (30, -300)]));
        let bent = curve(&[(0, 0), (10, -600), (20, -600), (30, 0)]);
        assert_eq!(thinned(&bent, 5), bent);
        assert_eq!((thinned(&[], 5), thinned(&bent[..1], 5)), (Vec::new(), bent[..1].to_vec()));
    }
}
