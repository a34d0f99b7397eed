//! What sounds when: the clips of a time line, worked out once and then never changed.

mod clearing;
mod edges;

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use timebase::{Flicks, SampleRate};

use crate::fade::{Envelope, Fade, Level, VolumePoint};
use crate::line::GainLine;

use edges::{cross_over, latest_ends, let_go};

/// The farthest sample to either side of the origin: three thousand years, well within what can be added up.
pub(crate) const LATEST: i64 = 1 << 52;

/// Samples over which a clip with a tail goes at least, while its tail comes: 10 ms.
pub(crate) const LET_GO: i64 = 480;

/// The longest tail, in samples at 48 kHz: 10 s.
pub const MOST_TAIL: i64 = 480_000;

/// A stretch of one recording on the time line. Samples are of 48 kHz, from the time line's origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Clip {
    /// The caller's name for the clip, unique in its program; it comes back in [`crate::Fault`].
    pub id: i64,
    /// The strip it lies on: what overlaps on one lane crosses over, what overlaps on two sounds together.
    pub lane: i64,
    /// The recording.
    pub path: PathBuf,
    /// The first sample that sounds.
    pub start: i64,
    /// How many samples sound; a clip without any is left out. Past the end of the recording there is silence.
    pub length: i64,
    /// Where in the recording the first sample is taken from; on the nearest sample of 48 kHz.
    pub source_start: Flicks,
    /// In hundredths of a decibel; −600 halves the amplitude, near enough.
    pub gain_millibel: i32,
    /// From silence at the start.
    pub fade_in: Fade,
    /// To silence at the end.
    pub fade_out: Fade,
    /// Its volume line, in the order of time; empty where it is as loud as its gain throughout.
    pub volume: Vec<VolumePoint>,
    /// For how many samples it rings on after its end, through a reverb; 0 for not at all, at most [`MOST_TAIL`]. A clip that
    /// rings goes over 10 ms at least, while its tail comes.
    pub tail: i64,
}

impl Clip {
    /// How loud it plays from sample to sample, without what is laid over it from elsewhere.
    #[must_use]
    pub fn level(&self) -> Level {
        Level(Envelope {
            gain: amplitude(self.gain_millibel),
            fade_in: self.fade_in,
            fade_out: self.fade_out,
            length: self.length,
            volume: self.volume.clone(),
        })
    }

    /// The first sample after the clip.
    #[must_use]
    pub fn end(&self) -> i64 {
        self.start.saturating_add(self.length)
    }

    /// The first sample after its tail.
    #[must_use]
    pub fn rings_until(&self) -> i64 {
        self.end().saturating_add(self.tail)
    }

    /// Whether a neighbour that starts later on the same lane takes over from this clip.
    ///
    /// ```text
    /// |---this---|            |------this------|
    ///        |---next---|         |-next-|
    ///    takes over              does not: both sound
    /// ```
    fn hands_over_to(&self, next: &Self) -> bool {
        self.lane == next.lane && self.start < next.start && next.start < self.end() && self.end() < next.end()
    }
}

/// One clip and the gain it plays with.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) clip: Clip,
    pub(crate) envelope: Envelope,
    /// `source_start` in samples of 48 kHz.
    pub(crate) source_sample: i64,
    /// Which of several sounds of its file, where one was asked for.
    pub(crate) stream: Option<usize>,
    /// What of its gain comes from elsewhere on the time line.
    pub(crate) line: Option<Arc<GainLine>>,
}

/// Sound beside the music: a clip, and which of several sounds of its file it plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The clip.
    pub clip: Clip,
    /// Counted from 0; `None` is the sound of a sound file.
    pub stream: Option<usize>,
}

/// All clips of a time line, in the order in which they are mixed.
#[derive(Debug, Clone, Default)]
pub struct Program {
    parts: Vec<Part>,
    /// For each part the latest end among it and those before it, to find quickly what sounds.
    latest_end: Vec<i64>,
    stops_at: Option<i64>,
    /// What may sound in place of others, by where it starts.
    standby: Vec<Part>,
}

