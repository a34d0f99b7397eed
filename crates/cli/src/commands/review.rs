//! `review`: rounds of review without a window.

mod links;
pub(in crate::commands) mod merge;
mod package;
mod proxy;
mod quality;
mod rounds;
mod serve;
mod written;

use clap::{Args, Subcommand, ValueEnum};
use model::{CueId, Cut, CutId, Reviewer, ReviewerId, ReviewerRole, Round, RoundId, RoundRule};
use serde_json::{Value, json};
use studio::Studio;
use studio::edits::{AskedSpec, Created, Edit, EditRequest, ReviewEdit, ReviewerEdit};

use crate::answer::{Answer, Failure, table};
use crate::inputs;
use crate::inputs::CutOf;
use rounds::said_of_round;

/// Rounds of review: who is asked, what was proposed, what they said
#[derive(Debug, Args)]
pub struct Review {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Rounds(rounds::Rounds),
    Open(Open),
    Close(Close),
    Report(Report),
    Minutes(written::Minutes),
    Markers(written::Markers),
    Proxy(proxy::Proxy),
    Serve(serve::Serve),
    Links(links::Links),
    Package(package::PackageCommand),
    Packages(package::Packages),
    Merge(merge::Merge),
}

/// Open a round: what is proposed in it is kept as it is now
#[derive(Debug, Args)]
struct Open {
    #[command(flatten)]
    cut: CutOf,
    /// Who is asked; once for each. NAME:advises is heard and does not decide. Somebody of a new name is added to the show
    #[arg(long = "reviewer", value_name = "NAME[:decides|:advises]", required = true)]
    reviewers: Vec<String>,
    /// What the round is called
    #[arg(long, value_name = "NAME", default_value = "")]
    name: String,
    /// How it is decided; by default one decides where one does, and else any yes is enough
    #[arg(long, value_enum)]
    rule: Option<Rule>,
    /// Only this cue; once for each. By default all cues with music
    #[arg(long = "cue", value_name = "NUMBER")]
    cues: Vec<String>,
}

/// How a round is decided.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Rule {
    /// The one person who decides
    One,
    /// Everybody who decides must say yes
    All,
    /// The yes of any who decides is enough
    Any,
}

/// Close a round: it takes no more answers
#[derive(Debug, Args)]
struct Close {
    #[command(flatten)]
    cut: CutOf,
    /// Which; by default the newest that is open
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
    /// Open it again instead
    #[arg(long)]
    reopen: bool,
}

/// What is approved, open and changed by round and reviewer, and what to do next
#[derive(Debug, Args)]
struct Report {
    #[command(flatten)]
    cut: CutOf,
}

/// `review …`.
pub fn review(asked: &Review, as_json: bool) -> Result<Answer, Failure> {
    match &asked.action {
        Action::Rounds(asked) => rounds::rounds(asked),
        Action::Open(asked) => open(asked),
        Action::Close(asked) => close(asked),
        Action::Report(asked) => report(asked),
        Action::Minutes(asked) => written::minutes(asked),
        Action::Markers(asked) => written::markers(asked),
        Action::Proxy(asked) => proxy::proxy(asked),
        Action::Serve(asked) => serve::serve(asked, as_json),
        Action::Links(asked) => links::links(asked),
        Action::Package(asked) => package::package(asked),
        Action::Packages(asked) => package::packages(asked),
        Action::Merge(asked) => merge::merge(asked),
    }
}

fn open(asked: &Open) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let known = studio.review(cut.id, None)?.reviewers;
    let wanted = asked.reviewers.iter().map(|text| who(text, &known)).collect::<Result<Vec<_>, _>>()?;
    let view = studio.cut(cut.id)?;
    let cue = |number: &String| -> Result<CueId, Failure> {
        let found = view.cues.iter().find(|cue| cue.cue.number.to_string().eq_ignore_ascii_case(number));
        let missing = || Failure::said(format!("there is no cue {number} in {}", cut.label));
        found.map(|cue| cue.cue.id).ok_or_else(missing)
    };
    let cues = asked.cues.iter().map(cue).collect::<Result<Vec<_>, _>>()?;
    let added = add_missing(&studio, &known, &wanted)?;
    let reviewers: Vec<AskedSpec> = wanted
        .iter()
        .filter_map(|(name, role)| {
            let id = known.iter().find(|one| is_called(one, name)).map(|one| one.id);
            let made = added.iter().find(|(made, _)| made == name).map(|(_, id)| *id);
            Some(AskedSpec { reviewer: id.or(made)?, role: *role })
        })
        .collect();
    let decide = reviewers.iter().filter(|asked| {
        let usual = known.iter().find(|one| one.id == asked.reviewer).map(|one| one.role);
        asked.role.or(usual).unwrap_or_default() == ReviewerRole::Decides
    });
    let rule = asked.rule.map_or(if decide.count() == 1 { RoundRule::One } else { RoundRule::Any }, Rule::named);
    let opened = ReviewEdit::OpenRound {
        cut: cut.id,
        name: asked.name.clone(),
        rule,
        reviewers,
        cues: Some(cues).filter(|cues| !cues.is_empty()),
    };
    if let Err(refused) = perform(&studio, opened.into()) {
        // Whoever was added for it goes again with it.
        if !added.is_empty() {
            studio.undo()?;
        }
        studio.close()?;
        return Err(refused);
    }
    let view = studio.review(cut.id, None)?;
    studio.close()?;
    let Some(round) = view.round else { return Err(Failure::said("the round was not opened")) };
    let text = format!("Opened {}", said_of_round(&round));
    Ok(Answer::new(json!({ "round": round.round.number, "id": round.round.id, "opened": round }), text))
}

