//! `problems`, `check`: what is wrong.

use clap::Args;
use serde_json::json;
use studio::{Finding, Severity, Studio};

use crate::answer::{Answer, Failure, table};
use crate::inputs::{CutOf, ShowFile};
use crate::{inputs, progress};

/// List what stands between the cue list of a cut and a final one
#[derive(Debug, Args)]
pub struct Problems {
    #[command(flatten)]
    cut: CutOf,
    /// Hold the cue sheet to what this profile asks for too; without one, to the rules of every sheet
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

/// Check that the show is whole and its audio is as it was imported, and list open problems
///
/// Exit status 1 where the show is damaged; what is open on it, or missing beside it, is listed and does not count.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    show: ShowFile,
    /// Read every audio file and compare its content, not only its size
    #[arg(long)]
    deep: bool,
}

/// `problems`.
pub fn problems(asked: &Problems) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let problems = match &asked.profile {
        Some(profile) => studio.sheet(cut.id, profile, false)?.problems,
        None => studio.problems(cut.id)?,
    };
    studio.close()?;
    let rows: Vec<Vec<String>> = problems
        .iter()
        .map(|problem| {
            let cue = problem.cue.clone().unwrap_or_default();
            vec![in_word(problem.severity).to_owned(), cue, problem.rule.clone(), problem.told()]
        })
        .collect();
    let text = table(&["", "cue", "rule", "problem"], &rows, "No problems");
    Ok(Answer::new(json!({ "problems": problems }), text))
}

const fn in_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What repeats within an episode is named so often.
const MOST_OF_A_KIND: usize = 3;

/// A row each; what repeats within an episode is counted after the first few.
fn listed(problems: &[Finding], show: &str) -> Vec<Vec<String>> {
    let mut kinds: Vec<Vec<&Finding>> = Vec::new();
    for found in problems {
        let alike = |kind: &&mut Vec<&Finding>| {
            kind.first().is_some_and(|first| (&first.episode, &first.kind) == (&found.episode, &found.kind))
        };
        match kinds.iter_mut().find(alike) {
            Some(kind) => kind.push(found),
            None => kinds.push(vec![found]),
        }
    }
    let mut rows = Vec::new();
    for same in kinds {
        let few = if same.first().is_some_and(|found| found.episode.is_some()) { MOST_OF_A_KIND } else { same.len() };
        for found in same.iter().take(few) {
            let severity = found.severity.map_or("", in_word);
            rows.push(vec![severity.to_owned(), found.kind.clone(), found.message.clone()]);
        }
        if let [first, ..] = same[..]
            && let Some(episode) = first.episode.as_ref().filter(|_| same.len() > few)
        {
            let more = format!("{episode}: {} more; needledrop problems {show} {episode} lists them", same.len() - few);
            rows.push(vec![first.severity.map_or("", in_word).to_owned(), first.kind.clone(), more]);
        }
    }
    rows
}

/// `check`.
pub fn check(asked: &Check) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let line = progress::Line::new();
    let report = studio.check(asked.deep, |done, total, title| line.step(done, total, title));
    line.clear();
    let report = report?;
    studio.close()?;
    let rows = listed(&report.problems, &asked.show.show.display().to_string());
    let whole = if report.ok { "The show is whole, and its audio is there." } else { "Something is wrong." };
    let text = if rows.is_empty() {
        whole.to_owned()
    } else {
        format!("{}\n{whole}", table(&["", "kind", "problem"], &rows, ""))
    };
    let answer = Answer::new(json!({ "ok": report.ok, "problems": report.problems }), text);
    let is_bad = report.problems.iter().any(|found| found.kind == "document");
    Ok(Answer { is_bad, ..answer })
}
