//! `read`: what a reader sees in an editor's file.

use std::path::PathBuf;

use clap::Args;
use model::words::counted;
use serde_json::Value;
use studio::views::JobKind;
use studio::{TimelineShown, Watch};
use timebase::FrameRate;

use crate::answer::{Answer, Failure, table};
use crate::inputs::frame_rates;
use crate::{outputs, progress, shown};

/// Show what is in a file of a cutting room: its rate, tracks, events, markers, dialogue and scenes
#[derive(Debug, Args)]
#[command(long_about = help())]
pub struct Read {
    /// The file
    file: PathBuf,
    /// Its frame rate, where the file does not carry one; df is drop-frame timecode
    #[arg(long, value_parser = frame_rates())]
    rate: Option<FrameRate>,
}

fn help() -> String {
    format!(
        "Show what is in a file of a cutting room: its rate, tracks, events, markers, dialogue and scenes\n\nIt needs no show, \
         and nothing is changed. Known by what is in them are files of these formats: {}. What is left out is named with its \
         line.",
        studio::timeline_formats()
    )
}

/// `read`.
pub fn read(asked: &Read, as_json: bool) -> Result<Answer, Failure> {
    let job = studio::is_large_timeline(&asked.file).then(|| progress::job(JobKind::Reading, "Reading"));
    let timeline = match &job {
        Some(job) => studio::read_timeline_watched(&asked.file, asked.rate, Watch(&job.telling())),
        None => studio::read_timeline(&asked.file, asked.rate),
    };
    job.iter().for_each(|_| progress::Line::new().clear());
    // What was read is let go of once it is in the words of an answer: lists may be of many megabytes.
    let seen = TimelineShown::from(&timeline?);
    let text = if as_json {
        outputs::print_json(&seen)?;
        String::new()
    } else {
        told(&seen)
    };
    let mut answer = Answer::new(Value::Null, text);
    answer.remarks.clone_from(&seen.remarks);
    for skipped in seen.skipped.iter().take(20) {
        let place = match &skipped.place {
            studio::PlaceShown::Line(line) => format!("line {line}"),
            studio::PlaceShown::Object(object) => object.clone(),
        };
        answer.remarks.push(format!("left out, {}: {}", shown::in_line(&place), shown::in_line(&skipped.reason)));
    }
    let more = seen.skipped.len().saturating_sub(20) as u64 + seen.skipped_more;
    if more > 0 {
        answer.remarks.push(format!("left out: {more} more"));
    }
    let kept = seen.kept.len() as u64 + seen.kept_more;
    if kept > 0 && !as_json {
        let objects = counted(usize::try_from(kept).unwrap_or(usize::MAX), "object");
        answer.remarks.push(format!("what only other programs know of {objects} is in --json, as it is written"));
    }
    Ok(answer)
}

fn told(seen: &TimelineShown) -> String {
    let mut parts = vec![head(seen)];
    if !seen.events.is_empty() {
        let rows: Vec<Vec<String>> = seen
            .events
            .iter()
            .map(|event| {
                let source = if event.file.is_empty() { &event.source } else { &event.file };
                [&event.track, &event.in_point, &event.out_point, &event.name, source].map(Clone::clone).to_vec()
            })
            .collect();
        parts.push(table(&["track", "in", "out", "name", "source"], &rows, ""));
    }
    if !seen.markers.is_empty() {
        let rows: Vec<Vec<String>> = seen
            .markers
            .iter()
            .map(|marker| {
                let until = marker.until.clone().unwrap_or_default();
                vec![marker.at.clone(), until, marker.colour.clone(), marker.name.clone(), marker.comment.clone()]
            })
            .collect();
        parts.push(table(&["marker at", "until", "colour", "name", "comment"], &rows, ""));
    }
    if !seen.dialogue.is_empty() {
        let rows: Vec<Vec<String>> = seen
            .dialogue
            .iter()
            .map(|said| vec![said.in_point.clone(), said.out_point.clone(), said.speaker.clone(), said.text.clone()])
            .collect();
        parts.push(table(&["in", "out", "speaker", "says"], &rows, ""));
    }
    if !seen.scenes.is_empty() {
        let rows: Vec<Vec<String>> = seen
            .scenes
            .iter()
            .map(|scene| {
                let hints: Vec<&str> = scene.music_hints.iter().map(|hint| hint.word.as_str()).collect();
                let length = format!("{} {}/8", scene.eighths / 8, scene.eighths % 8);
                vec![scene.number.clone(), length, scene.heading.clone(), scene.characters.join(", "), hints.join(", ")]
            })
            .collect();
        parts.push(table(&["scene", "pages", "heading", "characters", "music"], &rows, ""));
    }
    parts.join("\n\n")
}

fn head(seen: &TimelineShown) -> String {
    let mut lines = vec![format!(
        "{}{}",
        seen.format_name,
        match seen.title.as_str() {
            "" => String::new(),
            title => format!(": {}", shown::in_line(title)),
        }
    )];
    let rate = match (seen.rate, seen.possible_rates.as_slice()) {
        (Some(rate), _) => Some(format!("{rate} frames a second")),
        (None, []) => None,
        (None, possible) => {
            let names: Vec<&str> = possible.iter().map(|rate| rate.name()).collect();
            Some(format!("the file does not say its frame rate; name it with --rate: it may be {}", names.join(", ")))
        }
    };
    lines.extend(rate);
    lines.extend(seen.start.as_ref().map(|start| format!("starts at {start}")));
    let counts = [
        (seen.tracks.len(), "track"),
        (seen.events.len(), "event"),
        (seen.markers.len(), "marker"),
        (seen.dialogue.len(), "line of dialogue"),
        (seen.scenes.len(), "scene"),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| match (count, word) {
            (count, "line of dialogue") if count != 1 => format!("{count} lines of dialogue"),
            _ => counted(count, word),
        })
        .collect();
    lines.push(if told.is_empty() { "nothing is in it".to_owned() } else { told.join(", ") });
    lines.join("\n")
}
