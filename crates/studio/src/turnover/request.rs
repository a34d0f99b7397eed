//! A plan as the edit that takes it.

use std::collections::HashMap;

use model::words::counted;
use timebase::Flicks;

use super::cues::{Laid, Proposal, Sounding};
use super::made::Target;
use super::plan::Plan;
use super::{marks, names, script};
use crate::edits::{ImportInto, ImportedCue, ImportedPlacement, ImportedSound, ImportedTimeline, OfflineRecording};
use crate::views::{CueFate, MarkerFate, TimelinePart, TimelinePreview};

/// The edit; `None` where nothing of the file is taken.
pub(super) fn edit(plan: &Plan, target: &Target, preview: &TimelinePreview) -> Option<ImportedTimeline> {
    let takes = |part| plan.parts.contains(&part);
    let mut offline = Offline::default();
    let mut cues: Vec<ImportedCue> = Vec::new();
    if takes(TimelinePart::Cues) {
        let changes = |cue: &&Proposal| !matches!(cue.fate, CueFate::Same | CueFate::LeftOut);
        cues.extend(plan.cues.iter().filter(changes).map(|cue| cue_of(cue, &mut offline)));
        cues.extend(hinted(preview));
    }
    let (hits, notes) = if takes(TimelinePart::Hits) { marks::taken(&plan.marks) } else { Default::default() };
    let scenes = takes(TimelinePart::Scenes).then(|| script::taken(&plan.scenes)).filter(|scenes| !scenes.is_empty());
    let dialogue = (takes(TimelinePart::Dialogue) && !plan.dialogue.is_empty()).then(|| plan.dialogue.clone());
    let shots = (takes(TimelinePart::Cut) && !plan.shots.is_empty()).then(|| plan.shots.clone());
    let is_empty = cues.is_empty() && hits.is_empty() && notes.is_empty();
    if is_empty && scenes.is_none() && dialogue.is_none() && shots.is_none() && target.new.is_none() {
        return None;
    }
    let into = match &target.new {
        Some(new) => ImportInto::Episode(new.clone()),
        None => ImportInto::Cut(target.cut.id),
    };
    let recordings = offline.recordings;
    Some(ImportedTimeline { into, file: preview.file.clone(), recordings, cues, scenes, hits, notes, dialogue, shots })
}

/// Recordings that are not in the library, each once.
#[derive(Default)]
struct Offline {
    recordings: Vec<OfflineRecording>,
    by_name: HashMap<String, u32>,
}

impl Offline {
    fn of(&mut self, title: &str, file: &str, isrc: Option<&str>, length: Flicks) -> u32 {
        let name = names::plain_stem(file);
        let key = isrc.map_or(name, str::to_owned);
        if let Some(&at) = self.by_name.get(&key) {
            let known = &mut self.recordings[at as usize];
            known.length = known.length.max(length);
            return at;
        }
        let at = u32::try_from(self.recordings.len()).unwrap_or(u32::MAX);
        self.by_name.insert(key, at);
        self.recordings.push(OfflineRecording {
            title: title.to_owned(),
            file: file.to_owned(),
            isrc: isrc.map(str::to_owned),
            length,
        });
        at
    }
}

fn cue_of(cue: &Proposal, offline: &mut Offline) -> ImportedCue {
    let placement = |one: &Laid| {
        let clip = &one.clip;
        let length = clip.span.length();
        let sound = match &one.sounding {
            Sounding::Track(track) => ImportedSound::Track(*track),
            Sounding::Offline { title, file, isrc } => {
                // Of a recording nobody has heard the list says how much there is of it at least.
                let needs = clip.into.unwrap_or(Flicks::ZERO) + length;
                ImportedSound::Offline(offline.of(title, file, isrc.as_deref(), needs))
            }
        };
        ImportedPlacement {
            placement: one.there.map(|there| there.id),
            cut_from: one.cut_from.map(|from| from.id),
            sound,
            in_point: clip.span.start,
            out_point: clip.span.end,
            track_start: one.start(),
            gain: clip.gain,
            fade_in: clip.fade_in,
            fade_out: clip.fade_out,
            volume: (!clip.volume.is_empty()).then(|| clip.volume_from(one.start())),
            temp: clip.temp || (cue.temp && one.there.or(one.cut_from).is_none()),
            piece: one.is_piece,
        }
    };
    let mut placement = placement;
    ImportedCue {
        cue: cue.cue.as_ref().map(|cue| cue.id),
        number: Some(cue.number),
        kind: Some(cue.number.kind),
        title: cue.title.clone(),
        brief: String::new(),
        at: None,
        lane: cue.lane.0.clone(),
        lane_kind: Some(cue.lane.1),
        placements: cue.laid.iter().map(&mut placement).collect(),
    }
}

/// Cues without music, where a script speaks of music in a scene that is taken.
fn hinted(preview: &TimelinePreview) -> Vec<ImportedCue> {
    let mut cues = Vec::new();
    for scene in &preview.scenes {
        for hint in scene.hints.iter().filter(|hint| hint.takes) {
            cues.push(ImportedCue {
                cue: None,
                number: None,
                kind: Some(model::CueKind::Source),
                title: if hint.title.is_empty() { hint.word.clone() } else { hint.title.clone() },
                brief: hint.text.clone(),
                at: Some(scene.in_point),
                lane: String::new(),
                lane_kind: None,
                placements: Vec::new(),
            });
        }
    }
    cues
}

/// What was taken, in a sentence: `8 cues, 2 of them offline, 22 hits and 3 scenes`.
pub(super) fn told(preview: &TimelinePreview) -> String {
    let takes = |part| preview.parts.iter().any(|one| one.part == part && one.takes);
    let mut parts = Vec::new();
    if takes(TimelinePart::Cues) {
        let hints = preview.scenes.iter().flat_map(|scene| &scene.hints).filter(|hint| hint.takes).count();
        if preview.counts.new > 0 {
            parts.push(counted(preview.counts.new, "new cue"));
        }
        if preview.counts.moves > 0 {
            parts.push(format!("{} changed", counted(preview.counts.moves, "cue")));
        }
        if hints > 0 {
            parts.push(format!("{} without music", counted(hints, "cue")));
        }
    }
    if takes(TimelinePart::Hits) {
        for (fate, noun) in [(MarkerFate::Hit, "hit"), (MarkerFate::Note, "note")] {
            let count = preview.markers.iter().filter(|mark| mark.fate == fate).count();
            if count > 0 {
                parts.push(counted(count, noun));
            }
        }
    }
    if takes(TimelinePart::Scenes) && preview.counts.scenes > 0 {
        parts.push(counted(preview.counts.scenes, "scene"));
    }
    if takes(TimelinePart::Dialogue) && preview.dialogue_count > 0 {
        parts.push(format!("{} of dialogue", counted(preview.dialogue_count, "line")));
    }
    if takes(TimelinePart::Cut) {
        parts.push("the picture's shots".to_owned());
    }
    if parts.is_empty() { "Nothing new".to_owned() } else { model::words::listed(&parts) }
}
