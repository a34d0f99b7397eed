//! Files that somebody chose, looked at before they are taken.

use std::path::Path;

use crate::error::StudioError;
use crate::pictures::{PictureView, read, view};

/// What a file offers to a cut that it is chosen for.
///
/// # Errors
/// If it is no picture, with the reason.
pub fn picture_of(path: &Path) -> Result<PictureView, StudioError> {
    match &*read(path) {
        Ok(facts) => Ok(view(facts)),
        Err(error) => Err(StudioError::Unreadable { path: path.to_owned(), reason: error.to_string() }),
    }
}
