//! When a new cut comes: an editor's list against the cut that is worked on, and two cuts beside each other.

use std::path::{Path, PathBuf};

use deliver::Form;
use interchange::picture::{ListedPicture, counted_from, picture};
use interchange::timeline::{Event, READERS, Timeline, TrackKind};
use model::reconform::{Heal, SourceRule};
use model::{CueId, Cut, CutId};
use serde::{Deserialize, Serialize};
use store::Document;
use timebase::{FrameRate, Frames, Timecode};
use ts_rs::TS;

use crate::edits::{ConformEdit, ConformedCue, CutSpec, Edit, EditRequest};
use crate::files::{unwritable, write_file};
use crate::outputs::check_output;
use crate::timelines::read_timeline;
use crate::views::{self, ComparedCuts, NewPicture, ProposalView, ReconformView, TriageCue};
use crate::{Studio, StudioError};

/// What is asked when a new cut comes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
pub struct ReconformAsked {
    /// The new cut's list.
    pub to: PathBuf,
    /// The old cut's list, where the show does not have it or another is meant.
    pub from: Option<PathBuf>,
    /// What the new cut is called.
    pub label: Option<String>,
    /// The frame rate of the new cut's list, where it carries none; the old one counts as the old cut does.
    pub rate: Option<FrameRate>,
    /// How sources are told apart.
    pub rule: SourceRule,
    /// What is joined.
    pub heal: Heal,
}

/// Which proposals are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    /// The first of every cue.
    All,
    /// The first of every cue about which nobody has to decide; the others go along too, with a note that says what is open.
    Unambiguous,
}

impl Studio {
    /// What a new cut would do: nothing is changed.
    ///
    /// # Errors
    /// If a file cannot be read, carries no frame rate and none was given, or nobody has said which shots the old cut has.
    pub fn reconform_plan(&self, cut: CutId, asked: &ReconformAsked) -> Result<ReconformView, StudioError> {
        let old = self.cut_row(cut)?;
        let mut remarks = Vec::new();
        let before = match &asked.from {
            Some(file) => {
                let read = match read(file, None, old.rate, None, &mut remarks) {
                    // One that cannot be at the cut's rate.
                    Err(StudioError::NoRate { .. }) if asked.rate.is_some() => {
                        read(file, asked.rate, old.rate, None, &mut remarks)?
                    }
                    read => read?,
                };
                Some(counted_from(&read.picture, old.start, old.rate.frames_floor(old.length)))
            }
            None => None,
        };
        let keeps = before.is_some();
        let known = self.read(|rows, _| rows.shots(cut))?;
        let before = before.unwrap_or(known);
        if before.is_empty() {
            return Err(StudioError::NoShots { cut: old.label });
        }
        let new = read(&asked.to, asked.rate, old.rate, Some(old.start), &mut remarks)?;
        let reels = self.read(|rows, _| rows.reels(cut))?.len();
        let shown = new.rate.flicks(new.picture.length);
        if reels > 1 && shown.0 * 2 <= old.length.0 {
            let label = |length: Frames, rate: FrameRate| Timecode::from_frames(length, rate).to_string();
            remarks.push(format!(
                "The new list has {} of picture, the old cut {} in {reels} reels. If it is of one reel alone, what lies in the \
                 others counts as gone: ask for a list of all reels.",
                label(new.picture.length, new.rate),
                label(old.rate.frames_floor(old.length), old.rate)
            ));
        }
        let lists = [(asked.from.as_deref(), &before), (Some(asked.to.as_path()), &new.picture.shots)];
        for (file, shots) in lists {
            if shots.iter().all(|shot| asked.rule.name_of(shot).trim().is_empty()) {
                let name = file.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
                let whose = name.unwrap_or_else(|| format!("the list of {}", old.label));
                remarks.push(format!("No shot of {whose} names its source, so that none can be found again."));
            }
        }
        let labels: Vec<String> =
            self.read(|rows, _| rows.cuts(old.episode))?.into_iter().map(|cut| cut.label).collect();
        let spec = CutSpec {
            label: asked.label.clone().unwrap_or_else(|| free_label(&labels)),
            rate: new.rate,
            start: Timecode::from_frames(new.picture.start, new.rate).to_string(),
            length: format!("{}f", new.picture.length.0),
            picture: None,
        };
        let name = asked.to.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let picture = NewPicture {
            file: name,
            format: new.format,
            cut: spec,
            rate: new.rate,
            start: new.picture.start,
            length: new.rate.flicks(new.picture.length),
            shots: new.picture.shots,
            remarks,
        };
        self.read(|rows, _| {
            let books = self.books(rows)?;
            Ok(views::triage(rows, &books, &old, (before, keeps), picture, (&asked.rule, asked.heal))?)
        })
    }

