//! Starting: the desk, what it tells the window, and the show that is opened first.

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::thread;

use studio::{Desk, Event};
use tauri::{AppHandle, Emitter, Manager, Url, WebviewWindowBuilder};

use crate::arguments::Asked;
use crate::guard;

/// Why the first show was not opened: its page may not be there yet to be told.
#[derive(Default)]
pub struct NotOpened(OnceLock<String>);

impl NotOpened {
    /// The sentence, where there was a refusal.
    pub fn reason(&self) -> Option<String> {
        self.0.get().cloned()
    }
}

/// Starts the desk and opens the show that is asked for, else the last one, else the sample season.
pub fn set_up(app: &AppHandle, asked: Asked) -> Result<(), Box<dyn Error>> {
    studio::folders::close_to_others(&app.config().identifier);
    let window = app.clone();
    let desk = Desk::new(move |event| tell(&window, event))?;
    app.manage(desk.clone());
    app.manage(NotOpened::default());
    open_window(app, MAIN, &desk.server_base())?;
    let named = match asked {
        Asked::Show(path) => Some(path),
        Asked::Last => None,
        Asked::Welcome | Asked::Help | Asked::Version => return Ok(()),
    };
    // The window is up while the sample season is composed.
    let app = app.clone();
    thread::spawn(move || {
        let last = || desk.recent().into_iter().next().map(|show| PathBuf::from(show.path));
        let opened = match named.or_else(last) {
            Some(path) => desk.open(&path),
            None => desk.open_sample(),
        };
        if let Err(error) = opened {
            let reason = studio::sentence(&error);
            // Whoever named it on a command line reads there too.
            say(&reason);
            tell(&app, Event::Notice(app.state::<NotOpened>().0.get_or_init(|| reason).clone()));
        }
    });
    Ok(())
}

/// A line for whoever started the program from a command line. That nobody reads it is no fault.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The window that the supervisor works in, and the one that has the picture alone.
pub const MAIN: &str = "main";
const PICTURE: &str = "picture";

/// Opens the window that has the picture alone, or brings it to the front.
///
/// # Errors
/// If the desktop gives no window.
pub fn show_picture(app: &AppHandle) -> Result<(), Box<dyn Error>> {
    if let Some(window) = app.get_webview_window(PICTURE) {
        window.unminimize()?;
        return Ok(window.set_focus()?);
    }
    open_window(app, PICTURE, &app.state::<Desk>().server_base())
}

/// Nothing is left alone: without the main window the picture goes too.
pub fn close_picture(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(PICTURE)
        && let Err(error) = window.destroy()
    {
        tracing::warn!(%error, "the picture's window stays");
    }
}

/// Opens a window of the configuration. Its pages may read the clipboard, so that their own menus can paste, and reach
/// no server but ours.
fn open_window(app: &AppHandle, label: &str, server: &str) -> Result<(), Box<dyn Error>> {
    let described = app.config().app.windows.iter().find(|window| window.label == label);
    let config = described.ok_or("tauri.conf.json does not describe the window")?;
    let origin = Url::parse(server)?.origin().ascii_serialization();
    WebviewWindowBuilder::from_config(app, config)?
        .enable_clipboard_access()
        .on_web_resource_request(move |_, response| guard::only_server(response.headers_mut(), &origin))
        .build()?;
    Ok(())
}

/// The name under which the window hears everything that it is told.
const TOLD: &str = "told";

fn tell(app: &AppHandle, event: Event) {
    if let Err(error) = app.emit(TOLD, event) {
        tracing::warn!(%error, "the window was not told");
    }
}
