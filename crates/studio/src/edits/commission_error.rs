//! Why a commission cannot be as an edit says.

/// Why an edit of commissions was refused.
#[derive(Debug, thiserror::Error)]
pub enum CommissionError {
    /// A brief goes to somebody.
    #[error("say who composes \"{title}\" before its brief is sent")]
    NoComposer {
        /// The commission's title.
        title: String,
    },
    /// There is no such word of the composer's.
    #[error("the composer said no such thing of it; it may have been undone")]
    NoSuchWord,
    /// A recording is a version already.
    #[error("\"{track}\" is version {number} of {code} already")]
    IsVersion {
        /// The recording's title.
        track: String,
        /// Which version.
        number: i64,
        /// The commission's code.
        code: String,
    },
    /// There is no such version.
    #[error("{code} has no version {number}; it may have been removed")]
    NoVersion {
        /// The commission's code.
        code: String,
        /// Which version.
        number: i64,
    },
    /// A version that is laid and approved is no mistake.
    #[error("version {number} of {code} is approved; take the approval back first")]
    Approved {
        /// The commission's code.
        code: String,
        /// Which version.
        number: i64,
    },
    /// No file has come for a recording.
    #[error("no file of \"{track}\" has come yet; import it first")]
    NoFile {
        /// The recording's title.
        track: String,
    },
    /// What is commissioned is no music before something came.
    #[error("nothing has come of \"{track}\" yet, which is commissioned; add its first version on the Season page")]
    ToCome {
        /// The recording's title.
        track: String,
    },
    /// A recording belongs to a commission.
    #[error("\"{track}\" came for {code}, {title}; take it off that commission first")]
    TrackUsed {
        /// The recording's title.
        track: String,
        /// The commission's code.
        code: String,
        /// The commission's title.
        title: String,
    },
    /// A fee that somebody has agreed to is changed where it stands.
    #[error("the fee of {code} is {status}; change it on the Clear page")]
    FeeAgreed {
        /// The commission's code.
        code: String,
        /// How far the line has come.
        status: &'static str,
    },
    /// Money is behind it.
    #[error("{code} has an agreed fee or payments; take those back on the Clear page first, or keep it")]
    HasMoney {
        /// The commission's code.
        code: String,
    },
    /// There is nowhere to lay music.
    #[error("there is no lane to lay a version on; add one first")]
    NoLane,
}
