//! Reading the show: its episodes and cuts, and what was done.

use model::{Cut, Episode};
use store::{Document, Rows, StoreError};
use timebase::Timecode;

use super::{CutSummary, EpisodeSummary, HistoryEnd, HistoryStep, ShowView};

/// The show as the shell shows it.
pub(crate) fn show(document: &Document) -> Result<ShowView, StoreError> {
    let rows = document.rows();
    let show = rows.show()?;
    let mut episodes = Vec::new();
    for episode in rows.episodes()? {
        episodes.push(episode_summary(rows, &episode)?);
    }
    let (undo, redo) = ends_of_history(document)?;
    Ok(ShowView {
        title: show.title,
        currency: show.currency,
        production_company: show.production_company,
        path: document.path().display().to_string(),
        read_only: document.is_read_only(),
        revision: document.revision(),
        undo,
        redo,
        episodes,
        lanes: rows.lanes()?,
        characters: rows.characters()?,
        themes: rows.themes()?,
        track_count: rows.track_count()?,
    })
}

/// The next steps of undo and redo.
pub(crate) fn ends_of_history(document: &Document) -> Result<(HistoryEnd, HistoryEnd), StoreError> {
    let (undoable, redoable) = document.depth();
    let entries = document.history(redoable + 1)?;
    let undo = entries.iter().find(|entry| !entry.undone).map(|entry| entry.label.clone());
    let redo = entries.iter().rev().find(|entry| entry.undone).map(|entry| entry.label.clone());
    Ok((HistoryEnd { steps: undoable, label: undo }, HistoryEnd { steps: redoable, label: redo }))
}

/// The newest steps of history, at most `limit`.
pub(crate) fn history(document: &Document, limit: usize) -> Result<Vec<HistoryStep>, StoreError> {
    let entries = document.history(limit)?.into_iter();
    Ok(entries
        .map(|entry| HistoryStep { id: entry.id, label: entry.label, at: entry.at, undone: entry.undone })
        .collect())
}

pub(super) fn episode_summary(rows: &Rows, episode: &Episode) -> Result<EpisodeSummary, StoreError> {
    let mut cuts = Vec::new();
    for cut in rows.cuts(episode.id)? {
        let cues = rows.cues(cut.id)?.len();
        let has_picture = cut.picture.is_some();
        let (start_timecode, length_timecode) = timecodes(&cut);
        cuts.push(CutSummary {
            id: cut.id,
            label: cut.label,
            rate: cut.rate,
            start_timecode,
            length_timecode,
            cues,
            has_picture,
        });
    }
    Ok(EpisodeSummary {
        id: episode.id,
        name: episode.name().to_string(),
        season: episode.season,
        number: episode.number,
        title: episode.title.clone(),
        cuts,
    })
}

/// Of the first frame, and of the length.
pub(super) fn timecodes(cut: &Cut) -> (String, String) {
    let label = |frames| Timecode::from_frames(frames, cut.rate).to_string();
    (label(cut.start), label(cut.rate.frames_floor(cut.length)))
}
