//! The music of a cut for somebody's program: what that gets, what is lost on the way, and writing it into a file or a folder.

mod folder;
mod rendered;
mod watched;
mod writing;

use std::collections::HashMap;
use std::path::Path;

use interchange::markers::{MarkerForm, MarkerSequence};
use interchange::placed::{
    PartKind, PlacedCut, PlacedForm, RECEIVERS, Receiver, SpottedFile, Spotting, file_safe, flat_names, spotted,
};
use model::CutId;
use serde::{Deserialize, Serialize};
use timebase::{Flicks, SampleRate};
use ts_rs::TS;

use crate::views::{self, FailedFile, MarkedCues};
use crate::{Studio, StudioError};

/// What is handed over, and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
pub struct HandoverAsked {
    /// The receiver's program, by its name.
    pub receiver: String,
    /// What it gets, by the names of its parts; what it usually gets where nothing is said.
    pub parts: Option<Vec<String>>,
    /// Sound files of placements as they were recorded, with this much more on both sides; as they are heard where nothing
    /// is said.
    pub handles: Option<Flicks>,
}

/// What a program would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandoverView {
    /// The program, as commands name it.
    pub receiver: String,
    /// The program, as its maker calls it.
    pub word: String,
    /// The proposed name of the folder or the file, without an ending.
    pub name: String,
    /// What there is for it.
    pub parts: Vec<HandoverPart>,
    /// The ending of the one file, where what is chosen is one file; else it is a folder.
    pub alone: Option<String>,
    /// How many placements.
    pub placements: usize,
    /// How many notes, hits and cues are told as markers.
    pub markers: usize,
    /// What of the cut gets lost, each in a sentence.
    pub losses: Vec<String>,
    /// Recordings whose files are not where they were.
    pub missing: Vec<String>,
    /// About how many bytes will be written.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// Something that a program can get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandoverPart {
    /// As commands name it.
    pub name: String,
    /// What it is called.
    pub word: String,
    /// What it is good for there.
    pub purpose: String,
    /// Whether it will be written.
    pub chosen: bool,
    /// What will be written: `Cut 3.xml`, `Sound/ (12 files)`.
    pub files: String,
    /// What it has no place for, each in a sentence.
    pub losses: Vec<String>,
}

/// A program that music can be handed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReceiverView {
    /// As commands name it.
    pub name: String,
    /// What its maker calls it.
    pub word: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HandedOver {
    /// The files, in their order.
    pub files: Vec<std::path::PathBuf>,
    /// What of the cut got lost.
    pub losses: Vec<String>,
    /// Recordings that could not be taken along.
    pub left_out: Vec<FailedFile>,
}

/// The programs, in the order in which they are offered.
#[must_use]
pub fn receivers() -> Vec<ReceiverView> {
    RECEIVERS.iter().map(|one| ReceiverView { name: one.name.to_owned(), word: one.word.to_owned() }).collect()
}

/// Samples and bits of sound files that are made for others.
pub(crate) const WAVE: (SampleRate, u16) = (SampleRate::MIX, 24);

/// A handover that is worked out, nothing of it written.
pub(crate) struct Handover {
    pub receiver: Receiver,
    pub cut: PlacedCut,
    pub marks: MarkerSequence,
    pub parts: Vec<PartKind>,
    pub spotting: Spotting,
}

impl Handover {
    pub fn of(studio: &Studio, cut: CutId, asked: &HandoverAsked) -> Result<Self, StudioError> {
        let known = || RECEIVERS.iter().map(|one| one.name).collect::<Vec<_>>().join(", ");
        let receiver = Receiver::named(&asked.receiver)
            .ok_or_else(|| StudioError::NoReceiver { name: asked.receiver.clone(), known: known() })?;
        let parts: Vec<PartKind> = match &asked.parts {
            None => receiver.parts.iter().filter(|part| part.usual).map(|part| part.kind).collect(),
            Some(names) => {
                let has = |name: &String| receiver.parts.iter().any(|part| part.kind.name() == name);
                if let Some(odd) = names.iter().find(|name| !has(name)) {
                    let known: Vec<&str> = receiver.parts.iter().map(|part| part.kind.name()).collect();
                    return Err(StudioError::NoPart {
                        name: odd.clone(),
                        receiver: receiver.word,
                        known: known.join(", "),
                    });
                }
                let chosen = |part: &&interchange::placed::Part| names.iter().any(|name| name == part.kind.name());
                receiver.parts.iter().filter(chosen).map(|part| part.kind).collect()
            }
        };
        let gone = StudioError::NoSuch { what: "cut", id: cut.0 };
        let read = studio.read(|rows, _| {
            Ok::<_, StudioError>(views::placed_cut(rows, cut)?.zip(views::marked(rows, cut, MarkedCues::All)?))
        })?;
        let (cut, marks) = read.ok_or(gone)?;
        let spotting = asked.handles.map_or(Spotting::Heard, |handles| Spotting::Recorded { handles });
        Ok(Self { receiver, cut, marks, parts, spotting })
    }