impl Program {
    /// Sorts the clips and works out their gains.
    ///
    /// Where a clip of a lane starts before an earlier one of that lane has ended, and outlasts it, the two cross
    /// over with equal power for as long as they overlap; the crossfade takes the place of their own fades there.
    /// A clip that lies wholly inside another takes nothing over: both sound, with their own fades.
    #[must_use]
    pub fn new(mut clips: Vec<Clip>) -> Self {
        clips.retain(|clip| clip.length > 0);
        for clip in &mut clips {
            clip.start = clip.start.clamp(-LATEST, LATEST);
            clip.length = clip.length.min(LATEST);
            clip.tail = clip.tail.clamp(0, MOST_TAIL);
        }
        // The order of the sum decides its last bit, so it must not hang on the order the caller had.
        clips.sort_by_key(|clip| (clip.start, clip.lane, clip.id));
        cross_over(&mut clips);
        clips.iter_mut().for_each(let_go);
        let latest_end = latest_ends(clips.iter());
        let parts = clips.into_iter().map(Part::new).collect();
        Self { parts, latest_end, stops_at: None, standby: Vec::new() }
    }

    /// The same program, with clips that do not sound and may in the next one: their recordings are opened ahead, so that
    /// a switch to them is heard at once.
    #[must_use]
    pub fn with_standby(mut self, mut clips: Vec<Clip>) -> Self {
        clips.retain(|clip| clip.length > 0);
        clips.sort_by_key(|clip| (clip.start, clip.id));
        self.standby = clips.into_iter().map(Part::new).collect();
        self
    }

    /// The same program with no other clips than those that `keep` says; what sounds of them sounds as it did.
    #[must_use]
    pub fn keeping(mut self, keep: impl Fn(&Clip) -> bool) -> Self {
        self.parts.retain(|part| keep(&part.clip));
        self.standby.retain(|part| keep(&part.clip));
        self.latest_end = latest_ends(self.parts.iter().map(|part| &part.clip));
        self
    }

    /// The same program, all of it louder by so many hundredths of a decibel.
    #[must_use]
    pub fn louder(mut self, millibel: i32) -> Self {
        for part in self.parts.iter_mut().chain(&mut self.standby) {
            part.clip.gain_millibel = part.clip.gain_millibel.saturating_add(millibel);
            part.envelope.gain = amplitude(part.clip.gain_millibel);
        }
        self
    }

    /// The same program, some of whose clips follow a line of gain, by their ids; what stands by as well.
    #[must_use]
    pub fn with_lines(mut self, lines: &HashMap<i64, Arc<GainLine>>) -> Self {
        for part in self.parts.iter_mut().chain(&mut self.standby) {
            part.line = lines.get(&part.clip.id).cloned();
        }
        self
    }

    /// The lines of gain of its clips, in the order of [`Program::clips`].
    pub fn lines(&self) -> impl Iterator<Item = Option<&GainLine>> {
        self.parts.iter().map(|part| part.line.as_deref())
    }

    /// The same program, with sound that plays beside it.
    #[must_use]
    pub fn with_beside(self, beside: Vec<Beside>) -> Self {
        if beside.is_empty() {
            return self;
        }
        let streams: HashMap<i64, usize> = beside.iter().filter_map(|one| Some((one.clip.id, one.stream?))).collect();
        let lines: HashMap<i64, Arc<GainLine>> =
            self.parts.iter().filter_map(|part| Some((part.clip.id, part.line.clone()?))).collect();
        let music = self.parts.into_iter().map(|part| part.clip);
        let mut program = Self::new(music.chain(beside.into_iter().map(|one| one.clip)).collect());
        for part in &mut program.parts {
            part.stream = streams.get(&part.clip.id).copied();
            part.line = lines.get(&part.clip.id).cloned();
        }
        Self { stops_at: self.stops_at, standby: self.standby, ..program }
    }

