//! A cue list written out: times as people read them, beside the exact ones.

use model::CueStatus;
use serde::Serialize;
use timebase::{Flicks, FrameRate, Frames, Position, Span, Timecode};
use ts_rs::TS;

use crate::totals::{ListTotals, frame};
use crate::{CueList, CueRow, DeliverError};

/// A cue list with its times written out. Texts that are not known are empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Listing {
    /// The show's title.
    pub show: String,
    /// The episode as on air: `1x04`.
    pub episode: String,
    /// The episode's title.
    pub title: String,
    /// The cut's label.
    pub cut: String,
    /// The cut's frame rate.
    pub rate: FrameRate,
    /// The timecode of the cut's first frame.
    pub start: String,
    /// The programme's length in minutes and seconds: `42:18`.
    pub length: String,
    /// The programme's length as its timecode counts it: `00:42:18:00`. Timecode at NTSC rates without drop-frame
    /// runs slow, so it may say less than the clock.
    pub length_timecode: String,
    /// The programme's length in frames.
    pub length_frames: Frames,
    /// The programme's length, exact.
    pub length_flicks: Flicks,
    /// The cues.
    pub rows: Vec<ListingRow>,
    /// Durations added up, in minutes and seconds.
    pub sum: String,
    /// The part of the programme that has music, in minutes and seconds.
    pub music: String,
    /// The sums, exact.
    pub totals: ListTotals,
}

/// One cue with its times written out; the times are absent while no music is placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListingRow {
    /// The cue's number.
    pub number: String,
    /// The cue's title.
    pub title: String,
    /// The number of its scene.
    pub scene: String,
    /// Timecode of its first frame.
    #[serde(rename = "in")]
    pub in_timecode: Option<String>,
    /// Timecode of the frame after its last.
    #[serde(rename = "out")]
    pub out_timecode: Option<String>,
    /// In point, from the cut's first frame.
    pub in_flicks: Option<Position>,
    /// Out point, from the cut's first frame.
    pub out_flicks: Option<Position>,
    /// Duration in minutes and seconds, to the nearest second: `1:34`.
    pub duration: Option<String>,
    /// Frames from in to out.
    pub duration_frames: Option<Frames>,
    /// Duration, exact.
    pub duration_flicks: Option<Flicks>,
    /// The cue-sheet code of its use: `BI`, `BV`, `VI`, `VV`, `FI`, `FV`.
    pub usage: String,
    /// Its theme role in words, where it has one: `main title`.
    pub theme_role: String,
    /// The title of the track.
    pub track: String,
    /// Who plays it.
    pub artist: String,
    /// Who wrote it.
    pub composer: String,
    /// The publisher of the work.
    pub publisher: String,
    /// The label of the recording.
    pub label: String,
    /// How far the cue has come.
    pub status: CueStatus,
}

/// A day in flicks. Timecode comes round after it, so times further out have no label of their own.
const DAY: i64 = 86_400 * timebase::FLICKS_PER_SECOND;

impl CueList {
    /// Writes the times out and adds the totals.
    ///
    /// # Errors
    /// If a cue does not end after it starts, or a time lies more than a day away and so has no timecode.
    pub fn written_out(&self) -> Result<Listing, DeliverError> {
        let start_fits = (0..self.rate.frames_per_day()).contains(&self.start.0);
        if !start_fits || !(0..=DAY).contains(&self.length.0) {
            return Err(DeliverError::CutTime { cut: self.cut.clone() });
        }
        let rows = self.rows.iter().map(|row| self.write_row(row)).collect::<Result<Vec<_>, _>>()?;
        let totals = self.totals();
        let length_frames = frame(self.rate, Position(self.length.0));
        Ok(Listing {
            show: self.show.clone(),
            episode: self.episode.clone(),
            title: self.title.clone(),
            cut: self.cut.clone(),
            rate: self.rate,
            start: Timecode::from_frames(self.start, self.rate).to_string(),
            length: self.length.to_string(),
            length_timecode: Timecode::from_frames(length_frames, self.rate).to_string(),
            length_frames,
            length_flicks: self.length,
            rows,
            sum: totals.sum_flicks.to_string(),
            music: totals.music_flicks.to_string(),
            totals,
        })
    }

    fn write_row(&self, row: &CueRow) -> Result<ListingRow, DeliverError> {
        let shown = row.span.map(|span| self.write_span(span)).transpose();
        let shown = shown.map_err(|OutsideADay| DeliverError::CueTime { cue: row.number.clone() })?;
        let length = row.span.map(|_| row.spans().iter().map(|span| span.length()).sum::<Flicks>());
        let frames_of = |span: &Span| frame(self.rate, span.end) - frame(self.rate, span.start);
        let frames = row.span.map(|_| Frames(row.spans().iter().map(|span| frames_of(span).0).sum()));
        let row = row.clone();
        Ok(ListingRow {
            number: row.number,
            title: row.title,
            scene: row.scene,
            in_timecode: shown.as_ref().map(|shown| shown.in_timecode.clone()),
            out_timecode: shown.as_ref().map(|shown| shown.out_timecode.clone()),
            in_flicks: row.span.map(|span| span.start),
            out_flicks: row.span.map(|span| span.end),
            duration: length.map(|length| length.to_string()),
            duration_frames: frames,
            duration_flicks: length,
            usage: row.usage.plain_code().to_owned(),
            theme_role: row.usage.theme_role.word().to_owned(),
            track: row.track,
            artist: row.artist,
            composer: row.composer,
            publisher: row.publisher,
            label: row.label,
            status: row.status,
        })
    }

    fn write_span(&self, span: Span) -> Result<ShownSpan, OutsideADay> {
        let near = -DAY..=DAY;
        if !near.contains(&span.start.0) || !near.contains(&span.end.0) || span.is_empty() {
            return Err(OutsideADay);
        }
        let (first, after) = (frame(self.rate, span.start), frame(self.rate, span.end));
        let label = |index: Frames| Timecode::from_frames(self.start + index, self.rate).to_string();
        Ok(ShownSpan { in_timecode: label(first), out_timecode: label(after) })
    }
}

struct ShownSpan {
    in_timecode: String,
    out_timecode: String,
}

struct OutsideADay;
