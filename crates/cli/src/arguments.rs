//! What can be asked: the definitions that parsing, `--help`, completions and the man pages are made of.

use clap::{CommandFactory, Parser, Subcommand};

use crate::answer::{Answer, Failure};
use crate::commands::{
    album, arc, check, commissions, edits, episodes, export, generate, library, mix, papers, peaks, picture, placing,
    playlist, read, reconform, report, review, rights, scenes, show, temp, themes, turnover,
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
    Picture(picture::Picture),
    Scenes(scenes::Scenes),
    Rights(rights::Rights),
    Read(read::Read),
    ImportTimeline(turnover::ImportTimeline),
    Place(placing::Place),
    Cues(placing::Cues),
    Themes(themes::Themes),
    Album(album::Album),
    Arc(arc::Arc),
    Commissions(commissions::Commissions),
    Temp(temp::Temp),
    Report(report::Report),
    Playlist(playlist::Playlist),
    Review(review::Review),
    Reconform(reconform::Reconform),
    Compare(reconform::Compare),
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

impl Command {
    /// Does what was asked; `as_json` is known for what prints before it ends.
    ///
    /// # Errors
    /// If it could not be done.
    pub fn run(self, as_json: bool) -> Result<Answer, Failure> {
        match self {
            Self::New(asked) => show::new(&asked),
            Self::Sample(asked) => show::sample(&asked),
            Self::Import(asked) => library::import(&asked),
            Self::Tracks(asked) => library::tracks(&asked),
            Self::Relink(asked) => library::relink(&asked),
            Self::Episode(asked) => episodes::episode(&asked),
            Self::Episodes(asked) => episodes::episodes(&asked),
            Self::Picture(asked) => picture::picture(&asked),
            Self::Scenes(asked) => scenes::scenes(&asked),
            Self::Rights(asked) => rights::rights(&asked),
            Self::Read(asked) => read::read(&asked, as_json),
            Self::ImportTimeline(asked) => turnover::import_timeline(&asked),
            Self::Place(asked) => placing::place(&asked),
            Self::Cues(asked) => placing::cues(&asked),
            Self::Themes(asked) => themes::themes(&asked),
            Self::Album(asked) => album::album(&asked),
            Self::Arc(asked) => arc::arc(&asked),
            Self::Commissions(asked) => commissions::commissions(&asked),
            Self::Temp(asked) => temp::temp(&asked),
            Self::Report(asked) => report::report(&asked),
            Self::Playlist(asked) => playlist::playlist(&asked),
            Self::Review(asked) => review::review(&asked, as_json),
            Self::Reconform(asked) => reconform::reconform(&asked),
            Self::Compare(asked) => reconform::compare(&asked),
            Self::Edit(asked) => edits::edit(&asked),
            Self::History(asked) => edits::history(&asked),
            Self::Undo(asked) => edits::undo(&asked),
            Self::Redo(asked) => edits::redo(&asked),
            Self::Mix(asked) => mix::mix(&asked),
            Self::Export(asked) => export::export(&asked),
            Self::Profiles(asked) => export::profiles(&asked),
            Self::Templates(asked) => papers::templates(&asked),
            Self::Ledger(asked) => export::ledger(&asked),
            Self::Problems(asked) => check::problems(&asked),
            Self::Check(asked) => check::check(&asked),
            Self::Peaks(asked) => peaks::peaks(&asked),
            Self::Completions(asked) => Ok(generate::completions(&asked, Arguments::command())),
            Self::Man(asked) => generate::man(&asked, Arguments::command()),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definitions_agree_with_each_other() {
        super::Arguments::command().debug_assert();
    }
}
