//! `reconform` and `compare`: a newer cut, and two cuts beside each other.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use model::reconform::{Heal, SourceBy, SourceRule};
use model::words::counted;
use model::{Cut, EpisodeName};
use serde_json::{Value, json};
use studio::edits::Created;
use studio::views::{ReconformView, TriageCue};
use studio::{Accept, ReconformAsked, Studio};
use timebase::{Flicks, FrameRate, Position, Span, Timecode};

use crate::answer::{Answer, Failure, table};
use crate::inputs::{frame_rates, whole_path};
use crate::shown;

/// Carry the music to a newer cut: compare two editor's lists, and move each cue with its picture
///
/// Without --accept nothing is changed, and what would happen is shown. The new cut is a new version; the old one stays as
/// it is.
#[derive(Debug, Args)]
pub struct Reconform {
    /// The show's file
    show: PathBuf,
    /// Season and episode, as 1x04
    episode: EpisodeName,
    /// The editor's list of the new cut: an EDL, AAF or another that `needledrop read` reads
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// The editor's list of the old cut, where the show does not have it yet
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The old cut, where it is not the newest
    #[arg(long, value_name = "LABEL")]
    cut: Option<String>,
    /// What the new cut is called; by default Cut and the next number
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// The frame rate of the new cut's list, where it carries none; by default that of the old cut, at which the old list counts
    #[arg(long, value_parser = frame_rates())]
    rate: Option<FrameRate>,
    /// What names a source in the lists
    #[arg(long, value_enum, default_value = "clip")]
    by: By,
    /// What tells versions of an effect apart, to be left out of names: # stands for digits, * at the end for the rest. May
    /// be given several times; by default _v#, -v#, .v# and " v#". An empty one leaves names as they are
    #[arg(long = "versions", value_name = "PATTERN")]
    versions: Vec<String>,
    /// What is joined: shots that stayed side by side, and picture of the same length that replaced other picture
    #[arg(long, value_enum, default_value = "gaps")]
    heal: HealBy,
    /// Only show what would happen, as without --accept
    #[arg(long, conflicts_with = "accept")]
    preview: bool,
    /// Make the new cut: with the first proposal of every cue, or with a note on each cue that somebody has to decide about
    #[arg(long, value_enum)]
    accept: Option<Take>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Clip,
    Reel,
    File,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum HealBy {
    None,
    Consecutive,
    Gaps,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Take {
    All,
    Unambiguous,
}

/// `reconform`.
pub fn reconform(asked: &Reconform) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show)?;
    let old = studio.find_cut(asked.episode, asked.cut.as_deref())?;
    let by = match asked.by {
        By::Clip => SourceBy::Clip,
        By::Reel => SourceBy::Reel,
        By::File => SourceBy::File,
    };
    let versions = if asked.versions.is_empty() { SourceRule::default().versions } else { asked.versions.clone() };
    let heal = match asked.heal {
        HealBy::None => Heal::None,
        HealBy::Consecutive => Heal::Consecutive,
        HealBy::Gaps => Heal::Gaps,
    };
    let plan = studio.reconform_plan(
        old.id,
        &ReconformAsked {
            to: whole_path(&asked.to)?,
            from: asked.from.as_deref().map(whole_path).transpose()?,
            label: asked.label.clone(),
            rate: asked.rate,
            rule: SourceRule { by, versions },
            heal,
        },
    )?;
    let start = Timecode::parse(&plan.cut.start, plan.cut.rate).map_err(|error| Failure::said(error.to_string()))?;
    let mut newer = Cut { rate: plan.cut.rate, start: start.to_frames(), length: plan.length, ..old.clone() };
    newer.label.clone_from(&plan.cut.label);
    let made = match asked.accept {
        None => None,
        Some(take) => {
            let accept = match take {
                Take::All => Accept::All,
                Take::Unambiguous => Accept::Unambiguous,
            };
            Some(studio.edit(&plan.request(accept))?)
        }
    };
    let new_cut = made
        .as_ref()
        .and_then(|made| made.created.iter().find_map(|one| if let Created::Cut(id) = one { Some(*id) } else { None }));
    let licences: Vec<Value> = match new_cut {
        Some(cut) => studio
            .cut(cut)?
            .licence
            .iter()
            .map(|one| json!({ "cue": one.number, "rule": one.rule, "message": one.message }))
            .collect(),
        None => Vec::new(),
    };
    studio.close()?;
    let mut answer = Answer::new(
        told(&plan, &old, &newer, new_cut.is_some(), &licences),
        written(&plan, &old, &newer, new_cut.is_some()),
    );
    answer.remarks.extend(plan.remarks.iter().cloned());
    answer.remarks.extend(made.into_iter().flat_map(|made| made.remarks));
    Ok(answer)
}

