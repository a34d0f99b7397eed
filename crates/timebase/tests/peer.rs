//! Labels held to those of an independent library: PyPI's `timecode`, pinned in `tests/requirements.txt`.

use std::io::Write;
use std::process::{Command, Stdio};

use timebase::{FrameRate, Frames, Timecode};

/// Reads `rate drop frame` a line and answers the frame's label; that library counts frames from 1.
const PEER: &str = r#"
import sys
from timecode import Timecode
for line in sys.stdin:
    rate, drop, frame = line.split()
    kept = {} if drop == "1" else {"force_non_drop_frame": True}
    print(Timecode(rate, frames=int(frame) + 1, **kept))
"#;

/// Frames of a day worth asking for: both sides of every minute's start, and a stride through all the rest.
fn frames(rate: FrameRate) -> Vec<i64> {
    let minute = 60 * rate.labels_per_second();
    let starts = (0..1440).map(|count| count * minute - rate.dropped_per_minute() * (count - count / 10));
    let around = starts.flat_map(|start| (-1..5).map(move |offset| start + offset));
    let stride = (0..rate.frames_per_day()).step_by(6_011);
    around.chain(stride).filter(|frame| (0..rate.frames_per_day()).contains(frame)).collect()
}

#[test]
fn labels_are_those_of_an_independent_library() {
    let python = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    for rate in FrameRate::ALL {
        let frames = frames(rate);
        let name = rate.name().trim_end_matches("df");
        let drop = u8::from(rate.is_drop());
        let asked: String = frames.iter().map(|frame| format!("{name} {drop} {frame}\n")).collect();
        let mut peer = Command::new(&python)
            .args(["-c", PEER])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python with tests/requirements.txt");
        let mut input = peer.stdin.take().expect("its input");
        let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()));
        let output = peer.wait_with_output().expect("its answer");
        writer.join().expect("written").expect("written");
        assert!(output.status.success(), "{python} needs the packages of tests/requirements.txt");
        let answered = String::from_utf8(output.stdout).expect("text");
        let labels: Vec<&str> = answered.lines().collect();
        assert_eq!(labels.len(), frames.len());
        for (frame, label) in frames.into_iter().zip(labels) {
            assert_eq!(Timecode::from_frames(Frames(frame), rate).to_string(), label, "frame {frame} at {rate}");
        }
    }
}