    /// One recording by itself, `from` that point of it and for `length`, at a gain in hundredths of a decibel: sample 0
    /// is `from`, and playing stops at the end.
    #[must_use]
    pub fn audition(path: impl Into<PathBuf>, from: Flicks, length: Flicks, gain_millibel: i32) -> Self {
        let length = SampleRate::MIX.samples_nearest(length);
        let clip = Clip {
            id: 0,
            lane: 0,
            path: path.into(),
            start: 0,
            length,
            source_start: from,
            gain_millibel,
            fade_in: Fade::default(),
            fade_out: Fade::default(),
            volume: Vec::new(),
            tail: 0,
        };
        Self::new(vec![clip]).stopping_at(length)
    }

    /// The same program, at whose sample `end` the transport stops by itself; otherwise it plays on in silence.
    #[must_use]
    pub fn stopping_at(mut self, end: i64) -> Self {
        self.stops_at = Some(end);
        self
    }

    /// Where the transport stops by itself, if anywhere.
    #[must_use]
    pub fn stops_at(&self) -> Option<i64> {
        self.stops_at
    }

    /// The first sample after the last clip and all tails; 0 without clips.
    #[must_use]
    pub fn end(&self) -> i64 {
        self.latest_end.last().copied().unwrap_or(0)
    }

    /// The clips, in the order in which they are mixed, with the fades they play with.
    pub fn clips(&self) -> impl Iterator<Item = &Clip> {
        self.parts.iter().map(|part| &part.clip)
    }

    /// What stands by somewhere in `range`.
    pub(crate) fn standing_by(&self, range: Range<i64>) -> impl Iterator<Item = &Part> {
        let last = self.standby.partition_point(|part| part.clip.start < range.end);
        self.standby[..last].iter().filter(move |part| part.clip.end() > range.start)
    }

    /// Every recording that is open or may soon be, by the names of clips.
    pub(crate) fn recordings(&self) -> impl Iterator<Item = (i64, &Part)> {
        self.parts.iter().chain(&self.standby).map(|part| (part.clip.id, part))
    }

    /// What sounds or rings somewhere in `range`, in mixing order.
    pub(crate) fn sounding(&self, range: Range<i64>) -> impl Iterator<Item = &Part> {
        let first = self.latest_end.partition_point(|end| *end <= range.start);
        let last = self.parts.partition_point(|part| part.clip.start < range.end).max(first);
        self.parts[first..last].iter().filter(move |part| part.clip.rings_until() > range.start)
    }
}

impl Part {
    fn new(clip: Clip) -> Self {
        let Level(envelope) = clip.level();
        let source_sample = SampleRate::MIX.samples_nearest(clip.source_start);
        Self { clip, envelope, source_sample, stream: None, line: None }
    }
}

