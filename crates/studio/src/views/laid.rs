//! A cut that is worked on, kept in memory: a change that only moves, trims or shapes placements is followed in it, and
//! the window is told of what lies elsewhere then instead of reading the whole cut again.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

use model::{Cue, CueId, CueNumber, CueStatus, Cut, CutId, LaneId, Placement, PlacementId, Scene, TrackId, alternate};
use playback::Program;
use serde::Serialize;
use timebase::{Position, Span, merged};
use ts_rs::TS;

use super::rounds::{Reviewed, counted};
use super::usage::{Advisor, Places};
use super::{CueView, CutView, PlacementView, RoundView, Totals};
use crate::licences::LicenceWarning;
use crate::sound::{self, Alternate, Files};
use crate::standings::Standings;

/// What became of a cut since it was read.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum CutNews {
    /// More than where placements lie and how they sound: all of it.
    Whole {
        /// As it is now.
        view: Box<CutView>,
    },
    /// Nothing but that these lie elsewhere or sound otherwise.
    Moved(CutMoves),
}

/// Cues and placements of a cut that lie elsewhere or sound otherwise. Taken out and put in again one by one, each at its
/// place, the lists are as they are when they are read anew.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CutMoves {
    /// The show's revision after it.
    pub revision: u64,
    /// In the order of their places.
    pub cues: Vec<MovedCue>,
    /// In the order of their places.
    pub placements: Vec<MovedPlacement>,
    /// Figures of the status bar.
    pub totals: Totals,
    /// What does not keep to its licence now.
    pub licence: Vec<LicenceWarning>,
    /// The rounds: what was approved may have changed.
    pub rounds: Vec<RoundView>,
}

/// A cue, and where it stands among the cues.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MovedCue {
    /// From 0.
    pub at: usize,
    /// The cue.
    pub row: CueView,
}

/// A placement, and where it stands among the placements.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MovedPlacement {
    /// From 0.
    pub at: usize,
    /// The placement.
    pub row: PlacementView,
}

impl CutView {
    /// Takes news of the cut in.
    pub fn follow(&mut self, moves: CutMoves) {
        let cues: HashSet<CueId> = moves.cues.iter().map(|moved| moved.row.cue.id).collect();
        self.cues.retain(|cue| !cues.contains(&cue.cue.id));
        moves.cues.into_iter().for_each(|moved| self.cues.insert(moved.at, moved.row));
        let placements: HashSet<PlacementId> = moves.placements.iter().map(|moved| moved.row.placement.id).collect();
        self.placements.retain(|view| !placements.contains(&view.placement.id));
        moves.placements.into_iter().for_each(|moved| self.placements.insert(moved.at, moved.row));
        (self.revision, self.totals, self.licence) = (moves.revision, moves.totals, moves.licence);
        self.rounds = moves.rounds;
    }
}

/// The placements of each cue, in the order of time.
pub(super) type OfCues = HashMap<CueId, Vec<Placement>>;

/// What the view of a cut follows from.
#[derive(Debug)]
pub(super) struct Ground {
    pub own: OfCues,
    pub files: Files,
    pub lane_order: HashMap<LaneId, i64>,
    pub advisor: Advisor,
    pub places: Places,
    pub standings: Standings,
    pub reviewed: Reviewed,
}

/// A cut as it was read, and what its view follows from.
#[derive(Debug)]
pub(crate) struct Laid {
    view: CutView,
    /// The revision at which it was read whole.
    since: u64,
    ground: Ground,
    /// The revision at which a cue was last laid elsewhere.
    moved: HashMap<CueId, u64>,
}

impl Laid {
    pub(super) fn new(view: CutView, ground: Ground) -> Self {
        let since = view.revision;
        Self { view, since, ground, moved: HashMap::new() }
    }

    pub(super) fn into_view(self) -> CutView {
        self.view
    }

    pub fn view(&self) -> &CutView {
        &self.view
    }

    pub fn cut(&self) -> CutId {
        self.view.cut.id
    }

    /// What sounds of it.
    pub fn program(&self, alternates: &[Alternate], measured: Option<sound::Measured<'_>>) -> Program {
        let cues = self.view.cues.iter().map(|view| (view.cue.id, view.cue.pick));
        let own = |cue| self.ground.own.get(&cue).map_or(&[][..], Vec::as_slice);
        sound::program_of(cues, own, &self.ground.files, alternates, measured)
    }

