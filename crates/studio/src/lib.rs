//! The application: an open show, its edits, its views and its jobs. Puts the other crates together.

pub mod codegen;
pub mod edits;
pub mod views;
