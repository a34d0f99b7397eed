//! Writing a handover: lists, markers, sound files, copies of recordings, and what tells people how to open them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use interchange::markers::MarkerForm;
use interchange::placed::{PartKind, PlacedCut, PlacedForm, Spotting, file_safe, spotted_list, write_otioz};
use model::CutId;
use playback::BounceError;

use super::folder::Folder;
use super::rendered::Sounding;
use super::watched::{Meter, Watched};
use super::{HandedOver, Handover, HandoverAsked};
use crate::jobs::Job;
use crate::outputs::part_of;
use crate::views::FailedFile;
use crate::{Studio, StudioError, check_output, sentence, unwritable, write_file};

impl Studio {
    /// Writes what a program gets of the music of a cut: into the file `path` where it is one, else into a folder of that
    /// name, which is there whole or not at all. Memory does not grow with the sound. Progress counts thousandths.
    ///
    /// # Errors
    /// If there is no such cut, program or part, something that is there would be replaced and `replace` is not said, the
    /// job is cancelled, or a file cannot be written. A recording that cannot be read is left out, and named.
    pub fn hand_over(
        &self,
        job: &Job,
        cut: CutId,
        asked: &HandoverAsked,
        path: &Path,
        replace: bool,
    ) -> Result<HandedOver, StudioError> {
        let finish = job.finish_at_last();
        let handed =
            Handover::of(self, cut, asked).and_then(|plan| self.write_handover(job, cut, &plan, path, replace));
        job.update(|view| match &handed {
            Ok(handed) => {
                view.done = view.total;
                view.failed.clone_from(&handed.left_out);
            }
            Err(StudioError::Bounce(BounceError::Cancelled)) => {}
            Err(error) => {
                view.failed.push(FailedFile { path: path.display().to_string(), reason: sentence(error) });
            }
        });
        drop(finish);
        handed
    }

    /// Writes the sound of each placement of a cut as a file that says where it lies, and a list of them, into a folder.
    ///
    /// # Errors
    /// As [`Studio::hand_over`].
    pub fn export_spotted(
        &self,
        job: &Job,
        cut: CutId,
        spotting: Spotting,
        path: &Path,
        replace: bool,
    ) -> Result<HandedOver, StudioError> {
        let finish = job.finish_at_last();
        let plan = Handover::of(self, cut, &only_spotted(spotting))?;
        let mut folder = Folder::begin(self, path, replace)?;
        let meter = RefCell::new(Meter::of(job, plan.bytes(PartKind::Spotted)));
        let left_out = self.write_spotted(cut, &plan, Path::new(""), &mut folder, &meter)?;
        let handed = HandedOver { files: folder.publish()?, losses: plan.losses_of(PartKind::Spotted), left_out };
        job.update(|view| view.done = view.total);
        drop(finish);
        Ok(handed)
    }

