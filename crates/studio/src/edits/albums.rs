//! Albums: what is on them, in which order, and how each entry begins, ends and follows the one before.

use model::{
    Album, AlbumEntry, AlbumEntryId, AlbumId, GAP, MOST_STILLS, PlacementId, SIDE, TrackId, album_available, is_upc,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::Flicks;
use ts_rs::TS;

use super::album_error::AlbumError;
use super::draft::{Draft, named};
use super::family::Family;
use super::{AlbumEntryPatch, AlbumPatch, Created, EditError, Told};
use crate::licences::clock;

/// What can happen to albums.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum AlbumEdit {
    /// Adds an album.
    AddAlbum { title: String, set: Option<AlbumPatch> },
    /// Changes an album.
    EditAlbum { album: AlbumId, set: AlbumPatch },
    /// Adds another edition of an album: the same entries in the same order under another title, to be changed by itself. Its number in
    /// shops is not carried over, since each edition has its own.
    CopyAlbum { album: AlbumId, title: String },
    /// Removes an album; what is on it stays where it is.
    RemoveAlbum { album: AlbumId },
    /// Puts recordings at the end of an album, whole, each two seconds after the one before.
    AddToAlbum { album: AlbumId, tracks: Vec<TrackId> },
    /// Puts the edits that alternates have at the end of an album.
    AddEditsToAlbum { album: AlbumId, placements: Vec<PlacementId> },
    /// Changes an entry.
    EditAlbumEntry { album: AlbumId, entry: AlbumEntryId, set: AlbumEntryPatch },
    /// Moves an entry to a place, counted from 0 without it.
    MoveAlbumEntry { album: AlbumId, entry: AlbumEntryId, to: usize },
    /// Takes entries off an album.
    RemoveAlbumEntries { album: AlbumId, entries: Vec<AlbumEntryId> },
}

impl Family for AlbumEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddAlbum { title, set } => add(draft, title, set.as_ref()),
            Self::EditAlbum { album, set } => {
                let mut known = found(draft, *album)?;
                patch(&mut known, set)?;
                Ok(draft.rows.update_album(&known)?)
            }
            Self::CopyAlbum { album, title } => {
                let mut copy = found(draft, *album)?;
                copy.id = AlbumId(draft.ids.next());
                copy.title = named(title, "album")?;
                copy.upc = String::new();
                for entry in &mut copy.entries {
                    entry.id = AlbumEntryId(draft.ids.next());
                }
                draft.rows.insert_album(&copy)?;
                draft.created.push(Created::Album(copy.id));
                Ok(())
            }
            Self::RemoveAlbum { album } => {
                found(draft, *album)?;
                Ok(draft.rows.delete_album(*album)?)
            }
            Self::AddToAlbum { album, tracks } => {
                let tracks: Vec<_> = tracks.iter().map(|&track| (track, None)).collect();
                put(draft, *album, &tracks)
            }
            Self::AddEditsToAlbum { album, placements } => {
                let mut edits = Vec::new();
                for &id in placements {
                    let placement = draft.placement(id)?;
                    edits.push((placement.track, Some(placement.alternate())));
                }
                put(draft, *album, &edits)
            }
            Self::EditAlbumEntry { album, entry, set } => edit_entry(draft, *album, *entry, set),
            Self::MoveAlbumEntry { album, entry, to } => {
                let mut known = found(draft, *album)?;
                let at = place_of(&known, *entry)?;
                let moved = known.entries.remove(at);
                known.entries.insert((*to).min(known.entries.len()), moved);
                Ok(draft.rows.update_album(&known)?)
            }
            Self::RemoveAlbumEntries { album, entries } => {
                let mut known = found(draft, *album)?;
                known.entries.retain(|entry| !entries.contains(&entry.id));
                Ok(draft.rows.update_album(&known)?)
            }
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        let named = |id: AlbumId| -> Result<String, StoreError> {
            Ok(rows.album(id)?.map_or_else(|| "an album".to_owned(), |album| album.title))
        };
        Ok(match self {
            Self::AddAlbum { title, .. } => format!("Add the album {}", title.trim()),
            Self::EditAlbum { album, .. } => format!("Edit {}", named(*album)?),
            Self::CopyAlbum { album, title } => format!("{} as {}", named(*album)?, title.trim()),
            Self::RemoveAlbum { .. } => "Remove an album".into(),
            Self::AddToAlbum { album, .. } | Self::AddEditsToAlbum { album, .. } => {
                format!("Add to {}", named(*album)?)
            }
            Self::EditAlbumEntry { album, .. } => format!("Edit an entry of {}", named(*album)?),
            Self::MoveAlbumEntry { album, .. } => format!("Order of {}", named(*album)?),
            Self::RemoveAlbumEntries { album, .. } => format!("Take off {}", named(*album)?),
        })
    }
}

fn found(draft: &Draft<'_>, id: AlbumId) -> Result<Album, EditError> {
    draft.rows.album(id)?.ok_or(EditError::NoSuch { what: "album", id: id.0 })
}

fn place_of(album: &Album, entry: AlbumEntryId) -> Result<usize, EditError> {
    let at = album.entries.iter().position(|known| known.id == entry);
    at.ok_or(EditError::NoSuch { what: "entry of this album", id: entry.0 })
}

