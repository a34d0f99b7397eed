//! `export` of letters and lists, and `templates`: their wording and the logo.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use studio::edits::{EditRequest, PaperEdit};
use studio::{Paper, PaperExport, PaperFormat, Studio, check_output, read_text, write_file};

use super::export::{Export, form};
use crate::answer::{Answer, Failure, table};
use crate::arguments::ShowFile;
use crate::inputs;
use crate::shown;

/// Largest file of wording that is read, in bytes.
const MOST_WORDING: u64 = 16 << 20;

/// Writes a letter or list.
pub(super) fn letter_or_list(asked: &Export, paper: Paper) -> Result<Answer, Failure> {
    if asked.profile.is_some() || asked.is_final || asked.template.is_some() {
        return Err(Failure::said("only a cue-sheet has a profile or a workbook to fill, or is final"));
    }
    let known: Vec<&str> = paper.formats().iter().map(|format| format.extension()).collect();
    let format: PaperFormat = form(asked, &known)?;
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
    let json = json!({ "path": path, "format": format.extension(), "files": shown, "issued": issued, "gaps": gaps });
    Ok(Answer::new(json, text))
}

/// List the wordings of letters and the template of cue sheets, write one to a file, import one, or reset it to the default
#[derive(Debug, Args)]
pub struct Templates {
    #[command(flatten)]
    show: ShowFile,
    /// Write this template to --output
    #[arg(long, value_name = "NAME", requires = "output")]
    export: Option<String>,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Take the text of a file for this template
    #[arg(long, value_names = ["NAME", "FILE"], num_args = 2, conflicts_with = "export")]
    import: Option<Vec<String>>,
    /// Reset this template to the default text
    #[arg(long, value_name = "NAME", conflicts_with_all = ["export", "import"])]
    reset: Option<String>,
    /// Take a picture (PNG, JPEG or SVG) as the logo of everything printed
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// Print no logo
    #[arg(long, conflicts_with = "logo")]
    no_logo: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// `templates`.
pub fn templates(asked: &Templates) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let set = |name: &str, text: Option<String>| {
        let edit = PaperEdit::SetTemplate { name: name.to_owned(), text }.into();
        studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None })
    };
    if let Some([name, file]) = asked.import.as_deref() {
        set(name, Some(read_text(Path::new(file), MOST_WORDING)?))?;
    }
    if let Some(name) = &asked.reset {
        set(name, None)?;
    }
    if asked.logo.is_some() || asked.no_logo {
        studio.set_logo(asked.logo.as_deref())?;
    }
    if let (Some(name), Some(output)) = (&asked.export, &asked.output) {
        let text = studio.template(name)?.text;
        check_output(&studio, output, asked.force)?;
        write_file(output, text.as_bytes(), asked.force)?;
    }
    let templates = studio.templates()?;
    let has_logo = studio.logo()?.is_some();
    studio.close()?;
    let rows: Vec<Vec<String>> = templates
        .iter()
        .map(|one| vec![one.name.clone(), one.title.clone(), if one.own { "own" } else { "" }.to_owned()])
        .collect();
    let told: Vec<_> =
        templates.iter().map(|one| json!({ "name": one.name, "title": one.title, "own": one.own })).collect();
    let text = table(&["name", "title", ""], &rows, "no templates");
    Ok(Answer::new(json!({ "templates": told, "logo": has_logo }), text))
}
