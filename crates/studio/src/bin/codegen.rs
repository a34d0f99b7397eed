//! `codegen FOLDER`: writes the TypeScript types of what crosses to the window.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: codegen FOLDER");
        return ExitCode::from(2);
    };
    match studio::codegen::write_types(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