fn told(plan: &ReconformView, old: &Cut, newer: &Cut, is_made: bool, licences: &[Value]) -> Value {
    let span = |cut: &Cut, span: &Span| json!({ "in": at(cut, span.start), "out": at(cut, span.end), "inFlicks": span.start, "outFlicks": span.end });
    let cue = |cue: &TriageCue| {
        let first = cue.proposals.first();
        let proposals = cue.proposals.iter().map(|one| {
            json!({
                "proposal": one.name, "title": one.title, "deltaFlicks": one.proposal.shift,
                "in": at(newer, one.proposal.span.start), "out": at(newer, one.proposal.span.end),
                "inFlicks": one.proposal.span.start, "outFlicks": one.proposal.span.end, "longerFlicks": one.longer,
                "licences": one.licences.iter().map(|cost| &cost.message).collect::<Vec<_>>(),
            })
        });
        json!({
            "number": cue.number, "title": cue.title, "class": cue.class, "reason": cue.reason,
            "deltaFlicks": first.map(|one| one.proposal.shift), "proposal": first.map(|one| one.name),
            "in": first.map(|one| at(newer, one.proposal.span.start)), "out": first.map(|one| at(newer, one.proposal.span.end)),
            "inFlicks": first.map(|one| one.proposal.span.start), "outFlicks": first.map(|one| one.proposal.span.end),
            "was": span(old, &cue.was), "proposals": proposals.collect::<Vec<_>>(), "overlaps": cue.overlaps,
            "approved": cue.approved, "asksAgain": cue.asks_again,
        })
    };
    let pieces = |pieces: &[studio::edits::PictureSpec]| -> Vec<Value> {
        pieces.iter().map(|piece| json!({ "old": span(old, &piece.old), "new": span(newer, &piece.new) })).collect()
    };
    let named = |cut: &Cut, spans: &[studio::views::NamedSpan]| -> Vec<Value> {
        spans.iter().map(|one| json!({ "name": one.name, "span": span(cut, &one.span) })).collect()
    };
    let picture = &plan.picture;
    json!({
        "from": old.label, "cut": newer.label, "rate": newer.rate, "start": newer.timecode(Position::ZERO).to_string(),
        "lengthFlicks": plan.length, "made": is_made, "events": plan.shots.len(),
        "cues": plan.cues.iter().map(cue).collect::<Vec<_>>(),
        "lost": plan.lost.iter().map(|one| json!({ "kind": one.kind, "name": one.name, "at": at(old, one.at), "atFlicks": one.at })).collect::<Vec<_>>(),
        "picture": {
            "kept": pieces(&picture.kept), "moved": pieces(&picture.moved), "retimed": pieces(&picture.retimed),
            "replaced": pieces(&picture.replaced), "doubtful": pieces(&picture.doubtful),
            "deleted": named(old, &picture.gone), "inserted": named(newer, &picture.inserted),
            "versions": picture.renamed.iter().map(|one| json!({ "from": one.from, "to": one.to, "span": span(newer, &one.span) })).collect::<Vec<_>>(),
        },
        "licences": licences, "remarks": plan.remarks,
    })
}

