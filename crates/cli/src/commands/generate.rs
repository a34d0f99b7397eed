//! `completions`, `man`: made from the same definitions as the command line itself.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;
use model::words::counted;
use serde_json::json;
use studio::{unwritable, write_file};

use crate::answer::{Answer, Failure};
use crate::outputs;

/// Print the completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

/// Write the manual, a page a command
#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write to
    folder: PathBuf,
    /// Replace pages that are there
    #[arg(long)]
    force: bool,
}

/// `completions`, from the definitions of all commands.
pub fn completions(asked: &Completions, mut definitions: clap::Command) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut definitions, "needledrop", &mut script);
    let script = String::from_utf8_lossy(&script).trim_end().to_owned();
    Answer::new(json!({ "shell": asked.shell.to_string(), "script": script }), script)
}

/// `man`, from the definitions of all commands.
pub fn man(asked: &Man, mut definitions: clap::Command) -> Result<Answer, Failure> {
    let failed = |error: std::io::Error| unwritable(&asked.folder, &error);
    fs::create_dir_all(&asked.folder).map_err(failed)?;
    definitions.build();
    let mut pages = Vec::new();
    render(&definitions, "needledrop", &mut pages).map_err(failed)?;
    for (name, _) in &pages {
        outputs::refuse_existing(&asked.folder.join(name), asked.force)?;
    }
    for (name, page) in &pages {
        write_file(&asked.folder.join(name), page, asked.force)?;
    }
    let names: Vec<&String> = pages.iter().map(|(name, _)| name).collect();
    let text = format!("Wrote {} to {}", counted(names.len(), "page"), asked.folder.display());
    Ok(Answer::new(json!({ "files": names }), text))
}

fn render(command: &clap::Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).title(name).render(&mut page)?;
    pages.push((format!("{name}.1"), page));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        render(inner, &format!("{name}-{}", inner.get_name()), pages)?;
    }
    Ok(())
}
