//! `commissions`: the music that is written for a show, and how far it has come.

use std::path::{Path, PathBuf};

use clap::Args;
use model::{EpisodeName, Money, Wanted};
use serde_json::{Value, json};
use studio::Studio;
use studio::views::{CommissionMoney, CommissionView, CommissionsView, JobKind, VersionNote, VersionView};

use super::review::merge::{Merge, merge};
use crate::answer::{Answer, Failure, table};
use crate::inputs::{self, ShowFile};
use crate::{outputs, progress, shown};

/// List the music that is written for the show: of whom, how far it has come, what is late and what is missing
///
/// What is late is seen from today. How far a commission has come follows from what was sent, what came, which notes are
/// open, what is approved, delivered and paid.
#[derive(Debug, Args)]
pub struct Commissions {
    #[command(flatten)]
    show: ShowFile,
    /// Only those that answer cues of this episode, as 1x04
    episode: Option<EpisodeName>,
    /// Write the brief of this commission, as C3, as a page that its composer opens in a browser: with the picture of its
    /// scenes, the references and the newest demo inside
    #[arg(long, value_name = "CODE", requires = "output", conflicts_with = "episode")]
    brief: Option<String>,
    /// Where the page goes
    #[arg(short, long, value_name = "FILE.html", requires = "brief")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "brief")]
    force: bool,
    /// Take replies of briefs: the files that their pages saved, or - for the text on stdin. Each is one step of undo; one
    /// that comes again changes nothing
    #[arg(long, value_name = "REPLY", num_args = 1.., conflicts_with_all = ["brief", "episode"])]
    reply: Vec<PathBuf>,
    /// Say what the replies hold and what does not fit, and take nothing
    #[arg(long, requires = "reply")]
    preview: bool,
}

/// `commissions`.
pub fn commissions(asked: &Commissions) -> Result<Answer, Failure> {
    if !asked.reply.is_empty() {
        return merge(&Merge::safely(asked.show.show.clone(), asked.reply.clone(), asked.preview));
    }
    let studio = Studio::open(&asked.show.show)?;
    if let (Some(code), Some(output)) = (&asked.brief, &asked.output) {
        return brief(studio, code, output, asked.force);
    }
    let (mut view, show) = (studio.commissions()?, studio.show()?);
    studio.close()?;
    if let Some(name) = asked.episode.map(|name| name.to_string()) {
        if show.episodes.iter().all(|episode| episode.name != name) {
            return Err(Failure::said(format!("there is no episode {name} in this show")));
        }
        view.commissions.retain(|one| one.cues.iter().any(|cue| cue.episode_name == name));
    }
    Ok(Answer::new(told(&view), written(&view)))
}

fn brief(studio: Studio, code: &str, output: &Path, force: bool) -> Result<Answer, Failure> {
    let all = studio.commissions()?.commissions;
    let Some(one) = all.iter().find(|one| one.code.eq_ignore_ascii_case(code)) else {
        let known: Vec<&str> = all.iter().map(|one| one.code.as_str()).collect();
        let known = if known.is_empty() { "there is none".to_owned() } else { known.join(", ") };
        return Err(Failure::said(format!(
            "there is no commission {code} in this show; those that there are: {known}"
        )));
    };
    outputs::refuse_existing(output, force)?;
    let job = progress::job(JobKind::Package, "Making the brief");
    let made = studio.make_brief(&job, one.commission.id, &inputs::whole_path(output)?, force);
    let failed = job.view().failed;
    let made = made?;
    let code = one.code.clone();
    studio.close()?;
    let path = output.display().to_string();
    let json = json!({
        "path": path, "commission": code, "bytes": made.bytes, "scenes": made.scenes, "pictures": made.pictures,
        "sounds": made.sounds, "failed": failed,
    });
    let text = shown::in_line(&format!("Wrote {path}, the brief of {code}")).into_owned();
    let left_out = failed.iter().map(|one| format!("{}: {}", one.path, one.reason)).collect();
    Ok(Answer { remarks: made.remarks, left_out, ..Answer::new(json, text) })
}

