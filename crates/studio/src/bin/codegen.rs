//! `codegen FOLDER DOCS`: writes the TypeScript types of what crosses to the window, and the schema of edits beside the
//! documentation.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(types), Some(docs)) = (folders.next(), folders.next()) else {
        eprintln!("usage: codegen FOLDER DOCS");
        return ExitCode::from(2);
    };
    let written = studio::codegen::write_types(&types).and_then(|()| studio::codegen::write_schema(&docs));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
