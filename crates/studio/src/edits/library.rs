//! Tracks and their rights.

use std::ops::RangeInclusive;

use model::{Identifier, Track, TrackId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::commission_error::CommissionError;
use super::draft::{Draft, named};
use super::family::Family;
use super::labels::tracks_named;
use super::relink::relink;
use super::{EditError, Told, TrackPatch, album_ties, clearances, commission_ties};

/// What can happen to tracks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
#[allow(clippy::large_enum_variant, reason = "edits are few at a time and live as long as their transaction")]
pub enum LibraryEdit {
    /// Changes what is known of tracks.
    EditTracks { tracks: Vec<TrackId>, set: TrackPatch },
    /// Takes tracks out of the library; refused while they are placed. Files stay where they are.
    RemoveTracks { tracks: Vec<TrackId> },
    /// Says where a track's file is now. Another recording is refused unless `replace`: then what people said of the
    /// track stays, while length, waveform and loudness are of the new file, and placements end where it does.
    RelinkTrack { track: TrackId, path: String, replace: Option<bool> },
    /// Says that a song is meant to sound more than once in a season, or takes that back: its tracks are all recordings of the
    /// same work.
    MeanReuse { track: TrackId, season: u32, meant: bool },
    /// Keeps a link at which a track can be heard, for playlists; empty takes it away.
    SetLink { track: TrackId, link: String },
}

impl Family for LibraryEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::EditTracks { tracks, set } => edit(draft, tracks, set),
            Self::RemoveTracks { tracks } => remove(draft, tracks),
            Self::MeanReuse { track, season, meant } => {
                draft.track(*track)?;
                Ok(draft.rows.set_reuse_meant(*track, *season, *meant)?)
            }
            Self::SetLink { track, link } => {
                draft.track(*track)?;
                Ok(draft.rows.set_track_link(*track, link.trim())?)
            }
            Self::RelinkTrack { track, path, replace } => relink(draft, *track, path, *replace == Some(true)),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::EditTracks { tracks, .. } => format!("Edit {}", tracks_named(rows, tracks)?),
            Self::RemoveTracks { tracks } => format!("Remove {}", tracks_named(rows, tracks)?),
            Self::RelinkTrack { track, .. } => format!("Relink {}", tracks_named(rows, &[*track])?),
            Self::SetLink { track, .. } => format!("Link of {}", tracks_named(rows, &[*track])?),
            Self::MeanReuse { track, meant: true, .. } => {
                format!("Mean {} to come back", tracks_named(rows, &[*track])?)
            }
            Self::MeanReuse { track, .. } => format!("Do not mean {} to come back", tracks_named(rows, &[*track])?),
        })
    }
}

pub(super) fn edit(draft: &mut Draft<'_>, tracks: &[TrackId], set: &TrackPatch) -> Result<(), EditError> {
    for &id in tracks {
        let mut track = draft.track(id)?;
        patch(&mut track, set)?;
        draft.rows.update_track(&track)?;
    }
    Ok(())
}

/// What a tempo may be, in thousandths of a beat a minute.
const TEMPI: RangeInclusive<i64> = 1_000..=999_000;
/// What the year of a recording may be.
const YEARS: RangeInclusive<i64> = 1_000..=9_999;

fn patch(track: &mut Track, set: &TrackPatch) -> Result<(), EditError> {
    if let Some(title) = &set.title {
        track.title = named(title, "track")?;
    }
    let texts = [
        (&set.artist, &mut track.artist),
        (&set.album, &mut track.album),
        (&set.composer, &mut track.composer),
        (&set.lyricist, &mut track.lyricist),
        (&set.publisher, &mut track.publisher),
        (&set.label, &mut track.label),
        (&set.key, &mut track.key),
        (&set.mood, &mut track.mood),
        (&set.genre, &mut track.genre),
        (&set.language, &mut track.language),
        (&set.comment, &mut track.comment),
        (&set.grouping, &mut track.grouping),
    ];
    for (new, field) in texts {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
    if let Some(isrc) = &set.isrc {
        track.isrc = Identifier::Isrc.parse(isrc)?;
    }
    match set.bpm_milli {
        None => {}
        Some(0) => track.bpm_milli = None,
        Some(tempo) if TEMPI.contains(&tempo) => track.bpm_milli = Some(tempo),
        Some(_) => return Err(EditError::NoTempo),
    }
    match set.year {
        None => {}
        Some(0) => track.year = None,
        Some(year) if YEARS.contains(&year) => track.year = Some(year),
        Some(_) => return Err(EditError::NoYear),
    }
    track.vocal = set.vocal.map_or(track.vocal, Told::into_fact);
    Ok(())
}

pub(super) fn remove(draft: &mut Draft<'_>, tracks: &[TrackId]) -> Result<(), EditError> {
    for &id in tracks {
        let track = draft.track(id)?;
        let placements = draft.rows.placements_of_track(id)?;
        if !placements.is_empty() {
            let mut numbers = Vec::new();
            for placement in placements {
                let cue = draft.cue(placement.cue)?;
                let episode = draft.episode(draft.cut(cue.cut)?.episode)?;
                numbers.push(format!("{} {}", episode.name(), cue.number));
            }
            numbers.sort();
            numbers.dedup();
            return Err(EditError::TrackPlaced { title: track.title, uses: numbers.join(", ") });
        }
        if let Some(album) = album_ties::album_with(draft, id)? {
            return Err(EditError::OnAlbum { title: track.title, album });
        }
        if let Some(commission) = commission_ties::used_by(draft, id)? {
            let (code, title) = (commission.code(), commission.title);
            return Err(CommissionError::TrackUsed { track: track.title, code, title }.into());
        }
        commission_ties::forget_track(draft, id)?;
        for mut theme in draft.rows.themes_of_track(id)? {
            theme.tracks.retain(|&stated| stated != id);
            draft.rows.update_theme(&theme)?;
        }
        for clearance in draft.rows.clearances(id)? {
            clearances::remove_with_all(draft, clearance.id)?;
        }
        draft.delete_track(id)?;
    }
    Ok(())
}
