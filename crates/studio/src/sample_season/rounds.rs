//! Who was asked in the sample season, and what they said: rounds that show everything a round can come to.

use std::collections::HashMap;

use model::VerdictValue::{Approved, ApprovedBut, Changes, Rejected};
use model::{
    CueId, CutId, Edge, Millibels, PlacementId, ReviewerId, ReviewerRole, RoundId, RoundRule, Sees, Stroke,
    StrokeShape, VerdictValue,
};
use timebase::{Flicks, Position};

use super::{Failure, perform};
use crate::edits::{AskedSpec, Created, Edit, NoteEdit, PlacementEdit, ReviewEdit, ReviewerEdit};
use crate::{Studio, StudioError};

/// The director, and the producer who advises.
pub(super) struct People {
    pub dana: ReviewerId,
    priya: ReviewerId,
}

/// What lies on a cut, by the titles of its cues.
#[derive(Default)]
pub(super) struct Laid {
    pub cues: HashMap<&'static str, (CueId, Position)>,
    /// The alternates of each, A first.
    pub takes: HashMap<&'static str, Vec<PlacementId>>,
}

/// Who says what of which alternate of a cue: its title, the alternate from 0, and the words.
type Said = (&'static str, usize, &'static str, VerdictValue, &'static str);

/// What was said of the first episode with a picture in its first round …
const FIRST: &[Said] = &[
    ("Main title", 0, "Dana", Approved, ""),
    ("Kitchen radio", 0, "Dana", Approved, ""),
    ("After the door", 0, "Dana", Changes, "It starts before she has closed the door. Give her a second."),
    ("First kiss on the pier", 0, "Dana", Changes, "Start on her hand, not on the cut."),
    ("First kiss on the pier", 1, "Priya", ApprovedBut, "Lovely, but it is the last song of the season."),
    ("First kiss on the pier", 2, "Dana", Rejected, ""),
    ("End title", 0, "Dana", Approved, ""),
];

/// … and in its second, which is open.
const SECOND: &[Said] = &[
    ("First kiss on the pier", 0, "Dana", ApprovedBut, "Let the wave land on the downbeat."),
    ("First kiss on the pier", 0, "Priya", Approved, ""),
    ("Mara’s flat", 0, "Dana", Changes, "Too sweet here. Can it stop when the message comes?"),
    ("Busker in the underpass", 0, "Dana", Rejected, "Nobody would play this in the rain."),
    ("Rising tide", 0, "Dana", Rejected, "It gives the ending away."),
    ("Rising tide", 1, "Dana", Approved, ""),
];

pub(super) fn people(studio: &Studio) -> Result<People, Failure> {
    let add = |name: &str, role, sees| {
        ReviewerEdit::AddReviewer { name: name.to_owned(), role: Some(role), colour: None, sees }.into()
    };
    let sees = Sees { money: true, clearance: true, ..Sees::default() };
    let made = perform(
        studio,
        vec![add("Dana", ReviewerRole::Decides, None), add("Priya", ReviewerRole::Advises, Some(sees))],
    )?;
    let mut ids = made.iter().filter_map(|row| if let Created::Reviewer(id) = row { Some(*id) } else { None });
    let (Some(dana), Some(priya)) = (ids.next(), ids.next()) else { return Err("nobody can be asked".into()) };
    Ok(People { dana, priya })
}

/// Asks about an episode that was answered at once: what was said of which alternates.
pub(super) fn ask_once(
    studio: &Studio,
    cut: CutId,
    people: &People,
    said: &[(PlacementId, VerdictValue)],
) -> Result<(), Failure> {
    if said.is_empty() {
        return Ok(());
    }
    let round = open(studio, cut, "", people)?;
    for &(placement, value) in said {
        let words = if value == Changes { "Could the chorus arrive with the first sight of the sea?" } else { "" };
        perform(studio, vec![answer(round, people.dana, placement, value, words)])?;
    }
    Ok(())
}

/// Asks twice about the episode with a picture, and changes things between and after.
pub(super) fn ask_twice(studio: &Studio, cut: CutId, people: &People, laid: &Laid) -> Result<(), Failure> {
    let first = open(studio, cut, "First look", people)?;
    say(studio, first, people, laid, FIRST)?;
    perform(studio, vec![ReviewEdit::CloseRound { round: first, reopen: None }.into()])?;
    // What was asked for is done before the second round.
    let rate = studio.cut(cut)?.cut.rate;
    let late = |title: &str, by: Flicks| -> Result<Edit, Failure> {
        let placement = laid.take(title, 0)?;
        let (_, at) = laid.cue(title)?;
        Ok(PlacementEdit::TrimPlacement { placement, edge: Edge::In, to: rate.snap(at + by), ripple: None }.into())
    };
    perform(studio, vec![late("After the door", Flicks::from_seconds(1))?])?;
    perform(studio, vec![late("First kiss on the pier", Flicks::from_millis(600))?])?;
    let second = open(studio, cut, "Second look", people)?;
    say(studio, second, people, laid, SECOND)?;
    // A yes that does not hold any more: somebody made the radio louder.
    let radio = laid.take("Kitchen radio", 0)?;
    let louder = PlacementEdit::ShapePlacements {
        placements: vec![radio],
        gain: Some(Millibels(-1150)),
        fade_in: None,
        fade_out: None,
        tail: None,
    };
    perform(studio, vec![louder.into()])?;
    notes(studio, cut, people, laid, (first, second))
}

fn notes(
    studio: &Studio,
    cut: CutId,
    people: &People,
    laid: &Laid,
    (first, second): (RoundId, RoundId),
) -> Result<(), Failure> {
    let rate = studio.cut(cut)?.cut.rate;
    let note = |title: &str, body: &str| -> Result<(Note, Position), Failure> {
        let (cue, at) = laid.cue(title)?;
        Ok((Note { cut, cue: Some(cue), body: body.to_owned(), ..Note::default_on(cut) }, at))
    };
    let at = |start: Position, seconds: i64| Some(rate.snap(start + Flicks::from_seconds(seconds)));
    let (hand, start) =
        note("First kiss on the pier", "Start on her hand, not on the cut. Let the wave land on the downbeat.")?;
    let arrow = Stroke { shape: StrokeShape::Arrow, points: vec![(7_800, 2_600), (5_650, 5_400)] };
    let frame = Stroke { shape: StrokeShape::Box, points: vec![(4_700, 5_000), (6_000, 7_200)] };
    let made = perform(
        studio,
        vec![
            Note {
                at: at(start, 8),
                until: at(start, 14),
                reviewer: Some(people.dana),
                round: Some(first),
                drawing: vec![arrow, frame],
                ..hand
            }
            .edit(),
        ],
    )?;
    let asked = made.iter().find_map(|row| if let Created::Note(id) = row { Some(*id) } else { None });
    let (answered, _) = note("First kiss on the pier", "Moved 14 frames; the second bar is on the wave now.")?;
    let (door, door_at) = note("After the door", "Hold the first chord until the indicator stops.")?;
    let (flat, flat_at) = note("Mara’s flat", "Too sweet here. Can it stop when the message comes?")?;
    let (money, _) = note("First kiss on the pier", "B would cost three times as much: show it only if A falls.")?;
    let (radio, _) = note("Kitchen radio", "B side of the single would be free of the second publisher.")?;
    let edits = vec![
        Note { answers: asked, author: "Kim".into(), round: Some(second), ..answered }.edit(),
        Note { at: at(door_at, 9), reviewer: Some(people.dana), round: Some(first), ..door }.edit(),
        Note { at: at(flat_at, 12), reviewer: Some(people.dana), round: Some(second), ..flat }.edit(),
        Note { private: true, author: "Kim".into(), ..money }.edit(),
        Note { reviewer: Some(people.priya), round: Some(second), ..radio }.edit(),
    ];
    perform(studio, edits)?;
    if let Some(note) = asked {
        let resolved = NoteEdit::EditNote {
            note,
            body: None,
            resolved: Some(true),
            at: None,
            until: None,
            private: None,
            drawing: None,
        };
        perform(studio, vec![resolved.into()])?;
    }
    Ok(())
}

/// A note of the story.
struct Note {
    cut: CutId,
    cue: Option<CueId>,
    at: Option<Position>,
    until: Option<Position>,
    author: String,
    body: String,
    answers: Option<model::NoteId>,
    reviewer: Option<ReviewerId>,
    round: Option<RoundId>,
    private: bool,
    drawing: Vec<Stroke>,
}

impl Note {
    fn default_on(cut: CutId) -> Self {
        Self {
            cut,
            cue: None,
            at: None,
            until: None,
            author: String::new(),
            body: String::new(),
            answers: None,
            reviewer: None,
            round: None,
            private: false,
            drawing: Vec::new(),
        }
    }

    fn edit(self) -> Edit {
        NoteEdit::AddNote {
            cut: self.cut,
            cue: self.cue,
            placement: None,
            at: self.at,
            until: self.until,
            author: Some(self.author),
            body: self.body,
            answers: self.answers,
            reviewer: self.reviewer,
            round: self.round,
            private: Some(self.private),
            drawing: Some(self.drawing),
            source: None,
            key: None,
            written_at: None,
        }
        .into()
    }
}

fn open(studio: &Studio, cut: CutId, name: &str, people: &People) -> Result<RoundId, Failure> {
    let asked = |reviewer| AskedSpec { reviewer, role: None };
    let opened = ReviewEdit::OpenRound {
        cut,
        name: name.to_owned(),
        rule: RoundRule::One,
        reviewers: vec![asked(people.dana), asked(people.priya)],
        cues: None,
    };
    let made = perform(studio, vec![opened.into()])?;
    let round = made.iter().find_map(|row| if let Created::Round(id) = row { Some(*id) } else { None });
    Ok(round.ok_or("the round was not opened")?)
}

fn say(studio: &Studio, round: RoundId, people: &People, laid: &Laid, said: &[Said]) -> Result<(), Failure> {
    for &(title, take, who, value, words) in said {
        let reviewer = if who == "Priya" { people.priya } else { people.dana };
        perform(studio, vec![answer(round, reviewer, laid.take(title, take)?, value, words)])?;
    }
    Ok(())
}

fn answer(round: RoundId, reviewer: ReviewerId, placement: PlacementId, value: VerdictValue, words: &str) -> Edit {
    ReviewEdit::GiveVerdict {
        round,
        reviewer,
        placement,
        value: Some(value),
        words: Some(words.to_owned()),
        proposal: None,
        source: None,
        key: None,
        given_at: None,
    }
    .into()
}

impl Laid {
    fn cue(&self, title: &str) -> Result<(CueId, Position), StudioError> {
        self.cues.get(title).copied().ok_or(StudioError::NoSuch { what: "cue", id: 0 })
    }

    fn take(&self, title: &str, index: usize) -> Result<PlacementId, StudioError> {
        let take = self.takes.get(title).and_then(|takes| takes.get(index)).copied();
        take.ok_or(StudioError::NoSuch { what: "placement", id: 0 })
    }
}
