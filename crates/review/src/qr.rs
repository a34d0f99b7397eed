//! A link as a QR code, to be held before a telephone.

use qrcode::render::{svg, unicode};
use qrcode::{EcLevel, QrCode};

fn code(link: &str) -> Option<QrCode> {
    QrCode::with_error_correction_level(link, EcLevel::M).ok()
}

/// For a terminal; `None` if the link is too long for one.
#[must_use]
pub fn qr_text(link: &str) -> Option<String> {
    // A terminal is dark: what is light must be drawn.
    let code = code(link)?;
    Some(
        code.render::<unicode::Dense1x2>()
            .dark_color(unicode::Dense1x2::Light)
            .light_color(unicode::Dense1x2::Dark)
            .build(),
    )
}

/// As an SVG of its own; `None` if the link is too long for one.
#[must_use]
pub fn qr_svg(link: &str) -> Option<String> {
    Some(code(link)?.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_fits_into_a_code_and_a_book_does_not() {
        let link = "http://192.168.100.100:65535/r/fffffffffffff/#abcdefghijklmnopqrstuvwxyz0";
        let text = qr_text(link).expect("a code");
        assert!(text.lines().count() >= 20 && text.lines().all(|line| line.chars().count() < 60), "{text}");
        assert!(qr_svg(link).expect("a code").contains("<svg"));
        assert_eq!(qr_svg(&"x".repeat(10_000)), None);
    }
}
