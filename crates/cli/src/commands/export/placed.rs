//! `export … edl|otio|fcpxml|…`: the music of a cut for another program.

use serde_json::json;
use studio::{PlacedExport, PlacedForm};

use super::Export;
use crate::answer::{Answer, Failure};
use crate::inputs;

pub(super) fn write(asked: &Export, form: PlacedForm) -> Result<Answer, Failure> {
    super::handover::refuse_choices_of_documents(asked)?;
    super::handover::refuse_parts(asked)?;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    // Said before anything is written.
    let losses = studio.placed_losses(cut.id, form, &asked.output, asked.force || asked.preview)?;
    losses.iter().for_each(|loss| crate::outputs::say(loss));
    if asked.preview {
        studio.close()?;
        return Ok(super::handover::only_previewed(form.name, &losses));
    }
    let written = studio.export_placed(cut.id, form, &asked.output, asked.force)?;
    studio.close()?;
    let PlacedExport { placements, markers, files, losses, missing } = written;
    let files: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    let text = format!("Wrote {}", files.join(", "));
    let told = json!({
        "path": files.first(), "files": files, "format": form.name, "placements": placements, "markers": markers,
        "losses": losses, "failed": missing.iter().map(|path| json!({ "path": path, "reason": "the file is not there" })).collect::<Vec<_>>(),
    });
    let mut answer = Answer::new(told, text);
    answer.left_out = missing.iter().map(|path| format!("{path} is not there, and is not in the bundle")).collect();
    Ok(answer)
}
