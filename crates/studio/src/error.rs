//! Why something was not done, and the sentence the user reads.

use std::error::Error;
use std::path::PathBuf;

use store::{OpenError, StoreError};

use crate::edits::EditError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    /// A profile cannot be used.
    #[error(transparent)]
    Profile(#[from] deliver::profile::ProfileError),
    /// There is no such profile.
    #[error("there is no profile \"{id}\"; there are {known}")]
    NoProfile {
        /// What was asked for.
        id: String,
        /// Those there are.
        known: String,
    },
    /// There is no filed sheet to compare with.
    #[error(
        "no cue sheet of {episode} was filed by the profile {profile} yet; export a final one first: changes are compared with it"
    )]
    NothingFiled {
        /// The episode.
        episode: String,
        /// The profile's name.
        profile: String,
    },
    /// The sheet is as it was filed.
    #[error("the cue sheet of {episode} is as it was filed on {day}; there are no changes to write")]
    NothingChanged {
        /// The episode.
        episode: String,
        /// When it was filed last, ISO 8601.
        day: String,
    },
    /// A sheet with errors was to be final.
    #[error("the sheet cannot be final with {count} errors: {first}; correct them, or export a draft")]
    NotFinal {
        /// How many errors it has.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// No proxy was made.
    #[error(transparent)]
    Proxy(#[from] crate::proxy_error::ProxyError),
    /// A file cannot be shown where it lies.
    #[error("{path} cannot be shown in its folder: {reason}")]
    NotShown {
        /// The path, as it was given.
        path: PathBuf,
        /// Why, as a clause.
        reason: String,
    },
    /// A cutting room's file has no picture.
    #[error("{path} has no picture, only sound; ask for the list of the picture")]
    NoPicture {
        /// The file.
        path: PathBuf,
    },
    /// A cutting room's file carries no frame rate.
    #[error("{path} does not say its frame rate; say it: {possible} would fit")]
    NoRate {
        /// The file.
        path: PathBuf,
        /// Which it may be.
        possible: String,
    },
    /// Nothing of a cutting room's file is new, or nothing of it was chosen.
    #[error("nothing of {path} is taken: it has nothing that the cut has not, or nothing of it was chosen")]
    NothingTaken {
        /// The file.
        path: PathBuf,
    },
    /// A file cannot say how long an episode is.
    #[error("{path} does not say how long the episode is; make the episode first, and import the file into it")]
    NoLength {
        /// The file.
        path: PathBuf,
    },
    /// Nothing says which picture a cut has.
    #[error("{cut} has no shot list yet; give its editor's list as well")]
    NoShots {
        /// The cut's label.
        cut: String,
    },
    /// Edits were to make a cut, and do not.
    #[error("these edits make no cut, so there is none to hear")]
    NoCutMade,
    /// There is no cut before this one to compare with.
    #[error("{cut} is the first cut of its episode; there is none before it to compare with")]
    FirstCut {
        /// The cut's label.
        cut: String,
    },
    /// Nobody of that name has rights in an episode.
    #[error("\"{name}\" is not a rights holder of {episode}; there are {known}")]
    NoRecipient {
        /// Who was asked for.
        name: String,
        /// The episode.
        episode: String,
        /// Those there are.
        known: String,
    },
    /// Nothing is on an album.
    #[error("nothing is on the album {title} yet; put tracks or cues on it first")]
    EmptyAlbum {
        /// Its title.
        title: String,
    },
    /// An entry of an album begins where the one before it does.
    #[error("on the album, {title} begins where {before} begins; shorten the overlap in its gap")]
    AlbumOverlap {
        /// Its title.
        title: String,
        /// The title of the one before it.
        before: String,
    },
    /// Tags of a file that was made cannot be written.
    #[error("{reason}")]
    Unwritten {
        /// Which file, and why.
        reason: String,
    },
    /// No commission answers a cue there.
    #[error("no commission answers a cue there, so there is no brief to write")]
    NoBrief,
    /// There is nothing that a letter would be about.
    #[error("there is no {title} to write: {why}")]
    NoLetter {
        /// What it is called.
        title: String,
        /// Why, as a clause.
        why: String,
    },
    /// The document cannot be opened or made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The edit was refused.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The document cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The show's file went while it was open.
    #[error(
        "{} was moved, removed or replaced while it was open; all that was done is saved in the copy {}, open it to go on",
        path.display(),
        copy.display()
    )]
    Rescued {
        /// Where it was.
        path: PathBuf,
        /// The copy.
        copy: PathBuf,
    },
    /// No show is open.
    #[error("no show is open")]
    NoShow,
    /// A row is gone.
    #[error("there is no {what} {id} in this show; it may have been removed")]
    NoSuch {
        /// Its noun.
        what: &'static str,
        /// The row.
        id: i64,
    },
    /// No episode of that name.
    #[error("there is no episode {name} in this show; it has {known}")]
    NoEpisode {
        /// The name asked for.
        name: model::EpisodeName,
        /// Those there are, as a list.
        known: String,
    },
    /// No theme or character of that name.
    #[error("there is no theme or character called \"{name}\" in this show")]
    NoSuchName {
        /// The name asked for.
        name: String,
    },
    /// No cut of that label.
    #[error("episode {episode} has no cut \"{label}\"; it has {known}")]
    NoCut {
        /// The episode.
        episode: model::EpisodeName,
        /// The label asked for.
        label: String,
        /// Those there are, as a list.
        known: String,
    },
    /// No cue of that number.
    #[error("there is no cue {number} in this cut")]
    NoCue {
        /// The number asked for.
        number: model::CueNumber,
    },
    /// No lane of that name.
    #[error("there is no lane \"{name}\" in this show; it has {known}")]
    NoLane {
        /// The name asked for.
        name: String,
        /// Those there are, as a list.
        known: String,
    },
    /// One edit of several was refused.
    #[error("line {line}: {source}")]
    Line {
        /// Its line, from 1.
        line: usize,
        /// Why.
        source: EditError,
    },
    /// An output would take the place of something the show is made of.
    #[error("{} belongs to this show and is never written over; choose another name", path.display())]
    OwnFile {
        /// Which.
        path: PathBuf,
    },
    /// An output would take the place of the workbook it is made from.
    #[error("{} is the template, and stays as it is; choose another name for what is filled", path.display())]
    OwnTemplate {
        /// Which.
        path: PathBuf,
    },
    /// A file of the user's cannot be read.
    #[error("{}: {reason}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why, as a clause.
        reason: String,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {reason}", path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why, as a clause.
        reason: String,
    },
    /// A file is there already.
    #[error("{} exists already; choose another name, or say that it may be replaced", path.display())]
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// A document cannot be made.
    #[error(transparent)]
    Deliver(#[from] deliver::DeliverError),
    /// The mix cannot be written.
    #[error(transparent)]
    Bounce(playback::BounceError),
    /// A list of scenes has mistakes.
    #[error("{}: {reason}", path.display())]
    Scenes {
        /// Which file.
        path: PathBuf,
        /// Its first mistakes.
        reason: String,
    },
    /// A cut was made later than the moment it is compared with.
    #[error("{cut} was not there yet at that step")]
    NotYet {
        /// Its label.
        cut: String,
    },
    /// A bin of clips, of which nothing has a place on a cut.
    #[error(
        "{path} is a list of clips that have no place on a cut; ask the editor for the sequence itself, as an EDL or an AAF"
    )]
    NoPlaces {
        /// Which file.
        path: PathBuf,
    },
    /// A file of a cutting room cannot be read.
    #[error("{}: {reason}", path.display())]
    Timeline {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        reason: interchange::timeline::ReadError,
    },
    /// The sample season cannot be made.
    #[error("cannot make the sample season")]
    Sample(#[source] Box<dyn Error + Send + Sync>),
    /// Somebody stopped it.
    #[error("it was cancelled")]
    Cancelled,
    /// A link cannot be made so.
    #[error("no link was made: {reason}")]
    Link {
        /// Why, as a clause.
        reason: String,
    },
    /// A package cannot be made.
    #[error("no package was made: {reason}")]
    Package {
        /// Why, as a clause.
        reason: String,
    },
    /// Nothing is known of what a program opens.
    #[error("there is no program \"{name}\" that music is handed to; there are {known}")]
    NoReceiver {
        /// What was asked for.
        name: String,
        /// Those there are.
        known: String,
    },
    /// A program does not get that.
    #[error("{receiver} gets no \"{name}\"; it gets {known}")]
    NoPart {
        /// What was asked for.
        name: String,
        /// The program.
        receiver: &'static str,
        /// What it can get.
        known: String,
    },
    /// A program was to get nothing.
    #[error("nothing is chosen that {receiver} shall get; choose something")]
    NothingChosen {
        /// The program.
        receiver: &'static str,
    },
    /// A reply cannot be taken.
    #[error("this reply cannot be imported: {reason}")]
    Reply {
        /// Why, as a clause.
        reason: String,
    },
    /// The review server cannot start.
    #[error(transparent)]
    Door(#[from] review::ServerError),
    /// The loopback server cannot start.
    #[error("cannot serve pictures to the window")]
    Server(#[source] std::io::Error),
}
