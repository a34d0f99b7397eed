//! `needledrop`: the program without a window, for scripts, servers and tests.
//!
//! Every command opens the same document through the same edits as the app. Results go to stdout, everything else to
//! stderr; see `docs/` and `needledrop --help`.

mod answer;
mod arguments;
mod commands;
mod inputs;
mod outputs;
mod progress;
mod shown;

use std::io::IsTerminal as _;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::answer::{Answer, Failure};
use crate::arguments::{Arguments, Command};

/// What is logged where `NEEDLEDROP_LOG` does not say otherwise: our own warnings, nobody else's.
const LOG: &str = "off,needledrop=warn,studio=warn,store=warn,media=warn,playback=warn";

fn main() -> ExitCode {
    studio::confined::begin();
    studio::file_limit::be_told();
    let filter = EnvFilter::try_from_env("NEEDLEDROP_LOG").unwrap_or_else(|_| EnvFilter::new(LOG));
    // Colours are for terminals.
    let coloured = std::io::stderr().is_terminal();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(coloured)
        .without_time()
        .with_target(false)
        .init();
    let arguments = Arguments::parse();
    if let Some(wrong) = studio::clock::wrong() {
        outputs::say(&wrong);
    }
    let answered = run(arguments.command, arguments.json).and_then(|answer| {
        outputs::print(&answer, arguments.json)?;
        answer.remarks.iter().for_each(|line| outputs::say(line));
        Ok((answer.left_out, answer.is_bad))
    });
    match answered {
        Ok((left_out, is_bad)) => {
            left_out.iter().for_each(|line| outputs::say(line));
            ExitCode::from(match (is_bad, left_out.is_empty()) {
                (true, _) => Answer::FAILED,
                (false, true) => Answer::DONE,
                (false, false) => Answer::LEFT_OUT,
            })
        }
        Err(failure) => {
            outputs::say(&studio::sentence(&failure));
            ExitCode::from(Answer::FAILED)
        }
    }
}

/// Does what was asked. A fault of ours is a refusal in a sentence, not a trace of the stack; what was being changed is
/// rolled back.
fn run(command: Command, as_json: bool) -> Result<Answer, Failure> {
    panic::set_hook(Box::new(|fault| {
        if std::env::var_os("NEEDLEDROP_LOG").is_some() {
            outputs::say(&fault.to_string());
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(|| command.run(as_json))).unwrap_or_else(|_| {
        Err(Failure::said(
            "this could not be done: a fault of Needledrop, not of yours; what was done before is kept, and `needledrop check` \
             says whether the show is whole",
        ))
    })
}
