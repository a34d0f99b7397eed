//! `templates`: the wording of letters and lists, and the logo.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use studio::edits::{EditRequest, PaperEdit};
use studio::{Studio, check_output, read_text, write_file};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;

/// Largest file of wording that is read, in bytes.
const MOST_WORDING: u64 = 16 << 20;

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
