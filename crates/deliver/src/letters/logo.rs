//! The logo: checked when it comes in, and as PNG for those formats that know no SVG.

use std::borrow::Cow;
use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use model::{Logo, LogoKind, MOST_LOGO_BYTES};
use quick_xml::events::Event;
use resvg::{tiny_skia, usvg};

use crate::confine::{self, Bytes, Done, Failed, Task};
use crate::error::{LogoError, MOST_PIXELS, Stop};

/// The most memory that decoding a picture may take, in bytes.
const MOST_DECODED: u64 = 4 * MOST_PIXELS as u64 * MOST_PIXELS as u64;
/// How wide an SVG is drawn for formats that know none: 60 mm at 300 dpi.
const DRAWN_WIDTH: f32 = 710.0;

/// A picture as printed papers need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// PNG.
    pub png: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Takes a file as logo, after looking at all of it.
///
/// # Errors
/// If it is too large, of another kind, or damaged.
pub fn logo(bytes: &[u8]) -> Result<Logo, LogoError> {
    if bytes.len() > MOST_LOGO_BYTES {
        return Err(LogoError::TooLarge { size: bytes.len() });
    }
    let kind = match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => LogoKind::Png,
        Ok(ImageFormat::Jpeg) => LogoKind::Jpeg,
        _ if is_svg(bytes) => LogoKind::Svg,
        _ => return Err(LogoError::Kind),
    };
    let picture = if kind == LogoKind::Png { bare_png(bytes) } else { bytes.to_vec() };
    let logo = Logo { kind, picture };
    self::picture(&logo)?;
    Ok(logo)
}

/// The bytes of a logo as papers take them: of a PNG only what its pixels need, whatever a show brings.
pub(crate) fn printed(logo: &Logo) -> Cow<'_, [u8]> {
    if logo.kind == LogoKind::Png { Cow::Owned(bare_png(&logo.picture)) } else { Cow::Borrowed(&logo.picture) }
}

/// The logo as PNG. A picture may be made to take for ever: it is looked at confined.
///
/// # Errors
/// If it is damaged, or too much for a letterhead.
pub fn picture(logo: &Logo) -> Result<Picture, LogoError> {
    if logo.picture.len() > MOST_LOGO_BYTES {
        return Err(LogoError::TooLarge { size: logo.picture.len() });
    }
    match confine::run(Task::Picture { kind: logo.kind, bytes: Bytes(logo.picture.clone()) }, here) {
        Ok(Done::Picture { png, width, height }) => Ok(Picture { png: png.0, width, height }),
        Err(Failed::Picture(error)) => Err(error),
        Err(Failed::Stopped(stop)) => Err(LogoError::Stopped(stop)),
        Ok(Done::Texts(_) | Done::Pdf(_)) | Err(Failed::Wording(_) | Failed::Pages(_)) => {
            Err(LogoError::Stopped(Stop::Failure))
        }
    }
}

/// Looks at a picture, here and now.
pub(crate) fn here(task: Task) -> Result<Done, Failed> {
    let Task::Picture { kind, bytes } = task else { return Err(Failed::Stopped(Stop::Failure)) };
    let Picture { png, width, height } = drawn(&Logo { kind, picture: bytes.0 }).map_err(Failed::Picture)?;
    Ok(Done::Picture { png: Bytes(png), width, height })
}

fn drawn(logo: &Logo) -> Result<Picture, LogoError> {
    match logo.kind {
        LogoKind::Png => {
            let png = bare_png(&logo.picture);
            let image = pixels(&png, ImageFormat::Png, "PNG")?;
            Ok(Picture { png, width: image.width(), height: image.height() })
        }
        LogoKind::Jpeg => pixels(&logo.picture, ImageFormat::Jpeg, "JPEG").and_then(|image| {
            let mut png = Cursor::new(Vec::new());
            image.write_to(&mut png, ImageFormat::Png).map_err(|error| broken("JPEG", &error))?;
            Ok(Picture { png: png.into_inner(), width: image.width(), height: image.height() })
        }),
        LogoKind::Svg => drawn_svg(&logo.picture),
    }
}

/// The chunks of a PNG that its pixels need. Others say nothing in print, and a profile or a text may unpack to any size.
fn bare_png(bytes: &[u8]) -> Vec<u8> {
    const NEEDED: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND"];
    let (signature, mut rest) = bytes.split_at(bytes.len().min(8));
    let mut bare = signature.to_vec();
    while let Some((size, kind)) = rest.first_chunk::<8>().map(|head| head.split_at(4)) {
        // Length, kind, data and checksum.
        let size = size.first_chunk().map_or(0, |size| u32::from_be_bytes(*size) as usize).saturating_add(12);
        let (chunk, next) = rest.split_at(size.min(rest.len()));
        if NEEDED.iter().any(|needed| needed[..] == *kind) {
            bare.extend_from_slice(chunk);
        }
        rest = next;
    }
    bare
}

fn pixels(bytes: &[u8], format: ImageFormat, kind: &str) -> Result<image::DynamicImage, LogoError> {
    let reader = || {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = image::Limits::default();
        limits.max_alloc = Some(MOST_DECODED);
        reader.limits(limits);
        reader
    };
    let (width, height) = reader().into_dimensions().map_err(|error| broken(kind, &error))?;
    if width.max(height) > MOST_PIXELS {
        return Err(LogoError::Pixels { width, height });
    }
    reader().decode().map_err(|error| broken(kind, &error))
}

