//! The booklet of an album on paper, from `templates/booklet.typ`.

use serde_json::{Value, json};
use typeset::Template;

use crate::formats::Form;
use crate::formats::laid_out::{LaidOut, all, check};
use crate::formats::pdf::typeset_with_frames;
use crate::{AlbumCopy, AlbumTrack, DeliverError};

const SOURCE: &str = include_str!("../templates/booklet.typ");

/// The pictures of a booklet, as JPEG or PNG that the program made itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookletPictures {
    /// The cover.
    pub cover: Option<Vec<u8>>,
    /// A page each, in order.
    pub stills: Vec<Vec<u8>>,
}

/// The booklet as PDF: its cover, its words, what is on the album and who made it, the stills, and the release.
///
/// # Errors
/// If it has more tracks than pages hold, or cannot be typeset.
pub fn booklet(album: &AlbumCopy, pictures: &BookletPictures) -> Result<Vec<u8>, DeliverError> {
    check("booklet", album, Form::Pdf, &[Form::Pdf])?;
    let names: Vec<String> = (0..pictures.stills.len()).map(|number| format!("still-{number}")).collect();
    let stills = names.iter().zip(&pictures.stills).map(|(name, still)| (name.as_str(), still.as_slice()));
    let files: Vec<(&str, &[u8])> =
        pictures.cover.iter().map(|cover| ("cover", cover.as_slice())).chain(stills).collect();
    let release = [("", &album.label), ("", &album.year), ("UPC ", &album.upc)];
    let release: Vec<String> = release
        .into_iter()
        .filter(|(_, what)| !what.is_empty())
        .map(|(words, what)| format!("{words}{what}"))
        .collect();
    let data = json!({
        "title": album.title, "artist": album.artist,
        "note": album.note.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>(),
        "tracks": album.tracks.iter().map(track).collect::<Vec<_>>(),
        "release": release.join(" · "), "cover": pictures.cover.is_some(), "stills": pictures.stills.len(),
    });
    let template = Template { path: "booklet.typ", source: SOURCE, files: &files };
    typeset_with_frames(&template, data, &format!("booklet/{}/{}", album.artist, album.title))
}

impl LaidOut for AlbumCopy {
    fn texts(&self, take: &mut dyn FnMut(&str)) {
        for track in &self.tracks {
            all([&track.title, &track.artist, &track.label, &track.note], take);
            all(track.writers.iter().chain(&track.publishers), take);
        }
    }
}

fn track(track: &AlbumTrack) -> Value {
    let seconds = track.length.round_seconds();
    let told = [
        ("", track.artist.clone()),
        ("Written by ", track.writers.join(", ")),
        ("Published by ", track.publishers.join(", ")),
        ("℗ ", track.label.clone()),
    ];
    let credits: Vec<String> =
        told.into_iter().filter(|(_, what)| !what.is_empty()).map(|(words, what)| format!("{words}{what}")).collect();
    json!({
        "number": track.number, "title": track.title, "length": format!("{}:{:02}", seconds / 60, seconds % 60),
        "credits": credits, "note": track.note,
    })
}
