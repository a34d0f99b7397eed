//! The minutes of a review, and its notes as markers: what leaves the house of what was said.

use std::collections::HashMap;

use deliver::{Minutes, MinutesAnswer, MinutesNote, MinutesRound, MinutesRow};
use interchange::markers::{self, Answered, Marker, MarkerColour, MarkerSequence, Noted};
use model::review::in_order;
use model::{Cue, CueId, Cut, CutId, Note, NoteId, Proposal, ReviewerRole, Round, RoundId, VerdictValue, alternate};
use store::{Rows, StoreError};
use timebase::Position;

use super::super::{AnswerView, QueueAlternate, QueueCue};
use super::queue::Reading;

/// The minutes of all rounds of a cut, or of one; `None` if the cut is gone. Notes that are marked private are left out
/// unless `private` says so.
pub(crate) fn minutes(
    rows: &Rows,
    id: CutId,
    only: Option<RoundId>,
    private: bool,
    day: &str,
) -> Result<Option<Minutes>, StoreError> {
    let Some(reading) = Reading::of(rows, id)? else { return Ok(None) };
    let Some(episode) = rows.episode(reading.cut.episode)? else { return Ok(None) };
    let notes: Vec<Note> = rows.notes(id)?.into_iter().filter(|note| private || !note.private).collect();
    let numbers: HashMap<CueId, String> = reading.cues.iter().map(|cue| (cue.id, cue.number.to_string())).collect();
    let wanted = |round: &&Round| only.is_none_or(|only| only == round.id);
    let of_round = |round: &Round| MinutesRound {
        title: round.title(),
        reviewers: round
            .reviewers
            .iter()
            .map(|asked| format!("{} ({})", reading.reviewed.name(asked.reviewer), asked.role.word()))
            .collect(),
        rule: round.rule.word().to_owned(),
        opened_at: round.opened_at.clone(),
        closed_at: round.closed_at.clone().unwrap_or_default(),
        is_open: round.is_open(),
        rows: reading.queue(Some(round)).iter().flat_map(|cue| proposed(&reading.cut, cue)).collect(),
        notes: notes
            .iter()
            .filter(|note| note.round == Some(round.id))
            .map(|note| noted(&reading, &numbers, note))
            .collect(),
    };
    let mut rounds: Vec<MinutesRound> = reading.reviewed.rounds.iter().filter(wanted).map(of_round).collect();
    let loose: Vec<MinutesNote> =
        notes.iter().filter(|note| note.round.is_none()).map(|note| noted(&reading, &numbers, note)).collect();
    if only.is_none() && !loose.is_empty() {
        let (title, rule) = ("Notes outside of rounds".to_owned(), String::new());
        rounds.push(MinutesRound { title, rule, notes: loose, ..MinutesRound::default() });
    }
    Ok(Some(Minutes {
        show: rows.show()?.title,
        episode: episode.name().to_string(),
        title: episode.title,
        cut: reading.cut.label.clone(),
        day: day.to_owned(),
        rounds,
        private,
        no_frames: String::new(),
        frames: Vec::new(),
    }))
}

fn proposed(cut: &Cut, cue: &QueueCue) -> Vec<MinutesRow> {
    let row = |one: &QueueAlternate| {
        let was = one.was.as_ref();
        let pieces = || was.iter().flat_map(|was| &was.pieces);
        let label = |at: Option<Position>| at.map(|at| cut.timecode(at).to_string()).unwrap_or_default();
        let first = pieces().map(|piece| piece.in_point).min();
        let mut answers = one.answers.clone();
        answers.sort_by_key(|answer| !answer.decides);
        MinutesRow {
            cue: cue.number.clone(),
            title: cue.title.clone(),
            letter: one.letter.clone(),
            track: was.map(|was| was.track.clone()).unwrap_or_default(),
            artist: was.map(|was| was.artist.clone()).unwrap_or_default(),
            in_timecode: label(first),
            out_timecode: label(pieces().map(|piece| piece.out_point).max()),
            pick: one.pick,
            decision: match (one.decided, cue.stands_from) {
                (Some(value), _) => value.word().to_owned(),
                (None, Some(round)) if one.pick => format!("approved in round {round}"),
                (None, _) => String::new(),
            },
            changed: one.changes.join(", "),
            version: one.version.unwrap_or(1),
            answers: answers.iter().map(answered).collect(),
            earlier: one.earlier.iter().map(answered).collect(),
            first_frame: first.map(|at| cut.rate.frames_floor(at - Position::ZERO).0),
            frame: None,
        }
    };
    cue.alternates.iter().filter(|one| one.proposal.is_some()).map(row).collect()
}

fn answered(answer: &AnswerView) -> MinutesAnswer {
    let role = if answer.decides { ReviewerRole::Decides } else { ReviewerRole::Advises };
    MinutesAnswer {
        who: answer.name.clone(),
        role: role.word().to_owned(),
        said: answer.value.map(VerdictValue::word).unwrap_or_default().to_owned(),
        words: answer.words.clone(),
        at: answer.given_at.clone(),
        source: answer.source.word().to_owned(),
        version: answer.version,
    }
}

