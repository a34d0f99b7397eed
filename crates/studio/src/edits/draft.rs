//! The draft of the show that edits write to while their transaction is open, and the questions they all ask.

use std::collections::HashMap;

use model::{
    Cue, CueId, CueNumber, Cut, CutId, Episode, EpisodeId, Lane, LaneId, Placement, PlacementError, PlacementId,
    ProductionSound, ProductionSoundId, Scene, SceneId, Track, TrackId, alternate, reel_at,
};
use store::{Ids, Rows};
use timebase::{Flicks, FrameRate, Position};

use super::named_parties::NamedParties;
use super::{Created, EditError, HoldError};

/// The show as edits under way leave it; nothing of it lasts until the transaction is committed.
pub(super) struct Draft<'a> {
    /// The rows of the open transaction.
    pub rows: &'a Rows,
    /// Where new rows get their names.
    pub ids: &'a Ids,
    /// When it happens, RFC 3339 in UTC.
    pub now: &'a str,
    /// The day on which it happens, by the local calendar.
    pub today: &'a str,
    /// Rows made so far.
    pub created: Vec<Created>,
    /// What whoever asked should know, as sentences.
    pub remarks: Vec<String>,
    /// What is locked and was left where it is, each once: `4M02`, `4M02 B`.
    pub stayed: Vec<String>,
    /// The parties by what shares name them by, kept while nothing but shares is edited.
    pub named: Option<NamedParties>,
    /// The names of the themes by what tells them apart, kept while nothing but themes is added.
    pub theme_names: Option<HashMap<String, String>>,
}

