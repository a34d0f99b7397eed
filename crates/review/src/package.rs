//! Offline packages: the page for directors with everything that it shows inside, as one file or as a folder.
//!
//! ```text
//! index: head, style, fonts │ what is shown (JSON) │ media as base64 │ script
//!                                                    └ in a folder: beside it, as files
//! ```
//!
//! The page asks nobody for anything: its content policy lets no request out. What others wrote stands in the JSON alone, where
//! no `<` is left; script and style run by a nonce that is drawn for each package.

use std::io::{self, Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use model::{PackageId, Secret};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::brief::BriefPage;
use crate::media::MediaId;
use crate::page::{Page, Said};
use crate::reply::package_name;
use crate::server::page_files;

/// What is shown in a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Packed {
    /// The form of packages.
    pub version: u32,
    /// What replies call it.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// Whether its media lie beside it.
    pub folder: bool,
    /// The picture's media type, if it is inside.
    pub picture: Option<String>,
    /// For whom it was made; each chooses who they are.
    pub people: Vec<PackedPerson>,
}

/// Somebody for whom a package was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackedPerson {
    /// What their replies are signed with, in base64 for addresses.
    pub secret: String,
    /// The round as it is shown to them.
    pub page: Page,
    /// What was said in it when the package was made.
    pub said: Said,
}

impl Packed {
    /// The form that is written.
    pub const VERSION: u32 = 1;

    /// A package without anybody yet.
    #[must_use]
    pub fn new(id: PackageId, made_at: impl Into<String>, folder: bool, picture: Option<&str>) -> Self {
        Self {
            version: Self::VERSION,
            id: package_name(id),
            made_at: made_at.into(),
            folder,
            picture: picture.map(str::to_owned),
            people: Vec::new(),
        }
    }

    /// Puts somebody into it.
    pub fn add(&mut self, secret: &Secret, page: Page, said: Said) {
        self.people.push(PackedPerson { secret: URL_SAFE_NO_PAD.encode(secret.0), page, said });
    }
}

/// The page of a package in two parts: what stands before its media, and after.
#[derive(Debug, Clone)]
pub struct Index {
    /// From the first byte on.
    pub before: String,
    /// To the last.
    pub after: String,
}

/// Bytes of media that become one element: a multiple of three, so that the parts of base64 put together are one.
const PART: usize = 3 << 20;

impl Index {
    /// The page for what is shown. `nonce` is 128 random bits.
    ///
    /// # Errors
    /// If what is shown cannot be written as JSON.
    pub fn new(packed: &Packed, nonce: &[u8; 16]) -> io::Result<Self> {
        let media = if packed.folder { "'self' file: blob:" } else { "blob:" };
        Ok(Self::around(("Review", "needledrop-package"), &serde_json::to_string(packed)?, media, nonce))
    }

    /// The page of a brief, with all media inside.
    ///
    /// # Errors
    /// As [`Index::new`].
    pub fn of_brief(brief: &BriefPage, nonce: &[u8; 16]) -> io::Result<Self> {
        Ok(Self::around(("Brief", "needledrop-brief"), &serde_json::to_string(brief)?, "blob:", nonce))
    }

    /// A page around what it shows, by what people call it and the element that holds it.
    fn around((title, element): (&str, &str), shown: &str, media: &str, nonce: &[u8; 16]) -> Self {
        let nonce = URL_SAFE_NO_PAD.encode(nonce);
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; font-src data:; \
             img-src data: blob:; media-src {media}; connect-src 'none'; base-uri 'none'; form-action 'none'"
        );
        // In a script element no letter but `<` can begin anything else.
        let shown = shown.replace('<', "\\u003c");
        let word = title.to_lowercase();
        let before = format!(
            r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="generator" content="Needledrop">
<title>{title}</title>
<link rel="icon" href="data:,">
<style nonce="{nonce}">{style}</style>
</head>
<body>
<div id="app"><p>Opening the {word}…</p></div>
<noscript>This {word} needs JavaScript. Open the file in a browser: Chrome, Edge, Firefox or Safari.</noscript>
<script type="application/json" id="{element}">{shown}</script>
"#,
            style = style(),
        );
        let after = format!("<script nonce=\"{nonce}\" type=\"module\">{}</script>\n</body>\n</html>\n", script());
        Self { before, after }
    }

    /// Bytes of both parts.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// Whether there is nothing in it, which there never is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Writes media into the page, and tells after each part how many bytes more of it were read.
///
/// # Errors
/// If it cannot be read or written, or `tell` gives up.
pub fn write_inside(
    out: &mut dyn Write,
    id: &MediaId,
    media: &mut dyn Read,
    tell: &mut dyn FnMut(usize) -> io::Result<()>,
) -> io::Result<()> {
    each_part(media, tell, |part| {
        write!(out, "<script type=\"text/plain\" data-media=\"{}\">", id.0)?;
        out.write_all(STANDARD.encode(part).as_bytes())?;
        out.write_all(b"</script>\n")
    })
}

