//! What leaves the program: where it may be written.

use std::collections::HashMap;
use std::fs;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use deliver::Form;
use interchange::markers::MarkerForm;
use interchange::placed::{PlacedForm, write_otioz};
use model::{CutId, RoundId};

use crate::error::StudioError;
use crate::files::{check_kind, unwritable, write_file};
use crate::proxies::ProxyError;
use crate::session::Studio;
use crate::unfinished::Unfinished;
use crate::views;

/// Whether an output may be written to `path`: never over a recording, a picture or the show itself, and over
/// anything else only with `replace`.
///
/// # Errors
/// If it may not, or the document cannot be read.
pub fn check_output(studio: &Studio, path: &Path, replace: bool) -> Result<(), StudioError> {
    let document = studio.document();
    if document.is_part(path) {
        return Err(StudioError::OwnFile { path: path.to_owned() });
    }
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    if !replace {
        return Err(StudioError::Exists { path: path.to_owned() });
    }
    check_kind(path)?;
    let real = |path: &Path| fs::canonicalize(path).ok();
    let (output, mut own) = (real(path), false);
    let rows = document.rows();
    own |= real(document.path()) == output;
    for episode in rows.episodes()? {
        for cut in rows.cuts(episode.id)? {
            let others = rows.reel_pictures(cut.id)?.into_iter().map(|picture| picture.path);
            for picture in cut.picture.into_iter().chain(others) {
                own |= real(Path::new(&picture)).is_some_and(|it| Some(it) == output);
            }
        }
    }
    for sound in rows.all_production_sounds()? {
        own |= real(Path::new(&sound.path)).is_some_and(|it| Some(it) == output);
    }
    // Another file's name cannot be the same file unless it is a link; asking the disk for each track is too slow.
    let name = output.as_deref().and_then(Path::file_name);
    rows.for_each_track(|track| {
        let track = Path::new(&*track.path);
        own |= track.file_name() == name && real(track) == output;
    })?;
    if own { Err(StudioError::OwnFile { path: path.to_owned() }) } else { Ok(()) }
}

/// Writes the cue list of a cut as it stands.
///
/// # Errors
/// If there is no such cut, a cue cannot be shown in the format, or the file cannot be written.
pub fn export_cue_list(
    studio: &Studio,
    cut: CutId,
    format: Form,
    path: &Path,
    replace: bool,
) -> Result<(), StudioError> {
    check_output(studio, path, replace)?;
    let list = studio.cue_list(cut)?;
    write_file(path, &deliver::render(&list, format)?, replace)
}

impl Studio {
    /// Writes the minutes of the review of a cut, of all rounds or of one. Notes that are marked private are in them only
    /// with `private`.
    ///
    /// # Errors
    /// If there is no such cut, the form cannot hold them, or the file cannot be written.
    pub fn export_minutes(
        &self,
        cut: CutId,
        round: Option<RoundId>,
        private: bool,
        form: Form,
        path: &Path,
        replace: bool,
    ) -> Result<(), StudioError> {
        check_output(self, path, replace)?;
        let day = self.moment().day;
        let minutes = self.read(|rows, _| {
            views::minutes(rows, cut, round, private, &day)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })?;
        let minutes = if form == Form::Pdf { self.with_frames(cut, minutes)? } else { minutes };
        write_file(path, &deliver::render_minutes(&minutes, form)?, replace)
    }

    /// The same minutes with the frame of each proposal and note; where none can be had, they say why.
    fn with_frames(&self, cut: CutId, mut minutes: deliver::Minutes) -> Result<deliver::Minutes, StudioError> {
        let rows = minutes.rounds.iter().flat_map(|round| round.rows.iter().filter_map(|row| row.first_frame));
        let notes = minutes.rounds.iter().flat_map(|round| round.notes.iter().filter_map(|note| note.at_frame));
        let mut wanted: Vec<i64> = rows.chain(notes).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.truncate(deliver::MOST_FRAMES);
        let stills = match self.stills(cut, &wanted) {
            Ok(stills) => stills,
            Err(StudioError::Proxy(ProxyError::NoPicture { .. })) => {
                minutes.no_frames = "Without frames: the cut has no picture, or its file is not there".to_owned();
                return Ok(minutes);
            }
            Err(StudioError::Proxy(_)) => {
                minutes.no_frames =
                    "Without frames of the picture: they are read by ffmpeg, which is not installed".to_owned();
                return Ok(minutes);
            }
            Err(error) => return Err(error),
        };
        if stills.iter().all(Option::is_none) && !wanted.is_empty() {
            minutes.no_frames = "Without frames: the picture could not be read there".to_owned();
        }
        let mut places = HashMap::new();
        for (frame, still) in wanted.into_iter().zip(stills) {
            if let Some(still) = still {
                places.insert(frame, minutes.frames.len());
                minutes.frames.push(still);
            }
        }
        for round in &mut minutes.rounds {
            for row in &mut round.rows {
                row.frame = row.first_frame.and_then(|frame| places.get(&frame).copied());
            }
            for note in &mut round.notes {
                note.frame = note.at_frame.and_then(|frame| places.get(&frame).copied());
            }
        }
        Ok(minutes)
    }

