//! Times as people type them, each with what it comes to: the window's own reader is held to these.

use serde::Serialize;
use timebase::{FrameRate, Frames, Position, TimeError, TimeScale, read_length, read_start};

/// One typed text, and what each reader makes of it.
#[derive(Serialize)]
struct Vector<'a> {
    text: &'a str,
    rate: &'static str,
    /// Frames from midnight, of the cut's first frame.
    start: i64,
    /// Frames of the cut.
    length: i64,
    /// The present value in frames: of the point, of the length and of the start alike.
    now: Option<i64>,
    point: Outcome,
    end: Outcome,
    #[serde(rename = "readLength")]
    read_length: Outcome,
    #[serde(rename = "readStart")]
    read_start: Outcome,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Outcome {
    Value(i64),
    Wrong(String),
}

impl Outcome {
    fn of(read: Result<i64, TimeError>) -> Self {
        read.map_or_else(|error| Self::Wrong(error.to_string()), Self::Value)
    }
}

/// Every form there is, rightly and wrongly written.
#[rustfmt::skip]
const TEXTS: [&str; 62] = [
    "01:00:10:00", "01:00:10;00", "01:00:10.00", "1:0:10:0", "01001000", "1001000", " 1000 ", "4:00", "4:00:00",
    "90:00", "120:00:00", "12", "75", "100", "0", "+12", "-12", "−12", "+1:00", "-1:00", "+ 1:00:00", "-1:00:00",
    "+75", "+0.5s", "-12.5s", "12.5s", "12,5 S", "0.001s", "12.s", ".5s", "1.s.s", "-1s", "99999999999s",
    "8640000s", "8640001s", "300f", "1800f", "+300F", "f", "s", "9999999999999f", "00:22:00:00", "00:22:00;00",
    "01:01:00;00", "01:01:00;02", "2200", "220000", "00:21:59;29", "23:59:59:00", "24:00:00:00", "9999:00:00",
    "01:60:00:00", "01:00:00:75", "noon", "", "+", "::::", "123456789", "1:2:3:4:5", "--1", "1:-2", "00:59:59:00",
];

/// Rates that drop, that run slow, and that do neither.
const RATES: [FrameRate; 4] = [FrameRate::F23_976, FrameRate::F25, FrameRate::F29_97Drop, FrameRate::F59_94Drop];

/// The vectors as JSON.
pub(crate) fn typed_vectors() -> Result<String, serde_json::Error> {
    let mut lines = Vec::new();
    for rate in RATES {
        let labels = rate.labels_per_second();
        let hour = read_start("01:00:00:00", rate, None).map_or(0, |start| start.0);
        let usual = (hour, 5400 * labels);
        // Starts at midnight, and ends soon after a minute's edge.
        let short = (0, 60 * labels + 7);
        for text in TEXTS {
            lines.push(serde_json::to_string(&vector(text, rate, usual, None))?);
            lines.push(serde_json::to_string(&vector(text, rate, short, None))?);
            if text.starts_with(['+', '-', '\u{2212}']) {
                lines.push(serde_json::to_string(&vector(text, rate, usual, Some(120)))?);
            }
        }
    }
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}

fn vector(text: &'static str, rate: FrameRate, (start, length): (i64, i64), now: Option<i64>) -> Vector<'static> {
    let scale = TimeScale { cut: "Cut 1", rate, start: Frames(start), length: rate.flicks(Frames(length)) };
    let at = now.map(|now| rate.position(Frames(now)));
    Vector {
        text,
        rate: rate.name(),
        start,
        length,
        now,
        point: Outcome::of(scale.point(text, at).map(|at| at.0)),
        end: Outcome::of(scale.end(text, at).map(|at| at.0)),
        read_length: Outcome::of(read_length(text, rate, at.map(Position::since_origin)).map(|length| length.0)),
        read_start: Outcome::of(read_start(text, rate, now.map(Frames)).map(|start| start.0)),
    }
}
