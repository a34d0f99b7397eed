//! What acceptance tests share: a stage with an open show, the command line, sound files, and readers of what is written.

pub mod board;
pub mod command;
pub mod packages;
pub mod papers;
pub mod picture;
pub mod sound;
pub mod stage;
