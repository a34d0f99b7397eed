//! `problems`, `check`: what is wrong.

use clap::Args;
use serde_json::json;
use studio::{Severity, Studio};

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
            vec![in_word(problem.severity).to_owned(), cue, problem.rule.clone(), problem.message.clone()]
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

/// `check`.
pub fn check(asked: &Check) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let line = progress::Line::new();
    let report = studio.check(asked.deep, |done, total, title| line.step(done, total, title));
    line.clear();
    let report = report?;
    studio.close()?;
    let rows: Vec<Vec<String>> =
        report.problems.iter().map(|found| vec![found.kind.to_owned(), found.message.clone()]).collect();
    let whole = if report.ok { "The show is whole, and its audio is there." } else { "Something is wrong." };
    let text =
        if rows.is_empty() { whole.to_owned() } else { format!("{}\n{whole}", table(&["kind", "problem"], &rows, "")) };
    let answer = Answer::new(json!({ "ok": report.ok, "problems": report.problems }), text);
    let is_bad = report.problems.iter().any(|found| found.kind == "document");
    Ok(Answer { is_bad, ..answer })
}