fn told(view: &CommissionsView) -> Value {
    let one = |one: &CommissionView| {
        let wanted = &one.commission;
        json!({
            "id": wanted.id, "code": one.code, "title": wanted.title, "stage": one.stage, "brief": wanted.brief,
            "composer": one.composer_name, "theme": one.theme_name, "moods": wanted.moods,
            "lengthFlicks": wanted.length, "sentOn": wanted.sent_on, "demoBy": wanted.demo_by, "dueOn": wanted.due_on,
            "wanted": one.wanted, "wantedOn": one.wanted_on, "late": one.is_late, "deliveryBeforeDemo": one.days_clash,
            "master": wanted.master, "publishing": wanted.publishing, "terms": wanted.terms,
            "references": one.reference_titles,
            "cues": one.cues.iter().map(|cue| json!({
                "episode": cue.episode_name, "cueId": cue.cue, "cue": cue.number, "title": cue.title,
                "in": cue.timecode, "inFlicks": cue.at, "plays": cue.plays,
                "notes": cue.notes.iter().map(note).collect::<Vec<_>>(),
                "hits": cue.hits.iter().map(|hit| json!({ "at": hit.timecode, "label": hit.label })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "versions": one.version_views.iter().map(version).collect::<Vec<_>>(),
            "delivery": one.delivery, "money": one.money.as_ref().map(money),
            "remarks": one.remarks,
            "said": wanted.words.iter().map(|word| json!({
                "kind": word.kind, "at": word.said_at, "author": word.author, "body": word.body,
                "deliversOn": word.delivers_on, "resolved": word.resolved,
            })).collect::<Vec<_>>(),
            "offers": one.offers.iter().map(|offer| json!({ "track": offer.track, "file": offer.file })).collect::<Vec<_>>(),
        })
    };
    let all: Vec<Value> = view.commissions.iter().map(one).collect();
    json!({ "today": view.today, "late": view.late, "commissions": all })
}

fn version(version: &VersionView) -> Value {
    json!({
        "number": version.number, "track": version.track, "title": version.title, "cameOn": version.came_on,
        "approvedOn": version.approved_on, "lengthFlicks": version.duration,
        "notes": version.notes.iter().map(note).collect::<Vec<_>>(),
    })
}

fn note(note: &VersionNote) -> Value {
    json!({
        "at": note.timecode, "author": note.author, "body": note.body, "resolved": note.resolved,
        "byComposer": note.by_composer,
    })
}

fn money(money: &CommissionMoney) -> Value {
    json!({
        "clearance": money.clearance, "status": money.status, "offered": money.estimate, "fee": money.fee,
        "currency": money.currency, "agreed": money.settlement.agreed, "paid": money.settlement.paid,
        "owed": money.settlement.owed, "invoiced": money.settlement.invoiced,
    })
}

fn written(view: &CommissionsView) -> String {
    let rows: Vec<Vec<String>> = view.commissions.iter().map(row).collect();
    let headings = ["", "title", "composer", "stage", "wanted", "by", "cues", "fee", "missing"];
    let mut text = table(&headings, &rows, "Nothing is commissioned");
    let remarks: Vec<String> = view
        .commissions
        .iter()
        .flat_map(|one| {
            let days =
                one.days_clash.then(|| "delivery is wanted before the demo; move one of the two days.".to_owned());
            let said = one.remarks.iter().cloned().chain(days);
            said.map(|words| shown::in_line(&format!("{}: {words}", one.code)).into_owned()).collect::<Vec<_>>()
        })
        .collect();
    if !remarks.is_empty() {
        text.push('\n');
        text.push_str(&remarks.join("\n"));
    }
    text
}

fn row(one: &CommissionView) -> Vec<String> {
    let wanted = match one.wanted {
        Some(Wanted::Demo) => "demo",
        Some(Wanted::Delivery) => "delivery",
        None => "",
    };
    let late = if one.is_late { " late" } else { "" };
    let cues: Vec<String> = one.cues.iter().map(|cue| format!("{} {}", cue.episode_name, cue.number)).collect();
    let fee = one.money.as_ref().and_then(|money| Some((money.fee.or(money.estimate)?, &money.currency)));
    let came = !one.version_views.is_empty();
    let missing: Vec<&str> = one
        .delivery
        .iter()
        .filter(|_| came)
        .filter(|point| !point.missing.is_empty())
        .map(|point| point.what.word())
        .collect();
    vec![
        one.code.clone(),
        one.commission.title.clone(),
        one.composer_name.clone(),
        one.stage.word().to_owned(),
        wanted.to_owned(),
        format!("{}{late}", one.wanted_on),
        cues.join(", "),
        fee.map(|(fee, currency)| Money::new(fee, currency).to_string()).unwrap_or_default(),
        missing.join(", "),
    ]
}
