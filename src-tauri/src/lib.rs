//! The window: it shows the pages of `ui/` and hands their requests to `studio`.

pub mod commands;
mod guard;
pub mod refusal;
#[cfg(feature = "seam")]
pub mod seam;
mod start;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use studio::Desk;
use tauri::{Context, Manager, RunEvent, WindowEvent};
use tracing_subscriber::EnvFilter;

/// Runs the program until its window is closed.
#[must_use]
pub fn run(context: Context) -> ExitCode {
    studio::confined::begin();
    studio::file_limit::be_told();
    let filter = EnvFilter::try_from_env("NEEDLEDROP_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // Colours are for terminals.
    let coloured = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(coloured).init();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(guard::own_pages())
        .setup(|app| start::set_up(app.handle()))
        .invoke_handler(guard::guarded(commands::handler()))
        .build(context);
    match app {
        Ok(app) => {
            app.run(|handle, event| match event {
                RunEvent::Exit => {
                    if let Err(error) = handle.state::<Desk>().quit() {
                        tracing::error!(error = studio::sentence(&error), "the show was not closed cleanly");
                    }
                }
                RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == start::MAIN => {
                    start::close_picture(handle);
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Needledrop could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}
