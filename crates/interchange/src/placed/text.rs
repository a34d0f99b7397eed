//! A plain list: a line a placement and a line a marker in the order of time, with tabs between, for people and spreadsheets.

use timebase::{Flicks, Frames, Timecode};

use super::rows::rows;
use super::{PlacedClip, PlacedCut, Written, file_name, in_line};

const HEADINGS: &str = "#\tType\tTrack\tIn\tOut\tDuration\tSource In\tSource Out\tName\tArtist\tISRC\tGain\tFade In\tFade Out\tSource File\tNotes";

pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    let mut lines: Vec<(i64, String)> = Vec::new();
    for row in rows(cut) {
        lines.extend(row.clips.iter().map(|clip| (clip.span.start.0, of_clip(cut, clip, &row.name))));
    }
    for marker in &cut.markers {
        let at = cut.frame(marker.at).0;
        let until = marker.until.map(|until| cut.frame(until).0);
        let cells = [
            String::new(),
            "Marker".to_owned(),
            String::new(),
            cut.label(at),
            until.map(|until| cut.label(until)).unwrap_or_default(),
            until.map(|until| length(cut, until - at)).unwrap_or_default(),
            String::new(),
            String::new(),
            in_line(&marker.name),
            in_line(&marker.author),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            in_line(&marker.comment),
        ];
        lines.push((marker.at.0, cells.join("\t")));
    }
    lines.sort_by_key(|(at, _)| *at);
    let mut text = head(cut);
    text.push_str(HEADINGS);
    text.push_str("\r\n");
    for (_, line) in lines {
        text.push_str(&line);
        text.push_str("\r\n");
    }
    vec![Written { part: String::new(), bytes: text.into_bytes() }]
}

/// What a list says above its headings: the cut, its rate and its first label.
pub(super) fn head(cut: &PlacedCut) -> String {
    let counting = if cut.rate.is_drop() { "drop-frame" } else { "non-drop-frame" };
    let rate = cut.rate.name().trim_end_matches("df");
    format!("{}\r\n{rate} frames a second, {counting}, from {}\r\n\r\n", in_line(&cut.title), cut.label(0))
}

/// Frames as a length, which drops no labels.
pub(super) fn length(cut: &PlacedCut, frames: i64) -> String {
    Timecode::from_frames(Frames(frames), cut.rate).to_string()
}

/// `-6.50 dB`
pub(super) fn decibels(millibel: i32) -> String {
    let sign = if millibel < 0 { "-" } else { "" };
    let size = millibel.unsigned_abs();
    format!("{sign}{}.{:02} dB", size / 100, size % 100)
}

/// `1.250 s`; nothing for no length.
pub(super) fn seconds(time: Flicks) -> String {
    if time <= Flicks::ZERO {
        return String::new();
    }
    let millis = Flicks(time.0.saturating_add(Flicks::SECOND.0 / 2_000)).floor_millis();
    format!("{}.{:03} s", millis / 1_000, millis % 1_000)
}

fn of_clip(cut: &PlacedCut, clip: &PlacedClip, track: &str) -> String {
    let (from, to) = cut.frames(clip);
    let source = cut.whole(clip.track_start);
    let cells = [
        clip.cue.clone(),
        "Music".to_owned(),
        in_line(track),
        cut.label(from),
        cut.label(to),
        length(cut, to - from),
        length(cut, source),
        length(cut, source + to - from),
        clip.name(),
        in_line(&clip.artist),
        in_line(&clip.isrc),
        decibels(clip.gain_millibel),
        seconds(clip.fade_in),
        seconds(clip.fade_out),
        in_line(file_name(&clip.path)),
        String::new(),
    ];
    cells.join("\t")
}
