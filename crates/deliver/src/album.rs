//! What goes out beside an album: label copy for whoever releases it, and a cue sheet file of the discs.

use std::fmt::Write;

use crate::formats::csv;
use crate::letters::{List, ListCell, ListFact, columns, row};
use crate::{DeliverError, printable};
use timebase::Flicks;

/// An album as it is released. Texts are empty where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlbumCopy {
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub artist: String,
    /// Who releases it.
    pub label: String,
    /// UPC-A or EAN-13.
    pub upc: String,
    /// Year of the release.
    pub year: String,
    /// Free text, for the booklet.
    pub note: String,
    /// What is on it, in order.
    pub tracks: Vec<AlbumTrack>,
}

/// Something on an album.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlbumTrack {
    /// Counting from 1.
    pub number: usize,
    /// `A`; empty where it is not cut on records.
    pub side: String,
    /// What it is called.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// Who wrote it.
    pub writers: Vec<String>,
    /// Who publishes it.
    pub publishers: Vec<String>,
    /// Who has the recording.
    pub label: String,
    /// ISRC.
    pub isrc: String,
    /// ISWC.
    pub iswc: String,
    /// Where it begins on the album.
    pub at: Flicks,
    /// How long its file is.
    pub length: Flicks,
    /// Loudness of its file in hundredths of a LUFS.
    pub loudness: Option<i64>,
    /// Its file.
    pub file: String,
    /// What licences say of an album.
    pub licences: Vec<String>,
    /// Free text, for the booklet.
    pub note: String,
}

/// Label copy as a list, from which workbooks and pages are made.
#[must_use]
pub fn label_copy(album: &AlbumCopy) -> List {
    let headings: [(&str, u8, bool); 12] = [
        ("No.", 4, true),
        ("Side", 5, false),
        ("Title", 22, false),
        ("Artist", 16, false),
        ("Writers", 22, false),
        ("Publishers", 20, false),
        ("℗", 16, false),
        ("ISRC", 14, false),
        ("ISWC", 14, false),
        ("Length", 8, true),
        ("File", 22, false),
        ("Licences", 26, false),
    ];
    let line = |track: &AlbumTrack| {
        row(vec![
            ListCell::number(i64::try_from(track.number).unwrap_or(0)),
            ListCell::text(track.side.clone()),
            ListCell::text(track.title.clone()),
            ListCell::text(track.artist.clone()),
            ListCell::text(track.writers.join(", ")),
            ListCell::text(track.publishers.join(", ")),
            ListCell::text(track.label.clone()),
            ListCell::text(track.isrc.clone()),
            ListCell::text(track.iswc.clone()),
            ListCell::length(Some(track.length)),
            ListCell::text(track.file.clone()),
            ListCell::text(track.licences.join("; ")),
        ])
    };
    let fact = |label: &str, value: &str| ListFact { label: label.to_owned(), value: value.to_owned() };
    let facts = [
        ("Album", album.title.as_str()),
        ("Artist", album.artist.as_str()),
        ("Label", album.label.as_str()),
        ("UPC", album.upc.as_str()),
        ("Year", album.year.as_str()),
    ];
    List {
        title: "Label copy".to_owned(),
        facts: facts.iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| fact(label, value)).collect(),
        tables: vec![crate::letters::ListTable {
            name: "Tracks".to_owned(),
            columns: columns(&headings),
            rows: album.tracks.iter().map(line).collect(),
        }],
        notes: Vec::new(),
    }
}

/// A line a track with everything that a distributor's form asks for.
///
/// # Errors
/// If it cannot be written.
pub fn album_csv(album: &AlbumCopy) -> Result<Vec<u8>, DeliverError> {
    let headings = [
        "UPC",
        "Release",
        "Release artist",
        "Release label",
        "Year",
        "Track",
        "Side",
        "Title",
        "Artist",
        "Writers",
        "Publishers",
        "P line",
        "ISRC",
        "ISWC",
        "Duration",
        "Loudness LUFS",
        "File",
    ];
    let line = |track: &AlbumTrack| {
        let seconds = track.length.round_seconds();
        let loudness = track.loudness.map(|hundredths| {
            let sign = if hundredths < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
        });
        vec![
            csv::text(&album.upc),
            csv::text(&album.title),
            csv::text(&album.artist),
            csv::text(&album.label),
            album.year.clone(),
            track.number.to_string(),
            track.side.clone(),
            csv::text(&track.title),
            csv::text(&track.artist),
            csv::text(&track.writers.join("; ")),
            csv::text(&track.publishers.join("; ")),
            csv::text(&track.label),
            csv::text(&track.isrc),
            csv::text(&track.iswc),
            csv::clock(seconds),
            loudness.unwrap_or_default(),
            csv::text(&track.file),
        ]
    };
    let heading = headings.map(str::to_owned).to_vec();
    csv::table(std::iter::once(heading).chain(album.tracks.iter().map(line)))
}

