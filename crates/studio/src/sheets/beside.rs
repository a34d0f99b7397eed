//! What stands in a sheet's way that the sheet itself cannot know.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use deliver::problem::{CueField, EpisodeField, Problem, Severity, Target, TrackField};
use deliver::profile::LicenceWeight;
use model::{CueId, TrackId, picture_parts};
use store::{Rows, StoreError};

use crate::books::Books;
use crate::facts::Drawn;
use crate::{licences, pictures};

/// What the sheet cannot know: licences that the picture does not keep to, and files that are gone.
pub(super) fn beside(
    rows: &Rows,
    books: &Books,
    drawn: &Drawn<'_>,
    weight: LicenceWeight,
) -> Result<Vec<Problem>, StoreError> {
    let Drawn { facts, files, lines, cut } = drawn;
    let numbers: HashSet<_> = facts.cues.iter().map(|cue| cue.id).collect();
    let tracks: HashSet<TrackId> =
        facts.cues.iter().filter_map(|cue| cue.track.as_ref()).map(|track| track.id).collect();
    let warnings = licences::warnings(rows, books, |track| lines.get(&track).map_or(&[], Vec::as_slice), &tracks)?;
    let mut found: Vec<Problem> = warnings
        .iter()
        .filter(|warning| numbers.contains(&warning.cue))
        .filter_map(|warning| weighed(warning.to_problem(), weight))
        .collect();
    let parts = picture_parts(cut, &rows.reel_pictures(cut.id)?);
    let seen = parts.iter().filter_map(|part| part.cut.picture.as_deref());
    for picture in seen.filter(|picture| !Path::new(picture).is_file()) {
        found.push(Problem {
            severity: Severity::Warning,
            rule: "picture-missing".into(),
            cue: None,
            title: format!("The picture of {} is not where it was", cut.label),
            message: format!("{picture} is not there; put it back, or choose another picture for {}.", cut.label),
            why: "Times are checked against the picture.".into(),
            target: Target::Episode { id: facts.episode, field: EpisodeField::Picture },
            fixes: Vec::new(),
            proposed: false,
        });
    }
    found.extend(pictures::warnings(&parts).into_iter().map(|warning| Problem {
        severity: Severity::Warning,
        rule: warning.kind.rule().into(),
        cue: None,
        title: warning.message.clone(),
        message: warning.message,
        why: "Times are checked against the picture.".into(),
        target: Target::Episode { id: facts.episode, field: EpisodeField::Picture },
        fixes: Vec::new(),
        proposed: false,
    }));
    let mut open: BTreeMap<CueId, usize> = BTreeMap::new();
    for note in rows.notes(cut.id)?.into_iter().filter(|note| !note.resolved) {
        if let Some(cue) = note.cue {
            *open.entry(cue).or_default() += 1;
        }
    }
    for (cue, count) in open {
        let Some(cue) = facts.cues.iter().find(|known| known.id == cue) else { continue };
        let notes = if count == 1 { "an open note".to_owned() } else { format!("{count} open notes") };
        found.push(Problem {
            severity: Severity::Warning,
            rule: "note-open".into(),
            cue: Some(cue.number.clone()),
            title: format!("{} has {notes}", cue.number),
            message: format!("{} has {notes}; answer and resolve.", cue.number),
            why: "What somebody asked for may change the music.".into(),
            target: Target::Cue { id: cue.id, field: CueField::Remarks },
            fixes: Vec::new(),
            proposed: false,
        });
    }
    for cue in &facts.cues {
        let Some(track) = &cue.track else { continue };
        let there = files.get(&track.id).is_some_and(|path| Path::new(path).is_file());
        if !there {
            found.push(Problem {
                severity: Severity::Warning,
                rule: "audio-missing".into(),
                cue: Some(cue.number.clone()),
                title: format!("The file of \"{}\" is not where it was", track.title),
                message: "Put it back, or import it from where it is; the track finds it again.".into(),
                why: "What cannot be heard cannot be checked against what is filed.".into(),
                target: Target::Track { id: track.id, field: TrackField::Path },
                fixes: Vec::new(),
                proposed: false,
            });
        }
    }
    Ok(found)
}

/// A licence that does not hold, as the profile takes it.
fn weighed(problem: Problem, weight: LicenceWeight) -> Option<Problem> {
    match weight {
        LicenceWeight::Ignore => None,
        LicenceWeight::Warn => Some(Problem { severity: Severity::Warning, ..problem }),
        LicenceWeight::Stop => Some(problem),
    }
}
