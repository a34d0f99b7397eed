//! `import-timeline`: a cutting room's file into a cut, or into an episode that is made of it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use model::{EpisodeName, TrackId};
use serde_json::{Value, json};
use studio::views::{
    CountedBy, CueFate, ImportCueRow, ImportMarkerRow, ImportSceneRow, JobKind, MarkerFate, TimelinePart,
    TimelinePreview,
};
use studio::{AskedEpisode, AskedTrack, RowDecision, Studio, StudioError, TimelineAsked, Watch};
use timebase::FrameRate;

use crate::answer::{Answer, Failure, table};
use crate::inputs::{frame_rates, whole_path};
use crate::{progress, shown};

/// Import a cutting room's file: cues from music tracks, scenes from scripts, hits from markers, dialogue from subtitles
///
/// Whatever `needledrop read` reads. An episode that is not there is made, with the file's rate, start and length. What
/// comes in is one step of undo. Recordings that are doubtful come in offline, unless --match says which they are.
#[derive(Debug, Args)]
pub struct ImportTimeline {
    /// The show's file
    show: PathBuf,
    /// Season and episode, as 1x04
    episode: EpisodeName,
    /// The file
    file: PathBuf,
    /// The cut, where it is not the newest
    #[arg(long, value_name = "LABEL")]
    cut: Option<String>,
    /// What an episode is called that is made
    #[arg(long)]
    title: Option<String>,
    /// The frame rate of a file that carries none; by default the cut's, where the file's labels allow it
    #[arg(long, value_parser = frame_rates())]
    rate: Option<FrameRate>,
    /// The file's timecode that is the cut's first frame
    #[arg(long, value_name = "TC")]
    start: Option<String>,
    /// Where file and cut count at different rates: times by the clock, or frame by frame
    #[arg(long, value_enum)]
    by: Option<By>,
    /// The tracks whose clips become cues, by name: A5,A6. Each may say its lane: A5=Score
    #[arg(long, value_name = "TRACK,…", value_delimiter = ',')]
    tracks: Option<Vec<String>>,
    /// What to take; by default what the file has
    #[arg(long = "as", value_enum, value_delimiter = ',', value_name = "PART,…")]
    parts: Option<Vec<Part>>,
    /// Which recording a row is: c4=TRACK, with the row and the track's id; c4=offline for one that is not in the library;
    /// best takes the likeliest of every doubtful one
    #[arg(long = "match", value_name = "ROW=TRACK", value_delimiter = ',')]
    matches: Vec<String>,
    /// Rows to leave out, as the preview names them: c4,m2,s1
    #[arg(long, value_name = "ROW,…", value_delimiter = ',')]
    leave: Vec<String>,
    /// Only show what would come in
    #[arg(long)]
    preview: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Clock,
    Frames,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Part {
    Scenes,
    Cues,
    Hits,
    Dialogue,
    Cut,
}

/// `import-timeline`.
pub fn import_timeline(asked: &ImportTimeline) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show)?;
    let cut = match studio.find_cut(asked.episode, asked.cut.as_deref()) {
        Ok(cut) => Some(cut.id),
        Err(StudioError::NoEpisode { .. }) if asked.cut.is_none() => None,
        Err(other) => return Err(other.into()),
    };
    let mut wanted = TimelineAsked {
        file: whole_path(&asked.file)?,
        cut,
        episode: Some(AskedEpisode {
            season: asked.episode.season,
            number: asked.episode.number,
            title: asked.title.clone(),
        }),
        rate: asked.rate,
        start: asked.start.clone(),
        counted_by: asked.by.map(|by| match by {
            By::Clock => CountedBy::Clock,
            By::Frames => CountedBy::Frames,
        }),
        tracks: asked.tracks.as_ref().map(|tracks| tracks.iter().map(|text| track(text)).collect()),
        parts: asked.parts.as_ref().map(|parts| parts.iter().map(|part| (*part).into()).collect()),
        rows: asked.leave.iter().map(|key| RowDecision { takes: Some(false), ..row(key) }).collect(),
    };
    let takes_best = asked.matches.iter().any(|one| one.eq_ignore_ascii_case("best"));
    for one in asked.matches.iter().filter(|one| !one.eq_ignore_ascii_case("best")) {
        wanted.rows.push(matched(one)?);
    }
    let first = if studio::is_large_timeline(&wanted.file) {
        let job = progress::job(JobKind::Reading, "Reading");
        let first = studio.preview_timeline_watched(&wanted, Watch(&job.telling()));
        progress::Line::new().clear();
        first?
    } else {
        studio.preview_timeline(&wanted)?
    };
    for name in wanted.tracks.iter().flatten() {
        if !first.needs_rate && !first.tracks.iter().any(|track| track.name.eq_ignore_ascii_case(&name.name)) {
            let known: Vec<&str> = first.tracks.iter().map(|track| track.name.as_str()).collect();
            let known = if known.is_empty() { "no sound track".to_owned() } else { known.join(", ") };
            return Err(Failure::said(format!(
                "{} has no sound track called {}: it has {known}",
                first.file, name.name
            )));
        }
    }
    if takes_best {
        let doubtful = first.cues.iter().filter(|cue| cue.fate == CueFate::Doubtful);
        let best = doubtful.filter_map(|cue| Some((cue.key.clone(), cue.candidates.first()?.track)));
        wanted.rows.extend(best.map(|(key, track)| RowDecision { track: Some(track), ..row(&key) }));
    }
    if asked.parts.as_deref().is_some_and(|parts| parts.iter().any(|part| matches!(part, Part::Cues))) {
        // Who asks for the cues of a script asks for what in it speaks of music.
        let hints = first.scenes.iter().flat_map(|scene| &scene.hints);
        let takes = hints.map(|hint| RowDecision { takes: Some(true), ..row(&hint.key) }).collect::<Vec<_>>();
        wanted.rows.splice(0..0, takes);
    }
    let (preview, imported) = if asked.preview {
        (studio.preview_timeline(&wanted)?, None)
    } else {
        let done = studio.import_timeline(&wanted)?;
        (done.preview, Some(done.told))
    };
    studio.close()?;
    let mut answer = Answer::new(told(&preview, imported.as_deref()), written(&preview, imported.as_deref()));
    answer.remarks.extend(preview.remarks.iter().cloned());
    if preview.counts.to_decide > 0 {
        answer.remarks.push(format!(
            "{} in doubt: they {} offline until --match says which recording each is",
            match preview.counts.to_decide {
                1 => "1 recording is".to_owned(),
                count => format!("{count} recordings are"),
            },
            if imported.is_some() { "came in" } else { "come in" },
        ));
    }
    answer.remarks.extend(preview.left_out.iter().take(20).map(|one| format!("left out, {one}")));
    let more = preview.left_out.len().saturating_sub(20) as u64 + preview.left_out_more;
    if more > 0 {
        answer.remarks.push(format!("left out: {more} more"));
    }
    Ok(answer)
}

