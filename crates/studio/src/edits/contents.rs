//! Everything that lies on a cut, in one place: read, carried to other times, copied to another cut, counted, removed.
//!
//! A table whose rows belong to a cut is told here, and then a copy, another rate and a removal know it.

use std::collections::{HashMap, HashSet};

use model::reconform::Shot;
use model::{
    CarveOut, Cue, CueId, Cut, CutId, DialogueSpan, DialogueSpanId, Duck, Hit, HitId, Note, NoteId, Placement,
    PlacementId, ProductionSound, ProductionSoundId, Reel, ReelId, ReelPicture, ReelPictureId, Round, Scenario,
    ScenarioId, ScenarioPick, Scene, SceneId, TrackId, UsageFact,
};
use store::Rows;
use timebase::{Flicks, FrameRate, Frames, Position, Span, TimeMap};

use super::EditError;
use super::counts::Counts;
use super::draft::Draft;
use super::remaining::{Remaining, answering_what_is_there};

/// What lies on a cut. Rounds and verdicts are of that cut alone: a copy is reviewed anew.
#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    pub(super) scenes: Vec<Scene>,
    pub(super) reels: Vec<Reel>,
    pub(super) hits: Vec<Hit>,
    pub(super) dialogue: Vec<DialogueSpan>,
    pub(super) production: Vec<ProductionSound>,
    pub(super) cues: Vec<Cue>,
    /// Heads before their pieces.
    pub(super) placements: Vec<Placement>,
    pub(super) notes: Vec<Note>,
    pub(super) rounds: Vec<Round>,
    pub(super) carve_outs: Vec<CarveOut>,
    pub(super) scenarios: Vec<Scenario>,
    pub(super) ducks: Vec<Duck>,
    pub(super) dismissed: HashSet<(CueId, UsageFact)>,
    /// The picture as a list has it.
    pub(super) shots: Vec<Shot>,
    /// Files of the picture after the first.
    pub(super) pictures: Vec<ReelPicture>,
}

/// A twin of what lies on a cut, and which row is the twin of which.
#[derive(Debug)]
pub(super) struct Twin {
    pub contents: Contents,
    pub cues: HashMap<CueId, CueId>,
    pub placements: HashMap<PlacementId, PlacementId>,
}

impl Twin {
    /// Writes all of it as new rows of a cut; what was temp is so since the same day.
    pub fn insert(&self, draft: &Draft<'_>, cut: CutId) -> Result<(), EditError> {
        self.contents.insert(draft, cut)?;
        let temp = self.contents.placements.iter().filter(|placement| placement.temp);
        let temp: HashSet<PlacementId> = temp.map(|placement| placement.id).collect();
        for (from, to) in self.placements.iter().filter(|(_, to)| temp.contains(to)) {
            draft.rows.carry_temp_date(*to, *from)?;
        }
        Ok(())
    }
}

impl Contents {
    pub fn of(rows: &Rows, cut: CutId) -> Result<Self, EditError> {
        let mut placements = rows.placements_of_cut(cut)?;
        placements.sort_by_key(|placement| (placement.piece_of.is_some(), placement.in_point, placement.id));
        Ok(Self {
            scenes: rows.scenes(cut)?,
            reels: rows.reels(cut)?,
            hits: rows.hits(cut)?,
            dialogue: rows.dialogue(cut)?,
            production: rows.production_sounds(cut)?,
            cues: rows.cues(cut)?,
            placements,
            notes: rows.notes(cut)?,
            rounds: rows.rounds(cut)?,
            carve_outs: rows.carve_outs(cut)?,
            scenarios: rows.scenarios(cut)?,
            ducks: rows.ducks(cut)?,
            dismissed: rows.usage_dismissed(cut)?,
            shots: rows.shots(cut)?,
            pictures: rows.reel_pictures(cut)?,
        })
    }

    pub fn count(&self) -> Counts {
        Counts {
            scenes: self.scenes.len(),
            reels: self.reels.len(),
            hits: self.hits.len(),
            dialogue: self.dialogue.len(),
            cues: self.cues.len(),
            notes: self.notes.len(),
            alternates: self.placements.iter().filter(|placement| placement.piece_of.is_none()).count(),
        }
    }

