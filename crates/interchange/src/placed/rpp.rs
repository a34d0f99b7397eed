//! A Reaper project: plain text of items, fades, gain and markers (ReaScript's state chunks, as Reaper 6 and 7 write them).

use timebase::{FLICKS_PER_SECOND, Flicks};

use super::{PlacedClip, PlacedCut, Written, in_line};
use crate::timeline::FadeShape;

pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    let mut text = String::from("<REAPER_PROJECT 0.1 \"7.0\" 0\r\n");
    // What the ruler shows at the first frame, so that labels are those of the cut.
    text.push_str(&format!("  PROJOFFS {} 0 0\r\n", seconds(cut.start_time())));
    text.push_str("  SAMPLERATE 48000 0 0\r\n");
    for (nth, marker) in cut.markers.iter().enumerate() {
        let who = if marker.author.is_empty() { String::new() } else { format!("{}: ", marker.author) };
        let name = quoted(&format!("{} {who}{}", marker.name, marker.comment));
        let at = seconds(marker.at.since_origin());
        let number = nth + 1;
        match marker.until {
            None => text.push_str(&format!("  MARKER {number} {at} {name} 0 0 1\r\n")),
            Some(until) => {
                text.push_str(&format!("  MARKER {number} {at} {name} 1 0 1\r\n"));
                text.push_str(&format!("  MARKER {number} {} \"\" 1\r\n", seconds(until.since_origin())));
            }
        }
    }
    for (lane, name) in cut.lanes.iter().enumerate() {
        text.push_str(&format!("  <TRACK\r\n    NAME {}\r\n    VOLPAN 1 0 -1 -1 1\r\n    NCHAN 2\r\n", quoted(name)));
        for clip in cut.clips.iter().filter(|clip| clip.lane == lane) {
            item(&mut text, clip);
        }
        text.push_str("  >\r\n");
    }
    text.push_str(">\r\n");
    vec![Written { part: String::new(), bytes: text.into_bytes() }]
}

fn item(text: &mut String, clip: &PlacedClip) {
    let volume = 10f64.powf(f64::from(clip.gain_millibel) / 2000.0);
    // Straight, fast at its start, slow at both ends, slow at its start.
    let [shape_in, shape_out] = clip.fade_shapes.each_ref().map(|shape| match shape {
        FadeShape::Linear => 0,
        FadeShape::SCurve => 5,
        FadeShape::Logarithmic => 4,
        _ => 1,
    });
    let source = match clip.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "mp3" => "MP3",
        "flac" => "FLAC",
        "ogg" | "oga" => "VORBIS",
        "opus" => "OPUS",
        "m4a" | "mp4" | "aac" | "mov" => "VIDEO",
        _ => "WAVE",
    };
    text.push_str(&format!(
        "    <ITEM\r\n      POSITION {}\r\n      LENGTH {}\r\n      LOOP 0\r\n      FADEIN {shape_in} {} 0 {shape_in} 0 0 0\r\n      FADEOUT {shape_out} {} 0 {shape_out} 0 0 0\r\n      MUTE 0 0\r\n      NAME {}\r\n      VOLPAN 1 0 {volume:.9} -1\r\n      SOFFS {}\r\n      <SOURCE {source}\r\n        FILE {}\r\n      >\r\n    >\r\n",
        seconds(clip.span.start.since_origin()),
        seconds(clip.span.length()),
        seconds(clip.fade_in),
        seconds(clip.fade_out),
        quoted(&clip.name()),
        seconds(clip.track_start),
        quoted(&clip.path),
    ));
}

/// Text in the quotes that it has none of itself, as Reaper writes it.
fn quoted(text: &str) -> String {
    let plain = in_line(text);
    let quote = ['"', '\'', '`'].into_iter().find(|quote| !plain.contains(*quote));
    match quote {
        Some(quote) => format!("{quote}{plain}{quote}"),
        None => format!("`{}`", plain.replace('`', "'")),
    }
}

/// Decimal seconds, to the nearest billionth.
fn seconds(time: Flicks) -> String {
    let sign = if time.0 < 0 { "-" } else { "" };
    let size = u128::from(time.0.unsigned_abs());
    let second = u128::from(FLICKS_PER_SECOND.unsigned_abs());
    let billionths = (size * 1_000_000_000 + second / 2) / second;
    format!("{sign}{}.{:09}", billionths / 1_000_000_000, billionths % 1_000_000_000)
}
