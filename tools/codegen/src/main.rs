//! `codegen FOLDER DOCS`: writes the TypeScript of what crosses to the window, commands, events and all their types, and
//! the schema of edits beside the documentation.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use studio::codegen;

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(types), Some(docs)) = (folders.next(), folders.next()) else {
        eprintln!("usage: codegen FOLDER DOCS");
        return ExitCode::from(2);
    };
    match write(&types, &docs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(types: &Path, docs: &Path) -> Result<(), Box<dyn Error>> {
    codegen::clear(types)?;
    needledrop_window::seam::write(types)?;
    codegen::write_index(types)?;
    codegen::write_vectors(types)?;
    Ok(codegen::write_schema(docs)?)
}
