//! Benchmarks beside other programs: `benches NAME` runs one, without a name all. They report and judge nothing.

mod album;
mod clear;
mod edit;
mod hours;
mod import;
mod made;
mod mix;
mod open;
mod package;
mod read;
mod reconform;
mod review;
mod rights;
mod search;
mod season;
mod season_page;
mod sheet;
mod timelines;
mod trim;

use std::process::ExitCode;

/// A benchmark that prints what it finds.
type Benchmark = fn() -> Result<(), Box<dyn std::error::Error>>;

/// What can be run, by name.
const BENCHMARKS: &[(&str, Benchmark)] = &[
    ("album", album::run),
    ("clear", clear::run),
    ("edit", edit::run),
    ("hours", hours::run),
    ("import", import::run_and_print),
    ("mix", mix::run),
    ("open", open::run),
    ("package", package::run),
    ("read", read::run),
    ("reconform", reconform::run),
    ("review", review::run),
    ("search", search::run),
    ("season", season_page::run),
    ("sheet", sheet::run),
    ("timelines", timelines::run),
    ("trim", trim::run),
];

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1);
    if let (Some("import-once"), Some(track)) = (wanted.as_deref(), std::env::args_os().nth(2)) {
        return import::once(track.as_ref());
    }
    let chosen: Vec<_> =
        BENCHMARKS.iter().filter(|(name, _)| wanted.as_deref().is_none_or(|wanted| wanted == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = BENCHMARKS.iter().map(|(name, _)| *name).collect();
        eprintln!("there are these benchmarks: {}", names.join(", "));
        return ExitCode::FAILURE;
    }
    for (name, run) in chosen {
        if let Err(error) = run() {
            eprintln!("{name}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