    /// The ending of the one file, where what is chosen is one.
    fn alone(&self) -> Option<&'static str> {
        match self.parts[..] {
            [PartKind::Placed(form)] => PlacedForm::named(form).map(|form| form.ending),
            [PartKind::Markers(form)] => MarkerForm::named(form).map(|form| form.ending),
            _ => None,
        }
    }

    /// What a part has no place for.
    fn losses_of(&self, part: PartKind) -> Vec<String> {
        match part {
            PartKind::Placed(form) => PlacedForm::named(form).map(|form| form.losses(&self.cut)).unwrap_or_default(),
            PartKind::Markers(form) => MarkerForm::named(form).map(|form| form.losses(&self.marks)).unwrap_or_default(),
            PartKind::Spotted => rendered::losses(&self.cut, self.spotting),
            PartKind::Recordings => Vec::new(),
        }
    }

    /// What of the cut nothing that is chosen carries, and what the program takes from nobody.
    fn losses(&self) -> Vec<String> {
        let mut losses: Vec<String> = self.parts.iter().flat_map(|part| self.losses_of(*part)).collect();
        let carries = |wanted: fn(&PartKind) -> bool| self.parts.iter().any(wanted);
        let says_markers = carries(|part| matches!(part, PartKind::Markers(_) | PartKind::Placed(_)));
        if !says_markers && !self.marks.markers.is_empty() {
            losses.push("Notes, hits and cues are not told as markers.".to_owned());
        }
        let has_sound =
            carries(|part| matches!(part, PartKind::Spotted | PartKind::Recordings | PartKind::Placed("otioz")));
        let names_sound = carries(|part| matches!(part, PartKind::Placed(_)));
        if names_sound && !has_sound && !self.cut.clips.is_empty() {
            losses.push(
                "The sound is not taken along: recordings are named by where they lie on this computer.".to_owned(),
            );
        }
        if !self.receiver.lacks.is_empty() && !self.marks.markers.is_empty() {
            losses.push(self.receiver.lacks.to_owned());
        }
        let mut seen = std::collections::HashSet::new();
        losses.retain(|loss| seen.insert(loss.clone()));
        losses
    }

    /// Files of placements.
    fn spotted(&self) -> Vec<SpottedFile> {
        spotted(&self.cut, self.spotting)
    }

    /// Recordings by path, with the names that copies of them get.
    fn recordings(&self) -> HashMap<&str, String> {
        flat_names(self.cut.clips.iter().map(|clip| clip.path.as_str()))
    }

    /// What a part is called, and what is written of it.
    fn told(&self, part: PartKind) -> (String, String) {
        let base = file_safe(&self.cut.title);
        match part {
            PartKind::Placed(name) => match PlacedForm::named(name) {
                Some(form) => (form.word.to_owned(), format!("{base}.{}", form.ending)),
                None => (name.to_owned(), String::new()),
            },
            PartKind::Markers(name) => match MarkerForm::named(name) {
                Some(form) => (form.word.to_owned(), format!("{base} markers.{}", form.ending)),
                None => (name.to_owned(), String::new()),
            },
            PartKind::Spotted => ("Spotted sound files".to_owned(), counted("Spotted", self.cut.clips.len())),
            PartKind::Recordings => ("Copies of the recordings".to_owned(), counted("Sound", self.recordings().len())),
        }
    }

    /// About how many bytes a part has.
    fn bytes(&self, part: PartKind) -> u64 {
        match part {
            PartKind::Spotted => {
                let lengths = self.spotted().iter().map(|file| file.span.length()).collect::<Vec<_>>();
                let samples: i64 = lengths.into_iter().map(|length| WAVE.0.samples_nearest(length).max(0)).sum();
                u64::try_from(samples).unwrap_or(0) * 6
            }
            PartKind::Recordings | PartKind::Placed("otioz") => self
                .recordings()
                .keys()
                .filter_map(|path| Path::new(path).metadata().ok())
                .map(|found| found.len())
                .sum(),
            PartKind::Placed(_) | PartKind::Markers(_) => 0,
        }
    }

    fn missing(&self) -> Vec<String> {
        let paths = self.recordings();
        let mut missing: Vec<String> =
            paths.keys().filter(|path| !Path::new(path).is_file()).map(|path| (*path).to_owned()).collect();
        missing.sort();
        missing
    }
}

fn counted(folder: &str, count: usize) -> String {
    format!("{folder}/ ({count} {})", if count == 1 { "file" } else { "files" })
}

impl Studio {
    /// What a program would get of the music of a cut, and what gets lost; nothing is written.
    ///
    /// # Errors
    /// If there is no such cut, program or part, or the document cannot be read.
    pub fn handover_plan(&self, cut: CutId, asked: &HandoverAsked) -> Result<HandoverView, StudioError> {
        let plan = Handover::of(self, cut, asked)?;
        let parts = plan.receiver.parts.iter().map(|part| {
            let (word, files) = plan.told(part.kind);
            HandoverPart {
                name: part.kind.name().to_owned(),
                word,
                purpose: part.purpose.to_owned(),
                chosen: plan.parts.contains(&part.kind),
                files,
                losses: plan.losses_of(part.kind),
            }
        });
        let title = file_safe(&plan.cut.title);
        Ok(HandoverView {
            receiver: plan.receiver.name.to_owned(),
            word: plan.receiver.word.to_owned(),
            name: if plan.alone().is_some() { title } else { format!("{title} for {}", plan.receiver.word) },
            parts: parts.collect(),
            alone: plan.alone().map(str::to_owned),
            placements: plan.cut.clips.len(),
            markers: plan.marks.markers.len(),
            losses: plan.losses(),
            missing: plan.missing(),
            bytes: plan.parts.iter().map(|part| plan.bytes(*part)).sum(),
        })
    }
}
