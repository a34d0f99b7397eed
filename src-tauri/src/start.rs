//! Starting: the desk, what it tells the window, and the show that is opened first.

use std::error::Error;
use std::path::PathBuf;
use std::thread;

use studio::{Desk, Event};
use tauri::{AppHandle, Emitter, Manager, WebviewWindowBuilder};

/// Opens no show, so that the welcome page is seen.
const WELCOME: &str = "--welcome";

/// Starts the desk and opens the show named on the command line, else the last one, else the sample season.
pub fn set_up(app: &AppHandle) -> Result<(), Box<dyn Error>> {
    studio::folders::close_to_others(&app.config().identifier);
    let window = app.clone();
    let desk = Desk::new(move |event| tell(&window, event))?;
    app.manage(desk.clone());
    open_window(app)?;
    let first = std::env::args_os().nth(1);
    if first.as_ref().is_some_and(|argument| argument == WELCOME) {
        return Ok(());
    }
    // The window is up while the sample season is composed.
    let app = app.clone();
    thread::spawn(move || {
        let last = || desk.recent().into_iter().next().map(|show| PathBuf::from(show.path));
        let opened = match first.map(PathBuf::from).or_else(last) {
            Some(path) => desk.open(&path),
            None => desk.open_sample(),
        };
        if let Err(error) = opened {
            emit(&app, "refused", studio::sentence(&error));
        }
    });
    Ok(())
}

/// Opens the window of the configuration. Its pages may read the clipboard, so that their own menus can paste.
fn open_window(app: &AppHandle) -> Result<(), Box<dyn Error>> {
    let config = app.config().app.windows.first().ok_or("tauri.conf.json describes no window")?;
    WebviewWindowBuilder::from_config(app, config)?.enable_clipboard_access().build()?;
    Ok(())
}

fn tell(app: &AppHandle, event: Event) {
    match event {
        Event::Show => emit(app, "show", ()),
        Event::Changed(changed) => {
            emit(app, "changed", changed);
        }
        Event::Job(job) => emit(app, "job", *job),
        Event::Transport(transport) => emit(app, "transport", *transport),
        Event::Displaced(path) => emit(app, "displaced", path),
        Event::Notice(notice) => emit(app, "refused", notice),
    }
}

fn emit(app: &AppHandle, name: &str, told: impl serde::Serialize + Clone) {
    if let Err(error) = app.emit(name, told) {
        tracing::warn!(%error, name, "the window was not told");
    }
}
