//! Who is named at the end of the programme, and in what words.

use model::{ShareRole, Side, TrackId};
use serde::{Deserialize, Serialize};

use super::facts::PaperFacts;
use super::production::Production;
use crate::sheet::{SheetCue, TrackFacts};
use model::words::listed;

/// The facts of the end-credit copy, as its template knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credits {
    /// The day it is written.
    pub date: String,
    /// The programme.
    pub production: Production,
    /// Who wrote the music that was written for the programme: `R. Lindqvist`.
    pub composers: Vec<String>,
    /// Everything that is not written for the programme, once each, in the order in which it is heard.
    pub songs: Vec<Credit>,
    /// What was written for the programme, in the same order.
    pub score: Vec<Credit>,
}

/// What is said of one recording. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Credit {
    /// Title of the work, or else of the recording.
    pub title: String,
    /// Who wrote it: `T. Low and A. Low`. Empty for one out of copyright whose writer is not known.
    pub written_by: String,
    /// Who arranged it.
    pub arranged_by: String,
    /// Who performs.
    pub performed_by: String,
    /// Who publishes it: `Tidal Songs (PRS)`.
    pub published_by: String,
    /// The label, or the library.
    pub courtesy_of: String,
    /// Who licenses the recording, where that is not the label.
    pub arrangement_with: String,
    /// Whether it is out of copyright.
    pub traditional: bool,
    /// The cues it is heard in.
    pub cues: Vec<String>,
}

/// The names behind a recording, from its work, or else from its tags.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub writers: Vec<String>,
    pub arrangers: Vec<String>,
    pub publishers: Vec<String>,
}

impl Names {
    pub fn of(track: &TrackFacts) -> Self {
        let mut names = Self::default();
        for holder in track.work.iter().flat_map(|work| &work.holders) {
            let name = holder.party.full_name();
            let list = match holder.share.role {
                ShareRole::Composer
                | ShareRole::Author
                | ShareRole::ComposerAuthor
                | ShareRole::Adaptor
                | ShareRole::Translator => &mut names.writers,
                ShareRole::Arranger => &mut names.arrangers,
                ShareRole::OriginalPublisher => &mut names.publishers,
                // They collect for somebody in a territory; credits do not name them.
                ShareRole::SubArranger | ShareRole::SubAuthor | ShareRole::Administrator | ShareRole::SubPublisher => {
                    continue;
                }
            };
            if !list.contains(&name) {
                list.push(name);
            }
        }
        let tagged = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        if names.writers.is_empty() && names.arrangers.is_empty() {
            names.writers.extend(tagged(&track.composer));
        }
        if names.publishers.is_empty() {
            names.publishers.extend(tagged(&track.publisher));
        }
        names
    }
}

/// `T-034.524.680-1`, as ISO 15707 prints it; what is none stays as it is.
pub(super) fn iswc(text: &str) -> String {
    match (text.get(0..1), text.get(1..4), text.get(4..7), text.get(7..10), text.get(10..11)) {
        (Some("T"), Some(a), Some(b), Some(c), Some(check)) if text.len() == 11 => format!("T-{a}.{b}.{c}-{check}"),
        _ => text.to_owned(),
    }
}

/// The recordings that are heard, once each in the order of time, with the cues they are heard in.
pub(super) fn heard(facts: &PaperFacts) -> Vec<(&TrackFacts, Vec<&SheetCue>)> {
    let mut cues: Vec<&SheetCue> = facts.sheet.cues.iter().filter(|cue| cue.span.is_some()).collect();
    cues.sort_by_key(|cue| (cue.span.map(|span| span.start), cue.id));
    let mut found: Vec<(&TrackFacts, Vec<&SheetCue>)> = Vec::new();
    for cue in cues {
        let Some(track) = &cue.track else { continue };
        match found.iter_mut().find(|(known, _)| known.id == track.id) {
            Some((_, of)) => of.push(cue),
            None => found.push((track, vec![cue])),
        }
    }
    found
}

/// Whether a recording was made for the programme.
pub(super) fn is_score(facts: &PaperFacts, track: &TrackFacts, cues: &[&SheetCue]) -> bool {
    let origin = cues.iter().find_map(|cue| cue.usage.origin);
    let lane = cues.first().map_or(model::LaneKind::Other, |cue| cue.lane);
    let own = model::BudgetCategory::of_use(origin, lane, !track.library.is_empty());
    let released = facts.rights.iter().any(|right| {
        right.line.track == track.id
            && right.line.side.has_master()
            && right.line.status != model::ClearanceStatus::NotNeeded
    });
    own == model::BudgetCategory::Score && (origin.is_some() || !released)
}

pub(super) fn credits(facts: &PaperFacts) -> Credits {
    let (mut songs, mut score, mut composers) = (Vec::new(), Vec::new(), Vec::new());
    for (track, cues) in heard(facts) {
        let made = credit(facts, track, &cues);
        if is_score(facts, track, &cues) {
            for name in Names::of(track).writers {
                if !composers.contains(&name) {
                    composers.push(name);
                }
            }
            score.push(made);
        } else {
            songs.push(made);
        }
    }
    Credits {
        date: crate::sheet::written_day(&facts.sheet.date),
        production: Production::of(facts),
        composers,
        songs,
        score,
    }
}

fn credit(facts: &PaperFacts, track: &TrackFacts, cues: &[&SheetCue]) -> Credit {
    let names = Names::of(track);
    let work = track.work.as_ref().map(|work| &work.work);
    let courtesy_of = if track.library.is_empty() { &track.label } else { &track.library };
    let licensor = master_licensor(facts, track.id);
    Credit {
        title: work.map(|work| work.title.clone()).filter(|title| !title.is_empty()).unwrap_or(track.title.clone()),
        written_by: listed(&names.writers),
        arranged_by: listed(&names.arrangers),
        performed_by: track.artist.clone(),
        published_by: listed(&published(track, &names)),
        courtesy_of: courtesy_of.clone(),
        arrangement_with: if licensor.eq_ignore_ascii_case(courtesy_of) { String::new() } else { licensor },
        traditional: work.is_some_and(|work| work.public_domain),
        cues: cues.iter().map(|cue| cue.number.clone()).collect(),
    }
}

/// `Tidal Songs (PRS)`.
fn published(track: &TrackFacts, names: &Names) -> Vec<String> {
    let society = |name: &String| {
        let holders = track.work.iter().flat_map(|work| &work.holders);
        let party = holders.map(|holder| &holder.party).find(|party| party.full_name() == *name);
        party.map(|party| party.society.as_str()).filter(|society| !matches!(*society, "" | "NS"))
    };
    names
        .publishers
        .iter()
        .map(|name| society(name).map_or(name.clone(), |society| format!("{name} ({society})")))
        .collect()
}

/// Who licenses the recording; empty where that is nobody yet, or nobody need be asked.
fn master_licensor(facts: &PaperFacts, track: TrackId) -> String {
    let of = facts.rights.iter().filter(|right| {
        let line = &right.line;
        line.track == track
            && matches!(line.side, Side::Master | Side::OneStop)
            && (line.status.is_live() || line.status == model::ClearanceStatus::Expired)
    });
    of.map(super::facts::Right::licensor).find(|name| !name.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::iswc;

    #[test]
    fn iswcs_are_printed_with_their_separators() {
        assert_eq!(iswc("T0345246801"), "T-034.524.680-1");
        assert_eq!((iswc(""), iswc("Tøøøøø")), (String::new(), "Tøøøøø".to_owned()));
    }
}
