//! Picture files beside the cuts that they are shown with: what they say of themselves, and where the two differ.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::SystemTime;

use media::{PictureError, PictureFacts};
use model::{Cut, PicturePart};
use parking_lot::Mutex;
use serde::Serialize;
use timebase::{FLICKS_PER_SECOND, Flicks, FrameRate, Frames, Position, Timecode};
use ts_rs::TS;

/// What a picture file says of itself: what it offers to a cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureView {
    /// `QuickTime`, `MP4`, `MXF` …
    pub container: String,
    /// `H.264`, `ProRes 422 HQ` …
    pub codec: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The rate of a cut that it fits; `None` if no cut runs so.
    pub rate: Option<FrameRate>,
    /// How many frames a second, in words.
    pub rate_name: Option<String>,
    /// Timecode of its first frame, where it has timecode.
    pub start_timecode: Option<String>,
    /// How long it runs.
    pub length: Option<Flicks>,
    /// The same as timecode of its own rate.
    pub length_timecode: Option<String>,
    /// Its tracks of sound: `AAC, stereo, 48 kHz`.
    pub sound: Vec<String>,
}

/// Where a picture differs from its cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureWarning {
    /// In what.
    pub kind: PictureWarningKind,
    /// What is so, as a sentence.
    pub message: String,
}

/// In what a picture differs from its cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PictureWarningKind {
    /// The file is no picture.
    Unreadable,
    /// Frames a second, or how its timecode counts.
    Rate,
    /// Timecode of the first frame.
    Start,
    /// Where it ends.
    Length,
    /// Its codec is not shown on every system.
    Codec,
}

impl PictureWarningKind {
    /// The name of its rule in lists of problems.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Unreadable => "picture-unreadable",
            Self::Rate => "picture-rate",
            Self::Start => "picture-start",
            Self::Length => "picture-length",
            Self::Codec => "picture-codec",
        }
    }
}

/// Facts by path, as long as size and time of change stay.
type Kept = HashMap<PathBuf, (u64, Option<SystemTime>, Arc<Result<PictureFacts, PictureError>>)>;

/// What was read is kept: a view of a cut is read after every edit, and a picture may lie on a slow disk.
static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

/// A show has some dozens; beyond this all is read anew.
const MOST_KEPT: usize = 512;

/// Codecs that the window shows on every system that it runs on.
const SHOWN_EVERYWHERE: [&str; 3] = ["H.264", "VP8", "VP9"];

/// What a picture file says of itself.
pub(crate) fn read(path: &Path) -> Arc<Result<PictureFacts, PictureError>> {
    let found = path.metadata().ok();
    let (size, changed) = found.as_ref().map_or((0, None), |found| (found.len(), found.modified().ok()));
    let mut kept = KEPT.lock();
    if let Some((known, at, facts)) = kept.get(path)
        && (*known, *at) == (size, changed)
        && found.is_some()
    {
        return Arc::clone(facts);
    }
    let facts = Arc::new(media::read_picture(path));
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(path.to_owned(), (size, changed, Arc::clone(&facts)));
    facts
}

/// Where the files of a cut's picture differ from their stretches of it; of several each is named.
pub(crate) fn warnings(parts: &[PicturePart]) -> Vec<PictureWarning> {
    let named = |part: &PicturePart, warning: PictureWarning| {
        let name = part.cut.picture.as_deref().map(Path::new).and_then(Path::file_name).unwrap_or_default();
        PictureWarning { message: format!("{}: {}", name.to_string_lossy(), warning.message), ..warning }
    };
    let of = |part: &PicturePart| {
        let mut found = beside_as(&part.cut, part.goes_on, part.start > Position::ZERO).1;
        if parts.len() > 1 {
            found = found.into_iter().map(|warning| named(part, warning)).collect();
        }
        found
    };
    parts.iter().flat_map(of).collect()
}

/// Facts of a cut's picture, and where it differs from the cut. Nothing of either where no file is there. What it is
/// measured by is the whole cut, or (`goes_on`) the stretch until the next file begins.
pub(crate) fn beside(cut: &Cut, goes_on: bool) -> (Option<PictureView>, Vec<PictureWarning>) {
    beside_as(cut, goes_on, false)
}