    /// Which tracks these placements have, where they are of this cut or its licences may count them.
    pub fn tracks_of(&self, placements: &[Placement]) -> HashSet<TrackId> {
        placements.iter().map(|one| one.track).filter(|track| self.ground.files.get(track).is_some()).collect()
    }

    /// Takes in that placements lie elsewhere or sound otherwise, after a change of `revision`; `false` where more of one
    /// changed: the cut must be read anew then. `placements` may be of other cuts.
    pub fn follow(&mut self, revision: u64, placements: &[Placement]) -> bool {
        let mut moved: BTreeSet<CueId> = BTreeSet::new();
        for after in placements {
            let Some(own) = self.ground.own.get_mut(&after.cue) else { continue };
            let Some(before) = own.iter_mut().find(|one| one.id == after.id) else { return false };
            if !is_moved(before, after) {
                return false;
            }
            *before = *after;
            own.sort_by_key(|one| (one.in_point, one.id));
            moved.insert(after.cue);
        }
        self.view.revision = revision;
        if moved.is_empty() {
            return true;
        }
        for view in self.view.cues.iter_mut().filter(|view| moved.contains(&view.cue.id)) {
            let own = self.ground.own.get(&view.cue.id).map_or(&[][..], Vec::as_slice);
            lay(view, own, &self.view.scenes);
            judge(view, own, &self.ground.standings);
        }
        for view in self.view.placements.iter_mut().filter(|view| moved.contains(&view.placement.cue)) {
            let own = self.ground.own.get(&view.placement.cue).map_or(&[][..], Vec::as_slice);
            lay_piece(view, own, &self.ground.standings);
        }
        self.view.cues.sort_by_key(place_of_cue);
        let order = &self.ground.lane_order;
        self.view.placements.sort_by(|a, b| in_order(a, b, order));
        self.advise(&mut moved);
        self.view.totals = totals(&self.view.cut, &self.view.cues);
        self.view.rounds = rounds(&self.ground.reviewed, &self.view.cues, &self.ground.own);
        self.moved.extend(moved.into_iter().map(|cue| (cue, revision)));
        true
    }

    /// Draws up the advice of what moved anew, and of the cues that are the first or the last since, or not any more.
    fn advise(&mut self, moved: &mut BTreeSet<CueId>) {
        let places = Places::of(&self.view.cues);
        let shifted = places != self.ground.places;
        for cue in &mut self.view.cues {
            let place = places.place(cue);
            if moved.contains(&cue.cue.id) || (shifted && place != self.ground.places.place(cue)) {
                let own = self.ground.own.get(&cue.cue.id).map_or(&[][..], Vec::as_slice);
                let pick = own.iter().find(|one| Some(one.id) == cue.cue.pick);
                self.ground.advisor.advise(cue, pick, place);
                moved.insert(cue.cue.id);
            }
        }
        self.ground.places = places;
    }

    /// Takes in what licences say of some tracks now, `all` as they are sorted.
    pub fn warn(
        &mut self,
        tracks: &HashSet<TrackId>,
        now: Vec<LicenceWarning>,
        sort: impl FnOnce(&mut Vec<LicenceWarning>),
    ) {
        let episode = self.view.episode.id;
        let licence = &mut self.view.licence;
        licence.retain(|warning| !tracks.contains(&warning.track));
        licence.extend(now.into_iter().filter(|warning| warning.episode == episode));
        sort(licence);
    }

    /// What moved after the show's revision `since`; `None` where the cut was not read by then.
    pub fn news(&self, since: u64) -> Option<CutMoves> {
        if since < self.since {
            return None;
        }
        let moved = |cue: CueId| self.moved.get(&cue).is_some_and(|&revision| revision > since);
        let cues = self.view.cues.iter().enumerate().filter(|(_, view)| moved(view.cue.id));
        let placements = self.view.placements.iter().enumerate().filter(|(_, view)| moved(view.placement.cue));
        Some(CutMoves {
            revision: self.view.revision,
            cues: cues.map(|(at, row)| MovedCue { at, row: row.clone() }).collect(),
            placements: placements.map(|(at, row)| MovedPlacement { at, row: row.clone() }).collect(),
            totals: self.view.totals.clone(),
            licence: self.view.licence.clone(),
            rounds: self.view.rounds.clone(),
        })
    }
}

