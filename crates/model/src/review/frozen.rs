//! What was proposed, kept as it was: a later change of the cut shows beside it, and asks again.

use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};
use ts_rs::TS;

use crate::{CueNumber, Duck, Fade, LaneId, Millibels, Placement, TrackId, VolumeId};

/// An alternate as it was when it was proposed. It refers to nothing: it is read when cue, placement and track are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Frozen {
    /// The cue's number.
    pub number: CueNumber,
    /// The cue's title.
    pub title: String,
    /// What the music was to do.
    pub brief: String,
    /// `A`, `B`, … among the alternates of its cue.
    pub letter: String,
    /// Whether it was the pick.
    pub pick: bool,
    /// Title of the recording.
    pub track: String,
    /// Who performs it.
    pub artist: String,
    /// Its pieces in the order of time; one unless it was cut.
    pub pieces: Vec<FrozenPiece>,
    /// How it made room for what is said; nothing where that was not kept, in rounds of before it was: then it is no change.
    #[serde(default)]
    pub duck: Option<FrozenDuck>,
}

/// How far the music of a cue went down while somebody spoke; no depth for not at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FrozenDuck {
    /// How far, below 0.
    pub depth: Millibels,
    /// How long it took to go down.
    pub attack: Flicks,
    /// How long it took to come back up.
    pub release: Flicks,
}

impl FrozenDuck {
    /// The ducking of a cue as it is now.
    #[must_use]
    pub fn of(duck: Option<&Duck>) -> Self {
        duck.map_or_else(Self::default, |&Duck { cue: _, depth, attack, release }| Self { depth, attack, release })
    }
}

/// A piece of an alternate as it was: where it lay, and how it sounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FrozenPiece {
    /// What sounded.
    pub track: TrackId,
    /// The strip it lay on; not compared: where it is drawn is no change of what is heard.
    pub lane: LaneId,
    /// Its first frame.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// How far into the track it started.
    pub track_start: Flicks,
    /// Its gain.
    pub gain: Millibels,
    /// At its start.
    pub fade_in: Fade,
    /// At its end.
    pub fade_out: Fade,
    /// Whether it was silent.
    pub muted: bool,
    /// Its volume line; lines are never changed.
    #[serde(default)]
    pub volume: Option<VolumeId>,
    /// How long it rang on after it was let go.
    #[serde(default)]
    pub tail: Flicks,
}

impl FrozenPiece {
    /// A placement as it is now. Every field is named here, so that a new one is not forgotten.
    #[must_use]
    pub fn of(placement: &Placement) -> Self {
        let Placement {
            id: _,
            cue: _,
            track,
            lane,
            in_point,
            out_point,
            track_start,
            gain,
            fade_in,
            fade_out,
            ordinal: _,
            piece_of: _,
            muted,
            locked: _,
            group: _,
            volume,
            temp: _,
            tail,
        } = *placement;
        Self { track, lane, in_point, out_point, track_start, gain, fade_in, fade_out, muted, volume, tail }
    }

    /// Whether the recording runs on in `next` without anything to be heard where they touch.
    fn goes_on_in(&self, next: &Self) -> bool {
        self.out_point == next.in_point
            && (self.track, self.gain, self.volume) == (next.track, next.gain, next.volume)
            && self.in_point - self.track_start == next.in_point - next.track_start
            && (self.fade_out.length, self.tail) == (Flicks::ZERO, Flicks::ZERO)
            && next.fade_in.length == Flicks::ZERO
    }

    /// The same, with everything that is not seen or heard taken out.
    fn heard(self) -> Self {
        let plain = |fade: Fade| if fade.length == Flicks::ZERO { Fade::default() } else { fade };
        Self { lane: LaneId(0), fade_in: plain(self.fade_in), fade_out: plain(self.fade_out), ..self }
    }
}

impl Frozen {
    /// Whether what lies on the cut sounds otherwise than this, or elsewhere. `pieces` are those of the alternate now, in
    /// any order; none means that it is gone. `duck` is that of its cue.
    #[must_use]
    pub fn differs_from<'a>(&self, pieces: impl IntoIterator<Item = &'a Placement>, duck: Option<&Duck>) -> bool {
        heard(self.pieces.iter().copied()) != heard(pieces.into_iter().map(FrozenPiece::of))
            || self.ducked_otherwise(Some(FrozenDuck::of(duck)))
    }

    /// Whether another one sounds as this, in the same place.
    #[must_use]
    pub fn sounds_as(&self, other: &Self) -> bool {
        heard(self.pieces.iter().copied()) == heard(other.pieces.iter().copied()) && !self.ducked_otherwise(other.duck)
    }

    /// Whether the music makes room otherwise, as far as both are known.
    fn ducked_otherwise(&self, other: Option<FrozenDuck>) -> bool {
        self.duck.zip(other).is_some_and(|(was, now)| was != now)
    }
}

/// What sounds of pieces, in the order of time; what goes on where another stops is one, as it sounds.
fn heard(pieces: impl Iterator<Item = FrozenPiece>) -> Vec<FrozenPiece> {
    let mut audible: Vec<FrozenPiece> = pieces.filter(|piece| !piece.muted).map(FrozenPiece::heard).collect();
    audible.sort_by_key(|piece| (piece.in_point, piece.out_point, piece.track, piece.track_start));
    let mut joined: Vec<FrozenPiece> = Vec::with_capacity(audible.len());
    for piece in audible {
        match joined.iter_mut().find(|before| before.goes_on_in(&piece)) {
            Some(before) => {
                (before.out_point, before.fade_out, before.tail) = (piece.out_point, piece.fade_out, piece.tail);
            }
            None => joined.push(piece),
        }
    }
    joined
}