fn who(reading: &Reading, note: &Note) -> String {
    let name = note.reviewer.map(|id| reading.reviewed.name(id)).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| note.author.clone())
}

/// The proposal that whoever wrote a note in a round had before them: the newest of its alternate by then.
fn proposed_to<'a>(reading: &'a Reading, note: &Note) -> Option<&'a Proposal> {
    let (round, head) = (note.round?, note.placement?);
    let all = || reading.reviewed.proposals.iter().filter(move |one| one.round == round && one.placement == head);
    let by_then = |one: &&Proposal| in_order(&one.proposed_at) <= in_order(&note.written_at);
    all().filter(by_then).max_by_key(|one| one.version).or_else(|| all().min_by_key(|one| one.version))
}

/// The letter of the alternate that a note is on, and what sounds there: as it was proposed, or else as it lies on the cut.
fn about(reading: &Reading, note: &Note, proposal: Option<&Proposal>) -> (String, String) {
    if let Some(was) = proposal.and_then(|proposal| proposal.was.as_ref()) {
        return (was.letter.clone(), was.track.clone());
    }
    let Some(head) = note.placement else { return <(String, String)>::default() };
    let own = note.cue.map(|cue| reading.own(cue)).unwrap_or_default();
    (alternate::letters(own).remove(&head).unwrap_or_default(), String::new())
}

fn noted(reading: &Reading, numbers: &HashMap<CueId, String>, note: &Note) -> MinutesNote {
    let label = |at: Option<Position>| at.map(|at| reading.cut.timecode(at).to_string()).unwrap_or_default();
    let proposal = proposed_to(reading, note);
    let (letter, track) = about(reading, note, proposal);
    MinutesNote {
        cue: note.cue.and_then(|cue| numbers.get(&cue)).cloned().unwrap_or_default(),
        letter,
        track,
        version: proposal.map_or(0, |proposal| proposal.version),
        at: label(note.at),
        until: label(note.until),
        who: who(reading, note),
        written_at: note.written_at.clone(),
        body: note.body.clone(),
        resolved: note.resolved,
        private: note.private,
        drawing: note.drawing.clone(),
        at_frame: note.at.map(|at| reading.cut.rate.frames_floor(at - Position::ZERO).0),
        frame: None,
    }
}

/// The notes of a cut as markers, in the order of time; one on a whole cue stands where the cue starts. `None` if the cut is
/// gone. Answers stand in the marker of what they answer.
pub(crate) fn markers(rows: &Rows, id: CutId, open: bool, private: bool) -> Result<Option<MarkerSequence>, StoreError> {
    let Some(reading) = Reading::of(rows, id)? else { return Ok(None) };
    let Some(episode) = rows.episode(reading.cut.episode)? else { return Ok(None) };
    let notes: Vec<Note> = rows.notes(id)?.into_iter().filter(|note| private || !note.private).collect();
    let cues: HashMap<CueId, &Cue> = reading.cues.iter().map(|cue| (cue.id, cue)).collect();
    let mut answers: HashMap<NoteId, Vec<&Note>> = HashMap::new();
    for note in &notes {
        if let Some(answered) = note.answers {
            answers.entry(answered).or_default().push(note);
        }
    }
    let start = |cue: CueId| {
        let cue = cues.get(&cue)?;
        let pieces = reading.own(cue.id).iter().filter(|one| Some(one.alternate()) == cue.pick);
        Some((model::alternate::extent(pieces).map_or(cue.at, |span| span.start), cue.number.to_string()))
    };
    let answered = |answer: &&Note| Answered { author: who(&reading, answer), body: answer.body.clone() };
    let mut written: Vec<Marker> = Vec::new();
    for note in notes.iter().filter(|note| note.answers.is_none() && !(open && note.resolved)) {
        let about = note.cue.and_then(start);
        let at = note.at.or(about.as_ref().map(|(at, _)| *at)).unwrap_or(Position::ZERO);
        let advises = note.reviewer.and_then(|id| reading.reviewed.reviewers.get(&id));
        let colour = match (note.resolved, advises.map(|one| one.role)) {
            (true, _) => MarkerColour::Green,
            (false, Some(ReviewerRole::Decides)) => MarkerColour::Red,
            (false, Some(ReviewerRole::Advises)) => MarkerColour::Blue,
            (false, None) => MarkerColour::Yellow,
        };
        let author = who(&reading, note);
        written.push(Marker {
            at,
            until: note.until.filter(|until| note.at.is_some() && *until > at),
            name: about.map_or_else(|| markers::NO_CUE.to_owned(), |(_, number)| number),
            comment: markers::marked(&Noted {
                id: Some(note.id),
                cue: None,
                author: author.clone(),
                body: note.body.clone(),
                answers: answers.get(&note.id).map(|own| own.iter().map(answered).collect()).unwrap_or_default(),
            }),
            author,
            colour,
        });
    }
    written.sort_by_key(|marker| marker.at);
    let title = format!("{} {} {}", rows.show()?.title, episode.name(), reading.cut.label);
    Ok(Some(MarkerSequence { title, rate: reading.cut.rate, start: reading.cut.start, markers: written }))
}
