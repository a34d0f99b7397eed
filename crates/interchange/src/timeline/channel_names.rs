//! Names of channels: programs write a stereo recording as one clip a channel.

/// Endings by which programs mark the channel of a clip.
const CHANNELS: [&str; 20] = [
    ".l", ".r", ".c", ".lf", ".rf", ".ls", ".rs", ".lfe", "_l", "_r", "-l", "-r", ".a1", ".a2", ".1", ".2", " l", " r",
    "_left", "_right",
];

/// A name without the mark of a channel before its ending: `Spark.L.wav` and `Spark.R` are `Spark`.
#[must_use]
pub fn without_channel(name: &str) -> &str {
    cut(without_ending(name), &CHANNELS)
}

/// A name without the ending of a sound file.
pub(super) fn without_ending(name: &str) -> &str {
    const ENDINGS: [&str; 14] = [
        ".wav", ".aif", ".aiff", ".mp3", ".m4a", ".flac", ".mxf", ".bwf", ".ogg", ".opus", ".caf", ".wave", ".aac",
        ".mp4",
    ];
    cut(name, &ENDINGS)
}

/// What stands before the first of `endings` that a text has; the whole where it has none, or nothing else.
fn cut<'a>(text: &'a str, endings: &[&str]) -> &'a str {
    let found = endings.iter().find(|ending| {
        let at = text.len().checked_sub(ending.len());
        at.is_some_and(|at| at > 0 && text.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(ending)))
    });
    &text[..found.map_or(text.len(), |ending| text.len() - ending.len())]
}
