//! The window: it shows the pages of `ui/` and hands their requests to `studio`.

mod arguments;
pub mod commands;
mod guard;
pub mod refusal;
#[cfg(feature = "seam")]
pub mod seam;
mod start;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use studio::Desk;
use tauri::{Context, Manager, RunEvent, WindowEvent};
use tracing_subscriber::EnvFilter;

use self::arguments::Asked;

/// What a shell is told where a program was asked for what it does not have.
const MISUSED: u8 = 2;

/// Does what the command line asks: runs the program until its window is closed, or answers and opens none.
#[must_use]
pub fn run(context: Context) -> ExitCode {
    studio::confined::begin();
    let asked = match arguments::read(std::env::args_os().skip(1)) {
        Ok(Asked::Help) => return told(arguments::HELP),
        Ok(Asked::Version) => return told(&format!("needledrop-app {}\n", env!("CARGO_PKG_VERSION"))),
        Ok(asked) => asked,
        Err(refused) => {
            start::say(&refused);
            return ExitCode::from(MISUSED);
        }
    };
    open(context, asked)
}

/// Whoever reads it may have gone: that is no fault.
fn told(text: &str) -> ExitCode {
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

fn open(context: Context, asked: Asked) -> ExitCode {
    studio::file_limit::be_told();
    let filter = EnvFilter::try_from_env("NEEDLEDROP_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // Colours are for terminals.
    let coloured = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(coloured).init();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(guard::own_pages())
        .setup(move |app| start::set_up(app.handle(), asked))
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
