//! OpenTimelineIO: `.otio`, which is JSON, and `.otioz`, a zip with it (schemas as the project documents them: Clip.1 and
//! Clip.2, Marker.1 to Marker.3). A folder `.otiod` is read by its `content.otio`.

mod beside;
mod lay;
mod leaf;
mod schema;
mod time;
mod whole;

use std::borrow::Cow;
use std::io::{self, BufReader, Cursor, Read};

use super::{Hints, Input, ReadError, Reader, Timeline, Watch};

pub(super) const READER: Reader =
    Reader { id: "otio", name: "OpenTimelineIO", endings: &["otio"], sniff: is_otio, read };
pub(super) const BUNDLE: Reader =
    Reader { id: "otioz", name: "OpenTimelineIO bundle", endings: &["otioz"], sniff: is_bundle, read: read_bundle };

/// The largest time line in a bundle.
const LARGEST: u64 = 512 << 20;
/// Objects that are read, and one more for each so many bytes: what others write has one in seventy.
const MOST_OBJECTS: usize = 1_000_000;
const BYTES_AN_OBJECT: usize = 48;
/// The member of a bundle that holds the time line.
const CONTENT: &str = "content.otio";

fn is_otio(input: &Input<'_>) -> bool {
    // Members may stand in any order: the schema of the whole may come last.
    input.text.is_some_and(|text| text.trim_start().starts_with('{') && text.contains("\"OTIO_SCHEMA\""))
}

fn is_bundle(input: &Input<'_>) -> bool {
    input.bytes.starts_with(b"PK\x03\x04")
        && zip::ZipArchive::new(Cursor::new(input.bytes)).is_ok_and(|archive| archive.index_for_name(CONTENT).is_some())
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    timeline(input.text.unwrap_or_default(), "otio", hints, input.watch)
}

fn read_bundle(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let damaged = |reason: String| ReadError::Damaged { format: "an OpenTimelineIO bundle", reason };
    let mut archive = zip::ZipArchive::new(Cursor::new(input.bytes)).map_err(|error| damaged(error.to_string()))?;
    let content = archive.by_name(CONTENT).map_err(|error| damaged(error.to_string()))?;
    if content.size() > LARGEST {
        return Err(ReadError::TooMuch("the time line in the bundle is larger than 512 MiB"));
    }
    let mut text = String::new();
    let mut limited = content.take(LARGEST + 1);
    limited.read_to_string(&mut text).map_err(|error| damaged(format!("{CONTENT}: {error}")))?;
    if text.len() as u64 > LARGEST {
        return Err(ReadError::TooMuch("the time line in the bundle is larger than 512 MiB"));
    }
    timeline(text.strip_prefix('\u{feff}').unwrap_or(&text), "otioz", hints, input.watch)
}

fn timeline(text: &str, format: &'static str, hints: &Hints, watch: Option<Watch<'_>>) -> Result<Timeline, ReadError> {
    let text = plain_numbers(text)?;
    let root: Result<schema::Object, serde_json::Error> = match watch.filter(|_| text.len() > WATCHED_FROM) {
        Some(watch) => {
            let watched = Watched { bytes: text.as_bytes(), at: 0, watch };
            serde_json::from_reader(BufReader::with_capacity(STEP, watched))
        }
        None => serde_json::from_str(&text),
    };
    let root = root.map_err(|error| match error.is_io() {
        true => ReadError::Stopped,
        false if error.is_eof() => {
            ReadError::Damaged { format: "an OpenTimelineIO file", reason: "it ends in the middle".to_owned() }
        }
        false => ReadError::Damaged { format: "an OpenTimelineIO file", reason: error.to_string() },
    })?;
    drop(text);
    lay::timeline_of(root, format, hints)
}

/// Bytes from which on it is told how far the reading is, and how many are read at a time.
const WATCHED_FROM: usize = 4 << 20;
const STEP: usize = 256 << 10;

