//! `review package`, `review packages`: a round as a file, and what left so.

use std::path::PathBuf;

use clap::Args;
use model::words::counted;
use serde_json::json;
use studio::door::{PackagePlan, PackageSpec};
use studio::views::JobKind;

use super::quality::Quality;
use super::serve::people_of;
use crate::answer::{Answer, Failure, table};
use crate::inputs::{self, CutOf};
use crate::shown::{self, to_second};
use crate::{outputs, progress};

/// Put a round into one HTML file, or a folder, that opens in any browser without a network
///
/// What is inside, and about how large it will be, is said first. Whoever has the file sees all of it; those it is for choose
/// who they are, answer in it, and send back the reply that it saves: see `review merge`.
#[derive(Debug, Args)]
pub(super) struct PackageCommand {
    #[command(flatten)]
    cut: CutOf,
    /// A file that ends in .html; any other name becomes a folder, for what is too large for one file
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The round; by default the newest that is open
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
    /// Only for this reviewer; once for each. By default for all who are asked
    #[arg(long = "reviewer", value_name = "NAME")]
    reviewers: Vec<String>,
    /// How well the music is heard
    #[arg(long, value_enum, default_value_t = Quality::Good)]
    quality: Quality,
    /// With the music as WAV as well, for browsers that cannot play Ogg Opus (Safari before 18.4); about ten times as large
    #[arg(long)]
    wav: bool,
    /// Call alternates by their letters alone
    #[arg(long)]
    neutral: bool,
    /// Leave the picture out
    #[arg(long)]
    no_picture: bool,
    /// Show the reviewer's name over the picture
    #[arg(long)]
    burn_name: bool,
    /// Say what would be inside and how large it would be, and make nothing
    #[arg(long)]
    plan: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// List what left as files: when, for whom, with what inside, and what came back
#[derive(Debug, Args)]
pub(super) struct Packages {
    #[command(flatten)]
    cut: CutOf,
    /// The round; by default the newest
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
}

pub(super) fn package(asked: &PackageCommand) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let round = super::round_of(&studio, &cut, asked.round, true)?;
    let people = people_of(&studio, &round, &asked.reviewers)?;
    let ending = asked.output.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let spec = PackageSpec {
        round: round.id,
        reviewers: people.iter().map(|(id, _)| *id).collect(),
        picture: !asked.no_picture,
        neutral: asked.neutral,
        burn_name: asked.burn_name,
        quality: asked.quality.into(),
        wav: asked.wav,
        folder: !matches!(ending.as_str(), "html" | "htm"),
    };
    let plan = studio.plan_package(&spec)?;
    let said = words_of(&plan, &spec);
    let remarks: Vec<String> = Some(plan.picture_stays.clone()).filter(|stays| !stays.is_empty()).into_iter().collect();
    if asked.plan {
        studio.close()?;
        return Ok(Answer { remarks, ..Answer::new(json!({ "plan": plan }), said) });
    }
    // A folder is never written over: what else lies in it is not ours.
    outputs::refuse_existing(&asked.output, asked.force && !spec.folder)?;
    outputs::say(&said);
    let job = progress::job(JobKind::Package, "Making the package");
    let made = studio.make_package(&job, &spec, &inputs::whole_path(&asked.output)?, asked.force);
    let failed = job.view().failed;
    let made = made?;
    studio.close()?;
    let path = asked.output.display().to_string();
    let json = json!({
        "path": path, "folder": spec.folder, "bytes": made.bytes, "package": made.id, "round": round.number,
        "reviewers": plan.people, "mixes": made.mixes, "picture": made.picture, "pictureStays": plan.picture_stays,
        "wav": spec.wav, "neutral": spec.neutral, "failed": failed,
    });
    let text = shown::in_line(&format!("Wrote {path}, {}", size(made.bytes))).into_owned();
    let left_out = failed.iter().map(|one| format!("{}: {}", one.path, one.reason)).collect();
    Ok(Answer { remarks, left_out, ..Answer::new(json, text) })
}

fn words_of(plan: &PackagePlan, spec: &PackageSpec) -> String {
    let mut inside = vec![
        format!("{} cues", plan.cues),
        format!(
            "{} mixes as Ogg Opus at {} kb/s, {}",
            plan.mixes,
            spec.quality.bits_per_second() / 1_000,
            size(plan.sound_bytes)
        ),
    ];
    if spec.wav {
        inside.push(format!("the same as WAV, {}", size(plan.wav_bytes)));
    }
    inside.push(match (&plan.picture, &plan.picture_kind) {
        (Some(name), Some(kind)) => {
            let own = if plan.own_sound { ", with its own sound under the music" } else { "" };
            format!("the picture {name} ({kind}), {}{own}", size(plan.picture_bytes))
        }
        _ => "no picture".to_owned(),
    });
    inside.push(if spec.neutral { "neutral names" } else { "titles and artists" }.to_owned());
    format!("For {}: {}; about {} in all", plan.people.join(", "), inside.join("; "), size(plan.bytes))
}

/// `84.3 MB`.
fn size(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

pub(super) fn packages(asked: &Packages) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let round = super::round_of(&studio, &cut, asked.round, false)?;
    let views = studio.packages(round.id)?;
    studio.close()?;
    let row = |view: &studio::door::PackageView| {
        let replies: Vec<String> = view
            .replies
            .iter()
            .map(|one| {
                format!(
                    "{} ({}, {})",
                    one.name,
                    counted(usize::try_from(one.answers).unwrap_or_default(), "answer"),
                    to_second(&one.at)
                )
            })
            .collect();
        let replies = if replies.is_empty() { "none yet".to_owned() } else { replies.join("; ") };
        let bytes = size(u64::try_from(view.bytes).unwrap_or(0));
        vec![
            to_second(&view.made_at),
            view.file.clone(),
            view.people.join(", "),
            bytes,
            replies,
            view.inside.join("; "),
        ]
    };
    let rows: Vec<Vec<String>> = views.iter().map(row).collect();
    let text = table(&["made", "file", "for", "size", "replies", "inside"], &rows, "No package was made of this round");
    Ok(Answer::new(json!({ "round": round.number, "packages": views }), text))
}