    /// Keeps an editor's list as the picture of a cut; how many shots it has, and what to know about how it was read.
    ///
    /// # Errors
    /// If the file cannot be read, has no picture, or carries no frame rate and the cut's does not fit.
    pub fn import_shots(
        &self,
        cut: CutId,
        path: &Path,
        rate: Option<FrameRate>,
    ) -> Result<(usize, Vec<String>), StudioError> {
        let cut = self.cut_row(cut)?;
        let mut remarks = Vec::new();
        let read = read(path, rate, cut.rate, Some(cut.start), &mut remarks)?;
        let shots = counted_from(&read.picture, cut.start, cut.rate.frames_floor(cut.length));
        let count = shots.len();
        let edits = vec![ConformEdit::SetShots { cut: cut.id, shots }.into()];
        self.edit(&EditRequest { edits, label: None, merge_key: None })?;
        Ok((count, remarks))
    }

    /// Two cuts beside each other.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn compare_cuts(&self, old: CutId, new: CutId) -> Result<ComparedCuts, StudioError> {
        self.read(|rows, _| views::compared(rows, old, new)?.ok_or(StudioError::NoSuch { what: "cut", id: new.0 }))
    }

    /// A cut as it was when `step` was the newest step of history, or before the first, beside the same cut as it is.
    ///
    /// # Errors
    /// If there is no such cut or step, the cut was not there yet, or there is no room for a copy of the show beside it.
    pub fn compare_with_step(&self, cut: CutId, step: Option<i64>) -> Result<ComparedCuts, StudioError> {
        let label = self.cut_row(cut)?.label;
        let folder = tempfile::tempdir().map_err(|error| unwritable(&std::env::temp_dir(), &error))?;
        let path = folder.path().join("then.needledrop");
        self.document().backup_to(&path)?;
        let mut then = Document::open(&path)?;
        then.travel_to(step)?;
        let compared = self.read(|rows, _| views::compared_with(then.rows(), cut, rows, cut))?;
        let mut compared = compared.ok_or(StudioError::NotYet { cut: label })?;
        let named = step.map_or(Ok::<_, StudioError>(None), |step| {
            let steps = self.document().history(usize::MAX)?;
            Ok(steps.into_iter().find(|one| one.id == step).map(|one| one.label))
        })?;
        compared.old_label = match named {
            Some(step) => format!("{} after \"{step}\"", compared.old_label),
            None => format!("{} before the first step", compared.old_label),
        };
        Ok(compared)
    }

    /// The cut of an episode that came before one.
    ///
    /// # Errors
    /// If there is none, or the document cannot be read.
    pub fn cut_before(&self, cut: &Cut) -> Result<Cut, StudioError> {
        let cuts = self.read(|rows, _| rows.cuts(cut.episode))?;
        let before = cuts.into_iter().filter(|other| other.ordinal < cut.ordinal).max_by_key(|other| other.ordinal);
        before.ok_or_else(|| StudioError::FirstCut { cut: cut.label.clone() })
    }

    /// Writes the music change list from an older cut to a newer one.
    ///
    /// # Errors
    /// If there is no such cut, the form cannot hold it, or the file cannot be written.
    pub fn export_music_changes(
        &self,
        (old, new): (CutId, CutId),
        form: Form,
        path: &Path,
        replace: bool,
    ) -> Result<(), StudioError> {
        check_output(self, path, replace)?;
        let day = self.moment().day;
        let changes = self.read(|rows, _| {
            views::music_changes(rows, old, new, &day)?.ok_or(StudioError::NoSuch { what: "cut", id: new.0 })
        })?;
        write_file(path, &deliver::render_music_changes(&changes, form)?, replace)
    }
}

impl ReconformView {
    /// The edits that make the new cut: one step of undo.
    #[must_use]
    pub fn request(&self, accept: Accept) -> EditRequest {
        let cue = |cue: &TriageCue| cue.conformed(cue.proposals.first()?, accept);
        self.with_cues(self.cues.iter().filter_map(cue).collect())
    }