/// As [`beside`]; of a `further` file it is the stretch that begins, not the cut.
fn beside_as(cut: &Cut, goes_on: bool, further: bool) -> (Option<PictureView>, Vec<PictureWarning>) {
    let Some(path) = cut.picture.as_deref().map(Path::new).filter(|path| path.is_file()) else {
        return (None, Vec::new());
    };
    match &*read(path) {
        Ok(facts) => (Some(view(facts)), differences(cut, facts, goes_on, further)),
        Err(error) => {
            let name = path.file_name().map_or(path.display().to_string(), |name| name.to_string_lossy().into_owned());
            let message = format!("{name} cannot be used as picture: {error}.");
            (None, vec![PictureWarning { kind: PictureWarningKind::Unreadable, message }])
        }
    }
}

pub(crate) fn view(facts: &PictureFacts) -> PictureView {
    let rate = facts.frame_rate();
    let label = |rate: FrameRate, frames: Frames| Timecode::from_frames(frames, rate).to_string();
    PictureView {
        container: facts.container.to_owned(),
        codec: facts.codec.clone(),
        width: facts.width,
        height: facts.height,
        rate,
        rate_name: facts.rate_name(),
        start_timecode: rate.and_then(|rate| Some(label(rate, facts.start_at(rate)?))),
        length: length(facts),
        length_timecode: rate.and_then(|rate| Some(label(rate, Frames(facts.frames?)))),
        sound: facts.sound.iter().map(sound_words).collect(),
    }
}

fn sound_words(sound: &media::SoundStream) -> String {
    let channels = match sound.channels {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        many => format!("{many} channels"),
    };
    let (kilo, rest) = (sound.sample_rate / 1000, sound.sample_rate % 1000 / 100);
    let rate = if rest == 0 { kilo.to_string() } else { format!("{kilo}.{rest}") };
    format!("{}, {channels}, {rate} kHz", sound.codec)
}

/// How long the picture runs.
fn length(facts: &PictureFacts) -> Option<Flicks> {
    let frames = facts.frames?;
    if let Some(rate) = facts.frame_rate() {
        return Some(rate.flicks(Frames(frames)));
    }
    let (over, seconds) = facts.rate?;
    let flicks = i128::from(frames) * i128::from(seconds) * i128::from(FLICKS_PER_SECOND) / i128::from(over);
    i64::try_from(flicks).ok().map(Flicks)
}

/// Where a picture differs from its cut: in rate, start, length, and what the window may not show.
fn differences(cut: &Cut, facts: &PictureFacts, goes_on: bool, further: bool) -> Vec<PictureWarning> {
    let mut found = Vec::new();
    let mut add = |kind, message| found.push(PictureWarning { kind, message });
    let rate = facts.frame_rate();
    match (rate, facts.rate_name()) {
        (Some(rate), _) if rate.frame() == cut.rate.frame() => {
            if facts.start.is_some() && rate.is_drop() != cut.rate.is_drop() {
                let word = |rate: FrameRate| if rate.is_drop() { "drop-frame" } else { "non-drop" };
                let message = format!("The picture's timecode is {}, the cut's {}.", word(rate), word(cut.rate));
                add(PictureWarningKind::Rate, message);
            }
        }
        (Some(_), Some(name)) => {
            add(PictureWarningKind::Rate, format!("The picture runs at {name}, the cut at {}.", plain(cut.rate)));
        }
        (_, Some(name)) => {
            let message = format!(
                "The picture runs at {name} frames a second, the cut at {}; export the picture again at the cut's rate.",
                plain(cut.rate)
            );
            add(PictureWarningKind::Rate, message);
        }
        (_, None) => add(PictureWarningKind::Rate, "The picture does not say at what rate it runs.".to_owned()),
    }
    if facts.varies {
        let message = "The picture's frames last differently long; export it again at a constant rate.".to_owned();
        add(PictureWarningKind::Rate, message);
    }
    let own = rate.unwrap_or(cut.rate);
    if let Some(start) = facts.start_at(own) {
        let (ours, cuts) = (Timecode::from_frames(start, own), cut.timecode(Position::ZERO));
        if ours.to_string().replace(';', ":") != cuts.to_string().replace(';', ":") {
            add(
                PictureWarningKind::Start,
                if further {
                    format!("By its timecode the picture starts at {ours}; it is seen from {cuts}.")
                } else {
                    format!("The picture starts at {ours}, the cut at {cuts}.")
                },
            );
        }
    }
    if let Some(length) = length(facts) {
        let frame = cut.rate.frame();
        let label = |length: Flicks| {
            Timecode::from_frames(cut.rate.frame_nearest(Position::ZERO + length), cut.rate).to_string()
        };
        if length + frame < cut.length {
            let ends = cut.timecode(Position::ZERO + length);
            let what = if goes_on { "the next begins" } else { "the cut does" };
            let message = format!("The picture ends at {ends}, {} before {what}.", label(cut.length - length));
            add(PictureWarningKind::Length, message);
        } else if length > cut.length + frame {
            let what = if goes_on { "where the next begins" } else { "the end of the cut" };
            let message = format!("The picture goes on {} past {what}.", label(length - cut.length));
            add(PictureWarningKind::Length, message);
        }
    }
    if !SHOWN_EVERYWHERE.contains(&facts.codec.as_str()) || matches!(facts.container, "MXF" | "AVI") {
        let what = if facts.container == "MXF" || facts.container == "AVI" {
            format!("{} in {}", facts.codec, facts.container)
        } else {
            facts.codec.clone()
        };
        let message =
            format!("Not every computer shows {what}; an H.264 MP4 or QuickTime file of the picture plays everywhere.");
        add(PictureWarningKind::Codec, message);
    }
    found
}