fn written(plan: &ReconformView, old: &Cut, newer: &Cut, is_made: bool) -> String {
    let rows: Vec<Vec<String>> = plan
        .cues
        .iter()
        .map(|cue| {
            let first = cue.proposals.first();
            let licence =
                first.and_then(|one| one.licences.first()).map(|cost| format!(" {}", cost.message)).unwrap_or_default();
            vec![
                cue.number.clone(),
                cue.word.to_owned(),
                first.map_or_else(|| "–".to_owned(), |one| signed(one.proposal.shift, newer)),
                at(old, cue.was.start),
                first.map_or_else(String::new, |one| at(newer, one.proposal.span.start)),
                first.map_or_else(String::new, |one| at(newer, one.proposal.span.end)),
                first.map_or("", |one| one.name).to_owned(),
                format!("{}{licence}", cue.reason),
            ]
        })
        .collect();
    let heads = ["cue", "class", "moved", "old in", "new in", "new out", "proposal", "why"];
    let picture = &plan.picture;
    let (came, went) = (counted(picture.inserted.len(), "stretch"), counted(picture.gone.len(), "stretch"));
    let end = if is_made {
        format!("{} was made of {}", shown::in_line(&newer.label), shown::in_line(&old.label))
    } else {
        "Nothing was changed; make the cut with --accept all or --accept unambiguous".to_owned()
    };
    let lost: Vec<String> = plan
        .lost
        .iter()
        .map(|one| format!("No place for the {} {} at {}", one.kind, shown::in_line(&one.name), at(old, one.at)))
        .collect();
    let mut lines = vec![
        table(&heads, &rows, "No cues"),
        format!(
            "{}: {}, {came} new, {went} gone, {} moved, {} retimed",
            shown::in_line(&plan.file),
            counted(plan.shots.len(), "shot"),
            picture.moved.len(),
            picture.retimed.len()
        ),
    ];
    lines.extend(lost);
    lines.push(end);
    lines.join("\n")
}

/// The label of a moment; of one past the end as well.
fn at(cut: &Cut, at: Position) -> String {
    cut.timecode(at).to_string()
}

/// `+00:00:12:10`.
fn signed(by: Flicks, cut: &Cut) -> String {
    let (sign, length) = if by < Flicks::ZERO { ('-', -by) } else { ('+', by) };
    let frames = cut.rate.frames_floor(length + Flicks(cut.rate.frame().0 / 2));
    if frames.0 == 0 { "0".to_owned() } else { format!("{sign}{}", Timecode::from_frames(frames, cut.rate)) }
}

/// Compare two cuts of an episode, or a cut and what it was: which cues came, went, moved, were trimmed, or have other music
#[derive(Debug, Args)]
pub struct Compare {
    /// The show's file
    show: PathBuf,
    /// Season and episode, as 1x04
    episode: EpisodeName,
    /// The older cut
    #[arg(value_name = "CUT")]
    old: String,
    /// The newer cut; none with --step
    #[arg(value_name = "CUT", required_unless_present = "step", conflicts_with = "step")]
    new: Option<String>,
    /// Compare the cut with itself as it was after this step, as `history` numbers them; 0 is before the first
    #[arg(long, value_name = "STEP")]
    step: Option<i64>,
}

/// `compare`.
pub fn compare(asked: &Compare) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show)?;
    let old = studio.find_cut(asked.episode, Some(&asked.old))?;
    let new = match &asked.new {
        Some(label) => studio.find_cut(asked.episode, Some(label))?,
        None => old.clone(),
    };
    let compared = match asked.step {
        Some(step) => studio.compare_with_step(old.id, Some(step).filter(|step| *step != 0))?,
        None => studio.compare_cuts(old.id, new.id)?,
    };
    studio.close()?;
    let span = |cut: &Cut, span: Option<Span>| {
        span.map(|span| json!({ "in": at(cut, span.start), "out": at(cut, span.end), "inFlicks": span.start, "outFlicks": span.end }))
    };
    let (mut listed, mut rows) = (Vec::new(), Vec::new());
    for cue in &compared.cues {
        listed.push(json!({
            "number": cue.number, "title": cue.title, "changes": cue.changes, "old": span(&old, cue.was), "new": span(&new, cue.is),
            "deltaFlicks": cue.delta, "longerFlicks": cue.longer, "oldTrack": cue.titles.0, "newTrack": cue.titles.1,
            "placementsRemoved": cue.placements.0, "placementsAdded": cue.placements.1, "reason": cue.reason,
        }));
        let place = |cut: &Cut, span: Option<Span>| span.map_or_else(|| "–".to_owned(), |span| at(cut, span.start));
        rows.push(vec![
            cue.number.clone(),
            if cue.changes.is_empty() { "same".to_owned() } else { cue.changes.join(", ") },
            place(&old, cue.was),
            place(&new, cue.is),
            signed(cue.delta, &new),
            signed(cue.longer, &new),
            cue.title.clone(),
        ]);
    }
    let json = json!({ "episode": asked.episode.to_string(), "old": compared.old_label, "new": compared.new_label, "cues": listed });
    let heads = ["cue", "change", "old in", "new in", "moved", "longer", "title"];
    Ok(Answer::new(json, table(&heads, &rows, "No cues")))
}
