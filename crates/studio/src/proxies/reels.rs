//! A picture in several files as one, in the clock of its cut: which frames of which file are seen when, and black where none is.

use std::ops::Range;
use std::path::Path;

use media::PictureFacts;
use model::{Cut, PicturePart};
use timebase::{Flicks, Frames};

use super::ffmpeg::rate_of;
use super::{ProxySpec, Source, fitness, shelf};
use crate::fingerprint;
use crate::proxy_error::ProxyError;

/// The picture of a cut in several files, each of which is there.
#[derive(Clone)]
pub(crate) struct Reels {
    /// The cut that they are the picture of.
    pub cut: Cut,
    files: Vec<Reel>,
}

/// One of them. Frames are the cut's.
#[derive(Clone)]
struct Reel {
    source: Source,
    /// Where its first frame is seen.
    start: i64,
    /// Where the next begins, or the cut ends.
    end: i64,
}

/// What is seen one after another. Frames are the cut's.
pub(super) enum Segment<'a> {
    /// A stretch of a file.
    File {
        source: &'a Source,
        /// How far into it.
        from: i64,
        frames: i64,
        /// How many of them it may turn out to lack at its end; `None` where it does not say how many it has.
        spare: Option<i64>,
    },
    /// Nothing, for so many frames.
    Black(i64),
}

impl Segment<'_> {
    pub const fn frames(&self) -> i64 {
        match self {
            Self::File { frames, .. } | Self::Black(frames) => *frames,
        }
    }
}

impl Reels {
    /// # Errors
    /// If one of the files is not there, or is no picture; it is named.
    pub fn of(cut: Cut, parts: Vec<PicturePart>) -> Result<Self, ProxyError> {
        let mut files = Vec::with_capacity(parts.len());
        for PicturePart { start, cut: part, .. } in parts {
            let start = cut.rate.frame_at(start).0;
            let end = start + part.rate.frames_floor(part.length).0;
            let path = part.picture.clone().unwrap_or_default();
            let Some(source) = Source::of(part) else { return Err(not_there(Path::new(&path))) };
            files.push(Reel { source, start, end });
        }
        Ok(Self { cut, files })
    }

    /// Each of the files.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().map(|reel| &reel.source)
    }

    /// Where the last frame ends that is seen of any of them, as a frame of the cut.
    pub fn end(&self) -> i64 {
        let last = |reel: &Reel| fills(&reel.source).map_or(reel.end, |(has, _)| reel.end.min(reel.start + has));
        self.files.last().map_or(0, last)
    }

    /// How long that is.
    pub fn length(&self) -> Flicks {
        self.cut.rate.flicks(Frames(self.end()))
    }

    /// The file that is seen at a frame of the cut, or the one before, and how many seconds into it that is.
    pub fn at(&self, frame: i64) -> Option<(&Source, u64)> {
        let reel = self.files.iter().rev().find(|reel| reel.start <= frame).or_else(|| self.files.first())?;
        let into = self.cut.rate.flicks(Frames((frame - reel.start).max(0))).0 / timebase::FLICKS_PER_SECOND;
        Some((&reel.source, u64::try_from(into).unwrap_or(0)))
    }

    /// What is seen from one frame of the cut to another.
    pub(super) fn segments(&self, span: &Range<i64>) -> Vec<Segment<'_>> {
        let mut found = Vec::new();
        let black = |found: &mut Vec<Segment<'_>>, frames: i64| {
            if frames > 0 {
                found.push(Segment::Black(frames));
            }
        };
        let mut at = span.start;
        for reel in &self.files {
            let (start, end) = (reel.start.max(span.start), reel.end.min(span.end));
            if start >= end {
                continue;
            }
            black(&mut found, start - at);
            let from = start - reel.start;
            let (frames, spare) = match fills(&reel.source) {
                None => (end - start, None),
                Some((has, spare)) => {
                    let frames = (end - start).min(has - from);
                    (frames, Some((frames - (has - spare - from)).clamp(0, spare)))
                }
            };
            if frames > 0 {
                found.push(Segment::File { source: &reel.source, from, frames, spare });
            }
            black(&mut found, end - start - frames.max(0));
            at = end;
        }
        black(&mut found, span.end - at);
        found
    }

    /// Names the proxy by all that decides what it shows: what is in the files, and where each is seen.
    pub fn key(&self, spec: &ProxySpec) -> Result<String, ProxyError> {
        let mut said = format!("several at {} from {}\n{}\n", self.cut.rate, self.cut.start.0, spec.height.lines());
        let last = self.end();
        for reel in &self.files {
            said.push_str(&format!("{} {} {}\n", fingerprint::of(&reel.source.path)?, reel.start, reel.end.min(last)));
        }
        spec.burn.say(&self.cut, &mut said);
        Ok(shelf::key(&said))
    }

    /// How it is called where one file would be: `reel-1.mov, reel-2.mov`.
    pub fn name(&self) -> String {
        let names: Vec<String> = self.sources().map(|source| file_name(&source.path)).collect();
        match names.as_slice() {
            [first, _, _, rest @ ..] if !rest.is_empty() => format!("{first} and {} more files", names.len() - 1),
            few => few.join(", "),
        }
    }

    /// Why it needs a proxy, as sentences.
    pub fn why(&self) -> Vec<String> {
        let mut why = vec![format!("It is in {} files; a proxy has all of them end to end.", self.files.len())];
        for source in self.sources() {
            for reason in fitness::of(&source.facts, &source.path).cannot {
                if !why.contains(&reason) {
                    why.push(reason);
                }
            }
        }
        why
    }
}