impl From<Part> for TimelinePart {
    fn from(part: Part) -> Self {
        match part {
            Part::Scenes => Self::Scenes,
            Part::Cues => Self::Cues,
            Part::Hits => Self::Hits,
            Part::Dialogue => Self::Dialogue,
            Part::Cut => Self::Cut,
        }
    }
}

fn row(key: &str) -> RowDecision {
    RowDecision { key: key.trim().to_lowercase(), ..RowDecision::default() }
}

/// A remark of several lines as one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn track(text: &str) -> AskedTrack {
    let (name, lane) = text.split_once('=').map_or((text, None), |(name, lane)| (name, Some(lane.trim().to_owned())));
    AskedTrack { name: name.trim().to_owned(), lane }
}

fn matched(text: &str) -> Result<RowDecision, Failure> {
    let wrong = || Failure::said(format!("\"{text}\" is not a match; write it as c4=TRACK, c4=offline, or best"));
    let (key, track) = text.split_once('=').ok_or_else(wrong)?;
    let track = match track.trim() {
        "offline" => TrackId(0),
        number => TrackId(number.parse().map_err(|_| wrong())?),
    };
    Ok(RowDecision { track: Some(track), ..row(key) })
}

const fn fate(fate: CueFate) -> &'static str {
    match fate {
        CueFate::New => "new",
        CueFate::Doubtful => "doubtful",
        CueFate::Offline => "offline",
        CueFate::Moves => "moves",
        CueFate::Same => "same",
        CueFate::LeftOut => "left out",
    }
}

