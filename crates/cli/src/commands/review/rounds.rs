//! `review rounds`: the rounds of a cut, and what everybody said in one.

use clap::Args;
use model::ReviewerId;
use serde_json::json;
use studio::views::{AnswerView, QueueCue, QueueState, ReviewView, RoundView};

use crate::answer::{Answer, Failure, table};
use crate::inputs;
use crate::inputs::CutOf;

/// List the rounds of a cut, and the cues of one with what everybody said
#[derive(Debug, Args)]
pub(super) struct Rounds {
    #[command(flatten)]
    cut: CutOf,
    /// The round whose cues are listed; by default the newest
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
}

pub(super) fn rounds(asked: &Rounds) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let round = asked.round.map(|number| super::numbered(&studio, &cut, number)).transpose()?;
    let view = studio.review(cut.id, round)?;
    studio.close()?;
    let rows: Vec<Vec<String>> = view.queue.iter().flat_map(|cue| lines(cue, &view)).collect();
    let mut text: Vec<String> = view.rounds.iter().map(said_of_round).collect();
    if text.is_empty() {
        text.push("No rounds yet".to_owned());
    } else {
        text.push(String::new());
    }
    if view.round.is_some() {
        text.push(table(&["cue", "title", "", "stands", "who said what"], &rows, "nothing is proposed"));
    }
    let json = json!({
        "rounds": view.rounds, "round": view.round.as_ref().map(|one| one.round.number), "reviewers": view.reviewers,
        "cues": view.queue,
    });
    Ok(Answer::new(json, text.join("\n")))
}

/// `Round 2, Producers: Dana, Priya; 3 approved, 1 waiting; open`.
pub(super) fn said_of_round(view: &RoundView) -> String {
    let progress = &view.progress;
    let counts = [
        (progress.approved + progress.standing, "approved"),
        (progress.changes, "changes"),
        (progress.rejected, "rejected"),
        (progress.waiting, "waiting"),
    ];
    let counted: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let state = if view.round.is_open() { "open" } else { "closed" };
    let said = if counted.is_empty() { "nothing said".to_owned() } else { counted.join(", ") };
    crate::shown::in_line(&format!("{}: {}; {said}; {state}", view.round.title(), view.audience)).into_owned()
}

/// The cue's own line, and one an alternate below it.
fn lines(cue: &QueueCue, view: &ReviewView) -> Vec<Vec<String>> {
    let names = |ids: &[ReviewerId]| {
        let name = |id: &ReviewerId| view.reviewers.iter().find(|one| one.id == *id).map(|one| one.name.clone());
        ids.iter().filter_map(name).collect::<Vec<_>>().join(", ")
    };
    let mut stands = state(cue.state).to_owned();
    if let Some(round) = cue.stands_from {
        stands = format!("{stands} in round {round}");
    }
    if cue.changed_since_approved {
        stands = format!("{stands}, changed since approved");
    }
    let waits = names(&cue.waits_for);
    let waits = match (waits.is_empty(), cue.changed_since_approved) {
        (false, _) => format!("waits for {waits}"),
        (true, true) => "ask again".to_owned(),
        (true, false) => String::new(),
    };
    let mut rows = vec![vec![cue.number.clone(), cue.title.clone(), String::new(), stands, waits]];
    for one in &cue.alternates {
        let earlier = one.earlier.iter().map(|answer| format!("{}, of version {}", said(answer), answer.version));
        let said: Vec<String> = one.answers.iter().map(said).chain(earlier).collect();
        let pick = if one.pick { "*" } else { "" };
        let changes = one.changes.join(", ");
        rows.push(vec![
            String::new(),
            one.was.as_ref().map_or_else(String::new, |was| was.track.clone()),
            format!("{}{pick}", one.letter),
            if changes.is_empty() { String::new() } else { format!("now {changes}") },
            said.join("; "),
        ]);
    }
    rows
}

/// `Dana: wants changes “less piano”`.
fn said(answer: &AnswerView) -> String {
    let value = answer.value.map_or("took it back", |value| value.word());
    let words = if answer.words.is_empty() { String::new() } else { format!(" “{}”", answer.words) };
    format!("{}: {value}{words}", answer.name)
}

const fn state(state: QueueState) -> &'static str {
    match state {
        QueueState::NoMusic => "no music",
        QueueState::NotProposed => "not proposed",
        QueueState::Waiting => "waiting",
        QueueState::Approved => "approved",
        QueueState::Changes => "changes",
        QueueState::Rejected => "rejected",
    }
}