impl Draft<'_> {
    pub fn track(&self, id: TrackId) -> Result<Track, EditError> {
        self.rows.track(id)?.ok_or(EditError::NoSuch { what: "track", id: id.0 })
    }

    /// Removes a track to which nothing refers, with all that is kept of it alone.
    pub fn delete_track(&self, id: TrackId) -> Result<(), EditError> {
        self.rows.delete_reuse_meant(id)?;
        self.rows.set_track_link(id, "")?;
        self.rows.delete_recording(id)?;
        self.rows.delete_suggestions_seen(id)?;
        self.rows.delete_raw_tags(id)?;
        Ok(self.rows.delete_track(id)?)
    }

    pub fn episode(&self, id: EpisodeId) -> Result<Episode, EditError> {
        self.rows.episode(id)?.ok_or(EditError::NoSuch { what: "episode", id: id.0 })
    }

    pub fn cut(&self, id: CutId) -> Result<Cut, EditError> {
        self.rows.cut(id)?.ok_or(EditError::NoSuch { what: "cut", id: id.0 })
    }

    pub fn scene(&self, id: SceneId) -> Result<Scene, EditError> {
        self.rows.scene(id)?.ok_or(EditError::NoSuch { what: "scene", id: id.0 })
    }

    pub fn lane(&self, id: LaneId) -> Result<Lane, EditError> {
        self.rows.lane(id)?.ok_or(EditError::NoSuch { what: "lane", id: id.0 })
    }

    pub fn cue(&self, id: CueId) -> Result<Cue, EditError> {
        self.rows.cue(id)?.ok_or(EditError::NoSuch { what: "cue", id: id.0 })
    }

    pub fn placement(&self, id: PlacementId) -> Result<Placement, EditError> {
        self.rows.placement(id)?.ok_or(EditError::NoSuch { what: "placement", id: id.0 })
    }

    pub fn production_sound(&self, id: ProductionSoundId) -> Result<ProductionSound, EditError> {
        self.rows.production_sound(id)?.ok_or(EditError::NoSuch { what: "production sound", id: id.0 })
    }

    /// A placement with its cue and cut.
    pub fn laid(&self, id: PlacementId) -> Result<(Placement, Cue, Cut), EditError> {
        let placement = self.placement(id)?;
        let cue = self.cue(placement.cue)?;
        let cut = self.cut(cue.cut)?;
        Ok((placement, cue, cut))
    }

    /// Refuses where one of these placements is locked.
    pub fn unlocked(&self, placements: &[PlacementId]) -> Result<(), EditError> {
        for &id in placements {
            let placement = self.placement(id)?;
            if placement.locked {
                return Err(HoldError::Locked { cue: self.cue(placement.cue)?.number }.into());
            }
        }
        Ok(())
    }

    /// Those of these placements that are not locked; the others stay, which is said. Refused where all of them are.
    pub fn free(&mut self, placements: &[PlacementId]) -> Result<Vec<PlacementId>, EditError> {
        let (mut free, mut locked) = (Vec::with_capacity(placements.len()), Vec::new());
        for &id in placements {
            let placement = self.placement(id)?;
            if placement.locked { locked.push(self.cue(placement.cue)?.number) } else { free.push(id) }
        }
        self.leave(&locked, free.is_empty())?;
        Ok(free)
    }

    /// Says of these cues that they are locked and stayed; refused where they are `all` that was to be changed.
    pub fn leave(&mut self, locked: &[CueNumber], all: bool) -> Result<(), EditError> {
        match locked.first() {
            Some(&cue) if all => Err(HoldError::Locked { cue }.into()),
            _ => {
                locked.iter().for_each(|number| self.stays(number.to_string()));
                Ok(())
            }
        }
    }

    /// Says that something is locked and was left as it is.
    pub fn stays(&mut self, what: String) {
        if !self.stayed.contains(&what) {
            self.stayed.push(what);
        }
    }

    /// The next free number for a cue of `kind` that starts at `at`.
    pub fn free_number(&self, cut: &Cut, kind: model::CueKind, at: Position) -> Result<CueNumber, EditError> {
        let taken = self.rows.cue_numbers(cut.id)?.into_iter().collect();
        Ok(CueNumber::next_free(reel_at(&self.rows.reels(cut.id)?, at), kind, &taken))
    }

    /// The place after the last placement of a cue, and after those that anybody was asked about: no letter that was heard
    /// and judged is given to other music.
    pub fn next_ordinal(&self, cue: CueId) -> Result<i64, EditError> {
        let placements = self.rows.placements_of_cue(cue)?;
        let asked = self.rows.letters_proposed(cue)?;
        let asked = asked.iter().filter_map(|letter| alternate::place_of_letter(letter));
        let last = placements.iter().map(|placement| placement.ordinal).chain(asked).max();
        Ok(last.map_or(0, |last| last.saturating_add(1)))
    }

    /// `at` on the nearest frame of the cut, refused outside it.
    pub fn frame_of(&self, cut: &Cut, at: Position) -> Result<Position, EditError> {
        let at = cut.rate.snap(at);
        if cut.span().contains(at) { Ok(at) } else { Err(EditError::OutsideCut { cut: cut.label.clone() }) }
    }
}

impl EditError {
    /// That a placement of `cue` is refused, with the reason.
    pub(super) fn of_placement(cue: &Cue) -> impl FnOnce(PlacementError) -> Self {
        let cue = cue.number;
        move |source| Self::Placement { cue, source }
    }
}

/// That a cut is no longer than a day of its timecode.
pub(super) fn check_length(cut: &Cut) -> Result<(), EditError> {
    let day = Flicks(cut.rate.frame().0 * cut.rate.frames_per_day());
    if cut.length > day { Err(EditError::CutTooLong) } else { Ok(()) }
}

/// Reads the length of a cut to the nearest frame; `now` is its present length.
pub(super) fn cut_length(text: &str, rate: FrameRate, now: Option<Flicks>) -> Result<Flicks, EditError> {
    let length = rate.snap(Position::ZERO + timebase::read_length(text, rate, now)?).since_origin();
    if length <= Flicks::ZERO { Err(EditError::Length { text: text.to_owned() }) } else { Ok(length) }
}

/// A text without blanks at its ends, refused when nothing is left.
pub(super) fn named(text: &str, what: &'static str) -> Result<String, EditError> {
    let text = text.trim();
    if text.is_empty() { Err(EditError::Unnamed { what }) } else { Ok(text.to_owned()) }
}