const fn becomes(fate: MarkerFate) -> &'static str {
    match fate {
        MarkerFate::Hit => "hit",
        MarkerFate::Note => "note",
        MarkerFate::Scene => "scene",
        MarkerFate::Same => "same",
        MarkerFate::LeftOut => "left out",
    }
}

/// `0.94`, `1.00`.
fn sure(score: u8) -> String {
    format!("{}.{:02}", score / 100, score % 100)
}

fn told(preview: &TimelinePreview, imported: Option<&str>) -> Value {
    let cue = |cue: &ImportCueRow| {
        json!({
            "row": cue.key, "fate": fate(cue.fate), "number": cue.number, "title": cue.title, "name": cue.name, "lane": cue.lane,
            "in": cue.at, "out": cue.until, "inFlicks": cue.in_point, "outFlicks": cue.out_point, "was": cue.was,
            "track": cue.track, "trackTitle": cue.track_title, "confidence": cue.score.map(sure), "temp": cue.temp,
            "brings": cue.brings, "candidates": cue.candidates.iter().map(|one| json!({
                "track": one.track, "title": one.title, "artist": one.artist, "confidence": sure(one.score), "reasons": one.reasons,
            })).collect::<Vec<_>>(),
        })
    };
    let marker = |mark: &ImportMarkerRow| {
        json!({ "row": mark.key, "becomes": becomes(mark.fate), "at": mark.at, "until": mark.until, "text": mark.text,
            "author": mark.author, "colour": mark.colour })
    };
    let scene = |scene: &ImportSceneRow| {
        json!({ "row": scene.key, "takes": scene.takes, "number": scene.number, "slugline": scene.slugline, "in": scene.at,
            "out": scene.until, "pages": scene.pages, "characters": scene.characters,
            "hints": scene.hints.iter().map(|hint| json!({ "row": hint.key, "word": hint.word, "text": hint.text })).collect::<Vec<_>>() })
    };
    json!({
        "file": preview.file, "format": preview.format, "rate": preview.rate, "needsRate": preview.needs_rate,
        "possibleRates": preview.possible_rates, "start": preview.start, "firstFrame": preview.first_frame,
        "episode": preview.cut.episode, "cut": preview.cut.label, "makesEpisode": preview.cut.id.is_none(),
        "cutRate": preview.cut.rate, "cutStart": preview.cut.start, "cutLength": preview.cut.length,
        "imported": imported.is_some(),
        "parts": preview.parts.iter().map(|part| json!({ "part": part.part, "takes": part.takes, "found": part.found, "told": part.told })).collect::<Vec<_>>(),
        "tracks": preview.tracks.iter().map(|track| json!({ "name": track.name, "takes": track.takes, "why": track.why, "lane": track.lane, "clips": track.clips })).collect::<Vec<_>>(),
        "cues": preview.cues.iter().map(cue).collect::<Vec<_>>(),
        "markers": preview.markers.iter().map(marker).collect::<Vec<_>>(),
        "scenes": preview.scenes.iter().map(scene).collect::<Vec<_>>(),
        "dialogue": preview.dialogue_count, "summary": preview.summary, "remarks": preview.remarks, "leftOut": preview.left_out,
    })
}