    /// What of a cut is not in the sound files of its placements.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn spotted_losses(&self, cut: CutId, spotting: Spotting) -> Result<Vec<String>, StudioError> {
        Ok(Handover::of(self, cut, &only_spotted(spotting))?.losses_of(PartKind::Spotted))
    }

    fn write_handover(
        &self,
        job: &Job,
        cut: CutId,
        plan: &Handover,
        path: &Path,
        replace: bool,
    ) -> Result<HandedOver, StudioError> {
        let meter = RefCell::new(Meter::of(job, plan.parts.iter().map(|part| plan.bytes(*part)).sum()));
        let losses = plan.losses();
        if let Some(ending) = plan.alone() {
            let path = &named_file(path, &file_safe(&plan.cut.title), ending);
            let mut files = Vec::new();
            let mut left_out = Vec::new();
            for part in &plan.parts {
                for (part, content) in contents(plan, *part, &plan.cut) {
                    let own = part_of(path, &part);
                    check_output(self, &own, replace)?;
                    left_out.extend(self.write_content(&content, &own, replace, plan, &meter)?);
                    files.push(own);
                }
            }
            return Ok(HandedOver { files, losses, left_out });
        }
        if plan.parts.is_empty() {
            return Err(StudioError::NothingChosen { receiver: plan.receiver.word });
        }
        let mut folder = Folder::begin(self, path, replace)?;
        let mut left_out = Vec::new();
        let mut copies = HashMap::new();
        if plan.parts.contains(&PartKind::Recordings) {
            (copies, left_out) = self.write_copies(plan, &mut folder, &meter)?;
        }
        let base = file_safe(&plan.cut.title);
        for part in &plan.parts {
            match part {
                PartKind::Recordings => {}
                PartKind::Spotted => {
                    left_out.extend(self.write_spotted(cut, plan, Path::new("Spotted"), &mut folder, &meter)?);
                }
                PartKind::Placed(_) | PartKind::Markers(_) => {
                    let ending = Path::new(&plan.told(*part).1).extension().unwrap_or_default().to_owned();
                    let name =
                        if matches!(part, PartKind::Markers(_)) { format!("{base} markers") } else { base.clone() };
                    let named = with_copies(plan, *part, &copies, folder.target());
                    for (nth, content) in contents(plan, *part, &named) {
                        let mut own = PathBuf::from(format!("{name}{nth}."));
                        own.as_mut_os_string().push(&ending);
                        let place = folder.place(&own)?;
                        left_out.extend(self.write_content(&content, &place, true, plan, &meter)?);
                    }
                }
            }
        }
        let place = folder.place(Path::new("Read me.txt"))?;
        write_file(&place, read_me(plan, &losses, &left_out).as_bytes(), true)?;
        left_out.sort_by(|one, other| one.path.cmp(&other.path));
        left_out.dedup_by(|one, other| one.path == other.path);
        Ok(HandedOver { files: folder.publish()?, losses, left_out })
    }

    fn write_content(
        &self,
        content: &Content,
        path: &Path,
        replace: bool,
        plan: &Handover,
        meter: &RefCell<Meter<'_>>,
    ) -> Result<Vec<FailedFile>, StudioError> {
        meter.borrow().name(&path.file_name().unwrap_or_default().to_string_lossy());
        match content {
            Content::Whole(bytes) => write_file(path, bytes, replace).map(|()| Vec::new()),
            Content::Bundle => {
                let mut draft =
                    crate::unfinished::Unfinished::beside(path).map_err(|error| unwritable(path, &error))?;
                let mut open = |path: &str| match File::open(path) {
                    Ok(from) => Ok(Some(Box::new(Watched { from, meter }) as Box<dyn Read + '_>)),
                    Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                    Err(error) => Err(error),
                };
                let written = write_otioz(&mut *draft.file(), &plan.cut, &mut open);
                let missing = written.map_err(|error| meter.borrow().or_cancelled(unwritable(path, &error)))?;
                draft.publish(path).map_err(|error| unwritable(path, &error))?;
                Ok(missing.into_iter().map(not_there).collect())
            }
        }
    }

    fn write_spotted(
        &self,
        cut: CutId,
        plan: &Handover,
        inside: &Path,
        folder: &mut Folder<'_>,
        meter: &RefCell<Meter<'_>>,
    ) -> Result<Vec<FailedFile>, StudioError> {
        let files = plan.spotted();
        // What is there already is told before anything is rendered.
        let places: Result<Vec<PathBuf>, StudioError> =
            files.iter().map(|file| folder.place(&inside.join(&file.name))).collect();
        let list = folder.place(&inside.join(format!("{} spotted.txt", file_safe(&plan.cut.title))))?;
        let sounding = Sounding::of(self.program(cut, &[], false)?);
        let mut left_out = Vec::new();
        let mut written = Vec::new();
        for (file, place) in files.into_iter().zip(places?) {
            let mut meter = meter.borrow_mut();
            meter.name(&file.name);
            match sounding.write(&plan.cut, &file, plan.spotting, &place, &mut meter) {
                Ok(()) => written.push(file),
                Err(BounceError::Unreadable(fault)) => {
                    folder.forget(&inside.join(&file.name));
                    let reason = sentence(&*fault.cause);
                    left_out.push(FailedFile { path: fault.path.display().to_string(), reason });
                }
                Err(error) => return Err(error.into()),
            }
        }
        write_file(&list, &spotted_list(&plan.cut, &written, plan.spotting), true)?;
        Ok(left_out)
    }

    /// Copies recordings; those that came along by path, with where they are from the folder.
    fn write_copies<'p>(
        &self,
        plan: &'p Handover,
        folder: &mut Folder<'_>,
        meter: &RefCell<Meter<'_>>,
    ) -> Result<(HashMap<&'p str, String>, Vec<FailedFile>), StudioError> {
        let mut left_out = Vec::new();
        let mut copies = HashMap::new();
        let mut all: Vec<(&str, String)> = plan.recordings().into_iter().collect();
        all.sort();
        for (path, name) in all {
            let from = match File::open(path) {
                Ok(from) => from,
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    left_out.push(not_there(path.to_owned()));
                    continue;
                }
                Err(error) => {
                    left_out.push(FailedFile { path: path.to_owned(), reason: error.to_string() });
                    continue;
                }
            };
            meter.borrow().name(&name);
            let inside = Path::new("Sound").join(&name);
            let place = folder.place(&inside)?;
            let copied = File::create_new(&place).and_then(|mut to| {
                io::copy(&mut Watched { from, meter }, &mut to)?;
                to.sync_all()
            });
            copied.map_err(|error| meter.borrow().or_cancelled(unwritable(&folder.target().join(&inside), &error)))?;
            copies.insert(path, format!("Sound/{name}"));
        }
        Ok((copies, left_out))
    }
}

