//! The window: it shows the pages of `ui/` and hands their requests to `studio`.

// A release build on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod guard;
mod refusal;
mod start;

use std::process::ExitCode;

use studio::Desk;
use tauri::{Manager, RunEvent};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    studio::confined::begin();
    let filter = EnvFilter::try_from_env("NEEDLEDROP_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(guard::own_pages())
        .setup(|app| start::set_up(app.handle()))
        .invoke_handler(guard::guarded(tauri::generate_handler![
            commands::show::show,
            commands::show::new_show,
            commands::show::open_show,
            commands::show::open_sample,
            commands::show::close_show,
            commands::show::recent,
            commands::show::go_on_in_copy,
            commands::show::displaced,
            commands::show::cut,
            commands::show::snapshot_folder,
            commands::show::usage_guide,
            commands::show::history,
            commands::show::edit,
            commands::show::copied,
            commands::show::renumbering,
            commands::show::undo,
            commands::show::redo,
            commands::show::server,
            commands::library::library,
            commands::library::track,
            commands::library::import_files,
            commands::library::sound_lengths,
            commands::library::picture_of,
            commands::library::match_recording,
            commands::library::find_missing,
            commands::library::import_scenes,
            commands::library::jobs,
            commands::library::cancel_job,
            commands::sound::load_cut,
            commands::sound::audition,
            commands::sound::play,
            commands::sound::stop,
            commands::sound::seek,
            commands::sound::set_rate,
            commands::sound::set_range,
            commands::sound::set_monitor,
            commands::sound::transport,
            commands::clear::clear,
            commands::works::parties,
            commands::works::party,
            commands::works::works,
            commands::works::work,
            commands::works::preview_catalogue,
            commands::works::import_catalogue,
            commands::clear::clearance,
            commands::clear::preview_quote,
            commands::deliver::cue_list,
            commands::deliver::export_cue_list,
            commands::deliver::profiles,
            commands::deliver::profile,
            commands::deliver::sheet,
            commands::deliver::sheet_counts,
            commands::deliver::mend,
            commands::deliver::import_profile,
            commands::deliver::export_profile,
            commands::deliver::issued_sheet,
            commands::deliver::ledger,
            commands::deliver::sheet_facts,
            commands::deliver::export_sheet,
            commands::deliver::export_changes,
            commands::deliver::export_mix,
            commands::deliver::reveal,
            commands::letters::papers,
            commands::letters::paper,
            commands::letters::export_paper,
            commands::letters::export_letters,
            commands::letters::issued_paper,
            commands::letters::template,
            commands::letters::try_template,
            commands::letters::logo,
            commands::letters::set_logo,
        ]))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|handle, event| {
                if matches!(event, RunEvent::Exit)
                    && let Err(error) = handle.state::<Desk>().quit()
                {
                    tracing::error!(error = studio::sentence(&error), "the show was not closed cleanly");
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Needledrop could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}