fn written(preview: &TimelinePreview, imported: Option<&str>) -> String {
    let start = preview.start.as_ref().map(|start| format!(", starts at {start}")).unwrap_or_default();
    let rate = match preview.rate {
        Some(rate) => format!(", {rate}{start}"),
        None if preview.needs_rate => {
            let names: Vec<&str> = preview.possible_rates.iter().map(|rate| rate.name()).collect();
            format!("; it does not say its frame rate: name it with --rate: it may be {}", names.join(", "))
        }
        None => String::new(),
    };
    let cut = &preview.cut;
    let to = match cut.id {
        Some(_) => format!("to {} {}", cut.episode, shown::in_line(&cut.label)),
        None => {
            let title = shown::in_line(&cut.episode_title);
            match cut.rate {
                Some(rate) => {
                    format!("makes {} \"{title}\": {rate}, from {}, {} long", cut.episode, cut.start, cut.length)
                }
                None => format!("makes {} \"{title}\", once its rate is known", cut.episode),
            }
        }
    };
    let mut blocks = vec![format!("{}: {}{rate}\n{to}", shown::in_line(&preview.file), preview.format)];
    if preview.needs_rate {
        // What comes in, and where, hangs on the rate.
        blocks.push("Nothing was changed".to_owned());
        return blocks.join("\n\n");
    }
    let parts: Vec<Vec<String>> = preview
        .parts
        .iter()
        .map(|part| vec![if part.takes { "x" } else { "" }.to_owned(), part.word.clone(), part.told.clone()])
        .collect();
    blocks.push(table(&["", "becomes", ""], &parts, ""));
    if !preview.tracks.is_empty() {
        let rows: Vec<Vec<String>> = preview
            .tracks
            .iter()
            .map(|track| {
                let takes = if track.takes { "x" } else { "" };
                vec![
                    takes.to_owned(),
                    track.name.clone(),
                    track.clips.to_string(),
                    track.lane.clone(),
                    track.why.clone(),
                ]
            })
            .collect();
        blocks.push(table(&["", "track", "clips", "lane", "why"], &rows, ""));
    }
    if !preview.cues.is_empty() {
        let rows: Vec<Vec<String>> = preview
            .cues
            .iter()
            .map(|cue| {
                let library = match (&cue.track, cue.fate) {
                    (Some(_), _) => cue.track_title.clone(),
                    (None, CueFate::Doubtful) => {
                        let first = cue.candidates.first();
                        first.map(|one| format!("{}? ({})", one.title, one.track)).unwrap_or_default()
                    }
                    (None, _) => "–".to_owned(),
                };
                let score = cue.score.or(cue.candidates.first().map(|one| one.score));
                vec![
                    cue.key.clone(),
                    cue.number.clone(),
                    cue.at.clone(),
                    cue.length.clone(),
                    cue.lane.clone(),
                    cue.name.clone(),
                    library,
                    score.map(sure).unwrap_or_default(),
                    fate(cue.fate).to_owned(),
                    cue.brings.join(", "),
                ]
            })
            .collect();
        let heads = ["row", "cue", "in", "length", "lane", "in the file", "in the library", "sure", "", "brings"];
        blocks.push(table(&heads, &rows, ""));
        blocks.push(preview.summary.clone());
    }
    if !preview.markers.is_empty() {
        let rows: Vec<Vec<String>> = preview
            .markers
            .iter()
            .map(|mark| vec![mark.key.clone(), mark.at.clone(), becomes(mark.fate).to_owned(), one_line(&mark.text)])
            .collect();
        blocks.push(table(&["row", "marker at", "becomes", "text"], &rows, ""));
    }
    if !preview.scenes.is_empty() {
        let rows: Vec<Vec<String>> = preview
            .scenes
            .iter()
            .map(|scene| {
                let hints: Vec<&str> = scene.hints.iter().map(|hint| hint.word.as_str()).collect();
                let mut cells = vec![scene.key.clone(), scene.number.clone(), scene.at.clone(), scene.until.clone()];
                cells.extend([scene.pages.clone(), scene.slugline.clone(), hints.join(", ")]);
                cells
            })
            .collect();
        blocks.push(table(&["row", "scene", "in", "out", "pages", "slugline", "music"], &rows, ""));
    }
    blocks.push(match imported {
        Some(told) => format!("Imported: {told}"),
        None => "Nothing was changed".to_owned(),
    });
    blocks.join("\n\n")
}
