//! How far a job is, on stderr: one line that is written over at a terminal, nothing elsewhere.

use std::io::{self, IsTerminal, Write};

use studio::jobs::Job;
use studio::views::{JobKind, JobView};

use crate::shown;

/// Columns of the line; the rest of a long name is left out.
const WIDTH: usize = 78;

/// A job that shows its progress.
pub fn job(kind: JobKind, title: &str) -> Job {
    let line = Line::new();
    Job::new(1, kind, title, move |view| line.show(view))
}

/// The line.
#[derive(Clone, Copy)]
pub struct Line {
    shown: bool,
}

impl Line {
    /// A line, shown only at a terminal.
    pub fn new() -> Self {
        Self { shown: io::stderr().is_terminal() }
    }

    fn show(self, view: &JobView) {
        if view.finished {
            self.clear();
        } else {
            self.step(view.done, view.total, &format!("{}  {}", view.title, view.current));
        }
    }

    /// Says that `done` of `total` steps are done, and what is next.
    pub fn step(self, done: usize, total: usize, what: &str) {
        if self.shown {
            let what = shown::in_line(what);
            let text: String = format!("{:>3} %  {what}", done * 100 / total.max(1)).chars().take(WIDTH).collect();
            write(&format!("\r{text:<WIDTH$}"));
        }
    }

    /// Takes the line away.
    pub fn clear(self) {
        if self.shown {
            write(&format!("\r{:WIDTH$}\r", ""));
        }
    }
}

/// Progress that cannot be shown is no reason to stop.
fn write(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