/// A text that tells how much of it has been read.
struct Watched<'a> {
    bytes: &'a [u8],
    at: usize,
    watch: Watch<'a>,
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.watch.tell(self.at, self.bytes.len()).map_err(io::Error::other)?;
        let read = self.bytes.get(self.at..).unwrap_or_default().read(into)?;
        self.at += read;
        Ok(read)
    }
}

/// The text without what JSON has no word for: `NaN` and `Infinity` become nothing. Counts objects on the way.
fn plain_numbers(text: &str) -> Result<Cow<'_, str>, ReadError> {
    let bytes = text.as_bytes();
    let mut out: Option<String> = None;
    let (mut copied, mut at, mut objects) = (0, 0, 0usize);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'{' => {
                objects += 1;
                at += 1;
            }
            b'N' | b'I' | b'-' => {
                let rest = &bytes[at..];
                let word = [&b"NaN"[..], b"Infinity", b"-Infinity", b"-NaN", b"Inf", b"-Inf"]
                    .into_iter()
                    .find(|word| rest.starts_with(word));
                match word {
                    Some(word) => {
                        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
                        out.push_str(&text[copied..at]);
                        out.push_str("null");
                        at += word.len();
                        copied = at;
                    }
                    None => at += 1,
                }
            }
            _ => at += 1,
        }
    }
    if objects > MOST_OBJECTS + text.len() / BYTES_AN_OBJECT {
        return Err(ReadError::TooMuch("too many objects"));
    }
    Ok(match out {
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::fmt::Write;
    use std::ops::ControlFlow;

    use timebase::Flicks;

    use super::*;
    use crate::timeline::{Stretch, Time, read_timeline, read_timeline_watched};

    /// A time line of more than five megabytes.
    fn large() -> String {
        let mut text = String::from(
            "{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Audio\",\"children\":[",
        );
        let padding = "x".repeat(400);
        for clip in 0..12_000 {
            let comma = if clip == 0 { "" } else { "," };
            write!(
                text,
                "{comma}{{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"Clip {clip}\",\"metadata\":{{\"own\":\"{padding}\"}},\"source_range\":{{\"duration\":{{\"rate\":24,\"value\":48}}}}}}"
            )
            .expect("written to memory");
        }
        text + "]}]}}"
    }

    #[test]
    fn a_large_file_tells_how_far_it_is_read() {
        let text = large();
        let told = RefCell::new(Vec::new());
        let tell = |done: usize, all: usize| {
            told.borrow_mut().push((done, all));
            ControlFlow::Continue(())
        };
        let watched =
            read_timeline_watched(text.as_bytes(), &Hints::default(), Some(Watch(&tell))).expect("it is read");
        let told = told.into_inner();
        assert!(told.len() > 10 && told.is_sorted(), "{} times", told.len());
        assert_eq!(told.last().map(|(done, all)| (*done, *all)), Some((text.len(), text.len())));
        assert_eq!(watched, read_timeline(text.as_bytes(), &Hints::default()).expect("it is read"));
    }

    #[test]
    fn what_only_another_program_knows_is_kept_by_its_name() {
        let text = "{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Video\",\
                    \"children\":[{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"Pier\",\"source_range\":{\"duration\":{\"rate\":24,\"value\":48}},\
                    \"effects\":[{\"OTIO_SCHEMA\":\"StudioGrade.3\",\"look\":\"warm\"}],\"media_references\":{\"DEFAULT_MEDIA\":\
                    {\"OTIO_SCHEMA\":\"StudioAsset.1\",\"target_url\":\"asset:pier\"}}},{\"OTIO_SCHEMA\":\"StudioShape.1\"}]}]}}";
        let list = read_timeline(text.as_bytes(), &Hints::default()).expect("it is read");
        let event = list.events.first().expect("the clip");
        assert_eq!(event.comments, ["media of the schema StudioAsset", "effect of the schema StudioGrade"]);
        assert_eq!((event.file.as_str(), list.skipped.len()), ("asset:pier", 1));
        assert!(list.skipped[0].reason.contains("StudioShape"), "{:?}", list.skipped);
    }

    #[test]
    fn what_only_another_program_knows_is_kept_as_it_is_written() {
        let second =
            |value: i64| format!("{{\"OTIO_SCHEMA\":\"RationalTime.1\",\"rate\":24,\"value\":{}}}", value * 24);
        let range = |length: i64| {
            format!("{{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":{},\"duration\":{}}}", second(0), second(length))
        };
        let clip = |name: &str, more: &str| {
            format!("{{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"{name}\",\"source_range\":{}{more}}}", range(2))
        };
        let shape = format!(
            "{{\"OTIO_SCHEMA\":\"StudioShape.1\",\"look\":{{\"warm\":[1,2.5,null]}},\"source_range\":{}}}",
            range(3)
        );
        let grade = "{\"OTIO_SCHEMA\":\"StudioGrade.3\",\"look\":\"warm\"}";
        let metadata = "\"metadata\":{\"needledrop\":{\"cue\":\"X\"},\"studio\":{\"shot\":7}}";
        let marker =
            format!("{{\"OTIO_SCHEMA\":\"Marker.2\",\"name\":\"Hit\",\"marked_range\":{},{metadata}}}", range(0));
        let first = clip("One", &format!(",\"effects\":[{grade}],{metadata},\"studio_rank\":4,\"markers\":[{marker}]"));
        let text = format!(
            "{{\"OTIO_SCHEMA\":\"Timeline.1\",\"metadata\":{{\"studio\":{{\"job\":1}}}},\"tracks\":{{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":\
             [{{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Video\",\"name\":\"Main\",\"children\":[{first},{shape},{}]}}]}}}}",
            clip("Two", "")
        );
        let list = read_timeline(text.as_bytes(), &Hints::default()).expect("it is read");
        // Its time is held: nothing behind it moves.
        let from: Vec<_> = list.events.iter().map(|event| (event.name.as_str(), event.record.from)).collect();
        assert_eq!(from, [("One", Time::Elapsed(Flicks::ZERO)), ("Two", Time::Elapsed(Flicks::from_seconds(5)))]);
        assert!(list.skipped[0].reason.contains("StudioShape") && list.skipped.len() == 1, "{:?}", list.skipped);
        let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).expect("JSON");
        let kept: Vec<_> = list.kept.iter().map(|kept| (kept.schema.as_str(), value(&kept.json))).collect();
        let whole = "{\"OTIO_SCHEMA\":\"Timeline.1\",\"metadata\":{\"studio\":{\"job\":1}}}";
        let beside = "{\"OTIO_SCHEMA\":\"Clip.2\",\"studio_rank\":4,\"metadata\":{\"studio\":{\"shot\":7}}}";
        let wanted = [
            ("Clip.2", value(beside)),
            ("StudioGrade.3", value(grade)),
            ("Marker.2", value(&marker)),
            ("StudioShape.1", value(&shape)),
            ("Timeline.1", value(whole)),
        ];
        assert_eq!(kept, wanted);
        let stretch =
            Stretch { from: Time::Elapsed(Flicks::from_seconds(2)), to: Time::Elapsed(Flicks::from_seconds(5)) };
        assert_eq!((list.kept[3].record, list.kept_more), (Some(stretch), 0));
        assert!(list.events.iter().all(|event| event.ids.len() == usize::from(event.name == "One")));
    }

    #[test]
    fn a_reading_is_stopped_where_somebody_says_so() {
        let text = large();
        let tell =
            |done: usize, all: usize| if done > all / 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let stopped = read_timeline_watched(text.as_bytes(), &Hints::default(), Some(Watch(&tell)));
        assert_eq!(stopped, Err(ReadError::Stopped));
    }
}
