//! The picture of a cut in several files, end to end: where each begins, and the sound that comes with it.

use std::path::Path;

use model::{Cut, CutId, ReelPicture, ReelPictureId, picture_parts};
use timebase::{Frames, Position};

use super::draft::Draft;
use super::reel_picture_error::ReelPictureError;
use super::{EditError, ReelPictureSpec, production};
use crate::pictures;

/// Puts the files that come after the first of a cut's picture in place of those it has. Sound goes along with its picture.
pub(super) fn set(draft: &mut Draft<'_>, id: CutId, specs: &[ReelPictureSpec]) -> Result<(), EditError> {
    let cut = draft.cut(id)?;
    let before = draft.rows.reel_pictures(id)?;
    let mut after: Vec<ReelPicture> = Vec::new();
    for spec in specs {
        let Some(path) = picture(Some(&spec.path))? else { continue };
        if cut.picture.is_none() {
            return Err(ReelPictureError::NoFirst { path, cut: cut.label }.into());
        }
        let start = match spec.start {
            Some(at) => draft.frame_of(&cut, at)?,
            None => place(draft, &cut, &after, &path)?,
        };
        if start == Position::ZERO || after.iter().any(|one| one.start == start) {
            return Err(ReelPictureError::Taken { path, at: cut.timecode(start).to_string() }.into());
        }
        let kept = before.iter().find(|one| one.path == path && after.iter().all(|other| other.id != one.id));
        let id = kept.map_or_else(|| ReelPictureId(draft.ids.next()), |one| one.id);
        after.push(ReelPicture { id, cut: cut.id, start, path });
        after.sort_by_key(|one| one.start);
    }
    for gone in before.iter().filter(|one| after.iter().all(|other| other.id != one.id)) {
        draft.rows.delete_reel_picture(gone.id)?;
        production::forget_reel(draft, gone)?;
    }
    for one in &after {
        match before.iter().find(|other| other.id == one.id) {
            Some(was) if was == one => {}
            Some(was) => {
                draft.rows.update_reel_picture(one)?;
                production::move_reel(draft, was, one.start)?;
            }
            None => {
                draft.rows.insert_reel_picture(one)?;
                production::of_reel(draft, &cut, one)?;
            }
        }
    }
    Ok(())
}

/// Where a file begins of which nobody said it: at its timecode where the cut has that, else behind the one before.
fn place(draft: &mut Draft<'_>, cut: &Cut, others: &[ReelPicture], path: &str) -> Result<Position, EditError> {
    let name =
        |path: &str| Path::new(path).file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let frames = |path: &str| match &*pictures::read(Path::new(path)) {
        Ok(facts) => (facts.start_at(cut.rate), pictures::view(facts).length),
        Err(_) => (None, None),
    };
    let own = frames(path)
        .0
        .map(|start| cut.rate.position(Frames((start - cut.start).0.rem_euclid(cut.rate.frames_per_day()))));
    let free = |at: &Position| {
        *at > Position::ZERO && cut.span().contains(*at) && others.iter().all(|other| other.start != *at)
    };
    if let Some(at) = own.filter(free) {
        draft.remarks.push(format!("{} begins at {}, by its timecode.", name(path), cut.timecode(at)));
        return Ok(at);
    }
    let last = picture_parts(cut, others).pop();
    let behind = last.and_then(|part| {
        let last = part.cut.picture?;
        Some((cut.rate.snap(part.start + frames(&last).1?), last))
    });
    match behind.filter(|(at, _)| free(at)) {
        Some((at, last)) => {
            draft.remarks.push(format!("{} begins at {}, behind {}.", name(path), cut.timecode(at), name(&last)));
            Ok(at)
        }
        None => Err(ReelPictureError::NoPlace { path: path.to_owned(), cut: cut.label.clone() }.into()),
    }
}

/// A path to a picture, or none where it is empty. What is there must be one; what is not may be on its way.
pub(super) fn picture(path: Option<&str>) -> Result<Option<String>, EditError> {
    let Some(path) = path.filter(|path| !path.is_empty()) else { return Ok(None) };
    let file = Path::new(path);
    if file.exists()
        && let Err(reason) = &*pictures::read(file)
    {
        return Err(EditError::NotAPicture { path: path.to_owned(), reason: reason.to_string() });
    }
    Ok(Some(path.to_owned()))
}
