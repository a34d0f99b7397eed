//! What is said of cues and placements, once some of them have no place any more.

use std::collections::HashSet;

use model::{CarveOut, Cue, CueId, Duck, Note, NoteId, Placement, PlacementId, Scenario, UsageFact};

/// The cues and placements that remain.
pub(super) struct Remaining {
    cues: HashSet<CueId>,
    placements: HashSet<PlacementId>,
}

impl Remaining {
    pub fn of(cues: &[Cue], placements: &[Placement]) -> Self {
        let cues = cues.iter().map(|cue| cue.id).collect();
        Self { cues, placements: placements.iter().map(|placement| placement.id).collect() }
    }

    /// Whether what a note is about remains.
    pub fn has_subject(&self, note: &Note) -> bool {
        note.cue.is_none_or(|cue| self.cues.contains(&cue))
            && note.placement.is_none_or(|placement| self.placements.contains(&placement))
    }

    /// Those between cues that both remain.
    pub fn carve_outs(&self, all: &[CarveOut]) -> Vec<CarveOut> {
        let both = |made: &&CarveOut| self.cues.contains(&made.first) && self.cues.contains(&made.second);
        all.iter().filter(both).copied().collect()
    }

    /// All of them, with the picks that remain.
    pub fn scenarios(&self, all: &[Scenario]) -> Vec<Scenario> {
        let with_picks = |scenario: &Scenario| {
            let mut picks = scenario.picks.clone();
            picks.retain(|pick| self.cues.contains(&pick.cue) && self.placements.contains(&pick.placement));
            Scenario { picks, ..scenario.clone() }
        };
        all.iter().map(with_picks).collect()
    }

    /// Those of cues that remain.
    pub fn ducks(&self, all: &[Duck]) -> Vec<Duck> {
        all.iter().filter(|duck| self.cues.contains(&duck.cue)).copied().collect()
    }

    /// What was dismissed for cues that remain.
    pub fn dismissed(&self, all: &HashSet<(CueId, UsageFact)>) -> HashSet<(CueId, UsageFact)> {
        all.iter().filter(|(cue, _)| self.cues.contains(cue)).copied().collect()
    }
}

/// Notes without answers to notes that are not among them.
pub(super) fn answering_what_is_there(mut notes: Vec<Note>) -> Vec<Note> {
    let written: HashSet<NoteId> = notes.iter().map(|note| note.id).collect();
    for note in &mut notes {
        note.answers = note.answers.filter(|answered| written.contains(answered));
    }
    notes
}
