//! What can be asked: the definitions that parsing, `--help`, completions and the man pages are made of.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use model::EpisodeName;
use timebase::FrameRate;

use crate::commands::{
    check, edits, episodes, export, generate, library, mix, papers, peaks, placing, rights, scenes, show,
};

/// Music supervision without a window.
///
/// Results go to stdout, progress and messages to stderr. Exit status: 0 done, 1 it could not be done, 2 wrong usage,
/// 3 done, but some inputs were left out.
#[derive(Debug, Parser)]
#[command(name = "needledrop", version, max_term_width = 100)]
pub struct Arguments {
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// Everything that can be asked.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "each command is described where its arguments are")]
pub enum Command {
    New(show::New),
    Sample(show::Sample),
    Import(library::Import),
    Tracks(library::Tracks),
    Relink(library::Relink),
    Episode(episodes::Episode),
    Episodes(episodes::Episodes),
    Scenes(scenes::Scenes),
    Rights(rights::Rights),
    Place(placing::Place),
    Cues(placing::Cues),
    Edit(edits::EditFile),
    History(edits::History),
    Undo(edits::Undo),
    Redo(edits::Redo),
    Mix(mix::Mix),
    Export(export::Export),
    Profiles(export::Profiles),
    Templates(papers::Templates),
    Ledger(export::Ledger),
    Problems(check::Problems),
    Check(check::Check),
    Peaks(peaks::Peaks),
    Completions(generate::Completions),
    Man(generate::Man),
}

/// A show.
#[derive(Debug, Args)]
pub struct ShowFile {
    /// The show's file
    pub show: PathBuf,
}

/// A cut of an episode.
#[derive(Debug, Args)]
pub struct CutOf {
    /// The show's file
    pub show: PathBuf,
    /// Season and episode, as 1x04
    pub episode: EpisodeName,
    /// The cut, where it is not the newest
    #[arg(long, value_name = "LABEL")]
    pub cut: Option<String>,
}

/// Frame rates by name.
pub fn frame_rates() -> impl TypedValueParser<Value = FrameRate> {
    PossibleValuesParser::new(FrameRate::ALL.map(FrameRate::name)).try_map(|name: String| name.parse::<FrameRate>())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definitions_agree_with_each_other() {
        super::Arguments::command().debug_assert();
    }
}