/// `23.976`, without the word for its timecode.
fn plain(rate: FrameRate) -> &'static str {
    rate.name().trim_end_matches("df")
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{Playing, StartTimecode};
    use model::{CutId, EpisodeId};

    fn cut(rate: FrameRate) -> Cut {
        let start = Timecode::parse("01:00:00:00", rate).expect("a label").to_frames();
        let length = rate.flicks(Frames(600 * rate.labels_per_second()));
        Cut {
            id: CutId(1),
            episode: EpisodeId(1),
            label: "Cut 1".into(),
            rate,
            start,
            length,
            picture: None,
            ordinal: 1,
        }
    }

    /// The picture that fits the cut.
    fn picture(cut: &Cut) -> PictureFacts {
        let (over, under) = cut.rate.ratio();
        PictureFacts {
            container: "MP4",
            codec: "H.264".into(),
            width: 320,
            height: 180,
            rate: Some((over.unsigned_abs(), under.unsigned_abs())),
            varies: false,
            frames: Some(cut.rate.frames_floor(cut.length).0),
            start: Some(StartTimecode {
                frames: cut.start.0,
                labels: cut.rate.labels_per_second(),
                drop: cut.rate.is_drop(),
            }),
            sound: Vec::new(),
            playing: Playing::default(),
        }
    }

    fn said(cut: &Cut, facts: &PictureFacts) -> Vec<String> {
        differences(cut, facts, false, false).into_iter().map(|warning| warning.message).collect()
    }

    #[test]
    fn a_picture_that_fits_is_not_warned_of() {
        for rate in FrameRate::ALL {
            let cut = cut(rate);
            assert_eq!(said(&cut, &picture(&cut)), [""; 0], "{rate}");
            let silent = PictureFacts { start: None, ..picture(&cut) };
            assert_eq!(said(&cut, &silent), [""; 0], "{rate}");
        }
    }

    #[test]
    fn another_rate_start_and_length_are_said() {
        let film = cut(FrameRate::F23_976);
        let facts = PictureFacts {
            rate: Some((25, 1)),
            frames: Some(120 * 25),
            start: Some(StartTimecode { frames: 36_000 * 25, labels: 25, drop: false }),
            codec: "ProRes 422 HQ".into(),
            container: "QuickTime",
            ..picture(&film)
        };
        assert_eq!(
            said(&film, &facts),
            [
                "The picture runs at 25, the cut at 23.976.",
                "The picture starts at 10:00:00:00, the cut at 01:00:00:00.",
                "The picture ends at 01:01:59:21, 00:08:00:03 before the cut does.",
                "Not every computer shows ProRes 422 HQ; an H.264 MP4 or QuickTime file of the picture plays everywhere.",
            ]
        );
    }

    #[test]
    fn timecode_of_another_kind_is_said_and_a_frame_more_is_not() {
        let cut = cut(FrameRate::F29_97Drop);
        let mut facts = picture(&cut);
        facts.frames = facts.frames.map(|frames| frames + 1);
        assert_eq!(said(&cut, &facts), [""; 0]);
        facts.start = Some(StartTimecode { frames: 108_000, labels: 30, drop: false });
        assert_eq!(said(&cut, &facts), ["The picture's timecode is non-drop, the cut's drop-frame."]);
        facts.frames = facts.frames.map(|frames| frames + 299);
        assert_eq!(said(&cut, &facts)[1], "The picture goes on 00:00:10;00 past the end of the cut.");
    }
}