    /// The same on other times. What `map` has no place for is left out, with all that is about it; what crosses an end
    /// of the new line ends there. Everything lies on frames of `rate`, and nothing outlasts its recording.
    pub fn carried(&self, map: &TimeMap, rate: FrameRate, lengths: &HashMap<TrackId, Flicks>) -> Self {
        let at = |at: Position| map.at(at).map(|at| rate.snap(at));
        let span = |span: Span| {
            let longest = map.span(span).into_iter().max_by_key(|part| part.new.length())?;
            let start = rate.snap(longest.new.start);
            Some(Span { start, end: rate.snap(longest.new.end).max(start + rate.frame()) })
        };
        let place = |placement: &Placement| {
            let to = span(placement.span())?;
            placement.refitted(to, *lengths.get(&placement.track)?, rate).ok()
        };
        let mut placements: Vec<Placement> = self.placements.iter().filter_map(place).collect();
        inherit_heads(&self.placements, &mut placements);
        let heads: HashSet<PlacementId> = placements.iter().map(|placement| placement.id).collect();
        let had: HashSet<CueId> = self.placements.iter().map(|placement| placement.cue).collect();
        let first: HashMap<CueId, Position> =
            placements.iter().rev().map(|placement| (placement.cue, placement.in_point)).collect();
        let cue = |cue: &Cue| {
            let at = at(cue.at).filter(|_| !had.contains(&cue.id)).or(first.get(&cue.id).copied())?;
            let kept = cue.pick.filter(|pick| heads.contains(pick));
            let other = placements.iter().find(|one| one.cue == cue.id && one.piece_of.is_none());
            Some(Cue { at, pick: kept.or(other.map(|one| one.id)), ..cue.clone() })
        };
        let cues: Vec<Cue> = self.cues.iter().filter_map(cue).collect();
        let remaining = Remaining::of(&cues, &placements);
        let note = |note: &Note| {
            let at = match note.at {
                Some(point) => Some(at(point)?),
                None => None,
            };
            let length = note.at.zip(note.until).and_then(|(start, end)| span(Span { start, end }));
            let until = length.map(|span| span.end).filter(|until| at.is_some_and(|at| *until > at));
            remaining.has_subject(note).then(|| Note { at, until, ..note.clone() })
        };
        let notes = answering_what_is_there(self.notes.iter().filter_map(note).collect());
        let scene = |scene: &Scene| {
            let span = span(scene.span())?;
            Some(Scene { in_point: span.start, out_point: span.end, ..scene.clone() })
        };
        let said = |line: &DialogueSpan| Some(DialogueSpan { span: span(line.span)?, ..line.clone() });
        Self {
            scenes: self.scenes.iter().filter_map(scene).collect(),
            reels: self.reels.iter().filter_map(|reel| Some(Reel { start: at(reel.start)?, ..*reel })).collect(),
            hits: self.hits.iter().filter_map(|hit| Some(Hit { at: at(hit.at)?, ..hit.clone() })).collect(),
            dialogue: self.dialogue.iter().filter_map(said).collect(),
            production: self.production.iter().map(|sound| moved(sound, map)).collect(),
            ducks: remaining.ducks(&self.ducks),
            carve_outs: remaining.carve_outs(&self.carve_outs),
            scenarios: remaining.scenarios(&self.scenarios),
            dismissed: remaining.dismissed(&self.dismissed),
            rounds: self.rounds.clone(),
            // They are counted in frames, which keep their numbers wherever contents are carried frame for frame.
            shots: clipped(&self.shots, rate.frames_floor(map.new_line().length())),
            pictures: self
                .pictures
                .iter()
                .filter_map(|one| Some(ReelPicture { start: at(one.start)?, ..one.clone() }))
                .collect(),
            cues,
            placements,
            notes,
        }
    }

