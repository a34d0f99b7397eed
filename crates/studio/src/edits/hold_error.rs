//! Why placements that are held, grouped, pasted or close up cannot be as an edit says.

use model::CueNumber;

/// Why an edit of locks, groups, volume lines, ranges or gaps was refused.
#[derive(Debug, thiserror::Error)]
pub enum HoldError {
    /// A placement is held.
    #[error("cue {cue} is locked; unlock it first")]
    Locked {
        /// The cue's number.
        cue: CueNumber,
    },
    /// A group needs two.
    #[error("a group needs two placements or more")]
    OneIsNoGroup,
    /// A group lies on one cut.
    #[error("a group lies on one cut")]
    GroupOfCuts,
    /// A volume line is out of all proportion.
    #[error("a volume line has at most {most} points")]
    ManyPoints {
        /// How many.
        most: usize,
    },
    /// Two placements that are not of two alternates of one cue.
    #[error("take from another alternate of {cue}")]
    NotAnAlternate {
        /// The cue's number.
        cue: CueNumber,
    },
    /// The other alternate has no music there.
    #[error("that alternate of {cue} has no music there")]
    NothingThere {
        /// The cue's number.
        cue: CueNumber,
    },
    /// A range has no length.
    #[error("the range is empty; set its in before its out")]
    EmptyRange,
    /// There is no gap, or nothing after it.
    #[error("there is no gap on lane {lane} there that something comes after")]
    NoGap {
        /// The lane.
        lane: String,
    },
    /// Nothing was copied.
    #[error("there is nothing to paste; copy something first")]
    NothingCopied,
}
