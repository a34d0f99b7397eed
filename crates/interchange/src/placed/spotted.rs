//! Sound files that say where they lie: each placement as a Broadcast Wave file whose time reference is its place on the cut
//! (EBU Tech 3285), with what editors read of it in `iXML` (iXML 2.10), and a list of them. What a file is called and what it
//! says of itself is worked out here; its sound is rendered by who has a renderer.

use timebase::{Flicks, Position, SampleRate, Span};

use super::ixml::{SoundFacts, ascii};
use super::text::{decibels, head, length, seconds};
use super::{PlacedClip, PlacedCut, file_name, file_safe, in_line};

/// What of the recordings is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spotting {
    /// What is heard: from in to out, with gain and fades, and its tail after the out.
    Heard,
    /// As it was recorded, without gain and fades, and this much more of it on both sides, where there is more.
    Recorded {
        /// How much more.
        handles: Flicks,
    },
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpottedFile {
    /// `1M01 First Spark nd-3K9X0A7B2QF.wav`, no two the same.
    pub name: String,
    /// The placement, by its place among those of the cut.
    pub clip: usize,
    /// What of the cut it covers; with handles it may begin before the first frame.
    pub span: Span,
    /// Where in the recording it begins.
    pub track_start: Flicks,
    /// Time from midnight to its first sample, by the labels of the cut: what lies past midnight counts from there on.
    pub since_midnight: Flicks,
    /// Cue, title and identifier, in ASCII, for the description of the `bext` chunk.
    pub description: String,
}

/// The files for a cut, in the order of time.
#[must_use]
pub fn spotted(cut: &PlacedCut, spotting: Spotting) -> Vec<SpottedFile> {
    let files = cut.clips.iter().enumerate().map(|(nth, clip)| {
        let (span, track_start) = match spotting {
            Spotting::Heard => (Span { end: clip.span.end + clip.tail, ..clip.span }, clip.track_start),
            Spotting::Recorded { handles } => with_handles(cut, clip, handles.max(Flicks::ZERO)),
        };
        SpottedFile {
            name: format!("{}.wav", safe_name(clip)),
            clip: nth,
            span,
            track_start,
            since_midnight: cut.rate.since_midnight(cut.start, span.start),
            description: ascii(&clip.name()),
        }
    });
    files.collect()
}

/// As much more of a recording as there is, and as there is time before: no label is below zero.
fn with_handles(cut: &PlacedCut, clip: &PlacedClip, handles: Flicks) -> (Span, Flicks) {
    let since_midnight = cut.start_time() + clip.span.start.since_origin();
    let before = handles.min(clip.track_start.max(Flicks::ZERO)).min(since_midnight.max(Flicks::ZERO));
    let after = handles.min((clip.track_length - clip.track_end()).max(Flicks::ZERO));
    let start = Position(clip.span.start.0 - before.0);
    (Span { start, end: clip.span.end + after }, clip.track_start - before)
}

/// Cue, title and identifier as the name of a file.
fn safe_name(clip: &PlacedClip) -> String {
    format!("{} nd-{}", file_safe(&format!("{} {}", clip.cue, clip.title)), clip.id)
}

impl SpottedFile {
    /// Samples from midnight to its first one.
    #[must_use]
    pub fn time_reference(&self, rate: SampleRate) -> u64 {
        u64::try_from(rate.samples_nearest(self.since_midnight)).unwrap_or(0)
    }

    /// What the `iXML` chunk says: project, scene, the count of its labels, where it lies.
    #[must_use]
    pub fn ixml(&self, cut: &PlacedCut, rate: SampleRate, bits: u16) -> String {
        let Some(clip) = cut.clips.get(self.clip) else { return String::new() };
        let note = format!("{} {} {}", clip.name(), clip.artist, clip.isrc);
        let facts = SoundFacts {
            project: &cut.title,
            scene: &clip.cue,
            tape: file_name(&clip.path),
            note: &note,
            track: "",
            rate: cut.rate,
            sample_rate: rate,
            bits,
            since_midnight: self.since_midnight,
        };
        facts.ixml()
    }
}

/// The list that lies beside the files: a line a file with what was done to it.
#[must_use]
pub fn spotted_list(cut: &PlacedCut, files: &[SpottedFile], spotting: Spotting) -> Vec<u8> {
    let mut text = head(cut);
    text.push_str(match spotting {
        Spotting::Heard => "As heard: with gain, fades and tails.\r\n\r\n",
        Spotting::Recorded { .. } => "As recorded: gain and fades are in this list only.\r\n\r\n",
    });
    text.push_str("File\tTimecode\tCue\tIn\tOut\tDuration\tTitle\tArtist\tISRC\tLane\tGain\tFade In\tFade Out\tId\r\n");
    for file in files {
        let Some(clip) = cut.clips.get(file.clip) else { continue };
        let (from, to) = cut.frames(clip);
        let cells = [
            file.name.clone(),
            cut.label(cut.frame(file.span.start).0),
            clip.cue.clone(),
            cut.label(from),
            cut.label(to),
            length(cut, to - from),
            in_line(&clip.title),
            in_line(&clip.artist),
            in_line(&clip.isrc),
            cut.lanes.get(clip.lane).map(|lane| in_line(lane)).unwrap_or_default(),
            decibels(clip.gain_millibel),
            seconds(clip.fade_in),
            seconds(clip.fade_out),
            format!("[nd:{}]", clip.id),
        ];
        text.push_str(&cells.join("\t"));
        text.push_str("\r\n");
    }
    text.into_bytes()
}
