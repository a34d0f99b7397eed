//! Why an edit was refused. Nothing of a refused edit takes effect.

use model::{CueNumber, EpisodeName, PlacementError};
use store::StoreError;
use timebase::TimecodeError;

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
    #[error("{title:?} is placed in {uses}; remove those placements first")]
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
    /// A timecode cannot be read.
    #[error(transparent)]
    Timecode(#[from] TimecodeError),
    /// A length cannot be read.
    #[error("{text:?} is not a length; write it as 00:42:18:00, or in seconds as 12.5s, longer than nothing")]
    Length {
        /// What was written.
        text: String,
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
    /// A track starts after its end.
    #[error("{title:?} is over before that point")]
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
    #[error("{text:?} is not a currency; write its three letters, such as USD")]
    Currency {
        /// What was written.
        text: String,
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
    /// A note or name without text.
    #[error("a note needs some text")]
    EmptyNote,
    /// A clearance fee below zero.
    #[error("a fee cannot be negative")]
    NegativeFee,
    /// The document refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}
