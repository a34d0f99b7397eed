//! What letters and lists are drawn up from, read from the document and the books.

use std::collections::BTreeMap;

use deliver::letters::{BudgetScope, BudgetSum, PaperFacts, Right, Spot};
use deliver::sheet::SheetFacts;
use model::{Clearance, CueId, CutId, OptionStep, Settlement, ThemeId};
use store::{Rows, StoreError};

use crate::books::Books;
use crate::facts::facts as sheet_facts;
use crate::views::{self, BudgetView, ClearView};

/// Everything that letters and lists of a cut may say, or `None` if the cut is gone.
pub(super) fn facts(rows: &Rows, revision: u64, books: &Books, cut: CutId) -> Result<Option<PaperFacts>, StoreError> {
    let (Some(sheet), Some(clear)) = (sheet_facts(rows, books, cut)?, views::clear(rows, revision, books, cut)?) else {
        return Ok(None);
    };
    let (lengths, albums) = recordings(rows, &sheet)?;
    let mut rights = Vec::new();
    let mut gaps = BTreeMap::new();
    for group in clear.groups.iter().filter(|group| group.picked) {
        gaps.insert(group.track, group.gaps);
        for line in &group.lines {
            rights.push(right(rows, books, &line.line.clearance, &line.group_name)?);
        }
    }
    Ok(Some(PaperFacts {
        currency: clear.currency.clone(),
        scenes: rows.scenes(cut)?,
        hits: rows.hits(cut)?,
        spots: spots(rows, cut)?,
        lengths,
        albums,
        rights,
        gaps,
        budgets: budgets(books, &clear),
        sheet,
    }))
}

fn right(rows: &Rows, books: &Books, line: &Clearance, group: &str) -> Result<Right, StoreError> {
    // Events are in the order in which they happened.
    let last = rows.clearance_events(line.id)?.into_iter().max_by(|a, b| a.at.cmp(&b.at));
    let options: Vec<OptionStep> = books.options.iter().filter(|option| option.clearance == line.id).cloned().collect();
    Ok(Right {
        party: line.party.and_then(|party| books.parties.get(&party)).cloned(),
        settlement: Settlement::of(line, &options, &rows.payments(line.id)?),
        options,
        group: group.to_owned(),
        last,
        line: line.clone(),
    })
}

fn spots(rows: &Rows, cut: CutId) -> Result<BTreeMap<CueId, Spot>, StoreError> {
    let themes: BTreeMap<ThemeId, String> = rows.themes()?.into_iter().map(|theme| (theme.id, theme.name)).collect();
    let mut notes: BTreeMap<CueId, Vec<String>> = BTreeMap::new();
    for note in rows.notes(cut)? {
        let Some(cue) = note.cue.filter(|_| !note.private) else { continue };
        let body = if note.author.is_empty() { note.body } else { format!("{}: {}", note.author, note.body) };
        notes.entry(cue).or_default().push(if note.resolved { format!("{body} (done)") } else { body });
    }
    let spot = |cue: model::Cue| {
        let spot = Spot {
            kind: cue.number.kind,
            at: cue.at,
            brief: cue.brief,
            themes: cue.themes.iter().filter_map(|stated| themes.get(&stated.theme)).cloned().collect(),
            notes: notes.remove(&cue.id).unwrap_or_default(),
        };
        (cue.id, spot)
    };
    Ok(rows.cues(cut)?.into_iter().map(spot).collect())
}

/// How long the recordings are, and the releases they are on.
#[allow(clippy::type_complexity, reason = "two maps by recording")]
fn recordings(
    rows: &Rows,
    sheet: &SheetFacts,
) -> Result<(BTreeMap<model::TrackId, timebase::Flicks>, BTreeMap<model::TrackId, String>), StoreError> {
    let (mut lengths, mut albums) = (BTreeMap::new(), BTreeMap::new());
    for track in sheet.cues.iter().filter_map(|cue| cue.track.as_ref()) {
        if let Some(row) = rows.track(track.id)? {
            lengths.insert(track.id, row.duration);
            albums.insert(track.id, row.album);
        }
    }
    Ok((lengths, albums))
}

/// The season, then each of its episodes: the very figures of the Clear page.
fn budgets(books: &Books, clear: &ClearView) -> Vec<BudgetScope> {
    let counted = books.counted();
    let mut scopes = vec![scope(format!("Season {}", clear.season), &clear.season_budget)];
    for episode in books.episodes.iter().filter(|episode| episode.season == clear.season) {
        let title = format!("{} {}", episode.name(), episode.title);
        scopes.push(scope(title.trim().to_owned(), &views::of_episode(&counted, episode.id)));
    }
    scopes
}

fn scope(title: String, view: &BudgetView) -> BudgetScope {
    let line = |line: &views::BudgetLine| BudgetSum {
        category: Some(line.category),
        amount: line.amount,
        figures: line.figures,
    };
    BudgetScope {
        title,
        lines: view.categories.iter().map(line).collect(),
        whole: BudgetSum { category: None, amount: view.amount, figures: view.figures },
    }
}
