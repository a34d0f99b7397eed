//! `export … handover|spotted|markers`: the music of a cut by who receives it.

use serde_json::json;
use studio::views::{FailedFile, JobKind};
use studio::{HandedOver, HandoverAsked, HandoverView, MARKER_FORMS, MarkerForm, RECEIVERS, Spotting};
use timebase::Flicks;

use super::Export;
use crate::answer::{Answer, Failure};
use crate::{inputs, outputs, progress};

/// Refuses what only documents have.
pub(super) fn refuse_choices_of_documents(asked: &Export) -> Result<(), Failure> {
    if asked.profile.is_some() || asked.is_final || asked.template.is_some() || asked.roll_up || asked.format.is_some()
    {
        return Err(Failure::said("what another program opens has no profile, format or template, and is never final"));
    }
    Ok(())
}

/// Refuses what only a handover, markers and sound files have.
pub(super) fn refuse_its_choices(asked: &Export) -> Result<(), Failure> {
    if asked.preview {
        return Err(Failure::said("--preview goes with what another program opens, not with documents"));
    }
    refuse_parts(asked)
}

/// Refuses what lists and sessions have not.
pub(super) fn refuse_parts(asked: &Export) -> Result<(), Failure> {
    if asked.program.is_some() || asked.parts.is_some() || asked.raw {
        return Err(Failure::said("--for, --parts and --raw go with handover, spotted and markers only"));
    }
    Ok(())
}

/// What would get lost, and that nothing was written.
pub(super) fn only_previewed(form: &str, losses: &[String]) -> Answer {
    let text = if losses.is_empty() { "Nothing would get lost; nothing was written" } else { "Nothing was written" };
    Answer::new(json!({ "format": form, "losses": losses, "preview": true }), text.to_owned())
}

/// `export … handover --for PROGRAM`.
pub(super) fn write(asked: &Export) -> Result<Answer, Failure> {
    refuse_choices_of_documents(asked)?;
    let Some(receiver) = asked.program.clone() else {
        let known: Vec<&str> = RECEIVERS.iter().map(|one| one.name).collect();
        return Err(Failure::said(format!("say for which program with --for: {}", known.join(", "))));
    };
    let handles = spotting(asked)?.1;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let wanted = HandoverAsked { receiver, parts: asked.parts.clone(), handles };
    let plan = studio.handover_plan(cut.id, &wanted)?;
    // Said before anything is written.
    for loss in &plan.losses {
        outputs::say(loss);
    }
    if asked.preview {
        studio.close()?;
        let text = previewed(&plan);
        return Ok(Answer::new(json!(plan), text));
    }
    let job = progress::job(JobKind::Handover, "Writing the music");
    let handed = studio.hand_over(&job, cut.id, &wanted, &asked.output, asked.force)?;
    studio.close()?;
    Ok(answer(asked, handed, json!({ "for": plan.receiver, "placements": plan.placements, "markers": plan.markers })))
}

/// `export … spotted`.
pub(super) fn spotted(asked: &Export) -> Result<Answer, Failure> {
    refuse_choices_of_documents(asked)?;
    if asked.program.is_some() || asked.parts.is_some() {
        return Err(Failure::said(
            "sound files of placements are the same for every program; leave --for and --parts out",
        ));
    }
    let (spotting, _) = spotting(asked)?;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let losses = studio.spotted_losses(cut.id, spotting)?;
    if asked.preview {
        losses.iter().for_each(|loss| outputs::say(loss));
        studio.close()?;
        return Ok(only_previewed("spotted", &losses));
    }
    // Said before anything is written; where something lies there already, once it is known that it may be.
    let is_free = !asked.output.exists() || (asked.output.is_dir() && asked.force);
    if is_free {
        losses.iter().for_each(|loss| outputs::say(loss));
    }
    let job = progress::job(JobKind::Handover, "Writing sound files");
    let handed = studio.export_spotted(&job, cut.id, spotting, &asked.output, asked.force)?;
    studio.close()?;
    if !is_free {
        losses.iter().for_each(|loss| outputs::say(loss));
    }
    Ok(answer(asked, handed, json!({ "format": "spotted" })))
}

/// `export … markers --for PROGRAM`.
pub(super) fn markers(asked: &Export) -> Result<Answer, Failure> {
    refuse_choices_of_documents(asked)?;
    if asked.parts.is_some() || asked.raw {
        return Err(Failure::said("markers have no parts and no sound; leave --parts and --raw out"));
    }
    let form = asked.program.as_deref().and_then(MarkerForm::named).ok_or_else(|| {
        let known: Vec<&str> = MARKER_FORMS.iter().map(|form| form.name).collect();
        Failure::said(format!("say for which program with --for: {}", known.join(", ")))
    })?;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    // Said before anything is written.
    let losses = studio.marked_losses(cut.id, form, &asked.output, asked.force || asked.preview)?;
    losses.iter().for_each(|loss| outputs::say(loss));
    if asked.preview {
        studio.close()?;
        return Ok(only_previewed(form.name, &losses));
    }
    let (count, losses) = studio.export_marked(cut.id, form, &asked.output, asked.force)?;
    studio.close()?;
    let path = asked.output.display().to_string();
    let noun = if count == 1 { "marker" } else { "markers" };
    let text = format!("Wrote {path} with {count} {noun}");
    Ok(Answer::new(json!({ "path": path, "for": form.name, "markers": count, "losses": losses }), text))
}

/// As heard, or as recorded with handles.
fn spotting(asked: &Export) -> Result<(Spotting, Option<Flicks>), Failure> {
    if !asked.raw {
        return Ok((Spotting::Heard, None));
    }
    let handles = match asked.handles.as_deref() {
        None => Flicks::ZERO,
        Some(text) => text
            .strip_suffix('s')
            .and_then(Flicks::parse_seconds)
            .filter(|handles| *handles >= Flicks::ZERO && *handles <= Flicks::from_seconds(600))
            .ok_or_else(|| Failure::said("write handles as 2s or 1.5s, at most 600s"))?,
    };
    Ok((Spotting::Recorded { handles }, Some(handles)))
}

fn previewed(plan: &HandoverView) -> String {
    let mut lines = vec![format!("{}: {} placements, {} markers", plan.word, plan.placements, plan.markers)];
    for part in &plan.parts {
        let sign = if part.chosen { "+" } else { "-" };
        lines.push(format!("{sign} {:<10}  {}  {}", part.name, part.files, part.purpose));
    }
    lines.join("\n")
}

fn answer(asked: &Export, handed: HandedOver, mut told: serde_json::Value) -> Answer {
    let HandedOver { files, losses, left_out } = handed;
    // One file may lie in the folder that was named, or have an ending more.
    let alone = files.first().filter(|_| files.len() == 1);
    let path = alone.unwrap_or(&asked.output).display().to_string();
    let text = format!("Wrote {path} with {} {}", files.len(), if files.len() == 1 { "file" } else { "files" });
    told["path"] = json!(path);
    told["files"] = json!(files);
    told["losses"] = json!(losses);
    told["failed"] = json!(left_out);
    let mut answer = Answer::new(told, text);
    answer.left_out = left_out.into_iter().map(|FailedFile { path, reason }| format!("{path}: {reason}")).collect();
    answer
}
