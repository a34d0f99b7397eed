//! A folder that is filled: made beside its place, and put there when all of it is whole. Nothing that is there is replaced
//! unless that was said.

use std::fs;
use std::path::{Path, PathBuf};

use crate::unfinished::UnfinishedFolder;
use crate::{Studio, StudioError, check_output, unwritable};

/// A folder on its way.
pub(super) struct Folder<'s> {
    studio: &'s Studio,
    draft: UnfinishedFolder,
    target: PathBuf,
    replace: bool,
    /// What is in it, from it.
    files: Vec<PathBuf>,
}

impl<'s> Folder<'s> {
    /// Begins one at `target`, which may be there: then what it holds stays.
    pub fn begin(studio: &'s Studio, target: &Path, replace: bool) -> Result<Self, StudioError> {
        let target = std::path::absolute(target).map_err(|error| unwritable(target, &error))?;
        if target.symlink_metadata().is_ok() && !target.is_dir() {
            return Err(StudioError::Exists { path: target });
        }
        let draft = UnfinishedFolder::beside(&target).map_err(|error| unwritable(&target, &error))?;
        Ok(Self { studio, draft, target, replace, files: Vec::new() })
    }

    /// Where it will be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// A place for a file, `Sound/a.wav` from the folder: where to write it now. Refused where it would replace something that
    /// it may not.
    pub fn place(&mut self, inside: &Path) -> Result<PathBuf, StudioError> {
        check_output(self.studio, &self.target.join(inside), self.replace)?;
        let path = self.draft.path().join(inside);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(&self.target, &error))?;
        }
        self.files.push(inside.to_owned());
        Ok(path)
    }

    /// Leaves a file out that could not be written.
    pub fn forget(&mut self, inside: &Path) {
        self.files.retain(|file| file != inside);
    }

    /// Puts it in its place; where its files are then.
    pub fn publish(self) -> Result<Vec<PathBuf>, StudioError> {
        let failed = |error: std::io::Error| unwritable(&self.target, &error);
        let files = self.files.iter().map(|file| self.target.join(file)).collect();
        if self.target.symlink_metadata().is_err() {
            self.draft.publish(&self.target).map_err(failed)?;
            return Ok(files);
        }
        for (inside, path) in self.files.iter().zip(&files) {
            check_output(self.studio, path, self.replace)?;
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            fs::rename(self.draft.path().join(inside), path).map_err(|error| unwritable(path, &error))?;
        }
        Ok(files)
    }
}
