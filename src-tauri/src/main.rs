//! The window: it shows the pages of `ui/` and hands their requests to `studio`.

// A release build on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let app = tauri::Builder::default().plugin(tauri_plugin_dialog::init());
    match app.run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Needledrop could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}
