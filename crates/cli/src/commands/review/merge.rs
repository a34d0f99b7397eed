//! `review merge`: replies of packages come back.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use studio::door::{Choice, ReplySource, ReplyView};
use studio::{Studio, StudioError, sentence};

use crate::answer::{Answer, Failure};
use crate::inputs;
use crate::shown;

/// Bytes that are read from stdin at most.
const MOST: u64 = 17 << 20;

/// Take replies of offline packages and of briefs: the files that their pages saved, or - for the text on stdin
///
/// Each reply is one step of undo. Nothing is overwritten, and a reply that comes again changes nothing. What does not fit what
/// the show has become is named; unless --on-conflict says otherwise, the safe thing is done with it.
#[derive(Debug, Args)]
pub(in crate::commands) struct Merge {
    /// The show's file
    show: PathBuf,
    /// Replies
    #[arg(required = true, value_name = "REPLY")]
    replies: Vec<PathBuf>,
    /// What is done with answers that do not fit
    #[arg(long, value_enum, default_value_t = OnConflict::Safe)]
    on_conflict: OnConflict,
    /// Say what they hold and what does not fit, and take nothing
    #[arg(long)]
    preview: bool,
}

/// What is done with answers that do not fit.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum OnConflict {
    /// Keep what can be kept beside the rest, leave out what would change a round
    Safe,
    /// Take them, also where the round must be opened for it
    Take,
    /// Leave them out
    LeaveOut,
}

/// A reply that was looked at, and taken unless it was a preview.
struct Merged {
    json: Value,
    text: String,
    left_out: Vec<String>,
}

impl Merge {
    /// Replies that are taken with what is safe.
    pub(in crate::commands) fn safely(show: PathBuf, replies: Vec<PathBuf>, preview: bool) -> Self {
        Self { show, replies, on_conflict: OnConflict::Safe, preview }
    }
}

pub(in crate::commands) fn merge(asked: &Merge) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show)?;
    let (mut merged, mut failed) = (Vec::new(), Vec::new());
    for path in &asked.replies {
        match source_of(path).and_then(|source| merge_one(&studio, asked, path, &source)) {
            Ok(one) => merged.push(one),
            Err(Failure::Studio(StudioError::Unreadable { reason, .. })) => failed.push((path, reason)),
            Err(Failure::Studio(error @ StudioError::Reply { .. })) => failed.push((path, sentence(&error))),
            Err(other) => {
                studio.close()?;
                return Err(other);
            }
        }
    }
    studio.close()?;
    let named = |(path, reason): &(&PathBuf, String)| format!("{}: {reason}", path.display());
    if merged.is_empty() {
        let reasons: Vec<String> = failed.iter().map(named).collect();
        return Err(Failure::said(reasons.join("; ")));
    }
    let json = json!({
        "replies": merged.iter().map(|one| &one.json).collect::<Vec<_>>(),
        "failed": failed
            .iter()
            .map(|(path, reason)| json!({ "path": path.display().to_string(), "reason": reason }))
            .collect::<Vec<_>>(),
    });
    let text: Vec<&str> = merged.iter().map(|one| one.text.as_str()).collect();
    let text = text.join("\n");
    let left_out = merged.iter().flat_map(|one| one.left_out.clone()).chain(failed.iter().map(named)).collect();
    Ok(Answer { left_out, ..Answer::new(json, text) })
}

fn source_of(path: &Path) -> Result<ReplySource, Failure> {
    if path != Path::new("-") {
        return Ok(ReplySource::File { path: inputs::whole_path(path)? });
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MOST)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::said(format!("stdin: {error}")))?;
    Ok(ReplySource::Text { text: String::from_utf8_lossy(&bytes).into_owned() })
}

fn merge_one(studio: &Studio, asked: &Merge, path: &Path, source: &ReplySource) -> Result<Merged, Failure> {
    let view = studio.read_reply(source)?;
    let choices: HashMap<String, Choice> = match asked.on_conflict {
        OnConflict::Safe => HashMap::new(),
        OnConflict::Take => view.lines.iter().map(|line| (line.key.clone(), Choice::Take)).collect(),
        OnConflict::LeaveOut => view.lines.iter().map(|line| (line.key.clone(), Choice::LeaveOut)).collect(),
    };
    let taken = if asked.preview { None } else { Some(studio.take_reply(source, &choices)?) };
    let fresh = view.lines.iter().filter(|line| !line.known).count();
    let (done, known) = taken.as_ref().map_or((0, view.lines.len() - fresh), |taken| (taken.taken, taken.known));
    let left_out = taken.as_ref().map(|taken| taken.left_out.clone()).unwrap_or_default();
    let json = json!({
        "path": path.display().to_string(), "reviewer": view.name, "round": view.title, "commission": view.commission, "episode": view.episode,
        "package": view.package, "savedAt": view.saved_at, "ahead": view.ahead, "taken": done, "known": known,
        "leftOut": left_out, "answers": view.lines,
        "conflicts": view.lines.iter().filter(|line| line.conflict.is_some()).count(),
    });
    let about = format!("{} {}", view.episode, view.title);
    let count = if taken.is_some() { format!("{done} imported") } else { format!("{fresh} new") };
    let head = format!("{} on {}: {count}, {known} known already", view.name, about.trim());
    let lines = std::iter::once(head).chain(said(&view));
    let text = lines.map(|line| shown::in_line(&line).into_owned()).collect::<Vec<_>>().join("\n");
    Ok(Merged { json, text, left_out })
}

/// A line for each answer that is new, and for what does not fit what is to be decided.
fn said(view: &ReplyView) -> Vec<String> {
    let mut lines = Vec::new();
    if view.ahead > 0 {
        lines.push(format!("  their clock is {} s ahead: what they say is set back by as much", view.ahead));
    }
    for line in view.lines.iter().filter(|line| !line.known) {
        lines.push(format!("  {}: {}", line.about, line.words));
        if let Some(conflict) = &line.conflict {
            let choices: Vec<&str> = conflict.choices.iter().map(|one| one.words.as_str()).collect();
            lines.push(format!("    {} ({})", conflict.sentence, choices.join(" / ")));
        }
    }
    lines
}