fn add(draft: &mut Draft<'_>, title: &str, set: Option<&AlbumPatch>) -> Result<(), EditError> {
    let mut album = Album {
        id: AlbumId(draft.ids.next()),
        title: named(title, "album")?,
        artist: String::new(),
        label: String::new(),
        upc: String::new(),
        year: None,
        artwork: String::new(),
        note: String::new(),
        loudness: Some(-1_400),
        side_limit: SIDE,
        entries: Vec::new(),
        stills: Vec::new(),
    };
    if let Some(set) = set {
        patch(&mut album, set)?;
    }
    draft.rows.insert_album(&album)?;
    draft.created.push(Created::Album(album.id));
    Ok(())
}

fn patch(album: &mut Album, set: &AlbumPatch) -> Result<(), EditError> {
    if let Some(title) = &set.title {
        album.title = named(title, "album")?;
    }
    if let Some(upc) = &set.upc {
        let plain: String = upc.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
        if !is_upc(&plain) {
            return Err(AlbumError::NoUpc { text: upc.trim().to_owned() }.into());
        }
        album.upc = plain;
    }
    let texts = [
        (&set.artist, &mut album.artist),
        (&set.label, &mut album.label),
        (&set.artwork, &mut album.artwork),
        (&set.note, &mut album.note),
    ];
    for (new, field) in texts {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
    if let Some(stills) = &set.stills {
        let named = stills.iter().map(|path| path.trim()).filter(|path| !path.is_empty());
        album.stills = named.map(str::to_owned).collect();
        if album.stills.len() > MOST_STILLS {
            return Err(AlbumError::TooManyStills { most: MOST_STILLS }.into());
        }
    }
    match set.year.map(Told::into_fact) {
        None => {}
        Some(Some(year)) if !(1_000..=9_999).contains(&year) => return Err(EditError::NoYear),
        Some(year) => album.year = year,
    }
    if let Some(loudness) = set.loudness {
        album.loudness = loudness.into_fact().map(target).transpose()?;
    }
    if let Some(limit) = set.side_limit {
        album.side_limit = positive(limit)?;
    }
    Ok(())
}

/// A loudness that music can be brought to.
fn target(hundredths: i64) -> Result<i64, EditError> {
    if (-4_000..=-500).contains(&hundredths) { Ok(hundredths) } else { Err(AlbumError::NoLoudness.into()) }
}

fn positive(length: Flicks) -> Result<Flicks, EditError> {
    if length > Flicks::ZERO { Ok(length) } else { Err(EditError::NotPositive { what: "the length of a side" }) }
}

fn put(draft: &mut Draft<'_>, id: AlbumId, what: &[(TrackId, Option<PlacementId>)]) -> Result<(), EditError> {
    let mut album = found(draft, id)?;
    for &(track, placement) in what {
        draft.track(track)?;
        album.entries.push(AlbumEntry {
            id: AlbumEntryId(draft.ids.next()),
            track,
            placement,
            title: String::new(),
            start: Flicks::ZERO,
            stop: None,
            fade_in: Flicks::ZERO,
            fade_out: Flicks::ZERO,
            gap: GAP,
            loudness: None,
            starts_side: false,
            note: String::new(),
        });
    }
    Ok(draft.rows.update_album(&album)?)
}

fn edit_entry(draft: &mut Draft<'_>, id: AlbumId, entry: AlbumEntryId, set: &AlbumEntryPatch) -> Result<(), EditError> {
    let mut album = found(draft, id)?;
    let at = place_of(&album, entry)?;
    let Some(known) = album.entries.get_mut(at) else { return Ok(()) };
    for (new, field) in [(&set.title, &mut known.title), (&set.note, &mut known.note)] {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
    let lengths = [
        (set.start, &mut known.start, "the start"),
        (set.fade_in, &mut known.fade_in, "a fade"),
        (set.fade_out, &mut known.fade_out, "a fade"),
    ];
    for (new, field, what) in lengths {
        if let Some(length) = new {
            if length < Flicks::ZERO {
                return Err(EditError::NotPositive { what });
            }
            *field = length;
        }
    }
    if let Some(stop) = set.stop {
        known.stop = stop.into_fact();
    }
    if known.stop.is_some_and(|stop| stop <= known.start) {
        return Err(AlbumError::EntryEmpty.into());
    }
    known.gap = set.gap.unwrap_or(known.gap);
    if let Some(loudness) = set.loudness {
        known.loudness = loudness.into_fact().map(target).transpose()?;
    }
    known.starts_side = set.starts_side.unwrap_or(known.starts_side);
    let track = draft.track(known.track)?;
    let pieces = known.placement.map(|id| draft.rows.pieces(id)).transpose()?.unwrap_or_default();
    let fitting = known.clone().with_fitting_fades(album_available(&track, &pieces));
    for (name, asked, kept) in
        [("fade-in", known.fade_in, fitting.fade_in), ("fade-out", known.fade_out, fitting.fade_out)]
    {
        if kept < asked {
            let title = if known.title.is_empty() { &track.title } else { &known.title };
            draft.remarks.push(format!("The {name} of {title} is {} now: there is no room for more.", clock(kept)));
        }
    }
    *known = fitting;
    Ok(draft.rows.update_album(&album)?)
}
