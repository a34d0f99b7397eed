//! The album of the sample season: its five songs in an order of their own, on two sides.

use model::TrackId;
use timebase::Flicks;

use super::{Failure, perform, story::Cast};
use crate::Studio;
use crate::edits::{AlbumEdit, AlbumEntryPatch, AlbumPatch, Created, Told};

/// Songs in order; seconds after the one before, or into it; whether a side begins; what the booklet says.
const SONGS: [(&str, i64, bool, &str); 5] = [
    ("First Spark", 0, false, "The record they both reach for."),
    ("Heart's Compass", 3, false, "Written for Mara, and for the dunes."),
    ("Silent Echoes", 2, false, "What she never sends."),
    ("Rising Tide", 2, true, "The pier, at last."),
    ("Endless Horizon", -4, false, "Windows down, the whole way home."),
];

/// Tells what is on the album.
pub(super) fn tell(studio: &Studio, cast: &Cast) -> Result<(), Failure> {
    let set = AlbumPatch {
        artist: Some("Various Artists".into()),
        label: Some("Lantern Street Records".into()),
        year: Some(Told::Is(2027)),
        note: Some("Five songs for two people who keep missing each other.".into()),
        ..AlbumPatch::default()
    };
    let add = AlbumEdit::AddAlbum { title: "My Heart, the songs".into(), set: Some(set) };
    let made = perform(studio, vec![add.into()])?;
    let id = made.iter().find_map(|row| if let Created::Album(id) = row { Some(*id) } else { None });
    let album = id.ok_or("the album was not made")?;
    let tracks: Vec<TrackId> = SONGS.iter().filter_map(|(title, ..)| cast.track(title)).collect();
    perform(studio, vec![AlbumEdit::AddToAlbum { album, tracks }.into()])?;
    let view = studio.albums()?.albums.into_iter().find(|view| view.album.id == album);
    let entries = view.map(|view| view.album.entries).unwrap_or_default();
    let shaped = entries.iter().zip(SONGS).map(|(entry, (_, gap, starts_side, note))| {
        let set = AlbumEntryPatch {
            gap: Some(Flicks::from_seconds(gap)),
            starts_side: Some(starts_side),
            note: Some(note.into()),
            ..AlbumEntryPatch::default()
        };
        AlbumEdit::EditAlbumEntry { album, entry: entry.id, set }.into()
    });
    perform(studio, shaped.collect())?;
    Ok(())
}
