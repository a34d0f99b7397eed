//! A file that was read, as the track that it becomes.

use std::path::Path;

use media::{ContentHash, Loudness, Probe, Tags};
use model::{Identifier, Track, TrackId};

/// What an import found of a recording.
pub(super) struct Found<'a> {
    pub hash: ContentHash,
    pub size: u64,
    pub probe: &'a Probe,
    pub tags: &'a Tags,
    /// `None` where it was not decoded to its end.
    pub loudness: Option<Loudness>,
    /// Packets that could not be decoded, and pages that are damaged.
    pub skipped: u64,
    /// Recordings behind this one in the same file were left out.
    pub left_out: bool,
}

impl Found<'_> {
    /// The track that it becomes.
    pub fn track(&self, id: TrackId, path: &str, now: &str) -> Track {
        let tags = self.tags;
        let text = |field: &Option<String>| field.as_deref().unwrap_or_default().trim().to_owned();
        let (loudness, loudness_range) = measured(self.loudness);
        Track {
            id,
            title: title_of(tags, path),
            artist: text(if tags.artist.is_some() { &tags.artist } else { &tags.album_artist }),
            album: text(&tags.album),
            composer: text(&tags.composer),
            lyricist: text(&tags.lyricist),
            publisher: text(&tags.publisher),
            label: text(&tags.label),
            isrc: isrcs(tags).into_iter().next().unwrap_or_default(),
            bpm_milli: tags.bpm.filter(|&bpm| bpm > 0).map(i64::from),
            key: text(&tags.key),
            mood: text(&tags.mood),
            genre: text(&tags.genre),
            language: text(&tags.language),
            comment: text(&tags.comment),
            grouping: text(&tags.grouping),
            year: tags.year.as_deref().and_then(|year| year.get(..4)?.parse().ok()),
            vocal: None,
            duration: self.probe.sample_rate.flicks(self.probe.frames),
            sample_rate: self.probe.sample_rate,
            channels: i64::from(self.probe.channels),
            format: self.probe.format.clone(),
            loudness,
            loudness_range,
            hash: self.hash.to_string(),
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            path: path.to_owned(),
            added_at: now.to_owned(),
        }
    }

    /// What a file that came in lacks, or what was chosen of it, in one clause; `None` where it was read whole.
    pub fn remark(&self) -> Option<String> {
        let mut parts = Vec::new();
        if !self.tags.unread.is_empty() {
            parts.push(format!("some of its tags could not be read ({})", self.tags.unread.join(", ")));
        }
        if self.skipped > 0 {
            parts.push("a part of its sound is damaged, and silent or missing".to_owned());
        }
        if self.left_out {
            parts.push("what follows its first recording is of another format and was left out".to_owned());
        }
        if let [first, others @ ..] = isrcs(self.tags).as_slice()
            && !others.is_empty()
        {
            parts.push(format!("it names more than one ISRC: {first} was taken, {} was not", others.join(", ")));
        }
        if let Some(text) = no_isrc(self.tags) {
            parts.push(format!("\u{201c}{text}\u{201d} is not an ISRC and was left out"));
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// Loudness and its range in hundredths.
pub(super) fn measured(loudness: Option<Loudness>) -> (Option<i64>, Option<i64>) {
    let hundredths = |value: Option<f64>| value.map(|value| (value * 100.0).round() as i64);
    let of = |part: fn(Loudness) -> Option<f64>| hundredths(loudness.and_then(part));
    (of(|loudness| loudness.integrated_lufs), of(|loudness| loudness.range_lu))
}

/// What stands in the tags in an ISRC's place and names none: kept among all tags, and no fact.
fn no_isrc(tags: &Tags) -> Option<String> {
    let tagged = tags.isrc.as_deref().map(str::trim).filter(|tagged| !tagged.is_empty())?;
    isrcs(tags).is_empty().then(|| tagged.chars().take(40).collect())
}

/// The ISRCs that the tags name, bare, each once. Taggers write several into one field; a recording has one, the first.
fn isrcs(tags: &Tags) -> Vec<String> {
    let tagged = tags.isrc.as_deref().unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    let mut take = |part: &str| {
        let code = Identifier::Isrc.parse(part).ok().filter(|code| !code.is_empty());
        let known = code.is_some();
        found.extend(code.filter(|code| !found.contains(code)));
        known
    };
    for part in tagged.split([';', ',', '/', '|', '\n', '\0', '&', '+']) {
        // One that is written with blanks, or several with blanks between them.
        if !take(part) {
            part.split_whitespace().for_each(|word| {
                take(word);
            });
        }
    }
    found
}

/// The title as tagged, or the file's name without its ending.
fn title_of(tags: &Tags, path: &str) -> String {
    let tagged = tags.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let stem = || Path::new(path).file_stem().map_or(path.into(), |stem| stem.to_string_lossy());
    tagged.map_or_else(|| stem().into_owned(), str::to_owned)
}