/// How many frames of its cut a file fills, and how many fewer may come of it; `None` where it does not say.
fn fills(source: &Source) -> Option<(i64, i64)> {
    let facts = &source.facts;
    let ((over, under), even_out) = rate_of(facts, source.cut.rate);
    let frames = facts.frames.filter(|_| !even_out)?;
    let (per, seconds) = source.cut.rate.ratio();
    let [over, under, per, seconds] = [over, under, per, seconds].map(i128::from);
    let whole = |frames: i64| {
        let (above, below) = (i128::from(frames) * under * per, over * seconds);
        i64::try_from((above + below - 1).div_euclid(below.max(1))).ok()
    };
    let is_same = over * seconds == under * per;
    Some((whole(frames)?, whole(spare(facts))? + i64::from(!is_same)))
}

/// How many frames too many a file may count. An AVI counts a frame that it only leaves room for; Matroska and WebM say how long
/// they are, not how many frames, and count what passes before the first one.
pub(super) fn spare(facts: &PictureFacts) -> i64 {
    match facts.container {
        "AVI" => 1,
        "Matroska" | "WebM" => 4,
        _ => 0,
    }
}

fn not_there(path: &Path) -> ProxyError {
    let name = file_name(path);
    let why = match &*crate::pictures::read(path) {
        Err(reason) if path.is_file() => format!("{name} cannot be used as picture: {reason}"),
        _ => format!("{name}, a file of the cut's picture, is not where it was; locate it first"),
    };
    ProxyError::NoPicture { why: Some(why) }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::Playing;
    use model::{CutId, EpisodeId};
    use timebase::FrameRate;

    /// A file of so many frames.
    fn source(container: &'static str, rate: u64, frames: Option<i64>) -> Source {
        let facts = PictureFacts {
            container,
            codec: "H.264".into(),
            width: 320,
            height: 180,
            rate: Some((rate, 1)),
            varies: false,
            frames,
            start: None,
            sound: Vec::new(),
            playing: Playing::default(),
        };
        let cut = Cut::new(CutId(1), EpisodeId(1), FrameRate::F24, FrameRate::F24.flicks(Frames(1_000)));
        Source { cut, path: "/not/there".into(), facts }
    }

    fn reels(files: Vec<(Source, i64, i64)>) -> Reels {
        let cut = files[0].0.cut.clone();
        Reels { cut, files: files.into_iter().map(|(source, start, end)| Reel { source, start, end }).collect() }
    }

    fn drawn(reels: &Reels, span: &Range<i64>) -> Vec<String> {
        let draw = |segment: &Segment<'_>| match segment {
            Segment::File { from, frames, spare, .. } => format!("{from}+{frames} less {spare:?}"),
            Segment::Black(frames) => format!("black {frames}"),
        };
        reels.segments(span).iter().map(draw).collect()
    }

    #[test]
    fn black_is_seen_where_a_file_ends_before_the_next_begins_and_the_last_ends_where_it_does() {
        let all = reels(vec![
            (source("MP4", 24, Some(300)), 0, 240),
            (source("MP4", 24, Some(100)), 240, 400),
            (source("MP4", 24, Some(50)), 400, 1_000),
        ]);
        assert_eq!(all.end(), 450);
        assert_eq!(
            drawn(&all, &(0..450)),
            ["0+240 less Some(0)", "0+100 less Some(0)", "black 60", "0+50 less Some(0)"]
        );
        assert_eq!(drawn(&all, &(200..250)), ["200+40 less Some(0)", "0+10 less Some(0)"]);
        assert_eq!(drawn(&all, &(350..440)), ["black 50", "0+40 less Some(0)"]);
        assert_eq!(all.at(250).map(|(_, into)| into), Some(0));
        assert_eq!(all.at(300).map(|(_, into)| into), Some(2));
    }

    #[test]
    fn a_file_of_another_rate_is_counted_in_frames_of_the_cut_and_one_that_does_not_say_fills_its_stretch() {
        let all = reels(vec![(source("MP4", 25, Some(100)), 0, 200), (source("MP4", 24, None), 200, 300)]);
        assert_eq!(drawn(&all, &(0..300)), ["0+96 less Some(1)", "black 104", "0+100 less None"]);
        // What a container counts too many may be missing, and no more of it than is seen.
        let loose = reels(vec![(source("Matroska", 24, Some(100)), 0, 98), (source("AVI", 24, Some(10)), 98, 200)]);
        assert_eq!(drawn(&loose, &(0..108)), ["0+98 less Some(2)", "0+10 less Some(1)"]);
    }
}
