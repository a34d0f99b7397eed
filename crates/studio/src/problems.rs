//! What stands between a cut's cue list and a final one, as far as the show itself can tell.

use std::collections::HashMap;

use deliver::problem::Severity;
use model::{Cue, CueStatus, CutId, PlacementId, Rights, TrackId};
use serde::Serialize;
use timebase::Position;

use crate::views::{CutView, PlacementView, UsedTrack};
use crate::{Studio, StudioError};

/// One thing that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The rule it breaks: `composer-missing`.
    pub rule: &'static str,
    /// The number of the cue it is about; `None` for the cut as a whole.
    pub cue: Option<String>,
    /// What is wrong and what to do, as a sentence.
    pub message: String,
}

impl Studio {
    /// What stands in the way of a final cue list of this cut, in the order of its cues.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn problems(&self, cut: CutId) -> Result<Vec<Problem>, StudioError> {
        Ok(problems(&self.cut(cut)?))
    }
}

fn problems(view: &CutView) -> Vec<Problem> {
    let mut found = Vec::new();
    if view.picture_missing {
        let picture = view.cut.picture.as_deref().unwrap_or_default();
        found.push(Problem {
            severity: Severity::Warning,
            rule: "picture-missing",
            cue: None,
            message: format!(
                "The picture {picture} is not there; put it back, or choose another for {}.",
                view.cut.label
            ),
        });
    }
    for warning in &view.picture_warnings {
        let (severity, rule) = (Severity::Warning, warning.kind.rule());
        found.push(Problem { severity, rule, cue: None, message: warning.message.clone() });
    }
    let tracks: HashMap<TrackId, &UsedTrack> = view.tracks.iter().map(|track| (track.id, track)).collect();
    let placements: HashMap<PlacementId, &PlacementView> =
        view.placements.iter().map(|placement| (placement.placement.id, placement)).collect();
    for cue in &view.cues {
        let mut list = CueProblems { cue: &cue.cue, found: &mut found };
        let pick = cue.cue.pick.and_then(|pick| placements.get(&pick).copied());
        of_status(&mut list, cue.status);
        match pick {
            Some(pick) => {
                of_span(&mut list, view, pick);
                of_overlaps(&mut list, view, pick);
                if let Some(track) = tracks.get(&pick.placement.track) {
                    of_track(&mut list, track);
                }
                for warning in view.licence.iter().filter(|warning| warning.cue == cue.cue.id) {
                    list.add(warning.severity, warning.rule, warning.message.clone());
                }
            }
            None if !view.cut.span().contains(cue.cue.at) => list.add(
                Severity::Error,
                "outside-cut",
                format!("{} lies outside {}; move it, or remove it.", cue.cue.number, view.cut.label),
            ),
            None => {}
        }
        let open = view.notes.iter().filter(|note| note.cue == Some(cue.cue.id) && !note.resolved).count();
        if open > 0 {
            let notes = if open == 1 { "an open note".to_owned() } else { format!("{open} open notes") };
            let message = format!("{} has {notes}; answer and resolve.", cue.cue.number);
            list.add(Severity::Warning, "note-open", message);
        }
    }
    found
}

/// The problems of one cue as they are found.
struct CueProblems<'a> {
    cue: &'a Cue,
    found: &'a mut Vec<Problem>,
}

impl CueProblems<'_> {
    fn add(&mut self, severity: Severity, rule: &'static str, message: String) {
        self.found.push(Problem { severity, rule, cue: Some(self.cue.number.to_string()), message });
    }
}

fn of_status(list: &mut CueProblems<'_>, status: CueStatus) {
    let number = list.cue.number;
    match status {
        CueStatus::Spotted => {
            let message = format!("{number} has no music; place a track, or remove the cue.");
            list.add(Severity::Error, "music-missing", message);
        }
        CueStatus::Waiting => {
            let message = format!("The pick of {number} waits for the director's verdict.");
            list.add(Severity::Warning, "verdict-missing", message);
        }
        CueStatus::Changes => {
            let message = format!("The director wants changes to the pick of {number}.");
            list.add(Severity::Warning, "pick-to-change", message);
        }
        CueStatus::Rejected => {
            let message = format!("The director rejected the pick of {number}; pick another alternate.");
            list.add(Severity::Error, "pick-rejected", message);
        }
        CueStatus::Approved => {}
    }
}

fn of_span(list: &mut CueProblems<'_>, view: &CutView, pick: &PlacementView) {
    let (number, label) = (list.cue.number, &view.cut.label);
    let placement = &pick.placement;
    if placement.in_point >= view.cut.span().end || placement.out_point <= Position::ZERO {
        let message = format!("{number} lies outside {label}; move it, or remove it.");
        list.add(Severity::Error, "outside-cut", message);
    } else if placement.in_point < Position::ZERO || placement.out_point > view.cut.span().end {
        let message = format!("{number} goes on past the end of {label}; trim it.");
        list.add(Severity::Error, "outside-cut", message);
    }
}

/// Two picks at once on one lane are a crossfade, or a mistake; each pair is named once, at the later cue.
fn of_overlaps(list: &mut CueProblems<'_>, view: &CutView, pick: &PlacementView) {
    let mine = &pick.placement;
    let earlier = view.placements.iter().filter(|other| {
        let theirs = &other.placement;
        other.pick
            && theirs.lane == mine.lane
            && theirs.span().overlaps(mine.span())
            && (theirs.in_point, theirs.id) < (mine.in_point, mine.id)
    });
    for other in earlier {
        let Some(before) = view.cues.iter().find(|cue| cue.cue.id == other.placement.cue) else { continue };
        let message = format!(
            "{} overlaps {} on the same lane; see that the crossfade is meant.",
            list.cue.number, before.cue.number
        );
        list.add(Severity::Warning, "overlap", message);
    }
}

fn of_track(list: &mut CueProblems<'_>, track: &UsedTrack) {
    let title = &track.title;
    if track.missing {
        let message = format!("The file of {title} is not where it was; put it back, or import it from where it is.");
        list.add(Severity::Error, "audio-missing", message);
    }
    if track.composer.trim().is_empty() {
        list.add(Severity::Error, "composer-missing", format!("{title} has no composer; fill it in."));
    }
    if track.publisher.trim().is_empty() {
        list.add(Severity::Error, "publisher-missing", format!("{title} has no publisher; fill it in."));
    }
    if track.artist.trim().is_empty() {
        list.add(Severity::Warning, "artist-missing", format!("{title} has no artist; fill it in."));
    }
    match track.rights {
        Rights::Unknown | Rights::Open => {
            list.add(Severity::Warning, "rights-open", format!("The rights of {title} are not confirmed."));
        }
        // A refusal is named by the watch over licences, with who refused.
        Rights::Cleared | Rights::Denied => {}
    }
}
