//! Cuts, their reels, and carrying what lies on one to another.

use std::collections::HashMap;

use model::{Cut, CutId, EpisodeId, Fade, Reel, ReelId, TrackId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Flicks, FrameRate, Frames, Position, Timecode, read_start};
use ts_rs::TS;

use super::contents::{Contents, frame_for_frame, moment_for_moment};
use super::draft::{Draft, check_length, cut_length, named};
use super::family::Family;
use super::{Created, CutPatch, CutSpec, EditError, ReelPictureSpec, ReelSpec, production, reel_pictures, scenes};

/// What can happen to cuts and their reels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum CutEdit {
    /// Adds a newer cut; with `copy_from` its scenes, hits, cues and placements come along at their positions.
    AddCut { episode: EpisodeId, cut: CutSpec, copy_from: Option<CutId> },
    /// Changes a cut. A new rate keeps frame numbers of everything on the cut, or moments where that is said.
    EditCut { cut: CutId, set: CutPatch },
    /// Removes a cut and all that is on it; refused for the only cut of an episode.
    RemoveCut { cut: CutId },
    /// Divides a cut into reels.
    SetReels { cut: CutId, reels: Vec<ReelSpec> },
    /// Says which files the picture goes on with after its first, and where each begins; none for a picture in one file. With
    /// `lengthen` the cut becomes as long as it must for one that begins where it ended, which is said.
    SetReelPictures { cut: CutId, pictures: Vec<ReelPictureSpec>, lengthen: Option<bool> },
}

impl Family for CutEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddCut { episode, cut, copy_from } => add(draft, *episode, cut, *copy_from),
            Self::EditCut { cut, set } => edit(draft, *cut, set),
            Self::RemoveCut { cut } => remove(draft, *cut),
            Self::SetReels { cut, reels } => set_reels(draft, *cut, reels),
            Self::SetReelPictures { cut, pictures, lengthen } => {
                reel_pictures::set(draft, *cut, pictures, lengthen.unwrap_or(false))
            }
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddCut { cut, .. } => format!("Add {}", cut.label),
            Self::EditCut { .. } => "Edit the cut".into(),
            Self::RemoveCut { .. } => "Remove the cut".into(),
            Self::SetReels { .. } => "Divide into reels".into(),
            Self::SetReelPictures { .. } => "Set the pictures of the reels".into(),
        })
    }
}

pub(super) fn add(
    draft: &mut Draft<'_>,
    episode: EpisodeId,
    spec: &CutSpec,
    copy_from: Option<CutId>,
) -> Result<(), EditError> {
    let cut = add_bare(draft, episode, spec)?;
    let mut before = None;
    if let Some(from) = copy_from {
        let from = draft.cut(from)?;
        copy(draft, &from, &cut)?;
        before = from.picture;
    }
    production::of_picture(draft, &cut, before.as_deref())
}

/// Adds a cut with nothing on it.
pub(super) fn add_bare(draft: &mut Draft<'_>, episode: EpisodeId, spec: &CutSpec) -> Result<Cut, EditError> {
    draft.episode(episode)?;
    let label = free_label(draft, episode, &spec.label, None)?;
    let ordinal = draft.rows.cuts(episode)?.iter().map(|cut| cut.ordinal).max().map_or(1, |last| last + 1);
    let cut = Cut {
        id: CutId(draft.ids.next()),
        episode,
        label,
        rate: spec.rate,
        start: read_start(&spec.start, spec.rate, None)?,
        length: cut_length(&spec.length, spec.rate, None)?,
        picture: reel_pictures::picture(spec.picture.as_deref())?,
        ordinal,
    };
    check_length(&cut)?;
    draft.rows.insert_cut(&cut)?;
    draft.created.push(Created::Cut(cut.id));
    Ok(cut)
}

pub(super) fn edit(draft: &mut Draft<'_>, id: CutId, set: &CutPatch) -> Result<(), EditError> {
    let before = draft.cut(id)?;
    let mut cut = before.clone();
    let keeps_times = set.keep_times.unwrap_or(false);
    if let Some(label) = &set.label {
        cut.label = free_label(draft, cut.episode, label, Some(id))?;
    }
    if let Some(rate) = set.rate {
        cut.rate = rate;
        cut.length = if keeps_times {
            rate.flicks(rate.frame_nearest(Position::ZERO + before.length).max(Frames(1)))
        } else {
            rate.flicks(before.rate.frames_floor(before.length))
        };
        cut.start = same_label(before.start, before.rate, rate);
    }
    if let Some(start) = &set.start {
        cut.start = read_start(start, cut.rate, Some(cut.start))?;
    }
    if let Some(length) = &set.length {
        cut.length = cut_length(length, cut.rate, Some(cut.length))?;
    }
    if let Some(path) = &set.picture {
        cut.picture = reel_pictures::picture(Some(path))?;
        if cut.picture.is_none() {
            // What comes after the first goes with it.
            reel_pictures::set(draft, id, &[], false)?;
        }
    }
    check_length(&cut)?;
    draft.rows.update_cut(&cut)?;
    if cut.rate.frame() != before.rate.frame() {
        recount(draft, &before, &cut, keeps_times)?;
    }
    production::of_picture(draft, &cut, before.picture.as_deref())
}

