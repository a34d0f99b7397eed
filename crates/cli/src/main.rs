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

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::answer::Answer;
use crate::arguments::Arguments;

/// What is logged where `NEEDLEDROP_LOG` does not say otherwise: our own warnings, nobody else's.
const LOG: &str = "off,needledrop=warn,studio=warn,store=warn,media=warn,playback=warn";

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("NEEDLEDROP_LOG").unwrap_or_else(|_| EnvFilter::new(LOG));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time().init();
    let arguments = Arguments::parse();
    let answered = commands::run(arguments.command).and_then(|answer| {
        outputs::print(&answer, arguments.json)?;
        answer.remarks.iter().for_each(|line| outputs::say(line));
        Ok(answer.left_out)
    });
    match answered {
        Ok(left_out) if left_out.is_empty() => ExitCode::from(Answer::DONE),
        Ok(left_out) => {
            left_out.iter().for_each(|line| outputs::say(line));
            ExitCode::from(Answer::LEFT_OUT)
        }
        Err(failure) => {
            outputs::say(&studio::sentence(&failure));
            ExitCode::from(Answer::FAILED)
        }
    }
}