/// Writes sound as a file beside the page. A page that is opened from disk may read no file, but may run one that is its own: so
/// it is a script that hands the bytes over.
///
/// # Errors
/// As [`write_inside`].
pub fn write_beside(
    out: &mut dyn Write,
    id: &MediaId,
    media: &mut dyn Read,
    tell: &mut dyn FnMut(usize) -> io::Result<()>,
) -> io::Result<()> {
    write!(out, "needledropMedia(\"{}\",[", id.0)?;
    let mut first = true;
    each_part(media, tell, |part| {
        out.write_all(if std::mem::take(&mut first) { b"\"" } else { b",\"" })?;
        out.write_all(STANDARD.encode(part).as_bytes())?;
        out.write_all(b"\"")
    })?;
    out.write_all(b"])\n")
}

/// How many bytes media of `bytes` take inside a page, or beside it.
#[must_use]
pub const fn packed_length(bytes: u64) -> u64 {
    bytes.div_ceil(3) * 4 + 80 * (bytes / PART as u64 + 1)
}

fn each_part(
    media: &mut dyn Read,
    tell: &mut dyn FnMut(usize) -> io::Result<()>,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut part = Vec::with_capacity(PART);
    loop {
        part.clear();
        media.take(PART as u64).read_to_end(&mut part)?;
        if part.is_empty() {
            return Ok(());
        }
        write(&part)?;
        tell(part.len())?;
    }
}

/// The style sheet with its fonts inside.
fn style() -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut style: String = page_files("css").map(|(_, bytes)| text(bytes)).collect();
    for (name, bytes) in page_files("woff2") {
        let inside = format!("data:font/woff2;base64,{}", STANDARD.encode(bytes));
        style = style.replace(&format!("url(./{name})"), &format!("url({inside})"));
    }
    style.replace("</style", "<\\/style")
}

/// The script, with what could end its element written otherwise: both stand in texts alone, and mean the same there.
fn script() -> String {
    let all: String = page_files("js").map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    all.replace("<!--", "\\x3c!--").replace("</script", "\\x3c/script").replace("<script", "\\x3cscript")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(_: usize) -> io::Result<()> {
        Ok(())
    }

    #[test]
    fn media_of_any_length_come_back_from_their_parts() {
        let bytes: Vec<u8> = (0..PART * 2 + 5).map(|at| (at % 251) as u8).collect();
        let mut inside = Vec::new();
        write_inside(&mut inside, &MediaId("m1".into()), &mut &bytes[..], &mut told).expect("written");
        let text = String::from_utf8(inside).expect("text");
        let parts = text.lines().map(|line| {
            let (_, rest) = line.split_once("data-media=\"m1\">").expect("its head");
            STANDARD.decode(rest.strip_suffix("</script>").expect("its end")).expect("base64")
        });
        assert_eq!(parts.collect::<Vec<_>>().concat(), bytes);
        assert!(text.len() as u64 <= packed_length(bytes.len() as u64), "{}", text.len());
        let mut beside = Vec::new();
        write_beside(&mut beside, &MediaId("m1".into()), &mut &bytes[..5], &mut told).expect("written");
        assert_eq!(String::from_utf8(beside).expect("text"), "needledropMedia(\"m1\",[\"AAECAwQ=\"])\n");
    }

    #[test]
    fn who_gives_up_stops_it() {
        let bytes = vec![0; PART * 3];
        let mut seen = 0;
        let mut out = Vec::new();
        let mut stop = |part: usize| {
            seen += part;
            if seen > PART { Err(io::ErrorKind::Other.into()) } else { Ok(()) }
        };
        assert!(write_inside(&mut out, &MediaId("m1".into()), &mut &bytes[..], &mut stop).is_err());
        assert_eq!(seen, PART * 2);
    }

    #[test]
    fn no_word_of_a_show_can_begin_a_script() {
        let packed = Packed::new(PackageId(1), "</script><script>alert(1)</script><!--", false, None);
        let index = Index::new(&packed, &[1; 16]).expect("a page");
        assert!(!index.before.contains("alert(1)</script>") && !index.before.contains("<script>alert"));
        assert_eq!(index.before.matches("<script").count(), 1);
        let (_, shown) = index.before.split_once("id=\"needledrop-package\">").expect("what is shown");
        let (shown, _) = shown.split_once("</script>").expect("its end");
        let read: Packed = serde_json::from_str(shown).expect("JSON");
        assert_eq!(read, packed);
        assert!(index.before.contains("connect-src 'none'") && index.after.contains(&URL_SAFE_NO_PAD.encode([1; 16])));
        assert_eq!(index.after.matches("</script").count(), 1, "the script ends where it ends");
        assert!(!index.before.contains("url(./"), "a font is asked for");
        assert!(index.len() > 500 && !index.is_empty());
    }
}
