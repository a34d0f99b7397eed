//! Numbering cues anew in the order in which they start.

use std::collections::{HashMap, HashSet};

use deliver::sheet::Sheet;
use model::{CueId, CueNumber, Cut, CutId, Renumbered, Renumbering, alternate, reel_at, renumber as counted};
use store::Rows;

use super::EditError;
use super::draft::Draft;
use super::vocabulary::NumberedCue;

/// What renumbering would do.
pub(crate) struct Plan {
    /// The numbers that would change, in the order of the cues.
    pub changes: Vec<Renumbered>,
    /// Numbers that stay although others around them change, since they stand on sheets that have been issued.
    pub issued: Vec<CueNumber>,
}

/// The numbers that the cues of a cut, or of one of its reels, would have. Where the cut is not divided into reels, cues
/// stay in the reel that their number says.
pub(crate) fn plan(rows: &Rows, cut: &Cut, reel: Option<u32>, issued: bool) -> Result<Plan, EditError> {
    let filed = filed(rows, cut)?;
    let reels = rows.reels(cut.id)?;
    let placements = rows.placements_of_cut(cut.id)?;
    let (mut asked, mut others) = (Vec::new(), HashSet::new());
    for cue in rows.cues(cut.id)? {
        let pieces = placements.iter().filter(|placement| Some(placement.alternate()) == cue.pick);
        let at = alternate::extent(pieces).map_or(cue.at, |span| span.start);
        let own = if reels.is_empty() { cue.number.reel } else { reel_at(&reels, at) };
        if reel.is_none_or(|reel| reel == own) {
            let kept = !issued && filed.contains(&cue.number);
            asked.push(Renumbering { cue: cue.id, number: cue.number, reel: own, at, kept });
        } else {
            others.insert(cue.number);
        }
    }
    let issued = asked.iter().filter(|cue| cue.kept).map(|cue| cue.number).collect();
    Ok(Plan { changes: counted(&asked, &others), issued })
}

/// The numbers on cue sheets of the episode that have left the house.
fn filed(rows: &Rows, cut: &Cut) -> Result<HashSet<CueNumber>, EditError> {
    let Some(episode) = rows.episode(cut.episode)? else { return Ok(HashSet::new()) };
    let name = episode.name().to_string();
    let mut numbers = HashSet::new();
    for issued in rows.issued()?.into_iter().filter(|issued| issued.episode == name) {
        // Other documents than cue sheets have other contents, and no rows with numbers.
        let Ok(sheet) = serde_json::from_str::<Sheet>(&issued.content) else { continue };
        let written = sheet.rows.iter().flat_map(|row| row.number.split(" + "));
        numbers.extend(written.filter_map(|number| number.parse::<CueNumber>().ok()));
    }
    Ok(numbers)
}

pub(super) fn renumber(
    draft: &mut Draft<'_>,
    cut: CutId,
    reel: Option<u32>,
    numbers: Option<&[NumberedCue]>,
    issued: bool,
) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let changes: Vec<(CueId, CueNumber)> = match numbers {
        None => plan(draft.rows, &cut, reel, issued)?.changes.iter().map(|change| (change.cue, change.to)).collect(),
        Some(numbers) => given(draft, &cut, numbers, issued)?,
    };
    if changes.is_empty() {
        return Err(EditError::InOrder);
    }
    let mut cues = draft.rows.cues(cut.id)?;
    let taken: HashSet<CueNumber> = cues.iter().map(|cue| cue.number).collect();
    // Two numbers may change places: each goes by way of one that nobody has.
    let free = (1..=u32::MAX).rev().flat_map(|number| {
        [model::CueKind::Music, model::CueKind::Source].map(|kind| CueNumber { reel: u32::MAX, kind, number })
    });
    let mut free = free.filter(|number| !taken.contains(number));
    for (id, _) in &changes {
        if let (Some(cue), Some(number)) = (cues.iter_mut().find(|cue| cue.id == *id), free.next()) {
            cue.number = number;
            draft.rows.update_cue(cue)?;
        }
    }
    for (id, number) in changes {
        if let Some(cue) = cues.iter_mut().find(|cue| cue.id == id) {
            cue.number = number;
            draft.rows.update_cue(cue)?;
        }
    }
    Ok(())
}

/// Numbers as they were shown and taken: cues of this cut, no number twice, none that was issued unless that is meant.
fn given(
    draft: &Draft<'_>,
    cut: &Cut,
    numbers: &[NumberedCue],
    issued: bool,
) -> Result<Vec<(CueId, CueNumber)>, EditError> {
    let mut after: HashMap<CueId, CueNumber> =
        draft.rows.cues(cut.id)?.iter().map(|cue| (cue.id, cue.number)).collect();
    let filed = if issued { HashSet::new() } else { filed(draft.rows, cut)? };
    let mut changes = Vec::new();
    for asked in numbers {
        if draft.cue(asked.cue)?.cut != cut.id {
            return Err(EditError::OtherCut);
        }
        let before = after.insert(asked.cue, asked.number);
        if let Some(number) = before.filter(|before| *before != asked.number) {
            if filed.contains(&number) {
                return Err(EditError::NumberIssued { number });
            }
            changes.push((asked.cue, asked.number));
        }
    }
    let mut seen = HashSet::new();
    match after.values().find(|number| !seen.insert(**number)) {
        Some(&number) => Err(EditError::NumberTaken { number }),
        None => Ok(changes),
    }
}
