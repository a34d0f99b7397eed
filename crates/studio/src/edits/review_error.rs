//! Why a round, an answer or a note was refused.

use model::CueNumber;

/// Why a round, an answer or a note was refused, as the user reads it.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// A round takes no answers any more.
    #[error("{round} is closed; open a new round to ask again")]
    Closed {
        /// The round's title.
        round: String,
    },
    /// Somebody answers who was not asked.
    #[error("{name} is not asked in {round}; add them to the round first")]
    NotAsked {
        /// The reviewer.
        name: String,
        /// The round's title.
        round: String,
    },
    /// An answer is about something else than what was proposed.
    #[error("{what} is not proposed in {round}; propose it there first")]
    NotProposed {
        /// The cue, or what is known of it.
        what: String,
        /// The round's title.
        round: String,
    },
    /// The rule asks for one who decides.
    #[error(
        "by this rule one person decides, but {} of the reviewers; say who decides and who advises, or choose another rule",
        if *count == 0 { "none".to_owned() } else { format!("{count}") }
    )]
    OneDecider {
        /// How many do.
        count: usize,
    },
    /// Nobody is asked, or nobody decides.
    #[error("nobody decides in this round; name at least one reviewer who does")]
    NoDecider,
    /// A reviewer is named twice in a round.
    #[error("{name} is named twice in this round")]
    NamedTwice {
        /// The reviewer.
        name: String,
    },
    /// Somebody who answered is to leave a round.
    #[error("{name} has answered in {round} and stays with what they said; let them advise instead")]
    HasAnswered {
        /// The reviewer.
        name: String,
        /// The round's title.
        round: String,
    },
    /// A reviewer who said something is to be removed.
    #[error("{name} was asked in a round or wrote a note, and stays with what they said; rename them instead")]
    WasAsked {
        /// The reviewer.
        name: String,
    },
    /// There is nothing to be reviewed.
    #[error("there is no music to be proposed: place some first")]
    NothingToPropose,
    /// A remark without words.
    #[error("say in a few words what should be different")]
    NeedsWords,
    /// An answer from elsewhere cannot be told from another.
    #[error("an answer from elsewhere needs a key of its own, of 22 to 200 letters")]
    Key,
    /// A time that is none.
    #[error("\"{text}\" is not a moment; write it in UTC as 2026-11-23T10:00:00Z")]
    Moment {
        /// What was written.
        text: String,
    },
    /// No alternate of a cue is approved.
    #[error("no alternate of {cue} is approved as it is")]
    NothingApproved {
        /// The cue's number.
        cue: CueNumber,
    },
    /// A colour that people do not have.
    #[error("the colours of reviewers are numbered from 0 to {most}")]
    Colour {
        /// The last.
        most: i64,
    },
    /// A drawing cannot be kept.
    #[error(transparent)]
    Drawing(#[from] model::review::DrawingFault),
}