/// Draws an SVG. It reads no file and no font: letters in it have to be outlines.
fn drawn_svg(bytes: &[u8]) -> Result<Picture, LogoError> {
    if has_effects(bytes) {
        return Err(LogoError::Effects);
    }
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_data(bytes, &options).map_err(|error| broken("SVG", &error))?;
    let scale = DRAWN_WIDTH / tree.size().width();
    let size = tree.size().to_int_size().scale_by(scale);
    let size = size.filter(|size| size.height() <= MOST_PIXELS);
    let canvas = size.and_then(|size| tiny_skia::Pixmap::new(size.width(), size.height()));
    let mut canvas = canvas.ok_or_else(|| broken("SVG", &"it is too high for its width"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut canvas.as_mut());
    let (width, height) = (canvas.width(), canvas.height());
    let png = canvas.encode_png().map_err(|error| broken("SVG", &error))?;
    Ok(Picture { png, width, height })
}

/// Whether an SVG has filters, which cost any amount of time for a few letters of text.
fn has_effects(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
                    let value = attribute.value.to_ascii_lowercase();
                    match local(attribute.key.as_ref()).as_str() {
                        "filter" => value.trim() != "none",
                        "style" => names_filter(&value),
                        _ => false,
                    }
                };
                if local(tag.name().as_ref()) == "filter" || tag.attributes().flatten().any(attribute) {
                    return true;
                }
            }
            Ok(Event::Text(text)) if names_filter(&text) => return true,
            Ok(Event::CData(text)) if names_filter(&text) => return true,
            // What cannot be read further cannot be drawn either, and says so there.
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Whether declarations of CSS set one.
fn names_filter(css: &str) -> bool {
    css.split([';', '{']).any(|part| {
        part.split_once(':').is_some_and(|(name, value)| name.trim() == "filter" && !value.trim().starts_with("none"))
    })
}

fn is_svg(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg")
}

fn broken(kind: &str, reason: &dyn std::fmt::Display) -> LogoError {
    LogoError::Broken { kind: kind.to_owned(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG that says it is so large, and has no pixels: sizes are refused before anything is decoded.
    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut chunk = |name: &[u8], data: &[u8]| {
            png.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
            let begin = png.len();
            png.extend(name);
            png.extend(data);
            let sum = crc(&png[begin..]);
            png.extend(sum.to_be_bytes());
        };
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        chunk(b"IHDR", &[size.as_slice(), &[8, 6, 0, 0, 0]].concat());
        chunk(b"IDAT", &[]);
        png
    }

    fn crc(bytes: &[u8]) -> u32 {
        let step = |sum: u32, byte: &u8| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
        };
        !bytes.iter().fold(u32::MAX, step)
    }

    const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c60"/></svg>"##;

    #[test]
    fn pictures_are_known_by_their_content_and_become_png() {
        let svg = logo(SVG.as_bytes()).expect("an SVG");
        let drawn = picture(&svg).expect("drawn");
        assert_eq!((svg.kind, drawn.width, drawn.height), (LogoKind::Svg, 710, 355));
        let png = logo(&drawn.png).expect("a PNG");
        assert_eq!(png.kind, LogoKind::Png);
        let image = image::load_from_memory(&drawn.png).expect("readable");
        let mut jpeg = Cursor::new(Vec::new());
        image.to_rgb8().write_to(&mut jpeg, ImageFormat::Jpeg).expect("written");
        let jpeg = logo(jpeg.get_ref()).expect("a JPEG");
        assert_eq!((jpeg.kind, picture(&jpeg).expect("converted").width), (LogoKind::Jpeg, 710));
    }

    #[test]
    fn of_a_png_only_its_pixels_go_on() {
        let png = png_of(3, 2);
        let (head, rest) = png.split_at(33);
        // A text that unpacks to anything, behind the header.
        let beside = [&[0, 0, 0, 5][..], b"zTXt", b"a\0\0xx", &[0; 4]].concat();
        assert_eq!(bare_png(&[head, &beside, rest].concat()), png);
    }

    #[test]
    fn other_files_are_refused_with_what_to_do() {
        assert_eq!(logo(b"GIF89a....").expect_err("a GIF"), LogoError::Kind);
        assert_eq!(logo(b"").expect_err("nothing"), LogoError::Kind);
        assert!(matches!(logo(&vec![0; MOST_LOGO_BYTES + 1]), Err(LogoError::TooLarge { .. })));
        assert!(matches!(logo(b"\x89PNG\r\n\x1a\nnothing else"), Err(LogoError::Broken { kind, .. }) if kind == "PNG"));
        let filtered = SVG.replace(
            "<rect",
            r##"<filter id="f"><feTurbulence numOctaves="2000000000"/></filter><rect filter="url(#f)""##,
        );
        assert_eq!(logo(filtered.as_bytes()), Err(LogoError::Effects));
        assert_eq!(logo(&png_of(9_999, 9_999)), Err(LogoError::Pixels { width: 9_999, height: 9_999 }));
        assert!(matches!(logo(b"<svg><rect"), Err(LogoError::Broken { kind, .. }) if kind == "SVG"));
    }
}