/// The one file of a handover: in a folder that is there by the cut's name, and never without an ending.
fn named_file(path: &Path, base: &str, ending: &str) -> PathBuf {
    if path.is_dir() {
        return path.join(format!("{base}.{ending}"));
    }
    let is_ending = |own: &str| own.len() <= 8 && own.bytes().all(|letter| letter.is_ascii_alphanumeric());
    if path.extension().and_then(|own| own.to_str()).is_some_and(is_ending) {
        return path.to_owned();
    }
    let mut named = path.as_os_str().to_owned();
    named.push(format!(".{ending}"));
    PathBuf::from(named)
}

/// Sound files of placements, as any program takes them.
fn only_spotted(spotting: Spotting) -> HandoverAsked {
    let handles = match spotting {
        Spotting::Heard => None,
        Spotting::Recorded { handles } => Some(handles),
    };
    HandoverAsked { receiver: "pro-tools".to_owned(), parts: Some(vec!["spotted".to_owned()]), handles }
}

fn not_there(path: String) -> FailedFile {
    FailedFile { path, reason: "the file is not there".to_owned() }
}

/// A file's content.
enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// A bundle, which is written as it is read.
    Bundle,
}

/// The files of a list or of markers, each with what is added to its name.
fn contents(plan: &Handover, part: PartKind, cut: &PlacedCut) -> Vec<(String, Content)> {
    let written = match part {
        PartKind::Placed(form) => PlacedForm::named(form).map(|form| match form.write {
            Some(write) => write(cut).into_iter().map(|one| (one.part, Content::Whole(one.bytes))).collect(),
            None => vec![(String::new(), Content::Bundle)],
        }),
        PartKind::Markers(form) => {
            MarkerForm::named(form).map(|form| vec![(String::new(), Content::Whole((form.write)(&plan.marks)))])
        }
        PartKind::Spotted | PartKind::Recordings => None,
    };
    written.unwrap_or_default()
}

/// The cut with recordings named as they lie in the folder. FCP7 XML has no place for a path that begins at no root: its reader
/// looks beside the list where it is moved.
fn with_copies(plan: &Handover, part: PartKind, copies: &HashMap<&str, String>, target: &Path) -> PlacedCut {
    let mut cut = plan.cut.clone();
    for clip in &mut cut.clips {
        let Some(copy) = copies.get(clip.path.as_str()) else { continue };
        clip.path = match part {
            PartKind::Placed("xmeml") => target.join(copy).to_string_lossy().into_owned(),
            _ => copy.clone(),
        };
    }
    cut
}

/// What stands in the folder for whoever opens it.
fn read_me(plan: &Handover, losses: &[String], left_out: &[FailedFile]) -> String {
    let mut text = format!("{}\r\nMusic for {}, written by Needledrop\r\n", plan.cut.title, plan.receiver.word);
    for part in plan.receiver.parts.iter().filter(|part| plan.parts.contains(&part.kind)) {
        let (word, files) = plan.told(part.kind);
        text.push_str(&format!("\r\n{files}\r\n  {word}. {}.\r\n", part.purpose));
    }
    if !losses.is_empty() {
        text.push_str("\r\nNotes\r\n");
        for loss in losses {
            text.push_str(&format!("  {loss}\r\n"));
        }
    }
    if !left_out.is_empty() {
        text.push_str("\r\nNot here\r\n");
        for one in left_out {
            let name = one.path.rsplit(['/', '\\']).next().unwrap_or(&one.path);
            text.push_str(&format!("  {name}: {}\r\n", one.reason));
        }
    }
    text
}