/// Whether a placement only lies elsewhere or sounds otherwise. Its lane says what its use costs, and another volume line
/// has other points.
fn is_moved(before: &Placement, after: &Placement) -> bool {
    let Placement {
        in_point, out_point, track_start, gain, fade_in, fade_out, muted, locked, group, temp, tail, ..
    } = *after;
    Placement { in_point, out_point, track_start, gain, fade_in, fade_out, muted, locked, group, temp, tail, ..*before }
        == *after
}

/// The placements of a cut by cue; they are in the order of time.
pub(super) fn by_cue(placements: &[Placement]) -> OfCues {
    let mut own = OfCues::new();
    for placement in placements {
        own.entry(placement.cue).or_default().push(*placement);
    }
    own
}

/// Says where a cue lies by the pieces of its pick, which are among its `own` placements.
pub(super) fn lay(view: &mut CueView, own: &[Placement], scenes: &[Scene]) {
    let Cue { pick, at, scene, .. } = view.cue;
    let pieces = || own.iter().filter(|one| Some(one.alternate()) == pick);
    let span = alternate::extent(pieces()).unwrap_or(Span { start: at, end: at });
    let under = || scenes.iter().find(|scene| scene.span().contains(span.start));
    let scene = scene.and_then(|own| scenes.iter().find(|scene| scene.id == own)).or_else(under);
    view.scene_number = scene.map(|scene| scene.number.clone());
    (view.in_point, view.out_point) = (span.start, span.end);
    view.sounding = alternate::sounding(pieces());
    view.length = view.sounding.iter().map(|span| span.length()).sum();
}

/// Says which piece of its alternate a placement is; `own` are the placements of its cue in the order of time.
pub(super) fn lay_piece(view: &mut PlacementView, own: &[Placement], standings: &Standings) {
    if let Some(now) = own.iter().find(|one| one.id == view.placement.id) {
        view.placement = *now;
    }
    let pieces = || own.iter().filter(|one| one.alternate() == view.alternate);
    let count = |pieces: usize| u32::try_from(pieces).unwrap_or(u32::MAX);
    view.piece = count(pieces().take_while(|piece| piece.id != view.placement.id).count() + 1);
    view.pieces = count(pieces().count());
    view.length = alternate::sounding(pieces()).into_iter().map(Span::length).sum();
    view.changed_since_verdict = standings.changed(view.alternate, own);
}

/// Says how a cue stands with those who decide; `own` are its placements.
pub(super) fn judge(view: &mut CueView, own: &[Placement], standings: &Standings) {
    let decided = standings.decide(view.cue.pick, own);
    let has_music = view.cue.pick.is_some_and(|pick| own.iter().any(|one| one.alternate() == pick));
    view.status = CueStatus::of(has_music, decided.value);
    view.changed_since_approved = decided.changed;
    view.approved_alternate = decided.approved;
}

/// How far each round came.
pub(super) fn rounds(reviewed: &Reviewed, cues: &[CueView], own: &OfCues) -> Vec<RoundView> {
    let own = |cue| own.get(&cue).map_or(&[][..], Vec::as_slice);
    counted(reviewed, cues.iter().map(|view| &view.cue), own)
}

/// Figures of a cut.
pub(super) fn totals(cut: &Cut, cues: &[CueView]) -> Totals {
    let mut totals = Totals { cues: cues.len(), programme: cut.length, ..Totals::default() };
    for cue in cues {
        match cue.status {
            CueStatus::Spotted => totals.spotted += 1,
            CueStatus::Waiting => totals.waiting += 1,
            CueStatus::Changes => totals.changes += 1,
            CueStatus::Rejected => totals.rejected += 1,
            CueStatus::Approved => totals.approved += 1,
        }
    }
    let spans = cues.iter().flat_map(|cue| &cue.sounding).filter_map(|span| span.intersection(cut.span()));
    totals.music = merged(spans).into_iter().map(Span::length).sum();
    totals
}

/// By what cues are ordered.
pub(super) fn place_of_cue(view: &CueView) -> (Position, CueNumber) {
    (view.in_point, view.cue.number)
}

/// By what placements are ordered.
pub(super) fn in_order(a: &PlacementView, b: &PlacementView, lanes: &HashMap<LaneId, i64>) -> Ordering {
    let lane = |view: &PlacementView| lanes.get(&view.placement.lane).copied();
    let rest = |view: &PlacementView| {
        let one = &view.placement;
        (one.in_point, one.cue, one.ordinal, one.id)
    };
    let by_lane = if a.placement.lane == b.placement.lane { Ordering::Equal } else { lane(a).cmp(&lane(b)) };
    by_lane.then_with(|| rest(a).cmp(&rest(b)))
}