    /// Writes the notes of a cut as markers of somebody's editor, and says how many. `open` leaves out what is resolved;
    /// notes that are marked private are among them only with `private`.
    ///
    /// # Errors
    /// If there is no such cut, or the file cannot be written.
    pub fn export_markers(
        &self,
        cut: CutId,
        (open, private): (bool, bool),
        form: MarkerForm,
        path: &Path,
        replace: bool,
    ) -> Result<usize, StudioError> {
        check_output(self, path, replace)?;
        let sequence = self.read(|rows, _| {
            views::markers(rows, cut, open, private)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })?;
        write_file(path, &(form.write)(&sequence), replace)?;
        Ok(sequence.markers.len())
    }

    /// Writes open notes, hits and cues as markers of somebody's editor, and says how many, and what the form had no place for.
    ///
    /// # Errors
    /// If there is no such cut, or the file cannot be written.
    pub fn export_marked(
        &self,
        cut: CutId,
        form: MarkerForm,
        path: &Path,
        replace: bool,
    ) -> Result<(usize, Vec<String>), StudioError> {
        check_output(self, path, replace)?;
        let sequence = self.read(|rows, _| {
            views::marked(rows, cut, views::MarkedCues::All)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })?;
        write_file(path, &(form.write)(&sequence), replace)?;
        Ok((sequence.markers.len(), form.losses(&sequence)))
    }

    /// What of the markers of a cut a form has no place for, each in a sentence; refuses what writing it would refuse.
    ///
    /// # Errors
    /// If there is no such cut, something is at `path` and `replace` is not said, or the document cannot be read.
    pub fn marked_losses(
        &self,
        cut: CutId,
        form: MarkerForm,
        path: &Path,
        replace: bool,
    ) -> Result<Vec<String>, StudioError> {
        check_output(self, path, replace)?;
        let sequence = self.read(|rows, _| {
            views::marked(rows, cut, views::MarkedCues::All)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })
        })?;
        Ok(form.losses(&sequence))
    }

    /// What of the music of a cut a form has no place for, each in a sentence; refuses what writing it would refuse.
    ///
    /// # Errors
    /// If there is no such cut, something is at `path` and `replace` is not said, or the document cannot be read.
    pub fn placed_losses(
        &self,
        cut: CutId,
        form: PlacedForm,
        path: &Path,
        replace: bool,
    ) -> Result<Vec<String>, StudioError> {
        check_output(self, path, replace)?;
        let placed =
            self.read(|rows, _| views::placed_cut(rows, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 }))?;
        Ok(form.losses(&placed))
    }

    /// Writes the music of a cut as other programs open it.
    ///
    /// # Errors
    /// If there is no such cut, or a file cannot be written.
    pub fn export_placed(
        &self,
        cut: CutId,
        form: PlacedForm,
        path: &Path,
        replace: bool,
    ) -> Result<PlacedExport, StudioError> {
        check_output(self, path, replace)?;
        let placed =
            self.read(|rows, _| views::placed_cut(rows, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 }))?;
        let mut export = PlacedExport {
            placements: placed.clips.len(),
            markers: placed.markers.len(),
            files: Vec::new(),
            losses: form.losses(&placed),
            missing: Vec::new(),
        };
        let Some(write) = form.write else {
            let mut draft = Unfinished::beside(path).map_err(|error| unwritable(path, &error))?;
            let mut open = |path: &str| -> io::Result<Option<Box<dyn Read>>> {
                match File::open(path) {
                    Ok(file) => Ok(Some(Box::new(file))),
                    Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                    Err(error) => Err(error),
                }
            };
            let written = write_otioz(&mut *draft.file(), &placed, &mut open);
            export.missing = written.map_err(|error| unwritable(path, &error))?;
            draft.publish(path).map_err(|error| unwritable(path, &error))?;
            export.files.push(path.to_owned());
            return Ok(export);
        };
        for written in write(&placed) {
            let own = part_of(path, &written.part);
            if own != path {
                check_output(self, &own, replace)?;
            }
            write_file(&own, &written.bytes, replace)?;
            export.files.push(own);
        }
        Ok(export)
    }
}

/// What was written for other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedExport {
    /// How many placements.
    pub placements: usize,
    /// How many markers.
    pub markers: usize,
    /// The files, in their order: a list of more than 999 events is several.
    pub files: Vec<PathBuf>,
    /// What the form had no place for.
    pub losses: Vec<String>,
    /// Recordings whose files are not where they were, and are not in the bundle.
    pub missing: Vec<String>,
}

/// `List.edl` as `List 1 of 2.edl`.
pub(crate) fn part_of(path: &Path, part: &str) -> PathBuf {
    if part.is_empty() {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(part);
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}
