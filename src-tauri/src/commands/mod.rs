//! Commands: a typed request, passed on, its error as a sentence. No rule of the trade lives here.

pub mod clear;
pub mod deliver;
pub mod letters;
pub mod library;
pub mod show;
pub mod sound;
pub mod works;
