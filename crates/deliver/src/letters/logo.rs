//! The logo: checked when it comes in, and as PNG for those formats that know no SVG.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use model::{Logo, LogoKind, MOST_LOGO_BYTES};
use resvg::{tiny_skia, usvg};

/// The most that a side of a picture may have, in pixels.
const MOST_PIXELS: u32 = 10_000;
/// How wide an SVG is drawn for formats that know none: 60 mm at 300 dpi.
const DRAWN_WIDTH: f32 = 710.0;

/// A file cannot be the logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// It is larger than printed papers need.
    #[error("the logo is {size} bytes large; use one of at most {MOST_LOGO_BYTES}")]
    TooLarge {
        /// Its bytes.
        size: usize,
    },
    /// It is of another kind.
    #[error("the logo is neither PNG, JPEG nor SVG; save it as one of these")]
    Kind,
    /// Its bytes are not what they begin as.
    #[error("the logo cannot be read as {kind}: {reason}")]
    Broken {
        /// `PNG`.
        kind: &'static str,
        /// Why, as a clause.
        reason: String,
    },
}

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
    let logo = Logo { kind, picture: bytes.to_vec() };
    picture(&logo)?;
    Ok(logo)
}

/// The logo as PNG.
///
/// # Errors
/// If it is damaged.
pub fn picture(logo: &Logo) -> Result<Picture, LogoError> {
    match logo.kind {
        LogoKind::Png => {
            let (width, height) = pixels(&logo.picture, ImageFormat::Png, "PNG")?.0;
            Ok(Picture { png: logo.picture.clone(), width, height })
        }
        LogoKind::Jpeg => {
            let ((width, height), image) = pixels(&logo.picture, ImageFormat::Jpeg, "JPEG")?;
            let mut png = Cursor::new(Vec::new());
            image.write_to(&mut png, ImageFormat::Png).map_err(|error| broken("JPEG", &error))?;
            Ok(Picture { png: png.into_inner(), width, height })
        }
        LogoKind::Svg => drawn(&logo.picture),
    }
}

fn pixels(
    bytes: &[u8],
    format: ImageFormat,
    kind: &'static str,
) -> Result<((u32, u32), image::DynamicImage), LogoError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    reader.limits(limits);
    let image = reader.decode().map_err(|error| broken(kind, &error))?;
    Ok(((image.width(), image.height()), image))
}

/// Draws an SVG. It reads no file and no font: letters in it have to be outlines.
fn drawn(bytes: &[u8]) -> Result<Picture, LogoError> {
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

fn is_svg(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg")
}

fn broken(kind: &'static str, reason: &dyn std::fmt::Display) -> LogoError {
    LogoError::Broken { kind, reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn other_files_are_refused_with_what_to_do() {
        assert_eq!(logo(b"GIF89a....").expect_err("a GIF"), LogoError::Kind);
        assert_eq!(logo(b"").expect_err("nothing"), LogoError::Kind);
        assert!(matches!(logo(&vec![0; MOST_LOGO_BYTES + 1]), Err(LogoError::TooLarge { .. })));
        assert!(matches!(logo(b"\x89PNG\r\n\x1a\nnothing else"), Err(LogoError::Broken { kind: "PNG", .. })));
        assert!(matches!(logo(b"<svg><rect"), Err(LogoError::Broken { kind: "SVG", .. })));
    }
}