/// The `.cue` file of its masters: a file a track, as players and burning programs read it (CDRWIN). Quotes within texts
/// are apostrophes, since the format knows no other way.
#[must_use]
pub fn cue_file(album: &AlbumCopy) -> String {
    let quoted = |text: &str| printable::printable(text).replace('"', "'").replace('\n', " ");
    let mut out = String::new();
    if !album.upc.is_empty() {
        // The format has thirteen digits.
        let _ = writeln!(out, "CATALOG {:0>13}", album.upc);
    }
    let _ = writeln!(out, "PERFORMER \"{}\"", quoted(&album.artist));
    let _ = writeln!(out, "TITLE \"{}\"", quoted(&album.title));
    for track in &album.tracks {
        let _ = writeln!(out, "FILE \"{}\" WAVE", quoted(&track.file));
        let _ = writeln!(out, "  TRACK {:02} AUDIO", track.number);
        let _ = writeln!(out, "    TITLE \"{}\"", quoted(&track.title));
        let _ = writeln!(out, "    PERFORMER \"{}\"", quoted(&track.artist));
        if !track.writers.is_empty() {
            let _ = writeln!(out, "    SONGWRITER \"{}\"", quoted(&track.writers.join(", ")));
        }
        if !track.isrc.is_empty() {
            let _ = writeln!(out, "    ISRC {}", quoted(&track.isrc));
        }
        let _ = writeln!(out, "    INDEX 01 00:00:00");
    }
    out
}

/// The album as a list for players, in UTF-8: extended M3U.
#[must_use]
pub fn m3u8(album: &AlbumCopy) -> String {
    let mut out = String::from("#EXTM3U\n");
    let line = |text: &str| text.replace(['\n', '\r'], " ");
    let _ = writeln!(out, "#PLAYLIST:{}", line(&album.title));
    for track in &album.tracks {
        let name =
            if track.artist.is_empty() { track.title.clone() } else { format!("{} - {}", track.artist, track.title) };
        let _ = writeln!(out, "#EXTINF:{},{}", track.length.round_seconds(), line(&name));
        let _ = writeln!(out, "{}", line(&track.file));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn album() -> AlbumCopy {
        AlbumCopy {
            title: "My \"Heart\"".into(),
            artist: "Various".into(),
            upc: "036000291452".into(),
            tracks: vec![AlbumTrack {
                number: 1,
                title: "=First".into(),
                artist: "Ada".into(),
                writers: vec!["Ada Quill".into()],
                isrc: "QMNDR2600101".into(),
                length: Flicks::from_seconds(83),
                loudness: Some(-1_398),
                file: "01 First.wav".into(),
                ..AlbumTrack::default()
            }],
            ..AlbumCopy::default()
        }
    }

    #[test]
    fn a_cue_file_names_every_track_and_its_file() {
        let text = cue_file(&album());
        for line in [
            "CATALOG 0036000291452",
            "TITLE \"My 'Heart'\"",
            "FILE \"01 First.wav\" WAVE",
            "    ISRC QMNDR2600101",
            "    INDEX 01 00:00:00",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
    }

    #[test]
    fn lists_for_players_and_labels_say_what_is_on_it() {
        assert!(m3u8(&album()).contains("#EXTINF:83,Ada - =First\n01 First.wav\n"));
        let text = String::from_utf8(album_csv(&album()).expect("a table")).expect("UTF-8");
        assert!(text.contains("'=First") && text.contains(",0:01:23,-13.98,"), "{text}");
        assert_eq!(label_copy(&album()).tables[0].rows.len(), 1);
    }
}
