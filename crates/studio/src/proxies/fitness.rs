//! Whether browsers play a picture, and go to any of its frames at once, by what its headers say.

use std::path::Path;

use media::PictureFacts;

/// What speaks against a picture, as sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Fitness {
    /// Why it does not play in every browser.
    pub cannot: Vec<String>,
    /// Why it plays, and a proxy would play better.
    pub better: Vec<String>,
}

/// Most frames from one that stands by itself to the next, before going to a frame is felt.
const MOST_KEYFRAMES: i64 = 30;
/// Bits a second that a home network carries with room to spare.
const MOST_BITS: u64 = 20_000_000;

/// By codec, container and index. Safari, Firefox and Chromium agree on H.264 (8-bit 4:2:0) in MP4, VP8 and VP9 in WebM.
pub(super) fn of(facts: &PictureFacts, path: &Path) -> Fitness {
    let mut found = Fitness::default();
    let codec = facts.codec.as_str();
    match codec {
        "H.264" | "VP8" | "VP9" => {}
        "AV1" => found.better.push("AV1 does not play on older computers and telephones.".to_owned()),
        "HEVC" => found.cannot.push("HEVC plays only in some browsers.".to_owned()),
        other => found.cannot.push(format!("{other} does not play in browsers.")),
    }
    match (facts.container, codec) {
        ("MP4" | "WebM", _) => {}
        ("QuickTime", "H.264") => found.better.push("QuickTime files do not play in every browser.".to_owned()),
        ("Matroska", _) => found.cannot.push("Matroska files do not play in every browser.".to_owned()),
        // A codec that does not play has been said already.
        (container, "H.264" | "VP8" | "VP9" | "AV1") => {
            found.cannot.push(format!("{container} files do not play in browsers."));
        }
        (_, _) => {}
    }
    if facts.playing.plain_colour == Some(false) {
        found.cannot.push("Its colour is finer than browsers decode (10-bit, 4:2:2 or 4:4:4).".to_owned());
    }
    if let Some(keyframes) = facts.playing.keyframes.filter(|keyframes| *keyframes > MOST_KEYFRAMES) {
        found.better.push(format!("Seeking is slow: only one frame in {keyframes} is a keyframe."));
    }
    if facts.playing.indexed == Some(false) {
        found.better.push("It starts slowly over a network: its index stands at the end of the file.".to_owned());
    }
    if let Some(bits) = bits_per_second(facts, path).filter(|bits| *bits > MOST_BITS) {
        found.better.push(format!("It needs {} Mb/s, more than many networks carry.", bits / 1_000_000));
    }
    found
}

fn bits_per_second(facts: &PictureFacts, path: &Path) -> Option<u64> {
    let (over, seconds) = facts.rate?;
    let frames = u64::try_from(facts.frames?).ok()?;
    let bits = u128::from(path.metadata().ok()?.len()) * 8 * u128::from(over);
    u64::try_from(bits / (u128::from(frames) * u128::from(seconds)).max(1)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::Playing;

    fn picture(container: &'static str, codec: &str) -> PictureFacts {
        PictureFacts {
            container,
            codec: codec.to_owned(),
            width: 1920,
            height: 1080,
            rate: Some((24, 1)),
            varies: false,
            frames: Some(2400),
            start: None,
            sound: Vec::new(),
            playing: Playing { keyframes: Some(12), indexed: Some(true), plain_colour: Some(true) },
        }
    }

    fn judged(facts: &PictureFacts) -> (usize, usize) {
        let found = of(facts, Path::new("/not/there"));
        (found.cannot.len(), found.better.len())
    }

    #[test]
    fn what_every_browser_plays_needs_nothing() {
        for (container, codec) in [("MP4", "H.264"), ("WebM", "VP8"), ("WebM", "VP9"), ("MP4", "VP9")] {
            assert_eq!(judged(&picture(container, codec)), (0, 0), "{codec} in {container}");
        }
    }

    #[test]
    fn what_editors_export_needs_a_proxy() {
        for (container, codec) in [
            ("QuickTime", "ProRes 422 HQ"),
            ("QuickTime", "DNxHR"),
            ("MXF", "DNxHD"),
            ("MXF", "H.264"),
            ("AVI", "DV"),
            ("MP4", "HEVC"),
            ("Matroska", "H.264"),
        ] {
            assert_eq!(judged(&picture(container, codec)).0, 1, "{codec} in {container}");
        }
        let mut fine = picture("MP4", "H.264");
        fine.playing.plain_colour = Some(false);
        assert_eq!(judged(&fine), (1, 0));
    }

    #[test]
    fn what_plays_badly_is_said_and_still_plays() {
        let mut slow = picture("MP4", "H.264");
        slow.playing.keyframes = Some(250);
        slow.playing.indexed = Some(false);
        assert_eq!(judged(&slow), (0, 2));
        assert_eq!(judged(&picture("QuickTime", "H.264")), (0, 1));
        assert!(of(&slow, Path::new("/not/there")).better[0].contains("one frame in 250"));
    }
}
