//! What acceptance tests share: a stage with an open show, the command line, and sound files.

pub mod board;
pub mod command;
pub mod sound;
pub mod stage;
