//! Reading what is reviewed: the queue of a round, the report over all of them, and the story of a cue.

mod differences;
mod minutes;
mod queue;
mod report;
mod story;

pub(crate) use minutes::{markers, minutes};
pub(crate) use queue::review;
pub(crate) use report::report;
pub(crate) use story::story;
