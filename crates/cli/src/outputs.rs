//! Printing, and the files that commands write.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use serde::Serialize;
use studio::StudioError;

use crate::answer::{Answer, Failure};
use crate::shown;

/// Prints what a command came back with. A reader that has gone away is no failure: it had enough.
pub fn print(answer: &Answer, json: bool) -> Result<(), Failure> {
    // What printed as it went has nothing to add.
    let text = if json { some_json(answer) } else { shown::in_lines(&answer.text).into_owned() };
    let mut out = io::stdout().lock();
    let printed = if text.is_empty() { Ok(()) } else { writeln!(out, "{text}").and_then(|()| out.flush()) };
    match printed {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Failure::Print),
    }
}

fn some_json(answer: &Answer) -> String {
    if answer.json.is_null() { String::new() } else { answer.json.to_string() }
}

/// Prints a large result for programs as it is written out, without a tree of it beside it. A reader that has gone away
/// is no failure.
pub fn print_json(result: &impl Serialize) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = serde_json::to_writer(&mut out, result).map_err(io::Error::from);
    match printed.and_then(|()| writeln!(out)).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Failure::Print),
    }
}

/// A line to stderr. That it cannot be written cannot be said anywhere.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", shown::in_line(line));
}

/// Refuses to write over what is there, where no show is concerned.
pub fn refuse_existing(path: &Path, force: bool) -> Result<(), Failure> {
    if !force && path.symlink_metadata().is_ok() {
        return Err(StudioError::Exists { path: path.to_owned() }.into());
    }
    Ok(())
}
