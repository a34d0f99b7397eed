//! What letters and lists are drawn up from, as the caller read it.

use std::collections::BTreeMap;

use model::{
    BudgetCategory, Clearance, ClearanceEvent, CueId, CueKind, Figures, Hit, OptionStep, Party, Scene, Settlement,
    TrackId,
};
use timebase::{Flicks, Position};

use crate::sheet::SheetFacts;

/// The music of one cut with everything that letters and lists may say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperFacts {
    /// The programme, its cues and their recordings, as the cue sheet has them.
    pub sheet: SheetFacts,
    /// ISO 4217, the show's.
    pub currency: String,
    /// The scenes of the cut.
    pub scenes: Vec<Scene>,
    /// The hits of the cut.
    pub hits: Vec<Hit>,
    /// What was noted of each cue.
    pub spots: BTreeMap<CueId, Spot>,
    /// How long the recordings are.
    pub lengths: BTreeMap<TrackId, Flicks>,
    /// The releases that they are on, where that is known.
    pub albums: BTreeMap<TrackId, String>,
    /// The lines of everything picked that hold in the episode, in the order of the Clear page.
    pub rights: Vec<Right>,
    /// Sides of picked tracks that have no line, or whose lines do not make up the whole, by track.
    pub gaps: BTreeMap<TrackId, usize>,
    /// The money of the season and of its episodes.
    pub budgets: Vec<BudgetScope>,
}

/// What was noted of a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Over the scene, or within it.
    pub kind: CueKind,
    /// Where it is wanted.
    pub at: Position,
    /// What the music is to do.
    pub brief: String,
    /// The themes it states.
    pub themes: Vec<String>,
    /// What was said about it, the oldest first: `Dana: less of it`.
    pub notes: Vec<String>,
}

/// A line of clearance with what stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Right {
    /// The line.
    pub line: Clearance,
    /// Who grants it, if that is known.
    pub party: Option<Party>,
    /// Its options, in order.
    pub options: Vec<OptionStep>,
    /// Its favoured-nations group; empty if it is in none.
    pub group: String,
    /// What happened to it last.
    pub last: Option<ClearanceEvent>,
    /// What of it is agreed, paid and owed.
    pub settlement: Settlement,
}

/// The money of a season or an episode, as the Clear page counts it.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetScope {
    /// `Season 1`, `1x04 Rising Tide`.
    pub title: String,
    /// By category, then all together.
    pub lines: Vec<BudgetSum>,
    /// All of it.
    pub whole: BudgetSum,
}

/// A sum against what may be spent, in minor units of the show's currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BudgetSum {
    /// What for; `None` for all of it.
    pub category: Option<BudgetCategory>,
    /// What may be spent, if anybody has said.
    pub amount: Option<i64>,
    /// By how far the lines have come.
    pub figures: Figures,
}

impl Right {
    /// The currency its amounts are in.
    #[must_use]
    pub fn currency<'a>(&'a self, own: &'a str) -> &'a str {
        if self.line.currency.is_empty() { own } else { &self.line.currency }
    }

    /// Who grants it; empty where nobody knows.
    #[must_use]
    pub fn licensor(&self) -> String {
        self.party.as_ref().map(Party::full_name).unwrap_or_default()
    }
}