/// The start whose timecode reads the same at another rate, or nearly so.
fn same_label(start: Frames, from: FrameRate, to: FrameRate) -> Frames {
    let label = Timecode::from_frames(start, from).to_string().replace(';', ":");
    match Timecode::parse(&label, to) {
        Ok(label) => label.to_frames(),
        // A label that the other rate does not have: the same share of the day.
        Err(_) => Frames(start.0 * to.labels_per_second() / from.labels_per_second()),
    }
}

/// Keeps every frame number on a cut whose rate changed, or (`in_time`) every moment.
fn recount(draft: &mut Draft<'_>, before: &Cut, after: &Cut, in_time: bool) -> Result<(), EditError> {
    let contents = Contents::of(draft.rows, after.id)?;
    let map = if in_time { moment_for_moment(before) } else { frame_for_frame(before, after) };
    contents.carried(&map, after.rate, &lengths(draft, after.id)?).update(draft.rows)
}

/// How long the recordings are that lie on a cut.
pub(super) fn lengths(draft: &Draft<'_>, cut: CutId) -> Result<HashMap<TrackId, Flicks>, EditError> {
    let mut lengths = HashMap::new();
    for placement in draft.rows.placements_of_cut(cut)? {
        if let std::collections::hash_map::Entry::Vacant(e) = lengths.entry(placement.track) {
            e.insert(draft.track(placement.track)?.duration);
        }
    }
    Ok(lengths)
}

pub(super) fn remove(draft: &mut Draft<'_>, id: CutId) -> Result<(), EditError> {
    let cut = draft.cut(id)?;
    if draft.rows.cuts(cut.episode)?.len() == 1 {
        return Err(EditError::LastCut);
    }
    remove_with_all(draft, &cut)
}

/// Removes a cut, and all that is on it.
pub(super) fn remove_with_all(draft: &mut Draft<'_>, cut: &Cut) -> Result<(), EditError> {
    Contents::of(draft.rows, cut.id)?.remove(draft.rows, cut.id)?;
    Ok(draft.rows.delete_cut(cut.id)?)
}

pub(super) fn set_reels(draft: &mut Draft<'_>, id: CutId, reels: &[ReelSpec]) -> Result<(), EditError> {
    let cut = draft.cut(id)?;
    for reel in draft.rows.reels(id)? {
        draft.rows.delete_reel(reel.id)?;
    }
    for spec in reels {
        if spec.number == 0 {
            return Err(EditError::NotPositive { what: "a reel's number" });
        }
        let start = draft.frame_of(&cut, spec.start)?;
        draft.rows.insert_reel(&Reel { id: ReelId(draft.ids.next()), cut: id, number: spec.number, start })?;
    }
    Ok(())
}

/// Everything on `from` at the same frames of `to`, as far as `to` reaches; what lies beyond is left out, and said. The
/// review starts anew.
fn copy(draft: &mut Draft<'_>, from: &Cut, to: &Cut) -> Result<(), EditError> {
    let contents = Contents::of(draft.rows, from.id)?;
    let map = frame_for_frame(from, to).up_to(Position::ZERO + to.length);
    let mut carried = contents.carried(&map, to.rate, &lengths(draft, from.id)?);
    if to.picture != from.picture && !carried.pictures.is_empty() {
        carried.pictures.clear();
        draft.remarks.push(format!(
            "{} has a picture of its own: further files of the picture of {} were not copied.",
            to.label, from.label
        ));
    }
    carried.twin(draft, to.id).insert(draft, to.id)?;
    let left_out = contents.count().less(carried.count()).in_words();
    if !left_out.is_empty() {
        draft.remarks.push(format!("Past the end of {}, and so not copied: {left_out}.", to.label));
    }
    scenes::check_spans(draft, to)
}

fn free_label(draft: &Draft<'_>, episode: EpisodeId, label: &str, own: Option<CutId>) -> Result<String, EditError> {
    let name = named(label, "cut")?;
    let taken = draft.rows.cuts(episode)?.iter().any(|cut| cut.label == name && Some(cut.id) != own);
    if taken { Err(EditError::Taken { what: "cut", name }) } else { Ok(name) }
}

/// Fades of the lengths people use where nothing else is said: none.
pub(super) const NO_FADE: Fade = Fade::NONE;
