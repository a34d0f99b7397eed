//! `export … edl|otio|fcpxml|…`: the music of a cut for another program.

use serde_json::json;
use studio::{PlacedExport, PlacedForm};

use super::Export;
use crate::answer::{Answer, Failure};
use crate::inputs;

pub(super) fn write(asked: &Export, form: PlacedForm) -> Result<Answer, Failure> {
    super::handover::refuse_choices_of_documents(asked)?;
    super::handover::refuse_its_choices(asked)?;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    // Said before anything is written.
    for loss in studio.placed_losses(cut.id, form, &asked.output, asked.force)? {
        crate::outputs::say(&loss);
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
