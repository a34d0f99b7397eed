//! The commands, one file a group.

pub mod check;
pub mod edits;
pub mod episodes;
pub mod export;
pub mod generate;
pub mod library;
pub mod mix;
pub mod papers;
pub mod peaks;
pub mod placing;
pub mod rights;
pub mod scenes;
pub mod show;

use crate::answer::{Answer, Failure};
use crate::arguments::Command;

/// Does what was asked.
///
/// # Errors
/// If it could not be done.
pub fn run(command: Command) -> Result<Answer, Failure> {
    match command {
        Command::New(asked) => show::new(&asked),
        Command::Sample(asked) => show::sample(&asked),
        Command::Import(asked) => library::import(&asked),
        Command::Tracks(asked) => library::tracks(&asked),
        Command::Relink(asked) => library::relink(&asked),
        Command::Episode(asked) => episodes::episode(&asked),
        Command::Episodes(asked) => episodes::episodes(&asked),
        Command::Scenes(asked) => scenes::scenes(&asked),
        Command::Rights(asked) => rights::rights(&asked),
        Command::Place(asked) => placing::place(&asked),
        Command::Cues(asked) => placing::cues(&asked),
        Command::Edit(asked) => edits::edit(&asked),
        Command::History(asked) => edits::history(&asked),
        Command::Undo(asked) => edits::undo(&asked),
        Command::Redo(asked) => edits::redo(&asked),
        Command::Mix(asked) => mix::mix(&asked),
        Command::Export(asked) => export::export(&asked),
        Command::Profiles(asked) => export::profiles(&asked),
        Command::Templates(asked) => papers::templates(&asked),
        Command::Ledger(asked) => export::ledger(&asked),
        Command::Problems(asked) => check::problems(&asked),
        Command::Check(asked) => check::check(&asked),
        Command::Peaks(asked) => peaks::peaks(&asked),
        Command::Completions(asked) => Ok(generate::completions(&asked)),
        Command::Man(asked) => generate::man(&asked),
    }
}
