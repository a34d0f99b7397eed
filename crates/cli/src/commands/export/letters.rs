//! `export` of letters and lists.

use std::path::PathBuf;

use serde_json::json;
use studio::{Document, Paper, PaperExport};

use super::{Export, form};
use crate::answer::{Answer, Failure};
use crate::inputs;
use crate::shown;

/// Writes a letter or list.
pub(super) fn write(asked: &Export, paper: Paper) -> Result<Answer, Failure> {
    if asked.profile.is_some() || asked.is_final || asked.template.is_some() {
        return Err(Failure::said("only a cue-sheet has a profile or a workbook to fill, or is final"));
    }
    let format = form(asked, Document::Paper(paper))?;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let to = match asked.to.trim() {
        name if paper.is_letter() && !name.is_empty() => Some(studio.recipient_named(cut.id, paper, name)?),
        _ => None,
    };
    let export = PaperExport { paper, format, to, recipient: &asked.to, replace: asked.force };
    // A folder takes each letter as a file of its own.
    let each = paper.is_letter() && to.is_none() && asked.output.is_dir();
    let (files, issued): (Vec<PathBuf>, Vec<_>) = if each {
        studio.export_letters(cut.id, &export, &asked.output)?.into_iter().unzip()
    } else {
        (vec![asked.output.clone()], studio.export_paper(cut.id, &export, &asked.output)?)
    };
    let gaps = studio.paper(cut.id, paper, to, None)?.gaps;
    studio.close()?;
    let path = asked.output.display().to_string();
    let shown: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let mut text = format!("Wrote {}", shown.join("\n  "));
    if paper.is_letter() && !each {
        let names: Vec<&str> = issued.iter().map(|one| one.recipient.as_str()).collect();
        text = format!("{text}: {}", shown::in_line(&names.join(", ")));
    }
    for gap in &gaps {
        text = format!("{text}\n  {}", shown::in_line(&gap.message));
    }
    let gaps: Vec<&str> = gaps.iter().map(|gap| gap.message.as_str()).collect();
    let json = json!({ "path": path, "format": format.ending(), "files": shown, "issued": issued, "gaps": gaps });
    Ok(Answer::new(json, text))
}