/// The factor of a gain in hundredths of a decibel; exactly 1 for 0.
fn amplitude(millibel: i32) -> f32 {
    if millibel == 0 { 1.0 } else { 10_f64.powf(f64::from(millibel) / 2000.0) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fade::FadeShape;

    fn clip(id: i64, start: i64, length: i64) -> Clip {
        let fade = Fade { length: 3, shape: FadeShape::Linear, bend: 0 };
        Clip {
            id,
            lane: 1,
            path: PathBuf::from("song.wav"),
            start,
            length,
            source_start: Flicks::ZERO,
            gain_millibel: 0,
            fade_in: fade,
            fade_out: fade,
            volume: Vec::new(),
            tail: 0,
        }
    }

    fn fades(program: &Program) -> Vec<(i64, i64)> {
        program.clips().map(|clip| (clip.fade_in.length, clip.fade_out.length)).collect()
    }

    #[test]
    fn clips_that_only_touch_keep_their_own_fades() {
        assert_eq!(fades(&Program::new(vec![clip(1, 0, 10), clip(2, 10, 10)])), [(3, 3), (3, 3)]);
    }

    #[test]
    fn an_overlap_on_one_lane_becomes_an_equal_power_crossfade() {
        let program = Program::new(vec![clip(2, 6, 10), clip(1, 0, 10)]);
        assert_eq!(fades(&program), [(3, 4), (4, 3)]);
        let shapes: Vec<_> = program.clips().map(|clip| (clip.fade_in.shape, clip.fade_out.shape)).collect();
        assert_eq!(shapes[0], (FadeShape::Linear, FadeShape::EqualPower));
        assert_eq!(shapes[1], (FadeShape::EqualPower, FadeShape::Linear));
    }

    #[test]
    fn an_overlap_on_two_lanes_is_a_sum() {
        let other = Clip { lane: 2, ..clip(2, 6, 10) };
        assert_eq!(fades(&Program::new(vec![clip(1, 0, 10), other])), [(3, 3), (3, 3)]);
    }

    #[test]
    fn a_clip_inside_another_takes_nothing_over() {
        assert_eq!(fades(&Program::new(vec![clip(1, 0, 20), clip(2, 6, 8)])), [(3, 3), (3, 3)]);
    }

    #[test]
    fn of_three_that_overlap_each_crosses_with_its_longest_neighbour() {
        let program = Program::new(vec![clip(1, 0, 10), clip(2, 4, 10), clip(3, 8, 10)]);
        assert_eq!(fades(&program), [(3, 6), (6, 6), (6, 3)]);
    }

    #[test]
    fn fades_longer_than_their_clip_are_cut_to_it() {
        let long = Fade { length: 99, shape: FadeShape::Linear, bend: 0 };
        let program =
            Program::new(vec![Clip { fade_in: long, fade_out: Fade { length: -1, ..long }, ..clip(1, 0, 5) }]);
        assert_eq!(fades(&program), [(5, 0)]);
    }

    #[test]
    fn a_program_finds_what_sounds() {
        let program = Program::new(vec![clip(1, 0, 100), clip(2, 10, 5), clip(3, 50, 5), clip(4, 60, 0)]);
        let ids = |range: Range<i64>| program.sounding(range).map(|part| part.clip.id).collect::<Vec<_>>();
        assert_eq!(ids(0..1), [1]);
        assert_eq!(ids(14..15), [1, 2]);
        assert_eq!(ids(15..50), [1]);
        assert_eq!(ids(20..70), [1, 3]);
        assert_eq!(ids(100..200), Vec::<i64>::new());
        assert_eq!(program.end(), 100);
    }

    #[test]
    fn a_tail_is_found_after_its_clip_and_lets_it_go() {
        let program = Program::new(vec![Clip { tail: 90, ..clip(1, 0, 100) }, clip(2, 150, 5)]);
        let ids = |range: Range<i64>| program.sounding(range).map(|part| part.clip.id).collect::<Vec<_>>();
        assert_eq!((ids(100..101), ids(189..200), ids(190..200)), (vec![1], vec![1], vec![]));
        assert_eq!((program.end(), fades(&program)[0]), (190, (3, 100)));
        let kept = program.keeping(|clip| clip.id == 1);
        assert_eq!((kept.end(), kept.sounding(189..200).count()), (190, 1));
    }

    #[test]
    fn clips_at_the_ends_of_time_do_no_harm() {
        let ends = [(i64::MIN, i64::MAX), (i64::MAX, i64::MAX), (i64::MIN, 1), (i64::MAX - 1, 9)];
        let clips = ends.iter().enumerate().map(|(id, (start, length))| clip(id as i64, *start, *length));
        let program = Program::new(clips.collect());
        assert!(program.clips().all(|clip| clip.end() > clip.start));
        assert!(program.sounding(i64::MIN..i64::MAX).count() == 4);
    }

    #[test]
    fn no_gain_is_exactly_one() {
        assert_eq!(amplitude(0), 1.0);
        assert!((amplitude(-600) - 0.501_187_2).abs() < 1e-6);
    }
}