    fn with_cues(&self, cues: Vec<ConformedCue>) -> EditRequest {
        let mut edits: Vec<Edit> = Vec::new();
        if self.keeps_from_shots {
            edits.push(ConformEdit::SetShots { cut: self.from, shots: self.from_shots.clone() }.into());
        }
        let conform = ConformEdit::ConformCut {
            from: self.from,
            cut: self.cut.clone(),
            shots: self.shots.clone(),
            picture: self.picture.kept.clone(),
            cues,
        };
        edits.push(conform.into());
        EditRequest { edits, label: Some(format!("Reconform to {}", self.cut.label)), merge_key: None }
    }

    /// A cue by its id.
    #[must_use]
    pub fn cue(&self, id: CueId) -> Option<&TriageCue> {
        self.cues.iter().find(|cue| cue.cue == id)
    }
}

impl TriageCue {
    /// Where it goes by a proposal.
    fn conformed(&self, proposal: &ProposalView, accept: Accept) -> Option<ConformedCue> {
        let decide = match accept {
            Accept::All => None,
            Accept::Unambiguous if self.is_clear => None,
            Accept::Unambiguous => Some(self.to_check.clone()),
        };
        Some(ConformedCue {
            cue: self.cue,
            shift: proposal.proposal.shift,
            in_point: proposal.proposal.span.start,
            out_point: proposal.proposal.span.end,
            same_picture: self.keeps_picture,
            decide,
        })
    }
}

/// A list as it was read.
struct Read {
    picture: ListedPicture,
    rate: FrameRate,
    format: String,
}

/// Reads an editor's list; `usual` is the rate that one without a rate most likely has, `start` where its cut is expected to begin.
fn read(
    path: &Path,
    rate: Option<FrameRate>,
    usual: FrameRate,
    start: Option<Frames>,
    remarks: &mut Vec<String>,
) -> Result<Read, StudioError> {
    let mut timeline = read_timeline(path, rate)?;
    let is_picture =
        |event: &Event| timeline.tracks.get(event.track).is_some_and(|track| track.kind == TrackKind::Picture);
    if timeline.is_bin() {
        return Err(StudioError::NoPlaces { path: path.to_owned() });
    }
    if !timeline.events.iter().any(is_picture) {
        return Err(StudioError::NoPicture { path: path.to_owned() });
    }
    if timeline.rate.is_none() {
        if !timeline.possible.contains(&usual) {
            let possible = timeline.possible.iter().map(|rate| rate.name()).collect::<Vec<_>>().join(", ");
            return Err(StudioError::NoRate { path: path.to_owned(), possible });
        }
        timeline = read_timeline(path, Some(usual))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        remarks.push(format!("{name} does not say its frame rate; it was read at {usual}, as the cut counts."));
    }
    remarks.append(&mut timeline.remarks);
    remarks.extend(left_out(&timeline));
    let no_rate = || StudioError::NoRate { path: path.to_owned(), possible: String::new() };
    let counting = timeline.counting().ok_or_else(no_rate)?;
    let listed = picture(&timeline, counting, start.filter(|_| counting.rate == usual));
    let picture = listed.ok_or_else(|| StudioError::NoPicture { path: path.to_owned() })?;
    let named = READERS.iter().find(|reader| reader.id == timeline.format);
    Ok(Read { picture, rate: counting.rate, format: named.map_or(timeline.format, |reader| reader.name).to_owned() })
}

fn left_out(timeline: &Timeline) -> Option<String> {
    let first = timeline.skipped.first()?;
    let count = timeline.skipped.len() as u64 + timeline.skipped_more;
    let more = if count > 1 { format!("; and {} more", count - 1) } else { String::new() };
    Some(format!("Left out at {}: {}{more}.", first.place, first.reason.trim_end_matches('.')))
}

/// `Cut 4` after `Cut 3`, however many there are: the next that no cut is called.
fn free_label(taken: &[String]) -> String {
    let number = |label: &String| {
        label.strip_prefix("Cut ")?.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
    };
    let highest: usize = taken.iter().filter_map(number).filter(|&number| number < 1_000).max().unwrap_or(0);
    let next = (highest.max(taken.len()) + 1..).map(|number| format!("Cut {number}"));
    next.into_iter().find(|label| !taken.contains(label)).unwrap_or_default()
}