impl Rule {
    const fn named(self) -> RoundRule {
        match self {
            Self::One => RoundRule::One,
            Self::All => RoundRule::All,
            Self::Any => RoundRule::Any,
        }
    }
}

/// Reads `Dana`, `Dana:advises`. What stands after a colon is what they do, unless somebody is called so already.
fn who(text: &str, known: &[Reviewer]) -> Result<(String, Option<ReviewerRole>), Failure> {
    let (name, role) = match text.rsplit_once(':') {
        Some(_) if known.iter().any(|one| is_called(one, text.trim())) => (text, None),
        Some((name, role)) => match role.trim().to_lowercase().as_str() {
            "decides" => (name, Some(ReviewerRole::Decides)),
            "advises" => (name, Some(ReviewerRole::Advises)),
            _ => {
                return Err(Failure::said(format!(
                    "after a colon stands decides or advises, not \"{role}\": --reviewer \"{name}:advises\"; for a name with \
                     a colon say what they do as well, as --reviewer \"{text}:decides\""
                )));
            }
        },
        None => (text, None),
    };
    if name.trim().is_empty() {
        return Err(Failure::said("name who is asked, as --reviewer Dana or --reviewer Priya:advises"));
    }
    Ok((name.trim().to_owned(), role))
}

fn is_called(reviewer: &Reviewer, name: &str) -> bool {
    reviewer.name.to_lowercase() == name.to_lowercase()
}

/// Adds those who are not known yet; one step of undo with the round.
fn add_missing(
    studio: &Studio,
    known: &[Reviewer],
    wanted: &[(String, Option<ReviewerRole>)],
) -> Result<Vec<(String, ReviewerId)>, Failure> {
    let mut added: Vec<(String, ReviewerId)> = Vec::new();
    let missing = wanted.iter().filter(|(name, _)| !known.iter().any(|one| is_called(one, name)));
    for (name, role) in missing {
        if added.iter().any(|(made, _)| made == name) {
            continue;
        }
        let edit = ReviewerEdit::AddReviewer { name: name.clone(), role: *role, colour: None, sees: None };
        for row in perform(studio, edit.into())? {
            if let Created::Reviewer(id) = row {
                added.push((name.clone(), id));
            }
        }
    }
    Ok(added)
}

/// Does an edit; what one command does is one step of undo.
fn perform(studio: &Studio, edit: Edit) -> Result<Vec<Created>, Failure> {
    let request = EditRequest {
        edits: vec![edit],
        label: Some("Open a round of review".to_owned()),
        merge_key: Some("review open".to_owned()),
    };
    Ok(studio.edit(&request)?.created)
}

fn close(asked: &Close) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let rounds = all(&studio, cut.id)?;
    let found = match asked.round {
        Some(number) => rounds.into_iter().find(|round| round.number == number),
        None => rounds.into_iter().rev().find(|round| round.is_open() != asked.reopen),
    };
    let none = if asked.reopen { "no round of this cut is closed" } else { "no round of this cut is open" };
    let round = found.ok_or_else(|| match asked.round {
        Some(number) => no_round(&cut, number),
        None => Failure::said(none),
    })?;
    let edit = ReviewEdit::CloseRound { round: round.id, reopen: Some(asked.reopen) };
    studio.edit(&EditRequest { edits: vec![edit.into()], label: None, merge_key: None })?;
    studio.close()?;
    let verb = if asked.reopen { "Opened" } else { "Closed" };
    let text = crate::shown::in_line(&format!("{verb} {}", round.title())).into_owned();
    Ok(Answer::new(json!({ "round": round.number, "open": asked.reopen }), text))
}

fn report(asked: &Report) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let report = studio.review_report(cut.id)?;
    studio.close()?;
    let mut text = Vec::new();
    for one in &report.rounds {
        text.push(said_of_round(&one.round));
        for count in &one.counts {
            let role = if count.decides { "decides" } else { "advises" };
            let mut line = format!("  {} ({role}): {} answered, {} open", count.name, count.answered, count.open);
            if count.earlier > 0 {
                line.push_str(&format!(", of which {} with an answer to an earlier version", count.earlier));
            }
            text.push(crate::shown::in_line(&line).into_owned());
        }
    }
    if !report.next.is_empty() {
        text.push(String::new());
    }
    let rows: Vec<Vec<String>> = report.next.iter().map(|step| vec![step.about.clone(), step.words.clone()]).collect();
    text.push(table(&["next", ""], &rows, "Nothing is to be done"));
    let json: Value = json!({ "rounds": report.rounds, "next": report.next });
    Ok(Answer::new(json, text.join("\n")))
}

fn all(studio: &Studio, cut: CutId) -> Result<Vec<Round>, Failure> {
    Ok(studio.review(cut, None)?.rounds.into_iter().map(|view| view.round).collect())
}

/// The round of a number, or else the newest; with `open` the newest that is open.
fn round_of(studio: &Studio, cut: &Cut, number: Option<i64>, open: bool) -> Result<Round, Failure> {
    let mut rounds = all(studio, cut.id)?.into_iter().rev();
    match number {
        Some(number) => rounds.find(|round| round.number == number).ok_or_else(|| no_round(cut, number)),
        None => rounds
            .find(|round| !open || round.is_open())
            .ok_or_else(|| Failure::said("there is no round to be shown; open one with `needledrop review open`")),
    }
}

fn numbered(studio: &Studio, cut: &Cut, number: i64) -> Result<RoundId, Failure> {
    let found = all(studio, cut.id)?.into_iter().find(|round| round.number == number);
    found.map(|round| round.id).ok_or_else(|| no_round(cut, number))
}

fn no_round(cut: &Cut, number: i64) -> Failure {
    Failure::said(format!("there is no round {number} of {}", cut.label))
}
