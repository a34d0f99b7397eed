//! The picture of a cut in several files, end to end: where each begins, and the sound that comes with it.

use std::path::Path;

use model::{Cut, CutId, ReelPicture, ReelPictureId, picture_parts};
use timebase::{Flicks, Frames, Position, Timecode};

use super::draft::{Draft, check_length};
use super::reel_picture_error::ReelPictureError;
use super::{EditError, ReelPictureSpec, production};
use crate::pictures;

/// How far behind the end of the cut a file's own timecode may lie, so that the cut is made longer for it: reels that are numbered by
/// the hour lie further apart, and end to end.
const MOST_GAP: Flicks = Flicks(600 * timebase::FLICKS_PER_SECOND);

/// Puts the files that come after the first of a cut's picture in place of those it has. Sound goes along with its picture. With
/// `lengthen` the cut is made long enough for one that has no place in it.
pub(super) fn set(
    draft: &mut Draft<'_>,
    id: CutId,
    specs: &[ReelPictureSpec],
    lengthen: bool,
) -> Result<(), EditError> {
    let mut cut = draft.cut(id)?;
    let before = draft.rows.reel_pictures(id)?;
    let mut after: Vec<ReelPicture> = Vec::new();
    for spec in specs {
        let Some(path) = picture(Some(&spec.path))? else { continue };
        if cut.picture.is_none() {
            return Err(ReelPictureError::NoFirst { path, cut: cut.label }.into());
        }
        let start = match spec.start {
            Some(at) => draft.frame_of(&cut, at)?,
            None => place(draft, &mut cut, &after, &path, lengthen)?,
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
fn place(
    draft: &mut Draft<'_>,
    cut: &mut Cut,
    others: &[ReelPicture],
    path: &str,
    lengthen: bool,
) -> Result<Position, EditError> {
    let name =
        |path: &str| Path::new(path).file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let frames = |path: &str| match &*pictures::read(Path::new(path)) {
        Ok(facts) => (facts.start_at(cut.rate), pictures::view(facts).length),
        Err(_) => (None, None),
    };
    let (own, runs) = frames(path);
    let own = own.map(|start| cut.rate.position(Frames((start - cut.start).0.rem_euclid(cut.rate.frames_per_day()))));
    let last = picture_parts(cut, others).pop();
    let behind = last.and_then(|part| {
        let last = part.cut.picture?;
        Some((cut.rate.snap(part.start + frames(&last).1?), last))
    });
    let end = Position::ZERO + cut.length;
    let free = |at: &Position| {
        let is_within = cut.span().contains(*at) || (lengthen && *at >= end && runs.is_some());
        *at > Position::ZERO && is_within && others.iter().all(|other| other.start != *at)
    };
    let own = own.filter(|at| free(at) && *at - end <= MOST_GAP);
    let (at, words) = match (own, behind.filter(|(at, _)| free(at))) {
        (Some(at), _) => (at, "by its timecode".to_owned()),
        (None, Some((at, last))) => (at, format!("behind {}", name(&last))),
        (None, None) => {
            return Err(ReelPictureError::NoPlace { path: path.to_owned(), cut: cut.label.clone() }.into());
        }
    };
    draft.remarks.push(format!("{} begins at {}, {words}.", name(path), cut.timecode(at)));
    if at >= end
        && let Some(runs) = runs
    {
        cut.length = cut.rate.flicks(cut.rate.frame_nearest(at + runs));
        check_length(cut)?;
        draft.rows.update_cut(cut)?;
        let length = Timecode::from_frames(cut.rate.frames_floor(cut.length), cut.rate);
        draft.remarks.push(format!("{} is {length} long now, so that {} has room in it.", cut.label, name(path)));
    }
    Ok(at)
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
