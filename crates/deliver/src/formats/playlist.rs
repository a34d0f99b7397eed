//! Playlists to share: titles, artists, numbers, times and the links that somebody gave. No audio and no path leaves with them.

use std::fmt::Write as _;

use model::TrackId;
use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use super::csv::{table, text};
use crate::DeliverError;
use crate::printable::printable;

/// A playlist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Playlist {
    /// What it is called: `My Heart, season 1`.
    pub title: String,
    /// What is played, in order; a recording that comes again stands where it is first heard.
    pub rows: Vec<PlaylistRow>,
}

/// A recording of a playlist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaylistRow {
    /// The recording.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// Its artist.
    pub artist: String,
    /// The album it is on.
    pub album: String,
    /// Its ISRC; empty where nobody gave it.
    pub isrc: String,
    /// How long it is.
    pub length: Flicks,
    /// Where it can be heard: what the user gave; empty for nothing.
    pub link: String,
    /// The name of its file, without its folder.
    pub file: String,
    /// Where it sounds: `1x02 2M01 at 01:12:04:00`.
    pub heard: Vec<String>,
}

/// A form of playlists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PlaylistForm {
    /// Plain text, a line a recording.
    Txt,
    /// A page that needs nothing beside it.
    Html,
    /// Comma-separated values.
    Csv,
    /// XML Shareable Playlist Format, version 1.
    Xspf,
    /// Extended M3U in UTF-8.
    M3u8,
}

impl PlaylistForm {
    /// Every form.
    pub const ALL: [Self; 5] = [Self::Txt, Self::Html, Self::Csv, Self::Xspf, Self::M3u8];

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xspf => "xspf",
            Self::M3u8 => "m3u8",
        }
    }

    /// That of a file by its ending, in any case.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| ending.eq_ignore_ascii_case(form.ending()))
    }
}

impl Playlist {
    /// The file of it. The same playlist gives the same bytes.
    ///
    /// # Errors
    /// If the form cannot hold it.
    pub fn render(&self, form: PlaylistForm) -> Result<Vec<u8>, DeliverError> {
        Ok(match form {
            PlaylistForm::Txt => self.txt().into_bytes(),
            PlaylistForm::Html => self.html().into_bytes(),
            PlaylistForm::Csv => self.csv()?,
            PlaylistForm::Xspf => self.xspf().into_bytes(),
            PlaylistForm::M3u8 => self.m3u8().into_bytes(),
        })
    }

    fn txt(&self) -> String {
        let mut out = format!("{}\n\n", line(&self.title));
        for (nth, row) in (1..).zip(&self.rows) {
            _ = write!(out, "{nth}. {}", row.named());
            _ = write!(out, " ({})", clock(row.length));
            if !row.isrc.is_empty() {
                _ = write!(out, ", ISRC {}", line(&row.isrc));
            }
            out.push('\n');
            for heard in &row.heard {
                _ = writeln!(out, "   {}", line(heard));
            }
            if !row.link.is_empty() {
                _ = writeln!(out, "   {}", line(&row.link));
            }
        }
        out
    }

    fn csv(&self) -> Result<Vec<u8>, DeliverError> {
        let headings =
            ["Number", "Title", "Artist", "Album", "ISRC", "Length", "Heard", "Link"].map(str::to_owned).to_vec();
        let rows = (1_usize..).zip(&self.rows).map(|(nth, row)| {
            vec![
                nth.to_string(),
                text(&row.title),
                text(&row.artist),
                text(&row.album),
                text(&row.isrc),
                clock(row.length),
                text(&row.heard.join("; ")),
                text(&row.link),
            ]
        });
        table(std::iter::once(headings).chain(rows))
    }

    /// XSPF 1: durations in milliseconds; an ISRC as identifier, a link as location.
    fn xspf(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">\n",
        );
        _ = writeln!(out, "  <title>{}</title>\n  <trackList>", markup(&self.title));
        for (nth, row) in (1..).zip(&self.rows) {
            out.push_str("    <track>\n");
            let mut element = |name: &str, value: &str| {
                if !value.is_empty() {
                    _ = writeln!(out, "      <{name}>{}</{name}>", markup(value));
                }
            };
            element("location", if is_web(&row.link) { &row.link } else { "" });
            element("identifier", &if row.isrc.is_empty() { String::new() } else { format!("isrc:{}", row.isrc) });
            element("title", &row.title);
            element("creator", &row.artist);
            element("annotation", &row.heard.join("; "));
            element("album", &row.album);
            element("trackNum", &nth.to_string());
            element("duration", &millis(row.length).to_string());
            out.push_str("    </track>\n");
        }
        out.push_str("  </trackList>\n</playlist>\n");
        out
    }

    /// Extended M3U: what has no link is named as a file that may lie beside it, never with its folder.
    fn m3u8(&self) -> String {
        let mut out = format!("#EXTM3U\n#PLAYLIST:{}\n", line(&self.title));
        for row in &self.rows {
            let seconds = row.length.round_seconds();
            _ = writeln!(out, "#EXTINF:{seconds},{}", row.named());
            if is_web(&row.link) {
                _ = writeln!(out, "{}", line(&row.link));
            } else {
                _ = writeln!(out, "{}", line(&row.file));
            }
        }
        out
    }

    fn html(&self) -> String {
        let mut out = String::from(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n",
        );
        _ = writeln!(out, "<title>{}</title>", markup(&self.title));
        out.push_str(STYLE);
        _ = writeln!(out, "<h1>{}</h1>\n<ol>", markup(&self.title));
        for row in &self.rows {
            let title = markup(&row.title);
            let title = match is_web(&row.link) {
                true => format!("<a href=\"{}\" rel=\"noreferrer\">{title}</a>", markup(&row.link)),
                false => title,
            };
            _ = write!(
                out,
                "<li><b>{title}</b> <span>{}</span> <time>{}</time>",
                markup(&row.artist),
                clock(row.length)
            );
            if !row.isrc.is_empty() {
                _ = write!(out, " <code>{}</code>", markup(&row.isrc));
            }
            for heard in &row.heard {
                _ = write!(out, "<br><small>{}</small>", markup(heard));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</html>\n");
        out
    }
}

const STYLE: &str = "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#15181c;background:#fff}\
    li{padding:.5rem 0;border-bottom:1px solid #ddd}time,code,small,span{color:#555}@media(prefers-color-scheme:dark){\
    body{color:#e7eaee;background:#0f1114}a{color:#6db4ff}li{border-color:#2b313a}time,code,small,span{color:#a3acb8}}</style>\n";

impl PlaylistRow {
    /// `Artist - Title`, in one line.
    fn named(&self) -> String {
        match self.artist.is_empty() {
            true => line(&self.title),
            false => format!("{} - {}", line(&self.artist), line(&self.title)),
        }
    }
}

/// Text in one line.
fn line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as XML and HTML have it.
fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in line(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether a link leads into the web; anything else is written as words and never followed.
fn is_web(link: &str) -> bool {
    let small = link.trim().to_ascii_lowercase();
    (small.starts_with("https://") || small.starts_with("http://")) && !small.contains(char::is_whitespace)
}

fn millis(length: Flicks) -> i64 {
    length.0 / (timebase::FLICKS_PER_SECOND / 1_000)
}

/// `3:45`.
fn clock(length: Flicks) -> String {
    let seconds = length.round_seconds();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
