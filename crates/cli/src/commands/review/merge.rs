//! `review merge`: replies of packages come back.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use studio::door::{Choice, Conflict, ReplySource, ReplyView, WordedChoice};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
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
    /// What else can be done with what was left out.
    remark: Option<String>,
}

impl OnConflict {
    /// What is wanted of every answer that does not fit.
    const fn wanted(self) -> Option<Choice> {
        match self {
            Self::Safe => None,
            Self::Take => Some(Choice::Take),
            Self::LeaveOut => Some(Choice::LeaveOut),
        }
    }
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
    let remarks = merged.iter().filter_map(|one| one.remark.clone()).collect();
    Ok(Answer { left_out, remarks, ..Answer::new(json, text) })
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
    let wanted = asked.on_conflict.wanted();
    let choices: HashMap<String, Choice> =
        wanted.iter().flat_map(|wanted| view.lines.iter().map(|line| (line.key.clone(), *wanted))).collect();
    let taken = if asked.preview { None } else { Some(studio.take_reply(source, &choices)?) };
    // What came in is known from now on.
    let after = if asked.preview { None } else { Some(studio.read_reply(source)?) };
    let came_in: Option<HashSet<&str>> =
        after.as_ref().map(|view| view.lines.iter().filter(|line| line.known).map(|line| line.key.as_str()).collect());
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
    let mut count = if taken.is_some() { format!("{done} imported") } else { format!("{fresh} new") };
    count.push_str(&format!(", {known} known already"));
    if !left_out.is_empty() {
        count.push_str(&format!(", {} left out", left_out.len()));
    }
    let head = format!("{} on {}: {count}", view.name, about.trim());
    let lines = std::iter::once(head).chain(said(&view, came_in.as_ref(), wanted));
    let text = lines.map(|line| shown::in_line(&line).into_owned()).collect::<Vec<_>>().join("\n");
    let remark = came_in.filter(|_| asked.on_conflict == OnConflict::Safe).and_then(|came_in| hint(&view, &came_in));
    Ok(Merged { json, text, left_out, remark })
}

/// A line for each answer that is new, and for what does not fit what is to be decided; of a reply that was taken for each that
/// came in, and what was done for it. What was left out is said by itself.
fn said(view: &ReplyView, came_in: Option<&HashSet<&str>>, wanted: Option<Choice>) -> Vec<String> {
    let mut lines = Vec::new();
    if view.ahead > 0 {
        lines.push(format!("  their clock is {} s ahead: what they say is set back by as much", view.ahead));
    }
    let is_told = |key: &str| came_in.is_none_or(|came_in| came_in.contains(key));
    for line in view.lines.iter().filter(|line| !line.known && is_told(&line.key)) {
        lines.push(format!("  {}: {}", line.about, line.words));
        let Some(conflict) = &line.conflict else { continue };
        let told = match (came_in, chosen(conflict, wanted)) {
            (Some(_), Some(choice)) => format!("; done: {}", within(&choice.words)),
            (Some(_), None) => String::new(),
            (None, _) => {
                let choices: Vec<&str> = conflict.choices.iter().map(|one| one.words.as_str()).collect();
                format!(" ({})", choices.join(" / "))
            }
        };
        lines.push(format!("    {}{told}", conflict.sentence));
    }
    lines
}

/// What is done: what is wanted where that can be, else what is safe.
fn chosen(conflict: &Conflict, wanted: Option<Choice>) -> Option<&WordedChoice> {
    let found = conflict.choices.iter().find(|one| Some(one.choice) == wanted);
    found.or(conflict.choices.first())
}

/// What would be done for what was left out, if it were taken.
fn hint(view: &ReplyView, came_in: &HashSet<&str>) -> Option<String> {
    let left_out = view.lines.iter().filter(|line| !came_in.contains(line.key.as_str()));
    let choices = left_out.filter_map(|line| line.conflict.as_ref()).flat_map(|conflict| &conflict.choices);
    let taking: BTreeSet<String> =
        choices.filter(|one| one.choice == Choice::Take).map(|one| within(&one.words)).collect();
    let taking: Vec<String> = taking.into_iter().collect();
    (!taking.is_empty())
        .then(|| format!("what is left out comes in with `review merge --on-conflict take`: {}", taking.join("; ")))
}

/// The words of a button within a sentence.
fn within(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