    /// A twin of everything, with rows of its own, on another cut.
    pub fn twin(&self, draft: &Draft<'_>, to: CutId) -> Twin {
        let ids = draft.ids;
        let scenes: HashMap<SceneId, SceneId> =
            self.scenes.iter().map(|scene| (scene.id, SceneId(ids.next()))).collect();
        let cues: HashMap<CueId, CueId> = self.cues.iter().map(|cue| (cue.id, CueId(ids.next()))).collect();
        let placements: HashMap<PlacementId, PlacementId> =
            self.placements.iter().map(|placement| (placement.id, PlacementId(ids.next()))).collect();
        let notes: HashMap<NoteId, NoteId> = self.notes.iter().map(|note| (note.id, NoteId(ids.next()))).collect();
        let placement_twin = |id: Option<PlacementId>| id.and_then(|id| placements.get(&id).copied());
        let cue_twin = |id: Option<CueId>| id.and_then(|id| cues.get(&id).copied());
        let pick = |pick: &ScenarioPick| {
            Some(ScenarioPick { cue: *cues.get(&pick.cue)?, placement: *placements.get(&pick.placement)? })
        };
        let said = |line: &DialogueSpan| DialogueSpan { id: DialogueSpanId(ids.next()), cut: to, ..line.clone() };
        let contents = Self {
            scenes: self.scenes.iter().map(|scene| Scene { id: scenes[&scene.id], cut: to, ..scene.clone() }).collect(),
            reels: self.reels.iter().map(|reel| Reel { id: ReelId(ids.next()), cut: to, ..*reel }).collect(),
            hits: self.hits.iter().map(|hit| Hit { id: HitId(ids.next()), cut: to, ..hit.clone() }).collect(),
            dialogue: self.dialogue.iter().map(said).collect(),
            production: self
                .production
                .iter()
                .map(|sound| ProductionSound { id: ProductionSoundId(ids.next()), cut: to, ..sound.clone() })
                .collect(),
            ducks: self.ducks.iter().filter_map(|duck| Some(Duck { cue: *cues.get(&duck.cue)?, ..*duck })).collect(),
            cues: self
                .cues
                .iter()
                .map(|cue| Cue {
                    id: cues[&cue.id],
                    cut: to,
                    scene: cue.scene.and_then(|scene| scenes.get(&scene).copied()),
                    pick: placement_twin(cue.pick),
                    ..cue.clone()
                })
                .collect(),
            placements: self
                .placements
                .iter()
                .filter_map(|placement| {
                    Some(Placement {
                        id: *placements.get(&placement.id)?,
                        cue: *cues.get(&placement.cue)?,
                        piece_of: placement_twin(placement.piece_of),
                        ..*placement
                    })
                })
                .collect(),
            notes: self
                .notes
                .iter()
                .map(|note| Note {
                    id: notes[&note.id],
                    cut: to,
                    cue: cue_twin(note.cue),
                    placement: placement_twin(note.placement),
                    answers: note.answers.and_then(|answered| notes.get(&answered).copied()),
                    // Rounds stay behind, and a key is of one note alone.
                    round: None,
                    key: None,
                    ..note.clone()
                })
                .collect(),
            rounds: Vec::new(),
            carve_outs: self
                .carve_outs
                .iter()
                .filter_map(|made| {
                    Some(CarveOut { first: *cues.get(&made.first)?, second: *cues.get(&made.second)?, ..*made })
                })
                .collect(),
            scenarios: self
                .scenarios
                .iter()
                .map(|scenario| Scenario {
                    id: ScenarioId(ids.next()),
                    cut: to,
                    picks: scenario.picks.iter().filter_map(pick).collect(),
                    ..scenario.clone()
                })
                .collect(),
            dismissed: self.dismissed.iter().filter_map(|(cue, fact)| Some((*cues.get(cue)?, *fact))).collect(),
            shots: self.shots.clone(),
            pictures: self
                .pictures
                .iter()
                .map(|one| ReelPicture { id: ReelPictureId(ids.next()), cut: to, ..one.clone() })
                .collect(),
        };
        Twin { contents, cues, placements }
    }

    /// Writes all of it as new rows of a cut.
    pub fn insert(&self, draft: &Draft<'_>, cut: CutId) -> Result<(), EditError> {
        let rows = draft.rows;
        self.shots.iter().try_for_each(|shot| rows.insert_shot(cut, shot, draft.ids))?;
        self.scenes.iter().try_for_each(|scene| rows.insert_scene(scene))?;
        self.reels.iter().try_for_each(|reel| rows.insert_reel(reel))?;
        self.pictures.iter().try_for_each(|one| rows.insert_reel_picture(one))?;
        self.hits.iter().try_for_each(|hit| rows.insert_hit(hit))?;
        self.dialogue.iter().try_for_each(|line| rows.insert_dialogue_span(line))?;
        self.production.iter().try_for_each(|sound| rows.insert_production_sound(sound))?;
        self.rounds.iter().try_for_each(|round| rows.insert_round(round))?;
        self.cues.iter().try_for_each(|cue| rows.insert_cue(cue))?;
        self.placements.iter().try_for_each(|placement| rows.insert_placement(placement))?;
        self.carve_outs.iter().try_for_each(|made| rows.set_carve_out(made))?;
        self.ducks.iter().try_for_each(|duck| rows.set_duck(duck))?;
        self.scenarios.iter().try_for_each(|scenario| rows.insert_scenario(scenario))?;
        self.notes.iter().try_for_each(|note| rows.insert_note(note))?;
        Ok(self.dismissed.iter().try_for_each(|(cue, fact)| rows.dismiss_usage(*cue, *fact, draft.ids))?)
    }

