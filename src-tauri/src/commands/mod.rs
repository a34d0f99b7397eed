//! Commands: a typed request, passed on, its error as a sentence. No rule of the trade lives here.
//!
//! A function of these files that is a `#[tauri::command]` is registered by that alone, and told to the pages with its types
//! (`ui/src/generated/Commands.ts`).

pub mod clear;
pub mod deliver;
pub mod door;
pub mod letters;
pub mod library;
pub mod package;
pub mod picture;
pub mod reconform;
pub mod review;
pub mod season;
pub mod show;
pub mod sound;
pub mod turnover;
pub mod works;

include!(concat!(env!("OUT_DIR"), "/commands.rs"));
