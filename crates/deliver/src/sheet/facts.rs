//! What a cue sheet is drawn up from: the music of one cut as the show has it, with the works behind it.

use model::{
    CarveOut, CueId, CueStatus, EpisodeFacts, EpisodeId, LaneKind, Millibels, Party, SeriesFacts, TrackId, Usage, Work,
    WorkShare, WorkSide,
};
use timebase::{Flicks, FrameRate, Frames, Span};

/// The music of one cut of an episode, with everything that a sheet may ask of it. Texts are empty where nothing is
/// known.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetFacts {
    /// The series' title.
    pub show: String,
    /// The production company.
    pub company: String,
    /// What headers ask of the series.
    pub series: SeriesFacts,
    /// The episode's row, so that a problem can say where to go.
    pub episode: EpisodeId,
    /// The season.
    pub season: u32,
    /// The number within the season.
    pub number: u32,
    /// As on air: `1x04`.
    pub name: String,
    /// The episode's title.
    pub title: String,
    /// What headers ask of the episode.
    pub episode_facts: EpisodeFacts,
    /// The cut's label.
    pub cut: String,
    /// The cut's frame rate.
    pub rate: FrameRate,
    /// Timecode of the cut's first frame, in frames from `00:00:00:00`.
    pub start: Frames,
    /// The programme's length.
    pub length: Flicks,
    /// The cues with music, in any order.
    pub cues: Vec<SheetCue>,
    /// What was decided where cues overlap.
    pub carve_outs: Vec<CarveOut>,
    /// Whether anybody was asked for a verdict on this cut.
    pub reviewed: bool,
    /// The day the sheet is drawn up, ISO 8601. Given by the caller: nothing here has a clock.
    pub date: String,
}

/// A cue with the music picked for it.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCue {
    /// Its row.
    pub id: CueId,
    /// `4M07`.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// The number of its scene.
    pub scene: String,
    /// What the lane carries that it lies on.
    pub lane: LaneKind,
    /// From its in-point to its out-point in the cut; `None` while no music is placed, or all of it is muted.
    pub span: Option<Span>,
    /// When it sounds within that, in order and apart from each other; empty where it sounds all the while.
    pub pieces: Vec<Span>,
    /// How the programme uses it.
    pub usage: Usage,
    /// How loud it is laid, for judging which of two cues is in front.
    pub gain: Millibels,
    /// How far it has come with the director.
    pub status: CueStatus,
    /// The track that was picked.
    pub track: Option<TrackFacts>,
    /// How far its licences have come.
    pub licence: Licence,
    /// What the sheet says beside it.
    pub note: String,
}

/// The recording that was picked for a cue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrackFacts {
    /// Its row.
    pub id: TrackId,
    /// Title of the recording.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// Who wrote it, as the file's tags say.
    pub composer: String,
    /// Who publishes it, as the file's tags say.
    pub publisher: String,
    /// Who released it.
    pub label: String,
    /// ISO 3901.
    pub isrc: String,
    /// Catalogue number of the release.
    pub catalogue_number: String,
    /// The number of the track on the release.
    pub cut_number: String,
    /// The production-music library it is from.
    pub library: String,
    /// Whether somebody sings; `None` where nobody has said.
    pub vocal: Option<bool>,
    /// What this show's commission is called that it came for: `C8`; empty for what nobody commissioned.
    pub commission: String,
    /// The composition, with who has which share of it.
    pub work: Option<WorkFacts>,
}

/// A composition, and who has which share of it.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkFacts {
    /// The composition.
    pub work: Work,
    /// Its shares, in their order.
    pub holders: Vec<Holder>,
}

impl WorkFacts {
    /// Whether nobody can publish it: copyright is over, nobody has a share for an arrangement of it, and none of its writers
    /// has one beside others who have none, as whoever wrote new words to old music has.
    #[must_use]
    pub fn is_free(&self) -> bool {
        let writers =
            || self.holders.iter().map(|holder| &holder.share).filter(|one| one.role.side() == WorkSide::Writers);
        let arranged = writers().any(|one| one.role.arranges() && one.share.0 > 0);
        let newer = writers().any(|one| one.share.0 > 0) && writers().any(|one| one.share.0 == 0);
        self.work.public_domain && !arranged && !newer
    }
}

/// A share, and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// What of the work.
    pub share: WorkShare,
    /// Who.
    pub party: Party,
}

/// How far the licences of a cue's music have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Licence {
    /// Rights that the use needs.
    pub needed: usize,
    /// Of them, those that are confirmed, licensed, paid or not needed.
    pub confirmed: usize,
}

impl SheetFacts {
    /// The whole programme.
    #[must_use]
    pub fn programme(&self) -> Span {
        Span::new(timebase::Position::ZERO, self.length)
    }
}

impl SheetCue {
    /// When it sounds.
    #[must_use]
    pub fn sounding(&self) -> &[Span] {
        if self.pieces.is_empty() { self.span.as_slice() } else { &self.pieces }
    }

    /// How long it sounds; `None` where it does not.
    #[must_use]
    pub fn length(&self) -> Option<Flicks> {
        self.span.map(|_| self.sounding().iter().map(|span| span.length()).sum())
    }
}

impl Licence {
    /// Whether every right is there. A use without any line is not licensed.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.needed > 0 && self.confirmed >= self.needed
    }
}