    /// Writes the times of rows that are there.
    pub fn update(&self, rows: &Rows) -> Result<(), EditError> {
        self.scenes.iter().try_for_each(|scene| rows.update_scene(scene))?;
        self.reels.iter().try_for_each(|reel| rows.update_reel(reel))?;
        self.pictures.iter().try_for_each(|one| rows.update_reel_picture(one))?;
        self.hits.iter().try_for_each(|hit| rows.update_hit(hit))?;
        self.dialogue.iter().try_for_each(|line| rows.update_dialogue_span(line))?;
        self.production.iter().try_for_each(|sound| rows.update_production_sound(sound))?;
        self.notes.iter().try_for_each(|note| rows.update_note(note))?;
        self.cues.iter().try_for_each(|cue| rows.update_cue(cue))?;
        Ok(self.placements.iter().try_for_each(|placement| rows.update_placement(placement))?)
    }

    /// Removes all of it from its cut, with what was proposed and said in its rounds.
    pub fn remove(&self, rows: &Rows, cut: CutId) -> Result<(), EditError> {
        rows.delete_shots(cut)?;
        self.scenarios.iter().try_for_each(|scenario| rows.delete_scenario(scenario.id))?;
        self.notes.iter().try_for_each(|note| rows.delete_note(note.id))?;
        for round in &self.rounds {
            for verdict in rows.verdicts_of_round(round.id)? {
                rows.delete_verdict(verdict.id)?;
            }
            for proposal in rows.proposals(round.id)? {
                rows.delete_proposal(proposal.id)?;
            }
            rows.delete_round(round.id)?;
        }
        for placement in &self.placements {
            rows.delete_placement(placement.id)?;
        }
        for cue in &self.cues {
            rows.delete_carve_outs_of(cue.id)?;
            rows.delete_duck(cue.id)?;
            rows.delete_usage_dismissed(cue.id)?;
            rows.delete_cue(cue.id)?;
        }
        self.pictures.iter().try_for_each(|one| rows.delete_reel_picture(one.id))?;
        self.hits.iter().try_for_each(|hit| rows.delete_hit(hit.id))?;
        self.dialogue.iter().try_for_each(|line| rows.delete_dialogue_span(line.id))?;
        self.production.iter().try_for_each(|sound| rows.delete_production_sound(sound.id))?;
        self.scenes.iter().try_for_each(|scene| rows.delete_scene(scene.id))?;
        Ok(self.reels.iter().try_for_each(|reel| rows.delete_reel(reel.id))?)
    }
}

/// Sound keeps its own time: where it begins goes with the picture, as far as that is known.
fn moved(sound: &ProductionSound, map: &TimeMap) -> ProductionSound {
    ProductionSound { start: map.at(sound.start).unwrap_or(sound.start), ..sound.clone() }
}

/// Shots as far as a cut of `length` reaches.
fn clipped(shots: &[Shot], length: Frames) -> Vec<Shot> {
    let within = shots.iter().filter(|shot| shot.at < length);
    within.map(|shot| Shot { length: Frames(shot.length.0.min(length.0 - shot.at.0)), ..shot.clone() }).collect()
}

/// Where the head of an alternate has no place but another piece of it has, that one takes its row.
pub(super) fn inherit_heads(before: &[Placement], left: &mut [Placement]) {
    let there: HashSet<PlacementId> = left.iter().map(|placement| placement.id).collect();
    for head in before.iter().filter(|one| one.piece_of.is_none() && !there.contains(&one.id)) {
        let pieces = left.iter_mut().filter(|one| one.piece_of == Some(head.id));
        if let Some(heir) = pieces.min_by_key(|one| (one.in_point, one.id)) {
            (heir.id, heir.piece_of) = (head.id, None);
        }
    }
    left.sort_by_key(|placement| (placement.piece_of.is_some(), placement.in_point, placement.id));
}

/// Every moment of a cut where it is, and what lies beyond its ends as well: two days before and after.
pub(super) fn moment_for_moment(cut: &Cut) -> TimeMap {
    let most = cut.rate.flicks(Frames(2 * cut.rate.frames_per_day()));
    let whole = Span { start: Position::ZERO - most, end: Position::ZERO + most };
    TimeMap::in_place(whole, whole)
}

/// Every frame of a cut at another rate, and what lies beyond its ends as well: a day before and after.
pub(super) fn frame_for_frame(from: &Cut, to: &Cut) -> TimeMap {
    let most = Frames(2 * from.rate.frames_per_day().max(to.rate.frames_per_day()));
    TimeMap::of_frames(from.rate.flicks(most), from.rate, to.rate.flicks(most), to.rate)
}
