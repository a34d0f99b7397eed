//! Why an edit was refused. Nothing of a refused edit takes effect.

use model::{CueNumber, EpisodeName, IdentifierError, PlacementError};
use store::StoreError;
use timebase::TimeError;

use super::album_error::AlbumError;
use super::commission_error::CommissionError;
use super::conform_error::ConformError;
use super::hold_error::HoldError;
use super::papers_error::PaperError;
use super::recording_error::RecordingError;
use super::reel_picture_error::ReelPictureError;
use super::review_error::ReviewError;

/// Why an edit was refused, as the user reads it.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The row is not there (any more).
    #[error("there is no {what} {id} in this show; it may have been removed")]
    NoSuch {
        /// The row's noun.
        what: &'static str,
        /// The row asked for.
        id: i64,
    },
    /// A name is empty.
    #[error("the {what} needs a name")]
    Unnamed {
        /// What should have one.
        what: &'static str,
    },
    /// Something of the same name is there.
    #[error("there is already a {what} called {name}")]
    Taken {
        /// Its noun.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// Another episode has this season and number.
    #[error("episode {name} exists already")]
    EpisodeTaken {
        /// Which.
        name: EpisodeName,
    },
    /// Another cue of the cut has this number.
    #[error("cue number {number} is taken in this cut")]
    NumberTaken {
        /// Which.
        number: CueNumber,
    },
    /// A track is placed.
    #[error("\"{title}\" is placed in {uses}; remove those placements first")]
    TrackPlaced {
        /// The track.
        title: String,
        /// Where, as a list.
        uses: String,
    },
    /// A lane is not empty.
    #[error("lane {name} is not empty; move or remove its {count} placements first")]
    LaneUsed {
        /// The lane.
        name: String,
        /// What lies on it.
        count: usize,
    },
    /// The show would have no lane.
    #[error("a show needs at least one lane")]
    LastLane,
    /// An episode would have no cut.
    #[error("an episode needs at least one cut; remove the episode instead")]
    LastCut,
    /// A newer cut cannot be made as told.
    #[error(transparent)]
    Conform(#[from] ConformError),
    /// An album cannot be so.
    #[error(transparent)]
    Album(#[from] AlbumError),
    /// A track is on an album.
    #[error("\"{title}\" is on the album {album}; take it off first")]
    OnAlbum {
        /// The track.
        title: String,
        /// The album.
        album: String,
    },
    /// A commission cannot be so.
    #[error(transparent)]
    Commission(#[from] CommissionError),
    /// Locks, groups, volume lines, ranges or gaps.
    #[error(transparent)]
    Hold(#[from] HoldError),
    /// A timecode cannot be read.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A length cannot be read.
    #[error("\"{text}\" is not a length; write it as 00:42:18:00, or in seconds as 12.5s, longer than nothing")]
    Length {
        /// What was written.
        text: String,
    },
    /// A file cannot take the place of a recording.
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// A file of a picture cannot lie there.
    #[error(transparent)]
    ReelPicture(#[from] ReelPictureError),
    /// A file that is there cannot be used as picture.
    #[error("{path} cannot be used as picture: {reason}")]
    NotAPicture {
        /// The file.
        path: String,
        /// Why, as a clause.
        reason: String,
    },
    /// A cut with a length past a day.
    #[error("the cut would run past 24 hours of timecode")]
    CutTooLong,
    /// A point is outside the picture.
    #[error("that point lies outside {cut}")]
    OutsideCut {
        /// The cut's label.
        cut: String,
    },
    /// A scene has no length.
    #[error("scene {number} must end after it starts")]
    SceneEmpty {
        /// The scene's number.
        number: String,
    },
    /// Intensity out of range.
    #[error("intensity goes from 0 to 10, not {value}")]
    Intensity {
        /// What was given.
        value: i64,
    },
    /// A placement cannot be as asked.
    #[error("cue {cue}: {source}")]
    Placement {
        /// The cue's number.
        cue: CueNumber,
        /// Why.
        source: PlacementError,
    },
    /// No two pieces touch and continue each other.
    #[error(
        "no pieces of {cue} touch and go on from each other in the same lane, at the same gain and without fades between"
    )]
    NothingToHeal {
        /// The cue's number.
        cue: CueNumber,
    },
    /// Cues to be joined are of different recordings.
    #[error("{from} is not the same recording as {into}; make it an alternate of {into} instead")]
    TwoRecordings {
        /// The cue that was to take it.
        into: CueNumber,
        /// The cue that was to go.
        from: CueNumber,
    },
    /// A number stands on a sheet that somebody has.
    #[error("{number} stands on a cue sheet that has been issued; say that issued numbers may change, or leave it")]
    NumberIssued {
        /// Which.
        number: CueNumber,
    },
    /// Cues already have the numbers of their order.
    #[error("the cues are numbered in order already")]
    InOrder,
    /// A track starts after its end.
    #[error("\"{title}\" ends before that point")]
    AfterTrack {
        /// The track.
        title: String,
    },
    /// A placement was to join a cue of another cut.
    #[error("a placement can only become an alternate of a cue in the same cut")]
    OtherCut,
    /// A cue with music is where its music is.
    #[error("cue {cue} starts where its music starts; move its placement instead")]
    CueHasMusic {
        /// The cue's number.
        cue: CueNumber,
    },
    /// An alternate needs a point where its cue has none.
    #[error("say where the placement starts")]
    NoPoint,
    /// Not an ISO 4217 code.
    #[error("\"{text}\" is not a currency; write its three letters, such as USD")]
    Currency {
        /// What was written.
        text: String,
    },
    /// A text that nobody typed.
    #[error("the {field} is too long: it may have {} letters", super::texts::grouped(*.most))]
    TooLong {
        /// What it is of, in words.
        field: String,
        /// Letters it may have.
        most: usize,
    },
    /// A number that is no time, length or row of any show.
    #[error("{value} is too large a number")]
    OutOfReach {
        /// What was given.
        value: i64,
    },
    /// A number that must be positive is not.
    #[error("{what} must be greater than zero")]
    NotPositive {
        /// Of what.
        what: &'static str,
    },
    /// A tempo that no music has.
    #[error("a tempo is from 1 to 999 beats a minute")]
    NoTempo,
    /// A year that a recording cannot be of.
    #[error("a year has four digits, such as 1974")]
    NoYear,
    /// A note or name without text.
    #[error("a note needs some text")]
    EmptyNote,
    /// A clearance fee below zero.
    #[error("a fee cannot be negative")]
    NegativeFee,
    /// A line cannot be so far without a price.
    #[error("nobody has named a price for {line}; enter the quote before it is {status}")]
    NoFee {
        /// The line.
        line: String,
        /// What it was to be.
        status: &'static str,
    },
    /// A line cannot be so far without somebody who was asked.
    #[error("it is not known who licenses {line}; fill it in before it is {status}")]
    NoLicensor {
        /// The line.
        line: String,
        /// What it was to be.
        status: &'static str,
    },
    /// Nothing is to be paid.
    #[error("nothing is owed for {line}; write the amount of the payment")]
    NoPayment {
        /// The line.
        line: String,
    },
    /// There is no top-up to confirm.
    #[error("no top-up is due for {line}")]
    NoTopUp {
        /// The line.
        line: String,
    },
    /// A fee that is signed is not negotiated any more.
    #[error("the fee of {line} is confirmed in writing; record a new quote if it changes")]
    Signed {
        /// The line.
        line: String,
    },
    /// An offer in another currency than the quote's.
    #[error("the line is in {own}; write the offer in {own}, or change the currency first")]
    OtherCurrency {
        /// The line's currency.
        own: String,
    },
    /// The currency of a line would change other amounts of it.
    #[error("{line} has {what} in its currency; remove them before it counts in another")]
    AmountsInCurrency {
        /// The line.
        line: String,
        /// Which amounts.
        what: &'static str,
    },
    /// Not a length of a use.
    #[error("\"{text}\" is not a length; write minutes and seconds, such as 1:30")]
    UseLength {
        /// What was written.
        text: String,
    },
    /// A lane too many.
    #[error("a show has at most {most} lanes; remove some that nothing lies on")]
    MostLanes {
        /// How many.
        most: usize,
    },
    /// A share that is none.
    #[error("a share is more than nothing and at most 100 %")]
    ShareRange,
    /// An identifier that cannot be right.
    #[error(transparent)]
    Identifier(#[from] IdentifierError),
    /// Something refers to a party.
    #[error("{name} is still named by {uses}; merge it into another party, or remove it there first")]
    PartyUsed {
        /// The party.
        name: String,
        /// Where, as a list.
        uses: String,
    },
    /// A row was to be merged into itself.
    #[error("{name} cannot be merged into itself")]
    IntoItself {
        /// What it is called.
        name: String,
    },
    /// A share of a work that is none.
    #[error("a share goes from nothing to 100 %, not {percent}")]
    WorkShareRange {
        /// What was given.
        percent: String,
    },
    /// A share that acts for what does not own anything.
    #[error("{name} can only act for a share that owns a part of the work, in the same list")]
    ActsForNobody {
        /// Whose share it is.
        name: String,
    },
    /// A suggestion that the tags do not make (any more).
    #[error("the tags of \"{title}\" do not say that any more; look at its suggestions again")]
    NoSuggestion {
        /// The track.
        title: String,
    },
    /// Two readings of one text, which is given.
    #[error("\"{0}\" may be one name or several; accept one reading of it, not both")]
    BothReadings(String),
    /// Not a day of the calendar.
    #[error("\"{text}\" is not a date; write it as 2026-11-25")]
    Date {
        /// What was written.
        text: String,
    },
    /// A licence that is over before it starts.
    #[error("the licence would end before it starts")]
    TermBackwards,
    /// Amounts of two currencies are to be compared.
    #[error(
        "there is no rate from {currency} to {own}; enter one first, so that the quotes of the group can be compared"
    )]
    NoRate {
        /// The currency whose worth is not known.
        currency: String,
        /// The show's.
        own: String,
    },
    /// The show's currency needs no rate.
    #[error("{currency} is the show's own currency and needs no rate")]
    OwnCurrency {
        /// The show's.
        currency: String,
    },
    /// The last rate of a currency that lines are in.
    #[error("{lines} of the show's rights are priced in {currency}; the last rate of it stays until they are not")]
    RateUsed {
        /// The currency.
        currency: String,
        /// Lines in it.
        lines: usize,
    },
    /// Rates are of the show's currency, and would all be wrong in another.
    #[error("there are rates to {own}; remove them before the show counts in another currency")]
    RatesKept {
        /// The show's.
        own: String,
    },
    /// A budget for both or for nothing.
    #[error("a budget is for a season or for an episode: name one of the two")]
    BudgetScope,
    /// A scenario was to pick what is no alternate of the cue.
    #[error("that is not an alternate of cue {cue} in this cut")]
    OtherCue {
        /// The cue's number.
        cue: CueNumber,
    },
    /// No day of the calendar.
    #[error("\"{text}\" is not a date; write it as year, month and day: 2027-01-14")]
    AirDate {
        /// What was written.
        text: String,
    },
    /// A cue cannot be divided with itself or a cue of another cut.
    #[error("only two cues of the same cut can be divided")]
    CarveOutOfOne,
    /// A profile is not one.
    #[error(transparent)]
    Profile(#[from] deliver::profile::ProfileError),
    /// The wording, the template or the logo of papers cannot be taken.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// A round, an answer or a note cannot be taken.
    #[error(transparent)]
    Review(#[from] ReviewError),
    /// The document refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}
