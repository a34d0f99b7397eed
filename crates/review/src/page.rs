//! What the page for directors shows. What a reviewer may not see is left out where these are made, not where they are drawn.

use model::{CueId, NoteId, ProposalId, ReviewerId, ReviewerRole, RoundRule, Stroke, VerdictValue};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, FrameRate, Frames, Position};
use ts_rs::TS;

use crate::media::MediaId;

/// A round as one of its reviewers is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// What the show is called.
    pub show: String,
    /// `1x04 Rising Tide`.
    pub episode: String,
    /// The cut.
    pub cut: ShownCut,
    /// The round.
    pub round: ShownRound,
    /// Who is asked by this page.
    pub you: Person,
    /// Who else is asked.
    pub others: Vec<Person>,
    /// The picture, if it is shared.
    pub picture: Option<ShownPicture>,
    /// Whether it is shared, and not yet in a form that browsers show.
    #[serde(default)]
    pub picture_waits: bool,
    /// Whether the reviewer's name is shown over the picture.
    pub burn_name: bool,
    /// Whether more of its music is being made: what has no sound yet may have it soon.
    pub making: bool,
    /// In the order in which they start.
    pub cues: Vec<ShownCue>,
}

/// A cut as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownCut {
    /// `Cut 3`.
    pub label: String,
    /// Its frame rate.
    pub rate: FrameRate,
    /// The label of its first frame, as frames from midnight.
    pub start: Frames,
    /// How long it is.
    pub length: Flicks,
}

/// A round as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownRound {
    /// `Round 2, Producers`.
    pub title: String,
    /// How verdicts become a decision.
    pub rule: RoundRule,
    /// Whether answers are still taken.
    pub open: bool,
    /// `Round 3, Producers`: the newest open round of the cut after this one that asks whoever reads this.
    #[serde(default)]
    pub newer: Option<String>,
}

/// Somebody who is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Their row.
    pub id: ReviewerId,
    /// As everybody calls them.
    pub name: String,
    /// Which of the colours of people.
    pub colour: i64,
    /// Whether they decide in this round.
    pub role: ReviewerRole,
}

/// A picture that is shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownPicture {
    /// Where it is read from.
    pub media: MediaId,
    /// What it is, in words, for a browser that cannot show it: `H.264 in QuickTime`.
    pub what: String,
    /// Whether the cut's timecode is burnt into it.
    #[serde(default)]
    pub burnt_timecode: bool,
}

/// A cue that is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownCue {
    /// Its row.
    pub id: CueId,
    /// `4M07`.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What the music is to do.
    pub brief: String,
    /// Where its alternates start, the first of them.
    pub in_point: Position,
    /// Where the last of them ends.
    pub out_point: Position,
    /// From A on.
    pub alternates: Vec<ShownAlternate>,
    /// What the picture has of its own, from the pre-roll on, heard under whichever alternate is on; none where it is not shared,
    /// or silent.
    #[serde(default)]
    pub under: Option<ShownSound>,
}

/// An alternate as it was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownAlternate {
    /// Its row.
    pub id: ProposalId,
    /// `A`.
    pub letter: String,
    /// What it is called; `Alternate A` where names are neutral.
    pub title: String,
    /// Who performs it; empty where names are neutral.
    pub artist: String,
    /// Whether it is the one that the supervisor picked.
    pub pick: bool,
    /// Its first frame.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// What is heard; none while it is not made, or where a recording cannot be read.
    pub sound: Option<ShownSound>,
    /// How its rights stand, in words, for who may see that.
    pub clearance: Option<String>,
    /// What it costs, in words, for who may see that.
    pub money: Option<String>,
    /// Who grants its rights, in words, for who may see that.
    pub contacts: Option<String>,
    /// What this reviewer said yes to in an earlier round, where this sounds the very same.
    #[serde(default)]
    pub earlier: Option<EarlierYes>,
    /// What this reviewer said of an earlier version of it in this round: it was changed and proposed again since.
    #[serde(default)]
    pub changed: Option<EarlierVersion>,
}

/// What was said of an earlier version of an alternate, by the reviewer whose page it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarlierVersion {
    /// What.
    pub value: VerdictValue,
    /// In their words, where there were any.
    pub words: String,
}

/// A yes of an earlier round, by the reviewer whose page it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarlierYes {
    /// Which yes.
    pub value: VerdictValue,
    /// In their words, where there were any.
    pub words: String,
    /// The number of that round.
    pub round: i64,
}

/// The mix of an alternate: as long, and from the same point, as those of all alternates of its cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownSound {
    /// Ogg Opus.
    pub opus: MediaId,
    /// The same as 16-bit WAV, for a browser that cannot play that.
    pub wav: Option<MediaId>,
    /// Where in the cut its first sample stands.
    pub start: Position,
    /// How long it is.
    pub length: Flicks,
    /// What brings it to the loudness of the others, in hundredths of a decibel.
    pub match_gain: i64,
    /// By how much it stays quieter than the others all the same, in hundredths of a decibel: nothing is made louder, and the
    /// others are turned down by 30 dB at most. 0 where it is as loud.
    #[serde(default)]
    pub match_short: i64,
    /// Its waveform: pairs of least and greatest sample, signed bytes in base64.
    pub wave: String,
}

/// What was said in a round.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The newest of each reviewer on each proposal.
    pub verdicts: Vec<SaidVerdict>,
    /// In time.
    pub notes: Vec<SaidNote>,
    /// Whether answers are still taken.
    pub open: bool,
}

/// A verdict that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaidVerdict {
    /// What it is about.
    pub proposal: ProposalId,
    /// By whom.
    pub reviewer: ReviewerId,
    /// What; none where it was taken back.
    pub value: Option<VerdictValue>,
    /// In their words.
    pub words: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What makes it known.
    pub key: String,
}

/// A note that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaidNote {
    /// Its row.
    pub id: NoteId,
    /// The cue.
    pub cue: CueId,
    /// The alternate, if it is about one of this round.
    pub proposal: Option<ProposalId>,
    /// Its frame; none for the whole cue.
    pub from: Option<Position>,
    /// Where its range ends, if it is one.
    pub until: Option<Position>,
    /// Who says it.
    pub author: String,
    /// The reviewer who says it; none for the supervisor.
    pub reviewer: Option<ReviewerId>,
    /// What.
    pub body: String,
    /// What is drawn over the picture.
    pub drawing: Vec<Stroke>,
    /// Whether it is dealt with.
    pub resolved: bool,
    /// The note that it answers.
    pub answers: Option<NoteId>,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What makes it known; none for notes written elsewhere.
    pub key: Option<String>,
}
